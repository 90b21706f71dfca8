//! `parallax list`: one line an article.

use std::io::Write;
use std::ops::ControlFlow;

use rayon::prelude::*;

use crate::cli::arguments::{Format, Options};
use crate::cli::failure::Failure;
use crate::cli::selection::Selection;
use crate::cli::{output, pipeline};
use crate::export::list::{self, Row};
use crate::load::{self, Input, Item};
use crate::{analysis, model};

/// Prints the list. Stories are a matter of the whole corpus, so all articles are held until the end, also those that
/// the filter leaves out.
pub(super) fn run(
    inputs: &[Input],
    selection: &Selection,
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut articles = Vec::new();
    let mut problems = Vec::new();
    load::load(inputs, &mut |item| {
        match item {
            Item::Article(article) => articles.push(article),
            Item::Problem(problem) => problems.push(problem),
        }
        ControlFlow::Continue(())
    });
    let findings: Vec<_> = articles.par_iter_mut().map(|article| selection.analyse(article)).collect();
    let both: Vec<(&model::article::Article, _)> = articles.iter().map(|a| &**a).zip(&findings).collect();
    let stories = analysis::corpus(&both).stories;
    let stories = stories.into_iter().map(Some).chain(std::iter::repeat(None));
    let wanted: Vec<_> = both.iter().zip(stories).filter(|((a, f), _)| selection.wants(a, f)).collect();
    problems.iter().chain(wanted.iter().flat_map(|((a, _), _)| &a.problems)).for_each(pipeline::report);
    let rows: Vec<_> = wanted.iter().map(|((a, f), story)| Row::new(a, f, *story)).collect();
    let text = match format {
        Format::Csv => list::csv(&rows),
        Format::Md => list::markdown(&rows),
        Format::Json => list::json(&rows).map_err(std::io::Error::from)?,
        Format::Text | Format::Jsonl if rows.is_empty() => String::new(),
        Format::Text | Format::Jsonl => {
            list::text(&rows, output::width().map(usize::from), output::style(options.color))
        }
    };
    out.write_all(text.as_bytes())?;
    pipeline::require_some(both.len())
}
