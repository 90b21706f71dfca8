//! Reported speech: direct, indirect and mixed.
//!
//! First the quotation marks are paired (`marks`), then each cue ("said", "according to") gets its source and the
//! pieces of its content (`decide`), quoted stretches that are left are attributed to what stands beside them
//! (`join`), and sources are linked to entities (`speakers`).

use crate::analysis::refer::Referents;
use crate::language::document::Document;
use crate::model::entity::Entity;
use crate::model::quotation::{Quotation, QuotationKind};
use crate::text::segment::TokenKind;
use crate::text::span::Span;

mod classes;
mod decide;
mod features;
mod finder;
mod frame;
mod groups;
mod join;
mod labels;
mod lexical;
mod lists;
mod marks;
mod model;
mod near;
mod neighbours;
mod parts;
mod places;
mod readings;
mod rules;
mod settle;
mod speakers;
mod syntax;
#[cfg(test)]
mod tests;
pub mod training;
mod transcripts;
mod vocabulary;

/// The quotations of a document, in the order of their first content.
pub(super) fn find(document: &Document<'_>, entities: &[Entity]) -> Vec<Quotation> {
    find_with(document, entities, &Referents::find(document, entities))
}

/// The same where it is known already whom pronouns and offices mean.
pub(super) fn find_with(document: &Document<'_>, entities: &[Entity], referents: &Referents) -> Vec<Quotation> {
    let quoted = marks::pair(document);
    let scene = features::Scene::new(document, &quoted, &model::MODEL);
    let mut finder = finder::Finder::new(&scene, &model::MODEL);
    let mut frames = finder.frames();
    settle::settle(&scene, &mut frames);
    labels::add(document, entities, &mut frames);
    transcripts::add(&scene, entities, &mut frames);
    join::uncued(&mut finder, &mut frames);
    join::owners_of_replies(&mut finder, &mut frames);
    for frame in &mut frames {
        frame.content.sort_by_key(|c| c.start);
    }
    frames.sort_by_key(|f| f.content.first().map(|c| c.start));
    let speakers = speakers::of(document, entities, referents, &frames);
    let quotations = frames.into_iter().zip(speakers).filter_map(|(frame, speaker)| {
        let content: Vec<Span> =
            frame.content.iter().filter_map(|c| marks::span_of(document, c.start, c.end)).collect();
        (!content.is_empty()).then(|| Quotation {
            kind: kind(document, &quoted, &frame),
            source: frame.source.and_then(|s| marks::span_of(document, s.start, s.end)),
            speaker,
            cue: frame.cue.and_then(|c| marks::span_of(document, c.start, c.end)),
            content,
            reason: frame.reason,
        })
    });
    quotations.collect()
}

/// The tokens of each stretch of a document that stands in quotation marks, marks included, in order.
pub(super) fn quoted(document: &Document<'_>) -> impl Iterator<Item = std::ops::Range<usize>> {
    marks::pair(document).into_iter().map(|quoted| quoted.open..quoted.close)
}

/// How much of the content stands in quotation marks, or was taken down as it was spoken; a twentieth of the words outside is still all of it.
fn kind(document: &Document<'_>, quoted: &[marks::Quoted], frame: &frame::Frame) -> QuotationKind {
    if frame.verbatim {
        return QuotationKind::Direct;
    }
    let (mut inside, mut outside) = (0, 0);
    for piece in &frame.content {
        let mut at = quoted.partition_point(|q| q.close <= piece.start);
        for token in piece.clone() {
            while quoted.get(at).is_some_and(|q| q.close <= token) {
                at += 1;
            }
            if !matches!(document.tokens[token].kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            if quoted.get(at).is_some_and(|q| q.holds(token)) {
                inside += 1;
            } else {
                outside += 1;
            }
        }
    }
    match (inside, outside) {
        (0, _) => QuotationKind::Indirect,
        (i, o) if o * 20 <= i => QuotationKind::Direct,
        _ => QuotationKind::Mixed,
    }
}
