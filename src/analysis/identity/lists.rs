//! The word lists of this folder. A list is a text file; its words are separated by blanks, and lines with `#` are
//! comments.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that are looked up in small letters.
pub(in crate::analysis) struct List(LazyLock<HashSet<String>>);

/// Nouns that say whose relative somebody is.
pub(in crate::analysis) static RELATIONS: List = List(LazyLock::new(|| words(include_str!("lists/relations.txt"))));

/// Small words with which surnames begin.
pub(in crate::analysis) static PARTICLES: List = List(LazyLock::new(|| words(include_str!("lists/particles.txt"))));

/// Given names that tell nothing about the sex of who bears them.
pub(in crate::analysis) static BOTH_SEXES: List = List(LazyLock::new(|| words(include_str!("lists/both_sexes.txt"))));

impl List {
    /// Whether a word stands in the list, whatever its case.
    pub(in crate::analysis) fn has(&self, word: &str) -> bool {
        // Most words are in small letters already, and none of a list is long.
        word.len() <= 20 && (self.0.contains(word) || self.0.contains(&word.to_lowercase()))
    }
}

fn words(list: &str) -> HashSet<String> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(str::to_lowercase).collect()
}
