//! The search in the text of the open article, or in both of a comparison.

use std::sync::Arc;

use tui_input::Input;

use crate::app::page::Anchor;
use crate::query::pattern::Strictness;
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
    /// How strictly.
    pub strictness: Strictness,
    /// What is wrong with a regular expression.
    pub error: Option<String>,
    /// All hits in the open article, in order.
    pub hits: Vec<Span>,
    /// The hit that the last motion led to, as an index.
    pub current: Option<usize>,
    /// What was searched for before, the latest last.
    pub(super) history: Vec<String>,
    /// How many searches were accepted in this run.
    pub(super) accepted: usize,
    /// Where in the history the line is; its length for the line itself.
    pub(super) at: usize,
    /// What stood on top before the search began: Escape leads back to it.
    pub(super) origin: Anchor,
    /// The open article's text, folded; made by the first search in it.
    pub(super) folded: Option<Arc<Folded>>,
}

/// How many searches the history keeps.
const HISTORY: usize = 50;

impl Search {
    /// Whether `n` and `N` walk through hits.
    pub fn active(&self) -> bool {
        !self.query.is_empty()
    }

    /// Remembers what was searched for.
    pub(super) fn remember(&mut self) {
        self.accepted += 1;
        self.history.retain(|before| *before != self.query);
        self.history.push(self.query.clone());
        if self.history.len() > HISTORY {
            self.history.remove(0);
        }
    }

    /// Puts what was searched for `by` searches later into the line, or earlier.
    pub(super) fn recall(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.history.len());
        self.input = Input::new(self.history.get(self.at).cloned().unwrap_or_default());
    }
}
