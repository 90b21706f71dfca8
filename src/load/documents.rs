//! Files that are one text: plain text and Markdown.

use std::ops::ControlFlow;

use super::decode::{self, Decoded};
use super::roles::{self, Origin};
use super::source::{Sink, Source};
use super::{Item, exports, front_matter, markdown as render, outlets, paragraphs, partial};
use crate::model::article::Article;
use crate::model::problem::{Problem, Severity};

/// Whether a text whose name does not tell is Markdown: front matter or a heading of level one make it so.
pub(super) fn is_markdown(start: &str) -> bool {
    front_matter::read(start).body > 0 || start.trim_start().starts_with("# ")
}

/// Reads plain text: an article, or one for each document of an export.
pub(super) fn plain(source: &Source<'_>, bytes: Vec<u8>, sink: Sink<'_>) -> ControlFlow<()> {
    decoded(source, bytes, sink, |source, decoded, sink| {
        if is_list_of_addresses(&decoded.text) {
            let message = "is a list of addresses, which holds no articles: save the pages that they lead to";
            return sink(source.failure(message));
        }
        let documents = exports::documents(&decoded.text);
        if documents.len() < 2 {
            return document(source, decoded, sink, |_, text| plain_article(text));
        }
        for problem in remarks(source, decoded.remarks) {
            sink(Item::Problem(problem))?;
        }
        for (n, range) in documents.into_iter().enumerate() {
            let text = decoded.text[range].trim_matches(['\n', '\r', '\u{feff}', '\u{c}']).to_owned();
            let mut article = plain_article(text);
            article.id = source.id_of(n + 1);
            article.path.clone_from(&source.path);
            article.encoding.clone_from(&decoded.encoding);
            roles::settle(&mut article, Origin::Page);
            partial::label(&mut article);
            sink(Item::Article(Box::new(article)))?;
        }
        ControlFlow::Continue(())
    })
}

/// Whether every line of a text is an address.
fn is_list_of_addresses(text: &str) -> bool {
    let is_address =
        |line: &str| line.starts_with("http") && line.contains("://") && !line.contains(char::is_whitespace);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).all(is_address)
}

fn plain_article(text: String) -> Article {
    let mut article = Article { blocks: paragraphs::split(&text), text, ..Article::default() };
    exports::read(&mut article);
    article
}

/// Reads plain text that is decoded already.
pub(super) fn plain_text(source: &Source<'_>, text: String, sink: Sink<'_>) -> ControlFlow<()> {
    plain(source, text.into_bytes(), sink)
}

/// Reads Markdown with its front matter.
pub(super) fn markdown(source: &Source<'_>, bytes: Vec<u8>, sink: Sink<'_>) -> ControlFlow<()> {
    decoded(source, bytes, sink, |source, decoded, sink| {
        document(source, decoded, sink, |source, text| markdown_article(source, &text))
    })
}

fn markdown_article(source: &Source<'_>, text: &str) -> Article {
    let mut article = Article::default();
    let front = front_matter::read(text);
    for (line, message) in front.warnings {
        article.problems.push(source.problem(line, Severity::Warning, message));
    }
    article.metadata = front.metadata;
    (article.text, article.blocks, article.links) = render::render(&text[front.body..]);
    if article.text.is_empty() {
        let message = "has no text below its front matter";
        article.problems.push(source.problem(None, Severity::Warning, message));
    }
    article
}

/// Decodes and hands the text on, with a problem for each remark; an empty one is a problem.
pub(super) fn text(
    source: &Source<'_>,
    bytes: Vec<u8>,
    sink: Sink<'_>,
    then: impl Fn(&Source<'_>, String, Sink<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    decoded(source, bytes, sink, |source, decoded, sink| {
        for problem in remarks(source, decoded.remarks) {
            sink(Item::Problem(problem))?;
        }
        then(source, decoded.text, sink)
    })
}

/// Decodes and hands on what comes out; an empty text is a problem.
fn decoded(
    source: &Source<'_>,
    bytes: Vec<u8>,
    sink: Sink<'_>,
    then: impl Fn(&Source<'_>, Decoded, Sink<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match decode::decode(bytes, source.hint()) {
        Ok(decoded) if decoded.text.trim().is_empty() => sink(empty(source)),
        Ok(decoded) => then(source, decoded, sink),
        Err(message) => sink(source.failure(message)),
    }
}

fn remarks(source: &Source<'_>, remarks: Vec<(Severity, String)>) -> Vec<Problem> {
    remarks.into_iter().map(|(severity, message)| source.problem(None, severity, message)).collect()
}

fn document(
    source: &Source<'_>,
    decoded: Decoded,
    sink: Sink<'_>,
    make: impl Fn(&Source<'_>, String) -> Article,
) -> ControlFlow<()> {
    let mut article = make(source, decoded.text);
    article.id = source.id();
    article.path.clone_from(&source.path);
    article.encoding = decoded.encoding;
    article.problems.splice(0..0, remarks(source, decoded.remarks));
    roles::settle(&mut article, Origin::Page);
    // Where it was copied from may stand over a text.
    let first = article.text.lines().map(str::trim).find(|line| !line.is_empty());
    if article.metadata.url.is_none()
        && let Some(address) = first.filter(|line| line.len() <= 2000 && is_list_of_addresses(line))
    {
        article.metadata.url = Some(address.to_owned());
        outlets::settle(&mut article.metadata);
    }
    partial::label(&mut article);
    sink(Item::Article(Box::new(article)))
}

fn empty(source: &Source<'_>) -> Item {
    Item::Problem(source.problem(None, Severity::Warning, "is empty"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::Options;

    #[test]
    fn an_address_over_a_text_is_where_it_was_published() {
        let url = |text: &str| {
            let options = Options::default();
            let source = Source { path: Some("a.txt".into()), options: &options, depth: 0 };
            let mut found = None;
            let flow = plain(&source, text.as_bytes().to_vec(), &mut |item| {
                if let Item::Article(article) = item {
                    found = article.metadata.url.clone();
                }
                ControlFlow::Continue(())
            });
            assert!(flow.is_continue());
            found
        };
        let text = "Harbour stays closed\n\nThe council decided on Monday to keep it closed.\n";
        assert_eq!(url(&format!("https://example.org/a\n\n{text}")).as_deref(), Some("https://example.org/a"));
        assert_eq!(url(text), None);
        assert_eq!(url(&format!("See https://example.org/a\n\n{text}")), None);
    }
}
