//! A report on some articles: what an analyst hands in, and what others can check without the program.
//!
//! [`Material`] is gathered once, with bounds that hold however many articles are asked for, and says what it leaves out.
//! From it come one self-contained page of HTML, the same as Markdown, and every table as CSV and JSON.

use crate::export::report::gather::Material;
use crate::export::report::tables::Table;

mod articles;
mod doubtful;
pub mod gather;
mod glance;
mod html;
mod markdown;
mod notes;
mod page;
mod pictures;
mod sheets;
mod side_by_side;
mod standing;
pub mod tables;
mod texts;

/// The report as one page of HTML: no script, nothing from the network.
pub fn html(material: &Material<'_>) -> String {
    page::document(material)
}

/// The report as Markdown.
pub fn markdown(material: &Material<'_>) -> String {
    markdown::document(material)
}

/// Every table of the report.
pub fn tables(material: &Material<'_>) -> Vec<Table> {
    tables::all(material)
}

/// All tables as one line of JSON, without the newline.
///
/// # Errors
///
/// None that are known; see [`crate::export::json::line`].
pub fn json(material: &Material<'_>) -> serde_json::Result<String> {
    tables::json(material)
}
