//! Small linear models over hashed features, and the file that holds their weights.
//!
//! `docs/models.md` says what they were trained on and how; `examples/train_issues.rs` makes the file.

use std::sync::LazyLock;

use crate::analysis::issues::trees::{Trees, logistic};
use crate::language::feature::{self, lower, spread, step};

/// How many features there are, as a power of two.
pub(super) const BITS: u32 = 17;
/// Weights are stored as whole numbers of this many to the unit.
pub(super) const SCALE: f32 = 40.0;

/// The answers to whether somebody takes a position: none, for, against.
pub(super) const ANSWERS: usize = 3;

/// How many facts there are about two phrases, and about a group of phrases.
pub(super) const PAIR_FACTS: usize = 34;
pub(super) const ROW_FACTS: usize = 33;
/// How many facts there are about issues of two articles.
pub(super) const LINK_FACTS: usize = 20;

/// How many facts make the score of a position.
pub(super) const FACTS: usize = 43;

/// How much the trees weigh beside the line, as a share.
const TREES: f32 = 0.7;

/// All models of this finder.
pub(super) struct Models {
    /// Whether a noun group names what is at issue: one answer of two.
    pub(super) matter: Linear<1>,
    /// Whether two phrases name one issue.
    pub(super) alike: Line,
    /// Whether phrases that name the same name an issue that matters, by their words: one answer of two.
    pub(super) issue: Linear<1>,
    /// Whether they are a row of the issues.
    pub(super) row: Line,
    /// Whether somebody takes a position on an issue, and which.
    pub(super) position: Linear<ANSWERS>,
    /// How likely a position is taken, by all that is known of it.
    pub(super) score: Score,
    /// Whether issues of two articles are one.
    pub(super) linked: Line,
}

/// From what is known of something to how likely it is: a weight for each fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The weights, in the order of the facts.
    pub weights: Vec<f32>,
}

/// From what is known of a position to its score.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Score {
    /// Weighs the first facts.
    pub(super) line: Line,
    /// How likely a strict reader would sign it, by the same facts.
    pub(super) sure: Line,
    /// Ask about all of them.
    pub(super) trees: Trees,
    /// From where both together show a position without being asked.
    pub(super) shown: f32,
}

/// One weight for each feature and answer.
pub(super) struct Linear<const N: usize> {
    pub(super) weights: Vec<[i8; N]>,
}

static FILE: &[u8] = include_bytes!("../../../models/issues.bin");

/// The models of the program.
pub(super) static MODELS: LazyLock<Models> = LazyLock::new(|| Models::read(FILE));

impl Models {
    /// Reads a file of weights: numbers of four bytes for the lines, the trees, then the weights of the models, a byte each.
    /// What a file cut short does not have is zero.
    pub(super) fn read(file: &[u8]) -> Self {
        let (shown, rest) = Line::read(file, 1);
        let (line, rest) = Line::read(rest, FACTS);
        let (sure, rest) = Line::read(rest, FACTS);
        let (alike, rest) = Line::read(rest, PAIR_FACTS);
        let (row, rest) = Line::read(rest, ROW_FACTS);
        let (linked, rest) = Line::read(rest, LINK_FACTS);
        let (trees, rest) = Trees::read(rest);
        let score = Score { line, sure, trees, shown: shown.weights.first().copied().unwrap_or(1.0) };
        let (matter, rest) = Linear::read(rest);
        let (issue, rest) = Linear::read(rest);
        let (position, _) = Linear::read(rest);
        Self { matter, alike, issue, row, position, score, linked }
    }
}

impl<const N: usize> Linear<N> {
    fn read(file: &[u8]) -> (Self, &[u8]) {
        let size = (N << BITS).min(file.len() / N * N);
        let (own, rest) = file.split_at(size);
        let mut weights = vec![[0; N]; 1 << BITS];
        for (weight, bytes) in weights.iter_mut().zip(own.chunks_exact(N)) {
            *weight = std::array::from_fn(|i| bytes[i].cast_signed());
        }
        (Self { weights }, rest)
    }

