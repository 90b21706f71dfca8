//! How the lines of a window lie in it: two columns, of which the right one wraps. Drawing and clicks ask the same.

use crate::app::geometry::hit_column;
use crate::app::window::{Line, Window, WindowKind};
use crate::text::cells::head;
use crate::text::span::Span;
use crate::text::wrap::wrap;

/// Cells of the left column where there is room.
const LEFT: u16 = 18;
/// Cells of the left column where it holds one letter and a tick.
const LETTER: u16 = 5;
/// Cells of the left column where it holds the number of a paragraph.
const PARAGRAPH: u16 = 8;
/// Cells of the left column where it holds a day.
const DAY: u16 = 13;
/// Cells that the left column has in any case, as far as it wants them.
const LEAST: u16 = 16;
/// How many rows one line may take.
const MOST_ROWS: usize = 6;

/// One line of a window, wrapped.
#[derive(Debug)]
pub struct Wrapped<'a> {
    /// The line.
    pub line: &'a Line,
    /// Where the right column begins, behind the mark of the selection.
    pub column: u16,
    /// The beginning of the right column that is wrapped.
    pub right: &'a str,
    /// Its rows.
    pub rows: Vec<Span>,
    /// Whether it is a hit, whose left column ends where the right one begins.
    pub hits: bool,
}

impl<'a> Wrapped<'a> {
    /// A line in so many columns.
    pub fn new(window: &'a Window, line: &'a Line, width: u16) -> Self {
        // The lines of this window are already wrapped: those that go on have nothing at the left.
        let goes_on = window.kind == WindowKind::Why && !line.heading;
        let left = match window.kind {
            WindowKind::Topics
            | WindowKind::Marks
            | WindowKind::Copy
            | WindowKind::Outline
            | WindowKind::Correct
            | WindowKind::Links => LETTER,
            WindowKind::Notes => PARAGRAPH,
            WindowKind::Titles => DAY,
            _ => LEFT,
        };
        let hits = matches!(window.kind, WindowKind::Hits | WindowKind::Matches) && line.place.is_some();
        let column = if hits {
            hit_column(width)
        } else if line.left.is_empty() && !goes_on && left != LETTER {
            0
        } else {
            left.min((width / 3).max(LEAST))
        };
        let room = width.saturating_sub(2 + column).max(1);
        let right = head(&line.right, usize::from(room) * MOST_ROWS);
        let mut rows = Vec::new();
        wrap(right, Span::new(0, right.len()), room, &mut rows);
        rows.truncate(MOST_ROWS);
        Self { line, column, right, rows, hits }
    }

    /// How many rows it takes.
    pub fn height(&self) -> usize {
        self.rows.len().max(1)
    }
}

/// How many rows the lines of a window take in so many columns, or `most` where they take more.
pub(super) fn rows(window: &Window, width: u16, most: usize) -> usize {
    let mut rows = 0;
    for line in &window.lines {
        if rows >= most {
            return most;
        }
        rows += Wrapped::new(window, line, width).height();
    }
    rows.min(most)
}

/// The lines that show in so many columns and rows, by their places among those that the query lets through, from top to
/// bottom. The selected one is among them.
pub fn on_screen(window: &Window, width: u16, height: usize) -> Vec<(usize, Wrapped<'_>)> {
    let wrapped = |i: usize| Some(Wrapped::new(window, window.lines.get(*window.shown.get(i)?)?, width));
    // Lines may take several rows: begin later where the selected one would fall off the end.
    let mut first = window.selected;
    let mut used = wrapped(first).map_or(0, |w| w.height());
    while first > window.top {
        used += wrapped(first - 1).map_or(0, |w| w.height());
        if used > height {
            break;
        }
        first -= 1;
    }
    let mut rows = 0;
    let mut out = Vec::new();
    for i in first..window.shown.len() {
        if rows >= height {
            break;
        }
        let Some(line) = wrapped(i) else { break };
        rows += line.height();
        out.push((i, line));
    }
    out
}

/// The line on a row of those that show.
pub(super) fn line_at(window: &Window, width: u16, height: usize, row: usize) -> Option<usize> {
    let mut end = 0;
    on_screen(window, width, height).into_iter().find_map(|(i, line)| {
        end += line.height();
        (row < end).then_some(i)
    })
}
