//! Several articles laid out in columns: what each of them says about the same things.
//!
//! Every sheet is made by a function that takes the columns and what holds across the corpus, and returns its rows;
//! `sheets` is the one place that knows them all.

use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::board::{Board, Sheet};
use crate::model::findings::{ArticleFindings, CorpusFindings};

mod disagreements;
mod issues;
mod ledger;
mod sets;
mod sought;
mod speakers;
#[cfg(test)]
mod tests;
mod voices;
mod wordings;

/// One article of a board, with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its id, by which the corpus findings name it.
    pub id: ArticleId,
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub findings: &'a ArticleFindings,
}

/// The board of some articles of a corpus, in the order of their columns. `across` holds for the whole corpus. `None`
/// when `goes_on` says no on the way.
pub(super) fn board(columns: &[Column<'_>], across: &CorpusFindings, goes_on: &dyn Fn() -> bool) -> Option<Board> {
    Some(Board { articles: columns.iter().map(|c| c.id).collect(), sheets: sheets(columns, across, goes_on)? })
}

/// The same with the sheet of issues alone.
pub(super) fn of_issues(columns: &[Column<'_>], across: &CorpusFindings, goes_on: &dyn Fn() -> bool) -> Option<Board> {
    let issues = issues::sheet(columns, across, goes_on)?;
    Some(Board { articles: columns.iter().map(|c| c.id).collect(), sheets: vec![issues] })
}

/// The sheets, in the order of [`SheetKind::ALL`](crate::model::board::SheetKind::ALL).
fn sheets(columns: &[Column<'_>], across: &CorpusFindings, goes_on: &dyn Fn() -> bool) -> Option<Vec<Sheet>> {
    let sets = sets::of(columns, across, goes_on)?;
    let mut out = vec![issues::sheet(columns, across, goes_on)?];
    let others: [&dyn Fn() -> Sheet; 7] = [
        &|| speakers::sheet(columns, across),
        &|| ledger::figures(&sets),
        &|| ledger::dates(&sets),
        &|| wordings::quotations(&sets, across),
        &|| wordings::naming(&sets),
        &|| wordings::same_words(&sets),
        &|| voices::sheet(&sets),
    ];
    for sheet in others {
        out.push(goes_on().then(sheet)?);
    }
    out.insert(1, disagreements::sheet(&out));
    Some(out)
}
