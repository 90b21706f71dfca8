//! Ranges with a hyphen or a dash: `40-50 people`, `$5-7 million`, `10%–15%`.

use crate::analysis::figures::{Reader, WORDS};
use crate::language::currency;
use crate::language::hash;
use crate::language::number::{self, Number};
use crate::language::vocabulary::{self, COMMON, COUNTABLE, MEASURE, NUMBERED};
use crate::model::figure::Figure;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// Both ends of a range.
pub(super) struct Range {
    pub(super) low: Figure,
    pub(super) high: Figure,
    /// One past its last token.
    pub(super) end: usize,
}

/// A range before its unit is known.
struct Ends {
    low: Number,
    /// The low end in the text, without its currency.
    written: Span,
    high: Number,
    /// The token of the second number, and where it begins.
    second: usize,
    from: usize,
    /// What is written of the high end, before its magnitude.
    bare: f64,
    /// The currency of the second end.
    currency: Option<usize>,
}

impl Reader<'_> {
    /// The range whose first number begins at token `i`. It needs a unit: scores, votes and years look the same.
    pub(super) fn range(&self, i: usize) -> Option<Range> {
        if !self.is_number(i) || !self.can_begin(i) {
            return None;
        }
        let ends = self.in_one_token(i).or_else(|| self.in_several(i))?;
        let currency = self.currency(i);
        let (unit, end) = match currency.or(ends.currency) {
            Some(c) => (self.symbol(c).to_owned(), ends.high.end),
            None => {
                let (unit, end) = self.unit(ends.second, &ends.high);
                (unit?, end)
            }
        };
        let factor = ends.high.value / ends.bare;
        let spelt_out = ends.low.rest == 0 && !ends.low.is_shortened;
        let low = match ends.low.value {
            value if spelt_out && factor >= 1e3 && value < ends.bare => value * factor,
            value => value,
        };
        let is_amount = currency.or(ends.currency).is_some();
        if low >= ends.high.value || !is_amount && !self.is_range_of(i, &ends, &unit) {
            return None;
        }
        if self.counts_parts(i, Some(&unit)) {
            return None;
        }
        let tokens = &self.document.tokens;
        let start = currency.map_or(ends.written.from(), |c| tokens[c].span.from());
        let from = ends.currency.map_or(ends.from, |c| tokens[c].span.from());
        let low = Figure { span: Span::new(start, ends.written.to()), value: low, unit: Some(unit.clone()) };
        let high =
            Figure { span: Span::new(from, tokens[end - 1].span.to()), value: ends.high.value, unit: Some(unit) };
        Some(Range { low, high, end })
    }

    /// `40-50`, `5-7m`.
    fn in_one_token(&self, i: usize) -> Option<Ends> {
        let (a, b) = self.word(i).split_once('-')?;
        let at = self.document.tokens[i].span.from();
        let from = at + a.len() + 1;
        Some(Ends {
            low: number::piece(a)?,
            written: Span::new(at, at + a.len()),
            high: number::inside(self.document, i, a.len() + 1, self.sentence.tokens.end)?,
            second: i,
            from,
            bare: leading(b)?,
            currency: None,
        })
    }

    /// `40–50`, `10%-15%`, `£5m-£6m`.
    fn in_several(&self, i: usize) -> Option<Ends> {
        let percent = usize::from(self.word(i + 1) == "%" && self.is_glued(i + 1));
        let dash = i + 1 + percent;
        let joined = matches!(self.word(dash), "-" | "–") && self.is_glued(dash) && self.is_glued(dash + 1);
        let currency = Some(dash + 1).filter(|c| currency::is_symbol(self.word(*c)));
        let second = dash + 1 + usize::from(currency.is_some());
        if !joined || !self.is_number(second) || !self.is_glued(second) {
            return None;
        }
        let tokens = &self.document.tokens;
        Some(Ends {
            low: number::piece(self.word(i))?,
            written: Span::new(tokens[i].span.from(), tokens[dash - 1].span.to()),
            high: number::at(self.document, second, self.sentence.tokens.end)?,
            second,
            from: tokens[second].span.from(),
            bare: leading(self.word(second))?,
            currency,
        })
    }

    /// Whether two numbers with a noun, a measure or a share behind them are a range: no result, no years, no name.
    fn is_range_of(&self, i: usize, ends: &Ends, unit: &str) -> bool {
        let flags = vocabulary::word(hash::fold(unit)).flags;
        let measured = unit == "%" || WORDS.has("time", unit) || flags & MEASURE != 0;
        let before = if i > self.sentence.tokens.start { self.flags(i - 1) } else { 0 };
        if measured {
            return true;
        }
        let (low, high) = (ends.low.value, ends.high.value);
        let named = self.before(i).starts_with(char::is_uppercase)
            && i > self.sentence.tokens.start + 1
            && before & COMMON == 0
            && self.document.tokens[i - 1].kind == TokenKind::Word;
        // Larger ones are rounded, unlike "the 737-800 jets".
        let rounded = low < 100.0 || low % 5.0 == 0.0;
        let years = (1900.0..2100.0).contains(&low) && (1900.0..2100.0).contains(&high);
        // "The 9-11 attacks", "7-11 shops".
        let known = high.total_cmp(&11.0).is_eq() && flags & COUNTABLE == 0;
        let of_age = self.word(ends.high.end) == "year";
        let tallied = WORDS.has("tallied", unit) || WORDS.has("numero", self.before(i));
        !(named || !rounded || years || known || of_age || tallied || before & NUMBERED != 0)
    }
}

