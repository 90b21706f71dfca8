//! What a report is made of, gathered with bounds that hold however many articles there are.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use crate::analysis::{self, board::Column};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::board::{Board, SheetKind};
use crate::model::comparison::Comparison;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::hash::ContentHash;
use crate::model::memory::Note;
use crate::model::paragraphs::Paragraphs;
use crate::text::span::Span;

/// How much goes into a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// At most so many articles, the first ones.
    pub articles: usize,
    /// At most so many pairs of articles are laid side by side.
    pub comparisons: usize,
    /// At most so many rows of each sheet of the board, the most contended ones.
    pub rows: usize,
    /// At most so many passages of one cell of the board.
    pub passages: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { articles: 60, comparisons: 6, rows: 40, passages: 6 }
    }
}

/// What was asked for, in words, for the head of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What the report is called; `None` makes a title of the stories and outlets.
    pub title: Option<String>,
    /// The query that chose the articles; empty where all were taken.
    pub filter: String,
    /// The day on which it is made.
    pub made: Option<Date>,
}

/// A note on an article of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted {
    /// The article.
    pub article: ArticleId,
    /// The passage that it is on; `None` for the whole article, and where the text does not have the passage any more.
    pub place: Option<Span>,
    /// The note.
    pub note: Note,
}

/// What people made, and a report takes in.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// Comparisons that exist already, perhaps with pairs made by hand. Where there are any, no others are made.
    pub compared: Vec<([ArticleId; 2], Comparison)>,
    /// Notes, in their order within each article.
    pub notes: Vec<Noted>,
}

/// One article with its findings and its id in the corpus.
pub type Chosen<'a> = (ArticleId, &'a Article, &'a ArticleFindings);

/// Everything that a report says, before it is written.
#[derive(Debug)]
pub struct Material<'a> {
    /// What was asked for.
    pub asked: Asked,
    /// The articles, in their order.
    pub articles: Vec<Source<'a>>,
    /// What they say about the same things; its columns are the articles.
    pub board: Board,
    /// Articles laid side by side, by their places in the list.
    pub compared: Vec<([usize; 2], Comparison)>,
    /// What was noted on the articles, by their places in the list.
    pub notes: Vec<(usize, Noted)>,
    /// How many articles, rows and passages were left out.
    pub left_out: LeftOut,
}

/// One article of a report.
#[derive(Debug)]
pub struct Source<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub findings: &'a ArticleFindings,
    /// The hash of its text.
    pub hash: ContentHash,
    /// The numbers of its paragraphs.
    pub paragraphs: Paragraphs,
    /// Its story, as the corpus numbers it.
    pub story: Option<u32>,
}

impl Source<'_> {
    /// The sentence that holds the beginning of a passage, or that place itself where there is none.
    pub(super) fn sentence(&self, span: Span) -> Span {
        let sentences = &self.findings.sentences;
        let at = sentences.partition_point(|s| s.start <= span.start).checked_sub(1);
        at.map(|at| sentences[at]).filter(|s| span.start < s.end).unwrap_or(span)
    }

    /// What tells it apart in few words: its outlet, or for want of one its headline.
    pub(super) fn outlet(&self) -> &str {
        self.article.metadata.source.as_deref().unwrap_or_else(|| self.article.title())
    }

    /// The day of publication; empty where it is not known.
    pub(super) fn day(&self) -> String {
        self.article.metadata.published.map(|d| d.to_string()).unwrap_or_default()
    }
}

/// What a report does not say, because it would become too long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Articles that were asked for and are not in it.
    pub articles: usize,
    /// Pairs of articles of one story that are not laid side by side.
    pub pairs: usize,
    /// Rows of each sheet.
    pub rows: Vec<(SheetKind, usize)>,
    /// Passages of cells.
    pub passages: usize,
}

impl<'a> Material<'a> {
    /// Gathers a report on the chosen articles. `across` holds for the corpus that they are from.
    pub fn gather(asked: Asked, chosen: &[Chosen<'a>], across: &CorpusFindings, given: Given, bounds: Bounds) -> Self {
        let kept = &chosen[..chosen.len().min(bounds.articles)];
        let columns: Vec<Column<'_>> =
            kept.iter().map(|(id, article, findings)| Column { id: *id, article, findings }).collect();
        let articles: Vec<Source<'a>> = kept.iter().map(|one| source(*one, across)).collect();
        let mut left_out = LeftOut { articles: chosen.len() - kept.len(), ..LeftOut::default() };
        let mut board = analysis::board(&columns, across);
        bound(&mut board, bounds, &mut left_out);
        let place = |id: ArticleId| kept.iter().position(|(known, ..)| *known == id);
        let mut compared: Vec<_> = given
            .compared
            .into_iter()
            .filter_map(|([left, right], comparison)| Some(([place(left)?, place(right)?], comparison)))
            .collect();
        if compared.is_empty() {
            let pairs = pairs(&articles, &board);
            left_out.pairs = pairs.len().saturating_sub(bounds.comparisons);
            let of = |place: usize| (articles[place].article, articles[place].findings);
            let pairs = pairs.into_iter().take(bounds.comparisons);
            compared = pairs.map(|[left, right]| ([left, right], analysis::compare(of(left), of(right)))).collect();
        }
        let mut notes: Vec<(usize, Noted)> =
            given.notes.into_iter().filter_map(|noted| Some((place(noted.article)?, noted))).collect();
        notes.sort_by_key(|(place, _)| *place);
        Self { asked, articles, board, compared, notes, left_out }
    }

    /// The sheets of the board that say anything, each with its rows.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &crate::model::board::Sheet> {
        self.board.sheets.iter().filter(|sheet| !sheet.rows.is_empty())
    }

