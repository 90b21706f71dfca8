//! Noun groups that could name what is at issue: every noun that is no person, with its modifiers and what it is of, on
//! or about. A trained model says how likely each of them does; there is no list of nouns that lets one in.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::issues::background;
use crate::analysis::issues::linear::{Features, Linear};
use crate::analysis::issues::phrases::{self, Phrase};
use crate::analysis::issues::words::{
    self, AGENT, BAD, CALENDAR, CueKind, GOOD, PARTY, TALKED, VAGUE, VERB, WEAK, Word,
};
use crate::language::document::Document;
use crate::language::hash::{self, ByHash, Hashes};
use crate::language::label::Label;
use crate::language::reading::Reading;
use crate::language::tag::Tag;
use crate::language::vocabulary;
use crate::model::block::BlockKind;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::model::quotation::Quotation;
use crate::text::segment::TokenKind;

/// The most tokens of a phrase.
const LONGEST: usize = 14;
/// Tokens from which a "sentence" is no prose.
const NO_PROSE: usize = 400;
/// Prepositions behind a noun that say what it is about.
const ABOUT: [&str; 14] =
    ["of", "on", "over", "against", "for", "about", "in", "with", "to", "between", "from", "toward", "towards", "into"];

/// How likely a phrase has to name what is at issue to be kept.
pub(super) const LIKELY: f32 = 0.35;
/// What a token more is worth where two phrases overlap.
const LONGER: f32 = 0.03;

/// What the features of an article's noun groups are made from.
struct MatterFinder<'a, 'd> {
    document: &'a Document<'d>,
    words: &'a [Word],
    /// For each token the quotation that it belongs to.
    said: Vec<Option<usize>>,
    /// How often the article has a word, by its stem.
    counts: ByHash<usize>,
    /// The words of the headline and of the first sentences.
    title: Hashes,
    lead: Hashes,
    /// The first sentence of the body.
    first: usize,
    /// What the article does with each entity.
    uses: HashMap<EntityId, Uses>,
}

/// How an article uses a name: a state that acts is a party, a place that is only spoken about may be the matter.
#[derive(Clone, Copy, Default)]
struct Uses {
    /// All times.
    all: usize,
    /// As a subject or owner.
    acting: usize,
    /// Before a noun (`the Kurin question`).
    before: usize,
    /// Behind a preposition.
    behind: usize,
}

/// The noun groups of a document, in the order of the text, each with its features.
pub(super) fn find(
    document: &Document<'_>,
    words: &[Word],
    entities: &[Entity],
    quotations: &[Quotation],
) -> Vec<(Phrase, Features)> {
    let finder = MatterFinder::new(document, words, quotations);
    let maker = phrases::Maker::new(document, words, entities);
    let mut out: Vec<(Phrase, Features)> = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if sentence.tokens.len() > NO_PROSE {
            continue;
        }
        let reading = document.reading(index);
        let mut stances = [false; 8];
        for cue in sentence.tokens.clone().filter_map(|i| words[i].cue) {
            stances[cue.stance as usize] = true;
        }
        for word in 0..reading.len() {
            if !reading.tags[word].is_noun() || matches!(reading.label(word), Label::Compound | Label::Nmod) {
                continue;
            }
            let Some((tokens, head)) = finder.phrase(&reading, word, &sentence.tokens) else { continue };
            if let Some(mut phrase) = maker.phrase(tokens, head, index) {
                phrase.label = reading.label(word);
                phrase.governor = governor(&reading, word);
                phrase.speech = finder.said[phrase.head];
                let above = reading.head(word).filter(|_| phrase.label == Label::Dobj);
                phrase.talked = above.is_some_and(|verb| words::of(&reading.lemma(verb)).is(TALKED));
                let features = finder.features(&reading, word, &phrase, stances);
                out.push((phrase, features));
            }
        }
    }
    out.sort_by_key(|(phrase, _)| (phrase.tokens.start, phrase.tokens.end));
    out
}

/// The likely ones, of those that overlap the best, in the order of the text.
pub(super) fn likely(found: Vec<(Phrase, Features)>, model: &Linear<1>, from: f32) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = found
        .into_iter()
        .map(|(phrase, features)| Phrase { likely: model.probability(&features.hashes), ..phrase })
        .filter(|phrase| phrase.likely >= from)
        .collect();
    let worth = |p: &Phrase| p.likely + LONGER * p.tokens.len() as f32;
    phrases.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.tokens.start.cmp(&b.tokens.start)));
    let mut taken: HashSet<usize> = HashSet::new();
    phrases.retain(|phrase| {
        let free = phrase.tokens.clone().all(|i| !taken.contains(&i));
        if free {
            taken.extend(phrase.tokens.clone());
        }
        free
    });
    phrases.sort_by_key(|phrase| phrase.tokens.start);
    phrases
}

