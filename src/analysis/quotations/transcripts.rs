//! Transcripts and interviews: paragraph after paragraph opens with who speaks and a colon.
//!
//! One label alone may be a topic, a list or a box of facts, so labels count only together: several of them, and people
//! who speak of themselves or ask in what stands behind.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::features::Scene;
use crate::analysis::quotations::frame::Frame;
use crate::analysis::quotations::lists::{self, Sort};
use crate::analysis::quotations::marks;
use crate::analysis::quotations::rules::TRANSCRIPT;
use crate::language::document::Document;
use crate::model::block::BlockKind;
use crate::model::entity::{Entity, EntityKind};
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// The longest label, in tokens ("Sen. Ann B. Lee (R-Ohio)").
const LONGEST: usize = 12;

/// A paragraph of the body.
struct Paragraph {
    tokens: Range<usize>,
    /// Its label, where it has one that can be a speaker's.
    label: Option<Label>,
    /// Whether somebody speaks of "I", "we" or "you" in it, or asks.
    personal: bool,
}

struct Label {
    tokens: Range<usize>,
    colon: usize,
    /// Where the speech behind it begins: marks of bold letters may stand in front of it.
    speech: usize,
    /// Whether a time or the manner of speaking stands beside it, as only in a transcript.
    noted: bool,
    /// Whether it names a person or stands in capitals: a speaker's even if it comes once.
    sure: bool,
}

/// Adds the speech of a transcript and drops what other rules found across its labels.
pub(super) fn add(scene: &Scene<'_>, entities: &[Entity], frames: &mut Vec<Frame>) {
    let document = scene.document;
    let mut paragraphs = paragraphs(scene, entities);
    let mut often: HashMap<String, usize> = HashMap::new();
    for label in paragraphs.iter().filter_map(|p| p.label.as_ref()) {
        *often.entry(words(document, &label.tokens)).or_default() += 1;
    }
    let certain = |l: &Label| l.sure || often.get(&words(document, &l.tokens)).copied().unwrap_or(0) >= 2;
    let certain: Vec<bool> = paragraphs.iter().map(|p| p.label.as_ref().is_some_and(certain)).collect();
    let several = certain.iter().filter(|c| **c).count() >= 2;
    for (number, paragraph) in paragraphs.iter_mut().enumerate() {
        // Who answers once, between two who speak for certain, is a speaker as well.
        let beside = |other: Option<usize>| other.and_then(|o| certain.get(o)).is_some_and(|c| *c);
        let answers =
            |l: &Label| several && l.tokens.len() <= 3 && beside(number.checked_sub(1)) && beside(Some(number + 1));
        if !certain[number] && !paragraph.label.as_ref().is_some_and(answers) {
            paragraph.label = None;
        }
    }
    let labelled: Vec<usize> = (0..paragraphs.len()).filter(|p| paragraphs[*p].label.is_some()).collect();
    let personal = labelled.iter().filter(|p| paragraphs[**p].personal).count();
    let noted = labelled.iter().filter(|p| paragraphs[**p].label.as_ref().is_some_and(|l| l.noted)).count();
    if labelled.len() < 2 || noted < 2 && (personal == 0 || personal * 3 < labelled.len()) {
        return;
    }
    let last = labelled[labelled.len() - 1];
    let mut added: Vec<Frame> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        match (&paragraph.label, added.last_mut()) {
            (Some(label), _) => added.push(Frame {
                source: Some(label.tokens.clone()),
                cue: Some(label.colon..label.colon + 1),
                content: std::iter::once(label.speech..paragraph.tokens.end).collect(),
                verbatim: true,
                reason: TRANSCRIPT.reason(words(document, &(label.tokens.start..label.colon + 1))),
            }),
            // Stage directions ("(Laughter.)") are nobody's words, and an article may end in its own.
            (None, Some(speech)) if (number < last || paragraph.personal) && !is_direction(document, paragraph) => {
                speech.content.push(paragraph.tokens.clone());
            }
            _ => {}
        }
    }
    let labels: Vec<Range<usize>> =
        added.iter().filter_map(|f| Some(f.source.as_ref()?.start..f.cue.as_ref()?.end)).collect();
    let speech: Vec<Range<usize>> = added.iter().flat_map(|f| f.content.iter().cloned()).collect();
    frames.retain(|frame| {
        let parts = || frame.content.iter().chain(&frame.source).chain(&frame.cue);
        let crosses = parts().any(|p| touches(&labels, p));
        let inside = frame.content.iter().any(|c| touches(&speech, c));
        // Somebody who speaks may tell what others said; the rest is what is said here.
        let other = frame.source.as_ref().is_some_and(|s| s.len() > 1 || !is_personal(document.word(s.start)));
        !crosses && (!inside || other && frame.cue.is_some())
    });
    frames.append(&mut added);
    let cue = |f: &Frame| f.cue.as_ref().map_or(0, |c| c.start);
    frames.sort_by_key(cue);
}

/// Whether a range shares a token with one of the ranges, which are in order.
fn touches(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let first = ranges.partition_point(|r| r.end <= range.start);
    ranges.get(first).is_some_and(|r| r.start < range.end)
}

fn words(document: &Document<'_>, tokens: &Range<usize>) -> String {
    marks::span_of(document, tokens.start, tokens.end).map(|s| s.of(document.text).to_owned()).unwrap_or_default()
}

