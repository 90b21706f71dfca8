//! Who is who across articles, on invented texts.

use crate::analysis;
use crate::analysis::identity::across::Sketches;
use crate::analysis::identity::sketch::Sketch;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::block::{Block, BlockKind};
use crate::model::findings::CorpusEntity;
use crate::text::span::Span;

/// Articles with these texts; a blank line separates paragraphs.
fn articles(texts: &[&str]) -> Vec<Article> {
    let block = |(at, part): (usize, &str)| Block { kind: BlockKind::Body, span: Span::new(at, at + part.len()) };
    let article = |text: &&str| Article {
        text: (*text).to_owned(),
        blocks: text
            .split("\n\n")
            .map(|part| (part.as_ptr() as usize - text.as_ptr() as usize, part))
            .map(block)
            .collect(),
        ..Article::default()
    };
    texts.iter().map(article).collect()
}

/// The entities of one article: `person Marta Oduya: Marta Oduya, Oduya`, those of the kinds that are asked for.
#[track_caller]
fn within(text: &str, expected: &[&str]) {
    let article = &articles(&[text])[0];
    let found: Vec<String> = analysis::article(article)
        .entities
        .iter()
        .map(|e| {
            let mentions: Vec<_> = e.mentions.iter().map(|m| m.span.of(text)).collect();
            format!("{} {}: {}", e.kind.name(), e.name, mentions.join(", "))
        })
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn father_and_son_are_two() {
    within(
        "Henry Berg Jr. told reporters that his father, Henry Berg, would not run. Berg Jr. left early.",
        &["person Henry Berg Jr.: Henry Berg Jr., Berg Jr.", "person Henry Berg: Henry Berg"],
    );
    within(
        "John Oduya Sr. founded the firm. His son, John Oduya Jr., sold it. Oduya Sr. died in 1992.",
        &["person John Oduya Sr.: John Oduya Sr., Oduya Sr.", "person John Oduya Jr.: John Oduya Jr."],
    );
    within("Robert Dahl Jr. came. Robert Dahl sang.", &["person Robert Dahl Jr.: Robert Dahl Jr., Robert Dahl"]);
    within("The singer Harry Dahl, Jr. came.", &["person Harry Dahl, Jr.: Harry Dahl, Jr."]);
}

#[test]
fn husband_and_wife_are_told_by_their_titles() {
    within(
        "Peter Oduya and Anna Oduya visited Norway. Mrs. Oduya gave a speech. Mr. Oduya listened.",
        &["person Peter Oduya: Peter Oduya, Oduya", "person Anna Oduya: Anna Oduya, Oduya", "place Norway: Norway"],
    );
    within(
        "Peter Oduya spoke in Norway. Mrs. Oduya was at home.",
        &["person Peter Oduya: Peter Oduya", "place Norway: Norway", "person Oduya: Oduya"],
    );
}

#[test]
fn a_surname_is_theirs_who_is_named_in_full_by_far_the_most_often() {
    within(
        "Peter Oduya won. Peter Oduya thanked all. His wife, Marta Oduya, came. Peter Oduya wept. Oduya is 40.",
        &["person Peter Oduya: Peter Oduya, Peter Oduya, Peter Oduya, Oduya", "person Marta Oduya: Marta Oduya"],
    );
}

#[test]
fn a_surname_that_came_first_is_not_the_relatives_who_come_later() {
    within(
        "Oduya spoke in Norway. His son, Henry Oduya Jr., was there. Oduya left.",
        &["person Oduya: Oduya, Oduya", "place Norway: Norway", "person Henry Oduya Jr.: Henry Oduya Jr."],
    );
    within(
        "Peter Oduya came with his wife Marta Oduya. Oduya spoke first.",
        &["person Peter Oduya: Peter Oduya, Oduya", "person Marta Oduya: Marta Oduya"],
    );
}

#[test]
fn bodies_of_states_have_their_states_or_not() {
    within(
        "The United States Air Force flew. Nobody saw the Air Force.",
        &["organisation United States Air Force: United States Air Force, Air Force"],
    );
    within(
        "Hanover Paper Co said no. Hanover said it would pay.",
        &["organisation Hanover Paper Co: Hanover Paper Co, Hanover"],
    );
}

#[test]
fn surnames_have_their_small_words() {
    within(
        "Ursula von der Heide visited Norway. Von der Heide said the aid would flow, and von der Heide left.",
        &["person Ursula von der Heide: Ursula von der Heide, Von der Heide, von der Heide", "place Norway: Norway"],
    );
    within("Marine Le Gall won the vote. Le Gall thanked voters.", &["person Marine Le Gall: Marine Le Gall, Le Gall"]);
}

#[test]
fn a_place_is_no_person_of_that_name() {
    within(
        "The actor Dennis Washington gave money to schools. The talks in Washington failed.",
        &["person Dennis Washington: Dennis Washington", "place Washington: Washington"],
    );
    within(
        "Dennis Washington gave money. He is 70, Mr. Washington said.",
        &["person Dennis Washington: Dennis Washington, Washington"],
    );
}

#[test]
fn compounds_are_no_groups() {
    within("The NATO-led force left.", &["organisation NATO: NATO"]);
    within("The Franco-German brigade left.", &["group Franco-German: Franco-German"]);
}

#[test]
fn months_are_given_names_where_no_day_is_meant() {
    within("August Holm came with April Dahl.", &["person August Holm: August Holm", "person April Dahl: April Dahl"]);
    let text = "August Holm came with April Dahl.";
    assert_eq!(analysis::article(&articles(&[text])[0]).dates, []);
}

/// Which names are one in articles with these texts: `Marta Oduya 0 1`, for names of several articles only.
#[track_caller]
fn across(texts: &[&str], expected: &[&str]) {
    let articles = articles(texts);
    let findings: Vec<_> = articles.iter().map(analysis::article).collect();
    let linked = super::across::linked(&articles.iter().zip(&findings).collect::<Vec<_>>());
    let show = |e: &CorpusEntity| {
        let members: Vec<String> = e.members.iter().map(|(article, _)| article.0.to_string()).collect();
        format!("{} {}", e.name, members.join(" "))
    };
    let mut found: Vec<String> = linked.iter().filter(|e| e.members.len() > 1).map(show).collect();
    found.sort();
    assert_eq!(found, expected, "in {texts:?}");
}

#[test]
fn the_same_names_are_one_everywhere() {
    across(
        &["Marta Oduya spoke in the United States.", "In the U.S. the delegate Marta Oduya spoke for an hour."],
        &["Marta Oduya 0 1", "United States 0 1"],
    );
    across(&["We met Kim Su-jin in Rome.", "We met Kim Su Jin in Rome."], &["Kim Su Jin 0 1", "Rome 0 1"]);
    across(&["We met Marta Oduya in Rome.", "We met Peter Oduya in Rome."], &["Rome 0 1"]);
    across(&["Nobody ill with COVID came.", "Nobody ill with COVID-19 came."], &["COVID-19 0 1"]);
}

#[test]
fn given_names_agree_in_their_short_forms() {
    across(&["We met Senator Richard J. Oduya.", "We met Senator Dick Oduya."], &["Richard J. Oduya 0 1"]);
    // J. is John or Jane.
    across(&["We met John Oduya.", "We met Jane Oduya.", "We met J. Oduya."], &[]);
    across(&["We met John Oduya Sr.", "We met John Oduya Jr."], &[]);
}

#[test]
fn a_surname_needs_an_office_or_a_name_in_common() {
    across(
        &[
            "Senator Marta Oduya spoke. Oduya left.",
            "The vote was lost, Senator Oduya said on Monday.",
            "The goal was scored by striker Oduya on Monday.",
        ],
        &["Marta Oduya 0 1"],
    );
    across(
        &["Peter Oduya met Ada Berg of Port Ellery.", "Mr. Oduya met Ada Berg of Port Ellery."],
        &["Ada Berg 0 1", "Peter Oduya 0 1", "Port Ellery 0 1"],
    );
    across(&["Peter Oduya slept.", "Mr. Oduya ate."], &[]);
}

#[test]
fn nobody_is_somebody_of_the_other_sex() {
    across(
        &["Mayor Marta Oduya met Ada Berg of Port Ellery.", "Mr. Oduya met Ada Berg of Port Ellery."],
        &["Ada Berg 0 1", "Port Ellery 0 1"],
    );
}

#[test]
fn an_abbreviation_is_the_only_body_with_these_initials() {
    across(&["The Norland Fisheries Council met.", "The NFC met in Rome."], &["Norland Fisheries Council 0 1"]);
    across(&["The Norland Fisheries Council met. The NFC left.", "The Norland Football Club won."], &[]);
}

/// Paragraphs of which articles are made.
const PARAGRAPHS: [&str; 12] = [
    "Senator Marta Oduya met Ada Berg in Port Ellery.",
    "Senator Oduya spoke in Rome.",
    "Mr. Oduya met Ada Berg.",
    "Peter Oduya met the Norland Fisheries Council (NFC).",
    "The NFC met in Rome. Oduya left.",
    "P. Oduya met A. Berg.",
    "Henry Berg Jr. and Henry Berg Sr. met Berg.",
    "Mrs. Berg left Port Ellery.",
    "The U.S. and the US met the Commission.",
    "The Norland Commission met. COVID is over.",
    "COVID-19 is over, Washington said.",
    "Dennis Washington met Pete Oduya.",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(48))]

    #[test]
    fn both_in_a_comparison_is_what_the_corpus_links(
        left in proptest::collection::vec(0..PARAGRAPHS.len(), 1..4),
        right in proptest::collection::vec(0..PARAGRAPHS.len(), 1..4),
    ) {
        let text = |picked: Vec<usize>| picked.into_iter().map(|i| PARAGRAPHS[i]).collect::<Vec<_>>().join("\n\n");
        let (left, right) = (text(left), text(right));
        let articles = articles(&[&left, &right]);
        let findings: Vec<_> = articles.iter().map(analysis::article).collect();
        let all: Vec<_> = articles.iter().zip(&findings).collect();
        let compared = analysis::compare(all[0], all[1]).entities;
        let mut both: Vec<_> = compared.iter().filter_map(|m| Some((m.left?, m.right?))).collect();
        both.sort_unstable();
        let mut linked: Vec<_> = analysis::corpus(&all)
            .entities
            .iter()
            .filter_map(|e| if let [(_, l), (_, r)] = e.members[..] { Some((l, r)) } else { None })
            .collect();
        linked.sort_unstable();
        assert_eq!(both, linked);
        // Each entity of either article stands in the comparison once.
        assert_eq!(compared.iter().filter(|m| m.left.is_some()).count(), findings[0].entities.len());
        assert_eq!(compared.iter().filter(|m| m.right.is_some()).count(), findings[1].entities.len());
    }

    #[test]
    fn articles_come_and_go_in_any_order(
        texts in proptest::collection::vec(proptest::collection::vec(0..PARAGRAPHS.len(), 1..3), 1..6),
        order in proptest::collection::vec(0..6_usize, 0..12),
    ) {
        let text = |picked: &Vec<usize>| picked.iter().map(|i| PARAGRAPHS[*i]).collect::<Vec<_>>().join("\n\n");
        let texts: Vec<String> = texts.iter().map(text).collect();
        let articles = articles(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let sketch = |i: usize| Sketch::of(&articles[i], &analysis::article(&articles[i]));
        let mut in_order = Sketches::default();
        (0..articles.len()).for_each(|i| in_order.add(ArticleId(i as u32), sketch(i)));
        let mut shuffled = Sketches::default();
        for (n, i) in order.iter().map(|i| i % articles.len()).enumerate() {
            if n % 3 == 2 { shuffled.remove(ArticleId(i as u32)) } else { shuffled.add(ArticleId(i as u32), sketch(i)) }
        }
        (0..articles.len()).rev().for_each(|i| shuffled.add(ArticleId(i as u32), sketch(i)));
        assert_eq!(shuffled.linked(), in_order.linked());
    }
}
