//! From bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, legacy encodings; and what is no text at all.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::model::problem::Severity;

pub(super) mod labels;
mod legacy;
pub(super) mod utf32;

/// A text and how it was read.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded {
    /// The text without its byte-order mark, otherwise exactly what the bytes say.
    pub(super) text: String,
    /// The encoding, where that is not UTF-8.
    pub(super) encoding: Option<String>,
    /// What was guessed or lost, one sentence each.
    pub(super) remarks: Vec<(Severity, String)>,
}

/// So much of a file is looked at to tell text from other things. Bytes.
const SAMPLE: usize = 64 * 1024;
/// So much of a file is given to the detector of legacy encodings. Bytes.
const DETECTED: usize = 1024 * 1024;

/// So many NUL characters are strays, however short the text is.
const STRAY_NULS: usize = 3;

/// What is known of the encoding before the bytes are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hint {
    /// What the user asks for; nothing else is asked then.
    pub(super) forced: Option<&'static Encoding>,
    /// What the page or the XML declares of itself. It counts less than the bytes: where they are UTF-8, they are.
    pub(super) declared: Option<&'static Encoding>,
}

/// The text that `bytes` stand for, or in words what they are instead (`"is not text: it is a PNG image"`).
pub(super) fn decode(bytes: Vec<u8>, hint: Hint) -> Result<Decoded, String> {
    if let Some((kind, advice)) = magic(&bytes) {
        return Err(format!("is not text: it is {kind}{advice}"));
    }
    if let Some(encoding) = hint.forced {
        let mark = Encoding::for_bom(&bytes).filter(|(e, _)| *e == encoding).map_or(0, |(_, mark)| mark);
        let decoded =
            if encoding == UTF_8 { utf8_at_any_price(&bytes[mark..]) } else { other(&bytes, encoding, How::Asked) };
        return refuse_binary(decoded);
    }
    if let Some(decoded) = utf32::decode(&bytes) {
        return refuse_binary(decoded);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return if encoding == UTF_8 { utf8(bytes, mark, None) } else { Ok(other(&bytes, encoding, How::Marked)) }
            .and_then(refuse_binary);
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return refuse_binary(other(&bytes, encoding, How::Detected));
    }
    // A page that could be read to its declaration is not UTF-16, whatever it declares.
    let declared = hint.declared.filter(|e| *e != UTF_16LE && *e != UTF_16BE);
    utf8(bytes, 0, declared).and_then(refuse_binary)
}

/// Reads UTF-8 behind a mark of `mark` bytes, and what is nearly UTF-8 with substitutes; all else as `declared`, or as
/// the legacy encoding that it looks like.
fn utf8(mut bytes: Vec<u8>, mark: usize, declared: Option<&'static Encoding>) -> Result<Decoded, String> {
    bytes.drain(..mark);
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, encoding: None, remarks: Vec::new() }),
        Err(error) => error.into_bytes(),
    };
    let controls = sample(&bytes).iter().filter(|b| is_control(**b)).count();
    if controls * 50 > sample(&bytes).len() {
        return Err("is not text: it holds many control characters".to_owned());
    }
    if mark > 0 || is_nearly_utf8(&bytes) || is_cut_utf8(&bytes) {
        return Ok(utf8_at_any_price(&bytes));
    }
    if let Some(encoding) = declared.filter(|e| *e != UTF_8) {
        return Ok(other(&bytes, encoding, How::Declared));
    }
    Ok(other(&bytes, legacy::guess(&bytes[..bytes.len().min(DETECTED)], bytes.len() <= DETECTED), How::Detected))
}

/// Whether bytes that are not UTF-8 throughout are UTF-8 with damage: letters of a legacy encoding hardly ever form
/// whole UTF-8 sequences, so as many whole ones as broken ones suffice.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut broken, mut whole) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= broken
}

/// Whether ASCII ends in the middle of a character, one of those that European texts have most: no word of a legacy
/// encoding ends in the same bytes ("Ã", "â€").
fn is_cut_utf8(bytes: &[u8]) -> bool {
    let ascii = bytes.iter().take_while(|b| b.is_ascii()).count();
    matches!(bytes[ascii..], [0xC2 | 0xC3] | [0xE2, 0x80])
}

/// Reads UTF-8 and says where it is broken.
fn utf8_at_any_price(bytes: &[u8]) -> Decoded {
    let (mut broken, mut at, mut first) = (0, 0, None);
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            broken += 1;
            first.get_or_insert(at);
        }
        at += chunk.invalid().len();
    }
    let mut remarks = Vec::new();
    if broken > 0 {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..first.unwrap_or(0)]).count();
        let places = if broken == 1 { "1 place".to_owned() } else { format!("{broken} places") };
        let remark = format!("is broken UTF-8 in {places}, first on line {line}: shown as \u{FFFD}");
        remarks.push((Severity::Warning, remark));
    }
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: None, remarks }
}

/// How an encoding came to be known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Marked,
    Asked,
    Declared,
    Detected,
}

