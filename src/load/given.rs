//! Annotations that a record brings along: entities, quotations and issues with their places in the text, as Parallax
//! writes them and as other programs do.
//!
//! A place outside of the text is a problem and costs only its annotation.

use std::collections::HashMap;

use self::kinds::Label;
use self::places::{Places, range};
use super::value::Value;
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::model::findings::ArticleFindings;
use crate::model::given::Given;
use crate::model::issue::{Issue, Polarity, Position, Stance};
use crate::model::problem::Severity;
use crate::model::quotation::{Quotation, QuotationKind};
use crate::model::reason::{GIVEN, Reason};
use crate::text::span::Span;

mod kinds;
pub(super) mod own;
mod places;

/// What a field of annotations holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Names.
    Entities,
    /// Who says what.
    Quotations,
    /// Matters with positions.
    Issues,
}

/// What other programs call their fields of annotations, folded.
const FIELDS: [(&str, Kind); 12] = [
    ("entities", Kind::Entities),
    ("ents", Kind::Entities),
    ("namedentities", Kind::Entities),
    ("ner", Kind::Entities),
    ("spans", Kind::Entities),
    ("annotations", Kind::Entities),
    ("label", Kind::Entities),
    ("labels", Kind::Entities),
    ("quotations", Kind::Quotations),
    ("quotes", Kind::Quotations),
    ("attributions", Kind::Quotations),
    ("issues", Kind::Issues),
];

/// What is wrong with annotations, and how bad that is.
pub(super) type Warnings = Vec<(Severity, String)>;

/// What annotations a field holds; `None` where it holds none. A list of names without places is none.
pub(super) fn kind(name: &str, value: &Value) -> Option<Kind> {
    let Value::List(values) = value else { return None };
    // Names of this sort are short; keys in data from strangers may have any length.
    if name.len() > 40 {
        return None;
    }
    let folded: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let (_, kind) = FIELDS.iter().find(|(field, _)| *field == folded)?;
    values.iter().take(20).any(has_place).then_some(*kind)
}

/// Whether an annotation says where it stands.
fn has_place(value: &Value) -> bool {
    range(value).is_some()
        || ["mentions", "content", "quote_index", "quote_span", "evidence", "positions"]
            .iter()
            .filter_map(|key| value.get(key))
            .any(|inner| range(inner).is_some() || matches!(inner, Value::List(l) if l.iter().any(has_place)))
}

/// Reads the annotations of a text. What is wrong with them is added to `warnings`.
pub(super) fn read(text: &str, fields: &[(Kind, String, Value)], warnings: &mut Warnings) -> Option<Given> {
    if fields.is_empty() {
        return None;
    }
    let mut reading = Reading::new(text, fields);
    let mut given = Given::default();
    for (kind, name, value) in fields {
        let Value::List(values) = value else { continue };
        reading.field.clone_from(name);
        match kind {
            Kind::Entities => {
                given.entities = true;
                reading.entities(values, &mut given.findings);
            }
            Kind::Quotations => given.quotations = true,
            Kind::Issues => given.issues = true,
        }
    }
    reading.part(&mut given.findings);
    // Speakers and holders are entities, which come first.
    for (kind, name, value) in fields {
        let Value::List(values) = value else { continue };
        reading.field.clone_from(name);
        match kind {
            Kind::Entities => {}
            Kind::Quotations => reading.quotations(values, &mut given),
            Kind::Issues => reading.issues(values, &mut given.findings),
        }
    }
    reading.say(warnings);
    Some(given)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Number(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}

fn first<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| value.get(name).filter(|v| **v != Value::Nothing))
}

