//! The filter language and the text index: which articles a reader asked for.
//!
//! A query is read by [`parse::parse`] into a [`Query`](ast::Query), and a [`Filter`](filter::Filter) made from it picks
//! articles out of an [`Index`](index::Index):
//!
//! | written | articles |
//! |---|---|
//! | `sanction` | with a word that begins so, in the text or the headline |
//! | `*port` | with this anywhere, also inside words |
//! | `"hong kong"` | with exactly these whole words in a row |
//! | `topic:trade` | with a topic of whose words one begins so; also `entity:` `issue:` `source:` `speaker:` `title:` |
//! | `story:alaska` | that tell a story which several tell, one of them with such a headline |
//! | `country:norland` `side:norland` | from outlets of which the configuration says so |
//! | `topic:"trade war"` | with a topic that holds these whole words in a row |
//! | `topic:="trade"` | with the topic “trade” and not just with “trade war” |
//! | `after:2021-03` `before:2021` | published on the first day of that day, month or year or later; earlier than it |
//! | `is:unread` | not yet opened; also `is:disputed` (sides oppose on an issue), `is:marked` |
//! | `a b`, `a AND b` | that both find |
//! | `a OR b` | that one of them finds; binds weaker than a blank |
//! | `-a`, `NOT a` | that `a` does not find |
//! | `(a OR b) c` | in the order of the parentheses |
//!
//! Case, accents and kinds of quotation marks and dashes never matter, and nothing else has a hidden meaning: `.*` looks
//! for a full stop and an asterisk. An article without a date is neither before nor after anything, and one that is not yet
//! analysed has no topics, entities, issues and speakers and is not disputed.

mod alone;
pub mod ast;
pub mod complete;
pub mod error;
pub mod filter;
mod further;
pub mod index;
mod lexer;
pub mod lexicon;
pub mod listing;
pub mod names;
pub mod needle;
mod numbers;
pub mod parse;
pub mod parts;
pub mod pattern;
mod positions;
pub mod relevance;
pub mod sealed_words;
pub mod search;
pub mod set;
pub mod sought;
pub mod titles;
pub mod words;
