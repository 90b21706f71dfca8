//! Workspaces, through the keys and opened again.

use std::sync::Arc;

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::message::{Effect, Message};
use crate::app::screen::ScreenKind;
use crate::app::settings::{OpenedWorkspace, Settings};
use crate::app::tests::keeping::articles;
use crate::app::tests::{on_top, press};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::workspace::{Opened, View, Workspace};
use crate::query::parse::parse;
use crate::store::order::SortKey;

/// A reader of articles, perhaps with a workspace, whose paths come as the command line gives them.
fn open(articles: &[Article], workspace: Option<&Workspace>) -> App {
    let filter = workspace.map(|w| parse(&w.filter).unwrap()).filter(|query| *query != parse("").unwrap());
    let opened = |workspace: &Workspace| OpenedWorkspace { file: "talks.toml".into(), workspace: workspace.clone() };
    let settings = Settings {
        inputs: vec!["/news".into()],
        base: Some("/".into()),
        filter,
        workspace: workspace.map(opened),
        ..Settings::default()
    };
    let mut app = App::new(settings, 120, 40);
    // In two parts, as a folder comes.
    for article in articles {
        app.update(Message::loaded(app.library.next_id(), vec![Arc::new(article.clone())]));
    }
    app.update(Message::LoadingDone);
    app
}

/// What is saved after some keys.
#[track_caller]
fn saved(app: &mut App, keys: &str) -> Workspace {
    press(app, keys);
    let effects = press(app, "gw<Ctrl-u>talks.toml<Enter>");
    let [Effect::SaveWorkspace { file, workspace }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(file, "talks.toml");
    // Files say where they are from the folder that the program runs in.
    let mut workspace = workspace.clone();
    let shorten = |opened: &mut Opened| opened.path = opened.path.take().map(|p| p.trim_start_matches('/').to_owned());
    workspace.article.iter_mut().for_each(shorten);
    workspace.compared.iter_mut().flatten().for_each(shorten);
    *workspace
}

#[test]
fn article_row_filter_and_order_come_back() {
    let workspace = saved(&mut open(&articles(), None), "F-middle<Enter>,t,NJl9G");
    assert_eq!((workspace.filter.as_str(), workspace.view), ("-middle", View::Text));
    assert_eq!(workspace.sort, [("length".to_owned(), true), ("title".to_owned(), false)]);
    assert_eq!(workspace.paths, ["/news"]);
    let mut app = open(&articles(), Some(&workspace));
    assert_eq!((app.filter.sort.by, app.filter.ties[0].by), (SortKey::Length, SortKey::Title));
    assert!(app.filter.query == parse("-middle").unwrap() && app.focus == Pane::Text);
    assert_eq!(app.notice.as_deref(), Some("the workspace talks.toml"));
    assert!(on_top(&app).starts_with("Sentence 9"), "{}", on_top(&app));
    // What is saved again unchanged is the same, and the same file is offered.
    assert_eq!(saved(&mut app, ""), workspace);
    press(&mut app, "gw");
    assert_eq!(app.asking.as_ref().unwrap().input.value(), "talks.toml");
    press(&mut app, "<Esc>X");
    assert!(!app.filter.active());
}

#[test]
fn a_comparison_and_the_board_come_back() {
    let mut app = open(&articles(), None);
    let workspace = saved(&mut app, "cJJc12j");
    assert_eq!(workspace.view, View::Comparison);
    let top = |app: &App| app.compare.as_ref().unwrap().top;
    let mut again = open(&articles(), Some(&workspace));
    assert_eq!(again.compare.as_ref().unwrap().articles, [ArticleId(0), ArticleId(2)]);
    assert_eq!(top(&again), top(&app));
    assert_eq!(saved(&mut again, ""), workspace);
    let workspace = saved(&mut open(&articles(), None), "B");
    assert_eq!(workspace.view, View::Board);
    assert_eq!(open(&articles(), Some(&workspace)).screen().kind(), ScreenKind::Board);
}

#[test]
fn what_was_edited_is_found_by_its_path_and_what_is_gone_is_said() {
    let workspace = saved(&mut open(&articles(), None), "JJl9G");
    let [north, middle, south] = articles();
    let edited = Article { text: south.text.replace("dawn", "noon"), ..south };
    let app = open(&[north.clone(), middle.clone(), edited], Some(&workspace));
    assert_eq!(app.reader.article, Some(ArticleId(2)));
    assert_eq!(app.reader.top, 0, "where one was in another text is not known");
    let app = open(&[north, middle], Some(&workspace));
    assert_eq!(app.reader.article, Some(ArticleId(0)));
    let said = "the workspace talks.toml; “The south bridge vote” is not there any more";
    assert_eq!(app.notice.as_deref(), Some(said));
}

#[test]
fn what_came_through_a_pipe_is_no_workspace() {
    let settings = Settings { inputs: vec!["-".into()], ..Settings::default() };
    let mut app = App::new(settings, 120, 40);
    press(&mut app, "gw");
    assert!(app.asking.is_none());
    assert_eq!(app.notice.as_deref(), Some("what came through a pipe cannot be opened again"));
}
