//! The rows of a paragraph at a width.
//!
//! A row is a span of the text, so that a table of rows costs eight bytes a row, and an offset is found in it by
//! binary search. Blanks hang at the break: they belong to no row. Rows break behind white space, hyphens, slashes
//! and dashes, and around wide characters as Chinese and Japanese typesetting allows (kinsoku); a word wider than a
//! row is broken between grapheme clusters.
//!
//! The scan works on bytes: ASCII, Latin letters and the quotation marks and dashes of English typography are one
//! cell each. Grapheme clusters are looked at only in words that hold anything else.

use crate::text::cells::{Cluster, breaks_as_space, clusters};
use crate::text::span::Span;

/// How long a row may be, in bytes, so that a flood of characters without width does not make one endless row.
const MAX_ROW: usize = 64 * 1024;

/// Appends the rows of `span` at a width of `width` cells (at least 1) to `out`. White space of any kind counts as one
/// blank. A span without any other character has no row.
///
/// ```
/// use parallax::text::{span::Span, wrap::wrap};
/// let text = "talks in Alaska\nended";
/// let mut rows = Vec::new();
/// wrap(text, Span::new(0, text.len()), 9, &mut rows);
/// let rows: Vec<_> = rows.iter().map(|r| r.of(text)).collect();
/// assert_eq!(rows, ["talks in", "Alaska", "ended"]);
/// ```
pub fn wrap(text: &str, span: Span, width: u16, out: &mut Vec<Span>) {
    let paragraph = span.of(text);
    if paragraph.is_empty() {
        return;
    }
    let width = usize::from(width.max(1));
    out.reserve(paragraph.len() / width);
    let mut rows = Rows { text, width, out, row: span.from()..span.from(), cells: 0 };
    let mut at = span.from();
    while at < span.to() {
        match unit(text, at, span.to()) {
            Unit::Blank(end) => at = end,
            Unit::Simple { end, cells } => {
                rows.place(Span::new(at, end), cells);
                at = end;
            }
            Unit::Other => {
                let end = word_end(text, at, span.to());
                rows.place_clusters(Span::new(at, end));
                at = end;
            }
        }
    }
    rows.finish_row();
}

/// What comes next in a paragraph.
enum Unit {
    /// White space up to the offset.
    Blank(usize),
    /// Something that breaks only when it is wider than a row.
    Simple { end: usize, cells: usize },
    /// A word for which clusters must be looked at.
    Other,
}

/// Reads the unit at `at`, which is less than `end`.
fn unit(text: &str, at: usize, end: usize) -> Unit {
    let bytes = &text.as_bytes()[..end];
    let mut i = at;
    let mut cells = 0;
    while let Some(&b) = bytes.get(i) {
        match b {
            b' ' | b'\t'..=b'\r' => {
                if i > at {
                    break;
                }
                while matches!(bytes.get(i), Some(b' ' | b'\t'..=b'\r')) {
                    i += 1;
                }
                return Unit::Blank(i);
            }
            b'-' | b'/' => {
                i += 1;
                cells += 1;
                let joins = i > at + 1 && (b == b'/' || bytes[i - 2].is_ascii_alphanumeric());
                if joins && bytes.get(i).is_some_and(u8::is_ascii_alphabetic) {
                    break;
                }
            }
            0..0x80 => {
                i += 1;
                cells += 1;
            }
            _ => {
                let Some(length) = simple(&bytes[i..]) else { return other(text, at, i, end) };
                let dash = bytes[i..].starts_with("—".as_bytes()) || bytes[i..].starts_with("–".as_bytes());
                i += length;
                cells += 1;
                if dash && bytes.get(i).is_some_and(u8::is_ascii_alphabetic) {
                    break;
                }
            }
        }
    }
    // No mark can follow and join the last character: units end in front of ASCII or at the end.
    Unit::Simple { end: i, cells }
}

/// The character at `i` is none of the simple ones: white space outside ASCII, or a word of clusters.
fn other(text: &str, at: usize, i: usize, end: usize) -> Unit {
    let blank = |i: usize| text[i..end].chars().next().filter(|c| breaks_as_space(*c)).map(char::len_utf8);
    match blank(i) {
        Some(length) if i == at => Unit::Blank(i + length),
        _ => Unit::Other,
    }
}

