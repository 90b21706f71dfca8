//! What a number means with the words that limit it: `at least 12`, `nearly 300`, `a dozen`, `$1.4 billion`.

use std::sync::LazyLock;

use crate::language::document::Document;
use crate::language::number;
use crate::model::across::ledger::Amount;
use crate::model::figure::Figure;
use crate::text::lists::section;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// What words say about the number that they stand beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    /// It is the least.
    Least,
    /// It is the most.
    Most,
    /// A little less.
    Nearly,
    /// A little more or less.
    About,
}

/// Words in front of a number, in small letters.
static BEFORE: LazyLock<Vec<(&str, Limit)>> = LazyLock::new(|| limits("before"));

/// Words behind a number.
static BEHIND: LazyLock<Vec<(&str, Limit)>> = LazyLock::new(|| limits("behind"));

fn limits(name: &str) -> Vec<(&'static str, Limit)> {
    let lines = section(include_str!("amounts.txt"), name, '\n').into_iter();
    lines
        .filter_map(|line| {
            let (limit, words) = line.split_once(' ')?;
            let limit = match limit {
                "least" => Limit::Least,
                "most" => Limit::Most,
                "nearly" => Limit::Nearly,
                "about" => Limit::About,
                _ => return None,
            };
            Some((words, limit))
        })
        .collect()
}

/// How far "about" and "nearly" reach, as a share of the number.
const VAGUE: f64 = 0.1;

/// How far a round number reaches at most, as a share of it: 100 is not 92.
const ROUNDED: f64 = 0.05;

/// The amount of a figure and its span with the words that limit it.
pub(super) fn of(document: &Document<'_>, figure: &Figure) -> (Amount, Span) {
    let from = document.tokens.partition_point(|t| t.span.start < figure.span.start);
    let to = document.tokens.partition_point(|t| t.span.end <= figure.span.end);
    let before = BEFORE.iter().filter_map(|(words, limit)| Some((from.checked_sub(count(words))?, *limit, *words)));
    // "no more than" before "more than".
    let before = before
        .filter(|(at, _, words)| stands(document, *at, words))
        .min_by_key(|(at, ..)| *at)
        .map(|(at, l, _)| (at, l));
    let behind = BEHIND.iter().find(|(words, _)| stands(document, to, words)).map(|(words, l)| (to + count(words), *l));
    let text = figure.span.of(document.text);
    if let Some((last, most)) = range(document, from, to) {
        let half = precision(text, figure.value);
        let amount = Amount { value: figure.value, least: figure.value - half, most: most + half };
        return (amount, Span { start: document.tokens[from - 1].span.start, end: document.tokens[last].span.end });
    }
    let limit = before.or(behind).map(|(_, limit)| limit);
    let limit = limit.or_else(|| text.to_ascii_lowercase().contains("dozen").then_some(Limit::About));
    let start = before.and_then(|(at, _)| document.tokens.get(at)).map_or(figure.span.start, |t| t.span.start);
    let end = behind.and_then(|(end, _)| document.tokens.get(end - 1)).map_or(figure.span.end, |t| t.span.end);
    (amount(figure.value, precision(text, figure.value), limit), Span { start, end })
}

/// The upper end of a range `between 150 and 200`, of which tokens `from..to` are the lower one, and its last token.
fn range(document: &Document<'_>, from: usize, to: usize) -> Option<(usize, f64)> {
    let between = stands(document, from.checked_sub(1)?, "between") && stands(document, to, "and");
    let upper = between.then(|| number::at(document, to + 1, document.tokens.len().min(to + 6))).flatten()?;
    Some((upper.end - 1, upper.value))
}

fn count(words: &str) -> usize {
    words.split(' ').count()
}

/// Whether words stand at a token.
fn stands(document: &Document<'_>, at: usize, words: &str) -> bool {
    words.split(' ').enumerate().all(|(i, word)| {
        document
            .tokens
            .get(at + i)
            .is_some_and(|t| t.kind == TokenKind::Word && t.of(document.text).eq_ignore_ascii_case(word))
    })
}

