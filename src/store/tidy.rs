//! Keeps the cache from growing without end: few segments, few versions, a bound on all of it.

use std::fs;
use std::path::Path;

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

/// Puts small segments together where there are many, and removes the oldest where all are too long.
pub(super) fn merge(folder: &Path, sealed: &mut Vec<Sealed>, version: u64) {
    let mut total: u64 = sealed.iter().map(|one| one.segment.len()).sum();
    while total > LARGEST && sealed.len() > 1 {
        let oldest = sealed.remove(0);
        total -= oldest.segment.len();
        remove(&oldest);
    }
    if sealed.len() <= MANY {
        return;
    }
    let is_small = |one: &Sealed| one.segment.len() < SMALL;
    let Ok(mut writer) = Writer::begin(folder, version) else { return };
    for one in sealed.iter().filter(|one| is_small(one)) {
        let Some(entries) = one.index.all() else { continue };
        for (key, place) in entries {
            // What is damaged is left behind.
            let copied = one.segment.read(key, place).map_or(Ok(()), |bytes| writer.put(key, &bytes));
            if copied.is_err() {
                return writer.discard();
            }
        }
    }
    let Some(merged) = writer.seal().ok().and_then(|stem| open(&stem, version)) else { return };
    sealed.retain(|one| {
        if is_small(one) {
            remove(one);
        }
        !is_small(one)
    });
    sealed.push(merged);
}

/// The index goes last: a segment without one gets it anew, an index without a segment is nothing.
fn remove(one: &Sealed) {
    let _ = fs::remove_file(one.stem.with_extension(SEGMENT));
    let _ = fs::remove_file(one.stem.with_extension(INDEX));
}
