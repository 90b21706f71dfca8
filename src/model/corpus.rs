//! The number of an article.

pub use crate::model::article_id::ArticleId;
