//! What `parallax annotate` wrote, read again: nothing of it is looked for a second time.

use super::{Kind, Reading, Warnings, text_of};
use crate::load::fields;
use crate::load::value::Value;
use crate::model::article::{Article, Partial};
use crate::model::block::{Block, BlockKind};
use crate::model::date::DateMention;
use crate::model::figure::Figure;
use crate::model::given::Given;
use crate::model::problem::Severity;
use crate::model::reason::{GIVEN, Reason};

/// The schema of what Parallax writes.
const SCHEMA: &str = "parallax/1";

/// Fields that mean something else in what Parallax writes than in other records.
const FIELDS: [&str; 15] = [
    "schema",
    "path",
    "blocks",
    "entities",
    "quotations",
    "issues",
    "topics",
    "dates",
    "figures",
    "problems",
    "time",
    "partial",
    "fields",
    "sha256",
    "corrected",
];

/// Whether the fields of a record are those that Parallax writes.
pub(in crate::load) fn is_own(fields: &[(String, Value)]) -> bool {
    fields.iter().any(|(name, value)| name == "schema" && matches!(value, Value::Text(schema) if schema == SCHEMA))
}

/// Whether a field is read by [`lay_over`].
pub(in crate::load) fn is_field(name: &str) -> bool {
    FIELDS.contains(&name)
}

/// Lays what Parallax wrote of an article over it. Says whether its blocks are given, too.
pub(in crate::load) fn lay_over(article: &mut Article, fields: &[(String, Value)], warnings: &mut Warnings) -> bool {
    let get = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let metadata = &mut article.metadata;
    metadata.time = get("time").and_then(text_of);
    let partial = get("partial").and_then(text_of);
    metadata.partial = Partial::ALL.into_iter().find(|p| Some(p.name()) == partial.as_deref());
    if let Some(Value::List(corrected)) = get("corrected") {
        let corrected: Vec<_> = corrected.iter().filter_map(text_of).collect();
        metadata.by_hand = ["source", "published"].into_iter().filter(|f| corrected.iter().any(|c| c == f)).collect();
    }
    if let Some(Value::Table(further)) = get("fields") {
        metadata.extra.extend(further.iter().filter_map(|(name, value)| fields::field(name.clone(), value.clone())));
    }
    let written = get("sha256").and_then(text_of);
    if written.is_some_and(|written| written != article.hash().to_string()) {
        let what = "has findings of another text (its `sha256` differs), so it is analysed again";
        warnings.push((Severity::Warning, what.to_owned()));
        return false;
    }
    let findings = [("entities", Kind::Entities), ("quotations", Kind::Quotations), ("issues", Kind::Issues)];
    let findings: Vec<_> = findings
        .into_iter()
        .filter_map(|(name, kind)| Some((kind, name.to_owned(), get(name).filter(|v| matches!(v, Value::List(_)))?)))
        .map(|(kind, name, value)| (kind, name, value.clone()))
        .collect();
    let is_all = findings.len() == 3;
    let Some(mut given) = super::read(&article.text, &findings, warnings) else { return false };
    given.is_whole = is_all;
    let blocks = others(&article.text, fields, &mut given, warnings);
    article.given = Some(Box::new(given));
    let is_laid_out = blocks.is_some();
    if let Some(blocks) = blocks {
        article.blocks = blocks;
    }
    is_laid_out
}

/// What only Parallax writes: dates, figures, topics, and the blocks, which are returned where they fit the text.
fn others(text: &str, fields: &[(String, Value)], given: &mut Given, warnings: &mut Warnings) -> Option<Vec<Block>> {
    let mut reading = Reading::new(text, &[]);
    let list = |name: &str| match fields.iter().find(|(key, _)| key == name) {
        Some((_, Value::List(values))) => Some(values.as_slice()),
        _ => None,
    };
    for (n, value) in list("dates").unwrap_or_default().iter().enumerate() {
        reading.at("dates", n);
        if let Some(span) = reading.place_of(value) {
            let value = value.get("value").and_then(text_of);
            given.findings.dates.push(DateMention { span, value, reason: Reason::rule(GIVEN) });
        }
    }
    for (n, value) in list("figures").unwrap_or_default().iter().enumerate() {
        reading.at("figures", n);
        let number = value.get("value").and_then(text_of).and_then(|number| number.parse().ok());
        if let (Some(span), Some(number)) = (reading.place_of(value), number) {
            let unit = value.get("unit").and_then(text_of);
            given.findings.figures.push(Figure { span, value: number, unit });
        }
    }
    given.findings.topics = list("topics").unwrap_or_default().iter().filter_map(text_of).collect();
    let mut blocks = Vec::new();
    for (n, value) in list("blocks")?.iter().enumerate() {
        reading.at("blocks", n);
        let kind = value.get("kind").and_then(text_of);
        let kind = BlockKind::ALL.into_iter().find(|k| Some(k.name()) == kind.as_deref());
        if let (Some(kind), Some(span)) = (kind, reading.place_of(value)) {
            blocks.push(Block { kind, span });
        }
    }
    reading.say(warnings);
    let mut end = 0;
    let mut fits = |from: usize, to: usize| {
        let gap = text.get(end..from).is_some_and(|gap| gap.trim().is_empty());
        end = to;
        gap
    };
    if blocks.iter().all(|b| fits(b.span.from(), b.span.to())) && fits(text.len(), text.len()) {
        return Some(blocks);
    }
    let what = "has `blocks` that are not the paragraphs of its text; they are passed over";
    warnings.push((Severity::Warning, what.to_owned()));
    None
}
