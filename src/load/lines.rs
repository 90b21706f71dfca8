//! What a short line looks like: folded for comparison, ended like a sentence, written like a name.

use std::sync::LazyLock;

use crate::text::lists::section;

/// `line` in lower case, with plain quotation marks, single spaces, and without the bullets, arrows and colons that
/// pages put around their labels.
///
/// ```text
/// "  »  Related   Articles: "  becomes  "related articles"
/// ```
pub(super) fn fold(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let bytes = line.as_bytes();
    if line.is_ascii()
        && !bytes.iter().any(|b| matches!(b, b'`' | b'\t'..=b'\r'))
        && memchr::memmem::find(bytes, b"  ").is_none()
    {
        // Nearly every line: nothing but its case changes.
        out.push_str(line);
        out.make_ascii_lowercase();
        return without_frame(out);
    }
    for c in line.chars() {
        match c {
            '’' | '‘' | 'ʼ' | '`' => out.push('\''),
            '“' | '”' => out.push('"'),
            '\u{200b}' | '\u{feff}' => {}
            _ if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => out.extend(c.to_lowercase()),
        }
    }
    without_frame(out)
}

/// A folded line without what pages put around labels.
fn without_frame(mut line: String) -> String {
    let around = |c: char| c.is_whitespace() || "»«›‹>▶►▸→•·*|#:…–—-_=+↑↓".contains(c);
    let end = line.trim_end_matches(around).len();
    line.truncate(end);
    let start = line.len() - line.trim_start_matches(around).len();
    if start > 0 {
        line.drain(..start);
    }
    let end = line.trim_end_matches(['.', '!']).len();
    line.truncate(end);
    line
}

/// The last character boundary at `at` or in front of it.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Whether the text ends like a sentence, perhaps with closing marks behind the stop.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»)]".contains(c);
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// The letters and digits of `text`, in lower case: what two copies of one headline share.
pub(super) fn skeleton(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Whether two texts have the same letters and digits in the same order, and any at all.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    skeleton(a).next().is_some() && skeleton(a).eq(skeleton(b))
}

/// Whether every word is written with a capital, apart from the small words inside names and credits. Digits are no
/// part of names.
pub(super) fn is_name_like(text: &str) -> bool {
    let mut capitals = 0;
    for word in text.split(|c: char| c.is_whitespace() || ",/&|".contains(c)).filter(|w| !w.is_empty()) {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        match inner.chars().next() {
            None if word == "-" || word == "–" || word == "—" => {}
            Some(first) if first.is_alphabetic() && !inner.chars().any(|c| c.is_ascii_digit()) => {
                if first.is_lowercase() && !is_small(inner) {
                    return false;
                }
                capitals += usize::from(!first.is_lowercase());
            }
            _ => return false,
        }
    }
    capitals > 0
}

/// Whether a word stays small inside names, bylines and credits.
pub(super) fn is_small(word: &str) -> bool {
    SMALL_WORDS.binary_search(&word).is_ok()
}

/// Words that stay small inside names, bylines and credits.
static SMALL_WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| section(include_str!("lines.txt"), "small in names", ' '));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_leaves_the_label() {
        assert_eq!(fold("  »  Related   Articles: "), "related articles");
        assert_eq!(fold("CHIA SẺ"), "chia sẻ");
        assert_eq!(fold("Don’t miss!"), "don't miss");
        assert_eq!(fold("• • •"), "");
    }

    #[test]
    fn names_are_told_from_phrases() {
        for name in
            ["Jane Roe", "JANE ROE", "Ludwig van der Berg", "Jane Roe, Chief Editor", "Ana/Acme Images", "Đỗ Hà"]
        {
            assert!(is_name_like(name), "{name}");
        }
        for other in ["Jane said", "the", "24 people", "Group of 20", ""] {
            assert!(!is_name_like(other), "{other}");
        }
    }

    #[test]
    fn sentences_end_behind_their_marks_too() {
        assert!(ends_sentence("“We won.”"));
        assert!(ends_sentence("Did they (again?)"));
        assert!(!ends_sentence("Change of attitude ‘imperative’"));
    }
}
