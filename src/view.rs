//! From state to frame. Layer 6.
//!
//! [`draw`] reads `&App` and never writes it: the same state gives the same picture. One file a region, each with a
//! small picture of it. A frame costs the rows that show: rows, marks and rectangles are already computed in the state,
//! and what is drawn of them is found by bisection.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::geometry::{Arrangement, Pane};
use crate::app::screen::ScreenKind;
use crate::theme::Theme;
use crate::view::canvas::{Canvas, HeadingStyle};
use crate::view::picture::Picture;
use crate::view::screen::picture;

mod asking;
mod board;
mod canvas;
mod compare;
#[cfg(test)]
mod fixture;
mod glyphs;
mod header;
mod hints;
mod hyperlinks;
mod line;
mod list;
mod marks;
mod panes;
mod picture;
mod position;
mod query_line;
mod screen;
mod shown;
mod side;
mod status;
#[cfg(test)]
mod tests;
mod text;
mod window;
mod words;

/// Draws a whole frame, and puts the terminal's cursor where text is being typed.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let cursor = paint(app, frame.buffer_mut());
    glyphs::settle(frame.buffer_mut(), app.settings.ascii);
    hyperlinks::apply(app, frame.buffer_mut());
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// Draws a whole frame into a buffer. Returns the column and row of the cursor, if there is one.
pub fn paint(app: &App, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let theme = &theme(app);
    let geometry = &app.geometry;
    let below = picture(app.screen_below());
    let pictures: [&dyn Picture; 2] = [picture(app.screen().kind()), below];
    if geometry.arrangement == Arrangement::Line {
        return line::draw(app, theme, &mut Canvas::new(buffer, geometry.status), pictures);
    }
    header::draw(app, theme, &mut Canvas::new(buffer, geometry.header), below);
    below.draw(app, theme, buffer);
    let typing = status::draw(app, theme, &mut Canvas::new(buffer, geometry.status), pictures);
    if app.has_keys(ScreenKind::Window) { picture(ScreenKind::Window).draw(app, theme, buffer) } else { typing }
}

/// The styles in force.
fn theme(app: &App) -> Theme {
    let settings = &app.settings;
    let theme = Theme::new(settings.theme.base, app.ground, settings.depth);
    theme.with(&settings.theme.styles, settings.depth).with(&settings.styles, settings.depth)
}

/// Whether the keys go to a pane.
fn has_focus(app: &App, pane: Pane) -> bool {
    app.focus == pane && app.has_keys(ScreenKind::Panes)
}

/// How the heading of a pane looks.
fn heading_style(theme: &Theme, focus: bool) -> HeadingStyle {
    if focus {
        // A reversed rule would be a bar across the screen: reversed words are enough.
        let rule = theme.heading_focus.remove_modifier(Modifier::REVERSED);
        HeadingStyle { text: theme.heading_focus, rule, line: "━" }
    } else {
        HeadingStyle { text: theme.heading, rule: theme.rule, line: "─" }
    }
}
