//! In what two paired passages differ: who is for what, figures, the words of an utterance, other words.
//!
//! A passage becomes units ([`units`]), and a unit is shared when the other passage has the same one anywhere, in whatever
//! form and order. Passages that share most of their units are two wordings of one sentence, and the other units are what
//! differs. Of passages that share less, only what certainly disagrees is told: marking every word of them would tell
//! nothing.

use std::collections::HashSet;

use crate::analysis::compare::empty::WORDS;
use crate::analysis::compare::words::units::{OneText, Unit, UnitKind};
use crate::language::hash;
use crate::model::across::ledger::{Day, Reading};
use crate::model::article::Article;
use crate::model::comparison::{Comparison, Difference, Respect};
use crate::model::findings::ArticleFindings;
use crate::model::issue::{Polarity, Position};
use crate::text::lists::section;
use crate::text::segment::{self, TokenKind};
use crate::text::span::Span;

#[cfg(test)]
mod tests;
mod units;

/// The share of their units from which two passages are two wordings of one sentence.
const CLOSE: f32 = 0.6;
/// How many units each of them must share at least for that.
const SHARED: usize = 3;

/// Reads pairs of passages of two articles.
pub(super) struct Reader<'a> {
    comparison: &'a Comparison,
    sides: [OneText<'a>; 2],
    /// Hashes of words of an utterance that no reader would miss.
    slight: Vec<u64>,
}

/// Spans of the left and of the right passage.
type Both = [Vec<Span>; 2];

impl<'a> Reader<'a> {
    /// For the pairs of two articles; `comparison` says which of their names are one.
    pub(super) fn new(articles: [(&'a Article, &'a ArticleFindings); 2], comparison: &'a Comparison) -> Self {
        let sides = [0, 1].map(|hand| OneText::new(articles, comparison, hand));
        Self { comparison, sides, slight: section(WORDS, "slight", ' ').into_iter().map(hash::fold).collect() }
    }

    /// In what a passage of the left article and one of the right article differ, the weightiest first.
    pub(super) fn differences(&self, passages: [Span; 2]) -> Vec<Difference> {
        let [mut polarity, mut figures, mut words] = self.wordings(passages);
        merge(&mut polarity, self.opposed(passages));
        merge(&mut figures, self.disagreeing(passages));
        let dates = self.dated_otherwise(passages);
        let quoted = self.quoted(passages);
        for hand in [0, 1] {
            let told = [&polarity[hand], &figures[hand], &dates[hand], &quoted[hand]];
            let told = joined(told.into_iter().flatten().copied().collect(), self.sides[hand].text);
            let is_told = |w: &Span| {
                let at = told.partition_point(|t| t.end <= w.start);
                told.get(at).is_some_and(|t| t.overlaps(*w))
            };
            words[hand].retain(|w| !is_told(w));
            words[hand] = joined(std::mem::take(&mut words[hand]), self.sides[hand].text);
        }
        let all = Respect::ALL.into_iter().zip([polarity, figures, dates, quoted, words]);
        let some = all.filter(|(_, spans)| spans.iter().any(|s| !s.is_empty()));
        some.map(|(respect, [left, right])| Difference { respect, left, right }).collect()
    }

    /// Denials, figures and words that only one of two wordings of one sentence has.
    fn wordings(&self, passages: [Span; 2]) -> [Both; 3] {
        let units = [0, 1].map(|hand| self.sides[hand].units(passages[hand]));
        let own = unshared(&units);
        if !are_close(&units, &own) {
            return Default::default();
        }
        let of_kind = |kind: UnitKind| -> Both {
            [0, 1].map(|hand: usize| own[hand].iter().filter(|u| u.kind == kind).map(|u| u.span).collect())
        };
        let mut words = of_kind(UnitKind::Word);
        // What only one of them has leaves nothing to compare: a figure is a word like others, and who says something is
        // named once and then meant by "he".
        let figures = of_kind(UnitKind::Figure);
        let sources = of_kind(UnitKind::Source);
        let compared = |spans: &Both| spans.iter().all(|s| !s.is_empty());
        if compared(&sources) {
            merge(&mut words, sources);
        }
        if compared(&figures) {
            return [of_kind(UnitKind::Denial), figures, words];
        }
        merge(&mut words, figures);
        [of_kind(UnitKind::Denial), Both::default(), words]
    }

    /// The cues of positions of one party on one issue that is for it in one passage and against it in the other.
    fn opposed(&self, passages: [Span; 2]) -> Both {
        let mut out = Both::default();
        for matched in &self.comparison.issues {
            let (Some(left), Some(right)) = (matched.left, matched.right) else { continue };
            let of = |hand: usize, id| {
                let positions = self.sides[hand].findings.issue(id).map_or(&[][..], |i| &i.positions);
                positions.iter().filter(move |p| p.polarity != Polarity::Neither && passages[hand].overlaps(p.evidence))
            };
            let mut parties: Vec<&str> = of(0, left).map(party).collect();
            parties.sort_unstable();
            parties.dedup();
            for name in parties {
                let held = |hand, id| of(hand, id).filter(|p| party(p) == name).collect::<Vec<&Position>>();
                let (here, there) = (held(0, left), held(1, right));
                // Who is for and against it in one passage is not opposed to itself by the other.
                let opposed = here.iter().all(|h| there.iter().all(|t| h.polarity != t.polarity));
                if opposed && !there.is_empty() {
                    out[0].extend(here.iter().filter_map(|p| p.cue));
                    out[1].extend(there.iter().filter_map(|p| p.cue));
                }
            }
        }
        out
    }

