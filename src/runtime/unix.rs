//! What the reader asks of a system like Unix: keys from the controlling terminal, signals, and whole frames written to a
//! terminal that may not be ready. [`other`](crate::runtime::other) has the same items for all other systems.

pub mod input;
mod keys;
pub mod output;
pub mod pause;
mod sieve;
pub mod signals;
