//! The words of expressions of time.

use std::sync::LazyLock;

use jiff::civil::Weekday;

use crate::analysis::dates::calendar::Unit;
use crate::language::calendar;
use crate::language::sections::Sections;

/// The month, 1 to 12, of a name or a common short form with or without its stop.
pub(super) fn month(word: &str) -> Option<i8> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let bare = word.strip_suffix('.').unwrap_or(word);
    let found = calendar::month(bare);
    // "Mar" and "Dec" are names, "Sep" an acronym.
    found.filter(|_| !matches!(bare, "Mar" | "Sep" | "Dec") || word.ends_with('.'))
}

/// Whether a month's name is as well an everyday word or a name, so that it needs a day, a year or a preposition.
pub(super) fn is_ambiguous_month(word: &str) -> bool {
    matches!(word, "May" | "March" | "April" | "June" | "August")
}

/// Whether a word joins what stands in front of it with what follows, so that it is no noun.
pub(super) fn joins(word: &str) -> bool {
    TENSES.has("joining", word)
}

/// Whether a verb follows that says what may be: "will one day".
pub(super) fn is_modal(word: &str) -> bool {
    matches!(word, "will" | "would" | "may" | "might" | "could" | "can" | "should" | "'ll" | "’ll")
}

/// Whether a word in front of a month or a year shows that it is one.
pub(super) fn introduces(word: &str) -> bool {
    let small = ["by", "during", "early", "for", "from", "in", "late", "of", "since", "through", "until"];
    small.contains(&word) || matches!(word, "By" | "In" | "Since")
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

/// The unit that a word names, in the singular or the plural.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" | "centurie" => Unit::Century,
        _ => return None,
    })
}

/// What `Q1`, `H2` and `1Q` say: whether it is a quarter (and no half), and its number.
pub(super) fn short_part(word: &str) -> Option<(bool, i8)> {
    match word.as_bytes() {
        [b'Q', n @ b'1'..=b'4'] | [n @ b'1'..=b'4', b'Q'] => Some((true, (n - b'0') as i8)),
        [b'H', n @ b'1'..=b'2'] | [n @ b'1'..=b'2', b'H'] => Some((false, (n - b'0') as i8)),
        _ => None,
    }
}

/// The TIMEX3 code of a season.
pub(super) fn season(word: &str) -> Option<&'static str> {
    match word {
        "spring" | "Spring" => Some("SP"),
        "summer" | "Summer" => Some("SU"),
        "fall" | "autumn" | "Fall" | "Autumn" => Some("FA"),
        "winter" | "Winter" => Some("WI"),
        _ => None,
    }
}

/// The TIMEX3 code of a part of the day.
pub(super) fn part_of_day(word: &str) -> Option<&'static str> {
    match word {
        "morning" => Some("TMO"),
        "afternoon" | "mid-afternoon" => Some("TAF"),
        "evening" => Some("TEV"),
        "night" | "overnight" => Some("TNI"),
        _ => None,
    }
}

/// The hours that `am` and `pm` add to those of a clock of twelve.
pub(super) fn half_of_day(word: &str) -> Option<u8> {
    match word {
        "a.m." | "am" | "AM" | "A.M." => Some(0),
        "p.m." | "pm" | "PM" | "P.M." => Some(12),
        _ => None,
    }
}

/// The number of an ordinal from first to fourth, as quarters have it.
pub(super) fn ordinal(word: &str) -> Option<i8> {
    ORDINALS.iter().position(|o| o.iter().any(|w| w.eq_ignore_ascii_case(word))).map(|n| n as i8 + 1)
}

/// How many of a unit an indefinite number stands for, where that can be told: `None` for "several".
pub(super) fn is_indefinite(word: &str) -> bool {
    matches!(word, "several" | "some" | "many" | "few")
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

/// The day of the month of an ordinal in words.
pub(super) fn day_of_month(word: &str) -> Option<i8> {
    DAYS_OF_MONTH.split(' ').position(|o| o.eq_ignore_ascii_case(word)).map(|n| n as i8 + 1)
}

/// The decade of the last century that a word names (`"nineties"`).
pub(super) fn decade(word: &str) -> Option<i16> {
    let names = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    names.iter().position(|n| n.eq_ignore_ascii_case(word)).map(|n| 192 + n as i16)
}

/// Whether a word shows that what stands behind it happened.
pub(super) fn points_back(word: &str) -> bool {
    TENSES.has("back", word)
}

const ORDINALS: [[&str; 2]; 4] = [["first", "1st"], ["second", "2nd"], ["third", "3rd"], ["fourth", "4th"]];

/// Words that tell whether a time lies behind or ahead.
static TENSES: LazyLock<Sections> =
    LazyLock::new(|| Sections::new(include_str!("../../language/lists/tense_words.txt")));

/// From the first to the thirty-first.
const DAYS_OF_MONTH: &str = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third \
    twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first";