/// The length of the character that `bytes` begin with, if it is a letter or mark of Western typography that takes
/// one cell: Latin letters with accents, quotation marks, dashes, the ellipsis.
fn simple(bytes: &[u8]) -> Option<usize> {
    match *bytes {
        [0xC3..=0xC8, _, ..] | [0xC9, 0x80..=0x8F, ..] => Some(2),
        [0xE1, 0xB8..=0xBB, _, ..] | [0xE2, 0x80, 0x90..=0x9F | 0xA6, ..] => Some(3),
        _ => None,
    }
}

/// Where the word at `at` ends: in front of white space.
fn word_end(text: &str, at: usize, end: usize) -> usize {
    text[at..end].find(breaks_as_space).map_or(end, |length| at + length)
}

/// The rows as they are filled.
struct Rows<'a, 'o> {
    text: &'a str,
    width: usize,
    out: &'o mut Vec<Span>,
    /// The row that is being filled; empty when nothing is in it yet.
    row: std::ops::Range<usize>,
    /// How many cells it takes.
    cells: usize,
}

impl Rows<'_, '_> {
    /// Puts a unit behind what the row holds, with one blank between when there is white space between, or else on
    /// the next row.
    fn place(&mut self, unit: Span, cells: usize) {
        if !self.row.is_empty() {
            let with_gap = self.cells + usize::from(unit.from() > self.row.end) + cells;
            if with_gap <= self.width && unit.to() - self.row.start <= MAX_ROW {
                self.row.end = unit.to();
                self.cells = with_gap;
                return;
            }
            self.finish_row();
        }
        if cells <= self.width && unit.len() <= MAX_ROW {
            self.row = unit.from()..unit.to();
            self.cells = cells;
        } else {
            self.break_up(unit);
        }
    }

    /// Fills rows with the clusters of a unit that is wider than a row. The last of them stays open.
    fn break_up(&mut self, unit: Span) {
        let mut at = unit.from();
        if unit.of(self.text).is_ascii() {
            while unit.to() - at > self.width {
                self.out.push(Span::new(at, at + self.width));
                at += self.width;
            }
            self.row = at..unit.to();
            self.cells = unit.to() - at;
            return;
        }
        for cluster in clusters(self.text, unit) {
            self.add_cluster(&cluster);
        }
    }

    fn add_cluster(&mut self, cluster: &Cluster<'_>) {
        let cells = usize::from(cluster.cells);
        let too_long = cluster.span.to() - self.row.start > MAX_ROW;
        if !self.row.is_empty() && (self.cells + cells > self.width || too_long) {
            self.finish_row();
        }
        if self.row.is_empty() {
            self.row.start = cluster.span.from();
        }
        self.row.end = cluster.span.to();
        self.cells += cells;
    }

    /// Places the parts of a word between which it may break.
    fn place_clusters(&mut self, word: Span) {
        let mut part = Span::new(word.from(), word.from());
        let mut cells = 0;
        let mut previous: Option<Cluster<'_>> = None;
        for cluster in clusters(self.text, word) {
            if previous.as_ref().is_some_and(|p| may_break_between(p, &cluster)) {
                self.place(part, cells);
                part = Span::new(part.to(), part.to());
                cells = 0;
            }
            part.end = cluster.span.end;
            cells += usize::from(cluster.cells);
            previous = Some(cluster);
        }
        if !part.is_empty() {
            self.place(part, cells);
        }
    }

    fn finish_row(&mut self) {
        if !self.row.is_empty() {
            self.out.push(Span::new(self.row.start, self.row.end));
        }
        self.row = self.row.end..self.row.end;
        self.cells = 0;
    }
}

/// Whether a row may end between two clusters that have no white space between them.
fn may_break_between(left: &Cluster<'_>, right: &Cluster<'_>) -> bool {
    let (Some(l), Some(r)) = (left.text.chars().next(), right.text.chars().next()) else {
        // Something invisible; behind a zero-width space it is a place to break.
        return left.text.is_empty() && right.cells > 0;
    };
    if never_begins_row(r) || never_ends_row(l) {
        return false;
    }
    match l {
        '-' | '/' | '‐' | '–' | '—' => r.is_alphabetic(),
        _ => left.cells > 1 || right.cells > 1,
    }
}

/// Closing punctuation, small kana and marks of repetition: what kinsoku keeps off the start of a row.
fn never_begins_row(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '>'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | '%'
            | '"'
            | '\''
            | '-'
            | '/'
            | '’'
            | '”'
            | '»'
            | '›'
            | '…'
            | '‥'
            | '–'
            | '—'
            | '·'
            | '°'
            | '‰'
            | '′'
            | '″'
            | '、'
            | '。'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '〗'
            | '〙'
            | '〛'
            | '〟'
            | '〜'
            | '〻'
            | '々'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ゎ'
            | 'ゕ'
            | 'ゖ'
            | 'ゝ'
            | 'ゞ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ヮ'
            | 'ヵ'
            | 'ヶ'
            | '・'
            | 'ー'
            | 'ヽ'
            | 'ヾ'
            | '！'
            | '％'
            | '）'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '］'
            | '｝'
            | '｠'
            | '｡'
            | '｣'
            | '､'
            | '･'
            | 'ｰ'
            | 'ﾞ'
            | 'ﾟ'
    )
}

