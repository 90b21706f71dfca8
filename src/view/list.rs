//! The list of articles.
//!
//! ```text
//! ARTICLES ─────────── 2/87 ─
//! ▌Goodwill in Anchorage, and
//! ▌no breakthrough
//! ▌VOVWORLD  19 Mar 2021
//! ▌9 issues · 5 people
//!
//!  Candid, helpful, divided
//!  Global Times  20 Mar 2021
//!  …
//! ```
//!
//! Grouped by story, the blank row stands in front of an entry instead of behind it, and holds the heading of the story
//! above its first article. So entries are of equal height either way.

use crate::app::App;
use crate::app::about;
use crate::app::geometry::Pane;
use crate::app::list::ENTRY_ROWS;
use crate::config::listing::{Column, Listing};
use crate::model::article::Head;
use crate::model::article_id::ArticleId;
use crate::model::memory::Kept;
use crate::store::order::SortKey;
use crate::store::row::Row;
use crate::text::cells::{head, line_width, truncate};
use crate::text::span::Span;
use crate::text::wrap::wrap;
use crate::theme::Theme;
use crate::view::canvas::{Canvas, HeadingStyle};
use crate::view::{has_focus, heading_style, words};

/// Draws the pane with its heading.
pub fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    let list = &app.list;
    let focus = has_focus(app, Pane::List);
    let open = app.reader.article.filter(|id| list.order.get(list.selected) == Some(id));
    let at = match (list.order.len(), open) {
        (0, _) => String::new(),
        (all, Some(_)) => format!("{}/{all}", list.selected + 1),
        // The open article does not pass the filter.
        (all, None) => format!("–/{all}"),
    };
    canvas.heading(0, "ARTICLES", &at, heading_style(theme, focus));
    let mut body = canvas.below_heading();
    if list.order.is_empty() {
        let filtered = format!("0/{} pass the filter; Esc clears it", app.library.store().len());
        let message = match () {
            () if app.filter.active() => filtered.as_str(),
            () if app.library.loading => "Reading files…",
            () => "No articles.",
        };
        body.put_cut(1, 1, message, usize::from(body.width().saturating_sub(2)), theme.dim);
        return;
    }
    let grouped = app.filter.sort.by == SortKey::Story && !app.library.across().stories.is_empty();
    let shown = usize::from(body.height()).div_ceil(ENTRY_ROWS);
    let range = list.top..(list.top + shown).min(list.order.len());
    let mut before = None;
    for (i, row) in app.library.store().rows(list.order.get(range).unwrap_or_default()).iter().enumerate() {
        let y = (i * ENTRY_ROWS) as u16;
        let number = row.story.map(|story| story.number);
        // The first on the screen has a heading too, so that one always knows in which story one is.
        if grouped && before != Some(number) {
            story(row, theme, &mut body.part(0, y, u16::MAX, 1));
        }
        before = Some(number);
        let mut place = body.part(0, y + u16::from(grouped), u16::MAX, ENTRY_ROWS as u16 - 1);
        entry(app, theme, &mut place, row, app.reader.article == Some(row.id), focus);
    }
    if app.settings.scrollbars {
        let visible = usize::from(body.height()) / ENTRY_ROWS;
        body.scrollbar(list.top, visible.max(1), list.order.len(), theme.rule);
    }
}

/// The heading of the story of an article: its name, and how many tell it.
fn story(row: &Row<'_>, theme: &Theme, canvas: &mut Canvas<'_>) {
    let style = HeadingStyle { text: theme.strong, rule: theme.rule, line: "─" };
    match row.story {
        Some(story) => canvas.heading(0, story.name, &about::grouped(story.articles.len()), style),
        None => canvas.heading(0, "Told by one article", "", style),
    }
}

fn entry(app: &App, theme: &Theme, canvas: &mut Canvas<'_>, row: &Row<'_>, selected: bool, focus: bool) {
    let article: &Head = row.head;
    let room = canvas.width().saturating_sub(2);
    let title = head(article.title(), usize::from(room) * 2);
    let mut rows = Vec::new();
    wrap(title, Span::new(0, title.len()), room, &mut rows);
    let strong = if selected { theme.strong } else { theme.text };
    let mut y = 0;
    if let Some(first) = rows.first() {
        canvas.put_span(1, y, title, *first, |_| strong);
        y += 1;
    }
    if let Some(second) = rows.get(1) {
        let rest = Span::new(second.from(), title.len());
        let text = if rows.len() > 2 { rest.of(title) } else { second.of(title) };
        canvas.put_cut(1, y, text, usize::from(room), strong);
        y += 1;
    }
    let below = if selected { theme.text } else { theme.dim };
    let (usual, chosen) = (Listing::default(), &app.settings.list);
    let room = usize::from(room);
    if chosen.first == usual.first {
        let (left, right) = origin(article, room);
        canvas.put(1, y, &both(&left, &right, room), below);
    } else {
        canvas.put_cut(1, y, &said(row, &chosen.first), room, below);
    }
    let mut lead = kept(app, row.id);
    if let Some(partial) = article.metadata.partial {
        lead = format!("{lead}{} · ", partial.name());
    }
    let left = room.saturating_sub(line_width(&lead));
    let second = if chosen.second == usual.second { counts(row, left) } else { said(row, &chosen.second) };
    canvas.put_cut(1, y + 1, &format!("{lead}{second}"), room, below);
    if selected {
        let height = canvas.height().min(y + 2);
        canvas.tint(0, height, if focus { theme.selected_focus } else { theme.selected });
        for row in 0..height {
            canvas.put(0, row, "▌", theme.strong);
        }
    }
}

