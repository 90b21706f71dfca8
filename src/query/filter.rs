//! A query at work: the articles that it finds.

use jiff::civil::Date;

use crate::model::article_id::ArticleId;
use crate::query::ast::{Field, Fit, Query, State, Value};
use crate::query::index::{Index, Known};
use crate::query::names::Pattern;
use crate::query::needle::Needle;
use crate::query::set::ArticleSet;
use crate::text::fold::fold;

/// A query with everything folded and prepared.
#[derive(Clone, Debug)]
pub struct Filter {
    plan: Plan,
}

/// What the reader has done with articles.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Those not yet read to their end.
    pub unread: ArticleSet,
    /// Those marked.
    pub marked: ArticleSet,
    /// Those with a star.
    pub starred: ArticleSet,
    /// Those with a note.
    pub noted: ArticleSet,
}

#[derive(Clone, Debug)]
enum Plan {
    All,
    /// The cheapest first: what it leaves is all that the others look at.
    And(Vec<Plan>),
    Or(Vec<Plan>),
    Not(Box<Plan>),
    Text(Needle),
    Title(Needle),
    WholeTitle(String),
    Named(Field, Pattern),
    From(Date),
    Until(Date),
    Is(State),
}

impl Filter {
    /// Prepares a query.
    pub fn new(query: &Query) -> Self {
        Self { plan: Plan::new(query) }
    }

    /// The articles of the index that the query finds.
    pub fn select(&self, index: &Index, reading: &Reading) -> ArticleSet {
        self.plan.within(&ArticleSet::first(index.len()), index, reading)
    }
}

impl Plan {
    fn new(query: &Query) -> Self {
        let plans = |parts: &[Query]| {
            let mut plans: Vec<_> = parts.iter().map(Self::new).collect();
            plans.sort_by_key(Self::cost);
            plans
        };
        match query {
            Query::All => Self::All,
            Query::And(parts) => Self::And(plans(parts)),
            Query::Or(parts) => Self::Or(plans(parts)),
            Query::Not(inner) => Self::Not(Box::new(Self::new(inner))),
            Query::Text(value) => Self::Text(needle(value)),
            Query::Field(Field::Title, value) => match value.fit() {
                Fit::Whole => Self::WholeTitle(fold(value.text().trim()).text().to_owned()),
                Fit::Begins | Fit::Inside | Fit::Words => Self::Title(needle(value)),
            },
            Query::Field(field, value) => Self::Named(*field, Pattern::new(value)),
            Query::After(period) => Self::From(period.first_day()),
            Query::Before(period) => Self::Until(period.first_day()),
            Query::Is(state) => Self::Is(*state),
        }
    }

    /// How much work it is, roughly.
    fn cost(&self) -> u32 {
        match self {
            Self::All | Self::Is(_) => 0,
            Self::From(_) | Self::Until(_) => 1,
            Self::Named(..) | Self::Title(_) | Self::WholeTitle(_) => 2,
            Self::Text(_) => 100,
            Self::Not(inner) => inner.cost(),
            Self::And(parts) | Self::Or(parts) => parts.iter().map(Self::cost).sum(),
        }
    }

    /// Those of `candidates` that the query finds.
    fn within(&self, candidates: &ArticleSet, index: &Index, reading: &Reading) -> ArticleSet {
        let by_name = |mut found: ArticleSet| {
            found.keep_all(candidates);
            found
        };
        let entry = |id: &ArticleId| index.article(*id);
        match self {
            Self::All => candidates.clone(),
            Self::And(parts) => {
                let mut found = candidates.clone();
                for part in parts {
                    if found.is_empty() {
                        break;
                    }
                    found = part.within(&found, index, reading);
                }
                found
            }
            Self::Or(parts) => {
                let mut found = ArticleSet::default();
                let mut left = candidates.clone();
                for part in parts {
                    let more = part.within(&left, index, reading);
                    left.remove_all(&more);
                    found.insert_all(&more);
                }
                found
            }
            Self::Not(inner) => {
                let mut left = candidates.clone();
                left.remove_all(&inner.within(candidates, index, reading));
                left
            }
            Self::Text(needle) => index.having(needle, candidates),
            Self::Title(needle) => {
                candidates.iter().filter(|id| entry(id).is_some_and(|e| needle.find(e.title(), 0).is_some())).collect()
            }
            Self::WholeTitle(title) => {
                candidates.iter().filter(|id| entry(id).is_some_and(|e| e.title().trim() == title)).collect()
            }
            Self::Named(field, pattern) => by_name(index.named(*field, pattern)),
            Self::From(day) => candidates
                .iter()
                .filter(|id| entry(id).and_then(Known::published).is_some_and(|date| date >= *day))
                .collect(),
            Self::Until(day) => candidates
                .iter()
                .filter(|id| entry(id).and_then(Known::published).is_some_and(|date| date < *day))
                .collect(),
            Self::Is(State::Unread) => by_name(reading.unread.clone()),
            Self::Is(State::Read) => {
                let mut read = candidates.clone();
                read.remove_all(&reading.unread);
                read
            }
            Self::Is(State::Marked) => by_name(reading.marked.clone()),
            Self::Is(State::Starred) => by_name(reading.starred.clone()),
            Self::Is(State::Noted) => by_name(reading.noted.clone()),
            Self::Is(State::Disputed) => by_name(index.disputed()),
        }
    }
}

/// What is looked for in texts to find such words.
pub fn needle(value: &Value) -> Needle {
    match value.fit() {
        Fit::Begins => Needle::begins(value.text()),
        Fit::Inside => Needle::anywhere(value.text()),
        Fit::Words | Fit::Whole => Needle::whole_words(value.text()),
    }
}

#[cfg(test)]
mod tests;
