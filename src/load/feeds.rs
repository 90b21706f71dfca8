//! Feeds: RSS, RDF and Atom here, JSON Feed in `json`. Each entry is an article. Other XML is told by its root: exports of
//! weblogs (`weblog`) and notes are read as feeds, what agencies exchange in `papers`.
//!
//! Feeds are written by programs of all ages, so they are read as markup and not as XML: a bare `&`, an unknown entity
//! or an end in the middle costs nothing of what stands in front of it.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::decode;
use super::markup::{self, Token, Tokens};
use super::source::{Sink, Source};
use super::value::Value;
use super::{Item, record};
use crate::model::problem::Severity;

pub(super) mod json;
mod papers;
mod weblog;

/// Elements that are an entry.
const ENTRIES: [&str; 2] = ["item", "entry"];
/// Elements that a feed begins with.
const ROOTS: [&str; 4] = ["rss", "feed", "rdf", "channel"];
/// What an export of notes begins with, and its entries.
const NOTES: (&str, [&str; 1]) = ("en-export", ["note"]);

/// Whether a text begins like XML: which kind it is, its root says.
pub(super) fn is_feed(start: &str) -> bool {
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<?xml")
        || ["<rss", "<feed", "<rdf:RDF", "<opml", "<en-export", "<nitf", "<newsitem"]
            .iter()
            .any(|root| start.starts_with(root))
}

/// Reads a feed.
pub(super) fn read(source: &Source<'_>, bytes: Vec<u8>, sink: Sink<'_>) -> ControlFlow<()> {
    let label = declared(&bytes);
    let decoded = match decode::labels::decode(bytes, source.hint(), label.as_deref()) {
        Ok(decoded) => decoded,
        Err(message) => return sink(source.failure(message)),
    };
    let text = decoded.text;
    if text.trim().is_empty() {
        return sink(Item::Problem(source.problem(None, Severity::Warning, "is empty")));
    }
    for (severity, message) in decoded.remarks {
        sink(Item::Problem(source.problem(None, severity, message)))?;
    }
    let Some(root) = root(&text) else {
        return sink(source.failure("is not XML: it has no element"));
    };
    // Where the root has a prefix its elements have it too.
    let prefix = root.rsplit_once(':').map_or("", |(prefix, _)| prefix);
    let local = local(root).to_ascii_lowercase();
    if local == NOTES.0 {
        return entries(source, &text, prefix, &NOTES.1, sink);
    }
    if papers::DOCUMENTS.contains(&local.as_str()) || papers::ENVELOPES.contains(&local.as_str()) {
        return papers(source, &text, sink);
    }
    if !ROOTS.contains(&local.as_str()) && !ENTRIES.contains(&local.as_str()) {
        return match local.as_str() {
            "opml" => {
                sink(source.failure("is a list of feeds (OPML), which holds no articles: save the feeds it names"))
            }
            "urlset" | "sitemapindex" => {
                sink(source.failure("is a list of pages (a sitemap), which holds no articles"))
            }
            "html" => super::html::read(source, text.into_bytes(), sink),
            _ => sink(source.failure(format!("is XML that is no feed: it begins with `{}`", super::shortened(root)))),
        };
    }
    entries(source, &text, prefix, &ENTRIES, sink)
}

/// Reads the articles of XML that is no feed.
fn papers(source: &Source<'_>, text: &str, sink: Sink<'_>) -> ControlFlow<()> {
    let mut tokens = Tokens::xml(text);
    let mut count = 0;
    while let Some(token) = tokens.next() {
        let Token::Open(name, attributes, false) = token else { continue };
        if !papers::DOCUMENTS.contains(&local(name).to_ascii_lowercase().as_str()) {
            continue;
        }
        count += 1;
        let content = content_of(text, &mut tokens, name);
        match record::article(source, count, papers::fields(attributes, content)) {
            Ok(article) => sink(Item::Article(Box::new(article)))?,
            Err(message) => sink(source.broken(count, message))?,
        }
    }
    if count == 0 {
        return sink(source.failure("is XML of a news agency without an article"));
    }
    ControlFlow::Continue(())
}

