//! What the mouse does in a comparison: a click chooses a passage, opens a fold or goes to a place of the overview.

use crate::app::App;
use crate::app::compare::matches::MatchRow;
use crate::app::compare::{Hand, Part};
use crate::app::geometry::gutter;
use crate::app::keys::Unit;
use crate::app::page::RowKind;
use crate::app::pointing::{inside, offset_at};
use crate::input::mouse::{Mouse, MouseKind};

impl App {
    /// The mouse did something; `wheel` is how many rows it turned.
    pub(in crate::app) fn mouse_in_comparison(&mut self, mouse: Mouse, wheel: Option<isize>) {
        let Some(compare) = &mut self.compare else { return };
        let areas = compare.areas;
        let pressed = mouse.kind == MouseKind::Press;
        if inside(areas.strip, mouse) {
            if pressed || mouse.kind == MouseKind::Drag {
                let cell = if areas.stacked { mouse.x - areas.strip.x } else { mouse.y - areas.strip.y };
                let row = compare.strip.row_of(usize::from(cell));
                compare.scroll_to(row.saturating_sub(compare.text_rows(compare.hand()) / 3));
            }
            return;
        }
        let part = if inside(areas.matches, mouse) {
            Part::Matches
        } else if inside(areas.texts[0], mouse) {
            Part::Text(Hand::Left)
        } else if inside(areas.texts[1], mouse) {
            Part::Text(Hand::Right)
        } else {
            return;
        };
        if let Some(by) = wheel {
            // What is under the pointer scrolls; the focus stays where it is.
            let focus = std::mem::replace(&mut compare.part, part);
            compare.scroll(Unit::One, by);
            compare.part = focus;
        } else if pressed {
            compare.part = part;
            match part {
                Part::Matches => self.click_match(mouse),
                Part::Text(hand) => self.click_passage(hand, mouse),
            }
        }
    }

    fn click_match(&mut self, mouse: Mouse) {
        let Some(compare) = &mut self.compare else { return };
        let row = usize::from(mouse.y.saturating_sub(compare.areas.matches.below_heading().y));
        let index = compare.matches_top + row;
        if compare.matches.get(index).is_some_and(MatchRow::selectable) {
            let again = compare.selected == index;
            compare.selected = index;
            if again {
                self.go_to_match();
            }
        }
    }

    fn click_passage(&mut self, hand: Hand, mouse: Mouse) {
        let Some(compare) = &mut self.compare else { return };
        let body = compare.areas.texts[hand.index()].below_heading();
        let clicked = mouse.y.checked_sub(body.y).and_then(|y| compare.row_at(hand, usize::from(y)));
        let Some(row) = clicked.and_then(|at| compare.pages[hand.index()].rows().get(at)).copied() else { return };
        let Some(article) = self.library.store().article(compare.articles[hand.index()]) else { return };
        let offset = match row.kind {
            RowKind::Passages => Some(row.span.from()),
            RowKind::Headline | RowKind::Heading | RowKind::Body => {
                mouse.x.checked_sub(body.x + gutter(body)).and_then(|x| offset_at(&article.text, row.span, x))
            }
            _ => None,
        };
        let Some(at) = offset.and_then(|offset| compare.passages[hand.index()].at(offset)) else { return };
        compare.light(hand, at);
        if row.kind == RowKind::Passages {
            self.go_to_match();
        }
    }
}
