//! The sheets of figures and dates: what each article says of the same thing.

use crate::analysis::board::sets::{Said, Set};
use crate::model::across::Place;
use crate::model::across::silence::AbsentKind;
use crate::model::board::{Row, Sheet, SheetKind};

/// The numbers of the same things.
pub(super) fn figures(sets: &[Set<'_>]) -> Sheet {
    let rows = sets.iter().flat_map(|set| {
        set.across.figures.iter().map(|counted| {
            let said = counted.readings.iter().map(|r| {
                let words = set.words(r.article, r.span);
                let passage = set.passage(r.article, r.span, &words, "number in the same setting");
                Said { article: r.article, part: words, passage }
            });
            let mut having: Vec<Place> =
                counted.readings.iter().map(|r| Place { article: r.article, span: r.span }).collect();
            having.dedup_by_key(|p| p.article);
            Row {
                name: counted.what.clone(),
                note: String::new(),
                differs: !counted.agrees,
                doubtful: false,
                cells: set.cells(said),
                looked_for: set.looked_for(AbsentKind::Figure, &having),
            }
        })
    });
    sheet(SheetKind::Figures, rows.collect())
}

/// The days of the same happenings.
pub(super) fn dates(sets: &[Set<'_>]) -> Sheet {
    let rows = sets.iter().flat_map(|set| {
        set.across.dates.iter().map(|dated| {
            let said = dated.readings.iter().map(|d| {
                let words = set.words(d.article, d.span);
                let passage = set.passage(d.article, d.span, &words, "date in the same setting");
                Said { article: d.article, part: d.value.clone(), passage }
            });
            Row {
                name: dated.what.clone(),
                note: String::new(),
                differs: !dated.agrees,
                doubtful: false,
                cells: set.cells(said),
                looked_for: Vec::new(),
            }
        })
    });
    sheet(SheetKind::Dates, rows.collect())
}

/// A sheet with what does not agree first, then what most articles have.
pub(super) fn sheet(kind: SheetKind, mut rows: Vec<Row>) -> Sheet {
    rows.retain(|row| !row.cells.is_empty());
    rows.sort_by_key(|row| (!row.differs, std::cmp::Reverse(row.cells.len())));
    Sheet { kind, rows }
}
