//! Numbers and what they count.

use crate::analysis::numbers;
use crate::language::document::Document;
use crate::model::date::DateMention;
use crate::model::figure::Figure;
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// How many words may stand between a number and the noun that it counts (`24 senior Chinese officials`).
const REACH: usize = 4;

/// The numbers of a document that are no dates, in the order of the text.
///
/// Left out: ordinals, times, scores, ranges, numbers that are part of a name or of a compound (`two-day`, `No. 2`), and
/// "one", which is a pronoun as often as a number.
pub(super) fn find(document: &Document<'_>, dates: &[DateMention]) -> Vec<Figure> {
    let mut out = Vec::new();
    let mut date = 0;
    for sentence in &document.sentences {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let token = document.tokens[i];
            while dates.get(date).is_some_and(|d| d.span.end <= token.span.start) {
                date += 1;
            }
            let is_date = dates.get(date).is_some_and(|d| d.span.contains(token.span.from()));
            let number = matches!(token.kind, TokenKind::Number | TokenKind::Word)
                && !is_date
                && counts(document, i, sentence.tokens.start);
            let Some(number) = number.then(|| numbers::at(document, i, sentence.tokens.end)).flatten() else {
                i += 1;
                continue;
            };
            let currency = i.checked_sub(1).filter(|c| is_currency(document, *c));
            let (unit, end) = match currency {
                Some(c) => (Some(document.word(c).to_owned()), number.end),
                None => unit(document, number.end, sentence.tokens.end),
            };
            let first = document.tokens[currency.unwrap_or(i)].span.from();
            out.push(Figure { span: Span::new(first, document.tokens[end - 1].span.to()), value: number.value, unit });
            i = end;
        }
    }
    out
}

/// Whether the token can begin a number that counts something, in a sentence that begins at token `first`.
fn counts(document: &Document<'_>, i: usize, first: usize) -> bool {
    let word = document.word(i);
    let before = if i > first { document.word(i - 1) } else { "" };
    let glued = i.checked_sub(1).is_some_and(|b| {
        document.tokens[b].span.end == document.tokens[i].span.start && matches!(before, "/" | ":" | "-" | "–" | "#")
    });
    let starts = document.tokens[i].kind == TokenKind::Number
        || matches!(word, "a" | "A" | "an" | "An")
        || numbers::cardinal(word).is_some() && !word.eq_ignore_ascii_case("one");
    // A capital inside a sentence is a name: "the Group of Seven", "Channel Four".
    let is_name = word.starts_with(|c: char| c.is_uppercase()) && before.starts_with(char::is_alphabetic);
    starts && !glued && !is_name && !matches!(before, "No." | "Nos." | "no." | "Article" | "Section" | "Chapter")
}

fn is_currency(document: &Document<'_>, i: usize) -> bool {
    matches!(document.word(i), "$" | "£" | "€" | "¥" | "₹" | "₩" | "₽")
}

/// What a number counts, and one past the last token of it: `%`, or the first plural noun within reach.
fn unit(document: &Document<'_>, from: usize, end: usize) -> (Option<String>, usize) {
    let word = |i: usize| if i < end { document.word(i) } else { "" };
    match (word(from), word(from + 1)) {
        ("%" | "percent" | "pct", _) => return (Some("%".to_owned()), from + 1),
        ("per", "cent") => return (Some("%".to_owned()), from + 2),
        ("of" | "to" | "or" | "and" | "/" | "-" | "–", _) => return (None, from),
        _ => {}
    }
    for i in from..end.min(from + REACH) {
        let w = word(i);
        if document.tokens[i].kind != TokenKind::Word || is_function_word(w) {
            break;
        }
        if is_plural(w) {
            return (Some(w.to_lowercase()), i + 1);
        }
    }
    (None, from)
}

/// Whether a word looks like a plural noun. Adjectives of nations (`Chinese`) and names in -s are not.
fn is_plural(word: &str) -> bool {
    if matches!(word, "people" | "children" | "men" | "women" | "police" | "troops" | "feet" | "teeth" | "mice") {
        return true;
    }
    let ending = word.ends_with('s') && !["ss", "us", "is", "’s"].iter().any(|e| word.ends_with(e));
    ending && word.len() > 3 && word.starts_with(char::is_lowercase)
}

fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "and"
            | "are"
            | "as"
            | "at"
            | "but"
            | "by"
            | "did"
            | "does"
            | "for"
            | "from"
            | "had"
            | "has"
            | "have"
            | "he"
            | "her"
            | "his"
            | "if"
            | "in"
            | "is"
            | "it"
            | "its"
            | "of"
            | "on"
            | "or"
            | "she"
            | "since"
            | "so"
            | "than"
            | "that"
            | "the"
            | "their"
            | "they"
            | "this"
            | "to"
            | "was"
            | "were"
            | "when"
            | "which"
            | "while"
            | "who"
            | "will"
            | "with"
            | "would"
    )
}

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
