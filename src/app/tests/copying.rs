//! The copy menu: what it offers on each screen, and that what is copied is clean.

use std::sync::Arc;

use crate::app::App;
use crate::app::message::{Effect, Message};
use crate::app::settings::Settings;
use crate::app::tests::{article, comparing, findings, full, press};
use crate::app::window::WindowKind;
use crate::model::article::{Article, Head, Metadata};
use crate::model::article_id::ArticleId;

/// A reader with one analysed article that has a file and an address.
fn published() -> App {
    let north = article("north", 8);
    let url = Some("https://mail.example/north".to_owned());
    let metadata = Metadata { url, source: Some("Harbour Mail".into()), ..north.metadata.clone() };
    let north = Article { head: Head { path: Some("news/north.md".into()), metadata, ..north.head }, ..north };
    let found = findings(&north);
    let mut app = App::new(Settings { paths: vec!["my news".into()], ..Settings::default() }, 120, 40);
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(north)]));
    app.update(Message::LoadingDone);
    app.update(Message::analysed(ArticleId(0), Arc::new(found)));
    app
}

/// What the keys copy.
#[track_caller]
fn copied(app: &mut App, keys: &str) -> String {
    match &press(app, keys)[..] {
        [Effect::Copy { text, .. }] => text.clone(),
        other => panic!("{keys}: {other:?}, {:?}", app.notice),
    }
}

/// The letters that the menu offers.
fn offered(app: &mut App, keys: &str) -> String {
    press(app, keys);
    let window = app.window.take().filter(|w| w.kind == WindowKind::Copy).expect("the menu");
    window.lines.iter().map(|l| l.left.as_str()).collect()
}

#[test]
fn each_letter_copies_what_its_line_shows() {
    let mut app = published();
    press(&mut app, "gt]q");
    assert_eq!(offered(&mut app, "y"), "wypqcmlo");
    assert_eq!(copied(&mut app, "yw"), "“We will build it,”");
    assert!(copied(&mut app, "yy").starts_with("“We will build it,” said the mayor"));
    assert!(copied(&mut app, "yp").starts_with("Sentence 1 of north says that Ann Lee"));
    assert_eq!(copied(&mut app, "yq"), "“We will build it,” (speaker unknown, Harbour Mail)");
    assert_eq!(copied(&mut app, "yc"), "“The north bridge vote”, Harbour Mail, https://mail.example/north, ¶ 1");
    assert!(copied(&mut app, "ym").starts_with("> “We will build it,” said the mayor"));
    assert!(copied(&mut app, "yl").starts_with("https://mail.example/north#:~:text=%E2%80%9CWe%20will"));
    assert_eq!(copied(&mut app, "yo"), "parallax 'my news' --open north:1");
    assert!(app.window.is_none(), "the menu closes");
    // Enter copies the selected line, and a letter that no line has does nothing.
    assert_eq!(copied(&mut app, "yj<Enter>"), copied(&mut app, "yy"));
    assert!(press(&mut app, "yx").is_empty());
}

#[test]
fn the_list_the_panel_and_the_windows_have_it_too() {
    let mut app = published();
    assert_eq!(offered(&mut app, "gay"), "clo", "a whole article has a citation, a link and a command");
    assert_eq!(copied(&mut app, "gayo"), "parallax 'my news' --open north");
    assert_eq!(copied(&mut app, "gs}yw"), "Ann Lee");
    assert!(copied(&mut app, "g/\"said the mayor\"<Enter>yy").contains("said the mayor"), "from a hit of the search");
    assert_eq!(copied(&mut app, "Fnorth<Enter>gayo"), "parallax 'my news' --filter north --open north");
}

#[test]
fn a_comparison_copies_from_the_text_with_the_focus() {
    let mut app = comparing::compared(120, 40);
    assert!(copied(&mut app, "yp").contains("of north"));
    assert!(copied(&mut app, "<Tab>yp").contains("of south"));
    assert!(app.compare.is_some());
}

#[test]
fn what_is_said_is_what_was_done() {
    let mut app = full(120, 40);
    press(&mut app, "gtyy");
    assert!(app.notice.is_none(), "nothing is said before it is done");
    app.update(Message::Copied("copied the sentence (9 characters) with a-program".into()));
    assert!(app.notice.as_deref().is_some_and(|n| n.contains("a-program")));
}

#[test]
fn control_characters_of_an_article_are_not_copied() {
    let mut evil = article("north", 3);
    evil.text = evil.text.replace("crossed", "\x1b[201~d\u{9b}\u{202e}\x07");
    evil.blocks.iter_mut().for_each(|b| b.span.end = b.span.end.min(evil.text.len() as u32));
    evil.metadata.title = Some("\x1b]0;x\x07".into());
    let found = findings(&evil);
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(evil)]));
    app.update(Message::analysed(ArticleId(0), Arc::new(found)));
    for letter in ["y", "p", "q", "c", "m"] {
        let text = copied(&mut app, &format!("gty{letter}"));
        let odd = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!text.contains(odd), "y{letter}: {text:?}");
    }
}

#[test]
fn without_an_article_there_is_nothing_to_copy() {
    let mut app = App::new(Settings::default(), 120, 40);
    assert!(press(&mut app, "y").is_empty());
    assert!(app.window.is_none() && app.notice.is_some());
}
