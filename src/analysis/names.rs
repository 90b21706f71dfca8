//! Names as they stand in a text: words in lines, names with their titles, and the offices beside them.

pub(super) mod name;
pub(super) mod roles;
pub(super) mod words;
mod wrapping;
