//! Two articles side by side.

use std::sync::Arc;

use crate::app::compare_rows::{Linked, chain};
use crate::app::geometry::Area;
use crate::app::highlights::Highlights;
use crate::app::page::Page;
use crate::model::comparison::Comparison;
use crate::model::corpus::ArticleId;
use crate::model::entity::EntityId;
use crate::model::issue::IssueId;
use crate::text::span::Span;

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

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A text.
    Text(Hand),
    /// The column of what both have and what only one has.
    Matches,
}

/// The rectangles of the comparison, headings included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompareAreas {
    /// The two texts.
    pub texts: [Area; 2],
    /// The column of matches; empty where there is no room.
    pub matches: Area,
    /// Whether the texts stand below each other for want of columns.
    pub stacked: bool,
}

/// Columns from which the texts stand side by side.
pub const SIDE_BY_SIDE: u16 = 100;
/// Columns from which the matches have a column of their own.
pub const WITH_COLUMN: u16 = 120;

impl CompareAreas {
    /// Divides `body`, the screen without header and status. `part` matters where not everything fits.
    pub fn new(body: Area, part: Part) -> Self {
        let Area { x, y, width, height } = body;
        if width < SIDE_BY_SIDE {
            if part == Part::Matches {
                return Self { texts: [Area::default(); 2], matches: body, stacked: true };
            }
            let upper = height / 2;
            let left = Area { height: upper, ..body };
            let right = Area { y: y + upper, height: height - upper, ..body };
            return Self { texts: [left, right], matches: Area::default(), stacked: true };
        }
        let (texts_width, texts_height, matches) = if width >= WITH_COLUMN {
            let column = (width * 26 / 100).min(44);
            (width - column - 1, height, Area { x: x + width - column, width: column, ..body })
        } else {
            let strip = (height / 3).max(3).min(height);
            (width, height - strip, Area { y: y + height - strip, height: strip, ..body })
        };
        let half = texts_width.saturating_sub(1) / 2;
        let left = Area { width: half, height: texts_height, ..body };
        let right = Area { x: x + half + 1, width: texts_width - half - 1, height: texts_height, ..body };
        Self { texts: [left, right], matches, stacked: false }
    }
}

/// State of the comparison.
#[derive(Debug)]
pub struct Compare {
    /// The articles.
    pub articles: [ArticleId; 2],
    /// What they have in common; `None` while it is being computed.
    pub comparison: Option<Arc<Comparison>>,
    /// The rows of each text, with a new row at every paired passage.
    pub pages: [Arc<Page>; 2],
    /// The marks of each text, sorted; empty until it is analysed.
    pub highlights: [Arc<Highlights>; 2],
    /// The rows of both beside each other.
    pub linked: Linked,
    /// How the texts scroll.
    pub link: Link,
    /// The first row on the screen: of [`linked`](Self::linked) when the texts are linked.
    pub top: usize,
    /// The first row of each text when they are not.
    pub tops: [usize; 2],
    /// What has the focus.
    pub part: Part,
    /// The pair that the last motion led to, as an index into the pairs.
    pub pair: Option<usize>,
    /// The passages that are lit, one a side.
    pub lit: [Option<Span>; 2],
    /// Where everything lies.
    pub areas: CompareAreas,
    /// The column of matches.
    pub matches: Vec<MatchRow>,
    /// Its selected row.
    pub selected: usize,
    /// Its first row on the screen.
    pub matches_top: usize,
}

