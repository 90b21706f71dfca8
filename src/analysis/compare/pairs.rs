//! Weighs pairs of passages, and keeps those that are about the same matter with confidence.

use std::collections::HashMap;

use crate::analysis::compare::candidates::{self, Weights};
use crate::analysis::compare::passages::SentenceFeatures;
use crate::analysis::compare::reasons;
use crate::analysis::compare::score::Model;
use crate::analysis::compare::signs::{Around, COUNT, Signs};
use crate::model::comparison::{Pair, Relation, SharedQuotation};

/// In how many pairs a passage may stand: headlines and openings say again what stands below.
const PER_PASSAGE: u8 = 3;

/// A pair of passages, as indices, and how sure it is.
#[derive(Clone, Copy)]
struct Found {
    left: u32,
    right: u32,
    score: f32,
    relation: Relation,
}

/// The pairs of two articles, by their place in the left one, then in the right one. `quotations` are what both quote.
pub(super) fn find(
    sides: &[Vec<SentenceFeatures>; 2],
    texts: [&str; 2],
    quotations: &[SharedQuotation],
    model: &Model,
) -> Vec<Pair> {
    let weights = Weights::new(sides);
    let mut found = same_words(sides);
    let known: Vec<(u32, u32)> = found.iter().map(|f| (f.left, f.right)).collect();
    let similar = candidates(sides, &weights, quotations).into_iter().filter_map(|c| judged(&c, model));
    found.extend(similar.filter(|f| known.binary_search(&(f.left, f.right)).is_err()));
    keep_the_best(&mut found, sides);
    let pair = |f: &Found| {
        let (left, right) = (sides[0].get(f.left as usize)?, sides[1].get(f.right as usize)?);
        Some(Pair {
            left: left.span,
            right: right.span,
            score: f.score,
            relation: f.relation,
            reason: reasons::of(left, right, texts, &weights),
            differences: Vec::new(),
        })
    };
    let mut pairs: Vec<Pair> = found.iter().filter_map(pair).collect();
    pairs.sort_by_key(|p| (p.left, p.right));
    pairs
}

/// Sentences of the same words, the first of one article with the first of the other, the second with the second;
/// sorted.
fn same_words(sides: &[Vec<SentenceFeatures>; 2]) -> Vec<Found> {
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for (right, passage) in (0_u32..).zip(&sides[1]) {
        places.entry(passage.words).or_default().push(right);
    }
    let mut taken: HashMap<u64, usize> = HashMap::new();
    let mut out = Vec::new();
    for (left, passage) in (0_u32..).zip(&sides[0]) {
        let Some(rights) = places.get(&passage.words) else { continue };
        let n = taken.entry(passage.words).or_default();
        let found = |right: &u32| Found { left, right: *right, score: 1.0, relation: Relation::Same };
        out.extend(rights.get(*n).map(found));
        *n += 1;
    }
    out
}

/// Two passages, as indices, with every sign by which they are judged.
pub(super) struct Candidate {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) signs: [f32; COUNT],
}

/// What a model says of two passages; `None` where it is not sure enough that they are about one matter.
fn judged(candidate: &Candidate, model: &Model) -> Option<Found> {
    // Only the same words are certain.
    let [near, same] = [&model.near, &model.same].map(|head| head.score(&candidate.signs).min(0.99));
    let relation = if same >= model.same.least { Relation::Same } else { Relation::Near };
    let found = Found { left: candidate.left, right: candidate.right, score: near.max(same), relation };
    (near >= model.near.least || relation == Relation::Same).then_some(found)
}

/// The pairs of passages that are worth judging, sorted.
pub(super) fn candidates(
    sides: &[Vec<SentenceFeatures>; 2],
    weights: &Weights,
    quotations: &[SharedQuotation],
) -> Vec<Candidate> {
    let quoted = quoted_words(sides, quotations);
    let weighed: Vec<Weighed> = candidates::find(sides, weights)
        .into_iter()
        .filter_map(|(left, right)| {
            let words = quoted.get(&(left, right)).copied().unwrap_or_default();
            let signs = Signs::new(sides[0].get(left as usize)?, sides[1].get(right as usize)?, weights, words);
            Some(Weighed { left, right, signs })
        })
        .collect();
    let mut best = sides.each_ref().map(|s| vec![0.0_f32; s.len()]);
    for w in &weighed {
        for (best, at) in best.iter_mut().zip([w.left, w.right]) {
            best[at as usize] = best[at as usize].max(w.signs.cosine);
        }
    }
    let [left, right] = best.each_ref().map(|b| b.iter().sum::<f32>() / b.len().max(1) as f32);
    let alike = left.max(right);
    let long = sides[0].len().max(sides[1].len()) as f32;
    let ranks = ranks(&weighed);
    let candidate = |(w, rank): (&Weighed, f32)| {
        let around = Around {
            best: [best[0][w.left as usize], best[1][w.right as usize]],
            diagonal: most_alike(&weighed, w, &[(-1, -1), (1, 1)]),
            beside: most_alike(&weighed, w, &[(0, -1), (0, 1), (-1, 0), (1, 0)]),
            alike,
            long,
            rank,
        };
        Candidate { left: w.left, right: w.right, signs: w.signs.all(&around) }
    };
    weighed.iter().zip(ranks).map(candidate).collect()
}

