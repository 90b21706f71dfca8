//! Trains the attribution model: `train_attributions ANNOTATED.jsonl WEIGHTS.bin`.
//!
//! A line of the annotated file is an article as the loader reads it, with `"quotes": [{"source": [from, to] or null,
//! "cue": [from, to] or null, "content": [[from, to], …]}]` in code points of `"text"`.

use std::collections::HashMap;
use std::ops::ControlFlow;

use anyhow::Context;
use parallax::analysis::quotations::training::{Attribution, train};
use parallax::load::{Input, Item, load};
use parallax::text::span::Span;

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
    quotes: Vec<Quote>,
}

#[derive(serde::Deserialize)]
struct Quote {
    source: Option<[usize; 2]>,
    cue: Option<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

#[expect(clippy::print_stderr, reason = "a program for a terminal")]
fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(annotated), Some(weights)) = (arguments.next(), arguments.next()) else {
        anyhow::bail!("usage: train_attributions ANNOTATED.jsonl WEIGHTS.bin");
    };
    let mut gold = HashMap::new();
    for line in std::fs::read_to_string(&annotated)?.lines().filter(|l| !l.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).context("a line is no annotated article")?;
        let bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
        let span = |[from, to]: [usize; 2]| Some(Span::new(*bytes.get(from)?, *bytes.get(to)?));
        let attributions: Vec<_> = line
            .quotes
            .iter()
            .filter_map(|q| {
                Some(Attribution {
                    source: q.source.and_then(span),
                    cue: span(q.cue?)?,
                    content: q.content.iter().filter_map(|c| span(*c)).collect(),
                })
            })
            .collect();
        gold.insert(line.id, attributions);
    }
    let mut articles = Vec::new();
    load(&[Input::Path(annotated.into())], &mut |item| {
        if let Item::Article(article) = item
            && let Some(attributions) = gold.remove(&article.id)
        {
            articles.push((*article, attributions));
        }
        ControlFlow::Continue(())
    });
    let (file, summary) = train(&articles);
    std::fs::write(&weights, &file)?;
    eprintln!("{summary}; {} bytes", file.len());
    Ok(())
}
