//! Reads one expression of time from its first word.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::analysis::dates::calendar::{self, Direction, Unit, Value};
use crate::analysis::dates::words;
use crate::analysis::document::{Document, Sentence};
use crate::analysis::numbers;
use crate::text::segment::TokenKind;

/// An expression of time that was read.
pub(super) struct Found {
    /// Its first token.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    /// Its value, where it can be told.
    pub(super) value: Option<String>,
    /// What sort of expression it is.
    pub(super) rule: &'static str,
}

/// An expression before its value is written: one past its last token, what it stands for, its sort.
type Core = (usize, Option<Value>, &'static str);

/// Reads expressions in the order of the text and remembers what later ones refer to.
pub(super) struct Reader<'a> {
    document: &'a Document<'a>,
    /// The quarter spoken of last: `a year earlier` compares with it.
    quarter: Option<(i16, i8)>,
    /// The calendar day named last: a time of day belongs to it.
    day: Option<Date>,
    /// The tokens of the sentence.
    start: usize,
    end: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        Self { document, quarter: None, day: document.published, start: 0, end: 0 }
    }

    /// The expression that begins at token `i` of `sentence`.
    pub(super) fn read(&mut self, i: usize, sentence: &Sentence) -> Option<Found> {
        (self.start, self.end) = (sentence.tokens.start, sentence.tokens.end);
        if !matches!(self.document.tokens[i].kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        let skip = self.modifiers(i);
        let (mut end, value, rule) = self.core(i + skip)?;
        match value {
            // What is compared with does not become what is spoken of.
            Some(Value::Quarter(y, q)) if !rule.starts_with("a year before") => self.quarter = Some((y, q)),
            Some(Value::Day(day)) => self.day = Some(day),
            _ => {}
        }
        let mut text = value.map(|v| v.to_string());
        if let Some(Value::Day(_)) = value
            && !self.word(i + skip).eq_ignore_ascii_case("tonight")
        {
            let clitic = usize::from(self.document.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Clitic));
            if let Some(part) = words::part_of_day(self.word(end + clitic)) {
                end += clitic + 1;
                text = text.map(|t| t + part);
            }
        }
        if let (Some(Value::Day(_)), "last", "night") = (value, self.word(i + skip), self.word(end - 1)) {
            text = text.map(|t| if t.ends_with("TNI") { t } else { t + "TNI" });
        }
        Some(Found { first: i, end, value: text, rule })
    }

    /// The text of token `i`; empty outside the sentence.
    fn word(&self, i: usize) -> &'a str {
        if (self.start..self.end).contains(&i) { self.document.word(i) } else { "" }
    }

    fn is_number(&self, i: usize) -> bool {
        i < self.end && self.document.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// How many words in front of an expression belong to it (`early`, `the`, `late in`).
    fn modifiers(&self, i: usize) -> usize {
        let mut n = 0;
        if matches!(
            self.word(i),
            "early" | "late" | "earlier" | "later" | "Early" | "Late" | "Earlier" | "Later" | "sometime"
        ) {
            n += 1;
        }
        if matches!(self.word(i + n), "the" | "The") {
            let next = self.word(i + n + 1);
            let begins = matches!(
                next,
                "last"
                    | "past"
                    | "next"
                    | "coming"
                    | "previous"
                    | "latest"
                    | "current"
                    | "weekend"
                    | "quarter"
                    | "year-earlier"
                    | "year-ago"
            ) || words::ordinal(next).is_some() && self.word(i + n + 2) == "quarter"
                || words::season(next).is_some() && matches!(self.word(i + n + 2), "of")
                || self.is_number(i + n + 1) && (next.ends_with("0s") || self.word(i + n + 2) == "century");
            return if begins { n + 1 } else { 0 };
        }
        n
    }

    fn core(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        if self.is_number(i) {
            return self.number(i);
        }
        let day = |n: i64| self.document.published.map(|d| Value::Day(calendar::shift(d, n.days())));
        let reference = |name| Some((i + 1, Some(Value::Reference(name)), "reference"));
        match word {
            "today" | "Today" | "tonight" | "Tonight" => Some((i + 1, day(0), "day")),
            "yesterday" | "Yesterday" => Some((i + 1, day(-1), "day")),
            "tomorrow" | "Tomorrow" => Some((i + 1, day(1), "day")),
            "now" | "Now" | "currently" | "Currently" | "current" | "nowadays" => reference("PRESENT_REF"),
            "recently" | "Recently" | "recent" => reference("PAST_REF"),
            "past" if matches!(self.word(i.wrapping_sub(1)), "the") && !self.opens_noun(i + 1) => reference("PAST_REF"),
            "last" | "Last" | "past" | "previous" => self.relative(i, -1),
            "this" | "This" => self.relative(i, 0),
            "next" | "Next" | "coming" => self.relative(i, 1),
            "weekend" if matches!(self.word(i.wrapping_sub(1)), "the" | "The") => {
                let last = |d| Value::Weekend(calendar::weekday(d, jiff::civil::Weekday::Sunday, Direction::Past));
                Some((i + 1, self.document.published.map(last), "weekend"))
            }
            "latest" | "quarter" | "year-earlier" | "year-ago" => self.context_quarter(i),
            "fiscal" | "Fiscal" => self.is_number(i + 1).then(|| self.year(i + 1)).flatten(),
            "noon" | "midnight" => Some(self.time(i + 1, if word == "noon" { 12 } else { 24 }, 0)),
            "Christmas" => self.month_day(i + 1 + usize::from(matches!(self.word(i + 1), "Day")), 12, 25, None),
            _ => None,
        }
        .or_else(|| self.named(i))
        .or_else(|| self.ago(i))
    }

    /// Whether a word or a number follows, and not the end of a phrase.
    fn opens_noun(&self, i: usize) -> bool {
        let kind = self.document.tokens.get(i).filter(|_| i < self.end).map(|t| t.kind);
        matches!(kind, Some(TokenKind::Word | TokenKind::Number))
            && !matches!(self.word(i), "and" | "or" | "to" | "with")
    }

    /// Expressions that begin with a day, a month, a season or the number of a quarter.
    fn named(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let bare = word.strip_prefix("mid-").or_else(|| word.strip_prefix("Mid-")).unwrap_or(word);
        if let Some(weekday) = words::weekday(bare) {
            // "Saturday, April 25" is one expression.
            let next = i + 1 + usize::from(self.word(i + 1) == ",");
            if words::month(self.word(next)).is_some()
                && let Some(core @ (_, Some(Value::Day(_) | Value::DayOfYear(..)), _)) = self.named(next)
            {
                return Some(core);
            }
            let direction = self.direction(i).unwrap_or(Direction::Past);
            let day = self.document.published.map(|d| Value::Day(calendar::weekday(d, weekday, direction)));
            return Some((i + 1, day, "day of the week"));
        }
        if let Some(month) = words::month(bare) {
            return self.month(i, month);
        }
        if let Some(season) = words::season(word) {
            let at = i + 1 + usize::from(matches!(self.word(i + 1), "of"));
            let year = self.full_year(at)?;
            return Some((at + 1, Some(Value::Season(year, season)), "season"));
        }
        let (number, end) = match word.strip_suffix("-quarter") {
            Some(ordinal) => (words::ordinal(ordinal)?, i + 1),
            None if self.word(i + 1) == "quarter" => (words::ordinal(word)?, i + 2),
            None => return None,
        };
        if matches!(self.word(end), "of" | "in") && self.full_year(end + 1).is_some() {
            return Some((end + 2, Some(Value::Quarter(self.full_year(end + 1)?, number)), "quarter"));
        }
        if let Some(year) = self.full_year(end) {
            return Some((end + 1, Some(Value::Quarter(year, number)), "quarter"));
        }
        let value = self.document.published.map(|d| {
            let year = d.year() - i16::from(number > calendar::quarter(d));
            Value::Quarter(year, number)
        });
        Some((end, value, "quarter"))
    }

    /// `March`, `March 19`, `March 19, 2021`, `March 2021`.
    fn month(&self, i: usize, month: i8) -> Option<Core> {
        if let Some(day) = self.day_number(i + 1) {
            let year_at = i + 2 + usize::from(self.word(i + 2) == ",");
            return match self.full_year(year_at) {
                Some(year) => self.month_day(year_at + 1, month, day, Some(year)),
                None => self.month_day(i + 2, month, day, None),
            };
        }
        let year_at = i + 1 + usize::from(matches!(self.word(i + 1), "," | "of"));
        if let Some(year) = self.full_year(year_at) {
            return Some((year_at + 1, Some(Value::Month(year, month)), "month"));
        }
        let word = self.word(i);
        if word.len() <= 4 && !word.ends_with('.') && !matches!(word, "May" | "June" | "July" | "Sept") {
            // "Jan" and "Dec" without a stop are names as often as months.
            return None;
        }
        let before = self.word(i.wrapping_sub(1));
        let introduced = matches!(
            before,
            "in" | "In"
                | "since"
                | "Since"
                | "until"
                | "by"
                | "By"
                | "early"
                | "late"
                | "through"
                | "from"
                | "between"
                | "of"
                | "for"
                | "last"
                | "during"
        );
        if words::is_ambiguous_month(self.word(i)) && !introduced {
            return None;
        }
        let value = match self.document.published {
            Some(d) => {
                let direction = self.direction(i).unwrap_or(Direction::Nearest);
                // The month of publication counts as past and as ahead.
                let day = if month == d.month() { d.day() } else { 15 };
                Value::Month(calendar::year_of(d, month, day, direction), month)
            }
            None => Value::MonthOfYear(month),
        };
        Some((i + 1, Some(value), "month"))
    }

    fn month_day(&self, end: usize, month: i8, day: i8, year: Option<i16>) -> Option<Core> {
        let year = year.or_else(|| {
            let published = self.document.published?;
            let direction = self.direction(end.saturating_sub(2)).filter(|d| *d == Direction::Future);
            Some(calendar::year_of(published, month, day, direction.unwrap_or(Direction::Nearest)))
        });
        let value = match year {
            Some(year) => Value::Day(Date::new(year, month, day).ok()?),
            None => Value::DayOfYear(month, day),
        };
        Some((end, Some(value), "calendar day"))
    }

    /// The day of a month at token `i`, with or without an ending (`19`, `19th`).
    fn day_number(&self, i: usize) -> Option<i8> {
        if !self.is_number(i) {
            return None;
        }
        let word = self.word(i);
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|e| word.strip_suffix(e)).unwrap_or(word);
        (bare.len() <= 2).then(|| bare.parse().ok())?.filter(|d| (1..=31).contains(d))
    }

    /// A year of four digits at token `i`.
    fn full_year(&self, i: usize) -> Option<i16> {
        let word = self.word(i);
        (self.is_number(i) && word.len() == 4).then(|| word.parse().ok())?.filter(|y| (1000..=2200).contains(y))
    }

    /// Expressions that begin with digits.
    fn number(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        if word.len() == 10 && word.as_bytes().get(4) == Some(&b'-') {
            let day: Date = word.parse().ok()?;
            return Some((i + 1, Some(Value::Day(day)), "calendar day"));
        }
        if let Some(decade) = word.strip_suffix("0s").or_else(|| word.strip_suffix("0's")) {
            let decade: i16 = decade.parse().ok()?;
            let value = match decade {
                100..=210 => Value::Decade(decade),
                2..=9 => Value::Decade(190 + decade),
                _ => return None,
            };
            return Some((i + 1, Some(value), "decade"));
        }
        if self.word(i + 1) == "century" {
            let ordinal: i16 = word.trim_end_matches(char::is_alphabetic).parse().ok()?;
            return Some((i + 2, Some(Value::Century(ordinal.checked_sub(1)?.clamp(0, 99))), "century"));
        }
        if let Some(day) = self.day_number(i) {
            let at = i + 1 + usize::from(self.word(i + 1) == "of");
            if let Some(month) = words::month(self.word(at)) {
                let next = at + 1 + usize::from(self.word(at + 1) == ",");
                return match self.full_year(next) {
                    Some(year) => self.month_day(next + 1, month, day, Some(year)),
                    None => self.month_day(at + 1, month, day, None),
                };
            }
        }
        self.clock(i).or_else(|| self.ago(i)).or_else(|| self.year(i))
    }

    /// A year by itself.
    fn year(&self, i: usize) -> Option<Core> {
        let year = self.full_year(i)?;
        let (before, after) = (self.word(i.wrapping_sub(1)), self.word(i + 1));
        let introduced = matches!(
            before,
            "in" | "In"
                | "since"
                | "Since"
                | "until"
                | "by"
                | "By"
                | "during"
                | "fiscal"
                | "early"
                | "late"
                | "mid"
                | "through"
                | "before"
                | "after"
                | "the"
                | "and"
                | "of"
                | "from"
                | "to"
                | "for"
                | "("
        );
        let counts = numbers::at(self.document, i, self.end).is_none_or(|n| n.end > i + 1)
            || matches!(after, "%" | "percent" | "per" | "people" | "miles" | "feet" | "hours" | "votes" | "troops")
            || matches!(before, "$" | "£" | "€" | "¥" | "#" | "No." | "about" | "nearly" | "over" | "than");
        let near = (1900..=2060).contains(&year);
        (!counts && (near || introduced && year >= 1400)).then_some((i + 1, Some(Value::Year(year)), "year"))
    }

    /// `10:35 a.m.`, `5 p.m. EST Thursday`.
    fn clock(&self, i: usize) -> Option<Core> {
        let half = match self.word(i + 1) {
            "a.m." | "am" | "AM" | "A.M." => 0,
            "p.m." | "pm" | "PM" | "P.M." => 12,
            _ => return None,
        };
        let (hour, minute) = self.word(i).split_once(':').unwrap_or((self.word(i), "0"));
        let hour: u8 = hour.parse().ok().filter(|h| *h <= 12)?;
        let minute: u8 = minute.parse().ok().filter(|m| *m < 60)?;
        Some(self.time(i + 2, hour % 12 + half, minute))
    }

    /// A time of day and the day that stands beside it.
    fn time(&self, end: usize, hour: u8, minute: u8) -> Core {
        let zone = |w: &str| {
            matches!(w, "EST" | "EDT" | "CST" | "CDT" | "MST" | "MDT" | "PST" | "PDT" | "GMT" | "UTC" | "BST" | "ET")
        };
        let mut at = end + usize::from(zone(self.word(end)));
        let on = at + usize::from(matches!(self.word(at), "on" | ","));
        let beside = match self.word(on) {
            "today" | "yesterday" | "tomorrow" => self.core(on),
            _ => self.named(on),
        };
        let day = match beside {
            Some((next, Some(Value::Day(day)), _)) => {
                at = next;
                Some(day)
            }
            Some(_) => None,
            None => self.day,
        };
        let value = day.map(|d| Value::Moment(d, hour, minute));
        (at, value, "time of day")
    }

    /// `last week`, `this morning`, `next Thursday`, `the past year`.
    fn relative(&self, i: usize, n: i32) -> Option<Core> {
        let published = self.document.published;
        let word = self.word(i + 1);
        if let Some(part) = words::part_of_day(word) {
            // "This morning"; "last night" is the night of the day before.
            let day = published.map(|d| Value::Day(calendar::shift(d, i64::from(n).days())));
            return (!part.is_empty() && n <= 0).then_some((i + 1 + usize::from(n < 0), day, "part of the day"));
        }
        if let Some(unit) = words::unit(word).filter(|_| !word.ends_with('s')) {
            let value = published.map(|d| match unit {
                Unit::Weekend if n == 0 => Value::Weekend(d),
                unit => calendar::offset(d, unit, n),
            });
            return (unit != Unit::Day || n < 0).then_some((i + 2, value, "relative to the day of publication"));
        }
        if matches!(word, "few" | "several") && words::unit(self.word(i + 2)).is_some() {
            return (n < 0).then_some((i + 3, Some(Value::Reference("PAST_REF")), "reference"));
        }
        if words::unit(word).is_some() && n != 0 {
            let name = if n < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return Some((i + 2, Some(Value::Reference(name)), "reference"));
        }
        let direction = if n < 0 { Direction::Past } else { Direction::Future };
        if let Some(season) = words::season(word) {
            let value = published.map(|d| {
                let month = ["WI", "SP", "SU", "FA"].iter().position(|s| *s == season).unwrap_or(0) as i8 * 3 + 1;
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
                let from = if n < 0 { calendar::shift(d, (-1).days()) } else { d };
                let coming = if at == i + 2 { Direction::Future } else { Direction::Past };
                let direction = if n == 0 { self.direction(i).unwrap_or(coming) } else { direction };
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
    fn context_quarter(&self, i: usize) -> Option<Core> {
        let defined = matches!(self.word(i.wrapping_sub(1)), "the" | "The");
        let over = self.document.published.map(|d| calendar::offset(d, Unit::Quarter, -1));
        let spoken_of = self.quarter.map(|(y, q)| Value::Quarter(y, q)).or(over);
        match (self.word(i), self.word(i + 1)) {
            ("quarter", _) if defined => Some((i + 1, spoken_of, "quarter")),
            ("latest", "quarter" | "period") => Some((i + 2, spoken_of, "quarter")),
            ("year-earlier" | "year-ago", next) => {
                let end = i + 1 + usize::from(matches!(next, "quarter" | "period"));
                Some((end, self.year_before(), "a year before what is spoken of"))
            }
            _ => None,
        }
    }

    /// A year before the quarter spoken of, or before the year of publication.
    fn year_before(&self) -> Option<Value> {
        match self.quarter {
            Some((y, q)) => Some(Value::Quarter(y - 1, q)),
            None => self.document.published.map(|d| Value::Year(d.year() - 1)),
        }
    }

    /// `two years ago`, `a year earlier`, `several months ago`.
    fn ago(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let (count, at) = if matches!(word, "a" | "an" | "A" | "An") {
            (Some(1), i + 1)
        } else if words::is_indefinite(word) {
            (None, i + 1)
        } else {
            let number = numbers::at(self.document, i, self.end)?;
            (Some(number.value.round().min(10_000.0) as i32), number.end)
        };
        let unit = words::unit(self.word(at))?;
        let published = self.document.published;
        match (self.word(at + 1), count) {
            ("ago", Some(n)) if n == 1 && unit == Unit::Year && self.quarter.is_some() => {
                Some((at + 2, self.year_before(), "a year before what is spoken of"))
            }
            ("ago", Some(n)) => {
                let (unit, n) = if unit == Unit::Decade { (Unit::Year, n * 10) } else { (unit, n) };
                let value = published.map(|d| calendar::offset(d, unit, -n));
                Some((at + 2, value, "before the day of publication"))
            }
            ("ago", None) => Some((at + 2, Some(Value::Reference("PAST_REF")), "reference")),
            ("earlier", Some(n)) if n == 1 && unit == Unit::Year => {
                Some((at + 2, self.year_before(), "a year before what is spoken of"))
            }
            _ => None,
        }
    }

    /// Which way the words in front of token `i` point.
    fn direction(&self, i: usize) -> Option<Direction> {
        (self.start.max(i.saturating_sub(7))..i).rev().find_map(|k| {
            let word = self.word(k);
            if words::points_ahead(word) {
                Some(Direction::Future)
            } else {
                words::points_back(word).then_some(Direction::Past)
            }
        })
    }
}
