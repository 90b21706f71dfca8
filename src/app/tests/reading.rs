//! Reading: moving, searching, walking through marks, windows.

use std::sync::Arc;

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::message::{Effect, Message};
use crate::app::page::RowKind;
use crate::app::reader::Target;
use crate::app::settings::Settings;
use crate::app::side::SideRow;
use crate::app::tests::{article, corpus_analysed, full, on_top, press};
use crate::app::window::WindowKind;
use crate::input::action::{ACTIONS, Action};
use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;
use crate::model::block::{Block, BlockKind};
use crate::model::entity::EntityId;
use crate::model::findings::CorpusFindings;
use crate::model::problem::{Problem, Severity};
use crate::text::span::Span;

#[test]
fn the_first_article_opens_by_itself() {
    let mut app = App::new(Settings::default(), 120, 40);
    let effects = app.update(Message::loaded(app.library.next_id(), vec![Arc::new(article("north", 3))]));
    assert_eq!(effects, [Effect::AnalyseFirst(ArticleId(0))]);
    assert_eq!(app.article().unwrap().id, "north");
}

#[test]
fn moving_in_the_list_opens_articles_and_each_keeps_its_place() {
    let mut app = full(120, 40);
    press(&mut app, "gt10j");
    assert_eq!(app.reader.top, 10);
    press(&mut app, "J");
    assert_eq!((app.article().unwrap().id.as_str(), app.reader.top), ("middle", 0));
    press(&mut app, "J");
    assert_eq!(app.article().unwrap().id, "south");
    press(&mut app, "2K");
    assert_eq!((app.article().unwrap().id.as_str(), app.reader.top), ("north", 10));
    press(&mut app, "gaG");
    assert_eq!((app.list.selected, app.article().unwrap().id.as_str()), (2, "south"));
    press(&mut app, "gg");
    assert_eq!(app.list.selected, 0);
}

#[test]
fn enter_in_the_side_panel_leads_to_the_first_mention_and_n_through_all_articles() {
    let mut app = full(120, 40);
    press(&mut app, "gs}<Enter>");
    assert_eq!(app.follow_counter(), Some((1, 8)));
    assert_eq!(app.reader.cursor.unwrap().target, Target::Entity(EntityId(0)));
    press(&mut app, "nn");
    assert_eq!(app.follow_counter(), Some((3, 8)));
    press(&mut app, "N");
    assert_eq!(app.follow_counter(), Some((2, 8)));
    press(&mut app, "7n");
    assert_eq!(app.article().unwrap().id, "south", "the article without a mention is passed over");
    assert_eq!(app.follow_counter(), Some((1, 3)));
    press(&mut app, "N");
    assert_eq!((app.article().unwrap().id.as_str(), app.follow_counter()), ("north", Some((8, 8))));
    press(&mut app, "JJ5n");
    assert!(app.notice.as_deref().unwrap().contains("last mention"), "{:?}", app.notice);
}

#[test]
fn letters_work_on_a_cyrillic_or_greek_keyboard_and_prompts_keep_them() {
    let mut app = full(120, 40);
    press(&mut app, "пе10о");
    assert_eq!((app.focus, app.reader.top), (Pane::Text, 10));
    press(&mut app, "κκ");
    assert_eq!(app.reader.top, 8);
    press(&mut app, "/мост");
    assert_eq!(app.search.query, "мост");
}

#[test]
fn the_jump_list_leads_back_and_forward() {
    let mut app = full(120, 40);
    press(&mut app, "gs}<Enter>8n");
    assert_eq!(app.article().unwrap().id, "south");
    press(&mut app, "H");
    assert_eq!(app.article().unwrap().id, "north");
    press(&mut app, "L");
    assert_eq!(app.article().unwrap().id, "south");
    press(&mut app, "99H");
    assert_eq!((app.article().unwrap().id.as_str(), app.reader.top), ("north", 0));
    assert!(app.notice.is_some());
}

