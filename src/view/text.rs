//! The text of the open article.
//!
//! ```text
//! ━━━━━ Goodwill in Anchorage, and no breakthr… ¶ 4/14 ━
//!       Goodwill in Anchorage, and no breakthrough
//!       VOVWORLD · Anh Huyen · 19 Mar 2021 · 512 words
//!
//!    1 │ The most senior diplomats of the United States and
//!      │ China sat down together in Anchorage, Alaska, on …
//!
//!    2 │ The hosts and their guests did not even use the
//!      ┃ same word for it.
//!
//!      ▸ 1 caption, 2 lines of page furniture (o opens)
//! ```
//!
//! Gutter, text and the room at the right never change their place when marks come and go.

use crate::app::App;
use crate::app::geometry::{self, Area, Pane};
use crate::app::page::{Page, Row, RowKind};
use crate::input::action::Action;
use crate::input::key::show;
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::text::cells::{head, truncate};
use crate::text::span::Span;
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::marks::{Marks, RowMarks};
use crate::view::{has_focus, heading_style, position, words};

/// Draws the pane with its heading.
pub fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    let heading = heading_style(theme, has_focus(app, Pane::Text));
    let Some(article) = app.article() else {
        canvas.heading(0, "TEXT", "", heading);
        return nothing_open(app, theme, &mut canvas.below_heading());
    };
    let page = &app.reader.page;
    let marks = Marks::of_reader(app, theme);
    let sheet = Sheet::new(app, theme, &article, page, &marks, canvas.width());
    let width = sheet.gutter + page.width.min(canvas.width().saturating_sub(sheet.gutter));
    let left = if app.zoomed { (canvas.width() - width) / 2 } else { 0 };
    // Where the headline stands right below, it need not be said twice.
    let section = page.heading_at(app.reader.top).map(|span| span.of(&article.text));
    let title = match (app.reader.top, section) {
        // Whoever reads a part shall know it.
        (0, _) => article.metadata.partial.map_or_else(|| "TEXT".to_owned(), |part| format!("TEXT · {}", part.name())),
        (_, None) => article.title().to_owned(),
        (_, Some(section)) => format!("{} › {section}", truncate(head(article.title(), 40), 40)),
    };
    canvas.heading(left + sheet.gutter, &title, &position::paragraph(app), heading);
    let mut whole = canvas.below_heading();
    if app.settings.scrollbars {
        whole.scrollbar(app.reader.top, usize::from(whole.height()), page.len(), theme.rule);
    }
    let mut body = whole.part(left, 0, width, u16::MAX);
    let mut y = 0;
    for row in page.rows().iter().skip(app.reader.top).take(usize::from(body.height())) {
        sheet.row(&mut body, y, *row);
        y += 1;
    }
    if page.paragraphs() == 0 && article.reading_blocks().next().is_none() {
        body.put(sheet.gutter, y + 1, "There is no text in this article.", theme.dim);
    }
}

/// What the rows of one text are drawn with.
pub struct Sheet<'a> {
    app: &'a App,
    theme: &'a Theme,
    article: &'a Article,
    page: &'a Page,
    marks: &'a Marks<'a>,
    /// The passages with notes.
    noted: Vec<Span>,
    /// Cells in front of the text.
    pub gutter: u16,
}

impl<'a> Sheet<'a> {
    /// For a pane of `width` cells.
    pub fn new(
        app: &'a App,
        theme: &'a Theme,
        article: &'a Article,
        page: &'a Page,
        marks: &'a Marks<'a>,
        width: u16,
    ) -> Self {
        let gutter = geometry::gutter(Area { width, ..Area::default() }).min(width);
        let same = app.keep.same(article);
        let noted = same.map(|id| app.keep.passages(id)).unwrap_or_default();
        Self { app, theme, article, page, marks, noted, gutter }
    }

