//! The sheet of disagreements: what the articles, or those whom they quote, contradict each other in, the gravest first.
//!
//! It is made of the rows of other sheets that differ: one party for an issue here and against it there, other opposed
//! positions, one quotation given to two speakers, figures and days that cannot be of one thing, quotations in other words.

use crate::analysis::board::wordings::{GIVEN, OTHER_WORDS};
use crate::model::board::{Cell, Row, Sheet, SheetKind, Tone};

/// What a row of the sheet is about, the gravest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Matter {
    /// One party is for it in one article and against it in another.
    Reversed,
    /// One quotation has two speakers.
    Attribution,
    /// Numbers of one thing do not agree.
    Figures,
    /// Days of one happening do not agree.
    Dates,
    /// Parties oppose each other on an issue.
    Opposed,
    /// A quotation has other words.
    Words,
    /// A quotation has fewer words.
    Cut,
}

impl Matter {
    /// What the sheet calls it.
    fn name(self) -> &'static str {
        match self {
            Self::Reversed => "one party, contrary positions",
            Self::Attribution => "one quotation, two speakers",
            Self::Figures => "figures",
            Self::Dates => "dates",
            Self::Opposed => "opposed positions",
            Self::Words => "a quotation in other words",
            Self::Cut => "a quotation cut differently",
        }
    }
}

/// The rows of finished sheets that differ.
pub(super) fn sheet(sheets: &[Sheet]) -> Sheet {
    let mut rows: Vec<(Matter, &Row)> = Vec::new();
    for sheet in sheets {
        for row in sheet.rows.iter().filter(|row| row.differs && row.cells.len() > 1) {
            rows.extend(matter(sheet.kind, row).map(|matter| (matter, row)));
        }
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cells.len().cmp(&a.1.cells.len())));
    let row = |(matter, row): (Matter, &Row)| {
        let note = if row.note.is_empty() { String::new() } else { format!("; {}", row.note) };
        Row { note: format!("{}{note}", matter.name()), looked_for: Vec::new(), ..row.clone() }
    };
    Sheet { kind: SheetKind::Disagreements, rows: rows.into_iter().map(row).collect() }
}

fn matter(kind: SheetKind, row: &Row) -> Option<Matter> {
    match kind {
        SheetKind::Issues if is_reversed(&row.cells) => Some(Matter::Reversed),
        SheetKind::Issues => Some(Matter::Opposed),
        SheetKind::Figures => Some(Matter::Figures),
        SheetKind::Dates => Some(Matter::Dates),
        SheetKind::Quotations if row.note.starts_with(GIVEN) => Some(Matter::Attribution),
        SheetKind::Quotations => {
            let other = row.cells.iter().flat_map(|c| &c.parts).any(|p| p.text == OTHER_WORDS);
            Some(if other { Matter::Words } else { Matter::Cut })
        }
        _ => None,
    }
}

/// Whether one party is only for it in one article and only against it in another.
fn is_reversed(cells: &[Cell]) -> bool {
    let tones = |name: &str| {
        let of_one = cells.iter().flat_map(|c| &c.parts).filter(|p| p.text == name).map(|p| p.tone);
        of_one.collect::<Vec<Tone>>()
    };
    cells.iter().flat_map(|c| &c.parts).filter(|p| p.tone == Tone::For).any(|p| tones(&p.text).contains(&Tone::Against))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::board::sets::tests::{LOST, SUNK, board, rows};

    /// What the notes of the sheet begin with.
    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let board = board(texts);
        let notes: Vec<&str> = rows(&board, SheetKind::Disagreements)
            .iter()
            .map(|row| row.note.split(';').next().unwrap_or_default())
            .collect();
        assert_eq!(notes, expected);
    }

    #[test]
    fn what_does_not_agree_stands_in_one_list() {
        check(&[SUNK, LOST], &["figures", "dates", "a quotation cut differently"]);
        check(&[SUNK, SUNK], &[]);
    }

    #[test]
    fn one_quotation_with_two_speakers_is_a_disagreement() {
        let said = |who: &str| {
            format!(
                "Harbour\nMayor Ada Berg and treasurer Tomas Reed met the council. “The harbour will never be sold to \
                 anybody,” {who} said on Monday."
            )
        };
        check(&[&said("Ada Berg"), &said("Tomas Reed")], &["one quotation, two speakers"]);
        check(&[&said("Ada Berg"), &said("Berg")], &[]);
    }
}
