//! The words of expressions of time, from `words.txt`: each token of a document is looked up once.

use std::sync::LazyLock;

use jiff::civil::Weekday;

use crate::analysis::dates::calendar::Unit;
use crate::language::calendar;
use crate::language::hash::{self, ByHash};
use crate::language::sections::Sections;

/// A section of the list that is a set of words; its comment says what belongs in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Each,
    Modifying,
    Defined,
    Indefinite,
    Determiner,
    Introducing,
    BeforeYear,
    BeforeAmount,
    Counted,
    BeforeDay,
    BehindDay,
    Ending,
    Deadline,
    PassedOver,
    Adjective,
    Stretch,
    NamedDay,
    Ambiguous,
    ShortName,
    Own,
    Attack,
    Outside,
    OfTheAge,
    BeforeHour,
    SortOfYear,
    Denying,
    BeforeChrist,
    Aged,
    Heat,
}

/// The sections in the order of [`Class`].
const CLASSES: [&str; 29] = [
    "each",
    "modifying",
    "defined",
    "indefinite",
    "determiner",
    "introducing",
    "before year",
    "before amount",
    "counted",
    "before day",
    "behind day",
    "ending",
    "deadline",
    "passed over",
    "adjective",
    "stretch",
    "named day",
    "ambiguous",
    "short name",
    "own",
    "attack",
    "outside",
    "of the age",
    "before hour",
    "sort of year",
    "denying",
    "before christ",
    "aged",
    "heat",
];

/// What the list says about one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    classes: u32,
    /// The unit that it names, in the singular or the plural.
    pub(super) unit: Option<Unit>,
    /// The TIMEX3 code of a season.
    pub(super) season: Option<&'static str>,
    /// The TIMEX3 code of a part of the day.
    pub(super) part_of_day: Option<&'static str>,
    /// The number of an ordinal up to the thirty-first.
    pub(super) ordinal: Option<i8>,
    /// The year, divided by ten, of a decade of the last century.
    pub(super) decade: Option<i16>,
    /// The hours that it adds to those of a clock of twelve.
    pub(super) half_of_day: Option<u8>,
}

impl Entry {
    /// Whether the word is in a section.
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes >> class as u32 & 1 != 0
    }
}

/// What the list says about a word, by the hash of its folded form.
pub(super) fn entry(folded: u64) -> Option<&'static Entry> {
    TABLE.get(&folded)
}

/// What it says about any other word.
pub(super) static NOTHING: Entry =
    Entry { classes: 0, unit: None, season: None, part_of_day: None, ordinal: None, decade: None, half_of_day: None };

static TABLE: LazyLock<ByHash<Entry>> = LazyLock::new(|| {
    let mut table: ByHash<Entry> = ByHash::default();
    let mut section = "";
    for line in include_str!("words.txt").lines().filter(|l| !l.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
            continue;
        }
        let class = CLASSES.iter().position(|name| *name == section);
        let mut words = line.split_whitespace();
        let value = if class.is_none() { words.next().unwrap_or_default() } else { "" };
        for word in words {
            let entry = table.entry(hash::fold(word)).or_default();
            match section {
                "unit" => entry.unit = unit(value),
                "season" => entry.season = Some(value),
                "part of day" => entry.part_of_day = Some(value),
                "ordinal" => entry.ordinal = value.parse().ok(),
                "decade" => entry.decade = value.parse().ok(),
                "half of day" => entry.half_of_day = value.parse().ok(),
                _ => entry.classes |= class.map_or(0, |class| 1 << class),
            }
        }
    }
    table
});

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

/// The month, 1 to 12, of a name or a common short form with or without its stop.
pub(super) fn month(word: &str) -> Option<i8> {
    let found = any_month(word)?;
    // "Mar" and "Dec" are names, "Sep" an acronym.
    let is_name = !word.ends_with('.') && entry(hash::fold(word)).is_some_and(|e| e.is(Class::ShortName));
    (!is_name).then_some(found)
}

/// The same where what stands beside it shows that it is a month: the `Mar` of `15 Mar 2021`.
pub(super) fn any_month(word: &str) -> Option<i8> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    calendar::month(word.strip_suffix('.').unwrap_or(word))
}

/// The same in small letters, as a headline or a careless text may have it.
pub(super) fn small_month(word: &str) -> Option<i8> {
    if word.starts_with(|c: char| c.is_ascii_lowercase()) { calendar::month(word) } else { None }
}

/// The day of the week of a name or a short form with its stop.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let bare = word.strip_suffix('.');
    // "Sat" and "Sun" without their stop are words.
    if bare.is_none() && !word.ends_with("day") { None } else { calendar::weekday(bare.unwrap_or(word)) }
}

/// What `Q1`, `H2` and `1Q` say: whether it is a quarter (and no half), and its number.
pub(super) fn short_part(word: &str) -> Option<(bool, i8)> {
    match word.as_bytes() {
        [b'Q', n @ b'1'..=b'4'] | [n @ b'1'..=b'4', b'Q'] => Some((true, (n - b'0') as i8)),
        [b'H', n @ b'1'..=b'2'] | [n @ b'1'..=b'2', b'H'] => Some((false, (n - b'0') as i8)),
        _ => None,
    }
}

/// Whether a word joins what stands in front of it with what follows, so that it is no noun.
pub(super) fn joins(word: &str) -> bool {
    TENSES.has("joining", word)
}

/// Whether a word before an expression of time shows that the sentence speaks of what is to come.
pub(super) fn points_ahead(word: &str) -> bool {
    TENSES.has("ahead", word)
}

/// Whether a verb in the present tense says when something is to happen: "the fair opens on Friday".
pub(super) fn is_scheduled(word: &str) -> bool {
    TENSES.has("scheduled", word)
}

/// Whether a word introduces what somebody says: its tense is that of the telling, not of what is told.
pub(super) fn is_saying(word: &str) -> bool {
    TENSES.has("saying", word)
}

/// Whether what somebody does "to" do lies ahead: "agreed to meet", "plans to leave".
pub(super) fn intends(word: &str) -> bool {
    TENSES.has("intending", word)
}

/// Whether a word looks like the past tense of a regular verb.
pub(super) fn looks_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether a word shows that what stands behind it happened.
pub(super) fn points_back(word: &str) -> bool {
    TENSES.has("back", word)
}

/// Words that tell whether a time lies behind or ahead.
static TENSES: LazyLock<Sections> =
    LazyLock::new(|| Sections::new(include_str!("../../language/lists/tense_words.txt")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_list_has_its_reader() {
        let file = include_str!("words.txt");
        for class in CLASSES {
            assert!(file.contains(&format!("\n[{class}]\n")), "{class}");
        }
        let valued = ["unit", "season", "part of day", "ordinal", "decade", "half of day"];
        for name in file.lines().filter_map(|l| l.strip_prefix('[')?.strip_suffix(']')) {
            assert!(CLASSES.contains(&name) || valued.contains(&name), "{name}");
            assert!(file.contains(&format!("\n# [{name}] ")), "{name} has no comment");
        }
        assert_eq!(entry(hash::fold("Second")).and_then(|e| e.ordinal), Some(2));
        assert!(entry(hash::fold("outside")).is_none_or(|e| !e.is(Class::OfTheAge)));
        assert!(entry(hash::fold("world")).is_some_and(|e| e.is(Class::OfTheAge)));
    }
}