/// The name of the encoding that XML declares.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let (_, behind) = head.split_once("encoding=")?;
    behind.split(['"', '\'']).nth(1).map(str::to_owned)
}

/// The name of the first element; behind a warning that a program printed in front, that of the feed.
fn root(text: &str) -> Option<&str> {
    const NEAR: usize = 30;
    let mut elements = Tokens::xml(text).filter_map(|t| if let Token::Open(name, ..) = t { Some(name) } else { None });
    let first = elements.next()?;
    let known = |name: &str| ROOTS.contains(&local(name).to_ascii_lowercase().as_str());
    let is_printed = ["br", "b", "p", "div", "font", "pre"].contains(&first.to_ascii_lowercase().as_str());
    Some(if is_printed { elements.take(NEAR).find(|name| known(name)).unwrap_or(first) } else { first })
}

/// A name without the prefix of the root.
fn plain_name<'a>(name: &'a str, prefix: &str) -> &'a str {
    let inner = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':'));
    inner.filter(|_| !prefix.is_empty()).unwrap_or(name)
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// An element of an entry: its name in lower case, its attributes, and the source of its content.
struct Element<'a> {
    name: String,
    attributes: &'a str,
    content: &'a str,
}

fn entries(source: &Source<'_>, text: &str, prefix: &str, names: &[&str], sink: Sink<'_>) -> ControlFlow<()> {
    let mut people = weblog::People::default();
    let mut tokens = Tokens::xml(text);
    let mut count = 0;
    let mut lost = 0;
    let mut outlet = None;
    let mut language = None;
    let mut begun = None;
    loop {
        let at = tokens.offset();
        let open = match begun.take() {
            Some(open) => open,
            None => match tokens.next() {
                Some(Token::Open(name, attributes, false)) => (name, attributes),
                Some(_) => continue,
                None => break,
            },
        };
        let name = local(open.0);
        if open.0 == "wp:author" && count == 0 {
            people.note(content_of(text, &mut tokens, open.0));
        } else if names.iter().any(|entry| name.eq_ignore_ascii_case(entry)) {
            count += 1;
            let mut elements = Vec::new();
            let is_whole = elements_of(text, &mut tokens, name, &mut elements, &mut begun);
            for element in &mut elements {
                element.name = plain_name(&element.name, prefix).to_owned();
            }
            if weblog::is_no_article(&elements) {
                continue;
            }
            match record::article(source, count, fields(&elements, &people, outlet.as_deref(), language.as_deref())) {
                Ok(mut article) => {
                    if !is_whole {
                        let message = "is an entry that is cut off: its end may be missing";
                        article.problems.push(source.problem(None, Severity::Warning, message));
                    }
                    sink(Item::Article(Box::new(article)))?;
                }
                Err(_) => lost += 1,
            }
        } else if count == 0
            && matches!(name, "title" | "language" | "generator")
            && matches!(plain_name(open.0, prefix), "title" | "language" | "dc:language")
        {
            let content = content_of(text, &mut tokens, open.0);
            let value = plain(content);
            if name == "title" && outlet.is_none() && !value.is_empty() {
                outlet = Some(value);
            } else if name == "language" && !value.is_empty() {
                language = Some(value);
            }
        } else if count == 0 && name == "feed" {
            language = markup::attribute(open.1, "xml:lang").map(Cow::into_owned);
        }
        debug_assert!(tokens.offset() > at || tokens.offset() == text.len() || begun.is_some());
    }
    if count == 0 {
        return sink(Item::Problem(source.problem(None, Severity::Warning, "is a feed without entries")));
    }
    if lost > 0 {
        let entries = if lost == 1 { "an entry that has".to_owned() } else { format!("{lost} entries that have") };
        let message = format!("has {entries} neither a title nor a text");
        sink(Item::Problem(source.problem(None, Severity::Warning, message)))?;
    }
    ControlFlow::Continue(())
}

