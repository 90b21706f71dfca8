//! A frame costs what is on the screen and not what is in the corpus. Compares a small corpus with a large one on the same
//! machine at the same time, so it says nothing about absolute speed; that is what the benchmarks are for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parallax::app::App;
use parallax::app::message::Message;
use parallax::app::settings::Settings;
use parallax::model::article::{Article, Head};
use parallax::model::block::{Block, BlockKind};
use parallax::text::span::Span;
use parallax::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A reader with `articles` short articles.
fn reader(articles: usize) -> App {
    let text = "The council met. Ann Lee said that the bridge would be built.".to_owned();
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    let article =
        Arc::new(Article { head: Head { id: "a".to_owned(), ..Head::default() }, text, blocks, ..Article::default() });
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::loaded(app.library.next_id(), vec![article; articles]));
    app.update(Message::LoadingDone);
    app
}

/// Lowers `least`, for each key what it and its frame have cost at the least, by a few more rounds. However busy the machine
/// is, what the work itself costs shows sooner or later.
fn lower(least: &mut [Duration], app: &mut App, keys: &[&str]) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    for _ in 0..5 {
        for (name, least) in keys.iter().zip(&mut *least) {
            let key = Message::Key(name.parse().expect("a key"));
            let start = Instant::now();
            app.update(key);
            view::paint(app, &mut buffer);
            *least = start.elapsed().min(*least);
        }
    }
}

#[test]
fn a_frame_costs_the_same_with_ten_articles_and_with_many() {
    let (mut small, mut large) = (reader(10), reader(50_000));
    for keys in [&["j", "k"][..], &["G", "g", "g"], &["Tab", "j", "k", "Tab", "Tab"], &["J", "K"]] {
        let (mut few, mut many) = (vec![Duration::MAX; keys.len()], vec![Duration::MAX; keys.len()]);
        lower(&mut few, &mut small, keys);
        let within =
            |many: &[Duration]| many.iter().zip(&few).all(|(many, few)| *many < *few * 3 + Duration::from_micros(300));
        for _ in 0..200 {
            lower(&mut many, &mut large, keys);
            if within(&many) {
                break;
            }
        }
        assert!(within(&many), "{keys:?}: {few:?} with 10, {many:?} with 50,000");
    }
}
