//! Parallax, a terminal reader for people who read several accounts of the same events.
//!
//! The modules stand here in reading order, which is also their layering: a module uses only those of lower layers
//! (the number in front), and modules of one layer do not use each other. `tests/architecture.rs` checks it.
//!
//! | layer | module | what it is |
//! |---|---|---|
//! | 0 | [`text`] | spans, segmentation, folding, cell widths, wrapping: text without any meaning |
//! | 0 | [`input`] | keys, the table of actions, keymaps |
//! | 0 | [`theme`] | named styles |
//! | 1 | [`model`] | the nouns: article, block, entity, quotation, issue, position, date, findings, problem |
//! | 2 | [`language`] | words, sentences and their structure, before anything is looked for; pure |
//! | 3 | [`load`] | files to articles |
//! | 3 | [`analysis`] | article to findings, corpus to findings; pure |
//! | 3 | [`query`] | the filter language and the text index; pure |
//! | 3 | [`state`] | what lasts from one run to the next: where it is kept, files that are never lost |
//! | 4 | [`export`] | findings to JSON and plain text |
//! | 4 | [`config`] | config.toml |
//! | 4 | [`store`] | what is asked of the articles that are open; the cache on disk |
//! | 5 | [`app`] | the reader's state and its one writer, `update` |
//! | 6 | [`view`] | state to frame |
//! | 7 | [`runtime`] | event loop, terminal, workers |
//! | 8 | [`cli`] | arguments, and the commands without a screen |

pub mod analysis;
pub mod app;
pub mod cli;
pub mod config;
pub mod export;
pub mod input;
pub mod language;
pub mod load;
pub mod model;
pub mod query;
pub mod runtime;
pub mod state;
pub mod store;
pub mod text;
pub mod theme;
pub mod view;
