//! Numbers in digits and in words, as newsrooms write them.

use crate::language::document::Document;
use crate::text::segment::TokenKind;

/// A number that is written at some token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// What it amounts to (`"3.5 million"` is 3,500,000). Always finite.
    pub value: f64,
    /// One past its last token.
    pub end: usize,
    /// How many bytes at the end of its last token are no part of it: the `km` of `5km`.
    pub rest: usize,
    /// Whether its magnitude is one letter that is short for other things as well (`5m`, `10k`), so that it is a number
    /// only beside a currency or something countable.
    pub is_shortened: bool,
}

/// The cardinal number that begins at token `i` and ends before `end`: digits, words, or both (`24`, `3,500`,
/// `10 000`, `5 1/2`, `3.5 billion`, `£5m`, `2 lakh`, `two dozen`, `a hundred`, `half a million`). Ordinals, ratios,
/// times and ranges are none. It looks at a bounded number of tokens, however long a row of numbers is.
pub fn at(document: &Document<'_>, i: usize, end: usize) -> Option<Number> {
    let reader = Reader { document, end };
    match document.tokens.get(i).filter(|_| i < end)?.kind {
        TokenKind::Number => reader.in_digits(reader.word(i), i),
        TokenKind::Word => reader.in_words(i),
        _ => None,
    }
}

/// The cardinal number that begins inside of token `i`, `skip` bytes behind its first one: the 50 of `40-50`.
pub fn inside(document: &Document<'_>, i: usize, skip: usize, end: usize) -> Option<Number> {
    let reader = Reader { document, end };
    let word = reader.word(i).get(skip..).filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    reader.in_digits(word, i)
}

/// The number in a piece of a token, by itself: the 40 of `40-50`.
pub fn piece(word: &str) -> Option<Number> {
    let length = word.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let (number, tail) = word.split_at_checked(length).filter(|(number, _)| !number.is_empty())?;
    let value = digits(number)?;
    if tail.is_empty() { Some(plain(value, 0)) } else { glued(value, tail, 0) }
}

/// Reads tokens up to `end`.
struct Reader<'a> {
    document: &'a Document<'a>,
    end: usize,
}