/// A row of the column of matches.
#[derive(Clone, Debug, PartialEq)]
pub enum MatchRow {
    /// A heading with the number of entries below it.
    Heading(&'static str, usize),
    /// An entity that both have, or one of them.
    Entity {
        /// Its name.
        name: String,
        /// What it is in each article.
        ids: [Option<EntityId>; 2],
    },
    /// An issue that both have, or one of them.
    Issue {
        /// Its name.
        name: String,
        /// What it is in each article.
        ids: [Option<IssueId>; 2],
    },
    /// An utterance that both quote: its index in [`Comparison::quotations`].
    Quotation(usize),
    /// Nothing.
    Blank,
}

impl MatchRow {
    /// Whether it can be selected.
    pub fn selectable(&self) -> bool {
        !matches!(self, Self::Heading(..) | Self::Blank)
    }
}

/// Whether a match belongs into a group, told whether the left and the right article have it.
type Wanted = fn(bool, bool) -> bool;

impl Compare {
    pub(super) fn new(left: ArticleId, right: ArticleId) -> Self {
        Self {
            articles: [left, right],
            comparison: None,
            pages: [Arc::default(), Arc::default()],
            highlights: [Arc::default(), Arc::default()],
            linked: Linked::default(),
            link: Link::Linked,
            top: 0,
            tops: [0, 0],
            part: Part::Text(Hand::Left),
            pair: None,
            lit: [None, None],
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

    /// Rows of a text on the screen, without its heading.
    pub fn text_rows(&self, hand: Hand) -> usize {
        usize::from(self.areas.texts[hand.index()].below_heading().height)
    }

    /// The row of a text's page that shows at row `screen` of its pane; `None` for padding and behind the end.
    pub fn row_at(&self, hand: Hand, screen: usize) -> Option<usize> {
        match self.link {
            Link::Linked => self.linked.row(hand, self.top + screen),
            Link::Offset | Link::Free => {
                let row = self.tops[hand.index()] + screen;
                (row < self.pages[hand.index()].len()).then_some(row)
            }
        }
    }

    /// Sets the rows of both beside each other anew, from the pairs.
    pub(super) fn link_rows(&mut self) {
        let pairs = self.comparison.as_ref().map_or(&[][..], |c| &c.pairs);
        let anchors: Vec<_> = chain(pairs)
            .into_iter()
            .map(|p| [self.pages[0].row_of(p.left.from()), self.pages[1].row_of(p.right.from())])
            .collect();
        self.linked = Linked::new(&anchors, [self.pages[0].len(), self.pages[1].len()]);
    }

    /// Makes the rows of the column of matches from the comparison.
    pub(super) fn list_matches(&mut self) {
        self.matches.clear();
        let Some(comparison) = self.comparison.clone() else { return };
        let groups: [(&str, &str, Wanted); 3] = [
            ("Issues in both", "People, places, bodies in both", |l, r| l && r),
            ("Issues only left", "Named only left", |l, r| l && !r),
            ("Issues only right", "Named only right", |l, r| !l && r),
        ];
        for (issues, entities, wanted) in groups {
            let rows = comparison
                .issues
                .iter()
                .filter(|i| wanted(i.left.is_some(), i.right.is_some()))
                .map(|i| MatchRow::Issue { name: i.name.clone(), ids: [i.left, i.right] });
            self.section(issues, rows.collect());
            if wanted(true, true) {
                self.section("Quoted in both", (0..comparison.quotations.len()).map(MatchRow::Quotation).collect());
            }
            let rows = comparison
                .entities
                .iter()
                .filter(|e| wanted(e.left.is_some(), e.right.is_some()))
                .map(|e| MatchRow::Entity { name: e.name.clone(), ids: [e.left, e.right] });
            self.section(entities, rows.collect());
        }
        self.selected = self.matches.iter().position(MatchRow::selectable).unwrap_or(0);
        self.matches_top = 0;
    }

    fn section(&mut self, title: &'static str, rows: Vec<MatchRow>) {
        if rows.is_empty() {
            return;
        }
        if !self.matches.is_empty() {
            self.matches.push(MatchRow::Blank);
        }
        self.matches.push(MatchRow::Heading(title, rows.len()));
        self.matches.extend(rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_lie_inside_and_apart_at_every_size() {
        for width in 0..180 {
            for height in 0..60 {
                for part in [Part::Text(Hand::Left), Part::Text(Hand::Right), Part::Matches] {
                    let body = Area { x: 0, y: 1, width, height };
                    let areas = CompareAreas::new(body, part);
                    let all = [areas.texts[0], areas.texts[1], areas.matches];
                    let some: Vec<_> = all.into_iter().filter(|a| a.width > 0 && a.height > 0).collect();
                    for (i, a) in some.iter().enumerate() {
                        assert!(a.x + a.width <= width && a.y > 0 && a.y + a.height <= height + 1, "{body:?} {a:?}");
                        for b in &some[i + 1..] {
                            let apart = a.x + a.width <= b.x
                                || b.x + b.width <= a.x
                                || a.y + a.height <= b.y
                                || b.y + b.height <= a.y;
                            assert!(apart, "{body:?}: {a:?} {b:?}");
                        }
                    }
                }
            }
        }
    }
}
