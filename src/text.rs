//! Text without meaning: spans, segmentation, folding, cell widths and wrapping. Layer 0.

pub mod cells;
pub mod fold;
pub mod lists;
pub mod segment;
pub mod selector;
pub mod span;
pub mod wrap;
