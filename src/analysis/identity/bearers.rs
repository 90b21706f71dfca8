//! Which thing a short form stands for, where it stands for one only.

use crate::language::hash::ByHash;

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
