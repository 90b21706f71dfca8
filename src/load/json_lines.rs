//! JSON Lines: one article a line, read line by line so that a file may be of any size.

use std::io::BufRead;
use std::ops::ControlFlow;

use rayon::prelude::*;

use super::source::{Sink, Source};
use super::value::Value;
use super::{Item, decode, json, orders, record};
use crate::model::article::Article;
use crate::model::problem::Severity;

/// A file that begins with so many broken lines is given up.
const HOPELESS: usize = 100;

/// Whether a text begins with a line that is an object: by its end, or by not having one in what is seen of it.
pub(super) fn is_json_lines(start: &str) -> bool {
    let start = start.trim_start();
    let line = start.split('\n').next().unwrap_or_default().trim_end();
    let opens = line.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    opens && (line.ends_with('}') || !start.contains('\n'))
}

/// Reads every line of `reader`. A line that is no article, or is longer than `limit` bytes, is a problem with its
/// number; the other lines are read all the same.
pub(super) fn read(source: &Source<'_>, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    // What begins with a bracket, or with a brace alone on its line, is JSON of another form under the wrong name.
    if let Ok(start) = reader.fill_buf() {
        let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        let line = start.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
        if line.starts_with(b"[") || line == b"{" {
            return json::read(source, reader, sink);
        }
    }
    let mut lines = Lines { source, reader, number: 0, is_over: false };
    let is_streamed = lines.is_streamed();
    orders::told(source, is_streamed, sink, |sink| batches(source, &mut lines, sink))
}

fn batches(source: &Source<'_>, lines: &mut Lines<'_>, sink: Sink<'_>) -> ControlFlow<()> {
    let mut counts = Counts::default();
    let mut next = lines.batch(&counts);
    while !next.is_empty() {
        let batch = std::mem::take(&mut next);
        let read = if lines.is_streamed() {
            // What comes through a pipe is not waited for.
            batch.into_iter().map(|entry| entry.read(source)).collect()
        } else {
            let mut read = Vec::new();
            // The lines to come are cut out of the stream while all processors turn these into articles.
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| read = batch.into_par_iter().map(|entry| entry.read(source)).collect());
                next = lines.batch(&counts);
            });
            read
        };
        for (number, article) in read {
            match article {
                Ok(article) => {
                    counts.articles += 1;
                    sink(Item::Article(Box::new(article)))?;
                }
                Err(message) => {
                    counts.broken += 1;
                    sink(source.broken(number, message))?;
                }
            }
        }
        if counts.is_hopeless() {
            return sink(
                source.failure(format!("is not JSON Lines: none of its first {HOPELESS} lines is an article")),
            );
        }
        if lines.is_streamed() {
            next = lines.batch(&counts);
        }
    }
    ControlFlow::Continue(())
}

/// So many bytes of lines are read by all processors together.
const BATCH: usize = 512 << 10;

/// How many lines were articles, and how many were none.
#[derive(Default)]
struct Counts {
    articles: usize,
    broken: usize,
}

impl Counts {
    fn is_hopeless(&self) -> bool {
        self.articles == 0 && self.broken >= HOPELESS
    }
}

/// A line as it was cut out of the stream, or what is wrong with it, and its number.
enum Entry {
    Line(usize, Vec<u8>),
    Fault(usize, String),
}

impl Entry {
    fn read(self, source: &Source<'_>) -> (usize, Result<Article, String>) {
        match self {
            Self::Line(number, line) => (number, article(source, number, line.trim_ascii_end())),
            Self::Fault(number, message) => (number, Err(message)),
        }
    }
}

/// The lines of a stream.
struct Lines<'a> {
    source: &'a Source<'a>,
    reader: &'a mut dyn BufRead,
    /// How many lines were cut out of it.
    number: usize,
    /// Whether there are no more.
    is_over: bool,
}

impl Lines<'_> {
    /// Whether lines come as somebody writes them, so that each is a batch.
    fn is_streamed(&self) -> bool {
        self.source.path.as_ref().is_none_or(|path| path.starts_with("/dev"))
    }

    /// The next lines; none at the end.
    fn batch(&mut self, counts: &Counts) -> Vec<Entry> {
        let mut out = Vec::new();
        let mut bytes = 0;
        while !self.is_over {
            let Some(entry) = self.line() else { continue };
            if let Entry::Line(_, line) = &entry {
                bytes += line.len();
            }
            out.push(entry);
            // A file of another format is not read far.
            let may_be_hopeless = counts.articles == 0 && out.len() + counts.broken >= HOPELESS;
            if bytes >= BATCH || may_be_hopeless || self.is_streamed() {
                break;
            }
        }
        out
    }

    /// The next line; nothing for an empty one and at the end.
    fn line(&mut self) -> Option<Entry> {
        let limit = self.source.options.limits.line;
        self.number += 1;
        let number = self.number;
        let mut bytes = Vec::new();
        match read_line(self.reader, limit + 1, &mut bytes) {
            Ok(0) => self.is_over = true,
            Ok(_) => {}
            Err(error) => return Some(self.give_up(&error)),
        }
        if bytes.len() as u64 > limit && !bytes.ends_with(b"\n") {
            let megabytes = limit / (1024 * 1024);
            if let Err(error) = skip_line(self.reader) {
                return Some(self.give_up(&error));
            }
            return Some(Entry::Fault(number, format!("is longer than {megabytes} MB, the limit for one line")));
        }
        if number == 1 && bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        (!bytes.trim_ascii().is_empty()).then_some(Entry::Line(number, bytes))
    }

    fn give_up(&mut self, error: &std::io::Error) -> Entry {
        self.is_over = true;
        Entry::Fault(self.number, format!("cannot be read further: {error}"))
    }
}

