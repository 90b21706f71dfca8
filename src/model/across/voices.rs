//! Whose words fill an article.

use crate::text::span::Span;

/// The voices of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voices {
    /// The paper's own first, then the sides by their words, then other speakers, then unknown ones. The per cent add up
    /// to exactly 100; empty when the article has no words.
    pub shares: Vec<Share>,
}

/// The part of one voice.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Whose words.
    pub voice: Voice,
    /// How many words.
    pub words: usize,
    /// Per cent of the article, rounded so that all of them add up to 100.
    pub percent: u8,
    /// The passages; empty for the paper's own voice, which is everything else.
    pub spans: Vec<Span>,
}

/// Who says the words of a passage, directly or indirectly quoted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The paper itself.
    Paper,
    /// Somebody who speaks for a side.
    Side(String),
    /// Somebody who is named or described and whose side the text does not give.
    Other,
    /// Somebody of whom the text does not say who it is.
    Unknown,
}

impl Voice {
    /// What screens and exports call it.
    pub fn name(&self) -> &str {
        match self {
            Self::Paper => "the paper",
            Self::Side(side) => side,
            Self::Other => "others",
            Self::Unknown => "unknown",
        }
    }

    /// The word that exports use for its sort.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Side(_) => "side",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}
