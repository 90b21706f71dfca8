//! What happens when two articles are compared: opening, laying out, and which key does what.

use std::sync::Arc;

use crate::app::App;
use crate::app::compare::areas::CompareAreas;
use crate::app::compare::passages::Passages;
use crate::app::compare::told::ToldText;
use crate::app::compare::{Compare, Fold, Hand, Link, Part};
use crate::app::geometry::{Area, text_columns};
use crate::app::highlights::Highlights;
use crate::app::keys::Unit;
use crate::app::message::Effect;
use crate::app::page::Page;
use crate::app::screen::{Screen, ScreenKind};
use crate::input::action::{Action, Context};
use crate::input::key::Key;
use crate::input::mouse::Mouse;
use crate::model::article_id::ArticleId;
use crate::model::comparison::{Comparison, Pair};

mod explaining;
mod finding;
mod pairing;
mod pointing;
mod scrolling;
mod walking;

/// The comparison as a [`Screen`].
pub struct Comparing;

impl Screen for Comparing {
    fn kind(&self) -> ScreenKind {
        ScreenKind::Comparison
    }

    fn is_open(&self, app: &App) -> bool {
        app.compare.is_some()
    }

    fn contexts(&self, _app: &App) -> &'static [Context] {
        &[Context::Compare, Context::Panes, Context::Anywhere]
    }

    fn is_typing(&self, app: &App) -> bool {
        app.search.typing
    }

    fn type_key(&self, app: &mut App, key: Key) -> Vec<Effect> {
        app.search_key_in_both(key)
    }

    fn paste(&self, app: &mut App, text: &str) -> Vec<Effect> {
        app.insert_into_search(text);
        app.search_both();
        Vec::new()
    }

    fn mouse(&self, app: &mut App, mouse: Mouse, wheel: Option<isize>) -> Vec<Effect> {
        app.mouse_in_comparison(mouse, wheel);
        Vec::new()
    }

    fn perform(&self, app: &mut App, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
        app.perform_comparing(action, count)
    }

    fn close(&self, app: &mut App) -> Option<Vec<Effect>> {
        app.compare.take()?;
        app.clear_search();
        app.arrange();
        Some(Vec::new())
    }

    fn cancel(&self, app: &mut App) -> Option<Vec<Effect>> {
        if app.cancel_pairing() || app.cancel_in_comparison() { Some(Vec::new()) } else { self.close(app) }
    }

    fn arrange(&self, app: &mut App) {
        app.arrange_comparison();
    }
}

impl App {
    /// The key that compares: the first time it remembers the open article, on another one it lays them side by side.
    pub(super) fn compare(&mut self) -> Vec<Effect> {
        let Some(here) = self.reader.article else { return Vec::new() };
        let others: Vec<_> = self.list.order.iter().copied().filter(|id| *id != here).take(2).collect();
        match (self.compare_from.take(), &others[..]) {
            (Some(from), _) if from != here => self.open_comparison(from, here),
            (Some(_), _) => {
                self.notice = Some("comparing is off".into());
                Vec::new()
            }
            (None, []) => {
                self.notice = Some("there is no other article to compare with".into());
                Vec::new()
            }
            (None, [other]) => self.open_comparison(here, *other),
            (None, _) => {
                self.compare_from = Some(here);
                self.notice = Some("go to another article and press c there to compare".into());
                Vec::new()
            }
        }
    }

    /// Lays two articles side by side.
    pub fn open_comparison(&mut self, left: ArticleId, right: ArticleId) -> Vec<Effect> {
        self.lay_beside(Compare::new(left, right))
    }

    fn lay_beside(&mut self, mut compare: Compare) -> Vec<Effect> {
        compare.rank = self.rank(compare.articles);
        self.compare = Some(compare);
        self.take_passages();
        self.find_in_both();
        self.arrange_comparison();
        self.ask_for_comparison()
    }

    /// Asks for the analyses that the comparison still needs, or for the comparison itself.
    fn ask_for_comparison(&self) -> Vec<Effect> {
        let Some(articles) = self.compare.as_ref().map(|c| c.articles) else { return Vec::new() };
        let missing: Vec<_> = articles.into_iter().filter(|id| !self.library.is_analysed(*id)).collect();
        if missing.is_empty() {
            return vec![Effect::Compare(articles)];
        }
        missing.into_iter().map(Effect::AnalyseFirst).collect()
    }