#[test]
fn search_is_incremental_folded_and_counted() {
    let mut app = full(120, 40);
    press(&mut app, "gt20j");
    let before = app.reader.top;
    press(&mut app, "/RIVER caf");
    assert_eq!(app.search.hits.len(), 40);
    press(&mut app, "e at");
    assert_eq!(app.search.hits.len(), 40, "é is found by e");
    press(&mut app, "<Esc>");
    assert_eq!((app.reader.top, app.search.active()), (before, false), "Escape leads back");

    press(&mut app, "/\"we will<Enter>");
    assert_eq!(app.search.hits.len(), 40, "a straight quotation mark finds a curly one");
    let current = app.search.current.unwrap();
    press(&mut app, "3n");
    assert_eq!(app.search.current, Some(current + 3));
    app.update(Message::Resize(90, 30));
    assert_eq!((app.search.current, app.search.hits.len()), (Some(current + 3), 40), "kept after a resize");
    press(&mut app, "Ggg");
    press(&mut app, "N");
    assert_eq!(app.search.current, Some(39));
    assert!(app.notice.as_deref().unwrap().contains("going on from the end"));
    press(&mut app, "<Esc>");
    assert!(!app.search.active());
}

#[test]
fn a_search_for_what_is_not_there_stays_where_it_is() {
    let mut app = full(120, 40);
    press(&mut app, "gt9j/zzz<Enter>");
    assert_eq!(app.reader.top, 9);
    assert!(app.notice.as_deref().unwrap().contains("not in this text"));
}

#[test]
fn marks_lead_back_and_are_listed() {
    let mut app = full(120, 40);
    press(&mut app, "gt12jmaJJ'a");
    assert_eq!((app.article().unwrap().id.as_str(), app.reader.top), ("north", 12));
    press(&mut app, "'b");
    assert!(app.notice.as_deref().unwrap().contains("no mark b"));
    press(&mut app, "J''");
    assert_eq!(app.window.as_ref().unwrap().kind, WindowKind::Marks);
    press(&mut app, "<Enter>");
    assert_eq!((app.article().unwrap().id.as_str(), app.window.is_none()), ("north", true));
}

#[test]
fn walking_through_marks_of_each_sort() {
    let mut app = full(120, 40);
    press(&mut app, "gt]q");
    assert_eq!(app.reader.cursor.unwrap().target, Target::Quotation(0));
    press(&mut app, "]q");
    assert_eq!(app.reader.cursor.unwrap().target, Target::Quotation(1));
    press(&mut app, "[q");
    assert_eq!(app.reader.cursor.unwrap().target, Target::Quotation(0));
    press(&mut app, "2]i");
    assert!(matches!(app.reader.cursor.unwrap().target, Target::Issue(_)));
    press(&mut app, "99]e");
    assert!(app.notice.as_deref().unwrap().contains("no further entity"));
    press(&mut app, "gg3}");
    assert!(on_top(&app).starts_with("Sentence 3 "));
    press(&mut app, "{");
    assert!(on_top(&app).starts_with("Sentence 2 "));
    press(&mut app, "7G");
    assert!(on_top(&app).starts_with("Sentence 7 "));
}

#[test]
fn a_position_leads_to_its_sentence() {
    let mut app = full(120, 40);
    let row = app.side.rows.iter().position(|r| matches!(r, SideRow::Position(_, 1))).unwrap();
    app.side.selected = row;
    press(&mut app, "gs<Enter>");
    let cursor = app.reader.cursor.unwrap();
    assert!(cursor.span.of(&app.article().unwrap().text).starts_with("Sentence 2 of north"));
}

#[test]
fn selecting_and_toggling_never_move_the_text() {
    let mut app = full(120, 40);
    press(&mut app, "gt15j");
    let before = (app.reader.top, on_top(&app));
    for keys in ["te", "ti", "tq", "te", "w", "<Esc>", "gs", "jjj", "kk", "ga", "gt", "?", "q", "!", "q", "mx", "]q"] {
        press(&mut app, keys);
        assert_eq!((app.reader.top, on_top(&app)), before, "after {keys}");
    }
    let id = app.reader.article.unwrap();
    app.update(Message::analysed(id, Arc::default()));
    app.update(corpus_analysed(3, CorpusFindings::default()));
    assert_eq!((app.reader.top, on_top(&app)), before, "after new findings");
}

