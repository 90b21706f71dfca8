//! Passages that several articles have in the same words: copy of one agency, releases, texts taken over.
//!
//! Every run of [`RUN`] words is a key. Articles that have a key meet there: neighbours in the list and each with the
//! first, not all with all, so that a thousand copies cost a thousand times one. Places on one diagonal grow into a passage
//! over small edits. What stands in quotation marks links passages and does not count: people are quoted alike by all.

use std::collections::HashMap;

use crate::analysis::across::text::{Text, TextWord};
use crate::analysis::across::unions::Unions;
use crate::language::hash;
use crate::model::across::Place;
use crate::model::across::wording::{SameWords, Wording};
use crate::text::span::Span;

/// How many words in a row are a key.
const RUN: usize = 5;
/// How many words may be edited between two parts of one passage.
const EDIT: usize = 3;
/// How many of its words outside of quotation marks a passage shares at least.
const LEAST: usize = 10;
/// How many of these say something.
const LEAST_CONTENT: usize = 5;
/// From this share of the shorter one's own words on, two articles are one text.
const ONE_TEXT: f32 = 0.5;
/// Articles with fewer words of their own are too short to be told apart.
const SHORTEST: usize = 30;

/// Words of one article in a row, as indices: from, to.
type WordRange = (usize, usize);

/// What the articles have in the same words.
pub(super) fn find(texts: &[Text<'_>]) -> Wording {
    let mut segments: Vec<Segment> = Vec::new();
    for links in links(texts).chunk_by(|a, b| a.articles == b.articles) {
        segments.extend(grown(texts, links));
    }
    Wording { passages: passages(texts, &segments), texts: families(texts, &segments) }
}

/// One run of words in two articles.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Link {
    articles: [u32; 2],
    /// The first word of the run in each.
    at: [u32; 2],
}

/// Words in a row that two articles share but for small edits.
struct Segment {
    articles: [usize; 2],
    /// The words in each, as a range.
    words: [WordRange; 2],
    /// How many are shared and stand outside of quotation marks in both.
    own: usize,
}

