//! Queries on a small corpus of invented articles.

use proptest::prelude::*;

use super::*;
use crate::model::article::{Article, Head, Metadata};
use crate::model::block::{Block, BlockKind};
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::model::findings::{ArticleFindings, CorpusEntity, CorpusFindings, CorpusIssue};
use crate::model::issue::{Issue, IssueId};
use crate::model::quotation::{Quotation, QuotationKind};
use crate::model::reason::Reason;
use crate::query::ast::Period;
use crate::query::index::{AcrossEntry, ArticleEntry, FindingsEntry};
use crate::query::parse::parse;
use crate::query::parse::tests::query;
use crate::text::span::Span;

/// An article: headline, source, day of March 2021, text, boilerplate.
fn article(title: &str, source: &str, day: Option<i8>, text: &str) -> Article {
    let published = day.and_then(|day| Date::new(2021, 3, day).ok());
    let abroad = source == "Gazette";
    let metadata = Metadata {
        title: Some(title.into()),
        source: Some(source.into()),
        country: Some(if abroad { "Sudland" } else { "Norland" }.into()),
        side: abroad.then(|| "The Southern Crown".into()),
        published,
        ..Metadata::default()
    };
    let body = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
    let footer = "Subscribe to our letter";
    let boilerplate =
        Block { kind: BlockKind::Boilerplate, span: Span::new(text.len() + 1, text.len() + 1 + footer.len()) };
    Article {
        head: Head { metadata, ..Head::default() },
        text: format!("{text}\n{footer}"),
        blocks: vec![body, boilerplate],
        ..Article::default()
    }
}

fn span(text: &str, part: &str) -> Span {
    let at = text.find(part).unwrap();
    Span::new(at, at + part.len())
}

fn entity(article: &Article, name: &str, mentions: &[&str]) -> Entity {
    let mention = |part: &&str| Mention { span: span(&article.text, part), reason: Reason::rule("test") };
    Entity {
        name: name.into(),
        kind: EntityKind::Place,
        mentions: mentions.iter().map(mention).collect(),
        roles: Vec::new(),
        nominals: Vec::new(),
        resolved: true,
    }
}

/// Four articles; the last is not analysed.
fn index() -> Index {
    let articles = [
        article(
            "Talks end in Port Ellery",
            "The Norland Post",
            Some(10),
            "The U.S. and Norland traded Sanctions, she said.",
        ),
        article("Fish: “no deal”", "Gazette", Some(20), "Ms. Berg won’t sanction the new treaty with Norland."),
        article("A quiet day", "Norland Weekly", None, "Unsanctioned fishing went on in the naïve port."),
        article("Treaty signed", "Gazette", Some(31), "A new treaty. The treaty is new."),
    ];
    let [first, second, third, _] = &articles;
    let findings = [
        ArticleFindings {
            topics: vec!["Trade war".into(), "Sanctions".into()],
            entities: vec![entity(first, "United States", &["U.S."]), entity(first, "Norland", &["Norland"])],
            quotations: vec![Quotation {
                kind: QuotationKind::Indirect,
                source: Some(span(&first.text, "she")),
                speaker: Some(EntityId(1)),
                cue: None,
                content: vec![span(&first.text, "traded")],
                reason: Reason::rule("test"),
            }],
            issues: vec![Issue {
                name: "sanctions".into(),
                mentions: vec![span(&first.text, "Sanctions")],
                positions: Vec::new(),
                disputed: true,
                reason: Reason::rule("test"),
            }],
            ..ArticleFindings::default()
        },
        ArticleFindings {
            topics: vec!["Trade".into()],
            entities: vec![entity(second, "Berg", &["Berg"])],
            ..ArticleFindings::default()
        },
        ArticleFindings { entities: vec![entity(third, "Usman Bay", &["port"])], ..ArticleFindings::default() },
    ];
    let mut index = Index::default();
    for (n, article) in (0..).zip(&articles) {
        index.push(ArticleId(n), ArticleEntry::new(article));
    }
    for (i, (article, findings)) in articles.iter().zip(&findings).enumerate() {
        index.analysed(ArticleId(i as u32), &FindingsEntry::new(article, findings));
    }
    let across = CorpusFindings {
        entities: vec![CorpusEntity {
            name: "Ada Berg".into(),
            kind: EntityKind::Person,
            // What is alone has the name that it has in its article.
            members: vec![(ArticleId(1), EntityId(0)), (ArticleId(1), EntityId(1))],
        }],
        issues: vec![CorpusIssue { name: "fishing".into(), disputed: true, members: vec![(ArticleId(2), IssueId(0))] }],
        stories: vec![0, 1, 2, 0],
        story_names: ["Talks end in Port Ellery", "Fish: “no deal”", "A quiet day"].map(String::from).into(),
        ..CorpusFindings::default()
    };
    index.link(AcrossEntry::new(&across, &articles.each_ref().map(|article| article.title())));
    index
}

fn reading() -> Reading {
    let ids = |ids: &[u32]| ids.iter().copied().map(ArticleId).collect();
    Reading { unread: ids(&[0, 3]), marked: ids(&[1]), starred: ids(&[2, 3]), noted: ids(&[3]) }
}

