//! Reported speech. The parts of an attribution are named as in the corpora PARC and `PolNeAR`.

use crate::model::entity::EntityId;
use crate::model::reason::Reason;
use crate::text::span::Span;

/// One attributed piece of speech: a source, a cue and a content.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// How much of it stands in quotation marks.
    pub kind: QuotationKind,
    /// The words that say who speaks (`"the Chinese side"`, `"she"`); `None` where the text does not say.
    pub source: Option<Span>,
    /// The person or body behind [`source`](Self::source), where the text decides it; never guessed.
    pub speaker: Option<EntityId>,
    /// The words that introduce the speech (`"said"`, `"according to"`).
    pub cue: Option<Span>,
    /// What is said, quotation marks included, in the order of the text; never empty.
    pub content: Vec<Span>,
    /// What made it a quotation.
    pub reason: Reason,
}

/// How much of a quotation stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

impl QuotationKind {
    /// The lower-case name that exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}
