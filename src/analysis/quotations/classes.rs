//! Coarse word classes and the closed lists of those that have one.

use crate::analysis::quotations::lists;

/// A coarse word class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    /// Outside of the text.
    Edge,
    Determiner,
    Possessive,
    /// A pronoun that can be a subject.
    Subject,
    /// A pronoun that cannot.
    Object,
    Preposition,
    To,
    /// `and`, `or`, `but`.
    Coordinator,
    /// `because`, `if`, `while`.
    Subordinator,
    That,
    /// `who`, `which`, `what`, `how`.
    Wh,
    Modal,
    Be,
    Have,
    Do,
    Not,
    Adverb,
    /// `there`, `here`, and words of time that stand by themselves.
    Loose,
    /// A capitalised word.
    Name,
    Number,
    Ing,
    Ed,
    S,
    Plain,
    Clitic,
    Quote,
    Comma,
    Stop,
    Colon,
    Dash,
    Bracket,
    Mark,
}

/// The words of each closed class; no word stands twice.
pub(super) fn closed() -> impl Iterator<Item = (Tag, &'static str)> {
    lists::sections().filter_map(|(section, word)| Some((class(section)?, word)))
}

/// The class that a section of the list of words holds.
fn class(section: &str) -> Option<Tag> {
    Some(match section {
        "determiner" => Tag::Determiner,
        "possessive" => Tag::Possessive,
        "subject" => Tag::Subject,
        "object" => Tag::Object,
        "preposition" => Tag::Preposition,
        "to" => Tag::To,
        "coordinator" => Tag::Coordinator,
        "subordinator" => Tag::Subordinator,
        "that" => Tag::That,
        "wh" => Tag::Wh,
        "modal" => Tag::Modal,
        "be" => Tag::Be,
        "have" => Tag::Have,
        "do" => Tag::Do,
        "not" => Tag::Not,
        "adverb" => Tag::Adverb,
        "loose" => Tag::Loose,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_classes() {
        let mut words: Vec<_> = closed().map(|(_, word)| word).collect();
        assert!(words.len() > 150);
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
