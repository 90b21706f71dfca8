//! Texts and findings of a corpus whose articles are in the cache.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::load::{self, Input, Item, Options};
use crate::model::article::{Article, Head};
use crate::model::findings::ArticleFindings;
use crate::model::hash::ContentHash;
use crate::model::knowledge::Knowledge;
use crate::model::origin::Place;
use crate::store::cache::Cache;
use crate::store::held::Texts;
use crate::store::record::Key;

/// What is not held is read from the cache; what that has lost, from the files.
#[derive(Debug)]
pub struct OnDisk {
    cache: Arc<Cache>,
    /// What is laid over what was found.
    knowledge: Arc<Knowledge>,
    /// In which way the files were read.
    options: Options,
}

impl OnDisk {
    /// What a cache makes possible.
    pub fn new(cache: Arc<Cache>, knowledge: Arc<Knowledge>, options: Options) -> Self {
        Self { cache, knowledge, options }
    }

    /// Looks for a text in the file that it came from.
    fn anew(&self, head: &Head, hash: ContentHash) -> Option<Article> {
        let input = Input::Path(head.path.clone()?);
        let mut found = None;
        load::load_with(&[input], &self.options, &mut |item| match item {
            Item::Article(article) if article.hash() == hash => {
                found = Some(*article);
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        });
        found
    }
}

impl Texts for OnDisk {
    fn has(&self, place: Place) -> bool {
        self.cache.has_item(place)
    }

    fn article(&self, place: Place, head: &Head, hash: ContentHash) -> Option<Article> {
        let kept = self.cache.item(place).and_then(|item| match item {
            Item::Article(article) if article.hash() == hash => Some(*article),
            _ => None,
        });
        kept.or_else(|| self.anew(head, hash))
    }

    fn findings(&self, key: Key, article: &Article) -> ArticleFindings {
        self.cache.findings_of(key, article, &self.knowledge)
    }
}
