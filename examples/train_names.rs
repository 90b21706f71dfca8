//! Trains the tagger of names from JSON Lines of annotated news and measures it: see `docs/models.md`.

use std::ops::Range;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Parser;
use parallax::analysis::training::{self, Label, Labelled, Options};
use serde::Deserialize;

/// Train the tagger of names, or measure a model.
#[derive(Parser)]
struct Arguments {
    /// The model: written after training, read when there is nothing to train from.
    model: std::path::PathBuf,
    /// Annotated texts to train from.
    #[arg(long)]
    train: Vec<std::path::PathBuf>,
    /// Texts without annotations (`{"text": …}`) to train from as well, once a first model has marked them.
    #[arg(long)]
    unmarked: Vec<std::path::PathBuf>,
    /// Annotated texts to measure on.
    #[arg(long)]
    measure: Vec<std::path::PathBuf>,
    /// How often all texts are gone through.
    #[arg(long, default_value_t = Options::default().rounds)]
    rounds: usize,
    /// Size of the steps.
    #[arg(long, default_value_t = Options::default().rate)]
    rate: f32,
    /// How strongly weights are drawn to nought.
    #[arg(long, default_value_t = Options::default().decay)]
    decay: f32,
    /// For how many words of 100 the templates that name the word itself are hidden.
    #[arg(long, default_value_t = Options::default().hidden)]
    hidden: u64,
    /// How often a feature must occur.
    #[arg(long, default_value_t = Options::default().least)]
    least: u32,
}

/// One line of a file of texts without annotations.
#[derive(Deserialize)]
struct Plain {
    text: String,
}

/// One line: offsets count code points.
#[derive(Deserialize)]
struct Line {
    text: String,
    entities: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    r#type: String,
}

#[expect(clippy::print_stderr, reason = "a tool says what went wrong")]
fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train_names: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stdout, reason = "it is what the tool is for")]
fn run(arguments: &Arguments) -> anyhow::Result<()> {
    if !arguments.train.is_empty() {
        let mut texts = Vec::new();
        for path in &arguments.train {
            texts.extend(read(path, labelled)?);
        }
        let mut unmarked = Vec::new();
        for path in &arguments.unmarked {
            unmarked.extend(read(path, |line| Ok(serde_json::from_str::<Plain>(line)?.text))?);
        }
        let Arguments { rounds, rate, decay, hidden, least, .. } = *arguments;
        let (bytes, features) = training::train(&texts, &unmarked, Options { rounds, rate, decay, hidden, least });
        println!("{} texts, {features} features, {} bytes", texts.len() + unmarked.len(), bytes.len());
        std::fs::write(&arguments.model, bytes).with_context(|| arguments.model.display().to_string())?;
    }
    let model = std::fs::read(&arguments.model).with_context(|| arguments.model.display().to_string())?;
    for path in &arguments.measure {
        let (mut right, mut found, mut marked) = ([0; 4], [0; 4], [0; 4]);
        for text in read(path, labelled)? {
            let Some(names) = training::apply(&model, &text.text) else { bail!("not a model") };
            for (range, label) in &names {
                found[*label as usize] += 1;
                right[*label as usize] += usize::from(text.names.contains(&(range.clone(), *label)));
            }
            text.names.iter().for_each(|(_, label)| marked[*label as usize] += 1);
        }
        let f1 = |labels: Range<usize>| {
            let sum = |counts: &[usize; 4]| counts[labels.clone()].iter().sum::<usize>() as f64;
            200.0 * sum(&right) / (sum(&found) + sum(&marked)).max(1.0)
        };
        println!(
            "F1 of person, organisation, place {:.2} ({:.1} {:.1} {:.1}), other {:.1}, all {:.2}: {}",
            f1(0..3),
            f1(0..1),
            f1(1..2),
            f1(2..3),
            f1(3..4),
            f1(0..4),
            path.display()
        );
    }
    Ok(())
}

/// What each line of a file says.
fn read<T>(path: &std::path::Path, line: impl Fn(&str) -> anyhow::Result<T>) -> anyhow::Result<Vec<T>> {
    let name = || path.display().to_string();
    let lines = std::fs::read_to_string(path).with_context(name)?;
    lines.lines().filter(|l| !l.trim().is_empty()).map(|l| line(l).with_context(name)).collect()
}

fn labelled(line: &str) -> anyhow::Result<Labelled> {
    let Line { text, entities } = serde_json::from_str(line)?;
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut names = Vec::new();
    for Marked { start, end, r#type } in entities {
        let label = match r#type.as_str() {
            "PER" => Label::Person,
            "ORG" => Label::Organisation,
            "LOC" => Label::Place,
            "MISC" => Label::Other,
            other => bail!("no such label: {other}"),
        };
        let (Some(start), Some(end)) = (offsets.get(start), offsets.get(end)) else { bail!("a name outside its text") };
        names.push((*start..*end, label));
    }
    Ok(Labelled { text, names })
}
