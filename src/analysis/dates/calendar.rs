//! Calendar values as TIMEX3 writes them, and the arithmetic from a day of publication.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// A point or stretch of the calendar, down to a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// `2021-03-18`.
    Day(Date),
    /// `2021-03-18/2021-03-20`: from the first to the last day.
    Days(Date, Date),
    /// `2018/2019`: from the first to the last year.
    Years(i16, i16),
    /// `2021-04/2021-06`: from the first to the last month.
    Months((i16, i8), (i16, i8)),
    /// `2021-W11`, named by one of its days.
    Week(Date),
    /// `2021-W11-WE`, named by one of the days of its week.
    Weekend(Date),
    /// `2021-03`.
    Month(i16, i8),
    /// `2021-Q1`.
    Quarter(i16, i8),
    /// `2021-H1`.
    Half(i16, i8),
    /// `2021-SU`.
    Season(i16, &'static str),
    /// `2021`.
    Year(i16),
    /// `198X`: the year divided by ten.
    Decade(i16),
    /// `19`: the year divided by a hundred.
    Century(i16),
    /// `2021-03-18T22:00`: a day, the hour (24 is the midnight that ends it) and the minute.
    Moment(Date, u8, u8),
    /// `XXXX-03-18`: a day of an unknown year.
    DayOfYear(i8, i8),
    /// `XXXX-03`.
    MonthOfYear(i8),
    /// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`.
    Reference(&'static str),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let week = |d: Date| d.iso_week_date();
        match *self {
            Self::Day(d) => write!(f, "{d}"),
            Self::Days(from, to) => write!(f, "{from}/{to}"),
            Self::Years(from, to) => write!(f, "{from:04}/{to:04}"),
            Self::Months(from, to) => write!(f, "{:04}-{:02}/{:04}-{:02}", from.0, from.1, to.0, to.1),
            Self::Week(d) => write!(f, "{}-W{:02}", week(d).year(), week(d).week()),
            Self::Weekend(d) => write!(f, "{}-W{:02}-WE", week(d).year(), week(d).week()),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Self::Half(y, h) => write!(f, "{y:04}-H{h}"),
            Self::Season(y, s) => write!(f, "{y:04}-{s}"),
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Decade(d) => write!(f, "{d:03}X"),
            Self::Century(c) => write!(f, "{c:02}"),
            Self::Moment(d, hour, minute) => write!(f, "{d}T{hour:02}:{minute:02}"),
            Self::DayOfYear(m, d) => write!(f, "XXXX-{m:02}-{d:02}"),
            Self::MonthOfYear(m) => write!(f, "XXXX-{m:02}"),
            Self::Reference(r) => f.write_str(r),
        }
    }
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Where an expression points from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// The latest one that is not after the day.
    Past,
    /// The first one that is not before the day.
    Future,
    /// The one that the day lies nearest to, the past preferred: news looks back further than it looks ahead.
    Nearest,
}

/// `day` moved by a number of days; `day` itself at the ends of the calendar.
pub(super) fn shift(day: Date, by: Span) -> Date {
    day.checked_add(by).unwrap_or(day)
}

/// The unit that lies `n` units from the one of `day`: -1 is the last one, 0 this one.
pub(super) fn offset(day: Date, unit: Unit, n: i32) -> Value {
    let n = i64::from(n.clamp(-9_000, 9_000));
    let year = |y: i64| (i64::from(day.year()) + y).clamp(0, 9_999) as i16;
    match unit {
        Unit::Day => Value::Day(shift(day, n.days())),
        Unit::Week => Value::Week(shift(day, n.weeks())),
        Unit::Fortnight => Value::Week(shift(day, (n * 2).weeks())),
        Unit::Weekend => Value::Weekend(shift(day, n.weeks())),
        Unit::Month => {
            let to = shift(day.first_of_month(), n.months());
            Value::Month(to.year(), to.month())
        }
        Unit::Quarter => {
            let to = shift(day.first_of_month(), (n * 3).months());
            Value::Quarter(to.year(), quarter(to))
        }
        Unit::Year => Value::Year(year(n)),
        Unit::Decade => Value::Decade(year(n * 10) / 10),
        Unit::Century => Value::Century(year(n * 100) / 100),
    }
}

/// The month in which a season, by its TIMEX3 code, begins as the calendar of a year cuts them.
pub(super) fn first_month_of(season: &str) -> i8 {
    ["WI", "SP", "SU", "FA"].iter().position(|s| *s == season).unwrap_or(0) as i8 * 3 + 1
}

/// The quarter of the year, 1 to 4.
pub(super) fn quarter(day: Date) -> i8 {
    (day.month() - 1) / 3 + 1
}

/// The day of the week that `direction` points to. News calls its own day by its name, so that is the one meant.
pub(super) fn weekday(from: Date, weekday: Weekday, direction: Direction) -> Date {
    let back = i64::from(from.weekday().since(weekday));
    match direction {
        Direction::Past | Direction::Nearest => shift(from, (-back).days()),
        Direction::Future => shift(from, ((7 - back) % 7).days()),
    }
}

/// The year in which a month and a day without a year lie.
pub(super) fn year_of(from: Date, month: i8, day: i8, direction: Direction) -> i16 {
    let this = (i32::from(month), i32::from(day)).cmp(&(i32::from(from.month()), i32::from(from.day())));
    let y = from.year();
    let days = |m: i8, d: i8| i32::from(m) * 30 + i32::from(d);
    match direction {
        Direction::Past => y - i16::from(this.is_gt()),
        // What should be done by a day may be written about some days later.
        Direction::Future => y + i16::from(this.is_lt() && days(from.month(), from.day()) - days(month, day) > 30),
        Direction::Nearest => match days(month, day) - days(from.month(), from.day()) {
            ahead if ahead > 150 => y - 1,
            ahead if ahead < -210 => y + 1,
            _ => y,
        },
    }
}
