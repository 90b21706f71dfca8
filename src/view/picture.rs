//! What every screen of the reader has to say of its looks: its body, its part of the header, of the last row, and of the
//! single line that is left on a very small terminal.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use tui_input::Input;

use crate::app::App;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::shown;

/// How a screen looks.
pub trait Picture: Sync {
    /// Draws it between the first row and the last one, or on top of what is there. Returns where the cursor stands when
    /// something is typed into it.
    fn draw(&self, app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)>;

    /// Draws what the first row says at its right, in front of its last column and in `room` cells. Returns the column
    /// where it begins.
    fn header(&self, app: &App, theme: &Theme, canvas: &mut Canvas<'_>, room: u16) -> u16 {
        shown::draw(app, theme, canvas, room)
    }

    /// What is being typed, if anything is.
    fn prompt<'a>(&self, app: &'a App) -> Option<Prompt<'a>>;

    /// What the last row says at its left. `below` is the picture of the screen that a window or a line lies on.
    fn parts(&self, app: &App, theme: &Theme, below: &dyn Picture) -> Vec<Said>;

    /// What is selected and where one is, for a terminal that has room for one line only. `below` as in
    /// [`parts`](Self::parts).
    fn line(&self, app: &App, below: &dyn Picture) -> (String, String);
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

/// A piece of the left half. Those that do not fit are left out, the least important first.
pub struct Said {
    /// What it says.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// The lower, the longer it stays.
    pub rank: u8,
}

/// The parts that have something to say, in the order in which they stand: text, style, and a rank that is the lower the
/// longer it stays where room is short.
pub fn kept(parts: Vec<(String, Style, u8)>) -> Vec<Said> {
    let shown = parts.into_iter().filter(|(text, ..)| !text.is_empty());
    shown.map(|(text, style, rank)| Said { text, style, rank }).collect()
}
