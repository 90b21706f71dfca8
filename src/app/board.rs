//! The board on the screen: rows by articles above, the passages of the selected cell below.

use std::sync::Arc;

use tui_input::Input;

use crate::app::geometry::Area;
use crate::app::list::scrolled;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::board::{Board, Cell, Passage, Row, RowOrder, Sheet};
use crate::text::fold::fold;
use crate::text::span::Span;
use crate::text::wrap::wrap;

/// Rows above the rows of the table: its heading, outlets and days.
pub const HEAD: u16 = 3;
/// Cells in front of the words of a passage.
pub const INDENT: u16 = 4;
/// The narrowest column of an article, in cells, with a blank behind it.
const NARROWEST: u16 = 18;
/// The widest.
const WIDEST: u16 = 36;
/// How many passages of a cell are shown; more of them nobody reads.
const PASSAGES: usize = 200;

/// State of the board. It stays when it is closed, so that it opens again at once and on the same cell.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a state of its own")]
pub struct BoardScreen {
    /// Whether it is on the screen.
    pub presence: Presence,
    /// The board; `None` until it has been computed.
    pub board: Option<Arc<Board>>,
    /// How many texts its articles are, copies counted once.
    pub texts: usize,
    /// The articles that were asked for.
    pub(super) wanted: Vec<ArticleId>,
    /// Whether the articles are linked anew since it was asked for.
    pub(super) stale: bool,
    /// The sheet that shows, as an index.
    pub sheet: usize,
    /// Its rows in their order.
    pub order: Vec<u32>,
    /// By what they are in order.
    pub by: RowOrder,
    /// Whether they stand the other way round.
    pub reversed: bool,
    /// What their names are narrowed by.
    pub query: Input,
    /// Whether keys go into it.
    pub typing: bool,
    /// The names of all rows of the sheet, folded.
    names: Vec<String>,
    /// The selected row: an index into [`order`](Self::order).
    pub row: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Whether rows show that may be none.
    pub doubtful: bool,
    /// How many do not.
    pub hidden: usize,
    /// The columns that show, in their order: those that have cells and that the query lets through.
    pub shown: Vec<usize>,
    /// By what each column of the board is told from the others.
    pub told_by: Vec<ToldBy>,
    /// The selected column.
    pub column: usize,
    /// The first on the screen: an index into [`shown`](Self::shown).
    pub left: usize,
    /// Whether the half with the focus has the whole screen.
    pub whole: bool,
    /// Cells of a column, where somebody has changed it.
    pub column_width: Option<u16>,
    /// Which half has the focus.
    pub half: Half,
    /// The selected passage of the cell.
    pub passage: usize,
    /// What the lower half shows.
    pub lines: Vec<BoardLine>,
    /// Its first line on the screen.
    pub lines_top: usize,
    /// Where everything lies.
    pub areas: BoardAreas,
}

/// By what the column of an article is told from the other columns that show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ToldBy {
    /// By its outlet.
    #[default]
    Outlet,
    /// By outlet and day.
    Day,
    /// By its headline.
    Headline,
}

/// Whether the board is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// It is closed.
    #[default]
    Closed,
    /// It takes the place of the panes.
    Shown,
    /// The text shows a passage that was opened from it, and leads back to it.
    Away,
}

/// A half of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Half {
    /// Rows by articles.
    #[default]
    Table,
    /// The passages of a cell.
    Passages,
}

/// A line of the lower half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardLine {
    /// What the passages below are put together by: the group of this passage.
    Group(usize),
    /// Who does what, of this passage.
    Who(usize),
    /// Words of this passage.
    Words(usize, Span),
    /// So many further passages are not shown.
    More(usize),
}

/// Where the parts of the board lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoardAreas {
    /// The table, its heading included.
    pub table: Area,
    /// The passages, their heading included.
    pub passages: Area,
    /// Columns of the names of the rows.
    pub names: u16,
    /// Columns of one article.
    pub column: u16,
    /// How many articles show beside each other; at least 1.
    pub beside: usize,
}

