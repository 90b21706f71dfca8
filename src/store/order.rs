//! Orders of articles.

use std::cmp::Reverse;

use crate::model::article_id::ArticleId;
use crate::query::set::ArticleSet;
use crate::store::held::Held;
use crate::store::row::Row;

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
    fn is_missing(self, article: &Held) -> bool {
        match self {
            Self::Date => article.metadata.published.is_none(),
            Self::Source => article.metadata.source.is_none(),
            Self::Loading | Self::Title | Self::Length | Self::Story => false,
        }
    }

    /// What an article is sorted by: keys of one sort compare as the articles do. Stories are no matter of one article;
    /// of what is left, they go by date.
    fn of(self, article: &Held) -> (bool, i64, String) {
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

/// The articles of a set by the first of `sorts`, equals by the next, and last as they were loaded.
pub(super) fn ordered<'a>(
    set: &ArticleSet,
    sorts: &[Sort],
    row: impl Fn(ArticleId) -> Option<Row<'a>>,
) -> Vec<ArticleId> {
    let mut order: Vec<ArticleId> = set.iter().collect();
    // Sorting keeps the order of equals, so the least important comes first.
    for sort in sorts.iter().rev() {
        sorted(&mut order, *sort, &row);
    }
    order
}

/// Sorts articles, those that lack what they are sorted by at the end either way.
fn sorted<'a>(order: &mut [ArticleId], Sort { by, reversed }: Sort, row: &impl Fn(ArticleId) -> Option<Row<'a>>) {
    let lacks = |row: &Option<Row<'_>>| match by {
        SortKey::Story => row.is_none_or(|row| row.story.is_none()),
        by => row.is_none_or(|row| by.is_missing(row.head)),
    };
    if by != SortKey::Loading {
        let key = |id: &ArticleId| {
            let row = row(*id);
            let story = row.and_then(|row| row.story).filter(|_| by == SortKey::Story);
            let place = story.map(|s| (Reverse(s.articles.len()), s.number));
            (lacks(&row), place, row.map(|row| by.of(row.head)))
        };
        order.sort_by_cached_key(key);
    }
    if reversed {
        let known = if by == SortKey::Loading { order.len() } else { order.partition_point(|id| !lacks(&row(*id))) };
        if let Some(known) = order.get_mut(..known) {
            known.reverse();
        }
    }
}
