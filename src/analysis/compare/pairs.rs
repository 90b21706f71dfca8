//! Weighs pairs of passages, and keeps those that say the same with confidence.

use std::collections::HashMap;

use crate::analysis::compare::candidates::{self, Weights};
use crate::analysis::compare::passages::Passage;
use crate::analysis::compare::reasons;
use crate::analysis::compare::score::Signs;
use crate::model::comparison::Pair;

/// From this score on a pair is shown: seven of ten such pairs are right, and about half of all that there are.
const SURE: f32 = 0.42;
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
        Some(Pair { left: left.span, right: right.span, score: f.score, reason })
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
    let candidates = candidates::find(sides, weights);
    let mut best = sides.each_ref().map(|s| vec![0.0_f32; s.len()]);
    let weighed: Vec<(usize, usize, Signs)> = candidates
        .into_iter()
        .filter_map(|(left, right)| {
            let (left, right) = (left as usize, right as usize);
            let signs = Signs::new(sides[0].get(left)?, sides[1].get(right)?, weights);
            best[0][left] = best[0][left].max(signs.cosine);
            best[1][right] = best[1][right].max(signs.cosine);
            Some((left, right, signs))
        })
        .collect();
    let found = weighed.into_iter().map(|(left, right, signs)| {
        // Only the same words are certain.
        let score = signs.score([best[0][left], best[1][right]]).min(0.99);
        Found { left: left as u32, right: right as u32, score }
    });
    found.filter(|f| f.score >= SURE).collect()
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
