//! The sheets of quotations, names and passages in the same words.

use std::collections::HashMap;

use crate::analysis::board::ledger::sheet;
use crate::analysis::board::sets::{Said, Set, opening};
use crate::model::across::naming::Named;
use crate::model::across::quotation::{Utterance, Version};
use crate::model::across::silence::AbsentKind;
use crate::model::across::{Place, wording::SameWords};
use crate::model::article_id::ArticleId;
use crate::model::board::{ONE_TEXT, Row, Sheet, SheetKind};
use crate::model::entity::{EntityId, EntityKind};
use crate::model::findings::CorpusFindings;
use crate::text::span::Span;

/// How many words of a quotation or passage name its row.
const NAMING: usize = 10;

/// With which words the note of a quotation begins that has several speakers.
pub(super) const GIVEN: &str = "given to ";
/// What a cell shows of a version in other words.
pub(super) const OTHER_WORDS: &str = "other words";

/// The utterances that several articles quote, each as it is cut here and there. `across` says which speakers are one.
pub(super) fn quotations(sets: &[Set<'_>], across: &CorpusFindings) -> Sheet {
    let mut whole: HashMap<(ArticleId, EntityId), usize> = HashMap::new();
    for (number, entity) in across.entities.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
        whole.extend(entity.members.iter().map(|member| (*member, number)));
    }
    let rows = sets.iter().flat_map(|set| {
        set.across.quotations.iter().map(|u| {
            let mut row = utterance(set, u);
            let mut speakers: Vec<(usize, &str)> = Vec::new();
            for version in &u.versions {
                let Some((id, speaker)) = set.id(version.article).zip(version.speaker) else { continue };
                let Some(number) = whole.get(&(id, speaker)) else { continue };
                if speakers.iter().all(|(known, _)| known != number) {
                    speakers.push((*number, across.entities[*number].name.as_str()));
                }
            }
            if speakers.len() > 1 {
                let names: Vec<&str> = speakers.iter().map(|(_, name)| *name).collect();
                let rest = if row.note.is_empty() { String::new() } else { format!("; {}", row.note) };
                row.note = format!("{GIVEN}{}{rest}", names.join(" and to "));
                row.differs = true;
            }
            row
        })
    });
    sheet(SheetKind::Quotations, rows.collect())
}

fn utterance(set: &Set<'_>, utterance: &Utterance) -> Row {
    let said = utterance.versions.iter().flat_map(|version| {
        version.spans.iter().map(|span| {
            let speaker = version.speaker.and_then(|id| set.entity(version.article, id));
            let mut passage =
                set.passage(version.article, *span, speaker.unwrap_or_default(), "the same words in quotation marks");
            passage.does = version.cue.map(|cue| set.words(version.article, cue)).unwrap_or_default();
            Said { article: version.article, part: cut(version).to_owned(), passage }
        })
    });
    let words = |v: &Version| v.spans.iter().map(|s| set.words(v.article, *s)).collect::<Vec<_>>().join(" … ");
    let fullest = utterance.fullest();
    // What is left out anywhere, in the words of the fullest version.
    let mut dropped: Vec<_> = utterance.versions.iter().flat_map(|v| &v.dropped).copied().collect();
    dropped.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for span in dropped {
        match merged.last_mut().filter(|last| span.start <= last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => merged.push(span),
        }
    }
    let words_of = |v: &Version, span: Span| format!("“{}”", opening(&set.words(v.article, span), NAMING));
    let left_out: Vec<String> = fullest.iter().flat_map(|v| merged.iter().map(|s| words_of(v, *s))).collect();
    let having: Vec<Place> =
        utterance.versions.iter().filter_map(|v| Some(Place { article: v.article, span: *v.spans.first()? })).collect();
    Row {
        name: format!("“{}”", opening(&fullest.map(words).unwrap_or_default(), NAMING)),
        note: if left_out.is_empty() { String::new() } else { format!("not in all: {}", left_out.join(" · ")) },
        differs: !utterance.is_same(),
        doubtful: false,
        cells: set.cells(said),
        looked_for: set.looked_for(AbsentKind::Quotation, &having),
    }
}

/// What an article has of an utterance.
fn cut(version: &Version) -> &'static str {
    match (version.dropped.is_empty(), version.own.is_empty()) {
        (true, true) => "full",
        (false, true) => "cut",
        _ => OTHER_WORDS,
    }
}

/// What the articles call the same people, bodies, places and issues.
pub(super) fn naming(sets: &[Set<'_>]) -> Sheet {
    let rows = sets.iter().flat_map(|set| set.across.naming.iter().map(|named| name(set, named)));
    sheet(SheetKind::Naming, rows.collect())
}

fn name(set: &Set<'_>, named: &Named) -> Row {
    let said = named.forms.iter().flat_map(|form| {
        form.places.iter().map(|place| {
            let mut passage = set.passage(place.article, place.span, "", "form of a name");
            passage.group.clone_from(&form.text);
            Said { article: place.article, part: form.text.clone(), passage }
        })
    });
    let cells = set.cells(said);
    let forms = |cell: &crate::model::board::Cell| {
        let mut forms: Vec<String> = cell.parts.iter().map(|p| p.text.clone()).collect();
        forms.sort_unstable();
        forms
    };
    Row {
        name: named.name.clone(),
        note: String::new(),
        differs: cells.windows(2).any(|pair| forms(&pair[0]) != forms(&pair[1])),
        doubtful: false,
        cells,
        looked_for: Vec::new(),
    }
}

/// The passages that stand in several articles word for word, behind how many independent texts there are.
pub(super) fn same_words(sets: &[Set<'_>]) -> Sheet {
    let rows = sets.iter().flat_map(|set| {
        let passages = set.across.wording.passages.iter().map(|passage| reused(set, passage));
        copies(set).into_iter().chain(passages)
    });
    Sheet { kind: SheetKind::SameWords, rows: rows.collect() }
}

fn reused(set: &Set<'_>, passage: &SameWords) -> Row {
    let part = format!("{} words", passage.words);
    let said = passage.places.iter().map(|place| {
        let mut told = set.passage(place.article, place.span, "", "the same words in a row");
        // The passage itself, however many sentences it has.
        told.span = place.span;
        Said { article: place.article, part: part.clone(), passage: told }
    });
    let first = passage.places.first().map(|p| set.words(p.article, p.span)).unwrap_or_default();
    Row {
        name: opening(&first, NAMING),
        note: part.clone(),
        differs: true,
        doubtful: false,
        cells: set.cells(said),
        looked_for: Vec::new(),
    }
}

/// Which articles of a set are one text; nothing where each is its own.
fn copies(set: &Set<'_>) -> Option<Row> {
    let wording = &set.across.wording;
    let (articles, texts) = (set.len(), wording.independent());
    if texts == articles {
        return None;
    }
    let said = wording.texts.iter().enumerate().filter_map(|(article, text)| {
        let mut passage = set.passage(article, set.beginning(article)?, "", "most words are the same");
        passage.cue = None;
        Some(Said { article, part: format!("text {}", text + 1), passage })
    });
    let plural = if texts == 1 { "" } else { "s" };
    Some(Row {
        name: format!("{articles} articles, {texts} independent text{plural}"),
        note: ONE_TEXT.to_owned(),
        differs: true,
        doubtful: false,
        cells: set.cells(said),
        looked_for: Vec::new(),
    })
}
