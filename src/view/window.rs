//! The window on top: help, problems, marks, why.
//!
//! ```text
//! ┌ Keys ─────────────────────────── 3/41 ┐
//! │ In the text                           │
//! │ j  ↓               down by one row    │
//! │▌k  ↑               up by one row      │
//! │ /scroll█                              │
//! └───────────────────────────────────────┘
//! ```

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::window::{Window, WindowKind};
use crate::app::window_lines::{Wrapped, on_screen};
use crate::text::span::Span;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::picture::{self, Prompt, PromptPlace, Said};
use crate::view::status;

/// The window as a [`picture::Picture`].
pub struct Picture;

impl picture::Picture for Picture {
    fn draw(&self, app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let window = app.window.as_ref()?;
        let area = app.window_area();
        let mut canvas = Canvas::new(buffer, area);
        if canvas.width() < 6 || canvas.height() < 4 {
            return None;
        }
        canvas.clear();
        border(window, theme, &mut canvas);
        let (width, height) = (canvas.width() - 2, canvas.height() - 3);
        let query_row = canvas.height() - 2;
        lines(app, window, theme, &mut canvas.part(1, 1, width, height));
        if window.typing || !window.query.value().is_empty() {
            let sign = if window.kind == WindowKind::Palette { ":" } else { "/" };
            let x = canvas.put(2, query_row, sign, theme.key);
            let (_, cursor) = status::typed(theme, &mut canvas, x, query_row, &window.query, width - 3);
            return cursor.filter(|_| window.typing);
        }
        None
    }

    fn prompt<'a>(&self, app: &'a App) -> Option<Prompt<'a>> {
        let window = app.window.as_ref().filter(|w| w.typing)?;
        let (input, counter) = (&window.query, String::new());
        Some(Prompt { sign: "/", input, counter, bad: false, place: PromptPlace::Screen })
    }

    fn parts(&self, app: &App, theme: &Theme, below: &dyn picture::Picture) -> Vec<Said> {
        below.parts(app, theme, below)
    }

    fn line(&self, app: &App, _: &dyn picture::Picture) -> (String, String) {
        let Some(window) = &app.window else { return Default::default() };
        let line = window.selected_line();
        (line.map_or(window.title.clone(), |l| format!("{} {}", l.left, l.right).trim().to_owned()), String::new())
    }
}

fn border(window: &Window, theme: &Theme, canvas: &mut Canvas<'_>) {
    let (right, bottom) = (canvas.width() - 1, canvas.height() - 1);
    for (y, [left, middle, end]) in [(0, ["┌", "─", "┐"]), (bottom, ["└", "─", "┘"])] {
        canvas.put(0, y, left, theme.dim);
        canvas.rule(1, if y == 0 { 2 } else { right }, y, middle, theme.dim);
        canvas.put(right, y, end, theme.dim);
    }
    for y in 1..bottom {
        canvas.put(0, y, "│", theme.dim);
        canvas.put(right, y, "│", theme.dim);
    }
    let title = format!(" {} ", window.title);
    let end = canvas.put_cut(2, 0, &title, usize::from(right.saturating_sub(3)), theme.heading_focus);
    canvas.rule(end, right, 0, "─", theme.dim);
    let at = match window.shown.len() {
        0 => " nothing ".to_owned(),
        n => format!(" {}/{n} ", window.selected + 1),
    };
    if usize::from(end) + at.len() + 2 < usize::from(right) {
        canvas.put_right(right - 1, 0, &at, theme.dim);
    }
}

fn lines(app: &App, window: &Window, theme: &Theme, canvas: &mut Canvas<'_>) {
    let mut y = 0;
    for (i, line) in on_screen(window, canvas.width(), usize::from(canvas.height())) {
        let rows = line.height() as u16;
        let mut place = canvas.part(0, y, u16::MAX, rows);
        let on = line.line.switch.as_ref().is_some_and(|query| app.is_on(query));
        draw_line(&line, theme, &mut place, i == window.selected, on);
        y += rows;
    }
}

fn draw_line(wrapped: &Wrapped<'_>, theme: &Theme, canvas: &mut Canvas<'_>, selected: bool, on: bool) {
    let line = wrapped.line;
    let style = if line.heading || on { theme.strong } else { theme.text };
    if on {
        canvas.put(wrapped.column.saturating_sub(2), 0, "✓", theme.strong);
    }
    if wrapped.hits {
        canvas.put_right(1 + wrapped.column, 0, &line.left, theme.dim);
    } else {
        canvas.put_cut(1, 0, &line.left, usize::from(wrapped.column.saturating_sub(1)), theme.key);
    }
    for (y, row) in wrapped.rows.iter().enumerate() {
        let is_marked = |at: Span| line.marked.iter().any(|marked| marked.overlaps(at));
        let styled = |at: Span| if is_marked(at) { style.patch(theme.hit) } else { style };
        canvas.put_span(1 + wrapped.column, y as u16, wrapped.right, *row, styled);
    }
    if selected {
        canvas.tint(0, canvas.height(), theme.selected_focus);
        canvas.put(0, 0, "▌", theme.strong);
    }
}
