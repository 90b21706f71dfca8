//! The rows of one article at one width: what the text pane scrolls through.
//!
//! Built once for an article, a width and a state of the folds; drawing takes the visible slice, and an offset is found
//! by bisection. So a frame costs the rows on the screen, however long the article is.

use crate::app::about;
pub use crate::app::anchor::Anchor;
use crate::config::about::About;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;
use crate::text::wrap::wrap;

/// One row of the text pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The bytes that it shows: of the title for [`RowKind::Title`], otherwise of the text. Empty for rows without text.
    pub span: Span,
    /// What it is.
    pub kind: RowKind,
    /// The number of the paragraph that begins here, from 1; 0 on every other row.
    pub number: u32,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A part of a title that is not in the text; spans point into [`Head::title`](crate::model::article::Head::title).
    Title,
    /// A part of the headline, in the text.
    Headline,
    /// What is known of the article; spans point into [`Page::about`].
    About,
    /// Nothing.
    Blank,
    /// A part of a heading.
    Heading,
    /// A part of a paragraph.
    Body,
    /// A part of a byline, dateline, caption or piece of boilerplate.
    Furniture,
    /// The line behind which captions and boilerplate are folded; the span covers all of them.
    Fold,
    /// The line behind which passages are folded; the span covers all of them.
    Passages,
}

/// The fold of passages that hides an offset of the text.
fn fold_at(folds: &[Span], offset: u32) -> Option<Span> {
    let before = folds.partition_point(|f| f.start <= offset);
    folds.get(before.checked_sub(1)?).copied().filter(|f| offset < f.end)
}

/// The rows of an article at a width.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Width of the text in cells, without the gutter; at least 1.
    pub width: u16,
    rows: Vec<Row>,
    /// How many rows the title block takes, the blank row behind it included.
    header: usize,
    paragraphs: u32,
    words: usize,
    /// What the title block says below the headline.
    about: String,
    /// The first rows of headings, with what they say.
    headings: Vec<(usize, Span)>,
}

impl Page {
    /// Lays out `article` at `width` cells, with captions and boilerplate folded or open. `fields` are what the title block
    /// says.
    pub fn new(article: &Article, fields: &[About], width: u16, open: bool) -> Self {
        Self::beside(article, fields, width, open, &[], &[])
    }

    /// The same beside another article: with a new row at each of `breaks`, which are sorted offsets of the text, and one
    /// row in place of each of `folds`, which are sorted and apart. Where a fold begins and ends there is a break.
    pub fn beside(article: &Article, fields: &[About], width: u16, open: bool, breaks: &[u32], folds: &[Span]) -> Self {
        let mut page = Self { width: width.max(1), words: article.word_count(), ..Self::default() };
        let headline = article.blocks.iter().position(|b| b.kind == BlockKind::Title);
        page.title_block(article, fields, headline);
        let mut i = 0;
        while let Some(block) = article.blocks.get(i) {
            let hidden = block.kind.is_folded() && fold_at(folds, block.span.start).is_some();
            if Some(i) == headline || hidden {
                i += 1;
            } else if block.kind.is_folded() && !open {
                let run = article.blocks[i..].iter().take_while(|b| b.kind.is_folded()).count();
                let last = article.blocks[i + run - 1];
                page.fold(block.span.from(), last.span.to());
                i += run;
            } else {
                page.block(&article.text, *block, breaks, folds);
                i += 1;
            }
        }
        while page.rows.last().is_some_and(|r| r.kind == RowKind::Blank) && page.rows.len() > page.header {
            page.rows.pop();
        }
        page
    }

    fn title_block(&mut self, article: &Article, fields: &[About], headline: Option<usize>) {
        let (text, span, kind) = match headline {
            Some(i) => (article.text.as_str(), article.blocks[i].span, RowKind::Headline),
            None => (article.title(), Span::new(0, article.title().len()), RowKind::Title),
        };
        self.wrapped(text, span, kind, 0);
        let about = about::lines(article, fields, self.words);
        let mut start = 0;
        for line in about.split('\n') {
            self.wrapped(&about, Span::new(start, start + line.len()), RowKind::About, 0);
            start += line.len() + 1;
        }
        self.about = about;
        self.rows.push(Row { span: Span::default(), kind: RowKind::Blank, number: 0 });
        self.header = self.rows.len();
    }