/// The number at the beginning of a word, without its magnitude.
fn leading(word: &str) -> Option<f64> {
    let length = word.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    number::piece(word.get(..length)?.trim_end_matches(['.', ','])).map(|n| n.value).filter(|value| *value > 0.0)
}

#[cfg(test)]
mod tests {
    use crate::analysis::dates;
    use crate::language::document::Document;
    use crate::model::article::Article;
    use crate::model::block::{Block, BlockKind};
    use crate::text::span::Span;

    /// The figures of a text as `text=value unit`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        let article = Article { text: text.to_owned(), blocks, ..Article::default() };
        let document = Document::new(&article);
        let found = crate::analysis::figures::find(&document, &dates::find(&document));
        let found: Vec<String> = found
            .iter()
            .map(|f| {
                format!(
                    "{}={}{}",
                    f.span.of(text),
                    f.value,
                    f.unit.as_deref().map(|u| format!(" {u}")).unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(found.join("; "), expected, "{text}");
    }

    #[test]
    fn both_ends_have_the_unit_and_the_magnitude() {
        check("Some 40-50 people came.", "40=40 people; 50 people=50 people");
        check("Prices rose 10-15 percent.", "10=10 %; 15 percent=15 %");
        check("Prices rose 10%-15%.", "10%=10 %; 15%=15 %");
        check("Aid of $5-7 million came.", "$5=5000000 $; 7 million=7000000 $");
        check("It cost £5m-£6m, or €3-4bn in all.", "£5m=5000000 £; £6m=6000000 £; €3=3000000000 €; 4bn=4000000000 €");
        check("Some 1,000–1,500 crews came.", "1,000=1000 crews; 1,500 crews=1500 crews");
        check("It takes 3-5 hours.", "3=3 hours; 5 hours=5 hours");
        check("Aid of 5–7 million dollars came.", "5=5000000 dollars; 7 million dollars=7000000 dollars");
    }

    #[test]
    fn scores_years_and_names_are_no_ranges() {
        for text in [
            "They won 3-2.",
            "They lost by 48-52 votes.",
            "They lost 2–3 and left.",
            "The 9-11 attacks were remembered.",
            "The 737-800 jets were sold.",
            "See pages 10–15, ages 5-9.",
            "They are 18-24 year olds.",
        ] {
            check(text, "");
        }
    }
}
