//! Quarters, halves and fiscal years: `the third quarter of 2018`, `the last quarter of 2018`, `Q1 2018`, `2018-Q4`, `FY19`.

use jiff::civil::Date;

use crate::analysis::dates::calendar::{self, Value};
use crate::analysis::dates::grammar::{Core, Reader};
use crate::analysis::dates::words;
use crate::language::calendar as names;
use crate::language::hash;

impl Reader<'_> {
    /// `first half of 2018`, `third quarter`, `4th quarter of 2018`, `first-quarter`.
    pub(super) fn part_of_year(&self, i: usize) -> Option<Core> {
        if self.word(i + 1) == "half"
            && let Some(half) = self.entry(i).ordinal.filter(|n| *n <= 2)
            && let Some((year, end)) = self.year_behind(i + 2)
        {
            return Some((end, Some(Value::Half(year, half)), "half of a year"));
        }
        let (number, end) = match self.word(i).strip_suffix("-quarter") {
            Some(ordinal) => (words::entry(hash::fold(ordinal))?.ordinal?, i + 1),
            None if self.word(i + 1) == "quarter" => (self.entry(i).ordinal?, i + 2),
            None => return None,
        };
        if number > 4 {
            return None;
        }
        if let Some((year, end)) = self.year_behind(end) {
            return Some((end, Some(Value::Quarter(year, number)), "quarter"));
        }
        let value = self.document.published.map(|d| {
            let year = d.year() - i16::from(number > calendar::quarter(d));
            Value::Quarter(year, number)
        });
        Some((end, value, "quarter"))
    }

    /// `last quarter of 2018`, `final half of 2018`.
    pub(super) fn last_part(&self, i: usize) -> Option<Core> {
        if !matches!(self.word(i), "last" | "final" | "Last" | "Final") || self.word(i + 2) != "of" {
            return None;
        }
        let is_quarter = match self.word(i + 1) {
            "quarter" => true,
            "half" => false,
            _ => return None,
        };
        let (year, end) = self.year_behind(i + 2)?;
        let (value, rule) =
            if is_quarter { (Value::Quarter(year, 4), "quarter") } else { (Value::Half(year, 2), "half of a year") };
        Some((end, Some(value), rule))
    }

    /// `2018 Q4`, `2018-Q4`, `2018Q4`.
    pub(super) fn year_and_quarter(&self, i: usize) -> Option<Core> {
        let (year, tail) = self.word(i).split_at_checked(4)?;
        let year: i16 = year.bytes().all(|b| b.is_ascii_digit()).then(|| year.parse().ok())??;
        let (part, end) = match tail.strip_prefix('-').unwrap_or(tail) {
            // "In 2018 Q4 2019 was far away."
            "" if self.year_behind(i + 2).is_none() => (self.word(i + 1), i + 2),
            part => (part, i + 1),
        };
        let (is_quarter, n) = words::short_part(part).filter(|_| (1900..2200).contains(&year))?;
        let (value, rule) =
            if is_quarter { (Value::Quarter(year, n), "quarter") } else { (Value::Half(year, n), "half of a year") };
        Some((end, Some(value), rule))
    }

    /// `Q1 2018`, `Q3`, `H1 2018`, `1Q18`, `Q4 of last year`.
    pub(super) fn short_quarter(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let (head, tail) = word.split_at_checked(2)?;
        let (is_quarter, n) = words::short_part(head)?;
        let value = |year: i16| if is_quarter { Value::Quarter(year, n) } else { Value::Half(year, n) };
        let rule = if is_quarter { "quarter" } else { "half of a year" };
        if !tail.is_empty() {
            let digits = tail.trim_start_matches(['\'', '’', '-']);
            let year: i16 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
            let year = match digits.len() {
                2 => names::year_of_two_digits(year),
                4 => year,
                _ => return None,
            };
            return Some((i + 1, Some(value(year)), rule));
        }
        // "Q4/18", "Q4 FY2018".
        if self.word(i + 1) == "/" && self.is_glued(i + 1) && self.is_glued(i + 2) && self.word(i + 2).len() == 2 {
            let year = self.word(i + 2).parse().ok()?;
            return Some((i + 3, Some(value(names::year_of_two_digits(year))), rule));
        }
        if let Some(Value::Year(year)) = self.word(i + 1).strip_prefix("FY").and_then(fiscal) {
            return Some((i + 2, Some(value(year)), rule));
        }
        let at = i + 1 + usize::from(matches!(self.word(i + 1), "/" | "FY"));
        if let Some((year, end)) = self.year_behind(at) {
            return Some((end, Some(value(year)), rule));
        }
        let quarter = is_quarter && word.starts_with('Q');
        let year = |d: Date| value(d.year() - i16::from(n > calendar::quarter(d)));
        quarter.then(|| (i + 1, self.document.published.map(year), rule))
    }

    /// `FY2018`, `FY18`, `FY2018-19`.
    pub(super) fn joined_fiscal_year(&self, i: usize) -> Option<Core> {
        let years = self.word(i).strip_prefix("FY")?;
        Some((i + 1, Some(fiscal(years)?), "fiscal year"))
    }

    /// The year behind "fiscal" or "fiscal year" at token `i`: `2018`, `2018-19`, `2018/19`.
    pub(super) fn fiscal_year(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        if self.word(i + 1) == "/" && self.is_glued(i + 1) && self.is_glued(i + 2) {
            let value = fiscal(&format!("{word}-{}", self.word(i + 2)))?;
            return Some((i + 3, Some(value), "fiscal year"));
        }
        if word.contains('-') || word.len() == 2 {
            return Some((i + 1, Some(fiscal(word)?), "fiscal year"));
        }
        self.year(i)
    }
}

/// One fiscal year or two: `2018`, `18`, `2018-19`.
fn fiscal(years: &str) -> Option<Value> {
    let year = |digits: &str| -> Option<i16> {
        let value: i16 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
        match digits.len() {
            2 => Some(names::year_of_two_digits(value)),
            4 => Some(value),
            _ => None,
        }
    };
    match years.split_once(['-', '–']) {
        Some((from, to)) => {
            let (from, to) = (year(from)?, year(to)?);
            (to == from + 1).then_some(Value::Years(from, to))
        }
        None => Some(Value::Year(year(years)?)),
    }
}
