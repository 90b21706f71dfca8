//! What a text looks like in the cells of a terminal: which characters may reach it, and how wide they are.
//!
//! Articles come from strangers. Control characters, bidirectional overrides and floods of invisible characters are
//! replaced here, and nowhere else, on their way to the screen or to plain-text output; the text itself is never
//! changed. The unit is the grapheme cluster, which is what a reader calls one character. Widths agree with those of
//! ratatui, cluster by cluster.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::span::Span;

/// Stands for a bidirectional control: one cell, visible.
const BIDI_SUBSTITUTE: char = '␦';
/// Stands for a control character of the C1 block.
const C1_SUBSTITUTE: char = '\u{FFFD}';
/// Carries combining marks that have no base.
const DOTTED_CIRCLE: char = '◌';
/// How many combining marks of one base are shown. Vietnamese needs two, pointed Hebrew three.
const MAX_MARKS: usize = 4;
/// How many characters of one cluster are shown. A family of four with skin tones has eleven.
const MAX_CHARS: usize = 16;
/// Where a cluster ends at the latest, in bytes, so that megabytes of combining marks do not make one cluster.
const MAX_CLUSTER: usize = 32 * 1024;

/// One grapheme cluster of a text as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Where it stands in the text.
    pub span: Span,
    /// What to draw; empty for what takes no cell.
    pub text: Cow<'a, str>,
    /// How many cells it takes: 0, 1 or 2, and more for a few clusters of Indic scripts.
    pub cells: u16,
}

/// The grapheme clusters of `span`, cleaned, in order. A run of white space is drawn as one blank: the cluster of its
/// first character takes one cell, those of the others take none.
///
/// ```
/// use parallax::text::{cells::clusters, span::Span};
/// let text = "e\u{301}\t\n世";
/// let found: Vec<_> = clusters(text, Span::new(0, text.len())).map(|c| (c.text.into_owned(), c.cells)).collect();
/// assert_eq!(found, [("e\u{301}".into(), 1), (" ".into(), 1), ("".into(), 0), ("世".into(), 2)]);
/// ```
pub fn clusters(text: &str, span: Span) -> Clusters<'_> {
    let end = if span.of(text).is_empty() { span.from() } else { span.to() };
    Clusters { text, at: span.from(), end, after_blank: false }
}

/// The iterator of [`clusters`].
#[derive(Clone, Debug)]
pub struct Clusters<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    after_blank: bool,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        let raw = next_cluster(self.text.get(self.at..self.end)?)?;
        let span = Span::new(self.at, self.at + raw.len());
        self.at = span.to();
        if is_blank(raw) {
            let first = !std::mem::replace(&mut self.after_blank, true);
            let text = Cow::Borrowed(if first { " " } else { "" });
            return Some(Cluster { span, text, cells: u16::from(first) });
        }
        self.after_blank = false;
        let text = clean(raw);
        let cells = width(&text);
        Some(Cluster { span, text, cells })
    }
}

/// The first grapheme cluster of `rest`. White space is always a cluster by itself, so that a combining mark behind it
/// cannot change how a row breaks.
pub(super) fn next_cluster(rest: &str) -> Option<&str> {
    let bytes = rest.as_bytes();
    let first = *bytes.first()?;
    if first.is_ascii() {
        match (first, bytes.get(1)) {
            (b'\r', Some(b'\n')) => return rest.get(..2),
            (b' ' | b'\t'..=b'\r', _) | (_, None) => return rest.get(..1),
            (_, Some(next)) if next.is_ascii() => return rest.get(..1),
            _ => {}
        }
    } else if let Some(c) = rest.chars().next().filter(|c| breaks_as_space(*c)) {
        return rest.get(..c.len_utf8());
    }
    let window = (MAX_CLUSTER..MAX_CLUSTER + 4).find_map(|end| rest.get(..end)).unwrap_or(rest);
    window.graphemes(true).next()
}

/// Whether a cluster is white space at which a row may break.
fn is_blank(cluster: &str) -> bool {
    cluster == "\r\n" || cluster.chars().next().is_some_and(breaks_as_space) && cluster.chars().nth(1).is_none()
}

