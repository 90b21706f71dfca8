//! How two texts scroll, and how passages come to be seen.

use crate::app::compare::{Compare, Hand, Link, Part};
use crate::app::keys::Unit;
use crate::app::list::scrolled;
use crate::text::span::Span;

impl Compare {
    /// The first row of a text that shows at or below the top of the screen.
    fn row_on_top(&self, hand: Hand) -> Option<usize> {
        match self.link {
            Link::Linked => (self.top..self.linked.len()).find_map(|at| self.linked.row(hand, at)),
            Link::Offset | Link::Free => Some(self.tops[hand.index()]),
        }
    }

    /// Puts a row of one text on row `screen` of its pane, as far as the ends of the text allow. The other one follows
    /// when they are linked.
    pub(in crate::app) fn put(&mut self, hand: Hand, row: usize, screen: usize) {
        match self.link {
            Link::Linked => {
                // Side by side rows count with their padding, below each other without.
                let (row, screen) = if self.areas.stacked { (row.saturating_sub(screen), 0) } else { (row, screen) };
                self.top = self.linked.position(hand, row).saturating_sub(screen).min(self.last_top());
            }
            Link::Offset | Link::Free => {
                self.tops[hand.index()] = row.saturating_sub(screen);
                self.clamp_tops();
            }
        }
    }

    /// Puts a row of both on top, as far as their end allows.
    pub(in crate::app) fn scroll_to(&mut self, row: usize) {
        match self.link {
            Link::Linked => self.top = row.min(self.last_top()),
            Link::Offset | Link::Free => {
                for hand in Hand::BOTH {
                    self.tops[hand.index()] = self.linked.row_from(hand, row);
                }
                self.clamp_tops();
            }
        }
    }

    /// The last useful first row when linked.
    fn last_top(&self) -> usize {
        self.linked.len().saturating_sub(self.text_rows(Hand::Left).max(1))
    }

    fn clamp_tops(&mut self) {
        for hand in Hand::BOTH {
            let last = self.pages[hand.index()].len().saturating_sub(self.text_rows(hand).max(1));
            self.tops[hand.index()] = self.tops[hand.index()].min(last);
        }
    }

    /// Leaves the linked rows; each text stays where it is.
    pub(super) fn unlink(&mut self) {
        if self.link == Link::Linked {
            self.tops = [Hand::Left, Hand::Right].map(|h| self.row_on_top(h).unwrap_or(0));
            self.clamp_tops();
        }
    }

    /// Scrolls what has the focus, and the other text with it unless they are free.
    pub(in crate::app) fn scroll(&mut self, unit: Unit, by: isize) {
        if self.part == Part::Matches {
            self.step_matches(by.saturating_mul(unit.of(usize::from(self.areas.matches.below_heading().height))));
            return;
        }
        let hand = self.hand();
        let rows = by.saturating_mul(unit.of(self.text_rows(hand)));
        match self.link {
            Link::Linked => self.top = self.top.saturating_add_signed(rows).min(self.last_top()),
            Link::Free => {
                self.tops[hand.index()] = self.tops[hand.index()].saturating_add_signed(rows);
                self.clamp_tops();
            }
            Link::Offset => {
                // The distance is kept: both move as far as both can.
                let room = |h: Hand| {
                    let last = self.pages[h.index()].len().saturating_sub(self.text_rows(h).max(1));
                    let top = self.tops[h.index()] as isize;
                    rows.clamp(-top, last as isize - top.min(last as isize))
                };
                let (a, b) = (room(Hand::Left), room(Hand::Right));
                let moved = if a.unsigned_abs() > b.unsigned_abs() { a } else { b };
                for hand in Hand::BOTH {
                    self.tops[hand.index()] = self.tops[hand.index()].saturating_add_signed(moved);
                }
                self.clamp_tops();
            }
        }
    }

    fn step_matches(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs().min(self.matches.len()) {
            let next = if by > 0 {
                (self.selected + 1..self.matches.len()).find(|i| self.matches[*i].selectable())
            } else {
                (0..self.selected).rev().find(|i| self.matches[*i].selectable())
            };
            match next {
                Some(next) => self.selected = next,
                None => break,
            }
        }
        self.scroll_matches();
    }

    pub(super) fn scroll_matches(&mut self) {
        let rows = usize::from(self.areas.matches.below_heading().height).max(1);
        self.matches_top = scrolled(self.matches_top, self.selected, rows, self.matches.len());
        if self.matches.iter().take(self.selected).all(|r| !r.selectable()) {
            self.matches_top = 0;
        }
    }

    /// Whether a passage can be read where it stands: all of it, or its beginning in the upper third of the screen.
    fn shows(&self, hand: Hand, passage: Span) -> bool {
        let page = &self.pages[hand.index()];
        let first = self.screen_row(hand, page.row_of(passage.from()));
        let last = self.screen_row(hand, page.row_of(passage.to().saturating_sub(1)));
        first.is_some_and(|row| last.is_some() || row <= self.text_rows(hand) / 3)
    }

    /// Lights a passage on each side and shows both on the same row.
    pub(super) fn show_both(&mut self, left: Span, right: Span) {
        self.lit = [Some(left), Some(right)];
        let rows = [self.pages[0].row_of(left.from()), self.pages[1].row_of(right.from())];
        let at = [self.linked.position(Hand::Left, rows[0]), self.linked.position(Hand::Right, rows[1])];
        let third = self.text_rows(Hand::Left) / 3;
        if at[0] == at[1] && self.link != Link::Free {
            self.link = Link::Linked;
            if !(self.shows(Hand::Left, left) && self.shows(Hand::Right, right)) {
                self.top = at[0].saturating_sub(third).min(self.last_top());
            }
            return;
        }
        if self.link == Link::Linked {
            self.link = Link::Offset;
        }
        let above = third.min(rows[0]).min(rows[1]);
        self.tops = [rows[0] - above, rows[1] - above];
        self.clamp_tops();
    }

    /// Lights and shows a passage of one side.
    pub(super) fn show_one(&mut self, hand: Hand, span: Span) {
        self.lit = [None, None];
        self.lit[hand.index()] = Some(span);
        let row = self.pages[hand.index()].row_of(span.from());
        if !self.shows(hand, span) {
            self.put(hand, row, self.text_rows(hand) / 3);
        }
    }
}
