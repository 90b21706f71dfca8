//! The last row of the screen: where one is, what goes on, and the keys that matter here.
//!
//! ```text
//!  12%  analysing 40/87  /alaska 3/17  ! 2      Enter read  Tab pane  / search
//!  /alas█  3/17                                         Enter keep  Esc cancel
//!  3 g…   g top  a list of articles  t text  s side panel
//! ```

use ratatui::style::Style;
use tui_input::Input;

use crate::app::App;
use crate::app::reader::Follow;
use crate::input::key::show;
use crate::text::cells::{line_width, truncate};
use crate::theme::Theme;
use crate::view::canvas::{Canvas, head};
use crate::view::{hints, position, words};

/// Draws the row. Returns where the cursor stands on the screen while the search is typed.
pub fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
    canvas.tint(0, 1, theme.bar);
    if app.search.typing {
        let room = canvas.width().saturating_sub(2).min(40);
        let (mut end, cursor) = prompt(theme, canvas, 1, 0, &app.search.input, room);
        let style = if app.search.hits.is_empty() { theme.problem } else { theme.dim };
        if !app.search.input.value().is_empty() {
            end = canvas.put(end + 2, 0, &hit_counter(app), theme.bar.patch(style));
        }
        hints::draw(&hints::while_typing(), theme, canvas, end + 3, theme.bar);
        return cursor;
    }
    if let Some(line) = &app.filter.line {
        let end = canvas.put(1, 0, "filter", theme.bar.patch(theme.dim));
        let room = canvas.width().saturating_sub(end + 2);
        let count = format!("{}/{}", app.list.order.len(), app.library.corpus.len());
        let style = if line.error.is_some() { theme.problem } else { theme.text };
        let (end, cursor) = typed(theme, canvas, end + 1, 0, &line.input, room.saturating_sub(count.len() as u16 + 2));
        canvas.put(end + 2, 0, &count, theme.bar.patch(style));
        return cursor;
    }
    if app.board.typing && app.window.is_none() {
        let room = canvas.width().saturating_sub(2).min(40);
        let (end, cursor) = prompt(theme, canvas, 1, 0, &app.board.query, room);
        let style = if app.board.order.is_empty() { theme.problem } else { theme.dim };
        let end = canvas.put(end + 2, 0, &words::count(app.board.order.len(), "row"), theme.bar.patch(style));
        hints::draw(&hints::while_typing(), theme, canvas, end + 3, theme.bar);
        return cursor;
    }
    if app.window.as_ref().is_some_and(|w| w.typing) {
        hints::draw(&hints::while_typing(), theme, canvas, 1, theme.bar);
        return None;
    }
    let end = if let Some(notice) = &app.notice {
        let room = usize::from(canvas.width().saturating_sub(2));
        canvas.put_cut(1, 0, notice, room, theme.bar.patch(theme.notice))
    } else if app.count.is_some() || app.awaiting.is_some() || !app.pending.is_empty() {
        let count = app.count.map(|n| format!("{n} ")).unwrap_or_default();
        let pending = match app.awaiting {
            Some(action) => app.keymap.keys_of(action).next().map(|keys| format!("{} and a letter…", show(keys))),
            None if app.pending.is_empty() => None,
            None => Some(format!("{}…", show(&app.pending))),
        };
        let pending = pending.unwrap_or_default();
        let end = canvas.put(1, 0, &format!("{count}{pending}"), theme.bar.patch(theme.notice));
        if !app.pending.is_empty() {
            hints::draw(&hints::continuations(app), theme, canvas, end + 2, theme.bar);
            return None;
        }
        end
    } else {
        draw_parts(theme, canvas, &parts(app, theme))
    };
    hints::draw(&hints::hints(app), theme, canvas, end + 3, theme.bar);
    None
}

/// A search that is being typed: a slash and the text in `room` cells; see [`typed`].
pub fn prompt(
    theme: &Theme,
    canvas: &mut Canvas<'_>,
    x: u16,
    y: u16,
    input: &Input,
    room: u16,
) -> (u16, Option<(u16, u16)>) {
    let x = canvas.put(x, y, "/", theme.key);
    typed(theme, canvas, x, y, input, room.saturating_sub(1))
}

/// A text that is being typed, which scrolls within `room` cells so that the cursor shows. Returns the column behind it,
/// and where the cursor stands on the screen.
pub fn typed(
    theme: &Theme,
    canvas: &mut Canvas<'_>,
    x: u16,
    y: u16,
    input: &Input,
    room: u16,
) -> (u16, Option<(u16, u16)>) {
    let room = room.max(1);
    let value = input.value();
    let cursor_byte = value.char_indices().nth(input.cursor()).map_or(value.len(), |(i, _)| i);
    // Characters leave at the left until the cursor fits. No more than this many can show, however long the line is.
    let most = 4 * usize::from(room);
    let mut from = value[..cursor_byte].char_indices().rev().nth(most).map_or(0, |(i, _)| i);
    while line_width(&value[from..cursor_byte]) >= usize::from(room) {
        from += value[from..].chars().next().map_or(1, char::len_utf8);
    }
    let cursor = x + line_width(&value[from..cursor_byte]) as u16;
    let end = canvas.put_cut(x, y, &value[from..], usize::from(room), theme.text);
    let shows = cursor < canvas.width() && y < canvas.height();
    (end.max(cursor), shows.then(|| canvas.on_screen(cursor, y)))
}