impl<'a> Reader<'a> {
    fn word(&self, i: usize) -> &'a str {
        if i < self.end { self.document.word(i) } else { "" }
    }

    /// Whether nothing stands between a token and the one in front of it.
    fn is_glued(&self, i: usize) -> bool {
        i > 0 && i < self.end && self.document.tokens[i - 1].span.end == self.document.tokens[i].span.start
    }

    /// A number that begins with digits: with `word`, which ends token `i`.
    fn in_digits(&self, word: &str, i: usize) -> Option<Number> {
        let length = word.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'\'')).count();
        let (number, tail) = word.split_at_checked(length)?;
        let mut next = i + 1;
        let mut value = match self.grouped_by_blanks(i).filter(|_| word == self.word(i)) {
            Some((value, after)) => {
                next = after;
                value
            }
            None => digits(number.trim_end_matches(['.', ',', '\'']))?,
        };
        if let Some((half, rest)) = tail.chars().next().and_then(|c| Some((fraction(c)?, tail.get(c.len_utf8()..)?))) {
            return rest.is_empty().then(|| self.scaled(value + half, next));
        }
        if !tail.is_empty() {
            return glued(value, tail, next);
        }
        if let ("1", "/", "2") = (self.word(next), self.word(next + 1), self.word(next + 2)) {
            value += 0.5;
            next += 3;
        } else if let Some(half) = single(self.word(next)).and_then(fraction) {
            value += half;
            next += 1;
        }
        Some(self.scaled(value, next))
    }

    /// `10 000`, `1 250 000`: groups of three digits with single blanks between them, and one past the last group.
    fn grouped_by_blanks(&self, i: usize) -> Option<(f64, usize)> {
        let all_digits = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
        let first = self.word(i);
        if first.len() > 3 || first.starts_with('0') || !all_digits(first) {
            return None;
        }
        let follows = |k: usize| {
            let (before, this) = (self.document.tokens[k - 1].span, self.document.tokens[k].span);
            let blank = self.document.text.get(before.to()..this.from()).unwrap_or_default();
            matches!(blank, " " | "\u{a0}" | "\u{2009}" | "\u{202f}") && self.word(k).len() == 3
        };
        // Four groups behind the first: up to a quadrillion.
        let after = (i + 1..self.end.min(i + 5)).find(|k| !all_digits(self.word(*k)) || !follows(*k));
        let after = after.unwrap_or(self.end.min(i + 5));
        // More numbers behind them make a table.
        if after == i + 1 || all_digits(self.word(after)) {
            return None;
        }
        let value = (i..after).fold(0.0, |value, k| value * 1e3 + self.word(k).parse::<f64>().unwrap_or(0.0));
        Some((value, after))
    }

    /// A number that begins with a word.
    fn in_words(&self, i: usize) -> Option<Number> {
        let first = self.word(i);
        if article(first) && self.word(i + 1) != "quarter" {
            // "A hundred", "a million and a half".
            return scale(self.word(i + 1)).map(|_| self.spelled(1.0, i + 1));
        }
        if matches!(first, "half" | "Half") && article(self.word(i + 1)) {
            let factor = scale(self.word(i + 2))?;
            return Some(plain(factor / 2.0, i + 3));
        }
        // "A quarter of a million", "three quarters of a billion".
        let quarters = match self.word(i + 1) {
            "quarter" if article(first) => Some(1.0),
            "quarters" => cardinal(first).filter(|n| *n < 4.0),
            _ => None,
        };
        if let Some(quarters) = quarters.filter(|_| self.word(i + 2) == "of" && article(self.word(i + 3))) {
            return scale(self.word(i + 4)).filter(|by| *by >= 1e3).map(|by| plain(by * quarters / 4.0, i + 5));
        }
        if let Some(whole) = first.strip_suffix("-and-a-half").and_then(cardinal) {
            return Some(self.scaled(whole + 0.5, i + 1));
        }
        let value = cardinal(first)?;
        // "One point five million".
        if self.word(i + 1) == "point"
            && let Some(tenths) = cardinal(self.word(i + 2)).filter(|tenths| *tenths < 10.0)
        {
            return Some(self.scaled(value + tenths / 10.0, i + 3));
        }
        if self.word(i + 1) == "and" && article(self.word(i + 2)) && self.word(i + 3) == "half" {
            return Some(self.scaled(value + 0.5, i + 4));
        }
        Some(self.spelled(value, i + 1))
    }

    /// A number in digits with the words of its magnitude (`3.5 million`, `2 lakh crore`).
    fn scaled(&self, value: f64, at: usize) -> Number {
        let Some(factor) = scale(self.word(at)) else { return self.compounded(value, at) };
        let (factor, next) = self.product(factor, at + 1);
        // "5 hundred thousand", "a million and a half".
        let half = self.word(next) == "and" && article(self.word(next + 1)) && self.word(next + 2) == "half";
        if half { plain((value + 0.5) * factor, next + 3) } else { plain(value * factor, next) }
    }

    /// The same with a magnitude that is part of a compound: `40 crore-plus`, `2 lakh-crore`, `1.2 billion-dollar`. A whole
    /// number may as well count things that cost a million each, so it is left alone in front of `million-dollar`.
    fn compounded(&self, value: f64, at: usize) -> Number {
        let parts = self.word(at).split_once('-').and_then(|(head, tail)| Some((scale(head)?, tail)));
        match parts {
            Some((factor, tail)) if scale(tail).is_some_and(|by| by >= factor) => {
                plain(value * factor * scale(tail).unwrap_or(1.0), at + 1)
            }
            Some((factor, tail)) if is_compound(tail) || value.fract() != 0.0 => {
                Number { rest: tail.len() + 1, ..plain(value * factor, at + 1) }
            }
            _ => plain(value, at),
        }
    }

    /// A magnitude that another one multiplies, once: `hundred thousand`, `lakh crore`.
    fn product(&self, factor: f64, next: usize) -> (f64, usize) {
        match scale(self.word(next)).filter(|by| *by >= factor && *by >= 1e3) {
            Some(by) => (factor * by, next + 1),
            None => (factor, next),
        }
    }

    /// A number in words: groups of at most three digits with their magnitudes, each smaller than the one before
    /// (`two hundred thirty`, `three million two hundred thousand and six`). `first` is the value of the word in front of
    /// token `at`.
    fn spelled(&self, first: f64, at: usize) -> Number {
        let (mut total, mut group, mut next) = (0.0, first, at);
        let mut limit = f64::INFINITY;
        while let Some(factor) = scale(self.word(next)).filter(|f| *f < limit) {
            if factor < 1e3 {
                // A hundred is only multiplied by a number below it: "two hundred", and no "hundred hundred".
                if group >= 100.0 {
                    break;
                }
                group *= factor;
                next += 1;
                if let Some((more, after)) = self.rest_below(next, factor) {
                    group += more;
                    next = after;
                }
                let Some(by) = scale(self.word(next)).filter(|by| *by >= 1e3 && *by < limit) else { break };
                (total, limit, group) = (total + group * by, by, 0.0);
            } else {
                (total, limit, group) = (total + group * factor, factor, 0.0);
            }
            next += 1;
            if let ("and", true, "half") = (self.word(next), article(self.word(next + 1)), self.word(next + 2)) {
                return plain(total + limit / 2.0, next + 3);
            }
            if total.total_cmp(&limit).is_eq()
                && let Some(by) = scale(self.word(next)).filter(|by| *by >= limit)
            {
                // "A thousand billion".
                return plain(total * by, next + 1);
            }
            let Some((more, after)) = self.rest_below(next, limit.min(100.0)) else { break };
            // "A thousand and one hundred" are two numbers.
            if self.word(next) == "and" && scale(self.word(after)).is_some() {
                break;
            }
            (group, next) = (more, after);
        }
        plain(total + group, next)
    }

    /// A number below `limit` in words behind a magnitude, with or without "and".
    fn rest_below(&self, at: usize, limit: f64) -> Option<(f64, usize)> {
        let and = usize::from(self.word(at) == "and");
        let value = cardinal(self.word(at + and)).filter(|value| *value < limit)?;
        // "One hundred and one hundred" are two numbers.
        let another = and == 1 && scale(self.word(at + 2)).is_some_and(|by| by < 1e3);
        // A list of figures in digits and words is no number: "one hundred and 5".
        (!another && !self.is_glued(at)).then_some((value, at + and + 1))
    }
}

