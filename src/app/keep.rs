//! What lasts from one run to the next, as far as the reader knows it, and what of it has changed since it was written.

use std::collections::{BTreeMap, HashMap};

use crate::app::page::Anchor;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::hash::ContentHash;
use crate::model::memory::{Change, Habits, Hint, Kept, Memory, Note, Visit};
use crate::query::ast::Query;
use crate::store::order::Sort;
use crate::text::span::Span;

/// The memory of the reader.
#[derive(Debug, Default)]
pub struct Keep {
    /// What is known, with all changes.
    pub(super) memory: Memory,
    /// Whether what was kept has been read; what comes from the reader before that is laid over it.
    pub(super) complete: bool,
    /// The hash of each article.
    pub(super) hashes: Vec<ContentHash>,
    /// The articles with a text; more than one where a text is there twice.
    pub(super) ids: HashMap<ContentHash, Vec<ArticleId>>,
    /// Under which text an article was kept, by its path and id.
    pub(super) hints: HashMap<(String, String), ContentHash>,
    /// Where each note is: the article, and the passage unless it is on the whole of it.
    pub(super) placed: BTreeMap<String, Placed>,
    /// What articles were before they were changed.
    pub(super) changed: BTreeMap<ContentHash, Option<Kept>>,
    /// What notes were before they were changed.
    pub(super) changed_notes: BTreeMap<String, Option<Note>>,
    /// What was handed over to be written before it was known what had been kept.
    pub(super) early: Early,
    /// How the reader was used when that was written last.
    pub(super) habits: Habits,
    /// The theme that the configuration or the command line names.
    pub(super) theme: String,
    /// How the screen was then.
    pub(super) seen: Option<Seen>,
    /// What is to be opened again, until it was or the user does something.
    pub(super) restore: Option<Visit>,
}

/// What changed before it was known what had been kept: that is read without it, so it is laid over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Early {
    /// What was kept is still being read.
    Handed(Vec<Change<ContentHash, Kept>>, Vec<Change<String, Note>>),
    /// What was kept is known.
    Over,
}

impl Default for Early {
    fn default() -> Self {
        Self::Handed(Vec::new(), Vec::new())
    }
}

/// Where a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The article.
    pub article: ArticleId,
    /// What it is on.
    pub on: On,
}

/// What of an article a note is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// The whole of it.
    Article,
    /// A passage.
    Passage(Span),
    /// A passage that the text does not have any more, or not for certain.
    Lost,
}

/// What of the screen is kept, as cheap to compare as a frame wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub query: Query,
    pub sort: Sort,
    pub article: Option<ArticleId>,
    pub anchor: Anchor,
    pub in_text: bool,
    pub widths: (u16, Option<u16>, Option<u16>, bool),
    pub asked: (usize, usize),
    pub theme: String,
}

impl Keep {
    /// What was done with an article, if anything was.
    pub fn of(&self, id: ArticleId) -> Option<&Kept> {
        self.memory.articles.get(self.hashes.get(id.index())?)
    }

    /// The notes on an article with what they are on: those on the whole first, then by their passages, the lost ones last.
    pub fn notes_on(&self, id: ArticleId) -> Vec<(&str, &Note, On)> {
        let here = self.placed.iter().filter(|(_, placed)| placed.article == id);
        let note = |(name, placed): (&'_ String, &Placed)| Some((name.clone(), placed.on));
        let mut found: Vec<(&str, &Note, On)> = here
            .filter_map(note)
            .filter_map(|(name, on)| {
                let (name, note) = self.memory.notes.get_key_value(&name)?;
                Some((name.as_str(), note, on))
            })
            .collect();
        found.sort_by_key(|(_, _, on)| match on {
            On::Article => (0, Span::default()),
            On::Passage(span) => (1, *span),
            On::Lost => (2, Span::default()),
        });
        found
    }

    /// The passages of an article that have notes.
    pub fn passages(&self, id: ArticleId) -> Vec<Span> {
        let on = |placed: &Placed| match placed.on {
            On::Passage(span) if placed.article == id => Some(span),
            _ => None,
        };
        self.placed.values().filter_map(on).collect()
    }

    /// How many notes an article has.
    pub fn count(&self, id: ArticleId) -> usize {
        self.placed.values().filter(|placed| placed.article == id).count()
    }

    /// The article with the same text, the first of them; `None` where nothing has a note, so that nobody has to look.
    pub fn same(&self, article: &Article) -> Option<ArticleId> {
        if self.placed.is_empty() {
            return None;
        }
        self.ids.get(&article.hash())?.first().copied()
    }

    /// Under what an article with that hint is looked for.
    pub(super) fn key(hint: &Hint) -> Option<(String, String)> {
        Some((hint.path.clone()?, hint.id.clone()))
    }
}
