//! Coarse word classes: the closed ones of the list of function words, and those that a word shows by its form.

use crate::language::function_words::{self, Class};

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
    function_words::all().map(|(class, word)| (tag(class), word))
}

fn tag(class: Class) -> Tag {
    match class {
        Class::Determiner => Tag::Determiner,
        Class::Possessive => Tag::Possessive,
        Class::Subject => Tag::Subject,
        Class::Object => Tag::Object,
        Class::Preposition => Tag::Preposition,
        Class::To => Tag::To,
        Class::Coordinator => Tag::Coordinator,
        Class::Subordinator => Tag::Subordinator,
        Class::That => Tag::That,
        Class::Wh => Tag::Wh,
        Class::Modal => Tag::Modal,
        Class::Be => Tag::Be,
        Class::Have => Tag::Have,
        Class::Do => Tag::Do,
        Class::Not => Tag::Not,
        Class::Adverb => Tag::Adverb,
        Class::Loose => Tag::Loose,
    }
}
