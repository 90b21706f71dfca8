//! A passage that is found again after its text was edited: by its exact words and those around them.
//!
//! This is the text quote selector of the W3C Web Annotation model, with the place as a hint. It never guesses: a passage
//! whose words are gone, or that could be in two places, is lost.

use memchr::memmem;

use crate::text::span::Span;

/// The shortest context that is kept on each side, in characters.
const CONTEXT: usize = 32;

/// The longest, where a shorter one stands in the text more than once.
const LONGEST: usize = 256;

/// What tells a passage from all others of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// The words of the passage, as they stand in the text.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands behind them.
    pub suffix: String,
    /// Where the passage begins, in bytes of the UTF-8 text.
    pub start: usize,
    /// What of it stood in the text only once.
    pub unique: Unique,
}

/// What of a passage stood in its text only once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unique {
    /// Not even its words with both contexts: after an edit nobody can tell which one was meant.
    #[default]
    Nothing,
    /// Its words with both contexts.
    Both,
    /// Its words.
    Exact,
}

impl Unique {
    /// All of them with their names in files, the least first.
    pub const NAMES: [(Self, &'static str); 3] =
        [(Self::Nothing, "nothing"), (Self::Both, "both"), (Self::Exact, "exact")];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }
}

/// A text with every run of white space written as one space, so that a passage survives other line breaks.
struct Spaced {
    text: String,
    /// Where in the original each byte comes from, and the end of the original.
    origin: Vec<u32>,
}

impl Spaced {
    fn new(original: &str) -> Self {
        let mut spaced = Self { text: String::with_capacity(original.len()), origin: Vec::new() };
        for (at, c) in original.char_indices() {
            if !c.is_whitespace() {
                spaced.origin.extend(std::iter::repeat_n(at as u32, c.len_utf8()));
                spaced.text.push(c);
            } else if !spaced.text.ends_with(' ') {
                spaced.origin.push(at as u32);
                spaced.text.push(' ');
            }
        }
        spaced.origin.push(original.len() as u32);
        spaced
    }

    /// The bytes of the original that are shown by `length` bytes from `start`.
    fn original(&self, original: &str, start: usize, length: usize) -> Option<Span> {
        let from = *self.origin.get(start)? as usize;
        let to = *self.origin.get(start + length)? as usize;
        Some(Span::new(from, to).trimmed(original))
    }
}

/// Where `needle` stands in `text`, also overlapping itself; at most two places, which is as good as many.
fn places(text: &str, needle: &str) -> Vec<usize> {
    let finder = memmem::Finder::new(needle);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
        found.push(from + at);
        from += at + 1;
        if found.len() == 2 {
            break;
        }
    }
    found
}

fn spaced(text: &str) -> String {
    Spaced::new(text).text
}

/// The last `count` characters.
fn tail(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count.saturating_sub(1)).map_or(text, |(at, _)| &text[at..])
}

/// The first `count` characters.
fn head(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(at, _)| &text[..at])
}

impl Selector {
    /// What tells the passage at `span` of `text` from all others.
    pub fn new(text: &str, span: Span) -> Self {
        let exact = span.of(text);
        let before = text.get(..span.from()).unwrap_or_default();
        let behind = text.get(span.to()..).unwrap_or_default();
        let whole = spaced(text);
        let once = |needle: &str| places(&whole, &spaced(needle)).len() == 1;
        let mut selector = Self { exact: exact.to_owned(), start: span.from(), ..Self::default() };
        let mut length = CONTEXT;
        loop {
            tail(before, length).clone_into(&mut selector.prefix);
            head(behind, length).clone_into(&mut selector.suffix);
            let both = once(&format!("{}{exact}{}", selector.prefix, selector.suffix));
            let ends = selector.prefix.len() == before.len() && selector.suffix.len() == behind.len();
            if both || ends || length >= LONGEST {
                selector.unique = match () {
                    () if exact.trim().is_empty() => Unique::Nothing,
                    () if once(exact) => Unique::Exact,
                    () if both => Unique::Both,
                    () => Unique::Nothing,
                };
                return selector;
            }
            length *= 2;
        }
    }

    /// The passage in a text that is exactly the one it was taken from.
    pub fn in_same(&self, text: &str) -> Option<Span> {
        let end = self.start.checked_add(self.exact.len())?;
        (text.get(self.start..end)? == self.exact).then(|| Span::new(self.start, end))
    }

    /// The passage in a text that may have been edited; `None` when it is lost.
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.unique == Unique::Nothing || self.exact.trim().is_empty() {
            return None;
        }
        let whole = Spaced::new(text);
        let exact = spaced(&self.exact);
        // Where the words begin, if they stand once between these two.
        let between = |before: &str, behind: &str| {
            let before = spaced(&format!("{before}{}", self.exact));
            let needle = spaced(&format!("{before}{behind}"));
            match places(&whole.text, &needle)[..] {
                [at] => Some(at + before.len() - exact.len()),
                _ => None,
            }
        };
        let alone = || {
            if self.unique < Unique::Exact {
                return None;
            }
            // The words may have been typed anew somewhere else, so one of their neighbours has to be there; and one that
            // stands in several places is there by chance.
            let start = between("", "")?;
            let once = |words: &str| places(&whole.text, &spaced(words)).len() == 1;
            let (at_start, at_end) = (start == 0, start + exact.len() >= whole.text.trim_end().len());
            let before = if self.prefix.is_empty() { at_start } else { once(&self.prefix) };
            let behind = if self.suffix.trim().is_empty() { at_end } else { once(&self.suffix) };
            let there = before && between(&self.prefix, "") == Some(start);
            (there || behind && between("", &self.suffix) == Some(start)).then_some(start)
        };
        let start = between(&self.prefix, &self.suffix).or_else(alone)?;
        whole.original(text, start, exact.len())
    }
}

