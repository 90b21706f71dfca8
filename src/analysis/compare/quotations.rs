//! Utterances that both articles quote, word by word.
//!
//! What stands in quotation marks is compared, and what one article has in marks and the other without them in the very
//! same words ([`unmarked`]). Two words in a row that both have are a seed; it grows in both
//! directions while the words agree, over a word that differs too. Of overlapping finds the longest is kept.

use std::collections::{BTreeMap, HashMap};

use crate::analysis::compare::empty::Empty;
use crate::analysis::quotations;
use crate::language::document::Document;
use crate::language::hash;
use crate::language::stem::{Stem, stem};
use crate::language::vocabulary;
use crate::model::comparison::SharedQuotation;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

mod unmarked;

/// How many words in a row begin a find.
const SEED: usize = 2;
/// How many places of one seed are looked at in each article.
const FOLLOWED: usize = 16;

/// A word in quotation marks.
#[derive(Clone, Copy)]
pub(in crate::analysis) struct QuotedWord {
    pub(in crate::analysis) stem: Stem,
    pub(in crate::analysis) span: Span,
    /// The quoted stretch that it belongs to, counted from 0.
    pub(in crate::analysis) stretch: u32,
    /// Whether it says anything by itself.
    pub(in crate::analysis) content: bool,
    /// Whether it is among the commonest words of English.
    pub(in crate::analysis) common: bool,
    /// Whether it is written with a capital.
    pub(in crate::analysis) capital: bool,
}

/// A stretch of words that both articles quote, as ranges of quoted words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) struct Find {
    pub(in crate::analysis) left: (usize, usize),
    pub(in crate::analysis) right: (usize, usize),
}

/// The words that one article quotes.
pub(in crate::analysis) struct Quoted {
    /// In the order of the text.
    pub(in crate::analysis) words: Vec<QuotedWord>,
    /// The first places of every seed, by the stems of its words.
    seeds: HashMap<u64, Vec<usize>>,
}

impl Quoted {
    /// Reads what a document has in quotation marks.
    pub(in crate::analysis) fn new(document: &Document<'_>) -> Self {
        let words = words(document, &Empty::new());
        let seeds = seeds(&words);
        Self { words, seeds }
    }

    /// The keys of its seeds.
    pub(in crate::analysis) fn keys(&self) -> impl Iterator<Item = u64> {
        self.seeds.keys().copied()
    }
}

/// The utterances that both articles quote, by their place in the left one.
pub(super) fn shared(documents: &[Document<'_>; 2]) -> Vec<SharedQuotation> {
    let quoted = documents.each_ref().map(Quoted::new);
    let [left, right] = quoted.each_ref();
    let mut out: Vec<SharedQuotation> = finds([left, right])
        .into_iter()
        .map(|find| SharedQuotation {
            left: span(&left.words, find.left),
            right: span(&right.words, find.right),
            identical: letters(&documents[0], &left.words, find.left)
                == letters(&documents[1], &right.words, find.right),
        })
        .collect();
    let free = |q: &SharedQuotation| out.iter().all(|o| !o.left.overlaps(q.left) && !o.right.overlaps(q.right));
    let more: Vec<SharedQuotation> = unmarked::shared(documents).into_iter().filter(free).collect();
    out.extend(more);
    out.sort_by_key(|q| (q.left, q.right));
    out
}

/// What both articles quote: the longest finds that do not overlap, in the order of the left one.
pub(in crate::analysis) fn finds(quoted: [&Quoted; 2]) -> Vec<Find> {
    let sides = quoted.map(|q| &q.words[..]);
    let mut finds = Vec::new();
    for (key, places) in &quoted[0].seeds {
        let others = quoted[1].seeds.get(key).map_or(&[][..], Vec::as_slice);
        for (&left, &right) in places.iter().flat_map(|left| others.iter().map(move |right| (left, right))) {
            // Where the words before are a seed as well, it grows over this one.
            let is_first = left == 0
                || right == 0
                || !is_seed(sides[0], left - 1)
                || !is_seed(sides[1], right - 1)
                || sides[0][left - 1].stem != sides[1][right - 1].stem;
            if is_first {
                finds.extend(Some(grown(sides, left, right)).filter(|find| is_utterance(sides, *find)));
            }
        }
    }
    chosen(finds)
}

/// The words of a document that stand in quotation marks.
fn words(document: &Document<'_>, empty: &Empty) -> Vec<QuotedWord> {
    let mut out = Vec::new();
    let mut buffer = String::new();
    for (stretch, tokens) in quotations::quoted(document).enumerate() {
        for token in document.tokens.get(tokens).unwrap_or_default() {
            if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                let word = token.of(document.text);
                let hash = hash::fold(word);
                let content = !empty.has(hash);
                let common = vocabulary::word(hash).flags & vocabulary::COMMON != 0;
                let stem = stem(word, &mut buffer);
                let capital = word.starts_with(char::is_uppercase);
                out.push(QuotedWord { stem, span: token.span, stretch: stretch as u32, content, common, capital });
            }
        }
    }
    out
}

