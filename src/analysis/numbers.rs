//! Numbers in digits and in words.

use crate::language::document::Document;
use crate::text::segment::TokenKind;

/// A number that is written at some token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// What it amounts to (`"3.5 million"` is 3,500,000).
    pub(super) value: f64,
    /// One past its last token.
    pub(super) end: usize,
}

/// The cardinal number that begins at token `i` and ends before `end`: digits, words, or both (`24`, `3,500`,
/// `5 1/2`, `3.5 billion`, `two dozen`, `a hundred`). Ordinals, ratios, times and ranges are none.
pub(super) fn at(document: &Document<'_>, i: usize, end: usize) -> Option<Number> {
    let word = |i: usize| if i < end { document.word(i) } else { "" };
    let (mut value, mut next) = match document.tokens.get(i).filter(|_| i < end)?.kind {
        TokenKind::Number => (digits(word(i))?, i + 1),
        TokenKind::Word => match (cardinal(word(i)), article(word(i))) {
            (Some(value), _) => (value, i + 1),
            (None, true) if scale(word(i + 1)).is_some() => (1.0, i + 1),
            _ => return None,
        },
        _ => return None,
    };
    if word(next) == "1" && word(next + 1) == "/" && word(next + 2) == "2" {
        value += 0.5;
        next += 3;
    }
    while let Some(factor) = scale(word(next)) {
        value *= factor;
        next += 1;
        // "two hundred thirty", "two thousand and six"
        let rest = next + usize::from(word(next) == "and");
        if let Some(more) = cardinal(word(rest)).filter(|m| *m < factor) {
            value += more;
            next = rest + 1;
        }
    }
    Some(Number { value, end: next })
}

/// A plain decimal number with or without thousands separators.
fn digits(word: &str) -> Option<f64> {
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    if !word.chars().all(fits) || word.len() > 20 {
        return None;
    }
    if word.contains(',') {
        word.chars().filter(|c| *c != ',').collect::<String>().parse().ok()
    } else {
        word.parse().ok()
    }
}

fn article(word: &str) -> bool {
    matches!(word, "a" | "A" | "an" | "An")
}

/// A cardinal number below a hundred, in words (`"seven"`, `"Twenty-five"`).
pub(super) fn cardinal(word: &str) -> Option<f64> {
    let bytes = word.as_bytes();
    if !(3..=17).contains(&bytes.len()) || !word.is_ascii() {
        return None;
    }
    // Nearly every word is none, and most of them show it by their first letters.
    let plausible = match [bytes[0] | 0x20, bytes[1] | 0x20, bytes[2] | 0x20] {
        [b'o', b'n', third] => third == b'e',
        [b't', b'h', third] => matches!(third, b'i' | b'r'),
        [b'f', b'o', third] => matches!(third, b'r' | b'u') && word.len() > 3,
        [b't', b'w' | b'e', _] | [b'f' | b's' | b'n', b'i', _] | [b's' | b'z', b'e', _] | [b'e', b'i' | b'l', _] => {
            true
        }
        _ => false,
    };
    if !plausible {
        return None;
    }
    let mut small = [0; 17];
    let small = &mut small[..word.len()];
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    let word = std::str::from_utf8(small).ok()?;
    match word.split_once('-') {
        Some((ten, one)) => Some(tens(ten)? + ones(one).filter(|n| (1.0..10.0).contains(n))?),
        None => ones(word).or_else(|| tens(word)),
    }
}

/// A number below twenty.
fn ones(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        _ => return None,
    })
}

/// A multiple of ten below a hundred.
fn tens(word: &str) -> Option<f64> {
    Some(match word {
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "dozen" => Some(12.0),
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "mn" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        "trillion" | "tn" => Some(1e12),
        _ => None,
    }
}
