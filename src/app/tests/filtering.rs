//! Filtering, sorting, searching everywhere.

use std::sync::Arc;

use crate::app::App;
use crate::app::message::{Effect, Message};
use crate::app::tests::{article, corpus_analysed, full, press};
use crate::app::window::WindowKind;
use crate::model::article_id::ArticleId;
use crate::model::entity::EntityId;
use crate::model::findings::{CorpusFindings, CorpusTopic};
use crate::query::ast::{Field, Query};
use crate::store::order::SortKey;

fn shown(app: &App) -> Vec<&str> {
    app.list.order.iter().map(|id| app.library.store().head(*id).unwrap().id.as_str()).collect()
}

/// Three articles; bridges is a topic of all, tolls of the first and the last.
fn with_topics() -> App {
    let mut app = full(120, 40);
    let topic = |name: &str, ids: &[u32]| CorpusTopic {
        name: name.to_owned(),
        articles: ids.iter().map(|i| ArticleId(*i)).collect(),
    };
    for id in [0, 1, 2] {
        let mut findings = (*app.library.findings(ArticleId(id)).unwrap()).clone();
        findings.topics = if id == 1 { vec!["bridges".into()] } else { vec!["bridges".into(), "tolls".into()] };
        app.update(Message::analysed(ArticleId(id), Arc::new(findings)));
    }
    let topics = vec![topic("bridges", &[0, 1, 2]), topic("tolls", &[0, 2])];
    let corpus = CorpusFindings { topics, stories: vec![0, 1, 2], ..app.library.across().clone() };
    app.update(corpus_analysed(3, corpus));
    app
}

#[test]
fn a_topic_is_switched_on_and_off_by_its_letter() {
    let mut app = with_topics();
    press(&mut app, "fb");
    assert_eq!(shown(&app), ["north", "south"]);
    let on = |app: &App, topic| app.is_on(&Query::field(Field::Topic, topic));
    assert!(on(&app, "tolls") && !on(&app, "bridges"));
    press(&mut app, "a");
    assert_eq!(shown(&app), ["north", "middle", "south"], "one of the topics is enough");
    press(&mut app, "a/tol<Enter><Space>");
    assert_eq!(shown(&app), ["north", "middle", "south"], "Space on the narrowed line switches it off again");
    press(&mut app, "<Esc>");
    assert!(app.window.is_none());
}

#[test]
fn enter_takes_what_was_chosen_or_else_the_selected_topic() {
    let mut app = with_topics();
    press(&mut app, "fj<Enter>");
    assert!(app.window.is_none());
    assert_eq!(shown(&app), ["north", "south"], "nothing was switched, so the selected topic is meant");
    press(&mut app, "fj<Space><Enter>");
    assert!(app.window.is_none());
    assert_eq!(shown(&app).len(), 3, "Space switched it off and Enter left it so");
}

#[test]
fn the_open_article_survives_if_it_can_and_walking_stays_within() {
    let mut app = with_topics();
    press(&mut app, "JJ");
    press(&mut app, "fb<Esc>");
    assert_eq!((app.article().unwrap().id.as_str(), app.list.selected), ("south", 1));
    press(&mut app, "K");
    assert_eq!(app.article().unwrap().id, "north", "the article in between is filtered out");
    press(&mut app, "<Esc>");
    assert_eq!(shown(&app).len(), 3);
    press(&mut app, "J");
    assert_eq!(app.article().unwrap().id, "middle");
    press(&mut app, "fb<Esc>");
    assert_eq!(app.article().unwrap().id, "middle", "it is not listed any more, and stays open");
    press(&mut app, "J");
    assert_eq!(app.article().unwrap().id, "south", "the next one is that of the list");
}

#[test]
fn a_query_filters_as_it_is_typed_and_a_wrong_one_keeps_the_list() {
    let mut app = with_topics();
    press(&mut app, "Fsouth");
    assert_eq!(shown(&app), ["south"]);
    press(&mut app, " befor:2021");
    assert_eq!(shown(&app), ["south"], "the mistake changes nothing");
    let line = app.filter.line.as_ref().unwrap();
    assert!(line.error.as_ref().unwrap().to_string().contains("before"));
    press(&mut app, "<Enter>");
    assert!(app.filter.line.is_some(), "a wrong query cannot be accepted");
    press(&mut app, "<Esc>");
    assert_eq!(shown(&app).len(), 3, "Escape leads back to the filter before");
    press(&mut app, "Ftitle:north<Enter>");
    assert_eq!(shown(&app), ["north"]);
    press(&mut app, "<Esc>");
    assert_eq!(shown(&app).len(), 3, "and a second one clears the filter");
}