    /// Numbers of the same thing of which no two agree.
    fn disagreeing(&self, passages: [Span; 2]) -> Both {
        let mut out = Both::default();
        for counted in self.comparison.across.figures.iter().filter(|c| !c.agrees) {
            let inside = [0, 1].map(|hand: usize| -> Vec<&Reading> {
                counted.readings.iter().filter(|r| r.article == hand && passages[hand].covers(r.span)).collect()
            });
            if !inside[0].iter().any(|l| inside[1].iter().any(|r| l.amount.agrees(r.amount))) {
                merge_if_both(&mut out, inside.map(|readings| readings.iter().map(|r| r.span).collect()));
            }
        }
        out
    }

    /// Days of the same happening of which no two are the same.
    fn dated_otherwise(&self, passages: [Span; 2]) -> Both {
        let mut out = Both::default();
        for dated in self.comparison.across.dates.iter().filter(|d| !d.agrees) {
            let inside = [0, 1].map(|hand: usize| -> Vec<&Day> {
                dated.readings.iter().filter(|d| d.article == hand && passages[hand].covers(d.span)).collect()
            });
            if !inside[0].iter().any(|l| inside[1].iter().any(|r| l.value == r.value)) {
                merge_if_both(&mut out, inside.map(|days| days.iter().map(|d| d.span).collect()));
            }
        }
        out
    }

    /// The words that differ within utterances that both passages quote. Nearly every word counts here.
    fn quoted(&self, passages: [Span; 2]) -> Both {
        let mut out = Both::default();
        let shared = self.comparison.quotations.iter().filter(|q| !q.identical);
        for quotation in shared.filter(|q| passages[0].overlaps(q.left) && passages[1].overlaps(q.right)) {
            let words = [(0, quotation.left), (1, quotation.right)].map(|(hand, span)| {
                let text = self.sides[hand].text;
                let tokens = segment::tokens(text, span).into_iter();
                let tokens = tokens.filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
                let words = tokens.map(|t| (OneText::key_of(t.of(text)), t.span));
                words.filter(|w| !self.slight.contains(&w.0)).collect::<Vec<_>>()
            });
            for hand in [0, 1] {
                let other: HashSet<u64> = words[1 - hand].iter().map(|w| w.0).collect();
                out[hand].extend(words[hand].iter().filter(|w| !other.contains(&w.0)).map(|w| w.1));
            }
        }
        [0, 1].map(|hand| joined(std::mem::take(&mut out[hand]), self.sides[hand].text))
    }
}

/// For whom a position is taken.
fn party(position: &Position) -> &str {
    position.side.as_deref().unwrap_or(&position.holder)
}

/// The units of each passage that the other one does not have.
fn unshared(units: &[Vec<Unit>; 2]) -> [Vec<&Unit>; 2] {
    let keys = units
        .each_ref()
        .map(|units| -> HashSet<u64> { units.iter().flat_map(|u| u.parts.iter().copied().chain([u.key])).collect() });
    [0, 1].map(|hand: usize| {
        let other = &keys[1 - hand];
        let has = |u: &&Unit| {
            other.contains(&u.key) || !u.parts.is_empty() && u.parts.iter().all(|part| other.contains(part))
        };
        units[hand].iter().filter(|u| !has(u)).collect()
    })
}

/// Whether two passages share so much that they are two wordings of one sentence. Who says it does not count.
fn are_close(units: &[Vec<Unit>; 2], own: &[Vec<&Unit>; 2]) -> bool {
    let all = [0, 1].map(|hand: usize| units[hand].iter().filter(|u| u.kind != UnitKind::Source).count());
    let alone = [0, 1].map(|hand: usize| own[hand].iter().filter(|u| u.kind != UnitKind::Source).count());
    let shared = [0, 1].map(|hand: usize| all[hand] - alone[hand]);
    shared.iter().all(|n| *n >= SHARED) && (shared[0] + shared[1]) as f32 >= CLOSE * (all[0] + all[1]) as f32
}

/// Adds spans to others, in the order of the text and each once.
fn merge(to: &mut Both, from: Both) {
    for (to, from) in to.iter_mut().zip(from) {
        to.extend(from);
        to.sort_unstable();
        to.dedup();
    }
}

/// Adds what both passages have spans of.
fn merge_if_both(to: &mut Both, from: Both) {
    if from.iter().all(|spans| !spans.is_empty()) {
        merge(to, from);
    }
}

/// Spans in the order of the text, those made one between which only white space stands.
fn joined(mut spans: Vec<Span>, text: &str) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            Some(last) if Span { start: last.end, end: span.start }.of(text).trim().is_empty() => last.end = span.end,
            _ => out.push(span),
        }
    }
    out
}
