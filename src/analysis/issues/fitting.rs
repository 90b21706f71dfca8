//! Fits linear models and lines to examples.
//!
//! A softmax over the answers is fitted by `AdaGrad`, a few examples at a time, in an order that is the same on every run.

use crate::analysis::issues::linear::{ANSWERS, BITS, Features, Line, Linear, SCALE, slot, softmax};
use crate::analysis::issues::trees::logistic;

/// How often every example is seen.
const EPOCHS: usize = 12;
/// The first step of a weight.
const RATE: f32 = 0.05;
/// Steps of a line over facts, and how strongly its weights are drawn to zero.
const STEPS: usize = 600;
const PRIOR: f64 = 10.0;
/// How many examples make a step.
const BATCH: usize = 128;
/// In how many parts the events are cut.
pub(super) const FOLDS: usize = 10;

/// One example: features, and the share of each answer; no shares where it neither helps nor harms.
pub(super) struct Example {
    pub(super) features: Vec<u32>,
    pub(super) shares: [f32; ANSWERS],
    /// Whether each answer counts as right.
    pub(super) right: [f32; ANSWERS],
    /// Whether each answer is what the annotation means of the issue that the found one names most.
    pub(super) meant: [f32; ANSWERS],
}

impl Example {
    pub(super) fn new(features: &Features, shares: [f32; ANSWERS]) -> Self {
        let right = shares.map(|share| if share > 0.0 { 1.0 } else { 0.0 });
        Self { features: features.hashes.clone(), shares, right, meant: [0.0; ANSWERS] }
    }
}

/// A model for each fold, made without it, and one of all.
pub(super) fn by_fold<const N: usize>(
    examples: &[Vec<Example>],
    folds: &[usize],
    prior: f32,
) -> (Vec<Linear<N>>, Linear<N>) {
    let without = |part: usize| {
        let others = examples.iter().zip(folds).filter(|(_, fold)| **fold != part);
        fit(&others.flat_map(|(examples, _)| examples).collect::<Vec<_>>(), prior)
    };
    ((0..FOLDS).map(without).collect(), fit(&examples.iter().flatten().collect::<Vec<_>>(), prior))
}

/// Fits a softmax with squared weights as the penalty, by `AdaGrad` on small batches.
fn fit<const N: usize>(examples: &[&Example], prior: f32) -> Linear<N> {
    let slots: Vec<Vec<u32>> = examples.iter().map(|e| e.features.iter().map(|f| slot(*f) as u32).collect()).collect();
    let mut used: Vec<u32> = slots.iter().flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    let mut weights = vec![[0.0_f32; N]; 1 << BITS];
    let mut squares = [[1e-6_f32; N]; 1 << BITS];
    let mut slopes = [[0.0_f32; N]; 1 << BITS];
    let mut sums = vec![[0.0_f64; N]; 1 << BITS];
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].shares.iter().sum::<f32>() > 0.0).collect();
    let decay = prior / order.len().max(1) as f32;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        for batch in order.chunks(BATCH) {
            for &i in batch {
                let mut score = [0.0; N];
                for &at in &slots[i] {
                    for (s, w) in score.iter_mut().zip(weights[at as usize]) {
                        *s += w;
                    }
                }
                let answer = if N == 1 { score.map(logistic) } else { softmax(score) };
                // With one answer it is that of yes.
                let wanted = |n: usize| examples[i].shares[if N == 1 { 1 } else { n }];
                for &at in &slots[i] {
                    for n in 0..N {
                        slopes[at as usize][n] += (answer[n] - wanted(n)) / batch.len() as f32;
                    }
                }
            }
            for &at in &used {
                let at = at as usize;
                for n in 0..N {
                    let slope = slopes[at][n] + decay * weights[at][n];
                    squares[at][n] += slope * slope;
                    weights[at][n] -= RATE * slope / squares[at][n].sqrt();
                }
                slopes[at] = [0.0; N];
            }
        }
        // The weights of the later rounds, averaged, are steadier than the last ones.
        if epoch >= EPOCHS / 2 {
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                for n in 0..N {
                    sum[n] += f64::from(weight[n]);
                }
            }
        }
    }
    let rounds = (EPOCHS - EPOCHS / 2) as f64;
    let stored = |sum: f64| (sum / rounds * f64::from(SCALE)).round().clamp(-127.0, 127.0) as i8;
    Linear { weights: sums.into_iter().map(|s| s.map(stored)).collect() }
}

/// A line for each fold, made without it, and at last one of all.
pub(super) fn lines_by_fold(examples: &[Vec<(Vec<f32>, f32)>], folds: &[usize]) -> Vec<Line> {
    let without = |part: usize| {
        let others = examples.iter().zip(folds).filter(|(_, fold)| **fold != part);
        line(&others.flat_map(|(examples, _)| examples).collect::<Vec<_>>())
    };
    (0..=FOLDS).map(without).collect()
}

/// A logistic regression with a weak prior, by gradient descent with a step for each weight, on facts that are scaled
/// alike. The first fact always holds.
pub(super) fn line(judged: &[&(Vec<f32>, f32)]) -> Line {
    let facts = judged.first().map_or(0, |(x, _)| x.len());
    let number = judged.len().max(1) as f64;
    let mean = |of: &dyn Fn(&[f32]) -> f64| judged.iter().map(|(x, _)| of(x)).sum::<f64>() / number;
    let means: Vec<f64> = (0..facts).map(|i| if i == 0 { 0.0 } else { mean(&|x| f64::from(x[i])) }).collect();
    let spread = |i: usize| mean(&|x| (f64::from(x[i]) - means[i]).powi(2)).sqrt();
    let scales: Vec<f64> = (0..facts).map(spread).map(|s| if s > 1e-6 { 1.0 / s } else { 0.0 }).collect();
    let scaled = |(x, _): &(Vec<f32>, f32)| -> Vec<f64> {
        x.iter().enumerate().map(|(i, x)| if i == 0 { 1.0 } else { (f64::from(*x) - means[i]) * scales[i] }).collect()
    };
    let rows: Vec<Vec<f64>> = judged.iter().map(|example| scaled(example)).collect();
    let mut weights = vec![0.0_f64; facts];
    let mut squares = vec![1e-8_f64; facts];
    for _ in 0..STEPS {
        let mut gradient: Vec<f64> = weights.iter().map(|w| w * PRIOR / number).collect();
        for (x, (_, right)) in rows.iter().zip(judged) {
            let sum: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let wrong = 1.0 / (1.0 + (-sum).exp()) - f64::from(*right);
            for (g, x) in gradient.iter_mut().zip(x) {
                *g += wrong * x / number;
            }
        }
        for ((w, g), square) in weights.iter_mut().zip(gradient).zip(&mut squares) {
            *square += g * g;
            *w -= 0.1 * g / square.sqrt();
        }
    }
    let mut plain: Vec<f64> = weights.iter().zip(&scales).map(|(w, s)| w * s).collect();
    let moved: f64 = plain.iter().zip(&means).map(|(w, m)| w * m).sum();
    if let (Some(always), Some(weight)) = (plain.first_mut(), weights.first()) {
        *always = weight - moved;
    }
    Line { weights: plain.into_iter().map(|w| w as f32).collect() }
}
