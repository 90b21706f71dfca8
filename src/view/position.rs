//! Where in the article the reader is, in words.

use crate::app::App;
use crate::app::compare::{Compare, Link};

/// The paragraph at the top of the screen and how many there are: `¶ 4/14`. Empty for an article without any.
pub fn paragraph(app: &App) -> String {
    let page = &app.reader.page;
    match page.paragraphs() {
        0 => String::new(),
        all => format!("¶ {}/{all}", page.paragraph_at(app.reader.top).max(1)),
    }
}

/// How far down the page the screen is: `top`, `12%`, `end`, or `all` when the page fits.
pub fn share(app: &App) -> String {
    if app.article().is_none() {
        return String::new();
    }
    share_of(app.reader.top, app.text_rows(), app.reader.page.len())
}

/// The same of two texts side by side: that of the text with the focus.
pub fn share_compared(compare: &Compare) -> String {
    let hand = compare.hand();
    match compare.link {
        Link::Linked => share_of(compare.top, compare.text_rows(hand), compare.linked.len()),
        Link::Offset | Link::Free => {
            share_of(compare.tops[hand.index()], compare.text_rows(hand), compare.pages[hand.index()].len())
        }
    }
}

fn share_of(top: usize, visible: usize, rows: usize) -> String {
    let last = rows.saturating_sub(visible.max(1));
    match top {
        _ if last == 0 => "all".to_owned(),
        0 => "top".to_owned(),
        top if top >= last => "end".to_owned(),
        top => format!("{}%", (top * 100 / last).clamp(1, 99)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_named_and_nothing_else_is() {
        assert_eq!(share_of(0, 20, 10), "all");
        assert_eq!(share_of(0, 20, 100), "top");
        assert_eq!(share_of(1, 20, 1000), "1%");
        assert_eq!(share_of(979, 20, 1000), "99%");
        assert_eq!(share_of(980, 20, 1000), "end");
        assert_eq!(share_of(0, 0, 0), "all");
    }
}
