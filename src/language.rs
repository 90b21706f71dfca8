//! What words are and how sentences are built, before anything is looked for in them. Layer 2.
//!
//! Every finder reads an article through this layer, so that a sentence is cut, tagged and parsed once and in one way.
//! Pure: no files, no clock, no threads; the same text gives the same reading on every run.

pub mod calendar;
pub mod currency;
pub mod document;
pub mod feature;
pub mod function_words;
pub mod group;
pub mod hash;
pub mod label;
pub mod lemma;
pub mod matrix;
pub mod network;
pub mod number;
pub mod parser;
pub mod proposition;
pub mod reading;
pub mod sections;
pub mod spelling;
pub mod stem;
pub mod tag;
pub mod tagger;
pub mod vocabulary;
pub mod word;
