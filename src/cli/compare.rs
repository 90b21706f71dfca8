//! `parallax compare`: two articles side by side, without a screen.

use std::io::Write;

use crate::analysis;
use crate::cli::arguments::{Format, Options};
use crate::cli::failure::{Failure, fenced};
use crate::cli::selection::Selection;
use crate::cli::{output, pipeline};
use crate::config::schema::Config;
use crate::export::compare::{self, Compared};
use crate::load::Inputs;

/// Prints what two articles have in common and what only one of them has.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    format: Format,
    options: &Options,
    config: &Config,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut found = Vec::with_capacity(2);
    let articles = pipeline::run(
        inputs,
        selection,
        |article, findings| (article.clone(), findings.clone()),
        |analysed| {
            if found.len() == 2 {
                // Not how many there are: that would mean to read them all.
                return Err(Failure::Usage("`parallax compare` takes two articles; there are more".into()));
            }
            found.push(analysed);
            Ok(())
        },
        pipeline::report,
    )?;
    pipeline::require_some(articles)?;
    let [(left, left_findings), (right, right_findings)] = &found[..] else {
        return Err(Failure::Usage("`parallax compare` takes two articles; there is only one".into()));
    };
    let (left, right) = ((left, left_findings), (right, right_findings));
    let comparison = fenced("comparing two articles", || {
        let mut comparison = analysis::compare(left, right);
        analysis::correct_pairs([left, right], &mut comparison, &selection.corrections.list);
        comparison
    })?;
    let compared = Compared { left, right, comparison: &comparison };
    match format {
        Format::Json => writeln!(out, "{}", compare::json(&compared).map_err(std::io::Error::from)?)?,
        Format::Md => out.write_all(compare::markdown(&compared).as_bytes())?,
        _ => {
            let width = output::width().unwrap_or(80).min(config.layout.text_width);
            out.write_all(compare::text(&compared, width, output::style(options.color)).as_bytes())?;
        }
    }
    Ok(())
}
