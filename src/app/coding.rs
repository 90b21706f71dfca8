//! The codes of notes as a sheet of the board: code by article.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::App;
use crate::app::keep::On;
use crate::model::board::{Board, Cell, Part, Passage, Row, Sheet, SheetKind, Tone};
use crate::model::reason::Reason;
use crate::text::span::Span;

impl App {
    /// A board with the sheet of codes behind the others, if there are any in its articles. A board whose other sheets are
    /// still to come stays as it is.
    pub(super) fn with_codes(&self, board: Arc<Board>) -> Arc<Board> {
        if self.keep.placed.is_empty() || board.sheets.len() < 2 {
            return board;
        }
        let mut rows: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
        for (column, id) in board.articles.iter().enumerate() {
            for (_, note, on) in self.keep.notes_on(*id) {
                let article = self.library.store().article(*id);
                let text = article.as_ref().map_or("", |article| article.text.as_str());
                let span = match on {
                    On::Passage(span) => span,
                    // Where the article as a whole has the code, its beginning stands for it.
                    On::Article => Span::new(0, text.trim_start().lines().next().map_or(0, str::len)),
                    On::Lost => continue,
                };
                for code in note.codes() {
                    let passage = Passage {
                        span,
                        cue: None,
                        group: String::new(),
                        label: note.text.split_whitespace().collect::<Vec<_>>().join(" "),
                        does: String::new(),
                        tone: Tone::Plain,
                        reason: Reason::rule("your note"),
                    };
                    let cells = rows.entry(code.to_owned()).or_default();
                    match cells.last_mut().filter(|cell| cell.column as usize == column) {
                        Some(cell) => cell.passages.push(passage),
                        None => cells.push(Cell { column: column as u32, parts: Vec::new(), passages: vec![passage] }),
                    }
                }
            }
        }
        if rows.is_empty() {
            return board;
        }
        let row = |(name, mut cells): (String, Vec<Cell>)| {
            for cell in &mut cells {
                let count = cell.passages.len() as u32;
                let part = Part { text: count.to_string(), tone: Tone::Plain, party: false, count };
                cell.parts.push(part);
            }
            let differs = cells.len() < board.articles.len();
            Row { name: format!("#{name}"), differs, cells, ..Row::default() }
        };
        let rows = rows.into_iter().map(row).collect();
        let mut board = Arc::unwrap_or_clone(board);
        board.sheets.push(Sheet { kind: SheetKind::Codes, rows });
        Arc::new(board)
    }
}
