//! Searching in the text of the open article.

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::highlights::touching;
use crate::app::places::Place;
use crate::app::prompt::{editing, paste};
use crate::app::reader::{Cursor, Target};
use crate::app::side::SideRow;
use crate::input::key::{Code, Key};
use crate::query::pattern::{Pattern, Strictness};
use crate::text::span::Span;

/// How many words under the mark are searched for.
const WORDS: usize = 6;

impl App {
    /// Opens the prompt.
    pub(super) fn begin_search(&mut self) {
        self.search.origin = self.reader.anchor;
        self.search.input.reset();
        self.search.at = self.search.history.len();
        self.search.typing = true;
    }

    /// A key for the prompt.
    pub(super) fn search_key(&mut self, key: Key) {
        match key.code {
            Code::Enter => self.accept_search(),
            Code::Esc => self.cancel_search(),
            Code::Backspace if self.search.input.value().is_empty() => self.cancel_search(),
            _ => {
                if self.edit_search(key) {
                    self.search_typed();
                }
            }
        }
    }

    /// A key that changes what stands in the prompt, or how it is searched for; returns whether it is one.
    pub(super) fn edit_search(&mut self, key: Key) -> bool {
        match key.code {
            Code::Char('r') if key.ctrl => self.search.strictness = self.search.strictness.next(),
            Code::Up => self.search.recall(-1),
            Code::Down => self.search.recall(1),
            _ => return editing(key).is_some_and(|request| self.search.input.handle(request).is_some()),
        }
        true
    }

    /// Puts pasted text into the prompt.
    pub(super) fn search_paste(&mut self, text: &str) {
        self.insert_into_search(text);
        self.search_typed();
    }

    /// Puts text into the prompt, without searching.
    pub(super) fn insert_into_search(&mut self, text: &str) {
        paste(&mut self.search.input, text);
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
        if !self.search.query.is_empty() {
            self.search.remember();
        }
        if self.search.query.is_empty() {
            self.cancel_search();
        } else if let Some(error) = &self.search.error {
            self.notice = Some(error.clone());
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
        self.search.error = None;
        self.search.hits.clear();
        let Some(article) = self.article() else { return };
        let words = match self.search.strictness {
            Strictness::Exact | Strictness::Regex => self.search.query.as_str(),
            Strictness::Folded | Strictness::Words => self.search.query.trim_start(),
        };
        if words.trim().is_empty() {
            return;
        }
        match Pattern::new(words, self.search.strictness) {
            Ok(pattern) => self.search.hits = pattern.find_all(&article.text, &mut self.search.folded),
            Err(error) => self.search.error = Some(error),
        }
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

    /// Searches for the words under the mark, or what is selected in the side panel, as whole words.
    pub(super) fn search_for_this(&mut self, forward: bool, count: usize) {
        let Some(words) = self.words_of_this() else {
            self.notice = Some("put the mark on something first: ]e, ]i, ]q, n or a click".into());
            return;
        };
        self.leave();
        let cursor = self.reader.cursor;
        self.clear_search();
        // One walks on from the mark, which may be the hit of another search.
        self.reader.cursor = cursor;
        self.reader.follow = None;
        self.search.query = words;
        self.search.strictness = Strictness::Words;
        self.search.remember();
        self.find_hits();
        self.walk_hits(forward, count);
    }

    /// The words under the mark, or what is selected in the side panel.
    fn words_of_this(&self) -> Option<String> {
        let article = self.article()?;
        let words = match (self.focus, self.side.selected_row()) {
            (Pane::Side, Some(SideRow::Entity(id) | SideRow::Roles(id))) => self.findings()?.entity(id)?.name.clone(),
            (Pane::Side, Some(SideRow::Issue(id) | SideRow::Position(id, _))) => {
                self.findings()?.issue(id)?.name.clone()
            }
            _ => self.reader.cursor?.span.of(&article.text).to_owned(),
        };
        // A whole sentence stands nowhere else.
        let words = words.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ");
        Some(words).filter(|words| !words.is_empty())
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
            self.search.hits.partition_point(passed).saturating_add(steps - 1)
        } else {
            // Counted from the end, so that both directions wrap the same way.
            (total - self.search.hits.partition_point(|s| *s < from)).saturating_add(steps - 1)
        };
        if next >= total {
            let end = if forward { "the end; going on from the top" } else { "the top; going on from the end" };
            self.notice = Some(format!("the search reached {end}"));
        }
        let next = next % total;
        self.go_to_hit(if forward { next } else { total - 1 - next });
    }
}

impl App {
    /// A key for what the side panel is narrowed by.
    pub(super) fn side_key(&mut self, key: Key) {
        match key.code {
            Code::Enter => self.side.typing = false,
            Code::Esc => drop(self.clear_side_query()),
            Code::Up => self.side.step(-1),
            Code::Down => self.side.step(1),
            Code::Backspace if self.side.query.value().is_empty() => self.side.typing = false,
            _ => {
                if editing(key).is_some_and(|request| self.side.query.handle(request).is_some()) {
                    self.refresh_side();
                }
            }
        }
        self.side.scroll_to_selected(self.side_rows());
    }

    /// Puts pasted text into it.
    pub(super) fn side_paste(&mut self, text: &str) {
        paste(&mut self.side.query, text);
        self.refresh_side();
    }

    /// Lets the side panel show everything again; returns whether it did not.
    pub(super) fn clear_side_query(&mut self) -> bool {
        let narrowed = self.side.typing || !self.side.query.value().is_empty();
        if narrowed {
            self.side.typing = false;
            self.side.query.reset();
            self.refresh_side();
        }
        narrowed
    }
}
