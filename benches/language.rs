//! How fast sentences are tagged, parsed and read for propositions, in words a second, and how long all findings of an
//! article take. Run with `cargo bench --bench language`.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use parallax::language::document::Document;
use parallax::language::parser::Parser;
use parallax::language::proposition::Propositions;
use parallax::language::reading::{Parsed, Reading};
use parallax::language::tag::Tag;
use parallax::language::tagger::Tagger;
use parallax::language::word::{self, Word};
use parallax::model::article::Article;
use parallax::model::block::{Block, BlockKind};
use parallax::text::span::Span;

fn main() {
    divan::main();
}

const TEXT: &str = "The foreign minister of Norland, Ada Berg, said on Tuesday that the talks had been “frank and useful”. \
    Officials in Port Ellery, who had warned that the long-running dispute over the strait could cost 24 million crowns, \
    did not comment. “We won’t sign anything that harms our fishermen,” President Tomas Reed told reporters in the \
    capital. Mr. Reed’s party accused the government of undermining the treaty — a charge that Ms. Berg denied. Trade \
    between the two countries grew by 3.5 per cent last year, according to the central bank. The treaty, which Norland \
    opposes, was backed by Sundland, Estmark and the islands, although few lawmakers there support all of it.";

fn article() -> Article {
    let text = [TEXT; 8].join("\n\n");
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    Article { text, blocks, ..Article::default() }
}

/// The words of each sentence with their tags.
fn sentences(document: &Document<'_>) -> Vec<(Vec<Word>, Vec<Tag>)> {
    let read = |s: &parallax::language::document::Sentence| {
        let mut words = Vec::new();
        for (i, token) in document.tokens_of(s).iter().enumerate() {
            word::split(document.text, token.span, i as u32, &mut words);
        }
        let tags = Tagger::shipped().tag(&words);
        (words, tags)
    };
    document.sentences.iter().map(read).collect()
}

#[divan::bench]
fn tagger(bencher: Bencher<'_, '_>) {
    let article = article();
    let document = Document::new(&article);
    let sentences = sentences(&document);
    let count: usize = sentences.iter().map(|(words, _)| words.len()).sum();
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| sentences.iter().map(|(words, _)| Tagger::shipped().tag(words).len()).sum::<usize>());
}

#[divan::bench]
fn parser(bencher: Bencher<'_, '_>) {
    let article = article();
    let document = Document::new(&article);
    let sentences = sentences(&document);
    let count: usize = sentences.iter().map(|(words, _)| words.len()).sum();
    bencher.counter(ItemsCount::new(count)).bench(|| {
        sentences.iter().map(|(words, tags)| Parser::shipped().parse(words, tags).heads.len()).sum::<usize>()
    });
}

#[divan::bench]
fn propositions(bencher: Bencher<'_, '_>) {
    let article = article();
    let document = Document::new(&article);
    let parsed: Vec<Parsed> = sentences(&document).into_iter().map(|(words, _)| Parsed::from_words(words)).collect();
    let count: usize = parsed.iter().map(Parsed::len).sum();
    bencher.counter(ItemsCount::new(count)).bench(|| {
        let read = |parsed| Propositions::of(&Reading { text: document.text, parsed }).list.len();
        parsed.iter().map(read).sum::<usize>()
    });
}

#[divan::bench]
fn all_findings(bencher: Bencher<'_, '_>) {
    let article = article();
    bencher.counter(BytesCount::new(article.text.len())).bench(|| parallax::analysis::article(&article));
}
