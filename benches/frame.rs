//! What a key and a frame cost: layout of an article, scrolling, moving in the list, filtering, comparing rows.

use std::sync::Arc;

use divan::Bencher;
use parallax::analysis;
use parallax::app::App;
use parallax::app::highlights::Highlights;
use parallax::app::message::Message;
use parallax::app::page::Page;
use parallax::app::settings::Settings;
use parallax::config::about::About;
use parallax::model::article::{Article, Head};
use parallax::model::article_id::ArticleId;
use parallax::model::block::{Block, BlockKind};
use parallax::text::span::Span;
use parallax::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    divan::main();
}

const PARAGRAPH: &str = "The foreign minister of Norland, Ada Berg, said on Tuesday that the talks had been “frank and useful”. \
     Officials in Port Ellery warned that the dispute over the strait could cost 24 million crowns. Mr. Reed’s party \
     accused the government of undermining the treaty, a charge that Ms. Berg denied.\n\n";

/// An article of about `bytes` bytes.
fn article(bytes: usize) -> Article {
    let text = PARAGRAPH.repeat(bytes.div_ceil(PARAGRAPH.len()));
    let starts = (0..text.len()).step_by(PARAGRAPH.len());
    let blocks = starts
        .map(|at| Block { kind: BlockKind::Body, span: Span::new(at, at + PARAGRAPH.len()).trimmed(&text) })
        .collect();
    Article { head: Head { id: "bench".into(), ..Head::default() }, text, blocks, ..Article::default() }
}

/// A reader of 160 × 45 cells with `count` articles of `bytes` bytes, the first one analysed.
fn reader(count: usize, bytes: usize) -> App {
    let article = Arc::new(article(bytes));
    let findings = Arc::new(analysis::article(&article));
    let mut app = App::new(Settings::default(), 160, 45);
    app.update(Message::loaded(app.library.next_id(), vec![article; count]));
    app.update(Message::LoadingDone);
    app.update(Message::analysed(ArticleId(0), findings));
    app
}

fn press(app: &mut App, keys: &[&str]) {
    for key in keys {
        app.update(Message::Key(key.parse().expect("a key")));
    }
}

fn buffer() -> Buffer {
    Buffer::empty(Rect::new(0, 0, 160, 45))
}

#[divan::bench]
fn layout_of_10_mb(bencher: Bencher<'_, '_>) {
    let article = article(10 << 20);
    bencher.bench(|| Page::new(&article, &About::usual(), 72, false));
}

#[divan::bench(sample_count = 10)]
fn sorting_the_marks_of_1_mb(bencher: Bencher<'_, '_>) {
    let findings = analysis::article(&article(1 << 20));
    bencher.bench(|| Highlights::new(&findings, |_| true));
}

#[divan::bench(args = [8, 5_000])]
fn scrolling_with_articles(bencher: Bencher<'_, '_>, count: usize) {
    let mut app = reader(count, 6_000);
    press(&mut app, &["g", "t"]);
    let mut buffer = buffer();
    bencher.bench_local(|| {
        press(&mut app, &["j", "k"]);
        view::paint(&app, &mut buffer);
    });
}

#[divan::bench(args = [8, 5_000])]
fn moving_in_a_list_of(bencher: Bencher<'_, '_>, count: usize) {
    let mut app = reader(count, 6_000);
    let mut buffer = buffer();
    bencher.bench_local(|| {
        press(&mut app, &["j", "k"]);
        view::paint(&app, &mut buffer);
    });
}

#[divan::bench(sample_count = 20)]
fn scrolling_10_mb(bencher: Bencher<'_, '_>) {
    let mut app = App::new(Settings::default(), 160, 45);
    app.update(Message::loaded(app.library.next_id(), vec![Arc::new(article(10 << 20))]));
    press(&mut app, &["g", "t", "G", "k"]);
    let mut buffer = buffer();
    bencher.bench_local(|| {
        press(&mut app, &["j", "k"]);
        view::paint(&app, &mut buffer);
    });
}

#[divan::bench(sample_count = 20)]
fn filtering_5_000_articles_by_a_word(bencher: Bencher<'_, '_>) {
    let mut app = reader(5_000, 5_000);
    let mut buffer = buffer();
    bencher.bench_local(|| {
        press(&mut app, &["F", "t", "r", "e", "a", "t", "y", "Enter"]);
        view::paint(&app, &mut buffer);
        press(&mut app, &["t", "f"]);
    });
}
