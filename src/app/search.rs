//! The search in the text of the open article.

use std::sync::Arc;

use tui_input::Input;

use crate::app::page::Anchor;
use crate::text::fold::Folded;
use crate::text::span::Span;

/// State of the search.
#[derive(Debug, Default)]
pub struct Search {
    /// The line that is being edited.
    pub input: Input,
    /// Whether keys go into it.
    pub typing: bool,
    /// What is searched for; empty when no search is active.
    pub query: String,
    /// All hits in the open article, in order.
    pub hits: Vec<Span>,
    /// The hit that the last motion led to, as an index.
    pub current: Option<usize>,
    /// What was searched for, the latest last.
    pub(super) history: Vec<String>,
    /// How many searches were accepted in this run.
    pub(super) accepted: usize,
    /// Where in the history the line is; its length for what is typed.
    pub(super) at: usize,
    /// What stood on top before the search began: Escape leads back to it.
    pub(super) origin: Anchor,
    /// The open article's text, folded; made by the first search in it.
    pub(super) folded: Option<Arc<Folded>>,
}

impl Search {
    /// Whether `n` and `N` walk through hits.
    pub fn active(&self) -> bool {
        !self.query.is_empty()
    }
}
