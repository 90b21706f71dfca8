//! Passages that are the same word for word in several articles.

use crate::model::across::Place;

/// What articles share word for word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    /// Passages that at least two articles have in the same words, the longest first.
    pub passages: Vec<SameWords>,
    /// For each article the number of its text, counted from 0: articles of one text share most of their words.
    pub texts: Vec<usize>,
}

/// One passage in the same words, up to small edits.
#[derive(Clone, Debug, PartialEq)]
pub struct SameWords {
    /// Where it stands, in the order of articles and texts; in at least two articles.
    pub places: Vec<Place>,
    /// How many words it has in the article that has most of it.
    pub words: usize,
}

impl Wording {
    /// How many texts are written independently of each other: copies count as one.
    pub fn independent(&self) -> usize {
        self.texts.iter().max().map_or(0, |last| last + 1)
    }
}