/// Opening punctuation, which kinsoku keeps off the end of a row.
fn never_ends_row(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '<'
            | '"'
            | '\''
            | '‘'
            | '“'
            | '«'
            | '‹'
            | '$'
            | '£'
            | '€'
            | '¥'
            | '#'
            | '〈'
            | '《'
            | '「'
            | '『'
            | '【'
            | '〔'
            | '〖'
            | '〘'
            | '〚'
            | '〝'
            | '（'
            | '［'
            | '｛'
            | '｟'
            | '｢'
            | '＄'
            | '￡'
            | '￥'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::cells;

    fn rows(text: &str, width: u16) -> Vec<Span> {
        let mut out = Vec::new();
        wrap(text, Span::new(0, text.len()), width, &mut out);
        out
    }

    /// `expected` has `|` where a row ends.
    #[track_caller]
    fn check(text: &str, width: u16, expected: &str) {
        let found: Vec<_> = rows(text, width).iter().map(|r| r.of(text)).collect();
        assert_eq!(found.join("|"), expected);
    }

    #[test]
    fn rows_break_behind_words() {
        check("the talks ended early", 10, "the talks|ended|early");
        check("the talks", 9, "the talks");
        check("  the   talks  ", 9, "the   talks");
        check("the talks", 8, "the|talks");
        check("one\ntwo\tthree", 20, "one\ntwo\tthree");
        check("", 5, "");
        check(" \n ", 5, "");
    }

    #[test]
    fn rows_break_behind_hyphens_slashes_and_dashes() {
        check("a well-known name", 7, "a well-|known|name");
        check("and/or both", 6, "and/or|both");
        check("and/or both", 5, "and/|or|both");
        check("it ended—they said—late", 12, "it ended—|they said—|late");
        check("the years 2020-21 and -5", 15, "the years|2020-21 and -5");
        check("https://example.org/path", 12, "https://|example.org/|path");
    }

    #[test]
    fn long_words_break_between_clusters() {
        check("incomprehensible", 6, "incomp|rehens|ible");
        check("so incomprehensible", 6, "so|incomp|rehens|ible");
        check("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}e\u{301}|e\u{301}");
        check("世界", 1, "世|界");
        check("a世b", 1, "a|世|b");
    }

    #[test]
    fn wide_characters_break_by_kinsoku() {
        check("中文新闻报道", 5, "中文|新闻|报道");
        check("中文。新闻", 4, "中|文。|新闻");
        check("「中文」新闻", 6, "「中|文」新|闻");
        check("abc中文", 5, "abc中|文");
    }

    #[test]
    fn curly_quotes_take_one_cell() {
        check("“We won’t go”", 7, "“We|won’t|go”");
        check("café “naïve”", 12, "café “naïve”");
    }

    #[test]
    fn floods_make_rows_of_bounded_length() {
        let text = format!("a{}", "\u{200B}".repeat(100_000));
        assert!(rows(&text, 80).iter().all(|r| r.len() <= MAX_ROW));
        let text = format!("a{} b", "\u{301}".repeat(100_000));
        let rows = rows(&text, 80);
        assert!(rows.len() < 10, "{} rows", rows.len());
    }

    proptest! {
        #[test]
        fn rows_hold_every_character_once_and_fit(text in cells::tests::hostile(), width in 1_u16..24) {
            let rows = rows(&text, width);
            let mut at = 0;
            for row in &rows {
                prop_assert!(!row.is_empty());
                prop_assert!(text[at..row.from()].chars().all(char::is_whitespace));
                prop_assert!(!row.of(&text).starts_with(breaks_as_space) && !row.of(&text).ends_with(breaks_as_space));
                at = row.to();
                let of_row: Vec<_> = cells::clusters(&text, *row).collect();
                let cells: u16 = of_row.iter().map(|c| c.cells).sum();
                let visible = of_row.iter().filter(|c| c.cells > 0).count();
                prop_assert!(cells <= width || visible <= 1, "{cells} cells in {:?}", row.of(&text));
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
        }
    }
}
