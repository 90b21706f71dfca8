//! How the articles of a command are analysed, and which of them it prints.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use crate::analysis;
use crate::cli::arguments::Options;
use crate::cli::corrections::Kept;
use crate::cli::failure::{Failure, fenced};
use crate::config::report::nearest;
use crate::config::schema::Config;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::findings::ArticleFindings;
use crate::model::hash::ContentHash;
use crate::model::knowledge::Knowledge;
use crate::model::memory::Memory;
use crate::model::problem::{Problem, Severity};
use crate::query::ast::{Field, Query};
use crate::query::filter::{Filter, Reading};
use crate::query::names::{Name, Names};
use crate::query::parse;
use crate::query::set::ArticleSet;
use crate::state::file;
use crate::state::notes::{self, Notes};
use crate::state::reading::{self, Reading as Articles};
use crate::store::cache::Cache;
use crate::store::in_memory::{InMemory, index_of};
use crate::store::questions::Store;

/// What `--filter` asks for, and what the configuration knows.
#[derive(Debug)]
pub(super) struct Selection {
    /// The query as it was read, for the reader; `None` asks for everything.
    pub(super) query: Option<Query>,
    filter: Option<Filter>,
    /// What a person corrected.
    pub(super) corrections: Kept,
    /// What was done with articles, where the query asks for it.
    memory: Memory,
    /// What was read and found before.
    pub(super) cache: Arc<Cache>,
    /// What is laid over the findings.
    pub(super) knowledge: Arc<Knowledge>,
}

impl Selection {
    /// Reads the options.
    pub(super) fn new(options: &Options, config: &Config, corrections: Kept) -> Result<Self, Failure> {
        let read = |text: &String| match text.strip_prefix('@') {
            Some(name) => named(name, config),
            None => parse::parse(text).map_err(|error| Failure::Query(text.clone(), error)),
        };
        let query = options.filter.as_ref().map(read).transpose()?;
        let filter = query.as_ref().filter(|q| **q != Query::All).map(Filter::new);
        let asked = query.as_ref().filter(|query| query.asks_the_reader());
        let folder = asked.and_then(|_| options.state_folder(config));
        let memory = folder.map(|folder| remember(&folder)).transpose()?.unwrap_or_default();
        let (knowledge, cache) = (Arc::new(config.knowledge.clone()), Arc::default());
        Ok(Self { query, filter, corrections, memory, cache, knowledge })
    }

    /// The findings of an article. A fault of the analysis becomes a problem of this article and leaves it without.
    pub(super) fn analyse(&self, article: &mut Article) -> ArticleFindings {
        self.knowledge.name_source(article);
        let analysis = AssertUnwindSafe(|| {
            let findings = self.cache.findings(article, &self.knowledge);
            let corrected = analysis::corrected(article, &findings, &self.corrections.list, &self.knowledge);
            self.corrections.note(article, corrected.as_ref().map_or(&[], |c| &c.found));
            corrected.map_or((None, findings), |c| (c.metadata, c.findings))
        });
        let corrected = catch_unwind(analysis).map(|(metadata, findings)| {
            if let Some(metadata) = metadata {
                article.metadata = metadata;
            }
            findings
        });
        corrected.unwrap_or_else(|_| {
            article.problems.push(Problem {
                path: article.path.clone(),
                line: None,
                severity: Severity::Error,
                message: "the analysis failed on this article; this is a fault of the program".to_owned(),
            });
            ArticleFindings::default()
        })
    }

    /// What is known of an article beside its findings, as [`analyse`](Self::analyse) leaves it.
    pub(super) fn know(&self, article: &mut Article) {
        if self.corrections.list.is_empty() {
            self.knowledge.name_source(article);
        } else {
            self.analyse(article);
        }
    }

    /// Whether it leaves nothing out.
    pub(super) fn is_everything(&self) -> bool {
        self.filter.is_none()
    }

    /// Whether it takes all articles to judge one.
    pub(super) fn looks_across(&self) -> bool {
        self.filter.is_some() && self.query.as_ref().is_some_and(Query::looks_across)
    }

    /// Whether an article is to be printed, judged by itself, so that one may stream in and out.
    pub(super) fn wants(&self, article: &Article, findings: &ArticleFindings) -> bool {
        let Some(filter) = &self.filter else { return true };
        let mut index = index_of(&[(article, findings)]);
        let reading = self.reading(&[article.hash()], |field, names| index.own(field, names));
        filter.select(&index, &reading).contains(ArticleId(0))
    }

    /// Which of all articles are to be printed; what holds across them counts as in the reader.
    pub(super) fn wanted(&self, store: &mut InMemory) -> Result<ArticleSet, Failure> {
        let Some(filter) = &self.filter else { return Ok(ArticleSet::first(store.len())) };
        if self.looks_across() {
            self.link(store)?;
        }
        let mut hashes = Vec::with_capacity(store.len());
        store.each(&mut |article| hashes.push(article.hash()));
        let reading = self.reading(&hashes, |field, names| store.own(field, names));
        Ok(store.set(filter, &reading))
    }

    /// Finds what holds across articles.
    pub(super) fn link(&self, store: &mut InMemory) -> Result<(), Failure> {
        fenced("comparing the articles", || store.link(&self.cache))
    }

    /// What was done with articles, by their texts; `own` takes what the reader calls them.
    fn reading(&self, articles: &[ContentHash], mut own: impl FnMut(Field, Names)) -> Reading {
        let mut reading = Reading { unread: ArticleSet::first(articles.len()), ..Reading::default() };
        if self.memory == Memory::default() {
            return reading;
        }
        let (mut tags, mut codes) = (Names::default(), Names::default());
        for (id, hash) in (0..).map(ArticleId).zip(articles) {
            if let Some(kept) = self.memory.articles.get(hash) {
                if kept.read {
                    reading.unread.remove(id);
                }
                if kept.starred {
                    reading.starred.insert(id);
                }
                if !kept.marks.is_empty() {
                    reading.marked.insert(id);
                }
                kept.tags.iter().for_each(|tag| tags.add(&Name::main(tag), id));
            }
            for note in self.memory.notes.values().filter(|note| note.article == Some(*hash)) {
                reading.noted.insert(id);
                note.codes().into_iter().for_each(|code| codes.add(&Name::main(code), id));
            }
        }
        own(Field::Tag, tags);
        own(Field::Code, codes);
        reading
    }
}

/// What the files of state say.
fn remember(folder: &Path) -> Result<Memory, Failure> {
    let failed = |trouble: file::Trouble| Failure::Usage(trouble.to_string());
    let articles = file::read::<Articles>(&folder.join(reading::NAME)).map_err(failed)?.unwrap_or_default().0;
    let notes = file::read::<Notes>(&folder.join(notes::NAME)).map_err(failed)?.unwrap_or_default().0;
    Ok(Memory { articles, notes })
}

/// The query that the configuration calls so.
fn named(name: &str, config: &Config) -> Result<Query, Failure> {
    if let Some(filter) = config.filters.iter().find(|filter| filter.name == name) {
        return Ok(filter.query.clone());
    }
    let names = || config.filters.iter().map(|filter| filter.name.as_str());
    let help = match nearest(name, names()) {
        Some(near) => format!("; did you mean @{near}?"),
        None if config.filters.is_empty() => " in the configuration, which names none".to_owned(),
        None => format!("; there are @{}", names().collect::<Vec<_>>().join(", @")),
    };
    Err(Failure::Usage(format!("there is no filter @{name}{help}")))
}
