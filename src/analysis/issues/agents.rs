//! Who does something: the subject of a verb, or the phrase behind "by".

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::issues::phrases::span_of;
use crate::analysis::issues::words::{
    ADVERB, AGENT, AUXILIARY, BAD, CAPITAL, CONJUNCTION, DETERMINER, GOOD, NEGATION, PARTY, PREPOSITION, PRONOUN,
    RELATIVE, VERB, WEAK, Word,
};
use crate::analysis::sides::{self, Sides};
use crate::language::document::Document;
use crate::language::label::Label;
use crate::language::tag::Tag;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::text::segment::TokenKind;

/// Somebody who can take a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Agent {
    /// The name of the entity, or the words of the text.
    pub(super) name: String,
    /// The entity.
    pub(super) entity: Option<EntityId>,
    /// The side that it speaks for.
    pub(super) side: Option<&'static str>,
}

/// What a pronoun means.
enum Reference {
    /// The word is no pronoun.
    NoPronoun,
    /// Somebody or something who cannot be told.
    Unknown,
    /// Somebody.
    Agent(Agent),
}

/// What is needed to find agents in one article.
pub(super) struct Agents<'a, 'd> {
    pub(super) document: &'a Document<'d>,
    pub(super) words: &'a [Word],
    pub(super) entities: &'a [Entity],
    pub(super) sides: &'a Sides<'a, 'd>,
    /// For each sentence the person that "he" or "she" means at its beginning.
    pub(super) topical: Vec<Option<EntityId>>,
    /// For each sentence the body or country that "it" means at its beginning: the subject of the sentence before.
    body: Vec<Option<EntityId>>,
    /// For each sentence the first token from its beginning on that is part of a person's name.
    next_person: Vec<Option<usize>>,
    /// People by the words of their offices and by their surnames.
    people: OnceCell<People<'a>>,
}

/// The people of an article by the small words of their offices, and by the last word of their names.
#[derive(Default)]
struct People<'a> {
    by_office: HashMap<String, Vec<EntityId>>,
    by_surname: HashMap<&'a str, Vec<EntityId>>,
}

impl<'a> People<'a> {
    fn new(entities: &'a [Entity]) -> Self {
        let mut people = Self::default();
        for (i, entity) in entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
            let id = EntityId(i as u32);
            for word in entity.roles.iter().flat_map(|r| r.split(' ')) {
                let holders = people.by_office.entry(word.trim_end_matches(',').to_lowercase()).or_default();
                if holders.last() != Some(&id) {
                    holders.push(id);
                }
            }
            people.by_surname.entry(entity.name.rsplit(' ').next().unwrap_or_default()).or_default().push(id);
        }
        people
    }
}

impl<'a, 'd> Agents<'a, 'd> {
    pub(super) fn new(
        document: &'a Document<'d>,
        words: &'a [Word],
        entities: &'a [Entity],
        sides: &'a Sides<'a, 'd>,
    ) -> Self {
        let mut topical = Vec::with_capacity(document.sentences.len());
        let mut body = Vec::with_capacity(document.sentences.len());
        let (mut current, mut last_body) = (None, None);
        for sentence in &document.sentences {
            topical.push(current);
            body.push(last_body);
            let range = sentence.tokens.clone();
            last_body = range
                .clone()
                .find(|&i| {
                    let is_body = matches!(words[i].kind, Some(EntityKind::Organisation | EntityKind::Place));
                    is_body && i + 1 < range.end && words[i + 1].entity.is_none() && words[i + 1].is(VERB | AUXILIARY)
                })
                .and_then(|i| words[i].entity)
                .or_else(|| {
                    let it = range.clone().next().is_some_and(|i| document.word(i) == "It");
                    last_body.filter(|_| it)
                });
            let first = words[sentence.tokens.clone()].iter().find(|w| w.kind == Some(EntityKind::Person));
            current = first.and_then(|w| w.entity).or(current);
        }
        let mut next_person = vec![None; document.sentences.len()];
        let mut next = None;
        for (sentence, person) in document.sentences.iter().zip(&mut next_person).rev() {
            let here = sentence.tokens.clone().find(|&i| words[i].kind == Some(EntityKind::Person));
            next = here.or(next);
            *person = next;
        }
        Self { document, words, entities, sides, topical, body, next_person, people: OnceCell::new() }
    }

