//! The side panel: what its rows lead to, and what `w` says of them.

use std::sync::Arc;

use crate::app::App;
use crate::app::message::Message;
use crate::app::reader::Target;
use crate::app::settings::Settings;
use crate::app::side::{Counted, Section, SideRow};
use crate::app::tests::{article, press};
use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;
use crate::model::block::{Block, BlockKind};
use crate::model::date::DateMention;
use crate::model::entity::{Entity, EntityId, EntityKind, Mention};
use crate::model::figure::Figure;
use crate::model::findings::ArticleFindings;
use crate::model::quotation::{Quotation, QuotationKind};
use crate::model::reason::Reason;
use crate::text::span::Span;

const TEXT: &str = "On Friday the mayor, Ann Lee, met 12 fishermen. “We wait,” said Bo Lee, a pilot. Lee left in June 2020, \
    before the vote on Friday and recently.";

const LATER: &str = "Nobody came on 19 March. Sunday is free for 12 fishermen.";

fn text(text: &str) -> Article {
    let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
    Article {
        head: Head { id: text[..5].into(), ..Head::default() },
        text: text.into(),
        blocks: vec![block],
        ..Article::default()
    }
}

fn spans(text: &str, words: &str) -> Vec<Span> {
    text.match_indices(words).map(|(at, m)| Span::new(at, at + m.len())).collect()
}

fn entity(name: &str, span: Span, role: Option<&str>) -> Entity {
    Entity {
        name: name.into(),
        kind: EntityKind::Person,
        mentions: vec![Mention { span, reason: Reason::rule("test") }],
        roles: role.map(String::from).into_iter().collect(),
        nominals: Vec::new(),
        resolved: role.is_some(),
    }
}

fn date(span: Span, value: Option<&str>) -> DateMention {
    DateMention { span, value: value.map(String::from), reason: Reason::rule("test") }
}

fn app() -> App {
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(
        app.library.next_id(),
        [text(TEXT), article("between", 2), text(LATER)].map(Arc::new).into(),
    ));
    let lee = spans(TEXT, "Lee");
    let friday = spans(TEXT, "Friday");
    let found = ArticleFindings {
        entities: vec![
            entity("Ann Lee", spans(TEXT, "Ann Lee")[0], Some("mayor")),
            entity("Bo Lee", spans(TEXT, "Bo Lee")[0], Some("pilot")),
            entity("Lee", lee[2], None),
        ],
        quotations: vec![Quotation {
            kind: QuotationKind::Direct,
            source: Some(spans(TEXT, "Bo Lee")[0]),
            speaker: Some(EntityId(1)),
            cue: Some(spans(TEXT, "said")[0]),
            content: spans(TEXT, "“We wait,”"),
            reason: Reason::rule("test"),
        }],
        dates: vec![
            date(friday[0], Some("2021-03-19")),
            date(spans(TEXT, "June 2020")[0], Some("2020-06")),
            date(friday[1], Some("2021-03-19")),
            date(spans(TEXT, "recently")[0], Some("PAST_REF")),
        ],
        figures: vec![Figure { span: spans(TEXT, "12 fishermen")[0], value: 12.0, unit: Some("fishermen".into()) }],
        ..ArticleFindings::default()
    };
    let later = ArticleFindings {
        dates: vec![date(spans(LATER, "19 March")[0], Some("2021-03-19")), date(spans(LATER, "Sunday")[0], None)],
        figures: vec![Figure { span: spans(LATER, "12 fishermen")[0], value: 12.0, unit: Some("fishermen".into()) }],
        ..ArticleFindings::default()
    };
    app.update(Message::analysed(ArticleId(0), Arc::new(found)));
    app.update(Message::analysed(ArticleId(1), Arc::default()));
    app.update(Message::analysed(ArticleId(2), Arc::new(later)));
    app
}

/// What the mark covers.
fn marked(app: &App) -> String {
    app.reader.cursor.unwrap().span.of(&app.article().unwrap().text).to_owned()
}

