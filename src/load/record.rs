//! From named fields to an article: what records of JSON, rows of tables and entries of feeds have in common.
//!
//! The text alone is needed. A field that is wrong costs only itself, and a field that nobody knows is kept.

use super::fields::{field, stamp, topics};
use super::given::{self, own};
use super::names::{self, Meaning};
use super::roles::{self, Origin};
use super::source::Source;
use super::value::Value;
use super::{outlets, paragraphs, partial};
use crate::model::article::{Article, Field, Head, Metadata, Partial};
use crate::model::problem::Severity;

/// The article that `fields` make, or in words why they make none. `line` is where they begin, from 1.
pub(super) fn article(source: &Source<'_>, line: usize, fields: Vec<(String, Value)>) -> Result<Article, String> {
    let fields = unwrapped(fields);
    let mut sorted = Sorted::default();
    let is_own = own::is_own(&fields);
    let (mut written, mut annotations) = (Vec::new(), Vec::new());
    for (name, value) in fields {
        if is_own && own::is_field(&name) {
            written.push((name, value));
        } else if let Some(kind) = given::kind(&name, &value) {
            // What others say beside the places is kept.
            sorted.keep(name.clone(), value.clone());
            annotations.push((kind, name, value));
        } else {
            sorted.take(name, value);
        }
    }
    let mut warnings = Vec::new();
    let mut metadata = Metadata::default();
    let (text, laid_out) = match sorted.text(&mut metadata)? {
        Body::Text(text) => (text, None),
        Body::Html(html) => {
            let (text, blocks, links) = super::html::blocks(&html);
            (text, Some((blocks, links)))
        }
    };
    if text.len() > u32::MAX as usize {
        return Err("has a text of 4 GB or more".to_owned());
    }
    let id = sorted.best(Meaning::Id);
    let id = match id {
        Some((_, Value::Text(id) | Value::Number(id))) if !id.is_empty() => id,
        None | Some((_, Value::Nothing | Value::Text(_))) => source.id_of(line),
        Some((name, other)) => {
            // Documents of some databases have `{"$oid": "…"}`.
            let inner = other.get("$oid").map(Value::texts).and_then(|mut t| t.pop());
            if inner.is_none() {
                warnings.push(wrong(&name, &other, "text or a number"));
            }
            inner.unwrap_or_else(|| source.id_of(line))
        }
    };
    sorted.fill(&mut metadata, &mut warnings);
    metadata.extra = sorted.rest;
    if text.trim().is_empty() {
        warnings.push("has an empty `text`".to_owned());
    }
    let mut problems: Vec<_> =
        warnings.into_iter().map(|message| source.problem(Some(line), Severity::Warning, message)).collect();
    if looks_like_html(&text) {
        let message = "has HTML in its text, which is read as it stands";
        problems.push(source.problem(Some(line), Severity::Warning, message));
    }
    let is_markup = laid_out.is_some();
    let (blocks, links) = laid_out.unwrap_or_else(|| (paragraphs::split(&text), Vec::new()));
    let path = source.path.clone();
    let mut article =
        Article { head: Head { id, path, metadata }, text, blocks, links, problems, ..Article::default() };
    let mut warnings = given::Warnings::new();
    let mut is_laid_out = false;
    if is_own {
        is_laid_out = own::lay_over(&mut article, &written, &mut warnings);
    } else if is_markup && !annotations.is_empty() {
        let what = "has annotations of a text in HTML, which are passed over: they count its tags";
        warnings.push((Severity::Warning, what.to_owned()));
    } else {
        article.given = given::read(&article.text, &annotations, &mut warnings).map(Box::new);
    }
    let warnings = warnings.into_iter().map(|(severity, message)| source.problem(Some(line), severity, message));
    article.problems.extend(warnings);
    if !is_laid_out {
        roles::settle(&mut article, Origin::Field);
    }
    partial::label(&mut article);
    Ok(article)
}

/// A record whose text stands in an object inside of it, such as `{"_id": …, "_source": {"title": …, "text": …}}`, as
/// one level of fields.
fn unwrapped(fields: Vec<(String, Value)>) -> Vec<(String, Value)> {
    if has_text(&fields) {
        return fields;
    }
    let holds = |value: &Value| matches!(value, Value::Table(inner) if has_text(inner));
    let Some(at) = fields.iter().position(|(_, value)| holds(value)) else { return fields };
    let mut out = Vec::with_capacity(fields.len() + 8);
    for (i, (name, value)) in fields.into_iter().enumerate() {
        match value {
            Value::Table(inner) if i == at => out.extend(inner),
            value => out.push((name, value)),
        }
    }
    out
}

/// Whether some fields are those of an article, themselves or in an object of theirs.
pub(super) fn holds_text(fields: &[(String, Value)]) -> bool {
    has_text(fields) || fields.iter().any(|(_, value)| matches!(value, Value::Table(inner) if has_text(inner)))
}

