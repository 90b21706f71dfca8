//! The passages of an article, and the features by which they are recognised in another one.

use crate::analysis::compare::concepts;
use crate::analysis::compare::empty::{Empty, denies};
use crate::analysis::compare::matching::Links;
use crate::language::currency;
use crate::language::document::{Document, Sentence};
use crate::language::hash;
use crate::language::stem::stem;
use crate::language::vocabulary;
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::entity::EntityId;
use crate::model::findings::ArticleFindings;
use crate::model::quotation::QuotationKind;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// How many words of one sentence are looked at; a sentence beyond that is a list or no prose at all.
const LONGEST: usize = 400;

/// What a feature is made of, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// An idea, in whatever words ([`concepts`]).
    Idea,
    /// A word that is among the commonest of English.
    Common,
    /// Any other word.
    Word,
    /// An issue that both articles have.
    Issue,
    /// An expression of time with a value.
    Date,
    /// Someone or something named, linked across the two articles.
    Entity,
    /// A number.
    Figure,
}

/// One thing that a passage has and that another may share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    /// The same in both articles.
    pub(super) key: u64,
    /// What it is.
    pub(super) kind: Kind,
    /// Where the passage has it first.
    pub(super) span: Span,
}

/// Three words in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Hash of the words.
    pub(super) key: u64,
    /// Where they stand.
    pub(super) span: Span,
    /// How many of them say something and are no part of a name.
    pub(super) content: u8,
}

/// One sentence of an article.
#[derive(Debug)]
pub(super) struct SentenceFeatures {
    /// Where it stands.
    pub(super) span: Span,
    /// Whether it belongs to the headline.
    pub(super) is_title: bool,
    /// Its words in order, folded, as one hash: equal in sentences that are the same.
    pub(super) words: u64,
    /// What it may share, by key, each once.
    pub(super) features: Vec<Feature>,
    /// Its runs of words, by key, each once.
    pub(super) runs: Vec<Run>,
    /// Where it stands in the text, from 0 for the first passage to 1 for the last.
    pub(super) place: f32,
    /// Who speaks in it, by a key that is the same in both articles where they have the speaker in common.
    pub(super) speaker: Option<u64>,
    /// Whether some of it stands in quotation marks.
    pub(super) is_quoted: bool,
    /// Whether it denies something.
    pub(super) denies: bool,
}

/// The passages of an article: the sentences of its title, headings and body that have a word.
pub(super) fn of(
    article: &Article,
    findings: &ArticleFindings,
    document: &Document<'_>,
    links: &Links,
) -> Vec<SentenceFeatures> {
    let mut reader = Reader {
        document,
        empty: Empty::new(),
        marks: marks(article, findings, links),
        next: 0,
        speech: speech(findings, links),
        heard: 0,
        buffer: String::new(),
    };
    let is_read = |s: &&Sentence| matches!(s.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Body);
    let mut out: Vec<SentenceFeatures> =
        document.sentences.iter().filter(is_read).filter_map(|s| reader.passage(s)).collect();
    let last = out.len().saturating_sub(1).max(1) as f32;
    for (number, passage) in out.iter_mut().enumerate() {
        passage.place = number as f32 / last;
    }
    out
}

/// A stretch of reported speech.
struct Speech {
    span: Span,
    speaker: Option<u64>,
    is_quoted: bool,
}

/// What is said, in the order of the text. A speaker whom only one article names has a key of that name.
fn speech(findings: &ArticleFindings, links: &Links) -> Vec<Speech> {
    let key = |id: EntityId| {
        let own = || findings.entity(id).map(|e| hash::combine(8, hash::fold(&e.name)));
        links.entities.get(id.0 as usize).copied().flatten().or_else(own)
    };
    let mut out: Vec<Speech> = Vec::new();
    for quotation in &findings.quotations {
        let speaker = quotation.speaker.and_then(key);
        let is_quoted = quotation.kind != QuotationKind::Indirect;
        out.extend(quotation.content.iter().map(|span| Speech { span: *span, speaker, is_quoted }));
    }
    out.sort_by_key(|s| s.span);
    out
}

/// A span that stands for a feature as a whole.
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) key: u64,
    pub(super) kind: Kind,
}

/// Everything that the findings say about the text and that both articles may share, in the order of the text.
pub(super) fn marks(article: &Article, findings: &ArticleFindings, links: &Links) -> Vec<Mark> {
    let mut out = Vec::new();
    for (entity, key) in findings.entities.iter().zip(&links.entities) {
        let Some(key) = *key else { continue };
        out.extend(entity.mentions.iter().map(|m| Mark { span: m.span, key, kind: Kind::Entity }));
    }
    for figure in &findings.figures {
        let key = figure_key(figure.value, figure.unit.as_deref());
        out.push(Mark { span: figure.span, key, kind: Kind::Figure });
    }
    for date in &findings.dates {
        let Some(value) = date.value.as_deref().filter(|v| v.starts_with(|c: char| c.is_ascii_digit())) else {
            continue;
        };
        // The time of the day is no part of what two articles say about a day.
        let day = value.split('T').next().unwrap_or(value);
        out.push(Mark { span: date.span, key: hash::combine(2, hash::exact(day)), kind: Kind::Date });
    }
    for (issue, key) in findings.issues.iter().zip(&links.issues) {
        let Some(key) = *key else { continue };
        out.extend(issue.mentions.iter().map(|span| Mark { span: *span, key, kind: Kind::Issue }));
    }
    out.retain(|m| !m.span.of(&article.text).is_empty());
    out.sort_unstable_by_key(|m| (m.span.start, m.span.end, m.kind, m.key));
    out
}

