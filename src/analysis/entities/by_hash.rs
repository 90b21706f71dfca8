//! A map from hashes that are mixed already, so that they need no second hashing.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are hashes as [`crate::analysis::lexicon`] makes them.
pub(super) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

/// Hands a `u64` through.
#[derive(Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*b);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// What a short form may stand for: one thing, or several, so that it stands for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bearer {
    /// Exactly one.
    One(usize),
    /// More than one.
    Several,
}

/// Notes that `group` bears the short form `hash`.
pub(super) fn note(map: &mut ByHash<Bearer>, hash: u64, group: usize) {
    map.entry(hash)
        .and_modify(|b| {
            if *b != Bearer::One(group) {
                *b = Bearer::Several;
            }
        })
        .or_insert(Bearer::One(group));
}

/// The only bearer of the short form, if there is exactly one.
pub(super) fn only(map: &ByHash<Bearer>, hash: u64) -> Option<usize> {
    match map.get(&hash) {
        Some(Bearer::One(group)) => Some(*group),
        _ => None,
    }
}
