//! Front matter: the TOML or YAML in front of a Markdown text that says what it is.

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};

use super::day;
use crate::model::article::Metadata;

/// Front matter longer than this is read by the lenient reader alone. Bytes.
const LONGEST: usize = 64 * 1024;
/// Nested tables are read this deep.
const DEEPEST: usize = 8;

/// What stands in front of the text, and where the text begins.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// What the keys say.
    pub(super) metadata: Metadata,
    /// The byte at which the text begins; 0 without front matter.
    pub(super) body: usize,
    /// What was wrong: the line of the file where it is known, and a sentence.
    pub(super) warnings: Vec<(Option<usize>, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Toml,
    Yaml,
}

/// Reads the front matter of `text`. Broken front matter costs its broken values, never the text.
pub(super) fn read(text: &str) -> FrontMatter {
    let Some((syntax, start)) = opening(text) else { return FrontMatter::default() };
    let mut out = FrontMatter::default();
    let (source, body) = if let Some((end, body)) = closing(text, start, syntax) {
        (&text[start..end], body)
    } else {
        // Without its closing line it reaches to the first blank line, if it is front matter at all.
        let blank = text[start..].find("\n\n").or_else(|| text[start..].find("\r\n\r\n"));
        let end = blank.map_or(text.len(), |at| start + at);
        if lenient(&text[start..end]).is_empty() {
            return out;
        }
        out.warnings.push((Some(1), "has front matter that is never closed".to_owned()));
        (&text[start..end], end)
    };
    let parsed = if source.len() > LONGEST {
        Err((None, format!("it is longer than {} KB", LONGEST / 1024)))
    } else if syntax == Syntax::Toml {
        toml_fields(source)
    } else {
        yaml_fields(source)
    };
    let fields = match parsed {
        Ok(fields) => fields,
        Err((line, reason)) => {
            let fields = lenient(source);
            if fields.is_empty() && syntax == Syntax::Yaml {
                // A rule at the top of a text, not front matter.
                return FrontMatter::default();
            }
            let line = line.map(|line| line + 1);
            out.warnings.push((line, format!("has broken front matter, read as plain `key: value` lines: {reason}")));
            fields
        }
    };
    out.body = body;
    for (key, field) in fields {
        if let Err(warning) = assign(&mut out.metadata, &key, field) {
            out.warnings.push((None, warning));
        }
    }
    out
}

/// The syntax that the first line announces, and where the second line begins.
fn opening(text: &str) -> Option<(Syntax, usize)> {
    let end = text.find('\n')?;
    match text[..end].trim_end() {
        "+++" => Some((Syntax::Toml, end + 1)),
        "---" => Some((Syntax::Yaml, end + 1)),
        _ => None,
    }
}

/// Where the closing line begins, and where the line after it does.
fn closing(text: &str, start: usize, syntax: Syntax) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        match (syntax, line.trim_end()) {
            (Syntax::Toml, "+++") | (Syntax::Yaml, "---" | "...") => return Some((at, at + line.len())),
            _ => at += line.len(),
        }
    }
    None
}

/// A value as far as metadata has use for it.
#[derive(Clone, Debug, PartialEq)]
enum Field {
    Nothing,
    Text(String),
    /// True, false or a number, as text.
    Scalar(String),
    List(Vec<Field>),
    Table(Vec<(String, Field)>),
}

/// Keys and values in order, or the line within the front matter (from 1) and what is wrong there.
type Parsed = Result<Vec<(String, Field)>, (Option<usize>, String)>;

fn toml_fields(source: &str) -> Parsed {
    match source.parse::<toml::Table>() {
        Ok(table) => Ok(table.into_iter().map(|(key, value)| (key, from_toml(value))).collect()),
        Err(error) => {
            let line = error
                .span()
                .map(|span| 1 + memchr::memchr_iter(b'\n', &source.as_bytes()[..span.start.min(source.len())]).count());
            Err((line, error.message().lines().next().unwrap_or_default().to_owned()))
        }
    }
}

