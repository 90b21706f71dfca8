//! The first row of the screen.
//!
//! ```text
//! parallax  articles/                topic:="Taiwan"   2/8 articles   by date
//! ```

use crate::app::App;
use crate::text::cells::line_width;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::picture::Picture;
use crate::view::words;

/// Draws the header of a screen.
pub fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>, picture: &dyn Picture) {
    canvas.tint(0, 1, theme.bar);
    let x = canvas.put(1, 0, "parallax", theme.bar.patch(theme.strong));
    let room = canvas.width().saturating_sub(x + 2);
    let end = picture.header(app, theme, canvas, room);
    let place = words::place_of_corpus(app);
    let room = usize::from(end.saturating_sub(x + 4));
    canvas.put(x + 2, 0, &tail(&place, room), theme.bar.patch(theme.dim));
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
