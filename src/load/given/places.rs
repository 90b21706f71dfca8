//! Places in a text as programs count them: code points, UTF-16 units or bytes.

use crate::load::value::Value;
use crate::text::span::Span;

/// What programs call the beginning and the end of an annotation.
const STARTS: [&str; 8] =
    ["start", "start_char", "start_offset", "startOffset", "begin", "beginOffset", "offset_start", "from"];
const ENDS: [&str; 8] = ["end", "end_char", "end_offset", "endOffset", "stop", "endoffset", "offset_end", "to"];
/// And the words that they found there.
const WORDS: [&str; 5] = ["text", "word", "surface", "surface_form", "quote"];

/// What a program counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Unicode code points, as Parallax and Python do.
    CodePoints,
    /// Halves of UTF-16, as Java and JavaScript do.
    Wide,
    /// Bytes of UTF-8.
    Bytes,
}

/// The place that a value states, end exclusive: `[3, 9]`, `[3, 9, "PER"]`, `{"start": 3, "end": 9}`, `"(3, 9)"`, or any of
/// these under `span`.
pub(super) fn range(value: &Value) -> Option<(i64, i64)> {
    match value {
        Value::List(values) => match values.as_slice() {
            [from, to] | [from, to, Value::Text(_)] => Some((number(from)?, number(to)?)),
            _ => None,
        },
        Value::Table(_) => {
            if let Some(inner) = value.get("span").or(value.get("offsets")) {
                return range(inner);
            }
            let from = STARTS.iter().find_map(|name| number(value.get(name)?));
            let to = ENDS.iter().find_map(|name| number(value.get(name)?));
            match (from, to) {
                (Some(from), Some(to)) => Some((from, to)),
                // Some give where it begins and how long it is.
                _ => {
                    let from = from.or_else(|| number(value.get("offset")?))?;
                    Some((from, from.checked_add(number(value.get("length")?)?)?))
                }
            }
        }
        Value::Text(text) => {
            let inner = text.trim().strip_prefix(['(', '['])?.strip_suffix([')', ']'])?;
            let (from, to) = inner.split_once(',')?;
            Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
        }
        _ => None,
    }
}

fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.parse().ok(),
        _ => None,
    }
}

/// From the counts of a program to bytes of a text.
pub(super) struct Places<'t> {
    text: &'t str,
    /// The byte at which each unit begins, and the end; empty where a unit is a byte. Halves have no beginning.
    starts: Vec<Option<u32>>,
}

impl<'t> Places<'t> {
    /// For the annotations in `fields`, which say by the words they give what they count.
    pub(super) fn new<'v>(text: &'t str, fields: impl Iterator<Item = &'v Value>) -> Self {
        let of = |unit| {
            let starts = if text.is_ascii() { Vec::new() } else { starts(text, unit) };
            Self { text, starts }
        };
        let places = of(Unit::CodePoints);
        if text.is_ascii() {
            return places;
        }
        let mut samples: Vec<(i64, i64, &str)> = Vec::new();
        for value in fields {
            if let Value::List(values) = value {
                samples.extend(values.iter().filter_map(sample).take(200));
            }
        }
        // A later unit has to fit more annotations than those before.
        let mut best = (places.fitting(&samples), places);
        for unit in [Unit::Wide, Unit::Bytes] {
            if best.0 < samples.len() {
                let places = of(unit);
                let fitting = places.fitting(&samples);
                if fitting > best.0 {
                    best = (fitting, places);
                }
            }
        }
        best.1
    }

    fn fitting(&self, samples: &[(i64, i64, &str)]) -> usize {
        samples
            .iter()
            .filter(|(from, to, words)| self.span(*from, *to).is_some_and(|s| s.of(self.text) == *words))
            .count()
    }

    /// The bytes of a place; `None` where it is not in the text.
    pub(super) fn span(&self, from: i64, to: i64) -> Option<Span> {
        let (from, to) = (self.byte(from)?, self.byte(to)?);
        (from <= to).then(|| Span::new(from, to))
    }

    fn byte(&self, at: i64) -> Option<usize> {
        let at = usize::try_from(at).ok()?;
        if self.starts.is_empty() {
            return (at <= self.text.len()).then_some(at);
        }
        Some((*self.starts.get(at)?)? as usize)
    }

    /// How long the text is, in the units of the program.
    pub(super) fn length(&self) -> usize {
        if self.starts.is_empty() { self.text.len() } else { self.starts.len() - 1 }
    }
}

/// A place with the words that the program found there.
fn sample(value: &Value) -> Option<(i64, i64, &str)> {
    let (from, to) = range(value)?;
    let words = WORDS.iter().find_map(|name| match value.get(name) {
        Some(Value::Text(words)) => Some(words.as_str()),
        _ => None,
    })?;
    Some((from, to, words))
}

fn starts(text: &str, unit: Unit) -> Vec<Option<u32>> {
    let mut out = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        out.push(Some(at as u32));
        let more = match unit {
            Unit::CodePoints => 0,
            Unit::Wide => c.len_utf16() - 1,
            Unit::Bytes => c.len_utf8() - 1,
        };
        out.extend(std::iter::repeat_n(None, more));
    }
    out.push(Some(text.len() as u32));
    out
}
