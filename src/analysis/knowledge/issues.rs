//! Configured issues: their words become mentions, and what was found under these words becomes theirs.

use std::cmp::Reverse;

use crate::analysis::issues::is_disputed;
use crate::analysis::knowledge::phrases::{PhraseFinder, Words};
use crate::analysis::knowledge::reason;
use crate::model::findings::ArticleFindings;
use crate::model::issue::Issue;
use crate::model::knowledge::Knowledge;
use crate::text::span::Span;

/// Merges, renames, adds and hides. The configured issues come first, those with the most positions and mentions at the
/// head; positions stay what they are, inferred.
pub(super) fn apply(words: &Words<'_>, findings: &mut ArticleFindings, knowledge: &Knowledge) {
    let known = &knowledge.issues;
    if known.is_empty() {
        return;
    }
    let naming = || known.iter().enumerate().flat_map(|(i, issue)| issue.words.iter().map(move |w| (i, w)));
    let merged = known.iter().enumerate().flat_map(|(i, issue)| issue.merge.iter().map(move |w| (i, w)));
    let names = PhraseFinder::new(naming().chain(merged));
    let mut building: Vec<Issue> = known
        .iter()
        .map(|k| Issue {
            name: k.name.clone(),
            mentions: Vec::new(),
            positions: Vec::new(),
            disputed: false,
            reason: reason(knowledge, k.line, &k.name),
        })
        .collect();
    let mut left = Vec::new();
    for mut issue in std::mem::take(&mut findings.issues) {
        match names.find(&Words::of(&issue.name)).first() {
            Some(hit) => {
                building[hit.owner].mentions.append(&mut issue.mentions);
                building[hit.owner].positions.append(&mut issue.positions);
            }
            None => left.push(issue),
        }
    }
    for hit in PhraseFinder::new(naming()).find(words) {
        building[hit.owner].mentions.push(hit.span);
    }
    let mut shown: Vec<Issue> =
        building.into_iter().zip(known).filter(|(i, k)| !k.hide && !i.mentions.is_empty()).map(|(i, _)| i).collect();
    for issue in &mut shown {
        issue.mentions = without_overlaps(std::mem::take(&mut issue.mentions));
        issue.positions.sort_by_key(|p| p.evidence);
        issue.disputed = is_disputed(&issue.positions.iter());
    }
    shown.sort_by_key(|issue| Reverse(issue.positions.len() + issue.mentions.len()));
    shown.append(&mut left);
    findings.issues = shown;
}

/// The spans in order; of those that overlap, the first and longest.
fn without_overlaps(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| (span.start, Reverse(span.end)));
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if out.last().is_none_or(|last| last.end <= span.start) {
            out.push(span);
        }
    }
    out
}
