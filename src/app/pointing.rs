//! What the mouse does: a click selects, the wheel scrolls what is under the pointer, borders are dragged.

use crate::app::App;
use crate::app::geometry::{Area, NARROWEST, Pane, gutter};
use crate::app::list::ENTRY_ROWS;
use crate::app::message::Effect;
use crate::app::page::RowKind;
use crate::app::reader::{Cursor, Target};
use crate::input::mouse::{Mouse, MouseKind};
use crate::text::cells::clusters;
use crate::text::span::Span;

/// Rows that one turn of the wheel scrolls.
const WHEEL: isize = 3;

/// A border that is being dragged: the one at the right of the list or at the left of the side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Between list and text.
    List,
    /// Between text and side panel.
    Side,
}

impl App {
    /// The mouse did something.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        let wheel = match mouse.kind {
            MouseKind::WheelDown => Some(WHEEL),
            MouseKind::WheelUp => Some(-WHEEL),
            _ => None,
        };
        self.screen().mouse(self, mouse, wheel)
    }

    /// The mouse did something in the panes; `wheel` is how many rows it turned.
    pub(super) fn mouse_in_panes(&mut self, mouse: Mouse, wheel: Option<isize>) -> Vec<Effect> {
        match (mouse.kind, wheel) {
            (_, Some(by)) => return self.wheel(mouse, by),
            (MouseKind::Press, _) => {
                self.edge = self.edge_at(mouse);
                if self.edge.is_none() {
                    return self.click(mouse);
                }
            }
            (MouseKind::Drag, _) => self.drag(mouse),
            _ => (self.edge, self.pressed) = (None, None),
        }
        Vec::new()
    }

    fn pane_at(&self, mouse: Mouse) -> Option<(Pane, Area)> {
        let areas = Pane::ALL.into_iter().filter_map(|pane| Some((pane, self.geometry.area(pane)?)));
        areas.into_iter().find(|(_, area)| inside(*area, mouse))
    }

    fn edge_at(&self, mouse: Mouse) -> Option<Edge> {
        let (list, text, side) = (self.geometry.list?, self.geometry.text?, self.geometry.side);
        let rows = list.y..list.y + list.height;
        if !rows.contains(&mouse.y) {
            return None;
        }
        if mouse.x == list.x + list.width {
            return Some(Edge::List);
        }
        let beside = side.filter(|s| s.y == text.y)?;
        (mouse.x + 1 == beside.x).then_some(Edge::Side)
    }

    fn drag(&mut self, mouse: Mouse) {
        match self.edge {
            Some(Edge::List) => self.settings.list_width = Some(mouse.x.max(NARROWEST)),
            Some(Edge::Side) => {
                let width = self.size.0.saturating_sub(mouse.x + 1);
                self.settings.side_width = Some(width.max(NARROWEST));
            }
            None => return self.drag_selection(mouse),
        }
        self.arrange();
    }

    fn wheel(&mut self, mouse: Mouse, by: isize) -> Vec<Effect> {
        match self.pane_at(mouse) {
            // The list is scrolled without opening what passes by.
            Some((Pane::List, area)) => {
                let visible = usize::from(area.below_heading().height) / ENTRY_ROWS;
                let last = self.list.order.len().saturating_sub(visible.max(1));
                self.list.top = self.list.top.saturating_add_signed(by.signum()).min(last);
            }
            Some((Pane::Text, _)) => {
                self.scroll_by(by);
                if by > 0 {
                    self.read_to_the_end();
                }
            }
            Some((Pane::Side, area)) => {
                let last = self.side.rows.len().saturating_sub(usize::from(area.below_heading().height));
                self.side.top = self.side.top.saturating_add_signed(by).min(last);
            }
            None => {}
        }
        Vec::new()
    }

    fn click(&mut self, mouse: Mouse) -> Vec<Effect> {
        let Some((pane, area)) = self.pane_at(mouse) else { return Vec::new() };
        if self.focus != pane {
            self.focus_on(pane);
        }
        let body = area.below_heading();
        let Some(row) = mouse.y.checked_sub(body.y).map(usize::from) else { return Vec::new() };
        match pane {
            Pane::List => {
                let index = self.list.top + row / ENTRY_ROWS;
                if index < self.list.order.len() {
                    return self.open_at(index);
                }
            }
            Pane::Text => self.click_text(body, row, mouse.x),
            Pane::Side => {
                let index = self.side.top + row;
                if self.side.rows.get(index).is_some_and(|r| r.selectable()) {
                    let again = self.side.selected == index;
                    self.side.selected = index;
                    // A second click on the same row does what Enter does.
                    if again {
                        self.go_to_selected();
                    }
                }
            }
        }
        Vec::new()
    }

    /// A click into the text opens a fold or puts the mark on what was clicked.
    fn click_text(&mut self, body: Area, row: usize, x: u16) {
        let Some(found) = self.reader.page.rows().get(self.reader.top + row).copied() else { return };
        if found.kind == RowKind::Fold {
            self.toggle_folds();
            return;
        }
        if matches!(found.kind, RowKind::Title | RowKind::About | RowKind::Blank) {
            return;
        }
        let left = if self.zoomed { self.centring(body) } else { 0 } + gutter(body);
        let (Some(article), Some(column)) = (self.article(), x.checked_sub(body.x + left)) else { return };
        let Some(at) = offset_at(&article.text, found.span, column) else { return };
        self.pressed = Some(at);
        self.selection = None;
        let marks = &self.reader.highlights;
        let holds = |s: &Span| s.contains(at);
        let entity = marks.entities_in(Span::new(at, at + 1)).first().map(|(span, id)| (*span, Target::Entity(*id)));
        let issue = || marks.issues.iter().find(|(s, _)| holds(s)).map(|(span, id)| (*span, Target::Issue(*id)));
        let quotation =
            || marks.quotations.iter().find(|(s, _)| holds(s)).map(|(span, i)| (*span, Target::Quotation(*i)));
        let mark = entity.or_else(issue).or_else(quotation);
        self.reader.cursor = mark.map(|(span, target)| Cursor { span, target });
    }

    /// Selects from where the mouse was pressed to where it is.
    fn drag_selection(&mut self, mouse: Mouse) {
        let (Some(from), Some(area)) = (self.pressed, self.geometry.text) else { return };
        let body = area.below_heading();
        let row = usize::from(mouse.y.clamp(body.y, (body.y + body.height).saturating_sub(1)) - body.y);
        let Some(found) = self.reader.page.rows().get(self.reader.top + row).copied() else { return };
        if matches!(found.kind, RowKind::Title | RowKind::About | RowKind::Blank | RowKind::Fold) {
            return;
        }
        let left = body.x + if self.zoomed { self.centring(body) } else { 0 } + gutter(body);
        let Some(article) = self.article() else { return };
        let at = offset_at(&article.text, found.span, mouse.x.saturating_sub(left));
        let at = at.unwrap_or(found.span.to().saturating_sub(1));
        self.select_between(from, at);
    }

    /// How far a zoomed text is moved to the middle, in cells.
    fn centring(&self, body: Area) -> u16 {
        body.width.saturating_sub(self.reader.page.width + gutter(body)) / 2
    }
}

pub(super) fn inside(area: Area, mouse: Mouse) -> bool {
    (area.x..area.x + area.width).contains(&mouse.x) && (area.y..area.y + area.height).contains(&mouse.y)
}

/// The byte of `row` that is drawn at `column`, if one is.
pub(super) fn offset_at(text: &str, row: Span, column: u16) -> Option<usize> {
    let mut end = 0;
    for cluster in clusters(text, row) {
        end += cluster.cells;
        if column < end {
            return Some(cluster.span.from());
        }
    }
    None
}
