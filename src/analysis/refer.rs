//! Whom words that are no names mean: offices (`the French president`) and pronouns (`she`), where the text decides.
//!
//! [`offices`] learns from titles and appositions who holds which office, and finds the phrases that name an office
//! again; [`pronouns`] looks for the only person of the right sex who was spoken of just before. What could be several
//! is nobody, and nobody is somebody of the other sex.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::identity::sex::{self, Sex};
use crate::language::document::Document;
use crate::language::hash;
use crate::language::vocabulary;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::text::span::Span;

mod offices;
mod pronouns;
#[cfg(test)]
mod tests;

/// Whom the words of a document mean that are no names.
#[derive(Clone, Debug, Default)]
pub(super) struct Referents {
    /// By token: the pronouns, and every word of a phrase for an office.
    of: HashMap<u32, EntityId>,
    /// The phrases for offices and bodies with those whom they mean, in the order of the text.
    pub(super) nominals: Vec<(Span, EntityId)>,
}

impl Referents {
    /// Reads a document with its entities.
    pub(super) fn find(document: &Document<'_>, entities: &[Entity]) -> Self {
        let scene = Scene::new(document, entities);
        let mut out = Self::default();
        for (tokens, entity) in offices::find(&scene) {
            let (first, last) = (document.tokens[tokens.start].span, document.tokens[tokens.end - 1].span);
            out.nominals.push((Span { start: first.start, end: last.end }, entity));
            out.of.extend(tokens.map(|t| (t as u32, entity)));
        }
        out.nominals.sort_unstable();
        let found = pronouns::find(&scene, &out);
        out.of.extend(found);
        out
    }

    /// Whom the word at a token means: a pronoun, or a word of a phrase for an office. `None` for names, and where the
    /// text does not decide.
    pub(super) fn at(&self, token: usize) -> Option<EntityId> {
        self.of.get(&(token as u32)).copied()
    }
}

/// A document with its entities by token.
struct Scene<'a, 'd> {
    document: &'a Document<'d>,
    entities: &'a [Entity],
    /// For each token the entity in whose mention it stands.
    entity: Vec<Option<EntityId>>,
    /// For each entity the sex of the person, where given name or titles tell.
    sexes: Vec<Option<Sex>>,
}

impl<'a, 'd> Scene<'a, 'd> {
    fn new(document: &'a Document<'d>, entities: &'a [Entity]) -> Self {
        let mut entity = vec![None; document.tokens.len()];
        let mut sexes = Vec::with_capacity(entities.len());
        for (i, e) in entities.iter().enumerate() {
            let mut told = None;
            for mention in &e.mentions {
                let at = document.tokens.partition_point(|t| t.span.end <= mention.span.start);
                let inside = |t: &crate::text::segment::Token| t.span.start < mention.span.end;
                let length = document.tokens[at..].iter().take_while(|t| inside(t)).count();
                entity[at..at + length].fill(Some(EntityId(i as u32)));
                let title = at.checked_sub(1).map(|i| document.word(i));
                told = told.or_else(|| sex::of_title(vocabulary::word(hash::fold(title?)).flags));
            }
            let given = e.name.split_once(' ').and_then(|(first, _)| sex::of_given(first));
            sexes.push(if e.kind == EntityKind::Person { told.or(given) } else { None });
        }
        Self { document, entities, entity, sexes }
    }

    fn word(&self, i: usize) -> &'d str {
        self.document.tokens.get(i).map_or("", |t| t.of(self.document.text))
    }

    /// The entity in whose mention a token stands.
    fn at(&self, i: usize) -> Option<EntityId> {
        self.entity.get(i).copied().flatten()
    }

    fn kind(&self, id: EntityId) -> Option<EntityKind> {
        self.entities.get(id.0 as usize).map(|e| e.kind)
    }

    /// The person in whose mention a token stands.
    fn person(&self, i: usize) -> Option<EntityId> {
        self.at(i).filter(|id| self.kind(*id) == Some(EntityKind::Person))
    }

    /// The tokens of the mention that begins at a token.
    fn mention(&self, start: usize) -> std::ops::Range<usize> {
        let id = self.at(start);
        let end = (start..self.entity.len()).find(|i| self.entity[*i] != id).unwrap_or(self.entity.len());
        start..end
    }

    /// Whether a mention of a person begins at a token.
    fn begins_person(&self, i: usize) -> Option<EntityId> {
        self.person(i).filter(|id| i == 0 || self.at(i - 1) != Some(*id))
    }

    fn sex(&self, id: EntityId) -> Option<Sex> {
        self.sexes.get(id.0 as usize).copied().flatten()
    }
}

/// What the lists say about a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noun {
    Lesser,
    Somebody(Option<Sex>),
    General,
}

/// The lists of `refer/words.txt`.
struct Lists {
    nouns: HashMap<&'static str, Noun>,
    /// For each noun of an office the one that stands for all of the same.
    same: HashMap<&'static str, &'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { nouns: HashMap::new(), same: HashMap::new() };
    let mut section = "";
    for line in include_str!("refer/words.txt").lines().filter(|l| !l.starts_with('#')) {
        if line.starts_with('[') {
            section = line;
            continue;
        }
        let mut words = line.split(' ');
        let noun = match section {
            "[same]" => {
                let first = words.next().unwrap_or_default();
                lists.same.extend(words.map(|word| (word, first)));
                continue;
            }
            "[lesser]" => Noun::Lesser,
            "[either]" => Noun::Somebody(None),
            "[woman]" => Noun::Somebody(Some(Sex::Woman)),
            "[man]" => Noun::Somebody(Some(Sex::Man)),
            _ => Noun::General,
        };
        // A noun that stands in two lists is what the first says.
        for word in words {
            lists.nouns.entry(word).or_insert(noun);
        }
    }
    lists
});

impl Lists {
    fn noun(&self, word: &str) -> Option<Noun> {
        self.nouns.get(word.to_lowercase().as_str()).copied()
    }
}
