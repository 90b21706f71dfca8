//! Corrections of entities: name, kind, side, the same as another, some mentions another's, none at all.

use crate::analysis::corrections::draft::Draft;
use crate::model::correction::{Correction, Scope, What};
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::text::span::Span;

impl Draft<'_> {
    /// Does what a correction of an entity says; whether there is one.
    pub(super) fn correct_entity(&mut self, correction: &Correction) -> bool {
        if correction.what == What::EntitySplit {
            return self.split_entity(correction);
        }
        let meant = self.entities_meant(correction);
        let mut done = !meant.is_empty();
        for at in meant {
            match correction.what {
                What::EntityName => self.rename_entity(at, &correction.now, None),
                What::EntityMerge => self.rename_entity(at, &correction.now, correction.now_kind),
                What::EntityKind => {
                    let kind = EntityKind::ALL.into_iter().find(|kind| kind.name() == correction.now);
                    if let Some((Some(entity), kind)) = self.entities.get_mut(at).zip(kind) {
                        entity.kind = kind;
                        mark(entity);
                    }
                }
                What::EntityHide => {
                    self.entities[at] = None;
                    self.point_elsewhere(at, None);
                }
                _ => self.set_side(Some(at), correction),
            }
        }
        if correction.what == What::EntitySide && !done {
            // Holders that are no entity have a side, too.
            done = self.has_holder(&correction.names);
            self.set_side(None, correction);
        }
        done
    }

    /// The entities that a correction is about: that of its passage, or all of its names.
    fn entities_meant(&self, correction: &Correction) -> Vec<usize> {
        if correction.scope != Scope::Everywhere
            && let Some(span) = correction.place.span(self.article)
            && let Some(at) = self.entity_at(span, &correction.names)
        {
            return vec![at];
        }
        let named = |kind: Option<EntityKind>| -> Vec<usize> {
            let fits = |e: &Entity| correction.names.contains(&e.name) && kind.is_none_or(|kind| e.kind == kind);
            let all = self.entities.iter().enumerate();
            all.filter(|(_, e)| e.as_ref().is_some_and(fits)).map(|(at, _)| at).collect()
        };
        // Where there is none of the kind, the kind itself may be the mistake.
        let of_kind = named(correction.kind);
        if of_kind.is_empty() { named(None) } else { of_kind }
    }

    /// The entity that has a mention there, one of the names if there are several.
    fn entity_at(&self, span: Span, names: &[String]) -> Option<usize> {
        let there =
            |e: &Entity| e.mentions.iter().map(|m| m.span).chain(e.nominals.iter().copied()).any(|m| m.overlaps(span));
        let all =
            || self.entities.iter().enumerate().filter_map(|(at, e)| Some((at, e.as_ref().filter(|e| there(e))?)));
        all().find(|(_, e)| names.contains(&e.name)).or_else(|| all().next()).map(|(at, _)| at)
    }

    /// Calls an entity otherwise. If there is one of that name, the two are one.
    fn rename_entity(&mut self, at: usize, name: &str, kind: Option<EntityKind>) {
        let other = self.entities.iter().enumerate().position(|(i, e)| {
            i != at && e.as_ref().is_some_and(|e| e.name == name && kind.is_none_or(|kind| e.kind == kind))
        });
        let Some(mut entity) = self.entities.get_mut(at).and_then(Option::take) else { return };
        let id = EntityId(at as u32);
        for position in self.issues.iter_mut().flatten().flat_map(|issue| &mut issue.positions) {
            if position.entity == Some(id) && position.holder == entity.name {
                name.clone_into(&mut position.holder);
            }
        }
        name.clone_into(&mut entity.name);
        entity.kind = kind.unwrap_or(entity.kind);
        entity.resolved = true;
        mark(&mut entity);
        let Some(other) = other else {
            self.entities[at] = Some(entity);
            return;
        };
        if let Some(Some(into)) = self.entities.get_mut(other) {
            into.mentions.append(&mut entity.mentions);
            into.mentions.sort_by_key(|mention| mention.span);
            into.nominals.append(&mut entity.nominals);
            into.nominals.sort_unstable();
            for role in entity.roles {
                if !into.roles.contains(&role) {
                    into.roles.push(role);
                }
            }
        }
        self.point_elsewhere(at, Some(other));
    }

    /// Gives some mentions of an entity to another one, which is made where there is none of that name.
    fn split_entity(&mut self, correction: &Correction) -> bool {
        let anchored = correction.place.span(self.article);
        let text = self.article.text.as_str();
        let taken = |span: Span| match (correction.scope, anchored) {
            (Scope::Passage, Some(anchored)) => span.overlaps(anchored),
            (Scope::Passage, None) => false,
            _ => correction.names.iter().any(|form| form == span.of(text)),
        };
        let from = match (correction.scope, anchored) {
            (Scope::Everywhere, _) => self.entity_named(&correction.was),
            (_, Some(span)) => self.entity_at(span, std::slice::from_ref(&correction.was)),
            _ => None,
        };
        let Some(from) = from else { return false };
        let Some(Some(entity)) = self.entities.get_mut(from) else { return false };
        let (mut mentions, kept): (Vec<Mention>, Vec<Mention>) =
            std::mem::take(&mut entity.mentions).into_iter().partition(|m| taken(m.span));
        let (mut nominals, others): (Vec<Span>, Vec<Span>) =
            std::mem::take(&mut entity.nominals).into_iter().partition(|n| taken(*n));
        (entity.mentions, entity.nominals) = (kept, others);
        let kind = entity.kind;
        let spans: Vec<Span> = mentions.iter().map(|m| m.span).chain(nominals.iter().copied()).collect();
        if spans.is_empty() {
            return false;
        }
        for mention in &mut mentions {
            mention.reason.correct_by_hand();
        }
        let kind = correction.now_kind.unwrap_or(kind);
        let into = self.entity_named(&correction.now).filter(|at| *at != from).unwrap_or_else(|| {
            let name = correction.now.clone();
            let entity =
                Entity { name, kind, mentions: Vec::new(), nominals: Vec::new(), roles: Vec::new(), resolved: true };
            self.entities.push(Some(entity));
            self.entities.len() - 1
        });
        if let Some(Some(entity)) = self.entities.get_mut(into) {
            entity.mentions.append(&mut mentions);
            entity.mentions.sort_by_key(|mention| mention.span);
            entity.nominals.append(&mut nominals);
            entity.nominals.sort_unstable();
        }
        let (before, now) = (EntityId(from as u32), EntityId(into as u32));
        let moved = |span: Span| spans.iter().any(|s| s.overlaps(span));
        for quotation in self.findings.quotations.iter_mut().filter(|q| q.speaker == Some(before)) {
            if quotation.source.is_some_and(moved) {
                quotation.speaker = Some(now);
            }
        }
        for position in self.issues.iter_mut().flatten().flat_map(|issue| &mut issue.positions) {
            let only = |span: &Span| span.overlaps(position.evidence);
            if position.entity == Some(before) && spans.iter().any(only) && correction.names.contains(&position.holder)
            {
                position.entity = Some(now);
                position.holder.clone_from(&correction.now);
            }
        }
        true
    }

    fn has_holder(&self, names: &[String]) -> bool {
        self.issues.iter().flatten().flat_map(|issue| &issue.positions).any(|p| names.contains(&p.holder))
    }

    /// Gives the positions of an entity, and those of holders of its names, another side.
    fn set_side(&mut self, entity: Option<usize>, correction: &Correction) {
        let id = entity.map(|at| EntityId(at as u32));
        let side = Some(correction.now.clone()).filter(|side| !side.is_empty());
        for at in 0..self.issues.len() {
            let Some(issue) = &mut self.issues[at] else { continue };
            let mut changed = false;
            for position in &mut issue.positions {
                if id.is_some() && position.entity == id || correction.names.contains(&position.holder) {
                    position.side.clone_from(&side);
                    position.reason.correct_by_hand();
                    changed = true;
                }
            }
            if changed {
                self.settle(at);
            }
        }
        if let Some(Some(entity)) = entity.and_then(|at| self.entities.get_mut(at)) {
            mark(entity);
        }
    }
}

/// Notes that a person corrected an entity.
fn mark(entity: &mut Entity) {
    for mention in &mut entity.mentions {
        mention.reason.correct_by_hand();
    }
}
