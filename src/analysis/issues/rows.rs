//! What is known of phrases that name one thing when it is asked whether they are a row of the issues of an article: how
//! likely each names what is at issue, where they stand, and what they share with those that are named more.
//!
//! An issue is a row once. So the facts about its rivals weigh most: a second row for the same dispute is none.

use std::collections::HashMap;

use crate::analysis::issues::groups::{Group, LEAD, is_title};
use crate::analysis::issues::linear::{ROW_FACTS, flag, odds};
use crate::analysis::issues::phrases::Phrase;
use crate::language::document::Document;
use crate::language::hash::ByHash;
use crate::language::label::Label;
use crate::model::block::BlockKind;
use crate::model::entity::EntityKind;

/// With how many groups of a word, or of a sentence, a group is compared, those that are named most first.
const RIVALS: usize = 8;

/// The facts of all groups, with what a model of words says of each (`probability`). `cued` tells the sentences that show a stance.
pub(super) fn facts(
    document: &Document<'_>,
    phrases: &[Phrase],
    groups: &[Group],
    probability: &[f32],
    cued: &dyn Fn(usize) -> bool,
) -> Vec<[f32; ROW_FACTS]> {
    let first = document.sentences.iter().position(|s| s.kind == BlockKind::Body).unwrap_or(0);
    let sums: Vec<f32> = groups.iter().map(|g| g.phrases.iter().map(|&p| phrases[p].likely).sum()).collect();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|a, b| sums[*b].total_cmp(&sums[*a]).then_with(|| groups[*a].phrases.cmp(&groups[*b].phrases)));
    let mut out = vec![[0.0; ROW_FACTS]; groups.len()];
    let mut saying: ByHash<Vec<usize>> = ByHash::default();
    let mut within: HashMap<usize, Vec<usize>> = HashMap::new();
    for (rank, &g) in order.iter().enumerate() {
        let own = || groups[g].phrases.iter().map(|&p| &phrases[p]);
        let number = own().count().max(1) as f32;
        let mut stems: Vec<u64> = own().flat_map(|p| p.stems.iter().copied()).collect();
        stems.sort_unstable();
        stems.dedup();
        let mut names: Vec<u64> = own().flat_map(|p| p.names.iter().copied()).collect();
        names.sort_unstable();
        names.dedup();
        let mut sentences: Vec<usize> = own().map(|p| p.sentence).collect();
        sentences.dedup();
        let mut voices: Vec<usize> = own().filter_map(|p| p.speech).collect();
        voices.sort_unstable();
        voices.dedup();
        let shared = share(stems.iter().filter_map(|s| saying.get(s)), stems.len());
        let beside = share(sentences.iter().filter_map(|s| within.get(s)), sentences.len());
        let contained = own().any(|p| saying.contains_key(&p.noun));
        let mut likely: Vec<f32> = own().map(|p| p.likely).collect();
        likely.sort_by(|a, b| b.total_cmp(a));
        let count = |of: &dyn Fn(&Phrase) -> bool| own().filter(|p| of(p)).count() as f32;
        let best = own().max_by(|a, b| a.likely.total_cmp(&b.likely));
        let label = best.map(|p| p.label);
        let kind = best.and_then(|p| p.kind);
        let start = sentences.first().copied().unwrap_or(0);
        out[g] = [
            1.0,
            odds(probability[g]),
            number.min(20.0),
            number.ln(),
            likely.first().copied().unwrap_or(0.0),
            likely.get(1).copied().unwrap_or(0.0),
            sums[g].min(12.0),
            sums[g] / number,
            rank.min(40) as f32,
            (1.0 + rank as f32).ln(),
            rank as f32 / groups.len() as f32,
            groups.len().min(100) as f32,
            sentences.len().min(12) as f32,
            start.saturating_sub(first).min(40) as f32,
            (start + 1) as f32 / document.sentences.len() as f32,
            count(&|p| is_title(document, p)),
            count(&|p| p.sentence < first + LEAD),
            count(&|p| p.contended).min(8.0),
            count(&|p| !p.bare).min(12.0),
            own().map(|p| p.tokens.len()).max().unwrap_or(0) as f32,
            shared,
            flag(contained),
            beside,
            stems.len().min(20) as f32,
            names.len().min(6) as f32,
            flag(kind.is_some()),
            flag(kind == Some(EntityKind::Place)),
            count(&|p| p.speech.is_some()) / number,
            voices.len().min(6) as f32,
            count(&|p| p.definite).min(8.0),
            sentences.iter().filter(|s| cued(**s)).count().min(8) as f32,
            flag(label.is_some_and(|l| matches!(l, Label::Nsubj | Label::Nsubjpass))),
            flag(label == Some(Label::Dobj)),
        ];
        for stem in stems {
            add(saying.entry(stem).or_default(), g);
        }
        for sentence in sentences {
            add(within.entry(sentence).or_default(), g);
        }
    }
    out
}

fn add(list: &mut Vec<usize>, group: usize) {
    if list.len() < RIVALS {
        list.push(group);
    }
}

/// How much of `number` things the rival has that has most of them; each list has the rivals that have one thing.
fn share<'l>(lists: impl Iterator<Item = &'l Vec<usize>>, number: usize) -> f32 {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for rival in lists.flatten() {
        *counts.entry(*rival).or_default() += 1;
    }
    counts.into_values().max().unwrap_or(0) as f32 / number.max(1) as f32
}
