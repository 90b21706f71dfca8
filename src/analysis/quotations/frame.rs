//! What is found of one attribution, and what a cue does.

use std::ops::Range;

use crate::model::reason::Reason;

/// One attribution as ranges of tokens.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The words that say who speaks.
    pub(super) source: Option<Range<usize>>,
    /// The words that introduce the content.
    pub(super) cue: Option<Range<usize>>,
    /// What is said, in order.
    pub(super) content: Vec<Range<usize>>,
    /// Whether the words are as they were spoken though no marks stand around them, as in a transcript.
    pub(super) verbatim: bool,
    /// What made it an attribution.
    pub(super) reason: Reason,
}

/// What a word that can be a cue does. The number is its class in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Role {
    /// It is no cue here.
    Nothing = 0,
    /// Its content stands behind it.
    Later,
    /// Its content stands in front of it.
    Earlier,
    /// Its content stands around it.
    Around,
}

impl Role {
    pub(super) const ALL: [Self; 4] = [Self::Nothing, Self::Later, Self::Earlier, Self::Around];
}