fn is_direction(document: &Document<'_>, paragraph: &Paragraph) -> bool {
    let (first, last) = (document.word(paragraph.tokens.start), document.word(paragraph.tokens.end - 1));
    matches!((first, last), ("(", ")") | ("[", "]"))
}

/// The paragraphs of the body, in order.
fn paragraphs(scene: &Scene<'_>, entities: &[Entity]) -> Vec<Paragraph> {
    let sentences = &scene.document.sentences;
    let people = entities.iter().filter(|e| e.kind == EntityKind::Person);
    let mut people: Vec<Span> = people.flat_map(|e| e.mentions.iter().map(|m| m.span)).collect();
    people.sort_unstable_by_key(|s| s.start);
    let mut out = Vec::new();
    let mut first = 0;
    while let Some(sentence) = sentences.get(first) {
        let next = first + sentences[first..].iter().take_while(|s| s.block == sentence.block).count();
        let tokens = sentence.tokens.start..sentences[next - 1].tokens.end;
        if sentence.kind == BlockKind::Body && !tokens.is_empty() {
            let label = label(scene, &people, &tokens);
            let from = label.as_ref().map_or(tokens.start, |l| l.speech);
            let personal = (from..tokens.end).any(|i| {
                let word = scene.document.word(i);
                is_personal(word) || word == "?"
            });
            out.push(Paragraph { tokens, label, personal });
        }
        first = next;
    }
    out
}

/// Whether a word stands for who speaks or is spoken to.
fn is_personal(word: &str) -> bool {
    word.len() <= 4 && lists::is(&word.to_lowercase(), Sort::Personal)
}

/// The words in front of the first colon of a paragraph, if they can be the name of who speaks.
fn label(scene: &Scene<'_>, people: &[Span], tokens: &Range<usize>) -> Option<Label> {
    let document = scene.document;
    let first = begins(document, tokens);
    let reach = tokens.end.min(first + LONGEST);
    let colon = (first + 1..reach).find(|i| document.word(*i) == ":")?;
    let label = first..directed(document, first, colon);
    let is_star = |i: &usize| document.word(*i) == "*" && *i < tokens.end;
    let stars = if first > tokens.start { (colon + 1..colon + 3).take_while(is_star).count() } else { 0 };
    let speech = colon + 1 + stars;
    // A score or a time behind the colon is a list, and so is nothing.
    let behind = document.tokens.get(speech).filter(|_| speech < tokens.end)?;
    let apart = behind.span.from() > document.tokens[speech - 1].span.to();
    let fits = |i: usize| {
        let word = document.word(i);
        match document.tokens[i].kind {
            TokenKind::Word => word.starts_with(char::is_uppercase) || lists::is(word, Sort::Label),
            TokenKind::Punctuation => matches!(word, "." | "," | "(" | ")" | "-"),
            _ => false,
        }
    };
    if !apart
        || behind.kind == TokenKind::Number
        || document.tokens[first].kind != TokenKind::Word
        || label.is_empty()
        || !label.clone().all(fits)
        || label.clone().any(|i| matches!(scene.lexical.tag(i), Tag::Be | Tag::Have | Tag::Modal | Tag::Do))
    {
        return None;
    }
    let letters = |i: usize| document.tokens[i].kind == TokenKind::Word;
    let capitals = label.clone().filter(|i| letters(*i)).all(|i| document.word(i).chars().all(char::is_uppercase))
        && label.clone().any(|i| letters(i) && (document.word(i).len() > 2 || matches!(document.word(i), "Q" | "A")));
    let span = marks::span_of(document, label.start, label.end)?;
    let at = people.partition_point(|p| p.from() < span.from());
    let person = people[at..].iter().take_while(|p| p.from() < span.to()).any(|p| p.to() <= span.to());
    let timed = matches!(document.word(tokens.start), "[" | "(") && first > tokens.start;
    let noted = timed || label.end < colon;
    Some(Label { tokens: label, colon, speech, noted, sure: capitals || person })
}

/// Where the label of a paragraph begins: behind the time ("[00:01] Ann Lee: …") and the marks of bold letters.
fn begins(document: &Document<'_>, tokens: &Range<usize>) -> usize {
    let word = |i: usize| if i < tokens.end { document.word(i) } else { "" };
    let mut first = tokens.start;
    if matches!(word(first), "[" | "(") && document.tokens.get(first + 1).is_some_and(|t| t.kind == TokenKind::Number) {
        first += (first..tokens.end.min(first + 6)).position(|i| matches!(word(i), "]" | ")")).map_or(0, |n| n + 1);
    }
    first += (first..tokens.end.min(first + 2)).take_while(|i| word(*i) == "*").count();
    if first < tokens.end { first } else { tokens.start }
}

/// Where a label ends that tells how or when somebody speaks: "LEE (laughs): …", "Ann Lee (00:01): …". What belongs to a
/// name in brackets ("(R-Ohio)") has a capital.
fn directed(document: &Document<'_>, first: usize, colon: usize) -> usize {
    let close = colon - 1;
    if close <= first + 2 || !matches!(document.word(close), ")" | "]") {
        return colon;
    }
    let open = (first + 1..close).find(|i| matches!(document.word(*i), "(" | "["));
    let told = |i: usize| document.word(i).starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    open.filter(|open| told(open + 1)).unwrap_or(colon)
}
