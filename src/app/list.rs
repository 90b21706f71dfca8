//! The list of articles.

use crate::model::article_id::ArticleId;

/// Rows of one entry: the title in two, outlet and date, counts, and a blank row.
pub const ENTRY_ROWS: usize = 5;

/// State of the list.
#[derive(Debug, Default)]
pub struct List {
    /// The articles that it shows, in their order.
    pub order: Vec<ArticleId>,
    /// The selected entry: an index into [`order`](Self::order). It is the open article.
    pub selected: usize,
    /// The first entry on the screen.
    pub top: usize,
}

impl List {
    /// Where an article stands in the list.
    pub fn index_of(&self, id: ArticleId) -> Option<usize> {
        // Without sorting and filters the order is that of the ids; a search is only for when it is not.
        let guess = id.index();
        if self.order.get(guess) == Some(&id) { Some(guess) } else { self.order.iter().position(|o| *o == id) }
    }

    /// Scrolls as little as needed for the selected entry to show in `rows` rows.
    pub(super) fn scroll_to_selected(&mut self, rows: usize) {
        self.top = scrolled(self.top, self.selected, (rows / ENTRY_ROWS).max(1), self.order.len());
    }
}

/// The first entry to show so that `selected` is among `visible` entries of `total`, moved as little as possible.
pub(super) fn scrolled(top: usize, selected: usize, visible: usize, total: usize) -> usize {
    let last = total.saturating_sub(visible);
    let lowest = (selected + 1).saturating_sub(visible);
    top.clamp(lowest.min(selected), selected).min(last.max(lowest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrolling_moves_as_little_as_possible() {
        assert_eq!(scrolled(0, 3, 5, 100), 0);
        assert_eq!(scrolled(0, 5, 5, 100), 1);
        assert_eq!(scrolled(10, 3, 5, 100), 3);
        assert_eq!(scrolled(10, 12, 5, 100), 10);
        assert_eq!(scrolled(99, 99, 5, 100), 95);
        assert_eq!(scrolled(0, 0, 5, 0), 0);
    }
}