/// Reads `bytes` in an encoding other than UTF-8.
fn other(bytes: &[u8], encoding: &'static Encoding, how: How) -> Decoded {
    let (text, _, lossy) = encoding.decode(bytes);
    let name = encoding.name();
    let mut remarks = Vec::new();
    if how == How::Detected {
        remarks.push((Severity::Note, format!("is not UTF-8: read as {name}, which is a guess (--encoding decides)")));
    }
    if lossy {
        remarks.push((Severity::Warning, format!("has bytes that are not {name}: shown as \u{FFFD}")));
    }
    let behind = match how {
        How::Marked => "",
        How::Asked => ", as asked",
        How::Declared => ", declared",
        How::Detected => ", detected",
    };
    Decoded { text: text.into_owned(), encoding: Some(format!("{name}{behind}")), remarks }
}

/// Refuses what decodes but is no text; a few stray NUL characters are kept and remarked on.
fn refuse_binary(mut decoded: Decoded) -> Result<Decoded, String> {
    let bytes = sample(decoded.text.as_bytes());
    let nuls = memchr::memchr_iter(0, bytes).count();
    if nuls > STRAY_NULS && nuls * 100 > bytes.len() {
        return Err("is not text: it holds NUL bytes".to_owned());
    }
    if bytes.iter().filter(|b| is_control(**b)).count() * 10 > bytes.len() {
        return Err("is not text: it holds many control characters".to_owned());
    }
    let nuls = memchr::memchr_iter(0, decoded.text.as_bytes()).count();
    if nuls > 0 {
        let what = if nuls == 1 { "a NUL character".to_owned() } else { format!("{nuls} NUL characters") };
        decoded.remarks.push((Severity::Warning, format!("holds {what}")));
    }
    Ok(decoded)
}

fn sample(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(SAMPLE)]
}

/// Whether a byte is a control character that texts do not hold. Tabs, line and page ends, backspaces, bells and
/// escapes do occur in logs of terminals; those are cleaned where they are shown.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0x00..=0x06 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}

