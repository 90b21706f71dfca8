//! A page as a tree: lenient, of bounded depth, built in one pass.
//!
//! It knows as much of the rules of HTML as it takes to tell paragraphs apart: which tags end which, and that an end
//! tag without its start is nothing.

use crate::load::markup::{self, Token, Tokens};

/// Elements are nested this deep; what is deeper belongs to the deepest.
const DEEPEST: usize = 240;
/// A page has at most so many elements and pieces of text; the rest is left out.
const MOST: usize = 3_000_000;

/// What an element is to the extraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of a line: `b`, `span`, and whatever is unknown.
    Inline,
    /// A link.
    Link,
    /// A line break.
    Break,
    /// A paragraph.
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A list; whether it counts.
    List(bool),
    /// A quotation in a block of its own.
    Quote,
    /// Text with its line breaks.
    Preformatted,
    /// A picture with what belongs to it.
    Figure,
    /// What is written under a picture.
    Caption,
    /// A cell of a table.
    Cell,
    /// A row of a table.
    Row,
    /// A table.
    Table,
    /// `article`.
    Article,
    /// `main`.
    Main,
    /// `nav`, `footer`, `aside`, `form`: parts that by their tag are not the article.
    Aside,
    /// `header`, which stands over a page and over an article alike.
    Header,
    /// Any other block.
    Block,
    /// What is never read.
    Hidden,
    /// `time`.
    Time,
    /// `body` and `html`.
    Root,
    /// `head`
    Head,
    /// The title of the page.
    Title,
    /// A `meta` or `link` tag.
    Meta,
    /// A script, which may hold metadata.
    Script,
}

impl Kind {
    fn of(name: &str) -> Self {
        let mut lower = [0; 12];
        let Some(slot) = lower.get_mut(..name.len()) else { return Self::Inline };
        slot.copy_from_slice(name.as_bytes());
        slot.make_ascii_lowercase();
        match &*slot {
            b"a" => Self::Link,
            b"br" => Self::Break,
            b"p" => Self::Paragraph,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading(slot[1] - b'0'),
            b"li" | b"dd" | b"dt" => Self::Item,
            b"ul" | b"dl" | b"menu" => Self::List(false),
            b"ol" => Self::List(true),
            b"blockquote" => Self::Quote,
            b"pre" => Self::Preformatted,
            b"figure" | b"picture" => Self::Figure,
            b"figcaption" => Self::Caption,
            b"td" | b"th" => Self::Cell,
            b"tr" => Self::Row,
            b"table" => Self::Table,
            b"article" => Self::Article,
            b"main" => Self::Main,
            b"nav" | b"aside" | b"footer" | b"form" | b"dialog" | b"fieldset" => Self::Aside,
            b"header" => Self::Header,
            b"div" | b"section" | b"center" | b"address" | b"details" | b"summary" | b"hgroup" | b"hr" | b"tbody"
            | b"thead" | b"tfoot" | b"caption" | b"amp-story" => Self::Block,
            b"style" | b"template" | b"svg" | b"iframe" | b"object" | b"video" | b"audio" | b"canvas" | b"select"
            | b"button" | b"textarea" | b"input" | b"label" | b"noscript" | b"math" | b"map" | b"embed" | b"applet"
            | b"noframes" | b"noembed" | b"xmp" | b"amp-ad" | b"amp-iframe" | b"option" | b"datalist" => Self::Hidden,
            b"time" => Self::Time,
            b"html" | b"body" => Self::Root,
            b"head" => Self::Head,
            b"title" => Self::Title,
            b"meta" | b"link" | b"base" => Self::Meta,
            b"script" => Self::Script,
            _ => Self::Inline,
        }
    }

    /// Whether it stands in a line with its neighbours.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Inline | Self::Link | Self::Break | Self::Time)
    }
}

/// Elements without an end.
fn is_void(name: &str) -> bool {
    ["br", "hr", "img", "input", "meta", "link", "base", "source", "wbr", "area", "col", "embed", "param", "track"]
        .iter()
        .any(|void| name.eq_ignore_ascii_case(void))
}

