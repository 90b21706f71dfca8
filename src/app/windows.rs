//! The windows: help, problems, marks. Their lines are made when they open; problems that come later join theirs.

use crate::app::App;
use crate::app::corpus_search::HitOrder;
use crate::app::geometry::{Area, WindowWish, window, window_rows};
use crate::app::keys::Unit;
use crate::app::message::Effect;
use crate::app::page::Anchor;
use crate::app::places::Place;
use crate::app::pointing::inside;
use crate::app::prompt::{editing, paste};
use crate::app::screen::{Screen, ScreenKind};
use crate::app::window::{Line, Window, WindowKind};
use crate::app::window_lines::{line_at, rows};
use crate::input::action::{ACTIONS, Action, Context};
use crate::input::key::{Code, Key, show};
use crate::input::mouse::{Mouse, MouseKind};
use crate::model::problem::Severity;
use crate::store::held::Held;

/// What a new user wants to do first, and the actions that do it one after the other.
const TASKS: &[(&[Action], &str)] = &[
    (&[Action::NextArticle, Action::PageDown], "read: the next article, a page down"),
    (&[Action::Search, Action::SearchAll], "find words here, or in all articles"),
    (&[Action::FindTitle], "go to an article by some letters of its headline"),
    (&[Action::GoToSide, Action::GoToFirstMention, Action::NextHit], "follow a name or an issue through the articles"),
    (&[Action::Compare, Action::NextArticle, Action::Compare], "compare two articles: on the one, then on the other"),
    (&[Action::Board], "see who says what about each issue, in all articles"),
    (&[Action::FilterByTopic, Action::ClearFilter], "read about one topic, outlet or name, and about everything again"),
    (&[Action::FilterByStory], "read only what tells the story of this article"),
    (&[Action::Why], "learn why something is marked"),
    (&[Action::Correct, Action::Undo], "correct what is wrong, and take it back"),
    (&[Action::Copy], "copy a passage, with its source"),
    (&[Action::NextTheme, Action::TextWider], "change the colours, the length of lines"),
    (&[Action::Palette], "do anything by its name"),
];

/// What the marks in the text mean.
const MARKS: &[(&str, &str)] = &[
    ("colour", "a name; each kind has its own, the headings of the side panel show which"),
    ("underline", "a disputed issue; ti underlines all issues, or none"),
    ("┃", "somebody's words, in quotation marks"),
    ("╏", "somebody's words, reported in other words"),
    ("▸", "where the last motion led"),
    ("✎", "a person corrected it"),
];

/// The widths between which windows are changed by key, in cells.
const NARROWEST: u16 = 40;
const WIDEST: u16 = 400;

/// A window as a [`Screen`].
pub struct InWindow;

impl Screen for InWindow {
    fn kind(&self) -> ScreenKind {
        ScreenKind::Window
    }

    fn is_open(&self, app: &App) -> bool {
        app.window.is_some()
    }

