//! The board: what each article says about each thing, and the passages of the selected cell.
//!
//! ```text
//! ━ Issues 11 × 3 articles · by dispute ━━━━━━━ + for  − against  ± both  · mentioned  (empty) not found ━
//!                            VOVWORLD          Global Times      Watching America
//!                            19 Mar 2021       20 Mar 2021       27 Jul 2021
//!  Hong Kong !               US −  China +  4  China +  US −  6  US −           2
//! ▌Taiwan !                 ▌China +        1  China +  US ·  3
//! ─ Taiwan · VOVWORLD · 19 Mar 2021 ───────────────────────────────────────────────────────────── 1 passage ─
//! China
//! ▌+ Wang Yi demands
//! ▌  Wang said that the United States should …
//! ```

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::App;
use crate::app::about;
use crate::app::board::{BoardLine, BoardScreen, HEAD, Half, INDENT, ToldBy};
use crate::app::screen::ScreenKind;
use crate::export::parts::fitted;
use crate::input::action::Action;
use crate::model::article::{Article, Head};
use crate::model::board::{Cell, Passage, Row, RowOrder, SheetKind, Tone};
use crate::text::cells::head;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::picture::{self, Prompt, PromptPlace, Said, kept};
use crate::view::status::{counter, progress};
use crate::view::{heading_style, words};

/// What the signs mean.
const LEGEND: &str = "+ for  − against  ± both  · mentioned  (empty) not found";
/// The narrowest screen, in cells, that has room for it.
const WITH_LEGEND: u16 = 100;

/// The board as a [`picture::Picture`].
pub struct Picture;

impl picture::Picture for Picture {
    fn draw(&self, app: &App, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
        let screen = &app.board;
        let place = Place { app, screen, theme };
        place.table(&mut Canvas::new(buffer, screen.areas.table));
        place.passages(&mut Canvas::new(buffer, screen.areas.passages));
        None
    }

    fn prompt<'a>(&self, app: &'a App) -> Option<Prompt<'a>> {
        let (rows, input) = (app.board.order.len(), &app.board.query);
        let (counter, bad) = (words::count(rows, "row"), rows == 0);
        app.board.typing.then_some(Prompt { sign: "/", input, counter, bad, place: PromptPlace::Beside })
    }

    fn parts(&self, app: &App, theme: &Theme, _: &dyn picture::Picture) -> Vec<Said> {
        let row = counter(Some(app.board.row), app.board.order.len()).map(|counter| format!("row {counter}"));
        let column =
            counter(Some(app.board.place()), app.board.shown.len()).map(|counter| format!("article {counter}"));
        let [row, column] = [row, column].map(Option::unwrap_or_default);
        kept(vec![(row, theme.text, 0), (column, theme.text, 1), (progress(app), theme.dim, 2)])
    }

    fn line(&self, app: &App, _: &dyn picture::Picture) -> (String, String) {
        let Some(row) = app.board.row_at(app.board.row) else { return ("Board".to_owned(), String::new()) };
        let article = app.board.article().and_then(|id| app.library.store().head(id));
        let says = app.board.cell().map_or("not found".to_owned(), |cell| fitted(&cell.parts, 80));
        let line = format!("{}: {says} ({})", head(&row.name, 80), article.map_or("", |a| outlet(a)));
        (line, String::new())
    }
}

/// What both halves need.
struct Place<'a> {
    app: &'a App,
    screen: &'a BoardScreen,
    theme: &'a Theme,
}

