//! Training of the statistical models, for the tools that do it; the program itself only reads the results.

pub use crate::analysis::entities::{Label, Labelled, Options, apply, train};

/// Training of the model that pairs the passages of two articles.
pub mod pairs {
    pub use crate::analysis::compare::score::Model;
    pub use crate::analysis::compare::training::{Example, Pairing, file, model, names, with_least};
}
