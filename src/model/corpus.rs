//! The ordered set of articles that is open.

use std::sync::Arc;

use crate::model::article::Article;
pub use crate::model::article_id::ArticleId;

/// The articles that are open, in the order of loading. Grows while files are read; an article never moves.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    articles: Vec<Arc<Article>>,
}

impl Corpus {
    /// Adds an article at the end and returns its id.
    pub fn push(&mut self, article: Arc<Article>) -> ArticleId {
        self.articles.push(article);
        ArticleId(self.articles.len() as u32 - 1)
    }

    /// Puts a corrected article in place of the one with that id.
    pub fn replace(&mut self, id: ArticleId, article: Arc<Article>) {
        if let Some(slot) = self.articles.get_mut(id.index()) {
            *slot = article;
        }
    }

    /// The article with that id, if there is one.
    pub fn get(&self, id: ArticleId) -> Option<&Arc<Article>> {
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
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (ArticleId, &Arc<Article>)> {
        self.articles.iter().enumerate().map(|(i, a)| (ArticleId(i as u32), a))
    }
}
