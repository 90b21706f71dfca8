//! JSON Lines: one article a line, read line by line so that a file may be of any size.

use std::borrow::Cow;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;
use std::path::Path;

use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::roles::{self, Origin};
use super::{Item, day, paragraphs};
use crate::model::article::{Article, Metadata};
use crate::model::problem::{Problem, Severity};

/// A file that begins with so many broken lines is given up.
const HOPELESS: usize = 100;

/// Reads every line of `reader`. A line that is no article, or is longer than `limit` bytes, is a problem with its
/// number; the other lines are read all the same.
pub(super) fn read(
    path: Option<&Path>,
    mut reader: impl BufRead,
    limit: u64,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let problem = |line: Option<usize>, message: String| {
        Item::Problem(Problem { path: path.map(Path::to_owned), line, severity: Severity::Error, message })
    };
    let mut bytes = Vec::new();
    let (mut articles, mut broken) = (0, 0);
    for number in 1.. {
        bytes.clear();
        match reader.by_ref().take(limit + 1).read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return sink(problem(Some(number), format!("cannot be read further: {error}"))),
        }
        if bytes.len() as u64 > limit && !bytes.ends_with(b"\n") {
            let megabytes = limit / (1024 * 1024);
            sink(problem(Some(number), format!("is longer than {megabytes} MB, the limit for one line")))?;
            if let Err(error) = skip_line(&mut reader) {
                return sink(problem(Some(number), format!("cannot be read further: {error}")));
            }
            continue;
        }
        let line = if number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes) } else { &bytes };
        if line.trim_ascii().is_empty() {
            continue;
        }
        if number == 1 && matches!(line.trim_ascii(), b"{" | b"[") {
            return sink(problem(
                None,
                "is one JSON document; only JSON Lines, one article a line, are read".to_owned(),
            ));
        }
        match article(path, number, line.trim_ascii_end()) {
            Ok(article) => {
                articles += 1;
                sink(Item::Article(Box::new(article)))?;
            }
            Err(message) => {
                broken += 1;
                sink(problem(Some(number), message))?;
            }
        }
        if articles == 0 && broken >= HOPELESS {
            return sink(problem(None, format!("is not JSON Lines: none of its first {HOPELESS} lines is an article")));
        }
    }
    ControlFlow::Continue(())
}

/// Passes over the rest of a line.
fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (taken, done) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(taken);
        if done {
            return Ok(());
        }
    }
}

/// The article of one line, or in words why there is none.
fn article(path: Option<&Path>, number: usize, line: &[u8]) -> Result<Article, String> {
    let Line { id, text, mut metadata, published, wrong } = serde_json::from_slice(line).map_err(|error| {
        // serde_json counts lines too; its "at line 1" would contradict the number of the line in the file.
        let text = error.to_string();
        let reason = text.split(" at line ").next().unwrap_or_default();
        format!("is no JSON object: {reason}, at column {}", error.column())
    })?;
    if let Some((field, found)) = wrong {
        let expected = if field == "id" { "text or a number" } else { "text" };
        return Err(format!("has {found} in the field `{field}`, which must be {expected}"));
    }
    let text = text.ok_or("has no field `text`")?;
    if text.len() > u32::MAX as usize {
        return Err("has a text of 4 GB or more".to_owned());
    }
    let file = || path.map_or_else(|| "-".to_owned(), |p| p.display().to_string());
    let mut problems = Vec::new();
    let mut warn = |message: String| {
        problems.push(Problem {
            path: path.map(Path::to_owned),
            line: Some(number),
            severity: Severity::Warning,
            message,
        });
    };
    if let Some(value) = published {
        metadata.published = day::parse(&value);
        if metadata.published.is_none() && !value.trim().is_empty() {
            warn(format!("has “{}” in the field `published`, which is no certain day", super::shortened(&value)));
            metadata.extra.push(("published".to_owned(), value));
        }
    }
    if text.trim().is_empty() {
        warn("has an empty `text`".to_owned());
    }
    let blocks = paragraphs::split(&text);
    let id = id.unwrap_or_else(|| format!("{}:{number}", file()));
    let mut article = Article { id, path: path.map(Path::to_owned), text, metadata, blocks, encoding: None, problems };
    roles::settle(&mut article, Origin::Field);
    Ok(article)
}

/// The fields of one line.
#[derive(Default)]
struct Line {
    id: Option<String>,
    text: Option<String>,
    metadata: Metadata,
    published: Option<String>,
    /// The first field of a wrong type, and what was found in it.
    wrong: Option<(&'static str, &'static str)>,
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LineVisitor)
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
        let mut line = Line::default();
        while let Some(Key(key)) = map.next_key()? {
            let value: Value = map.next_value()?;
            let (field, slot) = match &*key {
                "id" => ("id", &mut line.id),
                "text" => ("text", &mut line.text),
                "title" => ("title", &mut line.metadata.title),
                "source" => ("source", &mut line.metadata.source),
                "byline" => ("byline", &mut line.metadata.byline),
                "published" => ("published", &mut line.published),
                "url" => ("url", &mut line.metadata.url),
                "language" => ("language", &mut line.metadata.language),
                _ => {
                    if let Value::Text(value) | Value::Number(value) = value {
                        line.metadata.extra.push((key.into_owned(), value));
                    }
                    continue;
                }
            };
            match value {
                Value::Text(value) => *slot = Some(value),
                Value::Number(value) if field == "id" => *slot = Some(value),
                Value::Nothing => {}
                Value::Number(_) => line.wrong = line.wrong.or(Some((field, "a number"))),
                Value::Other(found) => line.wrong = line.wrong.or(Some((field, found))),
            }
        }
        Ok(line)
    }
}

