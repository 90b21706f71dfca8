//! Gives every paragraph its role, and takes from the text what the file did not say about itself.
//!
//! Precision comes first: a paragraph is body text until a rule says otherwise, and every rule needs a sign that
//! prose does not give.

use super::leftovers::{self, Leftover};
use super::{captions, day, language, lead, lines, repeats};
use crate::model::article::{Article, Head};
use crate::model::block::{Block, BlockKind};

/// Where a text comes from, which decides how much of a page it can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// A file that may be a copy of a whole web page.
    Page,
    /// The article of a page, found by its markup. Its metadata are known, and its lines are paragraphs.
    Extracted,
    /// A field that somebody filled with the text of an article: credits at its end are part of it.
    Field,
}

/// Decides the role of each undecided block ([`BlockKind::Body`]) of `article` and fills the gaps of its metadata.
pub(super) fn settle(article: &mut Article, origin: Origin) {
    let Article { text, blocks, head: Head { metadata, .. }, .. } = article;
    let found: Vec<Option<Leftover>> = blocks.iter().map(|b| undecided(text, b).and_then(leftovers::of)).collect();
    for (block, leftover) in blocks.iter_mut().zip(&found) {
        if block.kind != BlockKind::Body {
            continue;
        }
        if *leftover == Some(Leftover::Sure) || lead::is_furniture(block.span.of(text)) {
            block.kind = BlockKind::Boilerplate;
        } else if captions::is_caption(block.span.of(text)) {
            block.kind = BlockKind::Caption;
        }
    }
    let fixed = blocks.iter().position(|b| b.kind == BlockKind::Title);
    let title = fixed.or_else(|| lead::find_title(text, blocks, metadata.title.as_deref()));
    if let Some(title) = title {
        blocks[title].kind = BlockKind::Title;
        if metadata.title.is_none() {
            metadata.title = Some(blocks[title].span.of(text).split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    if origin == Origin::Extracted {
        // The page said it all, and every paragraph has its place.
        mark_byline(text, blocks, title, metadata);
        repeats::mark(text, blocks, title);
        mark_lists_of_links(text, blocks);
        mark_edges(blocks, &found, origin);
        if let Some(first) = blocks.iter().find(|b| b.kind == BlockKind::Body) {
            lead::read_dateline(first.span.of(text), metadata);
        }
        if metadata.language.is_none() {
            metadata.language = language::of(text, blocks).map(str::to_owned);
        }
        return;
    }
    lead::read_above(text, &mut blocks[..title.unwrap_or(0)], metadata);
    let second = repeats::mark(text, blocks, title);
    lead::read(text, blocks, title.map_or(0, |t| t + 1), metadata);
    if let (Some(title), Some(second)) = (title, second)
        && !blocks[title + 1..second].iter().any(|b| undecided(text, b).is_some_and(carries))
    {
        mark_teaser_lines(text, &mut blocks[title + 1..second]);
        lead::read(text, blocks, second + 1, metadata);
    }
    mark_published(text, blocks, metadata);
    mark_lists_of_links(text, blocks);
    mark_edges(blocks, &found, origin);
    mark_headings(text, blocks);
    if metadata.language.is_none() {
        metadata.language = language::of(text, blocks).map(str::to_owned);
    }
}

/// The lines of the author and of the day that stand between the headline of a page and its text as paragraphs of their
/// own. They fill the metadata where the page says neither for machines.
fn mark_byline(text: &str, blocks: &mut [Block], title: Option<usize>, metadata: &mut crate::model::article::Metadata) {
    // Such lines are among the first of these.
    const REACH: usize = 3;
    for block in blocks.iter_mut().skip(title.map_or(0, |t| t + 1)).take(REACH) {
        let Some(line) = undecided(text, block).filter(|line| line.len() <= 100) else { continue };
        if let Some(names) = lead::byline(line) {
            block.kind = BlockKind::Byline;
            metadata.byline.get_or_insert_with(|| names.to_owned());
        } else if let Some(date) = day::parse(line) {
            block.kind = BlockKind::Published;
            metadata.published.get_or_insert(date);
        }
    }
}

/// Below "Related links", "Most read" and the like: lines that are no sentences, up to the next paragraph of text. The
/// last of them may be its heading and stays.
fn mark_lists_of_links(text: &str, blocks: &mut [Block]) {
    let mut open = false;
    let mut pending: Option<usize> = None;
    for i in 0..blocks.len() {
        let line = blocks[i].span.of(text);
        let heads = line.len() <= 60 && leftovers::heads_links(&lines::fold(line));
        if heads
            && (blocks[i].kind == BlockKind::Boilerplate
                || blocks[i].kind == BlockKind::Body && ends_in_lines(text, &blocks[i + 1..]))
        {
            blocks[i].kind = BlockKind::Boilerplate;
            open = true;
            if let Some(last) = pending.take() {
                blocks[last].kind = BlockKind::Boilerplate;
            }
            continue;
        }
        if !open || blocks[i].kind != BlockKind::Body {
            continue;
        }
        if line.len() <= 140 && !lines::ends_sentence(line) {
            if let Some(last) = pending.replace(i) {
                blocks[last].kind = BlockKind::Boilerplate;
            }
        } else {
            // Text follows: what stands directly above it may be its heading.
            (open, pending) = (false, None);
        }
    }
    if let Some(last) = pending {
        blocks[last].kind = BlockKind::Boilerplate;
    }
}

/// Whether the rest of a text is lines that are no sentences.
fn ends_in_lines(text: &str, rest: &[Block]) -> bool {
    // A list of links is not longer.
    const MOST: usize = 20;
    let mut open = rest.iter().filter_map(|b| undecided(text, b));
    (1..=MOST).contains(&rest.len()) && open.all(|line| line.len() <= 140 && !lines::ends_sentence(line))
}

fn undecided<'a>(text: &'a str, block: &Block) -> Option<&'a str> {
    (block.kind == BlockKind::Body).then(|| block.span.of(text))
}

/// Between the headline and its repeat, short lines that are no sentences belong to the page.
fn mark_teaser_lines(text: &str, blocks: &mut [Block]) {
    for block in blocks {
        if undecided(text, block).is_some_and(|line| line.len() <= 80 && !lines::ends_sentence(line)) {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// Lines with a label such as "Published:" or "Updated" wherever they stand; the first fills the metadata.
fn mark_published(text: &str, blocks: &mut [Block], metadata: &mut crate::model::article::Metadata) {
    for block in blocks {
        let Some(line) = undecided(text, block).filter(|line| line.len() <= 100) else { continue };
        let first = line.split([' ', ':', '\u{a0}']).next().unwrap_or_default();
        let labelled =
            matches!(first.to_ascii_lowercase().as_str(), "published" | "updated" | "posted" | "last" | "first");
        if labelled && let Some(date) = day::parse(line) {
            block.kind = BlockKind::Published;
            metadata.published = metadata.published.or(Some(date));
        }
    }
}

/// A paragraph that long carries the article, whole sentences already from 60 on. Bytes.
const CARRIES: usize = 100;

fn carries(paragraph: &str) -> bool {
    paragraph.len() >= CARRIES || paragraph.len() >= 60 && lines::ends_sentence(paragraph)
}

/// Lines that are leftovers only where no text of the article follows, and the boxes below an article.
fn mark_edges(blocks: &mut [Block], found: &[Option<Leftover>], origin: Origin) {
    let is_long = |b: &Block| b.kind == BlockKind::Body && b.span.len() >= CARRIES;
    let is_page = |b: Option<&Block>| b.is_some_and(|b| b.kind == BlockKind::Boilerplate);
    let first = blocks.iter().position(is_long);
    let mut ahead: usize = blocks.iter().filter(|b| b.kind == BlockKind::Body).map(|b| b.span.len()).sum();
    // The body blocks behind the one that is looked at: how many bytes, and which, while they are few.
    let (mut behind_length, mut behind) = (0, Behind::default());
    for i in (0..blocks.len()).rev() {
        if blocks[i].kind != BlockKind::Body {
            continue;
        }
        ahead -= blocks[i].span.len();
        let is_leftover = match found[i] {
            Some(Leftover::AtEdge) => {
                let in_front = first.is_some_and(|first| i < first);
                let beside = is_page(blocks.get(i + 1)) || i > 0 && is_page(blocks.get(i - 1));
                first.is_some() && (behind.count == 0 || in_front)
                    || beside
                    || i > 0 && found[i - 1] == Some(Leftover::AtEdge)
                    || found.get(i + 1) == Some(&Some(Leftover::AtEdge))
            }
            // A box may hold two paragraphs; with more behind it, only its head is sure.
            Some(Leftover::Box) if ahead > 2 * behind_length => {
                for &k in behind.few() {
                    blocks[k].kind = BlockKind::Boilerplate;
                }
                if !behind.few().is_empty() {
                    (behind_length, behind) = (0, Behind::default());
                }
                true
            }
            Some(Leftover::Credit) => origin == Origin::Page && behind.count <= BOX,
            _ => false,
        };
        if is_leftover {
            blocks[i].kind = BlockKind::Boilerplate;
        } else {
            behind_length += blocks[i].span.len();
            behind.push(i);
        }
    }
}

/// A box below an article holds at most so many paragraphs.
const BOX: usize = 2;

/// The body blocks behind a place: how many there are, and which, while they would fit into a box.
#[derive(Default)]
struct Behind {
    count: usize,
    nearest: [usize; BOX],
}

impl Behind {
    fn push(&mut self, block: usize) {
        if let Some(slot) = self.nearest.get_mut(self.count) {
            *slot = block;
        }
        self.count += 1;
    }

    /// Them all, or none where there are too many.
    fn few(&self) -> &[usize] {
        self.nearest.get(..self.count).unwrap_or_default()
    }
}

/// A heading is shorter than this. Bytes.
const LONGEST_HEADING: usize = 100;

/// Short lines without a full stop between two longer paragraphs are headings.
fn mark_headings(text: &str, blocks: &mut [Block]) {
    let reading: Vec<usize> = (0..blocks.len()).filter(|&i| blocks[i].kind.is_reading()).collect();
    for triple in reading.windows(3) {
        let &[before, i, after] = triple else { continue };
        let (before, after) = (blocks[before].span.of(text), &blocks[after]);
        let goes_on = after.kind == BlockKind::Body && carries(after.span.of(text));
        let comes_from_text = before.len() >= CARRIES || lines::ends_sentence(before);
        if goes_on && comes_from_text && undecided(text, &blocks[i]).is_some_and(is_heading) {
            blocks[i].kind = BlockKind::Heading;
        }
    }
}

fn is_heading(line: &str) -> bool {
    let first = line.trim_start_matches(|c: char| "\"'“‘(¿¡".contains(c)).chars().next();
    let is_question = line.ends_with('?');
    line.len() <= LONGEST_HEADING
        && !line.contains(['\n', '\r'])
        && line.split_whitespace().count() <= 14
        && first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || c.is_alphabetic() && !c.is_lowercase())
        && (is_question || !lines::ends_sentence(line) && !line.ends_with([',', ';', ':', '-', '–', '—', '"', '”']))
        && !line.starts_with(['"', '“'])
}
