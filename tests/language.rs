//! What always holds for the reading of a sentence, whatever the sentence.

use parallax::language::document::Document;
use parallax::model::article::Article;
use parallax::model::block::{Block, BlockKind};
use parallax::text::span::Span;
use proptest::prelude::*;

fn article(text: &str) -> Article {
    Article {
        text: text.to_owned(),
        blocks: vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()).trimmed(text) }],
        ..Article::default()
    }
}

/// Every sentence is one tree over its own words, and every number of a proposition is that of a token of its sentence.
fn sound(text: &str) {
    let article = article(text);
    let document = Document::new(&article);
    for (number, sentence) in document.sentences.iter().enumerate() {
        assert!(
            sentence.tokens.clone().all(|token| document.tag(number, token).is_some()),
            "a tag for every token: {text}"
        );
        let reading = document.reading(number);
        assert_eq!((0..reading.len()).filter(|w| reading.head(*w).is_none()).count(), 1, "one root: {text}");
        for word in 0..reading.len() {
            assert!(sentence.tokens.contains(&reading.token(word)), "{text}");
            assert!(reading.words[word].span.end <= sentence.span.end, "{text}");
            let mut at = word;
            let mut steps = 0;
            while let Some(head) = reading.head(at) {
                at = head;
                steps += 1;
                assert!(steps <= reading.len(), "a circle: {text}");
            }
            assert!(reading.extent(word).contains(&word));
        }
        let found = document.propositions(number);
        for (at, p) in found.list.iter().enumerate() {
            let lists = [&p.subjects, &p.objects, &p.receivers, &p.complements, &p.negations, &p.verb.tokens];
            let tokens = lists.into_iter().flatten().copied().chain([p.predicate, p.verb.main]).chain(p.mark);
            for token in tokens.chain(p.obliques.iter().flat_map(|o| [o.preposition, o.head])) {
                assert!(sentence.tokens.contains(&token), "{text}: {p:?}");
            }
            assert!(p.extent.start >= sentence.tokens.start && p.extent.end <= sentence.tokens.end, "{text}");
            assert!(!found.is_below(at, at), "{text}: {p:?} hangs on itself");
            assert!(p.clauses.iter().all(|c| *c < found.list.len()), "{text}");
        }
    }
}

const WORDS: &[&str] = &[
    "Spain", "the", "plan", "which", "that", "opposes", "backed", "by", "and", "or", ",", "said", "\"", "“", "”", "(",
    ")", "not", "don't", "cannot", "they're", "’s", "is", "to", "if", "who", "—", ";", "no", "few", "of", "Mr.",
    "U.S.", "24", "€", "ßß", "日本", "won’t", "'", "neither", "nor", ":",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_words_in_any_order(words in prop::collection::vec(prop::sample::select(WORDS), 1..40)) {
        sound(&words.join(" "));
    }

    #[test]
    fn any_characters(text in "\\PC{0,80}") {
        sound(&text);
    }
}

#[test]
fn long_and_nested_sentences() {
    sound(&format!("Anna Berg said {} failed.", "the plan which Spain opposed and ".repeat(80)));
    sound(&format!("{}the plan{} failed.", "“(he said ".repeat(150), ")”".repeat(150)));
    sound(&"and ".repeat(700));
    sound(&"the minister of ".repeat(150));
}

#[test]
fn the_same_reading_on_every_thread() {
    let text = "The treaty, which Spain opposes, was backed by Italy and France. Few lawmakers support it, she said.";
    let read = || {
        let article = article(text);
        let document = Document::new(&article);
        (0..document.sentences.len())
            .map(|s| format!("{:?} {:?}", document.reading(s).parsed, document.propositions(s)))
            .collect::<Vec<_>>()
    };
    let alone = read();
    let together: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(read)).collect();
        threads.into_iter().map(|t| t.join().expect("no panic")).collect()
    });
    assert!(together.iter().all(|other| *other == alone));
}
