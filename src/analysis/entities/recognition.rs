//! The names of a document: where the tagger, the lists and the rest of the text see them; [`kinds`] says what they are.

use std::ops::Range;
use std::sync::OnceLock;

use crate::analysis::entities::compounds::is_compound_of_origin;
use crate::analysis::entities::firms;
use crate::analysis::entities::kinds::{self, listed};
use crate::analysis::entities::mended;
use crate::analysis::entities::namesakes;
use crate::analysis::entities::tagger::model::Model;
use crate::analysis::entities::tagger::{Label, tag_names};
use crate::analysis::identity::people::generation_of;
use crate::analysis::names::name::Name;
use crate::analysis::names::words::{Casing, Words};
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::lemma;
use crate::language::spelling::{Form, Spelt};
use crate::language::vocabulary::{
    self, ARTICLE, CALENDAR, COMMON, COMPANY_HEAD, CONNECTOR, COUNTRY, EVENT, FAMILY_FIRST, Flags, GIVEN,
    GOVERNMENT_ACT, GROUP, NAMES, ORGANISATION, ORGANISATION_HEAD, PLACE, PLACE_HEAD, SAYING, STATE, SURNAME, TITLE,
};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;
use crate::text::span::Span;

static MODEL: OnceLock<Option<Model<'static>>> = OnceLock::new();

/// The names of a document in the order of the text; they do not overlap. None where the model is not readable.
pub(super) fn find(words: &Words<'_>) -> Vec<Name> {
    MODEL.get_or_init(Model::embedded).as_ref().map_or_else(Vec::new, |model| with_model(model, words))
}

/// The names that are found with a model.
pub(super) fn with_model(model: &Model<'_>, words: &Words<'_>) -> Vec<Name> {
    let mut names: Vec<Name> =
        tag_names(model, words).into_iter().flat_map(|(range, label)| names_at(words, range, label)).collect();
    mended::mend(words, &mut names);
    complete_people(words, &mut names);
    mended::add_months(words, &mut names);
    doubt_headlines(words, &mut names);
    agree(words, &mut names);
    firms::name(words, &mut names);
    namesakes::name(words, &mut names);
    name_families(words, &mut names);
    join_bodies(words, &mut names);
    add_listed(words, names)
}

/// Gives people what belongs to their names: `Jr.` behind them, with or without a comma, and a month or weekday in front
/// of a surname where no date can be meant (`August Oduya`).
fn complete_people(words: &Words<'_>, names: &mut Vec<Name>) {
    let mut taken = 0;
    for name in names.iter_mut() {
        if name.kind == EntityKind::Person {
            let end = name.words.end;
            let comma = usize::from(words.text_of(end) == ",");
            let behind = end + comma;
            if generation_of(words.text_of(behind)) > 0 && words.text_of(end - 1) != "the" {
                name.words.end = behind + 1;
            }
            if name.words.len() == 1 && name.title.is_none() && name.words.start > taken {
                name.words.start -= usize::from(is_given_name_of_calendar(words, name.words.start - 1));
            }
        }
        taken = name.words.end;
    }
    let mut end = 0;
    names.retain(|n| {
        let free = n.words.start >= end && !(n.words.len() == 1 && generation_of(words.text_of(n.words.start)) > 0);
        end = end.max(n.words.end);
        free
    });
}

/// Whether a month or weekday in front of a surname is a given name: it opens a sentence, or stands behind a word that
/// joins names.
fn is_given_name_of_calendar(words: &Words<'_>, i: usize) -> bool {
    let Some(word) = words.get(i).filter(|w| w.form == Form::Capital && w.is(CALENDAR) && w.span.len() > 2) else {
        return false;
    };
    let opens = words.lines.get(words.lines.partition_point(|l| l.words.end <= i)).is_some_and(|l| l.words.start == i);
    !words.text_of(i).ends_with('.')
        && words.get(i + 1).is_some_and(|next| next.span.from() == word.span.to() + 1)
        && (opens || matches!(words.text_of(i - 1), "and" | "with" | "by" | "&"))
}