/// Numbers are the same when they are written alike or not (`12`, `a dozen`); per cent and money are kept apart.
fn figure_key(value: f64, unit: Option<&str>) -> u64 {
    let sort = match unit {
        Some("%") => 5,
        Some(unit) if currency::is_symbol(unit) => 6,
        _ => 4,
    };
    hash::combine(sort, (value + 0.0).to_bits())
}

/// Reads the sentences of a document one after the other.
struct Reader<'a> {
    document: &'a Document<'a>,
    empty: Empty,
    marks: Vec<Mark>,
    /// The first mark that may still stand in a sentence to come.
    next: usize,
    speech: Vec<Speech>,
    /// The first stretch of speech that may still reach into a sentence to come.
    heard: usize,
    buffer: String,
}

impl Reader<'_> {
    fn passage(&mut self, sentence: &Sentence) -> Option<SentenceFeatures> {
        let text = self.document.text;
        let mut features = Vec::new();
        while self.marks.get(self.next).is_some_and(|m| m.span.end <= sentence.span.start) {
            self.next += 1;
        }
        let inside = self.marks[self.next..].iter().take_while(|m| m.span.start < sentence.span.end);
        // What a mark covers is not counted once more as words. Issues are phrases whose words count themselves.
        let mut covered: Vec<Span> = Vec::new();
        for mark in inside.filter(|m| sentence.span.covers(m.span)) {
            features.push(Feature { key: mark.key, kind: mark.kind, span: mark.span });
            if matches!(mark.kind, Kind::Entity | Kind::Date) {
                covered.push(mark.span);
            }
            if mark.kind == Kind::Entity {
                let name: String = mark.span.of(text).split_whitespace().collect();
                let idea = concepts::of(stem(&name, &mut self.buffer));
                features.extend(idea.map(|key| Feature { key, kind: Kind::Idea, span: mark.span }));
            }
        }
        while self.speech.get(self.heard).is_some_and(|s| s.span.end <= sentence.span.start) {
            self.heard += 1;
        }
        let said = self.speech[self.heard..].iter().take_while(|s| s.span.start < sentence.span.end);
        let (mut speaker, mut is_quoted) = (None, false);
        for speech in said.filter(|s| s.span.overlaps(sentence.span)) {
            speaker = speaker.or(speech.speaker);
            is_quoted |= speech.is_quoted;
        }
        let mut is_denied = false;
        let mut folded: Vec<(u64, Span, bool)> = Vec::new();
        let mut words = 0_u64;
        let mut at = 0;
        for token in self.document.tokens_of(sentence) {
            if !matches!(token.kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            let word = token.of(text);
            let hash = hash::fold(word);
            words = hash::combine(words, hash);
            is_denied |= denies(word);
            if folded.len() >= LONGEST {
                continue;
            }
            let is_empty = self.empty.has(hash);
            while covered.get(at).is_some_and(|c| c.end <= token.span.start) {
                at += 1;
            }
            let is_covered = covered.get(at).is_some_and(|c| c.covers(token.span));
            // A name in several words is one thing that is shared, and no wording.
            folded.push((hash, token.span, !is_empty && !is_covered));
            if is_empty || is_covered || word.chars().count() < 2 {
                continue;
            }
            let is_common = token.kind == TokenKind::Word && vocabulary::word(hash).flags & vocabulary::COMMON != 0;
            let kind = if is_common { Kind::Common } else { Kind::Word };
            let key = stem(word, &mut self.buffer);
            features.push(Feature { key, kind, span: token.span });
            features.extend(concepts::of(key).map(|key| Feature { key, kind: Kind::Idea, span: token.span }));
            // The parts of a compound count as well: `US-Israel` and `U.S.-Israel` share one.
            for part in word.split('-').filter(|p| p.len() > 3 && p.len() < word.len()) {
                features.push(Feature { key: stem(part, &mut self.buffer), kind: Kind::Common, span: token.span });
            }
        }
        if folded.is_empty() {
            return None;
        }
        features.sort_by_key(|f| (f.key, std::cmp::Reverse(f.kind), f.span));
        features.dedup_by_key(|f| f.key);
        let mut runs: Vec<Run> = folded
            .windows(3)
            .map(|w| Run {
                key: hash::combine(hash::combine(w[0].0, w[1].0), w[2].0),
                span: Span { start: w[0].1.start, end: w[2].1.end },
                content: w.iter().filter(|w| w.2).count() as u8,
            })
            .collect();
        runs.sort_unstable_by_key(|r| (r.key, r.span));
        runs.dedup_by_key(|r| r.key);
        let is_title = sentence.kind == BlockKind::Title;
        let span = sentence.span;
        Some(SentenceFeatures {
            span,
            is_title,
            words,
            features,
            runs,
            place: 0.0,
            speaker,
            is_quoted,
            denies: is_denied,
        })
    }
}
