//! Lists of words in sections, which only one finder asks.
//!
//! The file of a list has lines `[section]`, lines of words between blanks, and comments with `#`. Words are looked up as
//! they are written. What several finders ask stands in the [`vocabulary`](crate::language::vocabulary).

use crate::language::hash::{self, ByHash};

/// A list: for each word the sections that it stands in.
pub struct Sections {
    names: Vec<&'static str>,
    words: ByHash<u64>,
}

impl Sections {
    /// Reads a list of at most 64 sections.
    pub fn new(text: &'static str) -> Self {
        let mut sections = Self { names: Vec::new(), words: ByHash::default() };
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                sections.names.push(name);
                continue;
            }
            let section = 1 << (sections.names.len().max(1) - 1).min(63);
            for word in line.split_whitespace() {
                *sections.words.entry(hash::exact(word)).or_default() |= section;
            }
        }
        sections
    }

    /// Whether a word stands in a section.
    pub fn has(&self, section: &str, word: &str) -> bool {
        let Some(at) = self.names.iter().position(|name| *name == section) else { return false };
        self.words.get(&hash::exact(word)).is_some_and(|sections| sections >> at & 1 != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_in_its_sections_only() {
        let list = Sections::new("# About fish.\n[sea]\ncod eel\n[river]\neel\n");
        assert!(list.has("sea", "cod") && list.has("river", "eel") && list.has("sea", "eel"));
        assert!(!list.has("river", "cod") && !list.has("sea", "Cod") && !list.has("lake", "cod"));
    }
}
