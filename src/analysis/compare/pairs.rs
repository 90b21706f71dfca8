//! Weighs pairs of passages, and keeps those that say the same with confidence.

use std::collections::HashMap;

use crate::analysis::compare::candidates::{self, Weights};
use crate::analysis::compare::passages::Passage;
use crate::analysis::compare::reasons;
use crate::analysis::compare::score::{Around, Signs};
use crate::model::comparison::Pair;

/// From this score on a pair is shown: seven of ten such pairs are right, and about half of all that there are.
const SURE: f32 = 0.41;
/// In how many pairs a passage may stand: headlines and openings say again what stands below.
const PER_PASSAGE: u8 = 3;

/// A pair of passages, as indices, and how sure it is.
#[derive(Clone, Copy)]
struct Found {
    left: u32,
    right: u32,
    score: f32,
}

/// The pairs of two articles, by their place in the left one, then in the right one.
pub(super) fn find(sides: &[Vec<Passage>; 2], texts: [&str; 2]) -> Vec<Pair> {
    let weights = Weights::new(sides);
    let mut found = same_words(sides);
    let known: Vec<(u32, u32)> = found.iter().map(|f| (f.left, f.right)).collect();
    found.extend(similar(sides, &weights).into_iter().filter(|f| known.binary_search(&(f.left, f.right)).is_err()));
    keep_the_best(&mut found, sides);
    let pair = |f: &Found| {
        let (left, right) = (sides[0].get(f.left as usize)?, sides[1].get(f.right as usize)?);
        let reason = reasons::of(left, right, texts, &weights);
        Some(Pair { left: left.span, right: right.span, score: f.score, reason, differences: Vec::new() })
    };
    let mut pairs: Vec<Pair> = found.iter().filter_map(pair).collect();
    pairs.sort_by_key(|p| (p.left, p.right));
    pairs
}

/// Sentences of the same words, the first of one article with the first of the other, the second with the second;
/// sorted.
fn same_words(sides: &[Vec<Passage>; 2]) -> Vec<Found> {
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for (right, passage) in (0_u32..).zip(&sides[1]) {
        places.entry(passage.words).or_default().push(right);
    }
    let mut taken: HashMap<u64, usize> = HashMap::new();
    let mut out = Vec::new();
    for (left, passage) in (0_u32..).zip(&sides[0]) {
        let Some(rights) = places.get(&passage.words) else { continue };
        let n = taken.entry(passage.words).or_default();
        out.extend(rights.get(*n).map(|right| Found { left, right: *right, score: 1.0 }));
        *n += 1;
    }
    out
}

/// Candidates that are sure enough.
fn similar(sides: &[Vec<Passage>; 2], weights: &Weights) -> Vec<Found> {
    let weighed: Vec<Weighed> = candidates::find(sides, weights)
        .into_iter()
        .filter_map(|(left, right)| {
            let signs = Signs::new(sides[0].get(left as usize)?, sides[1].get(right as usize)?, weights);
            Some(Weighed { left, right, signs })
        })
        .collect();
    let mut best = sides.each_ref().map(|s| vec![0.0_f32; s.len()]);
    for w in &weighed {
        for (best, at) in best.iter_mut().zip([w.left, w.right]) {
            best[at as usize] = best[at as usize].max(w.signs.cosine);
        }
    }
    let found = weighed.iter().map(|w| {
        let around = Around {
            best: [best[0][w.left as usize], best[1][w.right as usize]],
            diagonal: most_alike(&weighed, w, &[(-1, -1), (1, 1)]),
            beside: most_alike(&weighed, w, &[(0, -1), (0, 1), (-1, 0), (1, 0)]),
        };
        // Only the same words are certain.
        Found { left: w.left, right: w.right, score: w.signs.score(&around).min(0.99) }
    });
    found.filter(|f| f.score >= SURE).collect()
}

/// Two passages, as indices, and what they share. In lists sorted by left, then right.
struct Weighed {
    left: u32,
    right: u32,
    signs: Signs,
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
fn keep_the_best(found: &mut Vec<Found>, sides: &[Vec<Passage>; 2]) {
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
