//! Words that decide where a sentence ends; `words.txt` holds them.

use std::sync::LazyLock;

use crate::text::lists::section;

/// The words of a section, sorted.
type Words = LazyLock<Vec<&'static str>>;

const FILE: &str = include_str!("words.txt");

/// Abbreviations with a capital that a name follows, so that no sentence ends with them.
pub(super) static TITLES: Words = LazyLock::new(|| section(FILE, "title", ' '));
/// Abbreviations only in front of a number: elsewhere they are words or end a sentence.
pub(super) static NUMBERED: Words = LazyLock::new(|| section(FILE, "numbered", ' '));
/// Abbreviations that are written with a small letter as well; a sentence may end with them.
pub(super) static SMALL: Words = LazyLock::new(|| section(FILE, "small", ' '));
/// Other abbreviations of news prose, with a capital; a sentence may end with them.
pub(super) static SHORTENED: Words = LazyLock::new(|| section(FILE, "shortened", ' '));
/// Words behind which `I` is a number.
pub(super) static REGNAL: Words = LazyLock::new(|| section(FILE, "regnal", ' '));
/// Words that open sentences far more often than they follow an abbreviation inside one.
pub(super) static OPENERS: Words = LazyLock::new(|| section(FILE, "opener", ' '));
/// Codes of currencies that stand in front of an amount, also without a blank.
pub(super) static CURRENCY_CODES: Words = LazyLock::new(|| section(FILE, "currency code", ' '));
