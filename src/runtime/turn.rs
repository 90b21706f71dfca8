//! Work of which only the latest is wanted: boards and comparisons. Each has a thread of its own, since somebody waits
//! for it while the workers are busy; but one at a time, however often it is asked for.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A kind of such work.
#[derive(Clone, Debug, Default)]
pub struct Turn(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// The number of the work that is wanted.
    wanted: AtomicU64,
    /// Held by the thread that works.
    busy: Mutex<()>,
}

impl Turn {
    /// Starts work in place of what was asked for before. It is handed the question whether it is still wanted, and
    /// ends soon after the answer is no. It begins when what was there before has ended, and not at all when it is
    /// replaced or left until then.
    pub fn take(&self, work: impl FnOnce(&dyn Fn() -> bool) + Send + 'static) {
        let shared = self.0.clone();
        let mine = shared.wanted.fetch_add(1, Ordering::Relaxed) + 1;
        thread::spawn(move || {
            // It guards nothing that could be left half done.
            let _busy = shared.busy.lock().unwrap_or_else(PoisonError::into_inner);
            let goes_on = || shared.wanted.load(Ordering::Relaxed) == mine;
            if goes_on() {
                work(&goes_on);
            }
        });
    }

    /// Nobody wants what was asked for any more.
    pub fn leave(&self) {
        self.0.wanted.fetch_add(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn of_work_that_is_asked_for_again_and_again_one_runs_and_only_the_last_to_its_end() {
        let turn = Turn::default();
        let (started, starts) = channel();
        let (sender, ends) = channel();
        let first = sender.clone();
        turn.take(move |goes_on| {
            started.send(()).expect("the test waits");
            while goes_on() {
                std::thread::yield_now();
            }
            first.send("left").expect("the test waits");
        });
        starts.recv().expect("the first begins");
        for _ in 0..20 {
            let sender = sender.clone();
            turn.take(move |_| sender.send("replaced or not").expect("the test waits"));
        }
        let sender_of_last = sender.clone();
        turn.take(move |goes_on| {
            assert!(goes_on());
            sender_of_last.send("last").expect("the test waits");
        });
        drop(sender);
        let ended: Vec<_> = ends.iter().collect();
        // Which of those in between were replaced before they began is a matter of luck; the first and the last are not.
        assert_eq!((ended.first(), ended.contains(&"last")), (Some(&"left"), true));
    }
}