/// White space at which a row may break: all but the no-break spaces.
pub(super) fn breaks_as_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// What becomes of a character on its way to the screen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Drawn as it is.
    Plain,
    /// Drawn as it is, in the cell of the character before it.
    Mark,
    /// Drawn only behind the black flag (the flags of England, Scotland and Wales).
    Tag,
    /// Drawn as something visible.
    Substitute(char),
    /// Not drawn.
    Invisible,
}

fn class(c: char) -> Class {
    match c {
        ' '..='~' => Class::Plain,
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Substitute(' '),
        '\0'..='\u{1F}' => Class::Substitute(char::from_u32(0x2400 + c as u32).unwrap_or(C1_SUBSTITUTE)),
        '\u{7F}' => Class::Substitute('␡'),
        '\u{80}'..='\u{9F}' => Class::Substitute(C1_SUBSTITUTE),
        _ if is_bidi_control(c) => Class::Substitute(BIDI_SUBSTITUTE),
        _ if c.is_whitespace() => Class::Substitute(' '),
        '\u{E0020}'..='\u{E007F}' => Class::Tag,
        _ if is_invisible(c) => Class::Invisible,
        _ if c.width() == Some(0) => Class::Mark,
        _ => Class::Plain,
    }
}

/// Whether a character steers the order in which a terminal shows its neighbours.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
}

/// Whether a character is never drawn and changes nothing that is: zero-width spaces, soft hyphens, byte-order marks,
/// invisible operators, fillers, annotation marks, tags. Joiners and variation selectors are not among them.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

/// Joiners and variation selectors, which draw nothing without the character before them.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// One grapheme cluster as it may be drawn: controls and bidirectional controls as a visible substitute of one cell,
/// white space as a blank, nothing for invisible characters, at most a few marks on one base. Emoji sequences and
/// flags stay whole.
///
/// ```
/// use parallax::text::cells::clean;
/// assert_eq!(clean("\u{1B}"), "␛");
/// assert_eq!(clean("\u{202E}"), "␦");
/// assert_eq!(clean("👩‍🔬"), "👩‍🔬");
/// ```
pub fn clean(cluster: &str) -> Cow<'_, str> {
    if let [b' '..=b'~'] = cluster.as_bytes() {
        return Cow::Borrowed(cluster);
    }
    if cluster == "\r\n" {
        return Cow::Borrowed(" ");
    }
    if is_clean(cluster) { Cow::Borrowed(cluster) } else { Cow::Owned(cleaned(cluster)) }
}

/// Whether a cluster begins with a character that takes cells and goes on with a sane number of marks.
fn is_clean(cluster: &str) -> bool {
    let mut marks = 0;
    for (i, c) in cluster.chars().enumerate() {
        match class(c) {
            Class::Plain => marks = 0,
            Class::Mark if i > 0 && marks < MAX_MARKS => marks += 1,
            _ => return false,
        }
        if i >= MAX_CHARS {
            return false;
        }
    }
    true
}

/// Whether a character is a vowel or final of Hangul, which is drawn only behind the beginning of a syllable.
fn is_second_jamo(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}')
}

/// The cleaned form of a cluster that is not clean as it is.
fn cleaned(cluster: &str) -> String {
    let tags_allowed = cluster.starts_with('\u{1F3F4}') && cluster.ends_with('\u{E007F}');
    let begins_syllable =
        cluster.starts_with(|c| matches!(c, '\u{1100}'..='\u{115E}' | '\u{A960}'..='\u{A97C}' | '가'..='힣'));
    let mut out = String::new();
    let (mut marks, mut chars) = (0, 0);
    for c in cluster.chars() {
        let shown = match class(c) {
            Class::Plain => c,
            Class::Substitute(substitute) => substitute,
            Class::Tag if tags_allowed => c,
            // The dotted circle is no base of a vowel of Hangul.
            Class::Mark if is_second_jamo(c) && !begins_syllable => {
                if !out.is_empty() {
                    continue;
                }
                C1_SUBSTITUTE
            }
            Class::Mark if marks < MAX_MARKS && !(out.is_empty() && is_joiner(c)) => {
                if out.is_empty() {
                    out.push(DOTTED_CIRCLE);
                }
                marks += 1;
                out.push(c);
                continue;
            }
            _ => continue,
        };
        if chars == MAX_CHARS {
            break;
        }
        chars += 1;
        marks = 0;
        out.push(shown);
    }
    out
}

