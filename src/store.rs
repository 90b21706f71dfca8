//! What is asked of the articles that are open, and the cache on disk: what files said and what was found in them, so that a
//! second start reads and analyses nothing again. Layer 4.
//!
//! [`questions`] is the trait that reader and commands ask; [`shelf`] and [`in_memory`] answer it, from [`held`] articles and
//! [`packed`] findings, in an [`order`], with [`links`] between articles, and [`sketches`] for what holds across them.
//!
//! The cache is disposable. Files and analysis are the truth; whatever of the cache is missing, older, damaged or cut off is made
//! anew, and a disk that is full or may not be written to costs nothing but time. What is in it is keyed by all that it
//! depends on, so that nothing has to be thrown away when something changes: a file by its path, size and times
//! ([`files`]), findings by the text and everything else of an article that the analysis looks at ([`findings`]), and all
//! of it by the sources of the analysis ([`version`]). The configuration is no part of it: what a user knows is laid over
//! the findings when they are taken out.
//!
//! In reading order: [`pack`] makes bytes of values, [`article`], [`finding`] and [`corpus`] those of articles, findings
//! and what holds across articles; [`record`] puts a checksum to them, [`segment`] and [`index`] are the two sorts of files,
//! [`writer`] adds to them, [`cache`] is all of it together; [`blocks`] keeps the words of the index there. `docs/cache.md`
//! describes the files.

pub mod article;
pub mod blocks;
pub mod cache;
pub mod corpus;
pub mod files;
pub mod finding;
pub mod findings;
pub mod held;
pub mod in_memory;
pub mod index;
pub mod links;
pub mod on_disk;
pub mod open_files;
pub mod order;
pub mod pack;
pub mod packed;
pub mod place;
pub mod questions;
mod recent;
pub mod record;
pub mod row;
pub mod sealed;
pub mod segment;
pub mod shelf;
pub mod sketches;
#[cfg(test)]
mod tests;
pub mod tidy;
pub mod version;
mod wholes;
pub mod writer;
