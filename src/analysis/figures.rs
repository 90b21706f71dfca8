//! Numbers and what they count.

use std::sync::LazyLock;

use crate::language::currency;
use crate::language::document::{Document, Sentence};
use crate::language::hash;
use crate::language::number::{self, Number};
use crate::language::sections::Sections;
use crate::language::vocabulary::{
    self, CALENDAR, COMMON, COUNTRY, ENDS_COUNT, Flags, GIVEN, GROUP, ITEM, MEASURE, MONEY, NAMES, NO_PLURAL, NUMBERED,
    PLURAL,
};
use crate::model::block::BlockKind;
use crate::model::date::DateMention;
use crate::model::figure::Figure;
use crate::text::lists::section;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

mod ranges;
#[cfg(test)]
mod tests;

/// How many words may stand between a number and the noun that it counts (`24 senior Chinese officials`).
const REACH: usize = 4;

/// The numbers of a document that are no dates, in the order of the text.
///
/// Left out: ordinals, times, scores, numbers that are part of a name or of a compound (`Apollo 11`,
/// `two-day`, `No. 2`), shares in words (`two thirds`, `one in five`), what an article says of its own parts (`5 takeaways`),
/// and "one", which is a pronoun as often as a number.
pub(super) fn find(document: &Document<'_>, dates: &[DateMention]) -> Vec<Figure> {
    let mut out = Vec::new();
    let mut date = 0;
    for sentence in &document.sentences {
        let reader = Reader { document, sentence };
        let mut i = sentence.tokens.start;
        // The figure read last, and one past its last token.
        let mut last: Option<(usize, usize)> = None;
        while i < sentence.tokens.end {
            let token = document.tokens[i];
            while dates.get(date).is_some_and(|d| d.span.end <= token.span.start) {
                date += 1;
            }
            let is_date = dates.get(date).is_some_and(|d| d.span.contains(token.span.from()));
            if let Some(range) = (!is_date).then(|| reader.range(i)).flatten() {
                out.extend([range.low, range.high]);
                (last, i) = (None, range.end);
                continue;
            }
            match (!is_date).then(|| reader.figure(i)).flatten() {
                Some((figure, end)) => {
                    if let Some(figure) = figure {
                        if let Some((before, joint)) = last
                            && reader.joins(joint, i)
                        {
                            reader.widen(&mut out[before], joint, &figure, i);
                        }
                        last = Some((out.len(), end));
                        out.push(figure);
                    }
                    i = end;
                }
                None => i += 1,
            }
        }
    }
    out
}

/// Reads the figures of one sentence.
struct Reader<'a> {
    document: &'a Document<'a>,
    sentence: &'a Sentence,
}

