//! What is kept of an article for what holds across articles: a small part of its findings, so that these need not be
//! in memory all at once.

use crate::analysis::identity::sketch::Sketch;
use crate::analysis::issues::merged::Told;
use crate::analysis::stories::Figures;
use crate::analysis::{identity, issues, stories, topics};
use crate::model::article::Article;
use crate::model::findings::{ArticleFindings, CorpusFindings};

/// What is kept of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Digest {
    entities: Sketch,
    issues: Vec<Told>,
    topics: Vec<String>,
    figures: Figures,
}

impl Digest {
    /// Of an article with its findings.
    pub fn of(article: &Article, findings: &ArticleFindings) -> Self {
        Self {
            entities: Sketch::of(article, findings),
            issues: Told::all(findings),
            topics: findings.topics.clone(),
            figures: Figures::of(findings),
        }
    }
}

/// What holds across articles, each with what is kept of it, in the order of their ids.
pub(super) fn corpus(articles: Vec<(&Article, Digest)>) -> CorpusFindings {
    let (stories, story_names) = {
        let told: Vec<_> = articles.iter().map(|(article, digest)| (*article, &digest.figures)).collect();
        stories::group(&told)
    };
    CorpusFindings {
        issues: issues::across_told(articles.iter().map(|(_, digest)| digest.issues.as_slice())),
        topics: topics::across(articles.iter().map(|(_, digest)| digest.topics.as_slice())),
        entities: identity::across::linked_sketches(articles.into_iter().map(|(_, digest)| digest.entities)),
        stories,
        story_names,
        corrections: 0,
    }
}

/// The same after corrections of entities and issues, which leave topics and stories as they were in `before`.
pub(super) fn corpus_again(articles: Vec<Digest>, before: &CorpusFindings) -> CorpusFindings {
    CorpusFindings {
        issues: issues::across_told(articles.iter().map(|digest| digest.issues.as_slice())),
        entities: identity::across::linked_sketches(articles.into_iter().map(|digest| digest.entities)),
        ..before.clone()
    }
}