/// Annotations while they are read.
struct Reading<'t> {
    text: &'t str,
    places: Places<'t>,
    /// The field that is read, and the number of the annotation in it.
    field: String,
    number: usize,
    /// How many places are wrong, and the first of them in words.
    wrong: usize,
    first_wrong: Option<String>,
    /// How many annotations have a kind that is none of ours, and the first of these kinds.
    foreign: usize,
    first_foreign: Option<String>,
    /// How many names stand inside of longer ones.
    nested: usize,
    /// The entities of each name, and where entities are named, in the order of the text.
    called: HashMap<String, Vec<u32>>,
    named: Vec<(Span, u32)>,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str, fields: &[(Kind, String, Value)]) -> Self {
        Self {
            text,
            places: Places::new(text, fields.iter().map(|(_, _, value)| value)),
            field: String::new(),
            number: 0,
            wrong: 0,
            first_wrong: None,
            foreign: 0,
            first_foreign: None,
            nested: 0,
            called: HashMap::new(),
            named: Vec::new(),
        }
    }

    fn at(&mut self, field: &str, number: usize) {
        field.clone_into(&mut self.field);
        self.number = number;
    }

    /// The place that a value states; notes one that is not in the text.
    fn place_of(&mut self, value: &Value) -> Option<Span> {
        let (from, to) = range(value)?;
        let span = self.places.span(from, to);
        if span.is_none() {
            self.wrong += 1;
            let (field, number) = (&self.field, self.number);
            self.first_wrong.get_or_insert_with(|| format!("`{field}[{number}]`, from {from} to {to}"));
        }
        span
    }

    /// The places of a list of them, or of a single one; those that are empty are none.
    fn places_of(&mut self, value: &Value) -> Vec<Span> {
        let mut out = match value {
            one if range(one).is_some() => self.place_of(one).into_iter().collect::<Vec<_>>(),
            Value::List(values) => values.iter().filter_map(|v| self.place_of(v)).collect(),
            _ => Vec::new(),
        };
        out.retain(|span| !span.is_empty());
        out.sort_unstable();
        out.dedup();
        out
    }

    /// A place under any of some names; `None` without one.
    fn place_under(&mut self, value: &Value, names: &[&str]) -> Option<Span> {
        first(value, names).and_then(|v| self.place_of(v)).filter(|span| !span.is_empty())
    }

    fn entities(&mut self, values: &[Value], findings: &mut ArticleFindings) {
        let mut known: HashMap<(EntityKind, String), usize> = HashMap::new();
        for (number, value) in values.iter().enumerate() {
            self.number = number;
            let inner = value.get("mentions").filter(|v| matches!(v, Value::List(_)));
            let spans = match inner {
                Some(mentions) => self.places_of(mentions),
                None => self.places_of(value),
            };
            if spans.is_empty() {
                continue;
            }
            let kind = match kinds::of(value) {
                Label::Ours(kind) => kind,
                Label::Foreign(label) => {
                    self.foreign += 1;
                    self.first_foreign.get_or_insert(label);
                    continue;
                }
            };
            let written = spans[0].of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let name = first(value, &["name", "canonical", "title"]).and_then(text_of).unwrap_or(written);
            // Names that a program tells to be one have one mark; without it those that are written alike are one.
            let key = first(value, &["kb_id", "wikidata", "entity_id", "cluster", "cluster_id"]).and_then(text_of);
            let key = (kind, key.map_or_else(|| name.to_lowercase(), |mark| format!("\0{mark}")));
            let reasons = match value.get("reasons") {
                Some(Value::List(reasons)) => reasons.iter().map(reason).collect(),
                _ => Vec::new(),
            };
            let mentions = spans.iter().enumerate().map(|(n, span)| Mention {
                span: *span,
                reason: reasons.get(n).cloned().unwrap_or_else(|| Reason::rule(GIVEN)),
            });
            // Each of ours is an entity, also where two have one name.
            let at = if inner.is_some() { None } else { known.get(&key).copied() };
            if let Some(at) = at {
                findings.entities[at].mentions.extend(mentions);
                continue;
            }
            known.insert(key, findings.entities.len());
            let texts = |name: &str| match value.get(name) {
                Some(Value::List(values)) => values.iter().filter_map(text_of).collect(),
                _ => Vec::new(),
            };
            let nominals = value.get("nominals").map(|v| self.places_of(v)).unwrap_or_default();
            findings.entities.push(Entity {
                name,
                kind,
                mentions: mentions.collect(),
                nominals,
                roles: texts("roles"),
                resolved: value.get("resolved") != Some(&Value::Switch(false)),
            });
        }
    }

    /// Sorts the mentions of entities and parts those that overlap: the longer name stands.
    fn part(&mut self, findings: &mut ArticleFindings) {
        let mut all: Vec<(Span, usize)> = Vec::new();
        for (i, entity) in findings.entities.iter().enumerate() {
            all.extend(entity.mentions.iter().map(|m| (m.span, i)));
        }
        all.sort_by_key(|(span, i)| (span.start, std::cmp::Reverse(span.end), *i));
        let mut kept: Vec<(Span, usize)> = Vec::with_capacity(all.len());
        for (span, i) in all {
            match kept.last().copied() {
                Some((last, _)) if last.overlaps(span) => {
                    self.nested += usize::from(last != span);
                    if span.len() > last.len() {
                        kept.pop();
                        kept.push((span, i));
                    }
                }
                _ => kept.push((span, i)),
            }
        }
        let mut spans: Vec<Vec<Span>> = vec![Vec::new(); findings.entities.len()];
        for (span, i) in &kept {
            spans[*i].push(*span);
        }
        for (entity, spans) in findings.entities.iter_mut().zip(spans) {
            let old = std::mem::take(&mut entity.mentions);
            let mut reasons: HashMap<Span, Reason> = old.into_iter().map(|m| (m.span, m.reason)).collect();
            entity.mentions = spans
                .into_iter()
                .map(|span| Mention { span, reason: reasons.remove(&span).unwrap_or_default() })
                .collect();
            let own = &entity.mentions;
            entity.nominals.retain(|nominal| {
                let at = own.partition_point(|mention| mention.span.end <= nominal.start);
                own.get(at).is_none_or(|mention| !mention.span.overlaps(*nominal))
            });
        }
        findings.entities.retain(|entity| !entity.mentions.is_empty());
        for (id, entity) in (0..).zip(&findings.entities) {
            self.called.entry(entity.name.clone()).or_default().push(id);
            self.named.extend(entity.mentions.iter().map(|mention| (mention.span, id)));
        }
        self.named.sort_unstable();
    }

    /// The entity that speaks: the one of this name, of several the one that the words name; without a name the latter.
    fn speaker(&self, source: Option<Span>, name: Option<&str>) -> Option<EntityId> {
        // The mentions are apart, so those in a place stand side by side.
        let within = |source: Span| {
            let from = self.named.partition_point(|(span, _)| span.end <= source.start);
            self.named[from..].iter().take_while(move |(span, _)| span.start < source.end).map(|(_, id)| *id)
        };
        let found = match name {
            Some(name) => {
                let called = self.called.get(name)?;
                let is_one = |id: &u32| called.binary_search(id).is_ok();
                source.and_then(|source| within(source).find(is_one)).or_else(|| called.first().copied())
            }
            None => source.and_then(|source| within(source).next()),
        };
        found.map(EntityId)
    }

    fn quotations(&mut self, values: &[Value], given: &mut Given) {
        let mut found: Vec<(Quotation, Option<String>)> = Vec::new();
        for (number, value) in values.iter().enumerate() {
            self.number = number;
            let places = ["content", "contents", "quote", "span", "quote_index", "quote_span"];
            let content = places
                .iter()
                .filter_map(|name| value.get(name))
                .find(|v| range(v).is_some() || matches!(v, Value::List(values) if values.iter().any(has_place)));
            let content = self.places_of(content.unwrap_or(value));
            if content.is_empty() {
                continue;
            }
            let spoken = ["source", "speaker", "holder", "speaker_index", "speaker_span", "source_span"];
            let source = spoken.iter().filter_map(|n| value.get(n)).find(|v| range(v).is_some()).cloned();
            let source = source.and_then(|v| self.place_of(&v)).filter(|span| !span.is_empty());
            let name = ["speaker", "source", "holder"].iter().filter_map(|n| value.get(n)).find_map(name_of);
            let speaker = self.speaker(source, name.as_deref());
            let cue = self.place_under(value, &["cue", "verb", "cue_index", "verb_index", "cue_span", "verb_span"]);
            let kind = value.get("kind").or(value.get("type")).and_then(text_of).map(|kind| kind.to_lowercase());
            let kind = match kind.as_deref() {
                Some("direct") => QuotationKind::Direct,
                Some("indirect" | "reported") => QuotationKind::Indirect,
                Some("mixed") => QuotationKind::Mixed,
                _ => kind_of(self.text, &content),
            };
            found.push((Quotation { kind, source, speaker, cue, content, reason: why(value) }, name));
        }
        found.sort_by_key(|(quotation, _)| quotation.content[0].start);
        for (quotation, name) in found {
            given.findings.quotations.push(quotation);
            given.speakers.push(name);
        }
    }

    fn issues(&mut self, values: &[Value], findings: &mut ArticleFindings) {
        for (number, value) in values.iter().enumerate() {
            self.number = number;
            let positions = match value.get("positions").or(value.get("stances")) {
                Some(Value::List(values)) => values.iter().filter_map(|v| self.position(v)).collect(),
                _ => Vec::new(),
            };
            let mut mentions = match value.get("mentions").or(value.get("spans")) {
                Some(list) => self.places_of(list),
                None => self.places_of(value),
            };
            if mentions.is_empty() {
                mentions.extend(positions.first().map(|p: &Position| p.evidence));
            }
            let Some(first_mention) = mentions.first() else { continue };
            let name = first(value, &["name", "issue", "label", "topic", "title"]).and_then(text_of);
            let name =
                name.unwrap_or_else(|| first_mention.of(self.text).split_whitespace().collect::<Vec<_>>().join(" "));
            findings.issues.push(Issue { name, mentions, positions, disputed: false, reason: why(value) });
        }
    }

    fn position(&mut self, value: &Value) -> Option<Position> {
        let evidence = match first(value, &["evidence", "span"]) {
            Some(place) => self.place_of(place),
            None => self.place_of(value),
        }?;
        let holder = first(value, &["holder", "speaker", "source"]).and_then(name_of)?;
        let entity = self.speaker(None, Some(&holder));
        let polarity = match first(value, &["polarity", "sentiment"]).and_then(text_of).as_deref() {
            Some("for" | "1" | "+" | "positive" | "favor" | "favour") => Polarity::For,
            Some("against" | "-1" | "-" | "negative") => Polarity::Against,
            _ => Polarity::Neither,
        };
        let stance = value.get("stance").and_then(text_of).map(|stance| stance.to_lowercase());
        let stance = Stance::ALL.into_iter().find(|s| Some(s.name()) == stance.as_deref());
        let stance = stance.unwrap_or(match polarity {
            Polarity::For => Stance::Supports,
            Polarity::Against => Stance::Opposes,
            Polarity::Neither => Stance::Reports,
        });
        let score = value.get("score").and_then(text_of).and_then(|score| score.parse::<f32>().ok());
        let is_off = |name: &str| value.get(name) == Some(&Value::Switch(false));
        Some(Position {
            holder,
            entity,
            side: value.get("side").and_then(text_of),
            stance,
            polarity,
            evidence,
            cue: self.place_under(value, &["cue"]),
            inferred: !is_off("inferred"),
            score: score.filter(|s| (0.0..=1.0).contains(s)).unwrap_or(1.0),
            shown: !is_off("shown"),
            reason: why(value),
        })
    }

    /// Says what was passed over.
    fn say(&mut self, warnings: &mut Warnings) {
        if let Some(first) = self.first_wrong.take() {
            let length = self.places.length();
            let what = match self.wrong {
                1 => {
                    format!("has an annotation outside of its text of {length} characters, {first}; it is passed over")
                }
                n => format!(
                    "has {n} annotations outside of its text of {length} characters, the first is {first}; they are passed over"
                ),
            };
            warnings.push((Severity::Warning, what));
        }
        if let Some(first) = self.first_foreign.take() {
            let first = super::shortened(&first);
            let what = format!("has {} annotations of kinds that are not read, such as `{first}`", self.foreign);
            warnings.push((Severity::Note, what));
        }
        if self.nested > 0 {
            let what = format!("has {} annotations that overlap others; the longer ones stand", self.nested);
            warnings.push((Severity::Note, what));
        }
    }
}

