//! What lists show of an article.

use std::sync::Arc;

use crate::model::article_id::ArticleId;
use crate::store::held::Held;
use crate::store::links::Story;
use crate::store::packed::Counts;

/// What a row of a list shows of an article.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Which one.
    pub id: ArticleId,
    /// All of it but its text.
    pub head: &'a Arc<Held>,
    /// How much was found in it, once it is analysed.
    pub counts: Option<Counts>,
    /// The story that it tells with others, once that is known.
    pub story: Option<Story<'a>>,
}
