//! JSON that decodes exactly and yet is safe to print: beyond what JSON demands, control, bidirectional and invisible
//! characters are escaped, so that none reaches a terminal raw and nothing is hidden in what one sees.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use crate::text::cells::{is_bidi_control, is_invisible, is_joiner};

/// A value as one line of JSON, without the newline.
///
/// ```
/// use parallax::export::json::line;
/// assert_eq!(line(&"a\u{202E}b\u{9B}\u{200B}“c”").unwrap(), r#""a\u202eb\u009b\u200b“c”""#);
/// ```
///
/// # Errors
///
/// Those of the value's own serialisation; the types of this program have none.
pub fn line(value: &impl Serialize) -> serde_json::Result<String> {
    let mut out = Vec::with_capacity(1024);
    value.serialize(&mut Serializer::with_formatter(&mut out, Escaping))?;
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

/// Compact JSON with the further escapes.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        if !fragment.is_ascii() || fragment.contains('\u{7F}') {
            for (at, c) in fragment.char_indices().filter(|(_, c)| is_escaped(*c)) {
                writer.write_all(&fragment.as_bytes()[written..at])?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
                written = at + c.len_utf8();
            }
        }
        CompactFormatter.write_string_fragment(writer, &fragment[written..])
    }
}

/// Whether a character that JSON allows raw could act on a terminal, break a line, or stand where nobody sees it.
fn is_escaped(c: char) -> bool {
    matches!(c, '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}') || is_bidi_control(c) || is_invisible(c) || is_joiner(c)
}

/// Serialises a number without a fractional part as an integer.
///
/// # Errors
///
/// Those of the serializer.
pub fn number<S: serde::Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    /// Up to here every whole number has a floating-point form of its own.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Serialize)]
    struct Number(#[serde(serialize_with = "number")] f64);

    #[test]
    fn whole_numbers_have_no_fraction() {
        for (value, expected) in [(24.0, "24"), (-3.0, "-3"), (3.5, "3.5"), (1e300, "1e+300"), (f64::NAN, "null")] {
            assert_eq!(line(&Number(value)).unwrap(), expected);
        }
    }

    proptest! {
        #[test]
        fn strings_decode_exactly_and_hold_nothing_dangerous(text in "[a-z\"\\\\“é\\x00-\\x1F\\x7F-\\x9F\u{202A}-\u{202E}\u{2066}-\u{2069}\u{200E}\u{61C}\u{2028}\u{200B}\u{AD}\u{E0041}\u{200D}\u{FE0F}👩]{0,40}") {
            let json = line(&text).unwrap();
            prop_assert!(!json.chars().any(|c| c.is_control() || is_escaped(c)));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
