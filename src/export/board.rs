//! What several articles say about the same things, as plain text, JSON, CSV and Markdown.

use crate::model::article::Article;
use crate::model::board::{Board, Cell, Passage, Row, Tone};
use crate::model::paragraphs::Paragraphs;

pub mod csv;
pub mod json;
pub mod markdown;
pub mod text;

/// A board with its articles.
#[derive(Clone, Copy, Debug)]
pub struct Laid<'a> {
    /// The board.
    pub board: &'a Board,
    /// The article of each column.
    pub articles: &'a [&'a Article],
}

impl<'a> Laid<'a> {
    /// The article that a cell is about.
    fn article(&self, cell: &Cell) -> &'a Article {
        self.articles[cell.column as usize]
    }

    /// Where the paragraphs of each article begin.
    fn paragraphs(&self) -> Vec<Paragraphs> {
        self.articles.iter().map(|article| Paragraphs::new(article)).collect()
    }

    /// The numbers of the columns that have no cell in a row.
    fn without(&self, row: &'a Row) -> impl Iterator<Item = usize> {
        (0..self.articles.len()).filter(|column| row.cell(*column).is_none())
    }
}

/// A table with more columns is read by nobody, and would be rows times columns large; the passages say the same.
const TABLE: usize = 100;

/// So many of the articles that do not have a thing are named.
const NAMED: usize = 20;

/// Articles in a line, of which a few are named and the others counted.
fn named(articles: impl Iterator<Item = String>, between: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut more = 0;
    for article in articles {
        if names.len() < NAMED { names.push(article) } else { more += 1 }
    }
    let named = names.join(between);
    if more > 0 { format!("{named} and {more} more") } else { named }
}

/// That so many issues are left out.
fn more(doubtful: usize) -> String {
    let issues = if doubtful == 1 { "1 more may be none".to_owned() } else { format!("{doubtful} more may be none") };
    issues + "; --format json and csv have all"
}

/// The signs and what they mean, for readers of a table.
const LEGEND: &str = "+ for, − against, ± both, · mentioned, empty: not found";

/// What tells an article apart in few words: its outlet, or for want of one its headline.
fn outlet(article: &Article) -> &str {
    article.metadata.source.as_deref().unwrap_or_else(|| article.title())
}

/// The day of publication; empty where it is not known.
fn day(article: &Article) -> String {
    article.metadata.published.map(|d| d.to_string()).unwrap_or_default()
}

/// Outlet and day.
fn outlet_and_day(article: &Article) -> String {
    let day = day(article);
    if day.is_empty() { outlet(article).to_owned() } else { format!("{}, {day}", outlet(article)) }
}

/// Who does what, of a passage: `Northport: Odile Brandt accuses`. Empty where nothing is known of that.
fn who(passage: &Passage) -> String {
    let group = Some(passage.group.as_str()).filter(|g| !g.is_empty() && *g != passage.label);
    let label = [passage.label.as_str(), passage.does.as_str()].map(str::trim).join(" ").trim().to_owned();
    match group {
        Some(group) if label.is_empty() => group.to_owned(),
        Some(group) => format!("{group}: {label}"),
        None => label,
    }
}

/// Whether a passage says more than that the thing is spoken about.
fn says_something(passage: &Passage) -> bool {
    passage.tone != Tone::Mentioned || !passage.label.is_empty() || !passage.group.is_empty()
}

/// The words that were looked for, in quotation marks.
fn quoted(words: &[String]) -> String {
    words.iter().map(|w| format!("“{w}”")).collect::<Vec<_>>().join(", ")
}