/// Drops names of bodies and things from lines in which nearly every word has a capital, unless the lists or the text
/// itself know all words of the name as parts of names. What looks like a person there mostly is one.
fn doubt_headlines(words: &Words<'_>, names: &mut Vec<Name>) {
    let line_of = |name: &Name| words.lines.get(words.lines.partition_point(|l| l.words.end <= name.words.start));
    let in_title = |name: &Name| line_of(name).is_some_and(|l| l.casing == Casing::Title);
    if !names.iter().any(in_title) {
        return;
    }
    let mut seen: ByHash<bool> = ByHash::default();
    for line in words.lines.iter().filter(|l| l.casing == Casing::Sentence) {
        let inner = line.words.start + 1..line.words.end;
        seen.extend(inner.filter_map(|i| words.get(i)).filter(|w| w.is_capital()).map(|w| (w.folded, true)));
    }
    let known = |w: &Spelt| {
        !w.is_capital() || seen.contains_key(&w.folded) || w.is(NAMES | GIVEN | SURNAME | FAMILY_FIRST) && !w.is(COMMON)
    };
    names.retain(|name| {
        let listed = name.words.len() > 1 && listed(words, &name.words) & NAMES != 0;
        !in_title(name) || listed || name.kind == EntityKind::Person || words.all[name.words.clone()].iter().all(known)
    });
}

/// Makes groups of families: `the Oduyas` where the text names an Oduya in full.
fn name_families(words: &Words<'_>, names: &mut [Name]) {
    let full = names.iter().filter(|n| n.kind == EntityKind::Person && n.words.len() > 1);
    let surnames: ByHash<bool> = full.filter_map(|n| words.get(n.words.end - 1)).map(|w| (w.folded, true)).collect();
    for name in names.iter_mut().filter(|n| n.words.len() == 1 && n.words.start > 0) {
        let stem = words.text_of(name.words.start).strip_suffix('s').map(hash::fold);
        let article = words.get(name.words.start - 1).is_some_and(|w| w.is(ARTICLE));
        if article && stem.is_some_and(|stem| surnames.contains_key(&stem)) {
            name.kind = EntityKind::Group;
            name.reason = Reason::rule("family of a person in the text");
        }
    }
}

/// Makes one name of a body and of what it is for: `Office for` and `Norland Affairs`.
fn join_bodies(words: &Words<'_>, names: &mut Vec<Name>) {
    let body = |name: &Name| {
        name.kind == EntityKind::Organisation
            && words.get(name.words.end - 1).is_some_and(|w| w.is(ORGANISATION_HEAD) && !w.is(COMPANY_HEAD))
    };
    let purpose = |name: &Name| {
        !matches!(name.kind, EntityKind::Person | EntityKind::Place | EntityKind::Group)
            && listed(words, &name.words) == 0
    };
    names.dedup_by(|next, name| {
        let joined = body(name)
            && name.words.end + 1 == next.words.start
            && words.text_of(name.words.end) == "for"
            && purpose(next);
        if joined {
            name.words.end = next.words.end;
        }
        joined
    });
}

/// Lengthens names to the phrases of the lists that they are part of, and adds such phrases and abbreviations where the
/// tagger found nothing.
fn add_listed(words: &Words<'_>, names: Vec<Name>) -> Vec<Name> {
    let mut out = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    for line in &words.lines {
        let mut at = line.words.start;
        while at < line.words.end {
            let name = names.next_if(|n| n.words.start == at);
            let prose = line.casing == Casing::Sentence;
            let found = if prose { phrase_of_names(words, at, line.words.end) } else { None };
            let end = name.as_ref().map_or(at, |n| n.words.end);
            let fits = found.filter(|(len, _)| {
                let inside = names.peek().is_none_or(|n| n.words.start >= at + len || n.words.end <= at + len);
                at + len > end && inside && name.as_ref().is_none_or(|n| n.kind != EntityKind::Person)
            });
            match (fits, name) {
                (Some((len, kind)), _) => {
                    while names.next_if(|n| n.words.start < at + len).is_some() {}
                    out.push(Name::new(at..at + len, kind, Reason::rule("list of names")));
                    at += len;
                }
                (None, Some(name)) => {
                    at = name.words.end.max(at + 1);
                    out.push(name);
                }
                (None, None) => at += 1,
            }
        }
    }
    out
}

/// The phrase of names of the lists, or the listed abbreviation, that begins at `at`: its length and kind.
fn phrase_of_names(words: &Words<'_>, at: usize, end: usize) -> Option<(usize, EntityKind)> {
    let first = words.get(at).filter(|w| w.is_capital())?;
    let kind = |flags: Flags| match flags & NAMES {
        COUNTRY | PLACE => Some(EntityKind::Place),
        ORGANISATION => Some(EntityKind::Organisation),
        EVENT => Some(EntityKind::Event),
        _ => None,
    };
    if let Some((len, entry)) = words.phrase(at, end) {
        let written = |w: &Spelt| w.form != Form::Lower || w.is(CONNECTOR);
        return kind(entry.flags).filter(|_| words.all[at..at + len].iter().all(written)).map(|kind| (len, kind));
    }
    // `G20` has one letter only, so that it is written like an initial.
    if first.form == Form::Initial && first.span.len() > 1 {
        let entry = vocabulary::word(hash::exact(words.text_of(at)));
        return kind(entry.flags).filter(|kind| *kind == EntityKind::Organisation).map(|kind| (1, kind));
    }
    let alone = first.form == Form::Capitals && first.flags & (COMMON | TITLE | STATE | CALENDAR) == 0;
    let known = matches!(first.flags & NAMES, ORGANISATION | COUNTRY) && first.span.len() > 2;
    kind(first.flags).filter(|_| alone && known).map(|kind| (1, kind))
}

