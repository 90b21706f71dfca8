//! The cache as a whole: records found by their keys, and added.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::model::problem::{Problem, Severity};
use crate::store::record::Key;
use crate::store::sealed::{Sealed, open, open_all};
use crate::store::segment::{Place, Segment};
use crate::store::writer::{Ended, Writer};
use crate::store::{tidy, version};

/// A corpus of fewer articles is read and analysed sooner than one would wish to find files of it on the disk.
pub const FEW: usize = 300;

/// No segment is longer, in bytes.
const LARGEST_SEGMENT: u64 = 1 << 30;

/// What files said and what was found in articles, on the disk. Many threads use one.
#[derive(Debug, Default)]
pub struct Cache {
    /// The folder of this version; without one there is no cache.
    folder: Option<PathBuf>,
    version: u64,
    /// From so many articles on something is written.
    from: usize,
    opened: OnceLock<Opened>,
    /// How many articles went through.
    articles: AtomicUsize,
    /// How many of them were analysed.
    analysed: AtomicUsize,
    /// How many records were not what had been written.
    damaged: AtomicUsize,
}

/// What is known of the folder once something was looked up.
#[derive(Debug, Default)]
struct Opened {
    /// Those that are done, the latest last.
    sealed: RwLock<Vec<Arc<Sealed>>>,
    /// Those to which nothing is added any more, and which are on their way to the disk.
    ending: RwLock<Vec<Arc<Ended>>>,
    writing: Mutex<Writing>,
}

/// How far writing is.
#[derive(Debug)]
enum Writing {
    /// There may be too few articles for it. These wait.
    Waits(Vec<(Key, Vec<u8>)>),
    /// It goes on.
    Goes(Writer),
    /// It cannot be, or is over; why, if that is to be told.
    Over(Option<String>),
}

impl Default for Writing {
    fn default() -> Self {
        Self::Waits(Vec::new())
    }
}

impl Cache {
    /// The cache in a folder, of this program. Nothing is read before something is looked up.
    pub fn in_folder(folder: &Path) -> Self {
        Self::of_version(folder, version::of_program(), FEW)
    }

    /// The cache of a version, which writes when more than `from` articles went through.
    pub fn of_version(folder: &Path, version: u64, from: usize) -> Self {
        Self { folder: Some(folder.join(format!("{version:016x}"))), version, from, ..Self::default() }
    }

    /// Without any.
    pub fn none() -> Self {
        Self::default()
    }

    /// The same as it is at a start: nothing counted, and what was written since is found.
    #[must_use]
    pub fn again(&self) -> Self {
        Self { folder: self.folder.clone(), version: self.version, from: self.from, ..Self::default() }
    }

    /// Whether there is one at all.
    pub fn is_used(&self) -> bool {
        self.folder.is_some()
    }

