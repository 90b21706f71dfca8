//! The picture of each screen of the reader: its body, its part of the header, of the last row, and of the single line that
//! is left on a very small terminal.

use ratatui::buffer::Buffer;
use tui_input::Input;

use crate::app::App;
use crate::app::screen::ScreenKind;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::status::Said;
use crate::view::{asking, board, compare, header, panes, window};

/// How a screen looks.
pub trait Picture: Sync {
    /// Draws it between the first row and the last one, or on top of what is there. Returns where the cursor stands when
    /// something is typed into it.
    fn draw(&self, app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)>;

    /// Draws what the first row says at its right, in front of its last column and in `room` cells. Returns the column
    /// where it begins.
    fn header(&self, app: &App, theme: &Theme, canvas: &mut Canvas<'_>, room: u16) -> u16 {
        header::of_list(app, theme, canvas, room)
    }

    /// What is being typed, if anything is.
    fn prompt<'a>(&self, app: &'a App) -> Option<Prompt<'a>>;

    /// What the last row says at its left.
    fn parts(&self, app: &App, theme: &Theme) -> Vec<Said>;

    /// What is selected and where one is, for a terminal that has room for one line only.
    fn line(&self, app: &App) -> (String, String);
}

/// A text that is being typed.
pub struct Prompt<'a> {
    /// What stands in front of it; for a search it is a slash.
    pub sign: &'static str,
    /// The text.
    pub input: &'a Input,
    /// How much was found with it.
    pub counter: String,
    /// Whether it finds nothing, or is not understood.
    pub bad: bool,
    /// Where it stands.
    pub place: PromptPlace,
}

/// Where a text is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptPlace {
    /// At the left of the last row, with the keys that end it at the right.
    Beside,
    /// In the whole last row.
    Row,
    /// On the screen itself; the last row shows the keys that end it.
    Screen,
}

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
