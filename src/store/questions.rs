//! The store under the reader: what screens, commands and analyses ask of the articles that are open.
//!
//! Whoever asks names articles by their ids and gets what it asked for, never a list of all articles: so what answers need
//! not have them in memory. [`Shelf`](crate::store::shelf::Shelf) answers from heads and an index in memory, with texts and
//! findings there or on the disk; [`InMemory`](crate::store::in_memory::InMemory) has everything.

use std::fmt::Debug;
use std::sync::Arc;

use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::query::ast::Field;
use crate::query::filter::{Filter, Reading};
use crate::query::names::Pattern;
use crate::query::needle::Needle;
use crate::query::set::ArticleSet;
use crate::store::held::Held;
use crate::store::order::{self, Sort};
use crate::store::row::Row;
use crate::store::sketches::Sketches;

/// A name in a field, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count<'a> {
    /// How it is shown.
    pub name: &'a str,
    /// How many articles have it.
    pub articles: usize,
    /// Whether what was looked for stands at its beginning.
    pub leads: bool,
}

/// The articles that are open. They are numbered in the order of loading, from 0 and without gaps, by whoever loads them.
pub trait Store: Debug {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What a list shows of one article, if there is one with that id.
    fn row(&self, id: ArticleId) -> Option<Row<'_>>;

    /// What a list shows of some articles, which are a stretch of its order.
    fn rows(&self, ids: &[ArticleId]) -> Vec<Row<'_>> {
        ids.iter().filter_map(|id| self.row(*id)).collect()
    }

    /// All of an article but its text.
    fn head(&self, id: ArticleId) -> Option<&Arc<Held>> {
        self.row(id).map(|row| row.head)
    }

    /// An article. Whoever asks many of them asks [`head`](Self::head) if that will do: the text may have to be read.
    fn article(&self, id: ArticleId) -> Option<Arc<Article>>;

    /// What was found in an article, once it is analysed. Whoever asks many of them asks [`row`](Self::row) if that will do.
    fn findings(&self, id: ArticleId) -> Option<Arc<ArticleFindings>>;

    /// The articles that a query finds.
    fn set(&self, query: &Filter, reading: &Reading) -> ArticleSet;

    /// In which of some articles a text stands, in the order of their ids, with how often it does. Where texts have to be
    /// looked through, only as many as it takes to find `most` hits; and whether that is all.
    fn hits(&self, needle: &Needle, within: &ArticleSet, most: usize) -> (Vec<(ArticleId, usize)>, bool);

    /// In whose headlines of some articles a text stands, in the order of their ids.
    fn titled(&self, needle: &Needle, within: &ArticleSet) -> Vec<ArticleId>;

    /// The headline of an article, folded.
    fn folded_title(&self, id: ArticleId) -> Option<&str>;

    /// The articles of a set in an order: by the first of `sorts`, equals by the next, and last as they were loaded.
    fn order(&self, set: &ArticleSet, sorts: &[Sort]) -> Vec<ArticleId> {
        order::ordered(set, sorts, |id| self.row(id))
    }

    /// The names in a field that fit a pattern, each with how many articles of a set have it, or of all. They are handed to
    /// `visit`, for there may be very many.
    fn counts<'a>(
        &'a self,
        field: Field,
        pattern: &Pattern,
        set: Option<&ArticleSet>,
        visit: &mut dyn FnMut(Count<'a>),
    );

    /// What is kept of some articles, for what holds across them; it can be taken to another thread. Those that are not yet
    /// analysed are left out.
    fn sketches(&self, ids: &[ArticleId]) -> Sketches;

    /// What holds across all articles, as far as it is known.
    fn across(&self) -> &Arc<CorpusFindings>;

    /// The first article of which something is so, by its head. It may take a look at every one of them.
    fn find(&self, is_so: &dyn Fn(&Held) -> bool) -> Option<ArticleId> {
        let ids = (0..self.len() as u32).map(ArticleId);
        ids.into_iter().find(|id| self.head(*id).is_some_and(|head| is_so(head)))
    }

    /// Shows every head to somebody who has to see them all.
    fn each(&self, visit: &mut dyn FnMut(&Held)) {
        for id in (0..self.len() as u32).map(ArticleId) {
            if let Some(head) = self.head(id) {
                visit(head);
            }
        }
    }
}

#[cfg(test)]
mod tests;
