//! An article as the engines across articles see it: its words, each with what they need to know about it.

use crate::analysis::compare::empty::Empty;
use crate::analysis::quotations;
use crate::language::document::Document;
use crate::language::hash;
use crate::language::stem::{Stem, stem};
use crate::language::vocabulary;
use crate::model::block::BlockKind;
use crate::model::findings::ArticleFindings;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// One article with its findings and its words.
pub(super) struct Text<'a> {
    /// Its sentences and tokens.
    pub(super) document: &'a Document<'a>,
    /// What was found in it.
    pub(super) findings: &'a ArticleFindings,
    /// Its words and numbers outside of captions, in the order of the text.
    pub(super) words: Vec<TextWord>,
}

/// A word or number of an article.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextWord {
    /// Its hash without case and accents.
    pub(super) folded: u64,
    /// The same without its ending.
    pub(super) stem: Stem,
    /// What it stands for: the entity whose name begins here, 0 inside of a name or a date, else the stem.
    pub(super) key: u64,
    /// Where it stands.
    pub(super) span: Span,
    /// Its sentence, as an index into the sentences of the document.
    pub(super) sentence: u32,
    /// Its paragraph, as an index into the blocks of the article.
    pub(super) block: u32,
    /// The quoted stretch that it stands in, counted from 0.
    pub(super) stretch: Option<u32>,
    /// Whether it belongs to the running text, and not to the headline.
    pub(super) is_read: bool,
    /// Whether it says something by itself.
    pub(super) content: bool,
}

impl<'a> Text<'a> {
    /// Reads the words of an article. `names` are keys by entity, for those that other articles have too.
    pub(super) fn new(document: &'a Document<'a>, findings: &'a ArticleFindings, names: &[Option<u64>]) -> Self {
        let empty = Empty::new();
        let mut stretches = quotations::quoted(document).enumerate().peekable();
        let mut words = Vec::with_capacity(document.tokens.len());
        let mut buffer = String::new();
        for (number, sentence) in document.sentences.iter().enumerate() {
            if matches!(sentence.kind, BlockKind::Caption | BlockKind::Dateline) {
                continue;
            }
            for at in sentence.tokens.clone() {
                let token = document.tokens[at];
                if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                    continue;
                }
                while stretches.next_if(|(_, tokens)| tokens.end <= at).is_some() {}
                let word = token.of(document.text);
                let folded = hash::fold(word);
                let stem = stem(word, &mut buffer);
                words.push(TextWord {
                    folded,
                    stem,
                    key: stem,
                    span: token.span,
                    sentence: number as u32,
                    block: sentence.block as u32,
                    stretch: stretches.peek().filter(|(_, tokens)| tokens.contains(&at)).map(|(i, _)| *i as u32),
                    is_read: sentence.kind.is_reading(),
                    content: !empty.has(folded),
                });
            }
        }
        let mut text = Self { document, findings, words };
        for (entity, name) in findings.entities.iter().zip(names) {
            let key = vocabulary::nation_of(&entity.name).map(hash::exact).or(*name);
            for mention in &entity.mentions {
                let range = text.words_in(mention.span);
                for (i, word) in text.words[range].iter_mut().enumerate() {
                    word.key = if i > 0 { 0 } else { key.unwrap_or(word.stem) };
                }
            }
        }
        for date in &findings.dates {
            let range = text.words_in(date.span);
            text.words[range].iter_mut().for_each(|word| word.key = 0);
        }
        text
    }

    /// The text that all spans point into.
    pub(super) fn text(&self) -> &'a str {
        self.document.text
    }

    /// The words inside a span, as a range of [`words`](Self::words).
    pub(super) fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.words.partition_point(|w| w.span.start < span.start);
        let to = self.words.partition_point(|w| w.span.end <= span.end);
        from..to.max(from)
    }
}
