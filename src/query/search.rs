//! Words searched in all articles: how often they stand in each, where, and in which context.

use crate::model::article::Article;
use crate::query::index::searched_blocks;
use crate::query::needle::Needle;
use crate::text::cells::clusters;
use crate::text::fold::fold;
use crate::text::segment::sentences;
use crate::text::span::Span;

/// Where the needle stands in an article, in order: as many places as [`Index::counts`](crate::query::index::Index::counts) says, as spans of the original text.
pub fn hits(article: &Article, needle: &Needle) -> Vec<Span> {
    let mut out = Vec::new();
    for block in searched_blocks(article) {
        let folded = fold(block.span.of(&article.text));
        out.extend(needle.find_all(folded.text()).map(|hit| {
            let span = folded.original(hit);
            Span::new(block.span.from() + span.from(), block.span.from() + span.to())
        }));
    }
    out
}

/// A hit with what stands around it in its sentence, as spans of the article's text that touch each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// What stands in front of the hit.
    pub left: Span,
    /// The hit.
    pub hit: Span,
    /// What stands behind it.
    pub right: Span,
    /// Whether more of the sentence stands in front of it: draw `…`.
    pub cut_left: bool,
    /// Whether more of the sentence stands behind it: draw `…`.
    pub cut_right: bool,
}

/// How many bytes on each side of a hit are looked at for one cell of context: long lines cost no more than short ones,
/// and few characters are longer.
const BYTES_PER_CELL: usize = 4;

/// The context of a hit that fits in `cells` when it is drawn with its ellipses. It is cut between words; what cannot
/// be shown on one side is room for the other. A hit that is too wide by itself has no context and is not cut.
pub fn context(article: &Article, hit: Span, cells: usize) -> Context {
    let text = &article.text;
    let (left, right) = around(article, hit, cells);
    let room = cells.saturating_sub(width(text, hit));
    let half = room / 2;
    let left_room = if right.cells() < room - half { room - right.cells() } else { half };
    let (start, cut_left) = left.keep_end(left_room);
    let left_cells = width(text, Span::new(start, hit.from())) + usize::from(cut_left);
    let (end, cut_right) = right.keep_start(room.saturating_sub(left_cells));
    Context {
        left: Span::new(start, hit.from()),
        hit,
        right: Span::new(hit.to(), end),
        cut_left: cut_left && room > 0,
        cut_right: cut_right && room > left_cells,
    }
}

/// The context of a hit that fits in `left_cells` in front of it and `right_cells` from it on, so that hits stand in one
/// column.
pub fn aligned(article: &Article, hit: Span, left_cells: usize, right_cells: usize) -> Context {
    let (left, right) = around(article, hit, left_cells + right_cells);
    let (start, cut_left) = left.keep_end(left_cells);
    let (end, cut_right) = right.keep_start(right_cells.saturating_sub(width(&article.text, hit)));
    Context { left: Span::new(start, hit.from()), hit, right: Span::new(hit.to(), end), cut_left, cut_right }
}

/// What stands in front of a hit and behind it in its sentence, as far as `cells` could ever show.
fn around(article: &Article, hit: Span, cells: usize) -> (HitSide, HitSide) {
    let text = &article.text;
    let block = searched_blocks(article).map(|b| b.span).find(|span| span.covers(hit)).unwrap_or(hit);
    let near = Span::new(
        floor(text, block.from().max(hit.from().saturating_sub(cells * BYTES_PER_CELL))),
        floor(text, block.to().min(hit.to() + cells * BYTES_PER_CELL)),
    );
    let sentences = sentences(text, near);
    let first = sentences.iter().rposition(|s| s.start <= hit.start).unwrap_or(0);
    let last = sentences.iter().position(|s| s.end >= hit.end).unwrap_or(sentences.len());
    let from = sentences.get(first).map_or(hit.from(), |s| s.from().min(hit.from()));
    let to = sentences.get(last).map_or(hit.to(), |s| s.to());

    // The first and the last sentence in sight may have begun before and end later.
    let left = HitSide::new(text, Span::new(from, hit.from()), first == 0 && near.from() > block.from());
    let right = HitSide::new(text, Span::new(hit.to(), to), last + 1 >= sentences.len() && near.to() < block.to());
    (left, right)
}

/// One side of a hit, cluster by cluster.
struct HitSide {
    span: Span,
    /// Start, cells, and whether it is white space.
    clusters: Vec<(usize, usize, bool)>,
    /// Whether the sentence goes on beyond it.
    goes_on: bool,
}

impl HitSide {
    fn new(text: &str, span: Span, goes_on: bool) -> Self {
        let clusters = clusters(text, span)
            .map(|c| (c.span.from(), usize::from(c.cells), c.span.of(text).trim().is_empty()))
            .collect();
        Self { span, clusters, goes_on }
    }

    /// How many cells all of it takes.
    fn cells(&self) -> usize {
        self.clusters.iter().map(|(_, cells, _)| cells).sum::<usize>() + usize::from(self.goes_on)
    }

