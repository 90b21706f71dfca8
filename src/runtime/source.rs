//! Where the articles come from: read once at the start, and again whenever somebody asks for it.

use std::sync::{Arc, Mutex, PoisonError};

use crate::app::message::Message;
use crate::load::Inputs;
use crate::model::article_id::ArticleId;
use crate::model::correction::list::Corrections;
use crate::model::knowledge::Knowledge;
use crate::model::moves::Moves;
use crate::model::problem::Problem;
use crate::runtime::event::Mailbox;
use crate::runtime::watch::Watch;
use crate::runtime::workers::Workers;
use crate::runtime::{again, loader};
use crate::store::cache::Cache;
use crate::store::held::{Held, Nowhere, Texts};
use crate::store::on_disk::OnDisk;

/// What is read, and with what.
pub struct Source {
    /// Where the articles come from, in this order.
    pub inputs: Inputs,
    /// What is known of the world of the articles.
    pub knowledge: Arc<Knowledge>,
    /// What was read and found before.
    pub cache: Arc<Cache>,
    /// How many articles are analysed at a time; `None` leaves one processor to the screen.
    pub jobs: Option<usize>,
    /// What is wrong already, before anything is read.
    pub problems: Vec<Problem>,
}

/// Reading and analysing as it goes on.
pub struct Run {
    /// The threads that analyse.
    pub workers: Workers,
    /// Through which results come.
    pub door: Mailbox,
    /// Through which comparisons and boards come, with the ids that there are when they are asked for.
    pub asked: Mailbox,
    /// Where texts are that are not held.
    texts: Arc<dyn Texts>,
    /// What watches the files, once they are read.
    watch: Arc<Mutex<Option<Watch>>>,
}

impl Source {
    /// Begins to read.
    pub fn read(&self, corrections: Arc<Corrections>, mailbox: &Mailbox) -> Run {
        let door = mailbox.door();
        let (knowledge, cache) = (self.knowledge.clone(), self.cache.clone());
        let texts: Arc<dyn Texts> = if cache.is_used() {
            Arc::new(OnDisk::new(cache.clone(), knowledge.clone(), self.inputs.options.clone()))
        } else {
            Arc::new(Nowhere)
        };
        let known = (knowledge, cache, texts.clone());
        let workers = Workers::start(self.jobs, known.clone(), corrections, &door);
        if !self.problems.is_empty() {
            door.post(Message::Problems(self.problems.clone()));
        }
        let watch = Arc::default();
        loader::start(self.inputs.clone(), known, door.clone(), workers.clone(), Arc::clone(&watch));
        Run { workers, asked: door.door(), door, texts, watch }
    }

    /// Begins to look which files have changed, while what is open stays. Posts
    /// [`Message::Reread`](crate::app::message::Message::Reread). `false` where that is of no use: all is read once more then.
    pub fn look_again(&self, run: &Run) -> bool {
        // What is under way comes with the ids that there are now.
        if !self.cache.is_used() || !run.workers.is_settled() {
            return false;
        }
        if let Some(watch) = &*run.watch.lock().unwrap_or_else(PoisonError::into_inner) {
            watch.forget();
        }
        run.door.forget(|message| matches!(message, Message::FilesChanged(_)));
        let known = (self.knowledge.clone(), self.cache.clone(), run.texts.clone());
        again::start(self.inputs.clone(), known, self.problems.clone(), run.door.clone(), run.workers.clone());
        true
    }

    /// Begins to read once more. Files that are as they were are not read, and texts that were analysed are not analysed,
    /// as far as the cache has them.
    pub fn read_again(&mut self, corrections: Arc<Corrections>, mailbox: &Mailbox) -> Run {
        self.cache = Arc::new(self.cache.again());
        self.read(corrections, mailbox)
    }
}

impl Run {
    /// Goes on with articles that are elsewhere now. `new` gives those that came.
    pub fn follow(&mut self, moves: &Moves, new: impl Fn(ArticleId) -> Option<Arc<Held>>) {
        self.workers.leave_board();
        self.asked.shut(is_asked);
        self.asked = self.door.door();
        self.workers.follow(moves, new);
    }

    /// Gives it up: what is under way ends soon and is not heard of any more.
    pub fn leave(&self) {
        self.workers.stop();
        self.workers.leave_board();
        self.workers.flush();
        self.door.close();
        self.asked.close();
        drop(self.watch.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// Whether somebody asked for it, of articles by the ids that they had then.
pub fn is_asked(message: &Message) -> bool {
    matches!(message, Message::Compared(..) | Message::Differences(..) | Message::Boarded(_))
}

#[cfg(test)]
mod tests;
