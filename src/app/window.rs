//! A window of lines on top of the panes: help, problems, marks, why.

use tui_input::Input;

use crate::app::correcting::step::Step;
use crate::app::list::scrolled;
use crate::app::places::Place;
use crate::input::action::Action;
use crate::query::ast::Query;
use crate::text::span::Span;

/// An open window.
#[derive(Debug)]
pub struct Window {
    /// What it shows.
    pub kind: WindowKind,
    /// Its heading.
    pub title: String,
    /// All its lines; [`shown`](Self::shown) are those that the query lets through.
    pub lines: Vec<Line>,
    /// Indices of the lines that show.
    pub shown: Vec<usize>,
    /// The selected line: an index into [`shown`](Self::shown).
    pub selected: usize,
    /// The first line on the screen.
    pub top: usize,
    /// What the lines are narrowed by.
    pub query: Input,
    /// Whether keys go into the query.
    pub typing: bool,
    /// Whether a line was switched on or off since it opened.
    pub switched: bool,
}

/// What a window shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowKind {
    /// Keys and what they do.
    Help,
    /// Problems of files and analyses.
    Problems,
    /// Marks that were set.
    Marks,
    /// Why something is marked.
    Why,
    /// Topics, outlets, names, issues and stories to filter by.
    Topics,
    /// Hits of a search in all articles.
    Hits,
    /// Articles by some letters of their headlines.
    Titles,
    /// Hits of the search in the open article.
    Matches,
    /// What can be copied.
    Copy,
    /// The headings of a text.
    Outline,
    /// All actions, to be run by their names.
    Palette,
    /// What can be corrected.
    Correct,
    /// What a correction needs to be told.
    Answer,
    /// What was written on articles and passages.
    Notes,
    /// Links to open in a browser.
    Links,
    /// What a command printed.
    Output,
    /// What is known of the article.
    Details,
}

/// A line of a window.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Stands in a column of its own at the left (keys, letters); empty for running text.
    pub left: String,
    /// The rest.
    pub right: String,
    /// Whether it heads the lines below it.
    pub heading: bool,
    /// Where Enter leads.
    pub place: Option<Place>,
    /// What Space switches on or off in the filter.
    pub switch: Option<Query>,
    /// What it is called that Enter copies, and the text.
    pub copy: Option<(&'static str, String)>,
    /// What Enter does.
    pub run: Option<Action>,
    /// Words of the right column that stand out, in bytes.
    pub marked: Vec<Span>,
    /// The words of the text that were found there.
    pub found: Option<String>,
    /// What it does to correct something.
    pub step: Option<Box<Step>>,
    /// The address that Enter opens in a browser.
    pub link: Option<String>,
}

impl Line {
    /// A heading.
    pub(super) fn heading(text: impl Into<String>) -> Self {
        Self { right: text.into(), heading: true, ..Self::default() }
    }

    /// A line of two columns.
    pub(super) fn pair(left: impl Into<String>, right: impl Into<String>) -> Self {
        Self { left: left.into(), right: right.into(), ..Self::default() }
    }

    /// Whether this is the same line as `other`; a heading and a switch are, whatever their counts are now.
    fn is(&self, other: &Self) -> bool {
        let name = |line: &Self| line.right.rsplit_once(": ").map_or_else(|| line.right.clone(), |(n, _)| n.to_owned());
        let is_switch = self.switch.is_some() && self.switch == other.switch;
        self == other || is_switch || self.heading && other.heading && name(self) == name(other)
    }
}

impl Window {
    pub(super) fn new(kind: WindowKind, title: impl Into<String>, lines: Vec<Line>) -> Self {
        let shown = (0..lines.len()).collect();
        let (query, typing, title) = (Input::default(), false, title.into());
        let selected = lines.iter().position(|line| !line.heading).unwrap_or(0);
        Self { kind, title, lines, shown, selected, top: 0, query, typing, switched: false }
    }

    /// Lets through the lines that hold every word of the query, with their headings.
    pub(super) fn narrow(&mut self) {
        let words: Vec<String> = self.query.value().split_whitespace().map(str::to_lowercase).collect();
        let hit = |line: &Line| {
            let text = format!("{} {}", line.left, line.right).to_lowercase();
            words.iter().all(|w| text.contains(w))
        };
        self.shown.clear();
        let mut heading = None;
        for (i, line) in self.lines.iter().enumerate() {
            if line.heading {
                heading = Some(i);
            } else if hit(line) {
                self.shown.extend(heading.take());
                self.shown.push(i);
            }
        }
        // What was looked for is a line, not the heading above it.
        let heads = |i: &usize| self.lines.get(*i).is_some_and(|line| line.heading);
        self.selected = self.shown.iter().position(|i| !heads(i)).unwrap_or(0);
        self.top = 0;
    }

    /// Puts other lines in place of the present ones, within `rows` rows of the window. The query stays, and so does the
    /// selected line, at its height on the screen, if it is among them.
    pub(super) fn replace(&mut self, lines: Vec<Line>, rows: usize) {
        let (before, height) = (self.selected_line().cloned(), self.selected.saturating_sub(self.top));
        self.lines = lines;
        self.narrow();
        let found = before.and_then(|b| self.shown.iter().position(|i| self.lines.get(*i).is_some_and(|l| l.is(&b))));
        self.selected = found.unwrap_or(0);
        self.top = self.selected.saturating_sub(height);
        self.step(0, rows);
    }

    /// Moves the selection by `by` lines, within `rows` rows of the window.
    pub(super) fn step(&mut self, by: isize, rows: usize) {
        let last = self.shown.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
        self.top = scrolled(self.top, self.selected, rows.max(1), self.shown.len());
    }

    /// The selected line.
    pub fn selected_line(&self) -> Option<&Line> {
        self.lines.get(*self.shown.get(self.selected)?)
    }
}
