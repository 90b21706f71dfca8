//! One utterance in several articles: who has which words of it, what is left out, and how it is introduced.
//!
//! What two articles quote alike is found word by word, as for a comparison of two. Quoted stretches that share enough
//! belong to one utterance; each article's stretches of it, in their order, are its version. Versions are then laid
//! against the one with the most words.

use std::collections::{HashMap, HashSet};

use crate::analysis::across::text::Text;
use crate::analysis::across::unions::Unions;
use crate::analysis::compare::quotations::{self, Find, Quoted, QuotedWord};
use crate::language::stem::Stem;
use crate::model::across::quotation::{Utterance, Version};
use crate::model::quotation::Quotation;
use crate::text::span::Span;

/// With how many earlier articles each one is compared: those that share a seed, the first ones first.
const PARTNERS: usize = 48;
/// From so many shared words on, two stretches are one utterance whatever else they hold.
const ENOUGH: usize = 8;
/// So many words in a row are no set phrase.
const FEW: usize = 4;
/// The most words of two versions, multiplied, that are aligned; beyond that words are looked up without their order.
const ALIGNED: usize = 1 << 20;
/// Among how many stretches before and behind it one is looked for that says the same and more.
const NEAR: usize = 32;

/// The utterances that at least two articles quote.
pub(super) fn find(texts: &[Text<'_>]) -> Vec<Utterance> {
    let quoted: Vec<Quoted> = texts.iter().map(|t| Quoted::new(t.document)).collect();
    let stretches = Stretches::new(&quoted);
    let mut unions = Unions::new(stretches.all.len());
    let mut shared = vec![false; stretches.all.len()];
    for (left, right) in partners(&quoted) {
        for find in quotations::finds([&quoted[left], &quoted[right]]) {
            let (a, b) = (stretches.of(left, find.left.0), stretches.of(right, find.right.0));
            if is_one(&quoted, &stretches, find, a, b) {
                unions.join(a, b);
                shared[a] = true;
                shared[b] = true;
            }
        }
    }
    let groups = unions.groups().into_iter().filter(|group| shared[group[0]]);
    groups.filter_map(|group| utterance(texts, &quoted, &stretches, &group)).collect()
}

/// Pairs of articles that quote some words alike.
fn partners(quoted: &[Quoted]) -> Vec<(usize, usize)> {
    let mut quoting: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut out = Vec::new();
    for (article, q) in quoted.iter().enumerate() {
        let mut earlier: Vec<usize> = Vec::new();
        for key in q.keys() {
            let others = quoting.entry(key).or_default();
            earlier.extend(others.iter().take(PARTNERS));
            others.push(article);
        }
        earlier.sort_unstable();
        earlier.dedup();
        out.extend(earlier.into_iter().take(PARTNERS).map(|other| (other, article)));
    }
    out
}

/// The quoted stretches of all articles.
struct Stretches {
    /// The article of each and its words, as a range of the article's quoted words.
    all: Vec<(usize, (usize, usize))>,
    /// Where those of each article begin in [`all`](Self::all).
    first: Vec<usize>,
}

impl Stretches {
    fn new(quoted: &[Quoted]) -> Self {
        let mut out = Self { all: Vec::new(), first: Vec::new() };
        for (article, q) in quoted.iter().enumerate() {
            out.first.push(out.all.len());
            let mut from = 0;
            for stretch in q.words.chunk_by(|a, b| a.stretch == b.stretch) {
                out.all.push((article, (from, from + stretch.len())));
                from += stretch.len();
            }
        }
        out
    }

    /// The stretch of an article that holds a quoted word.
    fn of(&self, article: usize, word: usize) -> usize {
        let from = self.first[article];
        let to = self.first.get(article + 1).copied().unwrap_or(self.all.len());
        from + self.all[from..to].partition_point(|(_, (_, end))| *end <= word)
    }

    fn len(&self, stretch: usize) -> usize {
        let (_, (from, to)) = self.all[stretch];
        to - from
    }
}

/// Whether what two stretches share makes them one utterance: many words, or most of the shorter one, where a few words
/// have to say something that is not said every day.
fn is_one(quoted: &[Quoted], stretches: &Stretches, find: Find, a: usize, b: usize) -> bool {
    let words = (find.left.1 - find.left.0).min(find.right.1 - find.right.0);
    let shared = quoted[stretches.all[a].0].words.get(find.left.0..find.left.1).unwrap_or_default();
    let rare = shared.iter().filter(|w| w.content && !w.common).count() >= 2;
    // Names that both hold are no words of somebody.
    let beyond_names = shared.iter().any(|w| w.content && !w.capital);
    let said = beyond_names && words >= FEW || words > 2 && shared.iter().filter(|w| w.content).count() >= 2 || rare;
    beyond_names && words >= ENOUGH || said && words * 2 > stretches.len(a).min(stretches.len(b))
}

/// The utterance that some stretches make, with a version for each article.
fn utterance(texts: &[Text<'_>], quoted: &[Quoted], stretches: &Stretches, group: &[usize]) -> Option<Utterance> {
    let all: Vec<(usize, (usize, usize))> = group.iter().map(|i| stretches.all[*i]).collect();
    let cuts: Vec<Cut<'_>> = all
        .chunk_by(|a, b| a.0 == b.0)
        .map(|own| Cut::new(own[0].0, &quoted[own[0].0].words, own.iter().map(|(_, range)| *range)))
        .collect();
    // Of equally long ones the smallest in the order of words, so that the order of articles does not matter.
    let letters = |cut: &Cut<'_>| -> Vec<u64> { cut.words.iter().map(|w| w.stem).collect() };
    let fullest = cuts.iter().min_by_key(|c| (std::cmp::Reverse(c.words.len()), letters(c)))?;
    let versions: Vec<Version> = cuts
        .iter()
        .map(|cut| {
            let kept = kept(&fullest.words, &cut.words);
            let lost = |words: &[QuotedWord], kept: &[bool]| spans(words.iter().zip(kept).map(|(w, k)| (*w, !k)));
            version(&texts[cut.article], cut, lost(&fullest.words, &kept.0), lost(&cut.words, &kept.1))
        })
        .collect();
    (versions.len() > 1).then_some(Utterance { versions })
}

/// The words of an utterance that one article quotes.
struct Cut<'a> {
    article: usize,
    words: Vec<QuotedWord>,
    stretches: Vec<&'a [QuotedWord]>,
}

impl<'a> Cut<'a> {
    /// From ranges of quoted words. A stretch whose words all stand in another one repeats it (in the headline, say).
    fn new(article: usize, words: &'a [QuotedWord], ranges: impl Iterator<Item = (usize, usize)>) -> Self {
        let all: Vec<&[QuotedWord]> = ranges.filter_map(|(from, to)| words.get(from..to)).collect();
        let stems: Vec<HashSet<Stem>> = all.iter().map(|s| s.iter().map(|w| w.stem).collect()).collect();
        let repeats = |i: usize| {
            let longer = |j: usize| (all[j].len(), std::cmp::Reverse(j)) > (all[i].len(), std::cmp::Reverse(i));
            let near = i.saturating_sub(NEAR)..all.len().min(i + NEAR);
            near.into_iter().any(|j| longer(j) && stems[i].is_subset(&stems[j]))
        };
        let stretches: Vec<&[QuotedWord]> = (0..all.len()).filter(|i| !repeats(*i)).map(|i| all[i]).collect();
        Self { article, words: stretches.concat(), stretches }
    }
}

/// Which words of two versions stand in both, in the same order.
fn kept(a: &[QuotedWord], b: &[QuotedWord]) -> (Vec<bool>, Vec<bool>) {
    let mut kept = (vec![false; a.len()], vec![false; b.len()]);
    if a.len() * b.len() > ALIGNED {
        let known = |words: &[QuotedWord]| words.iter().map(|w| w.stem).collect::<HashSet<Stem>>();
        let (in_a, in_b) = (known(a), known(b));
        kept.0.iter_mut().zip(a).for_each(|(k, w)| *k = in_b.contains(&w.stem));
        kept.1.iter_mut().zip(b).for_each(|(k, w)| *k = in_a.contains(&w.stem));
        return kept;
    }
    // The longest common subsequence, from the ends to the beginnings.
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i].stem == b[j].stem {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i].stem == b[j].stem {
            (kept.0[i], kept.1[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

/// Spans over the marked words; neighbours in one stretch are one span.
fn spans(words: impl Iterator<Item = (QuotedWord, bool)>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut before: Option<u32> = None;
    for (word, marked) in words {
        match out.last_mut() {
            Some(last) if marked && before == Some(word.stretch) => last.end = word.span.end,
            _ if marked => out.push(word.span),
            _ => {}
        }
        before = marked.then_some(word.stretch);
    }
    out
}

/// One article's version, with who speaks and the words that introduce it.
fn version(text: &Text<'_>, cut: &Cut<'_>, dropped: Vec<Span>, own: Vec<Span>) -> Version {
    let spans: Vec<Span> = cut.stretches.iter().flat_map(|s| spans(s.iter().map(|w| (*w, true)))).collect();
    // Stretches are in the order of the text and do not overlap.
    let holds = |c: &Span| spans.get(spans.partition_point(|s| s.end <= c.start)).is_some_and(|s| s.overlaps(*c));
    let holding = |q: &&Quotation| q.content.iter().any(holds);
    let quotations = || text.findings.quotations.iter().filter(holding);
    let told = quotations().find(|q| q.cue.is_some()).or_else(|| quotations().find(|q| q.source.is_some()));
    Version {
        article: cut.article,
        speaker: quotations().find_map(|q| q.speaker),
        source: told.and_then(|q| q.source),
        cue: told.and_then(|q| q.cue),
        is_fullest: dropped.is_empty() && own.is_empty(),
        dropped,
        own,
        spans,
    }
}
