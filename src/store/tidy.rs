//! Keeps the cache from growing without end: few segments, few versions, a bound on all of it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::store::sealed::{Sealed, open};
use crate::store::writer::{INDEX, PART, SEGMENT, Writer};

/// More segments than that are made fewer: each is looked through for what is in none.
const MANY: usize = 8;

/// A segment that is longer is left as it is, in bytes.
const SMALL: u64 = 128 << 20;

/// When all segments together are longer the oldest go, in bytes.
const LARGEST: u64 = 32 << 30;

/// So many versions beside the present one stay: somebody may use two.
const OTHERS: usize = 1;

/// Removes the caches of old versions beside that in `folder`. Only what the program itself writes is removed.
pub fn leave_versions(folder: &Path) {
    let Some(Ok(entries)) = folder.parent().map(fs::read_dir) else { return };
    let is_version = |name: &str| name.len() == 16 && name.bytes().all(|b| b.is_ascii_hexdigit());
    let mut others: Vec<_> = entries
        .flatten()
        .filter(|entry| entry.path() != folder && entry.file_name().to_str().is_some_and(is_version))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    others.sort();
    let old = others.len().saturating_sub(OTHERS);
    for (_, version) in others.iter().take(old) {
        for file in fs::read_dir(version).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if file.extension().and_then(|e| e.to_str()).is_some_and(|e| [SEGMENT, INDEX, PART].contains(&e)) {
                let _ = fs::remove_file(file);
            }
        }
        // It fails where there is something else in it, and that is right.
        let _ = fs::remove_dir(version);
    }
}

/// What becomes of segments.
#[derive(Debug, Default)]
pub(super) struct Tidied {
    /// These go.
    pub(super) gone: Vec<Arc<Sealed>>,
    /// This takes the place of some of them.
    pub(super) merged: Option<Sealed>,
}

/// Puts small segments together where there are many, and finds the oldest where all are too long. Nothing is taken away yet:
/// others read meanwhile.
pub(super) fn tidy(folder: &Path, sealed: &[Arc<Sealed>], version: u64) -> Tidied {
    let mut total: u64 = sealed.iter().map(|one| one.segment.len()).sum();
    let mut tidied = Tidied::default();
    let mut left = sealed;
    while let [oldest, rest @ ..] = left
        && total > LARGEST
        && !rest.is_empty()
    {
        total -= oldest.segment.len();
        tidied.gone.push(oldest.clone());
        left = rest;
    }
    if left.len() <= MANY {
        return tidied;
    }
    let small: Vec<&Arc<Sealed>> = left.iter().filter(|one| one.segment.len() < SMALL).collect();
    tidied.merged = merged(folder, &small, version);
    if tidied.merged.is_some() {
        tidied.gone.extend(small.into_iter().cloned());
    }
    tidied
}

/// One segment with all that is in others.
fn merged(folder: &Path, small: &[&Arc<Sealed>], version: u64) -> Option<Sealed> {
    let mut writer = Writer::begin(folder, version).ok()?;
    for one in small {
        let Some(entries) = one.index.all() else { continue };
        for (key, place) in entries {
            // What is damaged is left behind.
            let copied = one.segment.read(key, place).map_or(Ok(()), |bytes| writer.put(key, &bytes));
            if copied.is_err() {
                writer.discard();
                return None;
            }
        }
    }
    writer.seal().ok().and_then(|stem| open(&stem, version))
}

/// Takes a segment off the disk; who has it open reads on. The index goes last: a segment without one gets it anew, an index without a segment is nothing.
pub(super) fn remove(one: &Sealed) {
    let _ = fs::remove_file(one.stem.with_extension(SEGMENT));
    let _ = fs::remove_file(one.stem.with_extension(INDEX));
}
