//! Names by rules and lists: which runs of capitalised words are names, and of what kind.

use std::ops::Range;

use crate::analysis::entities::name::Name;
use crate::analysis::entities::words::{Casing, Form, Line, Words};
use crate::analysis::lexicon::{
    CALENDAR, COMMON, COMPANY_HEAD, COUNTRY, EVENT, EVENT_HEAD, FAMILY_FIRST, GIVEN, GROUP, NAMES, ORGANISATION,
    ORGANISATION_HEAD, PLACE, PLACE_HEAD, STATE, SURNAME, TITLE, WORK, WORK_HEAD,
};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

/// The names of a document in the order of the text; they do not overlap.
pub(super) fn find(words: &Words<'_>) -> Vec<Name> {
    let seen = Seen::new(words);
    let mut out = Vec::new();
    for line in &words.lines {
        let mut i = line.words.start;
        while i < line.words.end {
            i = step(words, line, i, &seen, &mut out);
        }
    }
    out
}

/// Which words occur in small letters, and which with a capital that only a name explains. Approximate sets: one bit a
/// hash.
struct Seen {
    lower: Vec<u64>,
    capital: Vec<u64>,
}

impl Seen {
    fn new(words: &Words<'_>) -> Self {
        let size = (words.all.len() / 4).next_power_of_two().clamp(64, 1 << 16);
        let mut seen = Self { lower: vec![0; size], capital: vec![0; size] };
        for line in words.lines.iter().filter(|l| l.casing == Casing::Sentence) {
            for i in line.words.clone() {
                let Some(word) = words.get(i) else { continue };
                match word.form {
                    Form::Lower => Self::put(&mut seen.lower, word.folded),
                    Form::Capital | Form::Capitals if !begins(words, line, i) => {
                        Self::put(&mut seen.capital, word.folded);
                    }
                    _ => {}
                }
            }
        }
        seen
    }

    fn put(bits: &mut [u64], hash: u64) {
        let at = hash as usize % (bits.len() * 64);
        bits[at / 64] |= 1 << (at % 64);
    }

    fn has(bits: &[u64], hash: u64) -> bool {
        let at = hash as usize % (bits.len() * 64);
        bits[at / 64] & (1 << (at % 64)) != 0
    }
}

/// Whether the word begins its line or what stands in quotation marks, behind a colon or a dash.
fn begins(words: &Words<'_>, line: &Line, i: usize) -> bool {
    i == line.words.start
        || words.get(i - 1).is_some_and(|w| match w.form {
            Form::Quote => true,
            Form::Punctuation => matches!(w.span.of(words.text), ":" | "-" | "–" | "—" | "•" | "(" | "[" | "*" | "…"),
            _ => false,
        })
}

/// Looks for a name at `i` and returns the index of the word to look at next.
fn step(words: &Words<'_>, line: &Line, i: usize, seen: &Seen, out: &mut Vec<Name>) -> usize {
    let Some(word) = words.get(i).filter(|w| w.is_capital()) else { return i + 1 };
    let cautious = line.casing != Casing::Sentence;
    if let Some((len, entry)) = words.phrase(i, line.words.end)
        && entry.flags & NAMES != 0
        && !continues(words, line, i + len)
    {
        out.push(Name::new(i..i + len, listed_kind(entry.flags), Reason::rule("list of names")));
        return i + len;
    }
    if word.is(CALENDAR) && !(i > line.words.start && words.get(i - 1).is_some_and(|w| w.is(GIVEN))) {
        return i + 1;
    }
    if cautious && !in_headline(words, i, seen) {
        return i + 1;
    }
    let end = run(words, line, i, cautious.then_some(seen));
    split(words, line, i..end, seen, out);
    end.max(i + 1)
}

/// Whether a capitalised word of a headline is known as a name from the lists or from the text below.
fn in_headline(words: &Words<'_>, i: usize, seen: &Seen) -> bool {
    words.get(i).is_some_and(|w| {
        w.is(COUNTRY | GROUP | PLACE | ORGANISATION) && !w.is(COMMON)
            || Seen::has(&seen.capital, w.folded) && !Seen::has(&seen.lower, w.folded) && !w.is(COMMON)
    })
}

