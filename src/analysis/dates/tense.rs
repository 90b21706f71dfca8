//! Which way an expression of time points that names no year or no week.
//!
//! The verb nearest to it tells: what "will be held on Friday" lies ahead, what "was held on Friday" lies behind. Words in
//! front come first, since news puts the day behind the verb; where none of them tells, the verb behind is asked.

use crate::analysis::dates::calendar::Direction;
use crate::analysis::dates::grammar::Reader;
use crate::analysis::dates::words::{self, Class};
use crate::language::tag::Tag;
use crate::model::block::BlockKind;

/// How far from the expression a verb is looked for, in tokens.
const REACH: usize = 16;

/// What the words around an expression tell about its direction.
#[derive(Clone, Copy)]
pub(super) struct Tense {
    pub(super) direction: Direction,
    /// Whether they stand right beside it.
    pub(super) beside: bool,
    /// Whether a verb in the present tense says so, which tells of a day ("arrives on Friday") and of nothing longer.
    pub(super) present: bool,
}

impl Reader<'_> {
    /// Which way the words around the expression at tokens `from..to` point.
    pub(super) fn tense(&self, from: usize, to: usize) -> Option<Tense> {
        let adjoining = (from.saturating_sub(2)..from).rev().find(|k| !self.is(*k, Class::PassedOver)).unwrap_or(from);
        let beside = |direction| Some(Tense { direction, beside: true, present: false });
        // "By the Tuesday deadline" tells nothing: it may be over.
        let of_noun = self.before(from) == "the" && self.opens_noun(to) && !words::joins(self.word(to));
        match if adjoining < from { self.word(adjoining) } else { "" } {
            _ if adjoining < from && self.is(adjoining, Class::Deadline) && !of_noun => {
                return beside(Direction::Future);
            }
            // "The vote is on Friday."
            "is" | "are" if self.before(from) == "on" => return beside(Direction::Future),
            word if words::points_ahead(word) => {}
            "of" if self.word(from.saturating_sub(2)).eq_ignore_ascii_case("ahead") => {
                return beside(Direction::Future);
            }
            // A day of which something is said: "said on Friday", "set Friday as the deadline".
            word if words::is_saying(word) || word == "set" => return beside(Direction::Past),
            word if words::points_back(word) || words::looks_past(word) => {
                let told = self.verb(adjoining, false).map(|(direction, _)| direction);
                return beside(told.unwrap_or(Direction::Past));
            }
            _ => {}
        }
        let owns = self.is_clitic(to);
        let in_front = self.in_front(from);
        let behind = || (to..self.end.min(to + REACH)).find_map(|k| self.verb(k, true));
        let (direction, present) = in_front.filter(|_| !owns).or_else(behind)?;
        Some(Tense { direction, beside: false, present })
    }

    /// What the nearest verb in front of token `from` tells, and whether it is in the present tense. One behind a comma or
    /// a word of saying is of another clause, so that its present tense tells nothing.
    fn in_front(&self, from: usize) -> Option<(Direction, bool)> {
        let mut apart = false;
        for k in (self.start.max(from.saturating_sub(REACH))..from).rev() {
            match self.verb(k, false) {
                Some((_, true)) if apart => {}
                Some(told) => return Some(told),
                None => apart |= self.word(k) == "," || words::is_saying(self.word(k)),
            }
        }
        None
    }

    /// Which way the verb at token `k` points, if it is one that does, and whether it is in the present tense; `behind` says
    /// that it follows the expression.
    fn verb(&self, k: usize, behind: bool) -> Option<(Direction, bool)> {
        let word = self.word(k);
        let (one, two) = (self.before(k), k.checked_sub(2).map_or("", |k| self.word(k)));
        let next = self.word(k + 1);
        let is = matches!(one, "is" | "are" | "’s" | "'s");
        let told = match word {
            "would" => (next != "have").then_some(Direction::Future),
            // "They meet on Friday"; "to meet" says nothing of when.
            "meet" => {
                let is_subject =
                    one.ends_with('s') || one.starts_with(char::is_uppercase) || matches!(one, "they" | "we");
                (is_subject && !behind).then_some(Direction::Future)
            }
            _ if words::is_scheduled(word) => (!behind).then_some(Direction::Future),
            "set" if matches!(next, "to" | "for") => Some(Direction::Future),
            _ if words::intends(word) && (next == "to" || word == "planned" && next == "for") => {
                // "On Friday they planned to leave" tells when they planned.
                Some(if behind && words::looks_past(word) { Direction::Past } else { Direction::Future })
            }
            "expected" if !is && one != "been" => None,
            _ if words::points_ahead(word) => {
                // What "had been due" has happened by now, or was put off.
                let over = one == "been" && two == "had";
                Some(if over { Direction::Past } else { Direction::Future })
            }
            _ if !word.starts_with(|c: char| c.is_ascii_lowercase()) || words::is_saying(word) => None,
            _ => return self.tagged_verb(k, behind),
        };
        told.map(|direction| (direction, false))
    }

    /// The same from the part of speech of token `k` and its auxiliaries.
    fn tagged_verb(&self, k: usize, behind: bool) -> Option<(Direction, bool)> {
        // Its auxiliary, over adverbs.
        let at = (self.start..k).rev().take(4).find(|i| !matches!(self.tag(*i), Some(Tag::Rb)));
        let helper = at.map_or("", |i| self.word(i));
        match self.tag(k)? {
            Tag::Md => {
                let mut rest = (k + 1..self.end).filter(|i| !matches!(self.tag(*i), Some(Tag::Rb)));
                let over = rest.next().is_some_and(|i| self.word(i) == "have");
                // "Nobody could be reached on Friday."
                let denies = |i: usize| self.is(i, Class::Denying);
                let denied = self.word(k).starts_with("could")
                    && (self.word(k).len() > 5 || denies(k + 1) || (self.start..k).any(denies));
                Some((if over || denied { Direction::Past } else { Direction::Future }, false))
            }
            Tag::Vbd => Some((Direction::Past, false)),
            Tag::Vbn => match helper {
                // "Will be held", "is to be held": what stands in front of it tells, or else "to".
                "be" => {
                    let modal = at.and_then(|i| (self.start..i).rev().find(|i| !matches!(self.tag(*i), Some(Tag::Rb))));
                    match modal {
                        Some(modal) if self.tag(modal) == Some(Tag::Md) => self.verb(modal, behind),
                        Some(modal) if self.word(modal) == "to" => {
                            let was = (self.start..modal).rev().take(2).any(|i| matches!(self.word(i), "was" | "were"));
                            Some((if was { Direction::Past } else { Direction::Future }, false))
                        }
                        _ => None,
                    }
                }
                "is" | "are" if self.word(k + 1) == "for" => Some((Direction::Future, false)),
                "is" | "are" | "being" => None,
                // "A limited offer" tells nothing.
                _ if self.is_before(k, Class::Adjective) => None,
                _ => Some((Direction::Past, false)),
            },
            Tag::Vbg if matches!(helper, "is" | "are" | "'re" | "’re" | "'m" | "’m") => {
                Some((Direction::Future, true))
            }
            Tag::Vbg if matches!(helper, "was" | "were") => Some((Direction::Past, false)),
            // "He arrives on Friday"; in a headline the present tells what happened.
            Tag::Vbz | Tag::Vbp if self.sentence_kind() == BlockKind::Body && !behind => {
                let plain = !matches!(self.word(k), "is" | "are" | "has" | "have" | "do" | "does" | "am");
                plain.then_some((Direction::Future, true))
            }
            _ => None,
        }
    }
}
