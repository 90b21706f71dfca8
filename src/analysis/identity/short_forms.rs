//! Short forms of the names of bodies and other things: abbreviations, beginnings, endings.

use std::ops::Range;

use crate::analysis::identity::bearers::{Bearer, note, only};
use crate::analysis::identity::bodies;
use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::spelling::Form;
use crate::language::vocabulary::{
    ARTICLE, COMPANY_FORM, COMPANY_HEAD, COUNTRY, GIVEN, GOVERNMENT_ACT, GROUP, ORGANISATION, ORGANISATION_HEAD, PLACE,
    SAYING,
};
use crate::model::entity::EntityKind;

/// The longest end of a name that is noted, in words. What looks like a longer name is a line of capitals, which has as
/// many ends as words, each of them as long as it is.
const LONGEST_END: usize = 24;

/// Which short forms the names of an article may come again under. Things are numbered by their first names.
#[derive(Default)]
pub(super) struct ShortForms {
    /// Initials (`WHO`).
    acronyms: ByHash<Bearer>,
    /// First words (`Fudan` for `Fudan University`).
    beginnings: ByHash<Bearer>,
    /// First words of names that show a company, which may be those of a place or a person too (`Ford Motor Co`).
    firms: ByHash<Bearer>,
    /// Last words (`Commission` for `European Commission`).
    endings: ByHash<Bearer>,
}

impl ShortForms {
    /// Notes the short forms of a name of two words or more.
    pub(super) fn index(&mut self, words: &Words<'_>, name: &Name, root: usize) {
        if name.words.len() < 2 || matches!(name.kind, EntityKind::Group | EntityKind::Person) {
            return;
        }
        self.index_initials(words, name, root);
        if name.kind == EntityKind::Place {
            return;
        }
        let core: Vec<u64> = core(words, name).collect();
        let firm = words.get(name.words.end - 1).is_some_and(|w| w.is(COMPANY_HEAD));
        let article = words.get(name.words.start).is_some_and(|w| w.is(ARTICLE));
        let mut hash = None;
        for (n, part) in core.iter().enumerate().take(name.words.len() - 1 - usize::from(article)) {
            let whole = hash.map_or(*part, |h| hash::combine(h, *part));
            hash = Some(whole);
            note(&mut self.beginnings, whole, root);
            if firm && n + 1 < name.words.len() {
                note(&mut self.firms, whole, root);
            }
        }
        for start in core.len().saturating_sub(LONGEST_END).max(1)..core.len() {
            // Behind `of the` stands another body.
            let behind = words.get(without_form(words, name).start + start - 1).is_some_and(|w| w.form == Form::Lower);
            if !behind && let Some(hash) = core[start..].iter().copied().reduce(hash::combine) {
                note(&mut self.endings, hash, root);
            }
        }
    }

    /// Notes the initials of a name: with and without its small words, without the form of a company, and without the
    /// nation in front of a body.
    fn index_initials(&mut self, words: &Words<'_>, name: &Name, root: usize) {
        let whole = name.words.clone();
        let core = without_form(words, name);
        let national = words.get(core.start).is_some_and(|w| w.is(COUNTRY | GROUP | PLACE)) && core.len() > 3;
        let bare = core.start + usize::from(national)..core.end;
        for range in [whole.clone(), whole.start..whole.end.min(core.end + 1), core, bare] {
            for small in [false, true] {
                let letter = |i| {
                    let word = words.get(i).filter(|w| w.is_capital() || small && w.form == Form::Lower)?;
                    word.span.of(words.text).chars().next()?.to_uppercase().next()
                };
                let initials: String = range.clone().filter_map(letter).collect();
                if initials.len() > 1 {
                    note(&mut self.acronyms, hash::exact(&initials), root);
                }
            }
        }
    }

    /// The name that `name` is a short form of, where exactly one can be meant.
    pub(super) fn long_form(&self, words: &Words<'_>, name: &Name) -> Option<usize> {
        if name.kind == EntityKind::Group || bodies::nation(words, name).is_some() {
            return None;
        }
        let first = words.get(name.words.start)?;
        // `US` is not short for `U.S. Senate`.
        if name.words.len() == 1 && first.is(COUNTRY) {
            return None;
        }
        if name.words.len() == 1 && is_abbreviation(words.text_of(name.words.start)) {
            let letters = words.text_of(name.words.start).chars().filter(|c| *c != '.');
            let letters: String = letters.flat_map(char::to_uppercase).collect();
            if let Some(root) = only(&self.acronyms, hash::exact(&letters)) {
                return Some(root);
            }
        }
        let listed = if name.words.len() == 1 { first.flags } else { words.entry(&name.words).flags };
        let organisation = name.kind == EntityKind::Organisation;
        // A city is no short form of the paper that is named after it, and of a firm only where it does what firms do; a
        // first name is none of the firm.
        if listed & (COUNTRY | GROUP) != 0
            || listed & GIVEN != 0 && !organisation
            || listed & PLACE != 0 && !organisation && !acts(words, name)
            || name.kind == EntityKind::Place && !acts(words, name)
        {
            return None;
        }
        let hash = core(words, name).reduce(hash::combine)?;
        if name.kind == EntityKind::Place {
            return only(&self.firms, hash);
        }
        let beginning =
            only(&self.beginnings, hash).filter(|_| listed & (PLACE | GIVEN) == 0).or_else(|| only(&self.firms, hash));
        beginning.or_else(|| {
            let last = words.get(name.words.end - 1)?;
            let telling = last.is(ORGANISATION_HEAD | COMPANY_HEAD) || organisation && core(words, name).count() > 1;
            telling.then(|| only(&self.endings, hash)).flatten()
        })
    }
}

