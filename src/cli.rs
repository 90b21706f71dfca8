//! Arguments, and the commands without a screen. Layer 7.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use rayon::prelude::*;

use crate::load::{Input, Item};
use crate::{analysis, export, load};

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let inputs: Vec<Input> = arguments
        .iter()
        .skip(1)
        .filter(|a| !a.starts_with("--") && *a != "jsonl" && *a != "json")
        .map(|a| if a == "-" { Input::Stdin } else { Input::Path(a.into()) })
        .collect();
    let mut articles = Vec::new();
    load::load(&inputs, &mut |item| {
        match item {
            Item::Article(article) => articles.push(article),
            Item::Problem(_) => {}
        }
        ControlFlow::Continue(())
    });
    let mut out = BufWriter::new(std::io::stdout().lock());
    if arguments.first().is_some_and(|a| a == "list") {
        let findings: Vec<_> = articles.par_iter().map(|a| analysis::article(a)).collect();
        let both: Vec<_> = articles.iter().map(|a| &**a).zip(&findings).collect();
        let corpus = analysis::corpus(&both);
        let rows: Vec<_> =
            articles.iter().zip(corpus.stories).map(|(a, s)| serde_json::json!({"id": a.id, "story": s})).collect();
        let _ = writeln!(out, "{}", serde_json::Value::from(rows));
        return ExitCode::SUCCESS;
    }
    let lines: Vec<_> = articles.par_iter().map(|a| export::annotate::line(a, &analysis::article(a))).collect();
    for line in lines.into_iter().flatten() {
        let _ = writeln!(out, "{line}");
    }
    ExitCode::SUCCESS
}
