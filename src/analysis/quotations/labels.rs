//! Speech behind the name of who speaks and a colon: `Lee: we will win` as a headline, `LEE: Good evening.` in a transcript.

use std::ops::Range;

use crate::analysis::quotations::frame::Frame;
use crate::analysis::quotations::marks;
use crate::analysis::quotations::rules::LABEL;
use crate::language::document::Document;
use crate::model::block::BlockKind;
use crate::model::entity::{Entity, EntityKind};
use crate::text::segment::TokenKind;

/// The longest name of a speaker, in tokens.
const LONGEST: usize = 5;

/// Fewer words behind a colon are no statement.
const WORDS: usize = 3;

/// Adds the speech behind labels that no other attribution has taken. What else a colon introduces in a headline is a topic
/// ("Budget: a night of talks") unless it stands in quotation marks.
pub(super) fn add(document: &Document<'_>, entities: &[Entity], frames: &mut Vec<Frame>) {
    frames.retain(|frame| {
        let Some(cue) = frame.cue.as_ref().filter(|c| document.word(c.start) == ":") else { return true };
        let number = document.sentences.partition_point(|s| s.tokens.end <= cue.start);
        let headline = document.sentences.get(number).is_some_and(|s| is_headline(s.kind));
        let marked = frame.content.iter().any(|c| document.tokens[c.start].kind == TokenKind::Quote);
        !headline || marked
    });
    for (i, sentence) in document.sentences.iter().enumerate() {
        if i > 0 && document.sentences[i - 1].block == sentence.block {
            continue;
        }
        let start = sentence.tokens.start;
        let quote = usize::from(document.tokens.get(start).is_some_and(|t| t.kind == TokenKind::Quote));
        let end = sentence.tokens.end;
        let Some(colon) = (start + quote + 1..end.min(start + quote + 1 + LONGEST)).find(|c| document.word(*c) == ":")
        else {
            continue;
        };
        let label = start + quote..colon;
        let headline = is_headline(sentence.kind);
        let speaks =
            is_capitals(document, label.clone()) && !headline || headline && is_person(document, entities, &label);
        let last = document.sentences[i..].iter().take_while(|s| s.block == sentence.block).last().unwrap_or(sentence);
        let content = colon + 1..last.tokens.end;
        let count = content.clone().filter(|t| document.tokens[*t].kind == TokenKind::Word).count();
        if speaks && count >= WORDS {
            // What counts the colon as a cue gives way; what the speaker quotes stays.
            let rival = |f: &Frame| f.cue.as_ref().is_some_and(|c| c.contains(&colon)) || starts_with_label(f, &label);
            frames.retain(|f| !rival(f));
            let words = marks::span_of(document, label.start, colon + 1).map(|s| s.of(document.text).to_owned());
            let words = words.unwrap_or_default();
            frames.push(Frame {
                source: Some(label),
                cue: Some(colon..colon + 1),
                content: vec![content],
                verbatim: !headline,
                reason: LABEL.reason(words),
            });
        }
    }
}

/// Whether a content holds the label itself.
fn starts_with_label(frame: &Frame, label: &Range<usize>) -> bool {
    frame.content.iter().any(|c| c.start <= label.start && label.start < c.end)
}

fn is_headline(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Heading)
}

/// Whether the label of a transcript: words of capitals only.
fn is_capitals(document: &Document<'_>, mut label: Range<usize>) -> bool {
    label.all(|i| {
        let word = document.word(i);
        word.len() > 2 && word.chars().all(char::is_uppercase) || word == "."
    })
}

/// Whether the label is the name of a person and nothing else.
fn is_person(document: &Document<'_>, entities: &[Entity], label: &Range<usize>) -> bool {
    let Some(span) = marks::span_of(document, label.start, label.end) else { return false };
    let people = entities.iter().filter(|e| e.kind == EntityKind::Person);
    people.flat_map(|e| &e.mentions).any(|m| m.span == span)
}
