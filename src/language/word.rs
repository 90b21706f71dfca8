//! What tagger and parser read: the words of a sentence, contractions in two, each reduced to a few hashes once.
//!
//! The words are those of the [document](crate::language::document), except that `don't`, `cannot` and `they're` are
//! two words of one token, as in all treebanks.

use crate::language::feature::{SEED, finish, mix};
use crate::text::span::Span;

/// A word as the models see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, or where in the token for a part of a contraction.
    pub span: Span,
    /// The number of its token in its sequence of tokens.
    pub token: u32,
    /// Hash of its lower-case form, with straight quotation marks and all digits alike.
    pub form: u32,
    /// Hash of the last three characters of that form.
    pub suffix: u32,
    /// Hash of the first character of that form and of its length up to four.
    pub prefix: u32,
    /// Hash of the kinds of its characters: `Xxx`, `XX`, `dd`, `x-x`.
    pub shape: u32,
}

/// Appends the one or two words of a token.
pub fn split(text: &str, span: Span, token: u32, out: &mut Vec<Word>) {
    let whole = span.of(text);
    let cut = contraction(whole);
    if cut > 0 && cut < whole.len() {
        out.push(read(text, Span::new(span.from(), span.from() + cut), token));
        out.push(read(text, Span::new(span.from() + cut, span.to()), token));
    } else {
        out.push(read(text, span, token));
    }
}

/// Where the second word of a contraction begins; nought where there is none.
fn contraction(word: &str) -> usize {
    let bytes = word.as_bytes();
    let n = bytes.len();
    if n < 3 || !matches!(bytes[n - 1], b't' | b'T' | b'e' | b'E' | b'l' | b'L' | b'd' | b'D' | b'm' | b'M') {
        return 0;
    }
    if word.eq_ignore_ascii_case("cannot") {
        return 3;
    }
    let Some((at, mark)) = word.char_indices().rev().take(4).find(|(_, c)| matches!(c, '\'' | '’' | 'ʼ')) else {
        return 0;
    };
    let behind = &word[at + mark.len_utf8()..];
    if behind.eq_ignore_ascii_case("t") {
        return if at > 1 && matches!(bytes[at - 1], b'n' | b'N') { at - 1 } else { 0 };
    }
    if ["re", "ve", "ll", "d", "m"].iter().any(|ending| behind.eq_ignore_ascii_case(ending)) { at } else { 0 }
}

/// Reads one word.
pub fn read(text: &str, span: Span, token: u32) -> Word {
    let word = span.of(text);
    let mut form = SEED;
    let mut shape = SEED;
    let mut last = [0u32; 3];
    let mut first = 0;
    let mut length = 0u32;
    let (mut kind_before, mut run) = (0, 0);
    for c in word.chars() {
        let (low, kind) = normalised(c);
        form = mix(form, low);
        last = [last[1], last[2], low];
        if length == 0 {
            first = low;
        }
        length += 1;
        run = if kind == kind_before { run + 1 } else { 0 };
        kind_before = kind;
        if run < 2 {
            shape = mix(shape, kind);
        }
    }
    let suffix = last.iter().fold(SEED, |h, c| mix(h, *c));
    let prefix = mix(mix(SEED, first), length.min(4));
    Word { span, token, form: finish(form), suffix: finish(suffix), prefix: finish(prefix), shape: finish(shape) }
}

/// A character in lower case with the kind it is of.
fn normalised(c: char) -> (u32, u32) {
    match c {
        'a'..='z' => (c as u32, 1),
        'A'..='Z' => (c as u32 | 32, 2),
        '0'..='9' => ('0' as u32, 3),
        '’' | '‘' | 'ʼ' | '`' => ('\'' as u32, 4),
        '“' | '”' | '„' | '«' | '»' => ('"' as u32, 5),
        '–' | '—' => ('–' as u32, 6),
        _ if c.is_ascii() => (c as u32, c as u32),
        _ if c.is_lowercase() => (c as u32, 1),
        _ if c.is_uppercase() => (c.to_lowercase().next().map_or(c as u32, |l| l as u32), 2),
        _ => (c as u32, 7),
    }
}
