//! The tokens of a document with what their spelling and the lists say about each: what names are found from.

use crate::language::document::Document;
use crate::language::hash;
use crate::language::vocabulary::{self, Flags};
use crate::model::block::BlockKind;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Form {
    /// Small letters only (`ministry`).
    Lower,
    /// Begins with a small letter and has a capital further on (`al-Shabab`, `iPhone`, `pro-Western`).
    LowerMixed,
    /// A capital and then small letters, or more of both (`Blinken`, `McDonald`, `Jong-un`).
    Capital,
    /// Capitals only, two letters or more (`NATO`, `U.S.`).
    Capitals,
    /// One capital letter with or without a stop (`J.`).
    Initial,
    /// Begins with a digit.
    Number,
    /// The `'s` of a possessive or contraction.
    Clitic,
    /// Quotation mark.
    Quote,
    /// Anything else.
    Punctuation,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(in crate::analysis) struct Word {
    /// Where it stands.
    pub(in crate::analysis) span: Span,
    /// Hash of its folded text, as [`hash::fold`] makes it.
    pub(in crate::analysis) folded: u64,
    /// What the lists say about it. Exact abbreviations are included.
    pub(in crate::analysis) flags: Flags,
    /// How it is written.
    pub(in crate::analysis) form: Form,
}

impl Word {
    /// Whether it is written as a name may be.
    pub(in crate::analysis) fn is_capital(self) -> bool {
        matches!(self.form, Form::Capital | Form::Capitals | Form::Initial)
    }

    /// Whether any of `flags` holds.
    pub(in crate::analysis) fn is(self, flags: Flags) -> bool {
        self.flags & flags != 0
    }
}

/// A stretch of words that no name crosses: a sentence, or a line of one where its lines are separate items.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Line {
    /// Its words, as indices into [`Words::all`].
    pub(in crate::analysis) words: std::ops::Range<usize>,
    /// How capitals are used in it.
    pub(in crate::analysis) casing: Casing,
}

/// How a line uses capitals, and so what a capital in it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Casing {
    /// Names and first words have capitals.
    Sentence,
    /// Nearly every word begins with a capital.
    Title,
    /// Nearly every word is in capitals.
    Upper,
}

/// All words of a document and the lines that they form. Indices are those of the document's tokens.
pub(in crate::analysis) struct Words<'a> {
    /// The article's text.
    pub(in crate::analysis) text: &'a str,
    /// The words, one for each token of the document.
    pub(in crate::analysis) all: Vec<Word>,
    /// The lines in order; they hold all words.
    pub(in crate::analysis) lines: Vec<Line>,
}

impl<'a> Words<'a> {
    /// Describes the tokens of `document`.
    pub(in crate::analysis) fn new(document: &Document<'a>) -> Self {
        let text = document.text;
        let words: Vec<Word> = document.tokens.iter().map(|t| describe(t.of(text), t.kind, t.span)).collect();
        let mut lines = Vec::with_capacity(document.sentences.len());
        // The paragraph that was looked at last, and whether it is wrapped.
        let mut looked = (Span::default(), false);
        for sentence in &document.sentences {
            let mut start = sentence.tokens.start;
            let wrapped = sentence.span.of(text).contains('\n') && {
                if !looked.0.covers(sentence.span) {
                    let paragraph = paragraph_around(text, sentence.span);
                    looked = (paragraph, is_wrapped(paragraph.of(text)));
                }
                looked.1
            };
            for i in sentence.tokens.clone() {
                let last = i + 1 == sentence.tokens.end;
                if last || !wrapped && has_newline(text, words[i].span, words[i + 1].span) {
                    let range = start..i + 1;
                    let heading = matches!(sentence.kind, BlockKind::Title | BlockKind::Heading);
                    let stopped = words[i].span.of(text) == ".";
                    let casing = casing(&words[range.clone()], heading, stopped);
                    lines.push(Line { words: range, casing });
                    start = i + 1;
                }
            }
        }
        Self { text, all: words, lines }
    }

