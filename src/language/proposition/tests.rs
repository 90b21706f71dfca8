//! Sentences with the propositions that they must give.

use crate::language::document::Document;
use crate::language::proposition::Proposition;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

fn article(text: &str) -> Article {
    Article {
        text: text.to_owned(),
        blocks: vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()).trimmed(text) }],
        ..Article::default()
    }
}

/// `not back(Italy, France; plan)`, for the propositions of the first sentence.
fn written(document: &Document<'_>, p: &Proposition) -> String {
    let words = |tokens: &[usize]| tokens.iter().map(|t| document.word(*t)).collect::<Vec<_>>().join(", ");
    let second = if p.objects.is_empty() { &p.complements } else { &p.objects };
    format!("{}{}({}; {})", if p.is_negated() { "not " } else { "" }, p.lemma, words(&p.subjects), words(second))
}

/// The sentence has each of these propositions.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let article = article(text);
    let document = Document::new(&article);
    let found = document.propositions(0);
    let found: Vec<String> = found.list.iter().map(|p| written(&document, p)).collect();
    for expected in expected {
        assert!(found.iter().any(|f| f == expected), "{text}\n{expected:?} is not in {found:#?}");
    }
}

/// The speakers of the proposition with this verb.
#[track_caller]
fn said(text: &str, verb: &str, speakers: &[&str]) {
    let article = article(text);
    let document = Document::new(&article);
    let found = document.propositions(0);
    let at = found.list.iter().position(|p| p.lemma == verb);
    let at = at.unwrap_or_else(|| panic!("{text}: no {verb} in {:#?}", found.list));
    let words: Vec<&str> = found.speakers(at).iter().map(|t| document.word(*t)).collect();
    assert_eq!(words, speakers, "{text}: {verb}");
}

/// The proposition with this verb holds for `test`.
#[track_caller]
fn flagged(text: &str, verb: &str, test: impl Fn(&Proposition) -> bool) {
    let article = article(text);
    let document = Document::new(&article);
    let found = document.propositions(0);
    let p = found.list.iter().find(|p| p.lemma == verb).unwrap_or_else(|| panic!("{text}: no {verb}"));
    assert!(test(p), "{text}: {p:#?}");
}

#[test]
fn quantifiers_of_the_subject_deny() {
    check("No country supports the plan.", &["not support(country; plan)"]);
    check("Few lawmakers support the bill.", &["not support(lawmakers; bill)"]);
    check("Neither France nor Italy backs the treaty.", &["not back(France, Italy; treaty)"]);
    check("Most lawmakers support the bill.", &["support(lawmakers; bill)"]);
    check("A few lawmakers support the bill.", &["support(lawmakers; bill)"]);
    check("Nobody supports the plan.", &["not support(Nobody; plan)"]);
}

#[test]
fn relative_clauses_and_passives() {
    check("The treaty, which Spain opposes, was backed by Italy.", &["oppose(Spain; treaty)", "back(Italy; treaty)"]);
    check("The plan was opposed by Spain, France and Italy.", &["oppose(Spain, France, Italy; plan)"]);
    check("The senator who opposed the bill left the room.", &["oppose(senator; bill)", "leave(senator; room)"]);
}

#[test]
fn nouns_that_say_what_verbs_say() {
    check("Marta Oduya, a longtime opponent of the pipeline, spoke on Monday.", &["oppose(Oduya; pipeline)"]);
    check("Spain voiced support for the plan.", &["support(Spain; plan)"]);
    check("Spain's opposition to the plan is well known.", &["oppose(Spain; plan)"]);
}

#[test]
fn who_says_what() {
    said("Anna Berg, President Jon Dahl's adviser, said the deal was done.", "do", &["Berg"]);
    said("Anna Berg said the plan had failed, but Jon Dahl said it had worked.", "fail", &["Berg"]);
    said("Anna Berg said the plan had failed, but Jon Dahl said it had worked.", "work", &["Dahl"]);
    said("The plan failed on Monday.", "fail", &[]);
}

#[test]
fn coordination_and_shared_subjects() {
    check("Spain and Italy signed the treaty.", &["sign(Spain, Italy; treaty)"]);
    check("The minister signed the treaty and left the room.", &["leave(minister; room)"]);
    check("Speaking in Oslo, Anna Berg praised the treaty.", &["speak(Berg; )", "praise(Berg; treaty)"]);
    check("The fishing quota treaty is old.", &["old(treaty; old)"]);
    check("Spain wants to leave the union.", &["leave(Spain; union)"]);
    check("They urged Spain to sign the treaty.", &["sign(Spain; treaty)"]);
}

#[test]
fn what_is_not_so() {
    check("Spain did not sign the treaty.", &["not sign(Spain; treaty)"]);
    check("Spain won't sign the treaty.", &["not sign(Spain; treaty)"]);
    check("Spain cannot sign the treaty.", &["not sign(Spain; treaty)"]);
    check("Spain never signed the treaty.", &["not sign(Spain; treaty)"]);
    check("The minister left without signing the treaty.", &["not sign(minister; treaty)"]);
    flagged("Spain refused to sign the treaty.", "sign", |p| p.withheld.is_some() && p.is_denied());
    flagged("Spain signed the treaty.", "sign", |p| !p.is_denied() && !p.question && !p.hypothetical);
    flagged("Spain does not want to sign the treaty.", "sign", |p| p.denied_above.is_some());
}

#[test]
fn conditions_and_questions() {
    flagged("If Spain signs the treaty, Italy will leave.", "sign", |p| p.hypothetical);
    flagged("If Spain signs the treaty, Italy will leave.", "leave", |p| !p.hypothetical);
    flagged("Will Spain sign the treaty?", "sign", |p| p.question);
    flagged("They asked whether Spain would sign the treaty.", "sign", |p| p.question);
}

#[test]
fn nouns_that_are_denied_behind_the_first_sentence() {
    let text =
        "The council met on Monday in the old town hall and spoke for hours. Lawmakers voiced no opposition to it.";
    let article = article(text);
    let document = Document::new(&article);
    let denied: Vec<&str> =
        document.propositions(1).list.iter().flat_map(|p| &p.negations).map(|token| document.word(*token)).collect();
    assert_eq!(denied.first(), Some(&"no"));
}
