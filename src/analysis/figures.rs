//! Numbers and what they count.

use std::sync::LazyLock;

use crate::language::currency;
use crate::language::document::{Document, Sentence};
use crate::language::hash;
use crate::language::number::{self, Number};
use crate::language::sections::Sections;
use crate::language::vocabulary::{
    self, CALENDAR, COMMON, COUNTRY, ENDS_COUNT, Flags, GROUP, ITEM, MEASURE, MONEY, NO_PLURAL, NUMBERED, PLURAL,
};
use crate::model::block::BlockKind;
use crate::model::date::DateMention;
use crate::model::figure::Figure;
use crate::text::lists::section;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// How many words may stand between a number and the noun that it counts (`24 senior Chinese officials`).
const REACH: usize = 4;

/// The numbers of a document that are no dates, in the order of the text.
///
/// Left out: ordinals, times, scores, ranges with a hyphen, numbers that are part of a name or of a compound (`Apollo 11`,
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
        let stop = usize::from(self.before(i) == "." && self.is_glued(i));
        let currency = i.checked_sub(1 + stop).filter(|c| currency::is_symbol(self.word(*c)) || self.is_code(*c));
        let (unit, end) = match currency {
            Some(c) => (Some(self.symbol(c).to_owned()), number.end),
            None => self.unit(i, &number),
        };
        let read = |figure| Some((figure, end));
        let counts = unit.is_some();
        if !counts && (number.is_shortened || number.rest > 0) {
            return read(None);
        }
        let followed = self.word(number.end);
        let joined = self.is_glued(number.end) && matches!(followed, "/" | ":" | "-");
        let is_part_of_name = currency.is_none() && self.is_part_of_name(i, &number, counts);
        if joined || is_part_of_name || self.counts_parts(i, unit.as_deref()) {
            return read(None);
        }
        let (first, sign) = self.sign(currency.unwrap_or(i));
        let span = Span::new(first, self.document.tokens[end - 1].span.to());
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
                let cardinal = || number::cardinal(word).is_some();
                // "One" is a pronoun, and a number in front of a magnitude.
                let one = || {
                    let next = self.word(i + 1);
                    word.eq_ignore_ascii_case("one") && next != "point" && !number::is_magnitude(next)
                };
                // A capital inside a sentence is a name: "the Group of Seven", "Channel Four".
                let is_name = word.starts_with(char::is_uppercase) && before.starts_with(char::is_alphabetic);
                if !(article || cardinal() && !one()) || is_name {
                    return false;
                }
            }
            _ => return false,
        }
        if !self.is_glued(i) {
            return true;
        }
        match before {
            "/" | ":" | "#" | "–" | "_" | "@" | "=" | "?" | "&" => false,
            // A sign, or the dash of a compound; the stop of a fraction, or that of an address.
            "-" | "." => !self.is_glued(i - 1) || currency::is_symbol(self.word(i.wrapping_sub(2))),
            _ => true,
        }
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

    /// Where a figure begins whose number or currency stands at token `i`, and 1, or -1 behind a minus sign.
    fn sign(&self, i: usize) -> (usize, f64) {
        let start = |i: usize| self.document.tokens[i].span.from();
        let (before, two) = (self.before(i), i.checked_sub(2).map_or("", |i| self.word(i)));
        // "A".
        let named = WORDS.has("dollars", before) && self.is_glued(i) && self.word(i) == "$";
        let minus = match before {
            "-" | "−" | "–" => self.is_glued(i) && !self.is_glued(i - 1),
            "minus" | "Minus" => number::cardinal(two).is_none() && !two.ends_with(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        match (minus, named) {
            (true, _) => (start(i - 1), -1.0),
            (false, true) => (start(i - 1), 1.0),
            (false, false) => (start(i), 1.0),
        }
    }

    /// The value behind a stop that belongs to it: `.5`.
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

    fn decimals(&self, i: usize, value: f64) -> f64 {
        let stop = self.before(i) == "." && self.is_glued(i);
        let digits = self.word(i).bytes().take_while(u8::is_ascii_digit).count() as i32;
        if stop && digits > 0 { value / 10_f64.powi(digits) } else { value }
    }

    /// What a number counts, and one past the last token of it: `%`, a currency, or the first plural noun within reach.
    fn unit(&self, i: usize, number: &Number) -> (Option<String>, usize) {
        let from = number.end;
        let lower = |i: usize| self.word(i).to_lowercase();
        if number.rest > 0 {
            let word = self.word(from - 1);
            let rest = word.get(word.len() - number.rest..).unwrap_or_default();
            let unit = match rest {
                "pc" => Some("%"),
                "p" if number.value < PENCE => Some("p"),
                "C" | "F" if self.is_temperature(i, number) => Some(if rest == "C" { "°C" } else { "°F" }),
                _ => (vocabulary::word(hash::fold(rest)).flags & MEASURE != 0).then_some(rest),
            };
            return (unit.map(str::to_owned), from);
        }
        match (self.word(from), self.word(from + 1)) {
            (percent, _) if WORDS.has("percent", percent) => return (Some("%".to_owned()), from + 1),
            ("per", "cent") => return (Some("%".to_owned()), from + 2),
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
        for i in from..self.sentence.tokens.end.min(from + REACH) {
            let word = self.word(i);
            if self.document.tokens[i].kind != TokenKind::Word || self.flags(i) & ENDS_COUNT != 0 {
                break;
            }
            if self.is_plural(i) {
                return (Some(word.to_lowercase()), i + 1);
            }
        }
        (None, from)
    }

    /// Whether `1.5C` is one: with a decimal, or behind a small word ("to 30C") and not behind a noun ("seat 30C").
    fn is_temperature(&self, i: usize, number: &Number) -> bool {
        number.value.fract() != 0.0 || i > self.sentence.tokens.start && self.flags(i - 1) & ENDS_COUNT != 0
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

/// Words beside numbers, and endings; the list says what belongs in each section.
const LIST: &str = include_str!("figures.txt");
static WORDS: LazyLock<Sections> = LazyLock::new(|| Sections::new(LIST));
static OF_PEOPLE: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "of people", ' '));
static SINGULAR: LazyLock<Vec<&str>> = LazyLock::new(|| section(LIST, "singular", ' '));

/// Prices in pence stay below this; above are the lines of a picture (`1080p`).
const PENCE: f64 = 240.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::dates;
    use crate::model::article::Article;
    use crate::model::block::{Block, BlockKind};

    /// `expected` are the figures as `(text, value, unit)`.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, f64, Option<&str>)]) {
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        let article = Article { text: text.to_owned(), blocks, ..Article::default() };
        let document = Document::new(&article);
        let found = find(&document, &dates::find(&document));
        let found: Vec<_> = found.iter().map(|f| (f.span.of(text), f.value, f.unit.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn counts_with_their_noun() {
        check("They named 24 Chinese officials.", &[("24 Chinese officials", 24.0, Some("officials"))]);
        check(
            "A dozen people and two ships came.",
            &[("A dozen people", 12.0, Some("people")), ("two ships", 2.0, Some("ships"))],
        );
        check("About 300 were hurt.", &[("300", 300.0, None)]);
        check("Two hundred and six voters came.", &[("Two hundred and six voters", 206.0, Some("voters"))]);
    }

    #[test]
    fn money_shares_and_scales() {
        check("It cost $3.5 billion.", &[("$3.5 billion", 3.5e9, Some("$"))]);
        check("It fell 12 per cent, or 7.5%.", &[("12 per cent", 12.0, Some("%")), ("7.5%", 7.5, Some("%"))]);
        check("They paid 3,500.50 euros.", &[("3,500.50 euros", 3500.5, Some("euros"))]);
    }

    #[test]
    fn ordinals_dates_scores_and_compounds_are_no_figures() {
        check("On March 18, 2021 the two-day talks of the 50th session began at 10:30 a.m.", &[]);
        check("They won 3-2 and took No. 2 on the list.", &[]);
        check("The Group of Seven met.", &[]);
    }

    #[test]
    fn letters_for_magnitudes_need_a_currency_or_a_noun() {
        check("It will cost £5m.", &[("£5m", 5e6, Some("£"))]);
        check("It lost $1.2tn and €3bn.", &[("$1.2tn", 1.2e12, Some("$")), ("€3bn", 3e9, Some("€"))]);
        check("Some 3m people left.", &[("3m people", 3e6, Some("people"))]);
        check(
            "They built 200k homes for 20m euros.",
            &[("200k homes", 2e5, Some("homes")), ("20m euros", 2e7, Some("euros"))],
        );
        check("She won the 10k on a 4K screen.", &[]);
        check("Rs. 5 crore was paid.", &[("Rs. 5 crore", 5e7, Some("₹"))]);
        check("They spent 500 million yuan.", &[("500 million yuan", 5e8, Some("yuan"))]);
        check("It is 30km long and weighs 5 kg.", &[("30km", 30.0, Some("km")), ("5 kg", 5.0, Some("kg"))]);
    }

    #[test]
    fn units_of_one_letter_and_codes_without_a_blank() {
        check("The fine of GBP20k is due.", &[("GBP20k", 2e4, Some("£"))]);
        check("He paid EUR5m and USD300 million.", &[("EUR5m", 5e6, Some("€")), ("USD300 million", 3e8, Some("$"))]);
        check("A bar costs 99p in a film of 1080p.", &[("99p", 99.0, Some("p"))]);
        check("It rose by 1.5C and was 30C.", &[("1.5C", 1.5, Some("°C")), ("30C", 30.0, Some("°C"))]);
        check("She had seat 30C on the MIG29 to COP26.", &[]);
    }

    #[test]
    fn signs_belong_to_their_number() {
        check("It was minus 5 degrees.", &[("minus 5 degrees", -5.0, Some("degrees"))]);
        check("Growth was -3 percent.", &[("-3 percent", -3.0, Some("%"))]);
        check("Growth was −0.5%.", &[("−0.5%", -0.5, Some("%"))]);
        check("Growth was .5 percent.", &[("5 percent", 0.5, Some("%"))]);
        check("It made -$3 million.", &[("-$3 million", -3e6, Some("$"))]);
    }

    #[test]
    fn nouns_that_are_plural_without_an_s() {
        check("The pact covers 4,000 fishermen.", &[("4,000 fishermen", 4000.0, Some("fishermen"))]);
        check("They sent 12 aircraft.", &[("12 aircraft", 12.0, Some("aircraft"))]);
        check("Some 10 000 people came.", &[("10 000 people", 10_000.0, Some("people"))]);
    }

    #[test]
    fn small_words_and_marks_are_no_units() {
        check("He ran 5k in 20 minutes.", &[("20 minutes", 20.0, Some("minutes"))]);
        check("It costs $.50 now.", &[("$.50", 0.5, Some("$"))]);
    }

    #[test]
    fn numbers_in_names_are_no_figures() {
        check("The iPhone 15 was sold.", &[]);
        check("Resolution 2758 passed. Apollo 11 and the 737 MAX flew. Route 66 was closed.", &[]);
        check("The attacks of 9/11 were remembered.", &[]);
        check("The figures are on page 55 of the report.", &[]);
        check("They met on Monday. 24 Norwegians came.", &[("24", 24.0, None)]);
        check("In Norway 24 people died.", &[("24 people", 24.0, Some("people"))]);
        check("One million people came.", &[("One million people", 1e6, Some("people"))]);
    }

    #[test]
    fn what_a_heading_counts_is_no_figure() {
        let text = "Two summaries";
        let blocks = vec![Block { kind: BlockKind::Heading, span: Span::new(0, text.len()) }];
        let article = Article { text: text.to_owned(), blocks, ..Article::default() };
        assert_eq!(find(&Document::new(&article), &[]), []);
    }

    #[test]
    fn the_ends_of_a_range_share_magnitude_and_unit() {
        check("It costs between $5 and $10 million.", &[("$5", 5e6, Some("$")), ("$10 million", 1e7, Some("$"))]);
        check("Some 3 to 5 people came.", &[("3", 3.0, Some("people")), ("5 people", 5.0, Some("people"))]);
        check("It fell 5 to 10 percent.", &[("5", 5.0, Some("%")), ("10 percent", 10.0, Some("%"))]);
        check("It cost $900 or $1 million.", &[("$900", 900.0, Some("$")), ("$1 million", 1e6, Some("$"))]);
        check("She paid $5 and he $10 million.", &[("$5", 5.0, Some("$")), ("$10 million", 1e7, Some("$"))]);
    }

    #[test]
    fn shares_in_words_count_nothing() {
        for text in
            ["One in five voters left.", "Nine out of ten voters left.", "Two thirds of voters left.", "1 in 10 left."]
        {
            check(text, &[]);
        }
        check("They won 3 in 5 years.", &[("3", 3.0, None), ("5 years", 5.0, Some("years"))]);
        check("One point five million people left.", &[("One point five million people", 1.5e6, Some("people"))]);
    }

    #[test]
    fn a_number_without_end_is_none() {
        let text = format!("The cost was {} million {}dollars.", "9".repeat(400), "million ".repeat(400));
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        let article = Article { text, blocks, ..Article::default() };
        assert!(find(&Document::new(&article), &[]).iter().all(|f| f.value.is_finite()));
    }

    proptest::proptest! {
        #[test]
        fn figures_of_any_text_lie_inside(text in "[ a-z0-9.,$%é-]{0,60}") {
            let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()).trimmed(&text) }];
            let article = Article { text: text.clone(), blocks, ..Article::default() };
            let document = Document::new(&article);
            for figure in find(&document, &dates::find(&document)) {
                proptest::prop_assert!(!figure.span.of(&text).is_empty());
                proptest::prop_assert!(figure.value.is_finite());
            }
        }
    }
}
