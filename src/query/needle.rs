//! Words to look for in folded text.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::text::fold::fold;

/// Words to look for in folded text, prepared once for many texts.
#[derive(Clone, Debug)]
pub struct Needle {
    finder: Finder<'static>,
    pieces: Vec<Piece>,
    /// Length of the first character in bytes.
    step: usize,
    /// Whether a hit has to begin a word.
    begins: bool,
    /// Whether a hit has to end one.
    ends: bool,
}

impl Needle {
    /// Finds `words` wherever they stand, also inside words.
    pub fn anywhere(words: &str) -> Self {
        let folded = fold(words);
        let step = folded.text().chars().next().map_or(0, char::len_utf8);
        let mut needle = Self {
            finder: Finder::new(folded.text()).into_owned(),
            pieces: Vec::new(),
            step,
            begins: false,
            ends: false,
        };
        needle.take_apart();
        needle
    }

    /// Finds `words` where they begin a word: `sanction` in “sanctions”. What does not begin with a letter or a digit
    /// has no word to begin and is found anywhere.
    pub fn begins(words: &str) -> Self {
        let begins = fold(words).text().chars().next().is_some_and(is_spaced);
        let mut needle = Self { begins, ..Self::anywhere(words) };
        needle.take_apart();
        needle
    }

    /// Finds `words` where they are whole words in a row. White space at their ends says nothing.
    pub fn whole_words(words: &str) -> Self {
        let trimmed = words.trim();
        let ends = fold(trimmed).text().chars().next_back().is_some_and(is_spaced);
        let mut needle = Self { ends, ..Self::begins(trimmed) };
        needle.take_apart();
        needle
    }

    /// The words and signs that it is made of, each of which has to stand where it stands.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Whether it is one word or sign and nothing else.
    pub fn is_piece(&self) -> bool {
        matches!(&self.pieces[..], [piece] if piece.text.len() == self.finder.needle().len())
    }

    /// Whether it is whole words with nothing but a blank between two.
    pub fn is_phrase(&self) -> bool {
        let words = self.pieces.iter().all(|piece| piece.is_whole && piece.text.starts_with(is_spaced));
        let length = self.pieces.iter().map(|piece| piece.text.len() + 1).sum::<usize>();
        words && length == self.finder.needle().len() + 1
    }

    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.step == 0
    }

    fn take_apart(&mut self) {
        let text = String::from_utf8_lossy(self.finder.needle()).into_owned();
        let from = |piece: &str| piece.as_ptr() as usize - text.as_ptr() as usize;
        self.pieces = pieces(&text)
            .map(|piece| {
                let (at_start, at_end) = (from(piece) == 0, from(piece) + piece.len() == text.len());
                Piece::new(piece, !at_start || self.begins, !at_end || self.ends)
            })
            .collect();
    }

    /// The first hit in a folded text at or behind `from`. Nothing is never found.
    pub fn find(&self, folded: &str, from: usize) -> Option<Range<usize>> {
        if self.step == 0 {
            return None;
        }
        let bytes = folded.as_bytes();
        let mut at = from;
        loop {
            let rest = bytes.get(at..)?;
            // A single letter is often refused, so the search for it must begin cheaply.
            let start = at
                + match self.finder.needle() {
                    [byte] => memchr::memchr(*byte, rest)?,
                    _ => self.finder.find(rest)?,
                };
            let end = start + self.finder.needle().len();
            if !(self.begins && ends_with_letter(folded, start) || self.ends && begins_with_letter(folded, end)) {
                return Some(start..end);
            }
            at = start + self.step;
        }
    }

    /// How many hits [`find_all`](Self::find_all) finds.
    pub fn count(&self, folded: &str) -> usize {
        match self.finder.needle() {
            // While somebody types the first letter there are millions.
            [byte] if !self.begins && !self.ends => memchr::memchr_iter(*byte, folded.as_bytes()).count(),
            _ => self.find_all(folded).count(),
        }
    }

    /// All hits in a folded text, in order and not overlapping.
    pub fn find_all<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let hit = self.find(folded, at)?;
            at = hit.end;
            Some(hit)
        })
    }
}

