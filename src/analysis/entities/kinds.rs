//! What sort of thing a name is: what the tagger says, where the lists, the nouns beside the name and its own words do
//! not know better.

use std::ops::Range;

use crate::analysis::entities::tagger::Label;
use crate::analysis::entities::tagger::nouns::{self, Said};
use crate::analysis::names::words::Words;
use crate::language::hash;
use crate::language::spelling::{Form, Spelt};
use crate::language::vocabulary::{
    self, ARTICLE, CAPITAL, COMPANY_HEAD, COUNTRY, EVENT, EVENT_HEAD, FAMILY_FIRST, Flags, GIVEN, GOVERNMENT_ACT,
    GROUP, NAMES, ORGANISATION, ORGANISATION_HEAD, PLACE, PLACE_HEAD, PLACE_PREPOSITION, SAYING, SURNAME, TITLE, WORK,
    WORK_HEAD,
};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

/// The kind of the name at `range` for which the tagger says `label`.
pub(super) fn of(words: &Words<'_>, range: &Range<usize>, label: Label, titled: bool) -> EntityKind {
    let listed = listed(words, range);
    let by_lists = if titled { None } else { kind_by_lists(label, listed) };
    by_lists.unwrap_or_else(|| match label {
        Label::Person => person_or_place(words, range),
        Label::Organisation | Label::Place if holds_office(words, range) => EntityKind::Person,
        Label::Organisation if is_region_of_place(words, range, listed) => EntityKind::Place,
        Label::Place if is_firm_that_acts(words, range, listed) => EntityKind::Organisation,
        Label::Organisation | Label::Place if is_quoted_title(words, range) => EntityKind::Work,
        Label::Organisation => kind_by_first_word(words, range).unwrap_or_else(|| organisation_or_place(words, range)),
        Label::Place => kind_by_first_word(words, range).unwrap_or(EntityKind::Place),
        Label::Other => other_kind(words, range, listed),
    })
}

/// Whether a name that begins like a person's is followed by an office: `Zhao Minghai, foreign minister,`.
fn holds_office(words: &Words<'_>, range: &Range<usize>) -> bool {
    let personal = words.get(range.start).is_some_and(|w| w.is(GIVEN | FAMILY_FIRST) && !w.is(NAMES));
    let office = |i: usize| words.get(i).is_some_and(|w| w.form == Form::Lower && w.is(TITLE));
    (2..=3).contains(&range.len())
        && personal
        && words.text_of(range.end) == ","
        && (range.end + 1..range.end + 5).take_while(|i| words.text_of(*i) != ",").any(office)
}

/// A person, unless the last word is the head of a place or a body and no surname (`Trump Tower`).
fn person_or_place(words: &Words<'_>, range: &Range<usize>) -> EntityKind {
    let last = words.get(range.end - 1).map_or(0, |w| w.flags);
    let head = range.len() > 1 && last & (GIVEN | SURNAME | FAMILY_FIRST | WORK_HEAD | EVENT_HEAD) == 0;
    match last & (PLACE_HEAD | ORGANISATION_HEAD | COMPANY_HEAD) {
        PLACE_HEAD if head => EntityKind::Place,
        flags if head && flags & (ORGANISATION_HEAD | COMPANY_HEAD) != 0 => EntityKind::Organisation,
        _ => EntityKind::Person,
    }
}

/// The kind that the common nouns beside an unknown name say, where the tagger took it for something else.
pub(super) fn by_nouns(
    words: &Words<'_>,
    range: &Range<usize>,
    listed: Flags,
    label: Label,
) -> Option<(EntityKind, Reason)> {
    let personal = |w: &Spelt| w.is(GIVEN | SURNAME | FAMILY_FIRST) || w.form == Form::Initial;
    let unknown = listed & NAMES == 0 && !words.all[range.clone()].iter().any(personal);
    let line = words.lines.get(words.lines.partition_point(|l| l.words.end <= range.start)).filter(|_| unknown)?;
    match (nouns::said(words, line, range)?, label) {
        (Said::Organisation, Label::Person | Label::Place) => {
            Some((EntityKind::Organisation, Reason::rule("noun for an organisation beside the name")))
        }
        (Said::Place, Label::Person | Label::Organisation) => {
            Some((EntityKind::Place, Reason::rule("noun for a place beside the name")))
        }
        _ => None,
    }
}

/// Whether a known place stands behind another one and a comma: `Alder, Texas`, which is not the team of Texas.
fn is_region_of_place(words: &Words<'_>, range: &Range<usize>, listed: Flags) -> bool {
    listed & (COUNTRY | PLACE) != 0
        && range.start >= 2
        && words.text_of(range.start - 1) == ","
        && words.get(range.start - 2).is_some_and(|w| w.form == Form::Capital && w.is(PLACE))
}

/// Whether the name of a place and of a firm has a verb behind it that firms are subjects of: `Amazon said`.
fn is_firm_that_acts(words: &Words<'_>, range: &Range<usize>, listed: Flags) -> bool {
    let acts = |i: usize| words.get(i).is_some_and(|w| w.form == Form::Lower && w.is(SAYING | GOVERNMENT_ACT));
    let placed = range.start > 0 && words.get(range.start - 1).is_some_and(|w| w.is(PLACE_PREPOSITION | ARTICLE));
    listed & ORGANISATION != 0 && listed & (COUNTRY | CAPITAL) == 0 && !placed && acts(range.end)
}

