//! The keeper: a thread that reads what was kept and writes what has changed, so that no disk holds up the screen.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::app::message::Message;
use crate::model::hash::ContentHash;
use crate::model::memory::{Changes, Habits, Memory, merge_articles, merge_habits, merge_notes};
use crate::model::problem::{Problem, Severity};
use crate::runtime::event::Mailbox;
use crate::state::file::{self, Record, SetAside, Trouble};
use crate::state::habits;
use crate::state::notes::{self, Notes};
use crate::state::reading::{self, Reading};

/// When writing is tried again that has failed, as long as something is not written.
const AGAIN: Duration = Duration::from_secs(5);

/// The hand in which changes are put.
pub struct Keeper {
    changes: Sender<Changes>,
    thread: JoinHandle<Option<Unsaved>>,
}

/// What could not be written until the end.
#[derive(Debug)]
pub struct Unsaved {
    /// Why, for people.
    pub reason: String,
    /// The notes among it, as their file would say them; empty if there are none.
    pub notes: String,
}

/// How the reader was used before, and what was wrong with the file that says so.
pub fn read_habits(folder: &Path) -> (Habits, Option<Problem>) {
    let path = folder.join(habits::NAME);
    match file::read::<Habits>(&path) {
        Ok(habits) => (habits.unwrap_or_default(), None),
        Err(Trouble::Damaged(..)) => {
            let aside = file::set_aside_damaged::<Habits>(&path);
            (Habits::default(), aside.map(|aside| problem(path, aside.to_string())))
        }
        Err(trouble) => (Habits::default(), Some(problem(path, trouble.to_string()))),
    }
}

fn problem(path: PathBuf, message: String) -> Problem {
    Problem { path: Some(path), line: None, severity: Severity::Warning, message }
}

impl Keeper {
    /// Starts the thread; it posts what was kept as soon as it has read it.
    pub fn start(folder: PathBuf, mailbox: Mailbox) -> Self {
        let (changes, received) = channel();
        let thread = thread::spawn(move || {
            let mut desk = Desk { folder, mailbox, pending: Changes::default(), said: String::new() };
            desk.remember();
            desk.work(&received)
        });
        Self { changes, thread }
    }

    /// Writes changes as soon as possible.
    pub fn write(&self, changes: Changes) {
        // It fails when the thread has died; the end says so.
        let _ = self.changes.send(changes);
    }

    /// Waits until all is written. What could not be is returned.
    pub fn finish(self) -> Option<Unsaved> {
        drop(self.changes);
        let died = || Some(Unsaved { reason: "the thread that writes has failed".into(), notes: String::new() });
        self.thread.join().unwrap_or_else(|_| died())
    }
}

/// What the thread works with.
struct Desk {
    folder: PathBuf,
    mailbox: Mailbox,
    /// What is not written yet.
    pending: Changes,
    /// What was said last, so that it is not said each time.
    said: String,
}

impl Desk {
    /// Reads what was kept, and says what cannot be read.
    fn remember(&mut self) {
        let articles = self.read::<Reading>(reading::NAME).unwrap_or_default().0;
        let notes = self.read::<Notes>(notes::NAME).unwrap_or_default().0;
        let key = |(hash, kept): (&ContentHash, &crate::model::memory::Kept)| {
            Some(((kept.hint.path.clone()?, kept.hint.id.clone()), *hash))
        };
        let hints: HashMap<_, _> = articles.iter().filter_map(key).collect();
        self.mailbox.post(Message::Remembered(Box::new(Memory { articles, notes }), hints));
    }

    fn read<R: Record>(&mut self, name: &str) -> Option<R> {
        let path = self.folder.join(name);
        match file::read::<R>(&path) {
            Ok(record) => record,
            Err(Trouble::Damaged(..)) => {
                if let Some(aside) = file::set_aside_damaged::<R>(&path) {
                    self.say(path, aside.to_string());
                }
                None
            }
            Err(trouble) => {
                self.say(path, trouble.to_string());
                None
            }
        }
    }

    fn say(&mut self, path: PathBuf, message: String) {
        if self.said != message {
            self.said.clone_from(&message);
            self.mailbox.post(Message::NotKept(problem(path, message)));
        }
    }

    /// Writes what comes until nothing comes any more.
    fn work(&mut self, received: &Receiver<Changes>) -> Option<Unsaved> {
        loop {
            let next = if self.pending.is_empty() {
                received.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                received.recv_timeout(AGAIN)
            };
            match next {
                Ok(changes) => self.pending.extend(changes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) if self.pending.is_empty() => return None,
                Err(RecvTimeoutError::Disconnected) => {
                    let reason = self.write()?;
                    let mut lost = Notes::default();
                    merge_notes(&mut lost.0, &self.pending.notes);
                    let notes = if lost.0.is_empty() { String::new() } else { lost.print() };
                    return Some(Unsaved { reason, notes });
                }
            }
            // What came meanwhile is written with it.
            for changes in received.try_iter() {
                self.pending.extend(changes);
            }
            if let Some(reason) = self.write() {
                self.say(self.folder.clone(), reason);
            } else {
                self.said.clear();
            }
        }
    }

    /// Writes all that is pending, each file by itself. Returns why something could not be written.
    fn write(&mut self) -> Option<String> {
        let mut reasons = Vec::new();
        let mut aside = Vec::new();
        let pending = &mut self.pending;
        let mut done = |result: Result<Option<SetAside>, Trouble>| match result {
            Ok(set_aside) => {
                aside.extend(set_aside);
                true
            }
            Err(trouble) => {
                reasons.push(trouble.to_string());
                false
            }
        };
        if !pending.notes.is_empty() {
            let written = file::update(&self.folder.join(notes::NAME), |present: Option<Notes>| {
                let mut present = present.unwrap_or_default();
                merge_notes(&mut present.0, &pending.notes);
                present
            });
            if done(written.map(|(_, aside)| aside)) {
                pending.notes.clear();
            }
        }
        if !pending.articles.is_empty() {
            let written = file::update(&self.folder.join(reading::NAME), |present: Option<Reading>| {
                let mut present = present.unwrap_or_default();
                merge_articles(&mut present.0, &pending.articles);
                present
            });
            if done(written.map(|(_, aside)| aside)) {
                pending.articles.clear();
            }
        }
        if let Some((before, now)) = &pending.habits {
            let written = file::update(&self.folder.join(habits::NAME), |present: Option<Habits>| {
                merge_habits(present.unwrap_or_default(), before, now)
            });
            if done(written.map(|(_, aside)| aside)) {
                pending.habits = None;
            }
        }
        for aside in aside {
            self.mailbox.post(Message::NotKept(problem(aside.path.clone(), aside.to_string())));
        }
        (!reasons.is_empty()).then(|| format!("not saved: {}", reasons.join("; ")))
    }
}
