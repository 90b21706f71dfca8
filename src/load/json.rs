//! JSON that is not JSON Lines: arrays of articles, single objects, several objects one behind the other.
//!
//! Values are cut out of the stream by their brackets, so that a file may have any size, a broken value costs only
//! itself, and one that is cut off in the middle costs none of those in front of it.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::source::{Sink, Source};
use super::value::Value;
use super::{Item, chats, feeds, orders, record};
use crate::model::problem::Severity;

/// A file that begins with so many values that are no articles is given up.
const HOPELESS: usize = 100;
/// Objects are searched this deep for a list of articles.
const DEEPEST: usize = 4;

/// Whether a text begins like JSON: an array of objects, or an object.
pub(super) fn is_json(start: &str) -> bool {
    let start = start.trim_start();
    let behind = |open: char| start.strip_prefix(open).map(str::trim_start);
    behind('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || behind('[').is_some_and(|rest| rest.starts_with('{') || rest.starts_with(']') && rest.len() < 8)
}

/// Reads every value of `reader`.
pub(super) fn read(source: &Source<'_>, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    orders::told(source, false, sink, |sink| values(source, reader, sink))
}

fn values(source: &Source<'_>, reader: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
    let mut values =
        Values { reader, line: 1, limit: source.options.limits.line, inside: false, begun: false, ended: false };
    let (mut articles, mut broken, mut count) = (0, 0, 0);
    let mut is_read = false;
    loop {
        let (line, bytes) = match values.next_value() {
            Ok(Some(value)) => value,
            Ok(None) => {
                is_read = true;
                break;
            }
            Err(Fault::Io(error)) => {
                return sink(source.broken(values.line, format!("cannot be read further: {error}")));
            }
            Err(Fault::Cut(line)) => {
                sink(source.broken(line, "is cut off: the object that begins here is never closed"))?;
                break;
            }
            Err(Fault::Long(line)) => {
                let megabytes = source.options.limits.line / super::MEGABYTE;
                return sink(source.broken(line, format!("has a value of more than {megabytes} MB, the limit")));
            }
            Err(Fault::Stray(line, c)) => {
                sink(source.broken(
                    line,
                    format!(
                        "has `{}` where an object is expected; what follows on this line is passed over",
                        super::shortened(&c.to_string())
                    ),
                ))?;
                broken += 1;
                if broken >= HOPELESS {
                    break;
                }
                continue;
            }
        };
        count += 1;
        match parse(&bytes) {
            Ok(value) => {
                let was_article = object(source, line, value, sink)?;
                articles += usize::from(was_article);
                broken += usize::from(!was_article);
            }
            Err(message) => {
                broken += 1;
                sink(source.broken(line, message))?;
            }
        }
        if articles == 0 && broken >= HOPELESS {
            return sink(source.failure(format!("holds no articles: none of its first {HOPELESS} values is one")));
        }
    }
    if is_read && values.is_open() && count > 0 {
        let message = "is cut off: its list is never closed, and more articles may be missing";
        sink(Item::Problem(source.problem(None, Severity::Warning, message)))?;
    }
    if count == 0 && broken == 0 {
        return sink(Item::Problem(source.problem(None, Severity::Warning, "is empty")));
    }
    ControlFlow::Continue(())
}

/// The value of some JSON, or in words why it is none. `NaN` and the infinities, which some writers put in for want of
/// a number, are read as nothing.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, String> {
    let explain = |error: &serde_json::Error| {
        // serde_json counts lines too; its "at line 1" would contradict the number of the line in the file.
        let text = error.to_string();
        let reason = text.split(" at line ").next().unwrap_or_default();
        format!("is no JSON object: {reason}, at column {}", error.column())
    };
    let first = match serde_json::from_slice(bytes) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if std::str::from_utf8(bytes).is_err() {
        return Err("is no JSON object: it is not UTF-8 (--encoding says what it is)".to_owned());
    }
    let repaired = without_nan(bytes).ok_or_else(|| explain(&first))?;
    serde_json::from_slice(&repaired).map_err(|_| explain(&first))
}

/// JSON with `null` for `NaN`, `Infinity` and `-Infinity` outside of texts; `None` where there is none.
fn without_nan(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let (mut at, mut in_text, mut found) = (0, false, false);
    while at < bytes.len() {
        let rest = &bytes[at..];
        if in_text {
            if rest[0] == b'\\' && rest.len() > 1 {
                out.extend_from_slice(&rest[..2]);
                at += 2;
                continue;
            }
            in_text = rest[0] != b'"';
        } else if let Some(word) =
            [&b"-Infinity"[..], b"Infinity", b"NaN", b"undefined"].iter().find(|w| rest.starts_with(w))
        {
            out.extend_from_slice(b"null");
            at += word.len();
            found = true;
            continue;
        } else {
            in_text = rest[0] == b'"';
        }
        out.push(rest[0]);
        at += 1;
    }
    found.then_some(out)
}

/// Reads one value: an article, or what holds articles. Says whether there was one.
fn object(source: &Source<'_>, line: usize, value: Value, sink: Sink<'_>) -> ControlFlow<(), bool> {
    if feeds::json::is_feed(&value) {
        return feeds::json::read(source, value, sink).map_continue(|()| true);
    }
    if chats::is_export(&value) {
        return chats::read(source, line, &value, sink);
    }
    let Value::Table(fields) = value else {
        let message = format!("is {} instead of an object", value.kind());
        return sink(source.broken(line, message)).map_continue(|()| false);
    };
    if let Some(list) = articles_inside(&fields) {
        let mut some = false;
        for (n, element) in list.into_iter().enumerate() {
            if let Value::Table(fields) = element {
                some |= article(source, n + 1, fields, sink)?;
            }
        }
        return ControlFlow::Continue(some);
    }
    article(source, line, fields, sink)
}

fn article(source: &Source<'_>, line: usize, fields: Vec<(String, Value)>, sink: Sink<'_>) -> ControlFlow<(), bool> {
    match record::article(source, line, fields) {
        Ok(article) => sink(Item::Article(Box::new(article))).map_continue(|()| true),
        Err(message) => sink(source.broken(line, message)).map_continue(|()| false),
    }
}

/// The list of articles in an object that is no article itself, such as the answer of a service.
fn articles_inside(fields: &[(String, Value)]) -> Option<Vec<Value>> {
    if record::has_text(fields) {
        return None;
    }
    let mut level: Vec<&Value> = fields.iter().map(|(_, value)| value).collect();
    for _ in 0..DEEPEST {
        for value in &level {
            if let Value::List(values) = value
                && values.iter().take(5).any(|v| matches!(v, Value::Table(fields) if record::holds_text(fields)))
            {
                return Some(values.clone());
            }
        }
        // Articles by their names: `{"a1": {…}, "a2": {…}}`.
        let named: Vec<&Value> =
            level.iter().copied().filter(|v| matches!(v, Value::Table(fields) if record::has_text(fields))).collect();
        if named.len() >= 2 {
            return Some(named.into_iter().cloned().collect());
        }
        level = level
            .iter()
            .filter_map(|v| if let Value::Table(f) = v { Some(f) } else { None })
            .flatten()
            .map(|(_, v)| v)
            .collect();
    }
    None
}

enum Fault {
    Io(std::io::Error),
    /// The end came inside a value that began on this line.
    Cut(usize),
    /// A value is longer than the limit.
    Long(usize),
    /// Something else than an object or a list.
    Stray(usize, char),
}

/// Cuts a stream into the objects of an array, or into those that stand one behind the other.
struct Values<'a> {
    reader: &'a mut dyn BufRead,
    line: usize,
    limit: u64,
    /// Whether the outer array is open.
    inside: bool,
    begun: bool,
    ended: bool,
}

