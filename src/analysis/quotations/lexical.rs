//! What a token looks like: a hash of its word, its ending and a coarse word class.
//!
//! Classes come from closed lists and from the shape of a word. They are no parts of speech, but they are what clause
//! boundaries depend on, and cost nanoseconds.

use crate::analysis::quotations::vocabulary::{LEARNED, Vocabulary};
use crate::language::document::Document;
use crate::text::segment::TokenKind;

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

/// The looks of all tokens of a document, by token.
pub(super) struct Lexical {
    /// Hash of the word in lower case; all double quotation marks are one.
    pub(super) words: Vec<u32>,
    /// Hash of its last three letters.
    pub(super) endings: Vec<u32>,
    /// Its class.
    pub(super) tags: Vec<Tag>,
    /// Its group of words of like use; the number of its class where it has none.
    pub(super) groups: Vec<u8>,
    /// Whether it can be a cue.
    pub(super) cues: Vec<bool>,
}

impl Lexical {
    pub(super) fn new(document: &Document<'_>, vocabulary: &Vocabulary) -> Self {
        let n = document.tokens.len();
        let mut lexical = Self {
            words: Vec::with_capacity(n),
            endings: Vec::with_capacity(n),
            tags: Vec::with_capacity(n),
            groups: Vec::with_capacity(n),
            cues: Vec::with_capacity(n),
        };
        for (i, token) in document.tokens.iter().enumerate() {
            let text = document.word(i);
            let hash = if token.kind == TokenKind::Quote { hash("\"") } else { hash(text) };
            let word = vocabulary.get(hash);
            let tag = tag(text, token.kind, word.class);
            lexical.words.push(hash);
            lexical.endings.push(ending(text));
            lexical.tags.push(tag);
            lexical.groups.push(word.group.map_or(tag as u8, |g| LEARNED + g));
            lexical.cues.push(word.cue);
        }
        lexical
    }

    /// The word at a position that may lie outside of the text.
    #[inline]
    pub(super) fn word(&self, i: usize) -> u32 {
        self.words.get(i).copied().unwrap_or(1)
    }

    /// The class at a position that may lie outside of the text.
    #[inline]
    pub(super) fn tag(&self, i: usize) -> Tag {
        self.tags.get(i).copied().unwrap_or(Tag::Edge)
    }

    /// The group at a position that may lie outside of the text.
    #[inline]
    pub(super) fn group(&self, i: usize) -> u32 {
        self.groups.get(i).copied().map_or(0, u32::from)
    }
}

/// FNV-1a over the bytes of a word, ASCII letters in lower case and curly apostrophes straight.
pub(super) fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |h, b| (h ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193))
}

fn ending(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let tail = &bytes[bytes.len().saturating_sub(3)..];
    tail.iter().fold(bytes.len().min(4) as u32, |h, b| h << 8 | u32::from(b.to_ascii_lowercase()))
}

fn tag(word: &str, kind: TokenKind, class: Option<Tag>) -> Tag {
    match kind {
        TokenKind::Quote => return Tag::Quote,
        TokenKind::Number => return Tag::Number,
        TokenKind::Clitic => return Tag::Clitic,
        TokenKind::Punctuation => {
            return match word {
                "," => Tag::Comma,
                "." | "!" | "?" | "…" => Tag::Stop,
                ":" | ";" => Tag::Colon,
                "—" | "–" | "-" | "―" => Tag::Dash,
                "(" | ")" | "[" | "]" => Tag::Bracket,
                _ => Tag::Mark,
            };
        }
        TokenKind::Word => {}
    }
    if let Some(tag) = class {
        return tag;
    }
    match word.as_bytes() {
        [first, ..] if !first.is_ascii_lowercase() => Tag::Name,
        [.., b'n', b'\'', b't'] => Tag::Not,
        [.., b't'] if word.ends_with("n’t") => Tag::Not,
        [.., b'l', b'y'] => Tag::Adverb,
        [_, _, .., b'i', b'n', b'g'] => Tag::Ing,
        [_, _, .., b'e', b'd'] => Tag::Ed,
        [.., b's', b's'] => Tag::Plain,
        [_, _, _, .., b's'] => Tag::S,
        _ => Tag::Plain,
    }
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

    #[test]
    fn words_have_classes() {
        let vocabulary = Vocabulary::new(std::iter::empty(), std::iter::empty());
        for (word, expected) in [
            ("The", Tag::Determiner),
            ("officials", Tag::S),
            ("Wang", Tag::Name),
            ("warning", Tag::Ing),
            ("warned", Tag::Ed),
            ("didn’t", Tag::Not),
            ("openly", Tag::Adverb),
            ("less", Tag::Plain),
        ] {
            let class = vocabulary.get(hash(word)).class;
            assert_eq!(tag(word, TokenKind::Word, class), expected, "{word}");
        }
    }
}
