//! The sheet of who is quoted by whom: for each speaker what each article quotes, reports, and has others say about them.

use std::collections::HashMap;

use crate::analysis::board::Column;
use crate::analysis::board::issues::sentence_around;
use crate::model::board::{Cell, Part, Passage, Row, Sheet, SheetKind, Tone};
use crate::model::entity::{EntityId, EntityKind};
use crate::model::findings::CorpusFindings;
use crate::model::quotation::{Quotation, QuotationKind};
use crate::text::span::Span;

/// How many places of one sort a cell keeps.
const PLACES: usize = 40;

/// In what way somebody comes up in a quotation, in the order of a cell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Manner {
    /// Their own words, in quotation marks.
    Direct,
    /// What they said, in other words.
    Reported,
    /// What somebody else says about them.
    About,
}

impl Manner {
    fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Reported => "reported",
            Self::About => "about",
        }
    }
}

/// One row a person or body that speaks or is spoken about; those who say most first.
pub(super) fn sheet(columns: &[Column<'_>], across: &CorpusFindings) -> Sheet {
    let mut column_of = vec![None; across.stories.len()];
    for (i, column) in columns.iter().enumerate() {
        if let Some(slot) = column_of.get_mut(column.id.index()) {
            *slot = Some(i);
        }
    }
    let spoken: Vec<Spoken<'_>> = columns.iter().map(Spoken::new).collect();
    let mut rows: Vec<(usize, Row)> = Vec::new();
    for entity in across.entities.iter().filter(|e| matches!(e.kind, EntityKind::Person | EntityKind::Organisation)) {
        let mut cells: Vec<Cell> = Vec::new();
        let (mut said, mut silent) = (0, false);
        for (article, id) in &entity.members {
            let Some(column) = column_of.get(article.index()).copied().flatten() else { continue };
            let (own, passages) = spoken[column].passages(*id, entity.kind == EntityKind::Person);
            said += own;
            silent |= own == 0;
            if !passages.is_empty() {
                cells.push(cell(column, passages));
            }
        }
        if said > 0 || entity.kind == EntityKind::Person && !cells.is_empty() {
            cells.sort_by_key(|cell| cell.column);
            let cells = merged(cells);
            rows.push((said, Row { name: entity.name.clone(), differs: said > 0 && silent, cells, ..Row::default() }));
        }
    }
    rows.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.cells.len().cmp(&a.1.cells.len())).then(a.1.name.cmp(&b.1.name)));
    Sheet { kind: SheetKind::Speakers, rows: rows.into_iter().map(|(_, row)| row).collect() }
}

/// Two entities of one article may be one across the corpus.
fn merged(cells: Vec<Cell>) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    for next in cells {
        match out.last_mut().filter(|last| last.column == next.column) {
            Some(last) => {
                last.passages.extend(next.passages);
                let (column, passages) = (last.column as usize, std::mem::take(&mut last.passages));
                *last = cell(column, passages);
            }
            None => out.push(next),
        }
    }
    out
}

/// A cell of passages, which know their manner by their group.
fn cell(column: usize, mut passages: Vec<Passage>) -> Cell {
    let manners = [Manner::Direct, Manner::Reported, Manner::About];
    let rank = |p: &Passage| manners.iter().position(|m| m.name() == p.group);
    passages.sort_by_key(|p| (rank(p), p.span, p.cue));
    let parts = passages.chunk_by(|a, b| a.group == b.group).map(|run| Part {
        text: format!("{} {}", run.len(), run[0].group),
        tone: Tone::Plain,
        party: false,
        count: run.len() as u32,
    });
    let parts = parts.collect();
    Cell { column: column as u32, parts, passages }
}

/// Who says what in one article.
struct Spoken<'a> {
    column: Column<'a>,
    by_speaker: HashMap<EntityId, Vec<&'a Quotation>>,
    /// The stretches of all quotations, by their start.
    contents: Vec<(Span, &'a Quotation)>,
}

