//! What two paired passages share, in words.

use crate::analysis::compare::candidates::Weights;
use crate::analysis::compare::passages::{Kind, SentenceFeatures};
use crate::analysis::compare::signs::each_shared;
use crate::model::reason::Reason;
use crate::text::cells::clean_line;
use crate::text::span::Span;

/// How many things of one sort are told.
const TOLD: usize = 3;

/// The reason for a pair (`both name Susan Rice; both have “destructive of the fabric”; figure 24`).
pub(super) fn of(left: &SentenceFeatures, right: &SentenceFeatures, texts: [&str; 2], weights: &Weights) -> Reason {
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
    // The parts of a compound stand for the whole, which is told once.
    let mut seen = std::collections::HashSet::new();
    shared.retain(|s| seen.insert(s.2.to_lowercase()));
    let told = |kinds: &[Kind]| -> Vec<&str> {
        shared.iter().filter(|s| kinds.contains(&s.1)).map(|s| s.2.as_str()).take(TOLD).collect()
    };
    let mut parts = Vec::new();
    let names = told(&[Kind::Entity]);
    if !names.is_empty() {
        parts.push(format!("both name {}", names.join(", ")));
    }
    let phrase = wording(left, right, texts);
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
    if parts.is_empty() {
        parts.push("words that say nearly the same".to_owned());
    }
    Reason::new(parts.join("; "), "")
}

/// The longest stretch of words in a row that both have, the same from both sides.
fn wording(left: &SentenceFeatures, right: &SentenceFeatures, texts: [&str; 2]) -> Option<String> {
    let mut runs = [Vec::new(), Vec::new()];
    each_shared(
        &left.runs,
        &right.runs,
        |r| r.key,
        |a, b| {
            runs[0].push((a.span, a.content));
            runs[1].push((b.span, b.content));
        },
    );
    let [one, other] = runs.map(longest);
    let of = |span: Option<Span>, text: &str| span.map(|s| clean_line(s.of(text)).trim().to_owned());
    let (one, other) = (of(one, texts[0])?, of(other, texts[1])?);
    Some(if (one.len(), &other) >= (other.len(), &one) { one } else { other })
}

/// The longest stretch that overlapping runs make together; `None` where they say nothing, like "one of the".
fn longest(mut runs: Vec<(Span, u8)>) -> Option<Span> {
    runs.sort_unstable();
    let mut stretches: Vec<(Span, u8)> = Vec::new();
    for (span, content) in runs {
        match stretches.last_mut() {
            Some((before, most)) if before.overlaps(span) => {
                before.end = span.end;
                *most = content.max(*most);
            }
            _ => stretches.push((span, content)),
        }
    }
    stretches.retain(|s| s.1 > 0);
    stretches.into_iter().map(|s| s.0).max_by_key(|s| (s.len(), std::cmp::Reverse(s.start)))
}
