//! Filtering and searching 5,000 articles of 5 KB. Run with `cargo bench --bench query`.
//!
//! The texts are made up of a vocabulary in which few words are common and most are rare, as in any language.

use std::sync::LazyLock;

use divan::Bencher;
use jiff::civil::Date;
use parallax::model::article::{Article, Head, Metadata};
use parallax::model::article_id::ArticleId;
use parallax::model::block::{Block, BlockKind};
use parallax::model::entity::{Entity, EntityKind, Mention};
use parallax::model::findings::ArticleFindings;
use parallax::model::reason::Reason;
use parallax::query::complete::complete;
use parallax::query::filter::{Filter, Reading};
use parallax::query::index::{ArticleEntry, FindingsEntry, Index};
use parallax::query::needle::Needle;
use parallax::query::parse::parse;
use parallax::query::search::{context, hits};
use parallax::query::set::ArticleSet;
use parallax::text::span::Span;

fn main() {
    LazyLock::force(&CORPUS);
    divan::main();
}

const ARTICLES: usize = 5_000;
const WORDS: usize = 30_000;
const BYTES: usize = 5_000;

static CORPUS: LazyLock<(Vec<Article>, Index)> = LazyLock::new(corpus);

/// Numbers that look random and are the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// A word of two to five syllables; the lower the number, the commoner the word.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["sa", "to", "ren", "mi", "lo", "ka", "ter", "ing", "de", "pu", "fra", "on", "es", "vi", "tion", "al"];
    let mut rest = number;
    let mut out = SYLLABLES[rest % 16].to_owned();
    while rest >= 16 || out.len() < 4 {
        rest /= 16;
        out.push_str(SYLLABLES[rest % 16]);
    }
    out
}

fn article(number: usize, vocabulary: &[String], numbers: &mut Numbers) -> (Article, ArticleFindings) {
    let mut text = String::with_capacity(BYTES + 100);
    let mut blocks = Vec::new();
    let mut mentions = Vec::new();
    while text.len() < BYTES {
        let from = text.len();
        for position in 0..100 {
            // The square of a square: few words make up most of the text.
            let share = numbers.below(1_000) * numbers.below(1_000) / 1_000;
            let which = share * share / 1_000 * WORDS / 1_000;
            let at = text.len();
            text.push_str(&vocabulary[which]);
            if position % 20 == 7 {
                mentions.push(Span::new(at, text.len()));
            }
            text.push_str(if position % 12 == 11 { ". " } else { " " });
        }
        blocks.push(Block { kind: BlockKind::Body, span: Span::new(from, text.trim_end().len()) });
        text.push_str("\n\n");
    }
    let entity = |span: &Span| Entity {
        name: format!("{0} {0}", span.of(&text)),
        kind: EntityKind::Person,
        mentions: vec![Mention { span: *span, reason: Reason::rule("bench") }],
        roles: Vec::new(),
        nominals: Vec::new(),
        resolved: true,
    };
    let entities = mentions.iter().map(entity).collect();
    let topics = (0..4).map(|i| vocabulary[(number * 7 + i * 31) % 300].clone()).collect();
    let metadata = Metadata {
        title: Some(vocabulary[number..number + 8].join(" ")),
        source: Some(format!("Gazette {}", number % 50)),
        published: Date::new(2021, (number % 12) as i8 + 1, (number % 28) as i8 + 1).ok(),
        ..Metadata::default()
    };
    let article = Article {
        head: Head { id: number.to_string(), metadata, ..Head::default() },
        text,
        blocks,
        ..Article::default()
    };
    (article, ArticleFindings { entities, topics, ..ArticleFindings::default() })
}

fn corpus() -> (Vec<Article>, Index) {
    let vocabulary: Vec<_> = (0..WORDS).map(word).collect();
    let mut numbers = Numbers(7);
    let mut articles = Vec::new();
    let mut index = Index::default();
    for number in 0..ARTICLES {
        let (article, findings) = article(number, &vocabulary, &mut numbers);
        let id = ArticleId(number as u32);
        index.push(id, ArticleEntry::new(&article));
        index.analysed(id, &FindingsEntry::new(&article, &findings));
        articles.push(article);
    }
    (articles, index)
}

/// What readers type, and the worst of it: words that are nowhere, short ones, many.
const QUERIES: [&str; 10] = [
    "topic:tersa",
    "entity:\"kami\"",
    "after:2021-03 before:2021-06 source:gazette",
    "nowhere",
    "mipuka",
    "\"kater tersa\"",
    "a",
    "-z",
    "qqa OR qqb OR qqc OR qqd",
    "topic:tersa (mipuka OR nowhere) -is:unread",
];

#[divan::bench(args = QUERIES, sample_count = 200)]
fn filter_5000(bencher: Bencher<'_, '_>, query: &str) {
    let reading = Reading { unread: ArticleSet::first(ARTICLES / 2), ..Reading::default() };
    bencher
        .bench(|| Filter::new(&parse(query).unwrap_or(parallax::query::ast::Query::All)).select(&CORPUS.1, &reading));
}

#[divan::bench(args = ["nowhere", "mipuka", "e", "ing"], sample_count = 200)]
fn count_hits_5000(bencher: Bencher<'_, '_>, words: &str) {
    let all = ArticleSet::first(ARTICLES);
    bencher.bench(|| CORPUS.1.counts(&Needle::anywhere(words), &all));
}

#[divan::bench(sample_count = 200)]
fn hits_in_context_of_one_article(bencher: Bencher<'_, '_>) {
    let needle = Needle::anywhere("ing");
    let article = &CORPUS.0[0];
    bencher.bench(|| hits(article, &needle).into_iter().map(|hit| context(article, hit, 80)).collect::<Vec<_>>());
}

#[divan::bench(args = ["entity:", "entity:ka", "topic:t"], sample_count = 100)]
fn complete_names(bencher: Bencher<'_, '_>, query: &str) {
    bencher.bench(|| {
        complete(query, query.len(), &|field, pattern, visit| {
            CORPUS.1.offered(field, pattern, None).for_each(|(name, articles, leads)| visit(name, articles, leads));
        })
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn index_5000(bencher: Bencher<'_, '_>) {
    bencher.bench(|| {
        let mut index = Index::default();
        for (n, article) in (0..).zip(&CORPUS.0) {
            index.push(ArticleId(n), ArticleEntry::new(article));
        }
        index.article(ArticleId(0)).map(|entry| entry.title().len())
    });
}