/// The hash of the word that governs `word`, prepositions left out; 0 where nothing does.
fn governor(reading: &Reading<'_>, word: usize) -> u64 {
    let above = reading.head(word);
    let above = if reading.label(word) == Label::Pobj { above.and_then(|p| reading.head(p)) } else { above };
    above.map_or(0, |word| hash::lower(&reading.lemma(word)))
}

/// The first of the coordinated words that `word` is among.
fn first_of_list(reading: &Reading<'_>, word: usize) -> usize {
    let mut at = word;
    for _ in 0..LONGEST {
        let above = reading.head(at).filter(|_| matches!(reading.label(at), Label::Conj | Label::Appos));
        let Some(above) = above.filter(|above| reading.tags[*above].is_noun()) else { break };
        at = above;
    }
    at
}

impl<'a, 'd> MatterFinder<'a, 'd> {
    fn new(document: &'a Document<'d>, words: &'a [Word], quotations: &[Quotation]) -> Self {
        let mut said = vec![None; document.tokens.len()];
        let contents = quotations.iter().enumerate().flat_map(|(n, q)| q.content.iter().map(move |c| (n, c)));
        for (quotation, content) in contents {
            let from = document.tokens.partition_point(|t| t.span.start < content.start);
            let to = document.tokens.partition_point(|t| t.span.end <= content.end);
            if from < to {
                said[from..to].fill(Some(quotation));
            }
        }
        let first = document.sentences.iter().position(|s| s.kind == BlockKind::Body).unwrap_or(0);
        let mut finder = Self {
            document,
            words,
            said,
            counts: ByHash::default(),
            title: Hashes::default(),
            lead: Hashes::default(),
            first,
            uses: HashMap::new(),
        };
        for (index, sentence) in document.sentences.iter().enumerate() {
            if sentence.tokens.len() <= NO_PROSE {
                finder.note_uses(&document.reading(index));
            }
            let title = index == 0 || sentence.kind == BlockKind::Title;
            let content: Vec<usize> = sentence.tokens.clone().filter(|&i| finder.is_content(i)).collect();
            for i in content {
                let stem = words[i].stem;
                *finder.counts.entry(stem).or_default() += 1;
                if title {
                    finder.title.insert(stem);
                } else if index < first + 3 {
                    finder.lead.insert(stem);
                }
            }
        }
        finder
    }

    /// Notes what a sentence does with the entities that it names.
    fn note_uses(&mut self, reading: &Reading<'_>) {
        for word in 0..reading.len() {
            let Some(entity) = self.words[reading.token(word)].entity else { continue };
            let label = reading.label(word);
            let within = reading.head(word).is_some_and(|h| self.words[reading.token(h)].entity == Some(entity));
            if within {
                continue;
            }
            let uses = self.uses.entry(entity).or_default();
            uses.all += 1;
            match label {
                Label::Nsubj | Label::Nsubjpass | Label::Poss => uses.acting += 1,
                Label::Compound | Label::Nmod | Label::Amod => uses.before += 1,
                Label::Pobj => uses.behind += 1,
                _ => {}
            }
        }
    }

    fn is_content(&self, i: usize) -> bool {
        self.document.tokens[i].kind == TokenKind::Word && self.words[i].is_content()
    }

