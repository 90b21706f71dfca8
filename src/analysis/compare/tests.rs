//! Comparing two articles: pairs, quotations, entities, and what always holds.

use proptest::prelude::*;

use crate::analysis;
use crate::model::across::Across;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::comparison::{Comparison, Matched};
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;

/// An article of paragraphs; the first is the headline.
fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split('\n') {
        let span = Span::new(at, at + paragraph.len()).trimmed(text);
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Body };
        if !span.is_empty() {
            blocks.push(Block { kind, span });
        }
        at += paragraph.len() + 1;
    }
    Article { text: text.to_owned(), blocks, ..Article::default() }
}

fn analysed(text: &str) -> (Article, ArticleFindings) {
    let article = article(text);
    let findings = analysis::article(&article);
    (article, findings)
}

fn compare(left: &str, right: &str) -> Comparison {
    let (left, right) = (analysed(left), analysed(right));
    analysis::compare((&left.0, &left.1), (&right.0, &right.1))
}

const LEFT: &str = "Norland signs the strait treaty\n\
    Foreign Minister Ada Berg signed the treaty on the Ellery Strait on Tuesday after 14 months of talks.\n\
    “It is a fair and lasting settlement for the fishermen of both coasts,” Berg told reporters in Port Ellery.\n\
    Opposition leader Tomas Reed accused her of surrendering 240 square miles of fishing grounds.\n\
    The weather was mild.";
const RIGHT: &str = "Treaty ends dispute over Ellery Strait\n\
    Fishing crews watched from the quay as flags were raised.\n\
    Mr. Reed said the government had surrendered 240 square miles of the best fishing grounds without a vote.\n\
    Ms. Berg called it “a fair and lasting settlement” and thanked the negotiators.\n\
    Share prices of Southern Shipping, a ferry company, rose by a tenth.";

/// Whether a pair joins the sentences that hold these words.
fn is_paired(left: &str, right: &str, comparison: &Comparison, words: (&str, &str)) -> bool {
    comparison.pairs.iter().any(|p| p.left.of(left).contains(words.0) && p.right.of(right).contains(words.1))
}

#[test]
fn passages_about_the_same_thing_are_paired_in_any_order() {
    let found = compare(LEFT, RIGHT);
    assert!(is_paired(LEFT, RIGHT, &found, ("Opposition leader", "Mr. Reed said")), "{found:#?}");
    assert!(is_paired(LEFT, RIGHT, &found, ("lasting settlement", "lasting settlement")), "{found:#?}");
    for alone in ["The weather", "Fishing crews", "Share prices"] {
        assert!(!found.pairs.iter().any(|p| p.left.of(LEFT).contains(alone) || p.right.of(RIGHT).contains(alone)));
    }
}

#[test]
fn other_words_for_the_same_idea_help_to_pair() {
    let left = "Harbour bill\n\
        Governor Ada Berg turned down the invitation to a session with fishermen in Ellery.\n\
        The weather was mild.";
    let right = "A day in Ellery\n\
        Share prices rose by a tenth.\n\
        Ms. Berg refused to meet the fishermen, who had invited her.";
    assert!(is_paired(left, right, &compare(left, right), ("turned down", "refused to meet")));
    let other = "A day in Ellery\nShare prices rose by a tenth.\nMs. Berg bought new boots at the market.";
    assert!(!is_paired(left, other, &compare(left, other), ("turned down", "boots")));
}

#[test]
fn the_reason_says_what_is_shared() {
    let found = compare(LEFT, RIGHT);
    let pair = found.pairs.iter().find(|p| p.left.of(LEFT).starts_with("Opposition")).unwrap();
    let reason = pair.reason.to_string();
    assert!(reason.contains("240 square miles of"), "{reason}");
    assert!(reason.contains("Reed"), "{reason}");
}