/// Reads up to the end of a line, and at most `most` bytes. Says how many; none at the end. A file of gigabytes spends its
/// time in looking for the ends, which is done with wide registers here and not by [`BufRead::read_until`].
fn read_line(reader: &mut dyn BufRead, most: u64, line: &mut Vec<u8>) -> std::io::Result<usize> {
    let mut room = usize::try_from(most).unwrap_or(usize::MAX);
    while room > 0 {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => &buffer[..buffer.len().min(room)],
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(b'\n', buffer);
        let taken = end.map_or(buffer.len(), |at| at + 1);
        line.extend_from_slice(&buffer[..taken]);
        room -= taken;
        reader.consume(taken);
        if end.is_some() || taken == 0 {
            break;
        }
    }
    Ok(line.len())
}

/// Passes over the rest of a line.
fn skip_line(reader: &mut dyn BufRead) -> std::io::Result<()> {
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
fn article(source: &Source<'_>, number: usize, line: &[u8]) -> Result<Article, String> {
    let mut remarks = Vec::new();
    let value = if std::str::from_utf8(line).is_ok() {
        json::parse(line)?
    } else {
        let decoded = decode::decode(line.to_vec(), source.hint())?;
        remarks = decoded.remarks;
        json::parse(decoded.text.as_bytes())?
    };
    let Value::Table(fields) = value else {
        return Err(format!("is no JSON object: it is {}", value.kind()));
    };
    let mut article = record::article(source, number, fields)?;
    for (severity, message) in remarks {
        // "first on line 1" counts within the line.
        let message = message.replace(", first on line 1", "");
        article.problems.push(source.problem(Some(number), severity.max(Severity::Warning), message));
    }
    Ok(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &[u8], limit: u64) -> Vec<Item> {
        let mut out = Vec::new();
        let limits = crate::load::Limits { line: limit, ..crate::load::LIMITS };
        let options = crate::load::Options { limits, ..crate::load::Options::default() };
        let source = Source { path: Some("news.jsonl".into()), options: &options, depth: 0 };
        let mut reader = text;
        let flow = read(&source, &mut reader, &mut |item| {
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
            r#"{"id":"a","text":" One.\r\n\nTwo. ","title":"T","source":"S","byline":"B","published":"2021-03-19T10:00:00Z","url":"https://example.org","language":"en","words":2,"section":"world","tags":["t"],"flags":[1]}"#,
        );
        assert_eq!(article.id, "a");
        assert_eq!(article.text, " One.\r\n\nTwo. ");
        let m = article.head.metadata;
        assert_eq!(m.title.as_deref(), Some("T"));
        assert_eq!(m.source.as_deref(), Some("S"));
        assert_eq!(m.byline.as_deref(), Some("B"));
        assert_eq!(m.published, Some(jiff::civil::date(2021, 3, 19)));
        assert_eq!(m.url.as_deref(), Some("https://example.org"));
        assert_eq!(m.language.as_deref(), Some("en"));
        assert_eq!(m.topics, ["t"]);
        assert_eq!((m.field("words"), m.field("flags")), (Some("2"), Some("[1]")));
        assert_eq!(m.section.as_deref(), Some("world"));
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
        check_problem(
            "{\"id\":\"a\"}",
            "news.jsonl:1: has no text: no field is called `text`, `fulltext`, `body`, `articlebody` or the like",
        );
        check_problem("{\"text\":17}", "news.jsonl:1: has a number in the field `text`, which must be text");
    }

    #[test]
    fn a_wrong_field_costs_only_itself() {
        let warnings = |line: &str| one(line).problems.iter().map(|p| p.message.clone()).collect::<Vec<_>>();
        assert_eq!(
            warnings("{\"text\":\"x\",\"title\":[1,2]}"),
            ["has a list in the field `title`, which must be text"]
        );
        assert_eq!(
            warnings("{\"text\":\"x\",\"id\":{}}"),
            ["has an object in the field `id`, which must be text or a number"]
        );
        assert_eq!(warnings("{\"text\":\"x\",\"published\":true,\"author\":null,\"score\":NaN}"), [""; 0]);
    }

    #[test]
    fn the_names_that_people_use_are_known() {
        let article = one(
            r#"{"headline":"H","body":"One.","date":1714728000,"outlet":{"name":"Brakel Post"},"authors":[{"name":"Jane Roe"},"Ann Fox"],"link":"https://example.org/a","keywords":"a, b"}"#,
        );
        let m = article.head.metadata;
        assert_eq!((m.title.as_deref(), m.source.as_deref()), (Some("H"), Some("Brakel Post")));
        assert_eq!(m.byline.as_deref(), Some("Jane Roe, Ann Fox"));
        assert_eq!(m.published, Some(jiff::civil::date(2024, 5, 3)));
        assert_eq!(m.topics, ["a", "b"]);
        assert_eq!((article.text.as_str(), m.url.as_deref()), ("One.", Some("https://example.org/a")));
    }

    #[test]
    fn a_file_of_another_kind_is_given_up() {
        assert_eq!(one("{\n  \"text\": \"x\"\n}\n").text, "x");
        assert_eq!(one("[{\"text\": \"x\"}]").text, "x");
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
        assert_eq!(article.metadata.field("published"), Some("03/04/2021"));
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
