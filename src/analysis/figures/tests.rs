//! Figures of made-up sentences.

use super::find;
use crate::analysis::dates;
use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

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
    check("Growth was –3.1 percent.", &[("–3.1 percent", -3.1, Some("%"))]);
    check("Growth was lower (–3%).", &[("–3%", -3.0, Some("%"))]);
    check("It was -10C or −12 C.", &[("-10C", -10.0, Some("°C")), ("−12 C", -12.0, Some("°C"))]);
    check("The rate is negative 0.5 percent.", &[("negative 0.5 percent", -0.5, Some("%"))]);
    check("She tested negative 7 times.", &[("7 times", 7.0, Some("times"))]);
}

#[test]
fn nouns_that_are_plural_without_an_s() {
    check("The pact covers 4,000 fishermen.", &[("4,000 fishermen", 4000.0, Some("fishermen"))]);
    check("They sent 12 aircraft.", &[("12 aircraft", 12.0, Some("aircraft"))]);
    check("Some 10 000 people came.", &[("10 000 people", 10_000.0, Some("people"))]);
}

#[test]
fn names_of_groups_are_units_as_they_are_written() {
    check("Some 40 Norwegians left.", &[("40 Norwegians", 40.0, Some("Norwegians"))]);
    check(
        "6 Republicans and 12 MPs voted.",
        &[("6 Republicans", 6.0, Some("Republicans")), ("12 MPs", 12.0, Some("MPs"))],
    );
    check("Some 30 Englishmen came.", &[("30 Englishmen", 30.0, Some("Englishmen"))]);
    check("Some 200 Chinese were held.", &[("200 Chinese", 200.0, Some("Chinese"))]);
    check("Some 40 Norwegian fishermen left.", &[("40 Norwegian fishermen", 40.0, Some("fishermen"))]);
    check("The 5G masts left.", &[]);
}

#[test]
fn numbers_in_compounds() {
    check("It is a £2bn-a-year firm.", &[("£2bn", 2e9, Some("£"))]);
    check("They paid $20-a-month fees.", &[("$20", 20.0, Some("$"))]);
    check("The $1.5bn-plus fund is closed.", &[("$1.5bn", 1.5e9, Some("$"))]);
    check("The Rs 3 lakh-a-year job and Rs.50 lakh.", &[("Rs 3 lakh", 3e5, Some("₹")), ("Rs.50 lakh", 5e6, Some("₹"))]);
    check("A 40,000-strong crowd came.", &[("40,000", 4e4, None)]);
    check("Some 30-plus crews came.", &[("30-plus crews", 30.0, Some("crews"))]);
    check("A 1.2 billion-dollar plan.", &[("1.2 billion", 1.2e9, Some("dollar"))]);
    check("A 20-a-day habit, a 5-a-side game and a 10-year plan.", &[]);
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
    check("They met on Monday. 24 Norwegians came.", &[("24 Norwegians", 24.0, Some("Norwegians"))]);
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
