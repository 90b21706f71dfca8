//! `parallax notes`: what was written on articles and passages.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use crate::cli::arguments::{Format, Options};
use crate::cli::failure::Failure;
use crate::cli::{output, pipeline};
use crate::config::schema::Config;
use crate::export::notes::{Row, json, markdown, text};
use crate::load::{self, Inputs, Item};
use crate::model::article::Article;
use crate::model::memory::Note;
use crate::state::file;
use crate::state::notes::{self, Notes};
use crate::text::span::Span;

/// Prints the notes: those on the articles of `inputs`, with where their passages are, or all as they were written.
pub(super) fn run(
    inputs: Option<Inputs>,
    format: Format,
    options: &Options,
    config: &Config,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let Some(folder) = options.state_folder(config) else {
        return Err(Failure::Usage("no notes are kept here; leave --no-state out, or say where with --state".into()));
    };
    let kept = read(&folder)?;
    let rows = match inputs {
        None => kept.iter().map(|(name, note)| Row::new(name, note)).collect(),
        Some(inputs) => on_articles(&inputs, &kept)?,
    };
    let printed = match format {
        Format::Json => json(&rows).map_err(std::io::Error::from)?,
        Format::Md => markdown(&rows),
        _ => text(&rows, output::style(options.color)),
    };
    Ok(out.write_all(printed.as_bytes())?)
}

/// The notes that are kept in a folder, by their names.
pub(super) fn read(folder: &Path) -> Result<BTreeMap<String, Note>, Failure> {
    let kept = file::read::<Notes>(&folder.join(notes::NAME)).map_err(|trouble| Failure::Usage(trouble.to_string()))?;
    Ok(kept.unwrap_or_default().0)
}

/// The notes on articles, in the order of loading.
fn on_articles(inputs: &Inputs, kept: &BTreeMap<String, Note>) -> Result<Vec<Row>, Failure> {
    let base = std::env::current_dir().unwrap_or_default();
    let (mut rows, mut articles) = (Vec::new(), 0);
    load::load_with(&inputs.inputs, &inputs.options, &mut |item| {
        match item {
            Item::Problem(problem) => pipeline::report(&problem),
            Item::Article(article) => {
                articles += 1;
                rows.extend(of_article(&article, kept, &base));
            }
        }
        ControlFlow::Continue(())
    });
    pipeline::require_some(articles)?;
    Ok(rows)
}

/// The notes on an article: by its text, or by its place where that was another.
fn of_article(article: &Article, kept: &BTreeMap<String, Note>, base: &Path) -> Vec<Row> {
    on(article, kept, base).into_iter().map(|(place, name, note)| Row::new(name, note).on(article, place)).collect()
}

/// The notes on an article with their passages, where these were found, and their names; in the order of the text.
pub(super) fn on<'n>(
    article: &Article,
    kept: &'n BTreeMap<String, Note>,
    base: &Path,
) -> Vec<(Option<Span>, &'n str, &'n Note)> {
    let path = article.path.as_ref().map(|path| base.join(path).to_string_lossy().into_owned());
    let hash = Some(article.hash());
    let mut rows = Vec::new();
    for (name, note) in kept {
        let same = note.article == hash;
        let moved = path.is_some() && note.hint.path == path && note.hint.id == article.id;
        if same || moved {
            let passage = note.passage.as_ref();
            let place = passage.and_then(|p| if same { p.in_same(&article.text) } else { p.find(&article.text) });
            rows.push((place, name.as_str(), note));
        }
    }
    rows.sort_by_key(|(place, ..)| *place);
    rows
}
