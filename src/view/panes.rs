//! The list, the text and the side panel, with the query line above the last row.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::geometry::{Area, Pane};
use crate::app::noting::{EDITOR, Written};
use crate::app::reader::Follow;
use crate::text::cells::{head, truncate};
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::picture::{self, Prompt, PromptPlace, Said, kept};
use crate::view::status::{counter, progress};
use crate::view::{list, position, query_line, side, text, words};

/// The panes as a [`picture::Picture`].
pub struct Picture;

impl picture::Picture for Picture {
    fn draw(&self, app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let geometry = &app.geometry;
        if let Some(area) = geometry.area(Pane::List) {
            list::draw(app, theme, &mut Canvas::new(buffer, area));
        }
        if let Some(area) = geometry.area(Pane::Text) {
            text::draw(app, theme, &mut Canvas::new(buffer, area));
        }
        if let Some(area) = geometry.area(Pane::Side) {
            side::draw(app, theme, &mut Canvas::new(buffer, area));
        }
        if let Some(line) = &app.filter.line {
            let (width, height) = app.size;
            query_line::draw(app, line, theme, &mut Canvas::new(buffer, Area { x: 0, y: 0, width, height }));
        }
        None
    }

    fn prompt<'a>(&self, app: &'a App) -> Option<Prompt<'a>> {
        if let Some(writing) = &app.writing {
            let sign = match writing.what {
                Written::Tags(_) => "tags",
                Written::Note(..) => "note",
            };
            // Where there is room for both, and for what is typed.
            let roomy = writing.takes_an_editor() && app.size.0 >= 70;
            let half = usize::from(app.size.0 / 2);
            let counter = match &app.notice {
                Some(notice) => truncate(notice, half).into_owned(),
                None if roomy => format!("{EDITOR} editor"),
                None => String::new(),
            };
            let (input, bad) = (&writing.input, app.notice.is_some());
            return Some(Prompt { sign, input, counter, bad, place: PromptPlace::Row });
        }
        if app.search.typing {
            let input = &app.search.input;
            let found = if input.value().is_empty() { String::new() } else { hit_counter(app) };
            let found = app.search.error.clone().unwrap_or(found);
            let strictness = app.search.strictness.name();
            let gap = if strictness.is_empty() || found.is_empty() { "" } else { "  " };
            let counter = format!("{strictness}{gap}{found}");
            let bad = app.search.hits.is_empty();
            return Some(Prompt { sign: "/", input, counter, bad, place: PromptPlace::Beside });
        }
        if app.side.typing {
            let (input, all) = (&app.side.query, app.side.place().1);
            let counter = words::count(all, "row");
            return Some(Prompt { sign: "/", input, counter, bad: all == 0, place: PromptPlace::Beside });
        }
        let line = app.filter.line.as_ref()?;
        let counter = format!("{}/{}", app.list.order.len(), app.library.store().len());
        let bad = line.error.is_some();
        Some(Prompt { sign: "filter", input: &line.input, counter, bad, place: PromptPlace::Row })
    }

    fn parts(&self, app: &App, theme: &Theme, _: &dyn picture::Picture) -> Vec<Said> {
        let search = if app.search.active() {
            format!("/{} {}", truncate(head(&app.search.query, 20), 20), hit_counter(app))
        } else {
            String::new()
        };
        let follow = if app.search.active() { None } else { app.reader.follow.as_ref() };
        let follow = follow.map(|f| follow_counter(app, f)).unwrap_or_default();
        let problems = match app.library.problems.len() {
            0 => String::new(),
            n => format!("! {n}"),
        };
        let waiting = if app.compare_from.is_some() { "comparing with…".to_owned() } else { String::new() };
        let selected = if app.selection.is_some() { "selecting".to_owned() } else { String::new() };
        let parts = [
            (position::share(app), theme.text, 1),
            (selected, theme.notice, 0),
            (search, theme.notice, 0),
            (follow, theme.notice, 0),
            (waiting, theme.notice, 0),
            (problems, theme.problem, 2),
            (progress(app), theme.dim, 3),
        ];
        kept(parts.into())
    }

    fn line(&self, app: &App, _: &dyn picture::Picture) -> (String, String) {
        let title = match app.article() {
            Some(article) => article.title().to_owned(),
            None if app.library.loading => "Reading files…".to_owned(),
            None => "No articles".to_owned(),
        };
        (title, position::paragraph(app))
    }
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
