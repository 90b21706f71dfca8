//! A cue with its source and the pieces of its content.

use std::ops::Range;

use crate::analysis::document::{Document, Sentence};
use crate::analysis::quotations::cues;
use crate::analysis::quotations::marks::Quoted;
use crate::model::reason::Reason;
use crate::text::segment::TokenKind;

/// One attribution as ranges of tokens.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The words that say who speaks.
    pub(super) source: Option<Range<usize>>,
    /// The words that introduce the content.
    pub(super) cue: Option<Range<usize>>,
    /// What is said, in order.
    pub(super) content: Vec<Range<usize>>,
    /// What made it an attribution.
    pub(super) reason: Reason,
}

/// The attributions that a cue shows, in the order of their cues.
pub(super) fn find(document: &Document<'_>, quoted: &[Quoted]) -> Vec<Frame> {
    let mut out = Vec::new();
    let mut lower = String::new();
    for sentence in &document.sentences {
        let mut at = quoted.partition_point(|q| q.close <= sentence.tokens.start);
        for i in sentence.tokens.clone() {
            while quoted.get(at).is_some_and(|q| q.close <= i) {
                at += 1;
            }
            if document.tokens[i].kind != TokenKind::Word || quoted.get(at).is_some_and(|q| q.holds(i)) {
                continue;
            }
            lower.clear();
            lower.extend(document.word(i).chars().map(|c| c.to_ascii_lowercase()));
            let cue = if lower == "according" && i + 1 < sentence.tokens.end && document.word(i + 1) == "to" {
                i..i + 2
            } else if cues::is_verb(&lower) {
                i..i + 1
            } else {
                continue;
            };
            out.extend(frame(document, sentence, quoted, at, cue));
        }
    }
    out
}

/// The attribution of one cue; `at` is the first quoted stretch that ends behind it.
fn frame(
    document: &Document<'_>,
    sentence: &Sentence,
    quoted: &[Quoted],
    at: usize,
    cue: Range<usize>,
) -> Option<Frame> {
    let Range { start, end } = sentence.tokens.clone();
    let word = |i: usize| document.word(i);
    let before = at.checked_sub(1).and_then(|q| quoted.get(q)).filter(|q| q.close > start && q.close + 14 > cue.start);
    let subject = subject_before(document, before.map_or(start, |q| q.close), cue.start);
    let inverted = subject_after(document, cue.end, end);
    let reason = Reason::matched("verb of saying", marks_text(document, &cue));
    if let Some(q) = before
        && is_full(document, q)
    {
        let gap = q.close..cue.start;
        let source =
            if gap.is_empty() || gap.len() == 1 && word(gap.start) == "," { inverted } else { subject.clone() };
        if source.is_some() {
            let content = vec![sentence_part(document, start, q)];
            return Some(Frame { source, cue: Some(cue), content, reason });
        }
    }
    let mut from = cue.end;
    while from < end && matches!(word(from), "," | ":") {
        from += 1;
    }
    if word(cue.start) == "according" {
        return according(document, start, end, cue, reason);
    }
    // Sentence, source, cue, and nothing but a time or a place behind it.
    let rest_is_short = from >= end || matches!(word(from), "." | "on" | "in" | "at" | "after" | "during" | "late");
    if rest_is_short {
        let comma = subject.as_ref().and_then(|s| s.start.checked_sub(1)).filter(|c| *c > start && word(*c) == ",");
        let content = vec![start..comma?];
        return Some(Frame { source: subject, cue: Some(cue), content, reason });
    }
    subject.as_ref()?;
    let opens_clause =
        matches!(word(from), "that" | "the" | "a" | "an" | "it" | "he" | "she" | "they" | "there" | "we")
            || document.tokens[from].kind == TokenKind::Quote
            || word(from).starts_with(char::is_uppercase);
    if !opens_clause {
        return None;
    }
    let mut stop = end;
    if let Some(q) = quoted.get(at).filter(|q| q.open < end) {
        stop = stop.max(q.close.min(end.max(q.close)));
    }
    while stop > from + 1 && matches!(word(stop - 1), ".") {
        stop -= 1;
    }
    Some(Frame { source: subject, cue: Some(cue), content: vec![from..stop], reason })
}

fn according(document: &Document<'_>, start: usize, end: usize, cue: Range<usize>, reason: Reason) -> Option<Frame> {
    let word = |i: usize| document.word(i);
    let comma = (cue.end..end).find(|i| matches!(word(*i), "," | "." | ";"))?;
    let source = (cue.end < comma).then_some(cue.end..comma);
    let content = if cue.start > start + 2 {
        let stop = if word(cue.start - 1) == "," { cue.start - 1 } else { cue.start };
        start..stop
    } else {
        comma + 1..end
    };
    (!content.is_empty()).then(|| Frame { source, cue: Some(cue), content: vec![content], reason })
}

/// Whether a quoted stretch reads as a sentence of its own: it ends with a mark inside or a comma behind.
fn is_full(document: &Document<'_>, quoted: &Quoted) -> bool {
    let inside = quoted.close.checked_sub(2).map(|i| document.word(i));
    quoted.words >= 2 && inside.is_some_and(|w| matches!(w, "," | "?" | "!" | "—" | "…" | "." | "-"))
}

/// From the beginning of the sentence, or of the quotation where that began before.
fn sentence_part(_document: &Document<'_>, _start: usize, quoted: &Quoted) -> Range<usize> {
    quoted.open..quoted.close
}

/// The noun phrase in front of a verb.
fn subject_before(document: &Document<'_>, start: usize, cue: usize) -> Option<Range<usize>> {
    let word = |i: usize| document.word(i);
    let mut end = cue;
    while end > start && matches!(word(end - 1), "has" | "have" | "had" | "also" | "then" | "later" | "," | "who") {
        end -= 1;
    }
    let mut at = end;
    while at > start {
        let w = word(at - 1);
        if matches!(w, "," | ";" | ":" | "." | "but" | "and" | "that" | "while" | "as" | "because" | "—" | "(" | ")")
            || document.tokens[at - 1].kind == TokenKind::Quote
        {
            break;
        }
        at -= 1;
    }
    let first = word(at);
    let named = first.starts_with(char::is_uppercase)
        || matches!(
            first,
            "the" | "a" | "an" | "he" | "she" | "they" | "it" | "his" | "her" | "their" | "we" | "I" | "who"
        );
    (at < end && end - at <= 12 && (named || end - at <= 3)).then_some(at..end)
}

/// The noun phrase behind a verb (`said Ann Lee, a doctor`).
fn subject_after(document: &Document<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let stop = (from..end).find(|i| matches!(document.word(*i), "," | "." | ";" | "in" | "on" | "after" | "at"));
    let stop = stop.unwrap_or(end);
    (from < stop).then_some(from..stop)
}

fn marks_text(document: &Document<'_>, cue: &Range<usize>) -> String {
    let span = super::marks::span_of(document, cue.start, cue.end);
    span.map(|s| s.of(document.text).to_owned()).unwrap_or_default()
}
