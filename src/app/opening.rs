//! Opening articles: their rows, their marks, and the way back to where one was.

use std::sync::Arc;

use crate::app::App;
use crate::app::geometry::text_columns;
use crate::app::highlights::Highlights;
use crate::app::message::Effect;
use crate::app::page::{Anchor, Page, RowKind};
use crate::app::places::Place;
use crate::app::side::{Found, SideRow};
use crate::model::article_id::ArticleId;
use crate::text::span::Span;

/// How many layouts are kept. A layout of a news article is some 20 KB.
const PAGES: usize = 8;

impl App {
    /// Opens an article where it was left, or at its top.
    pub(super) fn open(&mut self, id: ArticleId) -> Vec<Effect> {
        if self.reader.article == Some(id) {
            return Vec::new();
        }
        self.keep_place();
        self.end_selection();
        if let Some(old) = self.reader.article {
            self.reader.left_at.insert(old, self.reader.anchor);
        }
        self.reader.article = Some(id);
        self.reader.cursor = None;
        self.selection = None; // it is a part of the other text
        self.reader.anchor = self.reader.left_at.get(&id).copied().unwrap_or_default();
        if let Some(index) = self.list.index_of(id) {
            self.list.selected = index;
            self.list.scroll_to_selected(self.list_rows());
        }
        self.side.top = 0;
        self.side.selected = 0;
        self.search.folded = None;
        self.lay_out();
        self.refresh_findings(id);
        self.search_again();
        if self.findings().is_none() { vec![Effect::AnalyseFirst(id)] } else { Vec::new() }
    }

    /// Opens the article that is `by` entries further down the list, or the nearest there is.
    pub(super) fn open_neighbour(&mut self, by: isize) -> Vec<Effect> {
        let last = self.list.order.len().saturating_sub(1);
        // Where the open article is not in the list, what is selected there comes next.
        let listed =
            self.reader.article.is_some() && self.list.order.get(self.list.selected) == self.reader.article.as_ref();
        let by = if listed || by <= 0 { by } else { by - 1 };
        let index = self.list.selected.saturating_add_signed(by).min(last);
        self.open_at(index)
    }

    /// Opens the article at an index of the list.
    pub(super) fn open_at(&mut self, index: usize) -> Vec<Effect> {
        self.list.order.get(index).copied().map_or_else(Vec::new, |id| self.open(id))
    }

    /// Makes or finds the rows of the open article for the present rectangle, the same sentence on top.
    pub(super) fn lay_out(&mut self) {
        let (Some(id), Some(area)) = (self.reader.article, self.geometry.text) else { return };
        let Some(article) = self.library.store().article(id) else { return };
        let width = text_columns(area, &self.settings);
        let open = self.reader.folds_open;
        let pages = &mut self.reader.pages;
        let known = pages.iter().position(|(a, o, p)| (*a, *o, p.width) == (id, open, width));
        let entry = known.map_or_else(
            || (id, open, Arc::new(Page::new(&article, &self.settings.about, width, open))),
            |i| pages.remove(i),
        );
        self.reader.page = Arc::clone(&entry.2);
        pages.push(entry);
        if pages.len() > PAGES {
            pages.remove(0);
        }
        self.reader.top = self.reader.page.row_at(self.reader.anchor).min(self.last_top());
    }

    /// Takes in that the findings of an article changed; does nothing unless it is the open one.
    pub(super) fn refresh_findings(&mut self, id: ArticleId) {
        if self.reader.article != Some(id) {
            return;
        }
        let findings = self.findings();
        let library = &self.library;
        let marks = findings.as_deref().map(|found| Highlights::new(found, |issue| library.is_disputed(id, issue)));
        self.reader.highlights = Arc::new(marks.unwrap_or_default());
        self.refresh_side();
        self.refollow();
    }

