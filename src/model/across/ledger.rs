//! Numbers and days that several articles give of the same thing.

use crate::text::span::Span;

/// One thing that several articles count.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// What is counted, in words of the texts (`"people killed"`).
    pub what: String,
    /// What each article says, in the order of articles and texts; of at least two articles.
    pub readings: Vec<Reading>,
    /// Whether one amount fits all of them.
    pub agrees: bool,
}

/// A number in an article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The article, counted from 0 in the list that was looked at.
    pub article: usize,
    /// The number with what limits it and what it counts (`"at least 12 people"`).
    pub span: Span,
    /// The sentence that it stands in.
    pub sentence: Span,
    /// What it says.
    pub amount: Amount,
}

/// A number as it is meant: `at least 12` and `about 300` are ranges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    /// The number as it is written.
    pub value: f64,
    /// The least that it can mean.
    pub least: f64,
    /// The most that it can mean; may be infinite.
    pub most: f64,
}

impl Amount {
    /// Whether some number fits both.
    pub fn agrees(self, other: Self) -> bool {
        self.least <= other.most && other.least <= self.most
    }
}

/// One happening that several articles date.
#[derive(Clone, Debug, PartialEq)]
pub struct Dated {
    /// What happened, in words of the texts.
    pub what: String,
    /// When each article says it happened, in the order of articles and texts; of at least two articles.
    pub readings: Vec<Day>,
    /// Whether all of them say the same.
    pub agrees: bool,
}

/// An expression of time in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The article, counted from 0 in the list that was looked at.
    pub article: usize,
    /// The expression.
    pub span: Span,
    /// The sentence that it stands in.
    pub sentence: Span,
    /// The day, month or year that it stands for (`2021-03-18`).
    pub value: String,
}
