//! Adds records: to a segment of its own, so that two programs never write to one file.
//!
//! While it is written a segment is called `.part` and locked. When it is done it gets its index and its name, `.seg`. What
//! a program leaves that was killed is a `.part` that nobody locks; it is taken as far as it is whole.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use crate::store::index;
use crate::store::place;
use crate::store::record::{Header, Key};
use crate::store::segment::{self, Place, Segment};

/// So much is written at a time, in bytes.
const TOGETHER: usize = 256 << 10;

/// What waits longer than that is written with the next record, so that one who is killed has not worked for nothing.
const LONGEST_WAIT: Duration = Duration::from_millis(500);

/// What a segment being written ends in, one that is done, and the index of one.
pub const PART: &str = "part";
/// See [`PART`].
pub const SEGMENT: &str = "seg";
/// See [`PART`].
pub const INDEX: &str = "idx";

/// A segment that is being written.
#[derive(Debug)]
pub struct Writer {
    /// Its path without the ending.
    stem: PathBuf,
    file: File,
    /// The same file, to be read.
    reader: Arc<Segment>,
    /// What is not in the file yet.
    waiting: Vec<u8>,
    /// How long the file is.
    written: u64,
    /// When something was written last.
    at: Instant,
    entries: HashMap<Key, Place>,
}

impl Writer {
    /// Begins a segment in a folder.
    ///
    /// # Errors
    ///
    /// The system refuses.
    pub fn begin(folder: &Path, version: u64) -> io::Result<Self> {
        place::make_folder(folder)?;
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        // Names are in the order of time, so that what was found last counts.
        let stem = folder.join(format!("{now:020}-{}", std::process::id()));
        let mut file = place::make_file(&stem.with_extension(PART))?;
        let begun = file.try_lock().map_err(refused).and_then(|()| file.write_all(&segment::start(version)));
        let reader = begun.and_then(|()| file.try_clone()).map(|copy| Segment::new(copy, version));
        let reader = match reader {
            Ok(Some(reader)) => Arc::new(reader),
            other => {
                let _ = fs::remove_file(stem.with_extension(PART));
                return Err(other.err().unwrap_or_else(|| io::Error::other("what was written is not there")));
            }
        };
        Ok(Self {
            stem,
            file,
            reader,
            waiting: Vec::new(),
            written: segment::START,
            at: Instant::now(),
            entries: HashMap::new(),
        })
    }

    /// Adds a record.
    ///
    /// # Errors
    ///
    /// The disk is full, or the like. The segment is of no use then: [`discard`](Self::discard) it.
    pub fn put(&mut self, key: Key, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > segment::LONGEST as usize {
            return Ok(());
        }
        let place = Place { at: self.length(), length: bytes.len() as u32 };
        self.waiting.extend(Header::new(key, bytes).bytes());
        self.waiting.extend(bytes);
        self.entries.insert(key, place);
        if self.waiting.len() >= TOGETHER || self.at.elapsed() >= LONGEST_WAIT { self.flush() } else { Ok(()) }
    }

    /// Where the record with that key is in this segment; what is read there is in the file.
    ///
    /// # Errors
    ///
    /// See [`put`](Self::put).
    pub fn find(&mut self, key: Key) -> io::Result<Option<(Arc<Segment>, Place)>> {
        let Some(place) = self.entries.get(&key).copied() else { return Ok(None) };
        if place.at >= self.written {
            self.flush()?;
        }
        Ok(Some((self.reader.clone(), place)))
    }

    /// Whether there is a record with that key.
    pub fn has(&self, key: Key) -> bool {
        self.entries.contains_key(&key)
    }

    /// How long the segment is with what is not in the file yet.
    pub fn length(&self) -> u64 {
        self.written + self.waiting.len() as u64
    }

    /// Brings what waits into the file.
    ///
    /// # Errors
    ///
    /// See [`put`](Self::put).
    pub fn flush(&mut self) -> io::Result<()> {
        self.file.write_all(&self.waiting)?;
        self.written += self.waiting.len() as u64;
        self.waiting.clear();
        self.at = Instant::now();
        Ok(())
    }

