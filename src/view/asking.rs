//! The line that asks for something.
//!
//! ```text
//!  report into (.html .md .json) report.html█
//! ```

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::theme::Theme;
use crate::view::screen::{self, Prompt, PromptPlace, picture};
use crate::view::status::Said;

/// The line as a [`screen::Picture`].
pub struct Picture;

impl screen::Picture for Picture {
    fn draw(&self, _: &App, _: &Theme, _: &mut Buffer) -> Option<(u16, u16)> {
        None
    }

    fn prompt<'a>(&self, app: &'a App) -> Option<Prompt<'a>> {
        let asking = app.asking.as_ref()?;
        let (sign, input, counter) = (asking.purpose.question(), &asking.input, String::new());
        Some(Prompt { sign, input, counter, bad: false, place: PromptPlace::Row })
    }

    fn parts(&self, app: &App, theme: &Theme) -> Vec<Said> {
        picture(app.screen_below()).parts(app, theme)
    }

    fn line(&self, app: &App) -> (String, String) {
        picture(app.screen_below()).line(app)
    }
}
