//! The sheet of issues: who stands where on each, in each article.

use crate::analysis::board::Column;
use crate::analysis::board::sought::Sought;
use crate::analysis::issues::is_disputed;
use crate::model::board::{Cell, Part, Passage, Row, Sheet, SheetKind, Tone, parties};
use crate::model::findings::{CorpusFindings, CorpusIssue};
use crate::model::issue::{Issue, Position};
use crate::model::reason::Reason;
use crate::text::span::Span;

/// How many names of an issue are looked for in the articles that do not have it.
const NAMES: usize = 8;
/// How many places a cell keeps of an article that only mentions an issue.
const PLACES: usize = 50;

/// The issues that the corpus findings merged, as far as the articles of the board have them. `None` when `goes_on` says
/// no on the way.
pub(super) fn sheet(columns: &[Column<'_>], across: &CorpusFindings, goes_on: &dyn Fn() -> bool) -> Option<Sheet> {
    let mut column_of = vec![None; across.stories.len()];
    for (i, column) in columns.iter().enumerate() {
        if let Some(slot) = column_of.get_mut(column.id.index()) {
            *slot = Some(i);
        }
    }
    let mut weighed: Vec<(f32, Row)> =
        across.issues.iter().filter_map(|issue| row(columns, &column_of, issue)).collect();
    weighed.sort_by(|(a, x), (b, y)| {
        let first = |row: &Row| (!row.differs, row.doubtful);
        first(x).cmp(&first(y)).then(b.total_cmp(a)).then_with(|| x.name.cmp(&y.name))
    });
    let mut rows: Vec<Row> = weighed.into_iter().map(|(_, row)| row).collect();
    look_for_names(&mut rows, columns, goes_on)?;
    Some(Sheet { kind: SheetKind::Issues, rows })
}

/// The row of one issue with what it weighs: how sure the positions on it are, and how near it is to what the articles are
/// about (their issues stand with the weightiest first). `None` where no article of the board has it.
fn row(columns: &[Column<'_>], column_of: &[Option<usize>], issue: &CorpusIssue) -> Option<(f32, Row)> {
    let mut weight = 0.0;
    let mut members: Vec<(usize, &Issue)> = issue
        .members
        .iter()
        .filter_map(|(article, id)| {
            let column = (*column_of.get(article.index())?)?;
            let own = columns[column].findings.issue(*id)?;
            let sure: f32 = own.positions.iter().filter(|p| p.shown).map(|p| p.score).sum();
            weight += sure + 1.0 / (1.0 + id.0 as f32);
            Some((column, own))
        })
        .collect();
    members.sort_by_key(|(column, _)| *column);
    let cells: Vec<Cell> = members.chunk_by(|a, b| a.0 == b.0).map(|of_one| cell(columns, of_one)).collect();
    let differs = is_disputed(&members.iter().flat_map(|(_, issue)| &issue.positions));
    let mut names: Vec<String> = Vec::new();
    for name in std::iter::once(&issue.name).chain(members.iter().map(|(_, issue)| &issue.name)) {
        if names.len() < NAMES && !names.contains(name) {
            names.push(name.clone());
        }
    }
    // What several articles speak of matters, however little each does; a thing does not by that.
    let alone = cells.len() < 2 || members.iter().all(|(_, issue)| issue.is_thing());
    let doubtful = !differs && alone && members.iter().all(|(_, issue)| issue.is_doubtful());
    let row = Row { name: issue.name.clone(), note: String::new(), differs, doubtful, cells, looked_for: names };
    (!row.cells.is_empty()).then_some((weight, row))
}

/// Gives a cell to every article that names an issue without having it among its own.
fn look_for_names(rows: &mut [Row], columns: &[Column<'_>], goes_on: &dyn Fn() -> bool) -> Option<()> {
    let incomplete = |row: &Row| row.cells.len() < columns.len();
    let wanted = rows.iter().enumerate().filter(|(_, row)| incomplete(row));
    let names = wanted.flat_map(|(i, row)| row.looked_for.iter().map(move |name| (i as u32, name.as_str())));
    let mut sought = Sought::new(names);
    let mut found: Vec<Vec<Cell>> = vec![Vec::new(); rows.len()];
    for (i, column) in columns.iter().enumerate() {
        if !goes_on() {
            return None;
        }
        for (row, sentence, words) in sought.find(&column.article.text, &column.findings.sentences) {
            if rows[row as usize].cell(i).is_some() {
                continue;
            }
            let cells = &mut found[row as usize];
            if cells.last().is_none_or(|cell| cell.column as usize != i) {
                cells.push(Cell { column: i as u32, ..Cell::default() });
            }
            if let Some(cell) = cells.last_mut().filter(|cell| cell.passages.len() < PLACES) {
                let reason = Reason::matched("words that name the issue elsewhere", words.of(&column.article.text));
                cell.passages.push(mention(sentence, words, reason));
            }
        }
    }
    for (i, (row, mut found)) in rows.iter_mut().zip(found).enumerate() {
        if !sought.has(i as u32) {
            row.looked_for.clear();
        }
        for cell in &mut found {
            cell.parts = mentioned(cell.passages.len());
        }
        row.cells.append(&mut found);
        row.cells.sort_by_key(|cell| cell.column);
    }
    Some(())
}

/// What one article says about an issue: the positions on it that are likely enough, or for want of any, where it is spoken about.
fn cell(columns: &[Column<'_>], members: &[(usize, &Issue)]) -> Cell {
    let column = members.first().map_or(0, |(column, _)| *column);
    let issues = || members.iter().map(|(_, issue)| *issue);
    let positions: Vec<&Position> = issues().flat_map(|issue| issue.positions.iter().filter(|p| p.shown)).collect();
    if positions.is_empty() {
        let sentences = &columns[column].findings.sentences;
        let mentions = issues().flat_map(|issue| issue.mentions.iter().map(|m| (*m, &issue.reason)));
        let mut passages: Vec<Passage> =
            mentions.map(|(words, reason)| mention(sentence_around(sentences, words), words, reason.clone())).collect();
        passages.sort_by_key(|p| (p.span, p.cue));
        // A sentence is told once, however often it names the issue.
        passages.dedup_by_key(|p| p.span);
        passages.truncate(PLACES);
        return Cell { column: column as u32, parts: mentioned(passages.len()), passages };
    }
    let parts = parties(positions.iter().copied());
    let rank = |position: &Position| {
        let name = position.side.as_ref().unwrap_or(&position.holder);
        parts.iter().position(|part| part.text == *name)
    };
    let mut passages: Vec<(Option<usize>, Passage)> = positions.iter().map(|p| (rank(p), passage(p))).collect();
    passages.sort_by_key(|(rank, passage)| (*rank, passage.span));
    Cell { column: column as u32, parts, passages: passages.into_iter().map(|(_, passage)| passage).collect() }
}

fn passage(position: &Position) -> Passage {
    Passage {
        span: position.evidence,
        cue: position.cue,
        group: position.side.clone().unwrap_or_default(),
        label: position.holder.clone(),
        does: position.stance.name().to_owned(),
        tone: position.polarity.into(),
        reason: position.reason.clone(),
    }
}

/// What a cell shows of an issue that is only spoken about.
fn mentioned(places: usize) -> Vec<Part> {
    vec![Part { text: String::new(), tone: Tone::Mentioned, party: false, count: places as u32 }]
}

/// A place where an issue is named.
fn mention(sentence: Span, words: Span, reason: Reason) -> Passage {
    let (group, label, does) = (String::new(), String::new(), String::new());
    Passage { span: sentence, cue: Some(words), group, label, does, tone: Tone::Mentioned, reason }
}

/// A sentence with more bytes is a list or no prose, and the words themselves are shown.
const SENTENCE: usize = 2_000;

/// The sentence that holds some words, or for want of one the words.
pub(super) fn sentence_around(sentences: &[Span], words: Span) -> Span {
    let at = sentences.partition_point(|s| s.end <= words.start);
    sentences.get(at).copied().filter(|s| s.overlaps(words) && s.len() <= SENTENCE).unwrap_or(words)
}
