//! Pairs that somebody made or broke by hand, laid over those that were found.

use crate::model::article_id::ArticleId;
use crate::model::comparison::{Difference, Pair};
use crate::model::correction::list::PairChange;
use crate::text::span::Span;

/// In what pairs differ that were made by hand, as far as it was told. The pairs themselves are corrections.
#[derive(Clone, Debug, Default)]
pub struct ByHand(Vec<Told>);

/// In what two passages differ, in the order of the articles for which it was asked.
#[derive(Clone, Debug)]
struct Told {
    articles: [ArticleId; 2],
    passages: [Span; 2],
    differences: Vec<Difference>,
}

impl ByHand {
    /// Takes in what a pair that was made by hand differs in.
    pub(in crate::app) fn tell(&mut self, articles: [ArticleId; 2], passages: [Span; 2], differences: &[Difference]) {
        self.0.retain(|told| (told.articles, told.passages) != (articles, passages));
        self.0.push(Told { articles, passages, differences: differences.to_vec() });
    }

    /// Forgets it, because findings on which it rests were corrected.
    pub(in crate::app) fn forget(&mut self) {
        self.0.clear();
    }

    /// The pairs of two articles with the changes laid over them, sorted by left passage, then right one.
    pub(in crate::app) fn apply(&self, articles: [ArticleId; 2], changes: &[PairChange], found: &[Pair]) -> Vec<Pair> {
        let mut pairs = found.to_vec();
        for PairChange { made, passages } in changes {
            let [left, right] = *passages;
            pairs.retain(|p| (p.left, p.right) != (left, right));
            if *made {
                let differences = self.told(articles, *passages).unwrap_or_default();
                pairs.push(Pair { differences, ..Pair::by_hand(left, right) });
            }
        }
        pairs.sort_by_key(|p| (p.left, p.right));
        pairs
    }

    /// The passages of pairs made by hand of which it is not known in what they differ.
    pub(in crate::app) fn untold(&self, articles: [ArticleId; 2], changes: &[PairChange]) -> Vec<[Span; 2]> {
        let made = changes.iter().filter(|c| c.made).map(|c| c.passages);
        made.filter(|passages| self.told(articles, *passages).is_none()).collect()
    }

    fn told(&self, articles: [ArticleId; 2], passages: [Span; 2]) -> Option<Vec<Difference>> {
        let ([a, b], [left, right]) = (articles, passages);
        self.0.iter().find_map(|told| {
            if (told.articles, told.passages) == (articles, passages) {
                return Some(told.differences.clone());
            }
            let mirrored = told.articles == [b, a] && told.passages == [right, left];
            let pair = Pair { differences: told.differences.clone(), ..Pair::by_hand(right, left) };
            mirrored.then(|| pair.mirrored().differences)
        })
    }
}
