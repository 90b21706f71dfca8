//! Expressions of time that count from the day of publication or from what was spoken of before.

use jiff::ToSpan;

use crate::analysis::dates::calendar::{self, Direction, Unit, Value};
use crate::analysis::dates::grammar::{Core, Reader};
use crate::analysis::dates::words::{self, Class};
use crate::language::number;

impl Reader<'_> {
    /// `last week`, `this morning`, `next Thursday`, `the past year`.
    pub(super) fn relative(&self, i: usize, n: i32) -> Option<Core> {
        let published = self.document.published;
        let word = self.word(i + 1);
        // "Last fiscal year", "this school year".
        if self.is(i + 1, Class::SortOfYear) && self.word(i + 2) == "year" {
            let value = published.map(|d| calendar::offset(d, Unit::Year, n));
            return Some((i + 3, value, "relative to the day of publication"));
        }
        if let Some(part) = self.entry(i + 1).part_of_day {
            // "This morning"; "last night" is the night of the day before.
            let day = published.map(|d| Value::Day(calendar::shift(d, i64::from(n).days())));
            return (!part.is_empty() && n <= 0).then_some((i + 1 + usize::from(n < 0), day, "part of the day"));
        }
        // "This year's third quarter".
        if word == "year"
            && matches!(self.word(i + 2), "'s" | "’s")
            && let Some(number) = self.entry(i + 3).ordinal.filter(|n| *n <= 4 && self.word(i + 4) == "quarter")
        {
            let value = published.map(|d| Value::Quarter(d.year().saturating_add(n as i16), number));
            return Some((i + 5, value, "quarter"));
        }
        // "The last week of February" is a week of that month, "the last year of the war" one of the war.
        if n < 0 && self.unit(i + 1).is_some() && self.word(i + 2) == "of" {
            return None;
        }
        if let Some(unit) = self.unit(i + 1).filter(|_| !word.ends_with('s')) {
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
        if matches!(word, "few" | "several") && self.unit(i + 2).is_some() {
            return (n < 0).then_some((i + 3, Some(Value::Reference("PAST_REF")), "reference"));
        }
        if self.unit(i + 1).is_some() && n != 0 {
            let name = if n < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return Some((i + 2, Some(Value::Reference(name)), "reference"));
        }
        let direction = if n < 0 { Direction::Past } else { Direction::Future };
        if let Some(season) = self.entry(i + 1).season {
            let value = published.map(|d| {
                let month = calendar::first_month_of(season);
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
            ("year-earlier" | "year-ago", _)
                if self.entry(i + 1).ordinal.is_some() && self.word(i + 2) == "quarter" =>
            {
                let number = self.entry(i + 1).ordinal?;
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

    /// `two years ago`, `a year earlier`, `several months ago`, `half a century ago`, `a year and a half ago`.
    pub(super) fn ago(&self, i: usize) -> Option<Core> {
        let is_article = |i: usize| matches!(self.word(i), "a" | "an" | "A" | "An");
        let (count, at) = if is_article(i) && self.word(i + 1) == "couple" && self.word(i + 2) == "of" {
            (Some(2), i + 3)
        } else if is_article(i) {
            (Some(1), i + 1)
        } else if self.is(i, Class::Indefinite) {
            (None, i + 1)
        } else if matches!(self.word(i), "half" | "Half") && is_article(i + 1) {
            (Some(0), i + 2)
        } else {
            let number = number::at(self.document, i, self.end)?;
            (Some(number.value.round().min(10_000.0) as i32), number.end)
        };
        let named = self.unit(at)?;
        let half =
            count == Some(0) || (self.word(at + 1), self.word(at + 2), self.word(at + 3)) == ("and", "a", "half");
        let (unit, count) =
            if half { (halved(named)?, count.map(|n| n * whole(named) + whole(named) / 2)) } else { (named, count) };
        let at = at + if half && count != Some(0) && self.word(at + 1) == "and" { 3 } else { 0 };
        // "A week or so ago".
        let at = at + if self.word(at + 1) == "or" && matches!(self.word(at + 2), "so" | "more") { 2 } else { 0 };
        let (unit, count) = if unit == Unit::Decade { (Unit::Year, count.map(|n| n * 10)) } else { (unit, count) };
        let published = self.document.published;
        match (self.word(at + 1), count) {
            ("ago", Some(n)) if n == 1 && unit == Unit::Year && self.quarter.is_some() => {
                Some((at + 2, self.year_before(), "a year before what is spoken of"))
            }
            // "A week ago Monday".
            ("ago", Some(n)) if words::weekday(self.word(at + 2)).is_some() && unit == Unit::Week => {
                let weekday = words::weekday(self.word(at + 2))?;
                let day = |d| calendar::shift(calendar::weekday(d, weekday, Direction::Past), (-i64::from(n)).weeks());
                Some((at + 3, published.map(|d| Value::Day(day(d))), "before the day of publication"))
            }
            ("ago", Some(n)) => {
                let value = published.map(|d| calendar::offset(d, unit, -n));
                Some((at + 2, value, "before the day of publication"))
            }
            ("from", Some(n)) if self.word(at + 2) == "now" => {
                let value = published.map(|d| calendar::offset(d, unit, n));
                Some((at + 3, value, "behind the day of publication"))
            }
            ("from", Some(n)) if matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight) => {
                self.moved_day(at + 2, if unit == Unit::Day { n } else { calendar_days(unit) * n })
            }
            ("ago", None) => Some((at + 2, Some(Value::Reference("PAST_REF")), "reference")),
            ("earlier" | "later", Some(n)) => {
                self.counted_from_anchor(at, unit, if self.word(at + 1) == "later" { n } else { -n })
            }
            (_, Some(n)) if self.lies_ahead(i, at + 1) => {
                let value = published.map(|d| calendar::offset(d, unit, n));
                Some((at + 1, value, "behind the day of publication"))
            }
            _ => None,
        }
    }

    /// The `Monday` of "a week from Monday", at token `i`, moved by so many days.
    fn moved_day(&self, i: usize, days: i32) -> Option<Core> {
        let from = match self.word(i) {
            "today" => self.document.published,
            "tomorrow" => self.document.published.map(|d| calendar::shift(d, 1.days())),
            word => {
                let weekday = words::weekday(word)?;
                self.document.published.map(|d| calendar::weekday(d, weekday, Direction::Future))
            }
        };
        let moved = |d| Value::Day(calendar::shift(d, i64::from(days).days()));
        Some((i + 1, from.map(moved), "behind the day of publication"))
    }

    /// Whether the time at tokens `i..end` stands behind "in" and counts from now: "will meet in two weeks", and not "the
    /// second strike in two weeks", "the best in ten years", "could be built in two years".
    fn lies_ahead(&self, i: usize, end: usize) -> bool {
        if self.before(i) != "in" || self.opens_noun(end) || matches!(self.word(end), "of" | "or" | "-" | "–") {
            return false;
        }
        let in_at = i - 1;
        let from = self.start.max(in_at.saturating_sub(5));
        let rated = (from..in_at).any(|k| {
            self.entry(k).ordinal.is_some() || matches!(self.word(k), "only" | "most") || self.word(k).ends_with("est")
        });
        let modal = (from..in_at).any(|k| matches!(self.word(k), "will" | "shall" | "'ll" | "’ll" | "due"));
        let scheduled = (from..in_at).any(|k| words::is_scheduled(self.word(k)));
        let past = self.tense(in_at, end).is_some_and(|t| t.direction == Direction::Past);
        !rated && (modal || scheduled) && !past
    }

    /// `for the year`, `the full year`, `earlier in the year`, `year-end`, `the year's end`: the year of publication.
    pub(super) fn context_year(&self, i: usize) -> Option<Core> {
        let year = self.document.published.map(|d| Value::Year(d.year()));
        let defined = self.before(i) == "the";
        let end = match (self.word(i), self.word(i + 1)) {
            ("year-end", _) if self.is_before(i, Class::Deadline) || self.before(i) == "at" => i + 1,
            ("full" | "fiscal", "year") if defined => i + 2,
            ("year", "'s" | "’s") if self.word(i + 2) == "end" => i + 3,
            ("year", _) if defined => {
                if !(matches!(self.word(i.wrapping_sub(2)), "for" | "For") || self.is_stretch_of(i)) {
                    return None;
                }
                i + 1
            }
            _ => return None,
        };
        Some((end, year, "the year"))
    }

    /// The day behind a part of it: the "Tuesday" of "late afternoon Tuesday".
    pub(super) fn day_behind_part(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let is_day = matches!(word, "yesterday" | "today" | "tomorrow") || words::weekday(word).is_some();
        self.core(i).filter(|(_, value, _)| is_day && matches!(value, Some(Value::Day(_))))
    }
}

/// How many days a week or two have.
fn calendar_days(unit: Unit) -> i32 {
    if unit == Unit::Fortnight { 14 } else { 7 }
}

/// The unit in which half of another is counted.
fn halved(unit: Unit) -> Option<Unit> {
    match unit {
        Unit::Month => Some(Unit::Week),
        Unit::Year => Some(Unit::Month),
        Unit::Decade | Unit::Century => Some(Unit::Year),
        _ => None,
    }
}

/// How many of that smaller unit the whole has.
fn whole(unit: Unit) -> i32 {
    match unit {
        Unit::Month => 4,
        Unit::Year => 12,
        Unit::Decade => 10,
        _ => 100,
    }
}
