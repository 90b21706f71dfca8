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
fn a_deputy_is_no_firm_that_is_called_so() {
    check(
        "She spent hours with Marta Oduya and Vice Minister Jon Dahl.",
        &["person Marta Oduya: Marta Oduya", "person Jon Dahl: Jon Dahl"],
    );
    check("Vice News was there.", &["organisation Vice News: Vice News"]);
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
    check(
        "The head of the VKR (Norland Fisheries Council), Marta Oduya, called for calm. The VKR runs many ports.",
        &[
            "organisation Norland Fisheries Council: VKR, Norland Fisheries Council, VKR",
            "person Marta Oduya: Marta Oduya",
        ],
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
        &[
            "organisation U.S. Senate: U.S. Senate",
            "place United States: US",
            "organisation G20: G20",
            "place Rome: Rome",
        ],
    );
}

#[test]
fn a_country_in_a_compound_is_the_country() {
    check(
        "The US-China talks failed. Some anti-China groups in China were glad.",
        &["place United States: US", "place China: China, China, China"],
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

#[test]
fn a_namesake_is_meant_where_only_one_was_named() {
    check(
        "They met Peter Oduya in Rome. Oduya spoke first.\n\nLater Marta Oduya came. Oduya was tired.\n\nOduya slept.",
        &[
            "person Peter Oduya: Peter Oduya, Oduya",
            "place Rome: Rome",
            "person Marta Oduya: Marta Oduya, Oduya",
            "person Oduya: Oduya",
        ],
    );
}

#[test]
fn the_wife_of_a_president_is_not_the_president() {
    check(
        "First lady Marta Oduya and his brother Abel Kowalski came. President Oduya did not. Oduya was ill.",
        &["person Marta Oduya: Marta Oduya", "person Abel Kowalski: Abel Kowalski", "person Oduya: Oduya, Oduya"],
    );
}

#[test]
fn families_are_groups() {
    check(
        "Marta Oduya denied it. Nobody saw the Oduyas leave.",
        &["person Marta Oduya: Marta Oduya", "group Oduyas: Oduyas"],
    );
}

#[test]
fn short_names_and_initials_of_people_are_theirs() {
    check(
        "Sen. Bill Kowalski (D-Ohio) spoke. William Kowalski agreed. W. Kowalski's aide left.",
        &["person Bill Kowalski: Bill Kowalski, William Kowalski, W. Kowalski", "place Ohio: Ohio"],
    );
}

#[test]
fn names_of_many_peoples() {
    check(
        "Nguyen Van Thieu, Abdul Rahman al-Sayed, Chidi Okonkwo, Jürgen Müller and Aiko Yamamura signed it. \
         Mr. al-Sayed, Ms. Yamamura and Okonkwo left early. Müller stayed.",
        &[
            "person Nguyen Van Thieu: Nguyen Van Thieu",
            "person Abdul Rahman al-Sayed: Abdul Rahman al-Sayed, al-Sayed",
            "person Chidi Okonkwo: Chidi Okonkwo, Okonkwo",
            "person Jürgen Müller: Jürgen Müller, Müller",
            "person Aiko Yamamura: Aiko Yamamura, Yamamura",
        ],
    );
}

#[test]
fn headlines_without_case_have_the_names_of_the_text() {
    check(
        "MINISTER ODUYA MEETS ZHAO IN PARIS\n\nForeign Minister Marta Oduya met Zhao Minghai in Paris.",
        &[
            "person Marta Oduya: ODUYA, Marta Oduya",
            "person Zhao Minghai: ZHAO, Zhao Minghai",
            "place Paris: PARIS, Paris",
        ],
    );
    check(
        "oduya says talks with china failed\n\nMarta Oduya said that the talks with China failed.",
        &["person Marta Oduya: oduya, Marta Oduya", "place China: china, China"],
    );
    check(
        "her will and his mark\n\nHe met Will Oduya and Mark Lee. The mark was low, as it will be.",
        &["person Will Oduya: Will Oduya", "person Mark Lee: Mark Lee"],
    );
}

#[test]
fn nouns_beside_a_name_say_what_it_is() {
    check(
        "Brackett, a private equity firm, paid. They stayed in the village of Torvik. The Battle of Norhaven was lost.",
        &["organisation Brackett: Brackett", "place Torvik: Torvik", "event Battle of Norhaven: Battle of Norhaven"],
    );
}

#[test]
fn firms_of_one_word_are_told_by_what_they_have_and_do() {
    check(
        "Quorvex said it would pay. Shares of Quorvex fell, and London-listed Brantia rose.",
        &["organisation Quorvex: Quorvex, Quorvex", "place London: London", "organisation Brantia: Brantia"],
    );
}

#[test]
fn what_says_where_a_firm_comes_from_is_no_part_of_its_name() {
    check(
        "The California-based Norland Paper Corp said it would sell. Shares of NPC fell.",
        &["place California: California", "organisation Norland Paper Corp: Norland Paper Corp, NPC"],
    );
}

#[test]
fn given_names_that_are_places() {
    check("Paris Halm arrived in Paris on Monday.", &["person Paris Halm: Paris Halm", "place Paris: Paris"]);
    check("Israel Adumi, 34, left. Adumi had no comment.", &["person Israel Adumi: Israel Adumi, Adumi"]);
    check(
        "Florence Adumi sued the city of Florence.",
        &["person Florence Adumi: Florence Adumi", "place Florence: Florence"],
    );
}

#[test]
fn firms_with_a_possessive() {
    let kinds =
        |text: &str| find_in(text).into_iter().map(|e| format!("{} {}", e.kind.name(), e.name)).collect::<Vec<_>>();
    assert_eq!(kinds("Prices rose, and Wendelin's followed on Monday."), ["organisation Wendelin's"]);
    assert_eq!(kinds("Morrow's said it lost money."), ["organisation Morrow's"]);
    assert!(kinds("Anna's and Peter's father came.").iter().all(|k| k.starts_with("person")));
    assert_eq!(kinds("Mr. Wendelin's brother left."), ["person Wendelin"]);
}

#[test]
fn firms_and_clubs_named_like_somebody_or_a_people() {
    let kinds =
        |text: &str| find_in(text).into_iter().map(|e| format!("{} {}", e.kind.name(), e.name)).collect::<Vec<_>>();
    assert_eq!(kinds("Victoria's Secret opened a shop."), ["organisation Victoria's Secret"]);
    assert_eq!(kinds("Fans of London Irish cheered."), ["organisation London Irish"]);
    assert_eq!(kinds("Victoria's secret was told."), ["place Victoria"]);
}

#[test]
fn names_that_a_wrapped_line_breaks() {
    let text = "The talks in the old harbour ended on Thursday without Pieter van der\nMoor of Alder, and \
                nobody knew why. The ferries of the bay were\nkept in the port.";
    let found = find_in(text);
    assert!(found.iter().any(|e| e.name == "Pieter van der Moor"), "{found:#?}");
}

#[test]
fn a_body_has_its_purpose_in_its_name() {
    check(
        "The Office of the Working Group for Harbour Affairs is closed.",
        &["organisation Office of the Working Group for Harbour Affairs: \
           Office of the Working Group for Harbour Affairs"],
    );
}

#[test]
fn ministries_of_two_states_are_two() {
    let bodies = |text: &str| -> Vec<_> {
        let found = find_in(text).into_iter().filter(|e| e.kind == EntityKind::Organisation);
        found.map(|e| (e.name, e.mentions.len())).collect()
    };
    let of = |name: &str, mentions| (name.to_owned(), mentions);
    assert_eq!(
        bodies("The Norwegian Foreign Ministry protested. Sweden's Foreign Ministry did not answer."),
        [of("Norwegian Foreign Ministry", 1), of("Foreign Ministry of Sweden", 1)]
    );
    assert_eq!(
        bodies("The Norwegian Foreign Ministry protested. Nobody else did, the Foreign Ministry said."),
        [of("Norwegian Foreign Ministry", 2)]
    );
}

/// `expected` has for each mention of an entity its text and what it stands for, if anything.
#[track_caller]
fn check_uses(text: &str, expected: &[(&str, &str)]) {
    let mut found: Vec<_> = find_in(text).into_iter().flat_map(|e| e.mentions).collect();
    found.sort_by_key(|m| m.span);
    let stands = |m: &Mention| matches!(&*m.reason.rule, "place that stands for the government of" | "nationality of");
    let of = |m: &Mention| if stands(m) { m.reason.matched.clone() } else { String::new() };
    let found: Vec<_> = found.iter().map(|m| (m.span.of(text).to_owned(), of(m))).collect();
    let expected: Vec<_> = expected.iter().map(|(name, of)| ((*name).to_owned(), (*of).to_owned())).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn capitals_stand_for_governments_where_these_act() {
    check_uses("Rome warned him.", &[("Rome", "Italy")]);
    check_uses("He said that Beijing has no choice.", &[("Beijing", "China")]);
    check_uses("Moscow's policy is old.", &[("Moscow", "Russia")]);
    check_uses("The ties between Rome and Paris are cold.", &[("Rome", "Italy"), ("Paris", "France")]);
    check_uses("The White House said no.", &[("White House", "United States")]);
}

#[test]
fn capitals_are_cities_where_nothing_says_otherwise() {
    check_uses("She lives in Rome.", &[("Rome", "")]);
    check_uses("Officials in Beijing said no.", &[("Beijing", "")]);
    check_uses("Moscow's streets are wide.", &[("Moscow", "")]);
    check_uses("The train between Rome and Paris is late.", &[("Rome", ""), ("Paris", "")]);
    check_uses("Milan warned him.", &[("Milan", "")]);
}

#[test]
fn nationalities_lead_to_their_countries() {
    check_uses("The French left, and a Kenyan stayed.", &[("French", "France"), ("Kenyan", "Kenya")]);
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

#[test]
fn a_name_ends_with_its_sentence() {
    check(
        "Anna Keller spoke. He works for Oduya Inc. Keller left the room.",
        &["person Anna Keller: Anna Keller, Keller", "organisation Oduya: Oduya"],
    );
}

#[test]
fn nicknames_stand_inside_of_names() {
    check(
        "William “Bill” Keller left. Keller was 80.",
        &["person William “Bill” Keller: William “Bill” Keller, Keller"],
    );
}

#[test]
fn compounds_with_hyphens_are_no_works() {
    check("The New York-London flight left.", &["place New York: New York", "place London: London"]);
    check("The Trump-era rule was dropped.", &[]);
}

#[test]
fn months_that_people_are_called_by() {
    check(
        "Minister Theresa May spoke on May 2. May said it was late. In May it rained.",
        &["person Theresa May: Theresa May, May"],
    );
}

#[test]
fn a_place_with_its_state_is_nobody() {
    check(
        "Senator Eva Lincoln visited Lincoln, Nebraska, on Monday.",
        &["person Eva Lincoln: Eva Lincoln", "place Lincoln: Lincoln", "place Nebraska: Nebraska"],
    );
}
