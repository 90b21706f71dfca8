//! The tokens of a document in lines that no name crosses: what names are found from.

use crate::analysis::names::wrapping::Wrapping;
use crate::language::document::Document;
use crate::language::hash;
use crate::language::spelling::{Form, Spelt};
use crate::language::vocabulary::{self, COMMON, CONNECTOR, GOVERNMENT_ACT, SAYING};
use crate::model::block::BlockKind;
use crate::text::span::Span;

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
    pub(in crate::analysis) all: Vec<Spelt>,
    /// The lines in order; they hold all words.
    pub(in crate::analysis) lines: Vec<Line>,
}

impl<'a> Words<'a> {
    /// Describes the tokens of `document`.
    pub(in crate::analysis) fn new(document: &Document<'a>) -> Self {
        let text = document.text;
        let words: Vec<Spelt> = document.spelt().to_vec();
        let mut lines = Vec::with_capacity(document.sentences.len());
        let wrapping = Wrapping::new(document);
        let mut block = (usize::MAX, false);
        for (number, sentence) in document.sentences.iter().enumerate() {
            let mut start = sentence.tokens.start;
            if block.0 != sentence.block {
                block = (sentence.block, wrapping.holds(block_from(document, number)));
            }
            let wrapped = block.1 || is_wrapped(sentence.span.of(text));
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
    pub(in crate::analysis) fn get(&self, i: usize) -> Option<Spelt> {
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

/// The text of a block from its first sentence, by its number, to its last.
fn block_from<'a>(document: &Document<'a>, first: usize) -> &'a str {
    let sentences = &document.sentences[first..];
    let last = sentences.iter().take_while(|s| s.block == sentences[0].block).last();
    last.map_or("", |last| Span::new(sentences[0].span.from(), last.span.to()).of(document.text))
}

/// Whether a line break lies between two words.
fn has_newline(text: &str, before: Span, after: Span) -> bool {
    Span::new(before.to(), after.from()).of(text).as_bytes().contains(&b'\n')
}

/// Whether the lines of a sentence are one text that was wrapped at a width, rather than items of their own: then all
/// lines but the last are long, and a later one begins with a small letter.
fn is_wrapped(sentence: &str) -> bool {
    let Some((before, _)) = sentence.rsplit_once('\n') else { return false };
    let long = before.lines().skip(1).all(|line| (50..=100).contains(&line.trim().len()));
    let continued = sentence.lines().skip(1).filter(|l| l.trim_start().starts_with(|c: char| c.is_lowercase())).count();
    long && continued * 2 >= sentence.lines().count() - 1 || is_broken_once(sentence)
}

/// Whether a sentence of two lines with a stop at its end is one text although the second begins with a capital: the first
/// is long, and the word behind the first of the second is small ("… where Ann⏎Keller of the party spoke.").
fn is_broken_once(sentence: &str) -> bool {
    let mut lines = sentence.lines();
    let (Some(first), Some(second), None) = (lines.next(), lines.next(), lines.next()) else { return false };
    let small = |word: &str| word.len() > 1 && word.chars().all(char::is_lowercase);
    let long = (50..=100).contains(&first.trim().chars().count());
    let words = first.split_whitespace().filter(|w| small(w)).count();
    long && words >= 3 && sentence.ends_with(['.', '!', '?']) && second.split_whitespace().nth(1).is_some_and(small)
}

/// Judges the use of capitals by the words of four letters and more, which titles capitalise and sentences do not. A line
/// with a full stop (`stopped`) is no title.
fn casing(words: &[Spelt], heading: bool, stopped: bool) -> Casing {
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
    let in_title_case = all >= 4 && lower * 5 <= all && (heading || lower * 8 <= all) && capital >= 3;
    if upper * 10 >= all * 7 && upper >= 2 && lower == 0 {
        Casing::Upper
    } else if !stopped && (in_title_case || heading && is_short_title(words)) {
        Casing::Title
    } else {
        Casing::Sentence
    }
}

/// Whether a headline of few long words gives every word a capital but the small ones: `Norland Says Alder 7 Can Fly`.
fn is_short_title(words: &[Spelt]) -> bool {
    let letters = || words.iter().filter(|w| !matches!(w.form, Form::Number | Form::Punctuation | Form::Quote));
    let small = letters().any(|w| w.form == Form::Lower && w.span.len() > 2 && !w.is(COMMON | CONNECTOR));
    let verb = letters().skip(1).any(|w| w.form == Form::Capital && w.is(COMMON | SAYING | GOVERNMENT_ACT));
    !small && verb && letters().filter(|w| w.form == Form::Capital).count() >= 3 && letters().count() >= 4
}
