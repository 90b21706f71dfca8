//! Where the paragraphs of a plain text begin and end.
//!
//! A blank line always separates. Between two lines without one it depends on the document: in hard-wrapped text a
//! line break is a space, elsewhere every line is a paragraph of its own. Linear in the length of the text.

use crate::model::block::{Block, BlockKind};
use crate::text::span::Span;

/// One block of undecided role ([`BlockKind::Body`]) for each paragraph.
pub(super) fn split(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut out: Vec<Block> = Vec::new();
    let mut open: Option<Span> = None;
    for (i, line) in lines.iter().enumerate() {
        if line.is_empty() {
            out.extend(open.take().map(undecided));
            continue;
        }
        open = match (open, i.checked_sub(1).and_then(|p| lines.get(p))) {
            (Some(span), Some(previous)) if continues(text, *previous, *line, width) => {
                Some(Span::new(span.from(), line.to()))
            }
            (before, _) => {
                out.extend(before.map(undecided));
                Some(*line)
            }
        };
    }
    out.extend(open.map(undecided));
    out
}

fn undecided(span: Span) -> Block {
    Block { kind: BlockKind::Body, span }
}

/// Every line without white space at its ends; blank lines are empty spans. LF, CR and CRLF end a line.
fn lines(text: &str) -> Vec<Span> {
    let mut out = Vec::with_capacity(text.len() / 64);
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).chain([text.len()]) {
        let second_half = end == start && end > 0 && text.as_bytes()[end - 1] == b'\r' && text[end..].starts_with('\n');
        if !second_half {
            out.push(Span::new(start, end).trimmed(text));
        }
        start = end + 1;
    }
    out
}

/// Lines longer than this were not wrapped by hand or by a mail program. Characters.
const WIDEST_WRAP: usize = 130;
/// Lines shorter than this are a table, a poem or a list rather than wrapped prose. Characters.
const NARROWEST_WRAP: usize = 40;

/// The width at which the document is hard-wrapped, in characters; `None` where it is not.
///
/// The sign of wrapping is that the first word of the next line would not have fitted: it must hold for three breaks
/// out of four, over at least three breaks.
fn wrap_width(text: &str, lines: &[Span]) -> Option<usize> {
    let inner = || lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let mut lengths: Vec<usize> = inner().map(|pair| length(text, pair[0])).collect();
    // Two breaks suffice where one of them is surely inside a sentence.
    let inside = || {
        inner().any(|pair| {
            let ended = super::lines::ends_sentence(pair[0].of(text));
            !ended && pair[1].of(text).starts_with(char::is_lowercase)
        })
    };
    if lengths.len() < 2 || lengths.len() == 2 && !(inside() && text.len() < 4000) {
        return None;
    }
    // A long address can stick out, so the width is that of the line at nine tenths.
    let at = (lengths.len() - 1) * 9 / 10;
    let (_, width, _) = lengths.select_nth_unstable(at);
    let width = *width;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let full = inner().filter(|pair| !fits(text, pair[0], pair[1], width)).count();
    (full * 4 >= lengths.len() * 3 || lengths.len() == 2 && full >= 1).then_some(width)
}

/// Whether `line` goes on the paragraph that `previous` belongs to.
fn continues(text: &str, previous: Span, line: Span, width: Option<usize>) -> bool {
    let (before, after) = (previous.of(text), line.of(text));
    let Some(first) = after.chars().next() else { return false };
    let ended = super::lines::ends_sentence(before);
    let length_before = length(text, previous);
    let goes_on = first.is_lowercase() || before.ends_with(',') && length_before >= NARROWEST_WRAP;
    // A line with the day, with "comments" or "share" below it, ends.
    let is_day = || length_before <= 60 && super::day::parse(before).is_some();
    let broken_inside = !ended && goes_on && length_before <= WIDEST_WRAP && !is_day();
    let Some(width) = width else { return broken_inside };
    let indented = |span: Span| text[..span.from()].ends_with([' ', '\t']);
    if indented(line) && !indented(previous) {
        return false;
    }
    !fits(text, previous, line, width) || broken_inside || !ended && length_before * 10 > width * 6
}

