//! Places one can come back to: the jump list and the marks.

use std::collections::BTreeMap;

use crate::app::anchor::Anchor;
use crate::model::article_id::ArticleId;

/// A row of an article, independent of the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// What stands on top.
    pub anchor: Anchor,
}

/// The jump list and the marks.
#[derive(Debug, Default)]
pub struct Places {
    jumps: Vec<Place>,
    /// Where in the jump list one is; its length when not travelling.
    at: usize,
    marks: BTreeMap<char, Place>,
}

/// How many places the jump list keeps.
const LONGEST: usize = 100;

impl Places {
    /// Remembers the place that a jump leaves. What lay ahead is forgotten.
    pub(super) fn leave(&mut self, place: Place) {
        self.jumps.truncate(self.at);
        self.jumps.retain(|p| *p != place);
        self.jumps.push(place);
        if self.jumps.len() > LONGEST {
            self.jumps.remove(0);
        }
        self.at = self.jumps.len();
    }

    /// The place before; `here` is kept so that one can come forward again.
    pub(super) fn back(&mut self, here: Place) -> Option<Place> {
        if self.at == self.jumps.len() && self.jumps.last() != Some(&here) {
            self.jumps.push(here);
        } else if self.at == self.jumps.len() {
            self.at = self.at.saturating_sub(1);
        }
        let at = self.at.checked_sub(1)?;
        self.at = at;
        self.jumps.get(at).copied()
    }

    /// The place after.
    pub(super) fn forward(&mut self) -> Option<Place> {
        let place = *self.jumps.get(self.at + 1)?;
        self.at += 1;
        Some(place)
    }

    /// Sets a mark.
    pub(super) fn set_mark(&mut self, letter: char, place: Place) {
        self.marks.insert(letter, place);
    }

    /// The place of a mark.
    pub fn mark(&self, letter: char) -> Option<Place> {
        self.marks.get(&letter).copied()
    }

    /// All marks by their letters.
    pub fn marks(&self) -> impl Iterator<Item = (char, Place)> {
        self.marks.iter().map(|(c, p)| (*c, *p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(n: usize) -> Place {
        Place { article: ArticleId(0), anchor: Anchor::Offset(n) }
    }

    #[test]
    fn one_goes_back_and_forward_as_in_a_browser() {
        let mut places = Places::default();
        places.leave(place(1));
        places.leave(place(2));
        assert_eq!(places.back(place(3)), Some(place(2)));
        assert_eq!(places.back(place(2)), Some(place(1)));
        assert_eq!(places.back(place(1)), None);
        assert_eq!(places.forward(), Some(place(2)));
        assert_eq!(places.forward(), Some(place(3)));
        assert_eq!(places.forward(), None);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut places = Places::default();
        places.leave(place(1));
        places.leave(place(2));
        places.back(place(3));
        places.leave(place(9));
        assert_eq!(places.forward(), None);
        assert_eq!(places.back(place(5)), Some(place(9)));
    }
}
