//! Laying the rows of two texts beside each other, so that paired passages start on the same row.

use crate::app::compare::Hand;
use crate::app::page::Page;
use crate::model::comparison::Pair;
use crate::model::comparison::laying::in_order;

/// The rows of two texts beside each other; a side is padded with blank rows where the other is longer.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    rows: Vec<[u32; 2]>,
    /// Where each row of each text stands in `rows`.
    positions: [Vec<u32>; 2],
}

/// In place of a row where a side is padded.
const PADDING: u32 = u32::MAX;

impl Linked {
    /// Lays out texts of `lengths` rows so that both rows of each anchor stand side by side. `anchors` increase on both
    /// sides.
    pub(in crate::app) fn new(anchors: &[[usize; 2]], lengths: [usize; 2]) -> Self {
        let mut rows = Vec::with_capacity(lengths[0].max(lengths[1]) + anchors.len());
        let mut at = [0, 0];
        for stop in anchors.iter().copied().chain([lengths]) {
            let stop = [stop[0].clamp(at[0], lengths[0]), stop[1].clamp(at[1], lengths[1])];
            let count = (stop[0] - at[0]).max(stop[1] - at[1]);
            for i in 0..count {
                let row = |side: usize| if at[side] + i < stop[side] { (at[side] + i) as u32 } else { PADDING };
                rows.push([row(0), row(1)]);
            }
            at = stop;
        }
        let of = |side: usize| {
            let shown = rows.iter().enumerate().filter(move |(_, r): &(usize, &[u32; 2])| r[side] != PADDING);
            shown.map(|(i, _)| i as u32).collect()
        };
        Self { positions: [of(0), of(1)], rows }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of one text at a row of both; `None` for padding.
    pub fn row(&self, hand: Hand, at: usize) -> Option<usize> {
        self.rows.get(at).map(|r| r[hand.index()]).filter(|r| *r != PADDING).map(|r| r as usize)
    }

    /// The first row of one text at a row of both or behind it.
    pub(in crate::app) fn row_from(&self, hand: Hand, at: usize) -> usize {
        self.positions[hand.index()].partition_point(|p| (*p as usize) < at)
    }

    /// The row of both that shows a row of one text; the last one for rows behind its end.
    pub fn position(&self, hand: Hand, row: usize) -> usize {
        let last = self.rows.len().saturating_sub(1);
        self.positions[hand.index()].get(row).map_or(last, |at| *at as usize)
    }
}

/// The rows of two pages that shall stand beside each other, increasing on both sides. Several pairs may be folded into one
/// row, of which the first stands beside its counterpart.
pub(super) fn anchors(pairs: &[Pair], pages: [&Page; 2]) -> Vec<[usize; 2]> {
    let mut out: Vec<[usize; 2]> = Vec::new();
    for pair in in_order(pairs) {
        let rows = [pages[0].row_of(pair.left.from()), pages[1].row_of(pair.right.from())];
        if out.last().is_none_or(|last| last[0] < rows[0] && last[1] < rows[1]) {
            out.push(rows);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reason::Reason;
    use crate::text::span::Span;

    fn pair(left: usize, right: usize, score: f32) -> Pair {
        let span = |at| Span::new(at, at + 1);
        Pair {
            left: span(left),
            right: span(right),
            score,
            relation: crate::model::comparison::Relation::Same,
            reason: Reason::rule("test"),
            differences: Vec::new(),
        }
    }

    #[track_caller]
    fn check(pairs: &[(usize, usize, f32)], expected: &[(usize, usize)]) {
        let pairs: Vec<_> = pairs.iter().map(|(l, r, s)| pair(*l, *r, *s)).collect();
        let found: Vec<_> = in_order(&pairs).iter().map(|p| (p.left.from(), p.right.from())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_chain_keeps_both_orders_and_prefers_sure_pairs() {
        check(&[], &[]);
        check(&[(1, 1, 0.5), (2, 2, 0.5), (3, 3, 0.5)], &[(1, 1), (2, 2), (3, 3)]);
        check(&[(1, 9, 0.9), (2, 2, 0.5), (3, 3, 0.5)], &[(2, 2), (3, 3)]);
        check(&[(1, 9, 0.9), (2, 2, 0.3), (3, 3, 0.3)], &[(1, 9)]);
        check(&[(1, 1, 0.5), (1, 2, 0.6), (2, 3, 0.5)], &[(1, 2), (2, 3)]);
    }

    proptest::proptest! {
        #[test]
        fn every_row_of_both_texts_shows_once_and_anchors_meet(
            lengths in (0usize..40, 0usize..40),
            steps in proptest::collection::vec((1usize..6, 1usize..6), 0..8),
        ) {
            let lengths = [lengths.0, lengths.1];
            let mut anchors = Vec::new();
            let mut at = [0, 0];
            for (l, r) in steps {
                at = [at[0] + l, at[1] + r];
                if at[0] < lengths[0] && at[1] < lengths[1] {
                    anchors.push(at);
                }
            }
            let linked = Linked::new(&anchors, lengths);
            for hand in Hand::BOTH {
                let shown: Vec<_> = (0..linked.len()).filter_map(|i| linked.row(hand, i)).collect();
                proptest::prop_assert_eq!(&shown, &(0..lengths[hand.index()]).collect::<Vec<_>>());
                for row in 0..lengths[hand.index()] {
                    proptest::prop_assert_eq!(linked.row(hand, linked.position(hand, row)), Some(row));
                }
            }
            for [l, r] in anchors {
                proptest::prop_assert_eq!(linked.position(Hand::Left, l), linked.position(Hand::Right, r));
            }
        }
    }
}
