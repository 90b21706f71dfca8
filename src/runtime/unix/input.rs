//! Keys, pastes and answers from the terminal, and the news that it is gone.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::os::fd::{AsFd, AsRawFd};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use filedescriptor::{POLLIN, poll, pollfd};
use termina::Parser;

use crate::app::message::Message;
use crate::runtime::event::Event;
use crate::runtime::unix::keys;
use crate::runtime::unix::pause::{Gate, Pause};
use crate::runtime::unix::sieve::{Piece, Sieve};

/// How much is read at once, in bytes: a paste comes in several pieces, everything else in one.
const READ: usize = 4096;

/// Starts the thread. It ends when the terminal or the loop is gone. Returns how keys are left to another program for a
/// while; `None` where that is not possible.
pub fn start(events: Sender<Event>) -> Option<Pause> {
    let (pause, gate) = Pause::new().unzip();
    thread::spawn(move || {
        let Ok(terminal) = controlling_terminal() else {
            let _ = events.send(Event::HungUp);
            return;
        };
        // A sequence that the parser trips over costs that sequence, not the keyboard.
        while catch_unwind(AssertUnwindSafe(|| forward(&terminal, gate.as_ref(), &events))).is_err() {}
    });
    pause
}

/// Keys come from the controlling terminal when articles come through standard input.
fn controlling_terminal() -> io::Result<File> {
    if io::stdin().is_terminal() {
        return Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?));
    }
    File::open("/dev/tty")
}

/// Passes on what comes, until the terminal or the loop is gone.
fn forward(terminal: &File, gate: Option<&Gate>, events: &Sender<Event>) {
    let (mut sieve, mut parser) = (Sieve::default(), Parser::default());
    let mut bytes = [0; READ];
    loop {
        let pieces = match wait(terminal, gate, sieve.patience()) {
            Ok(true) => match (&*terminal).read(&mut bytes) {
                Ok(0) => break,
                Ok(n) => sieve.feed(bytes.get(..n).unwrap_or_default()),
                Err(e) if matches!(e.kind(), io::ErrorKind::Interrupted | io::ErrorKind::WouldBlock) => continue,
                Err(_) => break,
            },
            Ok(false) => sieve.give_up(),
            Err(_) => break,
        };
        for piece in pieces {
            let sent = match piece {
                Piece::Keys(keys) => {
                    parser.parse(&keys, false);
                    let mut messages = std::iter::from_fn(|| parser.pop()).filter_map(|event| keys::message(&event));
                    messages.try_for_each(|message| events.send(Event::Input(message)))
                }
                Piece::Paste(text) => events.send(Event::Input(Message::Paste(text))),
                Piece::Ground(ground) => events.send(Event::Ground(ground)),
            };
            if sent.is_err() {
                return; // the reader has ended
            }
        }
    }
    let _ = events.send(Event::HungUp);
}

/// Blocks until there is something to read, or until the terminal has been closed, which reading then tells; `false` when
/// `limit` is over before.
fn wait(terminal: &File, gate: Option<&Gate>, limit: Option<Duration>) -> Result<bool, filedescriptor::Error> {
    let of = |fd| pollfd { fd, events: POLLIN, revents: 0 };
    loop {
        let mut ready = vec![of(terminal.as_raw_fd())];
        ready.extend(gate.map(|gate| of(gate.descriptor())));
        match poll(&mut ready, limit) {
            Err(filedescriptor::Error::Poll(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Ok(_) if ready.get(1).is_some_and(|pause| pause.revents != 0) => gate.into_iter().for_each(Gate::heed),
            result => return result.map(|ready| ready > 0),
        }
    }
}