/// A part of a needle that stands in one word of a text, or is one of its signs.
#[derive(Clone, Debug)]
pub struct Piece {
    text: String,
    /// Finds it in a list of words with line breaks around them.
    finder: Finder<'static>,
    is_whole: bool,
    begins: bool,
}

impl Piece {
    /// A piece that begins a word, ends one, or both.
    fn new(text: &str, begins: bool, ends: bool) -> Self {
        // A sign has nothing that it could be a part of.
        let is_sign = !text.starts_with(is_spaced);
        let line = |is_there: bool| if is_there { "\n" } else { "" };
        let finder = Finder::new(&format!("{}{text}{}", line(begins), line(ends))).into_owned();
        Self { text: text.to_owned(), finder, is_whole: is_sign || begins && ends, begins }
    }

    /// The word, if nothing else will do.
    pub fn whole(&self) -> Option<&str> {
        self.is_whole.then_some(&self.text)
    }

    /// What the words begin with that it may be a part of, if they do.
    pub fn begin(&self) -> Option<&str> {
        self.begins.then_some(&self.text)
    }

    /// Where it stands first in words with a line break in front of and behind each.
    pub fn find(&self, lines: &[u8]) -> Option<usize> {
        self.finder.find(lines)
    }
}

/// The words of a folded text and its signs: letters and digits of scripts with blanks as far as they go, everything else
/// but white space by itself.
pub fn pieces(folded: &str) -> impl Iterator<Item = &str> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let end = if is_spaced(first) { rest.find(|c| !is_spaced(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (piece, behind) = rest.split_at(end);
        rest = behind;
        Some(piece)
    })
}

fn ends_with_letter(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_spaced)
}

fn begins_with_letter(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|behind| behind.chars().next()).is_some_and(is_spaced)
}

/// Whether a character is a letter or digit of a script that puts blanks between words. Chinese, Japanese and several
/// scripts of South-East Asia do not, so there a word can begin at any letter.
pub(super) fn is_spaced(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c,
            '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3000}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected`: the text with the hits in brackets.
    #[track_caller]
    fn check(needle: &Needle, expected: &str) {
        let text = expected.replace(['[', ']'], "");
        let mut found = text.clone();
        let hits: Vec<_> = needle.find_all(&text).collect();
        assert_eq!(needle.count(&text), hits.len());
        for hit in hits.into_iter().rev() {
            found.insert(hit.end, ']');
            found.insert(hit.start, '[');
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_is_found_where_words_begin() {
        check(&Needle::begins("Sanction"), "[sanction]s and [sanction]ed; unsanctioned; \"[sanction]");
        check(&Needle::begins("opera"), "co-[opera]te; cooperate");
        check(&Needle::begins("s"), "[s]os; it'[s] his");
        check(&Needle::begins("$"), "us[$] 5");
        check(&Needle::begins(".*"), "a[.*]b ab");
        check(&Needle::begins("élan"), "[elan]");
        check(&Needle::begins("аб"), "[аб]в ваб");
        check(&Needle::begins("外交"), "中国[外交]部");
    }

    #[test]
    fn a_phrase_is_whole_words() {
        check(&Needle::whole_words(" Hong  Kong "), "in [hong kong], not hong kongers");
        check(&Needle::whole_words("us"), "[us] user virus u.s. [us]-led");
        check(&Needle::whole_words("aa"), "aaaa [aa]");
        check(&Needle::whole_words("c++"), "[c++] [c++]11");
        check(&Needle::whole_words("外交"), "中国[外交]部");
    }

    #[test]
    fn anywhere_is_inside_words_too() {
        check(&Needle::anywhere("aa"), "[aa][aa]a");
        check(&Needle::anywhere("n"), "a[n]d [n]ow");
        check(&Needle::anywhere(""), "anything");
    }
}
