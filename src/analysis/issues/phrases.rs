//! Noun phrases that could name an issue.
//!
//! There is no parser here: a phrase grows from a noun that names matters of dispute, leftwards over its modifiers and
//! rightwards over one or two prepositional phrases, until a word of a closed class or a verb ends it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::analysis::issues::words::{
    ADVERB, AGENT, AUXILIARY, CALENDAR, CAPITAL, CLOSED, CONJUNCTION, CueKind, DETERMINER, PARTY, PREPOSITION, PRONOUN,
    RELATIVE, VAGUE, VERB, WEAK, Word,
};
use crate::language::document::Document;
use crate::language::vocabulary;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// The most modifiers in front of the noun, in tokens.
const LEFT: usize = 6;
/// The longest phrase, in tokens.
const LONGEST: usize = 11;

/// The longest name that is taken for one, in tokens; lines of names without marks between them hold longer ones.
const LONGEST_NAME: usize = 40;

/// A noun phrase that could name an issue.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its tokens, without determiner.
    pub(super) tokens: Range<usize>,
    /// The token of its noun.
    pub(super) head: usize,
    /// The class of that noun; 0 where it is none that names disputes.
    pub(super) class: u16,
    /// The hash of its noun.
    pub(super) noun: u64,
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
}

impl Phrase {
    /// Where it stands.
    pub(super) fn span(&self, document: &Document<'_>) -> Span {
        span_of(document, &self.tokens)
    }
}

/// Whether a word has the ending of a participle; words with a hyphen (`so-called`) are adjectives.
fn is_verbal(word: &str) -> bool {
    (word.ends_with("ed") || word.ends_with("ing")) && word.len() > 4 && !word.contains('-')
}

/// Whether a noun behind "on the" or "in the" only makes a phrase of manner or time: "on the eve", "on the basis of".
fn is_manner(noun: &str) -> bool {
    let nouns = [
        "eve",
        "basis",
        "ground",
        "grounds",
        "side",
        "sidelines",
        "part",
        "behalf",
        "brink",
        "verge",
        "way",
        "front",
        "edge",
        "wake",
        "face",
        "heels",
        "spot",
        "back",
        "same",
        "other",
        "one",
        "first",
        "last",
    ];
    nouns.contains(&noun)
}

/// From the first to the last of `tokens`; empty for an empty range.
pub(super) fn span_of(document: &Document<'_>, tokens: &Range<usize>) -> Span {
    match document.tokens.get(tokens.clone()) {
        Some([first, .., last]) => Span { start: first.span.start, end: last.span.end },
        Some([only]) => only.span,
        _ => Span::default(),
    }
}

/// Whether a noun is one of going into the affairs of others, so that "in" says what is at issue.
fn is_into(noun: &str) -> bool {
    ["meddling", "interference", "intervention", "involvement", "role"].iter().any(|n| noun.eq_ignore_ascii_case(n))
}

/// The candidates of a document, in the order of the text.
pub(super) fn find(document: &Document<'_>, words: &[Word], entities: &[Entity]) -> Vec<Phrase> {
    let finder = Finder { document, words, entities, stems: vec![OnceCell::new(); entities.len()] };
    let mut out: Vec<Phrase> = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        let limits = sentence.tokens.clone();
        let mut free_from = limits.start;
        // The end of a place that was taken by itself, behind which others may be listed.
        let mut listed = limits.start;
        for i in limits.clone() {
            if i < free_from {
                continue;
            }
            let found = if words[i].head != 0 && finder.is_noun(i, &limits) && !finder.is_deed(i, &limits) {
                Some(finder.around(i, &limits, free_from))
            } else {
                finder.name(i, &limits, listed).or_else(|| finder.object(i, &limits))
            };
            if let Some((tokens, head)) = found
                && let Some(phrase) = finder.phrase(tokens, head, index)
            {
                free_from = phrase.tokens.end;
                listed = if phrase.class == 0 { free_from } else { limits.start };
                out.push(phrase);
            }
        }
    }
    out
}

struct Finder<'a, 'd> {
    document: &'a Document<'d>,
    words: &'a [Word],
    entities: &'a [Entity],
    /// For each entity what [`stem_of_entity`] says, from when it is asked for first.
    stems: Vec<OnceCell<u64>>,
}

