//! What differs between two passages, on marked text.

use proptest::prelude::*;

use crate::analysis;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::comparison::{Difference, Respect};
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;

/// An article of one paragraph.
fn analysed(text: &str) -> (Article, ArticleFindings) {
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()).trimmed(text) }];
    let article = Article { text: text.to_owned(), blocks, ..Article::default() };
    let findings = analysis::article(&article);
    (article, findings)
}

fn differences(left: &str, right: &str) -> Vec<Difference> {
    let sides = [analysed(left), analysed(right)];
    let [left, right] = sides.each_ref().map(|(article, findings)| (article, findings));
    let comparison = analysis::compare(left, right);
    let passages = [left, right].map(|(article, _)| Span::new(0, article.text.len()).trimmed(&article.text));
    analysis::differences([left, right], &comparison, passages)
}

/// The text with brackets around spans.
fn marked(text: &str, mut spans: Vec<Span>) -> String {
    spans.sort_unstable();
    let mut out = String::new();
    let mut at = 0;
    for span in spans {
        out.push_str(Span::new(at, span.from()).of(text));
        out.push('[');
        out.push_str(span.of(text));
        out.push(']');
        at = span.to();
    }
    out + Span::new(at, text.len()).of(text)
}

/// Two passages whose differing words stand in brackets, and in which respects they differ.
#[track_caller]
fn check(left: &str, right: &str, respects: &[Respect]) {
    let plain = |text: &str| text.replace(['[', ']'], "");
    let (plain_left, plain_right) = (plain(left), plain(right));
    let found = differences(&plain_left, &plain_right);
    let told = |spans: fn(&Difference) -> &Vec<Span>| found.iter().flat_map(spans).copied().collect();
    let shown = [marked(&plain_left, told(|d| &d.left)), marked(&plain_right, told(|d| &d.right))];
    assert_eq!(shown, [left, right]);
    assert_eq!(found.iter().map(|d| d.respect).collect::<Vec<_>>(), respects, "{left} | {right}");
}

#[test]
fn words_that_only_one_wording_has_are_marked() {
    check(
        "The [mob] stormed the harbour office on Tuesday and burned its records.",
        "The [crowd] stormed the harbour office on Tuesday and burned its records.",
        &[Respect::Words],
    );
    check(
        "Residents of the valley blocked the road to the mine.",
        "Residents of the valley [peacefully] blocked the road to the mine.",
        &[Respect::Words],
    );
    check(
        "The council called the dam an [urgent necessity] for the farmers downstream.",
        "The council called the dam a [needless luxury] for the farmers downstream.",
        &[Respect::Words],
    );
}

#[test]
fn form_order_case_and_function_words_make_no_difference() {
    check(
        "Workers at the plant voted for a strike over unpaid overtime.",
        "Over unpaid overtime, the WORKERS at that plant had been voting for strikes.",
        &[],
    );
    check(
        "“The bridge is safe for heavy lorries,” the engineer said.",
        "\"The bridge is safe for heavy lorries\", said the engineer.",
        &[],
    );
    check(
        "The United States imposed new tariffs on steel and timber.",
        "The U.S. has imposed new tariffs on steel and timber.",
        &[],
    );
    check("Ferry-crews left the northern harbour at dawn.", "Ferry crews left the northern harbour at dawn.", &[]);
}

#[test]
fn nothing_is_marked_where_little_is_shared() {
    check(
        "The minister praised the treaty before parliament on Monday.",
        "Opposition leaders walked out when the treaty was read, and fishermen burned copies of it on the quay.",
        &[],
    );
    check("They met.", "They parted.", &[]);
}

#[test]
fn figures_that_disagree_are_marked() {
    check(
        "[Twelve people] were killed when the ferry Marta sank off Port Ellery.",
        "The ferry Marta sank off Port Ellery and [31 people] were killed.",
        &[Respect::Figures],
    );
    check(
        "Twelve sailors were rescued from the burning tanker.",
        "A dozen sailors were rescued from the burning tanker.",
        &[],
    );
    check(
        "The storm killed [14 people] and destroyed the pier of the old town.",
        "The storm killed [19 people] and destroyed the pier of the old town.",
        &[Respect::Figures],
    );
}

#[test]
fn a_denial_turns_a_sentence_round() {
    check(
        "The mayor did [not] show a new school to the parents.",
        "The mayor showed a new school to the parents.",
        &[Respect::Polarity],
    );
    check(
        "The company didn’t warn its customers about the leak.",
        "The company never warned its customers about the leak.",
        &[],
    );
}

#[test]
fn who_says_it_is_compared_only_where_both_name_somebody() {
    check(
        "“The bridge will open before winter,” Marta Oduya said on Friday.",
        "“The bridge will open before winter,” she said on Friday.",
        &[],
    );
    check(
        "“The bridge will open before winter,” [Marta Oduya] said on Friday.",
        "“The bridge will open before winter,” [Tomas Reed] said on Friday.",
        &[Respect::Words],
    );
}

#[test]
fn every_word_of_an_utterance_counts() {
    check(
        "“It is deeply harmful [to] the fabric of our friendship,” Reed said.",
        "“It is deeply harmful [for] the fabric of our friendship,” Reed said.",
        &[Respect::Quotation],
    );
    check(
        "“We do not always agree with the northern ports on tolls,” Reed said.",
        "“We don’t always agree with the northern ports on the tolls,” Reed said.",
        &[],
    );
}

/// Texts that look a little like news, so that they share words, names, numbers and quotations.
fn newsy() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Ada Berg",
        "Reed",
        "the",
        "treaty",
        "said",
        "signed",
        "24",
        "12",
        "officials",
        "“fair",
        "deal”",
        "U.S.",
        "not",
        "fishing-boats",
        "boats",
        "storm",
        "é",
        "’",
    ]);
    prop::collection::vec(word, 0..24).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn differences_mirror_and_lie_inside(left in newsy(), right in newsy()) {
        let found = differences(&left, &right);
        let mut swapped = differences(&right, &left);
        for difference in &mut swapped {
            std::mem::swap(&mut difference.left, &mut difference.right);
        }
        prop_assert_eq!(&found, &swapped);
        for difference in &found {
            prop_assert!(difference.left.iter().all(|s| !s.of(&left).is_empty()));
            prop_assert!(difference.right.iter().all(|s| !s.of(&right).is_empty()));
            prop_assert!(difference.left.is_sorted() && difference.right.is_sorted());
        }
    }

    #[test]
    fn a_passage_does_not_differ_from_itself(text in newsy()) {
        prop_assert_eq!(differences(&text, &text), vec![]);
    }
}
