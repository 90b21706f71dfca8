//! Why something is marked: the window of the key `w`.

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::keep::On;
use crate::app::reader::{Cursor, Target};
use crate::app::side::SideRow;
use crate::app::window::{Line, Window, WindowKind};
use crate::model::entity::Entity;
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;
use crate::text::wrap::wrap;

impl App {
    /// Explains the mark under the cursor and everything else that is found there; without a cursor, the first mark on
    /// the screen; in the side panel, the selected row.
    pub(super) fn open_why(&mut self) {
        let (Some(article), Some(findings)) = (self.article(), self.findings()) else {
            self.notice = Some("this article is not analysed yet".into());
            return;
        };
        let Some(span) = self.asked_span(&findings) else {
            self.notice = Some("nothing is marked on this screen".into());
            return;
        };
        let text = article.text.as_str();
        let mut lines = Vec::new();
        for (place, entity) in findings.entities.iter().enumerate() {
            for mention in entity.mentions.iter().filter(|m| m.span.overlaps(span)) {
                let id = crate::model::entity::EntityId(place as u32);
                lines.push(Line::heading(format!("“{}”", mention.span.of(text))));
                let doubt = if entity.resolved { "" } else { " ?" };
                lines.push(Line::pair(entity.kind.name(), format!("{}{doubt}", entity.name)));
                if !entity.resolved {
                    lines.push(Line::pair("could be", could_be(&findings, entity)));
                }
                if !entity.roles.is_empty() {
                    lines.push(Line::pair("role", entity.roles.join("; ")));
                }
                lines.push(Line::pair("found by", mention.reason.to_string()));
                if !entity.nominals.is_empty() {
                    let mut called: Vec<&str> = entity.nominals.iter().map(|n| n.of(text)).collect();
                    called.sort_unstable();
                    called.dedup();
                    lines.push(Line::pair("also called", called.join("; ")));
                }
                let articles = self.reader.article.map_or(1, |a| self.articles_with(a, id));
                lines.push(Line::pair(
                    "mentions",
                    format!("{} here, named in {articles} of the articles shown", entity.mentions.len()),
                ));
            }
        }
        for issue in findings.issues.iter().filter(|i| i.mentions.iter().any(|m| m.overlaps(span))) {
            lines.push(Line::heading(format!("issue: {}", issue.name)));
            lines.push(Line::pair("found by", issue.reason.to_string()));
            lines.push(Line::pair(
                "disputed",
                if issue.disputed { "yes: positions on it oppose" } else { "not within this article" },
            ));
        }
        for issue in &findings.issues {
            for position in issue.positions.iter().filter(|p| p.evidence.overlaps(span)) {
                lines.push(Line::heading(format!("position on {}", issue.name)));
                let side = position.side.as_deref().map_or_else(String::new, |s| format!(" ({s})"));
                let stance =
                    format!("{}{side} {}, {}", position.holder, position.stance.name(), position.polarity.name());
                lines.push(Line::pair("who", stance));
                lines.push(Line::pair("found by", position.reason.to_string()));
                lines.push(Line::pair(
                    "origin",
                    match position {
                        p if p.reason.is_by_hand() => "corrected by a person",
                        p if p.inferred => "inferred from the text",
                        _ => "configured",
                    },
                ));
            }
        }
        for quotation in findings.quotations.iter().filter(|q| q.content.iter().any(|c| c.overlaps(span))) {
            lines.push(Line::heading(format!("{} quotation", quotation.kind.name())));
            let speaker = quotation.speaker.and_then(|s| findings.entity(s)).map(|e| e.name.as_str());
            lines.push(Line::pair("speaker", speaker.unwrap_or("unknown: the text does not decide it")));
            if let Some(source) = quotation.source {
                lines.push(Line::pair("as the text says", source.of(text)));
            }
            if let Some(cue) = quotation.cue {
                lines.push(Line::pair("cue", cue.of(text)));
            }
            lines.push(Line::pair("found by", quotation.reason.to_string()));
        }
        for date in findings.dates.iter().filter(|d| d.span.overlaps(span)) {
            lines.push(Line::heading(format!("date: “{}”", date.span.of(text))));
            let value = date.value.as_deref().unwrap_or("not settled by this text");
            let when = date.when().map(|when| format!("{} (a {})", when.words, when.granularity));
            lines.push(Line::pair("stands for", when.as_deref().unwrap_or(value)));
            if when.is_some() {
                lines.push(Line::pair("as a value", value));
            }
            lines.push(Line::pair("found by", date.reason.to_string()));
        }
        for figure in findings.figures.iter().filter(|f| f.span.overlaps(span)) {
            lines.push(Line::heading(format!("number: “{}”", figure.span.of(text))));
            lines.push(Line::pair("value", figure.value.to_string()));
            lines.push(Line::pair("of what", figure.unit.as_deref().unwrap_or("not said right behind it")));
        }
        if lines.is_empty() {
            lines.push(Line::pair(
                "",
                format!("“{}” is a hit of the search for “{}”.", span.of(text), self.search.query),
            ));
        }
        let lines = self.window_lines(lines);
        self.window = Some(Window::new(WindowKind::Why, "Why is this marked?", lines));
    }

