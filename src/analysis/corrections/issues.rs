//! Corrections of issues: name, the same as another, some mentions another's, none at all.

use crate::analysis::corrections::draft::Draft;
use crate::model::correction::{Correction, Scope, What};
use crate::model::issue::Issue;
use crate::model::reason::{BY_HAND, Reason};
use crate::text::span::Span;

impl Draft<'_> {
    /// Does what a correction of an issue says; whether there is one.
    pub(super) fn correct_issue(&mut self, correction: &Correction) -> bool {
        let meant: Vec<usize> = (0..self.issues.len())
            .filter(|at| {
                self.issues[*at].as_ref().is_some_and(|issue| match correction.what {
                    What::IssueSplit => issue.name == correction.was,
                    _ => correction.names.contains(&issue.name),
                })
            })
            .collect();
        let mut done = !meant.is_empty();
        for at in meant {
            match correction.what {
                What::IssueHide => self.issues[at] = None,
                What::IssueSplit => done = self.split_issue(at, correction),
                _ => self.rename_issue(at, &correction.now),
            }
        }
        done
    }

    /// Calls an issue otherwise. If there is one of that name, the two are one.
    fn rename_issue(&mut self, at: usize, name: &str) {
        let other = self.issue_named(name).filter(|other| *other != at);
        let Some(mut issue) = self.issues.get_mut(at).and_then(Option::take) else { return };
        name.clone_into(&mut issue.name);
        issue.reason.correct_by_hand();
        match other {
            None => self.issues[at] = Some(issue),
            Some(other) => {
                if let Some(Some(into)) = self.issues.get_mut(other) {
                    into.mentions.append(&mut issue.mentions);
                    into.mentions.sort_unstable();
                    into.mentions.dedup();
                    into.positions.append(&mut issue.positions);
                    into.reason.correct_by_hand();
                }
                self.settle(other);
            }
        }
    }

    /// Makes some mentions of an issue another one, with the positions whose evidence holds these and no others.
    fn split_issue(&mut self, from: usize, correction: &Correction) -> bool {
        let text = self.article.text.as_str();
        let anchored = correction.place.span(self.article);
        let taken = |span: &Span| match correction.scope {
            Scope::Passage => anchored.is_some_and(|anchored| span.overlaps(anchored)),
            _ => correction.names.iter().any(|form| form == span.of(text)),
        };
        let Some(Some(issue)) = self.issues.get_mut(from) else { return false };
        let (mentions, kept): (Vec<Span>, Vec<Span>) = std::mem::take(&mut issue.mentions).into_iter().partition(taken);
        issue.mentions = kept;
        if mentions.is_empty() {
            return false;
        }
        let holds = |position: &crate::model::issue::Position, spans: &[Span]| {
            spans.iter().any(|span| span.overlaps(position.evidence))
        };
        let (mut positions, others): (Vec<_>, Vec<_>) = std::mem::take(&mut issue.positions)
            .into_iter()
            .partition(|p| holds(p, &mentions) && !holds(p, &issue.mentions));
        issue.positions = others;
        issue.reason.correct_by_hand();
        if issue.mentions.is_empty() {
            positions.append(&mut issue.positions);
            self.issues[from] = None;
        }
        for position in &mut positions {
            position.reason.correct_by_hand();
        }
        let into = self.issue_for(&correction.now);
        if let Some(Some(issue)) = self.issues.get_mut(into) {
            issue.mentions.extend(mentions);
            issue.mentions.sort_unstable();
            issue.positions.append(&mut positions);
        }
        self.settle(from);
        self.settle(into);
        true
    }

    /// The issue of that name, which is made where there is none; it has no mentions then.
    pub(super) fn issue_for(&mut self, name: &str) -> usize {
        self.issue_named(name).unwrap_or_else(|| {
            let reason = Reason::rule(BY_HAND);
            let name = name.to_owned();
            let issue = Issue { name, mentions: Vec::new(), positions: Vec::new(), disputed: false, reason };
            self.issues.push(Some(issue));
            self.issues.len() - 1
        })
    }
}
