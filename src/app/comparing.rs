//! What happens when two articles are compared: opening, scrolling, walking through pairs.

use std::sync::Arc;

use crate::app::App;
use crate::app::compare::{Compare, CompareAreas, Hand, Link, MatchRow, Part};
use crate::app::geometry::{Area, text_columns};
use crate::app::highlights::Highlights;
use crate::app::keys::Unit;
use crate::app::list::scrolled;
use crate::app::message::Effect;
use crate::app::page::Page;
use crate::app::window::{Line, Window, WindowKind};
use crate::input::action::Action;
use crate::model::comparison::Comparison;
use crate::model::corpus::ArticleId;
use crate::text::span::Span;

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
        self.compare = Some(Compare::new(left, right));
        self.arrange_comparison();
        self.ask_for_comparison()
    }

    /// Asks for the analyses that the comparison still needs, or for the comparison itself.
    fn ask_for_comparison(&self) -> Vec<Effect> {
        let Some(articles) = self.compare.as_ref().map(|c| c.articles) else { return Vec::new() };
        let missing: Vec<_> = articles.into_iter().filter(|id| self.library.findings(*id).is_none()).collect();
        if missing.is_empty() {
            return vec![Effect::Compare(articles)];
        }
        missing.into_iter().map(Effect::AnalyseFirst).collect()
    }

    /// An article was analysed: perhaps the comparison waited for it.
    pub(super) fn compare_analysed(&self, id: ArticleId) -> Vec<Effect> {
        match &self.compare {
            Some(c) if c.articles.contains(&id) && c.comparison.is_none() => {
                let ready = c.articles.iter().all(|a| self.library.findings(*a).is_some());
                if ready { vec![Effect::Compare(c.articles)] } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// Takes in a comparison; one of other articles than those on the screen is dropped.
    pub(super) fn compared(&mut self, articles: [ArticleId; 2], comparison: Arc<Comparison>) {
        let Some(compare) = self.compare.as_mut().filter(|c| c.articles == articles) else { return };
        compare.comparison = Some(comparison);
        compare.list_matches();
        self.arrange_comparison();
    }

    /// Computes the rectangles and the rows of both texts, the same passage on top.
    pub(super) fn arrange_comparison(&mut self) {
        let Some(mut compare) = self.compare.take() else { return };
        let (width, height) = self.size;
        let body = Area { x: 0, y: height.min(1), width, height: height.saturating_sub(2) };
        let hand = compare.hand();
        let anchor = compare.row_on_top(hand).map(|row| compare.pages[hand.index()].anchor(row));
        let offset = compare.tops[1] as isize - compare.tops[0] as isize;
        compare.areas = CompareAreas::new(body, compare.part);
        let comparison = compare.comparison.clone();
        for side in Hand::BOTH {
            let area = compare.areas.texts[side.index()];
            let Some(article) = self.library.corpus.get(compare.articles[side.index()]) else { continue };
            let findings = self.library.findings(compare.articles[side.index()]);
            compare.highlights[side.index()] = Arc::new(findings.map(|f| Highlights::new(f)).unwrap_or_default());
            // Hidden texts keep their rows for when they show again.
            if area.width > 0 {
                let breaks = breaks(comparison.as_deref(), side);
                let columns = text_columns(area, &self.settings);
                compare.pages[side.index()] = Arc::new(Page::with_breaks(article, columns, false, &breaks));
            }
        }
        compare.link_rows();
        if let Some(anchor) = anchor {
            let row = compare.pages[hand.index()].row_at(anchor);
            compare.put_on_top(hand, row, offset);
        }
        compare.scroll_matches();
        self.compare = Some(compare);
    }

    /// Does an action in the comparison; `None` for those that are the same everywhere.
    pub(super) fn perform_comparing(&mut self, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
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
            Action::NextPair => self.walk_pairs(by),
            Action::PreviousPair => self.walk_pairs(-by),
            Action::GoToMatch => self.go_to_match(),
            Action::LinkMode => self.change_link(),
            Action::WhyPair => self.open_why_pair(),
            Action::SwapSides => self.swap_sides(),
            Action::NextArticle => return Some(self.page_right(by)),
            Action::PreviousArticle => return Some(self.page_right(-by)),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn focus_part(&mut self, by: isize) {
        let Some(compare) = self.compare.as_mut() else { return };
        let at = part_index(compare.part) as isize;
        compare.part = PARTS[(at + by).rem_euclid(PARTS.len() as isize) as usize];
        self.arrange_comparison();
    }

    fn move_part(&mut self, by: isize) {
        let Some(compare) = self.compare.as_mut() else { return };
        let at = part_index(compare.part).saturating_add_signed(by).min(PARTS.len() - 1);
        compare.part = PARTS[at];
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
                compare.put_on_top(hand, row, 0);
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
        let pair = compare.pair.and_then(|i| compare.comparison.as_ref()?.pairs.get(i).cloned());
        compare.comparison = compare.comparison.take().map(|c| Arc::new(Comparison::clone(&c).mirrored()));
        compare.pair = pair.and_then(|p| {
            compare.comparison.as_ref()?.pairs.iter().position(|q| (q.left, q.right) == (p.right, p.left))
        });
        compare.part = match compare.part {
            Part::Text(Hand::Left) => Part::Text(Hand::Right),
            Part::Text(Hand::Right) => Part::Text(Hand::Left),
            Part::Matches => Part::Matches,
        };
        compare.list_matches();
        compare.link_rows();
        self.arrange_comparison();
    }

    /// Puts the article that is `by` further in the list on the right.
    fn page_right(&mut self, by: isize) -> Vec<Effect> {
        let Some([left, right]) = self.compare.as_ref().map(|c| c.articles) else { return Vec::new() };
        let order: Vec<_> = self.list.order.iter().copied().filter(|id| *id != left).collect();
        let at = order.iter().position(|id| *id == right).unwrap_or(0);
        let next = at.saturating_add_signed(by).min(order.len().saturating_sub(1));
        match order.get(next) {
            Some(id) if *id != right => self.open_comparison(left, *id),
            _ => {
                self.notice = Some("there is no further article in the list".into());
                Vec::new()
            }
        }
    }

    /// Goes to the pair that is `by` further in the order of the left text.
    fn walk_pairs(&mut self, by: isize) {
        let Some(compare) = self.compare.as_mut() else { return };
        let Some(comparison) = compare.comparison.clone() else {
            self.notice = Some("the articles are still being compared".into());
            return;
        };
        let total = comparison.pairs.len();
        if total == 0 {
            self.notice = Some("no passage of one is about the same as one of the other".into());
            return;
        }
        let next = match compare.pair {
            Some(at) => at.saturating_add_signed(by).min(total - 1),
            None if by > 0 => (by as usize - 1).min(total - 1),
            None => total - 1,
        };
        if compare.pair == Some(next) {
            let end = if by > 0 { "last" } else { "first" };
            self.notice = Some(format!("this is the {end} pair"));
        }
        let pair = &comparison.pairs[next];
        compare.pair = Some(next);
        compare.show_both(pair.left, pair.right);
        if compare.link == Link::Offset {
            self.notice = Some("these passages stand in another order; = links the texts again".into());
        }
    }

    /// Goes to what is selected in the column of matches, in every text that has it.
    pub(super) fn go_to_match(&mut self) {
        let Some(compare) = self.compare.as_ref() else { return };
        if compare.part != Part::Matches {
            self.move_part(1);
            return;
        }
        let spans: [Option<Span>; 2] = match compare.matches.get(compare.selected) {
            Some(MatchRow::Entity { ids, .. }) => [0, 1].map(|side| {
                let findings = self.library.findings(compare.articles[side])?;
                findings.entity(ids[side]?)?.mentions.first().map(|m| m.span)
            }),
            Some(MatchRow::Issue { ids, .. }) => [0, 1].map(|side| {
                let findings = self.library.findings(compare.articles[side])?;
                findings.issue(ids[side]?)?.mentions.first().copied()
            }),
            Some(MatchRow::Quotation(i)) => match compare.comparison.as_ref().and_then(|c| c.quotations.get(*i)) {
                Some(quotation) => [Some(quotation.left), Some(quotation.right)],
                None => return,
            },
            _ => return,
        };
        let Some(compare) = self.compare.as_mut() else { return };
        compare.pair = None;
        if compare.areas.stacked {
            // The texts were hidden behind the column; they come back with the passage.
            compare.part = Part::Text(if spans[0].is_some() { Hand::Left } else { Hand::Right });
            self.arrange_comparison();
        }
        let Some(compare) = self.compare.as_mut() else { return };
        match spans {
            [Some(left), Some(right)] => compare.show_both(left, right),
            [Some(left), None] => compare.show_one(Hand::Left, left),
            [None, Some(right)] => compare.show_one(Hand::Right, right),
            [None, None] => {}
        }
    }

    fn open_why_pair(&mut self) {
        let Some(compare) = &self.compare else { return };
        let Some(pair) = compare.pair.and_then(|i| compare.comparison.as_ref()?.pairs.get(i)) else {
            self.notice = Some("go to a pair with ]c first".into());
            return;
        };
        let of = |side: usize, span: Span| {
            self.library.corpus.get(compare.articles[side]).map_or("", |a| span.of(&a.text)).to_owned()
        };
        let mut lines = vec![Line::heading("Why these two passages?")];
        lines.extend(self.window_lines(vec![
            Line::pair("left", of(0, pair.left)),
            Line::pair("right", of(1, pair.right)),
            Line::pair("what they share", pair.reason.to_string()),
            Line::pair("how sure", format!("{:.0} of 100", pair.score * 100.0)),
        ]));
        self.window = Some(Window::new(WindowKind::Why, "Why are these paired?", lines));
    }
}

/// What Tab walks through.
const PARTS: [Part; 3] = [Part::Text(Hand::Left), Part::Text(Hand::Right), Part::Matches];

fn part_index(part: Part) -> usize {
    PARTS.iter().position(|p| *p == part).unwrap_or(0)
}

/// Where the paired passages of one side begin, sorted.
fn breaks(comparison: Option<&Comparison>, side: Hand) -> Vec<u32> {
    let pairs = comparison.map_or(&[][..], |c| &c.pairs);
    let start = |p: &crate::model::comparison::Pair| if side == Hand::Left { p.left.start } else { p.right.start };
    let mut out: Vec<_> = pairs.iter().map(start).collect();
    out.sort_unstable();
    out.dedup();
    out
}

impl Compare {
    /// The first row of a text that shows at or below the top of the screen.
    fn row_on_top(&self, hand: Hand) -> Option<usize> {
        match self.link {
            Link::Linked => (self.top..self.linked.len()).find_map(|at| self.linked.row(hand, at)),
            Link::Offset | Link::Free => Some(self.tops[hand.index()]),
        }
    }

    /// Puts a row of one text on top; the other one follows as the link wants it, `offset` rows further when it is fixed.
    fn put_on_top(&mut self, hand: Hand, row: usize, offset: isize) {
        match self.link {
            Link::Linked => self.top = self.linked.position(hand, row).min(self.last_top()),
            Link::Offset | Link::Free => {
                self.tops[hand.index()] = row;
                if self.link == Link::Offset {
                    let other = 1 - hand.index();
                    let sign = if other == 1 { offset } else { -offset };
                    self.tops[other] = row.saturating_add_signed(sign);
                }
                self.clamp_tops();
            }
        }
    }

    /// The last useful first row when linked.
    fn last_top(&self) -> usize {
        self.linked.len().saturating_sub(self.text_rows(Hand::Left).max(1))
    }

    fn clamp_tops(&mut self) {
        for hand in Hand::BOTH {
            let last = self.pages[hand.index()].len().saturating_sub(self.text_rows(hand).max(1));
            self.tops[hand.index()] = self.tops[hand.index()].min(last);
        }
    }

    /// Leaves the linked rows; each text stays where it is.
    fn unlink(&mut self) {
        if self.link == Link::Linked {
            self.tops = [Hand::Left, Hand::Right].map(|h| self.row_on_top(h).unwrap_or(0));
            self.clamp_tops();
        }
    }

    /// Scrolls what has the focus, and the other text with it unless they are free.
    pub(super) fn scroll(&mut self, unit: Unit, by: isize) {
        if self.part == Part::Matches {
            self.step_matches(by.saturating_mul(unit.of(usize::from(self.areas.matches.below_heading().height))));
            return;
        }
        let hand = self.hand();
        let rows = by.saturating_mul(unit.of(self.text_rows(hand)));
        match self.link {
            Link::Linked => self.top = self.top.saturating_add_signed(rows).min(self.last_top()),
            Link::Free => {
                self.tops[hand.index()] = self.tops[hand.index()].saturating_add_signed(rows);
                self.clamp_tops();
            }
            Link::Offset => {
                // The distance is kept: both move as far as both can.
                let room = |h: Hand| {
                    let last = self.pages[h.index()].len().saturating_sub(self.text_rows(h).max(1));
                    let top = self.tops[h.index()] as isize;
                    rows.clamp(-top, last as isize - top.min(last as isize))
                };
                let (a, b) = (room(Hand::Left), room(Hand::Right));
                let moved = if a.unsigned_abs() > b.unsigned_abs() { a } else { b };
                for hand in Hand::BOTH {
                    self.tops[hand.index()] = self.tops[hand.index()].saturating_add_signed(moved);
                }
                self.clamp_tops();
            }
        }
    }

    fn step_matches(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs().min(self.matches.len()) {
            let next = if by > 0 {
                (self.selected + 1..self.matches.len()).find(|i| self.matches[*i].selectable())
            } else {
                (0..self.selected).rev().find(|i| self.matches[*i].selectable())
            };
            match next {
                Some(next) => self.selected = next,
                None => break,
            }
        }
        self.scroll_matches();
    }

    fn scroll_matches(&mut self) {
        let rows = usize::from(self.areas.matches.below_heading().height).max(1);
        self.matches_top = scrolled(self.matches_top, self.selected, rows, self.matches.len());
        if self.matches.iter().take(self.selected).all(|r| !r.selectable()) {
            self.matches_top = 0;
        }
    }

    /// Lights a passage on each side and shows both on the same row.
    fn show_both(&mut self, left: Span, right: Span) {
        self.lit = [Some(left), Some(right)];
        let rows = [self.pages[0].row_of(left.from()), self.pages[1].row_of(right.from())];
        let at = [self.linked.position(Hand::Left, rows[0]), self.linked.position(Hand::Right, rows[1])];
        let third = self.text_rows(Hand::Left) / 3;
        if at[0] == at[1] && self.link != Link::Free {
            self.link = Link::Linked;
            let visible = (self.top..self.top + self.text_rows(Hand::Left)).contains(&at[0]);
            if !visible {
                self.top = at[0].saturating_sub(third).min(self.last_top());
            }
            return;
        }
        if self.link == Link::Linked {
            self.link = Link::Offset;
        }
        let above = third.min(rows[0]).min(rows[1]);
        self.tops = [rows[0] - above, rows[1] - above];
        self.clamp_tops();
    }

    /// Lights and shows a passage of one side.
    fn show_one(&mut self, hand: Hand, span: Span) {
        self.lit = [None, None];
        self.lit[hand.index()] = Some(span);
        let row = self.pages[hand.index()].row_of(span.from());
        let third = self.text_rows(hand) / 3;
        match self.link {
            Link::Linked => {
                let at = self.linked.position(hand, row);
                if !(self.top..self.top + self.text_rows(hand)).contains(&at) {
                    self.top = at.saturating_sub(third).min(self.last_top());
                }
            }
            Link::Offset | Link::Free => {
                self.tops[hand.index()] = row.saturating_sub(third);
                self.clamp_tops();
            }
        }
    }
}
