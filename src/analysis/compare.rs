//! Two articles laid side by side: which passages are about the same thing, and what both have or only one of them.
//!
//! First entities and issues are linked across the two ([`matching`]). Then every sentence becomes a set of features
//! ([`passages`]: linked entities, figures, dates, words by rarity, runs of words), sentences that share features are
//! found through an index ([`candidates`]), weighed ([`signs`], [`score`]) and chosen ([`pairs`]). Quotations are compared word by word
//! ([`quotations`]), and so are the passages of a pair ([`words`]). Everything is the same in the mirror.

use crate::analysis::compare::matching::Links;
use crate::analysis::compare::words::Reader;
use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::comparison::{Comparison, Difference};
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;

mod candidates;
mod concepts;
pub(super) mod empty;
mod matching;
mod pairs;
mod passages;
pub(super) mod quotations;
mod reasons;
pub(super) mod score;
mod signs;
#[cfg(test)]
mod tests;
pub(super) mod training;
mod words;

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
    let pairs = pairs::find(&sides, texts, &quotations, &score::MODEL);
    Comparison { pairs, entities, issues, quotations, ..Comparison::default() }
}

/// Finds out in what the passages of each pair differ, once everything else is known.
pub(super) fn tell_differences(articles: [(&Article, &ArticleFindings); 2], comparison: &mut Comparison) {
    let reader = Reader::new(articles, comparison);
    let differences: Vec<_> = comparison.pairs.iter().map(|p| reader.differences([p.left, p.right])).collect();
    for (pair, differences) in comparison.pairs.iter_mut().zip(differences) {
        pair.differences = differences;
    }
}

/// In what two passages of compared articles differ; for pairs that somebody made by hand.
pub(super) fn differences(
    articles: [(&Article, &ArticleFindings); 2],
    comparison: &Comparison,
    passages: [Span; 2],
) -> Vec<Difference> {
    Reader::new(articles, comparison).differences(passages)
}
