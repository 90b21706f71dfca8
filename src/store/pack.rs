//! Bytes of values and back: small numbers in few bytes, equal texts once, spans by their distance.
//!
//! Reading cannot fail otherwise than with `None`: whatever the bytes are, it ends, takes no more memory than they
//! account for, and gives no span that is none of the text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, Mutex, PoisonError};

use jiff::civil::Date;

use crate::model::reason::Reason;
use crate::text::span::Span;

/// Puts values behind each other.
#[derive(Debug, Default)]
pub struct Packer<'a> {
    out: Vec<u8>,
    /// The texts so far, by number.
    texts: HashMap<&'a str, u64>,
    /// Where the last span began.
    last: u32,
}

impl<'a> Packer<'a> {
    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }

    /// One byte.
    pub fn byte(&mut self, byte: u8) {
        self.out.push(byte);
    }

    /// Yes or no.
    pub fn flag(&mut self, flag: bool) {
        self.byte(u8::from(flag));
    }

    /// A number, seven bits a byte, the low ones first.
    pub fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.out.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.out.push(number as u8);
    }

    /// A number with a sign; those near zero are short.
    pub fn signed(&mut self, number: i64) {
        self.number((number << 1 ^ number >> 63) as u64);
    }

    /// A number as it is.
    pub fn float(&mut self, number: f64) {
        self.out.extend(number.to_le_bytes());
    }

    /// The same with 32 bits.
    pub fn short_float(&mut self, number: f32) {
        self.out.extend(number.to_le_bytes());
    }

    /// A text that comes once.
    pub fn long_text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.out.extend(text.as_bytes());
    }

    /// Bytes with their length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.out.extend(bytes);
    }

    /// A text that may come again: the second time it is its number.
    pub fn text(&mut self, text: &'a str) {
        if let Some(known) = self.texts.get(text) {
            let known = *known;
            return self.number(known << 1 | 1);
        }
        self.texts.insert(text, self.texts.len() as u64);
        self.number((text.len() as u64) << 1);
        self.out.extend(text.as_bytes());
    }

    /// Something or nothing.
    pub fn option<T>(&mut self, value: Option<T>, put: impl FnOnce(&mut Self, T)) {
        self.flag(value.is_some());
        if let Some(value) = value {
            put(self, value);
        }
    }

    /// Several of a kind.
    pub fn list<T>(&mut self, values: &'a [T], mut put: impl FnMut(&mut Self, &'a T)) {
        self.number(values.len() as u64);
        for value in values {
            put(self, value);
        }
    }

    /// A span, by its distance from the one before.
    pub fn span(&mut self, span: Span) {
        self.signed(i64::from(span.start) - i64::from(self.last));
        self.number(u64::from(span.end - span.start));
        self.last = span.start;
    }

    /// A day.
    pub fn date(&mut self, date: Date) {
        self.signed(date.year().into());
        self.byte(date.month() as u8);
        self.byte(date.day() as u8);
    }

    /// A reason.
    pub fn reason(&mut self, reason: &'a Reason) {
        self.text(&reason.rule);
        self.text(&reason.matched);
    }
}

/// Takes values apart that a [`Packer`] put together.
#[derive(Debug)]
pub struct Unpacker<'a> {
    rest: &'a [u8],
    texts: Vec<&'a str>,
    last: u32,
    /// The text that spans are of.
    of: &'a str,
    reasons: HashMap<(&'a str, &'a str), Reason>,
}

impl<'a> Unpacker<'a> {
    /// Reads `bytes`, whose spans are of the text `of`.
    pub fn new(bytes: &'a [u8], of: &'a str) -> Self {
        Self { rest: bytes, texts: Vec::new(), last: 0, of, reasons: HashMap::new() }
    }

    /// Sets the text that spans are of from here on.
    pub fn spans_are_of(&mut self, text: &'a str) {
        self.of = text;
    }

