//! Every table of a report, for spreadsheets and programs.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::export::report::articles::outlet_and_agency;
use crate::export::report::gather::{Material, Noted, Source};
use crate::export::report::{glance, notes, pictures, standing};
use crate::export::{csv, json};
use crate::model::article::Partial;
use crate::model::board::{Passage, SheetKind};
use crate::text::cells::clean_line;
use crate::text::span::Span;

/// The names of the tables, in their order.
pub const NAMES: [&str; 7] = ["articles", "positions", "board", "quotations", "voices", "pairs", "notes"];

/// A table: the names of its columns and its records.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What it is called, one of [`NAMES`].
    pub name: &'static str,
    /// The names of the columns.
    pub columns: &'static [&'static str],
    /// The records, each with a value for every column.
    pub records: Vec<Vec<Value>>,
}

/// What a record says in one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text, as it is in the article; cleaned where it is written.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A number from 0 to 1.
    Share(f32),
    /// Yes or no.
    Flag(bool),
    /// Nothing is known.
    Unknown,
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn known(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Unknown, |text| Self::Text(text.into()))
    }

    fn number(number: Option<u32>) -> Self {
        number.map_or(Self::Unknown, |number| Self::Count(number.into()))
    }

    fn printed(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(n) => n.to_string(),
            Self::Share(share) => format!("{share:.3}"),
            Self::Flag(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::Unknown => String::new(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Count(n) => serializer.serialize_u64(*n),
            Self::Share(share) => serializer.serialize_f64((f64::from(*share) * 1000.0).round() / 1000.0),
            Self::Flag(yes) => serializer.serialize_bool(*yes),
            Self::Unknown => serializer.serialize_none(),
        }
    }
}

impl Table {
    /// Comma-separated values behind a line of names. Whatever a spreadsheet would take for a formula is guarded.
    pub fn csv(&self) -> String {
        let mut out = csv::record(self.columns.iter().copied());
        for record in &self.records {
            let fields: Vec<String> = record.iter().map(Value::printed).collect();
            out.push_str(&csv::record(fields.iter().map(String::as_str)));
        }
        out
    }
}

impl Table {
    /// A list of objects, as one line of JSON without the newline.
    ///
    /// # Errors
    ///
    /// None that are known; see [`json::line`].
    pub fn json(&self) -> serde_json::Result<String> {
        json::line(&self.records.iter().map(|record| Object(self, record)).collect::<Vec<_>>())
    }
}

/// A record as an object.
struct Object<'t>(&'t Table, &'t [Value]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.columns.iter().zip(self.1))
    }
}

/// The whole report for programs.
struct Everything<'m, 'a>(&'m Material<'a>);

impl Serialize for Everything<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let material = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schema", "parallax-report/1")?;
        map.serialize_entry("title", &glance::title(material))?;
        map.serialize_entry("filter", &material.asked.filter)?;
        map.serialize_entry("made", &material.asked.made.map(|day| day.to_string()))?;
        map.serialize_entry("left_out", &glance::left_out(material))?;
        for table in all(material) {
            let objects: Vec<Object<'_>> = table.records.iter().map(|record| Object(&table, record)).collect();
            map.serialize_entry(table.name, &objects)?;
        }
        map.end()
    }
}

pub(super) fn json(material: &Material<'_>) -> serde_json::Result<String> {
    json::line(&Everything(material))
}

pub(super) fn all(material: &Material<'_>) -> Vec<Table> {
    vec![
        articles(material),
        positions(material),
        board(material),
        quotations(material),
        voices(material),
        pairs(material),
        notes(material),
    ]
}

/// What tells where a passage stands: the last columns of every table of findings.
const PLACE: [&str; 7] = ["article", "outlet", "published", "sentence", "paragraph", "url", "sha256"];

