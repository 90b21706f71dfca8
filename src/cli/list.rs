//! `parallax list`: one line an article.

use std::io::Write;

use crate::cli::arguments::{Format, Options};
use crate::cli::failure::{Failure, fenced};
use crate::cli::pipeline::Held;
use crate::cli::selection::Selection;
use crate::cli::{output, pipeline};
use crate::export::list::{self, Row};
use crate::load::Inputs;
use crate::store::questions::Store;

/// Prints the list.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (rows, articles) = match format {
        Format::Json | Format::Csv => with_stories(inputs, selection)?,
        _ => {
            let mut rows = Vec::new();
            let push = |row| {
                rows.push(row);
                Ok(())
            };
            let articles = pipeline::run(inputs, selection, Row::new, push, pipeline::report)?;
            (rows, articles)
        }
    };
    let text = match format {
        Format::Csv => list::csv(&rows),
        Format::Md => list::markdown(&rows),
        Format::Json => list::json(&rows).map_err(std::io::Error::from)?,
        _ if rows.is_empty() => String::new(),
        _ => list::text(&rows, output::width().map(usize::from), output::style(options.color)),
    };
    out.write_all(text.as_bytes())?;
    pipeline::require_some(articles)
}

/// The rows with their stories, and how many articles there are. Stories are a matter of all articles, so these are held
/// until the end, also those that the filter leaves out.
fn with_stories(inputs: Inputs, selection: &Selection) -> Result<(Vec<Row>, usize), Failure> {
    let mut held = Held::new(inputs, selection)?;
    let wanted = held.wanted(selection)?;
    if selection.cache.is_used() {
        // It takes longer the first time and no time later.
        selection.link(&mut held.store)?;
    }
    let (stories, names) = fenced("comparing the articles", || held.store.stories())?;
    held.problems.iter().for_each(pipeline::report);
    let mut rows = Vec::with_capacity(wanted.len());
    for (id, article, findings) in &wanted {
        article.problems.iter().for_each(pipeline::report);
        let name = |story: &u32| Some((*story, names.get(*story as usize)?.clone()));
        rows.push(Row::new(article, findings).of_story(stories.get(id.index()).and_then(name)));
    }
    Ok((rows, held.store.len()))
}
