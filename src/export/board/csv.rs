//! A board as comma-separated values: one record for each passage.

use crate::export::annotate::CodePoints;
use crate::export::board::{Laid, day};
use crate::export::csv::record;

/// The names of the fields.
const HEADER: [&str; 19] = [
    "sheet",
    "row",
    "differs",
    "article",
    "source",
    "published",
    "title",
    "group",
    "label",
    "does",
    "tone",
    "text",
    "from",
    "to",
    "reason",
    "looked_for",
    "paragraph",
    "url",
    "sha256",
];

/// The header in front of the records.
pub fn header() -> String {
    record(HEADER)
}

/// One record for each passage, by sheet, row and article. An article that has no record for a row has
/// nothing that was found.
pub fn records(laid: &Laid<'_>) -> String {
    let mut out = String::new();
    let points: Vec<CodePoints<'_>> = laid.articles.iter().map(|a| CodePoints::new(&a.text)).collect();
    let paragraphs = laid.paragraphs();
    let hashes: Vec<String> = laid.articles.iter().map(|a| a.hash().to_string()).collect();
    for sheet in &laid.board.sheets {
        for row in &sheet.rows {
            let looked_for = row.looked_for.join("; ");
            let differs = if row.differs { "yes" } else { "no" };
            for (cell, passage) in row.cells.iter().flat_map(|c| c.passages.iter().map(move |p| (c, p))) {
                let article = laid.article(cell);
                let column = cell.column as usize;
                let offsets = points[column].of(passage.span);
                let paragraph = paragraphs[column].of(passage.span).map(|n| n.to_string()).unwrap_or_default();
                let [from, to] = offsets.map(|n| n.to_string());
                out.push_str(&record([
                    sheet.kind.name(),
                    &row.name,
                    differs,
                    &article.id,
                    article.metadata.source.as_deref().unwrap_or_default(),
                    &day(article),
                    article.title(),
                    &passage.group,
                    &passage.label,
                    &passage.does,
                    passage.tone.name(),
                    passage.span.of(&article.text),
                    &from,
                    &to,
                    &passage.reason.to_string(),
                    &looked_for,
                    &paragraph,
                    article.metadata.url.as_deref().unwrap_or_default(),
                    &hashes[column],
                ]));
            }
        }
    }
    out
}
