//! Expressions of time that count from one that the text named before: `the following year`, `that month`, `two weeks
//! later`, `a year earlier`.

use jiff::ToSpan;

use crate::analysis::dates::anchor::Anchor;
use crate::analysis::dates::calendar::{self, Direction, Unit, Value};
use crate::analysis::dates::grammar::{Core, Reader};
use crate::analysis::dates::words::{self, Class};

/// How many sentences behind an expression others may count from it.
const REACH: usize = 2;

impl Reader<'_> {
    /// What the text named last, if it did so a moment ago.
    fn near_anchor(&self) -> Option<Anchor> {
        self.anchor.filter(|anchor| self.sentence - anchor.sentence <= REACH)
    }

    /// `the following year`, `the previous month`, `the next year` behind another year.
    pub(super) fn moved(&self, i: usize) -> Option<Core> {
        let unit = self.unit(i + 1).filter(|_| !self.word(i + 1).ends_with('s'))?;
        let before = self.before(i);
        if unit == Unit::Day || !matches!(before, "the" | "The") {
            return None;
        }
        let n = match self.word(i) {
            word if word == "following" && self.opens_noun(i + 2) && self.word(i + 2) == "the" => return None,
            // "Over the next year" and "the next year will tell" count from now.
            "next" if self.is_now(i) => return None,
            "following" | "next" => 1,
            "preceding" | "previous" => -1,
            _ => return None,
        };
        let value = self.near_anchor()?.offset(unit, n)?;
        Some((i + 2, Some(value), "from what was named before"))
    }

    /// Whether "the next year" counts from the day of publication.
    fn is_now(&self, i: usize) -> bool {
        let the = i - 1;
        self.is_before(the, Class::Outside)
            || self.near_anchor().is_none_or(|a| self.document.published.is_none_or(|d| a.day >= d.first_of_month()))
            || self.tense(the, i + 2).is_some_and(|t| t.direction == Direction::Future)
    }

    /// `that year`, `the same month`: what the text named last, or the unit of the calendar that it lies in.
    fn same_unit(&self, i: usize, at: usize) -> Option<Core> {
        let unit = self.unit(at).filter(|unit| *unit != Unit::Day && !self.word(at).ends_with('s'))?;
        let defined = self.word(i) != "same" || matches!(self.before(i), "the" | "The");
        // "The same month last year" says itself which one.
        if !defined || self.opens_noun(at + 1) && matches!(self.word(at + 1), "last" | "this" | "next" | "a") {
            return None;
        }
        let value = self.near_anchor()?.offset(unit, 0)?;
        Some((at + 1, Some(value), "what was named before"))
    }

    /// `two weeks later`, `a year earlier`, behind the unit at token `at`: from what the text named last.
    pub(super) fn counted_from_anchor(&self, at: usize, unit: Unit, n: i32) -> Option<Core> {
        if unit == Unit::Day {
            let day = self.day.filter(|_| self.day_named)?;
            let day = Value::Day(calendar::shift(day, i64::from(n).days()));
            return Some((at + 2, Some(day), "from the day named before"));
        }
        let anchor = self.near_anchor().filter(|a| n != -1 || a.sentence == self.sentence);
        let compared = n == -1 && unit == Unit::Year;
        let value = match anchor {
            // What a month or a year is compared with is as long as it is.
            Some(a) if compared && a.grain == Unit::Month => {
                Some(Value::Month(a.day.year().saturating_sub(1), a.day.month()))
            }
            Some(a) if compared && self.quarter.is_none() => a.offset(unit, n),
            _ if compared => self.year_before(),
            Some(a) => Some(a.offset(unit, n)?),
            None => return None,
        };
        let rule = if compared { "a year before what is spoken of" } else { "from what was named before" };
        Some((at + 2, value, rule))
    }

    /// `the week before last`, `the Friday before last`, `the weekend after next`.
    pub(super) fn beside_last(&self, i: usize) -> Option<Core> {
        let (n, direction) = match (self.word(i + 1), self.word(i + 2)) {
            ("before", "last") => (-1, Direction::Past),
            ("after", "next") => (1, Direction::Future),
            _ => return None,
        };
        let published = self.document.published;
        if let Some(weekday) = words::weekday(self.word(i)) {
            let beside = |d| calendar::weekday(calendar::shift(d, i64::from(n).days()), weekday, direction);
            let day = published.map(|d| Value::Day(calendar::shift(beside(d), (i64::from(n) * 7).days())));
            return Some((i + 3, day, "day of the week"));
        }
        let unit = self.unit(i).filter(|unit| *unit != Unit::Day)?;
        Some((i + 3, published.map(|d| calendar::offset(d, unit, 2 * n)), "relative to the day of publication"))
    }

    /// The month of "the end of the month": that of publication.
    pub(super) fn stretch(&self, i: usize) -> Option<Core> {
        let unit = self.unit(i).filter(|_| self.is_stretch_of(i))?;
        let unit = Some(unit).filter(|unit| matches!(unit, Unit::Week | Unit::Month | Unit::Decade))?;
        (!self.word(i).ends_with('s') && !self.opens_noun(i + 1)).then_some(())?;
        Some((i + 1, self.document.published.map(|d| calendar::offset(d, unit, 0)), "the stretch of today"))
    }

    /// Whether the unit at token `i` stands behind "the end of the", "earlier in the".
    pub(super) fn is_stretch_of(&self, i: usize) -> bool {
        let behind = i >= self.start + 3 && self.before(i) == "the" && matches!(self.word(i - 2), "of" | "in");
        behind && self.is(i - 3, Class::Stretch)
    }

    /// `in the spring`, `by the summer`: the one that the words around it point to.
    pub(super) fn season_alone(&self, i: usize) -> Option<Core> {
        let season = self.entry(i).season?;
        let the = i.checked_sub(1).filter(|the| *the > self.start && self.word(*the) == "the")?;
        if !self.is_before(the, Class::Introducing) || self.opens_noun(i + 1) {
            return None;
        }
        let published = self.document.published;
        let month = calendar::first_month_of(season);
        let direction = self.direction_of_day(i, i + 1);
        let value = published.map(|d| Value::Season(calendar::year_of(d, month, 15, direction), season));
        Some((i + 1, value, "season"))
    }

    /// `the following day`, `the next morning`: from the day that the text named last.
    pub(super) fn context_day(&self, i: usize) -> Option<Core> {
        let day = self.day.filter(|_| self.day_named)?;
        let part = self.word(i + 1);
        if !matches!(self.before(i), "the" | "The") || part != "day" && self.entry(i + 1).part_of_day.is_none() {
            return None;
        }
        let end = i + 1 + usize::from(part == "day");
        Some((end, Some(Value::Day(calendar::shift(day, 1.days()))), "from the day named before"))
    }

    /// `the same day`, `that day`, `that same night`: the day that the text named last.
    pub(super) fn same_day(&self, i: usize) -> Option<Core> {
        let at = i + 1 + usize::from(self.word(i + 1) == "same");
        if let Some(found) = self.same_unit(i, at) {
            return Some(found);
        }
        let day = self.day.filter(|_| self.day_named)?;
        let is_defined = self.word(i) != "same" || matches!(self.before(i), "the" | "The");
        let part = self.word(at);
        if !is_defined || part != "day" && self.entry(at).part_of_day.is_none() {
            return None;
        }
        Some((at + usize::from(part == "day"), Some(Value::Day(day)), "the day named before"))
    }
}
