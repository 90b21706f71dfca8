//! What lasts from one run to the next: where it is kept, and how small files are written so that nothing is lost. Layer 3.
//!
//! Every file is text that a person can read, begins with its version, and is changed by [`file::update`] alone.

pub mod file;
pub mod habits;
mod layout;
pub mod notes;
mod passage;
pub mod place;
pub mod reading;
pub mod save;
#[cfg(test)]
mod tests;
pub mod workspace;
