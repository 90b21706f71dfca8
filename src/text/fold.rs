//! Text folded for searching: without case, accents, kinds of quotation marks and widths of white space, and with a
//! way back to the original offsets.

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};

use crate::text::cells::{is_bidi_control, is_invisible};
use crate::text::span::Span;

/// A folded text. Made by [`fold`].
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// Where the offsets of the two texts stop or begin to run side by side, by folded offset. A text of plain ASCII
    /// with single blanks has only the first and the last.
    pieces: Vec<Piece>,
}

/// A stretch of the folded text, up to the next piece.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the folded text.
    folded: u32,
    /// Where it begins in the original.
    original: u32,
    /// Whether offsets run side by side in it. Otherwise it is what one stretch of the original became as a whole.
    parallel: bool,
}

/// Folds a text: lower case, no accents, compatibility forms (full width, ligatures, superscripts) as the plain ones,
/// all quotation marks as `'` and `"`, all dashes as `-`, any run of white space as one blank, nothing invisible.
///
/// ```
/// use parallax::text::fold::fold;
/// assert_eq!(fold("Łódź’s\n“Straße”").text(), "lodz's \"strasse\"");
/// ```
pub fn fold(text: &str) -> Folded {
    let bytes = text.as_bytes();
    let mut folder = Folder { out: Vec::with_capacity(text.len()), pieces: Vec::new() };
    folder.begin_piece(0, true);
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        if b > b' ' && b.is_ascii() {
            folder.out.push(b.to_ascii_lowercase());
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        if c.is_whitespace() {
            let run: usize = text[at..].chars().take_while(|c| c.is_whitespace()).map(char::len_utf8).sum();
            // Something invisible may stand between two runs.
            let blank: &[u8] = if folder.out.last() == Some(&b' ') { b"" } else { b" " };
            folder.replace(at, run, blank);
            at += run;
        } else {
            folder.character(at, c);
            at += c.len_utf8();
        }
    }
    folder.begin_piece(at, true);
    // Only whole characters were pushed, so nothing is lost here.
    Folded { text: String::from_utf8(folder.out).unwrap_or_default(), pieces: folder.pieces }
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the original that a range of the folded text came from, both as byte offsets. Characters that
    /// folded into several count as a whole.
    pub fn original(&self, range: std::ops::Range<usize>) -> Span {
        let (start, end) = (range.start as u32, range.end as u32);
        let first = self.piece(start);
        let from = first.map_or(0, |(_, p)| p.original + if p.parallel { start - p.folded } else { 0 });
        let to = match self.piece(end) {
            None => 0,
            Some((_, p)) if p.parallel || p.folded == end => p.original + (end - p.folded),
            Some((i, p)) => self.pieces.get(i + 1).map_or(p.original, |next| next.original),
        };
        Span::new(from as usize, to as usize)
    }

    /// The piece that holds a folded offset, with its index.
    fn piece(&self, folded: u32) -> Option<(usize, Piece)> {
        let i = self.pieces.partition_point(|p| p.folded <= folded).checked_sub(1)?;
        Some((i, *self.pieces.get(i)?))
    }

    /// Every place where `needle` stands, as spans of the original, in order and not overlapping. The needle must be
    /// folded itself; an empty one stands nowhere.
    ///
    /// ```
    /// use parallax::text::fold::fold;
    /// let text = "The Élysée said; the ELYSEE denied.";
    /// let found = fold(text).find_all(fold("elysée").text());
    /// assert_eq!(found.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["Élysée", "ELYSEE"]);
    /// ```
    pub fn find_all(&self, needle: &str) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        if needle.is_empty() {
            return out;
        }
        for at in memchr::memmem::find_iter(self.text.as_bytes(), needle.as_bytes()) {
            let span = self.original(at..at + needle.len());
            if out.last().is_none_or(|last| last.end <= span.start) {
                out.push(span);
            }
        }
        out
    }
}

/// The folded text as it grows.
struct Folder {
    out: Vec<u8>,
    pieces: Vec<Piece>,
}

impl Folder {
    /// Begins a piece that comes from `original` on; it takes the place of an empty one.
    fn begin_piece(&mut self, original: usize, parallel: bool) {
        let piece = Piece { folded: self.out.len() as u32, original: original as u32, parallel };
        match self.pieces.last_mut() {
            Some(last) if last.folded == piece.folded => *last = piece,
            _ => self.pieces.push(piece),
        }
    }

    /// Folds `length` bytes at `original` into `with`, which may be empty.
    fn replace(&mut self, original: usize, length: usize, with: &[u8]) {
        if with.len() == length && (length == 1 || is_one_character(with)) {
            self.out.extend_from_slice(with);
            return;
        }
        if !with.is_empty() {
            self.begin_piece(original, false);
            self.out.extend_from_slice(with);
        }
        self.begin_piece(original + length, true);
    }