    /// Draws a row of the page at row `y` of the canvas.
    pub fn row(&self, canvas: &mut Canvas<'_>, y: u16, row: Row) {
        let (theme, gutter) = (self.theme, self.gutter);
        match row.kind {
            RowKind::Blank | RowKind::Passages => {}
            RowKind::Title => {
                canvas.put_span(gutter, y, self.article.title(), row.span, |_| theme.strong);
            }
            RowKind::About => {
                canvas.put_span(gutter, y, self.page.about(), row.span, |_| theme.dim);
            }
            RowKind::Fold => {
                let room = usize::from(canvas.width().saturating_sub(gutter));
                canvas.put_cut(gutter, y, &folded(self.app, self.article, row.span), room, theme.dim);
            }
            RowKind::Headline | RowKind::Heading | RowKind::Body | RowKind::Furniture => {
                let base = match row.kind {
                    RowKind::Body => theme.text,
                    RowKind::Furniture => theme.dim,
                    _ => theme.strong,
                };
                let marks = self.marks.row(row.span, base);
                self.draw_gutter(canvas, y, row, &marks);
                canvas.put_span(gutter, y, &self.article.text, row.span, |at| marks.style(at));
            }
        }
    }

    /// The number of a paragraph on its first row, and the bar: thick where somebody speaks.
    fn draw_gutter(&self, canvas: &mut Canvas<'_>, y: u16, row: Row, marks: &RowMarks<'_>) {
        let (theme, gutter) = (self.theme, self.gutter);
        let bar = gutter.saturating_sub(2);
        if row.kind == RowKind::Body && row.number > 0 {
            let number = row.number.to_string();
            // A number that does not fit would be another number: better none.
            if number.len() <= usize::from(bar) {
                canvas.put_right(bar.saturating_sub(u16::from(gutter > 4)), y, &number, theme.dim);
            }
        }
        if marks.cursor_begins_in(row.span) {
            canvas.put(0, y, "▸", theme.strong);
        } else if self.noted.iter().any(|span| row.span.contains(span.from())) {
            canvas.put(0, y, "*", theme.notice);
        }
        match (row.kind, marks.voice.map(|voice| voice.bar(theme))) {
            (_, Some((sign, style))) => canvas.put(bar, y, sign, style),
            (RowKind::Body, None) => canvas.put(bar, y, "│", theme.rule),
            _ => 0,
        };
    }
}

/// What lies behind a fold, and the key that opens it.
fn folded(app: &App, article: &Article, span: Span) -> String {
    let first = article.blocks.partition_point(|b| b.span.from() < span.from());
    let inside = article.blocks[first..].iter().take_while(|b| b.span.to() <= span.to());
    let (mut captions, mut others) = (0, 0);
    for block in inside {
        match block.kind {
            BlockKind::Caption => captions += 1,
            _ => others += 1,
        }
    }
    let what = match (captions, others) {
        (c, 0) => words::count(c, "caption"),
        (0, o) => format!("{} of page furniture", words::count(o, "line")),
        (c, o) => format!("{}, {} of page furniture", words::count(c, "caption"), words::count(o, "line")),
    };
    // Beside another text they stay folded.
    let key = app
        .keymap
        .keys_of(Action::ToggleFolds)
        .next()
        .filter(|_| app.compare.is_none())
        .map(|keys| format!(" ({} opens)", show(keys)));
    format!("▸ {what}{}", key.unwrap_or_default())
}

/// What the pane says when no article is open.
fn nothing_open(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    let lines: &[&str] = if app.library.loading {
        &["Reading files…"]
    } else {
        &[
            "There is nothing to read here.",
            "",
            "Start parallax with a folder or with files:",
            "",
            "    parallax articles/",
            "",
            "It reads plain text, Markdown and JSON Lines,",
            "and a dash reads standard input.",
        ]
    };
    for (y, line) in lines.iter().enumerate() {
        let room = usize::from(canvas.width().saturating_sub(3));
        canvas.put_cut(2, y as u16 + 1, line, room, theme.dim);
    }
}
