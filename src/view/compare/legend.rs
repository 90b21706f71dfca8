//! The signs of passages with their names and numbers, in the first row of the screen.
//!
//! ```text
//! = both 14  ≠ differ 6  ≈ near 8  ‹ only left 9  › only right 31
//! ```

use crate::app::about;
use crate::app::compare::passages::State;
use crate::app::compare::{Compare, Hand};
use crate::text::cells::line_width;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::compare::of_state;

/// Draws the legend so that it ends in front of the last column; without the names where there is less than `room`.
/// Returns the column where it begins.
pub fn draw(compare: &Compare, theme: &Theme, canvas: &mut Canvas<'_>, room: u16) -> u16 {
    let end = canvas.width().saturating_sub(1);
    if compare.comparison.is_none() {
        return canvas.put_right(end, 0, "comparing…", theme.bar);
    }
    let [both, differ, near] = compare.pairs_by_state();
    let parts = [
        (State::Both, Hand::Left, "both", both),
        (State::Differs, Hand::Left, "differ", differ),
        (State::Near, Hand::Left, "near", near),
        (State::Only, Hand::Left, "only left", compare.passages[0].alone()),
        (State::Only, Hand::Right, "only right", compare.passages[1].alone()),
    ];
    let named = parts.map(|(_, _, name, n)| format!("{name} {}", about::grouped(n)));
    let bare = parts.map(|(.., n)| about::grouped(n));
    let width = |told: &[String]| told.iter().map(|t| line_width(t) + 4).sum::<usize>().saturating_sub(2);
    let told = if width(&named) <= usize::from(room) { named } else { bare };
    let begin = end.saturating_sub(width(&told) as u16);
    let mut x = begin;
    for ((state, hand, ..), told) in parts.iter().zip(&told) {
        x = canvas.put(x, 0, state.sign(*hand), theme.bar.patch(of_state(theme, *state)));
        x = canvas.put(x + 1, 0, told, theme.bar) + 2;
    }
    begin
}
