//! The day that a line or a field states, in any of the forms that news pages print.
//!
//! Only a full day counts: a date without a year, and one such as 03/04/2021 that two countries read differently, are
//! not guessed.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::language::calendar;
use crate::text::lists::section;

/// A day, and the time of day where it is stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// The day.
    pub(super) date: Date,
    /// The time and its zone as printed, on 24 hours: `09:15 BST`.
    pub(super) time: Option<String>,
}

/// The day that `value` states, when it states nothing else: time of day, weekday, zone and the labels of a page
/// ("Published:", "Last updated") are passed over; any other word means that it is no date.
///
/// ```text
/// Mar 20, 2021 10:07 AM                      2021-03-20
/// Updated 10:07 AM ET, Sat March 20, 2021    2021-03-20
/// Fri 3 May 2024 09.15 BST                   2024-05-03
/// Thu, 18 Mar 2021 09:00:00 +0800            2021-03-18
/// 2021-03-19T10:00:00Z, 20210319T100000Z     2021-03-19
/// May 3, 2024 9:15 AM Updated a day ago      2024-05-03
/// 03/04/2021                                 none: March or April
/// ```
pub(super) fn parse(value: &str) -> Option<Date> {
    stamp(value).map(|stamp| stamp.date)
}

/// As [`parse`], with the time of day.
pub(super) fn stamp(value: &str) -> Option<Stamp> {
    dated(value).map(|(stamp, _)| stamp)
}

/// As [`stamp`], with whether the day is said to be only that of a change ("Updated 3 May 2024"). Where a line has both,
/// that of the publication is the answer, whichever stands first.
pub(super) fn dated(value: &str) -> Option<(Stamp, bool)> {
    // The longest real line of this kind has about 80 characters; anything longer is prose.
    if value.len() > 160 {
        return None;
    }
    // Year and day have five digits at least; most lines have none.
    if value.bytes().filter(u8::is_ascii_digit).count() < 5 {
        return None;
    }
    let tokens = tokens(value);
    let mut first: Option<(Stamp, bool)> = None;
    let mut found = Parts::default();
    let mut label = None;
    let mut i = 0;
    while i < tokens.len() {
        if let Some(next) = label_of(&tokens[i]) {
            if let Some(stamp) = found.stamp() {
                // "Updated 20 March 2021, published 19 March 2021": another day begins here.
                first = Some(better(first, (stamp, label == Some(true))));
                (found, label) = (Parts::default(), None);
            }
            // "Updated 10:07, published 19 March 2021"
            label = if label == Some(false) { label } else { Some(next) };
        }
        i += found.take(&tokens[i..])?;
    }
    let last = found.stamp().map(|stamp| (stamp, label == Some(true)));
    match last {
        Some(last) => Some(better(first, last)),
        // Behind a first day, the rest need not be one: "Updated a day ago".
        None => first,
    }
}

/// Of two days in a line the first that is not that of a change.
fn better(first: Option<(Stamp, bool)>, next: (Stamp, bool)) -> (Stamp, bool) {
    match first {
        Some((_, true)) if !next.1 => next,
        Some(first) => first,
        None => next,
    }
}

/// Whether a text ends with the label of a day, as "By Jane Roe | Updated on:" does: `true` for that of a change.
pub(super) fn label(text: &str) -> Option<bool> {
    let from = super::lines::floor(text, text.len().saturating_sub(40));
    let tokens = tokens(&text[from..]);
    let words = tokens.iter().rev().filter(|t| !matches!(t, Token::Mark(_)));
    words.take(3).find_map(|token| match token {
        Token::Word(word) if ["on", "at"].contains(&word.as_str()) => None,
        other => Some(label_of(other)),
    })?
}

/// Whether a token is the label of a day: `true` for that of a change.
fn label_of(token: &Token) -> Option<bool> {
    let Token::Word(word) = token else { return None };
    if has(&CHANGES, word) {
        return Some(true);
    }
    has(&LABELS, word).then_some(false)
}

