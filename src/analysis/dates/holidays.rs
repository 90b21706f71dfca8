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
    /// So many days behind the fourth Thursday of November.
    Thanksgiving(i8),
    /// So many days behind Easter Sunday as the western churches keep it.
    Easter(i8),
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
            Self::Thanksgiving(after) => {
                let day = Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok()?;
                Some(calendar::shift(day, i64::from(after).days()))
            }
            Self::Easter(after) => Some(calendar::shift(easter(year)?, i64::from(after).days())),
        }
    }
}

/// Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of 1876).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * week) / 451;
    let day = moon + week - 7 * late + 114;
    Date::new(year, (day / 31) as i8, (day % 31 + 1) as i8).ok()
}

/// Whether a word in front of a day of the week makes a name of the two that is no day of this week: `Bloody Sunday`.
pub(super) fn is_name_of_day(before: &str) -> bool {
    matches!(before, "Bloody" | "Super" | "Black" | "Giving" | "Holy" | "Fat" | "Whit" | "Low")
}

/// The day whose name begins with token 0 of `word`, and how many tokens the name has.
pub(super) fn named<'a>(word: impl Fn(usize) -> &'a str) -> Option<(Holiday, usize)> {
    // Nearly every word is none, and most of them show it by their first letter.
    if !word(0).starts_with(|c| matches!(c, 'A'..='N' | 'P' | 'R'..='T' | 'V' | 'W')) {
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
    ("Thanksgiving Day", Holiday::Thanksgiving(0)),
    ("Thanksgiving", Holiday::Thanksgiving(0)),
    ("Black Friday", Holiday::Thanksgiving(1)),
    ("Cyber Monday", Holiday::Thanksgiving(4)),
    ("Shrove Tuesday", Holiday::Easter(-47)),
    ("Mardi Gras", Holiday::Easter(-47)),
    ("Ash Wednesday", Holiday::Easter(-46)),
    ("Palm Sunday", Holiday::Easter(-7)),
    ("Maundy Thursday", Holiday::Easter(-3)),
    ("Good Friday", Holiday::Easter(-2)),
    ("Holy Saturday", Holiday::Easter(-1)),
    ("Easter Monday", Holiday::Easter(1)),
    ("Easter Sunday", Holiday::Easter(0)),
    ("Ascension Day", Holiday::Easter(39)),
    ("Pentecost", Holiday::Easter(49)),
    ("Whit Monday", Holiday::Easter(50)),
    ("Columbus Day", Holiday::Nth(10, 2, Weekday::Monday)),
    ("St. Patrick 's Day", Holiday::Fixed(3, 17)),
    ("Juneteenth", Holiday::Fixed(6, 19)),
    ("Bastille Day", Holiday::Fixed(7, 14)),
    ("May Day", Holiday::Fixed(5, 1)),
    ("Anzac Day", Holiday::Fixed(4, 25)),
    ("Canada Day", Holiday::Fixed(7, 1)),
    ("Australia Day", Holiday::Fixed(1, 26)),
    ("Remembrance Day", Holiday::Fixed(11, 11)),
    ("Armistice Day", Holiday::Fixed(11, 11)),
    ("Christmas Eve", Holiday::Fixed(12, 24)),
    ("Christmas Day", Holiday::Fixed(12, 25)),
    ("Christmas", Holiday::Fixed(12, 25)),
    ("Boxing Day", Holiday::Fixed(12, 26)),
];