fn place(n: usize, source: &Source<'_>, span: Span) -> Vec<Value> {
    let article = source.article;
    vec![
        Value::Count(n as u64 + 1),
        Value::known(article.metadata.source.as_deref()),
        Value::known(article.metadata.published.map(|day| day.to_string())),
        Value::text(clean_line(span.of(&article.text))),
        Value::number(source.paragraphs.of(span)),
        Value::known(article.metadata.url.as_deref()),
        Value::text(source.hash.to_string()),
    ]
}

fn articles(material: &Material<'_>) -> Table {
    let record = |(n, source): (usize, &Source<'_>)| {
        let (article, metadata) = (source.article, &source.article.metadata);
        vec![
            Value::Count(n as u64 + 1),
            Value::text(outlet_and_agency(source)),
            Value::known(metadata.published.map(|day| day.to_string())),
            Value::known(metadata.time.as_deref()),
            Value::text(article.title()),
            Value::known(metadata.byline.as_deref()),
            Value::Count(article.word_count() as u64),
            Value::known(metadata.language.as_deref()),
            Value::known(metadata.partial.map(Partial::name)),
            Value::known(metadata.url.as_deref()),
            Value::text(source.hash.to_string()),
            Value::text(article.id.as_str()),
        ]
    };
    Table {
        name: "articles",
        columns: &[
            "article",
            "outlet",
            "published",
            "time",
            "title",
            "byline",
            "words",
            "language",
            "partial",
            "url",
            "sha256",
            "id",
        ],
        records: material.articles.iter().enumerate().map(record).collect(),
    }
}

fn positions(material: &Material<'_>) -> Table {
    let mut records = Vec::new();
    for (n, source) in material.articles.iter().enumerate() {
        for issue in &source.findings.issues {
            for position in &issue.positions {
                let mut record = vec![
                    Value::text(issue.name.as_str()),
                    Value::text(position.holder.as_str()),
                    Value::known(position.side.as_deref()),
                    Value::text(position.stance.name()),
                    Value::text(position.polarity.name()),
                    Value::Share(position.score),
                    Value::Flag(position.shown),
                    Value::text(standing::of_position(position).name()),
                    Value::text(position.reason.to_string()),
                ];
                record.extend(place(n, source, position.evidence));
                records.push(record);
            }
        }
    }
    let columns = &[
        "issue", "holder", "side", "stance", "polarity", "score", "shown", "standing", "reason", PLACE[0], PLACE[1],
        PLACE[2], PLACE[3], PLACE[4], PLACE[5], PLACE[6],
    ];
    Table { name: "positions", columns, records }
}

fn board(material: &Material<'_>) -> Table {
    let mut records = Vec::new();
    for sheet in material.sheets() {
        for row in &sheet.rows {
            for (cell, passage) in row.cells.iter().flat_map(|cell| cell.passages.iter().map(move |p| (cell, p))) {
                let n = cell.column as usize;
                let Some(source) = material.articles.get(n) else { continue };
                let mut record = finding(sheet.kind, row, passage);
                record.push(Value::text(standing::of_passage(source, passage).name()));
                record.push(Value::text(passage.reason.to_string()));
                record.extend(place(n, source, passage.span));
                records.push(record);
            }
        }
    }
    let columns = &[
        "sheet",
        "row",
        "note",
        "differs",
        "group",
        "label",
        "does",
        "tone",
        "looked_for",
        "standing",
        "reason",
        PLACE[0],
        PLACE[1],
        PLACE[2],
        PLACE[3],
        PLACE[4],
        PLACE[5],
        PLACE[6],
    ];
    Table { name: "board", columns, records }
}

fn finding(kind: SheetKind, row: &crate::model::board::Row, passage: &Passage) -> Vec<Value> {
    vec![
        Value::text(kind.name()),
        Value::text(row.name.as_str()),
        Value::text(row.note.as_str()),
        Value::Flag(row.differs),
        Value::text(passage.group.as_str()),
        Value::text(passage.label.as_str()),
        Value::text(passage.does.as_str()),
        Value::text(passage.tone.name()),
        Value::text(row.looked_for.join("; ")),
    ]
}

