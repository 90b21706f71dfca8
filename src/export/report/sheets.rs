//! The board: its issues by articles in a table, and each row of each sheet with the sentences that show it.

use crate::export::report::gather::{Material, Source};
use crate::export::report::html::{At, Id, Page};
use crate::export::report::standing;
use crate::model::board::{Cell, Passage, Row, Sheet, SheetKind, Tone};
use crate::text::span::Span;

/// So many articles stand beside each other in a table; it goes on below for the others, so that it fits on paper.
const BESIDE: usize = 16;

/// Writes the sheet of a kind.
pub(super) fn write(page: &mut Page, material: &Material<'_>, kind: SheetKind) {
    let Some(sheet) = material.board.sheets.iter().find(|sheet| sheet.kind == kind) else { return };
    if kind == SheetKind::Issues {
        matrix(page, material, sheet);
    }
    for (n, row) in sheet.rows.iter().enumerate() {
        self::row(page, material, sheet, n, row);
    }
}

/// Issues by articles, a sign each.
fn matrix(page: &mut Page, material: &Material<'_>, sheet: &Sheet) {
    let columns: Vec<usize> = (0..material.articles.len()).collect();
    for some in columns.chunks(BESIDE) {
        let shown: Vec<(usize, &Row)> =
            sheet.rows.iter().enumerate().filter(|(_, row)| some.iter().any(|c| row.cell(*c).is_some())).collect();
        if shown.is_empty() {
            continue;
        }
        let (first, last) = (some[0] + 1, some[0] + some.len());
        let label = format!("Issues by articles {first} to {last}");
        let region = [At::Class("scroll"), At::Fixed("role", "region"), At::Fixed("tabindex", "0"), At::Label(&label)];
        page.element("div", &region, |page| {
            page.element("table", &[At::Class("matrix")], |page| {
                let caption = format!("Articles {first} to {last}: + for, − against, ± both, · spoken about");
                page.leaf("caption", &[], &caption);
                page.element("thead", &[], |page| {
                    page.element("tr", &[], |page| {
                        page.leaf("th", &[At::Fixed("scope", "col")], "Issue");
                        for column in some {
                            page.element("th", &[At::Fixed("scope", "col")], |page| {
                                let source = &material.articles[*column];
                                let label = format!("{}, {}", column + 1, source.outlet());
                                page.leaf(
                                    "a",
                                    &[At::To(Id::Article(*column)), At::Label(&label)],
                                    &(column + 1).to_string(),
                                );
                            });
                        }
                    });
                });
                page.element("tbody", &[], |page| {
                    for (n, row) in shown {
                        page.element("tr", &[], |page| {
                            page.element("th", &[At::Fixed("scope", "row")], |page| {
                                page.leaf("a", &[At::To(Id::Row(sheet.kind, n))], &row.name);
                                if row.differs {
                                    page.leaf("span", &[At::Class("tag differs")], sheet.kind.differing());
                                }
                            });
                            for column in some {
                                sign(page, row.cell(*column));
                            }
                        });
                        page.line();
                    }
                });
            });
        });
        page.line();
    }
}

/// The cell of an article, as a sign and for those who hear it as words.
fn sign(page: &mut Page, cell: Option<&Cell>) {
    let Some(cell) = cell else {
        page.element("td", &[], |page| page.leaf("span", &[At::Class("vh")], "not found"));
        return;
    };
    let tone = cell.parts.iter().map(|part| part.tone).fold(Tone::Mentioned, Tone::and);
    page.element("td", &[At::Class(class(tone))], |page| {
        page.leaf("span", &[At::Fixed("aria-hidden", "true")], &tone.sign().unwrap_or('·').to_string());
        let parties: Vec<String> = cell.parts.iter().map(told).collect();
        page.leaf("span", &[At::Class("vh")], &parties.join(", "));
    });
}

/// A part of a cell in words: `Greece for`.
fn told(part: &crate::model::board::Part) -> String {
    match part.tone {
        Tone::Plain => part.text.clone(),
        tone => format!("{} {}", part.text, tone.name()).trim().to_owned(),
    }
}

/// The class that colours a direction.
fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::For => "for",
        Tone::Against => "against",
        Tone::Both => "both",
        Tone::Mentioned => "mentioned",
        Tone::Plain => "plain",
    }
}

/// One row with everything that shows it.
fn row(page: &mut Page, material: &Material<'_>, sheet: &Sheet, n: usize, row: &Row) {
    page.line();
    page.element("section", &[At::Id(Id::Row(sheet.kind, n)), At::Class("row")], |page| {
        page.element("h3", &[], |page| {
            page.text(&row.name);
            if row.differs {
                page.text(" ");
                page.leaf("span", &[At::Class("tag differs")], sheet.kind.differing());
            }
        });
        if !row.note.is_empty() && row.note != row.name {
            page.leaf("p", &[At::Class("note")], &row.note);
        }
        let mut finding = 0;
        page.element("ul", &[At::Class("cells")], |page| {
            for cell in &row.cells {
                let Some(source) = material.articles.get(cell.column as usize) else { continue };
                page.element("li", &[], |page| {
                    head(page, cell, source, sheet.kind);
                    if sheet.kind == SheetKind::Naming {
                        forms(page, cell, source, n, &mut finding);
                    } else {
                        // The same words are read once.
                        let is_again = sheet.kind == SheetKind::SameWords && finding > 0;
                        passages(page, cell, source, (sheet.kind, n), &mut finding, is_again);
                    }
                });
                page.line();
            }
        });
        without(page, material, row);
    });
}