#[test]
fn articles_about_different_events_have_no_pairs() {
    let other = "Museum reopens in Ostmark\n\
        The Ostmark Museum reopened on Tuesday after repairs that took three years.\n\
        “We missed our visitors,” director Lena Holt told reporters.\n\
        The roof had been damaged in a storm, and the government paid for the work.";
    assert_eq!(compare(LEFT, other).pairs, []);
}

/// The quotations of two one-paragraph texts, as `left | right`, with `=` for identical ones.
#[track_caller]
fn check_quotations(left: &str, right: &str, expected: &[&str]) {
    let (left, right) = (format!("A title\n{left}"), format!("Another\n{right}"));
    let found = compare(&left, &right);
    let told: Vec<_> = found
        .quotations
        .iter()
        .map(|q| format!("{} {} {}", q.left.of(&left), if q.identical { "=" } else { "|" }, q.right.of(&right)))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn the_shared_words_of_a_quotation_are_found_in_a_longer_one() {
    check_quotations(
        "“The treaty is a fair and lasting settlement for all,” Berg said.",
        "Berg spoke of “a fair and lasting settlement”.",
        &["a fair and lasting settlement = a fair and lasting settlement"],
    );
}

#[test]
fn a_changed_word_makes_a_quotation_another_cut() {
    check_quotations(
        "“It’s harmful to the fabric of our friendship,” Reed said.",
        "\"It's harmful for the fabric of our friendship,\" Reed told a meeting.",
        &["It’s harmful to the fabric of our friendship | It's harmful for the fabric of our friendship"],
    );
}

#[test]
fn spelling_in_one_word_or_two_is_the_same() {
    check_quotations(
        "“We will protect our work force in the harbour,” Reed said.",
        "“We will protect our workforce in the harbour,” Reed said.",
        &["We will protect our work force in the harbour = We will protect our workforce in the harbour"],
    );
}

#[test]
fn words_outside_of_quotation_marks_are_no_quotation() {
    check_quotations(
        "Berg said that it was a fair and lasting settlement for all.",
        "Berg spoke of “a fair and lasting settlement”.",
        &[],
    );
}

#[test]
fn what_one_article_has_in_marks_and_the_other_tells_in_the_very_same_words_is_in_both() {
    check_quotations(
        "“We will open the locks when the river falls below two metres,” Berg said.",
        "We will open the locks when the river falls below two metres, Berg said.",
        &["We will open the locks when the river falls below two metres = \
            We will open the locks when the river falls below two metres"],
    );
}

#[test]
fn a_turn_of_phrase_in_two_utterances_is_no_quotation_of_both() {
    check_quotations(
        "“They must prevent the tax increase before winter comes,” Berg said.",
        "“Nobody can prevent the tax increase that was planned,” Reed said.",
        &[],
    );
}

/// Which entities of two texts are one, by the names that the comparison gives.
#[track_caller]
fn check_linked(left: &str, right: &str, name: &str, linked: bool) {
    let found = compare(&format!("A title\n{left}"), &format!("Another\n{right}"));
    let both = |m: &&Matched<_>| m.left.is_some() && m.right.is_some();
    let names: Vec<_> = found.entities.iter().filter(both).map(|m| m.name.as_str()).collect();
    assert_eq!(names.contains(&name), linked, "{:#?}", found.entities);
}

#[test]
fn entities_are_linked_across_their_names() {
    check_linked("Troops of the United States left.", "The U.S. withdrew.", "United States", true);
    check_linked("Senator Marta Oduya spoke.", "Senator Marta E. Oduya was absent.", "Marta E. Oduya", true);
    check_linked("Senator Robert J. Falk spoke.", "Sen. Bob Falk was absent.", "Robert J. Falk", true);
    check_linked("Senator Marta Oduya spoke.", "Mr. Peter Oduya was absent.", "Peter Oduya", false);
    check_linked(
        "The Northern Fisheries Agency was founded in May.",
        "Officials of the NFA declined to comment.",
        "Northern Fisheries Agency",
        true,
    );
}

#[test]
fn matches_are_in_both_then_left_then_right() {
    let found = compare(LEFT, RIGHT);
    let group = |m: &Matched<_>| (m.left.is_none(), m.left.is_some() != m.right.is_some());
    let groups: Vec<_> = found.entities.iter().map(group).collect();
    assert!(groups.is_sorted_by_key(|(no_left, one)| (*one, *no_left)), "{:#?}", found.entities);
    assert!(found.entities.iter().any(|m| m.name.contains("Berg") && m.left.is_some() && m.right.is_some()));
}

#[test]
fn an_empty_article_has_nothing_in_common() {
    let found = compare(LEFT, "");
    assert_eq!((found.pairs.len(), found.quotations.len()), (0, 0));
    assert!(found.entities.iter().all(|m| m.right.is_none()));
    let nothing = Comparison { across: Across::default(), ..compare("", "") };
    assert_eq!(nothing, Comparison::default());
}

#[test]
fn two_of_one_name_that_are_linked_crosswise_mirror() {
    let (left, right) =
        ("Reed fishing EPA Ada Berg strait Reed on Tuesday", "officials Reed the EPA Ada Berg treaty Reed the the the");
    assert_eq!(compare(left, right).mirrored(), compare(right, left));
}

/// Texts that look a little like news, so that they share words, names, numbers and quotations.
fn newsy() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Ada Berg",
        "Reed",
        "the",
        "treaty",
        "said",
        "fishing",
        "24",
        "a dozen",
        "officials",
        "“fair",
        "deal”",
        "U.S.",
        "on Tuesday",
        "strait",
        "\"",
        "’",
        "EPA",
        "storm",
        "signed.",
        "lost.",
        "Why?",
        "\n",
        "é",
        "中文",
    ]);
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

