//! The list, the text and the side panel: the screen that is always there. What each action does on it.

use crate::app::App;
use crate::app::geometry::{NARROWEST, Pane, text_columns};
use crate::app::keys::Unit;
use crate::app::list::ENTRY_ROWS;
use crate::app::message::Effect;
use crate::app::screen::{Screen, ScreenKind};
use crate::app::walking::Step;
use crate::input::action::{Action, Context};
use crate::input::key::Key;
use crate::input::mouse::Mouse;
use crate::store::order::SortKey;

/// How many cells `<` and `>` move an edge, and `-` and `+` change the length of lines by.
const EDGE: isize = 2;

/// What one does to go on in a text. Whoever sees its end then has been through it; an article that was only opened may
/// fit on the screen.
const GOES_ON: [Action; 6] =
    [Action::Down, Action::HalfPageDown, Action::PageDown, Action::Bottom, Action::NextParagraph, Action::NextHit];

/// The panes as a [`Screen`].
pub struct Panes;

impl Screen for Panes {
    fn kind(&self) -> ScreenKind {
        ScreenKind::Panes
    }

    fn is_open(&self, _app: &App) -> bool {
        true
    }

    fn contexts(&self, app: &App) -> &'static [Context] {
        match app.focus {
            Pane::List => &[Context::List, Context::Browse, Context::Panes, Context::Anywhere],
            Pane::Text if app.selection.is_some() => {
                &[Context::Select, Context::Text, Context::Browse, Context::Panes, Context::Anywhere]
            }
            Pane::Text => &[Context::Text, Context::Browse, Context::Panes, Context::Anywhere],
            Pane::Side => &[Context::Side, Context::Browse, Context::Panes, Context::Anywhere],
        }
    }

    fn is_typing(&self, app: &App) -> bool {
        app.search.typing || app.filter.line.is_some() || app.side.typing || app.writing.is_some()
    }

    fn type_key(&self, app: &mut App, key: Key) -> Vec<Effect> {
        if app.writing.is_some() {
            return app.write_key(key);
        }
        if app.search.typing {
            app.search_key(key);
            return Vec::new();
        }
        if app.side.typing {
            app.side_key(key);
            return Vec::new();
        }
        app.query_key(key)
    }

    fn paste(&self, app: &mut App, text: &str) -> Vec<Effect> {
        if app.writing.is_some() {
            app.write_paste(text);
            return Vec::new();
        }
        if app.search.typing {
            app.search_paste(text);
            return Vec::new();
        }
        if app.side.typing {
            app.side_paste(text);
            return Vec::new();
        }
        app.query_paste(text)
    }

    fn mouse(&self, app: &mut App, mouse: Mouse, wheel: Option<isize>) -> Vec<Effect> {
        app.mouse_in_panes(mouse, wheel)
    }

    fn perform(&self, app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
        if app.focus == Pane::Text && app.move_selection(action, count.unwrap_or(1)) {
            return Some(Vec::new());
        }
        let effects = app.perform_in_panes(action, count).or_else(|| app.perform_on_kept(action));
        if GOES_ON.contains(&action) {
            app.read_to_the_end();
        }
        effects
    }

    fn close(&self, app: &mut App) -> Option<Vec<Effect>> {
        if let Some(effects) = app.return_to_board() {
            return Some(effects);
        }
        app.unzoom().then(Vec::new)
    }

    fn cancel(&self, app: &mut App) -> Option<Vec<Effect>> {
        if app.end_selection() {
            return Some(Vec::new());
        }
        if app.compare_from.take().is_some() {
            return Some(Vec::new());
        }
        if app.search.active() {
            app.clear_search();
            return Some(Vec::new());
        }
        if app.clear_side_query() {
            return Some(Vec::new());
        }
        if let Some(effects) = app.return_to_board() {
            return Some(effects);
        }
        if app.reader.cursor.take().is_some() || app.reader.follow.take().is_some() {
            app.reader.follow = None;
            return Some(Vec::new());
        }
        if app.unzoom() {
            return Some(Vec::new());
        }
        app.filter.active().then(|| app.clear_filter())
    }

    fn arrange(&self, app: &mut App) {
        app.lay_out();
        app.list.scroll_to_selected(app.list_rows());
        app.side.scroll_to_selected(app.side_rows());
    }
}

