//! Articles as XML of their own, which agencies, papers and archives exchange: NITF, `NewsML`, the items of news corpora,
//! and what extractors of web pages write.

use std::borrow::Cow;

use super::{content_of, local, plain};
use crate::load::markup::{self, Token, Tokens};
use crate::load::value::Value;

/// Elements that are an article.
pub(super) const DOCUMENTS: [&str; 3] = ["nitf", "newsitem", "doc"];
/// Elements that hold several.
pub(super) const ENVELOPES: [&str; 3] = ["newsmessage", "newsml", "docs"];

/// The fields of an article, by the names that records have. `source` is the content of the element that is the article,
/// `attributes` are its own.
pub(super) fn fields(attributes: &str, source: &str) -> Vec<(String, Value)> {
    let mut out: Vec<(String, Value)> = Vec::new();
    let mut put = |name: &str, value: String| {
        if !value.trim().is_empty() && !out.iter().any(|(known, _)| known == name) {
            out.push((name.to_owned(), Value::Text(value)));
        }
    };
    let of =
        |attributes: &str, name: &str| markup::attribute(attributes, name).map(Cow::into_owned).unwrap_or_default();
    // What the element says itself.
    for (attribute, field) in [
        ("title", "title"),
        ("author", "byline"),
        ("date", "published"),
        ("sitename", "source"),
        ("hostname", "domain"),
        ("source", "url"),
        ("itemid", "id"),
        ("guid", "id"),
        ("xml:lang", "language"),
    ] {
        put(field, of(attributes, attribute));
    }
    let mut page_title = String::new();
    let mut tokens = Tokens::xml(source);
    while let Some(token) = tokens.next() {
        let Token::Open(name, attributes, is_empty) = token else { continue };
        match local(name).to_ascii_lowercase().as_str() {
            "pubdata" => {
                // Archives that know but the day write midnight.
                put("published", of(attributes, "date.publication").trim_end_matches("T000000").to_owned());
                put("source", of(attributes, "name"));
                put("url", of(attributes, "ex-ref"));
            }
            "date.issue" | "date.release" => put("published", of(attributes, "norm")),
            "doc-id" => put("id", of(attributes, "id-string")),
            _ if is_empty => {}
            "title" => page_title = plain(content_of(source, &mut tokens, name)),
            "headline" | "hl1" => put("title", plain(content_of(source, &mut tokens, name))),
            "byline" | "by" => put("byline", plain(content_of(source, &mut tokens, name))),
            "firstcreated" | "contentcreated" => put("published", plain(content_of(source, &mut tokens, name))),
            "versioncreated" => put("updated", plain(content_of(source, &mut tokens, name))),
            "abstract" => put("abstract", plain(content_of(source, &mut tokens, name))),
            "body.content" | "inlinexml" | "text" | "main" => {
                put("content_html", as_page(content_of(source, &mut tokens, name)));
            }
            "comments" => {
                content_of(source, &mut tokens, name);
            }
            _ => {}
        }
    }
    put("title", page_title);
    out
}

/// A content as HTML: without the copy of its first paragraphs that some archives put in front, and with headings.
fn as_page(content: &str) -> String {
    let mut tokens = Tokens::xml(content);
    while let Some(token) = tokens.next() {
        if let Token::Open(name, attributes, false) = token
            && name == "block"
            && attributes.contains("full_text")
        {
            return content_of(content, &mut tokens, name).to_owned();
        }
    }
    // What HTML has at the front of a page is a heading of the text here.
    content
        .replace("<head>", "<h3>")
        .replace("<head ", "<h3 ")
        .replace("</head>", "</h3>")
        .replace("<hl2>", "<h3>")
        .replace("</hl2>", "</h3>")
}