#[test]
fn names_are_completed_and_the_history_is_kept() {
    let mut app = with_topics();
    press(&mut app, "Ftopic:to<Tab>");
    let value = app.filter.line.as_ref().unwrap().input.value().to_owned();
    assert!(value.starts_with("topic:") && value.contains("tolls"), "{value}");
    assert_eq!(shown(&app), ["north", "south"]);
    press(&mut app, "<Enter><Esc>F<Up>");
    assert_eq!(app.filter.line.as_ref().unwrap().input.value().trim(), value.trim());
    press(&mut app, "<Down>");
    assert_eq!(app.filter.line.as_ref().unwrap().input.value(), "");
}

#[test]
fn what_is_under_the_cursor_is_filtered_by() {
    let mut app = with_topics();
    press(&mut app, "gs}@");
    assert_eq!(app.filter.query.to_string(), "entity:=\"Ann Lee\"");
    assert_eq!(shown(&app), ["north", "south"]);
    press(&mut app, "ga@");
    assert!(app.notice.is_some(), "this article has no outlet");
}

#[test]
fn counts_of_the_side_panel_stay_within_the_filter() {
    let mut app = with_topics();
    let count = |app: &App| app.articles_with(ArticleId(0), EntityId(0));
    assert_eq!(count(&app), 2);
    press(&mut app, "Ftitle:north<Enter>");
    assert_eq!(count(&app), 1);
    press(&mut app, "tf");
    assert_eq!(count(&app), 2);
}

#[test]
fn a_filter_that_nothing_passes_is_no_dead_end() {
    let mut app = with_topics();
    press(&mut app, "Fzzz<Enter>");
    assert!(shown(&app).is_empty());
    for keys in ["j", "J", "K", "G", "gg", "gs", "gt", "n", "f", "<Esc>", "c", "]e", "@"] {
        press(&mut app, keys);
    }
    press(&mut app, "tf");
    assert_eq!(shown(&app).len(), 3);
}

#[test]
fn a_topic_that_no_article_has_leaves_none_and_says_so() {
    let mut app = with_topics();
    press(&mut app, "Ftopic:zeppelins<Enter>");
    assert!(shown(&app).is_empty() && app.filter.line.is_none(), "it is a query like any other");
    press(&mut app, "<Esc>fb");
    assert_eq!(shown(&app), ["north", "south"], "the topics are still there to choose from");
}

#[test]
fn filtering_while_the_analysis_runs_takes_in_what_comes() {
    let mut app = App::new(crate::app::settings::Settings::default(), 120, 40);
    app.update(Message::loaded(
        app.library.next_id(),
        vec![Arc::new(article("north", 3)), Arc::new(article("south", 3))],
    ));
    press(&mut app, "Fentity:lee<Enter>");
    assert!(shown(&app).is_empty());
    let found = crate::app::tests::findings(&article("south", 3));
    app.update(Message::analysed(ArticleId(1), Arc::new(found)));
    assert_eq!(shown(&app), ["south"]);
}

#[test]
fn the_list_is_sorted_and_the_open_article_stays() {
    let mut app = with_topics();
    press(&mut app, ",T");
    assert_eq!(shown(&app), ["south", "north", "middle"]);
    assert_eq!(app.filter.sort.by, SortKey::Title);
    assert_eq!((app.article().unwrap().id.as_str(), app.list.selected), ("north", 1));
    press(&mut app, ",n");
    assert_eq!(shown(&app), ["middle", "south", "north"]);
    press(&mut app, ",l");
    assert_eq!(shown(&app), ["north", "middle", "south"]);
}

#[test]
fn hits_in_all_articles_lead_into_them() {
    let mut app = with_topics();
    press(&mut app, "g/river CAFE");
    let window = app.window.as_ref().unwrap();
    assert_eq!(window.kind, WindowKind::Hits);
    let headings: Vec<_> = window.lines.iter().filter(|l| l.heading).map(|l| l.right.as_str()).collect();
    assert_eq!(headings, ["The north bridge vote  40", "The south bridge vote  12"]);
    press(&mut app, "<Enter>G<Enter>");
    assert_eq!(app.article().unwrap().id, "south");
    assert_eq!((app.search.current, app.search.hits.len()), (Some(11), 12), "the search is active there");
    press(&mut app, "N");
    assert_eq!(app.search.current, Some(10));
    press(&mut app, "<Esc>g/zzz");
    assert!(app.window.as_ref().unwrap().lines[0].right.contains("none of these 3"));
    press(&mut app, "<Esc>");
    assert!(app.window.is_none());
}

