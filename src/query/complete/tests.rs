//! Completions at a cursor.

use proptest::prelude::*;

use super::*;
use crate::model::article::{Article, Head, Metadata};
use crate::model::article_id::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::query::index::{AcrossEntry, ArticleEntry, FindingsEntry, Index};
use crate::query::parse::parse;
use crate::query::parse::tests::almost_query;

fn completed(query: &str, cursor: usize, index: &Index) -> Vec<Completion> {
    complete(query, cursor, &|field, pattern, visit| {
        index.offered(field, pattern, None).for_each(|(name, articles, leads)| visit(name, articles, leads));
    })
}

fn index() -> Index {
    let mut index = Index::default();
    let topics = [vec!["Trade", "Hong Kong", "Élan"], vec!["Trade", "War on trade"], vec!["The \"Deal\"", "Trade war"]];
    for (topics, id) in topics.into_iter().zip((0..).map(ArticleId)) {
        let metadata = Metadata { source: Some("The Norland Post".into()), ..Metadata::default() };
        let article = Article { head: Head { metadata, ..Head::default() }, ..Article::default() };
        index.push(id, ArticleEntry::new(&article));
        let topics = topics.into_iter().map(String::from).collect();
        let findings = ArticleFindings { topics, ..ArticleFindings::default() };
        index.analysed(id, &FindingsEntry::new(&article, &findings));
    }
    let titles = ["Talks “end”", "Talks go on", "Fish"];
    let across = CorpusFindings {
        stories: vec![0, 0, 1],
        story_names: vec![titles[1].into(), titles[2].into()],
        ..CorpusFindings::default()
    };
    index.link(AcrossEntry::new(&across, &titles));
    index
}

/// `query`: with `|` at the cursor. `expected`: the query after each completion, with `|` behind what was put in.
#[track_caller]
fn check(query: &str, expected: &[&str]) {
    let cursor = query.find('|').unwrap();
    let query = query.replace('|', "");
    let found: Vec<_> = completed(&query, cursor, &index())
        .into_iter()
        .map(|c| format!("{}{}|{}", &query[..c.span.from()], c.text, &query[c.span.to()..]))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn fields_are_completed_from_their_first_letters() {
    check("t|", &["topic:|", "title:|", "tag:|"]);
    check("a -S|", &["a -story:|", "a -source:|", "a -side:|", "a -speaker:|"]);
    check("(is|", &["(issue:|", "(is:|"]);
    check("to|pic:x y", &["topic:|x y"]);
    check("to|p y", &["topic:| y"]);
    check("zz|", &[]);
    check("\"t|\"", &[]);
    assert_eq!(completed("a ", 2, &index()).len(), Key::ALL.len());
    assert_eq!(completed("", 99, &index()).len(), Key::ALL.len());
}

#[test]
fn names_are_completed_by_any_of_their_words_the_commonest_first() {
    check("topic:tr|", &["topic:Trade|", "topic:\"Trade war\"|", "topic:\"War on trade\"|"]);
    check("topic:\"hong k|", &["topic:\"Hong Kong\"|"]);
    check("topic:=h| a", &["topic:=\"Hong Kong\"| a"]);
    check("topic:h|ong a", &["topic:\"Hong Kong\"| a"]);
    check("topic:\"h|ong\" a", &["topic:\"Hong Kong\"| a"]);
    check("topic:ela|", &["topic:Élan|"]);
    check("topic:deal|", &["topic:\"The Deal\"|"]);
    check("source:|", &["source:\"The Norland Post\"|"]);
    check("story:|", &["story:\"Talks go on\"|"]);
    check("entity:|", &[]);
    check("title:|", &[]);
    check("nothing:|", &[]);
    assert_eq!(completed("topic:tr", 8, &index())[0].note, "2 articles");
    assert_eq!(completed("topic:war", 9, &index())[0].note, "1 article");
}

#[test]
fn states_are_completed() {
    check("is:|", &["is:unread|", "is:read|", "is:disputed|", "is:marked|", "is:starred|", "is:noted|"]);
    check("is:DIS| a", &["is:disputed| a"]);
}

#[test]
fn many_names_are_cut_to_the_best() {
    let mut index = Index::default();
    let id = ArticleId(0);
    index.push(id, ArticleEntry::default());
    let topics = (0..100).map(|i| format!("Topic {i}")).collect();
    let findings = ArticleFindings { topics, ..ArticleFindings::default() };
    index.analysed(id, &FindingsEntry::new(&Article::default(), &findings));
    assert_eq!(completed("topic:", 6, &index).len(), MAX);
}

proptest! {
    #[test]
    fn completions_take_the_place_of_what_is_at_the_cursor(text in almost_query(), cursor in 0_usize..80) {
        for completion in completed(&text, cursor, &index()) {
            let span = completion.span;
            prop_assert!(span.from() <= cursor && text.get(span.from()..span.to()).is_some());
            if !completion.text.ends_with(':') {
                prop_assert!(parse(&completion.text).is_ok());
            }
        }
    }
}
