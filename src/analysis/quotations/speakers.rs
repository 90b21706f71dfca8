//! Who speaks: the entity behind the words of a source.

use crate::analysis::document::Document;
use crate::analysis::quotations::decide::Frame;
use crate::analysis::quotations::marks;
use crate::model::entity::{Entity, EntityId, EntityKind};

/// The entity of each frame's source, where the text decides it: a name inside the source, or for a lone "he" or "she"
/// the person who spoke before, when that is the only person named since.
pub(super) fn of(document: &Document<'_>, entities: &[Entity], frames: &[Frame]) -> Vec<Option<EntityId>> {
    let mut mentions: Vec<(usize, usize, u32)> = Vec::new();
    for (e, entity) in entities.iter().enumerate().filter(|(_, e)| e.resolved) {
        mentions.extend(entity.mentions.iter().map(|m| (m.span.from(), m.span.to(), e as u32)));
    }
    mentions.sort_unstable();
    let mut last: Option<(u32, usize)> = None;
    let mut out = Vec::with_capacity(frames.len());
    for frame in frames {
        let span = frame.source.as_ref().and_then(|s| marks::span_of(document, s.start, s.end));
        let speaker = span.and_then(|span| {
            let words = span.of(document.text);
            if matches!(words, "he" | "she" | "He" | "She") {
                let (person, said) = last?;
                let from = mentions.partition_point(|m| m.0 < said);
                let others = mentions[from..].iter().take_while(|m| m.0 < span.from());
                let is_person = |e: u32| entities.get(e as usize).is_some_and(|e| e.kind == EntityKind::Person);
                let alone = others.clone().all(|m| m.2 == person || !is_person(m.2));
                return (alone && is_person(person)).then_some(person);
            }
            let from = mentions.partition_point(|m| m.0 < span.from());
            let inside = || mentions[from..].iter().take_while(|m| m.1 <= span.to());
            let head_end = words.find([',', '(']).map_or(span.to(), |n| span.from() + n);
            let head = || inside().filter(|m| m.1 <= head_end);
            let is_person = |e: u32| entities.get(e as usize).is_some_and(|e| e.kind == EntityKind::Person);
            head().filter(|m| is_person(m.2)).last().or_else(|| head().next()).or_else(|| inside().next()).map(|m| m.2)
        });
        if let (Some(speaker), Some(span)) = (speaker, span) {
            last = Some((speaker, span.from()));
        }
        out.push(speaker.map(EntityId));
    }
    out
}