    fn contexts(&self, _app: &App) -> &'static [Context] {
        &[Context::Overlay, Context::Anywhere]
    }

    fn is_typing(&self, app: &App) -> bool {
        app.window.as_ref().is_some_and(|w| w.typing)
    }

    fn type_key(&self, app: &mut App, key: Key) -> Vec<Effect> {
        match app.window.as_ref().map(|w| w.kind) {
            Some(WindowKind::Palette) if key.code == Code::Enter => return app.run_chosen(),
            Some(WindowKind::Titles) if key.code == Code::Enter => return app.choose_line(),
            _ => {}
        }
        app.answer_key(key).unwrap_or_else(|| {
            app.window_key(key);
            Vec::new()
        })
    }

    fn paste(&self, app: &mut App, text: &str) -> Vec<Effect> {
        if !app.answer_paste(text) {
            app.window_paste(text);
        }
        Vec::new()
    }

    fn take_key(&self, app: &mut App, key: Key) -> Option<Vec<Effect>> {
        app.topic_key(key).or_else(|| app.copy_key(key)).or_else(|| app.correct_key(key)).or_else(|| app.link_key(key))
    }

    fn mouse(&self, app: &mut App, mouse: Mouse, wheel: Option<isize>) -> Vec<Effect> {
        if let Some(by) = wheel {
            app.move_in_window(Unit::One, by);
        } else if mouse.kind == MouseKind::Press {
            return app.click_window(mouse);
        }
        Vec::new()
    }

    fn perform(&self, app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
        let by = count.unwrap_or(1).min(isize::MAX as usize) as isize;
        match action {
            Action::Down => app.move_in_window(Unit::One, by),
            Action::Up => app.move_in_window(Unit::One, -by),
            Action::HalfPageDown => app.move_in_window(Unit::HalfPage, by),
            Action::HalfPageUp => app.move_in_window(Unit::HalfPage, -by),
            Action::PageDown => app.move_in_window(Unit::Page, by),
            Action::PageUp => app.move_in_window(Unit::Page, -by),
            Action::Top => app.go_to_line(count.unwrap_or(1)),
            Action::Bottom => app.go_to_line(count.unwrap_or(usize::MAX)),
            Action::GoToShare => app.go_to_share_of_window(count),
            Action::Choose => return Some(app.choose_line()),
            Action::SearchOverlay => app.narrow_window(),
            Action::NextLine => app.walk_lines(by),
            Action::PreviousLine => app.walk_lines(-by),
            Action::HitsByRelevance => app.order_hits(HitOrder::Relevance),
            Action::HitsByDate => app.order_hits(HitOrder::Oldest),
            Action::HitsByDateReversed => app.order_hits(HitOrder::Newest),
            Action::HitsAsListed => app.order_hits(HitOrder::List),
            Action::WhyLine => app.say_what_a_line_is_for(),
            Action::Zoom => app.wish_window(|wish| wish.whole = !wish.whole),
            Action::TextNarrower => app.wish_window(|wish| wish.width = wish.width.saturating_sub(4).max(NARROWEST)),
            Action::TextWider => app.wish_window(|wish| wish.width = (wish.width + 4).min(WIDEST)),
            Action::ResetWidths => app.wish_window(|wish| *wish = WindowWish::default()),
            // It is the one of the screen below.
            Action::ToggleSide => return app.screen_under().perform(app, action, count),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn close(&self, app: &mut App) -> Option<Vec<Effect>> {
        app.window.take().map(|_| Vec::new())
    }

    fn cancel(&self, app: &mut App) -> Option<Vec<Effect>> {
        self.close(app)
    }

    fn arrange(&self, _app: &mut App) {}
}

impl App {
    /// The rectangle of a window with so many rows, its border included.
    pub(super) fn area_of_rows(&self, rows: usize) -> Area {
        window(self.size, rows, self.window_wish)
    }

    /// The rectangle of the window that is open, its border included; empty where none is.
    pub fn window_area(&self) -> Area {
        let Some(open) = &self.window else { return Area::default() };
        let width = self.area_of_rows(0).width.saturating_sub(2);
        self.area_of_rows(rows(open, width, usize::from(self.size.1)))
    }

    /// How many rows of lines the window has that is open.
    pub(super) fn rows_of_window(&self) -> usize {
        window_rows(self.window_area())
    }

    /// Changes how large windows are.
    fn wish_window(&mut self, change: impl FnOnce(&mut WindowWish)) {
        change(&mut self.window_wish);
        self.settle_window(0);
    }

    /// A click selects a line, a second one does what Enter does, and one outside of the window closes it.
    fn click_window(&mut self, mouse: Mouse) -> Vec<Effect> {
        let Some(open) = &self.window else { return Vec::new() };
        let area = self.window_area();
        if !inside(area, mouse) {
            return self.screen().close(self).unwrap_or_default();
        }
        let row = usize::from(mouse.y).checked_sub(usize::from(area.y) + 1);
        let rows = window_rows(area);
        let Some(row) = row.filter(|row| *row < rows) else { return Vec::new() };
        let Some(line) = line_at(open, area.width.saturating_sub(2), rows, row) else { return Vec::new() };
        if open.selected == line {
            return if open.kind == WindowKind::Answer {
                self.answer_key(Key::plain(Code::Enter)).unwrap_or_default()
            } else {
                self.choose_line()
            };
        }
        if let Some(open) = &mut self.window {
            open.selected = line;
        }
        Vec::new()
    }

    /// Goes to the line that is `by` further among those that head no others.
    fn walk_lines(&mut self, by: isize) {
        let rows = self.rows_of_window();
        let Some(open) = &mut self.window else { return };
        let is_line = |at: &usize| open.shown.get(*at).and_then(|i| open.lines.get(*i)).is_some_and(|l| !l.heading);
        let steps = by.unsigned_abs();
        let found = if by > 0 {
            (open.selected + 1..open.shown.len()).filter(is_line).take(steps).last()
        } else {
            (0..open.selected.min(open.shown.len())).rev().filter(is_line).take(steps).last()
        };
        match found {
            Some(line) => {
                open.selected = line;
                open.step(0, rows);
            }
            None => self.notice = Some("no further line".into()),
        }
    }

    /// Moves down (or up) in the window. Lines that head others and lines without a target are not chosen: such a window
    /// scrolls like a page.
    fn move_in_window(&mut self, unit: Unit, by: isize) {
        let rows = self.rows_of_window();
        let Some(open) = &mut self.window else { return };
        open.step(by.saturating_mul(unit.of(rows)), rows);
    }

    /// Moves to the `n`-th line from 1; `usize::MAX` is the last.
    fn go_to_line(&mut self, n: usize) {
        let rows = self.rows_of_window();
        let Some(open) = &mut self.window else { return };
        open.step(isize::MIN, rows);
        open.step((n.max(1) - 1).min(isize::MAX as usize) as isize, rows);
    }

    /// Goes to a percentage of the lines.
    fn go_to_share_of_window(&mut self, percent: Option<usize>) {
        let (Some(open), Some(percent)) = (&self.window, percent) else { return };
        let last = open.shown.len().saturating_sub(1);
        self.go_to_line(last.saturating_mul(percent.min(100)) / 100 + 1);
    }

    /// Opens the help: what works here, from the table of actions.
    pub(super) fn open_help(&mut self) {
        let contexts = self.contexts();
        let mut lines = Vec::new();
        if contexts.contains(&Context::Browse) {
            lines.extend(self.task_lines());
        }
        for context in contexts {
            let of_context: Vec<_> = ACTIONS.iter().filter(|e| e.context == *context).collect();
            if of_context.is_empty() {
                continue;
            }
            lines.push(Line::heading(context.name()));
            for entry in of_context {
                let keys: Vec<_> = self.keymap.keys_of(entry.action).map(show).collect();
                if !keys.is_empty() {
                    lines.push(Line { run: Some(entry.action), ..Line::pair(keys.join("  "), entry.doc) });
                }
            }
        }
        lines.push(Line::heading("Counts"));
        lines.push(Line::pair("5j  12G", "a number in front of a motion repeats it, or names the entry or paragraph"));
        self.window = Some(Window::new(WindowKind::Help, "Keys", lines));
    }

    /// What one may want to do, with the keys that do it in a row, and what the marks mean.
    fn task_lines(&self) -> Vec<Line> {
        let key = |action: Action| self.keymap.keys_of(action).next().map(show).unwrap_or_default();
        let mut lines = vec![Line::heading("How to")];
        lines.extend(TASKS.iter().map(|(actions, task)| {
            let keys: Vec<_> = actions.iter().map(|action| key(*action)).collect();
            Line::pair(keys.join("  "), *task)
        }));
        lines.push(Line::heading("What the marks mean"));
        lines.extend(MARKS.iter().map(|(sign, meaning)| Line::pair(*sign, *meaning)));
        lines
    }

    /// Opens the list of problems.
    pub(super) fn open_problems(&mut self) {
        self.window = Some(Window::new(WindowKind::Problems, "Problems", self.problem_lines()));
    }

    /// Takes new problems into their list while it is open.
    pub(super) fn refresh_problems(&mut self) {
        if self.window.as_ref().is_none_or(|w| w.kind != WindowKind::Problems) {
            return;
        }
        let lines = self.problem_lines();
        let rows = self.rows_of_window();
        if let Some(window) = &mut self.window {
            window.replace(lines, rows);
        }
    }

    /// The lines of the list of problems, the worst first.
    fn problem_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let groups =
            [(Severity::Error, "Not read"), (Severity::Warning, "Read with losses"), (Severity::Note, "Notes")];
        for (severity, heading) in groups {
            let of_group: Vec<_> = self.library.problems.iter().filter(|p| p.severity == severity).collect();
            if !of_group.is_empty() {
                lines.push(Line::heading(format!("{heading}: {}", of_group.len())));
                lines.extend(of_group.iter().map(|p| Line::pair("", p.to_string())));
            }
        }
        if lines.is_empty() {
            lines.push(Line::pair("", "No problems: every file was read and every article analysed."));
        }
        lines
    }

    /// Opens the article of the selected problem, or where there is none, its file in the editor.
    fn go_to_problem(&mut self) -> Vec<Effect> {
        let Some(line) = self.window.as_ref().and_then(|w| w.selected_line()) else { return Vec::new() };
        let Some(problem) = self.library.problems.iter().find(|p| p.to_string() == line.right) else {
            return Vec::new();
        };
        let with = |wanted: &dyn Fn(&Held) -> bool| self.library.store().find(wanted);
        // A file may hold many articles: the problem is one of these, or of the file.
        let of_file = || with(&|a| a.path.is_some() && a.path == problem.path);
        let Some(article) = with(&|a| a.problems().contains(problem)).or_else(of_file) else {
            let Some(path) = problem.path.clone() else {
                self.notice = Some("there is neither an article nor a file of this".into());
                return Vec::new();
            };
            return vec![Effect::Edit { path, line: problem.line, words: String::new() }];
        };
        self.window = None;
        self.leave();
        self.go_to(Place { article, anchor: Anchor::default() })
    }

    /// Lists the headings of the open text, the one that one reads below selected.
    pub(super) fn open_outline(&mut self) {
        let (Some(article), Some(id)) = (self.article(), self.reader.article) else { return };
        let page = &self.reader.page;
        let lines: Vec<_> = page
            .headings()
            .iter()
            .map(|(row, span)| {
                let anchor = Anchor::Offset(span.from());
                let paragraph = format!("{}", page.paragraph_at(*row) + 1);
                Line { place: Some(Place { article: id, anchor }), ..Line::pair(paragraph, span.of(&article.text)) }
            })
            .collect();
        if lines.is_empty() {
            self.notice = Some("this text has no headings".into());
            return;
        }
        let here = page.headings().partition_point(|(row, _)| *row <= self.reader.top).saturating_sub(1);
        self.window = Some(Window::new(WindowKind::Outline, "Headings, with the paragraph below", lines));
        self.settle_window(here as isize);
    }

    /// Opens the list of marks.
    pub(super) fn open_marks(&mut self) {
        let mut lines: Vec<_> = self
            .places
            .marks()
            .filter_map(|(letter, place)| {
                let title = self.library.store().head(place.article)?.title().to_owned();
                let right = match self.mark_words(letter, place) {
                    Some((number, words)) if !words.is_empty() => {
                        let number = number.map(|n| format!("¶ {n}  ")).unwrap_or_default();
                        format!("{number}{words} — {title}")
                    }
                    _ => title,
                };
                Some(Line { place: Some(place), ..Line::pair(letter.to_string(), right) })
            })
            .collect();
        if lines.is_empty() {
            lines.push(Line::pair("", "No marks yet: m and a letter mark a place, ' and the letter lead back."));
        }
        self.window = Some(Window::new(WindowKind::Marks, "Marks", lines));
    }

    /// Lets the next keys narrow the lines of the window.
    pub(super) fn narrow_window(&mut self) {
        if let Some(window) = &mut self.window {
            window.typing = true;
        }
    }

    /// Puts pasted text into the query of the window.
    pub(super) fn window_paste(&mut self, text: &str) {
        let Some(window) = &mut self.window else { return };
        paste(&mut window.query, text);
        self.window_query_changed();
    }

    /// Shows what the query of the window lets through, or finds.
    fn window_query_changed(&mut self) {
        match &mut self.window {
            Some(window) if window.kind == WindowKind::Hits => self.search_corpus(),
            Some(window) if window.kind == WindowKind::Palette => self.narrow_palette(),
            Some(window) if window.kind == WindowKind::Titles => self.find_titles(),
            Some(window) if window.kind == WindowKind::Topics => self.narrow_topics(),
            Some(window) => window.narrow(),
            None => {}
        }
    }

    /// A key for the query of the window.
    pub(super) fn window_key(&mut self, key: Key) {
        let rows = self.rows_of_window();
        let Some(window) = &mut self.window else { return };
        match key.code {
            Code::Enter => window.typing = false,
            Code::Esc if window.kind == WindowKind::Palette => self.window = None,
            Code::Backspace if window.kind == WindowKind::Palette && window.query.value().is_empty() => {
                self.window = None;
            }
            Code::Char('s') if key.ctrl && window.kind == WindowKind::Hits => self.next_order_of_hits(),
            Code::Esc if matches!(window.kind, WindowKind::Hits | WindowKind::Titles) => self.window = None,
            Code::Esc => {
                window.typing = false;
                window.query.reset();
                self.window_query_changed();
            }
            Code::Tab if window.kind == WindowKind::Palette => self.complete_palette(),
            Code::Down => window.step(1, rows),
            Code::Up => window.step(-1, rows),
            _ => {
                if let Some(request) = editing(key)
                    && window.query.handle(request).is_some()
                {
                    self.window_query_changed();
                }
            }
        }
    }

    /// Enter in a window: goes where the selected line leads, or filters by the topics that were chosen.
    pub(super) fn choose_line(&mut self) -> Vec<Effect> {
        if self.window.as_ref().is_some_and(|w| w.kind == WindowKind::Topics) {
            return self.accept_topics();
        }
        let line = self.window.as_ref().and_then(|w| w.selected_line());
        if line.is_some_and(|line| line.run.is_some()) {
            return self.run_chosen();
        }
        if let Some((what, text)) = line.and_then(|l| l.copy.clone()) {
            return self.copy(what, text);
        }
        if let Some(step) = line.and_then(|l| l.step.clone()) {
            return self.take_step(*step);
        }
        if self.window.as_ref().is_some_and(|w| w.kind == WindowKind::Problems) {
            return self.go_to_problem();
        }
        if let Some(url) = line.and_then(|l| l.link.clone()) {
            self.window = None;
            return vec![Effect::Browse(url)];
        }
        let Some(place) = line.and_then(|l| l.place) else { return Vec::new() };
        if self.window.as_ref().is_some_and(|w| w.kind == WindowKind::Matches) {
            return self.go_to_match_here(place);
        }
        if let Some(window) = self.window.take_if(|w| w.kind == WindowKind::Hits) {
            return self.go_to_corpus_hit(place, window.selected_line().and_then(|line| line.found.as_deref()));
        }
        self.window = None;
        self.leave();
        self.go_to(place)
    }
}
