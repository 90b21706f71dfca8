//! The article of a page: which part of the page holds it, and which of its paragraphs belong to it.
//!
//! Every paragraph of the page gets a weight: the letters of running text in it. The part that holds nearly all the
//! weight is the article. Parts whose names say that they are something else weigh nothing, unless nearly all of the
//! page is in them. Where the page carries the text a second time for machines, that decides.

use super::parts::{self, Part};
use super::piece::Piece;
use super::tree::{Kind, Tree};
use super::wording::Wording;
use super::{links, standfirst};
use crate::load::markup;
use crate::model::article::Link;
use crate::model::block::BlockKind;
use crate::text::span::Span;

/// What the page says of the article that helps to find it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known<'a> {
    /// Its text as the page carries it for machines.
    pub(super) given: Option<&'a str>,
    /// The heading that shows its headline.
    pub(super) heading: Option<usize>,
    /// What it is about in a few lines.
    pub(super) description: Option<&'a str>,
}

/// The paragraphs of the article of a page.
pub(super) fn article(tree: &Tree<'_>, known: Known<'_>) -> Vec<Piece> {
    let pieces = pieces(tree, 0..tree.nodes.len());
    let raw = Weights::new(tree, &pieces, |_| true);
    let dropped = dropped(tree, &raw);
    let given = known.given.and_then(|given| as_given(&pieces, given));
    let chosen = match given {
        Some(chosen) if !goes_on(tree, &pieces, &dropped, &chosen) => chosen,
        _ => {
            let weights = Weights::new(tree, &pieces, |piece| !dropped[piece.node as usize]);
            let container = container(tree, &weights, &dropped);
            let inside = tree.inside(container);
            let chosen = pieces.iter().filter(|p| inside.contains(&(p.node as usize)) && !dropped[p.node as usize]);
            links::without(chosen.cloned().collect())
        }
    };
    let mut chosen = finish(chosen);
    let first = chosen.first().map_or(0, |p| p.node);
    if let Some(standfirst) = standfirst::find(tree, &pieces, known.heading, first, known.description) {
        chosen.insert(0, standfirst);
    }
    chosen
}

/// Whether the text goes on behind paragraphs that are said to be all of it: side by side with the last of them stands
/// more than they are. Some pages give machines the first paragraphs alone.
fn goes_on(tree: &Tree<'_>, pieces: &[Piece], dropped: &[bool], chosen: &[Piece]) -> bool {
    let Some(last) = chosen.last() else { return false };
    let side = block_around(tree, last.node as usize);
    let own: usize = chosen.iter().map(Piece::weight).sum();
    let behind = pieces
        .iter()
        .filter(|p| p.node > last.node && !dropped[p.node as usize] && block_around(tree, p.node as usize) == side);
    behind.map(Piece::weight).sum::<usize>() > own
}

/// The block that holds the paragraph of a node and those beside it.
fn block_around(tree: &Tree<'_>, node: usize) -> usize {
    let mut at = node;
    while at > 0 && (is_leaf(tree.nodes[at].kind) || matches!(tree.nodes[at].kind, Kind::Quote | Kind::List(_))) {
        at = tree.nodes[at].parent as usize;
    }
    at
}

/// All paragraphs of a piece of HTML that is an article and nothing else, as feeds hold.
pub(super) fn whole(tree: &Tree<'_>) -> Vec<Piece> {
    pieces(tree, 0..tree.nodes.len())
}

/// Sums of weights, so that the weight in any element is one subtraction.
struct Weights {
    /// The weight in front of each node.
    before: Vec<u64>,
}

impl Weights {
    fn new(tree: &Tree<'_>, pieces: &[Piece], counts: impl Fn(&Piece) -> bool) -> Self {
        let mut at = vec![0u64; tree.nodes.len() + 1];
        for piece in pieces.iter().filter(|p| counts(p)) {
            at[piece.node as usize + 1] += piece.weight() as u64;
        }
        for i in 1..at.len() {
            at[i] += at[i - 1];
        }
        Self { before: at }
    }

    fn of(&self, range: std::ops::Range<usize>) -> u64 {
        self.before[range.end] - self.before[range.start]
    }
}

/// Which nodes stand in parts that are not the article.
fn dropped(tree: &Tree<'_>, raw: &Weights) -> Vec<bool> {
    let all = raw.of(0..tree.nodes.len()).max(1);
    let mut out = vec![false; tree.nodes.len()];
    let mut at = 1;
    while at < tree.nodes.len() {
        let node = &tree.nodes[at];
        let share = raw.of(tree.inside(at)) * 100 / all;
        let is_dropped = match node.kind {
            Kind::Hidden | Kind::Script | Kind::Head => true,
            _ if node.attributes.is_empty() && node.kind != Kind::Aside && node.kind != Kind::Header => false,
            _ => match parts::part(node) {
                Part::Strong => share < 60,
                // What is quoted is part of the article: makers name such a block by where it is from.
                Part::Weak => share < 12 && node.kind != Kind::Quote,
                Part::Unknown | Part::Body => false,
            },
        };
        if is_dropped {
            let end = node.end as usize;
            out[at..end].fill(true);
            at = end;
        } else {
            at += 1;
        }
    }
    out
}

