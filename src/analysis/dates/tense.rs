//! Which way an expression of time points that names no year or no week.
//!
//! The verb nearest to it tells: what "will open on Friday" lies ahead, what "opened on Friday" lies behind. Words in front
//! come first, since news puts the day behind the verb; where none of them tells, the verb behind is asked.

use crate::analysis::dates::calendar::Direction;
use crate::analysis::dates::grammar::Reader;
use crate::analysis::dates::words;

/// How far from the expression a verb is looked for, in tokens.
const REACH: usize = 16;

/// What the words around an expression tell about its direction, and whether they stand right beside it.
#[derive(Clone, Copy)]
pub(super) struct Tense {
    pub(super) direction: Direction,
    pub(super) beside: bool,
}

impl Reader<'_> {
    /// Which way the words around the expression at tokens `from..to` point.
    pub(super) fn tense(&self, from: usize, to: usize) -> Option<Tense> {
        let skipped = |w: &str| matches!(w, "on" | "at" | "in" | "the");
        let adjoining = (from.saturating_sub(2)..from).rev().find(|k| !skipped(self.word(*k)));
        let adjoining = adjoining.map_or("", |k| self.word(k));
        let beside = |direction| Some(Tense { direction, beside: true });
        match adjoining {
            "until" | "till" | "by" | "before" | "effective" => return beside(Direction::Future),
            word if words::points_ahead(word) => {}
            "of" if self.word(from.saturating_sub(2)) == "ahead" => return beside(Direction::Future),
            // A day of which something is said: "said on Friday", "set Friday as the deadline".
            word if words::points_back(word) || words::looks_past(word) || words::is_saying(word) || word == "set" => {
                return beside(Direction::Past);
            }
            _ => {}
        }
        let owns = matches!(self.word(to), "'s" | "’s");
        let in_front = (self.start.max(from.saturating_sub(REACH))..from).rev().find_map(|k| self.verb(k, false));
        let found =
            in_front.filter(|_| !owns).or_else(|| (to..self.end.min(to + REACH)).find_map(|k| self.verb(k, true)));
        found.map(|direction| Tense { direction, beside: false })
    }

    /// Which way the verb at token `k` points, if it is one that does; `behind` says that it follows the expression.
    fn verb(&self, k: usize, behind: bool) -> Option<Direction> {
        let word = self.word(k);
        let (one, two) = (self.before(k), k.checked_sub(2).map_or("", |k| self.word(k)));
        let next = self.word(k + 1);
        let is = matches!(one, "is" | "are" | "’s" | "'s");
        match word {
            "would" => (next != "have").then_some(Direction::Future),
            // "They meet on Friday"; "to meet" says nothing of when.
            "meet" => {
                let is_subject =
                    one.ends_with('s') || one.starts_with(char::is_uppercase) || matches!(one, "they" | "we");
                (is_subject && !behind).then_some(Direction::Future)
            }
            _ if words::is_scheduled(word) => (!behind).then_some(Direction::Future),
            "set" => matches!(next, "to" | "for").then_some(Direction::Future),
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
            _ if words::points_back(word) => Some(Direction::Past),
            _ if words::looks_past(word) && !words::is_saying(word) => {
                // "Is to be opened" lies ahead, "has been opened" does not; "a limited offer" tells nothing.
                let adjective = matches!(
                    one,
                    "a" | "an"
                        | "the"
                        | "this"
                        | "that"
                        | "its"
                        | "his"
                        | "her"
                        | "their"
                        | "of"
                        | "in"
                        | "for"
                        | "still"
                );
                (!adjective && one != "be" && one != "to").then_some(Direction::Past)
            }
            _ => None,
        }
    }
}