#[test]
fn long_and_strange_queries_harm_nothing() {
    let mut app = with_topics();
    press(&mut app, "F");
    app.update(Message::Paste("(".repeat(10_000)));
    assert!(app.filter.line.as_ref().unwrap().error.is_some());
    press(&mut app, "<Esc>F");
    app.update(Message::Paste("a ".repeat(5_000)));
    press(&mut app, "<Esc>g/");
    app.update(Message::Paste("[x".repeat(5_000)));
    assert_eq!(app.window.as_ref().unwrap().query.value().len(), 10_000, "what is pasted is searched for");
    press(&mut app, "<Esc>F.*[a-z]+$^\\<Enter>");
    assert!(shown(&app).is_empty());
    assert_eq!(press(&mut app, "F<Ctrl-c>"), [Effect::Quit]);
}

/// The lines of the window that stand below a heading.
fn below<'a>(app: &'a App, heading: &str) -> Vec<&'a str> {
    let lines = app.window.as_ref().unwrap().lines.iter();
    let lines =
        lines.skip_while(|line| !line.heading || line.right != heading).skip(1).take_while(|line| !line.heading);
    lines.map(|line| line.right.as_str()).collect()
}

#[test]
fn counts_beside_the_filter_follow_it() {
    let mut app = with_topics();
    press(&mut app, "f");
    let people = "People, organisations, places";
    assert_eq!(below(&app, people), ["Ann Lee  2"]);
    assert!(below(&app, "Topics").contains(&"tolls  2"), "{:?}", below(&app, "Topics"));
    press(&mut app, "<Esc>Ftitle:north<Enter>f");
    assert_eq!(app.window.as_ref().unwrap().title, "Filter · 1 of 3 articles");
    assert_eq!(below(&app, people), ["Ann Lee  1"]);
    assert!(below(&app, "Topics").contains(&"tolls  1"));
    press(&mut app, "<Esc>tff/ann<Enter>");
    let window = app.window.as_ref().unwrap();
    assert_eq!(window.selected_line().unwrap().right, "Ann Lee  2", "names are found by typing");
    press(&mut app, "<Space>");
    assert_eq!(app.filter.query.to_string(), "entity:=\"Ann Lee\"");
    assert_eq!(app.window.as_ref().unwrap().selected_line().unwrap().right, "Ann Lee  2", "and stay where they are");
    assert_eq!(app.window.as_ref().unwrap().title, "Filter · 2 of 3 articles");
}

#[test]
fn an_article_is_found_by_letters_of_its_headline() {
    let mut app = with_topics();
    press(&mut app, "gfsth BRI");
    let window = app.window.as_ref().unwrap();
    assert_eq!((window.kind, window.title.as_str()), (WindowKind::Titles, "Go to an article · 1 of 3"));
    let marked: String = window.lines[0].marked.iter().map(|span| span.of(&window.lines[0].right)).collect();
    assert_eq!((window.lines[0].right.as_str(), marked.to_lowercase().as_str()), ("The south bridge vote", "sthbri"));
    press(&mut app, "<Enter>");
    assert!(app.window.is_none());
    assert_eq!(app.article().unwrap().id, "south");
    press(&mut app, "gfzzzz");
    assert!(app.window.as_ref().unwrap().lines[0].right.starts_with("no headline"));
    press(&mut app, "<Backspace><Backspace><Backspace><Backspace>");
    assert_eq!(app.window.as_ref().unwrap().lines.len(), 3, "with nothing typed all are listed");
    press(&mut app, "<Esc>");
    assert_eq!(app.article().unwrap().id, "south");
}

#[test]
fn a_search_in_all_articles_takes_queries_and_is_sorted() {
    let mut app = with_topics();
    let headings = |app: &App| -> Vec<String> {
        let lines = app.window.as_ref().unwrap().lines.iter();
        lines.filter(|line| line.heading).map(|line| line.right.clone()).collect()
    };
    press(&mut app, "g/river -title:north");
    assert_eq!(headings(&app), ["The south bridge vote  12"]);
    press(&mut app, "<Esc>g/riv title:");
    assert_eq!(headings(&app).len(), 2, "what has no value yet says nothing");
    press(&mut app, "<Esc>g/entity:lee");
    assert_eq!(headings(&app).len(), 2, "names lead to their mentions");
    assert!(app.window.as_ref().unwrap().lines.iter().any(|line| line.found.as_deref() == Some("Ann Lee")));
    press(&mut app, "<Esc>g/*iver \"café of the");
    assert_eq!(headings(&app).len(), 0);
    press(&mut app, "<Esc>g/*ver<Ctrl-s><Ctrl-s><Ctrl-s>");
    assert!(app.window.as_ref().unwrap().title.ends_with("as listed"));
    assert_eq!(headings(&app), ["The north bridge vote  40", "The south bridge vote  12"]);
    press(&mut app, "<Enter>,r");
    assert!(app.window.as_ref().unwrap().title.ends_with("by relevance"));
    press(&mut app, "<Esc>g/nofield:x");
    assert!(app.window.as_ref().unwrap().lines[0].right.contains("there is no field"));
}
