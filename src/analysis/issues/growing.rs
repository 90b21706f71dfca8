//! Learns boosted trees: see [`crate::analysis::issues::trees`].
//!
//! Every tree fits the slope and the curvature of the logistic loss (Newton's step) on one half of the examples and on a
//! part of the facts, both drawn anew in an order that is the same on every run.

use std::fmt::Write as _;

use crate::analysis::issues::linear::{Line, Score};
use crate::analysis::issues::trees::{DEPTH, LEAVES, Tree, Trees, logistic};

/// How many trees there are, and which part of its answer each gives.
const TREES: usize = 300;
const RATE: f64 = 0.05;
/// How strongly answers are drawn to zero.
const PRIOR: f64 = 30.0;

/// Into how many parts the numbers of a fact are cut at most.
const PARTS: usize = 48;
/// One of how many facts a tree asks about, and one of how many examples it sees.
const SHARE: u64 = 5;
const SEEN: u64 = 2;

/// The precision of the positions that are shown, and from how many of them on it is looked at.
const PRECISION: f32 = 0.75;
const LEAST: usize = 50;

/// Examples with their facts cut into parts.
struct Cut {
    /// For each fact the numbers between its parts.
    borders: Vec<Vec<f32>>,
    /// For each fact the part of each example.
    parts: Vec<Vec<u8>>,
}

/// The score of each fold, made without it, and at last one of all; the line is the same for all. From where positions
/// are shown is learned where they were left out, by what is `accepted` of the examples.
pub(super) fn scores(
    examples: &[Vec<(Vec<f32>, f32)>],
    accepted: &[Vec<f32>],
    folds: &[usize],
    line: &Line,
) -> (Vec<Score>, String) {
    let without = |part: usize| {
        let others = examples.iter().zip(folds).filter(|(_, fold)| **fold != part);
        let trees = trees(&others.flat_map(|(examples, _)| examples).collect::<Vec<_>>());
        Score { line: line.clone(), trees, shown: 1.0, sure: Line::default() }
    };
    let mut scores: Vec<Score> = (0..=folds.iter().copied().max().unwrap_or(0) + 1).map(without).collect();
    let mut left_out: Vec<(f32, f32)> = Vec::new();
    for ((examples, accepted), fold) in examples.iter().zip(accepted).zip(folds) {
        let judged = examples.iter().zip(accepted);
        left_out.extend(judged.map(|((x, _), right)| (scores[*fold].for_show(x), *right)));
    }
    left_out.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut shown, mut average) = (0.0, 1.0, 0.0);
    let mut levels = [0.8_f32, 0.775, 0.75, 0.7, 0.65, 0.6].map(|level| (level, 0.0, 1.0));
    for (at, (score, is_right)) in left_out.iter().enumerate() {
        right += is_right;
        let precision = right / (at + 1) as f32;
        average += is_right * precision;
        if at < LEAST {
            continue;
        }
        if precision >= PRECISION {
            shown = *score;
        }
        for (_, most, from) in levels.iter_mut().filter(|(level, ..)| precision >= *level) {
            (*most, *from) = (right, *score);
        }
    }
    for score in &mut scores {
        score.shown = shown;
    }
    let mut out = format!("; shown from {shown:.3}; average precision of positions {:.4}", average / right);
    for (level, most, from) in levels {
        // Writing to a string cannot fail.
        let _ = write!(out, "\npositions at P {level}: {most} right, from {from:.3}");
    }
    (scores, out)
}

/// Trees that tell how likely an example is right.
pub(super) fn trees(examples: &[&(Vec<f32>, f32)]) -> Trees {
    let cut = Cut::of(examples);
    let right: f32 = examples.iter().map(|(_, right)| right).sum();
    let share = (right / examples.len().max(1) as f32).clamp(1e-3, 1.0 - 1e-3);
    let start = (share / (1.0 - share)).ln();
    let mut out = Trees { start, trees: Vec::new() };
    let mut sums = vec![start; examples.len()];
    let mut draw = Draw(0x9E37_79B9_7F4A_7C15);
    for _ in 0..TREES {
        let seen: Vec<usize> = (0..examples.len()).filter(|_| draw.next(SEEN)).collect();
        let facts: Vec<usize> = (0..cut.borders.len()).filter(|_| draw.next(SHARE)).collect();
        let slopes: Vec<(f64, f64)> = seen
            .iter()
            .map(|&i| {
                let p = f64::from(logistic(sums[i]));
                (p - f64::from(examples[i].1), p * (1.0 - p))
            })
            .collect();
        let tree = grow(&cut, &seen, &facts, &slopes);
        for (sum, (facts, _)) in sums.iter_mut().zip(examples) {
            *sum += tree.leaves[tree.leaf(facts)];
        }
        out.trees.push(tree);
    }
    out
}

