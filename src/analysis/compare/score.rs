//! How sure it is that two passages say the same: a logistic regression over a few signs.
//!
//! The weights were fitted on pairs of news articles about the same events in which matching passages were annotated
//! by hand, checked with the events held out in turn. No sign knows any word.

use crate::analysis::compare::candidates::Weights;
use crate::analysis::compare::passages::Passage;

/// What two passages share. The same in both directions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// Cosine of their features, weighted by rarity; 0 to 1.
    pub(super) cosine: f32,
    /// Sum of the weights of what they share: a long sentence shares more by chance, a short one proves less.
    shared: f32,
    /// Words that say something, in the runs of three that both have.
    wording: f32,
    /// Whether both are headlines.
    titles: bool,
}

impl Signs {
    /// Compares two passages.
    pub(super) fn new(left: &Passage, right: &Passage, weights: &Weights) -> Self {
        let weigh = |p: &Passage| p.features.iter().map(|f| weights.of(f.key, f.kind).powi(2)).sum::<f32>();
        let (own, other) = (weigh(left), weigh(right));
        let (mut dot, mut shared, mut wording) = (0.0, 0.0, 0.0);
        each_shared(
            &left.features,
            &right.features,
            |f| f.key,
            |a, b| {
                let weight = weights.of(a.key, a.kind.min(b.kind));
                dot += weight * weight;
                shared += weight;
            },
        );
        each_shared(&left.runs, &right.runs, |r| r.key, |a, b| wording += f32::from(a.content.min(b.content)));
        Self { cosine: dot / (own * other).sqrt().max(1.0), shared, wording, titles: left.is_title && right.is_title }
    }

    /// How sure it is that the two say the same, from 0 to 1.
    pub(super) fn score(&self, around: &Around) -> f32 {
        let margins = around.best.map(|b| self.cosine / b.max(f32::MIN_POSITIVE));
        let signs = [
            1.0,
            self.shared.ln_1p(),
            self.wording.ln_1p(),
            margins[0].min(margins[1]),
            f32::from(u8::from(self.titles)),
            around.diagonal.sqrt(),
            around.beside.sqrt(),
            // Much that is shared proves most where little else is said.
            self.cosine.sqrt() * self.shared.ln_1p(),
        ];
        let sum: f32 = signs.iter().zip(WEIGHTS).map(|(sign, weight)| sign * weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The fitted weights of the signs, in the order of [`Signs::score`].
const WEIGHTS: [f32; 8] = [-6.709, 0.888, 0.827, 2.179, 1.097, 1.164, 2.294, 1.245];

/// How alike the passages around a pair are. All are cosines from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// The most alike that either of the two is to anything.
    pub(super) best: [f32; 2],
    /// The sentences before both, or behind both.
    pub(super) diagonal: f32,
    /// One of the two, and the sentence before or behind the other.
    pub(super) beside: f32,
}

/// Calls `sink` for what stands in both lists, which are sorted by key.
pub(super) fn each_shared<'a, T>(
    left: &'a [T],
    right: &'a [T],
    key: impl Fn(&T) -> u64,
    mut sink: impl FnMut(&'a T, &'a T),
) {
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
