//! How much an article is about the words that were looked for.

use std::collections::HashMap;

use crate::model::article_id::ArticleId;

/// How soon more of the same word says nothing new, and how much the length of a text counts: the usual values of BM25.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.75;

/// What a word in the headline counts for, as if the text had it so many times more.
const IN_TITLE: f32 = 4.0;

/// A word as it was found: how often in the texts of which articles, and in whose headlines.
#[derive(Debug, Default)]
pub struct Hits {
    /// How often each text has it; in order.
    pub counts: Vec<(ArticleId, usize)>,
    /// Whether a headline has it.
    pub titles: Vec<ArticleId>,
}

/// The weight of each article that has one of the words (BM25): rare words count more, more of the same counts less and less,
/// and long texts have many words anyhow. `words` says how many words a text has, `articles` how many articles there are.
pub fn weights(found: &[Hits], articles: usize, words: &dyn Fn(ArticleId) -> usize) -> HashMap<ArticleId, f32> {
    let all = found.iter().flat_map(|hits| &hits.counts);
    let (sum, count) = all.fold((0_usize, 0_usize), |(sum, count), (id, _)| (sum + words(*id), count + 1));
    let average = (sum as f32 / count.max(1) as f32).max(1.0);
    let mut weights = HashMap::new();
    for hits in found {
        let mut often: HashMap<ArticleId, f32> = HashMap::with_capacity(hits.counts.len());
        for (id, count) in &hits.counts {
            *often.entry(*id).or_default() += *count as f32;
        }
        for id in &hits.titles {
            *often.entry(*id).or_default() += IN_TITLE;
        }
        let having = often.len() as f32;
        let rare = (1.0 + (articles as f32 - having + 0.5).max(0.0) / (having + 0.5)).ln();
        for (id, often) in often {
            let length = 1.0 - LENGTH + LENGTH * words(id) as f32 / average;
            *weights.entry(id).or_default() += rare * often * (SATURATION + 1.0) / (often + SATURATION * length);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `found`: for each word how often texts have it, by article; `expected`: the articles, the most relevant first.
    #[track_caller]
    fn check(found: &[&[usize]], titles: &[u32], lengths: &[usize], expected: &[u32]) {
        let hits: Vec<Hits> = found
            .iter()
            .map(|counts| Hits {
                counts: (0..).map(ArticleId).zip(counts.iter().copied()).filter(|(_, n)| *n > 0).collect(),
                titles: titles.iter().copied().map(ArticleId).collect(),
            })
            .collect();
        let weights = weights(&hits, 10, &|id| lengths[id.index()]);
        let mut ids: Vec<u32> = weights.keys().map(|id| id.0).collect();
        ids.sort_by(|a, b| weights[&ArticleId(*b)].total_cmp(&weights[&ArticleId(*a)]));
        assert_eq!(ids, expected);
    }

    #[test]
    fn more_hits_shorter_texts_rarer_words_and_headlines_count() {
        check(&[&[1, 3, 2]], &[], &[100, 100, 100], &[1, 2, 0]);
        check(&[&[2, 2]], &[], &[900, 100], &[1, 0]);
        check(&[&[1, 2, 4, 0], &[0, 0, 0, 1]], &[], &[100; 4], &[3, 2, 1, 0]);
    }

    #[test]
    fn a_headline_counts_more_than_a_few_hits() {
        check(&[&[3, 0]], &[1], &[100, 100], &[1, 0]);
        check(&[&[]], &[], &[], &[]);
    }
}
