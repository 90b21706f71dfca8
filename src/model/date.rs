//! Expressions of time and the calendar values that they stand for.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::model::reason::Reason;
use crate::text::span::Span;

/// An expression of time in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// The expression (`"on Thursday"` without the preposition).
    pub span: Span,
    /// What it stands for, as in TIMEX3: `2021-03-18`, `2021-03`, `2021`, `2021-W11`, `2021-Q1`, `PRESENT_REF` and so
    /// on. `None` where neither the text nor the date of publication settles it.
    pub value: Option<String>,
    /// How it was found and resolved.
    pub reason: Reason,
}

impl DateMention {
    /// Whether it points at no date at all: `now`, `recently`.
    pub fn is_vague(&self) -> bool {
        self.value.as_deref().is_some_and(|value| value.ends_with("_REF"))
    }

    /// What it stands for, for people; `None` where that is not settled or vague.
    pub fn when(&self) -> Option<When> {
        When::of(self.value.as_deref()?)
    }
}

/// A value of the calendar as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Its first day, in the year 9999 if the year is not known. The longer of two that begin on one day comes first.
    pub order: (Date, u8),
    /// `18 Mar 2021`, `Mar 2021`, `week of 15 Mar 2021`.
    pub words: String,
    /// How much of the calendar it is: `day`, `week`, `month`.
    pub granularity: &'static str,
}

/// How much of the calendar a value can be, the longest first.
const GRANULARITIES: [&str; 9] = ["century", "decade", "year", "season", "quarter", "month", "week", "weekend", "day"];

impl When {
    /// Reads a value of TIMEX3.
    pub fn of(value: &str) -> Option<Self> {
        if let Some((from, to)) = value.split_once('/') {
            let (from, to) = (Self::of(from)?, Self::of(to)?);
            return Some(Self { words: format!("{} to {}", from.words, to.words), ..from });
        }
        let make = |first: Date, words: String, granularity: &'static str| {
            let rank = GRANULARITIES.iter().position(|g| *g == granularity).unwrap_or(GRANULARITIES.len());
            Some(Self { order: (first, rank as u8), words, granularity })
        };
        let date = |year, month, day| Date::new(year, month, day).ok();
        let year_of = |text: &str| if text == "XXXX" { Some(9_999) } else { digits(text) };
        let shown = |day: Date, pattern: &str| day.strftime(pattern).to_string();
        let (head, time) = value.split_once('T').map_or((value, None), |(head, time)| (head, Some(time)));
        match *head.split('-').collect::<Vec<_>>() {
            [century] if century.len() == 2 => {
                let first = date(digits(century)?.checked_mul(100)?, 1, 1)?;
                make(first, format!("{}s", first.year()), "century")
            }
            [decade] if decade.ends_with('X') => {
                let first = date(digits(decade.strip_suffix('X')?)?.checked_mul(10)?, 1, 1)?;
                make(first, format!("{}s", first.year()), "decade")
            }
            [year] => make(date(digits(year)?, 1, 1)?, year.to_owned(), "year"),
            [year, week] if week.starts_with('W') => {
                let first = monday(digits(year)?, digits(&week[1..])?)?;
                make(first, format!("week of {}", shown(first, "%-d %b %Y")), "week")
            }
            [year, week, "WE"] => {
                let first =
                    monday(digits(year)?, digits(week.strip_prefix('W')?)?)?.saturating_add(jiff::Span::new().days(5));
                make(first, format!("weekend of {}", shown(first, "%-d %b %Y")), "weekend")
            }
            [year, quarter] if quarter.starts_with('Q') => {
                let number = i8::try_from(digits(&quarter[1..])?).ok()?;
                make(
                    date(digits(year)?, number.checked_mul(3)?.checked_sub(2)?, 1)?,
                    format!("{quarter} {year}"),
                    "quarter",
                )
            }
            [year, season @ ("SP" | "SU" | "FA" | "WI")] => {
                let (month, name) = match season {
                    "SP" => (3, "spring"),
                    "SU" => (6, "summer"),
                    "FA" => (9, "autumn"),
                    _ => (12, "winter"),
                };
                make(date(digits(year)?, month, 1)?, format!("{name} {year}"), "season")
            }
            [year, month] => {
                let first = date(year_of(year)?, i8::try_from(digits(month)?).ok()?, 1)?;
                make(first, shown(first, if year == "XXXX" { "%b, any year" } else { "%b %Y" }), "month")
            }
            [year, month, day] => {
                let day = date(year_of(year)?, i8::try_from(digits(month)?).ok()?, i8::try_from(digits(day)?).ok()?)?;
                let words = shown(day, if year == "XXXX" { "%-d %b, any year" } else { "%-d %b %Y" });
                make(day, time.map_or(words.clone(), |time| format!("{words}, {}", of_day(time))), "day")
            }
            _ => None,
        }
    }
}

/// The number that digits alone make.
fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// The first day of a week.
fn monday(year: i16, week: i16) -> Option<Date> {
    ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok().map(ISOWeekDate::date)
}

/// A time of day in words.
fn of_day(time: &str) -> &str {
    match time {
        "MO" => "morning",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        clock => clock,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: Option<(&str, &str)>) {
        let when = When::of(value);
        assert_eq!(when.as_ref().map(|w| (w.words.as_str(), w.granularity)), expected, "{value}");
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        check("2021-03-18", Some(("18 Mar 2021", "day")));
        check("2021-03-18T22:00", Some(("18 Mar 2021, 22:00", "day")));
        check("2021-03-18TMO", Some(("18 Mar 2021, morning", "day")));
        check("2021-W11", Some(("week of 15 Mar 2021", "week")));
        check("2021-W11-WE", Some(("weekend of 20 Mar 2021", "weekend")));
        check("2021-03", Some(("Mar 2021", "month")));
        check("2021-Q2", Some(("Q2 2021", "quarter")));
        check("2021-SU", Some(("summer 2021", "season")));
        check("2021", Some(("2021", "year")));
        check("198X", Some(("1980s", "decade")));
        check("19", Some(("1900s", "century")));
        check("XXXX-03-18", Some(("18 Mar, any year", "day")));
        check("XXXX-10", Some(("Oct, any year", "month")));
        check("2021-03-18/2021-03-20", Some(("18 Mar 2021 to 20 Mar 2021", "day")));
        check("2018/2019", Some(("2018 to 2019", "year")));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for value in [
            "PRESENT_REF",
            "",
            "X",
            "-",
            "/",
            "2021/",
            "/2021/",
            "2021/x",
            "2021-13",
            "2021-02-30",
            "2021-W60",
            "2021-Q9",
            "2021-",
            "99999",
            "P3D",
        ] {
            check(value, None);
        }
    }

    #[test]
    fn the_longer_comes_first() {
        let mut values = ["2021-03-02", "XXXX-03", "2021-03-01", "2021-03", "2021", "2020-W53", "202X"];
        values.sort_by_key(|value| When::of(value).map(|when| when.order));
        assert_eq!(values, ["202X", "2020-W53", "2021", "2021-03", "2021-03-01", "2021-03-02", "XXXX-03"]);
    }
}
