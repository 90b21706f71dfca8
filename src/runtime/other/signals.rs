//! Signals, of which there are none here.

use std::io;
use std::sync::mpsc::Sender;

use crate::runtime::event::Event;

/// What stands for a terminal that was closed.
pub const HANG_UP: i32 = 1;

/// Does nothing.
///
/// # Errors
///
/// None.
pub fn start(_events: Sender<Event>) -> io::Result<()> {
    Ok(())
}

/// Ends the process with the status that shells give to a program which a signal has ended.
pub fn die(signal: i32) -> ! {
    std::process::exit(128 + signal)
}

/// Does nothing: there are no jobs.
pub fn suspend_job() {}

/// Does nothing: there are no jobs.
pub fn stop() {}

/// Whether somebody is there to continue a stopped job.
pub fn can_be_continued() -> bool {
    false
}
