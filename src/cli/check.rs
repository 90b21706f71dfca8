//! `parallax check`: what is wrong with the configuration and the articles.

use std::io::Write;
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::pipeline;
use crate::cli::selection::Selection;
use crate::load::Input;
use crate::model::problem::Severity;
use crate::text::cells::clean_line;

/// Prints every problem in a line, then how much was read. The configuration was read before; a wrong one never comes
/// here.
pub(super) fn run(
    inputs: Vec<Input>,
    selection: &Selection,
    config: Option<&Path>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut problems = Vec::new();
    let mut checked = 0;
    let count_one = |()| {
        checked += 1;
        Ok(())
    };
    let articles = pipeline::run(inputs, selection, |_, _| (), count_one, |problem| problems.push(problem.clone()))?;
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
    pipeline::require_some(articles)
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
