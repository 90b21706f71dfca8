//! Firms of one word that no list knows, which look like surnames: what the article says they have and do tells.

use crate::analysis::entities::kinds::listed;
use crate::analysis::entities::name::Name;
use crate::analysis::entities::recognition::is_compound_of_origin;
use crate::analysis::entities::words::{Form, Words};
use crate::language::hash::ByHash;
use crate::language::vocabulary::{FAMILY_FIRST, GIVEN, NAMES, SURNAME};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

/// Makes organisations of unknown names of one word that some sentence shows to be a firm's, unless another shows a
/// person: a title, or the word as a part of a longer name.
pub(super) fn name(words: &Words<'_>, names: &mut [Name]) {
    let hash = |name: &Name| words.get(name.words.start).map_or(0, |w| w.folded);
    let unknown = |name: &Name| {
        let personal = words.get(name.words.start).is_some_and(|w| w.is(GIVEN | SURNAME | FAMILY_FIRST));
        let kind = matches!(name.kind, EntityKind::Person | EntityKind::Place | EntityKind::Work);
        name.words.len() == 1 && kind && !personal && listed(words, &name.words) & NAMES == 0
    };
    let mut firms: ByHash<bool> = ByHash::default();
    for name in names.iter().filter(|n| unknown(n) && is_firm(words, n)) {
        firms.insert(hash(name), true);
    }
    if firms.is_empty() {
        return;
    }
    for name in names.iter().filter(|n| n.kind == EntityKind::Person && (n.words.len() > 1 || n.title.is_some())) {
        for word in name.words.clone().filter_map(|i| words.get(i)) {
            firms.remove(&word.folded);
        }
    }
    for name in names.iter_mut().filter(|n| unknown(n)) {
        if firms.contains_key(&hash(name)) {
            name.kind = EntityKind::Organisation;
            name.reason = Reason::rule("what a firm has or does, beside the name");
        }
    }
}

/// Whether the words beside a name are those beside a firm's: `shares of Alder`, `London-listed Alder`, `Alder analysts`,
/// `Alder said it would`.
fn is_firm(words: &Words<'_>, name: &Name) -> bool {
    let (start, end) = (name.words.start, name.words.end);
    let before = |n: usize| start.checked_sub(n).map_or("", |i| words.text_of(i));
    let possessive = usize::from(words.get(end).is_some_and(|w| w.form == Form::Clitic));
    let behind = |n: usize| words.text_of(end + possessive + n);
    let holding = |word: &str| matches!(word, "shares" | "stake" | "stock" | "bonds" | "shareholders" | "takeover");
    let held = matches!(before(1), "of" | "in") && holding(before(2));
    let origin = matches!(before(1).rsplit_once('-'), Some((_, "listed" | "based" | "owned")))
        && is_compound_of_origin(before(1));
    let has = matches!(
        behind(0),
        "analysts"
            | "shares"
            | "stock"
            | "shareholders"
            | "executives"
            | "subsidiary"
            | "customers"
            | "employees"
            | "spokeswoman"
            | "spokesman"
            | "CEO"
            | "plc"
    );
    let speaks = possessive == 0
        && matches!(behind(0), "said" | "says")
        && behind(1) == "it"
        && matches!(behind(2), "would" | "will" | "had" | "has" | "plans" | "planned" | "expects" | "expected");
    held || origin || has || speaks
}
