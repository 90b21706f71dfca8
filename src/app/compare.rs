//! Two articles side by side.

use std::sync::Arc;

use crate::app::compare::areas::CompareAreas;
use crate::app::compare::matches::MatchRow;
use crate::app::compare::passages::{Passages, State};
use crate::app::compare::rows::{Linked, anchors};
use crate::app::compare::strip::Strip;
use crate::app::highlights::{Highlights, joined};
use crate::app::page::{Anchor, Page, RowKind};
use crate::model::article_id::ArticleId;
use crate::model::comparison::{Comparison, Difference, Pair};
use crate::text::span::Span;

pub mod areas;
pub mod by_hand;
pub mod matches;
pub mod passages;
pub mod rows;
pub mod strip;
pub mod told;

/// One of the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// The left article.
    Left,
    /// The right article.
    Right,
}

impl Hand {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// As an index: 0 and 1.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
        }
    }

    /// The passage that a pair has on this side.
    pub fn of(self, pair: &Pair) -> Span {
        match self {
            Self::Left => pair.left,
            Self::Right => pair.right,
        }
    }

    /// The words that a difference has on this side.
    pub fn words(self, difference: &Difference) -> &[Span] {
        match self {
            Self::Left => &difference.left,
            Self::Right => &difference.right,
        }
    }
}

/// How the two texts scroll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Paired passages start on the same row; blank rows pad the shorter side.
    #[default]
    Linked,
    /// Together, at a fixed distance.
    Offset,
    /// Each by itself.
    Free,
}

impl Link {
    /// The word that the border shows.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linked => "linked",
            Self::Offset => "offset",
            Self::Free => "free",
        }
    }
}

/// Which passages are folded away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fold {
    /// None.
    #[default]
    Nothing,
    /// What both texts say; what they tell differently stays.
    Shared,
    /// What only one text has.
    Alone,
    /// All but what the texts tell differently.
    Agreeing,
}

impl Fold {
    /// Whether passages of a state are folded away.
    pub fn hides(self, state: State) -> bool {
        match self {
            Self::Nothing => false,
            Self::Shared => state == State::Both,
            Self::Alone => state == State::Only,
            Self::Agreeing => state != State::Differs,
        }
    }

    /// What the key that folds leads to from here.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Nothing => Self::Shared,
            Self::Shared => Self::Alone,
            Self::Alone => Self::Agreeing,
            Self::Agreeing => Self::Nothing,
        }
    }
}

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A text.
    Text(Hand),
    /// The column of what both have and what only one has.
    Matches,
}

/// State of the comparison.
#[derive(Debug)]
pub struct Compare {
    /// The articles.
    pub articles: [ArticleId; 2],
    /// Which of the articles that can stand on the right does, from 1, and how many they are.
    pub rank: (usize, usize),
    /// What they have in common; `None` while it is being computed.
    pub comparison: Option<Arc<Comparison>>,
    /// Its pairs with what was changed by hand, in the order of the left text, then of the right one.
    pub pairs: Vec<Pair>,
    /// How many of them say the same, differ, and are on the same matter; every frame shows it.
    by_state: [usize; 3],
    /// The passages of each text.
    pub passages: [Passages; 2],
    /// The words of each text that its counterparts do not have, sorted.
    pub differing: [Vec<Span>; 2],
    /// The rows of each text, with a new row at every paired passage.
    pub pages: [Arc<Page>; 2],
    /// The marks of each text, sorted; empty until it is analysed.
    pub highlights: [Arc<Highlights>; 2],
    /// The rows of both beside each other.
    pub linked: Linked,
    /// The overview of both.
    pub strip: Strip,
    /// How the texts scroll.
    pub link: Link,
    /// Which passages are folded away.
    pub fold: Fold,
    /// The runs of passages of each text that are folded, sorted.
    pub folds: [Vec<Span>; 2],
    /// What would be folded and was opened by itself.
    pub(in crate::app) opened: [Vec<Span>; 2],
    /// The first row on the screen: of [`linked`](Self::linked) when the texts are linked.
    pub top: usize,
    /// The first row of each text when they are not.
    pub tops: [usize; 2],
    /// The place that the last layout kept.
    pub(in crate::app) kept: Option<Kept>,
    /// What has the focus.
    pub part: Part,
    /// The pair that the last motion led to, as an index into [`pairs`](Self::pairs).
    pub pair: Option<usize>,
    /// The passages that are lit, one a side.
    pub lit: [Option<Span>; 2],
    /// The passage that waits for another to be paired with.
    pub waiting: Option<(Hand, Span)>,
    /// The hits of the search in each text, in order.
    pub hits: [Vec<Span>; 2],
    /// Whether the column of matches is hidden.
    pub bare: bool,
    /// Where everything lies.
    pub areas: CompareAreas,
    /// The column of matches.
    pub matches: Vec<MatchRow>,
    /// Its selected row.
    pub selected: usize,
    /// Its first row on the screen.
    pub matches_top: usize,
}