/// How many words of one utterance two passages quote, about.
fn quoted_words(sides: &[Vec<SentenceFeatures>; 2], quotations: &[SharedQuotation]) -> HashMap<(u32, u32), usize> {
    /// Letters of a word with the blank behind it, in English prose.
    const WORD: usize = 6;
    let mut out = HashMap::new();
    for quotation in quotations {
        let spans = [quotation.left, quotation.right];
        let [lefts, rights] = [0, 1].map(|hand: usize| {
            let from = sides[hand].partition_point(|p| p.span.end <= spans[hand].start);
            let to = sides[hand].partition_point(|p| p.span.start < spans[hand].end);
            let inside = |at: usize| {
                let passage = sides[hand][at].span;
                (passage.end.min(spans[hand].end) as usize)
                    .saturating_sub(passage.start.max(spans[hand].start) as usize)
            };
            // An utterance of many sentences meets another one at its beginning.
            (from..to.max(from)).take(3).map(|at| (at as u32, inside(at))).collect::<Vec<_>>()
        });
        for (left, here) in lefts {
            for (right, there) in &rights {
                *out.entry((left, *right)).or_default() += here.min(*there).div_ceil(WORD);
            }
        }
    }
    out
}

/// Two passages, as indices, and what they share. In lists sorted by left, then right.
struct Weighed {
    left: u32,
    right: u32,
    signs: Signs,
}

/// For each pair one through one more than the candidates of either passage that are more alike; the worse of the two.
fn ranks(weighed: &[Weighed]) -> Vec<f32> {
    let mut out = vec![1.0_f32; weighed.len()];
    for of in [|w: &Weighed| w.left, |w: &Weighed| w.right] {
        let mut order: Vec<usize> = (0..weighed.len()).collect();
        order.sort_by(|a, b| {
            let (a, b) = (&weighed[*a], &weighed[*b]);
            of(a).cmp(&of(b)).then(b.signs.cosine.total_cmp(&a.signs.cosine))
        });
        let (mut before, mut better) = (None, 0);
        let mut last = f32::INFINITY;
        let mut behind = 0;
        for at in order {
            let w = &weighed[at];
            if before != Some(of(w)) {
                (before, better, behind, last) = (Some(of(w)), 0, 0, f32::INFINITY);
            }
            // Those that are equally alike have one rank.
            if w.signs.cosine < last {
                better = behind;
            }
            behind += 1;
            last = w.signs.cosine;
            out[at] = out[at].min(1.0 / (1 + better) as f32);
        }
    }
    out
}

/// The highest cosine of the pairs that stand so many sentences away from one on each side.
fn most_alike(weighed: &[Weighed], from: &Weighed, steps: &[(i32, i32)]) -> f32 {
    let cosines = steps.iter().filter_map(|(left, right)| {
        let place = (from.left.checked_add_signed(*left)?, from.right.checked_add_signed(*right)?);
        let at = weighed.binary_search_by_key(&place, |w| (w.left, w.right)).ok()?;
        Some(weighed.get(at)?.signs.cosine)
    });
    cosines.fold(0.0, f32::max)
}

/// Keeps the best pairs of every passage.
fn keep_the_best(found: &mut Vec<Found>, sides: &[Vec<SentenceFeatures>; 2]) {
    // Two pairs that only this order tells apart in the mirror have no passage in common, so that it decides nothing.
    let place = |f: &Found| (f.left + f.right, f.left.abs_diff(f.right), f.left);
    found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then_with(|| place(a).cmp(&place(b))));
    let mut room = sides.each_ref().map(|s| vec![PER_PASSAGE; s.len()]);
    found.retain(|f| {
        let (left, right) = (f.left as usize, f.right as usize);
        let fits = room[0][left] > 0 && room[1][right] > 0;
        if fits {
            room[0][left] -= 1;
            room[1][right] -= 1;
        }
        fits
    });
}
