//! The sheet of voices: whose words fill each article.

use std::collections::BTreeMap;

use crate::analysis::board::sets::{Said, Set};
use crate::model::across::voices::Voice;
use crate::model::board::{Cell, Row, Sheet, SheetKind};

/// A voice is uneven when it has so many per cent more in one article than in another.
const UNEVEN: u8 = 20;
/// How many passages of one voice a cell keeps.
const PASSAGES: usize = 40;
/// How many of the others are named.
const NAMED: usize = 4;

/// What one voice has in one article.
struct Told {
    percent: u8,
    words: usize,
    cells: Vec<Cell>,
}

/// One row a voice: the paper's own, the sides by their words, others, unknown ones.
pub(super) fn sheet(sets: &[Set<'_>]) -> Sheet {
    let mut voices: BTreeMap<&Voice, Vec<Told>> = BTreeMap::new();
    let mut articles = 0;
    for set in sets {
        articles += set.len();
        for (article, of_one) in set.across.voices.iter().enumerate() {
            for share in &of_one.shares {
                let percent = format!("{} %", share.percent);
                let beginning = set.beginning(article).filter(|_| share.voice == Voice::Paper);
                let spans = share.spans.iter().copied().chain(beginning).take(PASSAGES);
                let said = spans.map(|span| {
                    let speaker = set.speaker(article, span);
                    let mut passage = set.passage(article, span, &speaker, "words of this voice");
                    if share.voice == Voice::Paper {
                        passage.cue = None;
                    } else {
                        passage.span = span;
                    }
                    Said { article, part: percent.clone(), passage }
                });
                let told = Told { percent: share.percent, words: share.words, cells: set.cells(said) };
                voices.entry(&share.voice).or_default().push(told);
            }
        }
    }
    let mut rows: Vec<(usize, &Voice, Row)> = Vec::new();
    for (voice, shares) in voices {
        let most = shares.iter().map(|s| s.percent).max().unwrap_or_default();
        let least = if shares.len() < articles { Some(0) } else { shares.iter().map(|s| s.percent).min() };
        let words = shares.iter().map(|s| s.words).sum();
        let mut cells: Vec<Cell> = shares.into_iter().flat_map(|s| s.cells).collect();
        cells.sort_by_key(|cell| cell.column);
        let differs = most - least.unwrap_or_default() >= UNEVEN;
        let note = if *voice == Voice::Other { who(&cells) } else { String::new() };
        let row = Row { name: voice.name().to_owned(), note, differs, cells, ..Row::default() };
        rows.push((words, voice, row));
    }
    let is_side = |voice: &Voice| matches!(voice, Voice::Side(_));
    // Sides stand together in the order of voices; among them the one with the most words comes first.
    rows.sort_by(|a, b| if is_side(a.1) && is_side(b.1) { b.0.cmp(&a.0) } else { a.1.cmp(b.1) });
    Sheet { kind: SheetKind::Voices, rows: rows.into_iter().map(|(_, _, row)| row).collect() }
}

/// Who the speakers of some cells are, those who say most first.
fn who(cells: &[Cell]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for passage in cells.iter().flat_map(|c| &c.passages).filter(|p| !p.label.is_empty()) {
        *counts.entry(&passage.label).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let told: Vec<&str> = names.iter().take(NAMED).map(|(name, _)| *name).collect();
    let rest = names.len() - told.len();
    if rest > 0 { format!("{} and {rest} more", told.join(", ")) } else { told.join(", ") }
}
