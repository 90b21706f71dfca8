//! Words that say nearly the same in news prose (`turned down`, `refused`): the idea that two sentences share where they
//! share no word.

use std::sync::OnceLock;

use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::stem::{Stem, stem};

/// The idea that a word stands for, by its stem; the same number for all words of one line of the list.
pub(super) fn of(stem: Stem) -> Option<u64> {
    static IDEAS: OnceLock<ByHash<u64>> = OnceLock::new();
    IDEAS.get_or_init(|| read(include_str!("concepts.txt"))).get(&stem).copied()
}

/// Reads the list. A word that stands in two lines belongs to the first.
fn read(list: &str) -> ByHash<u64> {
    let mut out = ByHash::default();
    let mut buffer = String::new();
    for (line, words) in (1_u64..).zip(list.lines().filter(|l| !l.starts_with('#'))) {
        for word in words.split_whitespace() {
            out.entry(stem(word, &mut buffer)).or_insert_with(|| hash::combine(7, line));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, same: bool) {
        let mut buffer = String::new();
        let mut idea = |word| of(stem(word, &mut buffer));
        assert_eq!(idea(a).is_some() && idea(a) == idea(b), same, "{a} / {b}");
    }

    #[test]
    fn words_of_one_idea_are_told() {
        check("rejected", "refusal", true);
        check("lawsuits", "litigation", true);
        check("bill", "legislation", true);
        check("bill", "refusal", false);
        check("kettle", "kettles", false);
    }
}
