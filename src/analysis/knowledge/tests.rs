//! Findings of made-up articles with made-up knowledge.

use proptest::prelude::*;

use crate::analysis;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::entity::EntityKind;
use crate::model::findings::ArticleFindings;
use crate::model::knowledge::{Knowledge, KnownEntity, KnownIssue, KnownSide, KnownTopic, Phrase};
use crate::text::span::Span;

fn article(title: &str, text: &str) -> Article {
    let mut article = Article { text: text.to_owned(), ..Article::default() };
    article.metadata.title = Some(title.to_owned());
    article.blocks.push(Block { kind: BlockKind::Body, span: Span::new(0, text.len()) });
    article
}

fn phrases(texts: &[&str]) -> Vec<Phrase> {
    texts.iter().filter_map(|text| Phrase::new(text)).collect()
}

fn entity(name: &str, kind: Option<EntityKind>, aliases: &[&str], side: Option<&str>) -> KnownEntity {
    let names = phrases(&[&[name], aliases].concat());
    KnownEntity { name: name.into(), kind, names, side: side.map(Into::into), role: None, line: 7 }
}

fn issue(name: &str, words: &[&str], merge: &[&str]) -> KnownIssue {
    KnownIssue { name: name.into(), words: phrases(words), merge: phrases(merge), hide: false, line: 9 }
}

fn knowledge() -> Knowledge {
    Knowledge { file: "config.toml".into(), ..Knowledge::default() }
}

const FERRIES: &str = "Ada Berg said that the Harbour Board opposes the ferry tax. “The ferry tax is a mistake,” Berg \
    said. The HB met in Port Ellery on Monday. Jon Vik, the mayor of Port Ellery, supports the ferry tax. The hb of a \
    pencil is its hardness. The Harbour Board Museum is closed.";

#[track_caller]
fn mentions<'a>(findings: &ArticleFindings, text: &'a str, name: &str) -> Vec<&'a str> {
    let entity = findings.entities.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("{findings:#?}"));
    entity.mentions.iter().map(|m| m.span.of(text)).collect()
}

/// Every mention in order, none over another, and every id in range.
#[track_caller]
fn assert_sound(findings: &ArticleFindings) {
    let mut spans: Vec<Span> = findings.entities.iter().flat_map(|e| &e.mentions).map(|m| m.span).collect();
    spans.sort_unstable();
    assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "{spans:?}");
    let firsts: Vec<_> = findings.entities.iter().map(|e| e.mentions[0].span).collect();
    assert!(firsts.is_sorted(), "{firsts:?}");
    let speakers = findings.quotations.iter().filter_map(|q| q.speaker);
    let holders = findings.issues.iter().flat_map(|i| &i.positions).filter_map(|p| p.entity);
    assert!(speakers.chain(holders).all(|id| findings.entity(id).is_some()));
}

#[test]
fn nothing_known_changes_nothing() {
    let article = article("Ferries", FERRIES);
    assert_eq!(analysis::article_with(&article, &knowledge()), analysis::article(&article));
}

#[test]
fn aliases_become_mentions_of_one_entity() {
    let article = article("Ferries", FERRIES);
    let board = entity("Ellery Harbour Board", Some(EntityKind::Organisation), &["Harbour Board", "HB"], None);
    let known = Knowledge { entities: vec![board], ..knowledge() };
    let findings = analysis::article_with(&article, &known);
    assert_sound(&findings);
    let found = mentions(&findings, FERRIES, "Ellery Harbour Board");
    assert_eq!(&found[..2], ["Harbour Board", "HB"], "in capitals only, so not the pencil's: {found:?}");
    let board = findings.entities.iter().find(|e| e.name == "Ellery Harbour Board").unwrap();
    assert_eq!(board.mentions[1].reason.to_string(), "configured: config.toml line 7: “HB”");
}

#[test]
fn a_found_entity_is_renamed_and_retyped_with_all_its_mentions() {
    let article = article("Ferries", FERRIES);
    let before = analysis::article(&article);
    let count = before.entities.iter().find(|e| e.name == "Ada Berg").map(|e| e.mentions.len());
    let known = Knowledge {
        entities: vec![entity("Admiral Berg", Some(EntityKind::Group), &["Ada Berg"], None)],
        ..knowledge()
    };
    let findings = analysis::article_with(&article, &known);
    assert_sound(&findings);
    assert_eq!(Some(mentions(&findings, FERRIES, "Admiral Berg").len()), count);
    let (at, berg) = findings.entities.iter().enumerate().find(|(_, e)| e.name == "Admiral Berg").unwrap();
    assert_eq!(berg.kind, EntityKind::Group);
    let speakers: Vec<_> = findings.quotations.iter().filter_map(|q| q.speaker).collect();
    let spoke = before.quotations.iter().any(|q| q.speaker.is_some());
    assert!(!spoke || speakers.iter().any(|id| id.0 as usize == at), "{speakers:?}");
}

