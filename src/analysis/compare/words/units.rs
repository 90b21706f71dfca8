//! What a passage says, unit by unit: a name, a day or a figure is one, and so is every word that says something.

use crate::analysis::compare::empty::{Empty, denies};
use crate::analysis::compare::matching::Links;
use crate::analysis::compare::passages::{self, Kind, Mark};
use crate::language::hash;
use crate::language::stem::stem;
use crate::language::vocabulary;
use crate::model::article::Article;
use crate::model::comparison::Comparison;
use crate::model::findings::ArticleFindings;
use crate::model::quotation::{Quotation, QuotationKind};
use crate::text::segment::{self, TokenKind};
use crate::text::span::Span;

/// The key of every word that denies: it does not matter which one is used.
const DENIAL: u64 = 1;

/// One thing that a passage says.
pub(super) struct Unit {
    /// The same in both articles.
    pub(super) key: u64,
    /// The keys of its parts, where it is a compound.
    pub(super) parts: Vec<u64>,
    /// Where it stands.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: UnitKind,
}

/// What a unit is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// A word, a name or a day.
    Word,
    /// A number with what it counts.
    Figure,
    /// A word that denies.
    Denial,
    /// A word or name that says who speaks.
    Source,
}

/// One of two articles.
pub(super) struct OneText<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// What was found in it.
    pub(super) findings: &'a ArticleFindings,
    /// Names, days and figures, by their start.
    marks: Vec<Mark>,
    /// The words that say who speaks beside quotation marks, by their start.
    sources: Vec<Span>,
    /// The words that introduce what stands in quotation marks, by their start.
    cues: Vec<Span>,
    empty: Empty,
}

impl<'a> OneText<'a> {
    /// The left article (`hand` 0) or the right one (1).
    pub(super) fn new(articles: [(&'a Article, &'a ArticleFindings); 2], comparison: &Comparison, hand: usize) -> Self {
        let (article, findings) = articles[hand];
        let links = Links::new(articles.map(|(_, f)| f), &comparison.entities, &comparison.issues, hand);
        let mut marks = passages::marks(article, findings, &links);
        marks.retain(|m| m.kind != Kind::Issue);
        let sorted = |of: fn(&Quotation) -> Option<Span>| {
            // Without quotation marks, who speaks and how is part of what is said.
            let verbatim = findings.quotations.iter().filter(|q| q.kind != QuotationKind::Indirect);
            let mut out: Vec<Span> = verbatim.filter_map(of).collect();
            out.sort_unstable();
            out
        };
        Self {
            text: &article.text,
            findings,
            marks,
            sources: sorted(|q| q.source),
            cues: sorted(|q| q.cue),
            empty: Empty::new(),
        }
    }

    /// What a passage says, in order.
    pub(super) fn units(&self, passage: Span) -> Vec<Unit> {
        let mut marks = Covering::new(beginning_in(&self.marks, passage, |m| m.span), |m| m.span);
        let mut sources = Covering::new(beginning_in(&self.sources, passage, |s| *s), |s| *s);
        let mut cues = Covering::new(beginning_in(&self.cues, passage, |s| *s), |s| *s);
        let mut out: Vec<Unit> = Vec::new();
        let mut buffer = String::new();
        for token in segment::tokens(self.text, passage) {
            let is_word = matches!(token.kind, TokenKind::Word | TokenKind::Number);
            let is_told = out.last().is_some_and(|u| u.span.covers(token.span));
            if !is_word || is_told {
                continue;
            }
            let word = token.of(self.text);
            let hash = Self::key_of(word);
            if hash == DENIAL {
                out.push(Unit { key: DENIAL, parts: Vec::new(), span: token.span, kind: UnitKind::Denial });
                continue;
            }
            if cues.of(token.span).next().is_some() {
                continue;
            }
            let speaks = sources.of(token.span).next().is_some();
            // A figure covers the names in what it counts.
            let covering = marks.of(token.span).filter(|m| passage.covers(m.span));
            if let Some(mark) = covering.max_by_key(|m| (m.kind == Kind::Figure, m.span.len())) {
                let kind = match mark.kind {
                    _ if speaks => UnitKind::Source,
                    Kind::Figure => UnitKind::Figure,
                    _ => UnitKind::Word,
                };
                out.push(Unit { key: mark.key, parts: Vec::new(), span: mark.span, kind });
                continue;
            }
            if self.says_something(word, hash) {
                let key = stem(word, &mut buffer);
                let parts = word.split('-').filter(|part| !part.is_empty() && part.len() < word.len());
                let parts = parts.map(|part| stem(part, &mut buffer)).collect();
                let kind = if speaks { UnitKind::Source } else { UnitKind::Word };
                out.push(Unit { key, parts, span: token.span, kind });
            }
        }
        out
    }

    /// The hash of a word in whatever case; the same for all that deny.
    pub(super) fn key_of(word: &str) -> u64 {
        if denies(word) { DENIAL } else { hash::fold(word) }
    }

    /// Whether a word is more than grammar, and no form of address.
    fn says_something(&self, word: &str, hash: u64) -> bool {
        word.chars().count() > 1 && !self.empty.has(hash) && vocabulary::word(hash).flags & vocabulary::TITLE == 0
    }
}

/// Sorted things that are walked through together with the tokens of a text: each is looked at while tokens lie in it.
struct Covering<'t, T> {
    rest: std::slice::Iter<'t, T>,
    open: Vec<&'t T>,
    span: fn(&T) -> Span,
}

impl<'t, T> Covering<'t, T> {
    fn new(things: &'t [T], span: fn(&T) -> Span) -> Self {
        Self { rest: things.iter(), open: Vec::new(), span }
    }

    /// Those that cover a token; tokens are asked for in the order of the text.
    fn of(&mut self, token: Span) -> impl Iterator<Item = &'t T> {
        let span = self.span;
        while let Some(next) = self.rest.as_slice().first().filter(|t| span(t).start <= token.start) {
            self.open.push(next);
            self.rest.next();
        }
        self.open.retain(|t| span(t).end > token.start);
        self.open.iter().copied().filter(move |t| span(t).covers(token))
    }
}

/// Those of sorted things that begin within a passage.
fn beginning_in<T>(things: &[T], passage: Span, span: impl Fn(&T) -> Span) -> &[T] {
    let from = things.partition_point(|t| span(t).start < passage.start);
    let to = things.partition_point(|t| span(t).start < passage.end);
    things.get(from..to).unwrap_or_default()
}