/// Whether a name with an article stands in quotation marks by itself, as the titles of works do.
fn is_quoted_title(words: &Words<'_>, range: &Range<usize>) -> bool {
    let quote = |i: usize| words.get(i).is_some_and(|w| w.form == Form::Quote);
    range.len() > 1
        && words.get(range.start).is_some_and(|w| w.is(ARTICLE))
        && range.start > 0
        && quote(range.start - 1)
        && quote(range.end)
}

/// The kind that the first word gives a name that goes on with `of`: `Battle of Alder`, `Island of Alder`.
fn kind_by_first_word(words: &Words<'_>, range: &Range<usize>) -> Option<EntityKind> {
    let of = (range.start + 1..range.end.saturating_sub(1)).take(2).find(|i| words.text_of(*i) == "of")?;
    let head = words.get(of - 1)?;
    // `Bank of Alder City` and `City of Alder Council` are bodies.
    let last = words.get(range.end - 1)?;
    if head.is(EVENT_HEAD) && !head.is(ORGANISATION_HEAD | PLACE_HEAD | COMPANY_HEAD) {
        Some(EntityKind::Event)
    } else if matches!(words.text_of(of - 1), "Treaty" | "Declaration" | "Charter" | "Act" | "Protocol") {
        Some(EntityKind::Work)
    } else if (head.is(PLACE_HEAD) || matches!(words.text_of(of - 1), "City" | "Town"))
        && !head.is(EVENT_HEAD | WORK_HEAD)
        && !last.is(ORGANISATION_HEAD | COMPANY_HEAD)
    {
        Some(EntityKind::Place)
    } else {
        None
    }
}

/// An organisation, unless the last word is the head of a place and nothing else (`Alder Park`).
fn organisation_or_place(words: &Words<'_>, range: &Range<usize>) -> EntityKind {
    let last = words.get(range.end - 1).map_or(0, |w| w.flags);
    let others = ORGANISATION_HEAD | COMPANY_HEAD | EVENT_HEAD | WORK_HEAD | NAMES | SURNAME | GIVEN;
    if range.len() > 1 && last & PLACE_HEAD != 0 && last & others == 0 && listed(words, range) & NAMES == 0 {
        EntityKind::Place
    } else {
        EntityKind::Organisation
    }
}

/// The kind of a name of which the lists leave no doubt, where the tagger says otherwise.
fn kind_by_lists(label: Label, listed: Flags) -> Option<EntityKind> {
    if listed & (GIVEN | SURNAME | FAMILY_FIRST) != 0 {
        return None;
    }
    match (listed & NAMES, label) {
        (GROUP, Label::Person | Label::Place) => Some(EntityKind::Group),
        (COUNTRY, Label::Person | Label::Organisation | Label::Other) | (PLACE, Label::Person) => {
            Some(EntityKind::Place)
        }
        (ORGANISATION, Label::Person) => Some(EntityKind::Organisation),
        (EVENT, Label::Person | Label::Place | Label::Organisation) => Some(EntityKind::Event),
        (WORK, Label::Person | Label::Place | Label::Organisation) => Some(EntityKind::Work),
        _ => None,
    }
}

/// The kind of a name that is no person, organisation or place.
fn other_kind(words: &Words<'_>, range: &Range<usize>, listed: Flags) -> EntityKind {
    let last = words.get(range.end - 1).map_or(0, |w| w.flags);
    let hyphenated = is_compound_of_groups(words.text_of(range.start));
    if listed & GROUP != 0 || range.len() == 1 && (last & GROUP != 0 || hyphenated && listed & (EVENT | WORK) == 0) {
        EntityKind::Group
    } else if listed & EVENT != 0 || last & EVENT_HEAD != 0 && listed & WORK == 0 {
        EntityKind::Event
    } else if listed & ORGANISATION != 0 && listed & WORK == 0 {
        EntityKind::Organisation
    } else if range.len() > 1 && last & PLACE_HEAD != 0 && last & (EVENT_HEAD | WORK_HEAD) == 0 {
        EntityKind::Place
    } else if range.len() > 1 && last & (ORGANISATION_HEAD | COMPANY_HEAD) != 0 && last & (EVENT_HEAD | WORK_HEAD) == 0
    {
        EntityKind::Organisation
    } else if words.all[range.clone()].iter().all(|w| w.is(GROUP)) {
        EntityKind::Group
    } else {
        EntityKind::Work
    }
}

/// Whether a word joined by hyphens has a nationality or the like as a part, or is one: `Franco-German`, `neo-Nazi`.
fn is_compound_of_groups(word: &str) -> bool {
    let group = |part: &str| vocabulary::word(hash::fold(part)).flags & GROUP != 0;
    word.contains('-') && (word.split('-').any(group) || word.starts_with(char::is_lowercase))
}

/// What the lists say about the whole name.
pub(super) fn listed(words: &Words<'_>, range: &Range<usize>) -> Flags {
    if range.len() == 1 {
        return words.get(range.start).map_or(0, |w| w.flags);
    }
    words.phrase(range.start, range.end).filter(|(len, _)| *len == range.len()).map_or(0, |(_, e)| e.flags)
}