    fn fold(&mut self, start: usize, end: usize) {
        self.rows.push(Row { span: Span::new(start, end), kind: RowKind::Fold, number: 0 });
        self.blank(end);
    }

    fn block(&mut self, text: &str, block: Block, breaks: &[u32], folds: &[Span]) {
        let kind = match block.kind {
            BlockKind::Heading => RowKind::Heading,
            BlockKind::Body => RowKind::Body,
            _ => RowKind::Furniture,
        };
        let number = if kind == RowKind::Body {
            self.paragraphs += 1;
            self.paragraphs
        } else {
            0
        };
        let inside = |b: &&u32| block.span.start < **b && **b < block.span.end;
        if kind == RowKind::Heading {
            self.headings.push((self.rows.len(), block.span));
        }
        let mut start = block.span.start;
        let mut number = number;
        let before = self.rows.len();
        let from = breaks.partition_point(|b| *b <= block.span.start);
        for end in breaks.iter().skip(from).take_while(inside).copied().chain([block.span.end]) {
            let piece = Span { start, end }.trimmed(text);
            start = end;
            match fold_at(folds, piece.start) {
                _ if piece.is_empty() => continue,
                Some(fold) if fold.start != piece.start => continue,
                Some(fold) => self.rows.push(Row { span: fold, kind: RowKind::Passages, number }),
                None => self.wrapped(text, piece, kind, number),
            }
            number = 0;
        }
        // A paragraph that is folded as a whole leaves nothing behind.
        if self.rows.len() > before {
            self.blank(block.span.to());
        }
    }

    fn wrapped(&mut self, text: &str, span: Span, kind: RowKind, number: u32) {
        let mut spans = Vec::new();
        wrap(text, span, self.width, &mut spans);
        let numbers = std::iter::once(number).chain(std::iter::repeat(0));
        self.rows.extend(spans.into_iter().zip(numbers).map(|(span, number)| Row { span, kind, number }));
    }

    fn blank(&mut self, at: usize) {
        self.rows.push(Row { span: Span::new(at, at), kind: RowKind::Blank, number: 0 });
    }

    /// All rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The headings inside the text, each with its first row.
    pub fn headings(&self) -> &[(usize, Span)] {
        &self.headings
    }

    /// The heading that a row stands below.
    pub fn heading_at(&self, row: usize) -> Option<Span> {
        let before = self.headings.partition_point(|(first, _)| *first <= row);
        Some(self.headings.get(before.checked_sub(1)?)?.1)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many numbered paragraphs there are.
    pub fn paragraphs(&self) -> u32 {
        self.paragraphs
    }

    /// How many words the article has. Counting walks the text, so it is done here and not while drawing.
    pub fn words(&self) -> usize {
        self.words
    }

    /// What the title block says below the headline.
    pub fn about(&self) -> &str {
        &self.about
    }

    /// The row that shows the byte at `offset` of the text, or the one nearest before it.
    pub fn row_of(&self, offset: usize) -> usize {
        let head = &self.rows[..self.header];
        if let Some(row) = head.iter().position(|r| r.kind == RowKind::Headline && r.span.contains(offset)) {
            return row;
        }
        let body = &self.rows[self.header..];
        let after = body.partition_point(|r| r.span.from() <= offset);
        match after.checked_sub(1) {
            Some(row) => self.header + row,
            None => self.header.min(self.rows.len().saturating_sub(1)),
        }
    }

    /// The place of a row, as something that survives another width.
    pub fn anchor(&self, row: usize) -> Anchor {
        match self.rows.get(row) {
            Some(r) if row >= self.header => Anchor::Offset(r.span.from()),
            _ => Anchor::Header(row),
        }
    }

    /// The row of a place.
    pub fn row_at(&self, anchor: Anchor) -> usize {
        match anchor {
            Anchor::Header(row) => row.min(self.header.saturating_sub(1)),
            Anchor::Offset(offset) => self.row_of(offset),
        }
    }

    /// The paragraph at a row or the last one before it, from 1; 0 in front of the first.
    pub fn paragraph_at(&self, row: usize) -> u32 {
        self.rows[..self.rows.len().min(row + 1)].iter().rev().map(|r| r.number).find(|n| *n > 0).unwrap_or(0)
    }

    /// The first row of paragraph `number`.
    pub fn row_of_paragraph(&self, number: u32) -> Option<usize> {
        self.rows.iter().position(|r| r.number == number && number > 0)
    }
}
