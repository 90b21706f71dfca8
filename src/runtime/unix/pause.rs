//! Leaves the keys to another program that has the terminal for a while.

use std::io::{PipeReader, PipeWriter, Read, Write, pipe};
use std::os::fd::{AsRawFd, RawFd};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Keeps the reader from taking keys, while another program has the terminal.
#[derive(Clone)]
pub struct Pause(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    wake: PipeWriter,
}

#[derive(Default)]
struct State {
    paused: bool,
    /// Whether the thread of keys has noticed it.
    heeded: bool,
}

impl Pause {
    /// A pause and where it is heard of; `None` where the system has no pipe left.
    pub fn new() -> Option<(Self, Gate)> {
        let (woken, wake) = pipe().ok()?;
        let shared = Arc::new(Shared { state: Mutex::default(), changed: Condvar::new(), wake });
        Some((Self(shared.clone()), Gate { shared, woken }))
    }

    /// From now on keys stay where they are. Returns when the thread of keys has noticed, or after a moment.
    pub fn begin(&self) {
        let mut state = self.0.lock();
        *state = State { paused: true, heeded: false };
        if (&self.0.wake).write_all(b"x").is_ok() {
            let moment = Duration::from_millis(300);
            drop(self.0.changed.wait_timeout_while(state, moment, |state| !state.heeded));
        }
    }

    /// Keys are taken again.
    pub fn end(&self) {
        self.0.lock().paused = false;
        self.0.changed.notify_all();
    }
}

impl Shared {
    /// Nothing that panics runs under this lock, so a poisoned one is as good as any.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where the thread of keys hears of it.
pub struct Gate {
    shared: Arc<Shared>,
    woken: PipeReader,
}

impl Gate {
    /// What is ready to be read when there is a pause.
    pub fn descriptor(&self) -> RawFd {
        self.woken.as_raw_fd()
    }

    /// Heeds the pause: returns when it is over.
    pub fn heed(&self) {
        // A byte is there; whether it can be taken changes nothing.
        let _ = (&self.woken).read(&mut [0]);
        let mut state = self.shared.lock();
        state.heeded = true;
        self.shared.changed.notify_all();
        drop(self.shared.changed.wait_while(state, |state| state.paused));
    }
}
