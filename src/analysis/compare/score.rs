//! How sure it is that two passages are about the same matter, and that they say the same: two logistic regressions over
//! the [signs](super::signs).
//!
//! The weights stand in `models/pairs.txt`, which `examples/train_pairs.rs` makes from annotated articles.

use std::sync::LazyLock;

use crate::analysis::compare::signs::{COUNT, NAMES};

/// The weights of the program.
pub(super) static MODEL: LazyLock<Model> = LazyLock::new(|| Model::read(include_str!("../../../models/pairs.txt")));

/// Weights of the signs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// That the passages are about one matter.
    pub(super) near: Head,
    /// That they say the same.
    pub(super) same: Head,
}

/// One logistic regression, with the score from which it says yes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    pub(super) bias: f32,
    pub(super) weights: [f32; COUNT],
    pub(super) least: f32,
}

impl Default for Head {
    fn default() -> Self {
        Self { bias: 0.0, weights: [0.0; COUNT], least: 1.0 }
    }
}

impl Head {
    /// How sure it is, from 0 to 1.
    pub(super) fn score(&self, signs: &[f32; COUNT]) -> f32 {
        let sum: f32 = signs.iter().zip(&self.weights).map(|(sign, weight)| sign * weight).sum();
        1.0 / (1.0 + (-self.bias - sum).exp())
    }
}

impl Model {
    /// Reads a file of weights: a line for each sign with its name, its weight for *near* and for *same*; `bias` and
    /// `least` are lines of the same kind. A sign that the file does not have weighs nothing.
    pub(super) fn read(file: &str) -> Self {
        let mut out = Self::default();
        for line in file.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let Some(name) = fields.next() else { continue };
            let mut number = || fields.next().and_then(|f| f.parse::<f32>().ok()).unwrap_or_default();
            for head in [&mut out.near, &mut out.same] {
                let value = number();
                match NAMES.iter().position(|known| *known == name) {
                    Some(at) => head.weights[at] = value,
                    None if name == "bias" => head.bias = value,
                    None if name == "least" => head.least = value,
                    None => {}
                }
            }
        }
        out
    }

    /// The file of these weights, but for its heading.
    pub(super) fn write(&self) -> String {
        let line = |name: &str, near: f32, same: f32| format!("{name} {near:.4} {same:.4}\n");
        let (near, same) = (&self.near, &self.same);
        let signs = NAMES.iter().zip(near.weights.iter().zip(&same.weights));
        let mut out = line("least", near.least, same.least) + &line("bias", near.bias, same.bias);
        out.extend(signs.map(|(name, (near, same))| line(name, *near, *same)));
        out
    }
}
