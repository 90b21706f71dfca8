//! Firms of one word that no list knows, which look like surnames: what the article says they have and do tells.

use crate::analysis::entities::compounds::is_compound_of_origin;
use crate::analysis::entities::kinds::listed;
use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::document::Document;
use crate::language::hash::ByHash;
use crate::language::spelling::Form;
use crate::language::tag::Tag;
use crate::language::vocabulary::{CALENDAR, COMMON, COUNTRY, FAMILY_FIRST, GIVEN, GROUP, NAMES, PLACE, SURNAME};
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

/// Takes `Alder's` for the name of a firm where nothing follows that Alder could have: `Alder's closed in March`, `Alder's
/// and Reed's lost customers`. Who is named without it is somebody, and in speech it may be short for "is".
pub(super) fn with_possessive(document: &Document<'_>, words: &Words<'_>, names: &mut Vec<Name>) {
    let others = COUNTRY | PLACE | GROUP | CALENDAR | COMMON;
    let open = |i: usize| {
        words.get(i).is_some_and(|w| w.form == Form::Capital && !w.is(others))
            && words.get(i + 1).is_some_and(|w| w.form == Form::Clitic)
    };
    let candidates: Vec<usize> = (0..words.all.len()).filter(|i| open(*i)).collect();
    if candidates.is_empty() {
        return;
    }
    let single = |n: &Name| n.words.len() == 1 && n.title.is_none() && open(n.words.start);
    let mut known: ByHash<bool> = ByHash::default();
    for name in names.iter().filter(|n| !single(n)) {
        known.extend(name.words.clone().filter_map(|i| words.get(i)).map(|w| (w.folded, true)));
    }
    let tag = |at: usize| document.tag(document.sentence_of(at)?, at);
    let mut added = Vec::new();
    for at in candidates {
        let unknown = words.get(at).is_some_and(|w| !known.contains_key(&w.folded));
        if !unknown || tag(at) != Some(Tag::Nnp) || stands_in_quotes(words, at) {
            continue;
        }
        // "Alder's and Reed's": what follows the last of them tells.
        let mut end = at + 2;
        while matches!(words.text_of(end), "and" | "or" | ",") && open(end + 1) {
            end += 3;
        }
        if owns_nothing(words, &tag, end) {
            let reason = Reason::rule("name with a possessive that owns nothing");
            added.push(Name::new(at..at + 2, EntityKind::Organisation, reason));
        }
    }
    if !added.is_empty() {
        names.retain(|n| !added.iter().any(|a| a.words.start < n.words.end && n.words.start < a.words.end));
        names.append(&mut added);
        names.sort_by_key(|n| n.words.start);
    }
}

/// Whether a quotation mark stands in the line of a word.
fn stands_in_quotes(words: &Words<'_>, i: usize) -> bool {
    let line = words.lines.get(words.lines.partition_point(|l| l.words.end <= i));
    line.is_some_and(|l| l.words.clone().any(|i| words.get(i).is_some_and(|w| w.form == Form::Quote)))
}

/// Whether what stands behind a possessive shows that nothing is owned: a verb with what verbs have behind them, a
/// preposition in front of a name, or the end of the clause.
fn owns_nothing(words: &Words<'_>, tag: &dyn Fn(usize) -> Option<Tag>, i: usize) -> bool {
    let small = words.get(i).is_some_and(|w| w.form == Form::Lower);
    let next = tag(i + 1);
    let object = matches!(
        next,
        Some(Tag::In | Tag::To | Tag::Dt | Tag::Cd | Tag::Rb | Tag::PrpS | Tag::Prp | Tag::Nnp | Tag::Rp)
    );
    let ends = matches!(words.text_of(i + 1), "," | "." | "and");
    match tag(i) {
        Some(Tag::Vbz | Tag::Md) => small,
        Some(Tag::Vbd | Tag::Vbn) => {
            let regular = words.text_of(i).ends_with("ed");
            small && (regular || tag(i) == Some(Tag::Vbd)) && (object || ends)
        }
        Some(Tag::In) => small && words.get(i + 1).is_some_and(|w| w.form == Form::Capital),
        _ => matches!(words.text_of(i), "," | "."),
    }
}
