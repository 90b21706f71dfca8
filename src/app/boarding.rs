//! What happens on the board: opening it, moving through its cells, going to a passage and coming back.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::App;
use crate::app::board::{BoardAreas, BoardLine, HEAD, Half, Presence, ToldBy};
use crate::app::geometry::{Area, Pane};
use crate::app::keys::Unit;
use crate::app::message::Effect;
use crate::app::prompt::{editing, paste};
use crate::app::reader::{Cursor, Target};
use crate::app::screen::{Screen, ScreenKind};
use crate::app::window::{Line, Window, WindowKind};
use crate::input::action::{Action, Context};
use crate::input::key::{Code, Key};
use crate::input::mouse::{Mouse, MouseKind};
use crate::model::article_id::ArticleId;
use crate::model::board::{Board, COLUMNS, Row, RowOrder, SheetKind};
use crate::store::links::Story;
use crate::text::fold::fold;

/// The board as a [`Screen`].
pub struct OnBoard;

impl Screen for OnBoard {
    fn kind(&self) -> ScreenKind {
        ScreenKind::Board
    }

    fn is_open(&self, app: &App) -> bool {
        app.board.is_shown()
    }

    fn contexts(&self, _app: &App) -> &'static [Context] {
        &[Context::Board, Context::Anywhere]
    }

    fn is_typing(&self, app: &App) -> bool {
        app.board.typing
    }

    fn type_key(&self, app: &mut App, key: Key) -> Vec<Effect> {
        app.board_query_key(key);
        Vec::new()
    }

    fn paste(&self, app: &mut App, text: &str) -> Vec<Effect> {
        app.board_query_paste(text);
        Vec::new()
    }

    fn mouse(&self, app: &mut App, mouse: Mouse, wheel: Option<isize>) -> Vec<Effect> {
        app.mouse_on_board(mouse, wheel)
    }

    fn perform(&self, app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
        app.perform_on_board(action, count)
    }

    fn close(&self, app: &mut App) -> Option<Vec<Effect>> {
        app.board.close().then(|| app.give_up_board())
    }

    fn cancel(&self, app: &mut App) -> Option<Vec<Effect>> {
        if app.clear_board_query() { Some(Vec::new()) } else { self.close(app) }
    }

    fn arrange(&self, app: &mut App) {
        app.arrange_board();
    }
}

impl App {
    /// Shows the board of the articles of the list, on the cell where one was.
    pub(super) fn open_board(&mut self) -> Vec<Effect> {
        if self.list.order.is_empty() {
            self.notice = Some("there is no article to put on the board".into());
            return Vec::new();
        }
        self.board.presence = Presence::Shown;
        self.board.half = Half::Table;
        self.arrange_board();
        let all = self.list.order.len();
        if all > COLUMNS {
            let shown = match self.story_of_board() {
                Some(story) => format!("the story “{}”", story.name),
                None => format!("{COLUMNS} of {all} articles, around the selected one"),
            };
            self.notice = Some(format!("the board shows {shown}: filter the list for others"));
        }
        self.ask_for_board()
    }