fn from_toml(value: toml::Value) -> Field {
    match value {
        toml::Value::String(text) => Field::Text(text),
        // A date of TOML is as good as one in quotes.
        toml::Value::Datetime(date) => Field::Text(date.to_string()),
        toml::Value::Array(values) => Field::List(values.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => Field::Table(table.into_iter().map(|(k, v)| (k, from_toml(v))).collect()),
        other => Field::Scalar(other.to_string()),
    }
}

fn yaml_fields(source: &str) -> Parsed {
    if source.trim().is_empty() {
        return Ok(Vec::new());
    }
    // Small on purpose: aliases of aliases must not cost time.
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_events: 10_000,
            max_aliases: 50,
            max_anchors: 50,
        },
    };
    match serde_saphyr::from_str_with_options::<Field>(source, options) {
        Ok(Field::Table(fields)) => Ok(fields),
        Ok(_) => Err((None, "it is no list of keys and values".to_owned())),
        Err(error) => {
            let line = error.location().and_then(|at| usize::try_from(at.line()).ok());
            let message = error.to_string();
            let first = message.lines().next().unwrap_or_default();
            Err((line, first.trim_start_matches("error: ").to_owned()))
        }
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl<'de> Visitor<'de> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Field, E> {
        Ok(Field::Nothing)
    }

    fn visit_none<E>(self) -> Result<Field, E> {
        Ok(Field::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Field, E> {
        Ok(Field::Scalar(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Field, E> {
        Ok(Field::Scalar(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Field, E> {
        Ok(Field::Scalar(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Field, E> {
        Ok(Field::Scalar(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Field, E> {
        Ok(Field::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Field, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = seq.next_element()? {
            out.push(value);
        }
        Ok(Field::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
        let mut out = Vec::new();
        while let Some((key, value)) = map.next_entry::<Field, Field>()? {
            if let Field::Text(key) | Field::Scalar(key) = key {
                out.push((key, value));
            }
        }
        Ok(Field::Table(out))
    }
}

/// Every line of the form `key: rest` or `key = rest`, quotation marks around the rest taken off.
fn lenient(source: &str) -> Vec<(String, Field)> {
    let key_of = |line: &str| {
        let at = line.find([':', '='])?;
        let key = line[..at].trim_end();
        let is_key =
            !key.is_empty() && key.len() <= 40 && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
        is_key.then(|| (key.to_owned(), line[at + 1..].trim().to_owned()))
    };
    let plain = |value: &str| value.trim_matches(|c: char| c == '"' || c == '\'' || c.is_whitespace()).to_owned();
    source
        .lines()
        .filter_map(key_of)
        .map(|(key, value)| match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
            Some(list) => (key, Field::List(list.split(',').map(|item| Field::Text(plain(item))).collect())),
            None => (key, Field::Text(plain(&value))),
        })
        .filter(|(_, field)| *field != Field::Text(String::new()))
        .collect()
}

/// Puts one field where it belongs; what has no place goes to the further front matter.
fn assign(metadata: &mut Metadata, key: &str, field: Field) -> Result<(), String> {
    assign_at(metadata, key, field, 0)
}

fn assign_at(metadata: &mut Metadata, key: &str, field: Field, depth: usize) -> Result<(), String> {
    let folded = key.to_lowercase().replace('-', "_");
    let last = folded.rsplit('.').next().unwrap_or_default();
    if let Field::Table(fields) = field {
        if depth < DEEPEST {
            for (inner, value) in fields {
                assign_at(metadata, &format!("{key}.{inner}"), value, depth + 1)?;
            }
        }
        return if matches!(folded.as_str(), "title" | "date" | "published" | "tags" | "topics") {
            Err(format!("has a table in the front matter's `{key}`"))
        } else {
            Ok(())
        };
    }
    if matches!(last, "topics" | "tags" | "topic" | "keywords" | "categories" | "category") {
        let topics = match field {
            Field::Text(text) | Field::Scalar(text) => text.split(',').map(|t| t.trim().to_owned()).collect(),
            list => texts(list),
        };
        for topic in topics.into_iter().filter(|t| !t.is_empty()) {
            if !metadata.topics.contains(&topic) {
                metadata.topics.push(topic);
            }
        }
        return Ok(());
    }
    let is_list = matches!(field, Field::List(_));
    let value = match field {
        Field::Text(text) | Field::Scalar(text) => text.trim().to_owned(),
        list => texts(list).join(", "),
    };
    if value.is_empty() {
        return Ok(());
    }
    let slot = match folded.as_str() {
        "title" | "headline" => &mut metadata.title,
        "source" | "outlet" | "publisher" | "publication" | "source.name" | "outlet.name" | "publisher.name" => {
            &mut metadata.source
        }
        "byline" | "author" | "authors" | "author.name" => &mut metadata.byline,
        "url" | "link" | "permalink" | "canonical" | "source.url" | "source_url" => &mut metadata.url,
        "language" | "lang" => &mut metadata.language,
        "published" | "date" | "pubdate" | "published_at" | "publication_date" | "date_published" => {
            return published(metadata, key, value);
        }
        _ => {
            metadata.extra.push((key.to_owned(), value));
            return Ok(());
        }
    };
    let one_only = !matches!(folded.as_str(), "authors" | "author" | "byline");
    if is_list && one_only {
        metadata.extra.push((key.to_owned(), value));
        return Err(format!("has a list in the front matter's `{key}`, which must be text"));
    }
    if slot.is_none() {
        *slot = Some(value);
    } else {
        metadata.extra.push((key.to_owned(), value));
    }
    Ok(())
}

fn published(metadata: &mut Metadata, key: &str, value: String) -> Result<(), String> {
    let date = day::parse(&value);
    if metadata.published.is_none() && date.is_some() {
        metadata.published = date;
        return Ok(());
    }
    let message = format!("has “{}” in the front matter's `{key}`, which is no certain day", super::shortened(&value));
    metadata.extra.push((key.to_owned(), value));
    if date.is_none() { Err(message) } else { Ok(()) }
}

/// The texts of a list; the values of tables in it are left out but for their `name`.
fn texts(field: Field) -> Vec<String> {
    match field {
        Field::Nothing => Vec::new(),
        Field::Text(text) | Field::Scalar(text) => vec![text.trim().to_owned()],
        Field::List(fields) => fields.into_iter().flat_map(texts).collect(),
        Field::Table(fields) => {
            fields.into_iter().filter(|(key, _)| key == "name").flat_map(|(_, v)| texts(v)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: [&str; 4], body: &str) -> FrontMatter {
        let found = read(text);
        let m = &found.metadata;
        let show = |v: &Option<String>| v.clone().unwrap_or_default();
        let published = m.published.map(|d| d.to_string()).unwrap_or_default();
        assert_eq!([show(&m.title), show(&m.source), show(&m.byline), published], expected);
        assert_eq!(&text[found.body..], body);
        found
    }

    #[test]
    fn toml_with_its_own_dates() {
        let found = check(
            "+++\ntitle = \"Harbour closed\"\noutlet = \"Brakel Post\"\ndate = 2021-03-19\ntags = [\"harbour\", \"ships\"]\n\
             digest_of = 3\n+++\nText.",
            ["Harbour closed", "Brakel Post", "", "2021-03-19"],
            "Text.",
        );
        assert_eq!(found.metadata.topics, ["harbour", "ships"]);
        assert_eq!(found.metadata.extra, [("digest_of".to_owned(), "3".to_owned())]);
        assert_eq!(found.warnings, []);
        check("+++\ndate = 2021-03-19T10:00:00+08:00\n+++\n", ["", "", "", "2021-03-19"], "");
    }

    #[test]
    fn yaml_with_lists_and_windows_line_ends() {
        let found = check(
            "---\r\ntitle: Harbour closed\r\nauthors: [Jane Roe, John Doe]\r\npublished: 19 March 2021\r\nlang: en\r\n---\r\n\r\nText.",
            ["Harbour closed", "", "Jane Roe, John Doe", "2021-03-19"],
            "\r\nText.",
        );
        assert_eq!(found.metadata.language.as_deref(), Some("en"));
        assert_eq!(found.warnings, []);
        check("---\ntitle: 2021\n---\n", ["2021", "", "", ""], "");
    }

    #[test]
    fn broken_front_matter_is_read_line_by_line() {
        let found = check(
            "---\ntitle: Ports: an overview\nsource: Post\n---\nText.",
            ["Ports: an overview", "Post", "", ""],
            "Text.",
        );
        assert_eq!(found.warnings.len(), 1);
        let found = check("+++\ntitle = \"Ports\nsource = \"Post\"\n+++\nText.", ["Ports", "Post", "", ""], "Text.");
        assert_eq!(found.warnings[0].0, Some(2));
        let found = check("---\ntitle: Ports\nsource: Post\n\nText.", ["Ports", "Post", "", ""], "\n\nText.");
        assert_eq!(found.warnings[0].0, Some(1));
    }

    #[test]
    fn wrong_types_are_warnings() {
        let found = check("---\ntitle: [a, b]\ndate: tomorrow\nsource: Post\n---\n", ["", "Post", "", ""], "");
        let said: Vec<_> = found.warnings.iter().map(|(_, m)| m.as_str()).collect();
        assert_eq!(
            said,
            [
                "has a list in the front matter's `title`, which must be text",
                "has “tomorrow” in the front matter's `date`, which is no certain day",
            ]
        );
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        let text = "---\n\nText with a rule above.\n\n---\n\nMore.";
        assert_eq!(read(text).body, 0);
        assert_eq!(read("---\nText").body, 0);
        assert_eq!(read("Text").body, 0);
    }

    #[test]
    fn a_bomb_of_aliases_is_stopped() {
        let mut bomb = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for i in 1..12 {
            let list = vec![format!("*a{}", i - 1); 9].join(", ");
            bomb.extend([format!("a{i}: &a{i} [{list}]\n")]);
        }
        bomb += "title: Ports\n---\nText.";
        let found = check(&bomb, ["Ports", "", "", ""], "Text.");
        assert_eq!(found.warnings.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn any_front_matter_leaves_a_text(middle in "(.|\\n){0,120}", fence in "(---|\\+\\+\\+)") {
            let text = format!("{fence}\n{middle}\n{fence}\nText.");
            let found = read(&text);
            proptest::prop_assert!(text[found.body..].ends_with("Text."));
        }
    }
}
