//! A frame costs what is on the screen and not what is in the corpus. Compares a small corpus with a large one on the same
//! machine at the same time, so it says nothing about absolute speed; that is what the benchmarks are for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parallax::app::App;
use parallax::app::message::Message;
use parallax::app::settings::Settings;
use parallax::model::article::Article;
use parallax::model::block::{Block, BlockKind};
use parallax::text::span::Span;
use parallax::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A reader with `articles` short articles.
fn reader(articles: usize) -> App {
    let text = "The council met. Ann Lee said that the bridge would be built.".to_owned();
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    let article = Arc::new(Article { id: "a".to_owned(), text, blocks, ..Article::default() });
    let mut app = App::new(Settings::default(), 120, 40);
    app.update(Message::Loaded(vec![article; articles]));
    app.update(Message::LoadingDone);
    app
}

/// The least that a key and its frame take, over many of them: what the work itself costs, without what else the machine
/// does.
fn cost(app: &mut App, keys: &[&str]) -> Duration {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    let key = |name: &str| Message::Key(name.parse().expect("a key"));
    let mut least = Duration::MAX;
    for _ in 0..30 {
        for name in keys {
            let start = Instant::now();
            app.update(key(name));
            view::paint(app, &mut buffer);
            least = least.min(start.elapsed());
        }
    }
    least
}

#[test]
fn a_frame_costs_the_same_with_ten_articles_and_with_many() {
    let (mut small, mut large) = (reader(10), reader(50_000));
    for keys in [&["j", "k"][..], &["G", "g", "g"], &["Tab", "j", "k", "Tab", "Tab"], &["J", "K"]] {
        let (few, many) = (cost(&mut small, keys), cost(&mut large, keys));
        assert!(many < few * 3 + Duration::from_micros(300), "{keys:?}: {few:?} with 10, {many:?} with 50,000");
    }
}
