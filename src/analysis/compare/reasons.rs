//! What two paired passages share, in words.

use crate::analysis::compare::candidates::Weights;
use crate::analysis::compare::passages::{Kind, Passage};
use crate::analysis::compare::score::each_shared;
use crate::model::reason::Reason;
use crate::text::cells::clean_line;
use crate::text::span::Span;

/// How many things of one sort are told.
const TOLD: usize = 3;

/// The reason for a pair (`both name Susan Rice; both have “destructive of the fabric”; figure 24`).
pub(super) fn of(left: &Passage, right: &Passage, texts: [&str; 2], weights: &Weights) -> Reason {
    if left.words == right.words {
        return Reason::rule("the same words");
    }
    let mut shared: Vec<(f32, Kind, String)> = Vec::new();
    each_shared(
        &left.features,
        &right.features,
        |f| f.key,
        |a, b| {
            let kind = a.kind.min(b.kind);
            let (one, other) = (a.span.of(texts[0]), b.span.of(texts[1]));
            // The fuller of two forms, whichever article it is from.
            let text = if (one.len(), other) >= (other.len(), one) { one } else { other };
            let text = clean_line(text).trim().to_owned();
            shared.push((weights.of(a.key, kind), kind, text));
        },
    );
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    let told = |kinds: &[Kind]| -> Vec<&str> {
        shared.iter().filter(|s| kinds.contains(&s.1)).map(|s| s.2.as_str()).take(TOLD).collect()
    };
    let mut parts = Vec::new();
    let names = told(&[Kind::Entity]);
    if !names.is_empty() {
        parts.push(format!("both name {}", names.join(", ")));
    }
    let phrase = longest_run(left, right, texts[0]);
    if let Some(phrase) = &phrase {
        parts.push(format!("both have “{phrase}”"));
    }
    for (noun, kind) in [("figure", Kind::Figure), ("date", Kind::Date), ("issue", Kind::Issue)] {
        let things = told(&[kind]);
        if !things.is_empty() {
            parts.push(format!("{noun} {}", things.join(", ")));
        }
    }
    let mut words = told(&[Kind::Word, Kind::Common]);
    if let Some(phrase) = &phrase {
        words.retain(|w| !phrase.contains(w));
    }
    if !words.is_empty() {
        parts.push(format!("words {}", words.join(", ")));
    }
    Reason { rule: parts.join("; ").into(), matched: String::new() }
}

/// The longest stretch of words in a row that both have, as the left passage writes it.
fn longest_run(left: &Passage, right: &Passage, text: &str) -> Option<String> {
    let mut runs: Vec<(Span, u8)> = Vec::new();
    each_shared(&left.runs, &right.runs, |r| r.key, |a, _| runs.push((a.span, a.content)));
    runs.sort_unstable();
    let mut best: Option<(Span, u8)> = None;
    let mut current: Option<(Span, u8)> = None;
    for (span, content) in runs {
        current = match current {
            Some((before, most)) if before.overlaps(span) => {
                Some((Span { start: before.start, end: span.end }, most.max(content)))
            }
            _ => Some((span, content)),
        };
        if best.is_none_or(|b| current.is_some_and(|c| c.0.len() > b.0.len())) {
            best = current;
        }
    }
    let (span, content) = best?;
    // Three words like "one of the" are no reason.
    (content > 0).then(|| clean_line(span.of(text)).trim().to_owned())
}