/// Places in the texts that survive another layout.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Kept {
    /// The text whose place counts where the other one follows it.
    hand: Hand,
    /// What stands where in each text.
    places: [Option<Standing>; 2],
    /// The state that it led to: as long as that stays, nobody scrolled.
    led_to: Option<Scrolled>,
}

/// A place in a text, and the row of the screen on which it stands.
#[derive(Clone, Copy, Debug)]
struct Standing {
    anchor: Anchor,
    screen: usize,
    /// Whether it is what is lit, and not what stands on top.
    lit: bool,
}

/// Where the texts are scrolled to, and what is lit.
type Scrolled = (usize, [usize; 2], [Option<Span>; 2]);

impl Compare {
    pub(super) fn new(left: ArticleId, right: ArticleId) -> Self {
        Self {
            articles: [left, right],
            rank: (0, 0),
            comparison: None,
            pairs: Vec::new(),
            by_state: [0; 3],
            passages: [Passages::default(), Passages::default()],
            differing: [Vec::new(), Vec::new()],
            pages: [Arc::default(), Arc::default()],
            highlights: [Arc::default(), Arc::default()],
            linked: Linked::default(),
            strip: Strip::default(),
            link: Link::Linked,
            fold: Fold::Nothing,
            folds: [Vec::new(), Vec::new()],
            opened: [Vec::new(), Vec::new()],
            top: 0,
            tops: [0, 0],
            kept: None,
            part: Part::Text(Hand::Left),
            pair: None,
            lit: [None, None],
            waiting: None,
            hits: [Vec::new(), Vec::new()],
            bare: false,
            areas: CompareAreas::default(),
            matches: Vec::new(),
            selected: 0,
            matches_top: 0,
        }
    }

    /// The side that has the focus; the left one while the matches have it.
    pub fn hand(&self) -> Hand {
        match self.part {
            Part::Text(hand) => hand,
            Part::Matches => Hand::Left,
        }
    }

    /// How many pairs say the same, how many differ, and how many are on the same matter.
    pub fn pairs_by_state(&self) -> [usize; 3] {
        self.by_state
    }

    /// Whether the passages of a pair stand in another order than those of others: they cannot stand side by side with them.
    pub fn is_moved(&self, pair: &Pair) -> bool {
        let order = |p: &Pair| (p.left.start.cmp(&pair.left.start), p.right.start.cmp(&pair.right.start));
        let crosses = |p: &&Pair| {
            let (left, right) = order(p);
            left.is_ne() && right.is_ne() && left != right
        };
        self.pairs.iter().filter(|p| p.score >= pair.score).any(|p| crosses(&p))
    }

    /// Rows of a text on the screen, without its heading.
    pub fn text_rows(&self, hand: Hand) -> usize {
        usize::from(self.areas.texts[hand.index()].below_heading().height)
    }

    /// The row of a text's page that shows at row `screen` of its pane; `None` for padding and behind the end.
    pub fn row_at(&self, hand: Hand, screen: usize) -> Option<usize> {
        if self.is_padded() {
            return self.linked.row(hand, self.top + screen);
        }
        let row = self.first_row(hand) + screen;
        (row < self.pages[hand.index()].len()).then_some(row)
    }

    /// Whether blank rows pad the shorter side: not where texts that stand below each other would lose room to them.
    fn is_padded(&self) -> bool {
        self.link == Link::Linked && !self.areas.stacked
    }

    /// The row of a text's page that stands on top where nothing is padded. Linked texts that stand below each other show
    /// what stands at the same height side by side, or what comes next.
    fn first_row(&self, hand: Hand) -> usize {
        match self.link {
            Link::Linked => {
                let last = self.pages[hand.index()].len().saturating_sub(self.text_rows(hand).max(1));
                self.linked.row_from(hand, self.top).min(last)
            }
            Link::Offset | Link::Free => self.tops[hand.index()],
        }
    }

    /// The row of the screen that shows a row of a text's page, if one does.
    pub fn screen_row(&self, hand: Hand, row: usize) -> Option<usize> {
        let screen = if self.is_padded() {
            self.linked.position(hand, row).checked_sub(self.top)?
        } else {
            row.checked_sub(self.first_row(hand))?
        };
        (screen < self.text_rows(hand)).then_some(screen)
    }

    /// The rows of both that the screen shows: those of the text with the focus.
    pub fn window(&self) -> std::ops::Range<usize> {
        let hand = self.hand();
        let rows = self.text_rows(hand);
        match self.link {
            Link::Linked => self.top..self.top + rows,
            Link::Offset | Link::Free => {
                let top = self.tops[hand.index()];
                let at = |row| self.linked.position(hand, row);
                at(top)..at(top + rows.saturating_sub(1)) + 1
            }
        }
    }

    /// The passage that is lit on one side, if it is a whole one.
    pub fn lit_passage(&self, hand: Hand) -> Option<Span> {
        let lit = self.lit[hand.index()]?;
        let passages = &self.passages[hand.index()];
        passages.at(lit.from()).and_then(|at| passages.all().get(at)).map(|p| p.span).filter(|span| *span == lit)
    }

