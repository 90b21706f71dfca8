//! Saved web pages, and pieces of HTML inside of other formats.

use super::decode;
use super::roles::{self, Origin};
use super::source::{Sink, Source};
use super::{Item, partial, refusals};
use crate::model::article::{Article, Head, Link};
use crate::model::block::{Block, BlockKind};
use crate::model::problem::Severity;
use crate::text::span::Span;
use std::ops::ControlFlow;

mod beside;
mod extract;
mod headline;
mod links;
mod meta;
mod moment;
mod parts;
mod piece;
mod scripts;
mod shown;
mod standfirst;
mod tree;
mod wording;

/// Whether a text begins like a page.
pub(super) fn is_page(start: &str) -> bool {
    let start = start.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let head: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    let behind_declaration =
        head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(&*head, |(_, rest)| rest.trim_start());
    ["<!doctype html", "<html", "<head", "<!-- saved from"].iter().any(|sign| behind_declaration.starts_with(sign))
}

/// Reads a page.
pub(super) fn read(source: &Source<'_>, bytes: Vec<u8>, sink: Sink<'_>) -> ControlFlow<()> {
    let label = declared(&bytes);
    let decoded = match decode::labels::decode(bytes, source.hint(), label.as_deref()) {
        Ok(decoded) => decoded,
        Err(message) => return sink(source.failure(message)),
    };
    let mut article = page(source, &decoded.text, None);
    article.encoding = decoded.encoding;
    for (severity, message) in decoded.remarks {
        article.problems.push(source.problem(None, severity, message));
    }
    match refusal(&article) {
        Some(message) => sink(Item::Problem(source.problem(None, Severity::Error, message))),
        None => sink(Item::Article(Box::new(article))),
    }
}

/// In words why a page holds no article, if that is so.
pub(super) fn refusal(article: &Article) -> Option<String> {
    if partial::is_gate(article) {
        let message = "is a page that keeps programs out, without the article: save the page again from a browser";
        return Some(message.to_owned());
    }
    if let Some(said) = refusals::of(article) {
        let said = super::shortened(said);
        return Some(format!("is an error page (“{said}”), without an article: save the page again from a browser"));
    }
    let nothing = "is a page without an article: save the page of a single article, with its text";
    article.text.trim().is_empty().then(|| nothing.to_owned())
}

/// The name of the encoding that a page declares in its first bytes.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let labels = ["charset=", "encoding="].iter().filter_map(|sign| {
        let (_, behind) = head.split_once(sign)?;
        let value = behind.trim_start_matches(['"', '\'', ' ']);
        value
            .split(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c)))
            .next()
            .filter(|label| !label.is_empty())
    });
    let labels: Vec<&str> = labels.collect();
    let known = labels.iter().find(|label| decode::labels::named(label).is_some());
    known.or(labels.first()).map(|label| (*label).to_owned())
}

/// The address that browsers write over a page that they save: `<!-- saved from url=(0026)https://example.org/ -->`.
fn saved_from(text: &str) -> Option<&str> {
    // It stands in front of the page or behind its document type.
    const REACH: usize = 2000;
    let head = &text[..super::lines::floor(text, REACH)];
    let (_, behind) = head.split_once("<!-- saved from url=(")?;
    let (_, address) = behind.split_once(')')?;
    address.split_whitespace().next().filter(|address| address.starts_with("http"))
}

/// The article of a page. `address` is where it was saved from, if what it came in says so.
pub(super) fn page(source: &Source<'_>, text: &str, address: Option<&str>) -> Article {
    let tree = tree::Tree::read(text);
    let about = meta::read(&tree, address.or_else(|| saved_from(text)));
    let known = extract::Known {
        given: about.body.as_deref(),
        heading: about.heading,
        description: about.description.as_deref(),
    };
    let mut pieces = extract::article(&tree, known);
    let title = about.metadata.title.clone();
    let same = |a: &str, b: &str| super::lines::same_words(a, b);
    if let Some(title) = &title {
        pieces.retain(|p| p.text.len() > title.len() + 40 || !same(&p.text, title));
    }
    let mut article =
        Article { head: Head { id: source.id(), path: source.path.clone(), ..Head::default() }, ..Article::default() };
    article.metadata = about.metadata;
    let length: usize = pieces.iter().map(|p| p.text.len()).sum();
    let mut page = Page::default();
    if let Some(title) = &title {
        page.add(BlockKind::Title, title, &[]);
    }
    match about.body {
        // The visible page lacks the text that it carries for machines.
        Some(body) if body.len() > 2 * length => {
            for paragraph in body.split('\n').map(str::trim).filter(|p| !p.is_empty()) {
                page.add(BlockKind::Body, paragraph, &[]);
            }
        }
        _ => {
            for piece in &pieces {
                page.add(piece.kind, &piece.text, &piece.links);
            }
        }
    }
    if page.blocks.iter().all(|b| b.kind == BlockKind::Title)
        && let Some(description) = &about.description
    {
        page.add(BlockKind::Body, description, &[]);
        article.metadata.partial = Some(crate::model::article::Partial::Summary);
    }
    let has_body = page.blocks.iter().any(|b| b.kind != BlockKind::Title);
    if !has_body {
        return article;
    }
    (article.text, article.blocks, article.links) = (page.text, page.blocks, page.links);
    if tree.is_cut {
        let message = "is a page of more elements than are read: its end is missing";
        article.problems.push(source.problem(None, Severity::Warning, message));
    }
    if about.is_paid && article.word_count() < 250 {
        article.metadata.partial = Some(crate::model::article::Partial::Paywall);
    }
    roles::settle(&mut article, Origin::Extracted);
    partial::label(&mut article);
    article
}

/// The text of a piece of HTML: paragraphs with a blank line between them.
pub(super) fn fragment(html: &str) -> String {
    blocks(html).0
}

/// The text of a piece of HTML, its blocks and its links.
pub(super) fn blocks(html: &str) -> (String, Vec<Block>, Vec<Link>) {
    let tree = tree::Tree::read(html);
    let mut page = Page::default();
    for piece in extract::whole(&tree) {
        page.add(piece.kind, &piece.text, &piece.links);
    }
    (page.text, page.blocks, page.links)
}

/// A text that grows by paragraphs.
#[derive(Default)]
struct Page {
    text: String,
    blocks: Vec<Block>,
    links: Vec<Link>,
}

impl Page {
    fn add(&mut self, kind: BlockKind, paragraph: &str, links: &[Link]) {
        if paragraph.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(paragraph);
        let span = Span::new(start, self.text.len()).trimmed(&self.text);
        self.blocks.push(Block { kind, span });
        let shifted = links.iter().map(|l| Link {
            span: Span::new(l.span.start as usize + start, l.span.end as usize + start),
            url: l.url.clone(),
        });
        self.links.extend(shifted);
    }
}
