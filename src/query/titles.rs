//! Headlines found by some of their letters.

use frizbee::{Config, Match, Matcher, Pattern, SortStrategy};

use crate::text::fold::fold;
use crate::text::span::Span;

/// A word of so many letters may have one that is wrong.
const FORGIVING: usize = 6;

/// No more words, and no more bytes of each, are looked for: nobody types as much, and a pasted text has it.
const MOST_WORDS: usize = 12;
const LONGEST_WORD: usize = 48;

/// No more of a headline is looked at, in bytes.
const LONGEST_TITLE: usize = 400;

/// Some letters, in their order, that a headline has to have; words with blanks between them in any order.
#[derive(Debug)]
pub struct TitleFinder {
    matcher: Matcher,
}

impl TitleFinder {
    /// For what somebody typed; `None` where that is nothing.
    pub fn new(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        let words = folded.text().split_whitespace().take(MOST_WORDS).map(|word| head(word, LONGEST_WORD));
        let patterns: Vec<Pattern> = words
            .map(|word| Pattern::from(word).max_typos(Some(u16::from(word.chars().count() >= FORGIVING))))
            .collect();
        let config = Config::default().sort(SortStrategy::IndexAsc);
        (!patterns.is_empty()).then(|| Self { matcher: Matcher::from_patterns(&patterns, &config) })
    }

    /// Whether what fits `typed` also fits `before`, so that only that has to be looked at again: letters were added, and no
    /// word has become so long that more is forgiven.
    pub fn narrows(before: &str, typed: &str) -> bool {
        let forgiving = |text: &str| text.split_whitespace().filter(|w| w.chars().count() >= FORGIVING).count();
        typed.starts_with(before) && forgiving(before) == forgiving(typed)
    }

    /// How well a folded headline fits, if it does; more is better.
    pub fn score(&mut self, title: &str) -> Option<u16> {
        let found: Option<Match> = self.matcher.match_one(head(title, LONGEST_TITLE), 0);
        found.map(|found| found.score)
    }

    /// Which letters of a headline, as it is written, are those that were looked for; in order, and neighbours together.
    pub fn letters(&mut self, title: &str) -> Vec<Span> {
        let folded = fold(title);
        let text = head(folded.text(), LONGEST_TITLE);
        let Some(found) = self.matcher.match_one_indices(text, 0) else { return Vec::new() };
        let mut places: Vec<usize> = found.indices.iter().map(|at| *at as usize).collect();
        places.sort_unstable();
        places.dedup();
        let mut spans: Vec<Span> = Vec::new();
        for at in places {
            let Some(length) = text.get(at..).and_then(|rest| rest.chars().next()).map(char::len_utf8) else {
                continue;
            };
            let span = folded.original(at..at + length);
            match spans.last_mut() {
                Some(last) if last.end >= span.start => *last = Span::new(last.from(), span.to().max(last.to())),
                _ => spans.push(span),
            }
        }
        spans
    }
}

/// The beginning of a text, of so many bytes at most.
fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TITLES: [&str; 5] = [
        "Talks in Port Ellery end without a deal",
        "Élan of the harbour workers",
        "Portal to an older empire",
        "Tariffs: what the ministers said",
        "世界 talks",
    ];

    /// `expected`: the headlines that fit, the best first, the letters that fit in brackets.
    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let mut finder = TitleFinder::new(typed).unwrap();
        let mut found: Vec<_> =
            TITLES.iter().filter_map(|title| Some((finder.score(fold(title).text())?, *title))).collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let shown: Vec<String> = found
            .iter()
            .map(|(_, title)| {
                let mut out = (*title).to_owned();
                for span in finder.letters(title).into_iter().rev() {
                    out.insert(span.to(), ']');
                    out.insert(span.from(), '[');
                }
                out
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn letters_in_their_order_find_a_headline_and_words_in_any() {
        check("port ellery", &["Talks in [Port] [Ellery] end without a deal"]);
        check("ellery PORT", &["Talks in [Port] [Ellery] end without a deal"]);
        check("elan", &["[Élan] of the harbour workers"]);
        check("世", &["[世]界 talks"]);
        check("tarifs", &["[Tari]f[fs]: what the ministers said"]);
    }

    #[test]
    fn a_wrong_letter_of_a_long_word_is_forgiven() {
        let mut finder = TitleFinder::new("harbor ministars").unwrap();
        assert!(finder.score("ministers in the harbour").is_some());
        assert!(TitleFinder::new(" \u{AD} ").is_none());
    }

    proptest! {
        #[test]
        fn nothing_harms(typed in any::<String>(), title in any::<String>()) {
            if let Some(mut finder) = TitleFinder::new(&typed) {
                let scored = finder.score(fold(&title).text()).is_some();
                let spans = finder.letters(&title);
                prop_assert!(spans.iter().all(|span| title.get(span.from()..span.to()).is_some()));
                prop_assert!(scored || spans.is_empty());
            }
        }
    }
}
