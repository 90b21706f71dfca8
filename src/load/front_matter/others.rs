//! Front matter without lines around it: an object of JSON, as Hugo has it, the block of lines that begin with `%`, as
//! Pandoc has it, and `Key: value` lines up to the first blank one, as `MultiMarkdown` has them.

use super::Value;
use super::names::{self, Meaning};

/// The fields of either, and where the text begins; `None` where a text begins with neither.
pub(super) fn read(text: &str) -> Option<(Vec<(String, Value)>, usize)> {
    match text.as_bytes().first()? {
        b'{' => json(text),
        b'%' => percent(text),
        first if first.is_ascii_uppercase() => labels(text),
        _ => None,
    }
}

/// Lines of a key and a value, and nothing else up to the first blank one. Two of the keys must say what fields of an
/// article say, so that prose is none.
fn labels(text: &str) -> Option<(Vec<(String, Value)>, usize)> {
    const MOST: usize = 30;
    let mut fields = Vec::new();
    let mut body = 0;
    for line in text.split_inclusive('\n') {
        body += line.len();
        if line.trim().is_empty() {
            break;
        }
        let (key, value) = line.split_once(':')?;
        let is_key = key.len() <= 30 && key.chars().all(|c| c.is_alphanumeric() || " -_".contains(c));
        if !is_key || fields.len() == MOST {
            return None;
        }
        fields.push((key.trim().to_owned(), Value::Text(value.trim().to_owned())));
    }
    let says = |(key, value): &(String, Value)| {
        let meaning = names::meaning(key).map(|(meaning, _)| meaning);
        let is_known = matches!(
            meaning,
            Some(
                Meaning::Title
                    | Meaning::Byline
                    | Meaning::Published
                    | Meaning::Source
                    | Meaning::Url
                    | Meaning::Domain
            )
        );
        is_known && *value != Value::Text(String::new())
    };
    (fields.iter().filter(|field| says(field)).count() >= 2).then_some((fields, body))
}

/// An object that begins the text and has the rest of its last line to itself. A text may begin with a brace too: then
/// it is no JSON, or no line follows.
fn json(text: &str) -> Option<(Vec<(String, Value)>, usize)> {
    let end = (0..=text.len().min(super::LONGEST)).rev().find(|&at| text.is_char_boundary(at))?;
    let mut values = serde_json::Deserializer::from_str(text.get(..end)?).into_iter::<Value>();
    let Some(Ok(Value::Table(fields))) = values.next() else { return None };
    let rest = text.get(values.byte_offset()..)?;
    let line = rest.split_inclusive('\n').next().unwrap_or_default();
    let alone = line.ends_with('\n') && line.trim().is_empty() && !fields.is_empty();
    alone.then_some((fields, text.len() - rest.len() + line.len()))
}

/// `% title`, `% authors; with semicolons`, `% date`. What is indented below goes on with it.
fn percent(text: &str) -> Option<(Vec<(String, Value)>, usize)> {
    let mut parts: Vec<String> = Vec::new();
    let mut body = 0;
    for line in text.split_inclusive('\n') {
        if let Some(part) = line.strip_prefix('%').filter(|part| part.starts_with([' ', '\n', '\r']) && parts.len() < 3)
        {
            parts.push(part.trim().to_owned());
        } else if line.starts_with([' ', '\t'])
            && !line.trim().is_empty()
            && let Some(last) = parts.last_mut()
        {
            // Another line of authors is another author.
            last.push_str(if body > 0 && last.contains(';') { "; " } else { " " });
            last.push_str(line.trim());
        } else {
            break;
        }
        body += line.len();
    }
    let named = ["title", "author", "date"].into_iter().zip(parts).filter(|(_, part)| !part.is_empty());
    let value = |(name, part): (&str, String)| {
        let names = || part.split(';').map(|p| Value::Text(p.trim().to_owned())).collect();
        let value = if name == "author" { Value::List(names()) } else { Value::Text(part) };
        (name.to_owned(), value)
    };
    let fields: Vec<_> = named.map(value).collect();
    (!fields.is_empty()).then_some((fields, body))
}