/// A name, as a text or in an object.
fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::Table(_) => first(value, &["name", "text", "entity"]).and_then(text_of),
        other => text_of(other).filter(|_| range(other).is_none()),
    }
}

/// How much of a content stands in quotation marks.
fn kind_of(text: &str, content: &[Span]) -> QuotationKind {
    const MARKS: [char; 6] = ['"', '“', '”', '«', '»', '„'];
    let begins = |span: &Span| span.of(text).starts_with(MARKS);
    if content.iter().all(begins) {
        QuotationKind::Direct
    } else if content.iter().any(|span| span.of(text).contains(MARKS)) {
        QuotationKind::Mixed
    } else {
        QuotationKind::Indirect
    }
}

/// Why there is a finding: it is given, and perhaps by a person.
fn why(value: &Value) -> Reason {
    let is_by_hand = value.get("by").and_then(text_of).as_deref() == Some("person");
    if is_by_hand { Reason::rule("given by the file; corrected by hand") } else { Reason::rule(GIVEN) }
}

/// A reason as it was written.
fn reason(value: &Value) -> Reason {
    let Some(written) = text_of(value) else { return Reason::rule(GIVEN) };
    let written = written.strip_prefix(GIVEN).map_or(written.as_str(), |rest| rest.trim_start_matches("; "));
    if written.is_empty() {
        return Reason::rule(GIVEN);
    }
    let (rule, matched) = match written.strip_suffix('”').and_then(|w| w.split_once(": “")) {
        Some((rule, matched)) => (rule, matched),
        None => (written, ""),
    };
    Reason::new(format!("{GIVEN}; {rule}"), matched)
}

#[cfg(test)]
mod tests;
