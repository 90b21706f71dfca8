//! A paragraph of a page, before it is known what belongs to the article.

use crate::model::article::Link;
use crate::model::block::BlockKind;

/// A paragraph of a page.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its role.
    pub(super) kind: BlockKind,
    /// Its text.
    pub(super) text: String,
    /// What in it leads elsewhere.
    pub(super) links: Vec<Link>,
    /// Where in the tree it begins.
    pub(super) node: u32,
    /// The list it is an item of, or 0.
    pub(super) list: u32,
    /// How much of it is the text of links. Bytes.
    pub(super) linked: usize,
    /// Whether it is an item of a list or a row of a table.
    pub(super) is_item: bool,
}

impl Piece {
    /// Letters of running text in it.
    pub(super) fn weight(&self) -> usize {
        let length = self.text.len();
        let is_running = length >= 80 || length >= 30 && ends_sentence(&self.text);
        if self.kind != BlockKind::Body || !is_running || self.linked * 2 > length {
            return 0;
        }
        let free = length - self.linked;
        if self.is_item { free / 2 } else { free }
    }
}

fn ends_sentence(text: &str) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»)]".contains(c);
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', ':'])
}