impl Finder<'_, '_> {
    fn text(&self, i: usize) -> &str {
        self.document.word(i)
    }

    fn is_word(&self, i: usize) -> bool {
        self.document.tokens[i].kind == TokenKind::Word
    }

    fn is_clitic(&self, i: usize) -> bool {
        self.document.tokens[i].kind == TokenKind::Clitic
    }

    /// Whether the word at `i`, which can be a noun that names disputes, is one here and is the last of its compound.
    fn is_noun(&self, i: usize, limits: &Range<usize>) -> bool {
        if matches!(self.words[i].kind, Some(EntityKind::Person | EntityKind::Organisation | EntityKind::Place)) {
            return false;
        }
        // "The ruling party"
        let followed = i + 1 < limits.end && self.is_word(i + 1) && self.words[i + 1].is_content();
        if self.text(i).ends_with("ing")
            && followed
            && self.words[i + 1].entity.is_none()
            && !self.words[i + 1].is(VERB)
        {
            return false;
        }
        let n = i + 1;
        if n < limits.end && self.is_word(n) && self.words[n].is_content() && self.words[n].entity.is_none() {
            // "election law", "trade representative": the next word is the noun.
            let next = self.words[n];
            if next.is(AGENT) || next.head != 0 && !self.is_verb(n, limits) {
                return false;
            }
        }
        !self.is_verb(i, limits)
    }

    /// Whether the noun at `i` is what is done to a matter of dispute: "the withdrawal of sanctions" is about the
    /// sanctions.
    fn is_deed(&self, i: usize, limits: &Range<usize>) -> bool {
        let acts = self.words[i].cue.is_some_and(|cue| cue.kind == CueKind::Act);
        let of = i + 1 < limits.end && self.text(i + 1) == "of";
        let inside = |j: &usize| self.is_clitic(*j) || self.is_word(*j) && !self.words[*j].is(PREPOSITION | VERB);
        acts && of && (i + 2..limits.end.min(i + 8)).take_while(inside).any(|j| self.words[j].head != 0)
    }

    /// Whether the word at `i`, which can be a noun or a verb, is a verb here.
    fn is_verb(&self, i: usize, limits: &Range<usize>) -> bool {
        if !self.words[i].is(VERB) {
            return false;
        }
        let next = if i + 1 < limits.end { self.words[i + 1] } else { Word::default() };
        if i == limits.start {
            return next.is(DETERMINER | PRONOUN);
        }
        let before = self.words[i - 1];
        if self.text(i).ends_with("ed") || self.text(i - 1) == "to" {
            return true;
        }
        if before.is(DETERMINER) || self.is_clitic(i - 1) {
            return false;
        }
        if before.is(PRONOUN | AUXILIARY | ADVERB) {
            return true;
        }
        if before.is(PREPOSITION) {
            return next.is(DETERMINER | PRONOUN | CAPITAL);
        }
        // "The law bans rallies"
        let singular = before.head != 0 && !self.text(i - 1).ends_with('s') && self.text(i).ends_with('s');
        let object = i + 1 < limits.end && self.is_word(i + 1) && next.is_content() && !next.is(VERB);
        if singular && object {
            return true;
        }
        (before.is(AGENT) || before.entity.is_some()) && next.is(DETERMINER | PRONOUN | CAPITAL | PREPOSITION)
    }

