//! What was found in articles, by all that the analysis looks at; and what holds across articles, by all their findings.

use crate::analysis;
use crate::model::article::Article;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::knowledge::Knowledge;
use crate::query::index::AcrossEntry;
use crate::store::article::pack_content;
use crate::store::cache::Cache;
use crate::store::corpus::Sum;
use crate::store::pack::Packer;
use crate::store::record::Key;
use crate::store::{corpus, finding};

impl Cache {
    /// Everything that can be found in an article, with what is known laid over it: from the cache, or by analysing it.
    pub fn findings(&self, article: &Article, knowledge: &Knowledge) -> ArticleFindings {
        self.findings_and_key(article, knowledge).0
    }

    /// The same with the key that they have, if they are on the disk.
    pub fn findings_and_key(&self, article: &Article, knowledge: &Knowledge) -> (ArticleFindings, Option<Key>) {
        let Some(key) = self.key_of(article) else {
            return (analysis::with_knowledge(article, analysis::article(article), knowledge), None);
        };
        let findings = self.findings_of(key, article, knowledge);
        (findings, Some(key).filter(|key| self.has(*key)))
    }

    /// The same of an article whose key is known.
    pub fn findings_of(&self, key: Key, article: &Article, knowledge: &Knowledge) -> ArticleFindings {
        analysis::with_knowledge(article, self.found(key, article), knowledge)
    }

    fn found(&self, key: Key, article: &Article) -> ArticleFindings {
        if let Some(bytes) = self.get(key) {
            if let Some(findings) = finding::unpack(&bytes, &article.text) {
                self.note(false);
                return findings;
            }
            self.note_damage();
        }
        let findings = analysis::article(article);
        self.note(true);
        self.put(key, finding::pack(&findings));
        findings
    }

    /// The key of the findings of an article; `None` where none are kept.
    fn key_of(&self, article: &Article) -> Option<Key> {
        if !self.is_used() {
            return None;
        }
        let mut packer = Packer::default();
        if !pack_content(&mut packer, article) {
            return None;
        }
        packer.text(article.title());
        Some(Key::of_packed("findings", packer))
    }

    /// What holds across articles, from the cache or by `find`. `articles` are in the order of their ids.
    pub fn across(&self, articles: &[Sum], find: impl FnOnce() -> CorpusFindings) -> CorpusFindings {
        self.kept_across(articles, corpus::unpack, find, |found| found)
    }

    /// The same without [what one article alone has](CorpusFindings::leave_out_single), and the entry for the index with all
    /// entities.
    pub fn linked(&self, articles: &[Sum], find: impl FnOnce() -> CorpusFindings) -> (CorpusFindings, AcrossEntry) {
        self.kept_across(articles, corpus::unpack_linked, find, leave_out_single)
    }

    /// Sees to it that what holds across articles is in the cache. `find` gives nothing where it could not be found.
    pub fn keep_across(&self, articles: &[Sum], find: impl FnOnce() -> Option<CorpusFindings>) {
        let key = across_key(articles);
        if !self.has(key)
            && let Some(found) = find()
        {
            self.put(key, corpus::pack(&found));
        }
    }

    fn kept_across<T>(
        &self,
        articles: &[Sum],
        open: impl Fn(&[u8], &[Sum]) -> Option<T>,
        find: impl FnOnce() -> CorpusFindings,
        of: impl Fn(CorpusFindings) -> T,
    ) -> T {
        let (many, _) = self.counts();
        if !self.is_used() || articles.len() < self.from().max(1) || many < articles.len() {
            return of(find());
        }
        let key = across_key(articles);
        if let Some(bytes) = self.get(key) {
            if let Some(found) = open(&bytes, articles) {
                return found;
            }
            self.note_damage();
        }
        let found = find();
        self.put(key, corpus::pack(&found));
        of(found)
    }
}

/// What is kept in memory of what was found, and the entry for the index with all entities.
pub fn leave_out_single(mut found: CorpusFindings) -> (CorpusFindings, AcrossEntry) {
    let mut entry = AcrossEntry::default();
    for entity in &found.entities {
        entry.add_entity(&entity.name, entity.members.iter().map(|(article, _)| *article));
    }
    found.leave_out_single();
    (found, entry)
}

/// The key of what holds across articles.
fn across_key(articles: &[Sum]) -> Key {
    let mut all = Vec::with_capacity(articles.len() * Key::LENGTH);
    for Sum { key, .. } in articles {
        all.extend(key.0);
    }
    Key::of("across", &[&all])
}