/// How many words at the beginning of a person's name are titles, and nationalities in front of them.
fn leading_titles(words: &Words<'_>, range: &Range<usize>) -> usize {
    let mut cut = 0;
    while cut + 1 < range.len() {
        let at = range.start + cut;
        let phrase = words.phrase(at, range.end - 1).filter(|(_, e)| e.flags & TITLE != 0);
        let word = words.get(at).map_or(0, |w| w.flags);
        let titled = |i: usize| words.get(i).is_some_and(|w| w.is(TITLE));
        cut += match phrase {
            Some((len, _)) => len,
            None if word & TITLE != 0 && word & (GIVEN | SURNAME) == 0 => 1,
            None if word & (GROUP | COUNTRY) != 0 && titled(at + 1) => 1,
            None => break,
        };
    }
    cut
}

/// Gives all names of the same words the kind that most of them have, unless the lists know them: a city may be its
/// team in the next sentence, but an unknown name is one thing.
fn agree(words: &Words<'_>, names: &mut [Name]) {
    let mut counts: ByHash<[u32; EntityKind::ALL.len()]> = ByHash::default();
    let unknown = |name: &Name| listed(words, &name.words) & NAMES == 0 && name.title.is_none();
    let hash = |name: &Name| name.words.clone().filter_map(|i| words.get(i)).map(|w| w.folded).fold(0, hash::combine);
    for name in names.iter() {
        counts.entry(hash(name)).or_default()[name.kind as usize] += if name.title.is_some() { 2 } else { 1 };
    }
    for name in names.iter_mut().filter(|n| unknown(n)) {
        let Some(counts) = counts.get(&hash(name)) else { continue };
        let own = counts[name.kind as usize];
        let best =
            EntityKind::ALL.into_iter().max_by_key(|k| counts[*k as usize]).filter(|k| counts[*k as usize] > own);
        name.kind = best.unwrap_or(name.kind);
    }
}

/// The names in what the tagger takes for one: a small word that connects no names, or `of` behind a person, ends one.
fn names_at(words: &Words<'_>, mut range: Range<usize>, mut label: Label) -> Vec<Name> {
    let mut out = Vec::with_capacity(1);
    while let Some(at) = (range.start + 1..range.end).find(|i| ends_name(words, *i, label)) {
        let begins = |i: &usize| words.get(*i).is_some_and(Spelt::is_capital) && !ends_name(words, *i, label);
        let next = (at + 1..range.end).find(begins).unwrap_or(range.end);
        out.extend(name(words, range.start..at, label));
        if next == range.end {
            return out;
        }
        range.start = next;
        let listed = listed(words, &range) & NAMES;
        label = if listed & (COUNTRY | PLACE) != 0 { Label::Place } else { Label::Organisation };
    }
    out.extend(name(words, range, label));
    out
}

/// Whether the word at `i`, inside of what the tagger takes for one name, ends it.
fn ends_name(words: &Words<'_>, i: usize, label: Label) -> bool {
    if is_verb_of_headline(words, i) || label == Label::Person && is_finite_verb_of_headline(words, i) {
        return true;
    }
    let Some(word) = words.get(i).filter(|w| w.form == Form::Lower) else { return false };
    let headed = words.get(i - 1).is_some_and(|w| w.is(ORGANISATION_HEAD | PLACE_HEAD | COMPANY_HEAD));
    match words.text_of(i) {
        "of" => label == Label::Person,
        // `Cooperation in Europe` against `the Convention Center in San Francisco`.
        "in" => headed || label != Label::Organisation,
        _ => !word.is(CONNECTOR),
    }
}

/// Whether a word with a capital in a line where nearly all have one is a verb or a small word, and so ends a name:
/// `Norland Says Alder Can Fly`.
fn is_verb_of_headline(words: &Words<'_>, i: usize) -> bool {
    let plain = words.get(i).is_some_and(|w| w.is(COMMON | SAYING | GOVERNMENT_ACT)) || is_after_modal(words, i);
    plain && is_no_name_in_headline(words, i)
}

