//! The sheet of issues: who stands where on each, in each article.

use crate::analysis::board::Column;
use crate::analysis::issues::is_disputed;
use crate::model::board::{Cell, Part, Passage, Row, Sheet, SheetKind, Tone, parties};
use crate::model::findings::{CorpusFindings, CorpusIssue};
use crate::model::issue::{Issue, Position};
use crate::model::reason::Reason;
use crate::text::span::Span;

/// The issues that the corpus findings merged, as far as the articles of the board have them.
pub(super) fn sheet(columns: &[Column<'_>], across: &CorpusFindings) -> Sheet {
    let mut column_of = vec![None; across.stories.len()];
    for (i, column) in columns.iter().enumerate() {
        if let Some(slot) = column_of.get_mut(column.id.index()) {
            *slot = Some(i);
        }
    }
    let mut rows: Vec<Row> = across.issues.iter().filter_map(|issue| row(columns, &column_of, issue)).collect();
    // The corpus findings have this order already, but for what articles outside of the board dispute.
    rows.sort_by_key(|row| !row.differs);
    Sheet { kind: SheetKind::Issues, rows }
}

/// The row of one issue; `None` where no article of the board has it.
fn row(columns: &[Column<'_>], column_of: &[Option<usize>], issue: &CorpusIssue) -> Option<Row> {
    let members: Vec<(usize, &Issue)> = issue
        .members
        .iter()
        .filter_map(|(article, id)| {
            let column = (*column_of.get(article.index())?)?;
            Some((column, columns[column].findings.issue(*id)?))
        })
        .collect();
    let mut cells: Vec<Cell> = Vec::new();
    let mut by_column = members.clone();
    by_column.sort_by_key(|(column, _)| *column);
    for of_one in by_column.chunk_by(|a, b| a.0 == b.0) {
        let issues: Vec<&Issue> = of_one.iter().map(|(_, issue)| *issue).collect();
        cells.push(cell(of_one[0].0, columns, &issues));
    }
    let positions = || members.iter().flat_map(|(_, issue)| &issue.positions);
    let differs = is_disputed(&positions());
    (!cells.is_empty()).then(|| Row { name: issue.name.clone(), differs, cells, ..Row::default() })
}

/// What one article says about an issue: the positions on it, or for want of any, where it is spoken about.
fn cell(column: usize, columns: &[Column<'_>], issues: &[&Issue]) -> Cell {
    let positions: Vec<&Position> = issues.iter().flat_map(|issue| &issue.positions).collect();
    let column_of = column as u32;
    if positions.is_empty() {
        let sentences = &columns[column].findings.sentences;
        let mentions = issues.iter().flat_map(|issue| issue.mentions.iter().map(|m| (*m, &issue.reason)));
        let mut passages: Vec<Passage> = mentions.map(|(span, reason)| mention(sentences, span, reason)).collect();
        passages.sort_by_key(|p| p.span);
        let count = passages.len() as u32;
        let parts = vec![Part { text: String::new(), tone: Tone::Mentioned, party: false, count }];
        return Cell { column: column_of, parts, passages };
    }
    let parts = parties(positions.iter().copied());
    let rank = |position: &Position| {
        let name = position.side.as_ref().unwrap_or(&position.holder);
        parts.iter().position(|part| part.text == *name)
    };
    let mut passages: Vec<(Option<usize>, Passage)> = positions.iter().map(|p| (rank(p), passage(p))).collect();
    passages.sort_by_key(|(rank, passage)| (*rank, passage.span));
    Cell { column: column_of, parts, passages: passages.into_iter().map(|(_, passage)| passage).collect() }
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

/// A place where an issue is named: the sentence around it.
fn mention(sentences: &[Span], span: Span, reason: &Reason) -> Passage {
    let at = sentences.partition_point(|s| s.end <= span.start);
    let sentence = sentences.get(at).copied().filter(|s| s.overlaps(span)).unwrap_or(span);
    Passage {
        span: sentence,
        cue: Some(span),
        group: String::new(),
        label: String::new(),
        does: String::new(),
        tone: Tone::Mentioned,
        reason: reason.clone(),
    }
}
