//! The input thread: keys and pastes from the terminal, and the news that it is gone.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::AsRawFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use filedescriptor::{POLLERR, POLLHUP, POLLIN, poll, pollfd};

use crate::runtime::event::Event;
use crate::runtime::keys;

/// How long crossterm may look for an event once bytes are there. It blocks for the rest of a key that is cut in two
/// anyway; this only bounds the last look, when all is read.
const LOOK: Duration = Duration::from_millis(1);

/// Starts the thread. It ends when the terminal or the loop is gone.
pub fn start(events: Sender<Event>) {
    thread::spawn(move || {
        // A sequence that crossterm's parser trips over costs that sequence, not the keyboard.
        while catch_unwind(AssertUnwindSafe(|| forward(&events))).is_err() {}
    });
}

/// Passes on what is typed, until the terminal or the loop is gone.
///
/// The waiting is our own, because crossterm's goes on for ever, at full speed, when the terminal has been closed.
fn forward(events: &Sender<Event>) {
    let hung_up = || {
        let _ = events.send(Event::HungUp);
    };
    let Ok(keyboard) = Keyboard::open() else { return hung_up() };
    loop {
        match keyboard.wait() {
            Ok(true) => {}
            Ok(false) | Err(_) => return hung_up(),
        }
        while let Some(found) = next() {
            let Ok(reported) = found else { return hung_up() };
            let Some(message) = keys::message(reported) else { continue };
            if events.send(Event::Input(message)).is_err() {
                return;
            }
        }
    }
}

/// The next event of the bytes that are there.
fn next() -> Option<io::Result<crossterm::event::Event>> {
    match crossterm::event::poll(LOOK) {
        Ok(true) => Some(crossterm::event::read()),
        Ok(false) => None,
        Err(error) => Some(Err(error)),
    }
}

/// Where keys come from: standard input, or the controlling terminal when articles come through standard input. It is
/// the same choice that crossterm makes.
enum Keyboard {
    Stdin,
    Tty(File),
}

impl Keyboard {
    fn open() -> io::Result<Self> {
        if io::stdin().is_terminal() { Ok(Self::Stdin) } else { File::open("/dev/tty").map(Self::Tty) }
    }

    /// Blocks until there is something to read; `false` when there never will be again.
    fn wait(&self) -> Result<bool, filedescriptor::Error> {
        let fd = match self {
            Self::Stdin => io::stdin().as_raw_fd(),
            Self::Tty(file) => file.as_raw_fd(),
        };
        let mut ready = [pollfd { fd, events: POLLIN, revents: 0 }];
        loop {
            match poll(&mut ready, None) {
                Ok(_) => return Ok(ready[0].revents & (POLLHUP | POLLERR) == 0),
                Err(filedescriptor::Error::Poll(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}