    /// The tokens of the phrase that `word` heads, and the token of its noun; `None` for people and times.
    fn phrase(&self, reading: &Reading<'_>, word: usize, limits: &Range<usize>) -> Option<(Range<usize>, usize)> {
        let head = reading.token(word);
        let own = self.words[head];
        if own.kind == Some(EntityKind::Person)
            || own.is(CALENDAR) && own.entity.is_none()
            || self.document.tokens[head].kind != TokenKind::Word
        {
            return None;
        }
        // "40 euros", "300 votes": how much of something is no matter of dispute.
        if own.head == 0 && own.entity.is_none() && reading.child(word, Label::Nummod).is_some() {
            return None;
        }
        if self.is_acting_nation(head) && reading.child(word, Label::Prep).is_none_or(|p| reading.token(p) != head + 1)
        {
            return None;
        }
        let mut start = reading.noun_group(word).tokens.start.max(limits.start);
        while start < head && self.is_loose(start) {
            start += 1;
        }
        let mut end = head + 1;
        let mut at = word;
        for _ in 0..2 {
            let Some(next) = self.complement(reading, at, end) else { break };
            let token = reading.token(next);
            if token + 1 - start > LONGEST || token < end {
                break;
            }
            end = token + 1;
            at = next;
        }
        // "A disgrace", "the opposition", "an end": what is thought of a matter is none, without what it is of.
        let stands = own.is(GOOD | BAD) || own.cue.is_some_and(|c| c.kind == CueKind::Noun);
        if start == head && end == head + 1 && own.entity.is_none() && own.head == 0 && stands {
            return None;
        }
        // "An end to the levy": at issue is the levy.
        let undone = own.cue.is_some_and(|c| c.kind == CueKind::Act && c.sign < 0);
        if start == head && end > head + 1 && own.entity.is_none() && own.head == 0 && undone {
            return None;
        }
        Some((start..end.min(limits.end), head))
    }

    /// Whether a name that ends at `head` is that of a state that acts in the article: it is a party ("it urged the US"),
    /// and no matter.
    fn is_acting_nation(&self, head: usize) -> bool {
        let own = self.words[head];
        let Some(uses) = own.entity.and_then(|e| self.uses.get(&e)) else { return false };
        if own.kind != Some(EntityKind::Place) || uses.acting < 2 || uses.acting * 5 < uses.all {
            return false;
        }
        let own_words = (0..=head).rev().take(LONGEST).take_while(|i| self.words[*i].entity == own.entity);
        let first = own_words.last().unwrap_or(head);
        vocabulary::nation_of(phrases::span_of(self.document, &(first..head + 1)).of(self.document.text)).is_some()
    }

    /// The noun behind the preposition that stands at token `end` and belongs to `word`.
    fn complement(&self, reading: &Reading<'_>, word: usize, end: usize) -> Option<usize> {
        let preposition = reading.children_as(word, &[Label::Prep]).find(|p| reading.token(*p) == end)?;
        if !reading.is(preposition, &ABOUT) {
            return None;
        }
        let object = reading.child(preposition, Label::Pobj)?;
        let token = reading.token(object);
        let own = self.words[token];
        if !reading.tags[object].is_noun() || own.is(CALENDAR) && own.entity.is_none() {
            return None;
        }
        // What is between two is between both of them.
        if reading.is(preposition, &["between"]) && !matches!(reading.tags[object], Tag::Nns | Tag::Nnps) {
            let other = reading.child(object, Label::Conj)?;
            return reading.tags[other].is_noun().then_some(other);
        }
        Some(object)
    }

    /// Whether the first word of a phrase does not belong to its name: articles, possessives, numbers, judgements.
    fn is_loose(&self, i: usize) -> bool {
        let word = self.words[i];
        if self.document.tokens[i].kind != TokenKind::Word {
            let text = self.document.word(i);
            return !(self.document.tokens[i].kind == TokenKind::Number && text.contains('/'));
        }
        let judged = word.is(GOOD | BAD) && word.head == 0;
        word.entity.is_none() && (!word.is_content() || word.is(WEAK) || judged)
    }

