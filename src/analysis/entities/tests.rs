//! What a reader sees: names, kinds and groups on invented sentences; and what must hold on any text.

use super::*;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

fn find_in(text: &str) -> Vec<Entity> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Body, span });
        }
        at += part.len() + 2;
    }
    let article = Article { text: text.to_owned(), blocks, ..Article::default() };
    find(&Document::new(&article))
}

/// `expected` has one entity after the other, each as `kind name: mention, mention`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = find_in(text)
        .iter()
        .map(|e| {
            let mentions: Vec<_> = e.mentions.iter().map(|m| m.span.of(text)).collect();
            format!("{} {}: {}", e.kind.name(), e.name, mentions.join(", "))
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn titles_and_possessives_are_no_part_of_a_name() {
    check(
        "On Monday Foreign Minister Marta Oduya’s aide arrived. Ms. Oduya was late.",
        &["person Marta Oduya: Marta Oduya, Oduya"],
    );
}

#[test]
fn family_names_that_stand_first_are_learnt_from_the_name() {
    check(
        "The visitor was Zhao Minghai, an analyst. Zhao spoke first. “No,” Mr. Zhao said.",
        &["person Zhao Minghai: Zhao Minghai, Zhao, Zhao"],
    );
}

#[test]
fn two_people_of_one_surname_are_not_merged() {
    let text = "They met Peter Oduya and Marta Oduya. Later Oduya left.";
    let found = find_in(text);
    let names: Vec<_> = found.iter().map(|e| (e.name.as_str(), e.resolved)).collect();
    assert_eq!(names, [("Peter Oduya", true), ("Marta Oduya", true), ("Oduya", false)]);
}

#[test]
fn a_title_tells_namesakes_apart() {
    let text = "They met Senator Peter Oduya and Judge Marta Oduya. Later Judge Oduya left.";
    let found = find_in(text);
    let marta = found.iter().find(|e| e.name == "Marta Oduya").unwrap();
    assert_eq!(marta.mentions.len(), 2);
}

#[test]
fn names_of_one_country_are_one() {
    check(
        "The United States agreed. He flew from the U.S. to France, and the US paid.",
        &["place United States: United States, U.S., US", "place France: France"],
    );
}

#[test]
fn an_abbreviation_goes_with_its_expansion() {
    check(
        "He joined the Norland Fisheries Council (NFC) in May. The NFC meets today.",
        &["organisation Norland Fisheries Council: Norland Fisheries Council, NFC, NFC"],
    );
}

#[test]
fn roles_are_read_before_and_behind_a_name() {
    let text = "Secretary of State Marta Oduya spoke. Zhao Minghai, a professor at the Harbour Institute, agreed.";
    let roles: Vec<_> = find_in(text).into_iter().filter(|e| e.kind == EntityKind::Person).map(|e| e.roles).collect();
    assert_eq!(roles, [vec!["Secretary of State"], vec!["a professor at the Harbour Institute"]]);
}

#[test]
fn a_country_is_no_short_form_of_its_senate() {
    check(
        "The U.S. Senate met. The US waited for the G20 in Rome.",
        &["organisation U.S. Senate: U.S. Senate", "place US: US", "organisation G20: G20", "place Rome: Rome"],
    );
}

#[test]
fn a_country_in_a_compound_is_the_country() {
    check(
        "The US-China talks failed. Some anti-China groups in China were glad.",
        &["place US: US", "place China: China, China, China"],
    );
}

#[test]
fn a_surname_with_mr_is_not_the_only_woman_who_bears_it() {
    let text = "They met Fatima Oduya at home. Mr. Oduya was away. Ms. Oduya made tea. “He travels,” Ms. Oduya said.";
    let found = find_in(text);
    let people: Vec<_> = found.iter().map(|e| (e.name.as_str(), e.mentions.len())).collect();
    assert_eq!(people, [("Fatima Oduya", 3), ("Oduya", 1)]);
}

#[test]
fn a_firm_is_known_by_its_short_name() {
    let text = "Norland Paper Corp said it would pay. Shares of Norland Paper fell, and Norland closed lower.";
    let found = find_in(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].mentions.len(), 3);
    assert_eq!(found[0].kind, EntityKind::Organisation);
}

#[test]
fn the_same_text_gives_the_same_entities() {
    let text =
        "Foreign Minister Marta Oduya met Zhao Minghai of the Harbour Institute in Paris. Oduya left for the U.S.";
    assert_eq!(find_in(text), find_in(text));
}

#[test]
fn pronouns_calendar_and_first_words_are_no_entities() {
    check("On Monday he left. She stayed until May. Nobody knew. However, they agreed. President or not.", &[]);
}

/// Whether what must always hold of the entities of `text` does hold.
fn holds(text: &str) {
    let found = find_in(text);
    let mut spans = Vec::new();
    for entity in &found {
        assert!(!entity.mentions.is_empty() && !entity.name.is_empty());
        assert!(entity.mentions.is_sorted_by_key(|m| m.span));
        for mention in &entity.mentions {
            assert!(!mention.span.of(text).is_empty(), "{:?} in {text:?}", mention.span);
            assert!(!mention.reason.rule.is_empty());
            spans.push(mention.span);
        }
    }
    assert!(found.is_sorted_by_key(|e| e.mentions.first().map(|m| m.span)));
    spans.sort_unstable();
    assert!(spans.windows(2).all(|w| !w[0].overlaps(w[1])), "{spans:?} in {text:?}");
}

proptest::proptest! {
    #[test]
    fn any_text_gives_sound_mentions(text in "\\PC{0,80}") {
        holds(&text);
    }

    #[test]
    fn name_like_text_gives_sound_mentions(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "President", "Kim", "Jong-un", "the", "of", "for", "and", "Bank", "America", "U.S.", "Inc.", "(", ")",
                "NATO", "'s", "’s", "said", ".", ",", "\n", "\n\n", "“", "”", "O'Neill", "Jean-Luc", "al-", "Élan", "界", "US-China", "anti-China", "one-", "-US",
                "Mr.", "MR", "LONDON", "Chinese", "1996", "&", "van", "Smith", "John", "J.", "Jr.", "New", "York", "Times",
            ]),
            0..40,
        ),
        spaced in proptest::bool::ANY,
    ) {
        holds(&parts.join(if spaced { " " } else { "" }));
    }
}
