//! The nouns of the program and what always holds for them. Layer 1.
//!
//! An article's text never changes after loading; everything found in it is a [`Span`](crate::text::span::Span) into it.

pub mod across;
pub mod article;
pub mod article_id;
pub mod block;
pub mod board;
pub mod comparison;
pub mod correction;
pub mod date;
pub mod entity;
pub mod figure;
pub mod findings;
pub mod given;
pub mod hash;
pub mod issue;
pub mod knowledge;
pub mod memory;
pub mod moves;
pub mod origin;
pub mod paragraphs;
pub mod path_pattern;
pub mod problem;
pub mod quotation;
pub mod reason;
pub mod workspace;
