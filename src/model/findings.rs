//! Everything that was found in one article, and what holds across all of them.

use crate::model::article_id::ArticleId;
use crate::model::date::DateMention;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::model::figure::Figure;
use crate::model::issue::{Issue, IssueId};
use crate::model::quotation::Quotation;
use crate::text::span::Span;

/// What was found in one article. Every span is a byte range into that article's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleFindings {
    /// The sentences of the analysed blocks, in order.
    pub sentences: Vec<Span>,
    /// Entities, in the order of their first mention.
    pub entities: Vec<Entity>,
    /// Quotations, in the order of their first content.
    pub quotations: Vec<Quotation>,
    /// Issues, the one with the most positions and mentions first.
    pub issues: Vec<Issue>,
    /// What the article is about, the weightiest first.
    pub topics: Vec<String>,
    /// Expressions of time, in the order of the text.
    pub dates: Vec<DateMention>,
    /// Numbers, in the order of the text.
    pub figures: Vec<Figure>,
}

impl ArticleFindings {
    /// The entity with that id.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.0 as usize)
    }

    /// The issue with that id.
    pub fn issue(&self, id: IssueId) -> Option<&Issue> {
        self.issues.get(id.0 as usize)
    }

    /// The mentions of the same date as the `n`-th, with their indices; of one that is not settled, itself alone.
    pub fn mentions_of_date(&self, n: usize) -> impl Iterator<Item = (usize, &DateMention)> {
        let value = self.dates.get(n).and_then(|date| date.value.as_ref());
        let same = move |(i, date): &(usize, &DateMention)| *i == n || value.is_some() && date.value.as_ref() == value;
        self.dates.iter().enumerate().filter(same)
    }

    /// The mentions of the same number of the same things as the `n`-th, with their indices.
    pub fn mentions_of_figure(&self, n: usize) -> impl Iterator<Item = (usize, &Figure)> {
        let wanted = self.figures.get(n);
        let same = move |(_, figure): &(usize, &Figure)| wanted.is_some_and(|w| w.counted() == figure.counted());
        self.figures.iter().enumerate().filter(same)
    }
}

/// What holds across all articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CorpusFindings {
    /// Entities that are one across articles; the one with the most mentions first.
    pub entities: Vec<CorpusEntity>,
    /// Issues that are one across articles; disputed ones and those with the most positions first.
    pub issues: Vec<CorpusIssue>,
    /// Topics with the articles that have them, the commonest first.
    pub topics: Vec<CorpusTopic>,
    /// The story of each article, indexed by article id: articles with the same number report the same event.
    pub stories: Vec<u32>,
    /// What each story is called, indexed by its number: the headline of the article that is most like the others of it.
    pub story_names: Vec<String>,
    /// With which state of the corrections they were found; 0 is that at the start.
    pub corrections: u64,
}

impl CorpusFindings {
    /// The articles of each story, by its number, in their order.
    pub fn articles_by_story(&self) -> Vec<Vec<ArticleId>> {
        let mut out = vec![Vec::new(); self.story_names.len()];
        for (article, story) in self.stories.iter().enumerate() {
            if let Some(articles) = out.get_mut(*story as usize) {
                articles.push(ArticleId(article as u32));
            }
        }
        out
    }
}

/// One entity across the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct CorpusEntity {
    /// Its fullest name.
    pub name: String,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// Its entity in each article that names it, in the order of the articles.
    pub members: Vec<(ArticleId, EntityId)>,
}

/// One issue across the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct CorpusIssue {
    /// The commonest of its names.
    pub name: String,
    /// Whether positions on it oppose, in one article or between articles.
    pub disputed: bool,
    /// Its issue in each article that speaks about it, in the order of the articles.
    pub members: Vec<(ArticleId, IssueId)>,
}

/// One topic across the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct CorpusTopic {
    /// Its name.
    pub name: String,
    /// The articles that have it, in their order.
    pub articles: Vec<ArticleId>,
}
