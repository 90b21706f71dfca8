//! Words that say nothing to a comparison, and words that deny.

use std::sync::LazyLock;

use crate::language::hash;
use crate::text::lists::section;

/// The list of words of comparing; its comments say what belongs in each section.
pub(super) const WORDS: &str = include_str!("words.txt");

/// Words that stand in sentences about anything, as sorted hashes: what they share is no sign that they say the same.
pub(in crate::analysis) struct Empty(Vec<u64>);

impl Empty {
    /// Reads the list; some microseconds.
    pub(in crate::analysis) fn new() -> Self {
        let mut hashes: Vec<u64> = section(WORDS, "empty", ' ').into_iter().map(hash::fold).collect();
        hashes.sort_unstable();
        Self(hashes)
    }

    /// Whether a word, by its folded hash, says nothing.
    pub(in crate::analysis) fn has(&self, hash: u64) -> bool {
        self.0.binary_search(&hash).is_ok()
    }
}

/// Whether a word denies what the others say, in whatever form (`not`, `didn’t`).
pub(in crate::analysis) fn denies(word: &str) -> bool {
    static DENIALS: LazyLock<Vec<&str>> = LazyLock::new(|| section(WORDS, "denials", ' '));
    let contracted = ["n't", "n’t", "N'T", "N’T"].iter().any(|ending| word.ends_with(ending));
    contracted || DENIALS.iter().any(|denial| word.eq_ignore_ascii_case(denial))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_deny_are_known_in_every_form() {
        assert!(["not", "Never", "didn’t", "CAN'T"].into_iter().all(denies));
        assert!(!["no", "note", "want"].into_iter().any(denies));
    }
}
