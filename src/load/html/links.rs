//! What leads elsewhere among the paragraphs of an article: lists of links, teasers of other articles, lines that are
//! links and nothing else.

use std::collections::HashMap;

use super::piece::Piece;
use crate::model::block::BlockKind;

/// A line that is a link is at most that long; a longer one is a paragraph. Bytes.
const LONGEST_LINE: usize = 200;
/// A label in front of a link ("Read more:") is at most that long. Bytes.
const LONGEST_LABEL: usize = 24;
/// A list of fewer items may end in ellipses by chance.
const FEWEST_TEASERS: usize = 3;

/// What is known of a list.
#[derive(Default)]
struct List {
    /// Bytes of its text, and of those in links.
    length: usize,
    linked: usize,
    items: usize,
    /// Items that begin with a link and end with an ellipsis, as teasers do.
    teasers: usize,
}

impl List {
    fn leads_away(&self) -> bool {
        self.linked * 2 > self.length || self.items >= FEWEST_TEASERS && self.teasers * 10 >= self.items * 7
    }
}

/// Leaves out lists that are mostly links or teasers, and lines that are a link and perhaps a label.
pub(super) fn without(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut lists: HashMap<u32, List> = HashMap::new();
    for piece in pieces.iter().filter(|p| p.list > 0) {
        let list = lists.entry(piece.list).or_default();
        list.linked += piece.linked;
        list.length += piece.text.len();
        list.items += 1;
        list.teasers += usize::from(is_teaser(piece));
    }
    let leads_away = |piece: &Piece| lists.get(&piece.list).is_some_and(|list| piece.list > 0 && list.leads_away());
    pieces.into_iter().filter(|piece| !leads_away(piece) && !is_link(piece) && !is_bundle(piece)).collect()
}

fn is_teaser(piece: &Piece) -> bool {
    let text = piece.text.trim_end();
    let begins = piece.links.first().is_some_and(|link| link.span.from() <= "• ".len());
    begins && (text.ends_with('…') || text.ends_with("...") || text.ends_with("[…]"))
}

/// Whether a line is a link and nothing else, or a link behind a label: `Read more: Talks end`.
fn is_link(piece: &Piece) -> bool {
    if piece.linked == 0 || piece.text.len() >= LONGEST_LINE && piece.kind != BlockKind::Heading {
        return false;
    }
    if !matches!(piece.kind, BlockKind::Body | BlockKind::Heading) {
        return false;
    }
    let is_whole = piece.linked * 10 > piece.text.len() * 8;
    is_whole || piece.kind == BlockKind::Body && is_labelled(piece)
}

/// Whether a paragraph of several lines has a link on each that is most of it.
fn is_bundle(piece: &Piece) -> bool {
    let mut start = 0;
    let lines: Vec<(usize, usize)> = piece
        .text
        .split('\n')
        .map(|line| {
            let from = start;
            start += line.len() + 1;
            (from, line.len())
        })
        .filter(|(_, length)| *length > 0)
        .collect();
    lines.len() >= 2
        && lines.iter().all(|(from, length)| {
            let inside = piece.links.iter().filter(|l| (*from..from + length).contains(&l.span.from()));
            inside.map(|l| l.span.len()).sum::<usize>() * 10 > length * 6
        })
}

fn is_labelled(piece: &Piece) -> bool {
    let around = |c: char| c.is_whitespace() || "()[]|»>→\u{200b}".contains(c);
    let [link] = piece.links.as_slice() else { return false };
    let (label, behind) = (&piece.text[..link.span.from()], &piece.text[link.span.to()..]);
    let label = label.trim_matches(around);
    behind.trim_matches(around).is_empty()
        && label.len() <= LONGEST_LABEL
        && label.ends_with(':')
        && label.split_whitespace().count() <= 3
        // A title of several words; a name behind a label ("By:", "Source:") is one or two.
        && link.span.of(&piece.text).split_whitespace().count() >= 4
}
