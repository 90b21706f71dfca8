//! `parallax board`: what several articles say about the same things, without a screen.

use std::io::Write;

use crate::analysis::{self, board::Column};
use crate::cli::arguments::{Format, Options};
use crate::cli::failure::{Failure, fenced};
use crate::cli::pipeline::Held;
use crate::cli::selection::Selection;
use crate::cli::{output, pipeline};
use crate::export::board::{Laid, csv, json, markdown, text};
use crate::load::Inputs;

/// Prints the board of the articles that the filter lets through. What is one issue is a matter of all articles.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let held = Held::new(inputs, selection)?;
    let all = held.articles();
    let across = fenced("comparing the articles", || analysis::corpus(&all))?;
    let wanted = selection.wanted(&all)?;
    let columns: Vec<Column<'_>> = wanted
        .iter()
        .filter_map(|id| all.get(id.index()).map(|(article, findings)| Column { id, article, findings }))
        .collect();
    held.problems.iter().chain(columns.iter().flat_map(|c| &c.article.problems)).for_each(pipeline::report);
    let board = fenced("laying the articles out", || analysis::board(&columns, &across))?;
    let articles: Vec<_> = columns.iter().map(|c| c.article).collect();
    let laid = Laid { board: &board, articles: &articles };
    let printed = match format {
        Format::Json => json::line(&laid).map_err(std::io::Error::from)? + "\n",
        Format::Csv => csv::records(&laid),
        Format::Md => markdown::document(&laid),
        Format::Text | Format::Jsonl => text::page(&laid, output::width().unwrap_or(80), output::style(options.color)),
    };
    out.write_all(printed.as_bytes())?;
    pipeline::require_some(all.len())
}
