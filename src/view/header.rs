//! The first row of the screen.
//!
//! ```text
//! parallax  articles/                topic:="Taiwan"   2/8 articles   by date
//! ```

use crate::app::App;
use crate::app::filter::{Sort, SortKey};
use crate::text::cells::{line_width, truncate};
use crate::theme::Theme;
use crate::view::canvas::{Canvas, head};
use crate::view::screen::picture;
use crate::view::words;

/// Draws the header.
pub fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    canvas.tint(0, 1, theme.bar);
    let x = canvas.put(1, 0, "parallax", theme.bar.patch(theme.strong));
    let room = canvas.width().saturating_sub(x + 2);
    let end = picture(app.screen_below()).header(app, theme, canvas, room);
    let place = words::place_of_corpus(app);
    let room = usize::from(end.saturating_sub(x + 4));
    canvas.put(x + 2, 0, &tail(&place, room), theme.bar.patch(theme.dim));
}

/// Draws what is filtered by, how many articles are left, and in which order they stand. Returns the column where that
/// begins.
pub fn of_list(app: &App, theme: &Theme, canvas: &mut Canvas<'_>, room: u16) -> u16 {
    let right = if app.library.corpus.is_empty() { String::new() } else { articles(app) };
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
    let total = words::count(app.library.corpus.len(), "article");
    let shown = if app.filter.active() { format!("{}/{total}", app.list.order.len()) } else { total };
    match app.filter.sort {
        Sort { by: SortKey::Loading, reversed: false } => shown,
        sort => {
            let keys: Vec<_> = [sort].iter().chain(&app.filter.ties).map(|sort| sort.sign()).collect();
            format!("{shown}   by {}", keys.join(", "))
        }
    }
}

/// The end of a path that fits in `room` cells: the last folders say more than the first.
fn tail(path: &str, room: usize) -> String {
    if line_width(path) <= room {
        return path.to_owned();
    }
    let parts = path.match_indices('/').map(|(i, _)| &path[i..]);
    let kept = parts.filter(|p| p.len() > 1).find(|p| line_width(p) < room);
    kept.map_or_else(String::new, |p| format!("…{p}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_keeps_its_last_folders() {
        assert_eq!(tail("/home/ann/news/may/", 40), "/home/ann/news/may/");
        assert_eq!(tail("/home/ann/news/may/", 12), "…/news/may/");
        assert_eq!(tail("/home/ann/news/may/", 6), "…/may/");
        assert_eq!(tail("/home/ann/news/may/", 3), "");
    }
}