/// The first places of every seed, by the stems of its words.
fn seeds(words: &[QuotedWord]) -> HashMap<u64, Vec<usize>> {
    let mut out: HashMap<u64, Vec<usize>> = HashMap::new();
    for at in (0..words.len()).filter(|at| is_seed(words, *at)) {
        let key = words[at..at + SEED].iter().map(|w| w.stem).fold(1, hash::combine);
        let places = out.entry(key).or_default();
        if places.len() < FOLLOWED {
            places.push(at);
        }
    }
    out
}

/// Whether words of one stretch begin here of which at least one says something.
fn is_seed(words: &[QuotedWord], at: usize) -> bool {
    words
        .get(at..at + SEED)
        .is_some_and(|seed| seed.windows(2).all(|w| w[0].stretch == w[1].stretch) && seed.iter().any(|w| w.content))
}

/// How many words may be stepped over on each side: none, or one that differs, is left out or is cut in two. Where both
/// gaps of a group lead on, neither is taken.
const GAPS: [&[(usize, usize)]; 4] = [&[(0, 0)], &[(1, 1)], &[(0, 1), (1, 0)], &[(1, 2), (2, 1)]];

/// The gap behind which the words agree again: with none one word has to agree, else two. `same` is asked for places
/// by their distance.
fn gap(same: impl Fn(usize, usize) -> bool) -> Option<(usize, usize)> {
    GAPS.iter().find_map(|group| {
        let mut fitting = group.iter().filter(|(l, r)| same(*l, *r) && (l + r == 0 || same(l + 1, r + 1)));
        fitting.next().filter(|_| fitting.next().is_none()).copied()
    })
}

/// A seed, grown in both directions within its quoted stretches.
fn grown(sides: [&[QuotedWord]; 2], left: usize, right: usize) -> Find {
    let mut find = Find { left: (left, left), right: (right, right) };
    let (stretch, other) = (sides[0][left].stretch, sides[1][right].stretch);
    let same = |l: Option<usize>, r: Option<usize>| {
        let word = |side: usize, at: Option<usize>| sides[side].get(at?);
        match (word(0, l), word(1, r)) {
            (Some(a), Some(b)) => a.stretch == stretch && b.stretch == other && a.stem == b.stem,
            _ => false,
        }
    };
    while let Some((l, r)) = gap(|l, r| same(Some(find.left.1 + l), Some(find.right.1 + r))) {
        find.left.1 += l + 1;
        find.right.1 += r + 1;
    }
    while let Some((l, r)) = gap(|l, r| same(find.left.0.checked_sub(l + 1), find.right.0.checked_sub(r + 1))) {
        find.left.0 -= l + 1;
        find.right.0 -= r + 1;
    }
    find
}

/// Whether shared words are enough to be one utterance: all that one of the articles quotes, or five words of it, six where
/// one differs; fewer are a turn of phrase that two utterances have in common. Two words of which the last is a name
/// (`“radical Islam”`) are a term that is set apart and no utterance.
fn is_utterance(sides: [&[QuotedWord]; 2], find: Find) -> bool {
    let [left, right] = [(sides[0], find.left), (sides[1], find.right)].map(|(words, range)| {
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
    let same = left.words == right.words && {
        let stems = |(words, range): (&[QuotedWord], (usize, usize))| -> Vec<Stem> {
            words.get(range.0..range.1).unwrap_or_default().iter().map(|w| w.stem).collect()
        };
        stems((sides[0], find.left)) == stems((sides[1], find.right))
    };
    words >= if same { 5 } else { 6 } && content >= 2
        || (left.whole || right.whole) && words >= 2 && content >= 1 && !is_name
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
    // Two that are equal here are each other's mirror. They are kept or dropped together.
    let rank = |f: &Find| {
        let length = f.left.1 - f.left.0 + f.right.1 - f.right.0;
        (std::cmp::Reverse(length), f.left.0 + f.right.0, f.left.0.abs_diff(f.right.0))
    };
    finds.sort_unstable_by_key(|f| (rank(f), f.left, f.right));
    finds.dedup();
    let mut taken: [BTreeMap<usize, usize>; 2] = [BTreeMap::new(), BTreeMap::new()];
    let mut out: Vec<Find> = Vec::new();
    for equal in finds.chunk_by(|a, b| rank(a) == rank(b)) {
        let free: Vec<Find> =
            equal.iter().copied().filter(|f| is_free(&taken[0], f.left) && is_free(&taken[1], f.right)).collect();
        for find in &free {
            taken[0].insert(find.left.0, find.left.1);
            taken[1].insert(find.right.0, find.right.1);
        }
        out.extend(free);
    }
    out.sort_unstable_by_key(|f| (f.left, f.right));
    out
}

/// Whether a range overlaps none of those that are taken, given as their ends by their beginnings.
fn is_free(taken: &BTreeMap<usize, usize>, (from, to): (usize, usize)) -> bool {
    taken.range(..to).next_back().is_none_or(|(_, end)| *end <= from)
}

fn span(words: &[QuotedWord], (from, to): (usize, usize)) -> Span {
    match words.get(from..to) {
        Some([first, .., last]) => Span { start: first.span.start, end: last.span.end },
        _ => Span::default(),
    }
}

/// The letters and digits of the words without anything between: `work force` and `Workforce` are the same.
fn letters(document: &Document<'_>, words: &[QuotedWord], (from, to): (usize, usize)) -> String {
    let words = words.get(from..to).unwrap_or_default();
    let chars = words.iter().flat_map(|w| w.span.of(document.text).chars());
    chars.filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
