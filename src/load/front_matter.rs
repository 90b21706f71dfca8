//! Front matter: the TOML, YAML or JSON in front of a Markdown text that says what it is, or lines of `%`.

use super::names::{self, Meaning};
use super::value::Value;
use super::{fields as values, outlets};
use crate::model::article::{Field, Metadata};

mod others;

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
    if let Some((fields, body)) = others::read(text) {
        return filled(FrontMatter { body, ..FrontMatter::default() }, fields);
    }
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
    filled(out, fields)
}

/// Puts the fields where they belong.
fn filled(mut out: FrontMatter, mut fields: Vec<(String, Value)>) -> FrontMatter {
    // A day of publication counts before the day on which a note was made, wherever it stands.
    fields.sort_by_key(|(key, _)| is_of_the_note(key));
    for (key, field) in fields {
        if let Err(warning) = assign(&mut out.metadata, &key, field) {
            out.warnings.push((None, warning));
        }
    }
    outlets::settle(&mut out.metadata);
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

/// Keys and values in order, or the line within the front matter (from 1) and what is wrong there.
type Parsed = Result<Vec<(String, Value)>, (Option<usize>, String)>;

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

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::Text(text),
        // A date of TOML is as good as one in quotes.
        toml::Value::Datetime(date) => Value::Text(date.to_string()),
        toml::Value::Array(values) => Value::List(values.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => Value::Table(table.into_iter().map(|(k, v)| (k, from_toml(v))).collect()),
        toml::Value::Boolean(value) => Value::Switch(value),
        other => Value::Number(other.to_string()),
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
    match serde_saphyr::from_str_with_options::<Value>(source, options) {
        Ok(Value::Table(fields)) => Ok(fields),
        Ok(_) => Err((None, "it is no list of keys and values".to_owned())),
        Err(error) => {
            let line = error.location().and_then(|at| usize::try_from(at.line()).ok());
            let message = error.to_string();
            let first = message.lines().next().unwrap_or_default();
            Err((line, first.trim_start_matches("error: ").to_owned()))
        }
    }
}

/// Every line of the form `key: rest` or `key = rest`, quotation marks around the rest taken off.
fn lenient(source: &str) -> Vec<(String, Value)> {
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
            Some(list) => (key, Value::List(list.split(',').map(|item| Value::Text(plain(item))).collect())),
            None => (key, Value::Text(plain(&value))),
        })
        .filter(|(_, field)| *field != Value::Text(String::new()))
        .collect()
}

/// Puts one field where it belongs; what has no place goes to the further front matter.
fn assign(metadata: &mut Metadata, key: &str, field: Value) -> Result<(), String> {
    assign_at(metadata, key, field, 0)
}

fn assign_at(metadata: &mut Metadata, key: &str, field: Value, depth: usize) -> Result<(), String> {
    // `source.name` is the source, `params.title` a title only where nothing else is.
    let meaning = match key.rsplit_once('.') {
        Some((outer, "name")) => names::meaning(outer.rsplit('.').next().unwrap_or(outer)),
        Some(("source" | "outlet" | "publisher", "url")) => names::meaning("url"),
        Some((_, inner)) => names::meaning(inner).filter(|(m, _)| *m == Meaning::Topics),
        None => names::meaning(key),
    };
    let meaning = meaning.map(|(meaning, _)| meaning);
    let keep = |metadata: &mut Metadata, value: String| {
        metadata.extra.push(Field { name: key.to_owned(), value, is_json: false });
    };
    if let Value::Table(fields) = field {
        if depth < DEEPEST {
            for (inner, value) in fields {
                assign_at(metadata, &format!("{key}.{inner}"), value, depth + 1)?;
            }
        }
        let is_whole = matches!(meaning, Some(Meaning::Title | Meaning::Published | Meaning::Topics));
        return if is_whole { Err(format!("has a table in the front matter's `{key}`")) } else { Ok(()) };
    }
    if meaning == Some(Meaning::Topics) {
        let known: std::collections::HashSet<String> = metadata.topics.iter().cloned().collect();
        let new = values::topics(&field).into_iter().map(|t| unlinked(&t)).filter(|t| !known.contains(t));
        metadata.topics.extend(new.collect::<Vec<_>>());
        return Ok(());
    }
    let texts: Vec<String> = match &field {
        Value::Switch(value) => vec![value.to_string()],
        other => other.texts(),
    };
    let value = texts.iter().map(|t| unlinked(t)).collect::<Vec<_>>().join(", ");
    if value.is_empty() {
        return Ok(());
    }
    if matches!(field, Value::Switch(_)) {
        // `published: true` says that it was published, not when.
        keep(metadata, value);
        return Ok(());
    }
    let slot = match meaning {
        Some(Meaning::Title) => &mut metadata.title,
        Some(Meaning::Source) => &mut metadata.source,
        Some(Meaning::Byline) => &mut metadata.byline,
        Some(Meaning::Url) => &mut metadata.url,
        Some(Meaning::Language) => &mut metadata.language,
        Some(Meaning::Section) => &mut metadata.section,
        Some(Meaning::Agency) => &mut metadata.agency,
        Some(Meaning::Country) => &mut metadata.country,
        Some(Meaning::Published) => return published(metadata, key, &field, value),
        _ => {
            keep(metadata, value);
            return Ok(());
        }
    };
    let one_only = meaning != Some(Meaning::Byline);
    if matches!(field, Value::List(_)) && texts.len() > 1 && one_only {
        keep(metadata, value);
        return Err(format!("has a list in the front matter's `{key}`, which must be text"));
    }
    if slot.is_none() {
        *slot = Some(value);
    } else {
        keep(metadata, value);
    }
    Ok(())
}

