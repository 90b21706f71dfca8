//! Pairs that somebody made or broke by hand.

use crate::model::comparison::{Difference, Pair};
use crate::model::corpus::ArticleId;
use crate::text::span::Span;

/// What was changed by hand in the pairs of articles, for as long as the program runs.
#[derive(Clone, Debug, Default)]
pub struct ByHand(Vec<Edit>);

/// One change, in the order of the articles that it was made in.
#[derive(Clone, Debug)]
struct Edit {
    articles: [ArticleId; 2],
    change: Change,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) enum Change {
    /// A pair was made.
    Made(Pair),
    /// The passages of a pair, the left one first, are none any more.
    Broken([Span; 2]),
}

/// The name of the reason of a pair that was made by hand.
pub const BY_HAND: &str = "paired by hand";

impl Change {
    fn mirrored(self) -> Self {
        match self {
            Self::Made(pair) => Self::Made(pair.mirrored()),
            Self::Broken([left, right]) => Self::Broken([right, left]),
        }
    }
}

impl ByHand {
    /// Remembers a change.
    pub(in crate::app) fn add(&mut self, articles: [ArticleId; 2], change: Change) {
        self.0.push(Edit { articles, change });
    }

    /// Takes in what a pair that was made by hand differs in.
    pub(in crate::app) fn tell(&mut self, articles: [ArticleId; 2], passages: [Span; 2], differences: &[Difference]) {
        for edit in self.0.iter_mut().filter(|e| e.articles == articles) {
            if let Change::Made(pair) = &mut edit.change
                && [pair.left, pair.right] == passages
            {
                pair.differences = differences.to_vec();
            }
        }
    }

    /// Takes the last change of two articles back.
    pub(in crate::app) fn undo(&mut self, articles: [ArticleId; 2]) -> Option<Change> {
        let at = self.0.iter().rposition(|e| seen_from(e, articles).is_some())?;
        seen_from(&self.0.remove(at), articles)
    }

    /// The pairs of two articles with the changes laid over them, sorted by left passage, then right one.
    pub(in crate::app) fn apply(&self, articles: [ArticleId; 2], found: &[Pair]) -> Vec<Pair> {
        let mut pairs = found.to_vec();
        for change in self.0.iter().filter_map(|e| seen_from(e, articles)) {
            let [left, right] = match &change {
                Change::Made(pair) => [pair.left, pair.right],
                Change::Broken(passages) => *passages,
            };
            pairs.retain(|p| (p.left, p.right) != (left, right));
            if let Change::Made(pair) = change {
                pairs.push(pair);
            }
        }
        pairs.sort_by_key(|p| (p.left, p.right));
        pairs
    }
}

/// A change as it is in a comparison of `articles`; `None` if it was made in one of others.
fn seen_from(edit: &Edit, articles: [ArticleId; 2]) -> Option<Change> {
    let [left, right] = edit.articles;
    match articles {
        _ if articles == [left, right] => Some(edit.change.clone()),
        _ if articles == [right, left] => Some(edit.change.clone().mirrored()),
        _ => None,
    }
}
