//! The articles that are open with everything known about them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::app::corpus::Corpus;
use crate::app::message::Redone;
use crate::app::recent::Recent;
use crate::app::wholes::Wholes;
use crate::model::article_id::ArticleId;
use crate::model::entity::EntityId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::hash::ContentHash;
use crate::model::issue::IssueId;
use crate::model::problem::{Problem, Severity};
use crate::store::held::Held;
use crate::store::packed::{Counts, Kept, Packed};
use crate::text::span::Span;

/// Articles, findings, links between articles, problems and progress.
#[derive(Debug)]
pub struct Library {
    /// The articles, in the order of loading.
    pub corpus: Corpus,
    /// What went wrong so far.
    pub problems: Vec<Problem>,
    /// Whether files are still being read.
    pub loading: bool,
    /// The texts that were there before the inputs were read again, by the ids of their articles, until all is read.
    pub(super) before: Option<HashMap<String, ContentHash>>,
    /// How many of the files have changed since they were read, came or went.
    pub changed_files: usize,
    findings: Vec<Option<Packed>>,
    /// Findings that were looked at last.
    recent: RefCell<Recent<ArticleFindings>>,
    analysed: usize,
    links: Links,
    /// With which state of the corrections each article was corrected last.
    corrected: Vec<u64>,
}

impl Default for Library {
    fn default() -> Self {
        Self {
            corpus: Corpus::default(),
            problems: Vec::new(),
            loading: true,
            before: None,
            changed_files: 0,
            findings: Vec::new(),
            recent: RefCell::default(),
            analysed: 0,
            links: Links::default(),
            corrected: Vec::new(),
        }
    }
}

/// What is one across articles, as a look-up from the part in an article to the whole.
#[derive(Debug, Default)]
struct Links {
    corpus: Arc<CorpusFindings>,
    entities: Wholes,
    issues: Wholes,
    /// The articles of each story.
    told: Vec<Vec<ArticleId>>,
}

impl Links {
    /// Keeps what is one across articles while entities and issues of one article are others than before, until all
    /// articles are linked anew.
    fn follow(&mut self, id: ArticleId, before: &ArticleFindings, now: &ArticleFindings) {
        let entities = |findings: &ArticleFindings| -> Vec<(String, Option<Span>)> {
            findings.entities.iter().map(|e| (e.name.clone(), e.mentions.first().map(|m| m.span))).collect()
        };
        let issues = |findings: &ArticleFindings| -> Vec<(String, Option<Span>)> {
            findings.issues.iter().map(|i| (i.name.clone(), i.mentions.first().copied())).collect()
        };
        self.entities.follow(id, &entities(before), &entities(now));
        self.issues.follow(id, &issues(before), &issues(now));
    }
}

/// A story that several articles tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Story<'a> {
    /// Its number, the same for all of its articles.
    pub number: u32,
    /// What it is called: the headline of one of them.
    pub name: &'a str,
    /// They, in the order of loading; at least two.
    pub articles: &'a [ArticleId],
}

impl Library {
    /// Adds an article.
    pub(super) fn push(&mut self, article: Arc<Held>) -> ArticleId {
        self.findings.push(None);
        self.corrected.push(0);
        self.corpus.push(article)
    }

    /// Takes in what was found in an article.
    pub(super) fn analysed(&mut self, id: ArticleId, findings: Packed) {
        if let Some(slot) = self.findings.get_mut(id.index()) {
            self.analysed += usize::from(slot.is_none());
            *slot = Some(findings);
            self.recent.get_mut().forget(id);
        }
    }

    /// Takes in an article that was corrected; `false` where it was corrected since.
    pub(super) fn correct(&mut self, redone: &Redone) -> bool {
        let id = redone.id;
        let Some(version) = self.corrected.get_mut(id.index()).filter(|version| **version <= redone.version) else {
            return false;
        };
        *version = redone.version;
        if let Some(article) = &redone.article {
            self.corpus.replace(id, article.clone());
        }
        if let Some(findings) = &redone.findings {
            let before = self.findings(id);
            self.analysed(id, findings.clone());
            if let Some((before, now)) = before.zip(self.findings(id)) {
                self.links.follow(id, &before, &now);
            }
        }
        true
    }

    /// How many words an article has, once it is analysed.
    pub fn words(&self, id: ArticleId) -> Option<usize> {
        self.counts(id).map(|counts| counts.words as usize)
    }

