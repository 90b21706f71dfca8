//! How long it takes to lay articles out on a board, from their findings, and what a key costs on it. Run with `cargo bench --bench board`.
//!
//! The texts are made up here: articles of some 600 words in groups of ten that are about the same dispute, each with
//! about ten issues, of which three are those of its group.

use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::ItemsCount;
use parallax::analysis::{self, board::Column};
use parallax::app::App;
use parallax::app::message::Message;
use parallax::app::settings::Settings;
use parallax::input::key::Key;
use parallax::model::article::{Article, Head};
use parallax::model::article_id::ArticleId;
use parallax::model::block::{Block, BlockKind};
use parallax::model::board::Board;
use parallax::model::findings::{ArticleFindings, CorpusFindings};
use parallax::model::issue::{Issue, Polarity, Position, Stance};
use parallax::model::reason::Reason;
use parallax::query::index::AcrossEntry;
use parallax::text::span::Span;
use parallax::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

fn main() {
    LazyLock::force(&CORPUS);
    divan::main();
}

const ARTICLES: usize = 5_000;
/// Articles of one dispute.
const GROUP: usize = 10;
/// Issues of one article, and how many of them are those of its group.
const ISSUES: [usize; 2] = [10, 3];
/// Sentences of one article.
const SENTENCES: usize = 30;

type Analysed = (Article, ArticleFindings);

static CORPUS: LazyLock<Vec<Analysed>> = LazyLock::new(|| (0..ARTICLES).map(article).collect());

const FIRST: [&str; 24] = [
    "harbour",
    "fishing",
    "border",
    "pension",
    "railway",
    "school",
    "water",
    "energy",
    "housing",
    "tariff",
    "visa",
    "mining",
    "vaccine",
    "airport",
    "police",
    "budget",
    "forest",
    "nuclear",
    "media",
    "court",
    "dairy",
    "steel",
    "grain",
    "satellite",
];
const SECOND: [&str; 20] = [
    "treaty", "reform", "ban", "inquiry", "levy", "strike", "survey", "contract", "ruling", "quota", "rescue",
    "merger", "blockade", "subsidy", "licence", "summit", "boycott", "cuts", "sale", "audit",
];
const PARTIES: [&str; 6] = ["Norland", "Ostmark", "Southisle", "Liberals", "Farmers", "Northern Union"];

/// The name of one of thousands of issues: two words, and a place that tells those of different groups apart.
fn name(number: usize) -> String {
    let (first, second) = (FIRST[number % FIRST.len()], SECOND[number / FIRST.len() % SECOND.len()]);
    format!("{first} {second} in Port {}", number / 480)
}

/// The sentence with that number of an article, the name that it holds, and where.
fn sentence(text: &mut String, named: &str, n: usize) -> (Span, Span) {
    let start = text.len();
    text.push_str("Officials from three provinces said on Tuesday that the ");
    let from = text.len();
    text.push_str(named);
    let words = Span::new(from, text.len());
    text.push_str(" had cost the towns on the coast more than anybody had expected, ");
    text.push_str(PARTIES[n % PARTIES.len()]);
    text.push_str(" told the council.");
    (Span::new(start, text.len()), words)
}

/// One article with findings that need no finder, so that only the board is measured.
fn article(number: usize) -> Analysed {
    let [all, shared] = ISSUES;
    let of = |i: usize| if i < shared { number / GROUP * shared + i } else { 7_919 * (number * all + i) % 48_000 };
    let mut text = String::new();
    let mut findings = ArticleFindings::default();
    let mut issues: Vec<Issue> = (0..all)
        .map(|i| Issue {
            name: name(of(i)),
            mentions: Vec::new(),
            positions: Vec::new(),
            disputed: false,
            reason: Reason::rule("made up"),
        })
        .collect();
    for n in 0..SENTENCES {
        let issue = &mut issues[n % all];
        let (evidence, words) = sentence(&mut text, &issue.name, number + n);
        text.push(' ');
        findings.sentences.push(evidence);
        issue.mentions.push(words);
        if n < all * 2 && n % 3 > 0 {
            let party = PARTIES[(number + n) % PARTIES.len()];
            issue.positions.push(Position {
                holder: format!("an envoy of {party}"),
                entity: None,
                side: Some(party.into()),
                stance: Stance::Demands,
                polarity: if (number + n).is_multiple_of(2) { Polarity::For } else { Polarity::Against },
                evidence,
                cue: Some(words),
                inferred: true,
                score: 0.9,
                shown: true,
                reason: Reason::matched("made up", "said"),
            });
        }
    }
    findings.issues = issues;
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    (Article { head: Head { id: number.to_string(), ..Head::default() }, text, blocks, ..Article::default() }, findings)
}

