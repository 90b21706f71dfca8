//! Weighs pairs of passages, and keeps those that say the same with confidence.

use std::collections::HashMap;

use crate::analysis::compare::candidates::{self, Weights};
use crate::analysis::compare::passages::{Kind, Passage};
use crate::analysis::compare::reasons;
use crate::model::comparison::Pair;

/// From this on a pair is shown.
const SURE: f32 = 0.5;
/// In how many pairs a passage may stand.
const PER_PASSAGE: u8 = 3;

/// The pairs of two articles, by their place in the left one, then in the right one.
pub(super) fn find(sides: [Vec<Passage>; 2], texts: [&str; 2]) -> Vec<Pair> {
    let weights = Weights::new(&sides);
    let mut found = weighed(&sides, &weights);
    for (left, right) in same_words(&sides) {
        found.retain(|f| (f.left, f.right) != (left, right));
        found.push(Found { left, right, score: 1.0 });
    }
    if std::env::var_os("PX_DUMP").is_some() {
        dump(&sides, &weights);
    }
    found.retain(|f| f.score >= SURE);
    // Those of one score do not compete in another order when the articles are exchanged.
    found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then((a.left + a.right).cmp(&(b.left + b.right))).then(a.left.abs_diff(a.right).cmp(&b.left.abs_diff(b.right))).then(a.left.cmp(&b.left)));
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
    let mut pairs: Vec<Pair> = found
        .into_iter()
        .map(|f| {
            let (left, right) = (&sides[0][f.left as usize], &sides[1][f.right as usize]);
            let reason = reasons::of(left, right, texts, &weights, f.score >= 1.0);
            Pair { left: left.span, right: right.span, score: f.score, reason }
        })
        .collect();
    pairs.sort_by_key(|p| (p.left, p.right));
    pairs
}

/// A pair of passages, as indices, and how sure it is.
struct Found {
    left: u32,
    right: u32,
    score: f32,
}

/// Sentences of the same words, the first of one article with the first of the other, the second with the second.
fn same_words(sides: &[Vec<Passage>; 2]) -> Vec<(u32, u32)> {
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for (i, passage) in sides[1].iter().enumerate() {
        places.entry(passage.words).or_default().push(i as u32);
    }
    let mut taken: HashMap<u64, usize> = HashMap::new();
    let mut out = Vec::new();
    for (i, passage) in sides[0].iter().enumerate() {
        let Some(rights) = places.get(&passage.words) else { continue };
        let n = taken.entry(passage.words).or_default();
        out.extend(rights.get(*n).map(|right| (i as u32, *right)));
        *n += 1;
    }
    out
}

/// What two passages share, as numbers from which the score is computed.
pub(super) const SIGNS: usize = 14;

fn signs(left: &Passage, right: &Passage, weights: &Weights) -> [f32; SIGNS] {
    let weigh = |p: &Passage| p.features.iter().map(|f| weights.of(f.key, f.kind).powi(2)).sum::<f32>();
    let (own, other) = (weigh(left), weigh(right));
    let mut out = [0.0; SIGNS];
    let mut dot = 0.0;
    each_shared(&left.features, &right.features, |f| f.key, |a, b| {
        let kind = a.kind.min(b.kind);
        let weight = weights.of(a.key, kind);
        dot += weight * weight;
        out[3] += weight;
        out[4 + kind as usize] += weight;
    });
    out[0] = dot / (own * other).sqrt().max(1.0);
    out[1] = dot / own.min(other).max(1.0);
    out[2] = dot / own.max(other).max(1.0);
    each_shared(&left.runs, &right.runs, |r| r.key, |a, _| {
        out[10] += 1.0;
        out[11] += f32::from(a.content);
    });
    out[12] = f32::from(left.is_title as u8 + right.is_title as u8);
    out[13] = own.min(other).sqrt();
    out
}

/// Calls `sink` for what stands in both lists, which are sorted by key.
pub(super) fn each_shared<'a, T>(left: &'a [T], right: &'a [T], key: impl Fn(&T) -> u64, mut sink: impl FnMut(&'a T, &'a T)) {
    let (mut l, mut r) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(a), Some(b)) = (l.peek(), r.peek()) {
        match key(a).cmp(&key(b)) {
            std::cmp::Ordering::Less => drop(l.next()),
            std::cmp::Ordering::Greater => drop(r.next()),
            std::cmp::Ordering::Equal => {
                sink(a, b);
                l.next();
                r.next();
            }
        }
    }
}

fn weighed(sides: &[Vec<Passage>; 2], weights: &Weights) -> Vec<Found> {
    let _ = Kind::Word;
    candidates::find(sides, weights)
        .into_iter()
        .map(|(left, right)| {
            let signs = signs(&sides[0][left as usize], &sides[1][right as usize], weights);
            Found { left, right, score: signs[0].min(0.99) }
        })
        .collect()
}

fn dump(sides: &[Vec<Passage>; 2], weights: &Weights) {
    for (l, r) in candidates::find(sides, weights) {
        let (a, b) = (&sides[0][l as usize], &sides[1][r as usize]);
        eprintln!("PX {} {} {} {} {} {} {:?}", l, r, a.span.start, a.span.end, b.span.start, b.span.end, signs(a, b, weights));
    }
}
