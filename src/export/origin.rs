//! What lets somebody check a finding without the program: where an article was published, which text it was, and which
//! paragraph is meant.

use crate::model::article::Article;

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
