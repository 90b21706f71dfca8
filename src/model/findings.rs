//! Everything that was found in one article, and what holds across all of them.

use crate::model::corpus::ArticleId;
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