impl Place<'_> {
    fn has_focus(&self, half: Half) -> bool {
        self.screen.half == half && self.app.has_keys(ScreenKind::Board)
    }

    fn table(&self, canvas: &mut Canvas<'_>) {
        let (theme, screen) = (self.theme, self.screen);
        let focus = self.has_focus(Half::Table);
        let signs = screen.sheet().is_none_or(|s| s.kind == SheetKind::Issues);
        let legend = if signs && canvas.width() >= WITH_LEGEND { LEGEND } else { "" };
        canvas.heading(0, &self.title(), legend, heading_style(theme, focus));
        let room = usize::from(canvas.width().saturating_sub(2));
        if screen.board.is_none() {
            canvas.put_cut(1, 1, "Laying the articles out…", room, theme.dim);
            return;
        }
        if screen.order.is_empty() {
            let narrowed = !screen.query.value().is_empty();
            let text = match screen.hidden {
                _ if narrowed => "No row has such a name.".to_owned(),
                0 => "Nothing was found in these articles.".to_owned(),
                hidden => format!("Nothing is sure; {}.", self.doubtful(hidden)),
            };
            canvas.put_cut(1, 1, &text, room, theme.dim);
            return;
        }
        self.heads(canvas);
        let mut body = canvas.part(0, HEAD, u16::MAX, u16::MAX);
        for y in 0..body.height() {
            let place = screen.top + usize::from(y);
            let Some(row) = screen.row_at(place) else { break };
            let mut line = body.part(0, y, u16::MAX, 1);
            self.row(&mut line, row, place == screen.row);
        }
    }

    /// What the sheet is, how large, and in which order.
    fn title(&self) -> String {
        let screen = self.screen;
        let (Some(board), Some(sheet)) = (&screen.board, screen.sheet()) else { return "BOARD".to_owned() };
        let linked = self.app.list.order.len();
        let articles = match board.articles.len() {
            shown if shown < linked => format!("{} of {linked} articles", about::grouped(shown)),
            shown => words::count(shown, "article"),
        };
        let articles = if screen.texts < board.articles.len() {
            format!("{articles}, {}", words::count(screen.texts, "text"))
        } else {
            articles
        };
        let filled = board.sheets.iter().filter(|s| !s.rows.is_empty()).count();
        let at = board.sheets[..screen.sheet].iter().filter(|s| !s.rows.is_empty()).count() + 1;
        let sheets = if filled > 1 { format!(" · sheet {at}/{filled}") } else { String::new() };
        let order = match (screen.by, screen.reversed) {
            (RowOrder::Dispute, false) => String::new(),
            (by, reversed) => format!(" · by {}{}", by.name(), if reversed { " ↑" } else { "" }),
        };
        let hidden = screen.hidden;
        let (shown, all) = (screen.order.len(), sheet.rows.len() - hidden);
        let rows = if shown < all { format!("{}/", about::grouped(shown)) } else { String::new() };
        let doubtful = if hidden > 0 { format!(" · {}", self.doubtful(hidden)) } else { String::new() };
        format!("{} {rows}{} × {articles}{sheets}{order}{doubtful}", sheet.kind.title(), about::grouped(all))
    }

    /// That so many rows are hidden, and which key shows them.
    fn doubtful(&self, hidden: usize) -> String {
        let key = self.app.key_of(Action::ToggleDoubtful);
        format!("{} doubtful", about::grouped(hidden)) + &key.map(|key| format!(": {key}")).unwrap_or_default()
    }

    /// Outlet and day of each column that shows, and that there are more at either end.
    fn heads(&self, canvas: &mut Canvas<'_>) {
        let (theme, screen, areas) = (self.theme, self.screen, self.screen.areas);
        let shown = screen.columns();
        let all = screen.shown.len();
        if shown.len() < all {
            let first = screen.left + 1;
            let more = format!("{first}–{} of {}", screen.left + shown.len(), about::grouped(all));
            canvas.put_cut(1, 1, &more, usize::from(areas.names.saturating_sub(2)), theme.dim);
        }
        for (i, column) in shown.iter().copied().enumerate() {
            let Some(article) = self.article(column) else { continue };
            let x = areas.names + i as u16 * areas.column;
            let room = usize::from(areas.column.saturating_sub(2));
            let style = if column == screen.column { theme.strong } else { theme.text };
            canvas.put_cut(x + 1, 1, outlet(article), room, style);
            let day = article.metadata.published.map(words::date).unwrap_or_default();
            let below = match screen.told_by.get(column).copied().unwrap_or_default() {
                ToldBy::Outlet => day,
                ToldBy::Day => format!("{day} {}", head(article.title(), 80)),
                ToldBy::Headline => head(article.title(), 80).to_owned(),
            };
            canvas.put_cut(x + 1, 2, below.trim(), room, theme.dim);
        }
    }

    fn text(&self, column: usize) -> Option<Arc<Article>> {
        self.app.library.store().article(*self.screen.board.as_ref()?.articles.get(column)?)
    }

    fn article(&self, column: usize) -> Option<&Head> {
        let id = self.screen.board.as_ref()?.articles.get(column)?;
        self.app.library.store().head(*id).map(|a| &***a)
    }

    fn row(&self, line: &mut Canvas<'_>, row: &Row, selected: bool) {
        let (theme, screen, areas) = (self.theme, self.screen, self.screen.areas);
        let sign = match (row.differs, row.doubtful) {
            (true, _) => " !",
            (_, true) => " ?",
            _ => "",
        };
        let room = usize::from(areas.names.saturating_sub(2)).saturating_sub(sign.len());
        let style = match (row.differs, row.doubtful) {
            (true, _) => theme.issue,
            (_, true) => theme.dim,
            _ => theme.text,
        };
        let x = line.put_cut(1, 0, &row.name, room, style);
        line.put(x, 0, sign, theme.strong);
        for (i, column) in screen.columns().iter().copied().enumerate() {
            let x = areas.names + i as u16 * areas.column;
            let mut field = line.part(x, 0, areas.column, 1);
            if let Some(cell) = row.cell(column) {
                self.cell(&mut field, cell);
            }
        }
        if selected {
            line.tint(0, 1, theme.selected);
            line.put(0, 0, "▌", theme.strong);
            if let Some(i) = screen.place().checked_sub(screen.left) {
                let x = areas.names.saturating_add((i as u16).saturating_mul(areas.column));
                let mut field = line.part(x, 0, areas.column, 1);
                field.tint(0, 1, if self.has_focus(Half::Table) { theme.selected_focus } else { theme.selected });
                field.put(0, 0, "▌", theme.strong);
            }
        }
    }

    /// What the cell says, and the number of its passages.
    fn cell(&self, field: &mut Canvas<'_>, cell: &Cell) {
        let theme = self.theme;
        let count = about::grouped(cell.passages.len());
        let end = field.width().saturating_sub(1);
        let room = usize::from(end).saturating_sub(count.len() + 2);
        let spoken = cell.parts.iter().all(|p| p.tone == Tone::Mentioned);
        field.put(1, 0, &fitted(&cell.parts, room), if spoken { theme.dim } else { theme.text });
        field.put_right(end, 0, &count, theme.dim);
    }

    fn passages(&self, canvas: &mut Canvas<'_>) {
        let (theme, screen) = (self.theme, self.screen);
        let focus = self.has_focus(Half::Passages);
        let (Some(row), Some(article)) = (screen.row_at(screen.row), self.text(screen.column)) else {
            canvas.heading(0, "", "", heading_style(theme, false));
            return;
        };
        let count = screen.cell().map_or(0, |cell| cell.passages.len());
        let at = if focus { format!("{}/{}", screen.passage + 1, count) } else { words::count(count, "passage") };
        let title = format!("{} · {}", head(&row.name, 120), about(&article));
        canvas.heading(0, &title, if count > 0 { &at } else { "" }, heading_style(theme, focus));
        let mut body = canvas.below_heading();
        if count == 0 {
            self.not_found(&mut body, row);
            return;
        }
        let passages = screen.passages();
        let lines = screen.lines.iter().skip(screen.lines_top).take(usize::from(body.height()));
        for (y, shown) in lines.enumerate() {
            let mut line = body.part(0, y as u16, u16::MAX, 1);
            self.line(&mut line, *shown, passages, &article);
            if focus && shown.passage() == Some(screen.passage) && !matches!(shown, BoardLine::Group(_)) {
                line.tint(0, 1, theme.selected_focus);
                line.put(0, 0, "▌", theme.strong);
            }
        }
    }

    fn line(&self, line: &mut Canvas<'_>, shown: BoardLine, passages: &[Passage], article: &Article) {
        let theme = self.theme;
        let room = usize::from(line.width().saturating_sub(2));
        let Some(passage) = shown.passage().and_then(|i| passages.get(i)) else {
            if let BoardLine::More(more) = shown {
                line.put_cut(1, 0, &format!("and {}", words::count(more, "further passage")), room, theme.dim);
            }
            return;
        };
        match shown {
            BoardLine::Group(_) => drop(line.put_cut(1, 0, &passage.group, room, theme.strong)),
            BoardLine::Who(_) => {
                let sign = passage.tone.sign().map(String::from).unwrap_or_default();
                line.put(2, 0, &sign, theme.strong);
                let x = line.put_cut(INDENT, 0, &passage.label, room / 2, theme.text);
                let x = if passage.label.is_empty() { x } else { x + 1 };
                line.put_cut(x, 0, &passage.does, room.saturating_sub(usize::from(x)), theme.dim);
            }
            BoardLine::Words(_, span) => {
                // A passage without anybody who does anything has its sign in front of its words.
                let begins = span.start <= passage.span.start && passage.label.is_empty() && passage.does.is_empty();
                if let Some(sign) = passage.tone.sign().filter(|_| begins) {
                    line.put(2, 0, &sign.to_string(), theme.strong);
                }
                let style = |at: crate::text::span::Span| -> Style {
                    if passage.cue.is_some_and(|cue| cue.overlaps(at)) { theme.strong } else { theme.text }
                };
                line.put_span(INDENT, 0, &article.text, span, style);
            }
            BoardLine::More(_) => {}
        }
    }

    /// That there is nothing, and the words that were looked for.
    fn not_found(&self, body: &mut Canvas<'_>, row: &Row) {
        let theme = self.theme;
        let room = usize::from(body.width().saturating_sub(2));
        body.put_cut(1, 0, "Not found in this text.", room, theme.text);
        let words = row.looked_for.iter().map(|w| format!("“{}”", head(w, 80))).collect::<Vec<_>>().join(", ");
        if !words.is_empty() {
            body.put_cut(1, 1, &format!("Looked for {words}."), room, theme.dim);
        }
    }
}

/// The outlet, or for want of one the headline.
fn outlet(article: &Head) -> &str {
    head(article.metadata.source.as_deref().unwrap_or_else(|| article.title()), 80)
}

/// Outlet and day.
fn about(article: &Head) -> String {
    let day = article.metadata.published.map(|day| format!(" · {}", words::date(day)));
    format!("{}{}", outlet(article), day.unwrap_or_default())
}
