//! Which pairs of passages can stand beside each other, and what a pair is for somebody who reads it.

use crate::model::comparison::{Pair, Relation};

/// What two paired passages are for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Both say it.
    Alike,
    /// They speak about the same and do not say the same.
    Differently,
    /// They are on the same matter, and may say different things.
    Near,
}

impl Telling {
    /// What a pair is.
    pub fn of(pair: &Pair) -> Self {
        match pair.relation {
            Relation::Same if pair.agrees() => Self::Alike,
            Relation::Same => Self::Differently,
            // In passages of which it is not sure that they say the same, other words are no difference.
            Relation::Near if pair.contradicts() => Self::Differently,
            Relation::Near => Self::Near,
        }
    }

    /// Its sign; one cell.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Alike => "=",
            Self::Differently => "≠",
            Self::Near => "≈",
        }
    }
}

/// The heaviest chain of pairs that keeps the order of both texts: what can be laid side by side at once. Pairs are weighed
/// by their score; the time is n log n.
pub fn in_order(pairs: &[Pair]) -> Vec<&Pair> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    // Of pairs with the same left passage at most one can be taken: they come in falling order of the right one.
    order.sort_by_key(|i| (pairs[*i].left.start, std::cmp::Reverse(pairs[*i].right.start)));
    let mut starts: Vec<u32> = pairs.iter().map(|p| p.right.start).collect();
    starts.sort_unstable();
    starts.dedup();
    // For each pair the best chain that ends in it; a Fenwick tree of maxima over the right starts finds what precedes it.
    let mut best: Vec<(f32, Option<usize>)> = vec![(0.0, None); pairs.len()];
    let mut tree: Vec<Option<usize>> = vec![None; starts.len() + 1];
    let weight = |best: &[(f32, Option<usize>)], i: Option<usize>| i.map_or(0.0, |i| best[i].0);
    for i in order {
        let rank = starts.partition_point(|s| *s < pairs[i].right.start);
        let mut before = None;
        let mut at = rank;
        while at > 0 {
            if weight(&best, tree[at]) > weight(&best, before) {
                before = tree[at];
            }
            at &= at - 1;
        }
        // A pair that is barely sure still beats no pair.
        best[i] = (weight(&best, before) + pairs[i].score.max(0.01), before);
        at = rank + 1;
        while at < tree.len() {
            if best[i].0 > weight(&best, tree[at]) {
                tree[at] = Some(i);
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut last = (0..pairs.len()).max_by(|a, b| best[*a].0.total_cmp(&best[*b].0));
    let mut out = Vec::new();
    while let Some(i) = last {
        out.push(&pairs[i]);
        last = best[i].1;
    }
    out.reverse();
    out
}
