//! The store of the reader: heads, findings as bytes and the index in memory, texts there or on the disk.

use std::cell::RefCell;
use std::sync::Arc;

use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::moves::Moves;
use crate::query::ast::Field;
use crate::query::filter::{Filter, Reading};
use crate::query::index::{AcrossEntry, ArticleEntry, EntryChange, FindingsEntry, Index, Known};
use crate::query::names::{Names, Pattern};
use crate::query::needle::Needle;
use crate::query::parts::NewPart;
use crate::query::set::ArticleSet;
use crate::store::held::Held;
use crate::store::links::Links;
use crate::store::packed::Packed;
use crate::store::questions::{Count, Store};
use crate::store::recent::Recent;
use crate::store::row::Row;
use crate::store::sketches::Sketches;

/// The articles that are open. Grows while files are read; an article never moves.
#[derive(Debug, Default)]
pub struct Shelf {
    articles: Vec<Arc<Held>>,
    findings: Vec<Option<Packed>>,
    analysed: usize,
    index: Index,
    links: Links,
    /// Articles and findings that were looked at last.
    recent: RefCell<Recent<Article>>,
    recent_findings: RefCell<Recent<ArticleFindings>>,
}

impl Shelf {
    /// Adds the article with the next id.
    pub fn push(&mut self, id: ArticleId, article: Arc<Held>, entry: ArticleEntry) {
        debug_assert_eq!(id.index(), self.articles.len(), "ids are given in the order of loading");
        self.index.push(id, entry);
        self.articles.push(article);
        self.findings.push(None);
    }

    /// Takes in what becomes of the words of articles that follow each other.
    pub fn take_words(&mut self, part: NewPart) {
        self.index.take_words(part);
    }

    /// Takes in what was found in an article.
    pub fn analysed(&mut self, id: ArticleId, findings: Packed, entry: &FindingsEntry) {
        self.index.analysed(id, entry);
        self.put(id, findings);
    }

    fn put(&mut self, id: ArticleId, findings: Packed) {
        if let Some(slot) = self.findings.get_mut(id.index()) {
            self.analysed += usize::from(slot.is_none());
            *slot = Some(findings);
            self.recent_findings.get_mut().forget(id);
        }
    }

    /// Takes in what was corrected in an article: what is known of it, what was found in it, and what queries look at.
    pub fn correct(
        &mut self,
        id: ArticleId,
        article: Option<&Arc<Held>>,
        findings: Option<&Packed>,
        change: &EntryChange,
    ) {
        if let (Some(article), Some(slot)) = (article, self.articles.get_mut(id.index())) {
            *slot = article.clone();
            self.recent.get_mut().forget(id);
        }
        if let Some(findings) = findings {
            let before = self.findings(id);
            self.put(id, findings.clone());
            if let Some((before, now)) = before.zip(self.findings(id)) {
                self.links.follow(id, &before, &now);
            }
        }
        self.index.change(id, change);
    }

    /// Takes in what holds across the first `articles` articles. An older result than the present one is dropped.
    pub fn link(&mut self, articles: usize, corpus: Arc<CorpusFindings>, entry: AcrossEntry) {
        if articles < self.links.corpus().stories.len() {
            return;
        }
        self.index.link(entry);
        let counts = self.findings.iter().map(|found| found.as_ref().map(Packed::counts).unwrap_or_default());
        self.links = Links::new(corpus, counts);
    }

    /// Notes where articles are now that files were read again, and takes in those that are new, in their order.
    pub fn follow(&mut self, moves: &Moves, new: Vec<(ArticleId, Arc<Held>, ArticleEntry)>) {
        let across = Arc::new(self.links.corpus().moved(moves));
        let mut articles = moves.place(std::mem::take(&mut self.articles));
        let findings = moves.place(std::mem::take(&mut self.findings));
        let mut entries = Vec::with_capacity(new.len());
        for (id, article, entry) in new {
            if let Some(slot) = articles.get_mut(id.index()) {
                *slot = Some(article);
            }
            entries.push((id, entry));
        }
        self.index.follow(moves, entries, &across);
        self.articles = articles.into_iter().flatten().collect();
        debug_assert_eq!(self.articles.len(), moves.len(), "each id is that of an article");
        self.findings = findings.into_iter().map(Option::flatten).collect();
        self.analysed = self.findings.iter().flatten().count();
        let counts = self.findings.iter().map(|found| found.as_ref().map(Packed::counts).unwrap_or_default());
        self.links = Links::new(across, counts);
        self.recent = RefCell::default();
        self.recent_findings = RefCell::default();
    }

    /// Takes in what the reader calls articles in a field, in place of what was there.
    pub fn own(&mut self, field: Field, names: Names) {
        self.index.own(field, names);
    }

    /// How many articles have been analysed.
    pub fn analysed_count(&self) -> usize {
        self.analysed
    }

    /// The links between articles.
    pub fn links(&self) -> &Links {
        &self.links
    }
}

impl Store for Shelf {
    fn len(&self) -> usize {
        self.articles.len()
    }

    fn row(&self, id: ArticleId) -> Option<Row<'_>> {
        let head = self.articles.get(id.index())?;
        let counts = self.findings.get(id.index())?.as_ref().map(Packed::counts);
        Some(Row { id, head, counts, story: self.links.story(id) })
    }

    fn head(&self, id: ArticleId) -> Option<&Arc<Held>> {
        self.articles.get(id.index())
    }

    fn article(&self, id: ArticleId) -> Option<Arc<Article>> {
        let held = self.articles.get(id.index())?;
        if held.is_held() {
            return Some(held.article());
        }
        self.recent.borrow_mut().get(id, || Some(held.article()))
    }

    fn findings(&self, id: ArticleId) -> Option<Arc<ArticleFindings>> {
        let packed = self.findings.get(id.index())?.as_ref()?;
        let open = || Some(Arc::new(packed.open(&*self.article(id)?)));
        self.recent_findings.borrow_mut().get(id, open)
    }

    fn set(&self, query: &Filter, reading: &Reading) -> ArticleSet {
        query.select(&self.index, reading)
    }

    fn hits(&self, needle: &Needle, within: &ArticleSet, most: usize) -> (Vec<(ArticleId, usize)>, bool) {
        self.index.counts_up_to(needle, within, most)
    }

    fn titled(&self, needle: &Needle, within: &ArticleSet) -> Vec<ArticleId> {
        self.index.titled(needle, within)
    }

    fn folded_title(&self, id: ArticleId) -> Option<&str> {
        self.index.article(id).map(Known::title)
    }

    fn counts<'a>(
        &'a self,
        field: Field,
        pattern: &Pattern,
        set: Option<&ArticleSet>,
        visit: &mut dyn FnMut(Count<'a>),
    ) {
        for (name, articles, leads) in self.index.offered(field, pattern, set) {
            visit(Count { name, articles, leads });
        }
    }

    fn sketches(&self, ids: &[ArticleId]) -> Sketches {
        let kept = |id: &ArticleId| {
            let findings = self.findings.get(id.index())?.clone()?;
            Some((*id, (self.articles.get(id.index())?.clone(), findings)))
        };
        ids.iter().filter_map(kept).collect()
    }

    fn across(&self) -> &Arc<CorpusFindings> {
        self.links.corpus()
    }
}