    /// Notes that the analysis of an article failed; it counts as analysed, with nothing found.
    pub(super) fn analysis_failed(&mut self, id: ArticleId, reason: &str) {
        let path = self.corpus.head(id).and_then(|a| a.path.clone());
        let message = format!("could not be analysed: {reason}");
        self.problems.push(Problem { path, line: None, severity: Severity::Error, message });
        self.analysed(id, Packed::default());
    }

    /// Takes in what holds across the first `articles` articles. An older result than the present one is dropped.
    pub(super) fn link(&mut self, articles: usize, corpus: Arc<CorpusFindings>) {
        if articles < self.links.corpus.stories.len() {
            return;
        }
        let sized = |count: fn(&Counts) -> u32| {
            Wholes::none(self.findings.iter().map(|f| f.as_ref().map_or(0, |f| count(&f.counts()))))
        };
        let mut entities = sized(|counts| counts.entities);
        let mut issues = sized(|counts| counts.issues);
        for (whole, entity) in corpus.entities.iter().enumerate() {
            for (article, part) in &entity.members {
                entities.set(*article, part.0, whole);
            }
        }
        for (whole, issue) in corpus.issues.iter().enumerate() {
            for (article, part) in &issue.members {
                issues.set(*article, part.0, whole);
            }
        }
        let told = corpus.articles_by_story();
        self.links = Links { corpus, entities, issues, told };
    }

    /// What was found in an article, once it is analysed. Whoever asks many articles asks [`counts`](Self::counts) if
    /// these will do: findings are kept as bytes and opened here.
    pub fn findings(&self, id: ArticleId) -> Option<Arc<ArticleFindings>> {
        let packed = self.findings.get(id.index())?.as_ref()?;
        let open = || Some(Arc::new(packed.open(&*self.corpus.get(id)?)));
        self.recent.borrow_mut().get(id, open)
    }

    /// Whether an article is analysed.
    pub fn is_analysed(&self, id: ArticleId) -> bool {
        self.counts(id).is_some()
    }

    /// How much was found in an article, once it is analysed.
    pub fn counts(&self, id: ArticleId) -> Option<Counts> {
        self.findings.get(id.index())?.as_ref().map(Packed::counts)
    }

    /// An article with its findings, as they are kept; once it is analysed.
    pub fn kept(&self, id: ArticleId) -> Option<Kept> {
        Some((self.corpus.head(id)?.clone(), self.findings.get(id.index())?.clone()?))
    }

    /// How many people an article names; 0 until it is analysed.
    pub fn people(&self, id: ArticleId) -> usize {
        self.counts(id).map_or(0, |counts| counts.people as usize)
    }

    /// How many articles have been analysed.
    pub fn analysed_count(&self) -> usize {
        self.analysed
    }

    /// What holds across articles, as far as it is known.
    pub fn across(&self) -> &CorpusFindings {
        &self.links.corpus
    }

    /// The same, to be kept by somebody else.
    pub fn across_shared(&self) -> Arc<CorpusFindings> {
        self.links.corpus.clone()
    }

    /// The index in [`CorpusFindings::entities`] of an entity of one article.
    pub fn whole_entity(&self, article: ArticleId, part: EntityId) -> Option<usize> {
        self.links.entities.get(article, part.0)
    }

    /// The index in [`CorpusFindings::issues`] of an issue of one article.
    pub fn whole_issue(&self, article: ArticleId, part: IssueId) -> Option<usize> {
        self.links.issues.get(article, part.0)
    }

    /// The story of an article; `None` while that is not known, and where no other article tells it.
    pub fn story(&self, article: ArticleId) -> Option<Story<'_>> {
        self.story_numbered(*self.links.corpus.stories.get(article.index())?)
    }

    /// The stories that several articles tell, the most told first.
    pub fn stories(&self) -> Vec<Story<'_>> {
        let mut stories: Vec<_> = (0..self.links.told.len() as u32).filter_map(|n| self.story_numbered(n)).collect();
        stories.sort_by_key(|story| std::cmp::Reverse(story.articles.len()));
        stories
    }

    fn story_numbered(&self, number: u32) -> Option<Story<'_>> {
        let name = self.links.corpus.story_names.get(number as usize)?;
        let articles = self.links.told.get(number as usize).filter(|articles| articles.len() > 1)?;
        Some(Story { number, name, articles })
    }

    /// Whether positions on an issue of one article oppose, there or across articles.
    pub fn is_disputed(&self, article: ArticleId, part: IssueId) -> bool {
        let here = self.findings(article).is_some_and(|f| f.issue(part).is_some_and(|i| i.disputed));
        let whole = || self.links.corpus.issues.get(self.whole_issue(article, part)?);
        here || whole().is_some_and(|i| i.disputed)
    }
}