#[test]
fn folds_open_and_close_without_losing_the_place() {
    let mut app = full(120, 40);
    let folded = app.reader.page.rows().iter().filter(|r| r.kind == RowKind::Fold).count();
    assert_eq!(folded, 1);
    press(&mut app, "gt20j");
    let before = on_top(&app);
    press(&mut app, "o");
    assert!(app.reader.page.rows().iter().all(|r| r.kind != RowKind::Fold));
    assert_eq!(on_top(&app), before);
    press(&mut app, "o");
    assert_eq!(on_top(&app), before);
    assert!(press(&mut app, "gg/network<Enter>").is_empty());
    assert!(app.search.hits.is_empty(), "what is folded is not lit");
}

#[test]
fn nothing_but_q_and_its_like_quits() {
    let mut app = full(120, 40);
    assert!(press(&mut app, "<Esc><Esc><Esc>").is_empty());
    assert!(press(&mut app, "?q").is_empty(), "q closes the window first");
    assert!(press(&mut app, "zq").is_empty(), "then the zoom");
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
    assert_eq!(press(&mut app, "?Q"), [Effect::Quit]);
    assert_eq!(press(&mut app, "/abc<Ctrl-c>"), [Effect::Quit]);
}

#[test]
fn the_help_shows_only_what_works_here_and_narrows() {
    let mut app = full(120, 40);
    press(&mut app, "gs?");
    let shown = |app: &App| {
        let window = app.window.as_ref().unwrap();
        window.shown.iter().map(|i| window.lines[*i].right.clone()).collect::<Vec<_>>()
    };
    assert!(shown(&app).iter().any(|l| l.contains("first place in the text")));
    assert!(!shown(&app).iter().any(|l| l.contains("read the selected article")));
    press(&mut app, "/citation copy");
    assert_eq!(shown(&app).iter().filter(|l| l.starts_with("copy what is here")).count(), 1);
    assert_eq!(shown(&app).len(), 2, "the line and its heading: {:?}", shown(&app));
    press(&mut app, "<Esc>");
    assert!(shown(&app).len() > 20);
}

#[test]
fn why_names_the_rule() {
    let mut app = full(120, 40);
    press(&mut app, "gt]ew");
    let window = app.window.as_ref().unwrap();
    assert_eq!(window.kind, WindowKind::Why);
    let lines: Vec<_> = window.lines.iter().map(|l| format!("{} {}", l.left, l.right)).collect();
    assert!(lines.iter().any(|l| l.contains("found by test")), "{lines:?}");
    assert!(lines.iter().any(|l| l.contains("person Ann Lee")), "{lines:?}");
}

#[test]
fn problems_are_listed_and_nothing_else_stops() {
    let mut app = full(120, 40);
    app.update(Message::AnalysisFailed(ArticleId(1), "it divided by zero".into()));
    let problem = Problem { path: None, line: Some(7), severity: Severity::Error, message: "is no JSON".into() };
    app.update(Message::Problems(vec![problem]));
    press(&mut app, "!");
    let lines: Vec<_> = app.window.as_ref().unwrap().lines.iter().map(|l| l.right.clone()).collect();
    assert!(lines.iter().any(|l| l.contains(":7: is no JSON")), "{lines:?}");
    assert!(lines.iter().any(|l| l.contains("it divided by zero")), "{lines:?}");
}

#[test]
fn a_problem_that_comes_while_the_list_is_open_joins_it_and_the_selected_line_stays() {
    let problem = |severity, n: usize| Problem { path: None, line: None, severity, message: format!("number {n}") };
    let selected = |app: &App| app.window.as_ref().and_then(|w| w.selected_line()).map(|l| l.right.clone()).unwrap();
    let mut app = full(120, 20);
    press(&mut app, "!");
    assert!(selected(&app).starts_with("No problems"));
    app.update(Message::Problems((0..40).map(|n| problem(Severity::Warning, n)).collect()));
    assert_eq!(selected(&app), "Read with losses: 40");
    press(&mut app, "31j");
    assert!(selected(&app).ends_with("number 30"));
    let height = |app: &App| app.window.as_ref().map(|w| w.selected - w.top);
    let before = height(&app);
    app.update(Message::Problems(vec![problem(Severity::Error, 99)]));
    app.update(Message::AnalysisFailed(ArticleId(1), "it divided by zero".into()));
    assert!(selected(&app).ends_with("number 30"), "the worse ones came above it");
    assert_eq!(height(&app), before, "and it did not move on the screen");
    assert!(app.window.as_ref().unwrap().lines.iter().any(|l| l.right.contains("it divided by zero")));
    press(&mut app, "gg");
    assert_eq!(selected(&app), "Not read: 2");
    app.update(Message::Problems(vec![problem(Severity::Error, 100)]));
    assert_eq!(selected(&app), "Not read: 3");
    press(&mut app, "/number<Space>3<Enter>");
    let shown = |app: &App| app.window.as_ref().unwrap().shown.len();
    let narrowed = shown(&app);
    app.update(Message::Problems(vec![problem(Severity::Note, 1), problem(Severity::Note, 3)]));
    assert_eq!(shown(&app), narrowed + 2, "the line that the query lets through, and its heading");
}

