//! Reads one expression of time from its first word.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::analysis::dates::anchor::Anchor;
use crate::analysis::dates::calendar::{self, Direction, Unit, Value};
use crate::analysis::dates::words::{Class, Entry};
use crate::analysis::dates::{holidays, words};
use crate::language::calendar as names;
use crate::language::document::{Document, Sentence};
use crate::language::tag::Tag;
use crate::language::vocabulary::COUNTABLE;
use crate::language::{function_words, hash};
use crate::model::block::BlockKind;
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
pub(super) type Core = (usize, Option<Value>, &'static str);

/// Reads expressions in the order of the text and remembers what later ones refer to.
pub(super) struct Reader<'a> {
    pub(super) document: &'a Document<'a>,
    /// The quarter spoken of last: `a year earlier` compares with it.
    pub(super) quarter: Option<(i16, i8)>,
    /// The calendar day named last: a time of day belongs to it.
    pub(super) day: Option<Date>,
    /// Whether the text named that day.
    pub(super) day_named: bool,
    /// Where the day of a month ended that was read last, with its year and month: "March 18 and 19" names two days.
    listed: Option<(usize, i16, i8)>,
    /// What the text named last, whatever its length: "the following year" counts from it.
    pub(super) anchor: Option<Anchor>,
    /// Whether the sentence has named a day that lies ahead of the day of publication: the next one does as well.
    pub(super) is_ahead: bool,
    /// What the list of words says about each token.
    entries: Vec<Option<&'static Entry>>,
    /// The number of the sentence, its role and its tokens.
    pub(super) sentence: usize,
    kind: BlockKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(document: &'a Document<'a>) -> Self {
        Self {
            document,
            quarter: None,
            day: document.published,
            day_named: false,
            listed: None,
            anchor: None,
            is_ahead: false,
            entries: document.spelt().iter().map(|word| words::entry(word.folded)).collect(),
            sentence: 0,
            kind: BlockKind::Body,
            start: 0,
            end: 0,
        }
    }

    /// Goes on to a sentence, by its number.
    pub(super) fn enter(&mut self, number: usize, sentence: &Sentence) {
        (self.sentence, self.kind, self.is_ahead) = (number, sentence.kind, false);
        (self.start, self.end) = (sentence.tokens.start, sentence.tokens.end);
    }

    /// The part of speech of token `i` of the sentence.
    pub(super) fn tag(&self, i: usize) -> Option<Tag> {
        self.document.tag(self.sentence, i)
    }

    /// The role of the block that holds the sentence.
    pub(super) fn sentence_kind(&self) -> BlockKind {
        self.kind
    }

    /// The expression that begins at token `i` of the sentence.
    pub(super) fn read(&mut self, i: usize) -> Option<Found> {
        if !matches!(self.document.tokens[i].kind, TokenKind::Word | TokenKind::Number) {
            return None;
        }
        if i > self.start && self.is(i - 1, Class::Each) {
            return None;
        }
        let skip = self.modifiers(i);
        let (mut end, value, rule) = self.another_day(i).or_else(|| self.core(i + skip))?;
        match value {
            // What is compared with does not become what is spoken of.
            Some(Value::Quarter(y, q)) if !rule.starts_with("a year before") => self.quarter = Some((y, q)),
            Some(Value::Day(day)) => {
                (self.day, self.day_named) = (Some(day), true);
                self.is_ahead |= self.document.published.is_some_and(|published| day > published);
                if rule == "calendar day" {
                    self.listed = Some((end, day.year(), day.month()));
                }
            }
            // What is compared from now on is years.
            Some(Value::Year(_)) if rule == "the year" => self.quarter = None,
            _ => {}
        }
        if !matches!(rule, "a year before what is spoken of" | "reference") {
            self.anchor = value.and_then(|value| Anchor::new(value, self.sentence)).or(self.anchor);
        }
        let mut text = value.map(|v| v.to_string());
        let in_front = self.entry(i + skip).part_of_day.filter(|_| matches!(value, Some(Value::Day(_))));
        if let Some(part) = in_front {
            text = text.map(|t| t + part);
        } else if let Some(Value::Day(_)) = value
            && !self.word(i + skip).eq_ignore_ascii_case("tonight")
        {
            let clitic = usize::from(self.document.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Clitic));
            if let Some(part) = self.entry(end + clitic).part_of_day {
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
    pub(super) fn word(&self, i: usize) -> &'a str {
        if (self.start..self.end).contains(&i) { self.document.word(i) } else { "" }
    }

    /// The text of the token in front of token `i`; empty at the beginning of the sentence.
    pub(super) fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// What the list of words says about token `i`.
    pub(super) fn entry(&self, i: usize) -> &'static Entry {
        let found = if (self.start..self.end).contains(&i) { self.entries[i] } else { None };
        found.unwrap_or(&words::NOTHING)
    }

    /// The unit that token `i` names; with a capital inside a sentence it is part of a name ("This Week").
    pub(super) fn unit(&self, i: usize) -> Option<Unit> {
        let unit = self.entry(i).unit?;
        let capital = self.kind == BlockKind::Body && self.word(i).starts_with(char::is_uppercase);
        (!capital || i == self.start).then_some(unit)
    }

    /// Whether token `i` is in a section of the list.
    pub(super) fn is(&self, i: usize, class: Class) -> bool {
        self.entry(i).is(class)
    }

    /// Whether the token in front of token `i` is in a section of the list.
    pub(super) fn is_before(&self, i: usize, class: Class) -> bool {
        i > self.start && self.is(i - 1, class)
    }

    /// Whether token `i` is the end of a possessive.
    pub(super) fn is_clitic(&self, i: usize) -> bool {
        matches!(self.word(i), "'s" | "’s")
    }

    pub(super) fn is_number(&self, i: usize) -> bool {
        i < self.end && self.document.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// How many words in front of an expression belong to it (`early`, `the`, `late in`).
    fn modifiers(&self, i: usize) -> usize {
        let n = usize::from(self.is(i, Class::Modifying));
        if matches!(self.word(i + n), "the" | "The") {
            let at = i + n + 1;
            // "The early 1980s".
            if n == 0 && self.is(at, Class::Modifying) && self.is_long(at + 1) {
                return 2;
            }
            let next = self.word(at);
            let second = self.word(at + 1);
            let begins = self.is(at, Class::Defined)
                || self.entry(at).ordinal.is_some_and(|n| n <= 4) && matches!(second, "quarter" | "half")
                || next == "day" && self.beside_day(at).is_some()
                || next == "night" && second == "before" && self.word(at + 2) == "last"
                || next == "near" && second == "future"
                || next == "current" && self.unit(at + 1).is_some()
                || next == "same" && self.same_day(at).is_some()
                || self.nth_weekday(at).is_some()
                || self.last_part(at).is_some()
                || self.beside_last(at).is_some()
                || self.stretch(at).is_some()
                || self.moved(at).is_some()
                || self.entry(at).season.is_some() && (second == "of" || self.season_alone(at).is_some())
                || self.quarter.is_some() && self.is_number(at) && matches!(second, "quarter" | "period")
                || self.is_long(at);
            return if begins { n + 1 } else { 0 };
        }
        n
    }

    /// Whether a word that has a capital inside a sentence belongs to a name in front of it: "USA Today".
    fn ends_name(&self, i: usize) -> bool {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        self.kind == BlockKind::Body && i > self.start && capital(self.word(i)) && capital(self.before(i))
    }

    /// Whether "today" or "tomorrow" is no day: "today's youth", "the leaders of tomorrow".
    fn is_of_the_age(&self, i: usize) -> bool {
        if self.is_clitic(i + 1) {
            return (i + 2..i + 4).any(|k| self.is(k, Class::OfTheAge));
        }
        let many = i >= self.start + 2 && {
            let noun = self.word(i - 2);
            noun.ends_with('s') && noun != "as" || self.document.spelt()[i - 2].is(COUNTABLE)
        };
        self.word(i) == "tomorrow" && self.before(i) == "of" && many
    }

    pub(super) fn core(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        if let Some(found) = self.nth_weekday(i) {
            return Some(found);
        }
        if self.is_number(i) {
            return self.number(i);
        }
        let day = |n: i64| self.document.published.map(|d| Value::Day(calendar::shift(d, n.days())));
        let reference = |name| Some((i + 1, Some(Value::Reference(name)), "reference"));
        let whole = self.last_part(i).or_else(|| self.long_in_words(i)).or_else(|| self.months(i));
        if let Some(found) = whole.or_else(|| self.beside_last(i)).or_else(|| self.moved(i)) {
            return Some(found);
        }
        match word {
            "today" | "Today" | "tomorrow" | "Tomorrow" if self.is_of_the_age(i) => return None,
            "Today" | "Tonight" | "Yesterday" | "Tomorrow" | "Now" if self.ends_name(i) => return None,
            "these" | "These" if self.word(i + 1) == "days" => {
                Some((i + 2, Some(Value::Reference("PRESENT_REF")), "reference"))
            }
            "near" if self.word(i + 1) == "future" && self.before(i) == "the" => {
                Some((i + 2, Some(Value::Reference("FUTURE_REF")), "reference"))
            }
            "day" | "Day" => self.beside_day(i),
            "that" | "That" | "same" => self.same_day(i),
            "someday" => reference("FUTURE_REF"),
            "one" | "some" if self.word(i + 1) == "day" && function_words::is_modal(self.before(i)) => {
                Some((i + 2, Some(Value::Reference("FUTURE_REF")), "reference"))
            }
            "today" | "Today" | "tonight" | "Tonight" => Some((i + 1, day(0), "day")),
            "yesterday" | "Yesterday" => Some((i + 1, day(-1), "day")),
            "tomorrow" | "Tomorrow" => Some((i + 1, day(1), "day")),
            "current" if self.unit(i + 1).is_some() => self.relative(i, 0),
            "now" | "Now" | "currently" | "Currently" | "current" | "nowadays" => reference("PRESENT_REF"),
            "recently" | "Recently" => reference("PAST_REF"),
            "recent" => self.unit(i + 1).map(|_| (i + 2, Some(Value::Reference("PAST_REF")), "reference")),
            "past" if matches!(self.before(i), "the") && !self.opens_noun(i + 1) => reference("PAST_REF"),
            "last" | "Last" | "past" | "previous" => self.relative(i, -1),
            "this" | "This" => self.relative(i, 0),
            "next" | "Next" | "coming" => self.relative(i, 1).or_else(|| self.context_day(i)),
            "weekend" if matches!(self.before(i), "the" | "The") => {
                let direction = self.tense(i - 1, i + 1).map_or(Direction::Past, |t| t.direction);
                let sunday = |d| Value::Weekend(calendar::weekday(d, jiff::civil::Weekday::Sunday, direction));
                Some((i + 1, self.document.published.map(sunday), "weekend"))
            }
            "latest" if self.is(i + 1, Class::SortOfYear) => self.relative(i, -1),
            "latest" | "quarter" | "year-earlier" | "year-ago" => self.context_quarter(i),
            "fiscal" | "Fiscal" | "FY" => {
                self.fiscal_year(i + 1 + usize::from(self.word(i + 1) == "year")).or_else(|| self.context_year(i))
            }
            "year" | "full" | "year-end" => self
                .spelled_year(i + 1)
                .or_else(|| self.year(i + 1))
                .filter(|_| word == "year")
                .or_else(|| self.context_year(i)),
            "week" if self.before(i) == "the" && self.word(i + 1) == "of" => {
                let (end, value, rule) = self.core(i + 2)?;
                let Some(Value::Day(day)) = value else { return None };
                Some((end, Some(Value::Week(day)), rule))
            }
            "following" => self.context_day(i),
            "noon" | "midnight" if self.before(i) != "high" => {
                Some(self.time(i + 1, if word == "noon" { 12 } else { 24 }, 0))
            }
            "night" if self.word(i + 1) == "before" && self.word(i + 2) == "last" => {
                day(-2).map(|value| (i + 3, Some(value), "day"))
            }
            // "Late afternoon Tuesday", "mid-afternoon yesterday".
            _ if self.entry(i).part_of_day.is_some() => self.day_behind_part(i + 1),
            _ if self.unit(i).is_some() => self.stretch(i),
            _ => self.decade_in_words(i).or_else(|| self.spoken_clock(i)),
        }
        .or_else(|| self.named(i))
        .or_else(|| self.ago(i))
        .or_else(|| self.spelled_year(i))
        .or_else(|| self.holiday(i))
    }

    /// Whether a word or a number follows, and not the end of a phrase.
    pub(super) fn opens_noun(&self, i: usize) -> bool {
        let kind = self.document.tokens.get(i).filter(|_| i < self.end).map(|t| t.kind);
        matches!(kind, Some(TokenKind::Word | TokenKind::Number)) && !self.is(i, Class::Ending)
    }

    /// Expressions that begin with a day, a month, a season or the number of a quarter.
    pub(super) fn named(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let bare = word.strip_prefix("mid-").or_else(|| word.strip_prefix("Mid-")).unwrap_or(word);
        // "Mid-2015", "post-1959".
        let digits = ["post-", "Post-", "pre-", "Pre-"].iter().find_map(|p| word.strip_prefix(p)).unwrap_or(bare);
        if let Some(year) =
            digits.parse().ok().filter(|y| digits.len() == 4 && digits != word && (1400..2200).contains(y))
        {
            return Some((i + 1, Some(Value::Year(year)), "year"));
        }
        if let Some(weekday) = words::weekday(bare) {
            if self.is_before(i, Class::NamedDay) {
                return None;
            }
            // "Saturday, April 25" is one expression.
            let next = i + 1 + usize::from(self.word(i + 1) == ",");
            if words::month(self.word(next)).is_some()
                && let Some(core @ (_, Some(Value::Day(_) | Value::DayOfYear(..)), _)) = self.named(next)
            {
                return Some(core);
            }
            // So is "Thursday, 18 March 2021".
            if self.is_number(next)
                && words::month(self.word(next + 1)).is_some()
                && let Some(core @ (_, Some(Value::Day(_) | Value::DayOfYear(..)), _)) = self.number(next)
            {
                return Some(core);
            }
            // "On Tuesday week": a week behind the Tuesday to come.
            let weeks = match self.word(i + 1) {
                "week" => 1,
                "fortnight" => 2,
                _ => 0,
            };
            if weeks > 0 && !self.opens_noun(i + 2) && !matches!(self.before(i), "this" | "last" | "next") {
                let coming = |d| calendar::shift(calendar::weekday(d, weekday, Direction::Future), weeks.weeks());
                return Some((i + 2, self.document.published.map(|d| Value::Day(coming(d))), "day of the week"));
            }
            // "On Monday mornings" is no day.
            let mornings = self.word(i + 1).strip_suffix('s').and_then(|part| words::entry(hash::fold(part)));
            if mornings.is_some_and(|entry| entry.part_of_day.is_some()) {
                return None;
            }
            // "The first Sunday after the vote" is not the nearest Sunday.
            if i > self.start
                && self.entry(i - 1).ordinal.is_some()
                && matches!(self.word(i + 1), "of" | "in" | "after" | "before")
            {
                return Some((i + 1, None, "day of the week"));
            }
            if self.takes_up(i) {
                let day = self.day.filter(|day| self.day_named && day.weekday() == weekday);
                return Some((i + 1, day.map(Value::Day), "day of the week of a day that was named"));
            }
            let direction = self.tense(i, i + 1).map_or(Direction::Past, |t| t.direction);
            let day = self.document.published.map(|d| Value::Day(calendar::weekday(d, weekday, direction)));
            return Some((i + 1, day, "day of the week"));
        }
        let dated =
            || words::any_month(bare).filter(|_| self.day_number(i + 1).is_some() && self.year_behind(i + 2).is_some());
        let dated = || dated().or_else(|| self.small_month(i));
        if let Some(month) = words::month(bare).or_else(dated) {
            // "May Day".
            if self.word(i + 1) == "Day" {
                return self.holiday(i);
            }
            return self.month(i, month);
        }
        if let Some(found) = self.day_in_one_word(i) {
            return Some(found);
        }
        if let Some(found) = self.short_quarter(i).or_else(|| self.joined_fiscal_year(i)) {
            return Some(found);
        }
        if let Some(season) = self.entry(i).season {
            return match self.year_behind(i + 1) {
                Some((year, end)) => Some((end, Some(Value::Season(year, season)), "season")),
                None => self.season_alone(i),
            };
        }
        self.part_of_year(i)
    }

    /// Whether a day of the week speaks of a day that was named already: "that Friday", "the same Friday", "19 March, a
    /// Friday".
    fn takes_up(&self, i: usize) -> bool {
        let apposition = self.before(i) == "a" && i >= self.start + 2 && self.word(i - 2) == ",";
        apposition || matches!(self.before(i), "that" | "That" | "same")
    }

    /// `March`, `March 19`, `March 19, 2021`, `March 2021`, `March this year`.
    fn month(&self, i: usize, month: i8) -> Option<Core> {
        // "July the 4th".
        let at = i + 1 + usize::from(self.word(i + 1) == "the" && self.entry(i + 2).ordinal.is_some());
        let spelled = || self.entry(at).ordinal.filter(|_| self.word(at + 1) != "quarter");
        if let Some(found) = self.days_behind_month(i, month) {
            return Some(found);
        }
        if let Some(day) = self.day_number(at).or_else(spelled) {
            return match self.year_behind(at + 1) {
                Some((year, end)) => self.month_day(i, end, month, day, Some(year)),
                None => self.month_day(i, at + 1, month, day, None),
            };
        }
        if let Some((year, end)) = self.year_behind(i + 1) {
            return Some((end, Some(Value::Month(year, month)), "month"));
        }
        if let Some((year, _)) = self.year_of_pair(i, month) {
            return Some((i + 1, Some(Value::Month(year, month)), "month"));
        }
        let word = self.word(i);
        if word.len() <= 4 && !word.ends_with('.') && !self.is(i, Class::Own) {
            // "Jan" and "Dec" without a stop are names as often as months.
            return None;
        }
        let before = self.before(i);
        let introduced = self.is_before(i, Class::Introducing)
            || matches!(before, "between" | "last" | "Last" | "next" | "this")
            || before == "to" && self.word(i) != "May";
        let quarter = self.word(i + 1) == "quarter";
        if self.is(i, Class::Ambiguous) && !introduced && !quarter && !self.is_month_of_noun(i) {
            return None;
        }
        let value = match self.document.published {
            Some(d) => {
                let direction = self.direction_of_day(i, i + 1);
                // The month of publication counts as past and as ahead.
                let day = if month == d.month() { d.day() } else { 15 };
                Value::Month(calendar::year_of(d, month, day, direction), month)
            }
            None => Value::MonthOfYear(month),
        };
        // "The June quarter" ends with that month.
        if let (true, Value::Month(year, month)) = (quarter, value) {
            return Some((i + 2, Some(Value::Quarter(year, (month - 1) / 3 + 1)), "quarter"));
        }
        Some((i + 1, Some(value), "month"))
    }

    /// Whether a month stands in front of a noun that takes it along: "the March vote", "its June report". A march goes
    /// on or through something, and May governs.
    fn is_month_of_noun(&self, i: usize) -> bool {
        let determined = self.is_before(i, Class::Determiner) || i > self.start && self.is_clitic(i - 1);
        let next = self.word(i + 1);
        let is_noun = self.opens_noun(i + 1) && next.starts_with(|c: char| c.is_ascii_lowercase());
        determined && self.word(i) != "May" && is_noun && !words::joins(next)
    }

    pub(super) fn month_day(&self, from: usize, end: usize, month: i8, day: i8, year: Option<i16>) -> Option<Core> {
        let known = || holidays::year_known_by(month, day).filter(|_| self.is(end, Class::Attack));
        let year = year.or_else(known).or_else(|| {
            let published = self.document.published?;
            Some(calendar::year_of(published, month, day, self.direction_of_day(from, end)))
        });
        let value = match year {
            Some(year) => Value::Day(Date::new(year, month, day).ok()?),
            None => Value::DayOfYear(month, day),
        };
        Some((end, Some(value), "calendar day"))
    }

    /// Which way a day of the year points. It lies nearest in most cases, whatever the tense of the words farther away.
    pub(super) fn direction_of_day(&self, from: usize, to: usize) -> Direction {
        let told = self.tense(from, to).filter(|t| !t.present && (t.beside || t.direction == Direction::Future));
        let untold = if self.is_ahead { Direction::Future } else { Direction::Nearest };
        told.map_or(untold, |t| t.direction)
    }

    /// A year at token `i`, perhaps behind a comma or "of": `2021`, `of this year`, `last year`; and one past its end.
    pub(super) fn year_behind(&self, i: usize) -> Option<(i16, usize)> {
        let at = i + usize::from(matches!(self.word(i), "," | "of"));
        if let Some(year) = self.full_year(at) {
            return Some((year, at + 1));
        }
        // "Apr '24": the mark and the year behind it may be one token.
        let mark = usize::from(matches!(self.word(at), "'" | "’" | "‘"));
        let short = self.word(at + mark).trim_start_matches(['\'', '’', '‘']);
        if (mark == 1 || short.len() < self.word(at).len())
            && short.len() == 2
            && let Ok(year) = short.parse()
        {
            return Some((names::year_of_two_digits(year), at + mark + 1));
        }
        if let Some((end, Some(Value::Year(year)), _)) = self.spelled_year(at) {
            return Some((year, end));
        }
        let n = match self.word(at) {
            _ if self.word(at + 1) != "year" => return None,
            "the" if at > i => 0,
            "last" => -1,
            "this" => 0,
            "next" => 1,
            _ => return None,
        };
        Some((self.document.published?.year().saturating_add(n), at + 2))
    }

    /// The 19 of "March 18 and 19".
    fn another_day(&self, i: usize) -> Option<Core> {
        let (_, year, month) = self.listed.filter(|(end, ..)| *end + 1 == i)?;
        let joined = matches!(self.before(i), "and" | "or" | "to" | "through" | "," | "-" | "–");
        // "March 18 and 19 people" counts people.
        let counts = self.document.tokens.get(i + 1).is_some_and(|t| i + 1 < self.end && t.kind == TokenKind::Word)
            && !self.is(i + 1, Class::BehindDay)
            && function_words::class(self.document.spelt()[i + 1].folded).is_none();
        let day = self.day_number(i).filter(|_| joined && !counts && words::month(self.word(i + 1)).is_none())?;
        Some((i + 1, Some(Value::Day(Date::new(year, month, day).ok()?)), "calendar day"))
    }

    /// A day that has a name, in the year that lies nearest.
    pub(super) fn holiday(&self, i: usize) -> Option<Core> {
        let (holiday, tokens) = holidays::named(|n| self.word(i + n))?;
        let end = i + tokens;
        if let Some((year, end)) = self.year_behind(end) {
            return Some((end, Some(Value::Day(holiday.of(year)?)), "named day"));
        }
        let published = self.document.published;
        let this = holiday.of(published.map_or(2000, Date::year))?;
        let value = match published {
            Some(d) => {
                let direction = self.direction_of_day(i, end);
                Some(Value::Day(holiday.of(calendar::year_of(d, this.month(), this.day(), direction))?))
            }
            None => None,
        };
        Some((end, value, "named day"))
    }
}
