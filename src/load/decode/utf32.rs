//! UTF-32, which the web does not have: by its mark, or by the zero bytes that every character has.

use super::Decoded;
use crate::model::problem::Severity;

/// The name of what UTF-32 bytes are in and how long their mark is; `None` where they are something else.
fn kind(bytes: &[u8]) -> Option<(&'static str, usize)> {
    // So many bytes are looked at where there is no mark.
    const SAMPLE: usize = 64 * 1024;
    if bytes.starts_with(b"\xFF\xFE\0\0") {
        return Some(("UTF-32LE", 4));
    }
    if bytes.starts_with(b"\0\0\xFE\xFF") {
        return Some(("UTF-32BE", 4));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    // Characters of texts lie in the first two planes; the bytes of other things seldom do, four by four.
    let is_text = |read: fn([u8; 4]) -> u32| {
        let units = sample.chunks_exact(4);
        units.len() >= 4
            && units.map(|unit| read([unit[0], unit[1], unit[2], unit[3]])).all(|n| {
                (1..0x2_0000).contains(&n) && char::from_u32(n).is_some_and(|c| !c.is_control() || c.is_whitespace())
            })
    };
    let found = [("UTF-32LE", u32::from_le_bytes as fn([u8; 4]) -> u32), ("UTF-32BE", u32::from_be_bytes)];
    found.into_iter().find(|(_, read)| is_text(*read)).map(|(name, _)| (name, 0))
}

/// Whether bytes are UTF-32.
pub(in crate::load) fn is(bytes: &[u8]) -> bool {
    kind(bytes).is_some()
}

/// The text of bytes that are UTF-32.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (name, mark) = kind(bytes)?;
    let read = if name == "UTF-32LE" { u32::from_le_bytes } else { u32::from_be_bytes };
    let units = bytes[mark..].chunks(4);
    let text: String = units
        .map(|unit| <[u8; 4]>::try_from(unit).ok().and_then(|unit| char::from_u32(read(unit))).unwrap_or('\u{FFFD}'))
        .collect();
    let mut remarks = Vec::new();
    if mark == 0 {
        let message = format!("is not UTF-8: read as {name}, which is a guess (--encoding decides)");
        remarks.push((Severity::Note, message));
    }
    if text.contains('\u{FFFD}') {
        remarks.push((Severity::Warning, format!("has bytes that are not {name}: shown as \u{FFFD}")));
    }
    let encoding = Some(format!("{name}{}", if mark == 0 { ", detected" } else { "" }));
    Some(Decoded { text, encoding, remarks })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_bytes_a_character() {
        let bytes =
            |text: &str, of: fn(u32) -> [u8; 4]| -> Vec<u8> { text.chars().flat_map(|c| of(c as u32)).collect() };
        let text = "Zürich 🐟\nend";
        for (of, name) in [(u32::to_le_bytes as fn(u32) -> [u8; 4], "UTF-32LE"), (u32::to_be_bytes, "UTF-32BE")] {
            let marked = decode(&bytes(&format!("\u{feff}{text}"), of)).expect("is UTF-32");
            assert_eq!((marked.text.as_str(), marked.encoding.as_deref(), marked.remarks.len()), (text, Some(name), 0));
            let bare = decode(&bytes(text, of)).expect("is UTF-32");
            assert_eq!((bare.text.as_str(), bare.remarks.len()), (text, 1));
            let mut cut = bytes(&format!("\u{feff}{text}"), of);
            cut.pop();
            assert!(decode(&cut).expect("is UTF-32").text.ends_with('\u{FFFD}'));
        }
        for other in
            [&b"a\0b\0c\0d\0e\0f\0g\0h\0"[..], b"plain text that is ASCII", b"", b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"]
        {
            assert_eq!(decode(other), None);
        }
    }
}
