//! Signals: the thread that waits for them, and what a process does with itself because of one.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::process;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::runtime::event::Event;
use crate::runtime::terminal;

/// Signals that end the program.
const ENDING: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// How long the loop may take to give the terminal back after a signal that ends the program. It cannot when it is
/// blocked in writing to a terminal that reads nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// Starts the thread that passes signals on to the loop.
///
/// # Errors
///
/// Those of installing signal handlers.
pub fn start(events: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new(ENDING.iter().chain(&[SIGTSTP, SIGCONT, SIGWINCH]))?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let heard = events.send(Event::Signal(signal)).is_ok();
            if ENDING.contains(&signal) {
                if heard {
                    thread::sleep(PATIENCE);
                    terminal::leave_raw_mode();
                }
                die(signal);
            }
        }
    });
    Ok(())
}

/// Ends the process by the default action of `signal`, so that a shell reports it as it should: status 128 + `signal`.
pub fn die(signal: i32) -> ! {
    let _ = emulate_default_handler(signal);
    std::process::exit(128 + signal)
}

/// Asks for what Ctrl-z does in a program that leaves it to the terminal: SIGTSTP for every process of the job, this
/// one included. Does nothing when no shell could ever continue it.
pub fn suspend_job() {
    if can_be_continued() {
        let _ = process::kill_process_group(process::getpgrp(), process::Signal::TSTP);
    }
}

/// Stops this process until SIGCONT comes; returns then. To be called when the terminal has been given back.
pub fn stop() {
    let _ = emulate_default_handler(SIGTSTP);
}

/// Whether somebody is there to continue a stopped job: a shell in the same session, but in another process group. There
/// is none when a terminal emulator runs the program by itself. (The system ignores SIGTSTP then; we stop ourselves by
/// SIGSTOP, which it never ignores.)
pub fn can_be_continued() -> bool {
    let Ok(session) = process::getsid(None) else { return false };
    let parent = process::getppid().and_then(|parent| process::getsid(Some(parent)).ok());
    process::getpgrp() != session && parent == Some(session)
}