/// The time of day that `value` states, when it states nothing else ("9:15 AM EDT").
pub(super) fn time(value: &str) -> Option<String> {
    if value.len() > 60 {
        return None;
    }
    let tokens = tokens(value);
    let mut found = Parts::default();
    let mut i = 0;
    while i < tokens.len() {
        i += found.take(&tokens[i..])?;
    }
    let dated = found.year.is_some() || found.month.is_some() || found.day.is_some();
    (!dated).then(|| found.time()).flatten()
}

/// Whether a line is only about when something was published, and does not say the day in full: "3 MAY, 09:15",
/// "Updated 2 hours ago".
pub(super) fn is_moment(line: &str) -> bool {
    if line.len() > 60 || !line.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let tokens = tokens(line);
    let mut found = Parts::default();
    let mut i = 0;
    let mut is_ago = false;
    while i < tokens.len() {
        is_ago |= matches!(&tokens[i..], [_, _, Token::Word(ago), ..] if ago == "ago");
        match found.take(&tokens[i..]) {
            Some(taken) => i += taken,
            None => return false,
        }
    }
    is_ago || found.clock.is_some() && found.month.is_some() && found.day.is_some()
}

/// The day that a number of seconds or milliseconds since 1970 falls on in UTC, and its time. Only numbers of this
/// century and the last third of the one before are taken for that.
pub(super) fn from_epoch(number: f64) -> Option<Stamp> {
    let seconds = if number.abs() >= 1e11 { number / 1000.0 } else { number };
    if !(86_400.0..4.2e9).contains(&seconds) {
        return None;
    }
    let whole = seconds as i64;
    let days = jiff::Span::new().try_days(whole / 86_400).ok()?;
    let date = jiff::civil::date(1970, 1, 1).checked_add(days).ok()?;
    let (hour, minute) = (whole % 86_400 / 3600, whole % 3600 / 60);
    let time = (whole % 86_400 != 0).then(|| format!("{hour:02}:{minute:02} UTC"));
    Some(Stamp { date, time })
}

#[derive(Debug, PartialEq)]
enum Token {
    /// Letters, in lower case.
    Word(String),
    /// Digits: their value and how many there are.
    Number(u32, usize),
    /// Any other character.
    Mark(char),
}

fn tokens(value: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let length = |of: fn(char) -> bool| rest.find(|c: char| !of(c)).unwrap_or(rest.len());
        let taken = if c.is_ascii_digit() {
            let mut end = length(|c| c.is_ascii_digit());
            // "May 3, 20249:15 AM": a page that puts day and time into cells of their own.
            if (5..=6).contains(&end)
                && rest[end..].starts_with(':')
                && (rest.starts_with("20") || rest.starts_with("19"))
            {
                end = 4;
            }
            out.push(Token::Number(rest[..end].parse().unwrap_or(u32::MAX), end));
            end
        } else if c.is_alphabetic() {
            let end = length(char::is_alphabetic);
            out.push(Token::Word(rest[..end].to_lowercase()));
            end
        } else {
            if !c.is_whitespace() {
                out.push(Token::Mark(c));
            }
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    out
}

/// The parts of a date that have been read so far.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// Hour and minute, behind which `+0800` is a zone.
    clock: Option<(u32, u32)>,
    /// Whether the hour was said to be of the morning (`a`) or of the afternoon (`p`).
    half: Option<char>,
    /// The zone as printed.
    zone: Option<String>,
    /// A day in digits that two countries read differently, both ways.
    either: Option<[Date; 2]>,
}

impl Parts {
    fn date(&self) -> Option<Date> {
        let date = Date::new(self.year?, self.month?, self.day?).ok()?;
        // "05/03/2024May 3, 2024": the words say how the digits are meant.
        self.either.is_none_or(|either| either.contains(&date)).then_some(date)
    }

    fn stamp(&self) -> Option<Stamp> {
        Some(Stamp { date: self.date()?, time: self.time() })
    }

    fn time(&self) -> Option<String> {
        let (hour, minute) = self.clock?;
        let hour = match self.half {
            Some('p') if hour < 12 => hour + 12,
            Some('a') if hour == 12 => 0,
            _ => hour,
        };
        if hour > 23 || minute > 59 {
            return None;
        }
        let zone = self.zone.as_ref().map(|zone| format!(" {zone}")).unwrap_or_default();
        Some(format!("{hour:02}:{minute:02}{zone}"))
    }