    /// The phrase around the noun at `head`.
    fn around(&self, head: usize, limits: &Range<usize>, free_from: usize) -> (Range<usize>, usize) {
        let mut start = head;
        while start > free_from.max(limits.start) && head - start < LEFT {
            let j = start - 1;
            let word = self.words[j];
            let possessor = self.is_clitic(start);
            let fits = match self.document.tokens[j].kind {
                TokenKind::Clitic => j > limits.start && self.words[j - 1].is_content(),
                TokenKind::Word => {
                    word.is_content()
                        && (!word.is(VERB)
                            || word.is(CAPITAL)
                            || word.head != 0 && !possessor && !self.is_verb(j, limits)
                            || self.is_participle(j, limits))
                        && (word.is(CAPITAL)
                            || word.head != 0
                            || !is_verbal(self.text(j))
                            || self.is_participle(j, limits))
                }
                TokenKind::Number => {
                    let text = self.text(j);
                    // "9/11", "1976", "1950-53", and not the result of a vote.
                    let year = |t: &str| t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit());
                    text.contains('/') || text.split('-').next().is_some_and(year)
                }
                _ => false,
            };
            if !fits {
                break;
            }
            start = j;
        }
        while start < head && self.is_loose(start, limits) {
            start += 1;
        }
        let behind = self.compound(head, limits);
        let end = self.complements(behind, limits, head);
        (start..end, head)
    }

    /// The end of the compound that goes on behind the noun at `head`: "child tax credit", "job growth". One plain noun is
    /// taken where the phrase ends behind it.
    fn compound(&self, head: usize, limits: &Range<usize>) -> usize {
        let next = head + 1;
        let plain = |i: usize| {
            let word = self.words[i];
            let text = self.text(i);
            let person = ["er", "or", "ist", "man", "ers", "ors", "ists"].iter().any(|e| text.ends_with(e));
            self.is_word(i) && word.flags == 0 && word.head == 0 && word.entity.is_none() && !is_verbal(text) && !person
        };
        let ends =
            |i: usize| i >= limits.end || !self.is_word(i) || self.words[i].is(PREPOSITION | AUXILIARY | CONJUNCTION);
        if next < limits.end && plain(next) && ends(next + 1) { next + 1 } else { next }
    }

    /// Whether a verb form stands in front of a noun as an adjective does (`the proposed ban`).
    fn is_participle(&self, i: usize, limits: &Range<usize>) -> bool {
        let text = self.text(i);
        (text.ends_with("ed") || text.ends_with("ing"))
            && i > limits.start
            && (self.words[i - 1].is(DETERMINER) || self.is_clitic(i - 1))
    }

    /// Whether a word names several people, who are a subject rather than a modifier.
    fn is_people(&self, i: usize) -> bool {
        self.words[i].is(AGENT | PARTY) && self.text(i).ends_with('s')
    }

    /// Whether the first word of a phrase does not belong to it: a verb in front of its object, a title, a clitic.
    fn is_loose(&self, i: usize, limits: &Range<usize>) -> bool {
        if self.is_clitic(i) {
            return true;
        }
        let word = self.words[i];
        let text = self.text(i);
        if matches!(text, "Mr." | "Ms." | "Mrs." | "Dr." | "Mr" | "Ms" | "Mrs")
            || word.is(CLOSED) && word.entity.is_none()
        {
            return true;
        }
        // "Democrats lob charges": a subject, and not what the charges are about.
        let next = if i + 1 < limits.end { self.words[i + 1] } else { Word::default() };
        if self.is_people(i) && i + 1 < limits.end && self.is_word(i + 1) && next.head == 0 && !next.is(CAPITAL) {
            return true;
        }
        let verbal =
            word.is(VERB) && i + 1 < limits.end && (self.words[i + 1].is(CAPITAL) || self.words[i].cue.is_some());
        if word.is(CAPITAL) || word.head != 0 && !verbal {
            return false;
        }
        let determined = i > limits.start && (self.words[i - 1].is(DETERMINER) || self.is_clitic(i - 1));
        // "I abhor discrimination", "Democrats lob charges": an unknown verb behind its subject.
        let subject = i > limits.start
            && (self.words[i - 1].is(PRONOUN | AUXILIARY | RELATIVE) && !self.words[i - 1].is(DETERMINER)
                || self.text(i - 1) == "to"
                || self.is_people(i - 1));
        word.is(WEAK) || !determined && (verbal || subject || is_verbal(text))
    }

    /// The end of the prepositional phrases from `at` that belong to the noun.
    fn complements(&self, at: usize, limits: &Range<usize>, head: usize) -> usize {
        let mut end = at;
        for round in 0..2 {
            if end + 1 >= limits.end || !self.words[end].is(PREPOSITION) {
                break;
            }
            let preposition = self.text(end);
            let names_only = match preposition {
                "of" | "on" | "over" | "against" | "for" | "about" => round > 0,
                "in" if round == 0 && is_into(self.text(head)) => false,
                "in" | "with" | "to" | "between" | "from" | "toward" | "towards" => true,
                _ => break,
            };
            let pair = preposition == "between";
            let Some(stop) = self.simple(end + 1, limits, names_only, pair) else { break };
            if stop - head > LONGEST {
                break;
            }
            end = stop;
        }
        end
    }

    /// The end of a simple noun phrase that begins at `at`, with its determiner and one coordinated name; `pair` where
    /// two are needed (`between A and B`).
    fn simple(&self, at: usize, limits: &Range<usize>, names_only: bool, pair: bool) -> Option<usize> {
        let mut i = at;
        while i < limits.end && self.is_word(i) && self.words[i].is(DETERMINER) {
            i += 1;
        }
        let first = i;
        let begins = *self.words.get(i).filter(|_| i < limits.end)?;
        if !self.is_word(i) || begins.is(CALENDAR) || (names_only && !begins.is(CAPITAL)) {
            return None;
        }
        if begins.is(VERB) && !begins.is(CAPITAL) && begins.head == 0 || is_manner(self.text(i)) {
            return None;
        }
        let in_name =
            |i: usize| i > first && self.words[i].entity.is_some() && self.words[i].entity == self.words[i - 1].entity;
        while i < limits.end && (i - first < 5 || in_name(i)) {
            let word = self.words[i];
            let fits = self.is_word(i)
                && word.is_content()
                && (!word.is(VERB) || word.is(CAPITAL) || i == first || word.head != 0 && !self.words[i - 1].is(AGENT))
                || self.is_clitic(i) && i > first && i + 1 < limits.end && self.words[i + 1].is_content();
            if !fits {
                break;
            }
            i += 1;
        }
        // "a meeting of Congress next week"
        while i > first && self.words[i - 1].is(WEAK) && !self.words[i - 1].is(CAPITAL) {
            i -= 1;
        }
        if i == first {
            return None;
        }
        let mut end = i;
        // "Hong Kong and Xinjiang", "the United States and Israel".
        if end + 1 < limits.end && self.words[end].is(CONJUNCTION) && self.words[end - 1].is(CAPITAL) {
            let mut j = end + 1;
            if self.text(j) == "the" && j + 1 < limits.end {
                j += 1;
            }
            let from = j;
            while j < limits.end
                && self.is_word(j)
                && self.words[j].is(CAPITAL)
                && self.words[j].is_content()
                && j - from < 4
            {
                j += 1;
            }
            let name_goes_on = j < limits.end && self.words[j].is(AUXILIARY | VERB);
            if j > from && (pair || !name_goes_on) {
                end = j;
            }
        }
        Some(end)
    }

    /// A named law, treaty or event, and a place that somebody speaks *about*.
    fn name(&self, i: usize, limits: &Range<usize>, listed: usize) -> Option<(Range<usize>, usize)> {
        let id = self.words[i].entity?;
        let whole = || {
            let name = (i..limits.end.min(i + LONGEST_NAME)).take_while(|&j| self.words[j].entity == Some(id));
            name.last().map(|last| (i..last + 1, last))
        };
        match self.words[i].kind? {
            EntityKind::Work | EntityKind::Event => whole(),
            EntityKind::Place => {
                let mut before = i;
                while before > limits.start && self.words[before - 1].is(DETERMINER) {
                    before -= 1;
                }
                let word = |n: usize| before.checked_sub(n).filter(|&j| j >= limits.start).map_or("", |j| self.text(j));
                let about = matches!(word(1), "over" | "about" | "regarding" | "Regarding" | "concerning")
                    || word(1) == "to" && word(2).starts_with("refer");
                // The next in a list of such places.
                let next = listed > limits.start
                    && self.words[listed - 1].kind == Some(EntityKind::Place)
                    && (listed..before).all(|j| matches!(self.text(j), "," | "and"))
                    && before > listed;
                let about = about || next;
                if about { whole() } else { None }
            }
            _ => None,
        }
    }

    /// The object of a verb or noun that shows a stance, where its noun is none that names disputes by itself.
    fn object(&self, i: usize, limits: &Range<usize>) -> Option<(Range<usize>, usize)> {
        if i == limits.start || !self.is_word(i) || !self.words[i].is_content() {
            return None;
        }
        let mut before = i - 1;
        while before > limits.start && self.words[before].is(DETERMINER) {
            before -= 1;
        }
        if self.words[before].is(PREPOSITION) && before > limits.start {
            before -= 1;
        }
        let cue = self.words[before].cue?;
        if !matches!(cue.kind, CueKind::Verb | CueKind::Charge | CueKind::Noun)
            || cue.stance == crate::model::issue::Stance::Demands
        {
            return None;
        }
        let end = self.simple(i, limits, false, false)?;
        let head = end - 1;
        let word = self.words[head];
        let long_enough = end - i >= 2 && end - i <= 5;
        if self.words[i..end].iter().any(|w| w.head != 0) {
            // A noun that names disputes brings its complements along: `around` takes it.
            return None;
        }
        let people = word.is(AGENT) || self.words[i].is(AGENT) || self.words[i..end].iter().any(|w| w.entity.is_some());
        let odd = word.is(VERB | WEAK | CAPITAL) || self.words[i].is(VERB | CAPITAL);
        (long_enough && !people && !odd).then_some((i..end, head))
    }

    /// Puts the phrase together; `None` where it is a person or nothing.
    fn phrase(&self, tokens: Range<usize>, head: usize, sentence: usize) -> Option<Phrase> {
        // "An act of terror" is no law.
        let is_deed = matches!(self.text(head), "act" | "acts") && head + 1 < tokens.end && self.text(head + 1) == "of";
        let class = if is_deed { 0 } else { self.words.get(head)?.head };
        let noun = stem(self.text(head));
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
            } else if self.is_word(i) && !word.is(CLOSED | WEAK) || self.document.tokens[i].kind == TokenKind::Number {
                stems.push(stem(self.text(i)));
            }
            if self.text(i).contains('-') {
                let parts = self.text(i).split('-').filter(|part| part.starts_with(char::is_uppercase));
                names.extend(parts.filter(|part| vocabulary::nation_of(part).is_some()).map(stem));
            }
            last_entity = word.entity;
        }
        stems.extend(&names);
        stems.sort_unstable();
        stems.dedup();
        let entity_alone = self.words[head].entity.is_some();
        let bare = stems.len() <= 1 && !entity_alone;
        let sentence_start = self.document.sentences[sentence].tokens.start;
        // A place by itself is only taken where somebody speaks about it.
        let contended =
            self.is_contended(tokens.start, sentence_start) || self.words[head].kind == Some(EntityKind::Place);
        if bare && self.words[head].is(VAGUE) && tokens.start == sentence_start && !contended {
            return None;
        }
        let determiner = tokens.start.checked_sub(1).filter(|&i| i >= sentence_start).map_or("", |i| self.text(i));
        let such = || tokens.start >= sentence_start + 2 && self.text(tokens.start - 2).eq_ignore_ascii_case("such");
        let definite = match determiner {
            "the" | "The" | "this" | "This" | "that" | "That" | "these" | "These" | "those" | "Those" | "such" => true,
            "a" | "an" => such(),
            _ => false,
        };
        Some(Phrase { tokens, head, class, noun, stems, names, definite, bare, sentence, contended })
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

/// The hash of what a word says without its endings: `electoral`, `election` and `elections` are one.
pub(super) fn stem(word: &str) -> u64 {
    if word.starts_with(char::is_uppercase)
        && let Some(nation) = vocabulary::nation_of(word)
    {
        return hash_of(nation.chars());
    }
    let word = word.trim_end_matches('s');
    let kept = if word.len() > 6 { 5 } else { word.len() };
    hash_of(word.chars().take(kept))
}

/// The hash of a name; names of one country are one, and a person is the surname.
fn stem_of_entity(entity: &Entity) -> u64 {
    let name = vocabulary::nation_of(&entity.name).unwrap_or(&entity.name);
    match entity.kind {
        EntityKind::Person => hash_of(name.rsplit(' ').next().unwrap_or(name).chars()),
        _ => hash_of(name.chars()),
    }
}

/// FNV-1a of the small letters.
fn hash_of(letters: impl Iterator<Item = char>) -> u64 {
    letters
        .flat_map(char::to_lowercase)
        .fold(0xCBF2_9CE4_8422_2325, |h, c| (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3))
}
