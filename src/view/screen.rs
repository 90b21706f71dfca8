//! The picture of each screen of the reader.

use crate::app::screen::ScreenKind;
use crate::view::picture::Picture;
use crate::view::{asking, board, compare, panes, window};

/// The picture of a kind of screen.
pub fn picture(kind: ScreenKind) -> &'static dyn Picture {
    match kind {
        ScreenKind::Asking => &asking::Picture,
        ScreenKind::Window => &window::Picture,
        ScreenKind::Board => &board::Picture,
        ScreenKind::Comparison => &compare::Picture,
        ScreenKind::Panes => &panes::Picture,
    }
}
