//! The lines between the headline and the text that say in a sentence what the article is about.

use super::parts;
use super::piece::Piece;
use super::tree::Tree;
use super::wording::Wording;
use crate::load::lines;
use crate::model::block::BlockKind;

/// Bounds of its length. Bytes.
const LENGTH: std::ops::Range<usize> = 30..500;
/// A paragraph that begins with as much of it says the same. Bytes.
const OPENING: usize = 60;
/// So many elements around a line may say by their names that it is one.
const AROUND: usize = 3;

/// The standfirst of an article: a paragraph in front of `first`, the first of the text, and behind `heading`, the
/// headline, which says what the page describes the article by, or whose element is called one.
pub(super) fn find(
    tree: &Tree<'_>,
    pieces: &[Piece],
    heading: Option<usize>,
    first: u32,
    description: Option<&str>,
) -> Option<Piece> {
    let from = tree.nodes[heading?].end;
    let described = description.map(Wording::new);
    let is_described = |text: &str| {
        described.as_ref().is_some_and(|wording| {
            let count = Wording::count(text);
            count >= 5 && wording.holds(text) && count * 10 >= wording.length() * 6
        })
    };
    let mut found = pieces
        .iter()
        .filter(|p| (from..first).contains(&p.node) && LENGTH.contains(&p.text.len()) && p.linked * 2 < p.text.len())
        .filter(|p| !p.is_item && p.kind != BlockKind::Caption && p.text.split_whitespace().count() >= 5);
    let mut piece = found.find(|p| is_described(&p.text) || is_named(tree, p.node as usize))?.clone();
    // Some pages begin the text with the same words.
    let begins = |text: &str| text.get(..lines::floor(text, OPENING)).unwrap_or_default().to_owned();
    let opening = begins(&piece.text);
    if pieces.iter().any(|p| p.node >= first && p.text.starts_with(&opening)) {
        return None;
    }
    piece.kind = BlockKind::Standfirst;
    Some(piece)
}

fn is_named(tree: &Tree<'_>, node: usize) -> bool {
    let mut at = node;
    let mut around = 0;
    while at > 0 && around < AROUND {
        if !tree.nodes[at].text.is_empty() {
            at = tree.nodes[at].parent as usize;
            continue;
        }
        if parts::is_standfirst(&tree.nodes[at]) {
            return true;
        }
        around += 1;
        at = tree.nodes[at].parent as usize;
    }
    false
}