impl<'a> Spoken<'a> {
    fn new(column: &Column<'a>) -> Self {
        let mut by_speaker: HashMap<EntityId, Vec<&Quotation>> = HashMap::new();
        let mut contents = Vec::new();
        for quotation in &column.findings.quotations {
            if let Some(speaker) = quotation.speaker {
                by_speaker.entry(speaker).or_default().push(quotation);
            }
            contents.extend(quotation.content.iter().map(|span| (*span, quotation)));
        }
        contents.sort_by_key(|(span, _)| *span);
        Self { column: *column, by_speaker, contents }
    }

    /// How many quotations are an entity's own, and the passages of these and, where asked, of what others say about it.
    fn passages(&self, id: EntityId, with_about: bool) -> (usize, Vec<Passage>) {
        let own = self.by_speaker.get(&id).map_or(&[][..], Vec::as_slice);
        let name = self.name(id);
        let mut out: Vec<Passage> = Vec::new();
        for quotation in own.iter().take(PLACES) {
            let Some(first) = quotation.content.first() else { continue };
            let manner = if quotation.kind == QuotationKind::Indirect { Manner::Reported } else { Manner::Direct };
            let mut passage = self.passage(*first, quotation, manner);
            passage.label.clone_from(&name);
            out.push(passage);
        }
        let mentions = self.column.findings.entity(id).map_or(&[][..], |e| &e.mentions);
        let mut about: Vec<Passage> = Vec::new();
        for mention in mentions.iter().filter(|_| with_about) {
            let at = self.contents.partition_point(|(span, _)| span.start <= mention.span.start);
            let Some((span, quotation)) = at.checked_sub(1).and_then(|at| self.contents.get(at)) else { continue };
            if !span.covers(mention.span) || quotation.speaker == Some(id) || about.len() >= PLACES {
                continue;
            }
            let mut passage = self.passage(mention.span, quotation, Manner::About);
            passage.label = self.source(quotation);
            if about.last().is_none_or(|last| last.span != passage.span) {
                about.push(passage);
            }
        }
        out.append(&mut about);
        (own.len(), out)
    }

    fn name(&self, id: EntityId) -> String {
        self.column.findings.entity(id).map_or_else(String::new, |e| e.name.clone())
    }

    /// Who says a quotation: a name, or the words of the text.
    fn source(&self, quotation: &Quotation) -> String {
        let words = |span: Span| span.of(&self.column.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        quotation.speaker.map(|id| self.name(id)).or_else(|| quotation.source.map(words)).unwrap_or_default()
    }

    fn passage(&self, words: Span, quotation: &Quotation, manner: Manner) -> Passage {
        let does = quotation.cue.map(|cue| cue.of(&self.column.article.text).to_owned()).unwrap_or_default();
        Passage {
            span: sentence_around(&self.column.findings.sentences, words),
            cue: Some(words),
            group: manner.name().to_owned(),
            label: String::new(),
            does,
            tone: Tone::Plain,
            reason: quotation.reason.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::board::sets::tests::{board, rows, shown};

    const QUOTED: &str = "Harbour\n“The harbour will never be sold,” Mayor Ada Berg told the council on Monday. Ada Berg \
        said that the toll would rise. “Ada Berg is wrong about the toll,” said Tomas Reed.";
    const NAMED: &str = "Council\nMayor Ada Berg opened the meeting. It rained.";

    #[test]
    fn each_speaker_has_what_is_quoted_reported_and_said_about_them() {
        let board = board(&[QUOTED, NAMED]);
        let speakers = rows(&board, SheetKind::Speakers);
        let row = |name: &str| speakers.iter().find(|r| r.name == name).unwrap();
        assert_eq!(shown(row("Ada Berg")), "0: 1 direct, 1 reported, 1 about");
        assert!(row("Ada Berg").differs, "the other article names her and does not quote her");
        assert_eq!(shown(row("Tomas Reed")), "0: 1 direct");
        let about = row("Ada Berg").cells[0].passages.last().unwrap();
        assert_eq!((about.label.as_str(), about.does.as_str()), ("Tomas Reed", "said"));
    }

    #[test]
    fn who_is_only_named_has_no_row() {
        assert_eq!(rows(&board(&[NAMED, NAMED]), SheetKind::Speakers), []);
    }
}