/// A number with letters behind its digits, in one word (`5m`, `1.2tn`, `5-million`, `30km`).
fn glued(value: f64, tail: &str, next: usize) -> Option<Number> {
    if let Some(factor) = tail.strip_prefix('-').and_then(scale) {
        return Some(plain(value * factor, next));
    }
    // "2bn-a-year", "40,000-strong", "5-million-strong".
    let compound = tail.match_indices('-').find(|(at, _)| is_compound(&tail[at + 1..]));
    if let Some((at, _)) = compound {
        let factor = match tail[..at].strip_prefix('-') {
            Some(word) => scale(word)?,
            None if at == 0 => 1.0,
            None => short_scale(&tail[..at])?,
        };
        return Some(Number { rest: tail.len() - at, ..plain(value * factor, next) });
    }
    if let Some(factor) = short_scale(tail) {
        return Some(Number { is_shortened: tail.len() == 1, ..plain(value * factor, next) });
    }
    tail.bytes().all(|b| b.is_ascii_alphabetic()).then_some(Number { rest: tail.len(), ..plain(value, next) })
}

/// Whether the part of a compound behind its number leaves it a number: `a-year`, `per-head`, `plus`, `odd`, `strong`.
fn is_compound(tail: &str) -> bool {
    matches!(tail, "plus" | "odd" | "strong") || ["a-", "an-", "per-"].iter().any(|head| tail.starts_with(head))
}

const fn plain(value: f64, end: usize) -> Number {
    Number { value, end, rest: 0, is_shortened: false }
}

/// The number of digits with or without separators of thousands, European decimal commas included where nothing else is
/// possible (`3,500`, `1,00,000`, `1.250.000`, `3,5`).
fn digits(word: &str) -> Option<f64> {
    if word.len() > 20 {
        return None;
    }
    let commas = word.matches([',', '\'']).count();
    let stops = word.matches('.').count();
    match (commas, stops) {
        (0, 0 | 1) => word.parse().ok(),
        (0, _) => thousands(word, '.'),
        (1, 0) if word.split_once(',').is_some_and(|(_, behind)| matches!(behind.len(), 1 | 2)) => {
            word.replace(',', ".").parse().ok()
        }
        (_, 0) => thousands(word, if word.contains(',') { ',' } else { '\'' }),
        (_, 1) => {
            let (whole, decimals) = word.split_once('.')?;
            let decimals = format!("0.{decimals}").parse::<f64>().ok()?;
            Some(thousands(whole, ',')? + decimals)
        }
        _ => None,
    }
}

/// Digits in groups: three in the last, two (of lakhs and crores) or three in the others.
fn thousands(word: &str, separator: char) -> Option<f64> {
    let mut groups = word.rsplit(separator);
    let last = groups.next()?.len() == 3;
    let others = groups.all(|g| matches!(g.len(), 1..=3));
    (last && others).then(|| word.replace(separator, "").parse().ok())?
}

/// The value of a fraction that is one character.
fn fraction(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        _ => return None,
    })
}

/// The only character of a word.
fn single(word: &str) -> Option<char> {
    let mut chars = word.chars();
    chars.next().filter(|_| chars.next().is_none())
}