/// Reads the elements of an entry up to its end, and says whether there is one. `begun` takes the start of the next
/// entry where this one is never closed.
fn elements_of<'a>(
    text: &'a str,
    tokens: &mut Tokens<'a>,
    entry: &str,
    out: &mut Vec<Element<'a>>,
    begun: &mut Option<(&'a str, &'a str)>,
) -> bool {
    while let Some(token) = tokens.next() {
        match token {
            Token::Close(name) if local(name).eq_ignore_ascii_case(entry) => return true,
            Token::Open(name, attributes, _) if local(name).eq_ignore_ascii_case(entry) => {
                *begun = Some((name, attributes));
                return false;
            }
            Token::Open(name, attributes, is_empty) => {
                let content = if is_empty { "" } else { content_of(text, tokens, name) };
                // Some write thousands of enclosures; an entry has a dozen elements that say anything.
                if out.len() < 500 {
                    out.push(Element { name: name.to_ascii_lowercase(), attributes, content });
                }
            }
            _ => {}
        }
    }
    false
}

/// The source of the content of an element whose start was just read. An element that is never closed ends in front of
/// the end of its entry.
fn content_of<'a>(text: &'a str, tokens: &mut Tokens<'a>, name: &str) -> &'a str {
    let start = tokens.offset();
    let mut depth = 0;
    loop {
        let at = tokens.offset();
        let before = tokens.clone();
        match tokens.next() {
            None => return &text[start..],
            Some(Token::Close(close)) if close == name => {
                if depth == 0 {
                    return &text[start..at];
                }
                depth -= 1;
            }
            Some(Token::Open(open, _, false)) if open == name => depth += 1,
            Some(Token::Close(close)) if ENTRIES.contains(&close) || ROOTS.contains(&close) => {
                *tokens = before;
                return &text[start..at];
            }
            Some(Token::Open(open, ..)) if ENTRIES.contains(&open) => {
                *tokens = before;
                return &text[start..at];
            }
            _ => {}
        }
    }
}

/// What the source of a content says: entities read once, sections of raw text as they stand, markup kept.
fn unescaped(content: &str) -> String {
    if !content.contains("<![CDATA[") {
        return markup::decode(content).into_owned();
    }
    let mut out = String::with_capacity(content.len());
    for token in Tokens::xml(content) {
        match token {
            Token::Text(text) => out.push_str(&markup::decode(text)),
            Token::Raw(text) => out.push_str(text),
            _ => {}
        }
    }
    out
}