/// Articles of one group tell one story.
fn stories(articles: usize) -> Vec<u32> {
    (0..articles).map(|number| (number / GROUP) as u32).collect()
}

#[divan::bench(args = [10, 100, 1_000, 5_000], sample_count = 10)]
fn issues_from_findings(bencher: Bencher<'_, '_>, articles: usize) {
    lay_out(bencher, articles, of_issues);
}

#[divan::bench(args = [10, 100, 1_000], sample_count = 10)]
fn all_sheets_from_findings(bencher: Bencher<'_, '_>, articles: usize) {
    lay_out(bencher, articles, analysis::board);
}

fn lay_out(bencher: Bencher<'_, '_>, articles: usize, board: fn(&[Column<'_>], &CorpusFindings) -> Board) {
    let all: Vec<_> = CORPUS[..articles].iter().map(|(article, findings)| (article, findings)).collect();
    let across = CorpusFindings { stories: stories(articles), ..analysis::corpus(&all) };
    let columns = columns(&all);
    bencher.counter(ItemsCount::new(articles)).bench(|| board(&columns, &across));
}

fn columns<'a>(all: &[(&'a Article, &'a ArticleFindings)]) -> Vec<Column<'a>> {
    let column = |(i, (article, findings)): (usize, &(&'a Article, &'a ArticleFindings))| Column {
        id: ArticleId(i as u32),
        article,
        findings,
    };
    all.iter().enumerate().map(column).collect()
}

/// The sheet of issues alone, to its end.
fn of_issues(columns: &[Column<'_>], across: &CorpusFindings) -> Board {
    analysis::board_of_issues(columns, across, &|| true).unwrap_or_default()
}

#[divan::bench(args = [8, 5_000], sample_count = 1_000)]
fn a_key_and_a_frame_on_a_board_of(bencher: Bencher<'_, '_>, articles: usize) {
    let mut app = App::new(Settings::default(), 160, 45);
    let (texts, findings): (Vec<_>, Vec<_>) =
        CORPUS[..articles].iter().map(|(a, f)| (Arc::new(a.clone()), Arc::new(f.clone()))).unzip();
    let all: Vec<_> = texts.iter().zip(&findings).map(|(a, f)| (&**a, &**f)).collect();
    let across = CorpusFindings { stories: stories(articles), ..analysis::corpus(&all) };
    let board = Arc::new(of_issues(&columns(&all), &across));
    app.update(Message::loaded(app.library.next_id(), texts.clone()));
    app.update(Message::LoadingDone);
    for (i, findings) in findings.iter().enumerate() {
        app.update(Message::analysed(ArticleId(i as u32), findings.clone()));
    }
    let entry = Box::new(AcrossEntry::new(&across, &[]));
    app.update(Message::CorpusAnalysed(articles, Arc::new(across), entry));
    app.update(Message::Key(Key::char('B')));
    app.update(Message::Boarded(board));
    let mut buffer = Buffer::empty(Rect::new(0, 0, 160, 45));
    let mut keys = "jljjlkdh".chars().cycle();
    bencher.bench_local(|| {
        app.update(Message::Key(Key::char(keys.next().unwrap_or('j'))));
        view::paint(&app, &mut buffer)
    });
}