/// An element or a piece of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'a> {
    /// What it is; [`Kind::Inline`] for text.
    pub(super) kind: Kind,
    /// The attributes of an element as written.
    pub(super) attributes: &'a str,
    /// The text of a piece of text; nothing for elements.
    pub(super) text: &'a str,
    /// Whether the text has no entities.
    pub(super) is_raw: bool,
    /// The element it stands in; the root stands in itself.
    pub(super) parent: u32,
    /// The first node behind everything inside it.
    pub(super) end: u32,
    /// How deep it is; 0 is the root.
    pub(super) depth: u16,
}

impl Node<'_> {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        markup::attribute(self.attributes, name).map(std::borrow::Cow::into_owned)
    }
}

/// A page: its nodes in the order in which they begin, the root first.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    /// All nodes.
    pub(super) nodes: Vec<Node<'a>>,
    /// Whether something was left out because the page is too large.
    pub(super) is_cut: bool,
}

impl<'a> Tree<'a> {
    /// Reads a page.
    pub(super) fn read(source: &'a str) -> Self {
        let root = Node { kind: Kind::Root, attributes: "", text: "", is_raw: true, parent: 0, end: 0, depth: 0 };
        let mut builder = Builder { nodes: vec![root], open: vec![(0, "html")] };
        let mut is_cut = false;
        for token in Tokens::html(source) {
            builder.take(token);
            if builder.nodes.len() >= MOST {
                is_cut = true;
                break;
            }
        }
        builder.close_to(0);
        let end = builder.nodes.len() as u32;
        builder.nodes[0].end = end;
        Self { nodes: builder.nodes, is_cut }
    }

    /// The node at `i` and everything inside it, as a range of indices.
    pub(super) fn inside(&self, i: usize) -> std::ops::Range<usize> {
        i..self.nodes[i].end as usize
    }

