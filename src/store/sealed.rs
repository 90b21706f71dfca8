//! Segments that are done, with their indices, as they are opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::store::index::Index;
use crate::store::place;
use crate::store::segment::Segment;
use crate::store::writer::{INDEX, PART, SEGMENT, salvage, write_index};

/// A segment, its index, and the path that both have in common.
#[derive(Debug)]
pub(super) struct Sealed {
    pub(super) stem: PathBuf,
    pub(super) segment: Arc<Segment>,
    pub(super) index: Index,
}

/// All segments of a folder, the latest last. What programs left that were killed is among them.
pub(super) fn open_all(folder: &Path, version: u64) -> Vec<Sealed> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut stems = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        match path.extension().and_then(|e| e.to_str()) {
            Some(SEGMENT) => stems.push(path.with_extension("")),
            Some(PART) => stems.extend(salvage(&path, version)),
            _ => {}
        }
    }
    stems.sort();
    stems.dedup();
    stems.iter().filter_map(|stem| open(stem, version)).collect()
}

/// Opens a segment. Where its index is lost or damaged it is made again.
pub(super) fn open(stem: &Path, version: u64) -> Option<Sealed> {
    let segment = Arc::new(Segment::new(place::open(&stem.with_extension(SEGMENT))?, version)?);
    let index = || Index::new(place::open(&stem.with_extension(INDEX))?);
    let index = index().or_else(|| {
        let mut entries = Vec::new();
        segment.walk(|key, place, _| entries.push((key, place)));
        write_index(stem, entries).ok()?;
        index()
    })?;
    Some(Sealed { stem: stem.to_owned(), segment, index })
}
