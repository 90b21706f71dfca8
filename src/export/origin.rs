//! What lets somebody check a finding without the program: where an article was published, which text it was, and which
//! paragraph is meant.

use serde::Serialize;

use crate::model::article::Article;

/// An article as the exports of comparisons and boards name it.
#[derive(Serialize)]
pub(super) struct ArticleLine<'a> {
    id: &'a str,
    path: Option<String>,
    title: &'a str,
    source: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    sha256: String,
}

impl<'a> ArticleLine<'a> {
    /// What is known of an article.
    pub(super) fn new(article: &'a Article) -> Self {
        Self {
            id: &article.id,
            path: article.path.as_ref().map(|p| p.display().to_string()),
            title: article.title(),
            source: article.metadata.source.as_deref(),
            published: article.metadata.published.map(|d| d.to_string()),
            url: article.metadata.url.as_deref(),
            sha256: article.hash().to_string(),
        }
    }
}

/// The address of an article, where it has one, and the hash of its text.
pub(super) fn origin(article: &Article) -> String {
    let hash = format!("sha256 {}", article.hash());
    match article.metadata.url.as_deref().map(str::trim).filter(|url| !url.is_empty()) {
        Some(url) => format!("{url} · {hash}"),
        None => hash,
    }
}

/// The number of a paragraph (`¶ 3`), or `¶ –` in front of the first one.
pub(super) fn pilcrow(paragraph: Option<u32>) -> String {
    paragraph.map_or_else(|| "¶ –".to_owned(), |number| format!("¶ {number}"))
}
