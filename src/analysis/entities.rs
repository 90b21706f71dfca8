//! Named entities: candidates, their kinds, and which names are one.
//!
//! Three steps: [`words`](crate::analysis::names::words) lays the tokens out in lines; [`recognition`] finds the names and their
//! kinds, with the statistical [`tagger`] and the lists; [`within`] decides which names are one entity; [`uses`] says what
//! places and nationalities stand for.
//! Each name keeps the reason why it is one.

use std::collections::HashSet;

pub use crate::analysis::entities::tagger::Label;
pub use crate::analysis::entities::tagger::training::{Labelled, Options, apply, train};
use crate::analysis::identity::bodies;
use crate::analysis::identity::within::{self, Group};
use crate::analysis::names::name::Name;
use crate::analysis::names::roles;
use crate::analysis::names::words::Words;
use crate::language::document::Document;
use crate::language::spelling::Form;
use crate::model::entity::{Entity, EntityKind, Mention};

mod compounds;
mod firms;
mod headlines;
mod kinds;
mod mended;
mod namesakes;
mod recognition;
mod tagger;
mod uses;

/// The entities of a document, in the order of their first mention.
pub(super) fn find(document: &Document<'_>) -> Vec<Entity> {
    let words = Words::new(document);
    let mut names = recognition::find(&words);
    firms::with_possessive(document, &words, &mut names);
    let (words, mut names) = compounds::cut(words, names);
    headlines::add(&words, &mut names);
    let groups = within::group(&words, &mut names);
    uses::note(&words, &mut names);
    groups.iter().filter_map(|group| entity(&words, &names, group)).collect()
}

/// The entity that a group of names stands for.
fn entity(words: &Words<'_>, names: &[Name], group: &Group) -> Option<Entity> {
    let of = |i: &usize| names.get(*i);
    let kind = commonest_kind(group.names.iter().filter_map(of))?;
    let mut roles: Vec<String> = Vec::new();
    if kind == EntityKind::Person {
        roles.extend(group.names.iter().filter_map(of).flat_map(|n| roles::of(words, n)));
        let mut seen = HashSet::new();
        roles.retain(|role| seen.insert(role.clone()));
    }
    let mentions = group.names.iter().filter_map(of);
    let mentions = mentions.map(|n| Mention { span: words.span(&n.words), reason: n.reason.clone() }).collect();
    let best = group.names.iter().filter_map(of).min_by_key(|n| rank(words, n))?;
    let written = words.span(&best.words).of(words.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let body = group.names.iter().filter_map(of).find_map(|n| body_of_state(words, n)).filter(|_| best.words.len() < 4);
    let name = body.or_else(|| country_behind(words, best).map(str::to_owned)).unwrap_or(written);
    Some(Entity { name, kind, mentions, nominals: Vec::new(), roles, resolved: group.resolved })
}

/// The name of a body that every state has, with its state.
fn body_of_state(words: &Words<'_>, name: &Name) -> Option<String> {
    let (nation, from) = bodies::nation(words, name)?;
    let own = words.span(&name.words).of(words.text);
    Some(match from {
        Some(from) => {
            words.span(&(from..name.words.end)).of(words.text).split_whitespace().collect::<Vec<_>>().join(" ")
        }
        None => format!("{own} of {nation}"),
    })
}

/// The country or union of countries that a text names by an abbreviation only (`US`, `EU`).
fn country_behind(words: &Words<'_>, best: &Name) -> Option<&'static str> {
    let abbreviated = best.words.clone().filter_map(|i| words.get(i)).all(|w| w.form == Form::Capitals);
    let entry = words.entry(&best.words);
    let chief = entry.chief_name().filter(|chief| entry.nation() == Some(chief));
    chief.filter(|_| abbreviated && best.kind != EntityKind::Group)
}

/// Orders the names of one entity: the one with the smallest rank is the fullest. Names that begin with capitals come
/// before those in capitals or small letters throughout, whole words before initials, longer ones before shorter.
fn rank(words: &Words<'_>, name: &Name) -> (bool, std::cmp::Reverse<usize>, usize) {
    let all = |form| name.words.clone().filter_map(|i| words.get(i)).all(|w| w.form == form);
    let span = words.span(&name.words);
    (all(Form::Capitals) || all(Form::Lower), std::cmp::Reverse(name.words.len()), span.from())
}

/// The kind of most of the names; of two that are equally common, the one that comes first.
fn commonest_kind<'a>(names: impl Iterator<Item = &'a Name>) -> Option<EntityKind> {
    let mut counts: Vec<(EntityKind, usize)> = Vec::new();
    for name in names {
        match counts.iter_mut().find(|(kind, _)| *kind == name.kind) {
            Some((_, n)) => *n += 1,
            None => counts.push((name.kind, 1)),
        }
    }
    counts.into_iter().reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(kind, _)| kind)
}

#[cfg(test)]
mod tests;
