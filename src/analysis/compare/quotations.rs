//! Utterances that both articles quote, word by word.
//!
//! Only what stands in quotation marks is compared. Two words in a row that both have are a seed; it grows in both
//! directions while the words agree, over a word that differs too. Of overlapping finds the longest is kept.

use std::collections::HashMap;

use crate::analysis::compare::stems::{self, Empty, Stem};
use crate::analysis::document::Document;
use crate::analysis::lexicon;
use crate::analysis::quotations;
use crate::model::comparison::SharedQuotation;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// How many words in a row begin a find.
const SEED: usize = 2;
/// How many places of the right article one seed is followed to.
const FOLLOWED: usize = 16;

/// A word in quotation marks.
#[derive(Clone, Copy)]
struct Word {
    stem: Stem,
    span: Span,
    /// The quoted stretch that it belongs to, counted from 0.
    stretch: u32,
    /// Whether it says anything by itself.
    content: bool,
    /// Whether it is written with a capital.
    capital: bool,
}

/// A stretch of words that both articles quote, as ranges of quoted words.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Find {
    left: (usize, usize),
    right: (usize, usize),
}

/// The utterances that both articles quote, by their place in the left one.
pub(super) fn shared(documents: &[Document<'_>; 2]) -> Vec<SharedQuotation> {
    let empty = Empty::new();
    let sides = documents.each_ref().map(|d| words(d, &empty));
    let mut finds = Vec::new();
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, key) in seeds(&sides[1]) {
        let places = places.entry(key).or_default();
        if places.len() < FOLLOWED {
            places.push(at as u32);
        }
    }
    let mut furthest: HashMap<isize, usize> = HashMap::new();
    for (at, key) in seeds(&sides[0]) {
        for &other in places.get(&key).map_or(&[][..], Vec::as_slice) {
            let other = other as usize;
            // What an earlier seed grew over on the same diagonal is found already.
            let diagonal = furthest.entry(at as isize - other as isize).or_default();
            if at < *diagonal {
                continue;
            }
            let find = grown(&sides, at, other);
            *diagonal = find.left.1;
            if is_utterance(&sides, find) {
                finds.push(find);
            }
        }
    }
    chosen(finds)
        .into_iter()
        .map(|find| SharedQuotation {
            left: span(&sides[0], find.left),
            right: span(&sides[1], find.right),
            identical: letters(&documents[0], &sides[0], find.left) == letters(&documents[1], &sides[1], find.right),
        })
        .collect()
}

/// The words of a document that stand in quotation marks.
fn words(document: &Document<'_>, empty: &Empty) -> Vec<Word> {
    let mut out = Vec::new();
    let mut buffer = String::new();
    for (stretch, tokens) in quotations::quoted(document).enumerate() {
        for token in document.tokens.get(tokens).unwrap_or_default() {
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                let word = token.of(document.text);
                let content = !empty.has(lexicon::fold(word));
                let stem = stems::stem(word, &mut buffer);
                let capital = word.starts_with(char::is_uppercase);
                out.push(Word { stem, span: token.span, stretch: stretch as u32, content, capital });
            }
        }
    }
    out
}

/// Every place where words in a row begin that may be a seed, with their key.
fn seeds(words: &[Word]) -> impl Iterator<Item = (usize, u64)> {
    let together = |w: &[Word]| w.windows(2).all(|w| w[0].stretch == w[1].stretch) && w.iter().any(|w| w.content);
    let key = |w: &[Word]| w.iter().map(|w| w.stem).fold(1, lexicon::combine);
    words.windows(SEED).enumerate().filter(move |(_, w)| together(w)).map(move |(i, w)| (i, key(w)))
}

/// How many words may be stepped over on each side: none, or one that differs, is left out or is cut in two.
const GAPS: [(usize, usize); 6] = [(0, 0), (1, 1), (0, 1), (1, 0), (1, 2), (2, 1)];