/// One long quotation of few different words, so that its parts agree in many places.
fn quoted() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec!["peace", "treaty", "we", "of", "harbour”, he said. “", "signed"]);
    prop::collection::vec(word, 2..24).prop_map(|words| format!("“{},” Reed said.", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_comparison_mirrors(left in newsy(), right in newsy()) {
        prop_assert_eq!(compare(&left, &right).mirrored(), compare(&right, &left));
    }

    #[test]
    fn shared_quotations_mirror(left in quoted(), right in quoted()) {
        prop_assert_eq!(compare(&left, &right).mirrored(), compare(&right, &left));
    }

    #[test]
    fn pairs_are_sentences_of_their_articles(left in newsy(), right in newsy()) {
        let found = compare(&left, &right);
        let (left, right) = (analysed(&left), analysed(&right));
        for pair in found.pairs {
            prop_assert!(left.1.sentences.contains(&pair.left) && right.1.sentences.contains(&pair.right));
            prop_assert!((0.0..=1.0).contains(&pair.score));
            prop_assert!(!pair.reason.rule.is_empty());
        }
        for quotation in found.quotations {
            prop_assert!(!quotation.left.of(&left.0.text).is_empty());
            prop_assert!(!quotation.right.of(&right.0.text).is_empty());
        }
    }

    #[test]
    fn an_article_pairs_every_sentence_with_itself(text in newsy()) {
        let (article, findings) = analysed(&text);
        let found = analysis::compare((&article, &findings), (&article, &findings));
        for sentence in findings.sentences {
            let has_word = sentence.of(&text).contains(char::is_alphanumeric);
            let pair = found.pairs.iter().find(|p| p.left == sentence && p.right == sentence);
            prop_assert!(!has_word || pair.is_some_and(|p| p.score >= 1.0), "{:?}", sentence.of(&text));
        }
    }

    #[test]
    fn any_text_does_no_harm(left in any::<String>(), right in "[\\PC\\n“”\"'’.]{0,80}") {
        prop_assert_eq!(compare(&left, &right).mirrored(), compare(&right, &left));
    }
}
