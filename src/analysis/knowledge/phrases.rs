//! Where configured phrases stand in a text: whole words in a row, the longest at each place.

use std::collections::HashMap;

use crate::model::article::Article;
use crate::model::knowledge::{Phrase, PhraseWord, words};
use crate::text::fold::fold;
use crate::text::span::Span;

/// A text in words.
pub(super) struct Words<'a> {
    /// The text.
    pub(super) text: &'a str,
    words: Vec<ReadWord>,
}

struct ReadWord {
    span: Span,
    folded: String,
    /// The number of its block: no phrase goes on into the next.
    block: usize,
}

/// A phrase that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Whose phrase it is.
    pub(super) owner: usize,
    /// Where it stands.
    pub(super) span: Span,
}

/// Phrases to look for, each with its owner.
#[derive(Default)]
pub(super) struct PhraseFinder<'k> {
    /// By the first word.
    whole: HashMap<&'k str, Vec<(usize, &'k Phrase)>>,
    /// Those whose first word may go on.
    begun: Vec<(usize, &'k Phrase)>,
}

impl<'a> Words<'a> {
    /// The words of a short text.
    pub(super) fn of(text: &'a str) -> Self {
        let mut out = Self { text, words: Vec::new() };
        out.add(Span::new(0, text.len()), 0);
        out
    }

    /// The words of the analysed blocks.
    pub(super) fn of_article(article: &'a Article) -> Self {
        let mut out = Self { text: &article.text, words: Vec::new() };
        for (i, block) in article.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_analysed()) {
            out.add(block.span, i);
        }
        out
    }

    fn add(&mut self, part: Span, block: usize) {
        self.words.extend(words(part.of(self.text)).map(|(at, word)| {
            let from = part.from() + at;
            ReadWord { span: Span::new(from, from + word.len()), folded: fold(word).text().to_owned(), block }
        }));
    }

    /// The end of a phrase that begins at word `at`, if it stands there.
    fn match_at(&self, at: usize, phrase: &Phrase) -> Option<usize> {
        let found = self.words.get(at..at + phrase.words.len())?;
        let fits = |(word, wanted): (&ReadWord, &PhraseWord)| {
            let same =
                if wanted.begins { word.folded.starts_with(&wanted.folded) } else { word.folded == wanted.folded };
            same && wanted.case.allows(word.span.of(self.text))
        };
        let joined = |pair: &[ReadWord]| pair[0].block == pair[1].block && self.are_joined(&pair[0], &pair[1]);
        (found.iter().zip(&phrase.words).all(fits) && found.windows(2).all(joined)).then_some(at + found.len())
    }

    /// Whether nothing stands between two words that would part a name.
    fn are_joined(&self, left: &ReadWord, right: &ReadWord) -> bool {
        let between = Span { start: left.span.end, end: right.span.start }.of(self.text);
        let initial = left.folded.chars().count() == 1;
        between.chars().all(char::is_whitespace)
            || matches!(between.trim(), "-" | "‐" | "‑" | "–" | "'" | "’" | "&" | "/")
            || between == "."
            || initial && between.trim() == "."
    }
}

impl<'k> PhraseFinder<'k> {
    /// Looks for `phrases`, each with its owner.
    pub(super) fn new(phrases: impl Iterator<Item = (usize, &'k Phrase)>) -> Self {
        let mut finder = Self::default();
        for (owner, phrase) in phrases {
            match phrase.words.first() {
                Some(first) if first.begins => finder.begun.push((owner, phrase)),
                Some(first) => finder.whole.entry(&first.folded).or_default().push((owner, phrase)),
                None => {}
            }
        }
        finder
    }

    /// Every place, in order and not overlapping. Of two phrases that begin at a place the longer one stands there.
    pub(super) fn find(&self, words: &Words<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(word) = words.words.get(at) {
            let whole = self.whole.get(word.folded.as_str()).into_iter().flatten();
            let matches = whole
                .chain(&self.begun)
                .filter_map(|(owner, phrase)| Some((words.match_at(at, phrase)?, *owner, *phrase)));
            // The first of equally long ones.
            match matches.reduce(|best, next| if next.0 > best.0 { next } else { best }) {
                Some((end, owner, phrase)) => {
                    let last = words.words[end - 1].span.end;
                    // "U.S." has its last stop.
                    let stop = phrase.text.ends_with('.')
                        && words.text.get(last as usize..).is_some_and(|rest| rest.starts_with('.'));
                    hits.push(Hit { owner, span: Span { start: word.span.start, end: last + u32::from(stop) } });
                    at = end;
                }
                None => at += 1,
            }
        }
        hits
    }
}