    /// Notes the first time of day; a later one is that of a change.
    fn set_clock(&mut self, hour: u32, minute: u32) {
        self.clock.get_or_insert((hour, minute));
    }

    fn set_half(&mut self, word: &str) {
        self.half = self.half.or(word.chars().next());
    }

    /// Reads what stands at the front of `tokens` and says how many of them; `None` where it belongs to no date.
    fn take(&mut self, tokens: &[Token]) -> Option<usize> {
        if let Some(taken) = self.take_time(tokens) {
            return Some(taken);
        }
        match tokens {
            // 20210319T100000Z
            [Token::Number(n, 8), Token::Word(t), Token::Number(clock, digits @ (4 | 6)), ..] if t == "t" => {
                self.take(&[Token::Number(*n, 8)])?;
                let minutes = if *digits == 6 { clock / 100 } else { *clock };
                self.set_clock(minutes / 100, minutes % 100);
                Some(3)
            }
            // a day ago, 2 hours ago
            [Token::Word(one), Token::Word(unit), Token::Word(ago), ..]
                if has(&ARTICLES, one) && ago == "ago" && is_unit(unit) =>
            {
                Some(3)
            }
            [Token::Number(..), Token::Word(unit), Token::Word(ago), ..] if ago == "ago" && is_unit(unit) => Some(3),
            [Token::Word(just), Token::Word(now), ..] if just == "just" && now == "now" => Some(2),
            // 03/19/21, 03.19.21: of the United States, as no month has that number.
            [
                Token::Number(month @ 1..=12, digits),
                Token::Mark(mark @ ('-' | '/' | '.')),
                Token::Number(day @ 13..=31, 2),
                Token::Mark(again),
                Token::Number(year, 2),
                ..,
            ] if mark == again && (*digits == 2 || *mark == '/') => {
                let year = calendar::year_of_two_digits(i16::try_from(*year).ok()?);
                self.set_year(u32::try_from(year).ok()?)?;
                self.set_month(*month)?;
                self.set_day(*day)?;
                Some(5)
            }
            // 2021-03-19, 19/03/2021
            [
                Token::Number(first, digits),
                Token::Mark(mark @ ('-' | '/' | '.')),
                Token::Number(second, 1..=2),
                Token::Mark(again),
                Token::Number(third, last_digits),
                ..,
            ] if mark == again => {
                let Some((year, month, day)) =
                    calendar::numeric(*mark, (*first, *digits), *second, (*third, *last_digits))
                else {
                    let date = |month: u32, day: u32| {
                        let small = |n: u32| i8::try_from(n).ok();
                        Date::new(i16::try_from(*third).ok()?, small(month)?, small(day)?).ok()
                    };
                    self.either = Some([date(*first, *second)?, date(*second, *first)?]);
                    return Some(5);
                };
                self.set_year(year)?;
                self.set_month(month)?;
                self.set_day(day)?;
                Some(5)
            }
            // 20210319
            [Token::Number(n, 8), ..] => {
                self.set_year(n / 10_000)?;
                self.set_month(n / 100 % 100)?;
                self.set_day(n % 100)?;
                Some(1)
            }
            [Token::Number(year @ 1000..=2999, 4), ..] => self.set_year(*year).map(|()| 1),
            [Token::Number(day @ 1..=31, 1..=2), rest @ ..] => {
                self.set_day(*day)?;
                let ordinal = matches!(rest, [Token::Word(w), ..] if has(&ORDINALS, w));
                Some(1 + usize::from(ordinal))
            }
            [Token::Word(word), ..] => self.word(word).map(|()| 1),
            [Token::Mark(mark), ..] => ",.:;()[]|-–—·•/".contains(*mark).then_some(1),
            _ => None,
        }
    }

