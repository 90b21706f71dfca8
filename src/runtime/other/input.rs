//! Keys, pastes and sizes as crossterm reports them.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::Event as Reported;

use crate::runtime::event::Event;
use crate::runtime::other::keys;
use crate::runtime::other::pause::Pause;

/// Starts the thread. It ends when the terminal or the loop is gone. Keys cannot be left to another program here.
pub fn start(events: Sender<Event>) -> Option<Pause> {
    thread::spawn(move || {
        loop {
            let event = match crossterm::event::read() {
                Ok(Reported::Resize(..)) => Event::Resized,
                Ok(reported) => match keys::message(reported) {
                    Some(message) => Event::Input(message),
                    None => continue,
                },
                Err(_) => Event::HungUp,
            };
            let last = matches!(event, Event::HungUp);
            if events.send(event).is_err() || last {
                return;
            }
        }
    });
    None
}