    /// Lets small corpora be written, too: somebody asks for it.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.from = 0;
        self
    }

    /// From how many articles on something is written.
    pub fn from(&self) -> usize {
        self.from
    }

    /// The bytes with that key.
    pub fn get(&self, key: Key) -> Option<Vec<u8>> {
        let opened = self.opened()?;
        if let Some(found) = being_written(opened, key) {
            return Some(found);
        }
        if let Some(found) = read(&opened.ending).iter().rev().find_map(|one| one.get(key)) {
            return Some(found);
        }
        read(&opened.sealed).iter().rev().find_map(|one| {
            let place = one.index.find(key)?;
            let bytes = one.segment.read(key, place);
            if bytes.is_none() {
                self.damaged.fetch_add(1, Ordering::Relaxed);
            }
            bytes
        })
    }

    /// Whether bytes with that key are on the disk, if nothing is damaged.
    pub fn has(&self, key: Key) -> bool {
        let Some(opened) = self.opened() else { return false };
        let is_written = match &*lock(&opened.writing) {
            Writing::Goes(writer) => writer.has(key),
            Writing::Waits(_) | Writing::Over(_) => false,
        };
        is_written
            || read(&opened.ending).iter().any(|one| one.has(key))
            || read(&opened.sealed).iter().any(|one| one.index.find(key).is_some())
    }

    /// Keeps bytes, sooner or later, if that can be.
    pub fn put(&self, key: Key, bytes: Vec<u8>) {
        let Some((opened, folder)) = self.opened().zip(self.folder.as_deref()) else { return };
        let mut writing = lock(&opened.writing);
        if let Writing::Waits(records) = &mut *writing {
            records.push((key, bytes));
            // An article has two records at most: so many of them are of more than a few, also where reading is far ahead
            // of the analysis.
            if self.articles.load(Ordering::Relaxed) < self.from && records.len() < 2 * self.from {
                return;
            }
            *writing = self.begin(folder, std::mem::take(records));
        } else if let Writing::Goes(writer) = &mut *writing
            && let Err(error) = writer.put(key, &bytes)
        {
            *writing = give_up(std::mem::take(&mut *writing), &error);
        }
        let is_full = matches!(&*writing, Writing::Goes(writer) if writer.length() >= LARGEST_SEGMENT);
        let full = is_full.then(|| end(&mut writing, opened)).flatten();
        drop(writing);
        if let Some(full) = full {
            self.seal(&full, opened);
        }
    }

    fn begin(&self, folder: &Path, waiting: Vec<(Key, Vec<u8>)>) -> Writing {
        tidy::leave_versions(folder);
        let mut writer = match Writer::begin(folder, self.version) {
            Ok(writer) => writer,
            Err(error) => return Writing::Over(Some(unusable(&error))),
        };
        for (key, bytes) in waiting {
            if let Err(error) = writer.put(key, &bytes) {
                return give_up(Writing::Goes(writer), &error);
            }
        }
        Writing::Goes(writer)
    }

    /// Gives a segment its name. Nobody waits for the disk meanwhile: it is read as it is.
    fn seal(&self, ended: &Arc<Ended>, opened: &Opened) {
        let sealed = ended.seal();
        match sealed.map(|stem| open(&stem, self.version)) {
            Ok(one) => write(&opened.sealed).extend(one.map(Arc::new)),
            Err(error) => *lock(&opened.writing) = Writing::Over(Some(unusable(&error))),
        }
        write(&opened.ending).retain(|one| !Arc::ptr_eq(one, ended));
    }

    /// Ends what is being written, so that others find it. Nothing has to be ended: what is not is found all the same,
    /// only later. Who looks something up meanwhile does not wait.
    pub fn finish(&self) {
        let (Some(folder), Some(opened)) = (self.folder.as_deref(), self.opened.get()) else { return };
        let ended = end(&mut lock(&opened.writing), opened);
        let Some(ended) = ended else { return };
        self.seal(&ended, opened);
        let before = read(&opened.sealed).clone();
        let tidied = tidy::tidy(folder, &before, self.version);
        let is_gone = |one: &Arc<Sealed>| tidied.gone.iter().any(|gone| Arc::ptr_eq(gone, one));
        {
            let mut sealed = write(&opened.sealed);
            // What came meanwhile is later.
            let place = sealed.iter().rposition(&is_gone).map_or(sealed.len(), |last| last + 1);
            sealed.splice(place..place, tidied.merged.map(Arc::new));
            sealed.retain(|one| !is_gone(one));
        }
        tidied.gone.iter().for_each(|one| tidy::remove(one));
    }

    /// Brings what waits to be written to the disk, without ending anything.
    pub fn flush(&self) {
        let Some(opened) = self.opened.get() else { return };
        if let Writing::Goes(writer) = &mut *lock(&opened.writing) {
            // What cannot be written is made anew.
            let _ = writer.flush();
        }
    }

    /// Notes that an article went through, and whether it had to be analysed.
    pub fn note(&self, analysed: bool) {
        self.articles.fetch_add(1, Ordering::Relaxed);
        self.analysed.fetch_add(usize::from(analysed), Ordering::Relaxed);
    }

    /// How many articles went through, and how many of them were analysed.
    pub fn counts(&self) -> (usize, usize) {
        (self.articles.load(Ordering::Relaxed), self.analysed.load(Ordering::Relaxed))
    }

    /// Whether all that went through so far was known.
    pub fn knows_all(&self) -> bool {
        matches!(self.counts(), (1.., 0))
    }

    /// Notes that bytes with a good checksum were not what they should be.
    pub fn note_damage(&self) {
        self.damaged.fetch_add(1, Ordering::Relaxed);
    }

    /// What is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let problem = |message| Problem { path: self.folder.clone(), line: None, severity: Severity::Warning, message };
        let mut out = Vec::new();
        let damaged = self.damaged.load(Ordering::Relaxed);
        if damaged > 0 {
            let records = if damaged == 1 { "1 record".to_owned() } else { format!("{damaged} records") };
            out.push(problem(format!("{records} of this cache were damaged; what they held was made anew")));
        }
        if let Some(opened) = self.opened.get()
            && let Writing::Over(Some(reason)) = &*lock(&opened.writing)
        {
            out.push(problem(reason.clone()));
        }
        out
    }

    fn opened(&self) -> Option<&Opened> {
        let folder = self.folder.as_deref()?;
        Some(self.opened.get_or_init(|| Opened {
            sealed: RwLock::new(open_all(folder, self.version).into_iter().map(Arc::new).collect()),
            ending: RwLock::default(),
            writing: Mutex::default(),
        }))
    }
}

/// Ends what is being written, and lets it be read until it has its name; `None` where nothing was written.
fn end(writing: &mut Writing, opened: &Opened) -> Option<Arc<Ended>> {
    let writer = match std::mem::take(writing) {
        Writing::Goes(writer) => writer,
        other => {
            *writing = other;
            return None;
        }
    };
    match writer.end() {
        Ok(ended) => {
            let ended = Arc::new(ended);
            write(&opened.ending).push(ended.clone());
            Some(ended)
        }
        Err(error) => {
            *writing = Writing::Over(Some(unusable(&error)));
            None
        }
    }
}

/// The bytes with that key, of those that this program has added.
fn being_written(opened: &Opened, key: Key) -> Option<Vec<u8>> {
    let (segment, place): (Arc<Segment>, Place) = match &mut *lock(&opened.writing) {
        Writing::Waits(records) => return records.iter().find(|(k, _)| *k == key).map(|(_, bytes)| bytes.clone()),
        Writing::Goes(writer) => writer.find(key).ok()??,
        Writing::Over(_) => return None,
    };
    segment.read(key, place)
}

fn give_up(writing: Writing, error: &io::Error) -> Writing {
    if let Writing::Goes(writer) = writing {
        writer.discard();
    }
    Writing::Over(Some(unusable(error)))
}

fn unusable(error: &io::Error) -> String {
    format!("nothing can be written to this cache ({error}), so that the next start takes as long as this one")
}

fn read<T>(guarded: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    guarded.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<T>(guarded: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    guarded.write().unwrap_or_else(PoisonError::into_inner)
}

/// It guards nothing that could be left half done.
fn lock(writing: &Mutex<Writing>) -> MutexGuard<'_, Writing> {
    writing.lock().unwrap_or_else(PoisonError::into_inner)
}
