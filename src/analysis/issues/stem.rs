//! What a word says without its endings, so that words of one family name one matter.

use crate::language::vocabulary;

/// The hash of what a word says without its endings: `electoral`, `election` and `elections` are one.
pub(super) fn stem(word: &str) -> u64 {
    if word.starts_with(char::is_uppercase)
        && let Some(nation) = vocabulary::nation_of(word)
    {
        return hash_of(nation.chars());
    }
    let mut word = word;
    // Twice, for "electoral" has two of them.
    for _ in 0..2 {
        let last = word.as_bytes().last();
        let endings = ENDINGS.iter().filter(|e| e.as_bytes().last() == last);
        let shorter = endings.filter_map(|e| word.strip_suffix(e)).find(|s| s.chars().nth(3).is_some());
        word = shorter.unwrap_or(word);
    }
    hash_of(word.chars())
}

/// Endings that make one noun or adjective of another, the longer ones first.
const ENDINGS: [&str; 28] = [
    "ational", "ations", "ments", "ation", "ances", "ences", "ments", "ment", "ance", "ence", "ings", "ions", "ally",
    "ies", "ing", "ion", "ers", "ors", "ive", "ity", "or", "er", "ed", "es", "al", "s", "y", "e",
];

/// FNV-1a of the small letters.
pub(super) fn hash_of(letters: impl Iterator<Item = char>) -> u64 {
    letters
        .flat_map(char::to_lowercase)
        .fold(0xCBF2_9CE4_8422_2325, |h, c| (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01B3))
}
