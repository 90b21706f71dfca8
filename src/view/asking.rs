//! The line that asks for something.
//!
//! ```text
//!  report into (.html .md .json) report.html█
//! ```

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::theme::Theme;
use crate::view::picture::{self, Prompt, PromptPlace, Said};

/// The line as a [`picture::Picture`].
pub struct Picture;

impl picture::Picture for Picture {
    fn draw(&self, _: &App, _: &Theme, _: &mut Buffer) -> Option<(u16, u16)> {
        None
    }

    fn prompt<'a>(&self, app: &'a App) -> Option<Prompt<'a>> {
        let asking = app.asking.as_ref()?;
        let (sign, input, counter) = (asking.purpose.question(), &asking.input, String::new());
        Some(Prompt { sign, input, counter, bad: false, place: PromptPlace::Row })
    }

    fn parts(&self, app: &App, theme: &Theme, below: &dyn picture::Picture) -> Vec<Said> {
        below.parts(app, theme, below)
    }

    fn line(&self, app: &App, below: &dyn picture::Picture) -> (String, String) {
        below.line(app, below)
    }
}