/// A value without the marks of a wikilink: `[[Jane Roe]]`, `[[people/jane|Jane Roe]]`.
fn unlinked(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, behind)) = rest.split_once("[[") {
        let Some((link, after)) = behind.split_once("]]") else { break };
        out.push_str(before);
        out.push_str(link.rsplit('|').next().unwrap_or(link));
        rest = after;
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// Names of fields whose day is that of the note or the file, and counts only where no other is given.
fn is_of_the_note(key: &str) -> bool {
    let rank = |key: &str| names::meaning(key).filter(|(m, _)| *m == Meaning::Published).map(|(_, rank)| rank);
    rank(key) >= rank("created") && rank(key).is_some()
}

fn published(metadata: &mut Metadata, key: &str, field: &Value, value: String) -> Result<(), String> {
    let stamp = values::stamp(field);
    let is_wrong = stamp.is_none();
    match stamp {
        Some(stamp) if metadata.published.is_none() => {
            metadata.published = Some(stamp.date);
            metadata.time = stamp.time;
            return Ok(());
        }
        _ => {}
    }
    let message = format!("has “{}” in the front matter's `{key}`, which is no certain day", super::shortened(&value));
    metadata.extra.push(Field { name: key.to_owned(), value, is_json: false });
    if is_wrong && !is_of_the_note(key) { Err(message) } else { Ok(()) }
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
    fn json_in_front_of_the_text() {
        let front = "{\n  \"title\": \"Harbour closed\",\n  \"source\": \"Brakel Post\", \"date\": \"2021-03-19\"\n}\n";
        check(&format!("{front}\nText."), ["Harbour closed", "Brakel Post", "", "2021-03-19"], "\nText.");
        check("{\"title\": \"A\"} is an object.\n", ["", "", "", ""], "{\"title\": \"A\"} is an object.\n");
        check("{braces} open it.\n", ["", "", "", ""], "{braces} open it.\n");
    }

    #[test]
    fn the_day_of_the_note_counts_last() {
        let text = "---\ncreated: 2021-05-10 12:00\npublished: 2021-03-19\ntitle: A\n---\nText.";
        check(text, ["A", "", "", "2021-03-19"], "Text.");
        check("---\ncreated: 2021-05-10\ntitle: A\n---\nText.", ["A", "", "", "2021-05-10"], "Text.");
    }

    #[test]
    fn lines_of_labels_up_to_a_blank_one() {
        let text = "Title: Harbour: closed\nAuthor: Ada Berg\nDate: 2021-03-19\nSource: Brakel Post\n\nText.";
        check(text, ["Harbour: closed", "Brakel Post", "Ada Berg", "2021-03-19"], "Text.");
        for text in
            ["Date: to be decided\n\nText.", "Title: A\nAuthor and more\n\nText.", "Berg: No.\nReed: Yes.\n\nText."]
        {
            assert_eq!(read(text).body, 0, "{text}");
        }
    }

    #[test]
    fn lines_of_percent_signs() {
        let text = "% Harbour closed\n  for a week\n% Ada Berg; Tomas Reed\n% 19 March 2021\n\nText.";
        check(text, ["Harbour closed for a week", "", "Ada Berg, Tomas Reed", "2021-03-19"], "\nText.");
        check("%\n% Ada Berg\nText.", ["", "", "Ada Berg", ""], "Text.");
        check("%5 of them left.\n", ["", "", "", ""], "%5 of them left.\n");
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
        assert_eq!(found.metadata.field("digest_of"), Some("3"));
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