    /// Ends the segment and returns its path without the ending.
    ///
    /// # Errors
    ///
    /// See [`put`](Self::put).
    pub fn seal(self) -> io::Result<PathBuf> {
        self.end()?.seal()
    }

    /// Ends writing. What was written can be read meanwhile; [`Ended::seal`] waits for the disk.
    ///
    /// # Errors
    ///
    /// See [`put`](Self::put).
    pub fn end(mut self) -> io::Result<Ended> {
        match self.flush() {
            Ok(()) => {
                let Self { stem, file, reader, entries, .. } = self;
                Ok(Ended { stem, file, reader, entries })
            }
            Err(error) => {
                self.discard();
                Err(error)
            }
        }
    }

    /// Takes the segment off the disk.
    pub fn discard(self) {
        take_off(&self.stem);
    }
}

/// A segment to which nothing is added any more, and which has no index and no name yet.
#[derive(Debug)]
pub struct Ended {
    stem: PathBuf,
    file: File,
    reader: Arc<Segment>,
    entries: HashMap<Key, Place>,
}

impl Ended {
    /// The bytes with that key, if they are in this segment.
    pub fn get(&self, key: Key) -> Option<Vec<u8>> {
        self.reader.read(key, *self.entries.get(&key)?)
    }

    /// Whether there is a record with that key.
    pub fn has(&self, key: Key) -> bool {
        self.entries.contains_key(&key)
    }

    /// Gives the segment its index and its name, once it is on the disk. Returns its path without the ending.
    ///
    /// # Errors
    ///
    /// See [`Writer::put`].
    pub fn seal(&self) -> io::Result<PathBuf> {
        let sealed = self.file.sync_data().and_then(|()| {
            let entries = self.entries.iter().map(|(key, place)| (*key, *place)).collect();
            name(&self.stem, entries)
        });
        if sealed.is_err() {
            take_off(&self.stem);
        }
        sealed.map(|()| self.stem.clone())
    }
}

fn take_off(stem: &Path) {
    let _ = fs::remove_file(stem.with_extension(PART));
    let _ = fs::remove_file(stem.with_extension(INDEX));
}

/// Writes the index of a segment, then gives that its name.
fn name(stem: &Path, entries: Vec<(Key, Place)>) -> io::Result<()> {
    write_index(stem, entries)?;
    fs::rename(stem.with_extension(PART), stem.with_extension(SEGMENT))
}

/// Writes the index of a segment, all or nothing.
///
/// # Errors
///
/// The system refuses.
pub fn write_index(stem: &Path, entries: Vec<(Key, Place)>) -> io::Result<()> {
    let new = stem.with_extension(format!("new-{}", std::process::id()));
    let written = place::make_file(&new).and_then(|mut file| {
        file.write_all(&index::bytes(entries))?;
        file.sync_data()?;
        fs::rename(&new, stem.with_extension(INDEX))
    });
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

/// Makes a segment of what a program left that did not come to its end; `None` while that program still writes, or where
/// nothing is whole. Returns its path without the ending.
pub fn salvage(part: &Path, version: u64) -> Option<PathBuf> {
    let file = place::open(part)?;
    match file.try_lock() {
        Ok(()) => {}
        // Where files cannot be locked nobody knows whether it is done.
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return None,
    }
    let stem = part.with_extension("");
    // Another program may have done it while this one came to it.
    if !part.exists() {
        return None;
    }
    let mut entries = Vec::new();
    let segment = Segment::new(file, version);
    let whole = segment.as_ref().is_some_and(|segment| segment.walk(|key, place, _| entries.push((key, place))));
    if entries.is_empty() {
        let _ = fs::remove_file(part);
        return None;
    }
    // What follows the last whole record is never looked at, since no entry leads there.
    let _ = whole;
    name(&stem, entries).ok()?;
    Some(stem)
}

fn refused(error: TryLockError) -> io::Error {
    match error {
        TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
        TryLockError::Error(error) => error,
    }
}
