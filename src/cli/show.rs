//! `parallax show`: the articles as running text with what was found in them.

use std::io::Write;

use crate::cli::arguments::{Format, Options};
use crate::cli::failure::Failure;
use crate::cli::selection::Selection;
use crate::cli::{annotate, output, pipeline};
use crate::config::schema::Config;
use crate::export::{markdown, plain};
use crate::load::Inputs;
use crate::model::article::Article;

/// What is to be printed.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    /// In which form.
    pub(super) format: Format,
    /// Whether the further fields of each record too.
    pub(super) fields: bool,
}

/// Prints every article as plain text, Markdown, or the JSON of `annotate`.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    wish: Wish,
    options: &Options,
    config: &Config,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if wish.format == Format::Json {
        return annotate::run(inputs, selection, wish.format, out);
    }
    let style = output::style(options.color);
    let width = output::width().unwrap_or(80).min(config.layout.text_width);
    let separator = match wish.format {
        Format::Md => "---\n\n".to_owned(),
        _ => format!("\n{}\n\n", "─".repeat(width.into())),
    };
    let mut first = true;
    let articles = pipeline::run(
        inputs,
        selection,
        |article, findings| match wish.format {
            Format::Md => markdown::article(article, findings) + &further(wish, article, markdown::further_fields),
            _ => {
                let fields = further(wish, article, |a| plain::further_fields(a, width, style));
                plain::article(article, findings, width, style) + &fields
            }
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

fn further(wish: Wish, article: &Article, print: impl Fn(&Article) -> String) -> String {
    if wish.fields { print(article) } else { String::new() }
}
