//! Everything that was found in one article, and what holds across all of them.

use std::collections::{HashMap, HashSet};

use crate::model::article_id::ArticleId;
use crate::model::date::DateMention;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::model::figure::Figure;
use crate::model::issue::{Issue, IssueId};
use crate::model::moves::Moves;
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
    pub fn articles_by_story(&self) -> Told {
        let mut starts = vec![0_u32; self.story_names.len() + 1];
        for story in &self.stories {
            if let Some(slot) = starts.get_mut(*story as usize + 1) {
                *slot += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let (mut next, mut articles) = (starts.clone(), vec![ArticleId(0); total as usize]);
        for (article, story) in (0..).zip(&self.stories) {
            if let Some(place) = next.get_mut(*story as usize).filter(|_| (*story as usize) < self.story_names.len())
                && let Some(slot) = articles.get_mut(*place as usize)
            {
                *slot = ArticleId(article);
                *place += 1;
            }
        }
        Told { starts, articles }
    }
}

impl CorpusFindings {
    /// The same of articles where they are now. Nothing is known of those that are new: each is a story of its own.
    #[must_use]
    pub fn moved(&self, moves: &Moves) -> Self {
        let entities = self.entities.iter().map(|CorpusEntity { name, kind, members }| CorpusEntity {
            name: name.clone(),
            kind: *kind,
            members: members.iter().filter_map(|(id, part)| Some((moves.of(*id)?, *part))).collect(),
        });
        let issues = self.issues.iter().map(|CorpusIssue { name, disputed, members }| CorpusIssue {
            name: name.clone(),
            disputed: *disputed,
            members: members.iter().filter_map(|(id, part)| Some((moves.of(*id)?, *part))).collect(),
        });
        let topics = self.topics.iter().map(|CorpusTopic { name, articles }| CorpusTopic {
            name: name.clone(),
            articles: articles.iter().filter_map(|id| moves.of(*id)).collect(),
        });
        let mut story_names = self.story_names.clone();
        let own = |story: Option<u32>| {
            story.unwrap_or_else(|| {
                story_names.push(String::new());
                story_names.len() as u32 - 1
            })
        };
        let stories = moves.place(self.stories.iter().copied()).into_iter().map(own).collect();
        Self {
            entities: entities.collect(),
            issues: issues.collect(),
            topics: topics.collect(),
            stories,
            story_names,
            corrections: self.corrections,
        }
    }

    /// Leaves out what one article alone has and says itself: entities that are in no other, and names of stories that no
    /// other tells. Most are such.
    pub fn leave_out_single(&mut self) {
        self.entities.retain(|entity| entity.members.len() > 1);
        self.entities.shrink_to_fit();
        let told = self.articles_by_story();
        let single = self.story_names.iter_mut().zip(told.iter()).filter(|(_, articles)| articles.len() < 2);
        single.for_each(|(name, _)| *name = String::new());
    }

    /// What of it is of some articles, with the entities that one of these alone has. Of topics and names of stories there is
    /// nothing in it.
    #[must_use]
    pub fn of_some<'a>(&self, articles: impl IntoIterator<Item = (ArticleId, &'a ArticleFindings)>) -> Self {
        let articles: HashMap<ArticleId, &ArticleFindings> = articles.into_iter().collect();
        let is_one = |id: &ArticleId| articles.contains_key(id);
        let entities = self.entities.iter().filter(|entity| entity.members.iter().any(|(id, _)| is_one(id)));
        let mut entities: Vec<CorpusEntity> = entities.cloned().collect();
        let linked: HashSet<_> = entities.iter().flat_map(|entity| entity.members.iter().copied()).collect();
        let mut ids: Vec<ArticleId> = articles.keys().copied().collect();
        ids.sort_unstable();
        for id in ids {
            let own = articles.get(&id).into_iter().flat_map(|findings| (0..).map(EntityId).zip(&findings.entities));
            let alone = own.filter(|(part, _)| !linked.contains(&(id, *part)));
            entities.extend(alone.map(|(part, entity)| CorpusEntity {
                name: entity.name.clone(),
                kind: entity.kind,
                members: vec![(id, part)],
            }));
        }
        let issues = self.issues.iter().filter(|issue| issue.members.iter().any(|(id, _)| is_one(id)));
        Self {
            entities,
            issues: issues.cloned().collect(),
            topics: Vec::new(),
            stories: self.stories.clone(),
            story_names: Vec::new(),
            corrections: self.corrections,
        }
    }
}

/// The articles of each story, behind each other: most stories have one article.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Where those of each story begin, and where those of the last one end.
    starts: Vec<u32>,
    articles: Vec<ArticleId>,
}

impl Told {
    /// The articles of a story, in their order.
    pub fn get(&self, story: usize) -> Option<&[ArticleId]> {
        let start = |story: usize| self.starts.get(story).map(|start| *start as usize);
        self.articles.get(start(story)?..start(story + 1)?)
    }

    /// The articles of each story.
    pub fn iter(&self) -> impl Iterator<Item = &[ArticleId]> {
        (0..self.len()).filter_map(|story| self.get(story))
    }

    /// How many stories there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_told_apart_by_their_stories() {
        let names = |count: usize| vec![String::new(); count];
        let across =
            CorpusFindings { stories: vec![1, 0, 1, 3, 1], story_names: names(4), ..CorpusFindings::default() };
        let told = across.articles_by_story();
        let all: Vec<Vec<u32>> = told.iter().map(|articles| articles.iter().map(|id| id.0).collect()).collect();
        assert_eq!(all, [vec![1], vec![0, 2, 4], vec![], vec![3]]);
        assert_eq!((told.len(), told.get(4)), (4, None));
        assert!(CorpusFindings::default().articles_by_story().is_empty());
        // What is of no story that has a name is of none.
        let across = CorpusFindings { stories: vec![0, 7, 1], story_names: names(1), ..CorpusFindings::default() };
        assert_eq!(across.articles_by_story().get(0), Some(&[ArticleId(0)][..]));
    }
}
