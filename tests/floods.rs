//! Texts that are no news but one thing a thousand times: analysis stays bounded in depth and in what it finds.
//!
//! Time is measured by `cargo bench --bench floods`; here stand the properties that keep it linear.

use parallax::analysis;
use parallax::model::article::Article;
use parallax::model::block::{Block, BlockKind};
use parallax::model::findings::ArticleFindings;
use parallax::text::span::Span;

/// What is repeated. Each was chosen because some finder looks far forward or back at it.
const FLOODS: [&str; 20] = [
    "word ",
    "Word ",
    "ABC ",
    "U.S. ",
    ", ",
    "12 ",
    "\" ",
    "“",
    "“a ‘b ",
    "\"Ann Lee, a said ",
    "say say he ",
    "said he ",
    "said that ",
    "according to ",
    "the House of ",
    "Paris in ",
    "Mr. Smith ",
    "Smith and ",
    "Lee opposes the ban. Lee backs the ban. ",
    "May 5, ",
];

/// Bytes of each text: enough that work which grows with the square would be felt in every run of the tests.
const BYTES: usize = 12_000;

/// Stack of the thread that analyses. Rows of names or of marks must not be followed by recursion.
const STACK: usize = 256 << 10;

/// The findings of a text in one paragraph.
fn findings(text: String) -> ArticleFindings {
    let span = Span::new(0, text.len()).trimmed(&text);
    let article = Article { text, blocks: vec![Block { kind: BlockKind::Body, span }], ..Article::default() };
    let analysed = std::thread::Builder::new().stack_size(STACK).spawn(move || analysis::article(&article));
    analysed.expect("threads can be started").join().expect("analysis does not panic")
}

#[test]
fn every_flood_is_analysed_within_a_small_stack() {
    for flood in FLOODS {
        let text = flood.repeat(BYTES / flood.len());
        let len = text.len();
        let found = findings(text);
        let mentions = found.entities.iter().flat_map(|e| &e.mentions).map(|m| m.span);
        let content = found.quotations.iter().flat_map(|q| &q.content).copied();
        assert!(mentions.chain(content).all(|span| span.to() <= len), "{flood:?}");
        assert!(found.issues.len() <= 12, "{flood:?}");
    }
}

#[test]
fn numbers_without_end_are_read_a_bounded_piece_at_a_time() {
    for flood in ["one hundred and ", "million ", "two thousand ", "nine hundred ", "1 000 ", "9,999,"] {
        let found = findings(format!("It cost {}dollars.", flood.repeat(BYTES / flood.len())));
        for figure in &found.figures {
            assert!(figure.value.is_finite() && figure.span.len() <= 240, "{flood:?}: {figure:?}");
        }
        assert!(found.dates.iter().all(|d| d.span.len() <= 240), "{flood:?}");
    }
}

#[test]
fn thousands_of_topics_are_kept_each_once() {
    let topics: Vec<_> = (0..20_000).map(|n| format!("topic {}", n % 15_000)).collect();
    let text = "Ann Lee spoke.".to_owned();
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    let mut article = Article { text, blocks, ..Article::default() };
    article.metadata.topics = topics;
    assert_eq!(analysis::article(&article).topics.len(), 15_000);
}

#[test]
fn a_word_without_end_is_one_word() {
    for flood in ["a", "A", "a.", "a-", "9", "é", "I."] {
        let text = flood.repeat(BYTES);
        let found = findings(format!("He said {text} on Monday."));
        assert!(found.entities.len() <= 8, "{flood:?}: {}", found.entities.len());
    }
}

#[test]
fn a_sentence_without_end_holds_a_bounded_number_of_quotations() {
    for flood in ["said he ", "say say he ", "said that ", "Ann Lee said she "] {
        let found = findings(flood.repeat(BYTES / flood.len()));
        assert!(found.quotations.len() <= 64, "{flood:?}: {}", found.quotations.len());
    }
}

#[test]
fn a_surname_that_a_crowd_bears_tells_nobody_apart() {
    let mut text = String::new();
    for first in 'a'..='o' {
        for second in 'a'..='o' {
            text.extend(["Mr. Q", &String::from_iter([first, second]), "o Hollis spoke to reporters. "]);
        }
    }
    let crowd = text.len();
    text += "Then Hollis, a Norland lawyer, told Mr. Hollis to leave.";
    let found = findings(text);
    let people: Vec<_> = found.entities.iter().filter(|e| e.name.ends_with(" Hollis")).collect();
    assert!(people.len() > 100, "{}", people.len());
    assert!(people.iter().flat_map(|e| &e.mentions).all(|m| m.span.to() <= crowd));
}
