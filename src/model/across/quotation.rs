//! One utterance in several articles, each with its own cut.

use crate::model::entity::EntityId;
use crate::text::span::Span;

/// What somebody said, as several articles quote it. Only words in quotation marks count.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// What each article has of it, in the order of the articles; at least two, at most one an article. At least one is
    /// the [fullest](Version::is_fullest).
    pub versions: Vec<Version>,
}

/// One utterance as one article quotes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The article, counted from 0 in the list that was looked at.
    pub article: usize,
    /// The quoted stretches, without their marks, in the order of the text; never empty.
    pub spans: Vec<Span>,
    /// Who speaks, where the article says it.
    pub speaker: Option<EntityId>,
    /// The words that say who speaks.
    pub source: Option<Span>,
    /// The words that introduce it (`"said"`, `"claimed"`).
    pub cue: Option<Span>,
    /// Whether no version has more words. Several may be the fullest when their words are the same.
    pub is_fullest: bool,
    /// Words of the [first fullest version](Utterance::fullest) that this one does not have, in the text of that one's
    /// article.
    pub dropped: Vec<Span>,
    /// Words of this version that the first fullest one does not have.
    pub own: Vec<Span>,
}

impl Utterance {
    /// The first of the versions with the most words.
    pub fn fullest(&self) -> Option<&Version> {
        self.versions.iter().find(|v| v.is_fullest)
    }

    /// Whether all versions have the same words.
    pub fn is_same(&self) -> bool {
        self.versions.iter().all(|v| v.dropped.is_empty() && v.own.is_empty())
    }
}