fn amount(value: f64, half: f64, limit: Option<Limit>) -> Amount {
    let (least, most) = match limit {
        None => (value - half, value + half),
        Some(Limit::Least) => (value - half, f64::INFINITY),
        Some(Limit::Most) => (0.0, value + half),
        Some(Limit::Nearly) => (value * (1.0 - VAGUE) - half, value),
        Some(Limit::About) => (value * (1.0 - VAGUE) - half, value * (1.0 + VAGUE) + half),
    };
    Amount { value, least, most }
}

/// Half a unit of the last digit that is written, as far as the number is a rounded one: 3.5 million is 50,000 off at
/// most, 12,000 is 500 off, 12.5 is 0.05 off, 24 is exact.
fn precision(text: &str, value: f64) -> f64 {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|c| *c != ',')
        .collect();
    let digits = digits.trim_end_matches('.');
    let Ok(written) = digits.parse::<f64>() else {
        // In words: "two hundred", "a million".
        return if value >= 100.0 && value % 100.0 == 0.0 { round_half(value) } else { 0.0 };
    };
    let scale = if written > 0.0 { value / written } else { 1.0 };
    match digits.split_once('.') {
        Some((_, decimals)) => 0.5 * 10_f64.powi(-(decimals.len() as i32)) * scale,
        None if scale >= 100.0 => 0.5 * scale,
        None if text.contains('%') || text.contains("per cent") || text.contains("percent") => 0.5,
        None if written >= 100.0 => round_half(written),
        None => 0.0,
    }
}

/// Half of the largest power of ten that divides a number with at least two zeros at its end, and no more than
/// [`ROUNDED`] of it.
fn round_half(value: f64) -> f64 {
    let mut unit = 100.0;
    if value % unit != 0.0 || value <= 0.0 {
        return 0.0;
    }
    while value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    (unit / 2.0).min(value * ROUNDED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis;
    use crate::analysis::across::tests::article;

    /// The first figure of a sentence: its words, and what it may mean.
    #[track_caller]
    fn check(text: &str, words: &str, least: f64, most: f64) {
        let article = article(&format!("T\n{text}"));
        let findings = analysis::article(&article);
        let (amount, span) = of(&Document::new(&article), &findings.figures[0]);
        assert_eq!(span.of(&article.text), words);
        let near = |a: f64, b: f64| a.total_cmp(&b).is_eq() || (a - b).abs() < 1e-6 * b.abs().max(1.0);
        assert!(near(amount.least, least) && near(amount.most, most), "{text}: {amount:?}");
    }

    #[test]
    fn words_beside_a_number_limit_it() {
        check("They named 24 officials.", "24 officials", 24.0, 24.0);
        check("At least 12 people came.", "At least 12 people", 12.0, f64::INFINITY);
        check("There were no more than 12 people.", "no more than 12 people", 0.0, 12.0);
        check("Nearly 40 ships sank.", "Nearly 40 ships", 36.0, 40.0);
        check("It took 20 ships or so.", "20 ships or so", 18.0, 22.0);
        check("About a dozen ships sank.", "About a dozen ships", 10.8, 13.2);
        check("A dozen ships sank.", "A dozen ships", 10.8, 13.2);
        check("Between 40 and 60 ships sank.", "Between 40 and 60", 40.0, 60.0);
    }

    #[test]
    fn rounded_numbers_reach_half_a_unit_of_their_last_digit() {
        check("It cost $3.5 billion.", "$3.5 billion", 3.45e9, 3.55e9);
        check("It cost $4 billion.", "$4 billion", 3.5e9, 4.5e9);
        check("Of the crowd 12 per cent left.", "12 per cent", 11.5, 12.5);
        check("Of the crowd 12.4% left.", "12.4%", 12.35, 12.45);
        check("There were 12,000 people.", "12,000 people", 11_500.0, 12_500.0);
        check("There were 1,432 people.", "1,432 people", 1432.0, 1432.0);
        check("Two hundred people came.", "Two hundred people", 190.0, 210.0);
    }
}