    /// An article was analysed: perhaps the comparison waited for it.
    pub(super) fn compare_analysed(&self, id: ArticleId) -> Vec<Effect> {
        match &self.compare {
            Some(c) if c.articles.contains(&id) && c.comparison.is_none() => {
                let ready = c.articles.iter().all(|a| self.library.is_analysed(*a));
                if ready { vec![Effect::Compare(c.articles)] } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// Takes in a comparison; one of other articles than those on the screen is dropped.
    pub(super) fn compared(&mut self, articles: [ArticleId; 2], comparison: Arc<Comparison>) -> Vec<Effect> {
        let Some(compare) = self.compare.as_mut().filter(|c| c.articles == articles) else { return Vec::new() };
        compare.comparison = Some(comparison);
        let effects = self.take_pairs();
        self.list_matches();
        self.arrange_comparison();
        effects
    }

    /// Takes the pairs of the comparison with what was changed by hand; asks in what the pairs made by hand differ.
    fn take_pairs(&mut self) -> Vec<Effect> {
        let Some(compare) = self.compare.as_mut() else { return Vec::new() };
        let Some(comparison) = &compare.comparison else { return Vec::new() };
        let [Some(left), Some(right)] = compare.articles.map(|id| self.library.store().article(id)) else {
            return Vec::new();
        };
        let changes = self.corrections.pairs_of([&left, &right]);
        let pairs = self.by_hand.apply(compare.articles, &changes, &comparison.pairs);
        let untold = self.by_hand.untold(compare.articles, &changes);
        compare.set_pairs(pairs);
        self.take_passages();
        untold.into_iter().map(Effect::TellDifferences).collect()
    }

    /// Finds out what each passage is, from the pairs.
    fn take_passages(&mut self) {
        let Some(compare) = self.compare.as_mut() else { return };
        for hand in Hand::BOTH {
            let id = compare.articles[hand.index()];
            let Some(article) = self.library.store().article(id) else { continue };
            let findings = self.library.findings(id);
            let sentences = findings.as_ref().map_or(&[][..], |f| &f.sentences);
            compare.passages[hand.index()] = Passages::new(&article, sentences, &compare.pairs, hand);
        }
    }

    fn list_matches(&mut self) {
        let Some(compare) = self.compare.as_mut() else { return };
        let store = self.library.store();
        let findings = compare.articles.map(|id| store.findings(id));
        let articles = compare.articles.map(|id| store.article(id));
        let analysed = |i: usize| Some(ToldText::new(articles[i].as_ref()?, findings[i].as_ref()?));
        if let [Some(left), Some(right)] = [0, 1].map(analysed) {
            compare.list_matches(&[left, right]);
        }
    }

    /// Computes the rectangles and the rows of both texts, the same passage at the same height.
    pub(super) fn arrange_comparison(&mut self) {
        let Some(mut compare) = self.compare.take() else { return };
        let (width, height) = self.size;
        let body = Area { x: 0, y: height.min(1), width, height: height.saturating_sub(2) };
        let place = compare.place();
        compare.areas = CompareAreas::new(body, compare.part, compare.bare);
        for hand in Hand::BOTH {
            let i = hand.index();
            let area = compare.areas.texts[i];
            let Some(article) = self.library.store().article(compare.articles[i]) else { continue };
            let findings = self.library.findings(compare.articles[i]);
            let (library, id) = (&self.library, compare.articles[i]);
            let marks = findings.map(|f| Highlights::new(&f, |issue| library.is_disputed(id, issue)));
            compare.highlights[i] = Arc::new(marks.unwrap_or_default());
            // Hidden texts keep their rows for when they show again.
            if area.width > 0 {
                let folds = compare.passages[i].folds(compare.fold, &compare.opened[i]);
                let breaks = compare.passages[i].breaks(&folds);
                let columns = text_columns(area, &self.settings);
                let about = &self.settings.about;
                compare.pages[i] = Arc::new(Page::beside(&article, about, columns, false, &breaks, &folds));
                compare.folds[i] = folds;
            }
        }
        compare.link_rows();
        compare.restore(place);
        compare.scroll_matches();
        self.compare = Some(compare);
    }

    /// Does an action in the comparison; `None` for those that are the same everywhere.
    fn perform_comparing(&mut self, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
        let n = count.unwrap_or(1);
        let by = n.min(isize::MAX as usize) as isize;
        let compare = self.compare.as_mut()?;
        match action {
            Action::Down => compare.scroll(Unit::One, by),
            Action::Up => compare.scroll(Unit::One, -by),
            Action::HalfPageDown => compare.scroll(Unit::HalfPage, by),
            Action::HalfPageUp => compare.scroll(Unit::HalfPage, -by),
            Action::PageDown => compare.scroll(Unit::Page, by),
            Action::PageUp => compare.scroll(Unit::Page, -by),
            Action::Top => compare.scroll(Unit::One, isize::MIN / 4),
            Action::Bottom => compare.scroll(Unit::One, isize::MAX / 4),
            Action::NextPane => self.focus_part(1),
            Action::PreviousPane => self.focus_part(-1),
            Action::PaneOut => self.move_part(-1),
            Action::PaneIn => self.move_part(1),
            Action::NextPair if self.search.active() => self.walk_hits_in_both(by),
            Action::PreviousPair if self.search.active() => self.walk_hits_in_both(-by),
            Action::NextPair => self.walk_pairs(by),
            Action::PreviousPair => self.walk_pairs(-by),
            Action::SearchBoth => self.begin_search_in_both(),
            Action::ToggleSide | Action::Zoom => self.toggle_column(),
            Action::TextNarrower => self.change_text_width(by.saturating_neg()),
            Action::TextWider => self.change_text_width(by),
            Action::ResetWidths => self.reset_widths(),
            Action::GoToShare => self.go_to_share_of_comparison(count),
            Action::NextPassage => self.walk_passages(by),
            Action::PreviousPassage => self.walk_passages(-by),
            Action::GoToMatch => self.go_to_match(),
            Action::FoldPassages => self.fold_passages(),
            Action::PairPassages => return Some(self.pair_passages()),
            Action::BreakPair => return Some(self.break_pair()),
            Action::LinkMode => self.change_link(),
            Action::WhyPair => self.open_why_pair(),
            Action::SwapSides => self.swap_sides(),
            Action::NextArticle => return Some(self.page_right(by)),
            Action::PreviousArticle => return Some(self.page_right(-by)),
            action if self.toggle_marks(action) => {}
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Hides the column of matches, or shows it again.
    fn toggle_column(&mut self) {
        let Some(compare) = self.compare.as_mut() else { return };
        compare.bare = !compare.bare;
        if compare.bare && compare.part == Part::Matches {
            compare.part = Part::Text(Hand::Left);
        }
        self.arrange_comparison();
    }

    /// Goes to a percentage of the texts.
    fn go_to_share_of_comparison(&mut self, percent: Option<usize>) {
        let (Some(compare), Some(percent)) = (self.compare.as_mut(), percent) else { return };
        let rows = compare.linked.len().saturating_sub(compare.text_rows(compare.hand()));
        compare.scroll_to(rows.saturating_mul(percent.min(100)) / 100);
    }

    /// Takes back the innermost of what is open in the comparison: the search, what is folded, what is lit; returns whether
    /// there was any.
    fn cancel_in_comparison(&mut self) -> bool {
        if self.search.active() {
            self.clear_search_in_both();
            return true;
        }
        let Some(compare) = self.compare.as_mut() else { return false };
        if compare.lit != [None, None] || compare.pair.is_some() {
            compare.lit = [None, None];
            compare.pair = None;
            return true;
        }
        let folded = compare.fold != Fold::Nothing;
        if folded {
            compare.fold = Fold::Nothing;
            compare.opened = [Vec::new(), Vec::new()];
            self.arrange_comparison();
        }
        folded
    }

    pub(super) fn focus_part(&mut self, by: isize) {
        let Some(compare) = self.compare.as_mut() else { return };
        let at = part_index(compare.part) as isize;
        compare.part = PARTS[(at + by).rem_euclid(PARTS.len() as isize) as usize];
        // The column comes back with the focus.
        compare.bare &= compare.part != Part::Matches;
        self.arrange_comparison();
    }

    fn move_part(&mut self, by: isize) {
        let Some(compare) = self.compare.as_mut() else { return };
        let at = part_index(compare.part).saturating_add_signed(by).min(PARTS.len() - 1);
        compare.part = PARTS[at];
        compare.bare &= compare.part != Part::Matches;
        self.arrange_comparison();
    }

    fn change_link(&mut self) {
        let Some(compare) = self.compare.as_mut() else { return };
        match compare.link {
            Link::Linked => {
                compare.unlink();
                compare.link = Link::Offset;
            }
            Link::Offset => compare.link = Link::Free,
            Link::Free => {
                let hand = compare.hand();
                let row = compare.tops[hand.index()];
                compare.link = Link::Linked;
                compare.put(hand, row, 0);
            }
        }
        let how = match compare.link {
            Link::Linked => "linked: paired passages stand side by side",
            Link::Offset => "offset: both texts scroll together at this distance",
            Link::Free => "free: each text scrolls by itself",
        };
        self.notice = Some(how.into());
    }

    fn swap_sides(&mut self) {
        let Some(compare) = self.compare.as_mut() else { return };
        compare.articles.swap(0, 1);
        compare.pages.swap(0, 1);
        compare.tops.swap(0, 1);
        compare.lit.swap(0, 1);
        compare.opened.swap(0, 1);
        compare.hits.swap(0, 1);
        compare.kept = None;
        compare.waiting = compare.waiting.map(|(hand, span)| (hand.other(), span));
        let pair = compare.pair.and_then(|i| compare.pairs.get(i)).map(|p| (p.right, p.left));
        compare.comparison = compare.comparison.take().map(|c| Arc::new(Comparison::clone(&c).mirrored()));
        let mut pairs: Vec<Pair> = compare.pairs.drain(..).map(Pair::mirrored).collect();
        pairs.sort_by_key(|p| (p.left, p.right));
        compare.pair = pair.and_then(|pair| pairs.iter().position(|p| (p.left, p.right) == pair));
        compare.set_pairs(pairs);
        if let Part::Text(hand) = compare.part {
            compare.part = Part::Text(hand.other());
        }
        let [left, right] = compare.articles;
        // The rows are those of before, exchanged; the layout below starts from them.
        compare.passages.swap(0, 1);
        compare.link_rows();
        let rank = self.rank([left, right]);
        if let Some(compare) = self.compare.as_mut() {
            compare.rank = rank;
        }
        self.list_matches();
        self.arrange_comparison();
    }

    /// What can stand on the right of an article: the others in the list, first those of the same story.
    fn rights_of(&self, left: ArticleId) -> Vec<ArticleId> {
        let story = |id: ArticleId| self.library.across().stories.get(id.index());
        let mut out: Vec<_> = self.list.order.iter().copied().filter(|id| *id != left).collect();
        out.sort_by_key(|id| story(left).is_none() || story(*id) != story(left));
        out
    }

    /// Which of the articles that can stand on the right of the left one does, from 1 (0: none of them), and how many
    /// they are.
    fn rank(&self, [left, right]: [ArticleId; 2]) -> (usize, usize) {
        let rights = self.rights_of(left);
        (rights.iter().position(|id| *id == right).map_or(0, |at| at + 1), rights.len())
    }

    /// Puts the article on the right that comes `by` further; the left text stays where it is.
    fn page_right(&mut self, by: isize) -> Vec<Effect> {
        let Some([left, right]) = self.compare.as_ref().map(|c| c.articles) else { return Vec::new() };
        let rights = self.rights_of(left);
        let next = match rights.iter().position(|id| *id == right) {
            Some(at) => at.saturating_add_signed(by).min(rights.len().saturating_sub(1)),
            None => 0,
        };
        let Some(id) = rights.get(next).copied().filter(|id| *id != right) else {
            self.notice = Some("there is no further article in the list".into());
            return Vec::new();
        };
        let mut compare = Compare::new(left, id);
        if let Some(before) = &self.compare {
            compare.take_over(before);
        }
        self.lay_beside(compare)
    }
}

/// What Tab walks through.
const PARTS: [Part; 3] = [Part::Text(Hand::Left), Part::Text(Hand::Right), Part::Matches];

fn part_index(part: Part) -> usize {
    PARTS.iter().position(|p| *p == part).unwrap_or(0)
}