/// Whose cell it is, and it in the fewest words.
fn head(page: &mut Page, cell: &Cell, source: &Source<'_>, kind: SheetKind) {
    page.element("p", &[At::Class("who")], |page| {
        let n = cell.column as usize;
        page.leaf("a", &[At::To(Id::Article(n))], &format!("{} {}", n + 1, source.outlet()));
        let day = source.day();
        if !day.is_empty() {
            page.text(" · ");
            page.text(&day);
        }
        // What a cell of issues says in the fewest words, its passages say as well.
        if !matches!(kind, SheetKind::Issues | SheetKind::Naming) {
            let parts: Vec<String> = cell.parts.iter().map(told).filter(|part| !part.is_empty()).collect();
            if !parts.is_empty() {
                page.text(" ");
                page.leaf("b", &[], &parts.join(" · "));
            }
        }
    });
}

fn passages(
    page: &mut Page,
    cell: &Cell,
    source: &Source<'_>,
    (kind, n): (SheetKind, usize),
    finding: &mut usize,
    is_again: bool,
) {
    page.element("ul", &[At::Class("passages")], |page| {
        for passage in &cell.passages {
            let id = Id::Finding(kind, n, *finding);
            *finding += 1;
            page.element("li", &[At::Id(id), At::Class(class(passage.tone))], |page| {
                if let Some(sign) = passage.tone.sign() {
                    page.leaf("span", &[At::Class("sign"), At::Fixed("aria-hidden", "true")], &sign.to_string());
                    page.leaf("span", &[At::Class("vh")], passage.tone.name());
                    page.text(" ");
                }
                let who = who(passage);
                if !who.is_empty() {
                    page.leaf("b", &[], &who);
                    page.text(" ");
                }
                if !is_again {
                    quoted(page, source, passage.span, passage.cue);
                    page.text(" ");
                }
                cite(page, cell.column as usize, source, passage.span, Some(id));
                standing::of_passage(source, passage).write(page);
            });
        }
    });
}

/// Who does what.
fn who(passage: &Passage) -> String {
    let label = [passage.label.as_str(), passage.does.as_str()].map(str::trim).join(" ").trim().to_owned();
    match passage.group.as_str() {
        "" => label,
        group if group == passage.label => label,
        group if label.is_empty() => group.to_owned(),
        group => format!("{label} ({group})"),
    }
}

/// A passage with the words that matter most.
fn quoted(page: &mut Page, source: &Source<'_>, span: Span, cue: Option<Span>) {
    let text = &source.article.text;
    page.element("q", &[], |page| match cue.filter(|cue| cue.start >= span.start && cue.end <= span.end) {
        Some(cue) => {
            page.text(Span { start: span.start, end: cue.start }.of(text));
            page.leaf("em", &[], cue.of(text));
            page.text(Span { start: cue.end, end: span.end }.of(text));
        }
        None => page.text(span.of(text)),
    });
}

/// Leads to the sentence in the text of its article; the sentence leads back to the finding.
pub(super) fn cite(page: &mut Page, n: usize, source: &Source<'_>, span: Span, by: Option<Id>) {
    let sentence = Id::Sentence(n, source.sentence(span).start);
    if let Some(by) = by {
        page.cite(sentence, by);
    }
    let paragraph = source.paragraphs.of(span).map_or_else(|| "title".to_owned(), |number| format!("¶ {number}"));
    page.leaf("a", &[At::Class("cite"), At::To(sentence)], &paragraph);
}

/// What an article calls something: each form, how often, and where.
fn forms(page: &mut Page, cell: &Cell, source: &Source<'_>, n: usize, finding: &mut usize) {
    page.element("ul", &[At::Class("forms")], |page| {
        for part in &cell.parts {
            let id = Id::Finding(SheetKind::Naming, n, *finding);
            *finding += 1;
            page.element("li", &[At::Id(id)], |page| {
                page.leaf("q", &[], &part.text);
                page.text(&format!(" {} ", part.count));
                let mut told = Vec::new();
                for passage in cell.passages.iter().filter(|p| p.group == part.text) {
                    let sentence = source.sentence(passage.span).start;
                    if !told.contains(&sentence) {
                        told.push(sentence);
                        cite(page, cell.column as usize, source, passage.span, Some(id));
                        page.text(" ");
                    }
                }
            });
        }
    });
}

/// Where nothing was found, and what was looked for.
fn without(page: &mut Page, material: &Material<'_>, row: &Row) {
    if row.looked_for.is_empty() {
        return;
    }
    let lacking: Vec<String> = (0..material.articles.len())
        .filter(|column| row.cell(*column).is_none())
        .map(|column| format!("{} {}", column + 1, material.articles[column].outlet()))
        .collect();
    if !lacking.is_empty() {
        let words: Vec<String> = row.looked_for.iter().map(|word| format!("“{word}”")).collect();
        let line = format!("Not found in {}; looked for {}.", lacking.join(", "), words.join(", "));
        page.leaf("p", &[At::Class("without")], &line);
    }
}
