//! What articles are about.

use crate::analysis::document::Document;
use crate::model::article::Article;
use crate::model::entity::Entity;
use crate::model::findings::{ArticleFindings, CorpusTopic};
use crate::model::issue::Issue;

/// The topics of a document, the weightiest first.
pub(super) fn find(_document: &Document<'_>, _entities: &[Entity], _issues: &[Issue]) -> Vec<String> {
    Vec::new()
}

/// The topics of all articles, the commonest first.
pub(super) fn across(_articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusTopic> {
    Vec::new()
}
