//! Noun phrases that could name an issue, and what they say.

use std::cell::OnceCell;
use std::ops::Range;

use crate::analysis::issues::words::{
    ADVERB, AGENT, BAD, CLOSED, DETERMINER, EMPTY, GOOD, PREPOSITION, VAGUE, WEAK, Word, said,
};
use crate::language::document::Document;
use crate::language::hash::{self, Hashes};
use crate::language::label::Label;
use crate::language::vocabulary;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// So many letters of two nouns make them begin alike.
const BEGINNING: usize = 5;

/// A noun phrase that could name an issue.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one fact, and any of them can hold with any other")]
pub(super) struct Phrase {
    /// Its tokens, without determiner.
    pub(super) tokens: Range<usize>,
    /// The token of its noun.
    pub(super) head: usize,
    /// The class of that noun: what may name the same thing when it stands alone; 0 for a name.
    pub(super) class: u64,
    /// The hash of its noun.
    pub(super) noun: u64,
    /// The hash of its noun as it is written, and that of all its words, without regard to case.
    pub(super) word: u64,
    pub(super) text: u64,
    /// The hash of the first letters of its noun: "negotiator" and "negotiations" begin alike.
    pub(super) beginning: u64,
    /// The hash of the word that governs it, prepositions left out; 0 where nothing does.
    pub(super) governor: u64,
    /// What it is to that word.
    pub(super) label: Label,
    /// The kind of entity that its noun belongs to.
    pub(super) kind: Option<EntityKind>,
    /// Whether its noun names nothing without a modifier, and whether it is a deed.
    pub(super) vague: bool,
    pub(super) deed: bool,
    /// Whether it is only talked about: the object of `discuss`.
    pub(super) talked: bool,
    /// The number of the quotation that it stands in.
    pub(super) speech: Option<usize>,
    /// What it says, as hashes: modifiers and noun, names of countries as the country.
    pub(super) stems: Vec<u64>,
    /// Those of them that are names.
    pub(super) names: Vec<u64>,
    /// Whether it points at something named before (`the`, `this`, `that`).
    pub(super) definite: bool,
    /// Whether it says nothing but the noun (`the bill`).
    pub(super) bare: bool,
    /// Index of its sentence.
    pub(super) sentence: usize,
    /// Whether it is the object of a word that shows a stance.
    pub(super) contended: bool,
    /// How likely it names what is at issue, from 0 to 1.
    pub(super) likely: f32,
}

impl Phrase {
    /// Where it stands.
    pub(super) fn span(&self, document: &Document<'_>) -> Span {
        span_of(document, &self.tokens)
    }
}

/// From the first to the last of `tokens`; empty for an empty range.
pub(super) fn span_of(document: &Document<'_>, tokens: &Range<usize>) -> Span {
    match document.tokens.get(tokens.clone()) {
        Some([first, .., last]) => Span { start: first.span.start, end: last.span.end },
        Some([only]) => only.span,
        _ => Span::default(),
    }
}

/// Puts phrases together.
pub(super) struct Maker<'a, 'd> {
    document: &'a Document<'d>,
    words: &'a [Word],
    entities: &'a [Entity],
    /// For each entity what [`stem_of_entity`] says, from when it is asked for first.
    stems: Vec<OnceCell<u64>>,
    /// The hashes of the names of places and bodies that are one word.
    parts: Hashes,
}

impl<'a, 'd> Maker<'a, 'd> {
    /// For one article.
    pub(super) fn new(document: &'a Document<'d>, words: &'a [Word], entities: &'a [Entity]) -> Self {
        let named = entities.iter().filter(|e| matches!(e.kind, EntityKind::Place | EntityKind::Organisation));
        let parts = named.filter(|e| !e.name.contains([' ', '-'])).map(|e| hash::lower(&e.name)).collect();
        Self { document, words, entities, stems: vec![OnceCell::new(); entities.len()], parts }
    }

    fn text(&self, i: usize) -> &str {
        self.document.word(i)
    }

    fn is_word(&self, i: usize) -> bool {
        self.document.tokens[i].kind == TokenKind::Word
    }

    fn is_clitic(&self, i: usize) -> bool {
        self.document.tokens[i].kind == TokenKind::Clitic
    }

