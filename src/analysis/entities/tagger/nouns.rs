//! What the common nouns beside a name say that it names: `the firm Alder`, `Alder shares`, `Alder is a village`.

use std::ops::Range;

use crate::analysis::names::words::{Line, Words};
use crate::language::spelling::{Form, Spelt};
use crate::language::vocabulary::{ARTICLE, ORGANISATION_NOUN, PERSON_NOUN, PLACE_NOUN, TITLE};

/// The classes of nouns, as bits.
const PERSON: u16 = 1;
const ORGANISATION: u16 = 2;
const PLACE: u16 = 4;

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

/// What nouns beside a name that is no known one say beyond doubt that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis::entities) enum Said {
    /// `Alder, a private equity firm,`; `the firm Alder`.
    Organisation,
    /// `Alder is a village`; `the village of Alder`.
    Place,
}

/// What the nouns beside a name say of it, where they agree.
pub(in crate::analysis::entities) fn said(words: &Words<'_>, line: &Line, name: &Range<usize>) -> Option<Said> {
    let bits = beside(words, line, name);
    let has = |class: u16, place: u16| bits & class << place != 0;
    match (has(ORGANISATION, SAID), has(PLACE, SAID) || has(PLACE, OF), has(PERSON, SAID)) {
        (true, false, false) => Some(Said::Organisation),
        (false, true, false) => Some(Said::Place),
        (false, false, false) if has(ORGANISATION, BEFORE) => Some(Said::Organisation),
        _ => None,
    }
}

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

/// The class of the last noun of the phrase that begins at `start`: `a city councillor` is a person. Another phrase
/// begins behind a mark of punctuation and behind a small word that joins one.
fn predicate(words: &Words<'_>, line: &Line, start: usize) -> u16 {
    const ENDS: [&str; 20] = [
        "of", "in", "who", "that", "to", "by", "for", "from", "at", "on", "with", "and", "which", "whose", "where",
        "near", "based", "known", "called", "named",
    ];
    let mut last = 0;
    for i in start..line.words.end.min(start + REACH) {
        let Some(word) = words.get(i).filter(|w| w.form != Form::Punctuation && !ENDS.contains(&words.text_of(i)))
        else {
            break;
        };
        last = Some(class(word)).filter(|class| *class != 0).unwrap_or(last);
    }
    last
}

/// The class of a noun in small letters, as one of three bits; none for any other word.
fn class(word: Spelt) -> u16 {
    if word.form != Form::Lower {
        return 0;
    }
    if word.is(PERSON_NOUN | TITLE) {
        PERSON
    } else if word.is(ORGANISATION_NOUN) {
        ORGANISATION
    } else if word.is(PLACE_NOUN) {
        PLACE
    } else {
        0
    }
}