fn article(word: &str) -> bool {
    matches!(word, "a" | "A" | "an" | "An")
}
/// A cardinal number below a hundred, in words (`"seven"`, `"Twenty-five"`).
pub fn cardinal(word: &str) -> Option<f64> {
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

/// What a word of magnitude multiplies by.
fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" => 1e3,
        "lakh" | "lakhs" | "lac" => 1e5,
        "million" | "mn" | "mln" => 1e6,
        "crore" | "crores" => 1e7,
        "billion" | "bn" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        "quadrillion" => 1e15,
        _ => return None,
    })
}

/// Whether a word multiplies the number in front of it (`million`).
pub fn is_magnitude(word: &str) -> bool {
    scale(word).is_some()
}

/// What letters behind digits multiply by (`5m`, `3bn`).
fn short_scale(letters: &str) -> Option<f64> {
    Some(match letters {
        "k" | "K" => 1e3,
        "m" | "M" | "mn" | "mln" | "mm" | "million" => 1e6,
        "cr" | "crore" => 1e7,
        "b" | "B" | "bn" | "Bn" | "BN" | "billion" => 1e9,
        "t" | "T" | "tn" | "trn" | "trillion" => 1e12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Article;
    use crate::model::block::{Block, BlockKind};
    use crate::text::span::Span;

    /// The number at the beginning of `text` and how many tokens it has.
    #[track_caller]
    fn check(text: &str, expected: Option<(f64, usize)>) {
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        let article = Article { text: text.to_owned(), blocks, ..Article::default() };
        let document = Document::new(&article);
        let found = at(&document, 0, document.tokens.len());
        assert_eq!(found.map(|n| (n.value, n.end)), expected, "{text}");
    }

    #[test]
    fn digits_with_separators() {
        check("3,500 men", Some((3_500.0, 1)));
        check("1,00,000 men", Some((100_000.0, 1)));
        check("1.250.000 men", Some((1_250_000.0, 1)));
        check("10 000 men", Some((10_000.0, 2)));
        check("1 250 000 men", Some((1_250_000.0, 3)));
        check("12 345 678 901 234 567 890", None.or(Some((12.0, 1))));
        check("3,5 per cent", Some((3.5, 1)));
        check("2½ years", Some((2.5, 1)));
        check("5 1/2 years", Some((5.5, 4)));
        check("10:30 today", None);
        check("24th man", Some((24.0, 1)));
        check("3-2 win", None);
        check("10-year plan", None);
        check("5-star plan", None);
    }

    #[test]
    fn magnitudes() {
        check("3.5 billion", Some((3.5e9, 2)));
        check("5m in all", Some((5e6, 1)));
        check("1.2tn in all", Some((1.2e12, 1)));
        check("200k homes", Some((2e5, 1)));
        check("2 lakh people", Some((2e5, 2)));
        check("2 lakh crore rupees", Some((2e12, 3)));
        check("5-million", Some((5e6, 1)));
        check("2bn-a-year firm", Some((2e9, 1)));
        check("5-million-strong", Some((5e6, 1)));
        check("40 crore-plus", Some((4e8, 2)));
        check("2 lakh-crore", Some((2e12, 2)));
        check("1.2 billion-dollar", Some((1.2e9, 2)));
        check("2 million-dollar homes", Some((2.0, 1)));
        check("a thousand billion", Some((1e12, 3)));
    }

    #[test]
    fn words() {
        check("two hundred and six voters", Some((206.0, 4)));
        check("two hundred thousand voters", Some((2e5, 3)));
        check("three million two hundred thousand and six voters", Some((3_200_006.0, 7)));
        check("twenty-five thousand four hundred", Some((25_400.0, 4)));
        check("half a million voters", Some((5e5, 3)));
        check("two and a half million", Some((2.5e6, 5)));
        check("a million and a half", Some((1.5e6, 5)));
        check("a dozen", Some((12.0, 2)));
        check("a quarter of a million voters", Some((2.5e5, 5)));
        check("three quarters of a billion euros", Some((7.5e8, 5)));
        check("a quarter of the voters", None);
        check("one-and-a-half billion euros", Some((1.5e9, 2)));
        check("one hundred and one hundred and one hundred", Some((100.0, 2)));
        check("a man", None);
    }

    #[test]
    fn a_row_of_numbers_is_not_followed_to_its_end() {
        for flood in ["one hundred and ", "million ", "thousand thousand ", "two thousand ", "1 000 ", "nine hundred "]
        {
            let text = format!("two {}", flood.repeat(2_000));
            let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
            let article = Article { text, blocks, ..Article::default() };
            let document = Document::new(&article);
            for i in 0..document.tokens.len() {
                if let Some(number) = at(&document, i, document.tokens.len()) {
                    assert!(number.end - i <= 40 && number.value.is_finite(), "{flood}: {number:?}");
                }
            }
        }
    }
}
