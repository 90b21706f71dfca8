//! Bodies that every state has, and whose name says of which only with the word before it: `the Norwegian Foreign
//! Ministry`, `Norway's Parliament`.

use std::sync::LazyLock;

use crate::analysis::identity::bearers::{Bearer, note, only};
use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::sections::Sections;
use crate::language::spelling::Form;
use crate::model::entity::EntityKind;

/// What belongs to governments.
static GOVERNMENTS: LazyLock<Sections> =
    LazyLock::new(|| Sections::new(include_str!("../../language/lists/governments.txt")));

/// The country whose body `name` is, from its first word or the word before it, and where that word begins if it is a
/// nationality.
pub(in crate::analysis) fn nation(words: &Words<'_>, name: &Name) -> Option<(&'static str, Option<usize>)> {
    if name.kind != EntityKind::Organisation || !GOVERNMENTS.has("body", words.text_of(name.words.end - 1)) {
        return None;
    }
    let start = name.words.start;
    if let Some((nation, _)) = leading_nation(words, name) {
        return Some((nation, Some(start)));
    }
    let before = start.checked_sub(1)?;
    let possessive = words.get(before)?.form == Form::Clitic;
    let at = before.checked_sub(usize::from(possessive))?;
    // `United States` has two words.
    let nation = nation_at(words, at).or_else(|| words.entry(&(at.checked_sub(1)?..at + 1)).nation())?;
    Some((nation, (!possessive).then_some(at)))
}

/// The nation with which a name begins, of one word or two, and how many it has; more words have to follow.
fn leading_nation(words: &Words<'_>, name: &Name) -> Option<(&'static str, usize)> {
    let start = name.words.start;
    (1..name.words.len().min(3))
        .rev()
        .find_map(|length| Some((words.entry(&(start..start + length)).nation()?, length)))
}

fn nation_at(words: &Words<'_>, at: usize) -> Option<&'static str> {
    words.entry(&(at..at + 1)).nation()
}

/// What makes two names those of one body of one state; the nation may be a word of the name or not.
pub(super) fn identity(words: &Words<'_>, name: &Name) -> Option<u64> {
    let (nation, _) = nation(words, name)?;
    Some(hash::combine(hash::exact(nation), hash(words, name)))
}

/// Which body a name without a nation means: the only one of that name that has a nation.
#[derive(Default)]
pub(super) struct Bodies {
    of_states: ByHash<Bearer>,
}

impl Bodies {
    /// Notes a name that has a nation, under what it is without.
    pub(super) fn note(&mut self, words: &Words<'_>, name: &Name, root: usize) {
        note(&mut self.of_states, hash(words, name), root);
    }

    /// The body that a name without a nation means.
    pub(super) fn of(&self, words: &Words<'_>, name: &Name) -> Option<usize> {
        only(&self.of_states, hash(words, name)).filter(|_| name.kind == EntityKind::Organisation)
    }
}

/// Hash of a name without its nation.
fn hash(words: &Words<'_>, name: &Name) -> u64 {
    let national = leading_nation(words, name).map_or(0, |(_, length)| length);
    let own = name.words.start + national..name.words.end;
    own.filter_map(|i| words.get(i)).map(|w| w.folded).fold(0, hash::combine)
}
