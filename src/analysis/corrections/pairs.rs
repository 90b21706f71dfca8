//! Pairs of compared articles that a person made or broke.

use crate::model::article::Article;
use crate::model::comparison::Pair;
use crate::model::correction::list::Corrections;

/// Lays what was made and broken by hand over the pairs that were found; `tell` says in what two passages differ.
pub(in crate::analysis) fn apply(
    articles: [&Article; 2],
    pairs: &mut Vec<Pair>,
    corrections: &Corrections,
    tell: impl Fn([crate::text::span::Span; 2]) -> Vec<crate::model::comparison::Difference>,
) {
    let mut changed = false;
    for change in corrections.pairs_of(articles) {
        let [left, right] = change.passages;
        pairs.retain(|p| (p.left, p.right) != (left, right));
        if change.made {
            pairs.push(Pair { differences: tell([left, right]), ..Pair::by_hand(left, right) });
        }
        changed = true;
    }
    if changed {
        pairs.sort_by_key(|p| (p.left, p.right));
    }
}