impl BoardAreas {
    /// Divides `body`, the screen without header and status, for so many articles and rows. `wish` is the half that has the
    /// whole screen, if one has, and the width of a column.
    pub fn new(body: Area, articles: usize, rows: usize, wish: (Option<Half>, Option<u16>)) -> Self {
        let (whole, width) = wish;
        let least = (body.height * 2 / 5).max(4).min(body.height.saturating_sub(HEAD + 1));
        // A table with few rows leaves its room to the passages.
        let wanted = HEAD + rows.clamp(3, usize::from(u16::MAX - HEAD)) as u16 + 1;
        let upper = match whole {
            None => (body.height - least).min(wanted),
            Some(Half::Table) => body.height,
            Some(Half::Passages) => 0,
        };
        let lower = body.height - upper;
        let names = (body.width * 28 / 100).clamp(14, 40).min(body.width);
        let room = body.width - names;
        let least = width.unwrap_or(NARROWEST).clamp(1, room.max(1));
        let beside = usize::from(room / least).clamp(1, articles.max(1));
        Self {
            table: Area { height: upper, ..body },
            passages: Area { y: body.y + upper, height: lower, ..body },
            names,
            column: width.map_or((room / beside as u16).min(WIDEST), |width| width.min(room)),
            beside,
        }
    }

    /// Rows of the table that show.
    pub fn rows(&self) -> usize {
        usize::from(self.table.height.saturating_sub(HEAD))
    }

    /// Lines of the passages that show.
    pub fn lines(&self) -> usize {
        usize::from(self.passages.below_heading().height)
    }
}

impl BoardScreen {
    /// Whether it takes the place of the panes.
    pub fn is_shown(&self) -> bool {
        self.presence == Presence::Shown
    }

    /// Closes it; returns whether it was shown.
    pub(super) fn close(&mut self) -> bool {
        let shown = self.is_shown();
        if shown {
            self.presence = Presence::Closed;
        }
        shown
    }

