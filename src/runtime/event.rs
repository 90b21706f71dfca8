//! What wakes the loop, and the mailbox in which background work leaves its results.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::app::message::Message;
use crate::theme::Ground;

/// What wakes the loop.
#[derive(Debug)]
pub enum Event {
    /// The user did something: a key or a paste. Shown at once.
    Input(Message),
    /// There is something in the [`Mailbox`]. Shown with the next frame.
    Background,
    /// The terminal says what its background is like.
    Ground(Ground),
    /// The terminal has another size.
    Resized,
    /// The system asks the program to stop, as Ctrl-z does.
    StopAsked,
    /// The program was stopped and goes on.
    Continued,
    /// A signal that ends programs; its number.
    Ending(i32),
    /// The terminal is gone.
    HungUp,
}

/// So many articles become one message: more would keep a key waiting.
const TOGETHER: usize = 256;

/// So many messages about articles wait at most while [`make_room`](Mailbox::make_room) lets nobody go on: each may be some
/// kilobytes long.
const ROOM: usize = 256;

/// Where loader and workers leave their messages.
///
/// However many they leave, the loop is woken once for all that it has not yet taken; so five thousand articles that
/// come in a burst cost some dozens of frames. Leaving a message never waits for the loop. Whoever makes many of them waits
/// for room before the next one, where nothing is locked that the loop may want.
#[derive(Clone, Debug)]
pub struct Mailbox {
    messages: Arc<Mutex<Vec<Message>>>,
    /// Somebody took messages, or closed a door.
    taken: Arc<Condvar>,
    events: Sender<Event>,
    /// Whether what is posted is still wanted. Changes while the messages are locked.
    open: Arc<AtomicBool>,
}

impl Mailbox {
    /// An empty mailbox that wakes the loop at the other end of `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self { messages: Arc::default(), taken: Arc::default(), events, open: Arc::new(AtomicBool::new(true)) }
    }

    /// Leaves a message. Never blocks for longer than another thread needs to do the same.
    pub fn post(&self, message: Message) {
        let mut messages = self.lock();
        if !self.open.load(Ordering::Relaxed) {
            return;
        }
        messages.push(message);
        if messages.len() == 1 {
            let _ = self.events.send(Event::Background); // fails only when the reader has ended
        }
    }

    /// Blocks while so much waits that more would only take memory; not once the door is closed.
    pub fn make_room(&self) {
        let is_full = |messages: &mut Vec<Message>| messages.len() >= ROOM && self.open.load(Ordering::Relaxed);
        let room = self.taken.wait_while(self.lock(), is_full);
        drop(room.unwrap_or_else(PoisonError::into_inner));
    }

    /// A door to the same mailbox for those who read and analyse, which can be closed.
    #[must_use]
    pub fn door(&self) -> Self {
        Self { open: Arc::new(AtomicBool::new(true)), ..self.clone() }
    }

    /// Closes a door: what comes through it is dropped from now on, and so is what it left about articles.
    pub fn close(&self) {
        let mut messages = self.lock();
        self.open.store(false, Ordering::Relaxed);
        // The loop was woken for them; an empty mailbox does no harm.
        messages.retain(|message| !message.is_of_articles());
        self.taken.notify_all();
    }

    /// Drops the messages of a sort that were left.
    pub fn forget(&self, which: impl Fn(&Message) -> bool) {
        self.lock().retain(|message| !which(message));
    }

    /// Closes a door through which only messages of a sort come, and drops those of them that were left.
    pub fn shut(&self, which: impl Fn(&Message) -> bool) {
        let mut messages = self.lock();
        self.open.store(false, Ordering::Relaxed);
        messages.retain(|message| !which(message));
        self.taken.notify_all();
    }

    /// Takes all messages, in the order in which they were left; neighbours of one kind become one message.
    pub fn take(&self) -> Vec<Message> {
        let messages = std::mem::take(&mut *self.lock());
        self.taken.notify_all();
        merge(messages)
    }

    /// Nothing that panics runs under this lock.
    fn lock(&self) -> MutexGuard<'_, Vec<Message>> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Joins neighbouring messages that carry lists.