    /// Reads a time of day or a zone at the front of `tokens`.
    fn take_time(&mut self, tokens: &[Token]) -> Option<usize> {
        let is_half = |w: &str| w == "am" || w == "pm";
        match tokens {
            // 10:07, 10:07:30 and 10:07:30.123
            [Token::Number(hour, 1..=2), Token::Mark(':'), Token::Number(minute, 2), rest @ ..] if *hour < 25 => {
                self.set_clock(*hour, *minute);
                Some(match rest {
                    [Token::Mark(':'), Token::Number(..), Token::Mark('.'), Token::Number(..), ..] => 7,
                    [Token::Mark(':'), Token::Number(..), ..] => 5,
                    _ => 3,
                })
            }
            // 10 am
            [Token::Number(hour, 1..=2), Token::Word(w), ..] if *hour < 25 && is_half(w) => {
                self.set_clock(*hour, 0);
                self.set_half(w);
                Some(2)
            }
            // 10.07am, 09.15 BST, 1930GMT
            [Token::Number(hour, 1..=2), Token::Mark('.'), Token::Number(minute, 2), Token::Word(w), ..]
                if *hour < 25 && *minute < 60 && (is_half(w) || calendar::is_zone(w) || w == "hrs") =>
            {
                self.set_clock(*hour, *minute);
                Some(3)
            }
            [Token::Number(clock, 4), Token::Word(w), ..]
                if *clock < 2400 && clock % 100 < 60 && (w == "hrs" || matches!(w.as_str(), "gmt" | "utc")) =>
            {
                self.set_clock(clock / 100, clock % 100);
                Some(1)
            }
            // 0339 GMT (1139 HKT): the same moment in another zone.
            [Token::Number(clock, 4), Token::Word(w), ..]
                if self.clock.is_some() && *clock < 2400 && clock % 100 < 60 && calendar::is_zone(w) =>
            {
                Some(1)
            }
            // "3 May 2024 09.15" with nothing behind it.
            [Token::Number(hour, 1..=2), Token::Mark('.'), Token::Number(minute, 2)]
                if *hour < 25 && *minute < 60 && self.date().is_some() =>
            {
                self.set_clock(*hour, *minute);
                Some(3)
            }
            // a.m.
            [Token::Word(a), Token::Mark('.'), Token::Word(m), ..] if m == "m" && (a == "a" || a == "p") => {
                self.set_half(a);
                Some(3)
            }
            [Token::Number(hour, 1..=2), Token::Word(a), Token::Mark('.'), Token::Word(m), ..]
                if *hour < 25 && m == "m" && (a == "a" || a == "p") =>
            {
                self.set_clock(*hour, 0);
                self.set_half(a);
                Some(4)
            }
            [Token::Word(w), ..] if is_half(w) => {
                self.set_half(w);
                Some(1)
            }
            // GMT+2, UTC+05:30
            [Token::Word(zone), Token::Mark(sign @ ('+' | '-' | '−')), Token::Number(hours, 1 | 2 | 4), rest @ ..]
                if matches!(zone.as_str(), "gmt" | "utc") =>
            {
                let minutes = match rest {
                    [Token::Mark(':'), Token::Number(minutes, 2), ..] => Some(minutes),
                    _ => None,
                };
                let behind = minutes.map(|m| format!(":{m:02}")).unwrap_or_default();
                self.zone.get_or_insert_with(|| format!("{}{sign}{hours}{behind}", zone.to_uppercase()));
                Some(if minutes.is_some() { 5 } else { 3 })
            }
            // +0800, -05:00
            [Token::Mark(sign @ ('+' | '-' | '−')), Token::Number(hours, digits @ (2 | 4)), rest @ ..]
                if self.clock.is_some() =>
            {
                let (written, taken) = match rest {
                    [Token::Mark(':'), Token::Number(minutes, 2), ..] => (format!("{sign}{hours:02}{minutes:02}"), 4),
                    _ if *digits == 2 => (format!("{sign}{hours:02}00"), 2),
                    _ => (format!("{sign}{hours:04}"), 2),
                };
                self.zone.get_or_insert(written);
                Some(taken)
            }
            [Token::Word(zone), ..] if calendar::is_zone(zone) => {
                let written = if zone == "z" { "UTC".to_owned() } else { zone.to_uppercase() };
                self.zone.get_or_insert(written);
                Some(1)
            }
            _ => None,
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        if let Some(month) = calendar::month(word) {
            return set(&mut self.month, month);
        }
        if calendar::weekday(word).is_some() {
            return Some(());
        }
        (has(&FILLERS, word) || has(&LABELS, word) || has(&CHANGES, word)).then_some(())
    }

    fn set_year(&mut self, year: u32) -> Option<()> {
        set(&mut self.year, i16::try_from(year).ok()?)
    }

    fn set_month(&mut self, month: u32) -> Option<()> {
        set(&mut self.month, i8::try_from(month).ok()?)
    }

    fn set_day(&mut self, day: u32) -> Option<()> {
        set(&mut self.day, i8::try_from(day).ok()?)
    }
}

/// Fills a part once; a second, different value means that this is no single date.
fn set<T: PartialEq>(part: &mut Option<T>, value: T) -> Option<()> {
    if part.as_ref().is_some_and(|old| *old != value) {
        return None;
    }
    *part = Some(value);
    Some(())
}

fn has(words: &[&str], word: &str) -> bool {
    words.binary_search(&word).is_ok()
}

fn is_unit(word: &str) -> bool {
    has(&UNITS, word.strip_suffix('s').unwrap_or(word))
}

/// The words of a section of `day.txt`, sorted; it says what belongs in each.
type Words = LazyLock<Vec<&'static str>>;

static LABELS: Words = LazyLock::new(|| section(include_str!("day.txt"), "label", '\n'));
static CHANGES: Words = LazyLock::new(|| section(include_str!("day.txt"), "change", '\n'));
static UNITS: Words = LazyLock::new(|| section(include_str!("day.txt"), "unit", '\n'));
static ARTICLES: Words = LazyLock::new(|| section(include_str!("day.txt"), "article", '\n'));
static ORDINALS: Words = LazyLock::new(|| section(include_str!("day.txt"), "ordinal", '\n'));
static FILLERS: Words = LazyLock::new(|| section(include_str!("day.txt"), "filler", '\n'));

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is empty where no day is stated.
    #[track_caller]
    fn check(value: &str, expected: &str) {
        assert_eq!(parse(value).map(|d| d.to_string()).unwrap_or_default(), expected, "{value}");
    }

