//! The side panel: entities, issues with positions, quotations.

use crate::app::list::scrolled;
use crate::model::entity::{EntityId, EntityKind};
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;

/// State of the side panel.
#[derive(Debug, Default)]
pub struct Side {
    /// Its rows, made when the article or its findings change.
    pub rows: Vec<SideRow>,
    /// The selected row; headings are never selected while there is anything else.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
}

/// One row of the side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideRow {
    /// A heading with the number of entries below it.
    Heading(Section, usize),
    /// An entity.
    Entity(EntityId),
    /// An issue.
    Issue(IssueId),
    /// A position on the issue above: its index in [`Issue::positions`](crate::model::issue::Issue::positions).
    Position(IssueId, usize),
    /// A quotation, by its index.
    Quotation(usize),
    /// Nothing.
    Blank,
}

/// A part of the side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Issues on which positions oppose.
    Disputed,
    /// Other issues.
    Discussed,
    /// Entities of one kind.
    Entities(EntityKind),
    /// Quotations.
    Quotations,
}

impl Section {
    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Disputed => "Disputed issues",
            Self::Discussed => "Under discussion",
            Self::Entities(kind) => kind.plural(),
            Self::Quotations => "Quotations",
        }
    }
}

impl SideRow {
    /// Whether it can be selected.
    pub fn selectable(self) -> bool {
        !matches!(self, Self::Heading(..) | Self::Blank)
    }
}

impl Side {
    /// Makes the rows anew. What was selected stays so where it still exists. `disputed` tells it of issues.
    pub(super) fn rebuild(&mut self, findings: Option<&ArticleFindings>, disputed: impl Fn(IssueId) -> bool) {
        let before = self.selected_row();
        self.rows.clear();
        if let Some(findings) = findings {
            for kind in EntityKind::ALL {
                let mut ids: Vec<_> = (0..findings.entities.len() as u32)
                    .map(EntityId)
                    .filter(|id| findings.entity(*id).is_some_and(|e| e.kind == kind))
                    .collect();
                ids.sort_by_key(|id| std::cmp::Reverse(findings.entity(*id).map_or(0, |e| e.mentions.len())));
                self.section(Section::Entities(kind), ids.into_iter().map(SideRow::Entity), |_| Vec::new());
            }
            for (section, wanted) in [(Section::Disputed, true), (Section::Discussed, false)] {
                let ids = (0..findings.issues.len() as u32).map(IssueId).filter(|id| disputed(*id) == wanted);
                let positions = |row| match row {
                    SideRow::Issue(id) => {
                        let count = findings.issue(id).map_or(0, |i| i.positions.len());
                        (0..count).map(|p| SideRow::Position(id, p)).collect()
                    }
                    _ => Vec::new(),
                };
                self.section(section, ids.map(SideRow::Issue), positions);
            }
            let quotations = (0..findings.quotations.len()).map(SideRow::Quotation);
            self.section(Section::Quotations, quotations, |_| Vec::new());
        }
        let same = before.and_then(|b| self.rows.iter().position(|r| *r == b));
        self.selected = same.or_else(|| self.rows.iter().position(|r| r.selectable())).unwrap_or(0);
    }

    fn section(
        &mut self,
        section: Section,
        rows: impl Iterator<Item = SideRow>,
        below: impl Fn(SideRow) -> Vec<SideRow>,
    ) {
        let heading = self.rows.len();
        let mut count = 0;
        for row in rows {
            if count == 0 {
                if heading > 0 {
                    self.rows.push(SideRow::Blank);
                }
                self.rows.push(SideRow::Heading(section, 0));
            }
            count += 1;
            self.rows.push(row);
            self.rows.extend(below(row));
        }
        if count > 0 {
            let at = heading + usize::from(heading > 0);
            self.rows[at] = SideRow::Heading(section, count);
        }
    }

    /// The selected row.
    pub fn selected_row(&self) -> Option<SideRow> {
        self.rows.get(self.selected).copied().filter(|r| r.selectable())
    }

    /// Moves the selection by `by` selectable rows.
    pub(super) fn step(&mut self, by: isize) {
        let forward = by > 0;
        for _ in 0..by.unsigned_abs() {
            let next = if forward {
                (self.selected + 1..self.rows.len()).find(|i| self.rows[*i].selectable())
            } else {
                (0..self.selected.min(self.rows.len())).rev().find(|i| self.rows[*i].selectable())
            };
            match next {
                Some(next) => self.selected = next,
                None => break,
            }
        }
    }

    /// Scrolls as little as needed for the selected row, and a heading right above it, to show in `visible` rows.
    pub(super) fn scroll_to_selected(&mut self, visible: usize) {
        self.top = scrolled(self.top, self.selected, visible.max(1), self.rows.len());
        if self.rows[..self.selected.min(self.rows.len())].iter().all(|r| !r.selectable()) {
            self.top = 0;
        }
    }
}