/// A piece of the left half. Those that do not fit are left out, the least important first.
struct Part {
    text: String,
    style: Style,
    /// The lower, the longer it stays.
    rank: u8,
}

/// What there is to say, in the order in which it stands.
fn parts(app: &App, theme: &Theme) -> Vec<Part> {
    let library = &app.library;
    let (all, analysed) = (library.corpus.len(), library.analysed_count());
    let progress = match () {
        () if library.loading && all == 0 => "reading…".to_owned(),
        () if library.loading => format!("reading… {all}"),
        () if analysed < all => format!("analysing {analysed}/{all}"),
        () => String::new(),
    };
    if app.board.is_shown() {
        let row = counter(Some(app.board.row), app.board.order.len()).map(|counter| format!("row {counter}"));
        let columns = app.board.board.as_ref().map_or(0, |b| b.articles.len());
        let column = counter(Some(app.board.column), columns).map(|counter| format!("article {counter}"));
        let at = [row, column].map(Option::unwrap_or_default);
        let [row, column] = at;
        return kept(vec![(row, theme.text, 0), (column, theme.text, 1), (progress, theme.dim, 2)]);
    }
    if let Some(compare) = &app.compare {
        let waiting = if compare.waiting.is_some() { "pairing with…".to_owned() } else { String::new() };
        let at = counter(compare.pair, compare.pairs.len()).map(|counter| format!("pairs {counter}"));
        let parts = [
            (position::share_compared(compare), theme.text, 1),
            (at.unwrap_or_default(), theme.notice, 0),
            (waiting, theme.notice, 0),
            (progress, theme.dim, 2),
        ];
        return kept(parts.into());
    }
    let search = if app.search.active() {
        format!("/{} {}", truncate(head(&app.search.query, 20), 20), hit_counter(app))
    } else {
        String::new()
    };
    let follow = if app.search.active() { None } else { app.reader.follow.as_ref() };
    let follow = follow.map(|f| follow_counter(app, f)).unwrap_or_default();
    let problems = match library.problems.len() {
        0 => String::new(),
        n => format!("! {n}"),
    };
    let waiting = if app.compare_from.is_some() { "comparing with…".to_owned() } else { String::new() };
    let parts = [
        (position::share(app), theme.text, 1),
        (search, theme.notice, 0),
        (follow, theme.notice, 0),
        (waiting, theme.notice, 0),
        (problems, theme.problem, 2),
        (progress, theme.dim, 3),
    ];
    kept(parts.into())
}

/// The parts that have something to say.
fn kept(parts: Vec<(String, Style, u8)>) -> Vec<Part> {
    let shown = parts.into_iter().filter(|(text, ..)| !text.is_empty());
    shown.map(|(text, style, rank)| Part { text, style, rank }).collect()
}

/// Draws the parts that fit. Returns the column behind them.
fn draw_parts(theme: &Theme, canvas: &mut Canvas<'_>, parts: &[Part]) -> u16 {
    let room = usize::from(canvas.width().saturating_sub(2));
    let mut order: Vec<&Part> = parts.iter().collect();
    order.sort_by_key(|p| p.rank);
    let mut used = 0;
    let mut lowest = 0;
    for (i, part) in order.iter().enumerate() {
        let more = line_width(&part.text) + if i > 0 { 2 } else { 0 };
        if used + more > room && i > 0 {
            break;
        }
        used += more;
        lowest = part.rank;
    }
    let mut x = 1;
    for part in parts.iter().filter(|p| p.rank <= lowest) {
        x = canvas.put(x, 0, &part.text, theme.bar.patch(part.style)) + 2;
    }
    x.saturating_sub(2).max(1)
}

/// Which hit of the search one is at and how many there are: `3/17`, `17`, `not found`.
fn hit_counter(app: &App) -> String {
    counter(app.search.current, app.search.hits.len()).unwrap_or_else(|| "not found".to_owned())
}

/// The followed name, which of its mentions one is at, and how many the article has: `Antony Blinken 3/9`.
fn follow_counter(app: &App, follow: &Follow) -> String {
    let name = truncate(head(&follow.name, 24), 24);
    let found = app.follow_counter().and_then(|(at, all)| counter(at.checked_sub(1), all));
    match found {
        Some(counter) => format!("{name} {counter}"),
        None => format!("{name}: not here"),
    }
}

/// `3/17`, or `17` when one is at none of them; `None` when there is none.
fn counter(at: Option<usize>, all: usize) -> Option<String> {
    match (at, all) {
        (_, 0) => None,
        (Some(at), all) => Some(format!("{}/{all}", at + 1)),
        (None, all) => Some(all.to_string()),
    }
}
