//! A board as one line of JSON.

use serde::Serialize;

use crate::export::annotate::{CodePoints, Offsets};
use crate::export::board::Laid;
use crate::export::json;
use crate::export::origin::ArticleLine;
use crate::model::article::Article;
use crate::model::board::{Cell, Passage, Row};
use crate::model::paragraphs::Paragraphs;

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    articles: Vec<ArticleLine<'a>>,
    sheets: Vec<SheetLine<'a>>,
}

#[derive(Serialize)]
struct SheetLine<'a> {
    kind: &'static str,
    rows: Vec<RowLine<'a>>,
}

#[derive(Serialize)]
struct RowLine<'a> {
    name: &'a str,
    note: &'a str,
    differs: bool,
    doubtful: bool,
    looked_for: &'a [String],
    cells: Vec<CellLine<'a>>,
}

#[derive(Serialize)]
struct CellLine<'a> {
    article: u32,
    parts: Vec<PartLine<'a>>,
    passages: Vec<PassageLine<'a>>,
}

#[derive(Serialize)]
struct PartLine<'a> {
    text: &'a str,
    tone: &'static str,
    count: u32,
}

#[derive(Serialize)]
struct PassageLine<'a> {
    span: Offsets,
    cue: Option<Offsets>,
    text: &'a str,
    group: &'a str,
    label: &'a str,
    does: &'a str,
    tone: &'static str,
    reason: String,
    paragraph: Option<u32>,
}

/// The board as one line of JSON, without the newline. Offsets are code points, as in the annotations.
///
/// # Errors
///
/// None that are known; see [`json::line`].
pub fn line(laid: &Laid<'_>) -> serde_json::Result<String> {
    let texts: Vec<Text<'_>> = laid.articles.iter().map(|a| Text::new(a)).collect();
    let row = |row| self::row(laid, &texts, row);
    let sheets = laid.board.sheets.iter();
    json::line(&Line {
        schema: "parallax/1",
        articles: laid.articles.iter().map(|a| ArticleLine::new(a)).collect(),
        sheets: sheets.map(|s| SheetLine { kind: s.kind.name(), rows: s.rows.iter().map(row).collect() }).collect(),
    })
}

/// What offsets of an article mean.
struct Text<'a> {
    points: CodePoints<'a>,
    paragraphs: Paragraphs,
}

impl<'a> Text<'a> {
    fn new(article: &'a Article) -> Self {
        Self { points: CodePoints::new(&article.text), paragraphs: Paragraphs::new(article) }
    }
}

fn row<'a>(laid: &Laid<'a>, texts: &[Text<'_>], row: &'a Row) -> RowLine<'a> {
    let cells = row.cells.iter().map(|c| cell(laid, &texts[c.column as usize], c)).collect();
    RowLine {
        name: &row.name,
        note: &row.note,
        differs: row.differs,
        doubtful: row.doubtful,
        looked_for: &row.looked_for,
        cells,
    }
}

fn cell<'a>(laid: &Laid<'a>, known: &Text<'_>, cell: &'a Cell) -> CellLine<'a> {
    let text = &laid.article(cell).text;
    let passage = |p: &'a Passage| PassageLine {
        span: known.points.of(p.span),
        cue: p.cue.map(|c| known.points.of(c)),
        text: p.span.of(text),
        group: &p.group,
        label: &p.label,
        does: &p.does,
        tone: p.tone.name(),
        reason: p.reason.to_string(),
        paragraph: known.paragraphs.of(p.span),
    };
    let parts = cell.parts.iter().map(|p| PartLine { text: &p.text, tone: p.tone.name(), count: p.count });
    CellLine { article: cell.column, parts: parts.collect(), passages: cell.passages.iter().map(passage).collect() }
}