    /// The story that the board shows where the list is too long for it: that of the selected article.
    fn story_of_board(&self) -> Option<Story<'_>> {
        self.library.story(*self.list.order.get(self.list.selected)?)
    }

    /// The articles that the board shows, in the order of the list: all of it, or the story of the selected article, or a
    /// page of the list.
    fn articles_of_board(&self) -> Vec<ArticleId> {
        let order = &self.list.order;
        if order.len() <= COLUMNS {
            return order.clone();
        }
        match self.story_of_board() {
            Some(story) => {
                let shown = |id: &&ArticleId| !self.filter.active() || self.filter.shown.contains(**id);
                story.articles.iter().filter(shown).take(COLUMNS).copied().collect()
            }
            None => {
                let page = self.list.selected / COLUMNS * COLUMNS;
                order.iter().skip(page).take(COLUMNS).copied().collect()
            }
        }
    }

    /// Lets a board go that is not done, since nobody waits for it any more.
    fn give_up_board(&mut self) -> Vec<Effect> {
        // The first that comes has one sheet; with the others it is done.
        let done = self.board.board.as_ref().is_some_and(|b| b.articles == self.board.wanted && b.sheets.len() > 1);
        if done || self.board.wanted.is_empty() {
            return Vec::new();
        }
        self.board.wanted.clear();
        vec![Effect::LeaveBoard]
    }

    /// Asks for the board unless the one that is there, or under way, is of the same articles and findings.
    pub(super) fn ask_for_board(&mut self) -> Vec<Effect> {
        let linked = self.library.across().stories.len();
        let known = |id: &ArticleId| id.index() < linked && self.library.is_analysed(*id);
        let wanted: Vec<ArticleId> = self.articles_of_board().into_iter().filter(known).collect();
        if wanted.is_empty() || (wanted == self.board.wanted && !self.board.stale) {
            return Vec::new();
        }
        self.board.stale = false;
        self.board.wanted.clone_from(&wanted);
        vec![Effect::Board(wanted)]
    }

    /// The articles were linked anew: what the board shows is no longer all that is known.
    pub(super) fn board_outdated(&mut self) -> Vec<Effect> {
        self.board.stale = true;
        if self.board.is_shown() { self.ask_for_board() } else { Vec::new() }
    }

    /// Takes in a board; one of other articles than those that were asked for last is dropped, and so is one with fewer
    /// sheets than that of the same articles which is there, since all of them will follow.
    pub(super) fn boarded(&mut self, board: Arc<Board>) {
        let found = |board: &Board| board.sheets.iter().filter(|sheet| sheet.kind != SheetKind::Codes).count();
        let fuller = |there: &Arc<Board>| there.articles == board.articles && found(there) > found(&board);
        if board.articles == self.board.wanted && !self.board.board.as_ref().is_some_and(fuller) {
            let board = self.with_codes(board);
            self.board.replace(board);
            self.choose_columns();
            self.arrange_board();
        }
    }

    /// Computes the rectangles and lays the selected cell out.
    pub(super) fn arrange_board(&mut self) {
        if !self.board.is_shown() {
            return;
        }
        let (width, height) = self.size;
        let body = Area { x: 0, y: height.min(1), width, height: height.saturating_sub(2) };
        let articles = self.board.board.as_ref().map_or(0, |b| b.articles.len());
        let articles = articles.min(self.board.shown.len());
        let wish = (self.board.whole.then_some(self.board.half), self.board.column_width);
        self.board.areas = BoardAreas::new(body, articles, self.board.order.len(), wish);
        let passage = self.board.passage;
        self.show_cell();
        self.board.step_passage(passage as isize);
        if self.board.cell().is_none() {
            self.board.half = Half::Table;
        }
    }

    /// Shows the selected cell and its passages.
    fn show_cell(&mut self) {
        self.board.scroll_to_cell();
        let article = self.board.article().and_then(|id| self.library.store().article(id));
        self.board.lay_passages_out(article.as_deref());
    }

    /// Does what an action does on the board; `None` where it does what it does everywhere.
    fn perform_on_board(&mut self, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
        let by = count.unwrap_or(1).min(isize::MAX as usize) as isize;
        match action {
            Action::Down => self.move_on_board(Unit::One, by),
            Action::Up => self.move_on_board(Unit::One, -by),
            Action::HalfPageDown => self.move_on_board(Unit::HalfPage, by),
            Action::HalfPageUp => self.move_on_board(Unit::HalfPage, -by),
            Action::PageDown => self.move_on_board(Unit::Page, by),
            Action::PageUp => self.move_on_board(Unit::Page, -by),
            Action::Top => self.go_to_board_row(count.unwrap_or(1)),
            Action::Bottom => self.go_to_board_row(count.unwrap_or(usize::MAX)),
            Action::CellLeft => self.go_to_column(self.board.place().saturating_add_signed(by.saturating_neg())),
            Action::CellRight => self.go_to_column(self.board.place().saturating_add_signed(by)),
            Action::FirstColumn => self.go_to_column(0),
            Action::LastColumn => self.go_to_column(usize::MAX),
            Action::OtherHalf => self.change_half(),
            Action::NextSheet => self.turn_sheet(by),
            Action::PreviousSheet => self.turn_sheet(-by),
            Action::GoToPassage => return Some(self.go_to_passage()),
            Action::NarrowRows => self.board.typing = true,
            Action::WhyCell => self.open_why_cell(),
            Action::Zoom | Action::ToggleSide => self.zoom_board(),
            Action::TextNarrower => self.change_column(by.saturating_neg()),
            Action::TextWider => self.change_column(by),
            Action::ResetWidths => {
                self.board.column_width = None;
                self.arrange_board();
            }
            Action::NextRowThatDiffers => self.walk_differing_rows(by),
            Action::PreviousRowThatDiffers => self.walk_differing_rows(-by),
            Action::GoToShare => {
                let last = self.board.order.len().saturating_sub(1);
                self.go_to_board_row(last.saturating_mul(count.unwrap_or(0).min(100)) / 100 + 1);
            }
            Action::SortByDispute => self.sort_board(RowOrder::Dispute, false),
            Action::SortByDisputeReversed => self.sort_board(RowOrder::Dispute, true),
            Action::SortByCoverage => self.sort_board(RowOrder::Coverage, false),
            Action::SortByCoverageReversed => self.sort_board(RowOrder::Coverage, true),
            Action::SortByName => self.sort_board(RowOrder::Name, false),
            Action::SortByNameReversed => self.sort_board(RowOrder::Name, true),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Gives the half with the focus the whole screen, or takes it back.
    fn zoom_board(&mut self) {
        self.board.whole = !self.board.whole;
        self.arrange_board();
    }

    /// Makes the columns wider or narrower.
    fn change_column(&mut self, by: isize) {
        let wider = (self.board.areas.column as isize).saturating_add(by.saturating_mul(2));
        self.board.column_width = Some(wider.clamp(10, 80) as u16);
        self.arrange_board();
        self.notice = Some(format!("columns of {} cells", self.board.areas.column));
    }

    /// Goes to the row that is `by` further among those on which the articles differ.
    fn walk_differing_rows(&mut self, by: isize) {
        let board = &self.board;
        let differs = |at: &usize| board.row_at(*at).is_some_and(|row| row.differs);
        let found = if by > 0 {
            (board.row + 1..board.order.len()).filter(differs).nth(by as usize - 1)
        } else {
            (0..board.row).rev().filter(differs).nth(by.unsigned_abs().max(1) - 1)
        };
        match found {
            Some(row) => {
                self.board.half = Half::Table;
                self.board.row = row;
                self.show_cell();
            }
            None => self.notice = Some("no further row on which the articles differ".into()),
        }
    }

    fn move_on_board(&mut self, unit: Unit, by: isize) {
        match self.board.half {
            Half::Table => {
                let by = by.saturating_mul(unit.of(self.board.areas.rows()));
                self.board.row = self.board.row.saturating_add_signed(by);
                self.show_cell();
            }
            Half::Passages => {
                // Passages are a few rows each.
                let by = by.saturating_mul(unit.of(self.board.areas.lines() / 3));
                self.board.step_passage(by);
            }
        }
    }

    /// Goes to the `n`-th row or passage from 1; `usize::MAX` is the last.
    fn go_to_board_row(&mut self, n: usize) {
        match self.board.half {
            Half::Table => {
                self.board.row = n.max(1) - 1;
                self.show_cell();
            }
            Half::Passages => {
                self.board.passage = 0;
                self.board.step_passage((n.max(1) - 1).min(isize::MAX as usize) as isize);
            }
        }
    }

    /// Goes to the `place`-th of the columns that show, or the last.
    fn go_to_column(&mut self, place: usize) {
        let shown = &self.board.shown;
        self.board.column = shown.get(place).or_else(|| shown.last()).copied().unwrap_or(0);
        self.show_cell();
    }

    fn change_half(&mut self) {
        self.board.half = match self.board.half {
            Half::Table if self.board.cell().is_some() => Half::Passages,
            Half::Table => {
                self.notice = Some("this cell is empty".into());
                Half::Table
            }
            Half::Passages => Half::Table,
        };
        if self.board.whole {
            self.arrange_board();
        }
    }

    /// Shows the sheet that is `by` further, around the end, among those that have rows.
    fn turn_sheet(&mut self, by: isize) {
        let Some(board) = &self.board.board else { return };
        let filled: Vec<usize> = (0..board.sheets.len()).filter(|i| !board.sheets[*i].rows.is_empty()).collect();
        let at = filled.iter().position(|i| *i == self.board.sheet).unwrap_or(0) as isize;
        match filled.get((at + by).rem_euclid(filled.len().max(1) as isize) as usize) {
            Some(next) if *next != self.board.sheet => {
                let next = *next;
                self.board.half = Half::Table;
                self.board.query.reset();
                self.board.show_sheet(next);
                self.choose_columns();
                self.arrange_board();
            }
            _ => self.notice = Some("there is no other sheet: nothing else was found across these articles".into()),
        }
    }

    /// A key for what the rows are narrowed by.
    fn board_query_key(&mut self, key: Key) {
        match key.code {
            Code::Enter => self.board.typing = false,
            Code::Esc => _ = self.clear_board_query(),
            Code::Down => self.move_on_board(Unit::One, 1),
            Code::Up => self.move_on_board(Unit::One, -1),
            _ => {
                if let Some(request) = editing(key)
                    && self.board.query.handle(request).is_some()
                {
                    self.narrow_board();
                }
            }
        }
    }

    /// Puts pasted text into it.
    fn board_query_paste(&mut self, text: &str) {
        paste(&mut self.board.query, text);
        self.narrow_board();
    }

    /// Shows all rows again; returns whether some were hidden or the query was being typed.
    fn clear_board_query(&mut self) -> bool {
        let active = self.board.is_shown() && (self.board.typing || !self.board.query.value().is_empty());
        if active {
            self.board.typing = false;
            self.board.query.reset();
            self.narrow_board();
        }
        active
    }

    fn narrow_board(&mut self) {
        self.board.half = Half::Table;
        self.board.sort();
        self.choose_columns();
        self.arrange_board();
    }

    /// Chooses the columns that show: those that have a cell in a row of this sheet, and whose outlet or headline holds
    /// what stands behind `@` in the query.
    pub(super) fn choose_columns(&mut self) {
        let words: Vec<String> =
            fold(self.board.columns_wanted()).text().split_whitespace().map(str::to_owned).collect();
        let Some((board, sheet)) = self.board.board.clone().zip(self.board.sheet()) else { return };
        let mut filled = vec![false; board.articles.len()];
        let shown = |row: &&Row| self.board.doubtful || !row.doubtful;
        for cell in sheet.rows.iter().filter(shown).flat_map(|row| &row.cells) {
            if let Some(column) = filled.get_mut(cell.column as usize) {
                *column = true;
            }
        }
        let named = |id: ArticleId| {
            let Some(article) = self.library.store().article(id).filter(|_| !words.is_empty()) else { return true };
            let name = format!("{} {}", article.metadata.source.as_deref().unwrap_or_default(), article.title());
            let name = fold(&name);
            words.iter().all(|word| name.text().contains(word.as_str()))
        };
        let columns = board.articles.iter().enumerate().filter(|(i, id)| filled[*i] && named(**id));
        let shown: Vec<usize> = columns.map(|(i, _)| i).collect();
        // Where an outlet has several articles, its name does not tell them apart, and perhaps the day does not either.
        let about = |column: &usize| {
            let data = &self.library.store().head(*board.articles.get(*column)?)?.metadata;
            Some((data.source.as_deref()?, data.published))
        };
        let (mut outlets, mut days) = (HashMap::new(), HashMap::new());
        for (outlet, day) in shown.iter().filter_map(about) {
            *outlets.entry(outlet).or_insert(0) += 1;
            *days.entry((outlet, day)).or_insert(0) += 1;
        }
        let several = |count: Option<&i32>| count.is_some_and(|count| *count > 1);
        let told_by = (0..board.articles.len()).map(|column| match about(&column) {
            Some((outlet, day)) if several(days.get(&(outlet, day))) => ToldBy::Headline,
            Some((outlet, _)) if several(outlets.get(outlet)) => ToldBy::Day,
            _ => ToldBy::Outlet,
        });
        self.board.told_by = told_by.collect();
        self.board.shown = shown;
    }

    fn sort_board(&mut self, by: RowOrder, reversed: bool) {
        (self.board.by, self.board.reversed) = (by, reversed);
        self.board.sort();
        self.show_cell();
    }

    /// Goes to the passage of the cell; where there are several, first to their list.
    pub(super) fn go_to_passage(&mut self) -> Vec<Effect> {
        let Some(passage) = self.board.passages().get(self.board.passage) else {
            self.notice = Some("nothing was found in this text; w says what was looked for".into());
            return Vec::new();
        };
        if self.board.half == Half::Table && self.board.passages().len() > 1 {
            self.board.half = Half::Passages;
            return Vec::new();
        }
        let (span, Some(article)) = (passage.span, self.board.article()) else { return Vec::new() };
        self.leave();
        self.board.presence = Presence::Away;
        let effects = self.open(article);
        self.focus_on(Pane::Text);
        self.put_cursor(Cursor { span, target: Target::Passage });
        // In the top third, wherever it would show already: what stands below it is read next.
        let row = self.reader.page.row_of(span.from());
        self.scroll_to(row.saturating_sub(self.text_rows() / 4));
        effects
    }

    /// Comes back from a passage to its cell. `None` when one was not there.
    pub(super) fn return_to_board(&mut self) -> Option<Vec<Effect>> {
        if self.board.presence != Presence::Away {
            return None;
        }
        self.board.presence = Presence::Shown;
        self.arrange_board();
        Some(self.ask_for_board())
    }

    /// Says why the selected passage stands where it does, or what was looked for.
    fn open_why_cell(&mut self) {
        let (Some(row), Some(sheet)) = (self.board.row_at(self.board.row), self.board.sheet()) else { return };
        let article = self.board.article().and_then(|id| self.library.store().article(id));
        let mut lines = vec![Line::heading(row.name.clone())];
        let kind = sheet.kind;
        let found = format!("in {} of {} articles", row.cells.len(), self.board.wanted.len());
        lines.push(Line::pair(if row.differs { kind.differing() } else { "found" }, found));
        if !row.note.is_empty() {
            lines.push(Line::pair("about it", row.note.clone()));
        }
        match (self.board.passages().get(self.board.passage), article) {
            (Some(passage), Some(article)) => {
                lines.push(Line::heading("This passage"));
                let who = [passage.label.as_str(), passage.does.as_str()].map(str::trim).join(" ");
                let group = Some(&passage.group).filter(|g| !g.is_empty() && **g != passage.label);
                lines.push(Line::pair("says", passage.span.of(&article.text)));
                let pairs = [("who", who.trim().to_owned()), ("together with", group.cloned().unwrap_or_default())];
                let filled = pairs.into_iter().filter(|(_, text)| !text.is_empty());
                lines.extend(filled.map(|(left, right)| Line::pair(left, right)));
                if passage.tone.sign().is_some() {
                    lines.push(Line::pair("direction", passage.tone.name()));
                }
                if let Some(cue) = passage.cue {
                    lines.push(Line::pair("the words", cue.of(&article.text)));
                }
                lines.push(Line::pair("found by", passage.reason.to_string()));
            }
            _ => {
                lines.push(Line::heading("Not found in this text"));
                let words = row.looked_for.iter().map(|w| format!("“{w}”")).collect::<Vec<_>>().join(", ");
                let looked =
                    if words.is_empty() { "it is not among the findings of this article".to_owned() } else { words };
                lines.push(Line::pair("looked for", looked));
            }
        }
        let lines = self.window_lines(lines);
        self.window = Some(Window::new(WindowKind::Why, "Why is this here?", lines));
    }

    /// The mouse did something on the board.
    fn mouse_on_board(&mut self, mouse: Mouse, wheel: Option<isize>) -> Vec<Effect> {
        let areas = self.board.areas;
        let half = if mouse.y >= areas.passages.y { Half::Passages } else { Half::Table };
        let last = |all: usize, visible: usize| all.saturating_sub(visible.max(1));
        match (half, wheel) {
            (Half::Table, Some(by)) => {
                let last = last(self.board.order.len(), areas.rows());
                self.board.top = self.board.top.saturating_add_signed(by).min(last);
            }
            (Half::Passages, Some(by)) => {
                let last = last(self.board.lines.len(), areas.lines());
                self.board.lines_top = self.board.lines_top.saturating_add_signed(by).min(last);
            }
            (_, None) if mouse.kind != MouseKind::Press => {}
            (Half::Table, None) => return self.click_cell(mouse),
            (Half::Passages, None) => return self.click_board_passage(mouse),
        }
        Vec::new()
    }

    /// A click on a cell selects it; a second one does what Enter does.
    fn click_cell(&mut self, mouse: Mouse) -> Vec<Effect> {
        let areas = self.board.areas;
        let Some(row) = mouse.y.checked_sub(areas.table.y + HEAD).map(|y| self.board.top + usize::from(y)) else {
            return Vec::new();
        };
        let right = mouse.x.checked_sub(areas.names).map(|x| usize::from(x / areas.column.max(1)));
        let column = match right {
            Some(right) => self.board.columns().get(right).copied(),
            // The name of a row keeps the column.
            None => Some(self.board.column),
        };
        let (true, Some(column)) = (row < self.board.order.len(), column) else { return Vec::new() };
        let again = (self.board.row, self.board.column, self.board.half) == (row, column, Half::Table);
        self.board.half = Half::Table;
        if again {
            return self.go_to_passage();
        }
        (self.board.row, self.board.column) = (row, column);
        self.show_cell();
        Vec::new()
    }

    fn click_board_passage(&mut self, mouse: Mouse) -> Vec<Effect> {
        let body = self.board.areas.passages.below_heading();
        let line = mouse.y.checked_sub(body.y).map(|y| self.board.lines_top + usize::from(y));
        let Some(passage) = line.and_then(|l| self.board.lines.get(l)).and_then(BoardLine::passage) else {
            return Vec::new();
        };
        let again = self.board.half == Half::Passages && self.board.passage == passage;
        (self.board.half, self.board.passage) = (Half::Passages, passage);
        if again { self.go_to_passage() } else { Vec::new() }
    }
}