impl<'a> Reader<'a> {
    /// The text of token `i`; empty outside of the sentence.
    fn word(&self, i: usize) -> &'a str {
        if self.sentence.tokens.contains(&i) { self.document.word(i) } else { "" }
    }

    fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |i| self.word(i))
    }

    fn flags(&self, i: usize) -> Flags {
        if self.sentence.tokens.contains(&i) { self.document.spelt()[i].flags } else { 0 }
    }

    /// Whether nothing stands between a token and the one in front of it.
    fn is_glued(&self, i: usize) -> bool {
        let tokens = &self.document.tokens;
        let inside = i > self.sentence.tokens.start && i < self.sentence.tokens.end;
        inside && tokens[i - 1].span.end == tokens[i].span.start
    }

    /// The figure whose number begins at token `i`, and one past the last token that was read. A number that was read
    /// and is no figure has none.
    fn figure(&self, i: usize) -> Option<(Option<Figure>, usize)> {
        if !self.can_begin(i) {
            return None;
        }
        let number = number::at(self.document, i, self.sentence.tokens.end)?;
        if let Some(end) = self.share(i, &number) {
            return Some((None, end));
        }
        // "$5", "$.50"
        let currency = self.currency(i);
        let (unit, end) = match currency {
            Some(c) => (Some(self.symbol(c).to_owned()), number.end),
            None => self.unit(i, &number),
        };
        let read = |figure| Some((figure, end));
        let counts = unit.is_some();
        let compound = self.compound(&number);
        if !counts && (number.is_shortened || number.rest > 0) && compound != "-strong" {
            return read(None);
        }
        let followed = self.word(number.end);
        let run = followed == "–" && self.is_glued(number.end + 1) && self.is_number(number.end + 1);
        let joined = self.is_glued(number.end) && (matches!(followed, "/" | ":" | "-") || run);
        let is_part_of_name = currency.is_none() && self.is_part_of_name(i, &number, counts);
        if joined || is_part_of_name || self.counts_parts(i, unit.as_deref()) {
            return read(None);
        }
        let (first, sign) = self.sign(currency.unwrap_or(i), unit.as_deref());
        // "-a-year" says no more of the number.
        let stop = usize::from(end > number.end && matches!(self.word(end - 1), "C." | "F."));
        let cut = if end == number.end { compound.len() } else { stop };
        let span = Span::new(first, self.document.tokens[end - 1].span.to() - cut);
        read(Some(Figure { span, value: sign * self.decimals(i, number.value), unit }))
    }

    /// Whether the token can begin a number that counts something.
    fn can_begin(&self, i: usize) -> bool {
        let word = self.word(i);
        let before = self.before(i);
        match self.document.tokens[i].kind {
            TokenKind::Number => {}
            TokenKind::Word => {
                let article = matches!(word, "a" | "A" | "an" | "An" | "half" | "Half");
                // "Ten degrees below zero".
                let is_scale = word == "zero" && matches!(before, "below" | "above" | "of" | "sub");
                let cardinal = || number::cardinal(word).is_some() && !is_scale;
                // "One" is a pronoun, and a number in front of a magnitude.
                let one = || {
                    let next = self.word(i + 1);
                    word.eq_ignore_ascii_case("one") && next != "point" && !number::is_magnitude(next)
                };
                // A capital inside a sentence is a name: "the Group of Seven", "Channel Four".
                let is_name = word.starts_with(char::is_uppercase) && before.starts_with(char::is_alphabetic);
                let with_half = || word.ends_with("-and-a-half");
                if !(article || cardinal() && !one() || with_half()) || is_name {
                    return false;
                }
            }
            _ => return false,
        }
        if !self.is_glued(i) {
            return true;
        }
        match before {
            "/" | ":" | "#" | "_" | "@" | "=" | "?" | "&" => false,
            // A sign, or the dash of a compound; the stop of a fraction, or that of an address.
            "-" | "–" | "." => {
                !self.is_glued(i - 1)
                    || matches!(self.word(i - 2), "(" | "[")
                    || before == "." && (currency::is_symbol(self.word(i - 2)) || self.is_code(i - 2))
            }
            _ => true,
        }
    }

    /// Whether token `i` is one in digits.
    fn is_number(&self, i: usize) -> bool {
        self.sentence.tokens.contains(&i) && self.document.tokens[i].kind == TokenKind::Number
    }

    /// The token of the currency in front of the number at token `i`: that of `$5`, of `$.50`, of `Rs.50`.
    fn currency(&self, i: usize) -> Option<usize> {
        let stop = usize::from(self.before(i) == "." && self.is_glued(i));
        i.checked_sub(1 + stop).filter(|c| currency::is_symbol(self.word(*c)) || self.is_code(*c))
    }

    /// The part of a compound behind a number: the `-a-year` of `2bn-a-year`. Empty where there is none.
    fn compound(&self, number: &Number) -> &'a str {
        let word = self.word(number.end - 1);
        word.get(word.len() - number.rest..).filter(|rest| rest.starts_with('-')).unwrap_or_default()
    }

    /// `USD`, `Rs`: a currency that stands in front of an amount in letters.
    fn is_code(&self, i: usize) -> bool {
        self.flags(i) & MONEY != 0 && self.word(i).starts_with(char::is_uppercase)
    }

    /// The currency at token `i` as figures name it.
    fn symbol(&self, i: usize) -> &'a str {
        let word = self.word(i);
        currency::symbol(word).unwrap_or_else(|| word.strip_suffix('.').unwrap_or(word))
    }

    /// Where a figure begins whose number or currency stands at token `i`, and 1, or -1 behind a minus sign. A dash, and the
    /// word "negative", are one only before what is measured: a dash begins an item of a list, too.
    fn sign(&self, i: usize, unit: Option<&str>) -> (usize, f64) {
        let start = |i: usize| self.document.tokens[i].span.from();
        let (before, two) = (self.before(i), i.checked_sub(2).map_or("", |i| self.word(i)));
        // "A".
        let named = WORDS.has("dollars", before) && self.is_glued(i) && self.word(i) == "$";
        let measured = || unit.is_some_and(|unit| currency::is_symbol(unit) || WORDS.has("measured", unit));
        let minus = match before {
            "-" | "−" => self.is_sign(i),
            "–" => self.is_sign(i) && measured(),
            "minus" | "Minus" => number::cardinal(two).is_none() && !two.ends_with(|c: char| c.is_ascii_digit()),
            "negative" | "Negative" => measured(),
            _ => false,
        };
        match (minus, named) {
            (true, _) => (start(i - 1), -1.0),
            (false, true) => (start(i - 1), 1.0),
            (false, false) => (start(i), 1.0),
        }
    }

    /// Whether the dash in front of token `i` belongs to it and to nothing in front: `-5`, `(–5`.
    fn is_sign(&self, i: usize) -> bool {
        let opened = i.checked_sub(2).is_some_and(|k| matches!(self.word(k), "(" | "["));
        matches!(self.before(i), "-" | "−" | "–") && self.is_glued(i) && (!self.is_glued(i - 1) || opened)
    }

    /// One past `two thirds`, or past the second number of `nine in 10 voters`: they tell a share and count nothing.
    fn share(&self, i: usize, number: &Number) -> Option<usize> {
        if WORDS.has("fraction", self.word(number.end)) && self.word(number.end + 1) == "of" {
            return Some(number.end + 1);
        }
        let of = |at: usize| match (self.word(at), self.word(at + 1)) {
            ("in", _) => Some(at + 1),
            ("out", "of") => Some(at + 2),
            _ => None,
        };
        let at = |at: usize| number::at(self.document, at, self.sentence.tokens.end);
        let is_share = |few: f64, many: &Number| {
            let small = few < many.value && (few <= 1.0 || many.value <= 10.0);
            small && !WORDS.has("time", self.word(many.end))
        };
        if let Some(many) = of(number.end).and_then(at).filter(|many| is_share(number.value, many)) {
            return Some(many.end);
        }
        // "One" begins no figure, so that it is looked for in front of the second number.
        let in_front = match (self.before(i), i.checked_sub(2).map_or("", |k| self.word(k))) {
            ("in", one) => one,
            ("of", "out") => i.checked_sub(3).map_or("", |k| self.word(k)),
            _ => return None,
        };
        (matches!(in_front, "one" | "One" | "1") && is_share(1.0, number)).then_some(number.end)
    }

    /// Whether the words between a figure that ends in front of token `end` and the next one, whose number stands at token
    /// `next`, join the ends of a range: `5 to 10 million`, `between $5 and $10 million`.
    fn joins(&self, end: usize, next: usize) -> bool {
        let currency = usize::from(currency::is_symbol(self.before(next)));
        if end + 1 + currency != next || !WORDS.has("joining", self.word(end)) {
            return false;
        }
        let start = self.sentence.tokens.start;
        let between = || (start.max(end.saturating_sub(4))..end).any(|i| matches!(self.word(i), "between" | "Between"));
        self.word(end) != "and" || between()
    }

    /// Gives the first end of a range, behind whose last token `end` stands, the magnitude and the unit that are written at
    /// its second end.
    fn widen(&self, first: &mut Figure, end: usize, second: &Figure, next: usize) {
        let digits = |i: usize| self.word(i).parse::<f64>().ok().or_else(|| number::cardinal(self.word(i)));
        let Some(written) = digits(next).filter(|w| *w > 0.0) else { return };
        let factor = second.value / written;
        let bare = digits(end - 1).is_some_and(|w| w.total_cmp(&first.value).is_eq());
        if bare && factor >= 1e3 && first.value < written {
            first.value *= factor;
        }
        if bare && first.unit.is_none() {
            first.unit.clone_from(&second.unit);
        }
    }

    /// The value behind a stop that belongs to it: `.5`, and not `Rs.5`.
    fn decimals(&self, i: usize, value: f64) -> f64 {
        let shortened = self.is_glued(i.saturating_sub(1)) && i.checked_sub(2).is_some_and(|k| self.is_code(k));
        let stop = self.before(i) == "." && self.is_glued(i) && !shortened;
        let digits = self.word(i).bytes().take_while(u8::is_ascii_digit).count() as i32;
        if stop && digits > 0 { value / 10_f64.powi(digits) } else { value }
    }

    /// What a number counts, and one past the last token of it: `%`, a currency, or the first plural noun within reach.
    fn unit(&self, i: usize, number: &Number) -> (Option<String>, usize) {
        let from = number.end;
        let lower = |i: usize| self.word(i).to_lowercase();
        let compound = self.compound(number);
        // "A 1.2 billion-dollar plan".
        if let Some(tail) = compound.strip_prefix('-').filter(|tail| is_money(tail)) {
            return (Some(tail.to_lowercase()), from);
        }
        if matches!(compound, "-plus" | "-odd") {
            return self.noun(from);
        }
        if number.rest > 0 {
            let word = self.word(from - 1);
            let rest = word.get(word.len() - number.rest..).unwrap_or_default();
            let unit = match rest {
                "pc" => Some("%"),
                "p" if number.value < PENCE => Some("p"),
                // A generation of networks, and no grams.
                "G" => None,
                "C" | "F" if self.is_temperature(i, number) => Some(if rest == "C" { "°C" } else { "°F" }),
                _ => (vocabulary::word(hash::fold(rest)).flags & MEASURE != 0).then_some(rest),
            };
            return (unit.map(str::to_owned), from);
        }
        match (self.word(from), self.word(from + 1)) {
            (percent, _) if WORDS.has("percent", percent) => return (Some("%".to_owned()), from + 1),
            ("per", "cent") => return (Some("%".to_owned()), from + 2),
            (scale @ ("C" | "F" | "C." | "F."), _) if self.is_sign(i) => {
                return (Some(format!("°{}", &scale[..1])), from + 1);
            }
            ("°" | "º", scale @ ("C" | "F")) => return (Some(format!("°{scale}")), from + 2),
            ("°" | "º", _) => return (Some("degrees".to_owned()), from + 1),
            (symbol, _)
                if currency::is_symbol(symbol) && !self.word(from + 1).starts_with(|c: char| c.is_ascii_digit()) =>
            {
                return (Some(symbol.to_owned()), from + 1);
            }
            (small, _) if WORDS.has("no unit", small) => return (None, from),
            _ => {}
        }
        let near = self.flags(from);
        // Inches are not told from "three in four".
        let unit = near & (MEASURE | MONEY) != 0 && near & ENDS_COUNT == 0;
        if unit && self.document.tokens[from].kind == TokenKind::Word {
            return (Some(lower(from)), from + 1);
        }
        self.noun(from)
    }

    /// The first plural noun at token `from` or a little behind it, and one past it.
    fn noun(&self, from: usize) -> (Option<String>, usize) {
        let to = self.sentence.tokens.end.min(from + REACH);
        let ends = |i: usize| self.document.tokens[i].kind != TokenKind::Word || self.flags(i) & ENDS_COUNT != 0;
        for i in (from..to).take_while(|i| !ends(*i)) {
            let word = self.word(i);
            if self.is_plural(i) {
                return (Some(word.to_lowercase()), i + 1);
            }
            if self.is_plural_name(i) {
                return (Some(word.to_owned()), i + 1);
            }
        }
        // "200 Chinese": all of them, where no noun follows.
        let people = self.flags(from) & GROUP != 0 && ["ese", "Swiss"].iter().any(|e| self.word(from).ends_with(e));
        let alone = from + 1 >= self.sentence.tokens.end || ends(from + 1);
        if people && alone { (Some(self.word(from).to_owned()), from + 1) } else { (None, from) }
    }

    /// Whether a word with a capital is a plural that counts people: `Norwegians`, `Republicans`, `Englishmen`, `MPs`.
    fn is_plural_name(&self, i: usize) -> bool {
        let word = self.word(i);
        let ends = |endings: &[&str]| endings.iter().any(|e| word.ends_with(e));
        let group = self.flags(i) & GROUP != 0 && ends(&["s", "men", "women"]) && !ends(&["ss", "us", "is’s"]);
        let shortened =
            word.strip_suffix('s').is_some_and(|w| w.len() > 1 && w.bytes().all(|b| b.is_ascii_uppercase()));
        // "Dutchwomen", "Norsemen"; not "Carmen".
        let of_people = word.len() > 7 && ends(&["men", "women"]) && self.flags(i) & (GIVEN | NAMES & !GROUP) == 0;
        group && word.len() > 3 || shortened || of_people
    }

    /// Whether `1.5C` is one: with a decimal, or behind a small word ("to 30C") and not behind a noun ("seat 30C").
    fn is_temperature(&self, i: usize, number: &Number) -> bool {
        let small = self.is_sign(i) && number.value <= 100.0;
        small || number.value.fract() != 0.0 || i > self.sentence.tokens.start && self.flags(i - 1) & ENDS_COUNT != 0
    }

    /// Whether a word looks like a plural noun. Adjectives of nations (`Chinese`) and names in -s are not.
    fn is_plural(&self, i: usize) -> bool {
        let word = self.word(i);
        if !word.starts_with(char::is_lowercase) {
            return false;
        }
        if self.flags(i) & PLURAL != 0 {
            return true;
        }
        // "Fishermen", "policewomen", "salespeople"; the shortest has six letters.
        let of_people = OF_PEOPLE.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e));
        if of_people {
            return self.flags(i) & NO_PLURAL == 0;
        }
        let ending = word.ends_with('s') && !SINGULAR.iter().any(|e| word.ends_with(e));
        ending && word.len() > 3
    }

    /// Whether a number belongs to the name beside it: `Apollo 11`, `the 737 MAX`, `Route 66`, `page 5`.
    fn is_part_of_name(&self, i: usize, number: &Number, counts: bool) -> bool {
        let in_digits = self.document.tokens[i].kind == TokenKind::Number;
        let first = self.sentence.tokens.start;
        let before = self.before(i);
        if WORDS.has("numero", before) {
            return true;
        }
        if !in_digits || number.end > i + 1 {
            return false;
        }
        let capital = before.contains(char::is_uppercase);
        let flags = if i > first { self.flags(i - 1) } else { 0 };
        if flags & NUMBERED != 0 && (!counts || capital) {
            return true;
        }
        if counts {
            return false;
        }
        // A word that is only capital because it opens the sentence, a day, or the possessive of a name is none.
        let is_name = capital
            && flags & CALENDAR == 0
            && (i - 1 > first || flags & COMMON == 0)
            && self.document.tokens[i - 1].kind == TokenKind::Word;
        let next = self.word(number.end);
        let named = next.starts_with(char::is_uppercase)
            && !next.ends_with('s')
            && self.flags(number.end) & (GROUP | COUNTRY | CALENDAR | COMMON) == 0;
        is_name || named
    }

    /// Whether a heading counts what stands below it: "5 takeaways", "Two summaries".
    fn counts_parts(&self, i: usize, unit: Option<&str>) -> bool {
        let first = i <= self.sentence.tokens.start + 1;
        let item = unit.is_some_and(|unit| vocabulary::word(hash::fold(unit)).flags & ITEM != 0);
        match self.sentence.kind {
            BlockKind::Heading => self.document.tokens[i].kind == TokenKind::Word || first || item,
            BlockKind::Title => first && item,
            _ => false,
        }
    }
}

/// Whether a word is a currency's: the `dollar` of `billion-dollar`.
fn is_money(word: &str) -> bool {
    WORDS.has("money", word) || vocabulary::word(hash::fold(word)).flags & MONEY != 0
}

/// Words beside numbers, and endings; the list says what belongs in each section.
const LIST: &str = include_str!("figures.txt");
static WORDS: LazyLock<Sections> = LazyLock::new(|| Sections::new(LIST));
static OF_PEOPLE: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "of people", ' '));
static SINGULAR: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "singular", ' '));

/// Prices in pence stay below this; above are the lines of a picture (`1080p`).
const PENCE: f64 = 240.0;
