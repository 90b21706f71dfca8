//! The store of commands: articles and findings as they are, all in memory.

use std::cell::OnceCell;
use std::sync::Arc;

use crate::analysis;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::query::ast::Field;
use crate::query::filter::{Filter, Reading};
use crate::query::index::{AcrossEntry, ArticleEntry, FindingsEntry, Index, Known};
use crate::query::names::{Names, Pattern};
use crate::query::needle::Needle;
use crate::query::set::ArticleSet;
use crate::store::cache::Cache;
use crate::store::corpus::Sum;
use crate::store::held::Held;
use crate::store::links::Links;
use crate::store::packed::{Counts, Packed};
use crate::store::questions::{Count, Store};
use crate::store::row::Row;
use crate::store::sketches::Sketches;

/// All articles with their findings. What queries look at is made when the first one comes.
#[derive(Debug, Default)]
pub struct InMemory {
    articles: Vec<Whole>,
    links: Links,
    /// What the reader calls articles.
    own: Vec<(Field, Names)>,
    index: OnceCell<Index>,
}

#[derive(Debug)]
struct Whole {
    head: Arc<Held>,
    article: Arc<Article>,
    findings: Arc<ArticleFindings>,
}

impl InMemory {
    /// Articles in the order of their ids.
    pub fn new(articles: Vec<(Box<Article>, ArticleFindings)>) -> Self {
        let whole = |(article, findings): (Box<Article>, ArticleFindings)| {
            let article: Arc<Article> = Arc::from(article);
            Whole { head: Arc::new(Held::from(article.clone())), article, findings: Arc::new(findings) }
        };
        Self { articles: articles.into_iter().map(whole).collect(), ..Self::default() }
    }

    /// Finds what holds across the articles, unless that is known.
    pub fn link(&mut self, cache: &Cache) {
        if !self.links.corpus().stories.is_empty() {
            return;
        }
        let articles = self.pairs();
        let sums: Vec<_> = articles.iter().map(|(article, findings)| Sum::of(article, findings)).collect();
        let across = cache.across(&sums, || analysis::corpus(&articles));
        let counts: Vec<_> = self.articles.iter().map(Whole::counts).collect();
        self.links = Links::new(Arc::new(across), counts.into_iter());
        self.index.take();
    }

    /// The story of each article and what each is called, which is less work than all that holds across them.
    pub fn stories(&self) -> (Vec<u32>, Vec<String>) {
        let across = self.links.corpus();
        if across.stories.is_empty() {
            return analysis::stories(&self.pairs());
        }
        (across.stories.clone(), across.story_names.clone())
    }

    /// Takes in what the reader calls articles in a field.
    pub fn own(&mut self, field: Field, names: Names) {
        self.own.push((field, names));
        self.index.take();
    }

    fn pairs(&self) -> Vec<(&Article, &ArticleFindings)> {
        self.articles.iter().map(|whole| (&*whole.article, &*whole.findings)).collect()
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = index_of(&self.pairs());
            let titles: Vec<_> = self.articles.iter().map(|whole| whole.head.title()).collect();
            index.link(AcrossEntry::new(self.links.corpus(), &titles));
            for (field, names) in &self.own {
                index.own(*field, names.clone());
            }
            index
        })
    }
}

/// What queries look at of some articles, in the order of their ids.
pub fn index_of(articles: &[(&Article, &ArticleFindings)]) -> Index {
    let mut index = Index::default();
    for (id, (article, findings)) in (0..).map(ArticleId).zip(articles) {
        index.push(id, ArticleEntry::new(article));
        index.analysed(id, &FindingsEntry::new(article, findings));
    }
    index
}

impl Whole {
    fn counts(&self) -> Counts {
        Counts::of(&self.article, &self.findings)
    }
}

impl Store for InMemory {
    fn len(&self) -> usize {
        self.articles.len()
    }

    fn row(&self, id: ArticleId) -> Option<Row<'_>> {
        let whole = self.articles.get(id.index())?;
        Some(Row { id, head: &whole.head, counts: Some(whole.counts()), story: self.links.story(id) })
    }

    fn head(&self, id: ArticleId) -> Option<&Arc<Held>> {
        self.articles.get(id.index()).map(|whole| &whole.head)
    }

    fn article(&self, id: ArticleId) -> Option<Arc<Article>> {
        self.articles.get(id.index()).map(|whole| whole.article.clone())
    }

    fn findings(&self, id: ArticleId) -> Option<Arc<ArticleFindings>> {
        self.articles.get(id.index()).map(|whole| whole.findings.clone())
    }

    fn set(&self, query: &Filter, reading: &Reading) -> ArticleSet {
        query.select(self.index(), reading)
    }

    fn hits(&self, needle: &Needle, within: &ArticleSet, most: usize) -> (Vec<(ArticleId, usize)>, bool) {
        self.index().counts_up_to(needle, within, most)
    }

    fn titled(&self, needle: &Needle, within: &ArticleSet) -> Vec<ArticleId> {
        self.index().titled(needle, within)
    }

    fn folded_title(&self, id: ArticleId) -> Option<&str> {
        self.index().article(id).map(Known::title)
    }

    fn counts<'a>(
        &'a self,
        field: Field,
        pattern: &Pattern,
        set: Option<&ArticleSet>,
        visit: &mut dyn FnMut(Count<'a>),
    ) {
        for (name, articles, leads) in self.index().offered(field, pattern, set) {
            visit(Count { name, articles, leads });
        }
    }

    fn sketches(&self, ids: &[ArticleId]) -> Sketches {
        let kept = |id: &ArticleId| {
            let whole = self.articles.get(id.index())?;
            Some((*id, (whole.head.clone(), Packed::of(&whole.article, &whole.findings))))
        };
        ids.iter().filter_map(kept).collect()
    }

    fn across(&self) -> &Arc<CorpusFindings> {
        self.links.corpus()
    }
}
