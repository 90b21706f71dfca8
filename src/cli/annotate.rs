//! `parallax annotate`: everything that was found, for programs.

use std::io::Write;

use crate::cli::arguments::Format;
use crate::cli::failure::Failure;
use crate::cli::pipeline;
use crate::cli::selection::Selection;
use crate::export::annotate;
use crate::load::Inputs;

/// Prints one JSON object an article: one a line (`jsonl`), or all in one array (`json`).
pub(super) fn run(inputs: Inputs, selection: &Selection, format: Format, out: &mut dyn Write) -> Result<(), Failure> {
    let array = format == Format::Json;
    let mut separator = if array { "[\n" } else { "" };
    let mut printed = false;
    let articles = pipeline::run(
        inputs,
        selection,
        annotate::line,
        |line| {
            let line = line.map_err(std::io::Error::from)?;
            write!(out, "{separator}{line}")?;
            printed = true;
            separator = if array { ",\n" } else { "\n" };
            Ok(())
        },
        pipeline::report,
    )?;
    match (array, printed) {
        (true, false) => writeln!(out, "[]")?,
        (true, true) => writeln!(out, "\n]")?,
        (false, false) => {}
        (false, true) => writeln!(out)?,
    }
    pipeline::require_some(articles)
}
