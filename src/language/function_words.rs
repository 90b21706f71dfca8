//! The closed classes of English: pronouns, prepositions, auxiliaries and the like, each word in one class.

use std::sync::OnceLock;

use crate::language::hash::{self, ByHash};

/// A closed class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `the`, `this`, `few`.
    Determiner,
    /// `his`, `whose`.
    Possessive,
    /// A pronoun that can be a subject.
    Subject,
    /// A pronoun that cannot.
    Object,
    /// `of`, `despite`.
    Preposition,
    /// `to`.
    To,
    /// `and`, `but`.
    Coordinator,
    /// `because`, `while`.
    Subordinator,
    /// `that`.
    That,
    /// `who`, `what`.
    Wh,
    /// `will`, `might`.
    Modal,
    /// The forms of "be".
    Be,
    /// The forms of "have".
    Have,
    /// The forms of "do".
    Do,
    /// `not`, `never`.
    Not,
    /// Adverbs that tell nothing of manner (`also`, `still`).
    Adverb,
    /// `there`, `here`, and words of time that stand by themselves.
    Loose,
}

/// The sections of the list in the order of [`Class`].
const SECTIONS: [(&str, Class); 17] = [
    ("determiner", Class::Determiner),
    ("possessive", Class::Possessive),
    ("subject", Class::Subject),
    ("object", Class::Object),
    ("preposition", Class::Preposition),
    ("to", Class::To),
    ("coordinator", Class::Coordinator),
    ("subordinator", Class::Subordinator),
    ("that", Class::That),
    ("wh", Class::Wh),
    ("modal", Class::Modal),
    ("be", Class::Be),
    ("have", Class::Have),
    ("do", Class::Do),
    ("not", Class::Not),
    ("adverb", Class::Adverb),
    ("loose", Class::Loose),
];

/// Every word of the closed classes, in the order of the list.
pub fn all() -> impl Iterator<Item = (Class, &'static str)> {
    let lines = include_str!("lists/function_words.txt").lines().filter(|l| !l.starts_with('#'));
    let words = lines.scan(None, |section, line| {
        if let Some(name) = line.strip_prefix('[') {
            *section = SECTIONS.iter().find(|(n, _)| *n == name.trim_end_matches(']')).map(|(_, class)| *class);
            return Some((*section, ""));
        }
        Some((*section, line))
    });
    words.flat_map(|(class, line)| line.split_whitespace().filter_map(move |word| Some((class?, word))))
}

/// The class of a word, by the hash of its folded form ([`hash::fold`]).
pub fn class(folded: u64) -> Option<Class> {
    static TABLE: OnceLock<ByHash<Class>> = OnceLock::new();
    TABLE.get_or_init(|| all().map(|(class, word)| (hash::fold(word), class)).collect()).get(&folded).copied()
}

/// Whether a word says what may be or will be (`would`, `'ll`).
///
/// ```
/// use parallax::language::function_words::is_modal;
/// assert_eq!(["May", "’ll", "maybe"].map(is_modal), [true, true, false]);
/// ```
pub fn is_modal(word: &str) -> bool {
    class(hash::fold(word)) == Some(Class::Modal) || matches!(word, "'ll" | "’ll")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_classes() {
        let mut words: Vec<_> = all().map(|(_, word)| word).collect();
        assert!(words.len() > 150);
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        assert_eq!(class(hash::fold("While")), Some(Class::Subordinator));
    }
}
