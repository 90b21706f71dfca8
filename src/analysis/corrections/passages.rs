//! Corrections of quotations and positions, which are anchored to a passage.

use crate::analysis::corrections::draft::Draft;
use crate::model::correction::{Correction, What};
use crate::model::entity::EntityId;
use crate::model::issue::{Polarity, Position, Stance};
use crate::text::span::Span;

impl Draft<'_> {
    /// Does what a correction of a quotation says; whether there is one.
    pub(super) fn correct_quotation(&mut self, correction: &Correction) -> bool {
        let Some(span) = correction.place.span(self.article) else { return false };
        let quotations = &self.findings.quotations;
        let overlap = |spans: &[Span]| spans.iter().map(|s| shared(*s, span)).max().unwrap_or(0);
        let there = (0..quotations.len()).filter(|i| overlap(&quotations[*i].content) > 0);
        // Of quotations inside one another, the one of this very extent.
        let fit = |i: &usize| {
            let content = &quotations[*i].content;
            (content.first() == Some(&span), overlap(content), std::cmp::Reverse(*i))
        };
        let Some(at) = there.max_by_key(fit) else { return false };
        if correction.what == What::QuotationNone {
            self.findings.quotations.remove(at);
            return true;
        }
        if correction.what == What::QuotationExtent {
            let content: Vec<Span> =
                correction.passages.iter().filter_map(|passage| self.nearest(passage, span)).collect();
            if content.is_empty() || content.len() < correction.passages.len() {
                return false;
            }
            self.findings.quotations[at].content = content;
            self.findings.quotations[at].reason.correct_by_hand();
            self.findings.quotations.sort_by_key(|q| q.content.first().copied());
            return true;
        }
        let quotation = &self.findings.quotations[at];
        let words = quotation.source.or(quotation.cue);
        let speaker = if correction.now.is_empty() {
            None
        } else {
            Some(EntityId(self.entity_meant(&correction.now, words) as u32))
        };
        let quotation = &mut self.findings.quotations[at];
        quotation.speaker = speaker;
        if speaker.is_none() {
            quotation.source = None;
        }
        quotation.reason.correct_by_hand();
        true
    }

    /// Where words stand in the text, nearest to a place.
    fn nearest(&self, words: &str, near: Span) -> Option<Span> {
        let found = memchr::memmem::find_iter(self.article.text.as_bytes(), words);
        found.map(|at| Span::new(at, at + words.len())).min_by_key(|s| (s.start.abs_diff(near.start), s.start))
    }

    /// Does what a correction of a position says; whether there is one.
    pub(super) fn correct_position(&mut self, correction: &Correction) -> bool {
        let Some(span) = correction.place.span(self.article) else { return false };
        let Some((issue, position)) = self.position_meant(correction, span) else { return false };
        let Some(Some(from)) = self.issues.get_mut(issue) else { return false };
        match correction.what {
            What::PositionNone => _ = from.positions.remove(position),
            What::PositionPolarity => {
                let polarity = [Polarity::For, Polarity::Against, Polarity::Neither];
                let Some(polarity) = polarity.into_iter().find(|p| p.name() == correction.now) else { return false };
                let position = &mut from.positions[position];
                position.stance = stance(position, polarity);
                position.polarity = polarity;
                state(position);
            }
            What::PositionIssue => {
                let mut moved = from.positions.remove(position);
                state(&mut moved);
                let named = from.mentions.iter().find(|m| m.overlaps(moved.evidence)).copied();
                let mention = named.or(moved.cue).unwrap_or(moved.evidence);
                let into = self.issue_for(&correction.now);
                if let Some(Some(issue)) = self.issues.get_mut(into) {
                    if issue.mentions.is_empty() {
                        issue.mentions.push(mention);
                    }
                    issue.positions.push(moved);
                }
                self.settle(into);
            }
            _ => {
                let name = &correction.now;
                let entity = self.entity_named(name).map(|at| EntityId(at as u32));
                let all = self.issues.iter().flatten().flat_map(|issue| &issue.positions);
                let same = all.clone().find(|p| p.holder == *name || entity.is_some() && p.entity == entity);
                let side = same.and_then(|p| p.side.clone());
                if let Some(Some(issue)) = self.issues.get_mut(issue) {
                    let position = &mut issue.positions[position];
                    position.holder.clone_from(name);
                    position.entity = entity;
                    position.side = side;
                    state(position);
                }
            }
        }
        self.settle(issue);
        true
    }

    /// The position that a correction is about: with this evidence, on this issue and of this holder, as far as these
    /// still are what they were.
    fn position_meant(&self, correction: &Correction, span: Span) -> Option<(usize, usize)> {
        let all = self.issues.iter().enumerate().flat_map(|(i, issue)| {
            let positions = issue.iter().flat_map(|issue| issue.positions.iter().enumerate().map(move |p| (issue, p)));
            positions.map(move |(issue, (p, position))| (i, p, issue, position))
        });
        let there = all.filter(|(_, _, _, position)| shared(position.evidence, span) > 0);
        let fitting = there.filter_map(|(i, p, issue, position)| {
            let (holder, on) = (position.holder == correction.holder, issue.name == correction.issue);
            let exact = position.evidence == span;
            (holder && (on || exact) || on && exact).then_some(((holder, on, exact), (i, p)))
        });
        fitting.max_by_key(|(fit, at)| (*fit, std::cmp::Reverse(*at))).map(|(_, at)| at)
    }
}

/// How many bytes two spans share.
fn shared(a: Span, b: Span) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Makes a position what a person states.
fn state(position: &mut Position) {
    position.inferred = false;
    position.score = 1.0;
    position.shown = true;
    position.reason.correct_by_hand();
}

/// What a holder does who is so minded: what was found where that fits, or else the plainest.
fn stance(position: &Position, polarity: Polarity) -> Stance {
    match polarity {
        _ if polarity == position.polarity => position.stance,
        Polarity::For => Stance::Supports,
        Polarity::Against => Stance::Opposes,
        Polarity::Neither => Stance::Reports,
    }
}
