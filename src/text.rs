//! Text without meaning: spans, segmentation, folding, cell widths and wrapping. Layer 0.

pub mod segment;
pub mod span;
