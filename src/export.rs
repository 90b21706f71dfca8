//! Articles and findings as HTML, JSON, CSV, Markdown and plain text. Layer 4.
//!
//! Whatever comes from an article is cleaned here: no control or bidirectional character of it reaches a terminal.

pub mod annotate;
pub mod board;
pub mod compare;
pub mod csv;
pub mod json;
pub mod list;
pub mod markdown;
pub mod notes;
mod origin;
pub mod parts;
pub mod plain;
pub mod report;
pub mod style;