#[test]
fn one_endless_line_is_read_like_any_other() {
    let text = "word ".repeat(200_000);
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.trim_end().len()) }];
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(
        app.library.next_id(),
        vec![Arc::new(Article {
            head: Head { id: "line".into(), ..Head::default() },
            text,
            blocks,
            ..Article::default()
        })],
    ));
    press(&mut app, "gtG");
    let rows = app.reader.page.rows().len();
    assert!(rows > 10_000 && app.reader.top + app.text_rows() >= rows, "the end shows: {} of {rows}", app.reader.top);
    app.update(Message::Resize(60, 20));
    press(&mut app, "gg/word<Enter>N");
    assert_eq!(app.search.hits.len(), 200_000);
    assert_eq!(app.search.current, Some(199_999));
}

#[test]
fn an_older_corpus_result_is_dropped() {
    let mut app = full(120, 40);
    app.update(corpus_analysed(1, CorpusFindings { stories: vec![0], ..CorpusFindings::default() }));
    assert_eq!(app.library.across().stories.len(), 3);
}

#[test]
fn widths_change_and_never_leave_the_screen() {
    let mut app = full(120, 40);
    let list = |app: &App| app.geometry.list.unwrap().width;
    let before = list(&app);
    press(&mut app, "ga>");
    assert!(list(&app) > before);
    press(&mut app, "99<");
    let narrow = list(&app);
    press(&mut app, ">");
    assert!(list(&app) > narrow, "the key back works at once");
    press(&mut app, "gt99-");
    assert_eq!(app.reader.page.width, 20);
    press(&mut app, "ts");
    assert!(app.geometry.side.is_none());
    press(&mut app, "<Tab>");
    assert_eq!(app.focus, Pane::List, "a hidden pane is passed over");
}

#[test]
fn every_action_works_in_every_pane_on_every_corpus() {
    for size in [(120, 40), (80, 24), (50, 20), (30, 5), (0, 0)] {
        for corpus in 0..3 {
            for pane in ["ga", "gt", "gs", "?", "!"] {
                let mut app = match corpus {
                    0 => App::new(Settings::default(), size.0, size.1),
                    1 => {
                        let mut app = App::new(Settings::default(), size.0, size.1);
                        app.update(Message::loaded(app.library.next_id(), vec![Arc::new(Article::default())]));
                        app
                    }
                    _ => full(size.0, size.1),
                };
                press(&mut app, pane);
                for entry in ACTIONS {
                    for count in [None, Some(0), Some(3), Some(usize::MAX)] {
                        app.perform(entry.action, count);
                        app.update(Message::Key("a".parse().unwrap()));
                        app.update(Message::Key("Esc".parse().unwrap()));
                    }
                }
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn a_resize_keeps_the_same_sentence_on_top(
        down in 0usize..150,
        sizes in proptest::collection::vec((40u16..180, 10u16..60), 1..6),
    ) {
        let mut app = full(120, 40);
        press(&mut app, "gt");
        app.perform(Action::Down, Some(down));
        let wanted = app.reader.page.rows()[app.reader.top].span.from();
        let in_header = app.reader.page.row_of(wanted) != app.reader.top;
        for (width, height) in sizes {
            app.update(Message::Resize(width, height));
            let page = &app.reader.page;
            let row = page.row_of(wanted);
            let at_end = app.reader.top == app.last_top();
            proptest::prop_assert!(in_header || row == app.reader.top || (at_end && row >= app.reader.top));
        }
        app.update(Message::Resize(120, 40));
        proptest::prop_assert!(in_header || app.reader.page.rows()[app.reader.top].span.from() == wanted);
    }
}
