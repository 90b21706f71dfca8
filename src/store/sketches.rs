//! What is kept of some articles, for what holds across them.

use std::sync::Arc;

use crate::analysis;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::query::index::AcrossEntry;
use crate::store::cache::Cache;
use crate::store::corpus::Sum;
use crate::store::findings::leave_out_single;
use crate::store::packed::Kept;

/// Articles with their findings as they are kept. Texts and findings are opened one at a time, where they are asked for.
#[derive(Clone, Debug, Default)]
pub struct Sketches(Vec<(ArticleId, Kept)>);

/// An article with its findings, open.
pub type Opened = (ArticleId, Arc<Article>, ArticleFindings);

impl FromIterator<(ArticleId, Kept)> for Sketches {
    fn from_iter<I: IntoIterator<Item = (ArticleId, Kept)>>(articles: I) -> Self {
        Self(articles.into_iter().collect())
    }
}

impl Sketches {
    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The articles as they are kept.
    pub fn iter(&self) -> impl Iterator<Item = &(ArticleId, Kept)> {
        self.0.iter()
    }

    /// The headlines.
    pub fn titles(&self) -> Vec<&str> {
        self.0.iter().map(|(_, (head, _))| head.title()).collect()
    }

    /// The articles, each opened when it is its turn.
    pub fn open(&self) -> impl Iterator<Item = Opened> + '_ {
        self.0.iter().map(|(id, (held, packed))| {
            let article = held.article();
            let findings = packed.open(&article);
            (*id, article, findings)
        })
    }

    /// What holds across the articles, which are all from the first on; from the cache, where it is known. Without what one
    /// article alone has, and with the entry for the index, in which that is.
    pub fn across(&self, cache: &Cache) -> (CorpusFindings, AcrossEntry) {
        let sums: Vec<_> =
            self.0.iter().map(|(_, (head, findings))| Sum::of_packed(head, head.hash(), findings)).collect();
        let find = || analysis::corpus_of(self.len(), |i| self.article(i), |i| self.findings(i));
        let (found, entry) = cache.linked(&sums, find);
        let entry = entry.with_all_but_entities(&found, &self.titles());
        (found, entry)
    }

    /// The same where only names were corrected since `before`: the rest of that stays.
    pub fn across_again(&self, before: &CorpusFindings) -> (CorpusFindings, AcrossEntry) {
        let found = analysis::corpus_again(self.len(), |i| self.article(i), |i| self.findings(i), before);
        let (found, entry) = leave_out_single(found);
        let entry = entry.with_all_but_entities(&found, &self.titles());
        (found, entry)
    }

    fn article(&self, index: usize) -> Arc<Article> {
        self.0[index].1.0.article()
    }

    fn findings(&self, index: usize) -> Box<ArticleFindings> {
        Box::new(self.0[index].1.1.open(&self.article(index)))
    }
}