/// How many cells a cleaned cluster takes, as ratatui counts them.
pub fn width(cleaned: &str) -> u16 {
    if cleaned.len() == 1 {
        return 1;
    }
    // Terminals give the halfwidth sound marks of kana a cell of their own, and ratatui counts them so.
    let sound_marks = cleaned.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count();
    u16::try_from(cleaned.width() + sound_marks).unwrap_or(u16::MAX)
}

/// A whole line as it may be drawn, cluster by cluster. Line breaks and tabs become blanks.
pub fn clean_line(line: &str) -> Cow<'_, str> {
    let first_odd = line.bytes().position(|b| !matches!(b, b' '..=b'~'));
    let Some(first_odd) = first_odd else { return Cow::Borrowed(line) };
    // The character in front may be the base of a mark.
    let mut at = first_odd.saturating_sub(1);
    let mut out = String::new();
    let mut copied = 0;
    while let Some(raw) = line.get(at..).and_then(next_cluster) {
        if let Cow::Owned(shown) = clean(raw) {
            out.push_str(&line[copied..at]);
            out.push_str(&shown);
            copied = at + raw.len();
        } else if raw == "\r\n" {
            out.push_str(&line[copied..at]);
            out.push(' ');
            copied = at + raw.len();
        }
        at += raw.len();
    }
    if copied == 0 {
        return Cow::Borrowed(line);
    }
    out.push_str(&line[copied..]);
    Cow::Owned(out)
}

/// How many cells a line takes when it is cleaned.
pub fn line_width(line: &str) -> usize {
    if line.is_ascii() {
        return line.len() - line.matches("\r\n").count();
    }
    let mut cells = 0;
    let mut rest = line;
    while let Some(raw) = next_cluster(rest) {
        cells += usize::from(width(&clean(raw)));
        rest = &rest[raw.len()..];
    }
    cells
}

/// The beginning of a line that is surely enough for `cells` cells, so that drawing a line of megabytes costs no more
/// than drawing what shows of it.
pub fn head(line: &str, cells: usize) -> &str {
    let most = 256 + cells * 16;
    let end = (0..=most.min(line.len())).rev().find(|end| line.is_char_boundary(*end));
    &line[..end.unwrap_or(0)]
}

/// The line, cleaned and cut to at most `cells`. What is cut off shows as `…`.
///
/// ```
/// use parallax::text::cells::truncate;
/// assert_eq!(truncate("talks in Alaska", 8), "talks i…");
/// assert_eq!(truncate("talks", 8), "talks");
/// ```
pub fn truncate(line: &str, cells: usize) -> Cow<'_, str> {
    let line = clean_line(line);
    let mut used = 0;
    // Where the line is cut if it turns out too long: the last place that leaves a cell for the ellipsis.
    let mut cut = 0;
    let mut at = 0;
    while let Some(cluster) = next_cluster(&line[at..]) {
        let next = used + usize::from(width(cluster));
        if next > cells {
            let mut out = line[..cut].to_owned();
            if cells > 0 {
                out.push('…');
            }
            return Cow::Owned(out);
        }
        used = next;
        at += cluster.len();
        if used < cells {
            cut = at;
        }
    }
    line
}

