//! Findings while they are corrected: entities and issues stay at their places until the end, so that whatever points at
//! them goes on doing so.

use crate::analysis::issues::is_disputed;
use crate::model::article::Article;
use crate::model::entity::{Entity, EntityId, Mention};
use crate::model::findings::ArticleFindings;
use crate::model::issue::Issue;
use crate::model::reason::Reason;
use crate::text::span::Span;

/// Findings while they are corrected.
pub(super) struct Draft<'a> {
    pub(super) article: &'a Article,
    /// All findings but entities and issues.
    pub(super) findings: ArticleFindings,
    /// The entities by their ids; `None` for those that are hidden or became another. New ones come behind.
    pub(super) entities: Vec<Option<Entity>>,
    /// The issues, likewise.
    pub(super) issues: Vec<Option<Issue>>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(article: &'a Article, findings: &ArticleFindings) -> Self {
        let mut findings = findings.clone();
        let entities = std::mem::take(&mut findings.entities).into_iter().map(Some).collect();
        let issues = std::mem::take(&mut findings.issues).into_iter().map(Some).collect();
        Self { article, findings, entities, issues }
    }

    /// The entity of that name, whatever it is a name of.
    pub(super) fn entity_named(&self, name: &str) -> Option<usize> {
        self.entities.iter().position(|e| e.as_ref().is_some_and(|e| e.name == name))
    }

    /// The issue of that name.
    pub(super) fn issue_named(&self, name: &str) -> Option<usize> {
        self.issues.iter().position(|i| i.as_ref().is_some_and(|i| i.name == name))
    }

    /// The entity that a holder or a speaker is: that of the name, or else a new one which the text means by `words`
    /// without naming it.
    pub(super) fn entity_meant(&mut self, name: &str, words: Option<Span>) -> usize {
        if let Some(known) = self.entity_named(name) {
            return known;
        }
        let overlaps = |span: Span| {
            let mentions = self.entities.iter().flatten().flat_map(|e| &e.mentions);
            mentions.map(|m| m.span).any(|known| known.overlaps(span))
        };
        let free = words.filter(|span| !overlaps(*span));
        let reason = Reason::rule(crate::model::reason::BY_HAND);
        let entity = Entity {
            name: name.to_owned(),
            kind: crate::model::entity::EntityKind::Person,
            mentions: free.map(|span| Mention { span, reason }).into_iter().collect(),
            nominals: if free.is_none() { words.into_iter().collect() } else { Vec::new() },
            roles: Vec::new(),
            resolved: true,
        };
        self.entities.push(Some(entity));
        self.entities.len() - 1
    }

    /// Lets whatever points at an entity point at another one, or at none.
    pub(super) fn point_elsewhere(&mut self, from: usize, to: Option<usize>) {
        let (from, to) = (EntityId(from as u32), to.map(|to| EntityId(to as u32)));
        for quotation in self.findings.quotations.iter_mut().filter(|q| q.speaker == Some(from)) {
            quotation.speaker = to;
        }
        let positions = self.issues.iter_mut().flatten().flat_map(|issue| &mut issue.positions);
        for position in positions.filter(|p| p.entity == Some(from)) {
            position.entity = to;
        }
    }

    /// The findings, entities in the order of their first mentions again.
    pub(super) fn finish(self) -> ArticleFindings {
        let Self { mut findings, entities, issues, .. } = self;
        let mut kept: Vec<(usize, Entity)> =
            entities.into_iter().enumerate().filter_map(|(i, entity)| Some((i, entity?))).collect();
        kept.retain(|(_, e)| !e.mentions.is_empty() || !e.nominals.is_empty());
        kept.sort_by_key(|(i, e)| (e.mentions.first().map(|m| m.span).or(e.nominals.first().copied()), *i));
        let ids: std::collections::HashMap<u32, EntityId> =
            kept.iter().enumerate().map(|(now, (before, _))| (*before as u32, EntityId(now as u32))).collect();
        let now = |id: EntityId| ids.get(&id.0).copied();
        findings.entities = kept.into_iter().map(|(_, entity)| entity).collect();
        findings.issues = issues.into_iter().flatten().collect();
        for quotation in &mut findings.quotations {
            quotation.speaker = quotation.speaker.and_then(now);
        }
        for issue in &mut findings.issues {
            for position in &mut issue.positions {
                position.entity = position.entity.and_then(now);
            }
        }
        findings
    }

    /// Says anew whether positions on an issue oppose.
    pub(super) fn settle(&mut self, issue: usize) {
        if let Some(Some(issue)) = self.issues.get_mut(issue) {
            issue.positions.sort_by_key(|p| p.evidence);
            issue.disputed = is_disputed(&issue.positions.iter());
        }
    }
}