/// A content as one line of text without markup.
fn plain(content: &str) -> String {
    let text = unescaped(content);
    let text = if text.contains('<') || text.contains('&') { super::html::fragment(&text) } else { text };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fields of an entry, by the names that records have.
fn fields(
    elements: &[Element<'_>],
    people: &weblog::People,
    outlet: Option<&str>,
    language: Option<&str>,
) -> Vec<(String, Value)> {
    let is_export = weblog::is_export(elements);
    let mut out: Vec<(String, Value)> = Vec::new();
    let (mut authors, mut topics) = (Vec::new(), Vec::new());
    let (mut full, mut summary): (Option<String>, Option<String>) = (None, None);
    let mut entry_outlet = None;
    let mut put = |name: &str, value: String| {
        if !value.is_empty() && !out.iter().any(|(known, _)| known == name) {
            out.push((name.to_owned(), Value::Text(value)));
        }
    };
    for element in elements {
        let attribute = |name: &str| markup::attribute(element.attributes, name).map(Cow::into_owned);
        match element.name.as_str() {
            "title" => put("title", plain(element.content)),
            "link" => {
                let relation = attribute("rel").unwrap_or_default();
                if relation.is_empty() || relation == "alternate" {
                    put("url", attribute("href").unwrap_or_else(|| plain(element.content)));
                }
            }
            "guid" if attribute("ispermalink").or(attribute("isPermaLink")).is_none_or(|v| v != "false") => {
                let value = plain(element.content);
                if value.starts_with("http") {
                    put("url", value.clone());
                }
                put("guid", value);
            }
            "id" | "guid" => put("guid", plain(element.content)),
            "pubdate" | "published" | "dc:date" | "issued" | "dcterms:issued" | "created" | "wp:post_date" => {
                let value = plain(element.content);
                // What is not published yet has no day.
                if !value.contains(" -0001 ") && !value.starts_with("0000-00-00") {
                    put("published", value);
                }
            }
            // Notes: where they were clipped from, and by whom.
            "note-attributes" => {
                put("url", inside(element.content, "source-url"));
                authors.extend(Some(inside(element.content, "author")).filter(|v| !v.is_empty()).map(Value::Text));
            }
            "updated" | "modified" | "dcterms:modified" => put("updated", plain(element.content)),
            "author" | "dc:creator" | "creator" | "contributor" if element.name != "contributor" => {
                let name =
                    Tokens::xml(element.content).any(|t| matches!(t, Token::Open(name, ..) if local(name) == "name"));
                let value = if name { inside(element.content, "name") } else { plain(element.content) };
                let name = people.name_of(person(&value));
                authors.extend(Some(name).filter(|v| !v.is_empty()).map(Value::Text));
            }
            "tag" | "category" | "dc:subject" | "media:keywords" => {
                let value = attribute("label").or(attribute("term")).unwrap_or_else(|| plain(element.content));
                topics.extend(Some(value).filter(|v| !v.trim().is_empty()).map(Value::Text));
            }
            "source" | "dc:publisher" => {
                entry_outlet = Some(plain(element.content)).filter(|v| !v.is_empty() && v.len() < 100);
            }
            "content:encoded" | "content" | "xhtml:body" | "body" => {
                let kind = attribute("type").unwrap_or_default();
                let html = match kind.as_str() {
                    "xhtml" | "application/xhtml+xml" => element.content.to_owned(),
                    "text" | "text/plain" => unescaped(element.content).replace('&', "&amp;").replace('<', "&lt;"),
                    _ if element.content.trim_start().starts_with("<div") => element.content.to_owned(),
                    _ if is_export => weblog::as_page(&unescaped(element.content)),
                    _ => unescaped(element.content),
                };
                if full.as_ref().is_none_or(|old| html.len() > old.len()) {
                    full = Some(html);
                }
            }
            "description" | "summary" | "dc:description" | "itunes:summary" | "media:description" => {
                let html = unescaped(element.content);
                if summary.as_ref().is_none_or(|old| html.len() > old.len()) {
                    summary = Some(html);
                }
            }
            _ => {}
        }
    }
    let has_full = full.as_ref().is_some_and(|f| !f.trim().is_empty());
    if let Some(full) = full.filter(|_| has_full) {
        put("content_html", full);
    } else if let Some(summary) = summary {
        // Many feeds call the whole text a description.
        let text = super::html::fragment(&summary);
        put(if text.split_whitespace().count() >= LONGEST_SUMMARY { "content_html" } else { "summary_html" }, summary);
    } else {
        let title = out.iter().find(|(name, _)| name == "title").map(|(_, value)| value.texts().join(" "));
        out.extend(title.map(|title| ("summary".to_owned(), Value::Text(title))));
    }
    if !authors.is_empty() {
        out.push(("authors".to_owned(), Value::List(authors)));
    }
    if !topics.is_empty() {
        out.push(("topics".to_owned(), Value::List(topics)));
    }
    if let Some(name) = entry_outlet.as_deref().or(outlet) {
        out.push(("source".to_owned(), Value::Text(name.to_owned())));
    }
    out.extend(language.map(|l| ("language".to_owned(), Value::Text(l.to_owned()))));
    out
}

/// A description of so many words is the article.
const LONGEST_SUMMARY: usize = 250;

/// The content of the first element of a name in another.
fn inside(content: &str, wanted: &str) -> String {
    let mut tokens = Tokens::xml(content);
    while let Some(token) = tokens.next() {
        if let Token::Open(name, _, false) = token
            && local(name) == wanted
        {
            return plain(content_of(content, &mut tokens, name));
        }
    }
    String::new()
}

/// A person in the form that RSS asks for: `jane@example.org (Jane Roe)`.
fn person(value: &str) -> String {
    match value.split_once(" (") {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').trim().to_owned(),
        _ => value.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests;
