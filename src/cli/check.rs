//! `parallax check`: what is wrong with the configuration and the articles.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::pipeline;
use crate::cli::selection::Selection;
use crate::load::{self, Inputs, Item};
use crate::model::problem::Severity;
use crate::text::cells::clean_line;

/// Prints every problem in a line, then how much was read. The configuration was read before; a wrong one never comes
/// here.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    config: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut problems = Vec::new();
    let mut checked = 0;
    let corrections = &selection.corrections;
    let articles = if selection.is_everything() && corrections.list.is_empty() {
        // Without a filter and corrections nothing has to be analysed, and nothing to be held.
        load::load_with(&inputs.inputs, &inputs.options, &mut |item| {
            match item {
                Item::Problem(problem) => problems.push(problem),
                Item::Article(article) => {
                    checked += 1;
                    problems.extend(article.problems);
                }
            }
            ControlFlow::Continue(())
        });
        checked
    } else {
        let count_one = |()| {
            checked += 1;
            Ok(())
        };
        pipeline::run(inputs, selection, |_, _| (), count_one, |problem| problems.push(problem.clone()))?
    };
    problems.extend(corrections.problems.iter().cloned());
    problems.extend(corrections.lost());
    for problem in &problems {
        writeln!(out, "{}", clean_line(&problem.to_string()))?;
    }
    let count = |severity| problems.iter().filter(|p| p.severity == severity).count();
    writeln!(
        out,
        "{}, {}, {}, {}; configuration: {}",
        counted(checked, "article"),
        counted(count(Severity::Error), "error"),
        counted(count(Severity::Warning), "warning"),
        counted(count(Severity::Note), "note"),
        clean_line(&config.map_or("none".into(), |path| path.display().to_string())),
    )?;
    pipeline::require_some(articles)?;
    if count(Severity::Error) > 0 { Err(Failure::Errors) } else { Ok(()) }
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