impl App {
    fn perform_in_panes(&mut self, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
        let n = count.unwrap_or(1);
        let by = n.min(isize::MAX as usize) as isize;
        match action {
            Action::Down => return Some(self.move_by(Unit::One, by)),
            Action::Up => return Some(self.move_by(Unit::One, -by)),
            Action::HalfPageDown => return Some(self.move_by(Unit::HalfPage, by)),
            Action::HalfPageUp => return Some(self.move_by(Unit::HalfPage, -by)),
            Action::PageDown => return Some(self.move_by(Unit::Page, by)),
            Action::PageUp => return Some(self.move_by(Unit::Page, -by)),
            Action::Top => return Some(self.move_to(count.unwrap_or(1))),
            Action::Bottom => return Some(self.move_to(count.unwrap_or(usize::MAX))),

            Action::GoToShare => return Some(self.go_to_share(count)),
            Action::ScrollDown => self.scroll_by(by),
            Action::ScrollUp => self.scroll_by(by.saturating_neg()),

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
            Action::NextArticle => return Some(self.open_neighbour(by)),
            Action::PreviousArticle => return Some(self.open_neighbour(-by)),
            Action::NextInStory => return Some(self.walk_story(true, n)),
            Action::PreviousInStory => return Some(self.walk_story(false, n)),
            Action::Back => return Some(self.travel(n, false)),
            Action::Forward => return Some(self.travel(n, true)),

            Action::Search if self.focus == Pane::Side => self.side.typing = true,
            Action::Search => {
                self.show_text();
                self.begin_search();
            }
            Action::NextHit => return Some(self.walk_what_is_active(true, n)),
            Action::PreviousHit => return Some(self.walk_what_is_active(false, n)),
            Action::SearchThis => {
                self.show_text();
                self.search_for_this(true, n);
            }
            Action::SearchThisBack => {
                self.show_text();
                self.search_for_this(false, n);
            }
            Action::Outline => self.open_outline(),
            Action::OnlyMatches => self.open_matches(),
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
            Action::ToggleFolds if self.focus == Pane::Side => self.fold_section(),
            Action::ToggleFolds => self.toggle_folds(),
            _ if self.toggle_marks(action) => {}
            Action::SideMode => {
                self.side.mode = self.side.mode.next();
                self.notice = Some(format!("the side panel has {}", self.side.mode.name()));
                self.refresh_side();
            }
            Action::FollowParagraph => {
                self.side.following = !self.side.following;
                let what = if self.side.following { "what is on the screen" } else { "the whole article" };
                self.notice = Some(format!("the side panel has {what}"));
                self.refresh_side();
            }
            Action::FilterByTopic => self.open_topics(),
            Action::FilterByThis => return Some(self.filter_by_this()),
            Action::FilterByStory => return Some(self.filter_by_story()),
            Action::QueryLine => self.open_query_line(),
            Action::ClearFilter => return Some(self.clear_filter()),
            Action::SearchAll => self.open_corpus_search(),
            Action::FindTitle => self.open_titles(),
            Action::SortByLoading => return Some(self.sort_by(SortKey::Loading, false)),
            Action::SortByLoadingReversed => return Some(self.sort_by(SortKey::Loading, true)),
            Action::SortByDate => return Some(self.sort_by(SortKey::Date, false)),
            Action::SortByDateReversed => return Some(self.sort_by(SortKey::Date, true)),
            Action::SortByTitle => return Some(self.sort_by(SortKey::Title, false)),
            Action::SortByTitleReversed => return Some(self.sort_by(SortKey::Title, true)),
            Action::SortBySource => return Some(self.sort_by(SortKey::Source, false)),
            Action::SortBySourceReversed => return Some(self.sort_by(SortKey::Source, true)),
            Action::SortByLength => return Some(self.sort_by(SortKey::Length, false)),
            Action::SortByLengthReversed => return Some(self.sort_by(SortKey::Length, true)),
            Action::SortByStory => return Some(self.sort_by(SortKey::Story, false)),
            Action::SortByStoryReversed => return Some(self.sort_by(SortKey::Story, true)),
            Action::Compare => return Some(self.compare()),
            Action::Board => return Some(self.open_board()),
            Action::Zoom => {
                self.zoomed = !self.zoomed;
                self.arrange();
            }
            Action::PaneNarrower => self.move_edge(by.saturating_neg()),
            Action::PaneWider => self.move_edge(by),
            Action::TextNarrower => self.change_text_width(by.saturating_neg()),
            Action::TextWider => self.change_text_width(by),
            Action::ResetWidths => self.reset_widths(),
            Action::ToggleSide => {
                self.side_shown = !self.side_shown;
                let hidden = !self.side_shown && self.focus == Pane::Side;
                self.focus_on(if hidden { Pane::Text } else { self.focus });
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Shows what is doubtful, or hides it, on every screen.
    pub(super) fn toggle_doubtful(&mut self) {
        let doubtful = !self.reader.shown.doubtful;
        self.reader.shown.doubtful = doubtful;
        self.board.doubtful = doubtful;
        if self.board.board.is_some() {
            self.board.sort();
            self.choose_columns();
            self.arrange_board();
        }
        if let Some(id) = self.reader.article {
            self.refresh_findings(id);
        }
        let told = if doubtful { "what is doubtful shows" } else { "what is doubtful is hidden" };
        self.notice = Some(told.into());
    }

    /// Actions on what lasts, and on what is selected.
    fn perform_on_kept(&mut self, action: Action) -> Option<Vec<Effect>> {
        match action {
            Action::ToggleStar => return Some(self.toggle_star()),
            Action::ToggleRead => return Some(self.toggle_read()),
            Action::StartAfresh => return Some(self.start_afresh()),
            Action::EditTags => self.begin_tags(),
            Action::Note => self.begin_note(),
            Action::Notes => self.open_notes(),
            Action::Select => self.begin_selection(),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Shows or hides marks of a sort, here and in a comparison; returns whether the action is for that.
    pub(super) fn toggle_marks(&mut self, action: Action) -> bool {
        let shown = &mut self.reader.shown;
        match action {
            Action::ToggleEntities => shown.entities = [!shown.entities.contains(&true); 6],
            Action::TogglePeople => shown.entities[0] = !shown.entities[0],
            Action::ToggleOrganisations => shown.entities[1] = !shown.entities[1],
            Action::TogglePlaces => shown.entities[2] = !shown.entities[2],
            Action::ToggleGroups => shown.entities[3] = !shown.entities[3],
            Action::ToggleEvents => shown.entities[4] = !shown.entities[4],
            Action::ToggleWorks => shown.entities[5] = !shown.entities[5],
            Action::ToggleIssues => {
                shown.issues = shown.issues.next();
                self.notice = Some(shown.issues.words().into());
            }
            Action::ToggleQuotations => shown.quotations = !shown.quotations,
            _ => return false,
        }
        true
    }

    /// Gives the other panes their room back; returns whether they had none.
    fn unzoom(&mut self) -> bool {
        let zoomed = std::mem::take(&mut self.zoomed);
        if zoomed {
            self.arrange();
        }
        zoomed
    }

    /// Moves down (or up) in whatever has the focus.
    fn move_by(&mut self, unit: Unit, by: isize) -> Vec<Effect> {
        let step = |rows: usize| by.saturating_mul(unit.of(rows));
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

    /// Goes to a percentage of what has the focus.
    fn go_to_share(&mut self, percent: Option<usize>) -> Vec<Effect> {
        let Some(percent) = percent else {
            self.notice = Some("type a number first: 50% is the middle".into());
            return Vec::new();
        };
        let of = |last: usize| last.saturating_mul(percent.min(100)) / 100;
        match self.focus {
            Pane::List => return self.open_at(of(self.list.order.len().saturating_sub(1))),
            Pane::Text => {
                self.leave();
                self.scroll_to(of(self.last_top()));
            }
            Pane::Side => {
                let selectable = self.side.rows.iter().filter(|row| row.selectable()).count();
                return self.move_to(of(selectable.saturating_sub(1)) + 1);
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

    /// Gives all widths back what the configuration says.
    pub(super) fn reset_widths(&mut self) {
        let usual = self.usual_widths;
        (self.settings.text_width, self.settings.list_width, self.settings.side_width) = usual;
        self.notice = Some("the usual widths".into());
        self.arrange();
    }

    pub(super) fn change_text_width(&mut self, by: isize) {
        let present = self.geometry.text.map_or(self.settings.text_width, |a| text_columns(a, &self.settings));
        let wanted = (present as isize).saturating_add(by.saturating_mul(EDGE));
        self.settings.text_width = wanted.clamp(20, 200) as u16;
        self.arrange();
        let now = self.geometry.text.map_or(self.settings.text_width, |a| text_columns(a, &self.settings));
        self.notice = Some(format!("lines of up to {now} cells"));
    }
}