    /// The sheet that shows.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.board.as_ref()?.sheets.get(self.sheet)
    }

    /// The row at a place of the order.
    pub fn row_at(&self, place: usize) -> Option<&Row> {
        self.sheet()?.rows.get(*self.order.get(place)? as usize)
    }

    /// The selected cell; `None` where nothing was found.
    pub fn cell(&self) -> Option<&Cell> {
        self.row_at(self.row)?.cell(self.column)
    }

    /// The passages of the selected cell, as many as show.
    pub fn passages(&self) -> &[Passage] {
        let all = self.cell().map_or(&[][..], |cell| &cell.passages);
        &all[..all.len().min(PASSAGES)]
    }

    /// The article of the selected column.
    pub fn article(&self) -> Option<ArticleId> {
        self.board.as_ref()?.articles.get(self.column).copied()
    }

    /// The columns on the screen.
    pub fn columns(&self) -> &[usize] {
        let all = self.shown.len();
        &self.shown[self.left.min(all)..(self.left + self.areas.beside).min(all)]
    }

    /// Which of the columns that show is selected; the first where none is.
    pub fn place(&self) -> usize {
        self.shown.iter().position(|column| *column == self.column).unwrap_or(0)
    }

    /// What the columns are narrowed by: the query from an `@` on.
    pub(super) fn columns_wanted(&self) -> &str {
        self.query.value().split_once('@').map_or("", |(_, columns)| columns)
    }

    /// Takes in a board. What was selected stays so where it still exists.
    pub(super) fn replace(&mut self, board: Arc<Board>) {
        let kind = self.sheet().map(|s| s.kind);
        let name = self.row_at(self.row).map(|r| r.name.clone());
        let article = self.article();
        self.column = article.and_then(|a| board.articles.iter().position(|b| *b == a)).unwrap_or(0);
        let sheet = kind.and_then(|k| board.sheets.iter().position(|s| s.kind == k)).unwrap_or(0);
        self.texts = board.texts();
        self.board = Some(board);
        self.show_sheet(sheet);
        let same = name.and_then(|n| (0..self.order.len()).find(|i| self.row_at(*i).is_some_and(|r| r.name == n)));
        self.row = same.unwrap_or(0);
    }

    /// Shows a sheet from its first row on.
    pub(super) fn show_sheet(&mut self, sheet: usize) {
        self.sheet = sheet;
        let rows = self.sheet().map_or(&[][..], |s| &s.rows);
        self.names = rows.iter().map(|row| fold(&row.name).text().to_owned()).collect();
        self.sort();
        (self.row, self.top) = (0, 0);
    }

    /// Puts the rows that the query lets through in order anew, the selected one still selected.
    pub(super) fn sort(&mut self) {
        let selected = self.order.get(self.row).copied();
        self.order = self.sheet().map(|s| s.ordered(self.by, self.reversed)).unwrap_or_default();
        let query = fold(self.query.value().split('@').next().unwrap_or_default());
        let words: Vec<&str> = query.text().split(' ').filter(|w| !w.is_empty()).collect();
        if !words.is_empty() {
            self.order.retain(|row| words.iter().all(|word| self.names[*row as usize].contains(word)));
        }
        // Whoever looks for a name gets all that have it.
        let all = self.order.len();
        if !self.doubtful && words.is_empty() {
            let rows = self.board.as_ref().and_then(|board| board.sheets.get(self.sheet)).map_or(&[][..], |s| &s.rows);
            self.order.retain(|row| rows.get(*row as usize).is_some_and(|row| !row.doubtful));
        }
        self.hidden = all - self.order.len();
        self.row = selected.and_then(|row| self.order.iter().position(|r| *r == row)).unwrap_or(0);
    }

    /// Scrolls as little as needed for the selected cell to show.
    pub(super) fn scroll_to_cell(&mut self) {
        self.row = self.row.min(self.order.len().saturating_sub(1));
        let place = self.place();
        self.column = self.shown.get(place).copied().unwrap_or(0);
        self.top = scrolled(self.top, self.row, self.areas.rows().max(1), self.order.len());
        self.left = scrolled(self.left, place, self.areas.beside.max(1), self.shown.len());
    }

    /// Lays the passages of the selected cell out, the first of them selected. `article` is that of the column.
    pub(super) fn lay_passages_out(&mut self, article: Option<&Article>) {
        let width = self.areas.passages.width.saturating_sub(INDENT + 1).max(1);
        let mut lines = Vec::new();
        let passages = self.passages();
        for (i, passage) in passages.iter().enumerate() {
            let other = i == 0 || passages[i - 1].group != passage.group;
            if other && !passage.group.is_empty() {
                lines.push(BoardLine::Group(i));
            }
            if !(passage.label.is_empty() && passage.does.is_empty()) {
                lines.push(BoardLine::Who(i));
            }
            let mut rows = Vec::new();
            if let Some(article) = article {
                wrap(&article.text, passage.span, width, &mut rows);
            }
            lines.extend(rows.into_iter().map(|row| BoardLine::Words(i, row)));
        }
        let hidden = self.cell().map_or(0, |cell| cell.passages.len()) - passages.len();
        lines.extend((hidden > 0).then_some(BoardLine::More(hidden)));
        self.lines = lines;
        self.passage = 0;
        self.lines_top = 0;
    }

    /// Moves the selection in the lower half by `by` passages.
    pub(super) fn step_passage(&mut self, by: isize) {
        let last = self.passages().len().saturating_sub(1);
        self.passage = self.passage.saturating_add_signed(by).min(last);
        self.show_passage();
    }

    /// Scrolls as little as needed for the selected passage to show, its beginning before all.
    pub(super) fn show_passage(&mut self) {
        let of = |line: &BoardLine| line.passage() == Some(self.passage);
        let first = self.lines.iter().position(of).unwrap_or(0);
        let last = self.lines.iter().rposition(of).unwrap_or(first);
        let visible = self.areas.lines().max(1);
        self.lines_top = scrolled(self.lines_top, last, visible, self.lines.len()).min(first);
    }
}

impl BoardLine {
    /// The passage that it belongs to.
    pub fn passage(&self) -> Option<usize> {
        match self {
            Self::Group(i) | Self::Who(i) | Self::Words(i, _) => Some(*i),
            Self::More(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_lie_inside_and_apart_at_every_size() {
        for width in 0..180 {
            for height in 0..60 {
                for articles in [0, 1, 2, 7, 5_000] {
                    let body = Area { x: 0, y: 1, width, height };
                    let whole = [None, Some(Half::Table), Some(Half::Passages)][usize::from(width % 3)];
                    let column = (width % 4 == 0).then_some(width);
                    let areas = BoardAreas::new(body, articles, articles / 2, (whole, column));
                    let (upper, lower) = (areas.table, areas.passages);
                    assert_eq!((upper.width, lower.width), (width, width));
                    assert_eq!(upper.height + lower.height, height, "{body:?}");
                    assert_eq!(lower.y, upper.y + upper.height);
                    let used = usize::from(areas.names) + areas.beside * usize::from(areas.column);
                    assert!(areas.beside >= 1 && used <= usize::from(width), "{body:?} {areas:?}");
                }
            }
        }
    }
}