#[test]
fn a_longer_name_that_was_found_stays() {
    let text = "The minister spoke to Norland Daily. Norland Daily is a newspaper in Norland. Norland is far away.";
    let article = article("News", text);
    let known = Knowledge { entities: vec![entity("Norland", Some(EntityKind::Place), &[], None)], ..knowledge() };
    let findings = analysis::article_with(&article, &known);
    assert_sound(&findings);
    let whole = analysis::article(&article).entities.iter().any(|e| e.name == "Norland Daily");
    let found = mentions(&findings, text, "Norland").len();
    assert_eq!(found, if whole { 2 } else { 4 });
}

#[test]
fn issues_are_merged_renamed_and_hidden() {
    let article = article("Ferries", FERRIES);
    let found = analysis::article(&article).issues;
    let tax = found.iter().find(|i| i.name.contains("ferry tax")).expect("the tax is argued over");
    let known = Knowledge { issues: vec![issue("Taxes on ships", &["ferry tax*"], &[])], ..knowledge() };
    let findings = analysis::article_with(&article, &known);
    let taxes = &findings.issues[0];
    assert_eq!((taxes.name.as_str(), taxes.positions.len()), ("Taxes on ships", tax.positions.len()));
    assert!(taxes.mentions.len() >= 3 && taxes.positions.iter().all(|p| p.inferred));
    assert_eq!(taxes.reason.to_string(), "configured: config.toml line 9: “Taxes on ships”");
    assert!(!findings.issues.iter().any(|i| i.name == tax.name));

    let hidden = KnownIssue { hide: true, ..issue("Taxes on ships", &["ferry tax"], &[]) };
    let findings = analysis::article_with(&article, &Knowledge { issues: vec![hidden], ..knowledge() });
    assert!(!findings.issues.iter().any(|i| i.name == tax.name || i.name == "Taxes on ships"));

    let merged = issue("Ships", &["vessels"], &["ferry tax"]);
    let findings = analysis::article_with(&article, &Knowledge { issues: vec![merged], ..knowledge() });
    assert_eq!(findings.issues[0].name, "Ships");
}

#[test]
fn holders_speak_for_the_sides_that_are_known() {
    let article = article("Ferries", FERRIES);
    let side = |name: &str, members: &[&str]| KnownSide {
        name: name.into(),
        members: phrases(&[&[name], members].concat()),
        line: 3,
    };
    let known = Knowledge {
        sides: vec![side("Harbour", &["Harbour Board", "Ada Berg"]), side("Town", &[])],
        entities: vec![entity("Jon Vik", None, &[], Some("Town"))],
        ..knowledge()
    };
    let findings = analysis::article_with(&article, &known);
    assert_sound(&findings);
    let positions: Vec<_> = findings.issues.iter().flat_map(|i| &i.positions).collect();
    assert!(!positions.is_empty());
    for position in positions {
        let side = match position.holder.as_str() {
            holder if holder.contains("Vik") => "Town",
            holder if holder.contains("Berg") || holder.contains("Harbour Board") => "Harbour",
            _ => continue,
        };
        assert_eq!(position.side.as_deref(), Some(side), "{position:?}");
        assert!(position.reason.rule.ends_with("; side configured: config.toml line 3"), "{position:?}");
    }
}

#[test]
fn topics_need_the_headline_or_two_places() {
    let topic = |name: &str, words: &[&str]| KnownTopic { name: name.into(), words: phrases(words), line: 2 };
    let topics = vec![
        topic("Shipping", &["ferr*"]),
        topic("Money", &["ferry tax"]),
        topic("Writing", &["pencil"]),
        topic("Weather", &["storm"]),
    ];
    let mut article = article("Ferries", FERRIES);
    article.metadata.topics = vec!["Front".into()];
    let findings = analysis::article_with(&article, &Knowledge { topics, ..knowledge() });
    assert_eq!(findings.topics[..3], ["Front", "Shipping", "Money"].map(String::from));
    assert!(!findings.topics.iter().any(|t| t == "Writing" || t == "Weather"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn findings_stay_sound_whatever_is_known(
        text in "(Ada Berg|Berg|the Harbour Board|Port Ellery|U\\.S\\.|said|opposes|the tax|“no”|é|世界|,|\\.|\n)( (Ada Berg|Berg|Harbour|Board|Port|Ellery|US|said|opposes|tax|on|ships|\\.|,)){0,30}",
        names in prop::collection::vec("(Ada|Berg|Harbour Board|Board|Port|Ellery tax|tax\\*|U\\.S\\.|said|é|世)", 1..5),
    ) {
        let article = article("Ada Berg", &text);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let known = Knowledge {
            entities: vec![entity("One", None, &names[..1], Some("Town")), entity("Two", None, &names[1..], None)],
            issues: vec![issue("Matter", &names, &["tax"])],
            sides: vec![KnownSide { name: "Town".into(), members: phrases(&names), line: 1 }],
            topics: vec![KnownTopic { name: "Subject".into(), words: phrases(&names), line: 1 }],
            ..knowledge()
        };
        let findings = analysis::article_with(&article, &known);
        assert_sound(&findings);
        for issue in &findings.issues {
            prop_assert!(!issue.mentions.is_empty() && issue.mentions.iter().all(|m| !m.of(&text).is_empty()));
        }
    }
}