    /// The outlets, each once, in the order of the articles.
    pub(super) fn outlets(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        let named = self.articles.iter().filter_map(|a| a.article.metadata.source.as_deref());
        named.filter(|outlet| seen.insert(*outlet)).collect()
    }

    /// The first and the last day of publication.
    pub(super) fn days(&self) -> Option<[Date; 2]> {
        let days = || self.articles.iter().filter_map(|a| a.article.metadata.published);
        Some([days().min()?, days().max()?])
    }
}

fn source<'a>((id, article, findings): Chosen<'a>, across: &CorpusFindings) -> Source<'a> {
    Source {
        article,
        findings,
        hash: article.hash(),
        paragraphs: Paragraphs::new(article),
        story: across.stories.get(id.index()).copied(),
    }
}

/// Keeps what is most contended of a board.
fn bound(board: &mut Board, bounds: Bounds, left_out: &mut LeftOut) {
    for sheet in &mut board.sheets {
        // An issue on which nobody takes a position says nothing in a report.
        if sheet.kind == SheetKind::Issues {
            let told = |row: &crate::model::board::Row| {
                row.differs || row.cells.iter().flat_map(|c| &c.passages).any(|p| !p.label.is_empty())
            };
            sheet.rows.retain(told);
        }
        let more = sheet.rows.len().saturating_sub(bounds.rows);
        if more > 0 {
            left_out.rows.push((sheet.kind, more));
            sheet.rows.truncate(bounds.rows);
        }
        for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
            left_out.passages += cell.passages.len().saturating_sub(bounds.passages);
            cell.passages.truncate(bounds.passages);
        }
    }
}

/// The pairs of articles that are worth laying side by side, the best first: in each story the longest text with every
/// other one that is no copy of it, the stories by turns. Of two articles alone, both.
fn pairs(articles: &[Source<'_>], board: &Board) -> Vec<[usize; 2]> {
    if articles.len() == 2 {
        return vec![[0, 1]];
    }
    let mut stories: HashMap<u32, Vec<usize>> = HashMap::new();
    for (place, source) in articles.iter().enumerate() {
        if let Some(story) = source.story {
            stories.entry(story).or_default().push(place);
        }
    }
    let copies = copies(board);
    let mut stories: Vec<Vec<usize>> = stories.into_values().filter(|of| of.len() > 1).collect();
    stories.sort_by_key(|of| (std::cmp::Reverse(of.len()), of[0]));
    let mut by_story: Vec<std::vec::IntoIter<[usize; 2]>> = Vec::new();
    for story in stories {
        let longest = story.iter().copied().max_by_key(|p| (articles[*p].article.word_count(), std::cmp::Reverse(*p)));
        let Some(longest) = longest else { continue };
        let others =
            story.into_iter().filter(|p| *p != longest && !copies.contains(&[longest.min(*p), longest.max(*p)]));
        by_story.push(others.map(|p| [longest.min(p), longest.max(p)]).collect::<Vec<_>>().into_iter());
    }
    let mut out = Vec::new();
    loop {
        let before = out.len();
        out.extend(by_story.iter_mut().filter_map(Iterator::next));
        if out.len() == before {
            return out;
        }
    }
}

/// The pairs of articles that are one text.
fn copies(board: &Board) -> HashSet<[usize; 2]> {
    let mut out = HashSet::new();
    let same = board.sheets.iter().filter(|s| s.kind == SheetKind::SameWords).flat_map(|s| &s.rows);
    for row in same.filter(|row| row.note == crate::model::board::ONE_TEXT) {
        for (i, left) in row.cells.iter().enumerate() {
            for right in &row.cells[i + 1..] {
                let text = |cell: &crate::model::board::Cell| cell.parts.first().map(|part| part.text.clone());
                if text(left) == text(right) {
                    out.insert([left.column as usize, right.column as usize]);
                }
            }
        }
    }
    out
}
