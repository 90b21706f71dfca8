//! Where a source or a content can begin or end: the places that the model chooses from.
//!
//! No place lies between the marks of a quoted stretch or behind a comma, and none is offered where a phrase plainly goes
//! on. What is not offered cannot be chosen, and costs nothing.

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::features::Scene;
use crate::language::document::Sentence;

/// How far from a cue the places go, in tokens.
const REACH: usize = 60;

/// The surroundings of one cue.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// The token of the cue.
    pub(super) cue: usize,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// First token of the sentence.
    pub(super) start: usize,
    /// One past the last token of the sentence.
    pub(super) end: usize,
}

impl Scope {
    pub(super) fn new(cue: usize, number: usize, sentence: &Sentence) -> Self {
        Self { cue, sentence: number, start: sentence.tokens.start, end: sentence.tokens.end }
    }
}

impl Scene<'_> {
    /// Where a content behind the cue can begin: within the sentence, or in the next one where nothing follows the cue.
    pub(super) fn later_starts(&self, scope: &Scope, out: &mut Vec<usize>) {
        out.clear();
        let near = scope.end.min(scope.cue + 1 + REACH / 2);
        out.extend((scope.cue + 1..near).filter(|p| !self.splits_quote(*p) && self.opens_phrase(*p)));
        let rest_is_marks = scope.end - scope.cue < 8 && (scope.cue + 1..scope.end).all(|p| self.is_mark(p));
        if rest_is_marks && let Some(next) = self.document.sentences.get(scope.sentence + 1) {
            out.push(next.tokens.start);
        }
    }

    /// Where a content that begins at `start` can end.
    pub(super) fn later_ends(&self, start: usize, out: &mut Vec<usize>) {
        out.clear();
        let number = self.document.sentences.partition_point(|s| s.tokens.end <= start);
        let Some(sentence) = self.document.sentences.get(number) else { return };
        let end = sentence.tokens.end;
        // A quoted stretch that begins here may go on over several sentences.
        let last = self.quote_of(end - 1).filter(|q| q.open >= start && q.close > end).map(|q| q.close);
        let far = end.min(start + 5 * REACH);
        out.extend((start + 1..=far).filter(|p| self.can_end(*p, end)).take(REACH));
        if let Some(close) = last {
            out.push(close);
        }
    }

    /// Where a content in front of the cue can end.
    pub(super) fn earlier_ends(&self, scope: &Scope, out: &mut Vec<usize>) {
        out.clear();
        if self.quote_before(scope).is_some() {
            out.push(scope.start);
        }
        let first = (scope.start + 1).max(scope.cue.saturating_sub(REACH));
        out.extend((first..=scope.cue).filter(|p| self.can_end(*p, scope.end)));
    }

    /// Where a content that ends at `end` in front of the cue can begin.
    pub(super) fn earlier_starts(&self, scope: &Scope, end: usize, out: &mut Vec<usize>) {
        out.clear();
        let mut base = scope.start;
        // The quotation may have begun some sentences before.
        if let Some(q) = end.checked_sub(1).and_then(|last| self.quote_of(last)).filter(|q| q.open < scope.start) {
            let number = self.document.sentences.partition_point(|s| s.tokens.end <= q.open);
            base = self.document.sentences.get(number).map_or(q.open, |s| s.tokens.start);
        }
        let possible = |p: &usize| {
            !self.splits_quote(*p)
                && (*p == base || self.edges(*p) & 1 != 0 || self.opens_phrase(*p) && self.closes_clause(p - 1))
        };
        out.extend((base.max(end.saturating_sub(4 * REACH))..end).filter(possible));
    }

    /// Where the source can begin; the cue itself stands for "there is none".
    pub(super) fn source_starts(&self, scope: &Scope, taken: &[std::ops::Range<usize>], out: &mut Vec<usize>) {
        out.clear();
        let from = scope.start.max(scope.cue.saturating_sub(REACH / 2));
        let to = scope.end.min(scope.cue + REACH / 3);
        let possible = |p: &usize| {
            *p == scope.cue
                || self.opens_noun_phrase(*p) && !self.splits_quote(*p) && !taken.iter().any(|t| t.contains(p))
        };
        out.extend((from..to).filter(possible));
    }

    /// Where the source that begins at `start` can end.
    pub(super) fn source_ends(
        &self,
        scope: &Scope,
        start: usize,
        taken: &[std::ops::Range<usize>],
        out: &mut Vec<usize>,
    ) {
        out.clear();
        let stop = if start < scope.cue { scope.cue } else { scope.end };
        let stop = taken.iter().map(|t| t.start).filter(|t| *t > start).fold(stop, usize::min);
        let possible = |p: &usize| {
            !self.splits_quote(*p)
                && !matches!(self.lexical.tag(p - 1), Tag::Comma | Tag::Stop | Tag::Colon | Tag::Dash)
                && self.document.word(p - 1) != "("
        };
        out.extend((start + 1..=stop.min(start + REACH / 2)).filter(possible));
    }

    /// The quoted stretch that ends where the sentence of the cue begins, in the same paragraph (`“Why?” Lee asked.`).
    fn quote_before(&self, scope: &Scope) -> Option<usize> {
        let last = scope.start.checked_sub(1)?;
        let before = self.document.sentences.get(scope.sentence.checked_sub(1)?)?;
        let this = self.document.sentences.get(scope.sentence)?;
        let quote = self.quote_of(last)?;
        (quote.close == scope.start && before.block == this.block).then_some(quote.open)
    }

    fn is_mark(&self, i: usize) -> bool {
        matches!(self.lexical.tag(i), Tag::Comma | Tag::Stop | Tag::Colon | Tag::Dash | Tag::Mark | Tag::Bracket)
    }

    fn opens_phrase(&self, i: usize) -> bool {
        !self.is_mark(i) && self.lexical.tag(i) != Tag::Clitic
    }

    fn opens_noun_phrase(&self, i: usize) -> bool {
        use Tag::{Determiner, Ed, Ing, Name, Number, Object, Plain, Possessive, Quote, S, Subject, That, Wh};
        matches!(
            self.lexical.tag(i),
            Determiner | Ed | Ing | Name | Number | Object | Plain | Possessive | Quote | Subject | That | Wh | S
        )
    }

    /// Whether a clause may end with token `i`, so that another can begin behind it.
    fn closes_clause(&self, i: usize) -> bool {
        use Tag::{Adverb, Coordinator, Loose, Quote, Subordinator, That};
        self.is_mark(i) || matches!(self.lexical.tag(i), Adverb | Coordinator | Loose | Quote | Subordinator | That)
    }

    /// Whether a content can end in front of token `p`; `end` is the end of the sentence.
    fn can_end(&self, p: usize, end: usize) -> bool {
        use Tag::{Object, Plain, Possessive, S};
        let closes = self.edges(p) & 2 != 0;
        !self.splits_quote(p)
            && (closes || !matches!(self.lexical.tag(p - 1), Tag::Comma | Tag::Stop | Tag::Colon | Tag::Dash))
            && (p == end || closes || !matches!(self.lexical.tag(p), Plain | S | Object | Possessive | Tag::Determiner))
    }
}
