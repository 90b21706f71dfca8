//! The weights that decide what a cue does and where its source and its content begin and end.
//!
//! A linear model over hashed features: every answer adds up one small integer per feature, and the highest sum wins.
//! `docs/models-attributions.md` says what it was trained on and how; `examples/train_attributions.rs` makes the file.

use std::sync::LazyLock;

/// How many weights there are, as a power of two.
pub(super) const BITS: u32 = 19;

/// The weights and the words that can be cues.
pub(super) struct Model {
    /// Hashes of cue words, sorted.
    cues: Vec<u32>,
    /// The first cue whose top byte is at least the index.
    buckets: Vec<u16>,
    /// One weight a feature, as signed bytes.
    weights: &'static [u8],
}

static FILE: &[u8] = include_bytes!("attributions.bin");

/// The model of the program.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(FILE));

impl Model {
    /// Reads the file of weights: the number of cue words (four bytes, little end first), their hashes in order, the
    /// weights. A file cut short gives a model that finds less.
    pub(super) fn read(file: &'static [u8]) -> Self {
        let number = |at: usize| file.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
        let count = (number(0) as usize).min(file.len() / 4);
        let cues: Vec<u32> = (0..count).map(|i| number(4 + i * 4)).collect();
        let buckets = (0..=256u32).map(|b| cues.partition_point(|c| c >> 24 < b) as u16).collect();
        Self { cues, buckets, weights: file.get(4 + count * 4..).unwrap_or_default() }
    }

    /// Whether a word, by its hash, can be a cue.
    pub(super) fn is_cue(&self, word: u32) -> bool {
        let bucket = (word >> 24) as usize;
        let range = usize::from(self.buckets[bucket])..usize::from(self.buckets[bucket + 1]);
        self.cues[range].contains(&word)
    }

    /// The sum of the weights of `features`.
    pub(super) fn score(&self, features: &[u32]) -> i32 {
        features.iter().map(|f| self.weight(slot(*f))).sum()
    }

    /// The sums for each of four answers that share their features.
    pub(super) fn scores(&self, features: &[u32]) -> [i32; 4] {
        let mut sums = [0; 4];
        for feature in features {
            let base = slot(*feature) & !3;
            for (class, sum) in sums.iter_mut().enumerate() {
                *sum += self.weight(base + class);
            }
        }
        sums
    }

    fn weight(&self, slot: usize) -> i32 {
        self.weights.get(slot).map_or(0, |w| i32::from(w.cast_signed()))
    }
}

/// Where the weight of a feature stands; for one of four answers, the first of the four that hold it.
pub(super) fn slot(feature: u32) -> usize {
    (feature >> (32 - BITS)) as usize
}
