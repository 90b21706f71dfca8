//! How alike two noun phrases of an article are: by what they share, a trained line says whether they name one issue.

use std::collections::HashMap;

use crate::analysis::issues::linear::{Line, PAIR_FACTS, flag, odds};
use crate::analysis::issues::phrases::Phrase;
use crate::language::hash::ByHash;
use crate::model::entity::EntityKind;

/// Sentences from which it does not matter how far two phrases stand from each other.
const FAR: usize = 20;

/// Tells phrases of one article that name the same from those that do not.
pub(super) struct Likeness<'a> {
    phrases: &'a [Phrase],
    line: &'a Line,
    /// How many phrases have a noun.
    nouns: ByHash<usize>,
    /// How many phrases say a word.
    stems: ByHash<usize>,
}

impl<'a> Likeness<'a> {
    /// For the phrases of one article.
    pub(super) fn new(phrases: &'a [Phrase], line: &'a Line) -> Self {
        let (mut nouns, mut stems) = (ByHash::default(), ByHash::default());
        for phrase in phrases {
            *nouns.entry(phrase.noun).or_default() += 1;
            for stem in &phrase.stems {
                *stems.entry(*stem).or_default() += 1;
            }
        }
        Self { phrases, line, nouns, stems }
    }

    /// What a phrase is looked up by: two phrases with none of it in common are never one issue.
    pub(super) fn keys(phrase: &Phrase) -> impl Iterator<Item = u64> + '_ {
        let class = (phrase.class != 0).then_some(phrase.class);
        phrase.stems.iter().copied().chain(class).chain([phrase.noun, phrase.beginning])
    }

    /// How likely two phrases, by their numbers, name one issue.
    pub(super) fn of(&self, a: usize, b: usize) -> f32 {
        self.facts(a, b).map_or(0.0, |facts| self.line.of(&facts))
    }

    /// What is known about two phrases; `None` where they have nothing in common.
    pub(super) fn facts(&self, a: usize, b: usize) -> Option<[f32; PAIR_FACTS]> {
        let (a, b) = (&self.phrases[a], &self.phrases[b]);
        let same_noun = a.noun == b.noun;
        let same_class = a.class == b.class && a.class != 0;
        let same_beginning = a.beginning == b.beginning;
        let shared: Vec<u64> = both(&a.stems, &b.stems).collect();
        // What only carries the name of the same country is not the same matter: sanctions on it, talks with it.
        let names_alone = shared.iter().all(|stem| a.names.contains(stem)) && !same_beginning;
        let names_it = |name: &Phrase, other: &Phrase| other.vague && other.names.contains(&name.noun);
        if names_alone && !same_noun && !same_class && !names_it(a, b) && !names_it(b, a) {
            return None;
        }
        let (few, many) = (a.stems.len().min(b.stems.len()), a.stems.len().max(b.stems.len()));
        let names = both(&a.names, &b.names).count();
        let named = !a.names.is_empty() && !b.names.is_empty();
        let count = |of: fn(&Phrase) -> bool| [a, b].into_iter().filter(|p| of(p)).count() as f32;
        let uses = |noun: u64| self.nouns.get(&noun).copied().unwrap_or(0) as f32;
        let said = |stem: &u64| self.stems.get(stem).copied().unwrap_or(1).max(1) as f32;
        let heads = usize::from(b.stems.contains(&a.noun)) + usize::from(a.stems.contains(&b.noun));
        Some([
            1.0,
            flag(same_noun),
            flag(same_class && !same_noun),
            shared.len() as f32,
            shared.len() as f32 / (few + many - shared.len()).max(1) as f32,
            shared.len() as f32 / few.max(1) as f32,
            names as f32,
            flag(named && names == 0),
            flag(a.names.is_empty() != b.names.is_empty()),
            count(|p| p.bare),
            count(|p| p.definite),
            flag([a, b].iter().any(|p| p.bare && p.definite)),
            flag(a.sentence == b.sentence),
            a.sentence.abs_diff(b.sentence).min(FAR) as f32,
            flag(same_beginning),
            heads as f32,
            shared.iter().map(|s| 1.0 / said(s)).sum(),
            (few + many) as f32,
            (many - few) as f32,
            odds(a.likely.min(b.likely)),
            odds(a.likely.max(b.likely)),
            uses(a.noun).min(uses(b.noun)),
            uses(a.noun).max(uses(b.noun)),
            (self.phrases.len() as f32).ln(),
            count(|p| p.class == 0),
            count(|p| p.kind == Some(EntityKind::Place)),
            flag(a.governor == b.governor && a.governor != 0),
            shared.iter().map(said).fold(0.0, f32::max),
            flag(a.word == b.word),
            flag(a.text == b.text),
            flag(a.speech.is_some() && a.speech == b.speech),
            flag(few > 0 && few == shared.len()),
            count(|p| p.vague),
            count(|p| p.deed),
        ])
    }

    /// All pairs of phrases that have something in common, for training.
    pub(super) fn pairs(&self) -> Vec<(usize, usize, [f32; PAIR_FACTS])> {
        let mut by_key: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut out = Vec::new();
        for (b, phrase) in self.phrases.iter().enumerate() {
            let mut near: Vec<usize> =
                Self::keys(phrase).filter_map(|key| by_key.get(&key)).flatten().copied().collect();
            near.sort_unstable();
            near.dedup();
            out.extend(near.into_iter().filter_map(|a| Some((a, b, self.facts(a, b)?))));
            for key in Self::keys(phrase) {
                by_key.entry(key).or_default().push(b);
            }
        }
        out
    }
}

/// What two sorted lists have in common.
fn both<'s>(a: &'s [u64], b: &'s [u64]) -> impl Iterator<Item = u64> + 's {
    a.iter().copied().filter(|x| b.binary_search(x).is_ok())
}