    /// Folds one character that is not white space.
    fn character(&mut self, original: usize, c: char) {
        let length = c.len_utf8();
        let mut buffer = [0; 4];
        if let Some(plain) = punctuation(c) {
            self.replace(original, length, plain.encode_utf8(&mut buffer).as_bytes());
            return;
        }
        if is_dropped(c) {
            self.replace(original, length, b"");
            return;
        }
        if is_unchanged(c) {
            self.out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
            return;
        }
        let mut folded = String::new();
        let mut has_blank = false;
        decompose_compatible(c, |part| {
            has_blank |= part.is_whitespace();
            if !is_dropped(part) {
                for lower in part.to_lowercase().filter(|l| !is_dropped(*l)) {
                    match punctuation(lower) {
                        Some(plain) => folded.push(plain),
                        None => push_letter(lower, &mut folded),
                    }
                }
            }
        });
        if has_blank {
            // A spacing accent decomposes into a blank and a mark; a blank it is not.
            folded.clear();
            folded.push(c);
        }
        self.replace(original, length, folded.as_bytes());
    }
}

/// Whether a byte string is one character of UTF-8.
fn is_one_character(bytes: &[u8]) -> bool {
    bytes.iter().filter(|b| **b & 0xC0 != 0x80).count() == 1
}

/// Ideographs and Hangul syllables, which have neither case nor accents.
fn is_unchanged(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{20000}'..='\u{2F7FF}')
}

/// Whether a character leaves nothing: accents, points and vowel signs above and below, and what is invisible. The
/// vowel signs of Indic scripts and the voicing marks of kana are letters to a reader and stay.
fn is_dropped(c: char) -> bool {
    if c < '\u{AD}' {
        return false;
    }
    matches!(canonical_combining_class(c), 10..=36 | 200..=240)
        || is_invisible(c)
        || is_bidi_control(c)
        || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The plain form of a quotation mark or a dash.
fn punctuation(c: char) -> Option<char> {
    Some(match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '′' | '‹' | '›' | '´' | '`' | '＇' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => '-',
        _ => return None,
    })
}

/// Appends a lower-case letter, or what it is written as where the letter is not at hand.
fn push_letter(c: char, out: &mut String) {
    match c {
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ŧ' => out.push('t'),
        'ı' => out.push('i'),
        'ς' => out.push('σ'),
        _ => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::cells;

    #[track_caller]
    fn check(text: &str, folded: &str) {
        assert_eq!(fold(text).text(), folded);
    }

    /// The hits of `needle` in `text`, joined by `|`.
    #[track_caller]
    fn check_found(text: &str, needle: &str, hits: &str) {
        let found = fold(text).find_all(fold(needle).text());
        assert_eq!(found.iter().map(|s| s.of(text)).collect::<Vec<_>>().join("|"), hits);
    }

    #[test]
    fn case_accents_and_punctuation_are_folded() {
        check("Élysée “it’s” – done…", "elysee \"it's\" - done...");
        check("ÆSIR Œuvre Đặng Tröndelag ﬁsh ＷＩＤＥ", "aesir oeuvre dang trondelag fish wide");
        check("a \n\t b\u{A0}c", "a b c");
        check("co\u{AD}op\u{200B}erate", "cooperate");
        check("İstanbul ΣΊΣΥΦΟΣ Ёлка", "istanbul σισυφοσ елка");
        check("日本が한국", "日本か\u{3099}한국");
        check("it´s ¨", "it's ¨");
    }

    #[test]
    fn hits_are_whole_characters_of_the_original() {
        check_found("die Straße war nass", "strasse", "Straße");
        check_found("ß", "s", "ß");
        check_found("Phu\u{301} Phú PHU", "phú", "Phu\u{301}|Phú|PHU");
        check_found("the South\n   China Sea", "south china", "South\n   China");
        check_found("aaaa", "aa", "aa|aa");
        check_found("it’s “so”", "'s \"so\"", "’s “so”");
        check_found("anything", "", "");
        check_found("", "a", "");
    }

    #[test]
    fn plain_text_needs_no_map() {
        let text = "Only plain words, one blank between. ".repeat(1000);
        assert_eq!(fold(text.trim()).pieces.len(), 2);
    }

    proptest! {
        #[test]
        fn every_hit_folds_to_the_needle(text in cells::tests::hostile(), from in 0_usize..200, length in 1_usize..12) {
            let folded = fold(&text);
            let chars: Vec<_> = folded.text().chars().collect();
            let needle: String = chars.iter().skip(from % (chars.len() + 1)).take(length).collect();
            let hits = folded.find_all(&needle);
            prop_assert_eq!(hits.is_empty(), needle.is_empty());
            let mut end = 0;
            for hit in hits {
                prop_assert!(hit.from() >= end && !hit.is_empty());
                end = hit.to();
                let again = fold(hit.of(&text));
                prop_assert!(again.text().contains(&needle), "{:?} for {:?}", again.text(), needle);
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in cells::tests::hostile()) {
            let once = fold(&text);
            let twice = fold(once.text());
            prop_assert_eq!(once.text(), twice.text());
        }
    }
}