/// The element that holds the article.
fn container(tree: &Tree<'_>, weights: &Weights, dropped: &[bool]) -> usize {
    let all = weights.of(0..tree.nodes.len());
    let mut best = 0;
    // What is marked as the text: the first that is not much smaller than the largest.
    for wanted in [|k: Kind, p: Part| p == Part::Body && k != Kind::Paragraph, |k: Kind, _: Part| k == Kind::Article] {
        let marked: Vec<_> = (1..tree.nodes.len())
            .filter(|&i| !dropped[i] && !tree.nodes[i].text.len() > 0 && wanted(tree.nodes[i].kind, part_of(tree, i)))
            .map(|i| (i, weights.of(tree.inside(i))))
            .collect();
        let largest = marked.iter().map(|(_, w)| *w).max().unwrap_or(0);
        if largest >= 250 && largest * 100 >= all * 30 {
            best = marked.iter().find(|(_, w)| *w * 10 >= largest * 6).map_or(0, |(i, _)| *i);
            break;
        }
    }
    // From there down as long as one part holds nearly all of it.
    loop {
        let here = weights.of(tree.inside(best));
        let heaviest = tree.children(best).filter(|&c| !dropped[c]).max_by_key(|&c| weights.of(tree.inside(c)));
        match heaviest {
            Some(child)
                if here > 0
                    && weights.of(tree.inside(child)) * 100 >= here * 85
                    && !is_leaf(tree.nodes[child].kind) =>
            {
                best = child;
            }
            _ => return best,
        }
    }
}

fn part_of(tree: &Tree<'_>, i: usize) -> Part {
    if tree.nodes[i].attributes.is_empty() { Part::Unknown } else { parts::part(&tree.nodes[i]) }
}

fn is_leaf(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Heading(_) | Kind::Item | Kind::Preformatted | Kind::Cell)
        || kind.is_inline()
}

/// The paragraphs whose words stand in the text that is given; `None` where they are too few to be it.
fn as_given(pieces: &[Piece], given: &str) -> Option<Vec<Piece>> {
    let wording = Wording::new(given);
    if wording.length() < 60 {
        return None;
    }
    let held: Vec<bool> = pieces.iter().map(|p| p.kind != BlockKind::Caption && wording.holds(&p.text)).collect();
    let (first, last) = (held.iter().position(|h| *h)?, held.iter().rposition(|h| *h)?);
    let mut covered = 0;
    let mut seen = std::collections::HashSet::new();
    let mut chosen: Vec<Piece> = Vec::new();
    for (piece, held) in pieces.iter().zip(held).take(last + 1).skip(first) {
        // Pages print some paragraphs twice.
        let mut is_repeat = || piece.text.len() >= 60 && !seen.insert(piece.text.as_str());
        if (held || wording.holds_line(&piece.text) && piece.kind != BlockKind::Caption) && !is_repeat() {
            covered += Wording::count(&piece.text);
            chosen.push(piece.clone());
        }
    }
    (covered * 10 >= wording.length() * 8).then_some(chosen)
}

/// Leaves out headings that head nothing.
fn finish(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        out.push(piece);
    }
    while out.last().is_some_and(|p| p.kind == BlockKind::Heading) {
        out.pop();
    }
    out
}

/// Every paragraph in a range of the nodes of a page.
fn pieces(tree: &Tree<'_>, range: std::ops::Range<usize>) -> Vec<Piece> {
    let mut writer = Writer::default();
    let mut at = range.start;
    // What is to be ended, and behind which node.
    let mut open: Vec<(usize, Kind)> = Vec::new();
    while at < range.end {
        while let Some((end, kind)) = open.last().copied()
            && end <= at
        {
            open.pop();
            writer.close(kind);
        }
        let node = &tree.nodes[at];
        if matches!(node.kind, Kind::Hidden | Kind::Script | Kind::Head | Kind::Title) {
            // A script inside a line is no gap in it.
            at = node.end as usize;
            continue;
        }
        if node.text.is_empty() {
            writer.open(node.kind, at as u32, || node.attribute("href"));
            open.push((node.end as usize, node.kind));
        } else {
            let text = if node.is_raw { node.text.into() } else { markup::decode(node.text) };
            writer.text(&text, at as u32);
        }
        at += 1;
    }
    while let Some((_, kind)) = open.pop() {
        writer.close(kind);
    }
    writer.flush();
    writer.pieces
}

