//! The numbers of an article's paragraphs, as they stand on the screen and in every export.

use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::text::span::Span;

/// Where the paragraphs of body text begin. For many questions about one article; [`Article::paragraph`] answers one.
#[derive(Clone, Debug)]
pub struct Paragraphs {
    starts: Vec<u32>,
}

impl Paragraphs {
    /// Counts the paragraphs of an article.
    pub fn new(article: &Article) -> Self {
        let body = article.blocks.iter().filter(|b| b.kind == BlockKind::Body);
        Self { starts: body.map(|b| b.span.start).collect() }
    }

    /// The number of the paragraph in which a passage begins, from 1; that of the paragraph before it for a heading and
    /// the like, and `None` in front of the first paragraph.
    pub fn of(&self, span: Span) -> Option<u32> {
        let before = self.starts.partition_point(|start| *start <= span.start) as u32;
        (before > 0).then_some(before)
    }

    /// Those of several passages.
    pub fn all(&self, spans: &[Span]) -> Vec<Option<u32>> {
        spans.iter().map(|span| self.of(*span)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::Block;

    #[test]
    fn paragraphs_are_counted_as_an_article_counts_them() {
        let kinds = [BlockKind::Title, BlockKind::Body, BlockKind::Heading, BlockKind::Body, BlockKind::Caption];
        let block = |(i, kind): (usize, &BlockKind)| Block { kind: *kind, span: Span::new(i * 10, i * 10 + 8) };
        let blocks = kinds.iter().enumerate().map(block).collect();
        let article = Article { text: "x".repeat(60), blocks, ..Article::default() };
        let paragraphs = Paragraphs::new(&article);
        for at in 0..60 {
            assert_eq!(paragraphs.of(Span::new(at, at + 1)), article.paragraph(at), "{at}");
        }
        assert_eq!(paragraphs.all(&[Span::new(0, 1), Span::new(35, 36)]), [None, Some(2)]);
    }
}
