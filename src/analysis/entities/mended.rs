//! Names that the tagger joins or cuts where a mark stands between two words: a stop that ends a sentence, a nickname in
//! quotation marks, a hyphen; and words that are names only because the text names somebody by them.

use std::ops::Range;

use crate::analysis::entities::kinds::listed;
use crate::analysis::identity::people::generation_of;
use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::hash::{self, ByHash};
use crate::language::lemma;
use crate::language::spelling::{Form, Spelt};
use crate::language::vocabulary::{
    self, CALENDAR, COMMON, COMPANY_FORM, COMPANY_HEAD, COUNTRY, EVENT_HEAD, FAMILY_FIRST, GIVEN, GROUP, NAMES,
    NUMBERED, ORGANISATION, ORGANISATION_HEAD, PLACE, PLACE_GIVEN, PLACE_HEAD, PLACE_PREPOSITION, STATE, SURNAME,
    TITLE,
};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

/// Cuts and joins the names that the tagger found, which are in the order of the text.
pub(super) fn mend(words: &Words<'_>, names: &mut Vec<Name>) {
    cut_at_stops(words, names);
    join_nicknames(words, names);
    join_given_places(words, names);
    names.retain(|name| !is_compound(words, name));
}

/// Whether a verb in small letters stands at `i`, so that what stands in front of it acts.
fn acts(words: &Words<'_>, i: usize) -> bool {
    let verb = |w: &Spelt| w.form == Form::Lower && lemma::is_verb(words.text_of(i));
    words.get(i).is_some_and(|w| verb(&w))
}

/// Ends a name where a sentence ends behind an abbreviation: "She works for Lund Inc. Berg left." The word behind it has
/// to be the name of somebody, who acts.
fn cut_at_stops(words: &Words<'_>, names: &mut Vec<Name>) {
    let people = names.iter().filter(|n| n.kind == EntityKind::Person);
    let full = people.filter(|n| n.words.len() > 1 && stop(words, &n.words).is_none());
    let known: ByHash<bool> = full.filter_map(|n| words.get(n.words.end - 1)).map(|w| (w.folded, true)).collect();
    let mut out = Vec::with_capacity(names.len());
    for mut name in names.drain(..) {
        let last = name.words.end - 1;
        let others = NAMES | COMMON | CALENDAR | ORGANISATION_HEAD | COMPANY_HEAD | PLACE_HEAD | EVENT_HEAD | TITLE;
        let surname = words.get(last).filter(|w| w.form == Form::Capital && !w.is(others));
        let in_text = surname.is_some_and(|w| known.contains_key(&w.folded));
        let in_lists = surname.is_some_and(|w| w.is(SURNAME | FAMILY_FIRST));
        if !acts(words, name.words.end) || !(in_text || in_lists) {
            out.push(name);
            continue;
        }
        let person =
            || Name::new(last..last + 1, EntityKind::Person, Reason::rule("opens a sentence behind an abbreviation"));
        match stop(words, &name.words) {
            Some(Stop::Letter) => {
                let whole = name.words.len() == 2 && name.kind == EntityKind::Person;
                out.push(if whole { Name { words: last..last + 1, ..name } } else { person() });
            }
            Some(Stop::Abbreviation) if in_text => {
                name.words.end = last;
                let flags = listed(words, &name.words);
                name.kind = match name.words.len() {
                    1 if flags & (COUNTRY | PLACE | STATE) != 0 => EntityKind::Place,
                    _ => EntityKind::Organisation,
                };
                out.extend([name, person()]);
            }
            Some(Stop::Company | Stop::Generation) => {
                name.words.end = last;
                out.extend([name, person()]);
            }
            _ => out.push(name),
        }
    }
    *names = out;
}

/// What has a stop in front of the last word of a name.
enum Stop {
    /// `Inc.`.
    Company,
    /// `Jr.`.
    Generation,
    /// `U.N.`.
    Abbreviation,
    /// The `A.` of `Plan A.`.
    Letter,
}

fn stop(words: &Words<'_>, name: &Range<usize>) -> Option<Stop> {
    let at = name.end.checked_sub(2).filter(|at| *at >= name.start)?;
    let word = words.get(at).filter(|_| words.text_of(at).ends_with('.'))?;
    let text = words.text_of(at);
    let before = at.checked_sub(1).and_then(|b| words.get(b));
    let lettered =
        before.is_some_and(|w| w.is(NUMBERED)) || matches!(words.text_of(at.wrapping_sub(1)), "plan" | "Plan" | "an");
    match word.form {
        _ if at > name.start && word.is(COMPANY_FORM) => Some(Stop::Company),
        _ if at > name.start && generation_of(text) > 0 => Some(Stop::Generation),
        Form::Initial if lettered => Some(Stop::Letter),
        Form::Capitals if word.is(COUNTRY | ORGANISATION | STATE) && text.matches('.').count() > 1 => {
            Some(Stop::Abbreviation)
        }
        _ => None,
    }
}

/// Makes one name of a given name, a nickname in quotation marks and a surname: `William “Bill” Lund`.
fn join_nicknames(words: &Words<'_>, names: &mut Vec<Name>) {
    // Up to where the words belong to a name that was joined.
    let mut taken = 0;
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    for mut name in names.drain(..) {
        if name.words.start < taken {
            if let Some(joined) = out.last_mut().filter(|_| name.words.end > taken) {
                joined.words.end = name.words.end;
                taken = name.words.end;
            }
            continue;
        }
        if let Some(surname) = nickname(words, &name) {
            name.words.end = surname + 1;
            name.kind = EntityKind::Person;
            name.reason = Reason::rule("nickname in quotation marks inside of a name");
            taken = surname + 1;
        }
        out.push(name);
    }
    *names = out;
}

