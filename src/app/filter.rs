//! Which articles the list shows, and in which order.

use tui_input::Input;

use crate::app::places::Place;
use crate::query::ast::Query;
use crate::query::complete::Completion;
use crate::query::error::QueryError;
use crate::query::filter::Reading;
use crate::query::index::Index;
use crate::query::set::ArticleSet;
use crate::store::held::Held;

/// State of the filter.
#[derive(Debug, Default)]
pub struct Filter {
    /// What is filtered by; [`Query::All`] when nothing is.
    pub query: Query,
    /// The query line while it is open.
    pub line: Option<QueryLine>,
    /// The order of the list.
    pub sort: Sort,
    /// What it was before, the latest first: it decides among equals.
    pub ties: Vec<Sort>,
    /// The articles that pass; meaningless while nothing is filtered.
    pub(super) shown: ArticleSet,
    /// What queries look at.
    pub(super) index: Index,
    /// Which articles were opened and marked.
    pub(super) reading: Reading,
    /// Queries that were accepted, the latest last.
    pub(super) history: Vec<String>,
    /// How many were accepted in this run.
    pub(super) accepted: usize,
}

impl Filter {
    /// Whether the list may show less than everything.
    pub fn active(&self) -> bool {
        self.query != Query::All
    }
}

/// The query line.
#[derive(Debug, Default)]
pub struct QueryLine {
    /// What is typed.
    pub input: Input,
    /// What is wrong with it; the list stays as it was meanwhile.
    pub error: Option<QueryError>,
    /// What the word at the cursor could become.
    pub completions: Vec<Completion>,
    /// The completion that Tab chose last.
    pub chosen: Option<usize>,
    /// What the filter was before.
    pub(super) before: Query,
    /// Where one was, and the first entry of the list on the screen: Escape leads back there.
    pub(super) back: Option<(Place, usize)>,
    /// Where in the history the line is; its length for the line itself.
    pub(super) at: usize,
    /// What was typed before the history was walked through.
    pub(super) typed: String,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: SortKey,
    /// Whether the last comes first.
    pub reversed: bool,
}

impl Sort {
    /// What the header says: the key, and whether it rises or falls.
    pub fn sign(self) -> String {
        match (self.by, self.reversed) {
            (SortKey::Story, false) => self.by.name().to_owned(),
            (by, false) => format!("{} ↑", by.name()),
            (by, true) => format!("{} ↓", by.name()),
        }
    }

    /// The same as a sentence says it.
    pub fn words(self) -> String {
        let [first, last] = match self.by {
            SortKey::Loading => ["as loaded", "the last first"],
            SortKey::Date => ["the oldest first", "the newest first"],
            SortKey::Title | SortKey::Source => ["from A to Z", "from Z to A"],
            SortKey::Length => ["the shortest first", "the longest first"],
            SortKey::Story => ["the most told first", "the least told first"],
        };
        format!("{}, {}", self.by.name(), if self.reversed { last } else { first })
    }
}

/// What the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortKey {
    /// The order of loading.
    #[default]
    Loading,
    /// Day of publication; articles without one come last.
    Date,
    /// Headline, folded.
    Title,
    /// Outlet, folded; articles without one come last.
    Source,
    /// Number of words.
    Length,
    /// Story, the most told first, then those that one article tells; by date within each.
    Story,
}

impl SortKey {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Loading, Self::Date, Self::Title, Self::Source, Self::Length, Self::Story];

    /// The word that the header shows.
    pub fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Date => "date",
            Self::Title => "title",
            Self::Source => "source",
            Self::Length => "length",
            Self::Story => "story",
        }
    }

    /// Whether an article has nothing to be sorted by.
    pub(super) fn is_missing(self, article: &Held) -> bool {
        match self {
            Self::Date => article.metadata.published.is_none(),
            Self::Source => article.metadata.source.is_none(),
            Self::Loading | Self::Title | Self::Length | Self::Story => false,
        }
    }

    /// What an article is sorted by: keys of one sort compare as the articles do. Stories are no matter of one article;
    /// of what is left, they go by date.
    pub(super) fn of(self, article: &Held) -> (bool, i64, String) {
        let folded = |text: &str| crate::text::fold::fold(text).text().to_owned();
        match self {
            Self::Loading => (false, 0, String::new()),
            Self::Date | Self::Story => {
                let day = article.metadata.published;
                let number = |d: jiff::civil::Date| i64::from(d.year()) * 400 + i64::from(d.day_of_year());
                (day.is_none(), day.map_or(0, number), String::new())
            }
            Self::Title => (false, 0, folded(article.title())),
            Self::Source => {
                let source = article.metadata.source.as_deref();
                (source.is_none(), 0, source.map_or_else(String::new, folded))
            }
            Self::Length => (false, article.word_count() as i64, String::new()),
        }
    }
}