/// A seed, grown in both directions within its quoted stretches. A gap is taken when two words agree behind it.
fn grown(sides: &[Vec<Word>; 2], left: usize, right: usize) -> Find {
    let mut find = Find { left: (left, left), right: (right, right) };
    let (stretch, other) = (sides[0][left].stretch, sides[1][right].stretch);
    let same = |l: usize, r: usize| match (sides[0].get(l), sides[1].get(r)) {
        (Some(a), Some(b)) => a.stretch == stretch && b.stretch == other && a.stem == b.stem,
        _ => false,
    };
    while let Some((l, r)) = GAPS.iter().find(|(l, r)| {
        let (a, b) = (find.left.1 + l, find.right.1 + r);
        same(a, b) && ((*l, *r) == (0, 0) || same(a + 1, b + 1))
    }) {
        find.left.1 += l + 1;
        find.right.1 += r + 1;
    }
    while let Some((l, r)) = GAPS.iter().find(|(l, r)| {
        let before = |at: usize, gap: usize, n: usize| at.checked_sub(gap + n);
        match (before(find.left.0, *l, 1), before(find.right.0, *r, 1)) {
            (Some(a), Some(b)) if same(a, b) => {
                (*l, *r) == (0, 0) || a.checked_sub(1).zip(b.checked_sub(1)).is_some_and(|(a, b)| same(a, b))
            }
            _ => false,
        }
    }) {
        find.left.0 -= l + 1;
        find.right.0 -= r + 1;
    }
    find
}

/// Whether shared words are enough to be one utterance: four words, or all that one of the articles quotes. Two words
/// of which the last is a name (`“radical Islam”`) are a term that is set apart and no utterance.
fn is_utterance(sides: &[Vec<Word>; 2], find: Find) -> bool {
    let [left, right] = [(&sides[0], find.left), (&sides[1], find.right)].map(|(words, range)| {
        let inside = words.get(range.0..range.1).unwrap_or_default();
        let stretch = inside.first().map(|w| w.stretch);
        let ends = |at: Option<usize>| at.and_then(|i| words.get(i)).is_none_or(|w| Some(w.stretch) != stretch);
        Enough {
            words: inside.len(),
            content: inside.iter().filter(|w| w.content).count(),
            whole: ends(range.0.checked_sub(1)) && ends(Some(range.1)),
            name: inside.last().is_some_and(|w| w.capital),
        }
    });
    let (words, content) = (left.words.min(right.words), left.content.min(right.content));
    let is_name = words == 2 && (left.name || right.name);
    words >= 4 && content >= 2 || (left.whole || right.whole) && words >= 2 && content >= 1 && !is_name
}

/// What one side of a find has.
struct Enough {
    words: usize,
    content: usize,
    /// Whether it is all that stands between its quotation marks.
    whole: bool,
    /// Whether its last word has a capital.
    name: bool,
}

/// The longest finds of which no two overlap in either article, in the order of the left one.
fn chosen(mut finds: Vec<Find>) -> Vec<Find> {
    let length = |f: &Find| f.left.1 - f.left.0 + f.right.1 - f.right.0;
    finds.sort_by_key(|f| (std::cmp::Reverse(length(f)), f.left.0 + f.right.0, f.left.0.abs_diff(f.right.0), f.left.0));
    let mut taken: [Vec<(usize, usize)>; 2] = [Vec::new(), Vec::new()];
    let mut out: Vec<Find> = Vec::new();
    for find in finds {
        let ranges = [find.left, find.right];
        let places = [0, 1].map(|side| taken[side].partition_point(|t: &(usize, usize)| t.1 <= ranges[side].0));
        let is_free = |side: usize| taken[side].get(places[side]).is_none_or(|t| t.0 >= ranges[side].1);
        if is_free(0) && is_free(1) {
            for side in [0, 1] {
                taken[side].insert(places[side], ranges[side]);
            }
            out.push(find);
        }
    }
    out.sort_by_key(|f| f.left);
    out
}

fn span(words: &[Word], (from, to): (usize, usize)) -> Span {
    match words.get(from..to) {
        Some([first, .., last]) => Span { start: first.span.start, end: last.span.end },
        _ => Span::default(),
    }
}

/// The letters and digits of the words without anything between: `work force` and `Workforce` are the same.
fn letters(document: &Document<'_>, words: &[Word], (from, to): (usize, usize)) -> String {
    let words = words.get(from..to).unwrap_or_default();
    let chars = words.iter().flat_map(|w| w.span.of(document.text).chars());
    chars.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
