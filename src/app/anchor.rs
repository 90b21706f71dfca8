//! Where one is in an article, however wide it is laid out.

/// A place in an article that a resize does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// This row of the title block.
    Header(usize),
    /// The row that shows this byte of the text.
    Offset(usize),
}

impl Default for Anchor {
    fn default() -> Self {
        Self::Header(0)
    }
}