/// Where articles have the same run of words, by pairs of articles and places.
fn links(texts: &[Text<'_>]) -> Vec<Link> {
    let mut runs: Vec<(u64, u32, u32)> = Vec::new();
    for (article, text) in texts.iter().enumerate() {
        for (at, run) in text.words.windows(RUN).enumerate() {
            if run[0].block == run[RUN - 1].block && run.iter().any(|w| w.content) {
                let key = run.iter().map(|w| w.folded).fold(5, hash::combine);
                runs.push((key, article as u32, at as u32));
            }
        }
    }
    runs.sort_unstable();
    let mut out = Vec::new();
    for same in runs.chunk_by(|a, b| a.0 == b.0) {
        let by_article: Vec<&[(u64, u32, u32)]> = same.chunk_by(|a, b| a.1 == b.1).collect();
        let mut meet = |a: &[(u64, u32, u32)], b: &[(u64, u32, u32)]| {
            // Where a run repeats, the first stands for the first, the second for the second.
            out.extend(a.iter().zip(b).map(|(a, b)| Link { articles: [a.1, b.1], at: [a.2, b.2] }));
        };
        for (i, pair) in by_article.windows(2).enumerate() {
            meet(pair[0], pair[1]);
            if i > 0 {
                meet(by_article[0], pair[1]);
            }
        }
    }
    out.sort_unstable();
    out
}

/// The passages of two articles that grow from their links.
fn grown(texts: &[Text<'_>], links: &[Link]) -> Vec<Segment> {
    let Some(articles) = links.first().map(|l| l.articles.map(|a| a as usize)) else { return Vec::new() };
    let words = articles.map(|a| &texts[a].words[..]);
    let mut out = Vec::new();
    // As ranges of words; places come in the order of the first article.
    let mut open: Vec<Growing> = Vec::new();
    for link in links {
        let at = link.at.map(|a| a as usize);
        open.retain(|growing| {
            let over = growing.to[0] + EDIT < at[0];
            if over {
                out.extend(growing.segment(articles, words));
            }
            !over
        });
        match open.iter_mut().find(|growing| growing.takes(at, words)) {
            Some(growing) => growing.add(at, words),
            None => {
                let mut growing = Growing { from: at, to: at, own: 0, content: 0 };
                growing.add(at, words);
                open.push(growing);
            }
        }
    }
    out.extend(open.iter().filter_map(|growing| growing.segment(articles, words)));
    for segment in &mut out {
        segment.stretch(words);
    }
    out
}

impl Segment {
    /// Takes in at both ends what a small edit cuts off that is shorter than a run.
    fn stretch(&mut self, words: [&[TextWord]; 2]) {
        let [mut left, mut right] = self.words;
        let block = [words[0][left.0].block, words[1][right.0].block];
        let same = |at: [Option<usize>; 2]| {
            let word = |i: usize| words[i].get(at[i]?).filter(|w| w.block == block[i]);
            word(0).zip(word(1)).is_some_and(|(a, b)| a.folded == b.folded)
        };
        // A word that was changed, put in or left out, and two behind it that are the same.
        let edits = [[0, 0], [1, 1], [0, 1], [1, 0]];
        let behind = |left: usize, right: usize| {
            let at = |[l, r]: [usize; 2], n: usize| [Some(left + l + n), Some(right + r + n)];
            edits.into_iter().find(|e| same(at(*e, 0)) && (*e == [0, 0] || same(at(*e, 1))))
        };
        while let Some([l, r]) = behind(left.1, right.1) {
            (left.1, right.1) = (left.1 + l + 1, right.1 + r + 1);
        }
        let before = |left: usize, right: usize| {
            let at = |[l, r]: [usize; 2], n: usize| [left.checked_sub(l + n + 1), right.checked_sub(r + n + 1)];
            edits.into_iter().find(|e| same(at(*e, 0)) && (*e == [0, 0] || same(at(*e, 1))))
        };
        while let Some([l, r]) = before(left.0, right.0) {
            (left.0, right.0) = (left.0 - l - 1, right.0 - r - 1);
        }
        self.words = [left, right];
    }
}

/// A passage while it grows.
struct Growing {
    from: [usize; 2],
    /// One past the last shared word in each.
    to: [usize; 2],
    /// Shared words outside of quotation marks.
    own: usize,
    /// Those of them that say something.
    content: usize,
}

impl Growing {
    /// Whether a run goes on where the passage ends, or behind a small edit.
    fn takes(&self, at: [usize; 2], words: [&[TextWord]; 2]) -> bool {
        let end = at.map(|a| a + RUN);
        let in_order =
            [0, 1].iter().all(|&i| end[i] > self.to[i] && at[i] <= self.to[i] + EDIT && at[i] >= self.from[i]);
        let one_block = [0, 1].iter().all(|&i| words[i][self.from[i]].block == words[i][at[i]].block);
        // Inside of what is shared already it has to be the same diagonal.
        let shared = at[0] < self.to[0] && at[1] < self.to[1];
        in_order && one_block && (!shared || self.to[0] - at[0] == self.to[1] - at[1])
    }

    fn add(&mut self, at: [usize; 2], words: [&[TextWord]; 2]) {
        for i in 0..RUN {
            let (left, right) = (at[0] + i, at[1] + i);
            if left >= self.to[0] && right >= self.to[1] || self.to == self.from {
                let outside = words[0][left].stretch.is_none() && words[1][right].stretch.is_none();
                self.own += usize::from(outside);
                self.content += usize::from(outside && words[0][left].content);
            }
        }
        self.to = at.map(|a| a + RUN);
    }

    fn segment(&self, articles: [usize; 2], words: [&[TextWord]; 2]) -> Option<Segment> {
        let read = words[0][self.from[0]].is_read && words[1][self.from[1]].is_read;
        let enough = read && self.own >= LEAST && self.content >= LEAST_CONTENT;
        enough.then(|| Segment { articles, words: [0, 1].map(|i| (self.from[i], self.to[i])), own: self.own })
    }
}

/// Segments that hold the same passage, as one each.
fn passages(texts: &[Text<'_>], segments: &[Segment]) -> Vec<SameWords> {
    let mut sides: Vec<(usize, WordRange, usize)> = Vec::new();
    for (i, segment) in segments.iter().enumerate() {
        sides.extend([0, 1].map(|hand| (segment.articles[hand], segment.words[hand], i)));
    }
    sides.sort_unstable();
    let mut unions = Unions::new(segments.len());
    // Two that share half of the shorter one in some article are one passage.
    let mut widest = sides.first().copied();
    for &side in &sides {
        let Some(known) = widest else { break };
        let ((from, to), (start, end)) = (known.1, side.1);
        let shorter = (to - from).min(end - start);
        if known.0 == side.0 && to.min(end).saturating_sub(start.max(from)) * 2 >= shorter {
            unions.join(known.2, side.2);
        }
        if known.0 != side.0 || end > to {
            widest = Some(side);
        }
    }
    let mut by_group: HashMap<usize, Vec<(usize, WordRange)>> = HashMap::new();
    for (article, range, segment) in sides {
        let places = by_group.entry(unions.of(segment)).or_default();
        match places.last_mut() {
            Some((known, (_, to))) if *known == article && *to >= range.0 => *to = (*to).max(range.1),
            _ => places.push((article, range)),
        }
    }
    let words = |places: &[(usize, WordRange)]| places.iter().map(|(_, (from, to))| to - from).max();
    let passage = |places: Vec<(usize, WordRange)>| SameWords {
        words: words(&places).unwrap_or_default(),
        places: places.iter().map(|(article, range)| place(texts, *article, *range)).collect(),
    };
    by_group.into_values().map(passage).collect()
}

fn place(texts: &[Text<'_>], article: usize, (from, to): WordRange) -> Place {
    let words = &texts[article].words[from..to];
    let ends = words.first().zip(words.last());
    Place { article, span: ends.map_or(Span::default(), |(a, b)| Span { start: a.span.start, end: b.span.end }) }
}

/// The number of each article's text: articles that share most of their own words have one.
fn families(texts: &[Text<'_>], segments: &[Segment]) -> Vec<usize> {
    let own: Vec<usize> =
        texts.iter().map(|t| t.words.iter().filter(|w| w.is_read && w.stretch.is_none()).count()).collect();
    let mut shared: HashMap<[usize; 2], usize> = HashMap::new();
    for segment in segments {
        *shared.entry(segment.articles).or_default() += segment.own;
    }
    let mut unions = Unions::new(texts.len());
    for ([a, b], words) in shared {
        let shorter = own[a].min(own[b]);
        if shorter >= SHORTEST && words as f32 >= ONE_TEXT * shorter as f32 {
            unions.join(a, b);
        }
    }
    let mut out = vec![0; texts.len()];
    for (number, members) in unions.groups().into_iter().enumerate() {
        for article in members {
            out[article] = number;
        }
    }
    out
}
