//! From files to articles. Layer 2.
//!
//! Bytes are decoded, a format is recognised, metadata and blocks are found. One bad file or line never stops the
//! rest: it becomes a [`Problem`].

use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::problem::{Problem, Severity};
use crate::text::span::Span;

mod json_lines;

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with everything below it.
    Path(PathBuf),
    /// Standard input: plain text, Markdown or JSON Lines.
    Stdin,
}

/// What loading yields, one after the other.
#[derive(Clone, Debug)]
pub enum Item {
    /// An article.
    Article(Box<Article>),
    /// Something that went wrong.
    Problem(Problem),
}

/// Reads `inputs` in order, folders in the order of their sorted paths, and hands each article and each problem to
/// `sink` as soon as it is there. Stops early when `sink` breaks.
pub fn load(inputs: &[Input], sink: &mut dyn FnMut(Item) -> ControlFlow<()>) {
    for input in inputs {
        let flow = match input {
            Input::Path(path) => file(path, sink),
            Input::Stdin => {
                let mut bytes = Vec::new();
                let _ = std::io::stdin().read_to_end(&mut bytes);
                text(None, &String::from_utf8_lossy(&bytes), sink)
            }
        };
        if flow.is_break() {
            return;
        }
    }
}

fn file(path: &Path, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> ControlFlow<()> {
    if path.is_dir() {
        let mut entries: Vec<_> = path.read_dir().into_iter().flatten().flatten().map(|e| e.path()).collect();
        entries.sort();
        return entries.iter().try_for_each(|p| file(p, sink));
    }
    match std::fs::read(path) {
        Ok(bytes) => text(Some(path), &String::from_utf8_lossy(&bytes), sink),
        Err(error) => sink(Item::Problem(Problem {
            path: Some(path.to_owned()),
            line: None,
            severity: Severity::Error,
            message: error.to_string(),
        })),
    }
}

fn text(path: Option<&Path>, text: &str, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> ControlFlow<()> {
    if text.trim_start().starts_with('{') {
        return json_lines::read(path, text, sink);
    }
    let mut article = Article {
        id: path.map_or_else(|| "-".to_owned(), |p| p.display().to_string()),
        path: path.map(Path::to_owned),
        text: text.to_owned(),
        ..Article::default()
    };
    article.blocks = blocks(&article.text);
    sink(Item::Article(Box::new(article)))
}

/// One block a paragraph.
fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trimmed(text);
        if !span.is_empty() {
            out.push(Block { kind: BlockKind::Body, span });
        }
        at += part.len() + 2;
    }
    out
}
