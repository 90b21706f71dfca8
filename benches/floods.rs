//! Texts that are no news but one thing repeated, at two sizes: the time a byte must not grow with the size.
//! Run with `cargo bench --bench floods`.

use divan::Bencher;
use divan::counter::BytesCount;
use parallax::analysis;
use parallax::model::article::Article;
use parallax::model::block::{Block, BlockKind};
use parallax::text::span::Span;

fn main() {
    divan::main();
}

/// What is repeated; the first is ordinary prose, for comparison.
const FLOODS: [&str; 10] = [
    "Officials in Port Ellery warned that the dispute could cost 24 million crowns, Ada Berg said on Tuesday. ",
    "\"Ann Lee, a said ",
    "say say he ",
    "said he ",
    "said that ",
    "ABC ",
    "U.S. ",
    "Mr. Smith ",
    "Lee said he would go. Lee opposes the ban. Lee backs the ban. ",
    "“a ‘b ",
];

/// One paragraph of `flood`.
fn article(flood: &str, bytes: usize) -> Article {
    let text = flood.repeat(bytes / flood.len());
    let span = Span::new(0, text.len()).trimmed(&text);
    Article { text, blocks: vec![Block { kind: BlockKind::Body, span }], ..Article::default() }
}

#[divan::bench(args = FLOODS, consts = [50_000, 400_000], sample_count = 5)]
fn analyse<const BYTES: usize>(bencher: Bencher<'_, '_>, flood: &str) {
    let article = article(flood, BYTES);
    bencher.counter(BytesCount::of_str(&article.text)).bench(|| analysis::article(&article));
}