/// Whether the name that ends before `i` goes on with a capitalised head (`Bank of America Tower`).
fn continues(words: &Words<'_>, line: &Line, i: usize) -> bool {
    i < line.words.end
        && line.casing == Casing::Sentence
        && words.get(i).is_some_and(|w| {
            w.form == Form::Capital
                && w.is(COMPANY_HEAD | ORGANISATION_HEAD | PLACE_HEAD | EVENT_HEAD | WORK_HEAD)
                && !w.is(TITLE)
        })
}

/// The end of the run of capitalised words, with what may connect them, that begins at `start`.
fn run(words: &Words<'_>, line: &Line, start: usize, headline: Option<&Seen>) -> usize {
    let end = line.words.end;
    let fits = |i: usize| {
        i < end
            && words.get(i).is_some_and(|w| w.is_capital() && (!w.is(CALENDAR) || w.is(GIVEN)))
            && headline.is_none_or(|seen| in_headline(words, i, seen))
    };
    let titled = |i: usize| words.phrase(i, end).filter(|(_, e)| e.flags & TITLE != 0).map_or(1, |(len, _)| len);
    let mut at = start + titled(start);
    let mut linked = false;
    loop {
        if fits(at) {
            at += titled(at);
            continue;
        }
        let Some(word) = words.get(at).filter(|_| at < end) else { return at };
        let before = words.get(at - 1).map_or(0, |w| w.flags);
        let heads = COMPANY_HEAD | ORGANISATION_HEAD | PLACE_HEAD | EVENT_HEAD | WORK_HEAD;
        let next =
            if matches!(words.text_of(at + 1), "the" | "la" | "den" | "der") && fits(at + 2) { at + 2 } else { at + 1 };
        let joins = fits(next)
            && match word.span.of(words.text) {
                "of" => before & heads != 0,
                "for" => before & ORGANISATION_HEAD != 0,
                "and" => linked && words.get(next).is_some_and(|w| !w.is(NAMES | GIVEN | TITLE)),
                "&" | "de" | "van" | "von" | "der" | "den" | "bin" | "ibn" | "al" | "el" | "del" | "della" | "di"
                | "da" | "dos" | "du" | "la" | "le" | "ter" | "ten" => true,
                "'s" | "’s" => words.get(at - 1).is_some_and(|w| w.is(COMMON)) && at - 1 > start,
                _ => false,
            };
        if !joins {
            return at;
        }
        linked |= matches!(word.span.of(words.text), "of" | "for");
        at = next + 1;
    }
}

/// Cuts a run into the names in it: nationalities, countries in front of titles, titles, and the rest.
fn split(words: &Words<'_>, line: &Line, run: Range<usize>, seen: &Seen, out: &mut Vec<Name>) {
    let Range { mut start, end } = run;
    let first = |i: usize| words.get(i).map_or(0, |w| w.flags);
    if begins(words, line, start) && end > start && first(start) & COMMON != 0 {
        let known =
            first(start) & NAMES != 0 || end - start > 1 && first(end - 1) & (COMPANY_HEAD | ORGANISATION_HEAD) != 0;
        if !known {
            start += 1;
        }
    }
    let mut title: Option<Range<usize>> = None;
    while start < end {
        let (len, flags) = match words.phrase(start, end) {
            Some((len, entry)) if entry.flags & (NAMES | TITLE) != 0 => (len, entry.flags),
            _ => (1, first(start)),
        };
        let rest = start + len;
        let next =
            if rest < end { words.phrase(rest, end).map_or(first(rest), |(_, e)| e.flags | first(rest)) } else { 0 };
        if flags & TITLE != 0 && flags & (GIVEN | SURNAME) == 0 || flags & TITLE != 0 && title.is_none() && rest < end {
            title = Some(title.map_or(start..rest, |t: Range<usize>| t.start..rest));
            start = rest;
            continue;
        }
        if title.is_none()
            && rest < end
            && (flags & GROUP != 0 && next & COMPANY_HEAD == 0
                || flags & COUNTRY != 0 && next & (TITLE | ORGANISATION | GROUP) != 0)
        {
            out.push(Name::new(start..rest, listed_kind(flags), Reason::rule("list of names")));
            start = rest;
            continue;
        }
        break;
    }
    while end > start + 1 && matches!(words.get(start).map(|w| w.form), Some(Form::Punctuation | Form::Clitic)) {
        start += 1;
    }
    if start >= end {
        return;
    }
    let name = start..end;
    if let Some((kind, reason)) = kind(words, line, &name, title.as_ref(), seen) {
        out.push(Name { title, ..Name::new(name, kind, reason) });
    }
}

