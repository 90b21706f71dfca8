//! Which articles the list shows, and in which order.

use tui_input::Input;

use crate::app::corpus_search::HitOrder;
use crate::app::places::Place;
use crate::query::ast::Query;
use crate::query::complete::Completion;
use crate::query::error::QueryError;
use crate::query::filter::Reading;
use crate::query::set::ArticleSet;
use crate::store::order::Sort;

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
    /// In which order hits of a search in all articles come.
    pub(super) hits: HitOrder,
    /// The articles that pass; meaningless while nothing is filtered.
    pub(super) shown: ArticleSet,
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
