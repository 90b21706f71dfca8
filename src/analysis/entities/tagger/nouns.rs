//! What the common nouns beside a name say that it names: `the firm Alder`, `Alder shares`, `Alder is a village`.

use std::ops::Range;

use crate::analysis::entities::words::{Form, Line, Word, Words};
use crate::analysis::lexicon::{ARTICLE, ORGANISATION_NOUN, PERSON_NOUN, PLACE_NOUN, TITLE};

/// A noun directly before a name: three classes from this bit on.
const BEFORE: u16 = 0;
/// Directly behind it.
const BEHIND: u16 = 3;
/// In what is said of it: `Alder is a village`, `Alder, a village`.
const SAID: u16 = 6;
/// Before it and `of`: `the village of Alder`.
const OF: u16 = 9;
/// A number stands behind the name and a comma, as the age of a person does.
const AGED: u16 = 1 << 12;
/// `who` or `whose` stands behind it.
const WHO: u16 = 1 << 13;

/// How far behind the name the noun of what is said of it may stand, in words.
const REACH: usize = 7;

/// What the nouns beside a run of capitalised words say, as a set of bits.
pub(super) fn beside(words: &Words<'_>, line: &Line, run: &Range<usize>) -> u16 {
    let at = |i: usize| if line.words.contains(&i) { words.get(i) } else { None };
    let mut said = 0;
    let mut before = run.start.wrapping_sub(1);
    if at(before).is_some_and(|w| w.form == Form::Quote) {
        before = before.wrapping_sub(1);
    }
    if let Some(word) = at(before) {
        said |= class(word) << BEFORE;
        if words.text_of(before) == "of" {
            said |= at(before.wrapping_sub(1)).map_or(0, class) << OF;
        }
    }
    let mut behind = run.end;
    if at(behind).is_some_and(|w| w.form == Form::Quote) {
        behind += 1;
    }
    let Some(word) = at(behind) else { return said };
    said |= class(word) << BEHIND;
    match words.text_of(behind) {
        "," | "(" => {
            let next = at(behind + 1);
            if next.is_some_and(|w| w.form == Form::Number && w.span.len() == 2) {
                said |= AGED;
            }
            if next.is_some_and(|w| {
                w.is(ARTICLE) || w.form == Form::Lower && matches!(words.text_of(behind + 1), "a" | "an")
            }) {
                said |= predicate(words, line, behind + 2) << SAID;
            } else if next
                .is_some_and(|w| matches!(words.text_of(behind + 1), "who" | "whose") && w.form == Form::Lower)
            {
                said |= WHO;
            }
        }
        "who" | "whose" => said |= WHO,
        "is" | "was" | "are" | "were" | "became" => said |= predicate(words, line, behind + 1) << SAID,
        _ => {}
    }
    said
}

/// The class of the first noun of `words` from `start` on that has one, not past a mark of punctuation or a verb.
fn predicate(words: &Words<'_>, line: &Line, start: usize) -> u16 {
    let end = line.words.end.min(start + REACH);
    for i in start..end {
        let Some(word) = words.get(i) else { return 0 };
        if word.form == Form::Punctuation || matches!(words.text_of(i), "of" | "in" | "who" | "that" | "to" | "by") {
            return 0;
        }
        // `a city councillor` is a person: the last noun of a row decides.
        let next = words.get(i + 1).filter(|_| i + 1 < end).map_or(0, class);
        let own = class(word);
        if own != 0 && next == 0 {
            return own;
        }
    }
    0
}

/// The class of a noun in small letters, as one of three bits; none for any other word.
fn class(word: Word) -> u16 {
    if word.form != Form::Lower {
        return 0;
    }
    if word.is(PERSON_NOUN | TITLE) {
        1
    } else if word.is(ORGANISATION_NOUN) {
        2
    } else if word.is(PLACE_NOUN) {
        4
    } else {
        0
    }
}