/// Whether the first word of `next` would have had room behind `line`, with some slack for uneven wrapping.
fn fits(text: &str, line: Span, next: Span, width: usize) -> bool {
    const SLACK: usize = 4;
    let word = next.of(text).split_whitespace().next().unwrap_or_default();
    length(text, line) + 1 + word.chars().take(WIDEST_WRAP).count() + SLACK <= width
}

/// Length in characters; of lines that are too long to be wrapped ones, in bytes.
fn length(text: &str, line: Span) -> usize {
    if line.len() > 4 * WIDEST_WRAP { line.len() } else { line.of(text).chars().count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is the text of each paragraph.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = split(text).iter().map(|b| b.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_separate_whatever_ends_them() {
        check("One.\n\nTwo.\n \t\nThree.", &["One.", "Two.", "Three."]);
        check("One.\r\n\r\nTwo.\r\n", &["One.", "Two."]);
        check("One.\r\rTwo.\r", &["One.", "Two."]);
        check(" \n\n", &[]);
        check("", &[]);
    }

    #[test]
    fn a_line_is_a_paragraph_where_nothing_is_wrapped() {
        check("Title\r\nPublished: today\r\n\r\nText.", &["Title", "Published: today", "Text."]);
        let long = "This paragraph stands on one line and is far longer than any line that was ever wrapped by hand, as \
                    web pages are when they are copied.";
        let text = format!("{long}\n{long}\n{long}\nShort end.");
        check(&text, &[long, long, long, "Short end."]);
    }

    #[test]
    fn wrapped_lines_belong_together() {
        let first = "The council met on Monday to decide about the bridge that\nhas been closed to lorries since the \
                     storm in January, and it\nvoted to repair it before the winter.";
        let second = "Repairs begin in May. Two companies have offered to do the\nwork, and the cheaper one will be \
                      asked to start with the\nnorthern side.";
        check(&format!("{first}\n\n{second}"), &[first, second]);
        check(
            &format!("Bridge to be repaired\nBy Jane Roe\n\n{first}\n\n{second}"),
            &["Bridge to be repaired", "By Jane Roe", first, second],
        );
        check(&format!("{first}\n  {second}"), &[first, second]);
    }

    #[test]
    fn a_short_text_is_wrapped_where_a_sentence_goes_on() {
        check(
            "Bridge to be repaired\n\nThe council met on Monday with Pieter van der\nMerwe and Anna Maria Holm of the firm. Holm left\n\
             early, officials said.",
            &[
                "Bridge to be repaired",
                "The council met on Monday with Pieter van der\nMerwe and Anna Maria Holm of the firm. Holm left\nearly, \
                 officials said.",
            ],
        );
        check("Anna Berg\n\nJon Dahl", &["Anna Berg", "Jon Dahl"]);
        check("19 March 2021\ncomments", &["19 March 2021", "comments"]);
    }

    #[test]
    fn a_line_that_goes_on_in_lower_case_is_no_new_paragraph() {
        check(
            "The tour begins in\nmay and ends in june.\nTickets are sold out.",
            &["The tour begins in\nmay and ends in june.", "Tickets are sold out."],
        );
    }

    #[test]
    fn twenty_megabytes_on_one_line_are_one_paragraph() {
        let text = "word ".repeat(4 << 20);
        assert_eq!(split(&text).len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn paragraphs_hold_every_character_that_is_not_white_space(text in "[ a-zA-Z.é\\n\\r\\t\u{2028}“]{0,200}") {
            let blocks = split(&text);
            let kept: String = blocks.iter().map(|b| b.span.of(&text)).collect();
            let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            proptest::prop_assert_eq!(solid(&kept), solid(&text));
            proptest::prop_assert!(blocks.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
}