fn grow(cut: &Cut, seen: &[usize], facts: &[usize], slopes: &[(f64, f64)]) -> Tree {
    let mut tree = Tree::default();
    let mut leaf = vec![0_usize; seen.len()];
    for level in 0..DEPTH {
        let mut best: Option<(f64, usize, usize)> = None;
        for &fact in facts {
            let borders = cut.borders[fact].len();
            let mut sums = vec![[(0.0, 0.0); PARTS + 1]; 1 << level];
            let parts = &cut.parts[fact];
            for ((&i, &leaf), slope) in seen.iter().zip(&leaf).zip(slopes) {
                let sum = &mut sums[leaf][usize::from(parts[i])];
                sum.0 += slope.0;
                sum.1 += slope.1;
            }
            let mut gains = [0.0; PARTS];
            for sums in &sums {
                let all = sums.iter().fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
                let mut below = (0.0, 0.0);
                for (gain, sum) in gains.iter_mut().zip(&sums[..borders]) {
                    below = (below.0 + sum.0, below.1 + sum.1);
                    *gain += worth(below) + worth((all.0 - below.0, all.1 - below.1)) - worth(all);
                }
            }
            for (border, gain) in gains[..borders].iter().enumerate() {
                if best.is_none_or(|(most, ..)| *gain > most) {
                    best = Some((*gain, fact, border));
                }
            }
        }
        let Some((_, fact, border)) = best else { break };
        tree.questions[level] = (fact as u8, cut.borders[fact][border]);
        for (leaf, &i) in leaf.iter_mut().zip(seen) {
            *leaf |= usize::from(usize::from(cut.parts[fact][i]) > border) << level;
        }
    }
    let mut sums = [(0.0, 0.0); LEAVES];
    for (leaf, slope) in leaf.iter().zip(slopes) {
        sums[*leaf].0 += slope.0;
        sums[*leaf].1 += slope.1;
    }
    tree.leaves = sums.map(|(slope, curve)| (-RATE * slope / (curve + PRIOR)) as f32);
    tree
}

/// By how much a leaf with this slope and curvature makes the loss smaller.
fn worth((slope, curve): (f64, f64)) -> f64 {
    slope * slope / (curve + PRIOR)
}

impl Cut {
    fn of(examples: &[&(Vec<f32>, f32)]) -> Self {
        let facts = examples.first().map_or(0, |(x, _)| x.len());
        let borders = |fact: usize| {
            let mut all: Vec<f32> = examples.iter().map(|(x, _)| x[fact]).collect();
            all.sort_by(f32::total_cmp);
            let mut borders: Vec<f32> = if all.is_empty() {
                Vec::new()
            } else {
                (1..=PARTS).map(|part| all[(part * all.len() / (PARTS + 1)).min(all.len() - 1)]).collect()
            };
            // What is rare at the lower end has a border of its own.
            borders.insert(0, all.first().copied().unwrap_or(0.0));
            borders.dedup();
            borders.truncate(PARTS);
            if borders.last() == all.last() {
                borders.pop();
            }
            borders
        };
        let borders: Vec<Vec<f32>> = (0..facts).map(borders).collect();
        let part = |fact: usize| {
            let of = |(x, _): &&(Vec<f32>, f32)| borders[fact].partition_point(|b| *b < x[fact]) as u8;
            examples.iter().map(of).collect()
        };
        let parts = (0..facts).map(part).collect();
        Self { borders, parts }
    }
}

/// Numbers that look drawn at random (xorshift).
struct Draw(u64);

impl Draw {
    /// True once in `of` times.
    fn next(&mut self, of: u64) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16).is_multiple_of(of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logistic_of(trees: &Trees, facts: &[f32]) -> f32 {
        logistic(trees.sum(facts))
    }

    #[test]
    fn two_facts_that_hold_only_together_are_learnt() {
        let examples: Vec<(Vec<f32>, f32)> = (0..4000)
            .map(|i| {
                let (a, b) = ((i % 7) as f32, (i % 5) as f32);
                (vec![a, b, a, b, a, b, a, b, a, b], if a > 3.0 && b < 2.0 { 1.0 } else { 0.0 })
            })
            .collect();
        let trees = trees(&examples.iter().collect::<Vec<_>>());
        assert!(logistic_of(&trees, &[5.0, 1.0].repeat(5)) > 0.7);
        assert!(logistic_of(&trees, &[5.0, 3.0].repeat(5)) < 0.2);
        assert!(logistic_of(&trees, &[1.0, 1.0].repeat(5)) < 0.2);
    }
}