    #[test]
    fn days_as_pages_print_them() {
        check("Published: Mar 20, 2021 10:07 AM", "2021-03-20");
        check("Updated 10:07 AM ET, Sat March 20, 2021", "2021-03-20");
        check("19 March 2021", "2021-03-19");
        check("2021-03-19", "2021-03-19");
        check("2021/3/9", "2021-03-09");
        check("March 19th, 2021", "2021-03-19");
        check("Friday, July 21, 2017", "2017-07-21");
        check("the 1st of Sept. 2020", "2020-09-01");
        check("2021-03-19T10:00:00Z", "2021-03-19");
        check("2021-03-19T10:00:00.123+08:00", "2021-03-19");
        check("Thu, 18 Mar 2021 09:00:00 +0800", "2021-03-18");
        check("Last updated at 6.30pm on May 3, 2019", "2019-05-03");
        check("Posted on May 3, 2019 at 6:30 p.m. EDT", "2019-05-03");
        check("Published 19 March 2021 | Updated 20 March 2021", "2021-03-19");
        check("Fri 3 May 2024 09.15 BST", "2024-05-03");
        check("First published on Fri 3 May 2024 09.15 BST", "2024-05-03");
        check("May 3, 2024 9:15 AM GMT+2 Updated a day ago", "2024-05-03");
        check("3 May 2024, 18:30 UTC+05:30", "2024-05-03");
        check("20240503T120000Z", "2024-05-03");
        check("3.5.2024", "2024-05-03");
        check("19980108", "1998-01-08");
        check("25/12/2020", "2020-12-25");
        check("12/25/2020", "2020-12-25");
        check("04/04/2020", "2020-04-04");
        check("May 3, 20249:15 AM GMT+2Updated a day ago", "2024-05-03");
        check("05/03/2024May 3, 2024", "2024-05-03");
        check("PUBLISHED MAY 03, 2024, 09:15 AM", "2024-05-03");
        check("Friday, 3rd of May, 2024", "2024-05-03");
        check("05.23.2024 09:15 AM", "2024-05-23");
        check("05/23/24 9:15 AM ET", "2024-05-23");
        check("05.23.24", "2024-05-23");
        check("Updated 0915 GMT (1715 HKT) May 3, 2024", "2024-05-03");
        check("Fri May 03 2024 09:15:00 GMT+0000 (Coordinated Universal Time)", "2024-05-03");
        check("[2024-05-03 09:15]", "2024-05-03");
        check("Originally posted: May 3, 2024 - 09:15 NPT", "2024-05-03");
    }

