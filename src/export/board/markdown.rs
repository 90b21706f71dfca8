//! A board as Markdown: a table for each sheet, and below it the passages of its rows.

use std::fmt::Write as _;

use crate::export::board::{LEGEND, Laid, TABLE, more, named, outlet_and_day, quoted, says_something, who};
use crate::export::markdown::escape;
use crate::export::origin::{origin, pilcrow};
use crate::export::parts::fitted;
use crate::model::board::{Row, Sheet, SheetKind};
use crate::model::paragraphs::Paragraphs;

/// The board as Markdown.
pub fn document(laid: &Laid<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail, here and below.
    for article in laid.articles {
        let told = [outlet_and_day(article), article.title().to_owned(), origin(article)];
        let _ = writeln!(out, "- {}", told.map(|part| escape(&part)).join(" · "));
    }
    out.push('\n');
    out.push_str(&sheets(laid));
    out
}

/// The same without the list of its articles.
pub fn sheets(laid: &Laid<'_>) -> String {
    let mut out = String::new();
    let paragraphs = laid.paragraphs();
    for sheet in laid.board.sheets.iter().filter(|s| !s.rows.is_empty()) {
        let _ = writeln!(out, "## {}\n", sheet.kind.title());
        if sheet.kind == SheetKind::Issues {
            let _ = writeln!(out, "{}\n", escape(LEGEND));
        }
        let doubtful = sheet.rows.len() - sheet.sure().count();
        if doubtful > 0 {
            let _ = writeln!(out, "{}\n", escape(&more(doubtful)));
        }
        if laid.articles.len() <= TABLE {
            table(&mut out, laid, sheet);
        }
        for row in sheet.sure() {
            passages(&mut out, laid, &paragraphs, sheet, row);
        }
    }
    out
}

fn table(out: &mut String, laid: &Laid<'_>, sheet: &Sheet) {
    let heads = laid.articles.iter().map(|a| escape(&outlet_and_day(a)));
    let _ = writeln!(out, "| | {} |", heads.collect::<Vec<_>>().join(" | "));
    let _ = writeln!(out, "|---|{}", "---|".repeat(laid.articles.len()));
    for row in sheet.sure() {
        let cell = |column| row.cell(column).map_or_else(String::new, |c| escape(&fitted(&c.parts, usize::MAX)));
        let cells: Vec<_> = (0..laid.articles.len()).map(cell).collect();
        let name = escape(&row.name);
        let name = if row.differs { format!("**{name}**") } else { name };
        let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
    }
    out.push('\n');
}

fn passages(out: &mut String, laid: &Laid<'_>, paragraphs: &[Paragraphs], sheet: &Sheet, row: &Row) {
    let all = || row.cells.iter().flat_map(|c| c.passages.iter().map(move |p| (c, p)));
    if !all().any(|(_, p)| says_something(p)) {
        return;
    }
    let differing = if row.differs { format!(" ({})", sheet.kind.differing()) } else { String::new() };
    let _ = writeln!(out, "### {}{differing}\n", escape(&row.name));
    if !row.note.is_empty() {
        let _ = writeln!(out, "{}\n", escape(&row.note));
    }
    for (cell, passage) in all().filter(|(_, p)| says_something(p)) {
        let article = laid.article(cell);
        let sign = passage.tone.sign().map(|s| format!("{s} ")).unwrap_or_default();
        let (who, text) = (escape(&who(passage)), escape(passage.span.of(&article.text)));
        let place = pilcrow(paragraphs[cell.column as usize].of(passage.span));
        let _ = writeln!(out, "- {sign}**{who}** ({}, {place}): {text}", escape(&outlet_and_day(article)));
    }
    if row.cells.len() < laid.articles.len() && !row.looked_for.is_empty() {
        let without = named(laid.without(row).map(|column| escape(&outlet_and_day(laid.articles[column]))), "; ");
        let words = escape(&quoted(&row.looked_for));
        let _ = writeln!(out, "\nNot found in {without}; looked for {words}.");
    }
    out.push('\n');
}
