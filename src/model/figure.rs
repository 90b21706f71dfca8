//! Numbers and what they count.

use crate::text::span::Span;

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number with what it counts (`"24 Chinese officials"`).
    pub span: Span,
    /// Its value; per cent as they are written (`12 %` is 12).
    pub value: f64,
    /// What is counted, in lower case and as the text has it (`"officials"`, `"%"`, `"$"`).
    pub unit: Option<String>,
}

impl Figure {
    /// How many of what: equal for the same number of the same things.
    pub fn counted(&self) -> (u64, Option<&str>) {
        (self.value.to_bits(), self.unit.as_deref())
    }
}
