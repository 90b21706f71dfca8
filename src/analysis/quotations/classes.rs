//! Coarse word classes and the closed lists of those that have one.

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

/// FNV-1a over the bytes of a word, ASCII letters in lower case and curly apostrophes straight.
pub(super) fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |h, b| (h ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}

/// The words of each closed class; no word stands twice.
pub(super) const CLASSES: &[(Tag, &str)] = &[
    (Tag::Determiner, "the a an this these those some any no every each all both another such many most several few"),
    (Tag::Possessive, "his their my our your its whose"),
    (Tag::Subject, "he she they we i you it everyone nobody somebody someone anyone everybody"),
    (Tag::Object, "him her them us me himself herself themselves itself myself ourselves"),
    (
        Tag::Preposition,
        "of in on at by for from with about into over under between among against during through across toward towards \
         upon within without behind near amid per via despite including beyond around off like unlike regarding",
    ),
    (Tag::To, "to"),
    (Tag::Coordinator, "and or but nor yet"),
    (
        Tag::Subordinator,
        "because if while although though unless until when where whereas since after before once as than whether so",
    ),
    (Tag::That, "that"),
    (Tag::Wh, "who which what how why whom whatever"),
    (Tag::Modal, "will would can could should may might must shall cannot"),
    (Tag::Be, "is are was were be been being am"),
    (Tag::Have, "has have had having"),
    (Tag::Do, "do does did done"),
    (Tag::Not, "not never n't"),
    (
        Tag::Adverb,
        "also just only even still already again too very now then later however instead perhaps maybe often always \
         once-again meanwhile soon further moreover",
    ),
    (
        Tag::Loose,
        "there here today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday ago earlier last \
         next",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_has_two_classes() {
        let mut words: Vec<_> = CLASSES.iter().flat_map(|(_, words)| words.split_whitespace()).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}