    #[test]
    fn the_day_of_a_change_is_told_from_that_of_publication() {
        let of = |value: &str| dated(value).map(|(stamp, is_change)| (stamp.date.to_string(), is_change));
        let published = |day: &str| Some((day.to_owned(), false));
        assert_eq!(of("Published 3 May 2024, updated 4 May 2024"), published("2024-05-03"));
        assert_eq!(of("Updated May 4, 2024 4:04AM EST / Published May 3, 2024 6:10PM EST"), published("2024-05-03"));
        assert_eq!(of("Posted: May 3, 2024 10:27 AM EDT | Last Updated: May 4, 2024"), published("2024-05-03"));
        assert_eq!(of("3 May 2024"), published("2024-05-03"));
        assert_eq!(of("Last updated on May 4, 2024"), Some(("2024-05-04".to_owned(), true)));
        assert_eq!(of("Updated 9:15, published 3 May 2024"), published("2024-05-03"));
        assert_eq!(
            [label("By Jane Roe | Updated on:"), label("Published"), label("Jane Roe")],
            [Some(true), Some(false), None]
        );
    }

    #[test]
    fn moments_without_a_full_day() {
        for line in ["3 MAY, 09:15", "Updated 2 hours ago", "May 3, 9:15 a.m. ET", "1 day ago"] {
            assert!(is_moment(line), "{line}");
        }
        for line in ["May 3", "3 people died", "They met 2 days ago", "20 years ago: the war", "Updated"] {
            assert!(!is_moment(line), "{line}");
        }
    }

    #[test]
    fn what_is_not_one_certain_day_is_none() {
        check("03/04/2021", "");
        check("03/04/21", "");
        check("23/05/24", "");
        check("1.24.10", "");
        check("03/04/2021, 5 May 2021", "");
        check("March 2021", "");
        check("Dec 7", "");
        check("BEIJING, Dec 7 (Reuters) -", "");
        check("2021-02-30", "");
        check("On March 19, 2021 the talks began", "");
        check("2021", "");
        check("19 or 20 March 2021", "");
        check("", "");
        check("99999999999999999999", "");
    }

    #[test]
    fn times_of_day() {
        let time_of = |value: &str| stamp(value).and_then(|s| s.time).unwrap_or_default();
        assert_eq!(time_of("Fri 3 May 2024 09.15 BST"), "09:15 BST");
        assert_eq!(time_of("May 3, 2024 9:15 PM GMT+2"), "21:15 GMT+2");
        assert_eq!(time_of("2024-05-03T19:20:15+08:00"), "19:20 +0800");
        assert_eq!(time_of("3 May 2024"), "");
        assert_eq!(time("9:15 AM EDT").as_deref(), Some("09:15 EDT"));
        assert_eq!(time("3 May 2024 9:15"), None);
        assert_eq!(time("99:99"), None);
        let epoch = |number| from_epoch(number).map(|s| (s.date.to_string(), s.time)).unwrap_or_default();
        assert_eq!(epoch(1_714_694_400.0), ("2024-05-03".to_owned(), None));
        assert_eq!(epoch(1_714_728_000_000.0), ("2024-05-03".to_owned(), Some("09:20 UTC".to_owned())));
        assert_eq!(epoch(2024.0), (String::new(), None));
        assert_eq!(epoch(f64::NAN), (String::new(), None));
    }

    proptest::proptest! {
        #[test]
        fn every_day_comes_back_from_its_usual_forms(days in 0i32..60_000) {
            let date = jiff::civil::date(1900, 1, 1) + jiff::Span::new().days(days);
            for form in ["%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%a, %d %b %Y 10:00:00 GMT"] {
                let printed = date.strftime(form).to_string();
                proptest::prop_assert_eq!(parse(&printed), Some(date), "{}", printed);
            }
        }

        #[test]
        fn no_value_panics(value in "\\PC{0,60}") {
            let _ = parse(&value);
        }
    }
}
