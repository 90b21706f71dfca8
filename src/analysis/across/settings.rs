//! What stands around a number or a date, by which two of different articles are told to be of the same thing.

use crate::analysis::across::text::{Text, TextWord};
use crate::language::vocabulary;
use crate::text::span::Span;

/// How many words before and behind are near.
const NEAR: usize = 7;
/// How many words before and behind are right beside.
const BESIDE: usize = 4;
/// How many words of a sentence are looked at on each side.
const FAR: usize = 40;
/// What a word counts that is far.
const FAR_WEIGHT: f32 = 0.4;
/// What a word counts that is among the commonest of English.
const COMMON_WEIGHT: f32 = 0.4;

/// What stands around one span.
#[derive(Clone, Debug, Default)]
pub(super) struct Setting {
    /// What is said around it, by key, each once.
    signs: Vec<Sign>,
    /// What all of it weighs.
    weight: f32,
    /// What says something next in front and next behind.
    next: [Option<u64>; 2],
}

/// A word, a name or a number that stands near something.
#[derive(Clone, Copy, Debug)]
struct Sign {
    /// The same in all articles.
    key: u64,
    /// Where it stands.
    span: Span,
    /// How much it says, from 0 to 1.
    weight: f32,
    /// Whether it stands near.
    near: bool,
    /// Whether it stands right beside.
    beside: bool,
    /// Whether it is a name, a number or not among the commonest words of English.
    telling: bool,
}

/// What two settings have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Likeness {
    /// From 0 (nothing) to 1 (the same words).
    pub(super) share: f32,
    /// What is near in both weighs so much.
    pub(super) near: f32,
    /// What is right beside both.
    pub(super) beside: f32,
    /// Whether the next word in front or the next one behind that says something is the same.
    pub(super) next: bool,
    /// Whether both are, or there is none on either side.
    pub(super) framed: bool,
    /// How many things that are not among the commonest words both have, near or far.
    pub(super) telling: u32,
}

impl Setting {
    /// What stands around `span`, within its sentence.
    pub(super) fn new(text: &Text<'_>, span: Span) -> Self {
        let inside = text.words_in(span);
        let Some(sentence) = text.words.get(inside.start).map(|w| w.sentence) else { return Self::default() };
        let from = inside.start.saturating_sub(FAR);
        let to = text.words.len().min(inside.end + FAR);
        let mut signs: Vec<Sign> = Vec::new();
        for (at, word) in text.words.iter().enumerate().take(to).skip(from) {
            if word.sentence != sentence || !word.content || word.key == 0 || inside.contains(&at) {
                continue;
            }
            let distance = if at < inside.start { inside.start - at } else { at + 1 - inside.end };
            let near = distance <= NEAR;
            let is_name = word.key != word.stem;
            let common = !is_name && vocabulary::word(word.folded).flags & vocabulary::COMMON != 0;
            let weight = if common { COMMON_WEIGHT } else { 1.0 } * if near { 1.0 } else { FAR_WEIGHT };
            let mut span = word.span;
            if is_name {
                let rest = text.words[at + 1..to].iter().take_while(|w| w.key == 0 && w.sentence == sentence);
                for word in rest {
                    // Only what is joined to it belongs to the name.
                    if word.span.start > span.end + 1 {
                        break;
                    }
                    span.end = word.span.end;
                }
            }
            signs.push(Sign { key: word.key, span, weight, near, beside: distance <= BESIDE, telling: !common });
        }
        signs.sort_by(|a, b| a.key.cmp(&b.key).then(b.weight.total_cmp(&a.weight)).then(a.span.cmp(&b.span)));
        signs.dedup_by_key(|s| s.key);
        let weight = signs.iter().map(|s| s.weight).sum();
        let says = |w: &&TextWord| w.sentence == sentence && w.content && w.key != 0;
        let before = text.words[from..inside.start].iter().rev().find(says);
        let next = [before, text.words[inside.end..to].iter().find(says)].map(|w| w.map(|w| w.key));
        Self { signs, weight, next }
    }

    /// What both have, as the signs of this one.
    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Sign> {
        self.signs.iter().filter(|sign| other.sign(sign.key).is_some())
    }

    fn sign(&self, key: u64) -> Option<&Sign> {
        self.signs.get(self.signs.binary_search_by_key(&key, |s| s.key).ok()?)
    }

    /// How alike two settings are.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        let mut out = Likeness::default();
        let mut both = 0.0;
        for a in &self.signs {
            let Some(b) = other.sign(a.key) else { continue };
            both += a.weight.min(b.weight);
            if a.near && b.near {
                out.near += a.weight.min(b.weight);
            }
            if a.beside && b.beside {
                out.beside += a.weight.min(b.weight);
            }
            out.telling += u32::from(a.telling);
        }
        out.next = (0..2).any(|i| self.next[i].is_some() && self.next[i] == other.next[i]);
        out.framed = out.next && self.next == other.next;
        out.share = both / (self.weight * other.weight).sqrt().max(1.0);
        out
    }

    /// Keys of what is near and tells.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        self.signs.iter().filter(|s| s.near && s.telling).map(|s| s.key)
    }
}

/// The words that tell what things with these settings are about: what the first has in common with the first one of
/// another article, at most so many, in the words of either. `settings` come with their articles; numbers and what is
/// `known` are not told.
pub(super) fn told<'s>(
    texts: &[Text<'_>],
    mut settings: impl Iterator<Item = (usize, &'s Setting)>,
    most: usize,
    known: impl Fn(&str) -> bool,
) -> String {
    let Some((article, first)) = settings.next() else { return String::new() };
    let Some((elsewhere, other)) = settings.find(|(a, _)| *a != article) else { return String::new() };
    let words = |article: usize, one: &Setting, other: &Setting| {
        let word = |sign: &Sign| sign.span.of(texts[article].text());
        let mut shared: Vec<&Sign> = one.shared(other).filter(|s| !known(word(s))).collect();
        shared.retain(|s| word(s).contains(char::is_alphabetic));
        shared.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.span.cmp(&b.span)));
        shared.truncate(most);
        shared.sort_by_key(|s| s.span);
        shared.into_iter().map(word).collect::<Vec<_>>().join(" … ")
    };
    let either = [words(article, first, other), words(elsewhere, other, first)];
    either.into_iter().min_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b))).unwrap_or_default()
}
