//! Entities that are one across articles.

use crate::model::article::Article;
use crate::model::findings::{ArticleFindings, CorpusEntity};

/// The entities of all articles, linked; the one with the most mentions first.
pub(super) fn entities(_articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusEntity> {
    Vec::new()
}
