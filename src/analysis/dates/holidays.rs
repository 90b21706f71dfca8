//! Days that news calls by a name.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::analysis::dates::calendar;

/// When a day is kept.
#[derive(Clone, Copy, Debug)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// The nth weekday of a month; -1 is the last.
    Nth(i8, i8, Weekday),
    /// The Tuesday behind the first Monday of November.
    Election,
}

impl Holiday {
    /// The day of a year.
    pub(super) fn of(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(month, day) => Date::new(year, month, day).ok(),
            Self::Nth(month, n, weekday) => Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok(),
            Self::Election => {
                let monday = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(1, Weekday::Monday).ok()?;
                Some(calendar::shift(monday, 1.days()))
            }
        }
    }
}

/// The day whose name begins with token 0 of `word`, and how many tokens the name has.
pub(super) fn named<'a>(word: impl Fn(usize) -> &'a str) -> Option<(Holiday, usize)> {
    // Nearly every word is none, and most of them show it by their first letter.
    if !word(0).starts_with(['B', 'C', 'E', 'H', 'L', 'M', 'N', 'T', 'V']) {
        return None;
    }
    let is = |i: usize, part: &str| word(i) == part || part == "'s" && word(i) == "’s";
    let found = DAYS.iter().find(|(name, _)| name.split(' ').enumerate().all(|(i, part)| is(i, part)));
    found.map(|(name, holiday)| (*holiday, name.split(' ').count()))
}

/// Names as tokens, the longer ones first. Days that differ between countries are those of the country that has the name.
const DAYS: &[(&str, Holiday)] = &[
    ("New Year 's Day", Holiday::Fixed(1, 1)),
    ("New Year 's Eve", Holiday::Fixed(12, 31)),
    ("Valentine 's Day", Holiday::Fixed(2, 14)),
    ("Memorial Day", Holiday::Nth(5, -1, Weekday::Monday)),
    ("Labor Day", Holiday::Nth(9, 1, Weekday::Monday)),
    ("Halloween", Holiday::Fixed(10, 31)),
    ("Election Day", Holiday::Election),
    ("Veterans Day", Holiday::Fixed(11, 11)),
    ("Thanksgiving Day", Holiday::Nth(11, 4, Weekday::Thursday)),
    ("Thanksgiving", Holiday::Nth(11, 4, Weekday::Thursday)),
    ("Christmas Eve", Holiday::Fixed(12, 24)),
    ("Christmas Day", Holiday::Fixed(12, 25)),
    ("Christmas", Holiday::Fixed(12, 25)),
    ("Boxing Day", Holiday::Fixed(12, 26)),
];
