//! Walking through marks (mentions, issues, quotations), paragraphs, and the articles of a story.

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::keep::On;
use crate::app::message::Effect;
use crate::app::reader::{Cursor, Followed, Target};
use crate::app::side::SideRow;
use crate::text::span::Span;

/// What `]` and `[` walk through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Mentions of any entity.
    Entity,
    /// Mentions of any issue.
    Issue,
    /// Quotations.
    Quotation,
}

impl App {
    /// Goes to the `count`-th mark of a sort, forward or backward from the mark or the top row.
    pub(super) fn walk(&mut self, step: Step, forward: bool, count: usize) {
        for _ in 0..count {
            match self.next_mark(step, forward) {
                Some(cursor) => self.put_cursor(cursor),
                None => {
                    let what = match step {
                        Step::Entity => "entity",
                        Step::Issue => "issue",
                        Step::Quotation => "quotation",
                    };
                    let end = if forward { "further" } else { "earlier" };
                    self.notice = Some(format!("no {end} {what} in this article"));
                    return;
                }
            }
        }
    }

    fn next_mark(&self, step: Step, forward: bool) -> Option<Cursor> {
        let marks = &self.reader.highlights;
        let from = self.walking_from();
        match step {
            Step::Entity => {
                let (span, id) = *beyond(&marks.entities, from, forward)?;
                Some(Cursor { span, target: Target::Entity(id) })
            }
            Step::Issue => {
                let (span, id) = *beyond(&marks.issues, from, forward)?;
                Some(Cursor { span, target: Target::Issue(id) })
            }
            Step::Quotation => {
                let (span, i) = *beyond(&marks.quotations, from, forward)?;
                Some(Cursor { span, target: Target::Quotation(i) })
            }
        }
    }

    /// The span from which one walks on: the mark if it is on the screen, otherwise the beginning of the top row.
    pub(super) fn walking_from(&self) -> Span {
        let page = &self.reader.page;
        let visible = |c: &&Cursor| {
            let row = page.row_of(c.span.from());
            (self.reader.top..self.reader.top + self.text_rows().max(1)).contains(&row)
        };
        if let Some(cursor) = self.reader.cursor.as_ref().filter(visible) {
            return cursor.span;
        }
        let row = page.rows().get(self.reader.top..).unwrap_or_default().iter().find(|r| !r.span.is_empty());
        let start = row.map_or(0, |r| r.span.start);
        Span { start, end: start }
    }

    /// Puts the mark somewhere and shows it.
    pub(super) fn put_cursor(&mut self, cursor: Cursor) {
        self.reader.cursor = Some(cursor);
        self.reveal(cursor.span.from());
    }

    /// Goes to the paragraph of the text that is `by` further, or the section of the side panel.
    pub(super) fn walk_parts(&mut self, by: isize) {
        if self.focus == Pane::Side {
            self.side.step_sections(by, self.side_rows());
        } else {
            self.walk_paragraphs(by);
        }
    }

    /// Goes to the paragraph that is `by` further, as far as there are any.
    fn walk_paragraphs(&mut self, by: isize) {
        let page = &self.reader.page;
        let top = self.reader.top;
        let here = page.paragraph_at(top);
        let starts_here = page.row_of_paragraph(here) == Some(top);
        // Backward from the middle of a paragraph leads to its beginning first.
        let by = by.saturating_add(isize::from(by < 0 && !starts_here));
        let wanted = i64::from(here).saturating_add(by as i64).clamp(0, i64::from(page.paragraphs())) as u32;
        self.go_to_paragraph(wanted);
    }

    /// Puts a paragraph on top; 0 is the title block.
    pub(super) fn go_to_paragraph(&mut self, number: u32) {
        // Beyond the last one is the end.
        let row = match self.reader.page.row_of_paragraph(number) {
            Some(row) => row,
            None if number > 0 => usize::MAX,
            None => 0,
        };
        self.reader.cursor = None;
        self.scroll_to(row);
    }

    /// Goes to the first place of the selected row of the side panel, and follows it from there.
    pub(super) fn go_to_selected(&mut self) {
        let (Some(row), Some(findings)) = (self.side.selected_row(), self.findings()) else { return };
        self.leave();
        let followed = match row {
            SideRow::Entity(id) | SideRow::Roles(id) => Followed::Entity(id),
            SideRow::Issue(id) => Followed::Issue(id),
            SideRow::Date(date) => Followed::Date(date.first),
            SideRow::Figure(figure) => Followed::Figure(figure.first),
            SideRow::Position(id, p) => {
                let Some(position) = findings.issue(id).and_then(|i| i.positions.get(p)) else { return };
                return self.put_cursor(Cursor { span: position.evidence, target: Target::Position(id, p) });
            }
            SideRow::Quotation(i) | SideRow::Words(i) => {
                let Some(span) = findings.quotations.get(i).and_then(|q| q.content.first()) else { return };
                return self.put_cursor(Cursor { span: *span, target: Target::Quotation(i) });
            }
            SideRow::Note(i) | SideRow::Noted(i) => {
                match self.side.notes.get(i).map(|note| note.on) {
                    Some(On::Passage(span)) => self.put_cursor(Cursor { span, target: Target::Passage }),
                    Some(On::Article) => self.scroll_to(0),
                    Some(On::Lost) => self.notice = Some("the text does not have these words any more".into()),
                    None => {}
                }
                return;
            }
            SideRow::Folded(..) => return self.fold_section(),
            SideRow::Heading(..) | SideRow::Blank => return,
        };
        if self.follow(followed).is_some() {
            self.go_to_followed(0);
        }
    }

    /// Opens the `count`-th article of the same story further down the list, or up, or the last there is.
    pub(super) fn walk_story(&mut self, forward: bool, count: usize) -> Vec<Effect> {
        let (here, list) = (self.list.selected, &self.list.order);
        let story = self.reader.article.and_then(|id| self.library.story(id)).map(|s| s.number);
        let tells = |i: &usize| self.library.story(list[*i]).is_some_and(|s| story == Some(s.number));
        let others: Vec<usize> = if forward {
            (here + 1..list.len()).filter(tells).take(count).collect()
        } else {
            (0..here.min(list.len())).rev().filter(tells).take(count).collect()
        };
        let Some(next) = others.last() else {
            let which = if forward { "next" } else { "previous" };
            self.notice = Some(format!("there is no {which} article of this story"));
            return Vec::new();
        };
        self.leave();
        self.open_at(*next)
    }
}

/// The first mark behind `from`, or the last one in front of it. `marks` are sorted by their spans.
fn beyond<T>(marks: &[(Span, T)], from: Span, forward: bool) -> Option<&(Span, T)> {
    // An empty span stands for the place itself, so that a mark which begins there is still ahead.
    if forward {
        let at = marks.partition_point(|(s, _)| if from.is_empty() { s.start < from.start } else { *s <= from });
        marks.get(at)
    } else {
        let at = marks.partition_point(|(s, _)| *s < from);
        marks.get(at.checked_sub(1)?)
    }
}