impl Values<'_> {
    /// Whether the outer array was opened and not closed.
    fn is_open(&self) -> bool {
        self.inside && !self.ended
    }

    /// The next value and the line it begins on.
    fn next_value(&mut self) -> Result<Option<(usize, Vec<u8>)>, Fault> {
        loop {
            if self.ended {
                return Ok(None);
            }
            let Some(byte) = self.peek()? else { return Ok(None) };
            let begun = self.begun;
            self.begun |= !byte.is_ascii_whitespace();
            match byte {
                b'[' if !begun => {
                    self.inside = true;
                    self.skip(1);
                }
                b'{' | b'[' => return self.value().map(Some),
                b']' if self.inside => self.ended = true,
                b'\n' => {
                    self.line += 1;
                    self.skip(1);
                }
                b' ' | b'\t' | b'\r' | b',' | 0xEF | 0xBB | 0xBF | 0x1E => {
                    self.begun = begun;
                    self.skip(1);
                }
                other => {
                    let line = self.line;
                    self.skip_stray()?;
                    return Err(Fault::Stray(line, char::from(other)));
                }
            }
        }
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        Ok(self.reader.fill_buf().map_err(Fault::Io)?.first().copied())
    }

    fn skip(&mut self, n: usize) {
        self.reader.consume(n);
    }

    /// Passes over the rest of the line, or up to the next object.
    fn skip_stray(&mut self) -> Result<(), Fault> {
        loop {
            let buffer = self.reader.fill_buf().map_err(Fault::Io)?;
            if buffer.is_empty() {
                return Ok(());
            }
            let found = memchr::memchr2(b'\n', b'{', buffer);
            let length = buffer.len();
            self.reader.consume(found.unwrap_or(length));
            if found.is_some() {
                return Ok(());
            }
        }
    }

    /// The value that begins here, up to its closing bracket.
    fn value(&mut self) -> Result<(usize, Vec<u8>), Fault> {
        let start = self.line;
        let mut out = Vec::new();
        let (mut depth, mut in_text, mut escaped) = (0usize, false, false);
        loop {
            let buffer = self.reader.fill_buf().map_err(Fault::Io)?;
            if buffer.is_empty() {
                return Err(Fault::Cut(start));
            }
            let mut taken = 0;
            let mut closed = false;
            for &byte in buffer {
                taken += 1;
                self.line += usize::from(byte == b'\n');
                if std::mem::take(&mut escaped) {
                    continue;
                }
                match byte {
                    b'\\' if in_text => escaped = true,
                    b'"' => in_text = !in_text,
                    b'{' | b'[' if !in_text => depth += 1,
                    b'}' | b']' if !in_text => {
                        depth = depth.saturating_sub(1);
                        if depth == 0 {
                            closed = true;
                            break;
                        }
                    }
                    _ => {}
                }
            }
            out.extend_from_slice(&buffer[..taken]);
            self.reader.consume(taken);
            if closed {
                return Ok((start, out));
            }
            if out.len() as u64 > self.limit {
                return Err(Fault::Long(start));
            }
        }
    }
}
