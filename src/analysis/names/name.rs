//! A name that was found in a text and is not linked to any other yet.

use std::ops::Range;

use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

/// One name.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Name {
    /// Its words, as indices into the document's tokens.
    pub(in crate::analysis) words: Range<usize>,
    /// What sort of thing it names.
    pub(in crate::analysis) kind: EntityKind,
    /// The office or form of address in front of it.
    pub(in crate::analysis) title: Option<Range<usize>>,
    /// What made it a name of this kind.
    pub(in crate::analysis) reason: Reason,
}

impl Name {
    /// A name without a title.
    pub(in crate::analysis) fn new(words: Range<usize>, kind: EntityKind, reason: Reason) -> Self {
        Self { words, kind, title: None, reason }
    }
}