fn quotations(material: &Material<'_>) -> Table {
    let mut records = Vec::new();
    for (n, source) in material.articles.iter().enumerate() {
        for quotation in &source.findings.quotations {
            let text = &source.article.text;
            let words: Vec<&str> = quotation.content.iter().map(|span| span.of(text)).collect();
            let speaker = quotation.speaker.and_then(|id| source.findings.entity(id)).map(|e| e.name.as_str());
            let mut record = vec![
                Value::known(speaker),
                Value::known(quotation.source.map(|span| span.of(text))),
                Value::known(quotation.cue.map(|span| span.of(text))),
                Value::text(quotation.kind.name()),
                Value::text(words.join(" … ")),
            ];
            record.extend(place(n, source, quotation.content.first().map_or(Span::default(), |s| source.sentence(*s))));
            records.push(record);
        }
    }
    let columns = &[
        "speaker", "source", "cue", "kind", "words", PLACE[0], PLACE[1], PLACE[2], PLACE[3], PLACE[4], PLACE[5],
        PLACE[6],
    ];
    Table { name: "quotations", columns, records }
}

fn notes(material: &Material<'_>) -> Table {
    let record = |(n, noted): &(usize, Noted)| {
        let source = &material.articles[*n];
        let codes: Vec<&str> = noted.note.codes().into_iter().collect();
        let mut record = vec![
            Value::text(noted.note.text.as_str()),
            Value::text(codes.join(" ")),
            Value::known(noted.note.made.map(|day| day.to_string())),
            Value::known(notes::words(noted, &source.article.text)),
            Value::Flag(noted.place.is_some() || noted.note.passage.is_none()),
        ];
        record.extend(place(*n, source, noted.place.map_or(Span::default(), |span| source.sentence(span))));
        record
    };
    let columns = &[
        "note", "codes", "made", "words", "found", PLACE[0], PLACE[1], PLACE[2], PLACE[3], PLACE[4], PLACE[5], PLACE[6],
    ];
    Table { name: "notes", columns, records: material.notes.iter().map(record).collect() }
}

fn voices(material: &Material<'_>) -> Table {
    let shares = pictures::voices(material).into_iter().flat_map(|(n, shares)| shares.into_iter().map(move |s| (n, s)));
    let record = |(n, (_, voice, percent)): (usize, (usize, &str, u32))| {
        let source = &material.articles[n];
        let outlet = Value::known(source.article.metadata.source.as_deref());
        vec![
            Value::Count(n as u64 + 1),
            outlet,
            Value::text(source.day()),
            Value::text(voice),
            Value::Count(percent.into()),
        ]
    };
    let columns = &["article", "outlet", "published", "voice", "percent"];
    Table { name: "voices", columns, records: shares.map(record).collect() }
}

fn pairs(material: &Material<'_>) -> Table {
    let mut records = Vec::new();
    for (places, comparison) in &material.compared {
        let [left, right] = places.map(|n| &material.articles[n]);
        for pair in &comparison.pairs {
            let respects: Vec<&str> = pair.differences.iter().map(|d| d.respect.name()).collect();
            records.push(vec![
                Value::Count(places[0] as u64 + 1),
                Value::Count(places[1] as u64 + 1),
                Value::text(pair.relation.name()),
                Value::Share(pair.score),
                Value::text(standing::of_pair(pair).name()),
                Value::text(respects.join(", ")),
                Value::text(clean_line(pair.left.of(&left.article.text))),
                Value::text(clean_line(pair.right.of(&right.article.text))),
                Value::number(left.paragraphs.of(pair.left)),
                Value::number(right.paragraphs.of(pair.right)),
                Value::text(pair.reason.to_string()),
            ]);
        }
    }
    let columns = &[
        "left",
        "right",
        "relation",
        "score",
        "standing",
        "differs_in",
        "left_sentence",
        "right_sentence",
        "left_paragraph",
        "right_paragraph",
        "reason",
    ];
    Table { name: "pairs", columns, records }
}
