//! What `annotate` wrote, read again: it is shown as it is, and nothing is looked for a second time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::ops::ControlFlow;
use std::path::Path;

use parallax::analysis;
use parallax::export::annotate;
use parallax::load::{self, Input, Item};
use parallax::model::article::Article;
use parallax::model::findings::ArticleFindings;

const TEXT: &str = "Harbour stays closed\n\nBy Ann Fox\n\n3 May 2024\n\nThe mayor of Brakel, Jane Roe, rejected the harbour toll on \
    Thursday. “The toll is a mistake,” Roe said. Norland’s envoy Tomas Reyes defended the toll and said that 24 ships had \
    paid it.\n\nReyes demanded that Brakel open the port – at once.\n";

/// The articles of a file that is called `name` and holds `content`.
fn load(name: &str, content: &str) -> Vec<Article> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    let mut articles = Vec::new();
    load::load(&[Input::Path(path)], &mut |item| {
        match item {
            Item::Article(mut article) => {
                article.path = Some(Path::new(name).to_owned());
                articles.push(*article);
            }
            Item::Problem(problem) => panic!("{problem}"),
        }
        ControlFlow::Continue(())
    });
    articles
}

fn read_again(line: &str) -> (Article, ArticleFindings) {
    let article = load("a.jsonl", line).pop().unwrap();
    let findings = analysis::article(&article);
    (article, findings)
}

fn written() -> (Article, ArticleFindings, String) {
    let article = load("a.txt", TEXT).pop().unwrap();
    let findings = analysis::article(&article);
    let line = annotate::line(&article, &findings).unwrap();
    (article, findings, line)
}

#[test]
fn what_was_written_comes_back() {
    let (article, found, line) = written();
    let (again, given) = read_again(&line);
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    assert_eq!((&again.text, &again.blocks), (&article.text, &article.blocks));
    assert_eq!((&again.metadata.title, &again.metadata.byline), (&article.metadata.title, &article.metadata.byline));
    assert_eq!(
        (again.metadata.published, &again.metadata.extra),
        (article.metadata.published, &article.metadata.extra)
    );
    assert!(!found.entities.is_empty() && !found.quotations.is_empty() && !found.figures.is_empty());
    let names = |f: &ArticleFindings| -> Vec<_> {
        let spans = |e: &parallax::model::entity::Entity| e.mentions.iter().map(|m| m.span).collect::<Vec<_>>();
        f.entities.iter().map(|e| (e.name.clone(), e.kind, spans(e), e.nominals.clone(), e.roles.clone())).collect()
    };
    assert_eq!(names(&given), names(&found));
    let said = |f: &ArticleFindings| -> Vec<_> {
        f.quotations.iter().map(|q| (q.kind, q.source, q.speaker, q.cue, q.content.clone())).collect()
    };
    assert_eq!(said(&given), said(&found));
    let issues = |f: &ArticleFindings| -> Vec<_> {
        let stances = |i: &parallax::model::issue::Issue| -> Vec<_> {
            i.positions.iter().map(|p| (p.holder.clone(), p.stance, p.polarity, p.evidence, p.shown)).collect()
        };
        f.issues.iter().map(|i| (i.name.clone(), i.mentions.clone(), stances(i), i.disputed)).collect()
    };
    assert_eq!(issues(&given), issues(&found));
    assert_eq!((&given.topics, &given.figures, &given.sentences), (&found.topics, &found.figures, &found.sentences));
    // It says that it is given, and says so once, however often it is read.
    assert!(given.entities.iter().flat_map(|e| &e.mentions).all(|m| m.reason.is_given()));
    let second = annotate::line(&again, &given).unwrap();
    let (twice, given_twice) = read_again(&second);
    assert_eq!(annotate::line(&twice, &given_twice).unwrap(), second);
    assert!(second.contains("\"by\":\"file\""));
}

#[test]
fn what_was_changed_is_taken_as_it_is_and_nothing_is_looked_for() {
    let (_, _, line) = written();
    let mut object: serde_json::Value = serde_json::from_str(&line).unwrap();
    object["entities"] = serde_json::json!([{"name": "the port", "kind": "place", "mentions": [[0, 7], [9000, 9001]]}]);
    object["quotations"] = serde_json::json!([]);
    let (article, given) = read_again(&object.to_string());
    let names: Vec<_> = given.entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!((names, given.quotations.len()), (vec!["the port"], 0));
    let problems: Vec<_> = article.problems.iter().map(|p| p.message.as_str()).collect();
    assert!(matches!(problems.as_slice(), [one] if one.contains("from 9000 to 9001")), "{problems:?}");
}

#[test]
fn findings_of_another_text_are_not_taken() {
    let (_, found, line) = written();
    let (article, again) = read_again(&line.replace("harbour toll", "harbor toll"));
    assert!(article.given.is_none() && article.problems.iter().any(|p| p.message.contains("another text")));
    assert_eq!(again.entities.len(), found.entities.len());
    assert!(!again.entities[0].mentions[0].reason.is_given());
}
