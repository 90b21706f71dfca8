//! Decades and centuries: `the 1980s`, `the early thirties`, `mid-1970s`, `the 19th century`, `a 15th-century wall`. Ages and
//! temperatures look like decades ("in her 80s", "highs in the 70s") and are none; what was before Christ has no value.

use crate::analysis::dates::calendar::Value;
use crate::analysis::dates::grammar::{Core, Reader};
use crate::analysis::dates::words::{self, Class};
use crate::language::hash;

/// How far from a number of two digits with an `s` a word for heat or cold is looked for, in tokens.
const HEAT_REACH: usize = 12;

impl Reader<'_> {
    /// Whether a decade or a century begins at token `i`.
    pub(super) fn is_long(&self, i: usize) -> bool {
        let century = self.is_number(i) || self.entry(i).ordinal.is_some();
        let word = self.word(i).strip_prefix("mid-").unwrap_or(self.word(i));
        self.entry(i).decade.is_some()
            || self.is_number(i) && word.ends_with("0s")
            || word.len() == 5 && word.ends_with("0s")
            || century && self.word(i + 1) == "century"
    }

    /// Decades and centuries in digits.
    pub(super) fn long_in_digits(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        if let Some(decade) = word.strip_suffix("0s").or_else(|| word.strip_suffix("0's")) {
            let decade: i16 = decade.parse().ok()?;
            let value = match decade {
                100..=210 => Value::Decade(decade),
                2..=9 if !self.is_age_or_heat(i) => Value::Decade(190 + decade),
                _ => return None,
            };
            return Some((i + 1, Some(value), "decade"));
        }
        if let Some(ordinal) = word.strip_suffix("-century") {
            return self.century(ordinal, i + 1);
        }
        if self.word(i + 1) == "century" { self.century(word, i + 2) } else { None }
    }

    /// The same that begin with a word: `mid-1980s`, `nineteenth-century`, `mid-20th-century`.
    pub(super) fn long_in_words(&self, i: usize) -> Option<Core> {
        let word = self.word(i);
        let bare = ["mid-", "Mid-"].iter().find_map(|p| word.strip_prefix(p));
        if let Some(decade) = bare.and_then(|bare| bare.strip_suffix("0s")).filter(|decade| decade.len() == 3) {
            let decade = decade.parse().ok().filter(|decade| (100..=210).contains(decade))?;
            return Some((i + 1, Some(Value::Decade(decade)), "decade"));
        }
        let bare = bare.unwrap_or(word);
        match bare.strip_suffix("-century") {
            Some(ordinal) => self.century(ordinal, i + 1),
            None if bare.len() < word.len() && self.word(i + 1) == "century" => self.century(bare, i + 2),
            None => None,
        }
    }

    /// `the nineties`, `the early thirties`, `the nineteenth century`.
    pub(super) fn decade_in_words(&self, i: usize) -> Option<Core> {
        let entry = self.entry(i);
        if entry.ordinal.is_some() && self.word(i + 1) == "century" {
            return self.century(self.word(i), i + 2);
        }
        let introduced = self.before(i) == "the" || matches!(self.before(i), "early" | "late");
        let decade = entry.decade.filter(|_| introduced && !self.is_age_or_heat(i))?;
        Some((i + 1, Some(Value::Decade(decade)), "decade"))
    }

    /// The century with an ordinal in digits or as a word, behind which token `end` stands.
    fn century(&self, ordinal: &str, end: usize) -> Option<Core> {
        let in_digits = || ordinal.trim_end_matches(char::is_alphabetic).parse::<i16>().ok();
        let n = words::entry(hash::fold(ordinal)).and_then(|e| e.ordinal).map(i16::from).or_else(in_digits)?;
        if self.is(end, Class::BeforeChrist) {
            return Some((end + 1, None, "century"));
        }
        Some((end, Some(Value::Century(n.checked_sub(1)?.clamp(0, 99))), "century"))
    }

    /// Whether `80s` or `eighties` tells how old somebody or how warm it is. The mark of `'80s` shows that it is neither.
    fn is_age_or_heat(&self, i: usize) -> bool {
        if matches!(self.before(i), "'" | "’" | "‘") {
            return false;
        }
        let owned = |k: usize| k > self.start && self.is(k - 1, Class::Aged);
        let modified = usize::from(self.is_before(i, Class::Modifying) || self.before(i) == "mid");
        let from = self.start.max(i.saturating_sub(HEAT_REACH));
        let heat = || (from..self.end.min(i + HEAT_REACH)).any(|k| self.is(k, Class::Heat));
        owned(i) || owned(i - modified) || heat()
    }
}