    /// The features of a phrase in a sentence that shows these stances.
    fn features(&self, reading: &Reading<'_>, word: usize, phrase: &Phrase, stances: [bool; 8]) -> Features {
        let mut f = Features::default();
        let document = self.document;
        let head = self.words[phrase.head];
        f.add("always");
        let lemma = reading.lemma(word).to_lowercase();
        let kind = head.kind.map_or("noun", EntityKind::name);
        f.word("kind", kind);
        if head.entity.is_none() {
            f.word("noun", &lemma);
            f.word("ending", lemma.get(lemma.len().saturating_sub(4)..).unwrap_or(&lemma));
            f.word("ends", lemma.get(lemma.len().saturating_sub(3)..).unwrap_or(&lemma));
        }
        f.count("tag", reading.tags[word] as usize, 99);
        for (flag, name) in [(AGENT, "agent"), (PARTY, "party"), (VAGUE, "vague"), (VERB, "verb"), (WEAK, "weak")] {
            if head.is(flag) && head.entity.is_none() {
                f.word("is", name);
            }
        }
        if let Some(uses) = head.entity.and_then(|e| self.uses.get(&e)) {
            let part = |n: usize| (n * 4).div_ceil(uses.all.max(1));
            f.word("is used", &format!("{kind} {}", uses.all.min(5)));
            f.word("acts", &format!("{kind} {}", part(uses.acting)));
            f.word("is before", &format!("{kind} {}", uses.before.min(3)));
            f.word("is behind", &format!("{kind} {}", part(uses.behind)));
        }
        if head.head != 0 {
            f.add("names disputes");
            f.count("class", usize::from(head.head), 999);
        }
        if let Some(cue) = head.cue {
            f.pair("deed", i32::from(cue.sign), cue.stance as i32);
        }
        let label = reading.label(word) as usize;
        f.count("label", label, 99);
        if let Some(parent) = reading.head(word) {
            let governor = reading.lemma(parent).to_lowercase();
            f.word("under", &governor);
            f.count("under a", label * 64 + reading.tags[parent] as usize, 9999);
            if let Some(cue) = self.words[reading.token(parent)].cue {
                f.pair("under a cue", cue.stance as i32, label as i32);
            }
            // Of what is listed, each stands where the first of them does.
            let first = first_of_list(reading, word);
            if first != word
                && let Some(parent) = reading.head(first)
            {
                let above = reading.lemma(parent).to_lowercase();
                f.count("list under a", reading.label(first) as usize * 64 + reading.tags[parent] as usize, 9999);
                f.word("list under", &above);
                if head.entity.is_some() {
                    f.word(kind, &format!("under {above}"));
                }
            } else if head.entity.is_some() {
                f.word(kind, &format!("under {governor}"));
            }
            if reading.label(word) == Label::Pobj {
                f.word("behind", &governor);
                if let Some(above) = reading.head(parent) {
                    f.word("of", &reading.lemma(above).to_lowercase());
                    f.count("of a", reading.tags[above] as usize, 99);
                    if let Some(cue) = self.words[reading.token(above)].cue {
                        f.pair("of a cue", cue.stance as i32, 0);
                    }
                }
            }
        }
        if let Some(determiner) = reading.noun_group(word).determiner {
            f.word("determiner", document.word(determiner));
        } else {
            f.add("no determiner");
        }
        let (left, right) = (phrase.head - phrase.tokens.start, phrase.tokens.end - phrase.head - 1);
        f.count("left", left, 3);
        f.count("right", right, 4);
        if right > 0 {
            f.word("goes on", document.word(phrase.head + 1));
        }
        let (mut most, mut titled, mut led, mut content) = (0, 0, 0, 0);
        for i in phrase.tokens.clone().filter(|i| *i != phrase.head && self.is_content(*i)) {
            match self.words[i].kind {
                Some(kind) => f.word("with a", kind.name()),
                None => f.word("with", document.word(i)),
            }
            if let Some((name, rest)) = document.word(i).split_once('-')
                && name.starts_with(char::is_uppercase)
            {
                f.word("with a name and", rest);
            }
            let stem = self.words[i].stem;
            content += 1;
            most = most.max(self.counts.get(&stem).copied().unwrap_or(0));
            titled += usize::from(self.title.contains(&stem));
            led += usize::from(self.lead.contains(&stem));
        }
        f.count("content", content, 4);
        f.count("titled", titled, 2);
        f.count("led", led, 2);
        f.count("others", most, 5);
        let stem = head.stem;
        let count = self.counts.get(&stem).copied().unwrap_or(0);
        let rare = background::rarity(&lemma);
        f.count("count", count, 7);
        f.count("rare", rare, 9);
        f.count("count of rare", count.min(5) * 10 + rare, 99);
        if self.title.contains(&stem) {
            f.add("in the headline");
            f.word("in the headline", kind);
        }
        if self.lead.contains(&stem) {
            f.add("in the first sentences");
        }
        let sentence = &document.sentences[phrase.sentence];
        if phrase.sentence == 0 || sentence.kind == BlockKind::Title {
            f.add("is in the headline");
        }
        let depth = phrase.sentence.saturating_sub(self.first);
        f.count("depth", if depth < 3 { depth } else { 3 + depth / 6 }, 9);
        f.add(if self.said[phrase.head].is_some() { "said" } else { "told" });
        if phrase.contended {
            f.add("contended");
        }
        for (stance, is) in stances.into_iter().enumerate() {
            if is {
                f.count("sentence has", stance, 9);
            }
        }
        f
    }
}
