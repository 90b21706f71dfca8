//! Names of encodings as people and programs write them, and what is declared but cannot be read.

use encoding_rs::{Encoding, REPLACEMENT};

use super::{Decoded, Hint};
use crate::model::problem::Severity;

/// The encoding of a name (`latin1`, `windows-1252`, `gbk`), as the web understands names; other ways to write one of
/// them count as well (`latin-1`, `win1251`, `utf_8`).
pub(in crate::load) fn named(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    let of = |label: &str| Encoding::for_label(label.as_bytes());
    if let Some(found) = of(label) {
        return Some(found);
    }
    if label.len() > 40 {
        return None;
    }
    let lower = label.to_ascii_lowercase().replace('_', "-");
    let joined = lower.replace('-', "");
    let page = ["windows", "win", "cp", "ansi"].iter().find_map(|system| joined.strip_prefix(system));
    let windows = page.filter(|page| page.len() == 4 && page.starts_with("125")).map(|page| format!("windows-{page}"));
    of(&lower).or_else(|| of(&joined)).or_else(|| of(&windows?))
}

/// As [`super::decode`], where the bytes declare `label` of themselves. What cannot be read is said to be so, rather
/// than shown as other letters.
pub(in crate::load) fn decode(bytes: Vec<u8>, hint: Hint, label: Option<&str>) -> Result<Decoded, String> {
    let declared = label.and_then(named);
    let unknown = label.filter(|_| declared.is_none_or(|e| e == REPLACEMENT) && hint.forced.is_none());
    let Some(label) = unknown else { return super::decode(bytes, Hint { declared, ..hint }) };
    let label = crate::load::shortened(label);
    // Some write every letter in ASCII, between signs of their own.
    let is_utf7 = label.eq_ignore_ascii_case("utf-7");
    let is_seven_bits = declared.is_some() && (bytes.contains(&0x1B) || memchr::memmem::find(&bytes, b"~{").is_some())
        || is_utf7 && has_shifts(&bytes);
    if is_seven_bits {
        return Err(format!("is in the encoding {label}, which is not read: convert it to UTF-8 first"));
    }
    let mut decoded = super::decode(bytes, hint)?;
    if let Some(name) = decoded.encoding.as_ref().and_then(|e| e.strip_suffix(", detected")) {
        let message = format!(
            "declares the encoding {label}, which is not read: taken for {name}, so that letters other than a to z may \
             be wrong (convert it to UTF-8 first, or --encoding decides)"
        );
        decoded.remarks.retain(|(severity, _)| *severity != Severity::Note);
        decoded.remarks.insert(0, (Severity::Warning, message));
    }
    Ok(decoded)
}

/// Whether a text has letters as UTF-7 writes them: `+AOk-`.
fn has_shifts(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'+', bytes).any(|at| {
        let behind = &bytes[at + 1..];
        let length = behind.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'/').count();
        length >= 3 && length % 4 != 1 && behind[..length].contains(&b'A') && behind.get(length) == Some(&b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_other_spellings() {
        let name = |label: &str| named(label).map(Encoding::name);
        for (label, expected) in [
            ("latin-1", "windows-1252"),
            ("Latin_2", "ISO-8859-2"),
            ("win1251", "windows-1251"),
            ("windows1250", "windows-1250"),
            ("CP-1252", "windows-1252"),
            ("UTF_8", "UTF-8"),
            ("iso_8859_15", "ISO-8859-15"),
            ("iso-8859-14", "ISO-8859-14"),
        ] {
            assert_eq!(name(label), Some(expected), "{label}");
        }
        assert_eq!([name("klingon"), name("cp850"), name("utf-7")], [None; 3]);
    }

    #[test]
    fn what_is_declared_and_cannot_be_read_is_said() {
        let read = |bytes: &[u8], label| decode(bytes.to_vec(), Hint::default(), Some(label));
        let refused = |bytes: &[u8], label| read(bytes, label).err().unwrap_or_default();
        assert!(refused(b"\x1b$)C\x0e3c\x0f", "iso-2022-kr").starts_with("is in the encoding iso-2022-kr"));
        assert!(refused(b"The ~{<:Ky2;~} of it", "hz-gb-2312").starts_with("is in the encoding hz-gb-2312"));
        assert!(refused(b"The caf+AOk- is closed", "utf-7").contains("utf-7"));
        assert_eq!(read(b"One + two - three", "utf-7").map(|d| d.remarks), Ok(Vec::new()));
        let guessed = read(b"The caf\x82 of Ada is closed", "cp850").expect("is text");
        assert_eq!(guessed.remarks.len(), 1);
        assert!(guessed.remarks[0].1.starts_with("declares the encoding cp850"), "{:?}", guessed.remarks);
        let known = read(b"tau p\xf8inka", "iso-8859-10").expect("is text");
        assert_eq!((known.encoding.as_deref(), known.remarks.len()), (Some("ISO-8859-10, declared"), 0));
        assert_eq!(read("Zürich".as_bytes(), "cp850").map(|d| (d.encoding, d.remarks)), Ok((None, Vec::new())));
    }
}
