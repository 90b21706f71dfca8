//! What the user knows, laid over what was found: names, kinds and aliases, sides, issues, topics.
//!
//! A pass over finished findings, so that it costs nothing where nothing is configured. Whatever it changes says so in
//! its reason, with the line of the configuration.

use crate::analysis::knowledge::phrases::Words;
use crate::model::article::Article;
use crate::model::findings::ArticleFindings;
use crate::model::knowledge::Knowledge;
use crate::model::reason::Reason;

mod entities;
mod issues;
mod phrases;
mod sides;
#[cfg(test)]
mod tests;
mod topics;

/// Changes the findings of an article to what is known.
pub(super) fn apply(article: &Article, findings: &mut ArticleFindings, knowledge: &Knowledge) {
    let words = Words::of_article(article);
    entities::apply(&words, findings, knowledge);
    sides::apply(findings, knowledge);
    issues::apply(&words, findings, knowledge);
    topics::apply(article, &words, findings, knowledge);
}

/// The reason of what a line of the configuration says.
fn reason(knowledge: &Knowledge, line: usize, matched: &str) -> Reason {
    Reason::new(format!("configured: {} line {line}", knowledge.file), matched)
}
