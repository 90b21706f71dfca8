//! An article cut into sentences and tokens: what every finder starts from.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;

use crate::language::proposition::Propositions;
use crate::language::reading::{Parsed, Reading};
use crate::language::spelling::{self, Spelt};
use crate::language::tag::Tag;
use crate::language::tagger::Tagger;
use crate::language::word::{self, Word};
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
    /// How every token is written and what the lists say about it, once it was asked for.
    spelt: OnceLock<Vec<Spelt>>,
    /// The words of each sentence with their parts of speech, once they were asked for.
    tagged: Vec<OnceLock<(Vec<Word>, Vec<Tag>)>>,
    /// The tree of each sentence, once it was asked for.
    readings: Vec<OnceLock<Box<Parsed>>>,
    /// The propositions of each sentence, once they were asked for.
    propositions: Vec<OnceLock<Box<Propositions>>>,
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
            // A standfirst is read as the text that it stands over.
            let kind = if b.kind == BlockKind::Standfirst { BlockKind::Body } else { b.kind };
            let mut at = tokens.len();
            let mut rest = of_block.as_slice();
            for span in segment::sentences_of(text, b.span, &of_block) {
                let count = rest.partition_point(|t| t.span.end <= span.end);
                sentences.push(Sentence { span, tokens: at..at + count, block, kind });
                at += count;
                rest = &rest[count..];
            }
            tokens.extend(of_block);
        }
        Self {
            text,
            published: article.metadata.published,
            metadata: &article.metadata,
            spelt: OnceLock::new(),
            tagged: std::iter::repeat_with(OnceLock::new).take(sentences.len()).collect(),
            readings: std::iter::repeat_with(OnceLock::new).take(sentences.len()).collect(),
            propositions: std::iter::repeat_with(OnceLock::new).take(sentences.len()).collect(),
            tokens,
            sentences,
        }
    }

    /// The text of token `i`.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens[i].of(self.text)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &[Token] {
        &self.tokens[sentence.tokens.clone()]
    }

    /// How every token is written and what the lists say about it. The first call looks each of them up.
    pub fn spelt(&self) -> &[Spelt] {
        self.spelt
            .get_or_init(|| self.tokens.iter().map(|t| spelling::describe(t.of(self.text), t.kind, t.span)).collect())
    }

    /// The words of a sentence with their parts of speech, by its number. The first call for a sentence tags it.
    fn tagged(&self, sentence: usize) -> &(Vec<Word>, Vec<Tag>) {
        self.tagged[sentence].get_or_init(|| {
            let sentence = &self.sentences[sentence];
            let mut words = Vec::with_capacity(sentence.tokens.len() + 2);
            for (i, token) in sentence.tokens.clone().zip(self.tokens_of(sentence)) {
                word::split(self.text, token.span, i as u32, &mut words);
            }
            let tags = Tagger::shipped().tag(&words);
            (words, tags)
        })
    }

    /// The part of speech of a token of a sentence, both by their numbers; of a contraction that of its first part.
    pub fn tag(&self, sentence: usize, token: usize) -> Option<Tag> {
        let (words, tags) = self.tagged(sentence);
        let at = words.partition_point(|w| (w.token as usize) < token);
        words.get(at).filter(|w| w.token as usize == token).map(|_| tags[at])
    }

    /// The tree of a sentence, by its number. The first call for a sentence parses it.
    pub fn reading(&self, sentence: usize) -> Reading<'_> {
        let parsed = self.readings[sentence].get_or_init(|| {
            let (words, tags) = self.tagged(sentence).clone();
            Box::new(Parsed::from_tags(words, tags))
        });
        Reading { text: self.text, parsed }
    }

    /// Who does what in a sentence, by its number. The first call for a sentence parses it.
    pub fn propositions(&self, sentence: usize) -> &Propositions {
        self.propositions[sentence].get_or_init(|| Box::new(Propositions::of(&self.reading(sentence))))
    }

    /// The number of the sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|s| s.tokens.end <= token);
        self.sentences.get(at).filter(|s| s.tokens.contains(&token)).map(|_| at)
    }
}
