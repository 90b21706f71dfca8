//! What a token looks like: a hash of its word, its ending and a coarse word class.
//!
//! Classes come from closed lists and from the shape of a word. They are no parts of speech, but they are what clause
//! boundaries depend on, and cost nanoseconds.

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::vocabulary::{LEARNED, Vocabulary};
use crate::language::document::Document;
use crate::language::feature;
use crate::text::segment::TokenKind;

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
            let hash = if token.kind == TokenKind::Quote { feature::word("\"") } else { feature::word(text) };
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

#[cfg(test)]
mod tests {
    use super::*;

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
            let class = vocabulary.get(feature::word(word)).class;
            assert_eq!(tag(word, TokenKind::Word, class), expected, "{word}");
        }
    }
}
