//! How long it takes to lay two analysed articles side by side. Run with `cargo bench --bench compare`.
//!
//! The texts are made up here: two accounts of the same events that share names, figures, quotations and some of their
//! sentences, in another order.

use divan::Bencher;
use divan::counter::ItemsCount;
use parallax::analysis;
use parallax::model::article::{Article, Head};
use parallax::model::block::{Block, BlockKind};
use parallax::model::findings::ArticleFindings;
use parallax::text::span::Span;

fn main() {
    divan::main();
}

const PEOPLE: [&str; 8] =
    ["Ada Berg", "Tomas Reed", "Lena Holt", "Marta Oduya", "Peter Sand", "Nora Falk", "Ivan Cole", "Ruth Amsel"];
const BODIES: [&str; 5] =
    ["the Fisheries Agency", "the central bank", "the Port Council", "the High Court", "the Norland Senate"];
const DEEDS: [&str; 8] =
    ["rejected", "defended", "postponed", "criticised", "explained", "welcomed", "questioned", "withdrew"];
const THINGS: [&str; 9] = [
    "treaty",
    "harbour tax",
    "rescue plan",
    "inquiry",
    "ferry contract",
    "budget",
    "border survey",
    "strike",
    "ruling",
];
const PLACES: [&str; 6] = ["Port Ellery", "Ostmark", "the capital", "Westhaven", "the northern islands", "Norland"];

/// A sentence of about 22 words that only `n` decides.
fn sentence(n: usize) -> String {
    let pick = |list: &[&'static str], by: usize| list[(n * by + n / 7) % list.len()];
    let (who, body, deed) = (pick(&PEOPLE, 3), pick(&BODIES, 7), pick(&DEEDS, 5));
    let (thing, place, figure) = (pick(&THINGS, 11), pick(&PLACES, 13), 12 + n * 37 % 900);
    match n % 3 {
        0 => format!(
            "{who} {deed} the {thing} in {place} on Tuesday, and {figure} officials of {body} signed a letter about it."
        ),
        1 => format!(
            "“We never {deed} the {thing} because of {figure} votes,” {who} told reporters in {place}, according to {body}."
        ),
        _ => format!(
            "In {place}, {body} said that the {thing} would cost {figure} million crowns, which {who} has {deed} for months."
        ),
    }
}

/// An article of about so many words; every second sentence depends on `version`, and so does the order.
fn article(words: usize, version: usize) -> (Article, ArticleFindings) {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let count = words / 22;
    for paragraph in 0..count / 3 {
        let start = text.len();
        for i in 0..3 {
            let n = (paragraph * 3 + i + version * 17) % count;
            text.push_str(&sentence(if n.is_multiple_of(2) { n } else { n + version * 1_000 }));
            text.push(' ');
        }
        let span = Span::new(start, text.len()).trimmed(&text);
        let kind = if paragraph == 0 { BlockKind::Title } else { BlockKind::Body };
        blocks.push(Block { kind, span });
        text.push_str("\n\n");
    }
    let article = Article {
        head: Head { id: format!("bench-{version}"), ..Head::default() },
        text,
        blocks,
        ..Article::default()
    };
    let findings = analysis::article(&article);
    (article, findings)
}

#[divan::bench(args = [2_000, 5_000])]
fn compare_articles(bencher: Bencher<'_, '_>, words: usize) {
    let (left, right) = (article(words, 0), article(words, 1));
    bencher.counter(ItemsCount::new(words * 2)).bench(|| analysis::compare((&left.0, &left.1), (&right.0, &right.1)));
}

/// Articles of 800 words about the same events.
#[divan::bench(args = [10, 50])]
fn across_a_story(bencher: Bencher<'_, '_>, articles: usize) {
    let story: Vec<_> = (0..articles).map(|version| article(800, version)).collect();
    let story: Vec<_> = story.iter().map(|(article, findings)| (article, findings)).collect();
    bencher.counter(ItemsCount::new(articles)).bench(|| analysis::across(&story));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn compare_ten_megabytes_with_themselves(bencher: Bencher<'_, '_>) {
    let huge = article(1_600_000, 0);
    bencher.bench(|| analysis::compare((&huge.0, &huge.1), (&huge.0, &huge.1)));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn compare_ten_megabytes_with_ten_words(bencher: Bencher<'_, '_>) {
    let (huge, tiny) = (article(1_600_000, 0), article(70, 1));
    bencher.bench(|| analysis::compare((&huge.0, &huge.1), (&tiny.0, &tiny.1)));
}
