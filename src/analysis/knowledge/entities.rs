//! Configured entities: their names become mentions, and what was found under these names becomes theirs.

use crate::analysis::knowledge::phrases::{Hit, PhraseFinder, Words};
use crate::analysis::knowledge::reason;
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::model::findings::ArticleFindings;
use crate::model::knowledge::{Knowledge, Phrase};
use crate::text::span::Span;

/// Adds, merges, renames and retypes. A name inside a longer one that was found ("China" in "China Daily") stays what it
/// is; shorter finds inside a configured name give way.
pub(super) fn apply(words: &Words<'_>, findings: &mut ArticleFindings, knowledge: &Knowledge) {
    let known = &knowledge.entities;
    if known.is_empty() {
        return;
    }
    let names = known.iter().enumerate().flat_map(|(i, entity)| entity.names.iter().map(move |name| (i, name)));
    let mut hits = PhraseFinder::new(names).find(words);
    let mut taken: Vec<Span> = findings.entities.iter().flat_map(|e| &e.mentions).map(|m| m.span).collect();
    taken.sort_unstable();
    hits.retain(|hit| !overlapping(&taken, hit.span).any(|span| *span != hit.span && span.covers(hit.span)));
    let spans: Vec<Span> = hits.iter().map(|hit| hit.span).collect();

    // The known entities that are there, and which of the found ones became what.
    let mut building: Vec<Entity> = known
        .iter()
        .map(|k| Entity {
            name: k.name.clone(),
            kind: k.kind.unwrap_or(EntityKind::Organisation),
            mentions: Vec::new(),
            roles: k.role.iter().cloned().collect(),
            nominals: Vec::new(),
            resolved: true,
        })
        .collect();
    let mut kinds: Vec<Option<EntityKind>> = known.iter().map(|k| k.kind).collect();
    for hit in &hits {
        let reason = reason(knowledge, known[hit.owner].line, hit.span.of(words.text));
        building[hit.owner].mentions.push(Mention { span: hit.span, reason });
    }
    let mut left = Vec::new();
    let mut became = Vec::new();
    for mut entity in std::mem::take(&mut findings.entities) {
        let owner = Phrase::new(&entity.name)
            .and_then(|name| known.iter().position(|k| k.names.iter().any(|n| n.says_the_same(&name))))
            .or_else(|| all_taken_by(&entity, &hits));
        entity.mentions.retain(|mention| overlapping(&spans, mention.span).next().is_none());
        match owner {
            Some(owner) => {
                kinds[owner].get_or_insert(entity.kind);
                let into = &mut building[owner];
                into.mentions.append(&mut entity.mentions);
                let roles = entity.roles.into_iter().filter(|role| !into.roles.contains(role)).collect::<Vec<_>>();
                into.roles.extend(roles);
                became.push(Became::Known(owner));
            }
            None if entity.mentions.is_empty() => became.push(Became::Nothing),
            None => {
                became.push(Became::Itself(left.len()));
                left.push(entity);
            }
        }
    }
    for (entity, kind) in building.iter_mut().zip(kinds) {
        entity.kind = kind.unwrap_or(entity.kind);
        entity.mentions.sort_by_key(|mention| mention.span);
    }
    renumber(findings, left, building, &became);
}

/// What a found entity became.
#[derive(Clone, Copy)]
enum Became {
    /// The known entity with that index.
    Known(usize),
    /// It stays, at that index among those that stay.
    Itself(usize),
    /// Its mentions belong to several others.
    Nothing,
}

/// The known entity to which every mention of a found one belongs.
fn all_taken_by(entity: &Entity, hits: &[Hit]) -> Option<usize> {
    let owner = |mention: &Mention| {
        let at = hits.partition_point(|hit| hit.span < mention.span);
        hits.get(at).filter(|hit| hit.span == mention.span).map(|hit| hit.owner)
    };
    let first = owner(entity.mentions.first()?)?;
    entity.mentions.iter().all(|mention| owner(mention) == Some(first)).then_some(first)
}

/// Those of `spans`, which are in order and do not overlap each other, that overlap `span`.
fn overlapping(spans: &[Span], span: Span) -> impl Iterator<Item = &Span> {
    let from = spans.partition_point(|s| s.end <= span.start);
    spans[from..].iter().take_while(move |s| s.start < span.end)
}

/// Puts the entities into the order of their first mentions, and whatever points at them after them.
fn renumber(findings: &mut ArticleFindings, left: Vec<Entity>, building: Vec<Entity>, became: &[Became]) {
    let stayed = left.len();
    let mut all: Vec<(usize, Entity)> = left.into_iter().chain(building).enumerate().collect();
    all.retain(|(_, entity)| !entity.mentions.is_empty());
    all.sort_by_key(|(_, entity)| entity.mentions.first().map(|m| m.span));
    let new_id = |old: EntityId| {
        let at = match became.get(old.0 as usize)? {
            Became::Known(known) => stayed + known,
            Became::Itself(at) => *at,
            Became::Nothing => return None,
        };
        all.iter().position(|(before, _)| *before == at).map(|i| EntityId(i as u32))
    };
    for quotation in &mut findings.quotations {
        quotation.speaker = quotation.speaker.and_then(new_id);
    }
    for position in findings.issues.iter_mut().flat_map(|issue| &mut issue.positions) {
        position.entity = position.entity.and_then(new_id);
    }
    findings.entities = all.into_iter().map(|(_, entity)| entity).collect();
}