/// What makes two names that are no person's the same: the chief name from the lists, the nation of a nationality, or
/// the words without article and form of company.
pub(super) fn identity(words: &Words<'_>, name: &Name) -> u64 {
    let entry = words.entry(&without_form(words, name));
    if let Some(chief) = entry.chief_name() {
        return hash::combine(1, hash::exact(chief));
    }
    if name.kind == EntityKind::Group
        && let Some(nation) = entry.nation()
    {
        return hash::combine(2, hash::exact(nation));
    }
    if let Some(body) = bodies::identity(words, name) {
        return hash::combine(4, body);
    }
    // A city and the team that is called after it are two things.
    let seed = if entry.flags & PLACE != 0 { 10 + name.kind as u64 } else { 3 };
    core(words, name).fold(seed, hash::combine)
}

/// Whether a verb that firms are subjects of stands behind a name.
fn acts(words: &Words<'_>, name: &Name) -> bool {
    words.get(name.words.end).is_some_and(|w| w.form == Form::Lower && w.is(SAYING | GOVERNMENT_ACT))
}

/// Whether a word is written like an abbreviation: `WHO`, `U.N.`, `BoA`.
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && word.chars().filter(|c| c.is_lowercase()).count() < capitals && word.len() <= 10
}

/// The words of a name without a leading article and without the form of company at its ends.
fn without_form(words: &Words<'_>, name: &Name) -> Range<usize> {
    let mut range = name.words.clone();
    if range.len() > 1 && words.get(range.start).is_some_and(|w| w.is(ARTICLE)) {
        range.start += 1;
    }
    while range.len() > 1 && words.get(range.end - 1).is_some_and(|w| w.is(COMPANY_FORM)) {
        range.end -= 1;
    }
    // `NV Alder`, `PT Alder`: in capitals, so that no other word is meant.
    if range.len() > 1 && words.get(range.start).is_some_and(|w| w.form == Form::Capitals && w.is(COMPANY_FORM)) {
        range.start += 1;
    }
    range
}

/// The hashes of those words.
fn core<'a>(words: &'a Words<'_>, name: &Name) -> impl Iterator<Item = u64> + use<'a> {
    let range = without_form(words, name);
    range.filter_map(|i| words.get(i)).filter(|w| w.form != Form::Punctuation).map(|w| w.folded)
}

/// The name whose abbreviation in brackets name `i` is: `World Health Organization (WHO)`.
pub(super) fn expansion_before(words: &Words<'_>, names: &[Name], i: usize) -> Option<usize> {
    let short = names.get(i).filter(|n| n.words.len() == 1)?;
    let before = i.checked_sub(1)?;
    let long = names.get(before).filter(|n| n.kind != EntityKind::Group && n.words.len() > 1)?;
    let at = short.words.start;
    let adjacent = long.words.end + 1 == at && words.text_of(long.words.end) == "(" && words.text_of(at + 1) == ")";
    if !adjacent || words.get(at)?.form != Form::Capitals {
        return None;
    }
    abbreviates(words, long, short).then_some(before)
}

/// The name in brackets behind the abbreviation that name `i` is: `WHO (World Health Organization)`.
pub(super) fn expansion_behind(words: &Words<'_>, names: &[Name], i: usize) -> Option<usize> {
    let short = names.get(i).filter(|n| n.words.len() == 1)?;
    let long = names.get(i + 1).filter(|n| n.kind != EntityKind::Group && n.words.len() > 1)?;
    let open = short.words.end;
    let adjacent = long.words.start == open + 1 && words.text_of(open) == "(" && words.text_of(long.words.end) == ")";
    (adjacent && words.get(short.words.start)?.form == Form::Capitals && abbreviates(words, long, short))
        .then_some(i + 1)
}

/// Whether a name in capitals can be short for the longer one beside it.
fn abbreviates(words: &Words<'_>, long: &Name, short: &Name) -> bool {
    let at = short.words.start;
    // A body's abbreviation in another language shares no letters with its English name; known ones are bodies of their
    // own (a firm and the exchange that lists it).
    if matches!(long.kind, EntityKind::Organisation | EntityKind::Event)
        && short.kind == EntityKind::Organisation
        && words.get(at).is_some_and(|w| !w.is(ORGANISATION | PLACE | COUNTRY))
    {
        return true;
    }
    // Every letter of the abbreviation comes in the name, in order, and the first ones agree.
    let name = words.span(&long.words).of(words.text).to_lowercase();
    let letters = words.text_of(at).to_lowercase();
    let mut rest = name.chars();
    let in_order = letters.chars().filter(|c| c.is_alphanumeric()).all(|c| rest.any(|n| n == c));
    in_order && name.chars().next() == letters.chars().next()
}
