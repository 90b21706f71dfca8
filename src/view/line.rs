//! The whole screen when it is too small for panes: one plain line.
//!
//! ```text
//! Goodwill in Anchorage, and no br… ¶ 4/14
//! ```

use crate::app::App;
use crate::text::cells::line_width;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::picture::Picture;
use crate::view::status;

/// Draws the line of the screen on top and of the one below it. Returns where the cursor stands while something is typed.
pub fn draw(
    app: &App,
    theme: &Theme,
    canvas: &mut Canvas<'_>,
    [picture, below]: [&dyn Picture; 2],
) -> Option<(u16, u16)> {
    if let Some(prompt) = picture.prompt(app) {
        let room = canvas.width();
        let draw = if prompt.sign == "/" { status::prompt } else { status::typed };
        return draw(theme, canvas, 0, 0, prompt.input, room).1;
    }
    let width = usize::from(canvas.width());
    if let Some(notice) = &app.notice {
        canvas.put_cut(0, 0, notice, width, theme.notice);
        return None;
    }
    let (title, at) = picture.line(app, below);
    let taken = line_width(&at) + 1;
    if at.is_empty() || taken + 8 > width {
        canvas.put_cut(0, 0, &title, width, theme.text);
    } else {
        let end = canvas.put_cut(0, 0, &title, width - taken, theme.text);
        canvas.put(end + 1, 0, &at, theme.dim);
    }
    None
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, Cell};
    use ratatui::layout::Rect;

    use crate::view::{fixture, paint};

    #[track_caller]
    fn check(keys: &str, expected: &str) {
        let mut app = fixture::app(39, 9);
        fixture::press(&mut app, keys);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 39, 9));
        let cursor = paint(&app, &mut buffer);
        let shown: String = buffer.content().iter().map(Cell::symbol).collect();
        assert_eq!(shown.trim(), expected, "after {keys}");
        assert!(cursor.is_some(), "after {keys}");
    }

    #[test]
    fn what_is_typed_shows() {
        check("/ q u a y", "/quay");
        check("F q u a y", "quay");
        check("? / q u a y", "/quay");
    }
}
