//! Two articles laid side by side: which passages are about the same thing, and what both have or only one of them.
//!
//! First entities and issues are linked across the two ([`matching`]). Then every sentence becomes a set of features
//! ([`passages`]: linked entities, figures, dates, words by rarity, runs of words), sentences that share features are
//! found through an index ([`candidates`]), weighed ([`score`]) and chosen ([`pairs`]). Quotations are compared word by word
//! ([`quotations`]). Everything is the same in the mirror.

use crate::analysis::compare::matching::Links;
use crate::analysis::document::Document;
use crate::model::article::Article;
use crate::model::comparison::Comparison;
use crate::model::findings::ArticleFindings;

mod candidates;
mod matching;
mod pairs;
mod passages;
mod people;
pub(super) mod quotations;
mod reasons;
mod score;
pub(super) mod stems;
#[cfg(test)]
mod tests;

/// What two articles have in common. `documents` are theirs.
pub(super) fn compare(articles: [(&Article, &ArticleFindings); 2], documents: &[Document<'_>; 2]) -> Comparison {
    let entities = matching::entities(articles);
    let issues = matching::issues(articles);
    let findings = articles.map(|(_, findings)| findings);
    let sides = [0, 1].map(|hand| {
        let links = Links::new(findings, &entities, &issues, hand);
        passages::of(articles[hand].0, findings[hand], &documents[hand], &links)
    });
    let texts = articles.map(|(article, _)| article.text.as_str());
    let quotations = quotations::shared(documents);
    let pairs = pairs::find(&sides, texts);
    Comparison { pairs, entities, issues, quotations, ..Comparison::default() }
}
