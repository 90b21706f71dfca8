//! What the reader asks of a system that is not like Unix, through crossterm: keys and sizes as they are reported. There
//! are no jobs to be stopped, and the terminal is not asked for its background.

pub mod input;
mod keys;
pub mod output;
pub mod pause;
pub mod signals;
