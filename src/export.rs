//! Findings as JSON and plain text. Layer 3.

pub mod annotate;
