//! What a person corrected, laid over the findings of an article: the very last pass.
//!
//! Corrections are applied in their order, each to what those before it left. It is a pass over finished findings, so
//! that one correction costs no new analysis; only the dates are found anew where the day of publication is corrected,
//! because they count from it.

use crate::analysis::corrections::draft::Draft;
use crate::model::article::{Article, Metadata};
use crate::model::correction::list::Corrections;
use crate::model::correction::{Correction, Scope, Subject, What};
use crate::model::findings::ArticleFindings;
use crate::model::knowledge::Knowledge;

mod draft;
mod entities;
mod issues;
pub(super) mod pairs;
mod passages;
#[cfg(test)]
mod tests;

/// An article as it is with its corrections.
#[derive(Clone, Debug, PartialEq)]
pub struct Corrected {
    /// What is known about it, where that was corrected.
    pub metadata: Option<Metadata>,
    /// Its findings.
    pub findings: ArticleFindings,
    /// The corrections that concern it, by their places in the list, and whether each found what it corrects.
    pub found: Vec<(usize, bool)>,
}

/// Lays corrections over an article; `None` where none concerns it.
pub(super) fn apply(
    article: &Article,
    findings: &ArticleFindings,
    corrections: &Corrections,
    knowledge: &Knowledge,
) -> Option<Corrected> {
    if corrections.is_empty() {
        return None;
    }
    let concerned = corrections.of(article, findings);
    if concerned.is_empty() {
        return None;
    }
    let metadata = metadata(article, corrections, &concerned, knowledge);
    let mut draft = Draft::new(article, findings);
    if let Some(metadata) = metadata.as_ref().filter(|m| m.published != article.metadata.published) {
        draft.findings.dates = crate::analysis::dates_published(article, metadata.published, &findings.entities);
    }
    let mut found = Vec::with_capacity(concerned.len());
    for at in concerned {
        let Some(correction) = corrections.list().get(at) else { continue };
        let done = match correction.what.subject() {
            Subject::Entity => draft.correct_entity(correction),
            Subject::Issue => draft.correct_issue(correction),
            Subject::Quotation => draft.correct_quotation(correction),
            Subject::Position => draft.correct_position(correction),
            Subject::Pair => correction.place.span(article).is_some(),
            Subject::Article => true,
        };
        found.push((at, done));
    }
    Some(Corrected { metadata, findings: draft.finish(), found })
}

/// What is known about an article with outlet and day as they are corrected; `None` where neither is.
fn metadata(
    article: &Article,
    corrections: &Corrections,
    concerned: &[usize],
    knowledge: &Knowledge,
) -> Option<Metadata> {
    let mut metadata: Option<Metadata> = None;
    for correction in concerned.iter().filter_map(|at| corrections.list().get(*at)) {
        if correction.what.subject() != Subject::Article || !reaches(correction, article) {
            continue;
        }
        let metadata = metadata.get_or_insert_with(|| article.metadata.clone());
        let name = if correction.what == What::Outlet {
            metadata.source = Some(correction.now.clone()).filter(|name| !name.is_empty());
            metadata.country = Some(correction.country.clone()).filter(|country| !country.is_empty());
            metadata.side = None;
            knowledge.name_outlet(metadata);
            "source"
        } else {
            metadata.published = correction.now.parse().ok();
            "published"
        };
        if !metadata.by_hand.contains(&name) {
            metadata.by_hand.push(name);
        }
    }
    metadata
}

/// Whether a correction of an article reaches this one.
fn reaches(correction: &Correction, article: &Article) -> bool {
    match correction.scope {
        Scope::Folder => correction.place.is_folder_of(article),
        Scope::Everywhere => true,
        Scope::Passage | Scope::Article => correction.place.is_in(article),
    }
}