    /// `None` if something is left, for then these were other bytes.
    pub fn end(&self) -> Option<()> {
        self.rest.is_empty().then_some(())
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// One byte.
    pub fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    /// Yes or no.
    pub fn flag(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let part = u64::from(byte & 0x7F);
            if shift == 63 && part > 1 {
                return None;
            }
            number |= part << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A number that fits.
    pub fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    /// A number with a sign.
    pub fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// A number as it was.
    pub fn float(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// The same with 32 bits.
    pub fn short_float(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    /// A text that came once.
    pub fn long_text(&mut self) -> Option<&'a str> {
        let length = self.small()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    /// Bytes that had their length in front.
    pub fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.small()?;
        self.take(length)
    }

    /// A text that may have come before.
    pub fn text(&mut self) -> Option<&'a str> {
        let number = self.number()?;
        if number & 1 == 1 {
            return self.texts.get(usize::try_from(number >> 1).ok()?).copied();
        }
        let text = std::str::from_utf8(self.take(usize::try_from(number >> 1).ok()?)?).ok()?;
        self.texts.push(text);
        Some(text)
    }

    /// Something or nothing.
    pub fn option<T>(&mut self, get: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.flag()? { Some(Some(get(self)?)) } else { Some(None) }
    }

    /// Several of a kind, each of which takes a byte at least.
    pub fn list<T>(&mut self, mut get: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count: usize = self.small()?;
        if count > self.rest.len() {
            return None;
        }
        // Growing by itself it takes no more than it is given.
        let mut out = Vec::with_capacity(count.min(1024));
        for _ in 0..count {
            out.push(get(self)?);
        }
        out.shrink_to_fit();
        Some(out)
    }

    /// As many things as stand there, one by one.
    pub fn each(&mut self, mut get: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        let count: usize = self.small()?;
        if count > self.rest.len() {
            return None;
        }
        (0..count).try_for_each(|_| get(self))
    }

    /// A span of the text.
    pub fn span(&mut self) -> Option<Span> {
        let start = u32::try_from(i64::from(self.last).checked_add(self.signed()?)?).ok()?;
        let end = start.checked_add(self.small()?)?;
        self.last = start;
        let is_of = |at: u32| self.of.is_char_boundary(at as usize);
        (is_of(start) && is_of(end)).then_some(Span { start, end })
    }

    /// A day.
    pub fn date(&mut self) -> Option<Date> {
        let year = i16::try_from(self.signed()?).ok()?;
        let (month, day) = (i8::try_from(self.byte()?).ok()?, i8::try_from(self.byte()?).ok()?);
        Date::new(year, month, day).ok()
    }

    /// A reason. Equal ones are one.
    pub fn reason(&mut self) -> Option<Reason> {
        let words = (self.text()?, self.text()?);
        let make = || {
            let mut reason = Reason::new(lasting(words.0), words.1);
            reason.share();
            reason
        };
        Some(self.reasons.entry(words).or_insert_with(make).clone())
    }
}

/// The name of a rule, which is one of some hundreds: once for all articles, and not once for each finding. What a file
/// says are rules may be anything, so only so many are kept.
fn lasting(rule: &str) -> Cow<'static, str> {
    const MOST: usize = 1 << 12;
    const LONGEST: usize = 256;
    static KNOWN: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    match known.get(rule) {
        Some(rule) => Cow::Borrowed(rule),
        None if known.len() < MOST && rule.len() <= LONGEST => {
            let rule: &'static str = Box::leak(rule.into());
            known.insert(rule);
            Cow::Borrowed(rule)
        }
        None => Cow::Owned(rule.to_owned()),
    }
}

/// The place of one of a few values in the list of all of them.
pub(super) fn number<T: PartialEq>(all: &[T], value: &T) -> u8 {
    all.iter().position(|one| one == value).map_or(u8::MAX, |at| at as u8)
}

/// The value at that place.
pub(super) fn numbered<T: Copy>(all: &[T], unpacker: &mut Unpacker<'_>) -> Option<T> {
    all.get(usize::from(unpacker.byte()?)).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_come_out_as_they_went_in() {
        let reason = Reason::matched("a rule", "words");
        let date = Date::constant(2021, 3, 18);
        let words = ["said", "", "said"];
        let mut packer = Packer::default();
        for number in [0, 127, 128, u64::from(u32::MAX), u64::MAX] {
            packer.number(number);
        }
        for number in [0, -1, 64, i64::MIN, i64::MAX] {
            packer.signed(number);
        }
        packer.list(&words, |packer, word| packer.text(word));
        packer.span(Span::new(4, 6));
        packer.span(Span::new(0, 3));
        packer.option(Some(date), Packer::date);
        packer.option(None, Packer::date);
        packer.reason(&reason);
        packer.float(-0.5);
        let bytes = packer.finish();
        let mut unpacker = Unpacker::new(&bytes, "é — a");
        for number in [0, 127, 128, u64::from(u32::MAX), u64::MAX] {
            assert_eq!(unpacker.number(), Some(number));
        }
        for number in [0, -1, 64, i64::MIN, i64::MAX] {
            assert_eq!(unpacker.signed(), Some(number));
        }
        assert_eq!(unpacker.list(Unpacker::text), Some(words.to_vec()));
        assert_eq!(unpacker.span(), None, "in the middle of a dash");
        let mut unpacker = Unpacker { of: "abcdefgh", ..Unpacker::new(&bytes, "") };
        for _ in 0..10 {
            unpacker.number();
        }
        unpacker.list(Unpacker::text);
        assert_eq!((unpacker.span(), unpacker.span()), (Some(Span::new(4, 6)), Some(Span::new(0, 3))));
        assert_eq!(unpacker.option(Unpacker::date), Some(Some(date)));
        assert_eq!(unpacker.option(Unpacker::date), Some(None));
        assert_eq!(unpacker.reason(), Some(reason));
        assert_eq!((unpacker.end(), unpacker.float(), unpacker.end()), (None, Some(-0.5), Some(())));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut unpacker = Unpacker::new(&bytes, "some text");
            let read = unpacker.list(|u| {
                u.option(Unpacker::date)?;
                u.span()?;
                u.reason()?;
                u.list(Unpacker::text)
            });
            prop_assert!(read.is_none_or(|lists| lists.len() <= bytes.len()));
        }
    }
}