/// The kind of a name by its own words and what stands in front; `None` where it is no name after all.
fn kind(
    words: &Words<'_>,
    line: &Line,
    name: &Range<usize>,
    title: Option<&Range<usize>>,
    seen: &Seen,
) -> Option<(EntityKind, Reason)> {
    let first = words.get(name.start)?;
    let last = words.get(name.end - 1)?;
    let len = name.len();
    let last_word = words.text_of(name.end - 1);
    let phrase = || words.phrase(name.start, name.end).filter(|p| p.0 == len).map_or(0, |p| p.1.flags);
    let listed = if len == 1 { first.flags } else { phrase() };
    if let Some(title) = title
        && last.flags & (COMPANY_HEAD | ORGANISATION_HEAD) == 0
    {
        return Some((EntityKind::Person, Reason::matched("title before the name", words.span(title).of(words.text))));
    }
    let heads = words.all[name.clone()].iter().fold(0, |f, w| f | w.flags);
    let by_head = |flags| {
        let rule = "head of the name";
        (flags & COMPANY_HEAD != 0).then(|| (EntityKind::Organisation, Reason::matched(rule, last_word)))
    };
    if listed & NAMES != 0 && !(len == 1 && first.is(COMMON) && (begins(words, line, name.start) || first.is(GIVEN))) {
        return Some((listed_kind(listed), Reason::rule("list of names")));
    }
    if len > 1 {
        if let Some(found) = by_head(last.flags) {
            return Some(found);
        }
        for (head, kind) in [
            (ORGANISATION_HEAD, EntityKind::Organisation),
            (PLACE_HEAD, EntityKind::Place),
            (EVENT_HEAD, EntityKind::Event),
            (WORK_HEAD, EntityKind::Work),
        ] {
            if last.is(head) || heads & head != 0 && has_connector(words, name) {
                return Some((kind, Reason::matched("head of the name", last_word)));
            }
        }
        if first.is(GIVEN) || first.is(FAMILY_FIRST) && len <= 3 {
            return Some((EntityKind::Person, Reason::matched("given name", first.span.of(words.text))));
        }
        if last.is(SURNAME) && len <= 4 {
            return Some((EntityKind::Person, Reason::matched("surname", last_word)));
        }
        if heads & (COUNTRY | PLACE | COMMON) != 0 {
            return Some((EntityKind::Organisation, Reason::rule("capitalised words")));
        }
        return Some((EntityKind::Person, Reason::rule("two capitalised words")));
    }
    single(words, line, name.start, seen)
}

/// The kind of a name of one word.
fn single(words: &Words<'_>, line: &Line, i: usize, seen: &Seen) -> Option<(EntityKind, Reason)> {
    let word = words.get(i)?;
    if word.form == Form::Initial || word.is(COMMON | TITLE | CALENDAR | STATE) {
        return None;
    }
    if begins(words, line, i) && Seen::has(&seen.lower, word.folded) {
        return None;
    }
    let before = if i > line.words.start { words.text_of(i - 1) } else { "" };
    if word.is(SURNAME | GIVEN | FAMILY_FIRST) && word.form == Form::Capital {
        return Some((EntityKind::Person, Reason::rule("list of names of people")));
    }
    if word.form == Form::Capitals && line.casing == Casing::Sentence {
        return Some((EntityKind::Organisation, Reason::rule("abbreviation in capitals")));
    }
    if matches!(before, "in" | "at" | "near" | "from" | "across" | "outside") {
        return Some((EntityKind::Place, Reason::matched("preposition of place", before)));
    }
    let known = Seen::has(&seen.capital, word.folded) || !begins(words, line, i);
    known.then(|| (EntityKind::Person, Reason::rule("capitalised word")))
}

fn has_connector(words: &Words<'_>, name: &Range<usize>) -> bool {
    name.clone().any(|i| matches!(words.text_of(i), "of" | "for"))
}

/// The kind of a name that stands in the lists.
fn listed_kind(flags: u32) -> EntityKind {
    [
        (COUNTRY, EntityKind::Place),
        (GROUP, EntityKind::Group),
        (PLACE, EntityKind::Place),
        (ORGANISATION, EntityKind::Organisation),
        (EVENT, EntityKind::Event),
        (WORK, EntityKind::Work),
    ]
    .into_iter()
    .find(|(flag, _)| flags & flag != 0)
    .map_or(EntityKind::Organisation, |(_, kind)| kind)
}
