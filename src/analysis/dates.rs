//! Expressions of time and their values, as TIMEX3 writes them.
//!
//! An expression is read by a small grammar from its first word ([`grammar`]); relative ones are resolved from the day of
//! publication ([`calendar`]). Without that day only what the text itself fixes has a value.

use crate::language::document::Document;
use crate::model::date::DateMention;
use crate::model::reason::Reason;
use crate::text::span::Span;

mod anchor;
mod anchored;
mod calendar;
mod clock;
mod decades;
mod grammar;
mod holidays;
mod numeric;
mod quarters;
mod relative;
mod spans;
mod tense;
#[cfg(test)]
mod tests;
mod words;

/// The expressions of time of a document, in the order of the text.
pub(super) fn find(document: &Document<'_>) -> Vec<DateMention> {
    let mut out = Vec::new();
    let mut reader = grammar::Reader::new(document);
    for (number, sentence) in document.sentences.iter().enumerate() {
        reader.enter(number, sentence);
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let Some(found) = reader.read(i) else {
                i += 1;
                continue;
            };
            let (first, last) = (document.tokens[found.first], document.tokens[found.end - 1]);
            out.push(DateMention {
                span: Span::new(first.span.from(), last.span.to()),
                value: found.value,
                reason: Reason::rule(found.rule),
            });
            i = found.end.max(i + 1);
        }
    }
    out
}