/// `expected`: the numbers of the articles that are found.
#[track_caller]
fn check(query: &str, expected: &[usize]) {
    let filter = Filter::new(&parse(query).unwrap_or_else(|error| panic!("{}", error.caret(query))));
    let found: Vec<_> = filter.select(&index(), &reading()).iter().map(ArticleId::index).collect();
    assert_eq!(found, expected, "{query}");
}

#[test]
fn words_are_found_in_text_and_headline_where_words_begin() {
    check("", &[0, 1, 2, 3]);
    check("sanction", &[0, 1]);
    check("\"sanction\"", &[1]);
    check("\"SANCTIONS\"", &[0]);
    check("naive", &[2]);
    check("\"won't sanction\"", &[1]);
    check("talks", &[0]);
    check("fish", &[1, 2]);
    check("subscribe", &[]);
    check(".*", &[]);
    check("s., ", &[]);
    check("“treaty. the”", &[3]);
}

#[test]
fn operators_combine_what_is_found() {
    check("norland sanction", &[0, 1]);
    check("norland -talks", &[1]);
    check("talks OR quiet OR \"treaty signed\"", &[0, 2, 3]);
    check("-(talks OR quiet)", &[1, 3]);
    check("(talks OR treaty) (new OR berg)", &[1, 3]);
    check("-()", &[]);
    check("() quiet", &[2]);
}

#[test]
fn fields_are_looked_up_by_the_words_of_their_names() {
    check("topic:trade", &[0, 1]);
    check("topic:“trade war”", &[0]);
    check("topic:=trade", &[1]);
    check("topic:nothing", &[]);
    check("entity:\"US\"", &[0]);
    check("entity:US", &[0, 2]);
    check("entity:united", &[0]);
    check("entity:ada", &[1]);
    check("entity:=berg", &[1]);
    check("entity:=\"Ada Berg\"", &[1]);
    check("issue:sanction", &[0]);
    check("issue:fishing", &[2]);
    check("source:norland", &[0, 2]);
    check("source:=gazette", &[1, 3]);
    check("country:norland", &[0, 2]);
    check("country:=sudland side:crown", &[1, 3]);
    check("side:norland", &[]);
    check("speaker:norland", &[0]);
    check("speaker:she", &[0]);
    check("title:treaty", &[3]);
    check("title:\"no deal\"", &[1]);
    check("title:=\"a quiet day\"", &[2]);
    check("title:=quiet", &[]);
}

#[test]
fn a_story_is_found_by_the_headline_of_any_of_its_articles() {
    check("story:\"port ellery\"", &[0, 3]);
    check("story:signed", &[0, 3]);
    check("story:=\"Treaty signed\"", &[0, 3]);
    check("story:talks -title:talks", &[3]);
    check("story:quiet", &[]);
}

#[test]
fn what_others_decide_takes_all_articles() {
    for across in ["is:disputed", "-entity:x", "(a OR story:x) b", "issue:x"] {
        assert!(parse(across).unwrap().looks_across(), "{across}");
    }
    assert!(!parse("topic:x source:y -z (after:2021 OR is:unread) side:x speaker:y").unwrap().looks_across());
}

#[test]
fn dates_begin_at_the_first_day_and_end_before_it() {
    check("after:2021-03-20", &[1, 3]);
    check("before:2021-03-20", &[0]);
    check("after:2021-03 before:2021-04", &[0, 1, 3]);
    check("before:2021", &[]);
    check("-after:2021", &[2]);
}

#[test]
fn states_come_from_the_reader_and_the_findings() {
    check("is:unread", &[0, 3]);
    check("is:marked", &[1]);
    check("is:starred -is:noted", &[2]);
    check("is:read", &[1, 2]);
    check("is:disputed", &[0, 2]);
    check("-is:unread is:disputed", &[2]);
}

#[test]
fn a_query_without_articles_finds_none() {
    let query = parse("a OR -b topic:c").unwrap();
    assert!(Filter::new(&query).select(&Index::default(), &reading()).is_empty());
}

#[test]
fn queries_of_keys_find_whole_names_only() {
    let found = |query: &Query| Filter::new(query).select(&index(), &reading()).len();
    assert_eq!(found(&Query::field(Field::Topic, "Trade")), 1);
    assert_eq!(found(&Query::After(Period::new(2021, Some(3), Some(20)).unwrap())), 2);
}

proptest! {
    #[test]
    fn sets_obey_logic(a in query(), b in query()) {
        let (index, reading) = (index(), reading());
        let found = |query: &Query| Filter::new(query).select(&index, &reading);
        let (left, right, all) = (found(&a), found(&b), ArticleSet::first(index.len()));
        let mut both = left.clone();
        both.keep_all(&right);
        prop_assert_eq!(found(&a.clone().and(b.clone())).iter().collect::<Vec<_>>(), both.iter().collect::<Vec<_>>());
        let mut either = left.clone();
        either.insert_all(&right);
        prop_assert_eq!(found(&a.clone().or(b)).iter().collect::<Vec<_>>(), either.iter().collect::<Vec<_>>());
        let mut rest = all;
        rest.remove_all(&left);
        prop_assert_eq!(found(&a.not()).iter().collect::<Vec<_>>(), rest.iter().collect::<Vec<_>>());
    }
}
