//! Signals: the thread that waits for them, and what a process does with itself because of one.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use nix::sys::signal::{self, Signal};
use nix::unistd::{self, Pid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::runtime::event::Event;
use crate::runtime::terminal;

/// Signals that end the program.
const ENDING: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// What stands for a terminal that was closed.
pub const HANG_UP: i32 = SIGHUP;

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
            let event = match signal {
                SIGWINCH => Event::Resized,
                SIGTSTP => Event::StopAsked,
                SIGCONT => Event::Continued,
                _ => Event::Ending(signal),
            };
            let heard = events.send(event).is_ok();
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
        let _ = signal::killpg(unistd::getpgrp(), Signal::SIGTSTP);
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
    let parent = unistd::getppid();
    // The system takes 0 for the caller itself, and gives 0 for a parent outside the container.
    if parent.as_raw() <= 0 {
        return false;
    }
    let (Ok(session), Ok(parent)) = (unistd::getsid(None), unistd::getsid(Some(parent))) else { return false };
    a_shell_waits(session, unistd::getpgrp(), parent)
}

/// Whether a parent in the session `parent` can continue the process group `group` of `session`. A container that the
/// parent or the leader is outside of has no number for them, and the system gives 0; nothing is known of them then.
fn a_shell_waits(session: Pid, group: Pid, parent: Pid) -> bool {
    [session, group, parent].iter().all(|id| id.as_raw() > 0) && parent == session && group != session
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_can_be_continued_by_a_shell_of_its_session_alone() {
        let cases = [
            // session, group, session of the parent
            ((10, 20, 10), true),
            ((10, 10, 10), false), // the leader of the session
            ((10, 20, 30), false), // started by a program of another session
            ((10, 20, 0), false),  // by one outside the container
            ((0, 20, 0), false),
            ((0, 0, 0), false),
        ];
        for ((session, group, parent), expected) in cases {
            let [session, group, parent] = [session, group, parent].map(Pid::from_raw);
            assert_eq!(a_shell_waits(session, group, parent), expected, "{session} {group} {parent}");
        }
    }
}
