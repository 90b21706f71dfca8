//! The inputs are read again: what was open comes back, and what was done stays.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::App;
use crate::app::compare::Hand;
use crate::app::message::{Effect, Message, Reread};
use crate::app::screen::ScreenKind;
use crate::app::settings::Settings;
use crate::app::tests::keeping::articles;
use crate::app::tests::press;
use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;
use crate::model::moves::Moves;

fn read(app: &mut App, articles: &[Article]) {
    for article in articles {
        app.update(Message::loaded(app.library.next_id(), vec![Arc::new(article.clone())]));
    }
    app.update(Message::LoadingDone);
}

fn open(articles: &[Article]) -> App {
    let inputs = vec!["/news".to_owned()];
    let mut app = App::new(Settings { inputs, base: Some("/".into()), ..Settings::default() }, 120, 40);
    read(&mut app, articles);
    app
}

/// Presses `R`, and reads these articles.
#[track_caller]
fn again(app: &mut App, articles: &[Article]) {
    assert_eq!(press(app, "R"), [Effect::ReadAgain]);
    let old = app.begin_again();
    assert!(app.library.store().is_empty() && !old.library.store().is_empty());
    read(app, articles);
}

/// The same where articles that are as they were are taken over.
#[track_caller]
fn again_taking_over(app: &mut App, articles: &[Article]) {
    assert_eq!(press(app, "R"), [Effect::ReadAgain]);
    assert_eq!(press(app, "R"), [], "it is being looked");
    let store = app.library.store();
    let before: Vec<_> = (0..store.len() as u32).filter_map(|n| store.article(ArticleId(n))).collect();
    let (mut moves, mut new) = (Moves::all_gone(before.len()), Vec::new());
    for article in articles {
        match before.iter().position(|old| **old == *article) {
            Some(at) => moves.stays(ArticleId(at as u32)),
            None => {
                let Message::Loaded(one) = Message::loaded(moves.comes(), vec![Arc::new(article.clone())]) else {
                    panic!("an article was loaded");
                };
                new.extend(one);
            }
        }
    }
    let is_nothing = moves.is_nothing();
    let reread = Reread { moves: moves.clone(), new, problems: Vec::new() };
    let effects = app.update(Message::Reread(Some(Box::new(reread))));
    assert_eq!(effects.into_iter().next(), (!is_nothing).then_some(Effect::Follow(moves)));
}

#[test]
fn what_is_being_typed_stays_and_files_are_read_when_it_is_done() {
    for (begins, typed) in [("F", "-middle"), ("/", "bridge"), ("N", "a note")] {
        let mut app = open(&articles());
        press(&mut app, "R");
        press(&mut app, begins);
        press(&mut app, typed);
        assert!(app.screen().is_typing(&app), "{begins}");
        assert_eq!(app.update(Message::Reread(None)), [], "{begins}");
        assert!(app.screen().is_typing(&app), "{begins}");
        let effects = press(&mut app, "<Esc>");
        assert_eq!(effects.last(), Some(&Effect::ReadAgain), "{begins}");
        assert!(!press(&mut app, "j").contains(&Effect::ReadAgain), "once");
    }
}

fn title(app: &App) -> &str {
    app.reader.article.and_then(|id| app.library.store().head(id)).map_or("", |article| article.title())
}

#[test]
fn article_row_filter_and_what_was_done_come_back() {
    for again in [again, again_taking_over] {
        come_back(again);
    }
}

fn come_back(again: fn(&mut App, &[Article])) {
    let before = articles();
    let mut app = open(&before);
    press(&mut app, "F-middle<Enter>Jsl20jtqt?");
    let (opened, top) = (title(&app).to_owned(), app.reader.top);
    assert!(top > 5 && app.list.order.len() < before.len(), "{top} {:?} {}", app.focus, app.reader.page.rows().len());
    let first = Article {
        head: Head { id: "new.txt".into(), path: Some("/news/new.txt".into()), ..before[0].head.clone() },
        ..before[0].clone()
    };
    let first = Article { text: first.text.replace("north", "far"), ..first };
    let now: Vec<Article> = [first].into_iter().chain(before.iter().cloned()).collect();
    again(&mut app, &now);
    assert_eq!((title(&app), app.reader.top), (opened.as_str(), top));
    assert_eq!(app.filter.query.to_string(), "-middle");
    assert_eq!(app.notice.as_deref(), Some("read again: 1 new"));
    assert!(!app.reader.shown.quotations, "what was switched off stays off");
    assert!(app.reader.shown.doubtful && app.board.doubtful, "and what was switched on stays on");
    press(&mut app, "Fis:starred<Enter>");
    assert_eq!((app.list.order.len(), title(&app)), (1, opened.as_str()));
    again(&mut app, &now);
    assert_eq!(app.notice.as_deref(), Some("read again: nothing has changed"));
}

