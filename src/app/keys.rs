//! From key presses to actions, and what each action does.

use crate::app::App;
use crate::app::filter::SortKey;
use crate::app::geometry::{NARROWEST, Pane, text_columns, window, window_rows};
use crate::app::list::ENTRY_ROWS;
use crate::app::message::Effect;
use crate::app::walking::Step;
use crate::input::action::{Action, Context};
use crate::input::key::{Code, Key, show};
use crate::input::keymap::Match;
use crate::input::layouts::latin;

/// How many cells `<` and `>` move an edge, and `-` and `+` change the length of lines by.
const EDGE: isize = 2;

impl App {
    /// A key was pressed.
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        // There is always a way out, whatever is open and however keys are bound.
        if key.ctrl && key.code == Code::Char('c') {
            return vec![Effect::Quit];
        }
        if self.search.typing {
            self.search_key(key);
            return Vec::new();
        }
        if self.filter.line.is_some() {
            return self.query_key(key);
        }
        if self.board.typing && self.window.is_none() {
            self.board_query_key(key);
            return Vec::new();
        }
        if self.window.as_ref().is_some_and(|w| w.typing) {
            self.window_key(key);
            return Vec::new();
        }
        if let Some(effects) = self.topic_key(key) {
            return effects;
        }
        if let Some(action) = self.awaiting.take() {
            return self.letter(action, key);
        }
        if key.code == Code::Esc && (self.count.is_some() || !self.pending.is_empty()) {
            self.count = None;
            self.pending.clear();
            return Vec::new();
        }
        if self.pending.is_empty() && self.digit(key) {
            return Vec::new();
        }
        self.pending.push(key);
        let mut found = self.keymap.find(self.contexts(), &self.pending);
        if found == Match::None
            && let Some(latin) = key.typed().and_then(latin)
        {
            // A letter of another script that is bound to nothing stands for the key that typed it.
            self.pending.pop();
            self.pending.push(Key::char(latin));
            found = self.keymap.find(self.contexts(), &self.pending);
        }
        match found {
            Match::Prefix => Vec::new(),
            Match::Action(action) => {
                self.pending.clear();
                let count = self.count.take();
                self.perform(action, count)
            }
            Match::None => {
                let help = self.keymap.keys_of(Action::Help).next().map(|k| format!("; {} shows what does", show(k)));
                self.notice = Some(format!("{} does nothing here{}", show(&self.pending), help.unwrap_or_default()));
                self.pending.clear();
                self.count = None;
                Vec::new()
            }
        }
    }

    /// Text was pasted: it goes where text is typed, and nowhere else.
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        if self.search.typing {
            self.search_paste(text);
        } else if self.filter.line.is_some() {
            return self.query_paste(text);
        } else if self.board.typing {
            self.board_query_paste(text);
        } else if self.window.as_ref().is_some_and(|w| w.typing) {
            self.window_paste(text);
        }
        Vec::new()
    }

    /// Takes a key as a digit of the count in front of a motion.
    fn digit(&mut self, key: Key) -> bool {
        let digit = key.typed().and_then(|c| c.to_digit(10));
        match (digit, self.count) {
            (None, _) | (Some(0), None) => false,
            (Some(digit), count) => {
                let longer = count.unwrap_or(0).saturating_mul(10).saturating_add(digit as usize);
                self.count = Some(longer.min(9_999_999));
                true
            }
        }
    }

    /// Where keys are looked up now, the most specific context first.
    pub fn contexts(&self) -> &'static [Context] {
        if self.window.is_some() {
            return &[Context::Overlay, Context::Anywhere];
        }
        if self.board.is_shown() {
            return &[Context::Board, Context::Anywhere];
        }
        if self.compare.is_some() {
            return &[Context::Compare, Context::Panes, Context::Anywhere];
        }
        match self.focus {
            Pane::List => &[Context::List, Context::Browse, Context::Panes, Context::Anywhere],
            Pane::Text => &[Context::Text, Context::Browse, Context::Panes, Context::Anywhere],
            Pane::Side => &[Context::Side, Context::Browse, Context::Panes, Context::Anywhere],
        }
    }

    /// The letter behind `m` or `'`.
    fn letter(&mut self, action: Action, key: Key) -> Vec<Effect> {
        let Some(letter) = key.typed().filter(|c| !c.is_whitespace()) else { return Vec::new() };
        if action == Action::SetMark {
            if let Some(here) = self.here() {
                self.places.set_mark(letter, here);
                self.filter.reading.marked.insert(here.article);
                self.notice = Some(format!("marked as {letter}"));
            }
            return Vec::new();
        }
        if letter == '\'' {
            self.open_marks();
            return Vec::new();
        }
        match self.places.mark(letter) {
            Some(place) => {
                self.leave();
                self.go_to(place)
            }
            None => {
                self.notice = Some(format!("there is no mark {letter}; m {letter} sets it"));
                Vec::new()
            }
        }
    }

    /// Does what an action does.
    pub fn perform(&mut self, action: Action, count: Option<usize>) -> Vec<Effect> {
        let n = count.unwrap_or(1);
        let by = n.min(isize::MAX as usize) as isize;
        if self.compare.is_some()
            && self.window.is_none()
            && let Some(effects) = self.perform_comparing(action, count)
        {
            return effects;
        }
        if self.board.is_shown()
            && self.window.is_none()
            && let Some(effects) = self.perform_on_board(action, count)
        {
            return effects;
        }
        match action {
            Action::Down => return self.move_by(Unit::One, by),
            Action::Up => return self.move_by(Unit::One, -by),
            Action::HalfPageDown => return self.move_by(Unit::HalfPage, by),
            Action::HalfPageUp => return self.move_by(Unit::HalfPage, -by),
            Action::PageDown => return self.move_by(Unit::Page, by),
            Action::PageUp => return self.move_by(Unit::Page, -by),
            Action::Top => return self.move_to(count.unwrap_or(1)),
            Action::Bottom => return self.move_to(count.unwrap_or(usize::MAX)),

            Action::NextPane => self.focus_on(self.pane_after(1)),
            Action::PreviousPane => self.focus_on(self.pane_after(-1)),
            Action::PaneOut => self.focus_on(if self.focus == Pane::Side { Pane::Text } else { Pane::List }),
            Action::PaneIn => self.focus_on(if self.focus == Pane::List { Pane::Text } else { Pane::Side }),
            Action::GoToList => self.focus_on(Pane::List),
            Action::GoToText | Action::Read => self.focus_on(Pane::Text),
            Action::GoToSide => self.focus_on(Pane::Side),

            Action::GoToFirstMention => {
                self.show_text();
                self.go_to_selected();
            }
            Action::NextArticle => return self.open_neighbour(by),
            Action::PreviousArticle => return self.open_neighbour(-by),
            Action::NextInStory => return self.walk_story(true, n),
            Action::PreviousInStory => return self.walk_story(false, n),
            Action::Back => return self.travel(n, false),
            Action::Forward => return self.travel(n, true),

            Action::Search => {
                self.show_text();
                self.begin_search();
            }
            Action::NextHit => return self.walk_what_is_active(true, n),
            Action::PreviousHit => return self.walk_what_is_active(false, n),
            Action::NextParagraph => self.walk_parts(by),
            Action::PreviousParagraph => self.walk_parts(by.saturating_neg()),
            Action::NextEntity => self.walk(Step::Entity, true, n),
            Action::PreviousEntity => self.walk(Step::Entity, false, n),
            Action::NextIssue => self.walk(Step::Issue, true, n),
            Action::PreviousIssue => self.walk(Step::Issue, false, n),
            Action::NextQuotation => self.walk(Step::Quotation, true, n),
            Action::PreviousQuotation => self.walk(Step::Quotation, false, n),
            Action::SetMark | Action::GoToMark => self.awaiting = Some(action),

            Action::Why => self.open_why(),
            Action::ToggleFolds => self.toggle_folds(),
            Action::ToggleEntities => self.reader.shown.entities = !self.reader.shown.entities,
            Action::ToggleIssues => self.reader.shown.issues = !self.reader.shown.issues,
            Action::ToggleQuotations => self.reader.shown.quotations = !self.reader.shown.quotations,
            Action::CopySentence => return self.copy_sentence(),
            Action::CopyParagraph => return self.copy_paragraph(),
            Action::CopyQuotation => return self.copy_quotation(),

            Action::FilterByTopic => self.open_topics(),
            Action::FilterByThis => return self.filter_by_this(),
            Action::FilterByStory => return self.filter_by_story(),
            Action::QueryLine => self.open_query_line(),
            Action::ClearFilter => return self.clear_filter(),
            Action::SearchAll => self.open_corpus_search(),
            Action::SortByLoading => return self.sort_by(SortKey::Loading, false),
            Action::SortByLoadingReversed => return self.sort_by(SortKey::Loading, true),
            Action::SortByDate => return self.sort_by(SortKey::Date, false),
            Action::SortByDateReversed => return self.sort_by(SortKey::Date, true),
            Action::SortByTitle => return self.sort_by(SortKey::Title, false),
            Action::SortByTitleReversed => return self.sort_by(SortKey::Title, true),
            Action::SortBySource => return self.sort_by(SortKey::Source, false),
            Action::SortBySourceReversed => return self.sort_by(SortKey::Source, true),
            Action::SortByLength => return self.sort_by(SortKey::Length, false),
            Action::SortByLengthReversed => return self.sort_by(SortKey::Length, true),
            Action::SortByStory => return self.sort_by(SortKey::Story, false),
            Action::SortByStoryReversed => return self.sort_by(SortKey::Story, true),
            Action::Compare => return self.compare(),
            Action::Board => return self.open_board(),
            Action::CellLeft
            | Action::CellRight
            | Action::FirstColumn
            | Action::LastColumn
            | Action::GoToPassage
            | Action::OtherHalf
            | Action::NextSheet
            | Action::PreviousSheet
            | Action::SortByDispute
            | Action::SortByDisputeReversed
            | Action::SortByCoverage
            | Action::SortByCoverageReversed
            | Action::SortByName
            | Action::SortByNameReversed
            | Action::NarrowRows
            | Action::WhyCell
            | Action::GoToMatch
            | Action::NextPair
            | Action::PreviousPair
            | Action::NextPassage
            | Action::PreviousPassage
            | Action::FoldPassages
            | Action::PairPassages
            | Action::BreakPair
            | Action::UndoPair
            | Action::SwapSides
            | Action::LinkMode
            | Action::WhyPair => {}

            Action::Zoom => {
                self.zoomed = !self.zoomed;
                self.arrange();
            }
            Action::PaneNarrower => self.move_edge(by.saturating_neg()),
            Action::PaneWider => self.move_edge(by),
            Action::TextNarrower => self.change_text_width(by.saturating_neg()),
            Action::TextWider => self.change_text_width(by),
            Action::ToggleSide => {
                self.side_shown = !self.side_shown;
                let hidden = !self.side_shown && self.focus == Pane::Side;
                self.focus_on(if hidden { Pane::Text } else { self.focus });
            }

            Action::ToggleMouse => {
                self.mouse_on = !self.mouse_on;
                let whose = if self.mouse_on { "the mouse moves here" } else { "the terminal selects with the mouse" };
                self.notice = Some(whose.into());
                return vec![Effect::Mouse(self.mouse_on)];
            }
            Action::Problems => self.open_problems(),
            Action::Help => self.open_help(),
            Action::Choose => return self.choose_line(),
            Action::SearchOverlay => self.narrow_window(),
            Action::Close => return self.close(),
            Action::Cancel => return self.cancel(),
            Action::Quit => return vec![Effect::Quit],
            Action::Repaint => return vec![Effect::Repaint],
            Action::Suspend => return vec![Effect::Suspend],
        }
        Vec::new()
    }

    /// Moves down (or up) in whatever has the focus.
    fn move_by(&mut self, unit: Unit, by: isize) -> Vec<Effect> {
        let step = |rows: usize| by.saturating_mul(unit.of(rows));
        if let Some(window_) = &mut self.window {
            let rows = window_rows(window(self.size, window_.lines.len()));
            // Lines that head others and lines without a target are not chosen: such a window scrolls like a page.
            window_.step(step(rows), rows);
            return Vec::new();
        }
        match self.focus {
            Pane::List => return self.open_neighbour(step(self.list_rows() / ENTRY_ROWS)),
            Pane::Text => self.scroll_by(step(self.text_rows())),
            Pane::Side => {
                self.side.step(step(self.side_rows()));
                self.side.scroll_to_selected(self.side_rows());
            }
        }
        Vec::new()
    }

    /// Moves to the `n`-th entry or paragraph from 1; `usize::MAX` is the end.
    fn move_to(&mut self, n: usize) -> Vec<Effect> {
        if let Some(window_) = &mut self.window {
            let rows = window_rows(window(self.size, window_.lines.len()));
            window_.step(isize::MIN, rows);
            window_.step((n - 1).min(isize::MAX as usize) as isize, rows);
            return Vec::new();
        }
        match self.focus {
            Pane::List => return self.open_at((n.max(1) - 1).min(self.list.order.len().saturating_sub(1))),
            Pane::Text if n == usize::MAX => {
                self.leave();
                self.scroll_to(usize::MAX);
            }
            Pane::Text if n <= 1 => {
                self.leave();
                self.scroll_to(0);
            }
            Pane::Text => {
                self.leave();
                self.go_to_paragraph(n.min(u32::MAX as usize) as u32);
            }
            Pane::Side => {
                self.side.step(isize::MIN);
                self.side.step((n.max(1) - 1).min(isize::MAX as usize) as isize);
                self.side.scroll_to_selected(self.side_rows());
            }
        }
        Vec::new()
    }

    /// The pane that comes `by` after the one with the focus, around the end, among those that can show.
    fn pane_after(&self, by: isize) -> Pane {
        let panes: Vec<_> = Pane::ALL.into_iter().filter(|p| *p != Pane::Side || self.side_shown).collect();
        let at = panes.iter().position(|p| *p == self.focus).unwrap_or(0) as isize;
        panes[(at + by).rem_euclid(panes.len() as isize) as usize]
    }

    /// Gives the text the focus if it would not show otherwise.
    pub(super) fn show_text(&mut self) {
        if self.geometry.text.is_none() {
            self.focus_on(Pane::Text);
        }
    }

    fn walk_what_is_active(&mut self, forward: bool, count: usize) -> Vec<Effect> {
        self.show_text();
        if self.search.active() {
            self.walk_hits(forward, count);
            return Vec::new();
        }
        self.walk_followed(forward, count)
    }

    fn travel(&mut self, count: usize, forward: bool) -> Vec<Effect> {
        let mut effects = Vec::new();
        for _ in 0..count {
            let Some(here) = self.here() else { break };
            let place = if forward { self.places.forward() } else { self.places.back(here) };
            let Some(place) = place else {
                let end = if forward { "the newest" } else { "the oldest" };
                self.notice = Some(format!("this is {end} place"));
                break;
            };
            effects.extend(self.go_to(place));
        }
        effects
    }

    /// Makes the pane with the focus wider or narrower; the text takes from the list or gives to it.
    fn move_edge(&mut self, by: isize) {
        let moved = |width: u16, by: isize| {
            let wider = (width as isize).saturating_add(by.saturating_mul(EDGE));
            wider.clamp(NARROWEST as isize, 400) as u16
        };
        let width = |pane| self.geometry.area(pane).map(|a| a.width);
        match (self.focus, width(Pane::List), width(Pane::Side)) {
            (Pane::List, Some(list), _) => self.settings.list_width = Some(moved(list, by)),
            (Pane::Text, Some(list), _) => self.settings.list_width = Some(moved(list, by.saturating_neg())),
            (Pane::Side, _, Some(side)) => self.settings.side_width = Some(moved(side, by)),
            _ => self.notice = Some("one pane shows alone here; z or a wider terminal changes that".into()),
        }
        self.arrange();
        // What the screen did not grant is not remembered, or the key back would seem dead.
        for (pane, asked) in [(Pane::List, &mut self.settings.list_width), (Pane::Side, &mut self.settings.side_width)]
        {
            if let (Some(asked), Some(area)) = (asked, self.geometry.area(pane)) {
                *asked = area.width;
            }
        }
    }

    fn change_text_width(&mut self, by: isize) {
        let present = self.geometry.text.map_or(self.settings.text_width, |a| text_columns(a, &self.settings));
        let wanted = (present as isize).saturating_add(by.saturating_mul(EDGE));
        self.settings.text_width = wanted.clamp(20, 200) as u16;
        self.arrange();
        let now = self.geometry.text.map_or(self.settings.text_width, |a| text_columns(a, &self.settings));
        self.notice = Some(format!("lines of up to {now} cells"));
    }

    fn close(&mut self) -> Vec<Effect> {
        if self.window.take().is_some() || self.board.close() {
            return Vec::new();
        }
        if self.compare.take().is_some() {
            self.arrange();
            return Vec::new();
        }
        if let Some(effects) = self.return_to_board() {
            return effects;
        }
        if self.zoomed {
            self.zoomed = false;
            self.arrange();
            return Vec::new();
        }
        vec![Effect::Quit]
    }

    fn cancel(&mut self) -> Vec<Effect> {
        if self.window.take().is_some()
            || self.clear_board_query()
            || self.board.close()
            || self.cancel_pairing()
            || self.compare_from.take().is_some()
        {
        } else if self.compare.take().is_some() {
            self.arrange();
        } else if self.search.active() {
            self.clear_search();
        } else if let Some(effects) = self.return_to_board() {
            return effects;
        } else if self.reader.cursor.take().is_some() || self.reader.follow.take().is_some() {
            self.reader.follow = None;
        } else if self.zoomed {
            self.zoomed = false;
            self.arrange();
        } else if self.filter.active() {
            return self.clear_filter();
        }
        Vec::new()
    }
}

/// How far a motion goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    One,
    HalfPage,
    Page,
}

impl Unit {
    /// In rows or entries, of a pane that shows `rows` of them.
    pub(super) fn of(self, rows: usize) -> isize {
        match self {
            Self::One => 1,
            Self::HalfPage => (rows / 2).max(1) as isize,
            // Two rows stay on the screen, so that the eye finds its line again.
            Self::Page => rows.saturating_sub(2).max(1) as isize,
        }
    }
}
