//! What is searched for in one text, and how strictly: folded, as whole words, exactly, or as a regular expression.

use std::sync::Arc;

use regex::{Regex, RegexBuilder};

use crate::query::needle::Needle;
use crate::text::fold::{Folded, fold};
use crate::text::span::Span;

/// How strictly a text is searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Case, accents, quotation marks and dashes do not matter, and parts of words count.
    #[default]
    Folded,
    /// The same, but whole words only.
    Words,
    /// Letter by letter.
    Exact,
    /// A regular expression; capitals in it make case matter.
    Regex,
}

impl Strictness {
    /// What a prompt says of it; nothing for the usual one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Folded => "",
            Self::Words => "whole words",
            Self::Exact => "exactly",
            Self::Regex => "regular expression",
        }
    }

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Folded => Self::Words,
            Self::Words => Self::Exact,
            Self::Exact => Self::Regex,
            Self::Regex => Self::Folded,
        }
    }
}

/// How much memory a regular expression may take when it is prepared, in bytes. Its search takes time in proportion to the
/// text, whatever it says.
const REGEX: usize = 1 << 20;

/// How many hits are kept at most. A single letter in ten megabytes has more, and nobody walks through them.
const MOST: usize = 200_000;

/// Something to search for, prepared for many texts.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// In the folded text.
    Folded(Box<Needle>),
    /// In the text itself.
    Regex(Regex),
}

impl Pattern {
    /// Prepares a search.
    ///
    /// # Errors
    ///
    /// What is wrong with a regular expression, in a few words.
    pub fn new(words: &str, strictness: Strictness) -> Result<Self, String> {
        let regex = |text: &str, folds_case: bool| {
            let built = RegexBuilder::new(text).case_insensitive(folds_case).size_limit(REGEX).build();
            built.map(Self::Regex).map_err(|error| match error {
                regex::Error::CompiledTooBig(_) => "this expression is too large".to_owned(),
                error => error.to_string().lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned(),
            })
        };
        match strictness {
            Strictness::Folded => Ok(Self::Folded(Box::new(Needle::anywhere(words)))),
            Strictness::Words => Ok(Self::Folded(Box::new(Needle::whole_words(words)))),
            Strictness::Exact => regex(&regex::escape(words), false),
            Strictness::Regex => regex(words, !words.contains(char::is_uppercase)),
        }
    }

    /// All hits in a text, in order and not overlapping. `folded` keeps the folded text for the next search.
    pub fn find_all(&self, text: &str, folded: &mut Option<Arc<Folded>>) -> Vec<Span> {
        match self {
            Self::Folded(needle) => {
                // Folding a long text takes longer than searching it.
                let folded = folded.get_or_insert_with(|| Arc::new(fold(text)));
                let hits = needle.find_all(folded.text()).take(MOST);
                let mut out: Vec<Span> = Vec::new();
                for span in hits.map(|hit| folded.original(hit)) {
                    if out.last().is_none_or(|last| last.end <= span.start) {
                        out.push(span);
                    }
                }
                out
            }
            Self::Regex(regex) => {
                let hits = regex.find_iter(text).filter(|hit| !hit.is_empty());
                hits.take(MOST).map(|hit| Span::new(hit.start(), hit.end())).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The Élysée tolled. A toll is a toll; TOLLS are tolls.";

    #[track_caller]
    fn check(words: &str, strictness: Strictness, expected: &[&str]) {
        let found = Pattern::new(words, strictness).unwrap().find_all(TEXT, &mut None);
        assert_eq!(found.iter().map(|s| s.of(TEXT)).collect::<Vec<_>>(), expected, "{words} {strictness:?}");
    }

    #[test]
    fn each_is_stricter_in_its_own_way() {
        check("elysee", Strictness::Folded, &["Élysée"]);
        check("toll", Strictness::Folded, &["toll", "toll", "toll", "TOLL", "toll"]);
        check("toll", Strictness::Words, &["toll", "toll"]);
        check("TOLL", Strictness::Exact, &["TOLL"]);
        check("a.toll", Strictness::Exact, &[]);
        check("tolls?\\b", Strictness::Regex, &["toll", "toll", "TOLLS", "tolls"]);
        check("TOLLS?", Strictness::Regex, &["TOLLS"]);
        check("x*", Strictness::Regex, &[]);
    }

    #[test]
    fn a_bad_expression_says_what_is_wrong() {
        for (words, part) in
            [("(toll", "unclosed group"), ("[", "unclosed character class"), ("(a{999}){999}", "large")]
        {
            let error = Pattern::new(words, Strictness::Regex).unwrap_err();
            assert!(error.contains(part), "{words}: {error}");
        }
    }
}