    /// The children of a node.
    pub(super) fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[i].end as usize;
        let mut at = i + 1;
        std::iter::from_fn(move || {
            (at < end).then(|| {
                let child = at;
                at = self.nodes[child].end as usize;
                child
            })
        })
    }

    /// The text in a node, white space made single blanks. At most some thousand bytes of it.
    pub(super) fn text(&self, i: usize) -> String {
        const LONGEST: usize = 4000;
        let mut out = String::new();
        let mut at = i;
        while at < self.nodes[i].end as usize && out.len() < LONGEST {
            let node = self.nodes[at];
            if at != i && matches!(node.kind, Kind::Hidden | Kind::Script) {
                at = node.end as usize;
                continue;
            }
            if !node.kind.is_inline() || node.kind == Kind::Break {
                out.push(' ');
            }
            out.push_str(&if node.is_raw { node.text.into() } else { markup::decode(node.text) });
            at += 1;
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Builder<'a> {
    nodes: Vec<Node<'a>>,
    /// The open elements and their names as written, outermost first.
    open: Vec<(u32, &'a str)>,
}

impl<'a> Builder<'a> {
    fn take(&mut self, token: Token<'a>) {
        match token {
            Token::Text(text) => self.add_text(text, false),
            Token::Raw(text) => self.add_text(text, true),
            Token::Close(name) => self.close(name),
            Token::Open(name, attributes, empty) => self.open(name, attributes, empty),
        }
    }

    fn add_text(&mut self, text: &'a str, is_raw: bool) {
        self.add(Node { kind: Kind::Inline, attributes: "", text, is_raw, parent: 0, end: 0, depth: 0 });
    }

    /// Adds a node that holds nothing yet.
    fn add(&mut self, mut node: Node<'a>) {
        node.parent = self.open.last().map_or(0, |(i, _)| *i);
        node.depth = self.open.len() as u16;
        node.end = self.nodes.len() as u32 + 1;
        self.nodes.push(node);
    }

    fn open(&mut self, name: &'a str, attributes: &'a str, empty: bool) {
        let kind = Kind::of(name);
        match kind {
            // A second `<html>` or `<body>` is the first one.
            Kind::Root => return,
            Kind::Item => self.close_open(|k| k == Kind::Item, |k| matches!(k, Kind::List(_))),
            Kind::Cell => self.close_open(|k| k == Kind::Cell, |k| matches!(k, Kind::Row | Kind::Table)),
            Kind::Row => self.close_open(|k| k == Kind::Row, |k| k == Kind::Table),
            _ => {}
        }
        if matches!(kind, Kind::Link) {
            self.close_open(|k| k == Kind::Link, |k| !k.is_inline());
        }
        // Blocks end paragraphs, and what is not of the head ends it.
        if !kind.is_inline() && !matches!(kind, Kind::Script | Kind::Hidden | Kind::Meta | Kind::Title) {
            self.close_open(|k| matches!(k, Kind::Paragraph), |k| !k.is_inline() && k != Kind::Paragraph);
            if kind != Kind::Head {
                self.close_open(|k| k == Kind::Head, |k| k == Kind::Root);
            }
        }
        self.add(Node { kind, attributes, text: "", is_raw: true, parent: 0, end: 0, depth: 0 });
        if !empty && !is_void(name) && self.open.len() < DEEPEST {
            self.open.push((self.nodes.len() as u32 - 1, name));
        }
    }

    /// Closes the nearest open element of a kind, if it is nearer than any of the kinds that bound the search.
    fn close_open(&mut self, wanted: impl Fn(Kind) -> bool, bound: impl Fn(Kind) -> bool) {
        for at in (1..self.open.len()).rev() {
            let kind = self.nodes[self.open[at].0 as usize].kind;
            if wanted(kind) {
                return self.close_to(at);
            }
            if bound(kind) {
                return;
            }
        }
    }

    /// Handles an end tag.
    fn close(&mut self, name: &str) {
        let is_inline = Kind::of(name).is_inline();
        for at in (1..self.open.len()).rev() {
            let (node, open) = self.open[at];
            if open.eq_ignore_ascii_case(name) {
                return self.close_to(at);
            }
            // The end of a part of a line ends no block; the end of a paragraph no list.
            let kind = self.nodes[node as usize].kind;
            if is_inline && !kind.is_inline() || matches!(kind, Kind::Table | Kind::Root) && name.len() < 3 {
                return;
            }
        }
    }

    /// Closes the open element at `at` and all inside it.
    fn close_to(&mut self, at: usize) {
        let end = self.nodes.len() as u32;
        for (node, _) in self.open.drain(at..) {
            self.nodes[node as usize].end = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds of the children of the root, and the text in each.
    #[track_caller]
    fn check(source: &str, expected: &[(Kind, &str)]) {
        let tree = Tree::read(source);
        let found: Vec<_> = tree.children(0).map(|i| (tree.nodes[i].kind, tree.text(i))).collect();
        let found: Vec<_> = found.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs_end_each_other() {
        check("<p>One<p>Two</p>", &[(Kind::Paragraph, "One"), (Kind::Paragraph, "Two")]);
        check("<p>One<div>Two</div>", &[(Kind::Paragraph, "One"), (Kind::Block, "Two")]);
        check("<ul><li>One<li>Two</ul>", &[(Kind::List(false), "One Two")]);
        check("<p>One <b>two</p>three</b>", &[(Kind::Paragraph, "One two"), (Kind::Inline, "three")]);
        check("</p></div>One", &[(Kind::Inline, "One")]);
    }

    #[test]
    fn a_page_nested_thousands_deep_is_a_page() {
        let deep = format!("{}<p>Text</p>{}", "<div>".repeat(20_000), "</div>".repeat(20_000));
        let tree = Tree::read(&deep);
        assert!(tree.nodes.iter().all(|n| usize::from(n.depth) <= DEEPEST));
        assert!(tree.nodes.iter().any(|n| n.text == "Text"));
    }

    proptest::proptest! {
        #[test]
        fn nodes_nest(source in "(<(p|div|li|ul|b|a|td|table|/p|/div|/ul|/b|/table|br)>|x ){0,40}") {
            let tree = Tree::read(&source);
            for (i, node) in tree.nodes.iter().enumerate().skip(1) {
                let parent = &tree.nodes[node.parent as usize];
                proptest::prop_assert!((node.parent as usize) < i && node.end <= parent.end && node.end as usize > i);
            }
        }
    }
}