/// The markup of `{"rendered": "<p>…</p>"}`, as services of blogs give it.
fn rendered(value: &Value) -> Option<&str> {
    match value.get("rendered")? {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// Whether some fields are those of an article.
pub(super) fn has_text(fields: &[(String, Value)]) -> bool {
    fields.iter().any(|(name, value)| {
        let meaning = names::meaning(name).map(|(m, _)| m);
        let is_text = matches!(value, Value::Text(text) if !text.trim().is_empty());
        let is_list = matches!(value, Value::List(values) if values.iter().all(|v| matches!(v, Value::Text(_))));
        match meaning {
            Some(Meaning::Text | Meaning::Html) => {
                is_text || is_list && !value.texts().is_empty() || rendered(value).is_some_and(|t| !t.trim().is_empty())
            }
            Some(Meaning::Summary) => is_text,
            _ => false,
        }
    })
}

fn wrong(name: &str, value: &Value, expected: &str) -> String {
    format!("has {} in the field `{name}`, which must be {expected}", value.kind())
}

/// Whether a text is markup rather than text: tags and entities, as feeds and databases keep them.
fn looks_like_html(text: &str) -> bool {
    const SIGNS: [&str; 13] = [
        "&amp;", "&quot;", "&#39;", "&nbsp;", "&#8217;", "&#8220;", "&rsquo;", "&ldquo;", "&lt;p", "<p>", "</p>",
        "<br", "</a>",
    ];
    let begins = |at: usize| SIGNS.iter().any(|sign| text.as_bytes()[at..].starts_with(sign.as_bytes()));
    memchr::memchr2_iter(b'&', b'<', text.as_bytes()).any(begins)
}

/// The text of a record, as it is given or as HTML.
enum Body {
    Text(String),
    Html(String),
}

/// Fields by their meaning.
#[derive(Default)]
struct Sorted {
    /// Meaning, rank, name and value of what is known.
    known: Vec<(Meaning, usize, String, Value)>,
    /// What is not.
    rest: Vec<Field>,
}

impl Sorted {
    fn take(&mut self, name: String, value: Value) {
        match names::meaning(&name) {
            // A key that stands twice in one object counts as it stands last.
            Some((meaning, rank)) => {
                self.known.retain(|(_, _, other, _)| *other != name);
                self.known.push((meaning, rank, name, value));
            }
            None => self.keep(name, value),
        }
    }

    fn keep(&mut self, name: String, value: Value) {
        let Some(field) = field(name, value) else { return };
        self.rest.retain(|other| other.name != field.name);
        self.rest.push(field);
    }

    /// Takes out the preferred field of a meaning that says something.
    fn best(&mut self, meaning: Meaning) -> Option<(String, Value)> {
        let says = |value: &Value| match value {
            Value::Nothing => false,
            Value::Text(text) => !text.trim().is_empty(),
            Value::List(values) => !values.is_empty(),
            _ => true,
        };
        let of = || self.known.iter().enumerate().filter(|(_, (m, ..))| *m == meaning);
        let at = of().filter(|(_, (.., value))| says(value)).min_by_key(|(_, (_, rank, ..))| *rank).or(of().next())?.0;
        let (_, _, name, value) = self.known.remove(at);
        Some((name, value))
    }

    /// The text: that of the preferred field of text, or what HTML says, or for want of both the summary.
    fn text(&mut self, metadata: &mut Metadata) -> Result<Body, String> {
        let mut wrong_field = None;
        let mut empty = None;
        for meaning in [Meaning::Text, Meaning::Html, Meaning::Summary] {
            while let Some((name, value)) = self.best(meaning) {
                let text = match value {
                    Value::Text(text) => text,
                    Value::List(_) if value.texts().len() > 1 || meaning == Meaning::Text => {
                        let paragraphs = value.texts();
                        if paragraphs.is_empty() {
                            wrong_field.get_or_insert(wrong(&name, &value, "text"));
                            continue;
                        }
                        paragraphs.join("\n\n")
                    }
                    Value::Nothing => continue,
                    Value::Table(_) if rendered(&value).is_some() => {
                        if meaning == Meaning::Summary {
                            metadata.partial = Some(Partial::Summary);
                        }
                        return Ok(Body::Html(rendered(&value).unwrap_or_default().to_owned()));
                    }
                    other => {
                        wrong_field.get_or_insert(wrong(&name, &other, "text"));
                        self.keep(name, other);
                        continue;
                    }
                };
                if text.trim().is_empty() {
                    empty.get_or_insert(text);
                    continue;
                }
                if meaning == Meaning::Summary {
                    metadata.partial = Some(Partial::Summary);
                }
                let is_markup = meaning == Meaning::Html
                    || name == "summary_html"
                    || name != "text" && text.contains("</") && looks_like_html(&text);
                return Ok(if is_markup { Body::Html(text) } else { Body::Text(text) });
            }
        }
        if let Some(empty) = empty {
            return Ok(Body::Text(empty));
        }
        Err(wrong_field.unwrap_or_else(|| {
            if self.known.iter().any(|(meaning, ..)| *meaning == Meaning::Url) {
                return "has an address but no text: save the page that it leads to, and read that".to_owned();
            }
            let names: Vec<_> = names::names(Meaning::Text).take(4).map(|name| format!("`{name}`")).collect();
            format!("has no text: no field is called {} or the like", names.join(", "))
        }))
    }

    /// Fills `metadata`. What finds no place stays a further field.
    fn fill(&mut self, metadata: &mut Metadata, warnings: &mut Vec<String>) {
        self.fill_days(metadata, warnings);
        for (meaning, expected) in [
            (Meaning::Title, "text"),
            (Meaning::Source, "text"),
            (Meaning::Byline, "text"),
            (Meaning::Url, "text"),
            (Meaning::Language, "text"),
            (Meaning::Section, "text"),
            (Meaning::Agency, "text"),
            (Meaning::Country, "text"),
        ] {
            let Some((name, value)) = self.best(meaning) else { continue };
            let texts = match &value {
                Value::Number(_) | Value::Switch(_) => Vec::new(),
                value => match rendered(value) {
                    Some(markup) => vec![super::html::fragment(markup).trim().to_owned()],
                    None => value.texts(),
                },
            };
            if texts.is_empty() || texts.len() > 1 && matches!(meaning, Meaning::Title) {
                if value != Value::Nothing && value != Value::List(Vec::new()) && !is_blank(&value) {
                    warnings.push(wrong(&name, &value, expected));
                    self.keep(name, value);
                }
                continue;
            }
            let url = if meaning == Meaning::Source { value.get("url").or(value.get("domain")).cloned() } else { None };
            if let Some(Value::Text(url)) = url {
                self.known.push((Meaning::Domain, usize::MAX, format!("{name}.url"), Value::Text(url)));
            }
            let slot = match meaning {
                Meaning::Title => &mut metadata.title,
                Meaning::Source => &mut metadata.source,
                Meaning::Byline => &mut metadata.byline,
                Meaning::Url => &mut metadata.url,
                Meaning::Language => &mut metadata.language,
                Meaning::Section => &mut metadata.section,
                Meaning::Agency => &mut metadata.agency,
                _ => &mut metadata.country,
            };
            let several = matches!(meaning, Meaning::Byline | Meaning::Section | Meaning::Agency);
            *slot = if several { Some(texts.join(", ")) } else { texts.into_iter().next() };
            if let (Meaning::Byline, Some(byline)) = (meaning, slot) {
                // "By Jane Roe" as services of papers give it.
                let name = byline.strip_prefix("By ").or(byline.strip_prefix("by ")).map(str::to_owned);
                *byline = name.unwrap_or_else(|| std::mem::take(byline));
            }
        }
        if let Some((_, value)) = self.best(Meaning::Topics) {
            metadata.topics = topics(&value);
        }
        if let Some((_, value)) = self.best(Meaning::Domain) {
            let domain = value.texts().into_iter().next();
            metadata.source = metadata.source.take().or(domain);
        }
        outlets::settle(metadata);
        for (_, _, name, value) in std::mem::take(&mut self.known) {
            self.keep(name, value);
        }
    }

    /// The first field with a day that can be told. The others are kept.
    fn fill_days(&mut self, metadata: &mut Metadata, warnings: &mut Vec<String>) {
        let mut first_wrong = None;
        for meaning in [Meaning::Published, Meaning::Updated] {
            while metadata.published.is_none()
                && let Some((name, value)) = self.best(meaning)
            {
                let stamp = stamp(&value);
                let exact =
                    matches!(&value, Value::Text(text) if stamp.as_ref().is_some_and(|s| s.date.to_string() == *text));
                if let Some(stamp) = stamp {
                    metadata.published = Some(stamp.date);
                    metadata.time = stamp.time;
                    if exact {
                        continue;
                    }
                } else if value == Value::Nothing || matches!(value, Value::Switch(_)) || is_blank(&value) {
                    // `published: true` says that it was published, not when.
                } else {
                    first_wrong.get_or_insert_with(|| uncertain(&name, &value));
                }
                self.keep(name, value);
            }
        }
        if metadata.published.is_none() {
            warnings.extend(first_wrong);
        }
    }
}

/// What is said of a field whose day cannot be told.
pub(super) fn uncertain(name: &str, value: &Value) -> String {
    let shown = match value {
        Value::Text(text) => format!("“{}”", super::shortened(text)),
        Value::Number(number) => number.clone(),
        other => other.kind().to_owned(),
    };
    format!("has {shown} in the field `{name}`, which is no certain day")
}

fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.trim().is_empty())
}