    fn text(&self, i: usize) -> &'d str {
        self.document.word(i)
    }

    /// Whether token `i` is punctuation or a quotation mark.
    pub(super) fn is_mark(&self, i: usize) -> bool {
        matches!(self.document.tokens[i].kind, TokenKind::Punctuation | TokenKind::Quote)
    }

    /// Whether the word at `i` is the last of a phrase for somebody.
    pub(super) fn ends_agent(&self, i: usize) -> bool {
        let word = self.words[i];
        match word.kind {
            Some(EntityKind::Person | EntityKind::Organisation | EntityKind::Place | EntityKind::Group) => true,
            Some(_) => false,
            None => word.is(AGENT | PARTY) && self.document.tokens[i].kind == TokenKind::Word,
        }
    }

    /// The phrase for somebody that ends with token `last`.
    pub(super) fn phrase(&self, last: usize, from: usize) -> Range<usize> {
        let mut start = last;
        let entity = self.words[last].entity;
        let sentence = self.document.sentences.partition_point(|s| s.tokens.end <= last);
        let reading = (entity.is_none() && last > from).then(|| self.document.reading(sentence));
        // "Jon Dahl voiced opposition": no verb is part of it.
        let acts = |i: usize| {
            let word = reading.as_ref().and_then(|r| Some((r, r.word_of(i)?)));
            word.is_some_and(|(r, w)| r.tags[w].is_finite())
        };
        while start > from {
            let word = self.words[start - 1];
            let token = self.document.tokens[start - 1];
            let same = entity.is_some() && word.entity == entity;
            let modifier = token.kind == TokenKind::Word
                && (entity.is_none() && word.is_content() && !word.is(VERB) && !acts(start - 1)
                    || matches!(self.text(start - 1), "both" | "Both" | "two" | "Two") && entity.is_none());
            let number = token.kind == TokenKind::Number && entity.is_none();
            if !(same || modifier || number) || last - start > 5 {
                break;
            }
            start -= 1;
        }
        start..last + 1
    }

    /// The agent that the phrase `tokens` names.
    pub(super) fn named(&self, tokens: &Range<usize>, sentence: usize) -> Option<Agent> {
        let last = tokens.end.checked_sub(1)?;
        if let Some(id) = self.words[last].entity {
            // "*Norwegian farmers* rejected it": the people, and not the nation; "Norwegian aggression": nobody.
            if self.words[last].kind == Some(EntityKind::Group)
                && let Some(noun) = self.described_by(last, sentence)
            {
                let people = self.document.tag(sentence, noun) == Some(Tag::Nns) || self.words[noun].is(AGENT);
                let text = span_of(self.document, &(tokens.start..noun + 1)).of(self.document.text);
                let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
                let side = sides::of_phrase(&name).or_else(|| self.sides.of(id));
                return people.then_some(Agent { name, entity: None, side });
            }
            return self.entity(id);
        }
        let text = span_of(self.document, tokens).of(self.document.text);
        if let Some(id) = self.by_office(tokens, sentence) {
            return self.entity(id);
        }
        let inside = self.words[tokens.clone()].iter().find_map(|w| w.entity).and_then(|e| self.sides.of(e));
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let side = sides::of_phrase(&name).or(inside);
        Some(Agent { name, entity: None, side })
    }

    /// The noun right behind the word at `i` that it describes.
    fn described_by(&self, i: usize, sentence: usize) -> Option<usize> {
        let reading = self.document.reading(sentence);
        let word = reading.word_of(i)?;
        let noun = reading.head(word).filter(|noun| *noun > word && reading.tags[*noun].is_noun())?;
        let describes = matches!(reading.label(word), Label::Amod | Label::Compound | Label::Nmod);
        let token = reading.token(noun);
        (describes && token - i <= 3 && self.words[token].entity.is_none()).then_some(token)
    }

    /// "The governor" is the person before it who holds that office, where the article names one alone.
    fn by_office(&self, tokens: &Range<usize>, sentence: usize) -> Option<EntityId> {
        let definite = tokens.start > 0 && self.text(tokens.start - 1).eq_ignore_ascii_case("the");
        let last = tokens.end - 1;
        let office = self.text(last);
        if !definite || office.ends_with('s') || !self.words[last].is(AGENT) {
            return None;
        }
        let limit = self.document.sentences.get(sentence)?.span.end;
        let people = self.people.get_or_init(|| People::new(self.entities));
        let holders = people.by_office.get(&office.to_lowercase())?;
        let is_known = |id: &&EntityId| {
            let first = self.entities.get(id.0 as usize).and_then(|e| e.mentions.first());
            first.is_some_and(|m| m.span.start < limit)
        };
        let mut known = holders.iter().filter(is_known);
        let found = known.next()?;
        known.next().is_none().then_some(*found)
    }

    /// Whoever does what the verb at `verb` says; `from` is where its clause may begin at the earliest. Several for
    /// "A and B oppose"; none where the subject is a thing or cannot be told.
    pub(super) fn subjects(&self, verb: usize, from: usize, sentence: usize) -> Vec<Agent> {
        let mut i = verb;
        let mut main = self.text(verb).ends_with("ing");
        // Back over auxiliaries and adverbs.
        while i > from
            && (self.words[i - 1].is(AUXILIARY | ADVERB | NEGATION) || self.text(i - 1).eq_ignore_ascii_case("to"))
        {
            if self.words[i - 1].is(AUXILIARY) {
                main = false;
            }
            i -= 1;
        }
        if i > from && (self.words[i - 1].is(CONJUNCTION) && !self.words[i - 1].is(RELATIVE)) {
            main = true;
        }
        if main && from > self.document.sentences.get(sentence).map_or(0, |s| s.tokens.start) {
            return Vec::new();
        }
        if main && i == from {
            // "Defending the law on Sunday, the governor said": whoever stands behind the comma.
            let limit = self.document.sentences.get(sentence).map_or(i, |s| s.tokens.end).min(i + 25);
            let comma = (i..limit).find(|&j| self.text(j) == ",");
            return comma.and_then(|comma| self.at(comma + 1, limit, sentence)).into_iter().collect();
        }
        if main {
            return self.first(from, i, sentence).into_iter().collect();
        }
        // Back over "(R-Ohio)".
        if i > from && self.text(i - 1) == ")" {
            let open = (from..i - 1).rev().take(12).find(|&j| self.text(j) == "(");
            i = open.unwrap_or(i);
        }
        // Back over an apposition between commas.
        if i > from && self.text(i - 1) == "," {
            let before = (from..i - 1).rev().take(25).find(|&j| self.text(j) == ",");
            i = before.unwrap_or(i - 1);
            // "Falk, R-Ohio, speaking in the chamber, praised": a party and a seat are a second apposition.
            let person = |j: usize| j > from && self.words[j - 1].kind == Some(EntityKind::Person);
            let second = (from..i).rev().take(4).find(|&j| self.text(j) == ",").filter(|&j| person(j));
            i = second.unwrap_or(i);
        }
        while i > from {
            i -= 1;
            if self.is_mark(i) {
                if matches!(self.text(i), ";" | ":" | "—" | "–") {
                    return Vec::new();
                }
                continue;
            }
            match self.pronoun(i, sentence) {
                Reference::NoPronoun => {}
                Reference::Unknown => return Vec::new(),
                Reference::Agent(agent) => return vec![agent],
            }
            if !self.ends_agent(i) {
                continue;
            }
            let phrase = self.phrase(i, from);
            let mut before = phrase.start;
            while before > from && self.words[before - 1].is(DETERMINER) {
                before -= 1;
            }
            let governed = before > from && self.words[before - 1].is(PREPOSITION);
            if governed {
                i = before.saturating_sub(1).max(from);
                continue;
            }
            if let Some(person) = self.described(before, from) {
                return vec![person];
            }
            let mut found: Vec<Agent> = self.named(&phrase, sentence).into_iter().collect();
            // "A and B"
            if before > from + 1 && self.text(before - 1) == "and" && self.ends_agent(before - 2) {
                let other = self.phrase(before - 2, from);
                found.splice(0..0, self.named(&other, sentence));
            }
            return found;
        }
        Vec::new()
    }

    /// The person whom a phrase behind a comma describes: "Ann Keller of Ohio, the majority leader who opposes it".
    fn described(&self, phrase: usize, from: usize) -> Option<Agent> {
        let comma = phrase.checked_sub(1).filter(|&i| i > from && self.text(i) == ",")?;
        let is_determined = self.words[phrase].is(DETERMINER);
        let mut last = comma - 1;
        if self.words[last].kind == Some(EntityKind::Place) {
            let place = self.words[last].entity;
            while last > from && self.words[last].entity == place {
                last -= 1;
            }
            last = last.checked_sub(usize::from(self.text(last) == "of"))?;
        }
        let word = self.words.get(last).filter(|w| is_determined && w.kind == Some(EntityKind::Person))?;
        self.entity(word.entity?)
    }

    /// Whoever the noun at `noun` belongs to: "China's objections", "Senate opposition", "his criticism".
    pub(super) fn possessor(&self, noun: usize, from: usize, sentence: usize) -> Option<Agent> {
        let mut i = noun.checked_sub(1).filter(|&i| i >= from)?;
        // "China's strong objections"
        while i > from && self.words[i].is(WEAK | ADVERB | GOOD | BAD) && !self.ends_agent(i) {
            i -= 1;
        }
        if matches!(self.text(i), "his" | "His" | "her" | "Her") {
            let here = self.next_person.get(sentence).copied().flatten().filter(|person| *person < i);
            let meant = here.and_then(|person| self.words[person].entity);
            return meant.or(self.topical.get(sentence).copied().flatten()).and_then(|id| self.entity(id));
        }
        if self.document.tokens[i].kind == TokenKind::Clitic && i > from {
            i -= 1;
        }
        if self.ends_agent(i) { self.named(&self.phrase(i, from), sentence) } else { None }
    }

    /// The first agent between `from` and `to` that is not governed by a preposition: the subject of the main clause.
    fn first(&self, from: usize, to: usize, sentence: usize) -> Option<Agent> {
        let mut i = from;
        while i < to {
            match self.pronoun(i, sentence) {
                Reference::NoPronoun => {}
                Reference::Unknown => return None,
                Reference::Agent(agent) => return Some(agent),
            }
            if self.ends_agent(i) && !(i + 1 < to && self.goes_on(i)) {
                let phrase = self.phrase(i, from);
                let mut before = phrase.start;
                while before > from && self.words[before - 1].is(DETERMINER) {
                    before -= 1;
                }
                if before == from || !self.words[before - 1].is(PREPOSITION) {
                    return self.named(&phrase, sentence);
                }
            }
            i += 1;
        }
        None
    }

    /// Whether the phrase for somebody goes on behind token `i`.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        let next = self.words[i + 1];
        let possessive = self.document.tokens[i + 1].kind == TokenKind::Clitic;
        possessive || next.entity.is_some() && next.entity == self.words[i].entity || self.ends_agent(i + 1)
    }

    /// What the word at `i` means if it is a pronoun.
    fn pronoun(&self, i: usize, sentence: usize) -> Reference {
        let word = self.text(i);
        let start = self.document.sentences.get(sentence).map_or(i, |s| s.tokens.start);
        let meant = match word {
            "he" | "He" | "she" | "She" => {
                let here = self.next_person.get(sentence).copied().flatten().filter(|person| *person < i);
                here.and_then(|person| self.words[person].entity).or(self.topical.get(sentence).copied().flatten())
            }
            "they" => {
                let plural = |agent: &Agent| agent.entity.is_none() && agent.name.ends_with('s');
                return match self.first(start, i, sentence).filter(plural) {
                    Some(agent) => Reference::Agent(agent),
                    None => Reference::Unknown,
                };
            }
            "It" if i == start => self.body.get(sentence).copied().flatten(),
            "it" | "It" | "They" | "I" | "we" | "We" | "you" | "You" | "this" | "This" => None,
            _ => return Reference::NoPronoun,
        };
        meant.and_then(|id| self.entity(id)).map_or(Reference::Unknown, Reference::Agent)
    }

    /// The person whom the pronoun at `i` means, where the text decides it.
    pub(super) fn meant(&self, i: usize, sentence: usize) -> Option<Agent> {
        match self.pronoun(i, sentence) {
            Reference::Agent(agent) => Some(agent),
            Reference::NoPronoun | Reference::Unknown => None,
        }
    }

    /// An entity as an agent.
    pub(super) fn entity(&self, id: EntityId) -> Option<Agent> {
        let entity = self.entities.get(id.0 as usize)?;
        Some(Agent { name: entity.name.clone(), entity: Some(id), side: self.sides.of(id) })
    }

    /// The agent that begins at or right behind `from`: behind "by", or the source of a quotation.
    pub(super) fn at(&self, from: usize, to: usize, sentence: usize) -> Option<Agent> {
        let mut i = from;
        while i < to && (self.words[i].is(DETERMINER) && self.words[i].entity.is_none()) {
            i += 1;
        }
        // "Both sides" are both.
        i -= usize::from(i > from && matches!(self.text(i - 1), "both" | "Both"));
        let first = i;
        // "Former Secretary of State Ann Lee": the person, wherever the title ends.
        let inside = |&j: &usize| {
            let word = self.words[j];
            !self.is_mark(j) && (word.entity.is_some() || !word.is(CONJUNCTION | RELATIVE | AUXILIARY | VERB))
        };
        // "Keller campaign spokeswoman Ann Reed": the last of them.
        let people = (first..to.min(first + 10)).take_while(inside).filter(|&j| {
            let free = j == first
                || !self.words[j - 1].is(PREPOSITION) && self.document.tokens[j - 1].kind != TokenKind::Clitic;
            self.words[j].kind == Some(EntityKind::Person)
                && free
                && !(j + 1 < to && self.document.tokens[j + 1].kind == TokenKind::Clitic)
        });
        if let Some(j) = people.last() {
            // "The Keller campaign" is not Keller.
            let body = j + 1 < to && self.words[j + 1].is(AGENT) && self.words[j + 1].entity.is_none();
            if !body {
                return self.named(&(j..j + 1), sentence);
            }
        }
        let mut last = None;
        while i < to && i - first < 8 {
            match self.pronoun(i, sentence) {
                Reference::NoPronoun => {}
                Reference::Unknown => return None,
                Reference::Agent(agent) => return Some(agent),
            }
            let word = self.words[i];
            let both = i == first && word.is(DETERMINER);
            let inside = both || word.entity.is_some() || word.is_content() && !self.is_mark(i);
            if !inside {
                break;
            }
            if self.ends_agent(i) {
                last = Some(i);
                if word.entity.is_some() && !(i + 1 < to && self.goes_on(i)) && word.kind == Some(EntityKind::Person) {
                    break;
                }
            }
            i += 1;
        }
        let last = last?;
        // "The Geneva meeting" is nobody.
        if self.words[last].kind == Some(EntityKind::Place) && i > last + 1 && !self.is_mark(last + 1) {
            return None;
        }
        let entity = self.words[last].entity;
        let start = if entity.is_some() { self.phrase(last, first).start } else { first };
        self.named(&(start..last + 1), sentence)
    }

    /// The one person of the article whose surname the capitalised words of a source end with.
    pub(super) fn surname(&self, from: usize, to: usize) -> Option<Agent> {
        let name = span_of(self.document, &(from..to)).of(self.document.text);
        let words = self.words.get(from..to)?;
        let is_name =
            !words.is_empty() && words.len() <= 2 && words.iter().all(|w| w.is(CAPITAL) && !w.is(PRONOUN | DETERMINER));
        let people = self.people.get_or_init(|| People::new(self.entities));
        let bearers = people.by_surname.get(name.rsplit(' ').next()?).filter(|_| is_name)?;
        match bearers.as_slice() {
            [only] => self.entity(*only),
            _ => None,
        }
    }
}
