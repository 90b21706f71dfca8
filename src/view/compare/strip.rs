//! The overview of two texts: a cell for each part of both, with the sign of what asks for the most attention there, and
//! the part that the screen shows on another background. A column between the texts, or a row where they are stacked.

use crate::app::compare::passages::State;
use crate::app::compare::{Compare, Hand};
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::compare::of_state;

/// Draws the overview.
pub fn draw(compare: &Compare, theme: &Theme, canvas: &mut Canvas<'_>) {
    let strip = &compare.strip;
    let window = compare.window();
    let shown = strip.cell_of(window.start)..=strip.cell_of(window.end.saturating_sub(1));
    for (i, cell) in strip.cells.iter().enumerate() {
        let (x, y) = if compare.areas.stacked { (i as u16, 0) } else { (0, i as u16) };
        let (sign, style) = match *cell {
            [None, None] => (" ", theme.rule),
            [Some(State::Only), Some(State::Only)] => ("┊", theme.alone),
            [left, right] => {
                let hand = if left >= right { Hand::Left } else { Hand::Right };
                let state = left.max(right).unwrap_or(State::Only);
                (state.sign(hand), of_state(theme, state))
            }
        };
        canvas.put(x, y, sign, style);
        if shown.contains(&i) {
            canvas.part(x, y, 1, 1).tint(0, 1, theme.selected_focus);
        }
    }
}