/// The line, cleaned, cut to `cells` and filled up with blanks to exactly that width.
pub fn pad(line: &str, cells: usize) -> String {
    let mut out = truncate(line, cells).into_owned();
    let missing = cells.saturating_sub(line_width(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(raw: &str, shown: &str, cells: usize) {
        assert_eq!(clean_line(raw), shown);
        assert_eq!(line_width(raw), cells);
        assert_eq!(line_width(shown), cells, "the width of the cleaned line");
    }

    #[test]
    fn controls_show_as_substitutes() {
        check("a\u{1B}[31mred\0\u{7F}\u{9B}b", "a␛[31mred␀␡\u{FFFD}b", 13);
        check("one\ttwo\r\nthree\nfour\u{2028}five", "one two three four five", 23);
        check("a\u{202E}b\u{2066}\u{200F}\u{61C}", "a␦b␦␦␦", 6);
    }

    #[test]
    fn invisible_characters_cost_nothing() {
        check("co\u{AD}op\u{200B}\u{FEFF}\u{2060}", "coop", 4);
        check(&"\u{200B}".repeat(10_000), "", 0);
        check(&"\u{E0041}".repeat(10_000), "", 0);
        check("\u{200D}\u{FE0F}", "", 0);
    }

    #[test]
    fn marks_are_few_and_have_a_base() {
        check("e\u{301}a", "e\u{301}a", 2);
        check(&format!("a{}", "\u{301}".repeat(10_000)), &format!("a{}", "\u{301}".repeat(MAX_MARKS)), 1);
        check(&format!("a{}", "\u{FE0F}".repeat(10_000)), &format!("a{}", "\u{FE0F}".repeat(MAX_MARKS)), 1);
        check("\u{301}", "◌\u{301}", 1);
        check(" \u{301}", " ◌\u{301}", 2);
        check("\u{1161}\u{11A8}a", "\u{FFFD}a", 2);
        check("\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2);
    }

    #[test]
    fn sequences_stay_whole() {
        check("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦", 2);
        check("🇬🇧🇻🇳", "🇬🇧🇻🇳", 4);
        let england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
        check(england, england, 2);
        check("ｶﾞ", "ｶﾞ", 2);
        check("中文", "中文", 4);
    }

    #[test]
    fn lines_are_cut_and_filled() {
        assert_eq!(truncate("世界新闻", 5), "世界…");
        assert_eq!(truncate("世界新闻", 4), "世…");
        assert_eq!(truncate("世", 1), "…");
        assert_eq!(truncate("a", 0), "");
        assert_eq!(truncate("a\u{1B}b", 3), "a␛b");
        assert_eq!(pad("世界", 5), "世界 ");
        assert_eq!(pad("abc", 2), "a…");
    }

    /// Text as strangers write it.
    pub(crate) fn hostile() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            4 => "[a-zA-Z0-9.,/-]{1,8}",
            3 => Just(" ".to_owned()),
            1 => "[\\x00-\\x1F\\x7F-\\x9F]",
            1 => "[\u{202A}-\u{202E}\u{2066}-\u{2069}\u{200B}-\u{200F}\u{61C}\u{AD}\u{FEFF}]",
            1 => "[\u{300}-\u{30F}\u{FE0F}\u{20E3}]{1,9}",
            2 => "[“”‘’–—…éßøﾞｶが世界。、（）「」ー]",
            1 => "[👩🔬🏽🇬🇧🏴]\u{200D}?",
            1 => "[\u{E0020}-\u{E007F}]{1,3}",
            1 => any::<char>().prop_map(String::from),
        ];
        proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn nothing_dangerous_comes_through(text in hostile()) {
            let in_flag = |c: char| ('\u{E0020}'..='\u{E007F}').contains(&c);
            let bad = |c: char| c.is_control() || is_bidi_control(c) || is_invisible(c) && !in_flag(c);
            let bad = clean_line(&text).contains(bad);
            prop_assert!(!bad);
        }

        #[test]
        fn clusters_hold_every_byte_and_are_as_wide_as_ratatui_thinks(text in hostile()) {
            use ratatui::buffer::CellWidth;
            let mut at = 0;
            for cluster in clusters(&text, Span::new(0, text.len())) {
                prop_assert_eq!(cluster.span.from(), at);
                prop_assert!(cluster.span.to() > at);
                at = cluster.span.to();
                if !cluster.text.is_empty() {
                    prop_assert_eq!(cluster.cells, cluster.text.cell_width());
                }
                prop_assert_eq!(cluster.cells == 0, cluster.text.is_empty(), "{:?}", cluster);
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn a_cut_line_fits(text in hostile(), cells in 0_usize..20) {
            prop_assert!(line_width(&truncate(&text, cells)) <= cells);
            prop_assert_eq!(line_width(&pad(&text, cells)), cells);
        }
    }
}
