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
    weights: &'static [u8],
    /// Those of the last question.
    readings: &'static [u8],
}

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
        let (weights, readings) = weights.split_at((1 << BITS).min(weights.len()));
        Self { vocabulary, weights, readings }
    }

    /// The sum of the weights of `features`.
    pub(super) fn score(&self, features: &[u32]) -> i32 {
        features.iter().map(|f| weight(self.weights, slot(*f))).sum()
    }

    /// The sums for each of four answers that share their features.
    pub(super) fn scores(&self, features: &[u32]) -> [i32; 4] {
        let mut sums = [0; 4];
        for feature in features {
            let base = slot(*feature) & !3;
            for (class, sum) in sums.iter_mut().enumerate() {
                *sum += weight(self.weights, base + class);
            }
        }
        sums
    }

    /// How much likelier than "there is nothing" a reading with these features is.
    pub(super) fn reading(&self, features: &[u32]) -> i32 {
        features.iter().map(|f| weight(self.readings, reading_slot(*f))).sum()
    }
}

fn weight(weights: &[u8], slot: usize) -> i32 {
    weights.get(slot).map_or(0, |w| i32::from(w.cast_signed()))
}

/// Where the weight of a feature stands; for one of four answers, the first of the four that hold it.
pub(super) fn slot(feature: u32) -> usize {
    (feature >> (32 - BITS)) as usize
}

/// Where the weight of a feature of the last question stands.
pub(super) fn reading_slot(feature: u32) -> usize {
    (feature >> (32 - READING_BITS)) as usize
}