#[test]
fn sections_stand_in_order_and_are_walked_through() {
    let mut app = app();
    let sections =
        app.side.rows.iter().filter_map(|r| if let SideRow::Heading(s, n) = r { Some((*s, *n)) } else { None });
    let expected = [
        (Section::Entities(EntityKind::Person), 3),
        (Section::Quotations, 1),
        (Section::Dates, 2),
        (Section::Figures, 1),
    ];
    assert_eq!(sections.collect::<Vec<_>>(), expected, "“recently” is no date, and Friday is one");
    app.update(Message::Resize(120, 12));
    press(&mut app, "gs}");
    assert_eq!(app.side.selected_row(), Some(SideRow::Quotation(0)));
    assert_eq!(app.side.rows[app.side.top], SideRow::Heading(Section::Quotations, 1), "the section stands on top");
    press(&mut app, "}j");
    assert_eq!(
        app.side.selected_row(),
        Some(SideRow::Date(Counted { first: 0, mentions: 2 })),
        "June 2020 comes before"
    );
    press(&mut app, "{");
    assert_eq!(
        app.side.selected_row(),
        Some(SideRow::Date(Counted { first: 1, mentions: 1 })),
        "first to the beginning of the section"
    );
    press(&mut app, "9}");
    assert_eq!(app.side.selected_row(), Some(SideRow::Figure(Counted { first: 0, mentions: 1 })));
    press(&mut app, "9{j");
    assert_eq!(app.side.selected_row(), Some(SideRow::Entity(EntityId(1))), "the office of the mayor is no stop");
}

#[test]
fn a_date_is_followed_into_other_articles_by_its_value() {
    let mut app = app();
    press(&mut app, "gs}}j<Enter>");
    assert_eq!((marked(&app).as_str(), app.follow_counter()), ("Friday", Some((1, 2))));
    assert_eq!(app.reader.cursor.unwrap().target, Target::Date(0));
    assert_eq!(app.reader.follow.as_ref().unwrap().name, "19 Mar 2021");
    press(&mut app, "n");
    assert_eq!((marked(&app).as_str(), app.follow_counter()), ("Friday", Some((2, 2))));
    press(&mut app, "n");
    assert_eq!((marked(&app).as_str(), app.list.selected), ("19 March", 2));
    press(&mut app, "N");
    assert_eq!((marked(&app).as_str(), app.list.selected), ("Friday", 0));
    press(&mut app, "J");
    assert_eq!(app.follow_counter(), None, "the article between has no such date");
    press(&mut app, "n");
    assert_eq!(marked(&app).as_str(), "19 March");
}

#[test]
fn an_unsettled_date_is_not_taken_for_another() {
    let mut app = app();
    press(&mut app, "JJgs}{j<Enter>");
    assert_eq!((marked(&app).as_str(), app.follow_counter()), ("Sunday", Some((1, 1))));
    press(&mut app, "N");
    assert!(app.notice.as_ref().unwrap().contains("first mention of Sunday"));
}

#[test]
fn a_number_is_followed_with_what_it_counts() {
    let mut app = app();
    press(&mut app, "gs9}<Enter>n");
    assert_eq!((marked(&app).as_str(), app.list.selected), ("12 fishermen", 2));
}

/// The lines that `w` shows, left and right columns joined.
fn why(app: &mut App, keys: &str) -> String {
    press(app, keys);
    let window = app.window.take().unwrap();
    window.lines.iter().fold(String::new(), |all, l| all + &format!("{}: {}\n", l.left, l.right))
}

#[test]
fn the_reason_says_what_is_known_and_what_is_not() {
    let mut app = app();
    let lee = why(&mut app, "gsjjw");
    assert!(lee.contains("person: Lee ?\n") && lee.contains("could be: Ann Lee or Bo Lee;"), "{lee}");
    let mayor = why(&mut app, "kkw");
    assert!(mayor.contains("role: mayor\n") && !mayor.contains("could be"), "{mayor}");
    let quotation = why(&mut app, "}w");
    assert!(quotation.contains("speaker: Bo Lee\n") && quotation.contains("cue: said\n"), "{quotation}");
    let june = why(&mut app, "}w");
    assert!(june.contains("stands for: Jun 2020 (a month)\nas a value: 2020-06\n"), "{june}");
    let figure = why(&mut app, "}w");
    assert!(figure.contains("value: 12\nof what: fishermen\n"), "{figure}");
}
