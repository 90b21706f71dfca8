//! What somebody calls an issue, and what that is worth: praise or blame.

use crate::analysis::issues::words::{self, BAD, GOOD, NAMING, Word};
use crate::language::label::Label;
use crate::language::proposition::Proposition;
use crate::language::reading::Reading;

/// What a verb of naming calls the issue `target`, which is its object or stands at the end of that, as tokens: "called it a
/// *mistake*", "described it as *unfair* and *hasty*"; also where the tree took the name for a part of the object ("called
/// the harbour levy *reckless*").
pub(super) fn named_as(reading: &Reading<'_>, proposition: &Proposition, head: usize, target: usize) -> Vec<usize> {
    if head == target {
        if !proposition.complements.is_empty() {
            return proposition.complements.clone();
        }
        let Some(word) = reading.word_of(target) else { return Vec::new() };
        let verb = reading.head(word);
        let places = [Some(word), verb].into_iter().flatten();
        let as_what = places
            .flat_map(|w| reading.children_as(w, &[Label::Prep]))
            .filter(|p| *p > word && reading.is(*p, &["as"]))
            .filter_map(|p| reading.children_as(p, &[Label::Pobj, Label::Pcomp, Label::Amod]).last());
        let as_what: Vec<usize> = as_what.map(|w| reading.token(w)).collect();
        if !as_what.is_empty() || !words::of(&proposition.lemma).is(NAMING) {
            return as_what;
        }
        // 'Called the levy "reckless" and "hasty"': adjectives that stand behind the noun.
        let behind = reading.children_as(word, &[Label::Amod]).filter(|m| *m > word);
        return behind.map(|w| reading.token(w)).collect();
    }
    let named = words::of(&proposition.lemma).is(NAMING) && head == target + 1;
    if named { vec![head] } else { Vec::new() }
}

/// What a noun or adjective with its modifiers says of what it is said of: praise 1, blame -1.
pub(super) fn value_of_group(reading: &Reading<'_>, words: &[Word], head: usize) -> i32 {
    let at = |token: usize| words.get(token).copied().unwrap_or_default();
    let Some(word) = reading.word_of(head) else { return 0 };
    let modifiers = reading.children_as(word, &[Label::Amod, Label::Conj]).map(|m| value_of(at(reading.token(m))));
    let own = value_of(at(head));
    if own != 0 { own } else { modifiers.sum::<i32>().signum() }
}

/// Whether a word praises (1) or blames (-1).
fn value_of(word: Word) -> i32 {
    i32::from(word.is(GOOD)) - i32::from(word.is(BAD))
}
