//! Expressions of time and the calendar values that they stand for.

use crate::model::reason::Reason;
use crate::text::span::Span;

/// An expression of time in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// The expression (`"on Thursday"` without the preposition).
    pub span: Span,
    /// What it stands for, as in TIMEX3: `2021-03-18`, `2021-03`, `2021`, `2021-W11`, `2021-Q1`, `PRESENT_REF` and so
    /// on. `None` where neither the text nor the date of publication settles it.
    pub value: Option<String>,
    /// How it was found and resolved.
    pub reason: Reason,
}