/// A key, borrowed from the line where it has no escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }
            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// A value as far as an article has use for it.
enum Value {
    Nothing,
    Text(String),
    Number(String),
    /// Something else, in words.
    Other(&'static str),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Other("true or false"))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other("a list"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other("an object"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &[u8], limit: u64) -> Vec<Item> {
        let mut out = Vec::new();
        let flow = read(Some(Path::new("news.jsonl")), text, limit, &mut |item| {
            out.push(item);
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        out
    }

    fn one(line: &str) -> Article {
        match items(line.as_bytes(), 1 << 20).pop() {
            Some(Item::Article(article)) => *article,
            other => panic!("{other:?}"),
        }
    }

    /// The only problem of `text`, as it is shown.
    #[track_caller]
    fn check_problem(text: &str, expected: &str) {
        let found: Vec<_> = items(text.as_bytes(), 1 << 20)
            .into_iter()
            .filter_map(|item| match item {
                Item::Problem(problem) => Some(problem.to_string()),
                Item::Article(_) => None,
            })
            .collect();
        assert_eq!(found, [expected]);
    }

    #[test]
    fn every_field_arrives() {
        let article = one(
            r#"{"id":"a","text":" One.\r\n\nTwo. ","title":"T","source":"S","byline":"B","published":"2021-03-19T10:00:00Z","url":"https://example.org","language":"en","words":2,"desk":"world","flags":[1]}"#,
        );
        assert_eq!(article.id, "a");
        assert_eq!(article.text, " One.\r\n\nTwo. ");
        let m = article.metadata;
        assert_eq!(m.title.as_deref(), Some("T"));
        assert_eq!(m.source.as_deref(), Some("S"));
        assert_eq!(m.byline.as_deref(), Some("B"));
        assert_eq!(m.published, Some(jiff::civil::date(2021, 3, 19)));
        assert_eq!(m.url.as_deref(), Some("https://example.org"));
        assert_eq!(m.language.as_deref(), Some("en"));
        assert_eq!(m.extra, [("words".into(), "2".into()), ("desk".into(), "world".into())]);
    }

    #[test]
    fn ids_may_be_numbers_or_missing() {
        assert_eq!(one(r#"{"id":17,"text":"x"}"#).id, "17");
        assert_eq!(one("\n\n{\"text\":\"x\"}").id, "news.jsonl:3");
        assert_eq!(one(r#"{"id":null,"text":"x"}"#).id, "news.jsonl:1");
    }

    #[test]
    fn a_broken_line_is_named_and_the_rest_is_read() {
        let found = items(b"{\"text\":\"one\"}\n{\"text\":\n{\"text\":\"three\"}\n", 1 << 20);
        let kinds: Vec<_> = found.iter().map(|item| matches!(item, Item::Article(_))).collect();
        assert_eq!(kinds, [true, false, true]);
        check_problem(
            "{\"text\":\"one\"}\n{\"text\":\n",
            "news.jsonl:2: is no JSON object: EOF while parsing a value, at column 8",
        );
        check_problem("{\"id\":\"a\"}", "news.jsonl:1: has no field `text`");
        check_problem("{\"text\":17}", "news.jsonl:1: has a number in the field `text`, which must be text");
        check_problem(
            "{\"text\":\"x\",\"title\":[1]}",
            "news.jsonl:1: has a list in the field `title`, which must be text",
        );
        check_problem(
            "{\"text\":\"x\",\"id\":{}}",
            "news.jsonl:1: has an object in the field `id`, which must be text or a number",
        );
    }

    #[test]
    fn a_file_of_another_kind_is_given_up() {
        check_problem(
            "{\n  \"text\": \"x\"\n}\n",
            "news.jsonl: is one JSON document; only JSON Lines, one article a line, are read",
        );
        let found = items(&b"no json\n".repeat(500), 1 << 20);
        assert_eq!(found.len(), HOPELESS + 1);
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let text = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"short\"}}", "long ".repeat(400));
        let found = items(text.as_bytes(), 1024);
        assert!(matches!(&found[0], Item::Problem(p) if p.line == Some(1) && p.message.starts_with("is longer than")));
        assert!(matches!(&found[1], Item::Article(a) if a.text == "short"));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn an_uncertain_day_is_a_warning() {
        let article = one(r#"{"text":"x","published":"03/04/2021"}"#);
        assert_eq!(article.metadata.published, None);
        assert_eq!(article.problems.len(), 1);
        assert_eq!(article.metadata.extra, [("published".to_owned(), "03/04/2021".to_owned())]);
    }

    proptest::proptest! {
        #[test]
        fn text_comes_back_exactly(text in "(.|\\n|\\r){0,80}") {
            let line = serde_json::json!({ "text": text }).to_string();
            proptest::prop_assert_eq!(one(&line).text, text);
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..120)) {
            items(&bytes, 64);
        }
    }
}
