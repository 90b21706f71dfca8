//! The marks of one article, sorted for drawing and for walking through them.

use crate::model::entity::EntityId;
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;
use crate::model::quotation::QuotationKind;
use crate::text::span::Span;

/// The marks of an article. Built once when its findings arrive; a row is drawn by bisection.
#[derive(Clone, Debug, Default)]
pub struct Highlights {
    /// Mentions of entities, by start; they do not overlap.
    pub entities: Vec<(Span, EntityId)>,
    /// Mentions of issues, by start; they may overlap.
    pub issues: Vec<(Span, IssueId)>,
    /// Pieces of quotations with the index of the quotation, by start; they may overlap.
    pub quotations: Vec<(Span, usize)>,
    /// What disputed issues cover, joined: the underline.
    pub disputed: Vec<Span>,
    /// What all issues cover, joined.
    pub underlined: Vec<Span>,
    /// What stands in quotation marks, joined: the strong bar in the gutter.
    pub quoted: Vec<Span>,
    /// What all quotations cover, joined, also those in other words: the bar in the gutter.
    pub voiced: Vec<Span>,
}

impl Highlights {
    /// Sorts the marks of `findings`; `is_disputed` tells it of issues.
    pub fn new(findings: &ArticleFindings, is_disputed: impl Fn(IssueId) -> bool) -> Self {
        let mut entities = Vec::new();
        for (i, entity) in findings.entities.iter().enumerate() {
            entities.extend(entity.mentions.iter().map(|m| (m.span, EntityId(i as u32))));
        }
        let mut issues = Vec::new();
        for (i, issue) in findings.issues.iter().enumerate() {
            issues.extend(issue.mentions.iter().map(|m| (*m, IssueId(i as u32))));
        }
        let mut quotations = Vec::new();
        for (i, quotation) in findings.quotations.iter().enumerate() {
            quotations.extend(quotation.content.iter().map(|c| (*c, i)));
        }
        entities.sort_unstable();
        issues.sort_unstable();
        quotations.sort_unstable();
        let underlined = joined(issues.iter().map(|(s, _)| *s));
        let disputed = joined(issues.iter().filter(|(_, id)| is_disputed(*id)).map(|(s, _)| *s));
        let in_marks = |i: usize| findings.quotations.get(i).is_some_and(|q| q.kind != QuotationKind::Indirect);
        let quoted = joined(quotations.iter().filter(|(_, i)| in_marks(*i)).map(|(s, _)| *s));
        let voiced = joined(quotations.iter().map(|(s, _)| *s));
        Self { entities, issues, quotations, disputed, underlined, quoted, voiced }
    }

    /// The mentions of entities that touch `row`.
    pub fn entities_in(&self, row: Span) -> &[(Span, EntityId)] {
        let from = self.entities.partition_point(|(s, _)| s.end <= row.start);
        let to = self.entities.partition_point(|(s, _)| s.start < row.end);
        self.entities.get(from..to).unwrap_or_default()
    }
}

/// The pieces of `spans` (sorted, apart from each other) that touch `row`.
pub fn touching(spans: &[Span], row: Span) -> &[Span] {
    let from = spans.partition_point(|s| s.end <= row.start);
    let to = spans.partition_point(|s| s.start < row.end);
    spans.get(from..to).unwrap_or_default()
}

/// Sorted spans with those that overlap or touch made one.
pub(super) fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans.filter(|s| !s.is_empty()) {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}
