//! Whether a name, a title or a noun is a woman's or a man's, where it tells.

use crate::analysis::identity::lists::BOTH_SEXES;
use crate::language::hash;
use crate::language::vocabulary::{self, FAMILY_FIRST, FEMALE, Flags, GIVEN, MALE};

/// What a name or noun tells about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Sex {
    /// A woman.
    Woman,
    /// A man.
    Man,
}

/// What the given name tells: only names that one sex alone bears.
pub(in crate::analysis) fn of_given(name: &str) -> Option<Sex> {
    let flags = vocabulary::word(hash::fold(name)).flags;
    let first = || name.split('-').next().filter(|first| first.len() < name.len()).and_then(of_given);
    match flags {
        flags if flags & FEMALE != 0 => Some(Sex::Woman),
        _ if BOTH_SEXES.has(name) => None,
        flags if flags & GIVEN != 0 && flags & FAMILY_FIRST == 0 => Some(Sex::Man),
        // `Jean-Luc` is not Jean.
        _ => first(),
    }
}

/// What a title before a name tells (`Mrs.`, `King`).
pub(in crate::analysis) fn of_title(flags: Flags) -> Option<Sex> {
    match (flags & FEMALE != 0, flags & MALE != 0) {
        (true, false) => Some(Sex::Woman),
        (false, true) => Some(Sex::Man),
        _ => None,
    }
}
