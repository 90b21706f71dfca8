//! The JSON object of `parallax annotate`, schema `parallax/1`: the contract that scripts rely on.

use serde::Serialize;

use crate::export::json;
use crate::model::article::{Article, Field, Partial};
use crate::model::findings::ArticleFindings;
use crate::model::paragraphs::Paragraphs;
use crate::model::reason::Reason;
use crate::text::span::Span;

/// Offsets as the schema counts them: Unicode code points, end exclusive.
pub(super) type Offsets = [u32; 2];

#[derive(Serialize)]
struct Annotated<'a> {
    schema: &'static str,
    id: &'a str,
    path: Option<String>,
    title: Option<&'a str>,
    source: Option<&'a str>,
    byline: Option<&'a str>,
    published: Option<String>,
    language: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockLine>,
    entities: Vec<EntityLine<'a>>,
    quotations: Vec<QuotationLine<'a>>,
    issues: Vec<IssueLine<'a>>,
    topics: &'a [String],
    dates: Vec<DateLine<'a>>,
    figures: Vec<FigureLine<'a>>,
    problems: Vec<String>,
    url: Option<&'a str>,
    agency: Option<&'a str>,
    time: Option<&'a str>,
    section: Option<&'a str>,
    partial: Option<&'static str>,
    fields: Further<'a>,
    sha256: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    corrected: &'a [&'static str],
}

/// Further fields of the input, with the values that they had.
struct Further<'a>(&'a [Field]);

impl Serialize for Further<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|field| {
            let given = if field.is_json { serde_json::from_str(&field.value).ok() } else { None };
            (&field.name, given.unwrap_or_else(|| serde_json::Value::String(field.value.clone())))
        }))
    }
}

#[derive(Serialize)]
struct BlockLine {
    kind: &'static str,
    span: Offsets,
    paragraph: Option<u32>,
}

#[derive(Serialize)]
struct EntityLine<'a> {
    name: &'a str,
    kind: &'static str,
    mentions: Vec<Offsets>,
    nominals: Vec<Offsets>,
    reasons: Vec<Why<'a>>,
    roles: &'a [String],
    resolved: bool,
    paragraphs: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: By,
}

/// Who made a finding, where that is not the program.
type By = Option<&'static str>;

/// `person` for what one made or corrected, `file` for what came with the article.
fn by(reason: &Reason) -> By {
    if reason.is_by_hand() { Some("person") } else { reason.is_given().then_some("file") }
}

/// A reason in words, written without a copy.
struct Why<'a>(&'a Reason);

impl Serialize for Why<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self.0)
    }
}

#[derive(Serialize)]
struct QuotationLine<'a> {
    kind: &'static str,
    source: Option<Offsets>,
    speaker: Option<&'a str>,
    cue: Option<Offsets>,
    content: Vec<Offsets>,
    paragraph: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: By,
}

#[derive(Serialize)]
struct IssueLine<'a> {
    name: &'a str,
    mentions: Vec<Offsets>,
    positions: Vec<PositionLine<'a>>,
    paragraphs: Vec<Option<u32>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: By,
}

#[derive(Serialize)]
struct PositionLine<'a> {
    holder: &'a str,
    side: Option<&'a str>,
    stance: &'static str,
    polarity: &'static str,
    evidence: Offsets,
    cue: Option<Offsets>,
    inferred: bool,
    score: f32,
    shown: bool,
    paragraph: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: By,
}

#[derive(Serialize)]
struct DateLine<'a> {
    span: Offsets,
    value: Option<&'a str>,
    paragraph: Option<u32>,
}

#[derive(Serialize)]
struct FigureLine<'a> {
    span: Offsets,
    #[serde(serialize_with = "json::number")]
    value: f64,
    unit: Option<&'a str>,
    paragraph: Option<u32>,
}