/// Puts pieces of text together to paragraphs.
#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    text: String,
    links: Vec<Link>,
    linked: usize,
    node: Option<u32>,
    /// The open link: where it began, and where it leads.
    link: Option<(usize, String)>,
    /// The kinds of the open blocks that give paragraphs their role, innermost last.
    roles: Vec<Kind>,
    /// The open lists with the numbers of their next items; the node of each.
    lists: Vec<(u32, Option<u32>)>,
    mark: String,
    breaks: usize,
    cells: usize,
}

impl Writer {
    fn open(&mut self, kind: Kind, node: u32, target: impl Fn() -> Option<String>) {
        match kind {
            Kind::Inline | Kind::Time => {}
            Kind::Link => self.link = Some((self.text.len(), target().unwrap_or_default())),
            Kind::Break => self.line_break(),
            Kind::Cell => {
                if self.cells > 0 && !self.text.is_empty() {
                    self.text.push_str(" | ");
                }
                self.cells += 1;
            }
            _ => {
                self.flush();
                match kind {
                    Kind::List(counts) => self.lists.push((node, counts.then_some(1))),
                    Kind::Item => {
                        self.mark = match self.lists.last_mut() {
                            Some((_, Some(number))) => {
                                *number += 1;
                                format!("{}. ", *number - 1)
                            }
                            Some(_) => "• ".to_owned(),
                            None => String::new(),
                        };
                    }
                    Kind::Row => self.cells = 0,
                    _ => {}
                }
                self.roles.push(kind);
            }
        }
    }

    fn close(&mut self, kind: Kind) {
        match kind {
            Kind::Inline | Kind::Time | Kind::Break | Kind::Cell => {}
            Kind::Link => self.end_link(),
            _ => {
                self.flush();
                self.roles.pop();
                match kind {
                    Kind::List(_) => {
                        self.lists.pop();
                        self.mark.clear();
                    }
                    Kind::Item => self.mark.clear(),
                    _ => {}
                }
            }
        }
    }

    fn end_link(&mut self) {
        if let Some((start, url)) = self.link.take()
            && start < self.text.len()
        {
            let from = start + (self.text[start..].len() - self.text[start..].trim_start().len());
            let to = self.text.trim_end().len().max(from);
            self.linked += to - from;
            if !url.is_empty() && from < to {
                self.links.push(Link { span: Span::new(from, to), url });
            }
        }
    }

    /// Two breaks in a row end a paragraph; one is a line break.
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks >= 2 {
            self.flush();
        } else if !self.text.is_empty() {
            while self.text.ends_with(' ') {
                self.text.pop();
            }
            self.text.push('\n');
        }
    }

    fn text(&mut self, text: &str, node: u32) {
        let is_blank = text.trim().is_empty();
        if is_blank && self.text.is_empty() {
            return;
        }
        if !is_blank {
            self.breaks = 0;
            self.node.get_or_insert(node);
        }
        if self.roles.last() == Some(&Kind::Preformatted) {
            self.text.push_str(text);
            return;
        }
        let open_ended = |s: &str| s.is_empty() || s.ends_with([' ', '\n']);
        if text.starts_with(char::is_whitespace) && !open_ended(&self.text) {
            self.text.push(' ');
        }
        let mut first = true;
        for word in text.split(|c: char| c.is_whitespace() && c != '\u{a0}').filter(|w| !w.is_empty()) {
            if !first {
                self.text.push(' ');
            }
            first = false;
            self.text.push_str(word);
        }
        if !is_blank && text.ends_with(char::is_whitespace) && !open_ended(&self.text) {
            self.text.push(' ');
        }
    }

    /// Ends the open paragraph.
    fn flush(&mut self) {
        let reopened = self.link.as_ref().map(|(_, url)| url.clone());
        self.end_link();
        let text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        let linked = std::mem::take(&mut self.linked);
        self.breaks = 0;
        self.link = reopened.map(|url| (0, url));
        let Some(node) = self.node.take() else { return };
        let inner = text.trim();
        let lead = text.len() - text.trim_start().len();
        let is_item = self.roles.iter().rev().take(2).any(|k| matches!(k, Kind::Item | Kind::Row));
        let kind = self.roles.iter().rev().find_map(|k| match k {
            Kind::Heading(_) => Some(BlockKind::Heading),
            Kind::Caption | Kind::Figure => Some(BlockKind::Caption),
            _ => None,
        });
        let kind = kind.unwrap_or(BlockKind::Body);
        let mark = if kind == BlockKind::Body { std::mem::take(&mut self.mark) } else { String::new() };
        let shift = |at: u32| (at as usize).saturating_sub(lead).min(inner.len()) + mark.len();
        let links = links
            .into_iter()
            .map(|l| Link { span: Span::new(shift(l.span.start), shift(l.span.end)), url: l.url })
            .filter(|l| !l.span.is_empty())
            .collect();
        self.pieces.push(Piece {
            kind,
            text: format!("{mark}{inner}"),
            links,
            node,
            list: self.lists.last().map_or(0, |(node, _)| *node),
            linked,
            is_item,
        });
    }
}
