//! What stands beside the article of a page: menus, lists, and the cards that present other articles.

use super::parts::{self, Part};
use super::tree::{Kind, Tree};

/// Whether an element stands in a list or in a part of the page that is not the article.
pub(super) fn is_beside(tree: &Tree<'_>, node: usize) -> bool {
    let mut at = tree.nodes[node].parent as usize;
    while at > 0 {
        let node = &tree.nodes[at];
        if matches!(node.kind, Kind::Item | Kind::Aside) || parts::part(node) == Part::Strong {
            return true;
        }
        at = node.parent as usize;
    }
    false
}

/// The headings of a page that lead elsewhere: where one stands, another article is presented.
pub(super) struct Cards(Vec<usize>);

impl Cards {
    /// Those of a page.
    pub(super) fn new(tree: &Tree<'_>) -> Self {
        // Shorter ones are sections and authors. Bytes.
        const HEADLINE: usize = 25;
        let mut heading = 0..0;
        let mut out = Vec::new();
        for (i, node) in tree.nodes.iter().enumerate() {
            match node.kind {
                Kind::Heading(2..) => heading = i..node.end as usize,
                Kind::Link if heading.contains(&i) => {
                    if tree.text(heading.start).len() >= HEADLINE {
                        out.push(heading.start);
                    }
                    heading = 0..0;
                }
                _ => {}
            }
        }
        Self(out)
    }

    /// Whether an element belongs to another article than that of the headline: around it stands a heading with a link.
    pub(super) fn hold(&self, tree: &Tree<'_>, node: usize, headline: Option<usize>) -> bool {
        // A card is a few elements deep and not of more elements and pieces of text than this; what is larger may be a
        // row of the page with the article in one column and cards in the next.
        const DEEP: usize = 5;
        const LARGEST: usize = 80;
        let mut at = node;
        for _ in 0..DEEP {
            at = tree.nodes[at].parent as usize;
            let inside = tree.inside(at);
            let is_whole = matches!(tree.nodes[at].kind, Kind::Main | Kind::Root);
            if at == 0 || is_whole || inside.len() > LARGEST || headline.is_some_and(|h| inside.contains(&h)) {
                return false;
            }
            let first = self.0.partition_point(|heading| *heading < inside.start);
            if self.0.get(first).is_some_and(|heading| inside.contains(heading)) {
                return true;
            }
        }
        false
    }
}