    /// For each answer the sum of the weights of `features`.
    pub(super) fn sums(&self, features: &[u32]) -> [f32; N] {
        let mut sums = [0_i32; N];
        for feature in features {
            for (sum, weight) in sums.iter_mut().zip(self.weights[slot(*feature)]) {
                *sum += i32::from(weight);
            }
        }
        sums.map(|sum| sum as f32 / SCALE)
    }
}

impl Linear<1> {
    /// How likely the answer is yes, from 0 to 1.
    pub(super) fn probability(&self, features: &[u32]) -> f32 {
        logistic(self.sums(features)[0])
    }
}

impl Linear<ANSWERS> {
    /// How likely each answer is; they add up to 1.
    pub(super) fn probabilities(&self, features: &[u32]) -> [f32; ANSWERS] {
        softmax(self.sums(features))
    }
}

impl Line {
    fn read(file: &[u8], facts: usize) -> (Self, &[u8]) {
        let (numbers, rest) = file.split_at(file.len().min(4 * facts));
        let number = |bytes: &[u8]| bytes.try_into().map_or(0.0, f32::from_le_bytes);
        (Self { weights: numbers.chunks(4).map(number).collect() }, rest)
    }

    /// How likely it is, from 0 to 1, where these facts are known.
    pub(super) fn of(&self, facts: &[f32]) -> f32 {
        logistic(self.sum(facts))
    }

    fn sum(&self, facts: &[f32]) -> f32 {
        facts.iter().zip(&self.weights).map(|(fact, weight)| fact * weight).sum()
    }
}

impl Score {
    /// How likely a position is taken, from 0 to 1, where these facts are known: what the line says.
    pub(super) fn of(&self, facts: &[f32]) -> f32 {
        self.line.of(facts)
    }

    /// The same for those that are shown: what line and trees say together.
    pub(super) fn for_show(&self, facts: &[f32]) -> f32 {
        logistic((1.0 - TREES) * self.line.sum(facts) + TREES * self.trees.sum(facts))
    }
}

/// A fact that holds or does not, as a number.
pub(super) fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// The logarithm of the odds of a probability.
pub(super) fn odds(probability: f32) -> f32 {
    let p = probability.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

/// Shares that add up to 1.
pub(super) fn softmax<const N: usize>(sums: [f32; N]) -> [f32; N] {
    let most = sums.iter().copied().fold(f32::MIN, f32::max);
    let parts = sums.map(|s| (s - most).exp());
    let all: f32 = parts.iter().sum();
    parts.map(|p| p / all)
}

/// Where the weights of a feature stand.
pub(super) fn slot(feature: u32) -> usize {
    (feature >> (32 - BITS)) as usize
}

/// Observations about one thing, as hashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Features {
    /// The hashes.
    pub(super) hashes: Vec<u32>,
}

impl Features {
    /// An observation that is there or not.
    pub(super) fn add(&mut self, name: &str) {
        self.hashes.push(spread(feature::name(name)));
    }

    /// An observation with a word, whose case does not matter.
    pub(super) fn word(&mut self, name: &str, word: &str) {
        self.hashes.push(spread(lower(feature::name(name), word)));
    }

    /// An observation with two words, whose case does not matter.
    pub(super) fn words(&mut self, name: &str, first: &str, second: &str) {
        let hash = step(lower(feature::name(name), first), 0x4000_0000);
        self.hashes.push(spread(lower(hash, second)));
    }

    /// An observation with a number, a count that is cut off at `most`.
    pub(super) fn count(&mut self, name: &str, count: usize, most: usize) {
        self.hashes.push(spread(step(feature::name(name), 0x4000_0000 + count.min(most) as u32)));
    }

    /// An observation with two numbers.
    pub(super) fn pair(&mut self, name: &str, a: i32, b: i32) {
        self.hashes.push(spread(step(step(feature::name(name), a.cast_unsigned()), b.cast_unsigned())));
    }
}
