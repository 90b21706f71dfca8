//! Days in digits, runs of days, and days beside others: `25/04/2024`, `May 6-8`, `the first Monday of June`, `the day
//! before yesterday`.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::analysis::dates::calendar::{self, Value};
use crate::analysis::dates::grammar::{Core, Reader};
use crate::analysis::dates::words::{self, Class};
use crate::language::calendar as names;
use crate::language::vocabulary::COUNTABLE;

impl Reader<'_> {
    /// Whether nothing stands between a token and the one in front of it.
    pub(super) fn is_glued(&self, i: usize) -> bool {
        let tokens = &self.document.tokens;
        i > self.start && i < self.end && tokens[i - 1].span.end == tokens[i].span.start
    }

    /// Days in digits with slashes, hyphens or stops: `25/04/2024`, `2024/04/05`, `25.04.2024`, `19-Nov-2012`. One that
    /// two countries read differently is found and has no value.
    pub(super) fn in_digits(&self, i: usize) -> Option<Core> {
        let (mark, parts, end) = if self.word(i + 1) == "/" && self.word(i + 3) == "/" {
            // A comma or a stop ends it; what else stands there without a blank makes an address or a longer number of it.
            let goes_on = self.is_glued(i + 5) && (self.opens_noun(i + 5) || matches!(self.word(i + 5), "/" | "-"));
            let glued = (i + 1..i + 5).all(|k| self.is_glued(k)) && !goes_on;
            ('/', [self.word(i), self.word(i + 2), self.word(i + 4)], glued.then_some(i + 5)?)
        } else {
            // "2024-04-01T08:30".
            let word = self.word(i);
            let word = if word.as_bytes().get(10) == Some(&b'T') { &word[..10] } else { word };
            let separator = word.chars().find(|c| !c.is_ascii_alphanumeric()).filter(|c| matches!(c, '-' | '.'))?;
            let mut parts = word.split(separator);
            (separator, [parts.next()?, parts.next()?, parts.next()?], parts.next().is_none().then_some(i + 1)?)
        };
        let found = |value| Some((end, value, "calendar day"));
        let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?;
        let [first, middle, last] = parts;
        let (a, c) = (number(first)?, number(last)?);
        if let Some(month) = names::month(middle) {
            let day = i8::try_from(a).ok()?;
            let year = i16::try_from(c).ok().filter(|_| matches!(last.len(), 2 | 4))?;
            let year = if last.len() == 2 { names::year_of_two_digits(year) } else { year };
            return found(Some(Value::Day(Date::new(year, month, day).ok()?)));
        }
        let b = number(middle)?;
        let day = |(year, month, day): (u32, u32, u32)| {
            Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        };
        let (last_value, digits) = match (first.len(), last.len()) {
            // "25/04/24".
            (1 | 2, 2) if end == i + 5 || separator_is_stop(mark, self.before(i)) => {
                (names::year_of_two_digits(i16::try_from(c).ok()?) as u32, 4)
            }
            (_, digits) => (c, digits),
        };
        match names::numeric(mark, (a, first.len()), b, (last_value, digits)) {
            Some(read) => found(Some(Value::Day(day(read)?))),
            None => {
                let both = (1..=12).contains(&a) && (1..=12).contains(&b) && (1900..2200).contains(&last_value);
                let full = first.len() <= 2 && last.len() == 4 && both;
                full.then_some((end, None, "a day that two countries read differently"))
            }
        }
    }

    /// `6-8 May 2024`, `6 to 8 May`, `29 April-3 May`.
    pub(super) fn days_before_month(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let day = |part: &str| part.parse::<i8>().ok().filter(|d| (1..=31).contains(d) && part.len() <= 2);
        let joins = |w: &str| matches!(w, "to" | "through" | "until" | "–" | "-" | "—");
        // "From the 12th to the 15th of March".
        let the = usize::from(self.before(i) == "the" && self.word(i + 2) == "the");
        let month_at = |k: usize| {
            let at = k + usize::from(self.word(k) == "of");
            words::month(self.word(at)).map(|month| (month, at + 1))
        };
        let (first, (second, at)) = if let Some((from, to)) = word.split_once('-') {
            (day(from)?, (day(to)?, i + 1))
        } else if let Some(from) = self.day_number(i) {
            // "29 April-3 May"
            if let Some((month, to)) = self.word(i + 1).split_once('-')
                && let (Some(first), Some(to), Some((second, end))) = (names::month(month), day(to), month_at(i + 2))
            {
                return self.days(i, (first, from), (second, to), end);
            }
            if joins(self.word(i + 1)) {
                (from, (self.day_number(i + 2 + the)?, i + 3 + the))
            } else if let Some(last) = self.last_of_list(i) {
                // "6 and 8 May" are two days; the second is read by itself.
                let (month, end) = month_at(last + 1)?;
                let year = self.year_behind(end).map(|(year, _)| year);
                return self.month_day(i, end, month, from, year).map(|(_, value, rule)| (i + 1, value, rule));
            } else {
                return None;
            }
        } else {
            return None;
        };
        let (month, end) = month_at(at)?;
        self.days(i, (month, first), (month, second), end)
    }

    /// The last day of "3, 4 and 5 March", which begins at token `i`.
    fn last_of_list(&self, i: usize) -> Option<usize> {
        let mut at = i;
        for _ in 0..6 {
            // "8/9 June".
            let slash = self.word(at + 1) == "/" && self.is_glued(at + 1) && self.is_glued(at + 2);
            let joined =
                (slash || matches!(self.word(at + 1), "," | "and" | "or" | "&")) && self.day_number(at + 2).is_some();
            if !joined {
                break;
            }
            at += 2;
        }
        (at > i && matches!(self.word(at - 1), "and" | "or" | "&" | "/")).then_some(at)
    }

    /// `May 6-8`, `May 6–8, 2024`, `April 29-May 3`, behind the month at token `i`.
    pub(super) fn days_behind_month(&self, i: usize, month: i8) -> Option<Core> {
        let day = |part: &str| part.parse::<i8>().ok().filter(|d| (1..=31).contains(d) && part.len() <= 2);
        let word = self.word(i + 1);
        if let Some((from, to)) = word.split_once(['-', '–']) {
            let from = day(from)?;
            return match (day(to), words::month(to)) {
                (Some(to), _) => self.days(i, (month, from), (month, to), i + 2),
                (None, Some(second)) => self.days(i, (month, from), (second, self.day_number(i + 2)?), i + 3),
                (None, None) => None,
            };
        }
        let from = self.day_number(i + 1)?;
        let dash = matches!(self.word(i + 2), "–" | "-") && self.is_glued(i + 2) && self.is_glued(i + 3);
        let to = self.day_number(i + 3).filter(|_| dash)?;
        self.days(i, (month, from), (month, to), i + 4)
    }

    /// The days from one to another, with the year that stands behind them or the one that lies nearest.
    fn days(&self, begin: usize, (month, from): (i8, i8), (last_month, to): (i8, i8), end: usize) -> Option<Core> {
        let (year, end) = self.year_behind(end).map_or((None, end), |(year, end)| (Some(year), end));
        // The year behind "30 Dec-2 Jan 2020" is that of the last day.
        let turns = i16::from(last_month < month);
        let (_, value, rule) = self.month_day(begin, end, month, from, year.map(|year| year - turns))?;
        let Some(Value::Day(first)) = value else { return Some((end, value, rule)) };
        let last = Date::new(first.year() + turns, last_month, to).ok().filter(|last| *last > first)?;
        Some((end, Some(Value::Days(first, last)), "run of days"))
    }

    /// `the first Monday of June 2023`, `the 3rd Friday of next month`, `the second Tuesday of the month`, `the first Sunday
    /// after Easter`.
    pub(super) fn nth_weekday(&self, i: usize) -> Option<Core> {
        let weekday = words::weekday(self.word(i + 1))?;
        let n = match self.word(i) {
            "last" | "Last" | "final" => -1,
            "penultimate" | "second-to-last" | "next-to-last" => -2,
            _ => self.entry(i).ordinal.filter(|n| *n <= 5)?,
        };
        let rule = "day of the week of a month";
        if let ("after" | "before", true) = (self.word(i + 2), n > 0) {
            let forward = if self.word(i + 2) == "after" { i32::from(n) } else { -i32::from(n) };
            let (end, value, _) = self.holiday(i + 3)?;
            let Some(Value::Day(day)) = value else { return Some((end, None, "beside a day")) };
            let beside = day.nth_weekday(forward, weekday).ok()?;
            return Some((end, Some(Value::Day(beside)), "beside a day"));
        }
        if !matches!(self.word(i + 2), "of" | "in") {
            return None;
        }
        let nth = |year, month| Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok();
        let months = match (self.word(i + 3), self.word(i + 4)) {
            ("the" | "this", "month") => Some(0),
            ("next", "month") => Some(1),
            ("last", "month") => Some(-1),
            _ => None,
        };
        if let Some(months) = months {
            let month = |d: Date| calendar::shift(d.first_of_month(), i64::from(months).months());
            let value = self.document.published.and_then(|d| nth(month(d).year(), month(d).month()));
            return Some((i + 5, value.map(Value::Day), rule));
        }
        let month = words::month(self.word(i + 3))?;
        if let Some((year, end)) = self.year_behind(i + 4) {
            return Some((end, Some(Value::Day(nth(year, month)?)), rule));
        }
        let Some(published) = self.document.published else { return Some((i + 4, None, rule)) };
        let day = nth(published.year(), month)?;
        let year = calendar::year_of(published, month, day.day(), self.direction_of_day(i, i + 4));
        Some((i + 4, Some(Value::Day(nth(year, month)?)), rule))
    }

    /// `day before yesterday`, `day after tomorrow`, `day before last Tuesday`, `day after Christmas`.
    pub(super) fn beside_day(&self, i: usize) -> Option<Core> {
        let n = match self.word(i + 1) {
            "before" => -1,
            "after" => 1,
            _ => return None,
        };
        let next = self.word(i + 2);
        let is_day = matches!(next, "yesterday" | "tomorrow" | "last" | "next") || words::month(next).is_some();
        let found = is_day.then(|| self.core(i + 2)).flatten().or_else(|| self.holiday(i + 2));
        let Some((end, Some(Value::Day(day)), _)) = found else { return None };
        Some((end, Some(Value::Day(calendar::shift(day, n.days()))), "beside a day"))
    }

    /// `Nov-19-2012`.
    pub(super) fn day_in_one_word(&self, i: usize) -> Option<Core> {
        let mut parts = self.word(i).split('-');
        let month = words::any_month(parts.next()?)?;
        let day = parts.next()?.parse().ok()?;
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let date = parts.next().is_none().then(|| Date::new(year, month, day).ok())??;
        Some((i + 1, Some(Value::Day(date)), "calendar day"))
    }

    /// The month of `june 15, 2021`, where day and year show that the word is one.
    pub(super) fn small_month(&self, i: usize) -> Option<i8> {
        let year = i + 2 + usize::from(self.word(i + 2) == ",");
        self.day_number(i + 1).and_then(|_| self.full_year(year))?;
        words::small_month(self.word(i))
    }

    /// `April-June 2022`: whole months from one to another.
    pub(super) fn months(&self, i: usize) -> Option<Core> {
        let (first, last) = self.word(i).split_once(['-', '–'])?;
        let (first, last) = (words::month(first)?, words::month(last)?);
        let (year, end) = self.year_behind(i + 1)?;
        let turns = i16::from(last < first);
        Some((end, Some(Value::Months((year - turns, first), (year, last))), "run of months"))
    }

    /// The year of the first of two months, which stands behind the second one: `between March and July 2021`.
    pub(super) fn year_of_pair(&self, i: usize, month: i8) -> Option<(i16, usize)> {
        let joined = matches!(self.word(i + 1), "and" | "to" | "through" | "until" | "–" | "-");
        let second = words::month(self.word(i + 2)).filter(|_| joined)?;
        let at = i + 3 + usize::from(self.word(i + 3) == ",");
        let year = self.full_year(at)?;
        Some((year - i16::from(second < month), at + 1))
    }

    /// `1998-99`, `2019/20`: the year of a season, a school or a budget.
    pub(super) fn split_year(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let slash = self.word(i + 1) == "/" && self.is_glued(i + 1) && self.is_glued(i + 2);
        let (from, to, end) = match word.split_once(['-', '–']) {
            Some((from, to)) => (from, to, i + 1),
            None if matches!(self.word(i + 1), "–" | "-") && self.is_glued(i + 1) && self.is_glued(i + 2) => {
                (word, self.word(i + 2), i + 3)
            }
            None if slash && !matches!(self.word(i + 3), "/" | "-") => (word, self.word(i + 2), i + 3),
            None => return None,
        };
        let first: i16 = (from.len() == 4).then(|| from.parse().ok())?.filter(|y| (1900..2100).contains(y))?;
        // "2019-2021": from one year to the other.
        if let Some(last) = to.parse().ok().filter(|y| to.len() == 4 && (first + 1..first + 100).contains(y)) {
            return Some((end, Some(Value::Years(first, last)), "run of years"));
        }
        let second: i16 = (to.len() == 2).then(|| to.parse().ok())??;
        if second == (first + 1) % 100 {
            let turns = Some((end, Some(Value::Years(first, first + 1)), "year that turns"));
            return turns.filter(|_| self.word(end) != "%");
        }
        // "The 1939-45 war".
        let defined = matches!(self.before(i), "the" | "The" | "(" | "of" | "from");
        let last = first - first % 100 + second;
        let is_run = defined && last > first && self.word(end) != "%";
        is_run.then_some((end, Some(Value::Years(first, last)), "run of years"))
    }

    /// Whether digits that may be a year count what stands behind them: "1999 cases". Words that belong to the noun
    /// make the number a year: "the 2010 cases".
    pub(super) fn counts_things(&self, i: usize) -> bool {
        let counted = i + 1 < self.end && self.document.spelt()[i + 1].is(COUNTABLE);
        let before = self.before(i);
        let belongs =
            before == "our" || self.is_before(i, Class::Determiner) || i > self.start && self.is_clitic(i - 1);
        counted && !belongs
    }
}

/// Whether `14.6.21` is a day and no number of a version: in digits with stops, behind a word that days stand behind.
fn separator_is_stop(mark: char, before: &str) -> bool {
    mark == '.' && matches!(before, "on" | "On" | "dated")
}