    /// The text of word `i`.
    pub(in crate::analysis) fn text_of(&self, i: usize) -> &'a str {
        self.all.get(i).map_or("", |w| w.span.of(self.text))
    }

    /// The word at `i`, if there is one.
    pub(in crate::analysis) fn get(&self, i: usize) -> Option<Word> {
        self.all.get(i).copied()
    }

    /// The text from the first word of a range to its last.
    pub(in crate::analysis) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        match (self.all.get(range.start), self.all.get(range.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => Span::new(first.span.from(), last.span.to()),
            _ => Span::default(),
        }
    }

    /// The longest phrase of the lists that begins at `i` and ends before `end`.
    pub(in crate::analysis) fn phrase(&self, i: usize, end: usize) -> Option<(usize, vocabulary::Entry)> {
        let words = self.all.get(i..end)?;
        vocabulary::phrase(words.iter().map(|w| w.folded), words.first()?.flags)
    }

    /// What the lists say about the whole name at a range of words.
    pub(in crate::analysis) fn entry(&self, name: &std::ops::Range<usize>) -> vocabulary::Entry {
        if name.len() == 1 {
            let exact = vocabulary::word(hash::exact(self.text_of(name.start)));
            if exact.chief_name().is_some() {
                return exact;
            }
            return self.get(name.start).map_or_else(vocabulary::Entry::default, |w| vocabulary::word(w.folded));
        }
        let phrase = self.phrase(name.start, name.end).filter(|(len, _)| *len == name.len());
        phrase.map_or_else(vocabulary::Entry::default, |(_, e)| e)
    }
}

/// Describes one token.
pub(in crate::analysis) fn describe(word: &str, kind: TokenKind, span: Span) -> Word {
    let form = match kind {
        TokenKind::Number => Form::Number,
        TokenKind::Clitic => Form::Clitic,
        TokenKind::Quote => Form::Quote,
        TokenKind::Punctuation => Form::Punctuation,
        TokenKind::Word => form(word),
    };
    let folded = hash::fold(word);
    let mut flags = 0;
    if matches!(form, Form::Lower | Form::LowerMixed | Form::Capital | Form::Capitals | Form::Initial) {
        flags = vocabulary::word(folded).flags;
        if form == Form::Capitals {
            flags |= vocabulary::word(hash::exact(word)).flags;
        }
    }
    Word { span, folded, flags, form }
}

fn form(word: &str) -> Form {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Form::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(c) if c.is_uppercase() => {
            let mut others = 0;
            for c in letters {
                others += 1;
                if c.is_lowercase() {
                    return Form::Capital;
                }
            }
            if others == 0 { Form::Initial } else { Form::Capitals }
        }
        _ if letters.any(char::is_uppercase) => Form::LowerMixed,
        _ => Form::Lower,
    }
}

/// Whether a line break lies between two words.
fn has_newline(text: &str, before: Span, after: Span) -> bool {
    Span::new(before.to(), after.from()).of(text).as_bytes().contains(&b'\n')
}

/// The lines around a span, up to blank ones.
fn paragraph_around(text: &str, span: Span) -> Span {
    let before = text[..span.from()].rfind("\n\n").map_or(0, |at| at + 2);
    let after = text[span.to()..].find("\n\n").map_or(text.len(), |at| span.to() + at);
    Span::new(before, after)
}

/// Whether the lines of a paragraph are one text that was wrapped at a width, rather than items of their own: all lines but
/// the last are long, and on most of them the next word would not have fitted.
fn is_wrapped(paragraph: &str) -> bool {
    // Widths at which people and programs wrap; lines of lists and addresses are shorter. Characters.
    const WIDTHS: std::ops::RangeInclusive<usize> = 50..=100;
    // Lines end so much earlier than they could, for words that are not broken. Characters.
    const SLACK: usize = 4;
    let lines: Vec<&str> = paragraph.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    if lines.len() < 2 || !WIDTHS.contains(&width) {
        return false;
    }
    let length = |words: &str| words.chars().count();
    let word = |line: &str| line.split_whitespace().next().map_or(0, length);
    let full = lines.windows(2).filter(|pair| length(pair[0]) + 1 + word(pair[1]) + SLACK > width).count();
    full * 4 >= (lines.len() - 1) * 3
}

/// Judges the use of capitals by the words of four letters and more, which titles capitalise and sentences do not. A line
/// with a full stop (`stopped`) is no title.
fn casing(words: &[Word], heading: bool, stopped: bool) -> Casing {
    let (mut lower, mut capital, mut upper) = (0, 0, 0);
    for word in words.iter().filter(|w| w.span.len() >= 4) {
        match word.form {
            Form::Lower => lower += 1,
            Form::Capital => capital += 1,
            Form::Capitals => upper += 1,
            _ => {}
        }
    }
    let all = lower + capital + upper;
    if upper * 10 >= all * 7 && upper >= 2 && lower == 0 {
        Casing::Upper
    } else if !stopped && all >= 4 && lower * 5 <= all && (heading || lower * 8 <= all) && capital >= 3 {
        Casing::Title
    } else {
        Casing::Sentence
    }
}
