//! Keys and pastes from the terminal, and the news that it is gone.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::AsRawFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread;

use filedescriptor::{POLLERR, POLLHUP, poll, pollfd};

use crate::runtime::event::Event;
use crate::runtime::keys;

/// Starts the threads. They end when the terminal or the loop is gone.
pub fn start(events: Sender<Event>) {
    let hung_up = events.clone();
    thread::spawn(move || {
        if wait_for_hang_up().is_ok() {
            let _ = hung_up.send(Event::HungUp); // fails only when the reader has ended
        }
    });
    thread::spawn(move || {
        // A sequence that crossterm's parser trips over costs that sequence, not the keyboard.
        while catch_unwind(AssertUnwindSafe(|| forward(&events))).is_err() {}
    });
}

/// Passes on what is typed, until the terminal or the loop is gone.
fn forward(events: &Sender<Event>) {
    loop {
        let event = match crossterm::event::read().map(keys::message) {
            Ok(Some(message)) => Event::Input(message),
            Ok(None) => continue,
            Err(_) => Event::HungUp,
        };
        let last = matches!(event, Event::HungUp);
        if events.send(event).is_err() || last {
            return;
        }
    }
}

/// Blocks until the terminal has been closed.
///
/// crossterm does not notice it: it goes on reading for ever, at full speed. That lasts only until the loop hears of it
/// from here.
fn wait_for_hang_up() -> Result<(), filedescriptor::Error> {
    // Keys come from the controlling terminal when articles come through standard input, as crossterm has it.
    let tty = if io::stdin().is_terminal() { None } else { Some(File::open("/dev/tty")?) };
    let fd = tty.as_ref().map_or_else(|| io::stdin().as_raw_fd(), File::as_raw_fd);
    let mut terminal = [pollfd { fd, events: 0, revents: 0 }];
    while terminal[0].revents & (POLLHUP | POLLERR) == 0 {
        match poll(&mut terminal, None) {
            Err(filedescriptor::Error::Poll(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            result => drop(result?),
        }
    }
    Ok(())
}