    /// Puts the phrase together; `None` where it is a person or nothing.
    pub(super) fn phrase(&self, tokens: Range<usize>, head: usize, sentence: usize) -> Option<Phrase> {
        // "An act of terror" is no law.
        let is_deed = matches!(self.text(head), "act" | "acts") && head + 1 < tokens.end && self.text(head + 1) == "of";
        let telling = self.telling(&tokens, head);
        let word = self.words.get(telling)?;
        let part = self.text(telling).split_once('-').and_then(|(name, _)| self.stem_of_part(name));
        let noun = part.unwrap_or(word.stem);
        let class = match word.head {
            _ if word.entity.is_some() || part.is_some() => 0,
            0 => noun | 1 << 63,
            _ if is_deed => noun | 1 << 63,
            head => u64::from(head),
        };
        if tokens.is_empty() || self.words[head].kind == Some(EntityKind::Person) {
            return None;
        }
        // "The Keller campaign" is somebody, and no matter.
        let person = head > tokens.start && self.words[head - 1].kind == Some(EntityKind::Person);
        if person && self.words[head].is(AGENT) {
            return None;
        }
        let (mut stems, mut names) = (Vec::new(), Vec::new());
        let mut last_entity = None;
        for i in tokens.clone() {
            let word = self.words[i];
            if word.entity.is_some() {
                if word.entity != last_entity {
                    names.extend(word.entity.and_then(|e| self.stem_of(e)));
                }
            } else if (i == telling || !word.is(EMPTY)) && self.is_word(i) && !word.is(CLOSED | WEAK)
                || self.document.tokens[i].kind == TokenKind::Number
            {
                stems.push(word.stem);
            }
            if self.text(i).contains('-') {
                let parts = self.text(i).split('-').filter(|part| part.starts_with(char::is_uppercase));
                names.extend(parts.filter_map(|part| self.stem_of_part(part)));
            }
            last_entity = word.entity;
        }
        stems.extend(&names);
        stems.sort_unstable();
        stems.dedup();
        let entity_alone = self.words[telling].entity.is_some();
        let bare = stems.len() <= 1 && !entity_alone && telling == head;
        let sentence_start = self.document.sentences[sentence].tokens.start;
        // A place by itself is only taken where somebody speaks about it.
        let contended = self.is_contended(tokens.start, sentence_start) || word.kind == Some(EntityKind::Place);
        if bare && self.words[head].is(VAGUE) && tokens.start == sentence_start && !contended {
            return None;
        }
        let letters: String = self.text(telling).chars().take(BEGINNING).collect();
        let all = tokens.clone().map(|i| hash::lower(self.text(i)));
        let determiner = tokens.start.checked_sub(1).filter(|&i| i >= sentence_start).map_or("", |i| self.text(i));
        let such = || tokens.start >= sentence_start + 2 && self.text(tokens.start - 2).eq_ignore_ascii_case("such");
        let definite = match determiner {
            "the" | "The" | "this" | "This" | "that" | "That" | "these" | "These" | "those" | "Those" | "such" => true,
            "a" | "an" => such(),
            _ => false,
        };
        Some(Phrase {
            text: all.fold(0, hash::combine),
            tokens,
            head,
            class,
            noun,
            word: hash::lower(self.text(telling)),
            beginning: hash::lower(&letters),
            governor: 0,
            label: Label::Dep,
            kind: word.kind,
            vague: word.is(VAGUE),
            deed: word.cue.is_some(),
            talked: false,
            speech: None,
            stems,
            names,
            definite,
            bare,
            sentence,
            contended,
            likely: 0.0,
        })
    }

    /// The word that says which matter a phrase names: its noun, or what stands before one that says nothing.
    fn telling(&self, tokens: &Range<usize>, head: usize) -> usize {
        let before = head.checked_sub(1).filter(|i| tokens.contains(i));
        let says = |i: &usize| {
            let word = self.words[*i];
            self.is_word(*i) && (word.entity.is_some() || word.is_content() && !word.is(WEAK | GOOD | BAD))
        };
        before.filter(|_| self.words.get(head).is_some_and(|w| w.is(EMPTY))).filter(says).unwrap_or(head)
    }

    /// The hash of the name that is a part of a compound: `Kurin-related` where the article names Kurin, or a nation.
    fn stem_of_part(&self, part: &str) -> Option<u64> {
        let hash = hash::lower(part);
        let named = || self.parts.contains(&hash).then_some(hash);
        vocabulary::nation_of(part).map(|_| said(part)).or_else(named)
    }

    /// The hash of an entity's name.
    fn stem_of(&self, entity: EntityId) -> Option<u64> {
        let at = entity.0 as usize;
        let (entity, stem) = (self.entities.get(at)?, self.stems.get(at)?);
        Some(*stem.get_or_init(|| stem_of_entity(entity)))
    }

    /// Whether a word that shows a stance stands just before the phrase.
    fn is_contended(&self, start: usize, sentence_start: usize) -> bool {
        let mut i = start;
        for _ in 0..4 {
            if i <= sentence_start {
                return false;
            }
            i -= 1;
            let word = self.words[i];
            if word.cue.is_some() {
                return true;
            }
            if !word.is(DETERMINER | PREPOSITION | ADVERB) && !self.is_clitic(i) && word.entity.is_none() {
                return false;
            }
        }
        false
    }
}

/// The hash of a name; names of one country are one, and a person is the surname.
fn stem_of_entity(entity: &Entity) -> u64 {
    let name = vocabulary::nation_of(&entity.name).unwrap_or(&entity.name);
    match entity.kind {
        EntityKind::Person => hash::lower(name.rsplit(' ').next().unwrap_or(name)),
        _ => hash::lower(name),
    }
}
