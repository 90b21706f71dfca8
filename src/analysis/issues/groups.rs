//! Which noun phrases of an article name the same issue, which issues matter, and what they are called.

use std::collections::HashMap;

use crate::analysis::document::Document;
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::words::{VAGUE, Word};
use crate::model::block::BlockKind;

/// Sentences at the beginning of the body that say what an article is about.
const LEAD: usize = 4;
/// Weight from which a group of phrases is an issue.
pub(super) const ENOUGH: f32 = 3.5;
/// The most that mentions alone can weigh.
const HEAVIEST: f32 = 8.0;
/// Words of text for one issue more, and the fewest and most issues of an article.
const WORDS_FOR_ONE: usize = 70;
/// How many groups with a word in common a phrase is compared with, the latest first.
const COMPARED: usize = 48;
/// How many different words a group remembers.
const SAID: usize = 32;
const FEWEST: usize = 4;
const MOST: usize = 12;

/// Phrases that name one issue.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// The class of the nouns; 0 where they name no disputes by themselves.
    class: u16,
    /// What the phrases say, each word once.
    stems: Vec<u64>,
    /// The names among them.
    names: Vec<u64>,
    /// Indices of the phrases, in the order of the text.
    pub(super) phrases: Vec<usize>,
    /// How much speaks for it.
    pub(super) weight: f32,
}

/// Groups `phrases`, in no particular order.
pub(super) fn group(document: &Document<'_>, words: &[Word], phrases: &[Phrase]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // Which groups say a word, so that a phrase is compared with few of them.
    let mut saying: HashMap<u64, Vec<usize>> = HashMap::new();
    // The full phrases first: what "the bill" means is settled by them.
    for (index, phrase) in phrases.iter().enumerate().filter(|(_, p)| !p.bare) {
        let near = phrase.stems.iter().filter_map(|s| saying.get(s)).flat_map(|g| g.iter().rev().take(COMPARED));
        let best = near
            .map(|&g| (groups[g].likeness(phrase), g))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .filter(|(likeness, _)| *likeness >= 1.0);
        let g = best.map_or(groups.len(), |(_, g)| g);
        if g == groups.len() {
            groups.push(Group { class: phrase.class, ..Group::default() });
        }
        groups[g].add(index, phrase);
        for stem in &phrase.stems {
            let saying = saying.entry(*stem).or_default();
            if saying.last() != Some(&g) {
                saying.push(g);
            }
        }
    }
    // "The bill" is the bill that the article speaks about most.
    let mut antecedents: HashMap<u16, usize> = HashMap::new();
    for (g, group) in groups.iter().enumerate().filter(|(_, g)| g.class != 0) {
        let known = antecedents.entry(group.class).or_insert(g);
        if groups[*known].phrases.len() < group.phrases.len() {
            *known = g;
        }
    }
    for (index, phrase) in phrases.iter().enumerate().filter(|(_, p)| p.bare && p.class != 0) {
        let g = match antecedents.get(&phrase.class) {
            Some(_) if !phrase.definite && words[phrase.head].is(VAGUE) => continue,
            Some(&g) => g,
            None if words[phrase.head].is(VAGUE) => continue,
            None => {
                antecedents.insert(phrase.class, groups.len());
                groups.push(Group { class: phrase.class, ..Group::default() });
                groups.len() - 1
            }
        };
        groups[g].add(index, phrase);
    }
    let first_body = document.sentences.iter().position(|s| s.kind == BlockKind::Body).unwrap_or(0);
    for group in &mut groups {
        group.phrases.sort_unstable();
        group.weight =
            group.phrases.iter().map(|&p| weight(document, &phrases[p], first_body)).sum::<f32>().min(HEAVIEST);
        if group.phrases.iter().any(|&p| !phrases[p].bare) {
            group.weight += 1.0;
        }
    }
    groups
}

/// How many issues an article of that many tokens can carry.
pub(super) fn most(tokens: usize) -> usize {
    (tokens / WORDS_FOR_ONE).clamp(FEWEST, MOST)
}

/// How much a phrase speaks for its group.
fn weight(document: &Document<'_>, phrase: &Phrase, first_body: usize) -> f32 {
    let title = document.sentences[phrase.sentence].kind == BlockKind::Title || phrase.sentence == 0;
    let lead = phrase.sentence < first_body + LEAD;
    let own = if phrase.bare { 0.5 } else { 1.0 };
    own + f32::from(u8::from(phrase.contended)) * 1.5 + if title { 2.0 } else { f32::from(u8::from(lead)) }
}

impl Group {
    fn add(&mut self, index: usize, phrase: &Phrase) {
        self.phrases.push(index);
        for name in phrase.names.iter().take(SAID.saturating_sub(self.names.len())) {
            if !self.names.contains(name) {
                self.names.push(*name);
            }
        }
        for stem in &phrase.stems {
            if self.stems.len() < SAID && !self.stems.contains(stem) {
                self.stems.push(*stem);
            }
        }
    }

    /// From 1 on the phrase names the same thing.
    fn likeness(&self, phrase: &Phrase) -> f32 {
        // A deal with one country is not the deal with another.
        let named = !self.names.is_empty() && !phrase.names.is_empty();
        if named && !phrase.names.iter().any(|n| self.names.contains(n)) {
            return 0.0;
        }
        let shared = phrase.stems.iter().filter(|s| self.stems.contains(s)).count() as f32;
        let smaller = phrase.stems.len().min(self.stems.len()) as f32;
        if self.class == phrase.class && phrase.class != 0 {
            let modifiers = shared - f32::from(u8::from(self.stems.contains(&phrase.noun)));
            // One modifier of many in common is a coincidence: two policies that both concern China.
            let enough = modifiers >= 2.0 || modifiers >= 1.0 && smaller <= 3.0;
            return if enough { 1.0 + modifiers } else { 0.0 };
        }
        if shared >= 2.0 && shared >= 0.66 * smaller { shared / 2.0 * (shared / smaller) } else { 0.0 }
    }
}

/// The phrase that names the group best, as the text has it.
pub(super) fn name(document: &Document<'_>, phrases: &[Phrase], group: &Group) -> String {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for &p in &group.phrases {
        *counts.entry(phrases[p].span(document).of(document.text).to_lowercase()).or_default() += 1;
    }
    let score = |p: usize| {
        let phrase = &phrases[p];
        let text = phrase.span(document).of(document.text);
        let length = text.split_whitespace().count();
        let headline = phrase.sentence == 0 || document.sentences[phrase.sentence].kind == BlockKind::Title;
        let fit: i32 = match length {
            1 => 0,
            2..=4 => 4,
            5..=6 => 3,
            _ => 1,
        };
        let count = counts.get(&text.to_lowercase()).copied().unwrap_or(0).min(4) as i32;
        fit + count - 4 * i32::from(headline) - 3 * i32::from(phrase.bare)
    };
    let best = group.phrases.iter().copied().max_by_key(|&p| (score(p), std::cmp::Reverse(p)));
    best.map(|p| tidy(phrases[p].span(document).of(document.text))).unwrap_or_default()
}

/// One line of text without the titles of people.
fn tidy(phrase: &str) -> String {
    let words =
        phrase.split_whitespace().filter(|w| !matches!(*w, "Mr." | "Ms." | "Mrs." | "Dr." | "Mr" | "Ms" | "Mrs"));
    words.collect::<Vec<_>>().join(" ")
}
