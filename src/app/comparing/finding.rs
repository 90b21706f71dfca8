//! Searching in both texts of a comparison.

use crate::app::App;
use crate::app::compare::Hand;
use crate::app::message::Effect;
use crate::input::key::{Code, Key};
use crate::query::pattern::Pattern;
use crate::text::span::Span;

impl App {
    /// Opens the prompt.
    pub(super) fn begin_search_in_both(&mut self) {
        self.begin_search();
    }

    /// A key for the prompt.
    pub(super) fn search_key_in_both(&mut self, key: Key) -> Vec<Effect> {
        let empty = self.search.input.value().is_empty();
        match key.code {
            Code::Enter if !empty => {
                self.search.typing = false;
                self.search.remember();
                if let Some(error) = &self.search.error {
                    self.notice = Some(error.clone());
                } else if self.hits_in_both() == 0 {
                    self.notice = Some(format!("“{}” is in neither text", self.search.query));
                }
            }
            Code::Esc | Code::Enter => self.clear_search_in_both(),
            Code::Backspace if empty => self.clear_search_in_both(),
            _ => {
                if self.edit_search(key) {
                    self.search_both();
                    self.walk_hits_in_both(1);
                }
            }
        }
        Vec::new()
    }

    /// Finds the hits in both texts.
    pub(super) fn search_both(&mut self) {
        self.search.input.value().clone_into(&mut self.search.query);
        self.find_in_both();
    }

    /// Finds the hits of the present search anew, after other texts were laid side by side.
    pub(super) fn find_in_both(&mut self) {
        self.search.error = None;
        let Some(mut compare) = self.compare.take() else { return };
        compare.hits = [Vec::new(), Vec::new()];
        if !self.search.query.trim().is_empty() {
            match Pattern::new(&self.search.query, self.search.strictness) {
                Ok(pattern) => {
                    for hand in Hand::BOTH {
                        let article = self.library.store().article(compare.articles[hand.index()]);
                        let hits = article.map(|article| pattern.find_all(&article.text, &mut None));
                        compare.hits[hand.index()] = hits.unwrap_or_default();
                    }
                }
                Err(error) => self.search.error = Some(error),
            }
        }
        self.compare = Some(compare);
    }

    fn hits_in_both(&self) -> usize {
        self.compare.as_ref().map_or(0, |compare| compare.hits.iter().map(Vec::len).sum())
    }

    /// Goes to the hit that is `by` further in the text with the focus, and from its end into the other text.
    pub(super) fn walk_hits_in_both(&mut self, by: isize) {
        let Some(compare) = self.compare.as_mut() else { return };
        let hand = compare.hand();
        let here = compare.lit[hand.index()].map_or(0, Span::from);
        let stands = compare.lit[hand.index()];
        // One row of all hits: those of the left text, then those of the right one.
        let all: Vec<(Hand, Span)> =
            Hand::BOTH.iter().flat_map(|h| compare.hits[h.index()].iter().map(|span| (*h, *span))).collect();
        if all.is_empty() {
            return;
        }
        let before = if hand == Hand::Right { compare.hits[0].len() } else { 0 };
        let passed = compare.hits[hand.index()].partition_point(|hit| hit.from() < here) + before;
        let on_one = all.get(passed).is_some_and(|(h, span)| *h == hand && Some(*span) == stands);
        let step = if by > 0 && !on_one { by - 1 } else { by };
        let first = (passed as isize).saturating_add(step);
        let (next, span) = all[first.rem_euclid(all.len() as isize) as usize];
        if first < 0 || first >= all.len() as isize {
            self.notice = Some("the search reached the end; going on from the other one".into());
        }
        compare.part = crate::app::compare::Part::Text(next);
        compare.pair = None;
        if let Some(fold) = compare.fold_at(next, span.from()) {
            compare.opened[next.index()].push(fold);
            self.arrange_comparison();
        }
        if let Some(compare) = self.compare.as_mut() {
            compare.show_one(next, span);
        }
    }

    /// Puts all lights of the search out.
    pub(super) fn clear_search_in_both(&mut self) {
        self.clear_search();
        if let Some(compare) = self.compare.as_mut() {
            compare.hits = [Vec::new(), Vec::new()];
        }
    }
}
