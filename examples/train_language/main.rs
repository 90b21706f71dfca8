//! Trains the tagger of parts of speech and the parser from trees in the CoNLL-U format: see `docs/models.md`.
//!
//! `train_language tagger OUT.bin ROUNDS TREES.conllu…`, `train_language parser OUT.bin TAGGER.bin ROUNDS TREES.conllu…`
//! (or `resume` for `parser`, to go on from the weights in OUT.bin) and, to measure, `train_language apply TAGGER.bin PARSER.bin IN.conllu`, which writes the file anew with its own tags
//! and trees. Every fiftieth sentence is kept aside and measured after each round. Deterministic.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]

use std::io::Write;

use anyhow::{Context, bail};
use parallax::language::parser::Parser;
use parallax::language::tagger::Tagger;

mod optimiser;
mod parsing;
mod tagging;
mod trees;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["tagger", out, rounds, files @ ..] => {
            let sentences = trees::read_all(files)?;
            std::fs::write(out, tagging::train(&sentences, rounds.parse()?)).context("the weights")
        }
        ["parser" | "resume", out, tagger, rounds, files @ ..] => {
            let sentences = trees::read_all(files)?;
            let tagger = Tagger::read(leaked(tagger)?);
            let earlier = if arguments[0] == "resume" { Some(leaked(out)?) } else { None };
            parsing::train(&sentences, &tagger, rounds.parse()?, earlier, |bytes| {
                std::fs::write(out, bytes).context("the weights")
            })
        }
        ["apply", tagger, parser, file] => apply(&Tagger::read(leaked(tagger)?), &Parser::read(leaked(parser)?), file),
        _ => bail!("what to do? See the head of examples/train_language/main.rs"),
    }
}

fn leaked(path: &str) -> anyhow::Result<&'static [u8]> {
    Ok(std::fs::read(path).with_context(|| path.to_owned())?.leak())
}

fn apply(tagger: &Tagger, parser: &Parser, file: &str) -> anyhow::Result<()> {
    let sentences = trees::read_all(&[file])?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut time, mut count) = ([0.0; 2], 0);
    for sentence in &sentences {
        let start = std::time::Instant::now();
        let tags = tagger.tag(&sentence.words);
        time[0] += start.elapsed().as_secs_f64();
        let start = std::time::Instant::now();
        let tree = parser.parse(&sentence.words, &tags);
        time[1] += start.elapsed().as_secs_f64();
        count += tags.len();
        for (w, form) in sentence.forms.iter().enumerate() {
            let head = tree.heads[w] as usize;
            let head = if head == w { 0 } else { head + 1 };
            let (tag, label) = (tags[w].name(), tree.labels[w].name());
            writeln!(out, "{}\t{form}\t_\t_\t{tag}\t_\t{head}\t{label}\t_\t_", w + 1)?;
        }
        writeln!(out)?;
    }
    let speed = time.map(|t| f64::from(count as u32) / t);
    eprintln!("{count} words; a second: tagger {:.0}, parser {:.0}", speed[0], speed[1]);
    Ok(())
}