fn merge(messages: Vec<Message>) -> Vec<Message> {
    let mut merged: Vec<Message> = Vec::with_capacity(messages.len());
    for message in messages {
        match (merged.last_mut(), message) {
            (Some(Message::Loaded(all)), Message::Loaded(more)) if all.len() < TOGETHER => all.extend(more),
            (Some(Message::Problems(all)), Message::Problems(more)) => all.extend(more),
            (_, message) => merged.push(message),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::model::article::{Article, Head};
    use crate::model::article_id::ArticleId;

    fn loaded(id: &str) -> Message {
        Message::loaded(
            ArticleId(0),
            vec![Arc::new(Article { head: Head { id: id.to_owned(), ..Head::default() }, ..Article::default() })],
        )
    }

    #[test]
    fn a_burst_wakes_the_loop_once() {
        let (sender, events) = mpsc::channel();
        let mailbox = Mailbox::new(sender);
        for i in 0..1000 {
            mailbox.post(loaded(&i.to_string()));
        }
        mailbox.post(Message::LoadingDone);
        assert_eq!(events.try_iter().count(), 1);
        let taken = mailbox.take();
        let counts: Vec<_> = taken
            .iter()
            .map(|message| match message {
                Message::Loaded(articles) => articles.len(),
                _ => 0,
            })
            .collect();
        assert_eq!(counts, [TOGETHER, TOGETHER, TOGETHER, 1000 - 3 * TOGETHER, 0]);
        mailbox.post(loaded("later"));
        assert_eq!(events.try_iter().count(), 1, "what comes after taking wakes it again");
    }

    #[test]
    fn one_who_makes_many_messages_waits_for_a_slow_reader() {
        let (sender, events) = mpsc::channel();
        let mailbox = Mailbox::new(sender);
        let makers: Vec<_> = (0..3)
            .map(|_| {
                let door = mailbox.door();
                std::thread::spawn(move || {
                    for _ in 0..2_000 {
                        door.make_room();
                        door.post(Message::LoadingDone);
                    }
                })
            })
            .collect();
        let mut taken = 0;
        while taken < 6_000 {
            events.recv().expect("the mailbox holds the other end");
            let some = mailbox.take().len();
            assert!(some < ROOM + makers.len(), "{some}");
            taken += some;
        }
        assert!(makers.into_iter().all(|maker| maker.join().is_ok()));
    }

    #[test]
    fn nobody_waits_at_a_closed_door() {
        let (sender, _events) = mpsc::channel();
        let mailbox = Mailbox::new(sender);
        let door = mailbox.door();
        for _ in 0..ROOM {
            mailbox.post(Message::Done(String::new()));
        }
        let waiting = door.clone();
        let maker = std::thread::spawn(move || waiting.make_room());
        door.close();
        assert!(maker.join().is_ok(), "though nobody takes anything");
    }

    #[test]
    fn a_shut_door_lets_nothing_through_and_others_stay_open() {
        let (sender, _events) = mpsc::channel();
        let mailbox = Mailbox::new(sender);
        let (asked, other) = (mailbox.door(), mailbox.door());
        asked.post(Message::Boarded(Arc::default()));
        other.post(Message::FilesChanged(1));
        asked.shut(|message| matches!(message, Message::Boarded(_)));
        asked.post(Message::Boarded(Arc::default()));
        other.post(Message::LoadingDone);
        assert!(matches!(&mailbox.take()[..], [Message::FilesChanged(1), Message::LoadingDone]));
    }

    #[test]
    fn order_is_kept_across_kinds() {
        let (sender, _events) = mpsc::channel();
        let mailbox = Mailbox::new(sender);
        for message in [loaded("a"), Message::Problems(vec![]), loaded("b"), loaded("c")] {
            mailbox.post(message);
        }
        let taken = mailbox.take();
        let [Message::Loaded(first), Message::Problems(_), Message::Loaded(rest)] = &taken[..] else {
            panic!("{taken:?}");
        };
        assert_eq!((&*first[0].article.id, &*rest[0].article.id, &*rest[1].article.id), ("a", "b", "c"));
    }
}
