//! What is one across articles, as a look-up from the part in an article to the whole.

use std::sync::Arc;

use crate::model::article_id::ArticleId;
use crate::model::entity::EntityId;
use crate::model::findings::{ArticleFindings, CorpusFindings, Told};
use crate::model::issue::IssueId;
use crate::store::packed::Counts;
use crate::store::wholes::Wholes;
use crate::text::span::Span;

/// The links between articles.
#[derive(Debug, Default)]
pub struct Links {
    corpus: Arc<CorpusFindings>,
    entities: Wholes,
    issues: Wholes,
    /// The articles of each story.
    told: Told,
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

impl Links {
    /// What was found across articles. `counts` says how much was found in each article.
    pub(super) fn new(corpus: Arc<CorpusFindings>, counts: impl Iterator<Item = Counts> + Clone) -> Self {
        let mut entities = Wholes::none(counts.clone().map(|counts| counts.entities));
        let mut issues = Wholes::none(counts.map(|counts| counts.issues));
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
        Self { corpus, entities, issues, told }
    }

    /// Keeps what is one across articles while entities and issues of one article are others than before, until all
    /// articles are linked anew.
    pub(super) fn follow(&mut self, id: ArticleId, before: &ArticleFindings, now: &ArticleFindings) {
        let entities = |findings: &ArticleFindings| -> Vec<(String, Option<Span>)> {
            findings.entities.iter().map(|e| (e.name.clone(), e.mentions.first().map(|m| m.span))).collect()
        };
        let issues = |findings: &ArticleFindings| -> Vec<(String, Option<Span>)> {
            findings.issues.iter().map(|i| (i.name.clone(), i.mentions.first().copied())).collect()
        };
        self.entities.follow(id, &entities(before), &entities(now));
        self.issues.follow(id, &issues(before), &issues(now));
    }

    /// What holds across articles, as far as it is known.
    pub fn corpus(&self) -> &Arc<CorpusFindings> {
        &self.corpus
    }

    /// The index in [`CorpusFindings::entities`] of an entity of one article.
    pub fn whole_entity(&self, article: ArticleId, part: EntityId) -> Option<usize> {
        self.entities.get(article, part.0)
    }

    /// The index in [`CorpusFindings::issues`] of an issue of one article.
    pub fn whole_issue(&self, article: ArticleId, part: IssueId) -> Option<usize> {
        self.issues.get(article, part.0)
    }

    /// The story of an article; `None` while that is not known, and where no other article tells it.
    pub fn story(&self, article: ArticleId) -> Option<Story<'_>> {
        self.story_numbered(*self.corpus.stories.get(article.index())?)
    }

    /// The stories that several articles tell, the most told first.
    pub fn stories(&self) -> Vec<Story<'_>> {
        let mut stories: Vec<_> = (0..self.told.len() as u32).filter_map(|n| self.story_numbered(n)).collect();
        stories.sort_by_key(|story| std::cmp::Reverse(story.articles.len()));
        stories
    }

    fn story_numbered(&self, number: u32) -> Option<Story<'_>> {
        let name = self.corpus.story_names.get(number as usize)?;
        let articles = self.told.get(number as usize).filter(|articles| articles.len() > 1)?;
        Some(Story { number, name, articles })
    }
}
