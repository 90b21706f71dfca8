//! A board for people at a terminal: a table as wide as the terminal, and below it the passages of its rows.

use crate::export::board::{
    LEGEND, Laid, TABLE, day, more, named, outlet, outlet_and_day, quoted, says_something, who,
};
use crate::export::origin::{origin, pilcrow};
use crate::export::parts::fitted;
use crate::export::plain::Page;
use crate::export::style::Style;
use crate::model::board::{Cell, Row, Sheet, SheetKind};
use crate::model::paragraphs::Paragraphs;
use crate::text::cells::{pad, truncate};

/// The narrowest column of an article, in cells, and the widest.
const COLUMN: (usize, usize) = (16, 32);
/// The narrowest column of names, and the widest.
const NAMES: (usize, usize) = (14, 36);

/// The board as plain text, in lines of at most `width` cells (at least 40). Where not all articles fit beside each
/// other, the table goes on below for the others.
pub fn page(laid: &Laid<'_>, width: u16, style: Style) -> String {
    let mut page = Page { out: String::new(), width: width.max(40), style };
    for (i, article) in laid.articles.iter().enumerate() {
        let lead = format!("{:>3}  ", i + 1);
        let outlet = if article.metadata.source.is_some() { outlet_and_day(article) } else { day(article) };
        let told: Vec<&str> = [outlet.as_str(), article.title()].into_iter().filter(|t| !t.is_empty()).collect();
        page.lines(&lead, "     ", &told.join(" · "), None);
        page.lines("     ", "     ", &origin(article), Some(Style::faint));
    }
    let paragraphs = laid.paragraphs();
    let (articles, texts) = (laid.articles.len(), laid.board.texts());
    if texts < articles {
        let plural = if texts == 1 { "" } else { "s" };
        page.lines("", "", &format!("{articles} articles, {texts} independent text{plural}"), None);
    }
    for sheet in laid.board.sheets.iter().filter(|s| !s.rows.is_empty()) {
        let sure = sheet.sure().count();
        let doubtful = sheet.rows.len() - sure;
        page.section(&format!("{} {sure}", sheet.kind.title()));
        if sheet.kind == SheetKind::Issues {
            page.lines("", "", LEGEND, Some(Style::faint));
        }
        if doubtful > 0 {
            page.lines("", "", &more(doubtful), Some(Style::faint));
        }
        if articles <= TABLE {
            Table::new(laid, sheet, page.width.into()).print(&mut page);
        }
        for row in sheet.sure() {
            passages(&mut page, laid, &paragraphs, sheet, row);
        }
    }
    page.out
}

/// Rows by articles, as many beside each other as there is room for.
struct Table<'a> {
    laid: &'a Laid<'a>,
    sheet: &'a Sheet,
    /// Cells of the names of the rows.
    names: usize,
    /// Cells of the column of an article, with the blanks in front.
    column: usize,
    /// Articles beside each other.
    beside: usize,
}

impl<'a> Table<'a> {
    fn new(laid: &'a Laid<'a>, sheet: &'a Sheet, width: usize) -> Self {
        let names = (width * 3 / 10).clamp(NAMES.0, NAMES.1);
        let count = laid.articles.len().max(1);
        let room = width - names;
        let beside = (room / COLUMN.0).clamp(1, count);
        Self { laid, sheet, names, column: (room / beside).min(COLUMN.1), beside }
    }

    fn print(&self, page: &mut Page) {
        let columns: Vec<usize> = (0..self.laid.articles.len()).collect();
        for some in columns.chunks(self.beside) {
            page.out.push('\n');
            let number = |i: &usize| format!("{} {}", i + 1, outlet(self.laid.articles[*i]));
            self.line(page, "", some.iter().map(number), Some(Style::bold));
            self.line(page, "", some.iter().map(|i| day(self.laid.articles[*i])), Some(Style::faint));
            // A row that none of these articles has would only say so.
            for row in self.sheet.sure().filter(|row| some.iter().any(|i| row.cell(*i).is_some())) {
                let sign = if row.differs { "!" } else { "" };
                let name = format!("{} {sign}", truncate(&row.name, self.names - 3));
                self.line(page, &name, some.iter().map(|i| self.cell(row.cell(*i))), None);
            }
        }
    }

    /// What a cell says, and the number of its passages.
    fn cell(&self, cell: Option<&Cell>) -> String {
        let Some(cell) = cell else { return String::new() };
        let count = cell.passages.len().to_string();
        let room = self.column - 2;
        format!("{} {count}", pad(&fitted(&cell.parts, room - 1 - count.len()), room - 1 - count.len()))
    }

    fn line(
        &self,
        page: &mut Page,
        name: &str,
        cells: impl Iterator<Item = String>,
        emphasis: Option<fn(Style, &str) -> String>,
    ) {
        let mut line = pad(name, self.names);
        for cell in cells {
            line.push_str("  ");
            line.push_str(&pad(&cell, self.column - 2));
        }
        let line = line.trim_end();
        page.out.push_str(&emphasis.map_or_else(|| line.to_owned(), |emphasise| emphasise(page.style, line)));
        page.out.push('\n');
    }
}

/// The passages of a row, by article, and where nothing was found.
fn passages(page: &mut Page, laid: &Laid<'_>, paragraphs: &[Paragraphs], sheet: &Sheet, row: &Row) {
    if !row.cells.iter().flat_map(|c| &c.passages).any(says_something) {
        return;
    }
    let differing = if row.differs { format!(" ({})", sheet.kind.differing()) } else { String::new() };
    page.out.push('\n');
    page.lines("", "", &format!("{}{differing}", row.name), Some(Style::bold));
    if !row.note.is_empty() {
        page.lines("  ", "  ", &row.note, None);
    }
    for cell in row.cells.iter().filter(|c| c.passages.iter().any(says_something)) {
        let article = laid.article(cell);
        page.lines("  ", "  ", &outlet_and_day(article), Some(Style::faint));
        for passage in cell.passages.iter().filter(|p| says_something(p)) {
            let sign = passage.tone.sign().unwrap_or(' ');
            let place = pilcrow(paragraphs[cell.column as usize].of(passage.span));
            let text = format!("{}: {} ({place})", who(passage), passage.span.of(&article.text));
            page.lines(&format!("  {sign} "), "    ", &text, None);
        }
    }
    if row.cells.len() < laid.articles.len() && !row.looked_for.is_empty() {
        let without = named(laid.without(row).map(|i| format!("{} {}", i + 1, outlet(laid.articles[i]))), ", ");
        let line = format!("not found in {without}; looked for {}", quoted(&row.looked_for));
        page.lines("  ", "  ", &line, Some(Style::faint));
    }
}