/// The outlet and the day, or for want of both where the text came from. What is known of the outlet is said where there
/// is room.
fn origin(article: &Head, room: usize) -> (String, String) {
    let day = article.metadata.published.map(words::date).unwrap_or_default();
    let outlet = about::outlet(article);
    let fits = line_width(head(&outlet, room)) + 2 + line_width(&day) <= room;
    let source = if fits { outlet } else { article.metadata.source.clone().unwrap_or_default() };
    if source.is_empty() && day.is_empty() {
        let name = article.path.as_ref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
        return (name.unwrap_or_else(|| article.id.clone()), String::new());
    }
    (source, day)
}

/// Two words in one line of `room` cells, the first cut so that the second fits.
fn both(left: &str, right: &str, room: usize) -> String {
    let left_room = room.saturating_sub(line_width(right) + 2);
    match (left.is_empty(), right.is_empty()) {
        (_, true) => truncate(head(left, room), room).into_owned(),
        (true, _) => truncate(right, room).into_owned(),
        _ if left_room < 4 => truncate(head(left, room), room).into_owned(),
        _ => format!("{}  {right}", truncate(head(left, left_room), left_room)),
    }
}

/// What one did with an article, in front of what was found in it; empty where that is nothing.
fn kept(app: &App, id: ArticleId) -> String {
    let kept = app.keep.of(id);
    let has = |what: fn(&Kept) -> bool| kept.is_some_and(what);
    let star = if has(|kept| kept.starred) { "★ " } else { "" };
    let notes = app.keep.count(id);
    let mut parts = Vec::new();
    parts.extend(has(|kept| kept.read).then(|| "read".to_owned()));
    parts.extend((notes > 0).then(|| words::count(notes, "note")));
    parts.extend(kept.iter().flat_map(|kept| kept.tags.iter().map(|tag| format!("#{tag}"))));
    if !parts.is_empty() {
        parts.push(String::new());
    }
    format!("{star}{}", parts.join(" · "))
}

/// What the configuration wants a row to say. What an article does not have is left out.
fn said(row: &Row<'_>, columns: &[Column]) -> String {
    let (data, findings) = (&row.head.metadata, row.counts);
    let count = |n: Option<usize>, one: &str| n.map(|n| words::count(n, one));
    let parts = columns.iter().filter_map(|column| match column {
        Column::Outlet => data.source.clone(),
        Column::Country => data.country.clone(),
        Column::Date => data.published.map(words::date),
        Column::Author => data.byline.clone(),
        Column::Words => count(findings.map(|f| f.words as usize), "word"),
        Column::Issues => count(findings.map(|f| f.sure_issues as usize), "issue"),
        Column::People => findings.map(|f| match f.people as usize {
            1 => "1 person".to_owned(),
            n => format!("{} people", about::grouped(n)),
        }),
        Column::Quotations => count(findings.map(|f| f.quotations as usize), "quotation"),
        Column::Story => row.story.map(words::story),
        Column::File => row.head.path.as_ref().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned()),
    });
    parts.collect::<Vec<_>>().join(" · ")
}

/// What was found in an article, in few words; `…` until it is analysed. A story is worth more room than people.
fn counts(row: &Row<'_>, room: usize) -> String {
    let Some(found) = row.counts else { return "…".to_owned() };
    let issues = words::count(found.sure_issues as usize, "issue");
    let people = match found.people as usize {
        1 => "1 person".to_owned(),
        n => format!("{} people", about::grouped(n)),
    };
    let Some(story) = row.story.map(words::story) else { return format!("{issues} · {people}") };
    let all = format!("{issues} · {people} · {story}");
    if line_width(&all) <= room { all } else { format!("{issues} · {story}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_outlet_gives_way_to_the_date() {
        assert_eq!(both("The Daily Gazette", "9 Mar 2021", 20), "The Dai…  9 Mar 2021");
        assert_eq!(both("Gazette", "9 Mar 2021", 30), "Gazette  9 Mar 2021");
        assert_eq!(both("The Daily Gazette", "9 Mar 2021", 12), "The Daily G…");
        assert_eq!(both("", "9 Mar 2021", 12), "9 Mar 2021");
    }
}
