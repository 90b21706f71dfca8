//! What the program spends its time on. Run with `cargo bench`, or `cargo bench -- wrap` for one of them.
//!
//! The texts are made up here: sentences of news prose with names, quotations and typographic quotation marks.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use std::sync::Arc;

use divan::Bencher;
use divan::counter::BytesCount;
use parallax::app::App;
use parallax::app::message::Message;
use parallax::app::settings::Settings;
use parallax::export::annotate;
use parallax::load::{Input, Item, load};
use parallax::model::article::{Article, Head};
use parallax::model::article_id::ArticleId;
use parallax::model::block::{Block, BlockKind};
use parallax::text::fold::fold;
use parallax::text::span::Span;
use parallax::text::wrap::wrap;
use parallax::view::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rayon::prelude::*;

fn main() {
    divan::main();
}

const SENTENCES: [&str; 6] = [
    "The foreign minister of Norland, Ada Berg, said on Tuesday that the talks had been “frank and useful”. ",
    "Officials in Port Ellery warned that the long-running dispute over the strait could cost 24 million crowns. ",
    "“We won’t sign anything that harms our fishermen,” President Tomas Reed told reporters in the capital. ",
    "Mr. Reed’s party accused the government of undermining the treaty — a charge that Ms. Berg denied. ",
    "Trade between the two countries grew by 3.5 per cent last year, according to the central bank. ",
    "The U.S. envoy, who arrived on March 18, 2021, urged both sides to respect the court's ruling. ",
];

/// A text of about `bytes` bytes with a paragraph every five sentences.
fn news(bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 200);
    for i in 0.. {
        if out.len() >= bytes {
            break;
        }
        out.push_str(SENTENCES[(i * 7 + i / 5) % SENTENCES.len()]);
        if i % 5 == 4 {
            out.push_str("\n\n");
        }
    }
    out
}

/// An article with one block a paragraph.
fn article(bytes: usize) -> Article {
    let text = news(bytes);
    let mut blocks = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(at, at + paragraph.len()).trimmed(&text);
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Body, span });
        }
        at += paragraph.len() + 2;
    }
    Article { head: Head { id: "bench".into(), ..Head::default() }, text, blocks, ..Article::default() }
}

#[divan::bench(args = [4_000, 10_000_000], sample_count = 20)]
fn wrap_paragraphs(bencher: Bencher<'_, '_>, bytes: usize) {
    let article = article(bytes);
    bencher.counter(BytesCount::new(article.text.len())).bench(|| {
        let mut rows = Vec::new();
        for block in &article.blocks {
            wrap(&article.text, block.span, 80, &mut rows);
        }
        rows
    });
}

#[divan::bench(sample_count = 10)]
fn wrap_one_line(bencher: Bencher<'_, '_>) {
    let text = news(10_000_000);
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let mut rows = Vec::new();
        wrap(&text, Span::new(0, text.len()), 80, &mut rows);
        rows
    });
}

#[divan::bench(sample_count = 10)]
fn wrap_chinese(bencher: Bencher<'_, '_>) {
    let text = "两国外交部长星期二举行会谈，讨论了「海峡」问题。".repeat(14_000);
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let mut rows = Vec::new();
        wrap(&text, Span::new(0, text.len()), 80, &mut rows);
        rows
    });
}

#[divan::bench(sample_count = 10)]
fn fold_text(bencher: Bencher<'_, '_>) {
    let text = news(10_000_000);
    bencher.counter(BytesCount::new(text.len())).bench(|| fold(&text));
}

#[divan::bench(sample_count = 10)]
fn find_in_folded(bencher: Bencher<'_, '_>) {
    let folded = fold(&news(10_000_000));
    bencher.counter(BytesCount::new(folded.text().len())).bench(|| folded.find_all("won't sign"));
}

#[divan::bench(sample_count = 20)]
fn annotate_article(bencher: Bencher<'_, '_>) {
    let article = article(4_000);
    bencher.counter(BytesCount::new(article.text.len())).bench(|| parallax::analysis::article(&article));
}

#[divan::bench(sample_count = 3)]
fn annotate_5000_articles(bencher: Bencher<'_, '_>) {
    let article = article(4_000);
    bencher.counter(BytesCount::new(article.text.len() * 5_000)).bench(|| {
        (0..5_000).into_par_iter().map(|_| parallax::analysis::article(&article).sentences.len()).sum::<usize>()
    });
}

/// Loads an input and returns how many articles there were.
fn count_articles(inputs: &[Input]) -> usize {
    let mut articles = 0;
    load(inputs, &mut |item| {
        articles += usize::from(matches!(item, Item::Article(_)));
        ControlFlow::Continue(())
    });
    articles
}

#[divan::bench(sample_count = 10)]
fn load_1000_files(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder for the files");
    let text = news(4_000);
    for i in 0..1_000 {
        std::fs::write(folder.path().join(format!("{i}.txt")), format!("Headline {i}\n\n{text}")).expect("a file");
    }
    let inputs = [Input::Path(folder.path().to_owned())];
    bencher.counter(BytesCount::new(text.len() * 1_000)).bench(|| count_articles(&inputs));
}

#[divan::bench(sample_count = 10)]
fn load_json_lines(bencher: Bencher<'_, '_>) {
    let folder = tempfile::tempdir().expect("a folder for the file");
    let text = news(4_000);
    let mut lines = String::new();
    for i in 0..1_000 {
        let _ = writeln!(lines, "{}", serde_json::json!({"id": i.to_string(), "text": text}));
    }
    let path = folder.path().join("all.jsonl");
    std::fs::write(&path, lines).expect("a file");
    let inputs = [Input::Path(path)];
    bencher.counter(BytesCount::new(text.len() * 1_000)).bench(|| count_articles(&inputs));
}

#[divan::bench(sample_count = 20)]
fn write_json_line(bencher: Bencher<'_, '_>) {
    let article = article(4_000);
    let findings = parallax::analysis::article(&article);
    bencher.counter(BytesCount::new(article.text.len())).bench(|| annotate::line(&article, &findings));
}

/// A whole frame in the middle of an article: the cost must not depend on its length.
#[divan::bench(args = [10_000, 1_000_000])]
fn draw_a_frame(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut app = App::new(Settings::default(), 160, 45);
    let article = Arc::new(article(bytes));
    let findings = Arc::new(parallax::analysis::article(&article));
    app.update(Message::loaded(app.library.next_id(), vec![article]));
    app.update(Message::LoadingDone);
    app.update(Message::analysed(ArticleId(0), findings));
    for key in ["l", "2", "0", "G"] {
        app.update(Message::Key(key.parse().expect("a key")));
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, 160, 45));
    bencher.bench_local(|| {
        buffer.reset();
        paint(&app, &mut buffer)
    });
}
