//! `parallax show`: the articles as running text with what was found in them.

use std::io::Write;

use crate::cli::arguments::{Format, Options};
use crate::cli::failure::Failure;
use crate::cli::selection::Selection;
use crate::cli::{annotate, output, pipeline};
use crate::config::schema::Config;
use crate::export::{markdown, plain};
use crate::load::Inputs;

/// Prints every article as plain text, Markdown, or the JSON of `annotate`.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    format: Format,
    options: &Options,
    config: &Config,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if format == Format::Json {
        return annotate::run(inputs, selection, format, out);
    }
    let style = output::style(options.color);
    let width = output::width().unwrap_or(80).min(config.layout.text_width);
    let separator = match format {
        Format::Md => "---\n\n".to_owned(),
        _ => format!("\n{}\n\n", "─".repeat(width.into())),
    };
    let mut first = true;
    let articles = pipeline::run(
        inputs,
        selection,
        |article, findings| match format {
            Format::Md => markdown::article(article, findings),
            _ => plain::article(article, findings, width, style),
        },
        |text| {
            if !std::mem::take(&mut first) {
                out.write_all(separator.as_bytes())?;
            }
            Ok(out.write_all(text.as_bytes())?)
        },
        pipeline::report,
    )?;
    pipeline::require_some(articles)
}
