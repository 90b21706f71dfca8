//! Utterances that one article has in quotation marks and the other tells in the very same words without them.

use std::collections::HashMap;

use crate::analysis::compare::quotations::{Find, chosen};
use crate::analysis::quotations;
use crate::language::document::Document;
use crate::language::hash;
use crate::language::stem::{Stem, stem};
use crate::model::comparison::SharedQuotation;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// So many words in a row are no coincidence.
const LEAST: usize = 8;
/// How many words in a row begin a find.
const SEED: usize = 4;
/// How many places of one seed are looked at in each article.
const FOLLOWED: usize = 16;

/// A word of an article.
#[derive(Clone, Copy)]
struct Told {
    stem: Stem,
    span: Span,
    marked: bool,
}

/// What stands in marks in one of two articles and without them in the other.
pub(super) fn shared(documents: &[Document<'_>; 2]) -> Vec<SharedQuotation> {
    let words = documents.each_ref().map(words);
    let [left, right] = words.each_ref();
    let same = |l: usize, r: usize| match (left.get(l), right.get(r)) {
        (Some(l), Some(r)) => l.stem == r.stem && l.marked != r.marked,
        _ => false,
    };
    let places = words.each_ref().map(|w| seeds(w));
    let mut finds = Vec::new();
    for (key, own) in &places[0] {
        let others = places[1].get(key).map_or(&[][..], Vec::as_slice);
        for (&l, &r) in own.iter().flat_map(|l| others.iter().map(move |r| (l, r))) {
            if l > 0 && r > 0 && same(l - 1, r - 1) {
                continue;
            }
            let count = (0..left.len() - l).take_while(|n| same(l + n, r + n)).count();
            if count >= LEAST {
                finds.push(Find { left: (l, l + count), right: (r, r + count) });
            }
        }
    }
    let span = |words: &[Told], (from, to): (usize, usize)| match words.get(from..to) {
        Some([first, .., last]) => Span { start: first.span.start, end: last.span.end },
        _ => Span::default(),
    };
    let shared = |f: Find| SharedQuotation { left: span(left, f.left), right: span(right, f.right), identical: true };
    chosen(finds).into_iter().map(shared).collect()
}

/// The words of a document, each with whether it stands in quotation marks.
fn words(document: &Document<'_>) -> Vec<Told> {
    let mut marked = vec![false; document.tokens.len()];
    for tokens in quotations::quoted(document) {
        if let Some(inside) = marked.get_mut(tokens) {
            inside.fill(true);
        }
    }
    let mut buffer = String::new();
    let tokens = document.sentences.iter().flat_map(|s| s.tokens.clone());
    tokens
        .filter(|i| matches!(document.tokens[*i].kind, TokenKind::Word | TokenKind::Number))
        .map(|i| {
            let stem = stem(document.word(i), &mut buffer);
            Told { stem, span: document.tokens[i].span, marked: marked[i] }
        })
        .collect()
}

/// The first places of every seed.
fn seeds(words: &[Told]) -> HashMap<u64, Vec<usize>> {
    let mut out: HashMap<u64, Vec<usize>> = HashMap::new();
    for at in 0..(words.len() + 1).saturating_sub(SEED) {
        let seed = &words[at..at + SEED];
        if seed.iter().any(|w| w.marked != seed[0].marked) {
            continue;
        }
        let places = out.entry(seed.iter().map(|w| w.stem).fold(1, hash::combine)).or_default();
        if places.len() < FOLLOWED {
            places.push(at);
        }
    }
    out
}