/// Whether it is a verb in the third person: `Ann Keller Quits as Mayor`. A surname may look like one: `Ann Marks Wins`.
fn is_finite_verb_of_headline(words: &Words<'_>, i: usize) -> bool {
    let third = |i: usize| {
        let word = words.text_of(i);
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && lemma::is_verb(&word.to_lowercase())
    };
    third(i) && !third(i + 1) && is_no_name_in_headline(words, i)
}

/// Whether a word with a capital that no list has among names stands in a line where nearly all words have one.
fn is_no_name_in_headline(words: &Words<'_>, i: usize) -> bool {
    let names = NAMES | GIVEN | SURNAME | FAMILY_FIRST | ORGANISATION_HEAD | COMPANY_HEAD | PLACE_HEAD | TITLE;
    words.get(i).is_some_and(|w| w.form == Form::Capital && !w.is(names))
        && words.lines.get(words.lines.partition_point(|l| l.words.end <= i)).is_some_and(|l| l.casing == Casing::Title)
}

/// Whether the word at `i` is a verb behind a modal: `Will Sell`, `To Pay`.
fn is_after_modal(words: &Words<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map_or("", |b| words.text_of(b));
    matches!(before, "Will" | "Can" | "May" | "Must" | "Should" | "Could" | "Would" | "Might" | "To" | "Not" | "to")
        && lemma::is_verb(&words.text_of(i).to_lowercase())
}

/// The name that the tagger found at `range`; `None` where it is a word that is never a name.
fn name(words: &Words<'_>, mut range: Range<usize>, label: Label) -> Option<Name> {
    if label == Label::Person {
        range.start += leading_titles(words, &range);
    }
    if is_compound_of_origin(words.text_of(range.start)) {
        range.start += 1;
        // `Norland-based` alone names nothing.
        if range.is_empty() {
            return None;
        }
    }
    if range.len() == 1 && is_firm_with_possessive(words, range.start) {
        range.end += 1;
        return Some(Name::new(range, EntityKind::Organisation, Reason::rule("list of names")));
    }
    let first = words.get(range.start)?;
    if is_part_of_office(words, range.start) {
        return None;
    }
    if range.len() == 1 && (first.form == Form::Initial || first.is(CALENDAR) && first.flags & !CALENDAR == 0) {
        return None;
    }
    if range.len() == 1 && is_common_abbreviation(words, first, range.start) {
        return None;
    }
    // "Norland Says It Will Sell": a modal, and nobody called Will.
    if range.len() == 1 && is_after_modal(words, range.end) && is_verb_of_headline(words, range.end) {
        return None;
    }
    let listed = listed(words, &range);
    let title = title_before(words, range.start);
    if title.is_none()
        && let Some((kind, reason)) = kinds::by_nouns(words, &range, listed, label)
    {
        return Some(Name::new(range, kind, reason));
    }
    let kind = kinds::of(words, &range, label, title.is_some());
    let title = title.filter(|_| kind == EntityKind::Person);
    let reason = match &title {
        Some(title) => Reason::matched("title before the name", words.span(title).of(words.text)),
        None if listed & NAMES != 0 => Reason::rule("list of names"),
        None => Reason::rule("spelling and context (statistical tagger)"),
    };
    Some(Name { title, ..Name::new(range, kind, reason) })
}

/// Whether the name at `i` is that of a listed firm together with its `'s` (`Macy's`), and nothing that it has follows.
fn is_firm_with_possessive(words: &Words<'_>, i: usize) -> bool {
    let (Some(name), Some(clitic)) = (words.get(i), words.get(i + 1).filter(|w| w.form == Form::Clitic)) else {
        return false;
    };
    let whole = Span::new(name.span.from(), clitic.span.to()).of(words.text);
    let noun = words.get(i + 2).is_some_and(|w| w.form == Form::Lower && !w.is(COMMON | SAYING | GOVERNMENT_ACT));
    vocabulary::word(hash::fold(whole)).flags & ORGANISATION != 0 && !(noun && name.is(GIVEN))
}

/// Whether the word at `i` is an abbreviation that names nothing (`GDP`).
fn is_common_abbreviation(words: &Words<'_>, word: Spelt, i: usize) -> bool {
    word.form == Form::Capitals
        && word.is(COMMON)
        && vocabulary::word(hash::exact(words.text_of(i))).flags & (COMMON | NAMES) == COMMON
}

/// Whether the word at `start` follows `Minister of` or the like: the name of an office, not of a body.
fn is_part_of_office(words: &Words<'_>, start: usize) -> bool {
    let unlisted = words.get(start).is_some_and(|w| !w.is(NAMES));
    unlisted
        && start >= 2
        && words.text_of(start - 1) == "of"
        && matches!(words.text_of(start - 2), "Minister" | "minister" | "Secretary" | "secretary")
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
