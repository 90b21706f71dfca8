//! Where in the article the reader is, in words.

use crate::app::App;

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
    let (rows, visible, top) = (app.reader.page.len(), app.text_rows().max(1), app.reader.top);
    let last = rows.saturating_sub(visible);
    match top {
        _ if app.article().is_none() => String::new(),
        _ if last == 0 => "all".to_owned(),
        0 => "top".to_owned(),
        top if top >= last => "end".to_owned(),
        top => format!("{}%", (top * 100 / last).clamp(1, 99)),
    }
}
