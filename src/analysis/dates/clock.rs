//! Times of day: `10:35 a.m.`, `14:30 GMT`, `5 p.m. EST Thursday`, `9 o'clock`, `four in the morning`.

use crate::analysis::dates::calendar::Value;
use crate::analysis::dates::grammar::{Core, Reader};
use crate::analysis::dates::words::{self, Class};
use crate::language::calendar as names;
use crate::language::{hash, number};

impl Reader<'_> {
    /// `10:35 a.m.`, `5 p.m. EST Thursday`.
    pub(super) fn clock(&self, i: usize) -> Option<Core> {
        if let Some(found) = self.spoken_clock(i).or_else(|| self.clock_of_a_day(i)) {
            return Some(found);
        }
        let (digits, half, end) = match self.entry(i + 1).half_of_day {
            Some(half) => (self.word(i), half, i + 2),
            // "9.30am"
            None => {
                let at = self.word(i).find(|c: char| c.is_ascii_alphabetic())?;
                let (digits, half) = self.word(i).split_at(at);
                (digits, words::entry(hash::fold(half))?.half_of_day?, i + 1)
            }
        };
        let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "00"));
        let hour: u8 = hour.parse().ok().filter(|h| *h <= 12)?;
        let minute: u8 = minute.parse().ok().filter(|m| *m < 60 && minute.len() == 2)?;
        Some(self.time(end, hour % 12 + half, minute))
    }

    /// Whether token `i` is the abbreviation of a zone.
    fn is_zone(&self, i: usize) -> bool {
        let word = self.word(i);
        word.bytes().all(|b| b.is_ascii_uppercase()) && names::is_zone(word)
    }

    /// `14:30 GMT`, `1430 GMT`, `14:30 local time`, `at 14:30`: a clock of twenty-four hours.
    fn clock_of_a_day(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let zone = self.is_zone(i + 1);
        let local = self.word(i + 1) == "local" && self.word(i + 2) == "time";
        let (hour, minute) = match word.split_once(':') {
            Some(parts) => parts,
            None => word.split_at_checked(2).filter(|_| word.len() == 4 && zone)?,
        };
        let hour: u8 = hour.parse().ok().filter(|h| *h < 24)?;
        let minute: u8 = minute.parse().ok().filter(|m| *m < 60 && minute.len() == 2)?;
        // "He ran 14:30" is no time of day.
        let told = zone || local || matches!(self.before(i), "at" | "At" | "by" | "until") && hour > 12;
        told.then(|| self.time(i + 1 + usize::from(zone) + 2 * usize::from(local), hour, minute))
    }

    /// `9 o'clock`, `four in the morning`, `11 at night`.
    pub(super) fn spoken_clock(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let hour = if self.is_number(i) { word.parse().ok()? } else { number::cardinal(word)? };
        let hour = (1.0..=12.0).contains(&hour).then_some(hour as u8)?;
        let struck = matches!(self.word(i + 1), "o'clock" | "o’clock");
        let at = i + 1 + usize::from(struck);
        let part = match (self.word(at), self.word(at + 1)) {
            ("in", "the") => self.entry(at + 2).part_of_day.map(|part| (part, at + 3)),
            ("at", "night") => Some(("TNI", at + 2)),
            _ => None,
        };
        // "They shot three in the morning" counts people.
        if !struck && (part.is_none() || !self.is_before(i, Class::BeforeHour)) {
            return None;
        }
        let (hour, end) = match part {
            Some(("TMO", end)) => (hour % 12, end),
            Some(("TNI", end)) if hour < 6 || hour == 12 => (hour % 12, end),
            Some((_, end)) => (hour % 12 + 12, end),
            None => (hour, at),
        };
        Some(self.time(end, hour, 0))
    }

    /// A time of day and the day that stands beside it.
    pub(super) fn time(&self, end: usize, hour: u8, minute: u8) -> Core {
        let mut at = end + usize::from(self.is_zone(end));
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
}
