//! The names of a document: the tagger decides where they are, the lists settle kinds that it does not know.

use std::ops::Range;
use std::sync::OnceLock;

use crate::analysis::entities::name::Name;
use crate::analysis::entities::rules;
use crate::analysis::entities::tagger::model::Model;
use crate::analysis::entities::tagger::{Label, tag_names};
use crate::analysis::entities::words::{Form, Words};
use crate::analysis::lexicon::{CALENDAR, EVENT, EVENT_HEAD, Flags, GROUP, NAMES, ORGANISATION, TITLE, WORK};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

static MODEL: OnceLock<Option<Model<'static>>> = OnceLock::new();

/// The names of a document in the order of the text; they do not overlap. By rules alone where there is no model.
pub(super) fn find(words: &Words<'_>) -> Vec<Name> {
    let Some(model) = MODEL.get_or_init(Model::embedded) else { return rules::find(words) };
    tag_names(model, words).into_iter().filter_map(|(range, label)| name(words, range, label)).collect()
}

/// The name that the tagger found at `range`; `None` where it is a word that is never a name.
fn name(words: &Words<'_>, range: Range<usize>, label: Label) -> Option<Name> {
    let first = words.get(range.start)?;
    if range.len() == 1 && (first.form == Form::Initial || first.is(CALENDAR) && first.flags & !CALENDAR == 0) {
        return None;
    }
    let listed = listed(words, &range);
    let kind = match label {
        Label::Person => EntityKind::Person,
        Label::Organisation => EntityKind::Organisation,
        Label::Place => EntityKind::Place,
        Label::Other => other_kind(words, &range, listed),
    };
    let title = if kind == EntityKind::Person { title_before(words, range.start) } else { None };
    let reason = match &title {
        Some(title) => Reason::matched("title before the name", words.span(title).of(words.text)),
        None if listed & NAMES != 0 => Reason::rule("list of names"),
        None => Reason::rule("spelling and context (statistical tagger)"),
    };
    Some(Name { title, ..Name::new(range, kind, reason) })
}

/// What the lists say about the whole name.
fn listed(words: &Words<'_>, range: &Range<usize>) -> Flags {
    if range.len() == 1 {
        return words.get(range.start).map_or(0, |w| w.flags);
    }
    words.phrase(range.start, range.end).filter(|(len, _)| *len == range.len()).map_or(0, |(_, e)| e.flags)
}

/// The kind of a name that is no person, organisation or place.
fn other_kind(words: &Words<'_>, range: &Range<usize>, listed: Flags) -> EntityKind {
    let last = words.get(range.end - 1).map_or(0, |w| w.flags);
    let hyphenated = words.text_of(range.start).split_once('-').is_some();
    if listed & GROUP != 0 || range.len() == 1 && (last & GROUP != 0 || hyphenated && listed & (EVENT | WORK) == 0) {
        EntityKind::Group
    } else if listed & EVENT != 0 || last & EVENT_HEAD != 0 && listed & WORK == 0 {
        EntityKind::Event
    } else if listed & ORGANISATION != 0 && listed & WORK == 0 {
        EntityKind::Organisation
    } else if words.all[range.clone()].iter().all(|w| w.is(GROUP)) {
        EntityKind::Group
    } else {
        EntityKind::Work
    }
}

/// The words of a title that end directly before `start`.
fn title_before(words: &Words<'_>, start: usize) -> Option<Range<usize>> {
    let line = words.lines.get(words.lines.partition_point(|l| l.words.end <= start))?;
    let mut from = start;
    loop {
        let longer = (1..=5).rev().find(|len| {
            let Some(begin) = from.checked_sub(*len).filter(|b| *b >= line.words.start) else { return false };
            if *len == 1 {
                return words.get(begin).is_some_and(|w| w.is(TITLE));
            }
            words.phrase(begin, from).is_some_and(|(found, e)| found == *len && e.flags & TITLE != 0)
        });
        match longer {
            Some(len) => from -= len,
            None => break,
        }
    }
    (from < start).then_some(from..start)
}
