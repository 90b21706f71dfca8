//! The overview of both texts in a few cells.

use crate::app::compare::Hand;
use crate::app::compare::passages::{Passages, State};
use crate::app::compare::rows::Linked;
use crate::app::page::{Page, RowKind};

/// What lies in each part of both texts, from the beginning to the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// For each cell what asks for the most attention in the left text and in the right one.
    pub cells: Vec<[Option<State>; 2]>,
    /// How many rows of both they stand for.
    rows: usize,
}

impl Strip {
    /// Sums the rows of both texts up in `cells` cells; in none where all of them are `visible` at once.
    pub(in crate::app) fn new(
        cells: usize,
        visible: usize,
        linked: &Linked,
        pages: [&Page; 2],
        passages: &[Passages; 2],
    ) -> Self {
        // Texts that fit on the screen need no overview.
        let cells = if linked.len() <= visible { 0 } else { cells };
        let mut out = Self { cells: vec![[None; 2]; cells], rows: linked.len() };
        for hand in Hand::BOTH {
            let (page, passages) = (pages[hand.index()], &passages[hand.index()]);
            for (i, row) in page.rows().iter().enumerate() {
                let read = matches!(row.kind, RowKind::Headline | RowKind::Heading | RowKind::Body | RowKind::Passages);
                let passage = passages.at(row.span.from()).filter(|_| read).and_then(|at| passages.all().get(at));
                let Some(passage) = passage else { continue };
                // A row may fill several cells.
                let at = linked.position(hand, i);
                let first = out.cell_of(at);
                let behind = out.cell_of(at + 1).max(first + 1);
                for cell in out.cells.get_mut(first..behind).unwrap_or_default() {
                    cell[hand.index()] = cell[hand.index()].max(Some(passage.state));
                }
            }
        }
        out
    }

    /// The cell that stands for a row of both.
    pub fn cell_of(&self, row: usize) -> usize {
        (row * self.cells.len() / self.rows.max(1)).min(self.cells.len().saturating_sub(1))
    }

    /// The first row of both that a cell stands for.
    pub fn row_of(&self, cell: usize) -> usize {
        (cell * self.rows).div_ceil(self.cells.len().max(1))
    }
}
