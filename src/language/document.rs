//! An article cut into sentences and tokens: what every finder starts from.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::article::{Article, Metadata};
use crate::model::block::BlockKind;
use crate::text::segment::{self, Token};
use crate::text::span::Span;

/// The analysed blocks of an article (title, dateline, headings, body), segmented.
pub struct Document<'a> {
    /// The article's text; every span points into it.
    pub text: &'a str,
    /// Day of publication, from which relative dates are resolved.
    pub published: Option<Date>,
    /// What is known about the article besides its text.
    pub metadata: &'a Metadata,
    /// All tokens of the analysed blocks, in order.
    pub tokens: Vec<Token>,
    /// All sentences of the analysed blocks, in order.
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The index of its block in the article.
    pub block: usize,
    /// The role of that block.
    pub kind: BlockKind,
}

impl<'a> Document<'a> {
    /// Segments the analysed blocks of `article`.
    pub fn new(article: &'a Article) -> Self {
        let text = article.text.as_str();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let mut sentences = Vec::with_capacity(text.len() / 120);
        for (block, b) in article.blocks.iter().enumerate().filter(|(_, b)| b.kind.is_analysed()) {
            let of_block = segment::tokens(text, b.span);
            let mut at = tokens.len();
            let mut rest = of_block.as_slice();
            for span in segment::sentences_of(text, b.span, &of_block) {
                let count = rest.partition_point(|t| t.span.end <= span.end);
                sentences.push(Sentence { span, tokens: at..at + count, block, kind: b.kind });
                at += count;
                rest = &rest[count..];
            }
            tokens.extend(of_block);
        }
        Self { text, published: article.metadata.published, metadata: &article.metadata, tokens, sentences }
    }

    /// The text of token `i`.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens[i].of(self.text)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }
}
