//! The last row of the screen: where one is, what goes on, and the keys that matter here.
//!
//! ```text
//!  12%  analysing 40/87  /alaska 3/17  ! 2      Enter read  Tab pane  / search
//!  /alas█  3/17                                         Enter keep  Esc cancel
//!  3 g…   g top  a list of articles  t text  s side panel
//! ```

use tui_input::Input;

use crate::app::App;
use crate::app::about;
use crate::input::action::Action;
use crate::input::key::show;
use crate::text::cells::line_width;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::hints;
use crate::view::picture::{Picture, Prompt, PromptPlace, Said};

/// Draws the row of the screen on top and of the one below it. Returns where the cursor stands on the screen while
/// something is typed here.
pub fn draw(
    app: &App,
    theme: &Theme,
    canvas: &mut Canvas<'_>,
    [picture, below]: [&dyn Picture; 2],
) -> Option<(u16, u16)> {
    canvas.tint(0, 1, theme.bar);
    if let Some(prompt) = picture.prompt(app) {
        return draw_prompt(&prompt, theme, canvas);
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
        draw_parts(theme, canvas, &picture.parts(app, theme, below))
    };
    hints::draw(&hints::hints(app), theme, canvas, end + 3, theme.bar);
    None
}

/// Draws what is being typed.
fn draw_prompt(prompt: &Prompt<'_>, theme: &Theme, canvas: &mut Canvas<'_>) -> Option<(u16, u16)> {
    let style = match (prompt.bad, prompt.place) {
        (true, _) => theme.problem,
        (false, PromptPlace::Row) => theme.text,
        (false, _) => theme.dim,
    };
    let room = canvas.width().saturating_sub(2);
    match prompt.place {
        PromptPlace::Screen => {
            hints::draw(&hints::while_typing(), theme, canvas, 1, theme.bar);
            None
        }
        PromptPlace::Beside => {
            let (mut end, cursor) = self::prompt(theme, canvas, 1, 0, prompt.input, room.min(40));
            if !prompt.counter.is_empty() {
                end = canvas.put(end + 2, 0, &prompt.counter, theme.bar.patch(style));
            }
            hints::draw(&hints::while_typing(), theme, canvas, end + 3, theme.bar);
            cursor
        }
        PromptPlace::Row => {
            let end = canvas.put(1, 0, prompt.sign, theme.bar.patch(theme.dim));
            let room = canvas.width().saturating_sub(end + 2);
            let room = room.saturating_sub(line_width(&prompt.counter) as u16 + 2);
            let (end, cursor) = typed(theme, canvas, end + 1, 0, prompt.input, room);
            canvas.put(end + 2, 0, &prompt.counter, theme.bar.patch(style));
            cursor
        }
    }
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

/// How far reading and analysing are; empty when they are done.
pub fn progress(app: &App) -> String {
    let library = &app.library;
    let (all, analysed) = (library.store().len(), library.analysed_count());
    match () {
        () if library.loading && all == 0 => "reading…".to_owned(),
        () if library.loading => format!("reading… {all}"),
        () if analysed < all => format!("analysing {analysed}/{all}"),
        () if library.changed_files > 0 => changed(app),
        () => String::new(),
    }
}

/// That files have changed, and which key reads them again.
fn changed(app: &App) -> String {
    let files = match app.library.changed_files {
        1 => "1 file has changed".to_owned(),
        n => format!("{} files have changed", about::grouped(n)),
    };
    let key = app.key_of(Action::ReadAgain);
    files + &key.map(|key| format!(": {key}")).unwrap_or_default()
}

/// Draws the parts that fit. Returns the column behind them.
fn draw_parts(theme: &Theme, canvas: &mut Canvas<'_>, parts: &[Said]) -> u16 {
    let room = usize::from(canvas.width().saturating_sub(2));
    let mut order: Vec<&Said> = parts.iter().collect();
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

/// `3/17`, or `17` when one is at none of them; `None` when there is none.
pub fn counter(at: Option<usize>, all: usize) -> Option<String> {
    match (at, all) {
        (_, 0) => None,
        (Some(at), all) => Some(format!("{}/{all}", at + 1)),
        (None, all) => Some(all.to_string()),
    }
}
