//! Watching the files that were read: says that some have changed, came or went, and leaves it to the user to read again.
//!
//! The system tells of changes; nothing here wakes up while there are none. Where it cannot (a network drive, too many
//! folders) nothing is watched, and reading again works all the same.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use notify::event::{CreateKind, EventKind, ModifyKind, RemoveKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use crate::app::message::Message;
use crate::load::{self, Input};
use crate::runtime::event::Mailbox;

/// So many changed files are counted; more are as many.
const MOST: usize = 100_000;

/// What is watched; ends when it is dropped.
pub struct Watch {
    #[expect(dead_code, reason = "it is there to be dropped")]
    watcher: RecommendedWatcher,
    changed: Arc<Mutex<HashSet<PathBuf>>>,
}

impl Watch {
    /// Watches what inputs were read from, with links followed or not. Posts [`Message::FilesChanged`] each time that another
    /// file has changed, with the number of all that have. `None` where nothing can be watched.
    pub fn start(inputs: &[Input], follow_links: bool, mailbox: Mailbox) -> Option<Self> {
        let roots: Vec<Root> = inputs.iter().filter_map(Root::of).collect();
        let changed: Arc<Mutex<HashSet<PathBuf>>> = Arc::default();
        let (seen, noted) = (roots.clone(), changed.clone());
        let handler = move |event: notify::Result<notify::Event>| {
            let Some(event) = event.ok().filter(|event| is_change(event.kind)) else { return };
            let mut changed = noted.lock().unwrap_or_else(PoisonError::into_inner);
            let before = changed.len();
            let is_folder = |path: &Path| match event.kind {
                EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
                EventKind::Modify(ModifyKind::Name(_)) => path.is_dir(),
                _ => false,
            };
            let counts = |path: &PathBuf| seen.iter().any(|root| root.holds(path, is_folder(path)));
            let paths = event.paths.iter().filter(|path| counts(path)).cloned();
            changed.extend(paths.take(MOST.saturating_sub(before)));
            if changed.len() > before {
                mailbox.post(Message::FilesChanged(changed.len()));
            }
        };
        let config = Config::default().with_follow_symlinks(follow_links);
        let mut watcher = RecommendedWatcher::new(handler, config).ok()?;
        let mut watched = false;
        for root in &roots {
            let (place, mode) = match root {
                Root::Folder(folder) => (folder.as_path(), RecursiveMode::Recursive),
                // Editors put a new file in place of the old one, so the folder is watched.
                Root::File(file) => (file.parent()?, RecursiveMode::NonRecursive),
            };
            watched |= watcher.watch(place, mode).is_ok();
        }
        watched.then_some(Self { watcher, changed })
    }

    /// Begins to count anew: whatever has changed so far will be seen by somebody who looks at the files from now on.
    pub fn forget(&self) {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// What was named on the command line, with its full path.
#[derive(Clone, Debug, PartialEq)]
enum Root {
    Folder(PathBuf),
    File(PathBuf),
}

impl Root {
    fn of(input: &Input) -> Option<Self> {
        let Input::Path(path) = input else { return None };
        let full = path.canonicalize().ok()?;
        let kind = full.metadata().ok()?;
        match () {
            () if kind.is_dir() => Some(Self::Folder(full)),
            () if kind.is_file() => Some(Self::File(full)),
            () => None,
        }
    }

    /// Whether a file, or what is in a folder, would be read because of it.
    fn holds(&self, path: &Path, is_folder: bool) -> bool {
        match self {
            Self::File(file) => path == file,
            Self::Folder(folder) => path.strip_prefix(folder).is_ok_and(|inner| {
                let hidden = inner.iter().any(|part| part.to_string_lossy().starts_with('.'));
                !hidden && (is_folder || load::is_read_in_folders(inner))
            }),
        }
    }
}

/// Whether an event may change what is read: not that somebody opened a file, or changed who may read it.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Any => true,
        EventKind::Modify(what) => !matches!(what, ModifyKind::Metadata(_)),
        EventKind::Access(_) | EventKind::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::runtime::event::Event;

    #[test]
    fn files_that_would_not_be_read_do_not_count() {
        let folder = Root::Folder("/news".into());
        for (path, counts) in [
            ("/news/a.txt", true),
            ("/news/deep/page.html.gz", true),
            ("/news/4913", false),
            ("/news/.a.txt.swp", false),
            ("/news/.git/a.txt", false),
            ("/news/corrections.toml", false),
            ("/news/photo.jpg", false),
            ("/other/a.txt", false),
        ] {
            assert_eq!(folder.holds(Path::new(path), false), counts, "{path}");
        }
        assert!(folder.holds(Path::new("/news/deep"), true) && !folder.holds(Path::new("/news/.git"), true));
        let file = Root::File("/news/a.dat".into());
        assert!(file.holds(Path::new("/news/a.dat"), false) && !file.holds(Path::new("/news/b.dat"), false));
    }

    #[test]
    fn what_changes_is_told_once_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.txt"), "One.").expect("a file");
        let (sender, events) = mpsc::channel();
        let mailbox = Mailbox::new(sender);
        let inputs = [Input::Path(folder.path().to_owned())];
        // Where the system cannot watch there is nothing to test.
        let Some(_watch) = Watch::start(&inputs, false, mailbox.clone()) else { return };
        fs::write(folder.path().join("photo.jpg"), "no text").expect("a file");
        fs::write(folder.path().join("b.txt"), "Two.").expect("a file");
        fs::write(folder.path().join("b.txt"), "Two, again.").expect("a file");
        fs::remove_file(folder.path().join("a.txt")).expect("the file");
        let mut told = Vec::new();
        while told.last() != Some(&2) {
            // Ends the test where the system never tells.
            let event = events.recv_timeout(Duration::from_secs(60));
            assert!(matches!(event, Ok(Event::Background)), "{event:?}");
            told.extend(mailbox.take().into_iter().filter_map(|message| match message {
                Message::FilesChanged(files) => Some(files),
                _ => None,
            }));
        }
        assert!(told == [1, 2] || told == [2], "{told:?}");
    }
}
