//! Days that news calls by a name.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::analysis::dates::calendar;
use crate::language::calendar as names;

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
    /// One day of one year.
    Once(Date),
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
            Self::Once(day) => Some(day),
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

/// The day whose name begins with token 0 of `word`, and how many tokens the name has.
pub(super) fn named<'a>(word: impl Fn(usize) -> &'a str) -> Option<(Holiday, usize)> {
    // Nearly every word is none, and most of them show it by their first letter.
    if !word(0).starts_with(|c| matches!(c, 'A'..='N' | 'P' | 'R'..='T' | 'V' | 'W')) {
        return None;
    }
    let is = |i: usize, part: &str| word(i) == part || part == "'s" && word(i) == "’s";
    let fits = |name: &[&str]| name.iter().enumerate().all(|(i, part)| is(i, part));
    let found = DAYS.iter().find(|(name, holiday)| fits(name) && !matches!(holiday, Holiday::Once(_)));
    found.map(|(name, holiday)| (*holiday, name.len()))
}

/// The year that a day of the year is known by, where its date is the name of what happened on it.
pub(super) fn year_known_by(month: i8, day: i8) -> Option<i16> {
    DAYS.iter().find_map(|(_, holiday)| match holiday {
        Holiday::Once(date) if (date.month(), date.day()) == (month, day) => Some(date.year()),
        _ => None,
    })
}

static DAYS: LazyLock<Vec<(Vec<&str>, Holiday)>> = LazyLock::new(|| {
    let lines = include_str!("holidays.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            line.split_once(" = ").and_then(|(name, rule)| Some((name.split(' ').collect(), rule_of(rule)?)))
        })
        .collect()
});

fn rule_of(rule: &str) -> Option<Holiday> {
    let words: Vec<&str> = rule.split(' ').collect();
    let number = |i: usize| words.get(i)?.parse::<i8>().ok();
    Some(match words[0] {
        "fixed" => Holiday::Fixed(number(1)?, number(2)?),
        "nth" => Holiday::Nth(number(1)?, number(2)?, names::weekday(words.get(3)?)?),
        "election" => Holiday::Election,
        "thanksgiving" => Holiday::Thanksgiving(number(1)?),
        "easter" => Holiday::Easter(number(1)?),
        "once" => Holiday::Once(Date::new(words.get(1)?.parse().ok()?, number(2)?, number(3)?).ok()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_a_day() {
        let lines = include_str!("holidays.txt").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(DAYS.len(), lines);
        assert!(DAYS.iter().all(|(_, holiday)| holiday.of(2021).is_some()));
    }
}
