//! What other articles have and one lacks.

use crate::model::across::Place;

/// Something that was not found in one article's text and that others have.
#[derive(Clone, Debug, PartialEq)]
pub struct Absence {
    /// The article that lacks it, counted from 0 in the list that was looked at.
    pub article: usize,
    /// What sort of thing it is.
    pub kind: AbsentKind,
    /// What it is called.
    pub name: String,
    /// A place in each article that has it, in their order; never empty.
    pub others: Vec<Place>,
    /// The words that were looked for and not found, each as a phrase. Empty for a
    /// [speaker](AbsentKind::Speaker): who is named and not quoted stands in the text.
    pub looked_for: Vec<String>,
}

/// What sort of thing an article lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AbsentKind {
    /// A matter that others speak about.
    Issue,
    /// Somebody or something that others name.
    Entity,
    /// Somebody whom others let speak, and who is named here without words of their own.
    Speaker,
    /// Words that others quote.
    Quotation,
    /// A number that others give.
    Figure,
}

impl AbsentKind {
    /// The word that exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Entity => "entity",
            Self::Speaker => "speaker",
            Self::Quotation => "quotation",
            Self::Figure => "figure",
        }
    }
}