/// One article with its findings as one line of JSON, without the newline.
///
/// # Errors
///
/// None that are known; see [`json::line`].
pub fn line(article: &Article, findings: &ArticleFindings) -> serde_json::Result<String> {
    let points = CodePoints::new(&article.text);
    let paragraphs = Paragraphs::new(article);
    let paragraph = |s: Span| paragraphs.of(s);
    let span = |s: Span| points.of(s);
    let spans = |s: &[Span]| s.iter().map(|s| points.of(*s)).collect::<Vec<_>>();
    json::line(&Annotated {
        schema: "parallax/1",
        id: &article.id,
        path: article.path.as_ref().map(|p| p.display().to_string()),
        title: article.metadata.title.as_deref(),
        source: article.metadata.source.as_deref(),
        byline: article.metadata.byline.as_deref(),
        published: article.metadata.published.map(|d| d.to_string()),
        language: article.metadata.language.as_deref(),
        text: &article.text,
        blocks: article
            .blocks
            .iter()
            .map(|b| BlockLine { kind: b.kind.name(), span: span(b.span), paragraph: paragraph(b.span) })
            .collect(),
        entities: findings
            .entities
            .iter()
            .map(|e| EntityLine {
                name: &e.name,
                kind: e.kind.name(),
                mentions: e.mentions.iter().map(|m| span(m.span)).collect(),
                nominals: spans(&e.nominals),
                reasons: e.mentions.iter().map(|m| Why(&m.reason)).collect(),
                roles: &e.roles,
                resolved: e.resolved,
                paragraphs: e.mentions.iter().map(|m| paragraph(m.span)).collect(),
                by: e.mentions.iter().find_map(|m| by(&m.reason)),
            })
            .collect(),
        quotations: findings
            .quotations
            .iter()
            .map(|q| QuotationLine {
                kind: q.kind.name(),
                source: q.source.map(span),
                speaker: q.speaker.and_then(|s| findings.entity(s)).map(|e| e.name.as_str()),
                cue: q.cue.map(span),
                content: spans(&q.content),
                paragraph: q.content.first().copied().and_then(paragraph),
                by: by(&q.reason),
            })
            .collect(),
        issues: findings
            .issues
            .iter()
            .map(|i| IssueLine {
                name: &i.name,
                mentions: spans(&i.mentions),
                positions: i
                    .positions
                    .iter()
                    .map(|p| PositionLine {
                        holder: &p.holder,
                        side: p.side.as_deref(),
                        stance: p.stance.name(),
                        polarity: p.polarity.name(),
                        evidence: span(p.evidence),
                        cue: p.cue.map(span),
                        inferred: p.inferred,
                        score: (p.score * 1000.0).round() / 1000.0,
                        shown: p.shown,
                        paragraph: paragraph(p.evidence),
                        by: by(&p.reason),
                    })
                    .collect(),
                paragraphs: paragraphs.all(&i.mentions),
                by: by(&i.reason),
            })
            .collect(),
        topics: &findings.topics,
        dates: findings
            .dates
            .iter()
            .map(|d| DateLine { span: span(d.span), value: d.value.as_deref(), paragraph: paragraph(d.span) })
            .collect(),
        figures: findings
            .figures
            .iter()
            .map(|f| FigureLine {
                span: span(f.span),
                value: f.value,
                unit: f.unit.as_deref(),
                paragraph: paragraph(f.span),
            })
            .collect(),
        problems: article.problems.iter().map(ToString::to_string).collect(),
        url: article.metadata.url.as_deref(),
        agency: article.metadata.agency.as_deref(),
        time: article.metadata.time.as_deref(),
        section: article.metadata.section.as_deref(),
        partial: article.metadata.partial.map(Partial::name),
        fields: Further(&article.metadata.extra),
        sha256: article.hash().to_string(),
        corrected: &article.metadata.by_hand,
    })
}

/// Turns byte offsets into code point offsets: one pass over the text, then a look-up and at most 64 bytes.
pub(super) struct CodePoints<'a> {
    text: &'a str,
    /// How many code points begin before each 64th byte; empty when the text is ASCII.
    marks: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    const STEP: usize = 64;

    /// Reads the text once.
    pub(super) fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new() };
        }
        let mut count = 0;
        let marks = text
            .as_bytes()
            .chunks(Self::STEP)
            .map(|chunk| {
                let before = count;
                count += chunk.iter().filter(|b| begins(**b)).count() as u32;
                before
            })
            .collect();
        Self { text, marks }
    }

    fn at(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let Some(mark) = self.marks.get(byte / Self::STEP) else {
            let total = || self.text.chars().count() as u32;
            return if self.marks.is_empty() { byte as u32 } else { total() };
        };
        let from = byte - byte % Self::STEP;
        mark + self.text.as_bytes()[from..byte].iter().filter(|b| begins(**b)).count() as u32
    }

    /// The offsets of a span of the text.
    pub(super) fn of(&self, span: Span) -> Offsets {
        [self.at(span.start), self.at(span.end)]
    }
}

/// Whether a byte of UTF-8 begins a code point.
fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn code_points_are_counted_as_chars_does(text in "[a-zé界“👩]{0,300}") {
            let points = CodePoints::new(&text);
            for (n, (at, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
                proptest::prop_assert_eq!(points.at(at as u32) as usize, n);
            }
        }
    }
}