    /// Makes the rows of the side panel anew.
    pub(super) fn refresh_side(&mut self) {
        let Some(id) = self.reader.article else { return };
        let within = self.side.following.then(|| self.span_on_screen());
        let notes = self.side_notes(id);
        let library = &self.library;
        let (article, findings) = (library.store().article(id), library.findings(id));
        let found = article.as_ref().zip(findings.as_ref()).map(|(article, findings)| Found {
            article,
            findings,
            doubtful: self.reader.shown.doubtful,
            within,
            notes: &notes,
        });
        self.side.rebuild(found.as_ref(), |issue| library.is_disputed(id, issue));
        self.side.notes = notes;
        self.side.scroll_to_selected(self.side_rows());
    }

    /// What of the text shows.
    fn span_on_screen(&self) -> Span {
        let rows = self.reader.page.rows();
        let shown = rows.get(self.reader.top..).unwrap_or_default().iter().take(self.text_rows());
        let mut shown = shown.filter(|row| !matches!(row.kind, RowKind::Title | RowKind::About));
        let first = shown.next().map_or_else(Span::default, |row| row.span);
        Span { end: shown.next_back().map_or(first.end, |row| row.span.end), ..first }
    }

    /// Folds the section of the side panel that the selection is in, or opens it.
    pub(super) fn fold_section(&mut self) {
        let Some(section) = self.side.section_here() else { return };
        match self.side.folded.iter().position(|folded| *folded == section) {
            Some(at) => drop(self.side.folded.remove(at)),
            None => self.side.folded.push(section),
        }
        self.refresh_side();
        let heads = |row: &SideRow| matches!(row, SideRow::Heading(s, _) | SideRow::Folded(s, _) if *s == section);
        if let Some(at) = self.side.rows.iter().position(heads) {
            let below = |i: &usize| self.side.rows.get(*i).is_some_and(|row| row.selectable());
            self.side.selected = (at..self.side.rows.len()).find(below).unwrap_or(at);
            self.side.scroll_to_selected(self.side_rows());
        }
    }

    /// The place that shows on top.
    pub(super) fn here(&self) -> Option<Place> {
        Some(Place { article: self.reader.article?, anchor: self.reader.anchor })
    }

    /// Goes to a place, without a trace in the jump list.
    pub(super) fn go_to(&mut self, place: Place) -> Vec<Effect> {
        let effects = self.open(place.article);
        self.reader.cursor = None;
        self.scroll_to(self.reader.page.row_at(place.anchor));
        effects
    }

    /// Remembers the present place in the jump list, because a jump leaves it.
    pub(super) fn leave(&mut self) {
        if let Some(here) = self.here() {
            self.places.leave(here);
        }
    }

    /// The largest useful first row: the end of the article at the bottom of the pane.
    pub fn last_top(&self) -> usize {
        self.reader.page.len().saturating_sub(self.text_rows().max(1))
    }

    /// Puts a row on top, as far as the text goes.
    pub(super) fn scroll_to(&mut self, row: usize) {
        self.reader.top = row.min(self.last_top());
        self.reader.anchor = self.reader.page.anchor(self.reader.top);
        if self.side.following {
            self.refresh_side();
        }
    }

    /// Scrolls by rows.
    pub(super) fn scroll_by(&mut self, by: isize) {
        self.scroll_to(self.reader.top.saturating_add_signed(by));
    }

    /// Brings an offset of the text onto the screen. Does not scroll when it shows already.
    pub(super) fn reveal(&mut self, offset: usize) {
        let row = self.reader.page.row_of(offset);
        let rows = self.text_rows();
        if row < self.reader.top || row >= self.reader.top + rows {
            self.scroll_to(row.saturating_sub(rows / 3));
        }
    }

    /// Opens or closes captions and boilerplate, the same sentence on top.
    pub(super) fn toggle_folds(&mut self) {
        self.reader.folds_open = !self.reader.folds_open;
        if matches!(self.reader.anchor, Anchor::Offset(_)) {
            self.reader.anchor = self.reader.page.anchor(self.reader.top);
        }
        self.lay_out();
    }
}
