//! JSON Lines: one article a line.

use std::ops::ControlFlow;
use std::path::Path;

use serde::Deserialize;

use crate::load::{Item, blocks};
use crate::model::article::{Article, Metadata};
use crate::model::problem::{Problem, Severity};

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: String,
    title: Option<String>,
    source: Option<String>,
    byline: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

pub(super) fn read(path: Option<&Path>, text: &str, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> ControlFlow<()> {
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let item = match serde_json::from_str::<Line>(line) {
            Ok(line) => {
                let blocks = blocks(&line.text);
                Item::Article(Box::new(Article {
                    id: line.id.unwrap_or_else(|| (i + 1).to_string()),
                    path: path.map(Path::to_owned),
                    text: line.text,
                    metadata: Metadata {
                        title: line.title,
                        source: line.source,
                        byline: line.byline,
                        published: line.published.and_then(|d| d.get(..10)?.parse().ok()),
                        url: line.url,
                        language: line.language,
                        ..Metadata::default()
                    },
                    blocks,
                    ..Article::default()
                }))
            }
            Err(error) => Item::Problem(Problem {
                path: path.map(Path::to_owned),
                line: Some(i + 1),
                severity: Severity::Error,
                message: format!("is no article: {error}"),
            }),
        };
        sink(item)?;
    }
    ControlFlow::Continue(())
}
