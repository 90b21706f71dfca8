//! What leads out of the reader: reports, addresses, the editor, commands.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::App;
use crate::app::message::{Effect, Message};
use crate::app::settings::Settings;
use crate::app::tests::{all, article, findings, full, press};
use crate::model::article::Link;
use crate::model::article_id::ArticleId;
use crate::model::problem::{Problem, Severity};

/// A reader with one article that has an address, a file, and links in its paragraphs.
fn one(links: &[(&str, &str)], url: &str) -> App {
    let mut north = article("north", 3);
    let link = |(words, url): &(&str, &str)| Link { span: all(&north.text, words)[0], url: (*url).to_owned() };
    north.links = links.iter().map(link).collect();
    north.metadata.url = Some(url.to_owned());
    north.path = Some(PathBuf::from("news/north.md"));
    let found = findings(&north);
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(north)]));
    app.update(Message::LoadingDone);
    app.update(Message::analysed(ArticleId(0), Arc::new(found)));
    app
}

#[track_caller]
fn opens(app: &mut App, keys: &str, url: &str) {
    assert_eq!(press(app, keys), [Effect::Browse(url.to_owned())], "{keys}: {:?}", app.notice);
}

#[test]
fn the_address_of_the_article_is_opened_where_there_is_no_link() {
    opens(&mut one(&[], "https://north.example/1"), "gx", "https://north.example/1");
    opens(&mut one(&[], "https://north.example/1"), "gtgx", "https://north.example/1");
    for bad in ["javascript:alert(1)", "file:///etc/passwd", "https://x.example/\u{202e}y", ""] {
        let mut app = one(&[], bad);
        assert!(press(&mut app, "gx").is_empty(), "{bad}");
        assert!(app.notice.as_deref().is_some_and(|told| told.contains("address of the web")), "{:?}", app.notice);
    }
}

#[test]
fn of_several_links_of_a_paragraph_a_digit_opens_one() {
    let links =
        [("Sentence 1", "https://a.example/"), ("river café", "mailto:x@y"), ("toll bridge", "http://b.example/")];
    let mut app = one(&links, "https://north.example/1");
    opens(&mut app, "gt/Sentence 1<Enter>gx", "https://a.example/");
    assert!(press(&mut app, "/crossed<Enter>gx").is_empty());
    let window = app.window.as_ref().expect("the links are listed");
    let shown: Vec<&str> = window.lines.iter().map(|line| line.right.as_str()).collect();
    assert_eq!(shown.len(), 3, "the link of another scheme is not there: {shown:?}");
    assert!(shown[2].starts_with("the article: "), "{shown:?}");
    opens(&mut app, "2", "http://b.example/");
    assert!(app.window.is_none());
}

#[test]
fn the_editor_gets_the_file_and_the_words_of_the_line() {
    let mut app = one(&[], "");
    match &press(&mut app, "gt/crossed<Enter>ge")[..] {
        [Effect::Edit { path, words, .. }] => {
            assert_eq!(path, &PathBuf::from("news/north.md"));
            assert!(words.starts_with("Sentence 1 of north says"), "{words}");
        }
        other => panic!("{other:?}"),
    }
    // What came through a pipe has no file.
    assert!(press(&mut full(120, 40), "ge").is_empty());
}

#[test]
fn a_file_that_gave_no_article_is_shown_from_its_problem() {
    let mut app = one(&[], "");
    let problem = |path: Option<&str>, line| Problem {
        path: path.map(PathBuf::from),
        line,
        severity: Severity::Error,
        message: "is cut off".into(),
    };
    app.update(Message::Problems(vec![problem(Some("news/broken.json"), Some(7))]));
    let shown = press(&mut app, "!<Enter>");
    assert_eq!(shown, [Effect::Edit { path: "news/broken.json".into(), line: Some(7), words: String::new() }]);
    // A problem of no file leads nowhere, and says so.
    let mut app = one(&[], "");
    app.update(Message::Problems(vec![problem(None, None)]));
    assert!(press(&mut app, "!<Enter>").is_empty());
    assert!(app.notice.as_deref().is_some_and(|notice| notice.contains("neither")), "{:?}", app.notice);
}

#[test]
fn a_command_gets_a_paragraph_or_the_article() {
    let mut app = one(&[], "");
    press(&mut app, "gt/crossed<Enter>gp");
    match &press(&mut app, "wc<Enter>")[..] {
        [Effect::Pipe { command, text }] => {
            assert_eq!(command, "wc");
            assert!(text.starts_with("Sentence 1 of north") && text.lines().count() == 1, "{text}");
        }
        other => panic!("{other:?}"),
    }
    press(&mut app, "gagp");
    let whole = press(&mut app, "wc<Enter>");
    assert!(matches!(&whole[..], [Effect::Pipe { text, .. }] if text.lines().count() == 5), "{whole:?}");
    assert!(press(&mut app, "gp<Esc>").is_empty());
    assert!(app.asking.is_none());
}

#[test]
fn a_report_is_on_the_list_or_on_what_is_compared() {
    let mut app = full(120, 40);
    press(&mut app, "E");
    assert_eq!(app.asking.as_ref().map(|asking| asking.input.value()), Some("report.html"));
    match &press(&mut app, "<Ctrl-u>a.md!<Enter>")[..] {
        [Effect::Report { file, replace, articles, pair, .. }] => {
            assert_eq!((file.as_str(), *replace, articles.len(), *pair), ("a.md", true, 3, None));
        }
        other => panic!("{other:?} {:?}", app.notice),
    }
    press(&mut app, "cJcE");
    match &press(&mut app, "<Enter>")[..] {
        [Effect::Report { file, replace, articles, pair: Some(_), .. }] => {
            assert_eq!((file.as_str(), *replace, articles.len()), ("report.html", false, 2));
        }
        other => panic!("{other:?} {:?}", app.notice),
    }
    app.update(Message::Done("report.html is there already".into()));
    assert_eq!(app.notice.as_deref(), Some("report.html is there already"));
}

#[test]
fn what_a_command_printed_shows_and_commands_nothing() {
    let mut app = full(120, 40);
    let output = "one\n\u{1b}[2Jtwo\n".to_owned();
    app.update(Message::Piped { title: "wc (exit status: 0)".into(), output });
    let lines: Vec<String> = app.window.iter().flat_map(|w| &w.lines).map(|line| line.right.clone()).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].contains("two") && !lines[1].contains('\u{1b}'), "{lines:?}");
}
