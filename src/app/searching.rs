//! Searching in the text of the open article.

use std::sync::Arc;

use tui_input::Input;

use crate::app::App;
use crate::app::highlights::touching;
use crate::app::places::Place;
use crate::app::prompt::{editing, paste};
use crate::app::reader::{Cursor, Target};
use crate::input::key::{Code, Key};
use crate::model::memory::LONGEST;
use crate::text::fold::fold;
use crate::text::span::Span;

impl App {
    /// Opens the prompt.
    pub(super) fn begin_search(&mut self) {
        self.search.origin = self.reader.anchor;
        self.search.input.reset();
        self.search.typing = true;
        self.search.at = self.search.history.len();
    }

    /// A key for the prompt.
    pub(super) fn search_key(&mut self, key: Key) {
        match key.code {
            Code::Enter => self.accept_search(),
            Code::Esc => self.cancel_search(),
            Code::Char('c') if key.ctrl => self.cancel_search(),
            Code::Up => self.walk_searches(-1),
            Code::Down => self.walk_searches(1),
            Code::Backspace if self.search.input.value().is_empty() => self.cancel_search(),
            _ => {
                if let Some(request) = editing(key)
                    && self.search.input.handle(request).is_some()
                {
                    self.search_typed();
                }
            }
        }
    }

    /// Puts a search of before into the prompt.
    fn walk_searches(&mut self, by: isize) {
        let search = &mut self.search;
        search.at = search.at.saturating_add_signed(by).min(search.history.len());
        search.input = Input::new(search.history.get(search.at).cloned().unwrap_or_default());
        self.search_typed();
    }

    /// Puts pasted text into the prompt.
    pub(super) fn search_paste(&mut self, text: &str) {
        paste(&mut self.search.input, text);
        self.search_typed();
    }

    /// Searches for what stands in the prompt and shows the first hit from where the search began.
    fn search_typed(&mut self) {
        self.search.query = self.search.input.value().to_owned();
        self.find_hits();
        let origin = self.reader.page.row_at(self.search.origin);
        let from = self.reader.page.rows().get(origin).map_or(0, |r| r.span.start);
        let first = self.search.hits.iter().position(|h| h.start >= from);
        match first.or((!self.search.hits.is_empty()).then_some(0)) {
            Some(hit) => self.go_to_hit(hit),
            None => {
                self.reader.cursor = None;
                self.scroll_to(origin);
            }
        }
    }

    fn accept_search(&mut self) {
        self.search.typing = false;
        let query = self.search.query.trim().to_owned();
        if !query.is_empty() {
            self.search.history.retain(|other| *other != query);
            self.search.history.push(query);
            let surplus = self.search.history.len().saturating_sub(LONGEST);
            self.search.history.drain(..surplus);
            self.search.accepted += 1;
        }
        if self.search.query.is_empty() {
            self.cancel_search();
        } else if self.search.hits.is_empty() {
            self.notice = Some(format!("“{}” is not in this text", self.search.query));
        } else {
            self.reader.follow = None;
            if let (Some(article), origin) = (self.reader.article, self.search.origin) {
                self.places.leave(Place { article, anchor: origin });
            }
        }
    }

    fn cancel_search(&mut self) {
        let origin = self.search.origin;
        self.clear_search();
        let row = self.reader.page.row_at(origin);
        self.scroll_to(row);
    }

    /// Puts all lights of the search out. The text stays where it is.
    pub(super) fn clear_search(&mut self) {
        self.search.typing = false;
        self.search.query.clear();
        self.search.hits.clear();
        self.search.current = None;
        self.search.folded = None;
        if self.reader.cursor.is_some_and(|c| c.target == Target::Hit) {
            self.reader.cursor = None;
        }
    }

    /// Finds the hits of an active search in an article that was just opened, without moving.
    pub(super) fn search_again(&mut self) {
        if self.search.active() {
            self.find_hits();
            self.search.current = None;
        }
    }

    fn find_hits(&mut self) {
        let needle = fold(self.search.query.trim_start());
        let Some(article) = self.article().cloned() else { return };
        if needle.text().trim().is_empty() {
            self.search.hits.clear();
            return;
        }
        // Folding a long text takes longer than searching it, so it is kept for the next key.
        let folded = self.search.folded.get_or_insert_with(|| Arc::new(fold(&article.text)));
        self.search.hits = folded.find_all(needle.text());
        if !self.reader.folds_open {
            // A hit behind a fold could not be shown; opening the fold (`o`) and `n` lead there.
            let behind: Vec<_> = article.blocks.iter().filter(|b| b.kind.is_folded()).map(|b| b.span).collect();
            self.search.hits.retain(|hit| touching(&behind, *hit).is_empty());
        }
    }

    fn go_to_hit(&mut self, hit: usize) {
        if let Some(span) = self.search.hits.get(hit).copied() {
            self.search.current = Some(hit);
            self.put_cursor(Cursor { span, target: Target::Hit });
        }
    }

    /// Goes to the next or previous hit, around the end of the text.
    pub(super) fn walk_hits(&mut self, forward: bool, count: usize) {
        let total = self.search.hits.len();
        if total == 0 {
            self.notice = Some(format!("“{}” is not in this text", self.search.query));
            return;
        }
        let from = self.walking_from();
        // An empty span is the top row itself: a hit that begins there is still ahead.
        let passed = |s: &Span| if from.is_empty() { s.start < from.start } else { *s <= from };
        let steps = count.max(1);
        let next = if forward {
            self.search.hits.partition_point(passed) + (steps - 1)
        } else {
            // Counted from the end, so that both directions wrap the same way.
            total - self.search.hits.partition_point(|s| *s < from) + (steps - 1)
        };
        if next >= total {
            let end = if forward { "the end; going on from the top" } else { "the top; going on from the end" };
            self.notice = Some(format!("the search reached {end}"));
        }
        let next = next % total;
        self.go_to_hit(if forward { next } else { total - 1 - next });
    }
}
