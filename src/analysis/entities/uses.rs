//! What places and nationalities stand for: a capital for the government that sits there (`Rome warned`), a nationality
//! for its country. The place stays a place; the use is written into the reason of the mention.

use std::sync::LazyLock;

use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::sections::Sections;
use crate::language::spelling::Form;
use crate::language::vocabulary::{CAPITAL, GOVERNMENT_ACT, PLACE_PREPOSITION};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

/// Houses of governments, whose names are those of the governments.
const SEATS: [(&str, &str); 7] = [
    ("White House", "United States"),
    ("Kremlin", "Russia"),
    ("Downing Street", "United Kingdom"),
    ("Whitehall", "United Kingdom"),
    ("Zhongnanhai", "China"),
    ("Elysee Palace", "France"),
    ("Élysée Palace", "France"),
];

/// What belongs to governments.
static GOVERNMENTS: LazyLock<Sections> =
    LazyLock::new(|| Sections::new(include_str!("../../language/lists/governments.txt")));

/// Writes the uses of the names into their reasons.
pub(super) fn note(words: &Words<'_>, names: &mut [Name]) {
    for i in 0..names.len() {
        let name = &names[i];
        let nation = words.entry(&name.words).nation();
        match (name.kind, nation) {
            (EntityKind::Group, Some(nation)) => names[i].reason = Reason::matched("nationality of", nation),
            (EntityKind::Place | EntityKind::Organisation, _) => {
                let Some(government) = seat(words, name) else { continue };
                let paired =
                    |other: Option<&Name>| other.is_some_and(|o| seat(words, o).is_some_and(|g| g != government));
                let pair = stands_between(words, name, names.get(i + 1)) && paired(names.get(i + 1))
                    || i > 0 && stands_between(words, &names[i - 1], Some(name)) && paired(names.get(i - 1));
                if pair || is_subject(words, name) || has_holding(words, name) {
                    names[i].reason = Reason::matched("place that stands for the government of", government);
                }
            }
            _ => {}
        }
    }
}

/// The country whose government sits at the place of that name.
fn seat(words: &Words<'_>, name: &Name) -> Option<&'static str> {
    let entry = words.entry(&name.words);
    if entry.flags & CAPITAL != 0 && name.kind == EntityKind::Place {
        return entry.nation();
    }
    let text = words.span(&name.words).of(words.text);
    SEATS.iter().find(|(seat, _)| *seat == text).map(|(_, nation)| *nation)
}

/// Whether a verb of what governments do stands behind a name that nothing puts into a place.
fn is_subject(words: &Words<'_>, name: &Name) -> bool {
    let placed = name.words.start > 0
        && words.get(name.words.start - 1).is_some_and(|w| {
            w.form == Form::Lower
                && (w.is(PLACE_PREPOSITION)
                    || matches!(words.text_of(name.words.start - 1), "to" | "of" | "and" | "around" | "outside"))
        });
    let acts = |i: usize| words.get(i).is_some_and(|w| w.form == Form::Lower && w.is(GOVERNMENT_ACT));
    let next = words.text_of(name.words.end);
    let adverb = next.ends_with("ly") || matches!(next, "also" | "never" | "now");
    !placed && (acts(name.words.end) || adverb && acts(name.words.end + 1))
}

/// Whether a name with a possessive has something that governments have behind it.
fn has_holding(words: &Words<'_>, name: &Name) -> bool {
    let at = name.words.end;
    words.get(at).is_some_and(|w| w.form == Form::Clitic)
        && (at + 1..at + 4)
            .take_while(|i| words.get(*i).is_some_and(|w| w.form == Form::Lower))
            .any(|i| GOVERNMENTS.has("holding", words.text_of(i)))
}

/// Whether two names stand for the sides of a relation: `ties between Rome and Paris`.
fn stands_between(words: &Words<'_>, name: &Name, next: Option<&Name>) -> bool {
    let joined = next.is_some_and(|n| n.words.start == name.words.end + 1 && words.text_of(name.words.end) == "and");
    let start = name.words.start;
    joined
        && start > 1
        && words.text_of(start - 1) == "between"
        && GOVERNMENTS.has("relation", words.text_of(start - 2))
}
