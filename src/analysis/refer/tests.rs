//! Whom offices and pronouns mean, on invented sentences; and where nobody can be meant.

use crate::analysis;
use crate::analysis::refer::Referents;
use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

fn read(text: &str) -> (Article, Vec<crate::model::entity::Entity>) {
    let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
    let article = Article { text: text.to_owned(), blocks: vec![block], ..Article::default() };
    let entities = analysis::article(&article).entities;
    (article, entities)
}

/// `expected` has each phrase for an office or body with the name of whoever is meant: `the president: Marta Oduya`.
#[track_caller]
fn offices(text: &str, expected: &[&str]) {
    let (article, entities) = read(text);
    let referents = Referents::find(&Document::new(&article), &entities);
    let show = |(span, id): &(Span, crate::model::entity::EntityId)| {
        format!("{}: {}", span.of(text), entities[id.0 as usize].name)
    };
    let found: Vec<String> = referents.nominals.iter().map(show).collect();
    assert_eq!(found, expected, "in {text:?}");
}

/// `expected` has each pronoun with the name of whoever is meant.
#[track_caller]
fn pronouns(text: &str, expected: &[&str]) {
    let (article, entities) = read(text);
    let document = Document::new(&article);
    let referents = Referents::find(&document, &entities);
    let pronoun = |word: &str| matches!(&*word.to_lowercase(), "he" | "she" | "his" | "her" | "him" | "who");
    let found: Vec<String> = (0..document.tokens.len())
        .filter(|i| pronoun(document.word(*i)))
        .filter_map(|i| Some(format!("{}: {}", document.word(i), entities[referents.at(i)?.0 as usize].name)))
        .collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn offices_are_learnt_from_titles_and_appositions() {
    offices(
        "Norwegian President Marta Oduya spoke. The president left, and the Norwegian president slept.",
        &["Norwegian President: Marta Oduya", "The president: Marta Oduya", "the Norwegian president: Marta Oduya"],
    );
    offices(
        "Marta Oduya, the foreign minister, spoke. The foreign minister left.",
        &["the foreign minister: Marta Oduya", "The foreign minister: Marta Oduya"],
    );
    offices(
        "The Norwegian president, Marta Oduya, spoke. Nobody told the president.",
        &["The Norwegian president: Marta Oduya", "the president: Marta Oduya"],
    );
    offices(
        "Apple CEO Peter Dahl spoke. The chief executive left.",
        &["Apple CEO: Peter Dahl", "The chief executive: Peter Dahl"],
    );
}

#[test]
fn an_office_of_several_is_nobodys() {
    offices("Senator Marta Oduya met Senator Peter Dahl. The senator left.", &[]);
    offices("Vice President Marta Oduya spoke. The president left.", &[]);
    offices("Former President Marta Oduya spoke. The president left.", &[]);
    offices("The president left before President Marta Oduya came.", &[]);
    offices("President Marta Oduya spoke. The Norwegian president left.", &[]);
    offices("President Marta Oduya spoke. The president of the club left.", &[]);
    offices("President Marta Oduya spoke. The presidents left.", &[]);
    offices("Spokeswoman Marta Oduya spoke. The spokesman left.", &[]);
}

#[test]
fn of_several_the_one_who_was_named_just_before_is_meant() {
    offices(
        "President Marta Oduya spoke. It rained. It snowed. It thawed. President Peter Dahl left. The president slept.",
        &["The president: Peter Dahl"],
    );
}

#[test]
fn bodies_are_meant_by_the_nouns_of_their_names() {
    offices(
        "The Norland Fisheries Ministry met. Nobody told the ministry.",
        &["the ministry: Norland Fisheries Ministry"],
    );
    offices("The Norland Fisheries Ministry met the Norland Trade Ministry. Nobody told the ministry.", &[]);
    offices("The Norland Fisheries Ministry met. Nobody told the ministry of trade.", &[]);
}

#[test]
fn pronouns_mean_the_only_one_of_that_sex() {
    pronouns("Marta Oduya met Peter Dahl. She left, and he stayed.", &["She: Marta Oduya", "he: Peter Dahl"]);
    pronouns("Marta Oduya, who is 40, left with her dog.", &["who: Marta Oduya", "her: Marta Oduya"]);
    pronouns("Mr. Oduya left. He was tired.", &["He: Oduya"]);
}

#[test]
fn pronouns_that_could_be_several_are_nobody() {
    pronouns("Peter Dahl met Paul Berg. He left.", &[]);
    pronouns("Marta Oduya left. He stayed.", &[]);
    pronouns("Anna Berg spoke. Her husband, a fisherman, was pleased. He said so.", &["Her: Anna Berg"]);
    pronouns("John Berg spoke. His wife disagreed. She said so.", &["His: John Berg"]);
    pronouns("Peter Dahl left. It rained. It snowed. It thawed. He stayed.", &[]);
}
