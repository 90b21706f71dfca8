//! Configured topics.

use crate::analysis::knowledge::phrases::{PhraseFinder, Words};
use crate::model::article::Article;
use crate::model::findings::ArticleFindings;
use crate::model::knowledge::{Knowledge, Phrase};

/// How often the words of a topic stand in a text that is about it and does not say so in its headline.
const ENOUGH: usize = 2;

/// Adds the topics whose words stand in the headline or often enough in the text, behind those of the front matter. What
/// was found under their words is renamed.
pub(super) fn apply(article: &Article, words: &Words<'_>, findings: &mut ArticleFindings, knowledge: &Knowledge) {
    if knowledge.topics.is_empty() {
        return;
    }
    let known = &knowledge.topics;
    let finder = PhraseFinder::new(known.iter().enumerate().flat_map(|(i, t)| t.words.iter().map(move |w| (i, w))));
    let mut counts = vec![0; known.len()];
    for hit in finder.find(words) {
        counts[hit.owner] += 1;
    }
    for hit in finder.find(&Words::of(article.title())) {
        counts[hit.owner] += ENOUGH;
    }
    let given = findings.topics.len().min(article.metadata.topics.len());
    let mut found = std::mem::take(&mut findings.topics);
    let further = found.split_off(given);
    let about = known.iter().zip(counts).filter(|(_, count)| *count >= ENOUGH).map(|(topic, _)| topic.name.clone());
    let rename = |topic: String| match Phrase::new(&topic) {
        Some(phrase) => known
            .iter()
            .find(|k| k.words.iter().any(|w| w.says_the_same(&phrase)) || k.name.eq_ignore_ascii_case(&topic))
            .map_or(topic, |k| k.name.clone()),
        None => topic,
    };
    for topic in found.into_iter().map(rename).chain(about).chain(further.into_iter().map(rename)) {
        if !findings.topics.iter().any(|t| t.to_lowercase() == topic.to_lowercase()) {
            findings.topics.push(topic);
        }
    }
}
