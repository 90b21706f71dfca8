//! `parallax board`: what several articles say about the same things, without a screen.

use std::collections::HashMap;
use std::io::Write;

use crate::analysis::{self, board::Column};
use crate::cli::arguments::{Format, Options};
use crate::cli::failure::{Failure, fenced};
use crate::cli::pipeline::Held;
use crate::cli::selection::Selection;
use crate::cli::{output, pipeline};
use crate::export::board::{Laid, csv, json, markdown, text};
use crate::load::Inputs;
use crate::model::board::COLUMNS;
use crate::store::questions::Store;

/// Prints the board of the articles that the filter lets through, or several of them where these are too many for one.
/// What is one issue is a matter of all articles.
pub(super) fn run(
    inputs: Inputs,
    selection: &Selection,
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let mut held = Held::new(inputs, selection)?;
    selection.link(&mut held.store)?;
    let (wanted, across) = (held.wanted(selection)?, held.store.across());
    let columns: Vec<Column<'_>> =
        wanted.iter().map(|(id, article, findings)| Column { id: *id, article, findings }).collect();
    held.problems.iter().chain(columns.iter().flat_map(|c| &c.article.problems)).for_each(pipeline::report);
    for (i, columns) in pages(columns, &across.stories).iter().enumerate() {
        let board = fenced("laying the articles out", || analysis::board(columns, across))?;
        let articles: Vec<_> = columns.iter().map(|c| c.article).collect();
        let laid = Laid { board: &board, articles: &articles };
        let printed = match format {
            Format::Json => json::line(&laid).map_err(std::io::Error::from)? + "\n",
            Format::Csv if i > 0 => csv::records(&laid),
            Format::Csv => csv::header() + &csv::records(&laid),
            Format::Md => markdown::document(&laid),
            _ => text::page(&laid, output::width().unwrap_or(80), output::style(options.color)),
        };
        if i > 0 && !matches!(format, Format::Json | Format::Csv) {
            writeln!(out)?;
        }
        out.write_all(printed.as_bytes())?;
        out.flush()?;
    }
    pipeline::require_some(held.store.len())
}

/// The columns of each board: all of them on one, or as many as may stand on one, articles of a story beside each other.
fn pages<'a>(mut columns: Vec<Column<'a>>, stories: &[u32]) -> Vec<Vec<Column<'a>>> {
    if columns.len() <= COLUMNS {
        return vec![columns];
    }
    let story = |column: &Column<'_>| stories.get(column.id.index()).copied();
    let mut first: HashMap<Option<u32>, usize> = HashMap::new();
    for (i, column) in columns.iter().enumerate() {
        first.entry(story(column)).or_insert(i);
    }
    columns.sort_by_key(|column| first.get(&story(column)));
    let mut pages: Vec<Vec<Column<'a>>> = vec![Vec::new()];
    for told in columns.chunk_by(|a, b| story(a) == story(b)) {
        for some in told.chunks(COLUMNS) {
            if pages.last().is_none_or(|page| page.len() + some.len() > COLUMNS) {
                pages.push(Vec::new());
            }
            pages.last_mut().into_iter().for_each(|page| page.extend_from_slice(some));
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Article;
    use crate::model::article_id::ArticleId;
    use crate::model::findings::ArticleFindings;

    #[test]
    fn too_many_articles_for_one_board_make_several_and_no_story_is_torn() {
        let (article, findings) = (Article::default(), ArticleFindings::default());
        let column = |id| Column { id: ArticleId(id), article: &article, findings: &findings };
        // Three tell each story, far apart in the order of loading.
        let stories: Vec<u32> = (0..2_500).map(|i| i % 800).collect();
        let pages = pages((0..2_500).map(column).collect(), &stories);
        let story = |column: &Column<'_>| stories[column.id.index()];
        assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 2_500);
        assert!(pages.len() == 3 && pages.iter().all(|page| page.len() <= COLUMNS));
        for (i, page) in pages.iter().enumerate() {
            let elsewhere = pages.iter().skip(i + 1).flatten();
            assert!(elsewhere.into_iter().all(|other| page.iter().all(|column| story(column) != story(other))));
        }
        assert_eq!(super::pages((0..900).map(column).collect(), &stories).len(), 1);
    }
}
