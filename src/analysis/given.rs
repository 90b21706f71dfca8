//! What came with an article takes the place of what would be looked for.

use crate::analysis::issues;
use crate::language::document::Document;
use crate::model::entity::{Entity, EntityId};
use crate::model::findings::ArticleFindings;
use crate::model::given::Given;
use crate::model::issue::Issue;
use crate::model::quotation::Quotation;

/// The findings of an article that brought all of them along.
pub(super) fn whole(document: &Document<'_>, given: &Given) -> ArticleFindings {
    let mut findings = given.findings.clone();
    findings.sentences = document.sentences.iter().map(|s| s.span).collect();
    findings.issues = judged(&given.findings.issues);
    findings
}

/// Quotations with the entities that speak: those that are given, or those of the name or the words that are.
pub(super) fn spoken(document: &Document<'_>, given: &Given, entities: &[Entity]) -> Vec<Quotation> {
    let mut quotations = given.findings.quotations.clone();
    if given.entities {
        return quotations;
    }
    for (i, quotation) in quotations.iter_mut().enumerate() {
        let name = given.speakers.get(i).and_then(Option::as_deref);
        let is_called =
            |e: &Entity, name: &str| e.name == name || e.mentions.iter().any(|m| m.span.of(document.text) == name);
        let is_there = |e: &Entity| quotation.source.is_some_and(|s| e.mentions.iter().any(|m| m.span.overlaps(s)));
        let found = match name {
            Some(name) => entities.iter().position(|e| is_called(e, name)),
            None => entities.iter().position(is_there),
        };
        quotation.speaker = found.map(|i| EntityId(i as u32));
    }
    quotations
}

/// Issues with whether they are disputed, which no file says.
pub(super) fn judged(given: &[Issue]) -> Vec<Issue> {
    let disputed = |issue: &Issue| issues::is_disputed(&issue.positions.iter());
    given.iter().map(|issue| Issue { disputed: disputed(issue), ..issue.clone() }).collect()
}
