//! The ordered set of articles that is open.

use std::cell::RefCell;
use std::sync::Arc;

use crate::app::recent::Recent;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::store::held::Held;

/// The articles that are open, in the order of loading. Grows while files are read; an article never moves.
#[derive(Debug, Default)]
pub struct Corpus {
    articles: Vec<Arc<Held>>,
    /// Those that were looked at last.
    recent: RefCell<Recent<Article>>,
}

impl Corpus {
    /// Adds an article at the end and returns its id.
    pub fn push(&mut self, article: Arc<Held>) -> ArticleId {
        self.articles.push(article);
        ArticleId(self.articles.len() as u32 - 1)
    }

    /// Puts a corrected article in place of the one with that id.
    pub fn replace(&mut self, id: ArticleId, article: Arc<Held>) {
        if let Some(slot) = self.articles.get_mut(id.index()) {
            *slot = article;
            self.recent.get_mut().forget(id);
        }
    }

    /// The article with that id, if there is one. Whoever asks many articles asks [`head`](Self::head) if that will do: the
    /// text may have to be read.
    pub fn get(&self, id: ArticleId) -> Option<Arc<Article>> {
        let held = self.articles.get(id.index())?;
        if held.is_held() {
            return Some(held.article());
        }
        self.recent.borrow_mut().get(id, || Some(held.article()))
    }

    /// All of an article but its text, and how that is held.
    pub fn head(&self, id: ArticleId) -> Option<&Arc<Held>> {
        self.articles.get(id.index())
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// All articles with their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (ArticleId, &Arc<Held>)> {
        self.articles.iter().enumerate().map(|(i, a)| (ArticleId(i as u32), a))
    }
}
