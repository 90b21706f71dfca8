//! People whose given name is better known as a place (`Paris Keller`), which the tagger takes for a team or a town.

use crate::analysis::entities::kinds::listed;
use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::hash::ByHash;
use crate::language::spelling::Form;
use crate::language::vocabulary::{
    CALENDAR, COMMON, COMPANY_HEAD, EVENT_HEAD, NAMES, ORGANISATION_HEAD, ORGANISATION_NOUN, PERSONAL, PLACE_GIVEN,
    PLACE_HEAD, PLACE_NOUN, SPORT, SURNAME, WORK_HEAD,
};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

/// Makes people of names of a place and a word that no list has, where the text speaks of a person: by what they do, by
/// their age, or by the surname alone.
pub(super) fn name(words: &Words<'_>, names: &mut [Name]) {
    let open = |n: &Name| {
        let (first, last) = (words.get(n.words.start), words.get(n.words.end - 1));
        let initial = n.words.len() == 3 && words.get(n.words.start + 1).is_some_and(|w| w.form == Form::Initial);
        n.kind != EntityKind::Person
            && (n.words.len() == 2 || initial)
            && first.is_some_and(|w| w.form == Form::Capital && w.is(PLACE_GIVEN))
            && last.is_some_and(|w| w.form == Form::Capital && (!w.is(OTHERS) || w.is(SURNAME) && !w.is(COMMON)))
            && listed(words, &n.words) & NAMES == 0
    };
    let candidates: Vec<usize> = (0..names.len()).filter(|i| open(&names[*i])).collect();
    if candidates.is_empty() {
        return;
    }
    let mut surnames: ByHash<bool> = ByHash::default();
    for name in names.iter().filter(|n| n.kind == EntityKind::Person && n.words.len() == 1) {
        surnames.extend(words.get(name.words.start).map(|w| (w.folded, true)));
    }
    for i in candidates {
        let end = names[i].words.end;
        let surname = words.get(end - 1).is_some_and(|w| surnames.contains_key(&w.folded));
        // "Paris Keller and Ann Lee smiled."
        let joined = names.get(i + 1).filter(|n| n.words.start == end + 1 && words.text_of(end) == "and");
        let behind = joined.map_or(end, |n| n.words.end);
        let acts = words.get(behind).is_some_and(|w| w.form == Form::Lower && w.is(PERSONAL));
        if surname || acts || is_described(words, end) {
            names[i].kind = EntityKind::Person;
            names[i].reason = Reason::rule("given name like a place, of somebody who acts as a person");
        }
    }
}

/// What shows that the last word of a name is no surname.
const OTHERS: u64 = NAMES
    | ORGANISATION_HEAD
    | COMPANY_HEAD
    | PLACE_HEAD
    | EVENT_HEAD
    | WORK_HEAD
    | ORGANISATION_NOUN
    | PLACE_NOUN
    | COMMON
    | CALENDAR
    | SPORT;

/// Whether a comma and an age or "who" stand behind a name: `Paris Keller, 34, said`.
fn is_described(words: &Words<'_>, end: usize) -> bool {
    let age = |i: usize| words.text_of(i).len() == 2 && words.get(i).is_some_and(|w| w.form == Form::Number);
    words.text_of(end) == ","
        && (age(end + 1) && matches!(words.text_of(end + 2), "," | ".") || matches!(words.text_of(end + 1), "who"))
}
