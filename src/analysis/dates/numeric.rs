//! Expressions of time that begin with digits or with a number in words.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::analysis::dates::calendar::{self, Direction, Value};
use crate::analysis::dates::grammar::{Core, Reader};
use crate::analysis::dates::words::{self, Class};
use crate::language::calendar as names;
use crate::language::{hash, number};

impl Reader<'_> {
    /// The day of a month at token `i`, with or without an ending (`19`, `19th`).
    pub(super) fn day_number(&self, i: usize) -> Option<i8> {
        if !self.is_number(i) {
            return None;
        }
        let word = self.word(i);
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|e| word.strip_suffix(e)).unwrap_or(word);
        (bare.len() <= 2).then(|| bare.parse().ok())?.filter(|d| (1..=31).contains(d))
    }

    /// A year of four digits at token `i`.
    pub(super) fn full_year(&self, i: usize) -> Option<i16> {
        let word = self.word(i);
        (self.is_number(i) && word.len() == 4).then(|| word.parse().ok())?.filter(|y| (1000..=2200).contains(y))
    }

    /// Expressions that begin with digits.
    pub(super) fn number(&self, i: usize) -> Option<Core> {
        let run = || self.days_before_month(i).or_else(|| self.short_quarter(i)).or_else(|| self.split_year(i));
        let long = || self.part_of_year(i).or_else(|| self.year_and_quarter(i)).or_else(|| self.long_in_digits(i));
        if let Some(found) = self.in_digits(i).or_else(run).or_else(long) {
            return Some(found);
        }
        if let Some(day) = self.day_number(i) {
            let at = i + 1 + usize::from(self.word(i + 1) == "of");
            let dated = || words::any_month(self.word(at)).filter(|_| self.full_year(at + 1).is_some());
            let dated =
                || dated().or_else(|| words::small_month(self.word(at)).filter(|_| self.full_year(at + 1).is_some()));
            if let Some(month) = words::month(self.word(at)).or_else(dated) {
                return match self.year_behind(at + 1) {
                    Some((year, end)) => self.month_day(i, end, month, day, Some(year)),
                    None => self.month_day(i, at + 1, month, day, None),
                };
            }
        }
        let late = || self.short_year(i).or_else(|| self.day_of_this_month(i));
        self.clock(i).or_else(|| self.ago(i)).or_else(|| self.year(i)).or_else(late)
    }

    /// The 98 of "in '98", behind its mark.
    fn short_year(&self, i: usize) -> Option<Core> {
        let mark = matches!(self.before(i), "'" | "’" | "‘") && i >= self.start + 2;
        let preposition = mark && self.is_before(i - 1, Class::Introducing);
        let year = self.word(i).parse().ok().filter(|_| preposition && self.word(i).len() == 2)?;
        Some((i + 1, Some(Value::Year(names::year_of_two_digits(year))), "year"))
    }

    /// `on the 15th`, `by the 1st of the month`: of the month that the day of publication lies in, or of the one beside it.
    fn day_of_this_month(&self, i: usize) -> Option<Core> {
        let preposition = i.checked_sub(2).map_or("", |k| self.word(k));
        let introduced = words::entry(hash::fold(preposition)).is_some_and(|e| e.is(Class::BeforeDay));
        let month = matches!((self.word(i + 1), self.word(i + 2), self.word(i + 3)), ("of", "the" | "this", "month"));
        let is_ordinal = self.word(i).ends_with(char::is_alphabetic) && matches!(self.before(i), "the" | "The");
        let stands_alone = month || !self.opens_noun(i + 1) || words::joins(self.word(i + 1));
        let day = self.day_number(i).filter(|_| introduced && is_ordinal && stands_alone)?;
        let end = i + 1 + if month { 3 } else { 0 };
        let Some(published) = self.document.published else { return Some((end, None, "day of the month")) };
        let months = match self.direction_of_day(i, end) {
            _ if month => 0,
            Direction::Past if day > published.day() => -1,
            Direction::Future if day < published.day() => 1,
            Direction::Nearest if day > published.day() + 20 => -1,
            Direction::Nearest if day + 20 < published.day() => 1,
            _ => 0,
        };
        let to = calendar::shift(published.first_of_month(), months.months());
        Some((end, Some(Value::Day(Date::new(to.year(), to.month(), day).ok()?)), "day of the month"))
    }

    /// `nineteen ninety-one`, `the year two thousand`: years as they are spoken.
    pub(super) fn spelled_year(&self, i: usize) -> Option<Core> {
        let number = |i: usize| number::cardinal(self.word(i)).map(|n| n as i16);
        let century = match self.word(i) {
            "nineteen" => 1900,
            "twenty" => 2000,
            "two" if self.before(i) == "year" => {
                let year = number::at(self.document, i, self.end).filter(|n| (2000.0..2100.0).contains(&n.value))?;
                return Some((year.end, Some(Value::Year(year.value as i16)), "year"));
            }
            _ => return None,
        };
        let tens = number(i + 1).filter(|n| (10..100).contains(n))?;
        let ones = number(i + 2).filter(|n| (1..10).contains(n) && tens % 10 == 0 && tens > 10);
        let end = i + 2 + usize::from(ones.is_some());
        Some((end, Some(Value::Year(century + tens + ones.unwrap_or(0))), "year"))
    }

    /// A year by itself.
    pub(super) fn year(&self, i: usize) -> Option<Core> {
        let year = self.full_year(i)?;
        let (before, after) = (self.before(i), self.word(i + 1));
        let introducing = self.is_before(i, Class::Introducing);
        let introduced = introducing || self.is_before(i, Class::BeforeYear);
        let counts = number::at(self.document, i, self.end).is_none_or(|n| n.end > i + 1)
            || self.is(i + 1, Class::Counted)
            || self.is_before(i, Class::BeforeAmount)
            || before == "No.";
        let counts = counts || !introducing && self.counts_things(i);
        // "The 1989 quarter" is the one spoken of, in that year.
        if before == "the"
            && matches!(after, "quarter" | "period")
            && let Some((_, quarter)) = self.quarter
        {
            return Some((i + 2, Some(Value::Quarter(year, quarter)), "a year before what is spoken of"));
        }
        let near = (1900..=2060).contains(&year);
        (!counts && (near || introduced && year >= 1400)).then_some((i + 1, Some(Value::Year(year)), "year"))
    }
}
