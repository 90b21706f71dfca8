//! How many articles are shown of how many, by which query, and in which order: the right of the first row.

use crate::app::App;
use crate::store::order::{Sort, SortKey};
use crate::text::cells::{head, line_width, truncate};
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::words;

/// Draws what is filtered by, how many articles are left, and in which order they stand. Returns the column where that
/// begins.
pub fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>, room: u16) -> u16 {
    let right = if app.library.store().is_empty() { String::new() } else { articles(app) };
    let last = canvas.width().saturating_sub(1);
    let end = canvas.put_right(last, 0, &right, theme.bar);
    if !app.filter.active() {
        return end;
    }
    let room = usize::from((room + end).saturating_sub(last + 4)).min(60);
    let query = app.filter.query.to_string();
    let query = truncate(head(&query, room), room);
    let begin = end.saturating_sub(line_width(&query) as u16 + 3);
    canvas.put(begin, 0, &query, theme.bar.patch(theme.notice));
    begin
}

/// How many articles are shown of how many, and in which order if not that of loading.
fn articles(app: &App) -> String {
    let total = words::count(app.library.store().len(), "article");
    let shown = if app.filter.active() { format!("{}/{total}", app.list.order.len()) } else { total };
    match app.filter.sort {
        Sort { by: SortKey::Loading, reversed: false } => shown,
        sort => {
            let keys: Vec<_> = [sort].iter().chain(&app.filter.ties).map(|sort| sort.sign()).collect();
            format!("{shown}   by {}", keys.join(", "))
        }
    }
}
