//! The weights that decide what a cue does and where its source and its content begin and end.
//!
//! A linear model over hashed features: every answer adds up one small integer per feature, and the highest sum wins.
//! `docs/models-attributions.md` says what it was trained on and how; `examples/train_attributions.rs` makes the file.

use std::sync::LazyLock;

use crate::analysis::quotations::vocabulary::Vocabulary;

/// How many weights the first questions have, as a power of two.
pub(super) const BITS: u32 = 20;

/// How many weights the last question has, which reading of a cue is right, as a power of two.
pub(super) const READING_BITS: u32 = 17;

/// The weights, and what is known about words.
pub(super) struct Model {
    pub(super) vocabulary: Vocabulary,
    /// One weight a feature, as signed bytes.
    weights: &'static [u8; 1 << BITS],
    /// Those of the last question.
    readings: &'static [u8; 1 << READING_BITS],
}

/// What stands for weights that a file cut short does not have.
static NOTHING: [u8; 1 << BITS] = [0; 1 << BITS];
static NO_READINGS: [u8; 1 << READING_BITS] = [0; 1 << READING_BITS];

static FILE: &[u8] = include_bytes!("../../../models/attributions.bin");

/// The model of the program.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(FILE));

impl Model {
    /// Reads a file of weights. Whole numbers have four bytes, little end first: how many cue words there are and how
    /// many words have a group, the hashes of the cue words, those of the words with a group; then, a byte each, the
    /// groups, the weights of the first questions and those of the last. A file cut short gives a model that finds less.
    pub(super) fn read(file: &'static [u8]) -> Self {
        let number = |at: usize| file.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
        let cues = (number(0) as usize).min(file.len() / 4);
        let grouped = (number(4) as usize).min(file.len() / 5);
        let words = 8 + cues * 4;
        let groups = words + grouped * 4;
        let group = |i: usize| file.get(groups + i).copied().unwrap_or_default();
        let vocabulary = Vocabulary::new(
            (0..cues).map(|i| number(8 + i * 4)),
            (0..grouped).map(|i| (number(words + i * 4), group(i))),
        );
        let weights = file.get(groups + grouped..).unwrap_or_default();
        let (weights, readings) = weights.split_first_chunk().unwrap_or((&NOTHING, &[]));
        Self { vocabulary, weights, readings: readings.first_chunk().unwrap_or(&NO_READINGS) }
    }

    /// The sum of the weights of `features`.
    pub(super) fn score(&self, features: &[u32]) -> i32 {
        features.iter().map(|f| weight(self.weights[slot(*f)])).sum()
    }

    /// The sums for each of four answers that share their features.
    pub(super) fn scores(&self, features: &[u32]) -> [i32; 4] {
        let mut sums = [0; 4];
        for feature in features {
            let base = slot(*feature) & !3;
            for (sum, byte) in sums.iter_mut().zip(&self.weights[base..base + 4]) {
                *sum += weight(*byte);
            }
        }
        sums
    }

    /// How much likelier than "there is nothing" a reading with these features is.
    pub(super) fn reading(&self, features: &[u32]) -> i32 {
        features.iter().map(|f| weight(self.readings[(*f >> (32 - READING_BITS)) as usize])).sum()
    }
}

#[inline]
fn weight(byte: u8) -> i32 {
    i32::from(byte.cast_signed())
}

/// Where the weight of a feature stands; for one of four answers, the first of the four that hold it.
#[inline]
fn slot(feature: u32) -> usize {
    (feature >> (32 - BITS)) as usize
}