/// Where the surname begins behind a name and a nickname in quotation marks.
fn nickname(words: &Words<'_>, name: &Name) -> Option<usize> {
    let quote = |i: usize| words.get(i).filter(|w| w.form == Form::Quote);
    let open = name.words.end;
    let mark = quote(open)?;
    let given = words.get(open - 1).filter(|w| w.form == Form::Capital || w.form == Form::Initial)?;
    let close = (open + 2..open + 4).find(|i| quote(*i).is_some())?;
    let inside = words.all.get(open + 1..close)?;
    let surname = words.get(close + 1)?;
    let apart = given.span.to() < mark.span.from() && quote(close)?.span.to() + 1 == surname.span.from();
    let glued = inside.first()?.span.from() == mark.span.to() && inside.last()?.span.to() == quote(close)?.span.from();
    let capital = inside.iter().all(|w| w.form == Form::Capital && (!w.is(COMMON) || w.is(GIVEN)));
    let personal = name.kind == EntityKind::Person || words.get(name.words.start)?.is(GIVEN);
    let fits = personal && apart && glued && capital && surname.form == Form::Capital && !surname.is(COMMON | TITLE);
    fits.then_some(close + 1)
}

/// Makes a person of a given name that is better known as a place and the surname right behind it: `Victoria Lund`.
fn join_given_places(words: &Words<'_>, names: &mut Vec<Name>) {
    names.dedup_by(|next, name| {
        let place = name.kind == EntityKind::Place && name.words.len() == 1 && next.words.start == name.words.end;
        let person = next.kind == EntityKind::Person && next.words.len() == 1 && next.title.is_none();
        let at = name.words.start;
        let (Some(given), Some(surname)) = (words.get(at), words.get(next.words.start)) else { return false };
        let placed =
            at > 0 && (words.text_of(at - 1) == "," || words.get(at - 1).is_some_and(|w| w.is(PLACE_PREPOSITION)));
        let joined = place
            && person
            && !placed
            && given.is(GIVEN | PLACE_GIVEN)
            && !surname.is(NAMES)
            && given.span.to() + 1 == surname.span.from();
        if joined {
            name.words.end = next.words.end;
            name.kind = EntityKind::Person;
            name.reason = Reason::rule("given name like a place in front of a surname");
        }
        joined
    });
}

/// Whether a name is no name of a work or of a people but a compound with a hyphen that has one in it: `Lund-era`,
/// `ex-Lund`.
fn is_compound(words: &Words<'_>, name: &Name) -> bool {
    let text = words.text_of(name.words.end - 1);
    let Some((first, last)) = text.rsplit_once('-') else { return false };
    let unlisted = listed(words, &name.words) & NAMES == 0;
    let quoted = name.words.start > 0 && words.get(name.words.start - 1).is_some_and(|w| w.form == Form::Quote);
    let small = last.len() > 1 && last.bytes().all(|b| b.is_ascii_lowercase());
    match name.kind {
        EntityKind::Work => unlisted && !quoted && small && first.starts_with(char::is_uppercase),
        EntityKind::Group => {
            let body = vocabulary::word(hash::fold(last)).flags & GROUP == 0;
            name.words.len() == 1 && unlisted && body && matches!(first, "ex" | "post" | "pre" | "non" | "then")
        }
        _ => false,
    }
}

/// Adds the mentions of people by a surname or a given name that is a month (`Theresa May`, `June Lund`), where somebody
/// who acts is meant: `May said`.
pub(super) fn add_months(words: &Words<'_>, names: &mut Vec<Name>) {
    let mut months: ByHash<bool> = ByHash::default();
    for name in names.iter().filter(|n| n.kind == EntityKind::Person && n.words.len() > 1) {
        let ends = [name.words.start, name.words.end - 1].into_iter().filter_map(|i| words.get(i));
        months.extend(ends.filter(|w| w.form == Form::Capital && w.is(CALENDAR)).map(|w| (w.folded, true)));
    }
    if months.is_empty() {
        return;
    }
    let mut taken = names.iter().map(|n| n.words.clone()).peekable();
    let mut added = Vec::new();
    for (i, word) in words.all.iter().enumerate() {
        while taken.next_if(|t| t.end <= i).is_some() {}
        let free = taken.peek().is_none_or(|t| i < t.start);
        if free && word.form == Form::Capital && months.contains_key(&word.folded) && is_somebody(words, i) {
            added.push(Name::new(
                i..i + 1,
                EntityKind::Person,
                Reason::rule("month that is the name of a person in the text"),
            ));
        }
    }
    names.append(&mut added);
    names.sort_by_key(|n| n.words.start);
}

/// Whether a month at `i` acts like a person: "May said", "Mrs May", "August, 44, wept".
fn is_somebody(words: &Words<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).map_or("", |b| words.text_of(b));
    let titled = i > 0 && words.get(i - 1).is_some_and(|w| w.is(TITLE) && w.is_capital());
    let dated = i > 0 && words.get(i - 1).is_some_and(|w| w.form == Form::Number || w.is(PLACE_PREPOSITION));
    let in_time = matches!(
        before,
        "in" | "of"
            | "by"
            | "since"
            | "until"
            | "from"
            | "last"
            | "next"
            | "this"
            | "early"
            | "late"
            | "during"
            | "and"
            | "to"
            | "for"
            | "after"
            | "before"
            | "the"
            | "a"
            | "each"
            | "every"
            | "through"
    );
    let age = words.text_of(i + 1) == ","
        && words.get(i + 2).is_some_and(|w| w.form == Form::Number && w.span.len() == 2)
        && words.text_of(i + 3) == ",";
    titled || !dated && !in_time && (age || acts(words, i + 1))
}