    /// The run of folded passages that hides an offset of a text.
    pub fn fold_at(&self, hand: Hand, offset: usize) -> Option<Span> {
        self.folds[hand.index()].iter().copied().find(|f| f.contains(offset))
    }

    /// The passage that keys are about, as an index: the lit one if it is on the screen, or else the first that begins
    /// there.
    pub fn here(&self, hand: Hand) -> Option<usize> {
        let (page, passages) = (&self.pages[hand.index()], &self.passages[hand.index()]);
        let lit = self.lit[hand.index()].filter(|s| self.screen_row(hand, page.row_of(s.from())).is_some());
        if let Some(lit) = lit {
            return passages.at(lit.from());
        }
        let shown = (0..self.text_rows(hand)).filter_map(|at| page.rows().get(self.row_at(hand, at)?));
        let mut read = shown.filter(|r| !r.span.is_empty() && r.kind != RowKind::Title && r.kind != RowKind::Fold);
        let first = read.clone().next()?.span;
        read.find_map(|row| passages.begin_in(row.span)).or_else(|| passages.at(first.from()))
    }

    /// Takes in pairs; what is derived from them and from the article of each side follows.
    pub(super) fn set_pairs(&mut self, pairs: Vec<Pair>) {
        self.pairs = pairs;
        let count = |state: State| self.pairs.iter().filter(|p| State::of(p) == state).count();
        self.by_state = [count(State::Both), count(State::Differs), count(State::Near)];
        for hand in Hand::BOTH {
            let differences = self.pairs.iter().flat_map(|p| &p.differences);
            let mut spans: Vec<Span> = differences.flat_map(|d| hand.words(d)).copied().collect();
            spans.sort_unstable();
            self.differing[hand.index()] = joined(spans.into_iter());
        }
    }

    /// Sets the rows of both beside each other anew, from the pairs, and sums them up.
    pub(super) fn link_rows(&mut self) {
        let anchors = anchors(&self.pairs, [&self.pages[0], &self.pages[1]]);
        self.linked = Linked::new(&anchors, [self.pages[0].len(), self.pages[1].len()]);
        let strip = self.areas.strip;
        let cells = usize::from(if self.areas.stacked { strip.width } else { strip.height });
        let visible = self.text_rows(Hand::Left);
        self.strip = Strip::new(cells, visible, &self.linked, [&self.pages[0], &self.pages[1]], &self.passages);
    }

    fn scrolled(&self) -> Scrolled {
        (self.top, self.tops, self.lit)
    }

    /// The places that another layout shall keep: what is lit, or else what stands on top; the same as last time if
    /// nobody scrolled since, so that folding and unfolding lead back.
    pub(super) fn place(&self) -> Kept {
        let same = self.kept.filter(|k| k.led_to.is_none_or(|s| s == self.scrolled()));
        // Of texts below each other the one leads that has something at this height.
        let follows =
            !self.is_padded() && self.link == Link::Linked && self.linked.row(self.hand(), self.top).is_none();
        let hand = if follows { self.hand().other() } else { self.hand() };
        same.unwrap_or_else(|| Kept {
            hand,
            places: Hand::BOTH.map(|hand| self.lit_place(hand).or_else(|| self.top_place(hand))),
            led_to: None,
        })
    }

    fn lit_place(&self, hand: Hand) -> Option<Standing> {
        let lit = self.lit[hand.index()]?;
        let screen = self.screen_row(hand, self.pages[hand.index()].row_of(lit.from()))?;
        Some(Standing { anchor: Anchor::Offset(lit.from()), screen, lit: true })
    }

    /// What stands on top of a text.
    pub(super) fn top_anchor(&self, hand: Hand) -> Option<Anchor> {
        self.top_place(hand).map(|place| place.anchor)
    }

    fn top_place(&self, hand: Hand) -> Option<Standing> {
        let page = &self.pages[hand.index()];
        let rows = self.text_rows(hand).max(1);
        let at = |screen| Some(Standing { anchor: page.anchor(self.row_at(hand, screen)?), screen, lit: false });
        (0..rows).find_map(at)
    }

    /// Scrolls so that kept places stand where they stood: both, or when linked the one that counts.
    pub(super) fn restore(&mut self, kept: Kept) {
        for hand in [kept.hand.other(), kept.hand] {
            if let Some(place) = kept.places[hand.index()] {
                let row = self.pages[hand.index()].row_at(place.anchor);
                // Only padding stands above what is on top.
                let above = if place.lit || self.is_padded() { place.screen } else { 0 };
                self.put(hand, row, above.min(self.text_rows(hand).saturating_sub(1)));
            }
        }
        self.kept = Some(Kept { led_to: Some(self.scrolled()), ..kept });
    }

    /// The same comparison as far as another right article allows: what was chosen, and the place in the left text.
    pub(super) fn take_over(&mut self, before: &Self) {
        (self.link, self.fold, self.part) = (before.link, before.fold, before.part);
        let places = [before.top_place(Hand::Left), None];
        self.kept = Some(Kept { hand: Hand::Left, places, led_to: None });
    }
}
