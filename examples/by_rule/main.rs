//! Prints how often each rule is right on marked articles: `cargo run --release --example by_rule [FILE]`.
//!
//! Without a file it reads the articles of the tests; `tests/marked/articles.txt` says how marks are written. Behind the
//! table stands what is missing and what is too much.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use reading::Report;

#[path = "../../tests/marked/reading.rs"]
mod reading;

fn main() -> std::io::Result<()> {
    let file = match std::env::args().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => include_str!("../../tests/marked/articles.txt").to_owned(),
    };
    let report = Report::new(&file);
    println!("{:<11} {:>9} {:>9}  of", "", "precision", "recall");
    for (sort, score) in &report.sorts {
        let (precision, recall) = (score.precision(), score.recall());
        println!("{:<11} {precision:>9.3} {recall:>9.3}  {}", format!("{sort:?}"), score.expected);
    }
    println!();
    for ((sort, rule), score) in &report.rules {
        println!("{:<11} {:>4} of {:<4} {rule}", format!("{sort:?}"), score.right, score.found);
    }
    println!();
    for difference in &report.differences {
        println!("{difference}");
    }
    Ok(())
}