    /// Lines whose right column is wrapped to the width that a window has now.
    pub(super) fn window_lines(&self, lines: Vec<Line>) -> Vec<Line> {
        let columns = self.area_of_rows(0).width.saturating_sub(6 + LEFT).max(10);
        lines.into_iter().flat_map(|line| folded(line, columns)).collect()
    }

    /// The passage that is asked about.
    fn asked_span(&self, findings: &ArticleFindings) -> Option<Span> {
        if self.focus == Pane::Side {
            return match self.side.selected_row()? {
                SideRow::Entity(id) | SideRow::Roles(id) => findings.entity(id)?.mentions.first().map(|m| m.span),
                SideRow::Issue(id) => findings.issue(id)?.mentions.first().copied(),
                SideRow::Position(id, p) => findings.issue(id)?.positions.get(p).map(|p| p.evidence),
                SideRow::Quotation(i) | SideRow::Words(i) => findings.quotations.get(i)?.content.first().copied(),
                SideRow::Date(date) => findings.dates.get(date.first).map(|date| date.span),
                SideRow::Figure(figure) => findings.figures.get(figure.first).map(|figure| figure.span),
                SideRow::Note(_) | SideRow::Noted(_) => match self.selected_note()?.on {
                    On::Passage(span) => Some(span),
                    On::Article | On::Lost => None,
                },
                SideRow::Heading(..) | SideRow::Folded(..) | SideRow::Blank => None,
            };
        }
        if let Some(cursor) = self.reader.cursor {
            return Some(narrowed(cursor));
        }
        let from = self.walking_from().start;
        let marks = &self.reader.highlights;
        let first = [
            marks.entities.iter().map(|(s, _)| *s).find(|s| s.start >= from),
            marks.issues.iter().map(|(s, _)| *s).find(|s| s.start >= from),
            marks.quotations.iter().map(|(s, _)| *s).find(|s| s.start >= from),
        ];
        first.into_iter().flatten().min()
    }
}

/// Whom a name could mean that was linked to nobody: the people of the article with that word in their names.
fn could_be(findings: &ArticleFindings, unresolved: &Entity) -> String {
    let has_it =
        |e: &&Entity| e.resolved && e.kind == unresolved.kind && e.name.split(' ').any(|w| w == unresolved.name);
    let names: Vec<_> = findings.entities.iter().filter(has_it).map(|e| e.name.as_str()).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("{} or {last}; the text does not decide it", others.join(", "))
        }
        Some((one, _)) => format!("{one}, or somebody else of this name; the text does not decide it"),
        None => "several people; the text does not decide it".to_owned(),
    }
}

/// Cells of the left column of the window.
pub(super) const LEFT: u16 = 18;

/// A position's evidence is a whole sentence, but what is asked about is the position and not every name in it; so it is
/// with a passage of the board.
fn narrowed(cursor: Cursor) -> Span {
    match cursor.target {
        Target::Position(..) | Target::Passage | Target::Selection => {
            Span { start: cursor.span.start, end: cursor.span.start + 1 }
        }
        _ => cursor.span,
    }
}

/// A line whose right column is wrapped to `columns` cells.
fn folded(line: Line, columns: u16) -> Vec<Line> {
    let mut rows = Vec::new();
    wrap(&line.right, Span::new(0, line.right.len()), columns, &mut rows);
    let mut left = line.left;
    let parts = rows.iter().map(|row| Line {
        left: std::mem::take(&mut left),
        right: row.of(&line.right).to_owned(),
        heading: line.heading,
        place: line.place,
        ..Line::default()
    });
    parts.collect()
}
