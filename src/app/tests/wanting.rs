//! What the command line wants to see at first.

use std::sync::Arc;

use crate::app::App;
use crate::app::compare::Hand;
use crate::app::geometry::Pane;
use crate::app::message::Message;
use crate::app::settings::{Settings, Wanted};
use crate::app::tests::{article, on_top, press};
use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;

/// A reader that wants something, with two articles that are read one after the other.
fn reader(wanted: Wanted) -> App {
    let mut app = App::new(Settings { wanted: Some(wanted), ..Settings::default() }, 120, 40);
    for name in ["north", "south"] {
        let path = Some(format!("news/{name}.md").into());
        app.update(Message::loaded(
            app.library.next_id(),
            vec![Arc::new(Article { head: Head { path, ..article(name, 30).head }, ..article(name, 30) })],
        ));
    }
    app.update(Message::LoadingDone);
    app
}

#[test]
fn an_article_opens_at_a_paragraph() {
    for name in ["south:20", "news/south.md:20", "south.md:20", "south:¶20"] {
        let app = reader(Wanted::Article(name.into()));
        assert_eq!((app.reader.article, app.focus), (Some(ArticleId(1)), Pane::Text), "{name}");
        assert!(on_top(&app).starts_with("Sentence 20 "), "{name}: {}", on_top(&app));
        assert_eq!(app.notice, None);
    }
    let app = reader(Wanted::Article("south".into()));
    assert_eq!(app.reader.article, Some(ArticleId(1)));
}

#[test]
fn what_is_not_there_is_said_and_the_first_article_shows() {
    for name in ["nowhere", "outh.md", "", ":3", "north:x"] {
        let app = reader(Wanted::Article(name.into()));
        assert_eq!(app.reader.article, Some(ArticleId(0)), "{name}");
        assert!(app.notice.as_deref().is_some_and(|n| n.contains("no article is called")), "{name}");
    }
}

#[test]
fn two_articles_stand_side_by_side() {
    let app = reader(Wanted::Comparison("south:7".into(), "north".into()));
    let compare = app.compare.as_ref().expect("a comparison");
    assert_eq!(compare.articles, [ArticleId(1), ArticleId(0)]);
    let top = compare.row_at(Hand::Left, 0).and_then(|row| compare.pages[0].rows().get(row));
    assert_eq!(top.map(|row| row.number), Some(7));
}

#[test]
fn the_board_opens() {
    let mut app = reader(Wanted::Board);
    assert!(app.board.is_shown());
    press(&mut app, "q");
    assert!(!app.board.is_shown());
}