/// UTF-16 without a mark: in Western text every other byte is NUL.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = sample(bytes);
    let units = bytes.len() / 2;
    let nuls = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (first, second) = (nuls(0), nuls(1));
    let pattern = |many: usize, few: usize| units >= 2 && many * 5 >= units * 2 && few * 20 <= units;
    if pattern(second, first) {
        Some(UTF_16LE)
    } else if pattern(first, second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What a file is by its first bytes, where it is a well-known format other than text, and what can be done to read it.
fn magic(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const SAVE: &str = ": save it as text or as a web page";
    const UNPACK: &str = ": unpack it first";
    const EXPORT: &str = ": export it as CSV or JSON Lines";
    const KINDS: &[(&[u8], &str, &str)] = &[
        (b"%PDF-", "a PDF document", SAVE),
        (b"\x89PNG\r\n", "a PNG image", ""),
        (b"\xFF\xD8\xFF", "a JPEG image", ""),
        (b"GIF87a", "a GIF image", ""),
        (b"GIF89a", "a GIF image", ""),
        (b"PK\x03\x04", "a ZIP archive or an office document", UNPACK),
        (b"\x1F\x8B", "a gzip archive", UNPACK),
        (b"BZh91AY", "a bzip2 archive", UNPACK),
        (b"\xFD7zXZ\x00", "an xz archive", UNPACK),
        (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "an old office document", SAVE),
        (b"{\\rtf", "an RTF document", SAVE),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
        (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
        (b"PAR1", "a Parquet file", EXPORT),
        (b"WARC/", "a web archive (WARC)", ": save its pages one by one"),
        (b"bplist00", "a binary property list", ": save the page as HTML, not as a web archive"),
        (b"\x7FELF", "a program", ""),
        (b"SQLite format 3\x00", "an SQLite database", EXPORT),
    ];
    KINDS.iter().find(|(start, ..)| bytes.starts_with(start)).map(|(_, kind, advice)| (*kind, *advice))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: Option<&str>, remarks: &[(Severity, &str)]) {
        let found = decode(bytes.to_vec(), Hint::default()).expect("is text");
        assert_eq!(found.text, text);
        assert_eq!(found.encoding.as_deref(), encoding);
        let found: Vec<_> = found.remarks.iter().map(|(s, m)| (*s, m.as_str())).collect();
        assert_eq!(found, remarks);
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf8_with_and_without_mark() {
        check("Zażółć “x”\r\n".as_bytes(), "Zażółć “x”\r\n", None, &[]);
        check("\u{feff}Text".as_bytes(), "Text", None, &[]);
        check(b"", "", None, &[]);
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let text = "The café is open.";
        check(&utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), text, Some("UTF-16LE"), &[]);
        check(&utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), text, Some("UTF-16BE"), &[]);
        let note = |name| [(Severity::Note, name)];
        check(
            &utf16(text, u16::to_le_bytes),
            text,
            Some("UTF-16LE, detected"),
            &note("is not UTF-8: read as UTF-16LE, which is a guess (--encoding decides)"),
        );
        check(
            &utf16(text, u16::to_be_bytes),
            text,
            Some("UTF-16BE, detected"),
            &note("is not UTF-8: read as UTF-16BE, which is a guess (--encoding decides)"),
        );
    }

    #[test]
    fn legacy_encodings_are_detected_and_said_so() {
        check(
            b"The caf\xe9 in the old town re-opened; \x93we are glad\x94, said its owner.",
            "The café in the old town re-opened; “we are glad”, said its owner.",
            Some("windows-1252, detected"),
            &[(Severity::Note, "is not UTF-8: read as windows-1252, which is a guess (--encoding decides)")],
        );
    }

    #[test]
    fn broken_utf8_keeps_what_is_whole() {
        check(
            b"\xe2\x80\x9cOne\xe2\x80\x9d\ncaf\xc3\xa9 \xe2\x80 end",
            "“One”\ncafé \u{fffd} end",
            None,
            &[(Severity::Warning, "is broken UTF-8 in 1 place, first on line 2: shown as \u{fffd}")],
        );
    }

    #[test]
    fn stray_nul_is_kept() {
        let text = format!("{}\0 end", "text ".repeat(40));
        check(text.as_bytes(), &text, None, &[(Severity::Warning, "holds a NUL character")]);
    }

    #[test]
    fn escape_sequences_are_text() {
        let text = "\u{1b}[31mred\u{1b}[0m \u{7}".repeat(20);
        check(text.as_bytes(), &text, None, &[]);
    }

    #[track_caller]
    fn refused(bytes: &[u8], message: &str) {
        assert_eq!(decode(bytes.to_vec(), Hint::default()), Err(message.to_owned()));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        refused(b"%PDF-1.7\n", "is not text: it is a PDF document: save it as text or as a web page");
        refused(
            b"{\\rtf1\\ansi Ministers met.}",
            "is not text: it is an RTF document: save it as text or as a web page",
        );
        refused(b"WARC/1.0\r\n", "is not text: it is a web archive (WARC): save its pages one by one");
        refused(b"7z\xBC\xAF\x27\x1C\0\x04", "is not text: it is a 7-Zip archive: unpack it first");
        refused(b"\x89PNG\r\n\x1a\n", "is not text: it is a PNG image");
        refused(&b"a\0\0\0b\0\0\0\x01\x02\x03\0".repeat(50), "is not text: it holds NUL bytes");
        refused(&b"\x01\x02\x03 ab".repeat(50), "is not text: it holds many control characters");
        refused(&b"\xff\xfe\x80\x01 \x02\x9f\xc3".repeat(50)[3..], "is not text: it holds many control characters");
    }

    #[test]
    fn one_bad_byte_does_not_cost_the_others() {
        check(
            b"Owners protest in Z\xc3\xbcrich. Jos\xe9 Lie left.",
            "Owners protest in Zürich. Jos\u{fffd} Lie left.",
            None,
            &[(Severity::Warning, "is broken UTF-8 in 1 place, first on line 1: shown as \u{fffd}")],
        );
        let cut = "Jürgen left the café".as_bytes();
        let found = decode(cut[..cut.len() - 1].to_vec(), Hint::default()).expect("is text");
        assert_eq!((found.text.as_str(), found.encoding), ("Jürgen left the caf\u{fffd}", None));
    }

    #[test]
    fn ascii_that_ends_inside_a_character_is_utf8() {
        for cut in [&b"Ada left the caf\xc3"[..], b"They said \xe2\x80"] {
            assert_eq!(decode(cut.to_vec(), Hint::default()).expect("is text").encoding, None);
        }
        let latin = decode(b"Ada left the caf\xe9".to_vec(), Hint::default()).expect("is text");
        assert_eq!(latin.text, "Ada left the caf\u{e9}");
    }

    #[test]
    fn a_declaration_counts_where_the_bytes_are_not_utf8() {
        let named = labels::named;
        let declared = |label| Hint { declared: named(label), forced: None };
        let read = |bytes: &[u8], hint| decode(bytes.to_vec(), hint).map(|d| (d.text, d.encoding)).expect("is text");
        let windows = Some("windows-1251, declared".to_owned());
        assert_eq!(read(b"\xcc\xe8\xf0", declared("cp1251")), ("Мир".to_owned(), windows));
        assert_eq!(read("Мир".as_bytes(), declared("latin1")), ("Мир".to_owned(), None));
        let forced = Hint { forced: named("latin1"), declared: None };
        let asked = Some("windows-1252, as asked".to_owned());
        assert_eq!(read("é".as_bytes(), forced), ("Ã©".to_owned(), asked));
    }

    proptest::proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = decode(bytes, Hint::default());
        }

        #[test]
        fn utf8_comes_back_as_it_is(text in "\\PC{0,80}") {
            proptest::prop_assume!(!text.starts_with('\u{feff}'));
            let found = decode(text.clone().into_bytes(), Hint::default());
            proptest::prop_assert_eq!(found.map(|d| d.text), Ok(text));
        }
    }
}