impl PartialOrd for Unique {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        (*self as u8).partial_cmp(&(*other as u8))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "The port was closed on Monday. Nobody knows when it opens.\n\n\
                        The port was closed on Friday, too. The mayor said no. The union said no.";

    #[track_caller]
    fn check(passage: &str, edited: &str, expected: Option<&str>) {
        let at = TEXT.find(passage).unwrap();
        let selector = Selector::new(TEXT, Span::new(at, at + passage.len()));
        assert_eq!(selector.in_same(TEXT), Some(Span::new(at, at + passage.len())));
        let found = selector.find(edited).map(|span| span.of(edited));
        assert_eq!(found, expected, "{selector:?}");
    }

    #[test]
    fn a_passage_is_found_after_edits_around_it() {
        check("Nobody knows", &format!("A new lead.\n\n{TEXT}"), Some("Nobody knows"));
        check("Nobody knows", &TEXT.replace("Monday", "Sunday"), Some("Nobody knows"));
        check("Nobody knows when it opens.", &TEXT.replace("\n\n", "\n"), Some("Nobody knows when it opens."));
        check("knows when it", &TEXT.replace("knows when", "knows\nwhen"), Some("knows\nwhen it"));
    }

    #[test]
    fn a_passage_that_is_gone_or_doubtful_is_lost() {
        check("Nobody knows", &TEXT.replace("Nobody knows", "They know"), None);
        check("Nobody knows", "", None);
        check("Nobody knows when it opens.", "They said: Nobody knows when it opens. So did we.", None);
        // The other one had these words as well.
        check("The port was closed", "The port was closed on Friday, too. The mayor said no.", None);
        check("said no", &TEXT.replace("The mayor said no. ", ""), None);
    }

    #[test]
    fn among_the_same_words_the_context_decides() {
        let at = TEXT.find("union").unwrap() + "union ".len();
        let selector = Selector::new(TEXT, Span::new(at, at + 7));
        let edited = format!("Said no. {TEXT}");
        assert_eq!(selector.find(&edited).map(Span::from), Some(at + 9));
    }

    const NAMES: [&str; 12] = [
        "harbour", "strike", "the", "ferries", "captain", "a", "night", "of", "council", "levies", "waited", "because",
    ];

    /// The words as a text, and where each of them stands in it.
    fn build(words: &[u8]) -> (String, Vec<Span>) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for word in words {
            let start = text.len();
            text.push_str(NAMES[usize::from(*word)]);
            spans.push(Span::new(start, text.len()));
            text.push(' ');
        }
        (text, spans)
    }

    /// How many words two texts have in common, in the same order.
    fn common(a: &[u8], b: &[u8]) -> usize {
        let mut best = vec![0; b.len() + 1];
        for x in a {
            let mut diagonal = 0;
            for (j, y) in b.iter().enumerate() {
                let above = best[j + 1];
                best[j + 1] = if x == y { diagonal + 1 } else { above.max(best[j]) };
                diagonal = above;
            }
        }
        best[b.len()]
    }

    proptest! {
        /// Words out of a dozen, so that all of them repeat, and rows of them by edits. Where a passage is found after edits, either
        /// nobody touched it there, or a smallest edit that makes the new text of the old one leaves it there: where the
        /// same words stand side by side, no one can tell which of them were deleted.
        #[test]
        fn after_random_edits_it_is_right_or_lost(
            original in prop::collection::vec(0..12_u8, 1..60),
            from in 0..60_usize,
            length in 1..8_usize,
            edits in prop::collection::vec((0..60_usize, 0..6_usize, prop::collection::vec(0..12_u8, 0..4)), 0..4),
        ) {
            let from = from % original.len();
            let to = (from + length).min(original.len());
            let (text, spans) = build(&original);
            let marked = Span::new(spans[from].from(), spans[to - 1].to());
            let selector = Selector::new(&text, marked);
            let mut tokens: Vec<(u8, Option<usize>)> = original.iter().enumerate().map(|(i, w)| (*w, Some(i))).collect();
            for (at, delete, insert) in edits {
                let at = at.min(tokens.len());
                let end = (at + delete).min(tokens.len());
                tokens.splice(at..end, insert.into_iter().map(|w| (w, None)));
            }
            let words: Vec<u8> = tokens.iter().map(|(word, _)| *word).collect();
            let (edited, spans) = build(&words);
            if let Some(found) = selector.find(&edited) {
                prop_assert_eq!(found.of(&edited), marked.of(&text));
                let first = spans.iter().position(|s| s.from() == found.from()).unwrap();
                let last = spans.iter().position(|s| s.to() == found.to()).unwrap() + 1;
                let same = (from..to).map(Some).eq(tokens[first..last].iter().map(|t| t.1));
                let around = common(&original[..from], &words[..first]) + common(&original[to..], &words[last..]);
                prop_assert!(same || around + (to - from) >= common(&original, &words), "{}..{} at {first}", from, to);
            }
        }

        #[test]
        fn any_text_and_passage_is_found_in_itself(text in "\\PC{0,80}", a in 0..80_usize, b in 0..80_usize) {
            let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let (a, b) = (edges[a % edges.len()], edges[b % edges.len()]);
            let span = Span::new(a.min(b), a.max(b));
            let selector = Selector::new(&text, span);
            prop_assert_eq!(selector.in_same(&text), Some(span));
            if let Some(found) = selector.find(&text) {
                prop_assert_eq!(found, span.trimmed(&text));
            }
        }
    }
}
