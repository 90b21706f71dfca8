//! Training of the statistical tagger of names, for the tool that does it; the program itself only reads the result.

pub use crate::analysis::entities::{Label, Labelled, Options, apply, train};
