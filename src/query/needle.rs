//! Words to look for in folded text.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::query::signature::{Signature, Trigram, trigrams};
use crate::text::fold::fold;

/// Words to look for in folded text, prepared once for many texts.
#[derive(Clone, Debug)]
pub struct Needle {
    finder: Finder<'static>,
    trigrams: Vec<Trigram>,
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
        let trigrams = trigrams(folded.text()).collect();
        Self { finder: Finder::new(folded.text()).into_owned(), trigrams, step, begins: false, ends: false }
    }

    /// Finds `words` where they begin a word: `sanction` in “sanctions”. What does not begin with a letter or a digit
    /// has no word to begin and is found anywhere.
    pub fn begins(words: &str) -> Self {
        let begins = fold(words).text().chars().next().is_some_and(is_spaced);
        Self { begins, ..Self::anywhere(words) }
    }

    /// Finds `words` where they are whole words in a row. White space at their ends says nothing.
    pub fn whole_words(words: &str) -> Self {
        let trimmed = words.trim();
        let ends = fold(trimmed).text().chars().next_back().is_some_and(is_spaced);
        Self { ends, ..Self::begins(trimmed) }
    }

    /// Whether a text of that sketch can have hits at all.
    pub fn may_be_in(&self, sketch: &Signature) -> bool {
        sketch.may_hold(&self.trigrams)
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
