//! Paragraphs that a page prints twice: the headline again, and cut-off teasers of the paragraphs that follow.

use super::{dateline, lines};
use crate::model::block::{Block, BlockKind};

/// A copy cut off in the middle is told by this many letters and digits; by fewer where it ends with an ellipsis.
const SHORTEST_CUT: usize = 40;
/// The same for a copy that ends with an ellipsis.
const SHORTEST_ELLIPSIS: usize = 20;
/// Two equal paragraphs are copies from this many letters and digits on: "Yes." may be said twice.
const SHORTEST_EQUAL: usize = 60;
/// Letters and digits by which paragraphs are sorted into groups before they are compared.
const KEY: usize = 20;
/// A second headline that far down, in paragraphs, does not end a section of teasers.
const TEASERS: usize = 20;

/// Marks copies among the undecided blocks as boilerplate; one of them, the fullest, always stays. `title` is the
/// block of the headline. Returns the last repeat of the headline that ends a section of teasers.
pub(super) fn mark(text: &str, blocks: &mut [Block], title: Option<usize>) -> Option<usize> {
    let second = title.and_then(|title| mark_headlines(text, blocks, title));
    let mut keys: Vec<([u8; KEY], usize)> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Body
            && let Some(key) = key(wording(text, block))
        {
            keys.push((key, i));
        }
    }
    keys.sort_unstable();
    for members in keys.chunk_by(|a, b| a.0 == b.0).filter(|members| members.len() > 1) {
        let mut sorted: Vec<(String, usize)> =
            members.iter().map(|&(_, i)| (letters(wording(text, &blocks[i])), i)).collect();
        sorted.sort();
        // Sorted, a text that begins others stands directly in front of one of them.
        // From the end, so that what is cut off is known when its equal is reached.
        for pair in sorted.windows(2).rev() {
            let [(short, a), (long, b)] = pair else { continue };
            if short == long {
                let cut = sorted.last().is_some_and(|(last, _)| last != long && last.starts_with(long.as_str()));
                if cut && blocks[*b].kind == BlockKind::Boilerplate {
                    blocks[*a].kind = BlockKind::Boilerplate;
                } else if short.chars().count() >= SHORTEST_EQUAL {
                    // In front of the second headline stand teasers; behind it the later copy is the needless one.
                    let teaser = second.is_some_and(|second| *a < second && second <= *b);
                    blocks[if teaser { *a } else { *b }].kind = BlockKind::Boilerplate;
                }
            } else if long.starts_with(short.as_str()) {
                let cut = blocks[*a].span.of(text).trim_end();
                let enough =
                    if cut.ends_with('…') || cut.ends_with("...") { SHORTEST_ELLIPSIS } else { SHORTEST_CUT };
                if short.chars().count() >= enough {
                    blocks[*a].kind = BlockKind::Boilerplate;
                }
            }
        }
    }
    second
}

/// What of a paragraph is compared: a teaser leaves the dateline out.
fn wording<'a>(text: &'a str, block: &Block) -> &'a str {
    let paragraph = block.span.of(text);
    dateline::of(paragraph).map_or(paragraph, |dateline| dateline.rest)
}

/// The letters and digits of a paragraph, folded: [`lines::skeleton`], faster where there is nothing to fold but ASCII.
/// A long text of few paragraphs said over and over spends its time here.
fn letters(paragraph: &str) -> String {
    if !paragraph.is_ascii() {
        return lines::skeleton(paragraph).collect();
    }
    let mut letters = String::with_capacity(paragraph.len());
    letters.extend(paragraph.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_lowercase())));
    letters
}

/// Marks every later copy of the headline and returns the last one near the top.
fn mark_headlines(text: &str, blocks: &mut [Block], title: usize) -> Option<usize> {
    let headline = blocks.get(title)?.span.of(text);
    let mut second = None;
    for (i, block) in blocks.iter_mut().enumerate().skip(title + 1) {
        let near_in_length = block.span.len().abs_diff(headline.len()) <= 8;
        if block.kind == BlockKind::Body && near_in_length && lines::same_words(block.span.of(text), headline) {
            block.kind = BlockKind::Boilerplate;
            if i <= title + TEASERS {
                second = Some(i);
            }
        }
    }
    second
}

/// The first letters and digits of a paragraph, ASCII folded; `None` where it is too short to be compared.
fn key(paragraph: &str) -> Option<[u8; KEY]> {
    let mut key = [0; KEY];
    let mut letters = paragraph.bytes().filter(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    for slot in &mut key {
        *slot = letters.next()?.to_ascii_lowercase();
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::paragraphs;

    /// `expected` has one letter a paragraph: `x` for boilerplate, `b` for what stays. The first is the headline.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut blocks = paragraphs::split(text);
        blocks[0].kind = BlockKind::Title;
        mark(text, &mut blocks, Some(0));
        let found: String = blocks
            .iter()
            .map(|b| match b.kind {
                BlockKind::Boilerplate => 'x',
                BlockKind::Title => 't',
                _ => 'b',
            })
            .collect();
        assert_eq!(found, expected);
    }

    const LEAD: &str =
        "The harbour of Brakel will stay closed for three more weeks, the city council decided on Monday.";

    #[test]
    fn teasers_are_marked_and_the_article_is_kept() {
        check(&format!("Harbour closed\n\n{}…\n\nHarbour closed\n\n{LEAD} More.\n\nEnd.", &LEAD[..50]), "txxbb");
        check(&format!("Harbour closed\n\n{LEAD}\n\nHarbour closed\n\n{LEAD}\n\nEnd."), "txxbb");
        check(&format!("Harbour closed\n\n{}\n\n{LEAD}", &LEAD[..60]), "txb");
    }

    #[test]
    fn a_paragraph_that_comes_again_is_marked_once() {
        check(&format!("Harbour closed\n\n{LEAD}\n\nOther.\n\n{LEAD}"), "tbbx");
    }

    #[test]
    fn letters_are_the_skeleton_whatever_the_script() {
        for text in ["It’s 12 (or 13): Ärger, ИЮНЬ.", "It's 12, or 13 -- A_b.", ""] {
            assert_eq!(letters(text), lines::skeleton(text).collect::<String>());
        }
    }

    #[test]
    fn short_answers_may_repeat() {
        check("Hearing\n\nYes, I did.\n\nWhy?\n\nYes, I did.\n\nWhy?", "tbbbb");
    }
}