    /// Where to begin so that the rest takes at most `cells`, ellipsis included, and whether something is cut off.
    fn keep_end(&self, cells: usize) -> (usize, bool) {
        if self.cells() <= cells {
            return (self.span.from(), self.goes_on);
        }
        let mut used = 1;
        let mut start = self.span.to();
        // The word begin that was met last, going backwards: known to be one when a blank comes in front of it.
        let mut word = None;
        for (at, width, blank) in self.clusters.iter().rev() {
            if *blank {
                start = word.take().unwrap_or(start);
            } else {
                word = Some(*at);
            }
            used += width;
            if used > cells {
                break;
            }
        }
        (start, true)
    }

    /// Where to end so that the rest takes at most `cells`, ellipsis included, and whether something is cut off.
    fn keep_start(&self, cells: usize) -> (usize, bool) {
        if self.cells() <= cells {
            return (self.span.to(), self.goes_on);
        }
        let mut used = 1;
        let mut end = self.span.from();
        for (at, width, blank) in &self.clusters {
            if *blank && used <= cells {
                end = *at;
            }
            used += width;
            if used > cells {
                break;
            }
        }
        (end, true)
    }
}

/// How many cells a part of the text takes.
fn width(text: &str, span: Span) -> usize {
    clusters(text, span).map(|c| usize::from(c.cells)).sum()
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::article_id::ArticleId;
    use crate::model::block::{Block, BlockKind};
    use crate::query::index::ArticleEntry;
    use crate::query::index::Index;
    use crate::query::set::ArticleSet;

    fn article(blocks: &[(BlockKind, &str)]) -> Article {
        let mut article = Article::default();
        for (kind, text) in blocks {
            let span = Span::new(article.text.len(), article.text.len() + text.len());
            article.text.push_str(text);
            article.text.push_str("\n\n");
            article.blocks.push(Block { kind: *kind, span });
        }
        article
    }

    /// `expected`: the context as it is drawn, the hit in brackets.
    #[track_caller]
    fn check(text: &str, words: &str, cells: usize, expected: &str) {
        let article = article(&[(BlockKind::Body, text)]);
        let hit = hits(&article, &Needle::anywhere(words))[0];
        let found = context(&article, hit, cells);
        let drawn = format!(
            "{}{}[{}]{}{}",
            if found.cut_left { "…" } else { "" },
            found.left.of(&article.text),
            found.hit.of(&article.text),
            found.right.of(&article.text),
            if found.cut_right { "…" } else { "" },
        );
        assert_eq!(drawn, expected);
    }

    #[test]
    fn hits_are_counted_and_found_alike_in_what_is_read() {
        let article = article(&[
            (BlockKind::Title, "Élan vital"),
            (BlockKind::Body, "The elan, the ELAN of it; no melanin."),
            (BlockKind::Boilerplate, "Share elan"),
            (BlockKind::Caption, "Elan seen from above"),
        ]);
        let mut index = Index::default();
        let id = ArticleId(1);
        index.push(ArticleId(0), ArticleEntry::new(&Article::default()));
        index.push(id, ArticleEntry::new(&article));
        let all = ArticleSet::first(2);
        assert_eq!(index.counts(&Needle::begins("elan"), &all), [(id, 4)]);
        assert_eq!(index.counts(&Needle::anywhere("elan"), &all), [(id, 5)]);
        assert_eq!(index.counts(&Needle::anywhere("elan"), &ArticleSet::first(1)), []);
        let found: Vec<_> = hits(&article, &Needle::begins("élan")).iter().map(|s| s.of(&article.text)).collect();
        assert_eq!(found, ["Élan", "elan", "ELAN", "Elan"]);
    }

    #[test]
    fn a_context_is_the_sentence_as_far_as_it_fits() {
        let text = "It rained. The two ministers met in the old harbour of Port Ellery. Nobody spoke.";
        check(text, "harbour", 80, "The two ministers met in the old [harbour] of Port Ellery.");
        check(text, "harbour", 30, "…the old [harbour] of Port…");
        check(text, "The two", 20, "[The two] ministers…");
        check(text, "ellery", 20, "…of Port [Ellery].");
        check(text, "harbour", 7, "[harbour]");
        check(text, "harbour", 0, "[harbour]");
    }

    #[test]
    fn a_long_line_costs_no_more_than_a_short_one() {
        let text = format!("{}needle{}", "word ".repeat(200_000), " word".repeat(200_000));
        check(&text, "needle", 20, "…word [needle] word…");
    }

    proptest! {
        #[test]
        fn a_context_fits_and_lies_around_the_hit(
            text in "[a-c世é\u{301} .\n]{1,60}", word in "[a-c世é]", cells in 0_usize..30,
        ) {
            let article = article(&[(BlockKind::Body, &text)]);
            for hit in hits(&article, &Needle::anywhere(&word)) {
                let found = context(&article, hit, cells);
                prop_assert_eq!((found.left.end, found.right.start), (hit.start, hit.end));
                let used = width(&article.text, Span::new(found.left.from(), found.right.to()))
                    + usize::from(found.cut_left) + usize::from(found.cut_right);
                prop_assert!(used <= cells.max(width(&article.text, hit)), "{} cells: {:?}", used, found);
            }
        }
    }
}
