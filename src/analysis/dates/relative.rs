//! Expressions of time that count from the day of publication or from what was spoken of before.

use jiff::ToSpan;

use crate::analysis::dates::calendar::{self, Direction, Unit, Value};
use crate::analysis::dates::grammar::{Core, Reader};
use crate::analysis::dates::words;
use crate::language::number;

impl Reader<'_> {
    /// `last week`, `this morning`, `next Thursday`, `the past year`.
    pub(super) fn relative(&self, i: usize, n: i32) -> Option<Core> {
        let published = self.document.published;
        let word = self.word(i + 1);
        if let Some(part) = words::part_of_day(word) {
            // "This morning"; "last night" is the night of the day before.
            let day = published.map(|d| Value::Day(calendar::shift(d, i64::from(n).days())));
            return (!part.is_empty() && n <= 0).then_some((i + 1 + usize::from(n < 0), day, "part of the day"));
        }
        // "This year's third quarter".
        if word == "year"
            && matches!(self.word(i + 2), "'s" | "’s")
            && let Some(number) = words::ordinal(self.word(i + 3)).filter(|_| self.word(i + 4) == "quarter")
        {
            let value = published.map(|d| Value::Quarter(d.year().saturating_add(n as i16), number));
            return Some((i + 5, value, "quarter"));
        }
        if let Some(unit) = words::unit(word).filter(|_| !word.ends_with('s')) {
            let value = published.map(|d| match unit {
                Unit::Weekend if n == 0 => Value::Weekend(d),
                unit => calendar::offset(d, unit, n),
            });
            return (unit != Unit::Day || self.word(i) == "previous").then_some((
                i + 2,
                value,
                "relative to the day of publication",
            ));
        }
        if matches!(word, "few" | "several") && words::unit(self.word(i + 2)).is_some() {
            return (n < 0).then_some((i + 3, Some(Value::Reference("PAST_REF")), "reference"));
        }
        if words::unit(word).is_some() && n != 0 {
            let name = if n < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return Some((i + 2, Some(Value::Reference(name)), "reference"));
        }
        let direction = if n < 0 { Direction::Past } else { Direction::Future };
        if let Some(season) = words::season(word) {
            let value = published.map(|d| {
                let month = ["WI", "SP", "SU", "FA"].iter().position(|s| *s == season).unwrap_or(0) as i8 * 3 + 1;
                let year = match n {
                    0 => d.year(),
                    n if n < 0 => d.year() - i16::from(month + 2 >= d.month()),
                    _ => d.year() + i16::from(month <= d.month()),
                };
                Value::Season(year, season)
            });
            return Some((i + 2, value, "season"));
        }
        let named = words::weekday(word).is_some() || words::month(word).is_some();
        let at = if self.word(i + 1) == "coming" { i + 2 } else { i + 1 };
        if !named && at == i + 1 {
            return None;
        }
        let (end, value, rule) = self.named(at)?;
        let value = match (words::weekday(self.word(at)), words::month(self.word(at)), published) {
            (Some(weekday), _, Some(d)) if end == at + 1 => {
                let from = calendar::shift(d, n.days());
                let coming = if at == i + 2 { Direction::Future } else { Direction::Past };
                let direction = if n == 0 { self.tense(i, end).map_or(coming, |t| t.direction) } else { direction };
                Some(Value::Day(calendar::weekday(from, weekday, direction)))
            }
            (_, Some(month), Some(d)) if end == at + 1 => {
                let before = (i32::from(month), n).cmp(&(i32::from(d.month()), 0));
                let year = match n {
                    0 => d.year(),
                    n if n < 0 => d.year() - i16::from(!before.is_lt() || month == d.month()),
                    _ => d.year() + i16::from(month <= d.month()),
                };
                Some(Value::Month(year, month))
            }
            _ => value,
        };
        Some((end, value, rule))
    }

    /// `the quarter`, `the latest quarter`, `the year-ago period`: the quarter spoken of, or the last one that is over.
    pub(super) fn context_quarter(&self, i: usize) -> Option<Core> {
        let defined = matches!(self.before(i), "the" | "The");
        let over = self.document.published.map(|d| calendar::offset(d, Unit::Quarter, -1));
        let spoken_of = self.quarter.map(|(y, q)| Value::Quarter(y, q)).or(over);
        match (self.word(i), self.word(i + 1)) {
            ("quarter", _) if defined => Some((i + 1, spoken_of, "quarter")),
            ("latest", "quarter" | "period") => Some((i + 2, spoken_of, "quarter")),
            ("year-earlier" | "year-ago", next) if words::ordinal(next).is_some() && self.word(i + 2) == "quarter" => {
                let number = words::ordinal(next)?;
                let value = self.document.published.map(|d| Value::Quarter(d.year() - 1, number));
                Some((i + 3, value, "a year before what is spoken of"))
            }
            ("year-earlier" | "year-ago", next) => {
                let end = i + 1 + usize::from(matches!(next, "quarter" | "period"));
                Some((end, self.year_before(), "a year before what is spoken of"))
            }
            _ => None,
        }
    }

    /// A year before the quarter spoken of, or before the year of publication.
    pub(super) fn year_before(&self) -> Option<Value> {
        match self.quarter {
            Some((y, q)) => Some(Value::Quarter(y - 1, q)),
            None => self.document.published.map(|d| Value::Year(d.year() - 1)),
        }
    }

    /// `two years ago`, `a year earlier`, `several months ago`.
    pub(super) fn ago(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let (count, at) = if matches!(word, "a" | "an" | "A" | "An") {
            (Some(1), i + 1)
        } else if words::is_indefinite(word) {
            (None, i + 1)
        } else {
            let number = number::at(self.document, i, self.end)?;
            (Some(number.value.round().min(10_000.0) as i32), number.end)
        };
        let unit = words::unit(self.word(at))?;
        // "A week or so ago".
        let at = at + if self.word(at + 1) == "or" && matches!(self.word(at + 2), "so" | "more") { 2 } else { 0 };
        let published = self.document.published;
        match (self.word(at + 1), count) {
            ("ago", Some(n)) if n == 1 && unit == Unit::Year && self.quarter.is_some() => {
                Some((at + 2, self.year_before(), "a year before what is spoken of"))
            }
            ("ago", Some(n)) => {
                let (unit, n) = if unit == Unit::Decade { (Unit::Year, n * 10) } else { (unit, n) };
                let value = published.map(|d| calendar::offset(d, unit, -n));
                Some((at + 2, value, "before the day of publication"))
            }
            ("from", Some(n)) if self.word(at + 2) == "now" => {
                let (unit, n) = if unit == Unit::Decade { (Unit::Year, n * 10) } else { (unit, n) };
                let value = published.map(|d| calendar::offset(d, unit, n));
                Some((at + 3, value, "behind the day of publication"))
            }
            ("ago", None) => Some((at + 2, Some(Value::Reference("PAST_REF")), "reference")),
            ("earlier" | "later", Some(n)) if unit == Unit::Day && self.day_named => {
                let by = if self.word(at + 1) == "later" { n } else { -n };
                let day = self.day.map(|day| Value::Day(calendar::shift(day, i64::from(by).days())));
                Some((at + 2, day, "from the day named before"))
            }
            ("earlier", Some(n)) if n == 1 && unit == Unit::Year => {
                Some((at + 2, self.year_before(), "a year before what is spoken of"))
            }
            _ => None,
        }
    }

    /// `for the year`, `the full year`, `earlier in the year`, `year-end`, `the year's end`: the year of publication.
    pub(super) fn context_year(&self, i: usize) -> Option<Core> {
        let year = self.document.published.map(|d| Value::Year(d.year()));
        let defined = self.before(i) == "the";
        let end = match (self.word(i), self.word(i + 1)) {
            ("year-end", _) if matches!(self.before(i), "by" | "By" | "at" | "before" | "until") => i + 1,
            ("full" | "fiscal", "year") if defined => i + 2,
            ("year", "'s" | "’s") if self.word(i + 2) == "end" => i + 3,
            ("year", _) if defined => {
                let (preposition, what) = (self.word(i.wrapping_sub(2)), self.word(i.wrapping_sub(3)));
                let part = matches!(what, "earlier" | "later" | "end" | "start" | "beginning" | "middle");
                if !(preposition == "for" || preposition == "For" || part && matches!(preposition, "in" | "of")) {
                    return None;
                }
                i + 1
            }
            _ => return None,
        };
        Some((end, year, "the year"))
    }

    /// `the following day`, `the next morning`: from the day that the text named last.
    pub(super) fn context_day(&self, i: usize) -> Option<Core> {
        let day = self.day.filter(|_| self.day_named)?;
        let part = self.word(i + 1);
        if self.before(i) != "the" || part != "day" && words::part_of_day(part).is_none() {
            return None;
        }
        let end = i + 1 + usize::from(part == "day");
        Some((end, Some(Value::Day(calendar::shift(day, 1.days()))), "from the day named before"))
    }

    /// `the same day`, `that day`, `that same night`: the day that the text named last.
    pub(super) fn same_day(&self, i: usize) -> Option<Core> {
        let day = self.day.filter(|_| self.day_named)?;
        let at = i + 1 + usize::from(self.word(i + 1) == "same");
        let is_defined = self.word(i) != "same" || matches!(self.before(i), "the" | "The");
        let part = self.word(at);
        if !is_defined || part != "day" && words::part_of_day(part).is_none() {
            return None;
        }
        Some((at + usize::from(part == "day"), Some(Value::Day(day)), "the day named before"))
    }

    /// The day behind a part of it: the "Tuesday" of "late afternoon Tuesday".
    pub(super) fn day_behind_part(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let is_day = matches!(word, "yesterday" | "today" | "tomorrow") || words::weekday(word).is_some();
        self.core(i).filter(|(_, value, _)| is_day && matches!(value, Some(Value::Day(_))))
    }
}