#[test]
fn an_edited_text_is_opened_where_it_was_and_keeps_its_star() {
    for again in [again, again_taking_over] {
        edited(again);
    }
}

fn edited(again: fn(&mut App, &[Article])) {
    let mut all = articles().to_vec();
    let mut app = open(&all);
    press(&mut app, "Js");
    let id = app.article().unwrap().id.clone();
    let edited = all.iter_mut().find(|article| article.id == id).unwrap();
    edited.text = edited.text.replacen("north", "nearer", 1).replacen("middle", "nearer", 1);
    again(&mut app, &all);
    assert_eq!(app.article().unwrap().id, id);
    assert!(app.article().unwrap().text.contains("nearer"));
    assert_eq!(app.notice.as_deref(), Some("read again: 1 changed"));
    press(&mut app, "Fis:starred<Enter>");
    assert_eq!(app.list.order.len(), 1);
}

/// A busy disk gives what was kept only after a star was written and the file was edited and read again.
#[test]
fn a_star_stays_though_what_was_kept_is_known_late() {
    for late in 0..3 {
        let mut all = articles().to_vec();
        let inputs = vec!["/news".to_owned()];
        let settings = Settings { inputs, base: Some("/".into()), keeps: true, ..Settings::default() };
        let mut app = App::new(settings, 120, 40);
        read(&mut app, &all);
        press(&mut app, "JsaA note<Enter>");
        let known = Message::Remembered(Box::default(), HashMap::new());
        assert_eq!(app.take_changes().articles.len(), 1);
        if late == 0 {
            app.update(known.clone());
        }
        let id = app.article().unwrap().id.clone();
        let edited = all.iter_mut().find(|article| article.id == id).unwrap();
        edited.text.insert_str(0, "Nearer. ");
        assert_eq!(press(&mut app, "R"), [Effect::ReadAgain]);
        let _old = app.begin_again();
        if late == 1 {
            app.update(known.clone());
        }
        read(&mut app, &all);
        if late == 2 {
            app.update(known);
        }
        assert_eq!((app.keep.memory.notes.len(), app.take_changes().articles.len()), (1, 1), "late {late}");
        press(&mut app, "Fis:starred<Enter>");
        assert_eq!((app.list.order.len(), app.article().unwrap().id.clone()), (1, id), "late {late}");
    }
}

#[test]
fn an_open_article_that_is_gone_makes_room_for_another() {
    for again in [again, again_taking_over] {
        gone(again);
    }
}

fn gone(again: fn(&mut App, &[Article])) {
    let mut all = articles().to_vec();
    let mut app = open(&all);
    press(&mut app, "J");
    let id = app.article().unwrap().id.clone();
    all.retain(|article| article.id != id);
    again(&mut app, &all);
    assert!(app.article().is_some_and(|article| article.id != id));
    assert_eq!(app.notice.as_deref(), Some("read again: 1 gone"));
}

#[test]
fn a_comparison_comes_back() {
    let all = articles();
    let mut app = open(&all);
    press(&mut app, "cJc");
    let compared = |app: &App| {
        let compare = app.compare.as_ref().unwrap();
        let title =
            |hand: Hand| app.library.store().article(compare.articles[hand.index()]).unwrap().title().to_owned();
        [title(Hand::Left), title(Hand::Right)]
    };
    let before = compared(&app);
    again(&mut app, &all[..]);
    assert_eq!((app.screen_below(), compared(&app)), (ScreenKind::Comparison, before));
}

#[test]
fn nothing_is_read_again_that_cannot_be() {
    let mut app = App::new(Settings { inputs: vec!["-".into()], ..Settings::default() }, 120, 40);
    read(&mut app, &articles());
    assert_eq!(press(&mut app, "R"), []);
    assert!(app.notice.unwrap().contains("pipe"));
    let mut app = App::new(Settings { inputs: vec!["/news".into()], ..Settings::default() }, 120, 40);
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(articles()[0].clone())]));
    assert_eq!(press(&mut app, "R"), [], "it is still being read");
}

#[test]
fn that_files_have_changed_is_told_until_they_are_read() {
    let mut app = open(&articles());
    app.update(Message::FilesChanged(3));
    assert_eq!(app.library.changed_files, 3);
    again(&mut app, &articles());
    assert_eq!(app.library.changed_files, 0);
}

#[test]
fn so_much_that_is_new_is_read_as_at_a_start() {
    let mut app = open(&articles());
    press(&mut app, "R");
    assert_eq!(app.update(Message::Reread(None)), [Effect::ReadAllAgain]);
}
