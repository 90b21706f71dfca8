//! Keeps corrections: a thread of its own writes each to the file, so that no frame waits for a disk.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use crate::app::message::Message;
use crate::config::corrections::{self, Edit};
use crate::model::problem::{Problem, Severity};
use crate::runtime::event::Mailbox;

/// The thread that writes. When this is dropped, everything that was handed to it is on the disk.
pub struct Saver {
    edits: Option<Sender<Edit>>,
    thread: Option<JoinHandle<()>>,
}

impl Saver {
    /// Starts the thread; without a file nothing is kept.
    pub fn start(path: Option<PathBuf>, mailbox: &Mailbox) -> Self {
        let Some(path) = path else { return Self { edits: None, thread: None } };
        let (edits, received) = channel::<Edit>();
        let mailbox = mailbox.clone();
        let thread = thread::spawn(move || {
            while let Ok(edit) = received.recv() {
                // What came meanwhile is written along with it.
                let edits: Vec<Edit> = std::iter::once(edit).chain(received.try_iter()).collect();
                let (severity, message) = match corrections::write(&path, &edits) {
                    Ok(None) => continue,
                    Ok(Some(aside)) => (Severity::Warning, aside.to_string()),
                    Err(trouble) => (Severity::Error, format!("corrections are not kept: {trouble}")),
                };
                mailbox.post(Message::Problems(vec![Problem {
                    path: None,
                    line: None,
                    severity,
                    message: message.clone(),
                }]));
                mailbox.post(Message::Copied(message));
            }
        });
        Self { edits: Some(edits), thread: Some(thread) }
    }

    /// Hands over what was changed.
    pub fn keep(&self, edit: Edit) {
        if let Some(edits) = &self.edits {
            // It fails only when the thread has died.
            let _ = edits.send(edit);
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.edits = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
