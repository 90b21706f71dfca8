//! Issues and the positions on them.

use crate::analysis::document::Document;
use crate::model::article::Article;
use crate::model::entity::Entity;
use crate::model::findings::{ArticleFindings, CorpusIssue};
use crate::model::issue::Issue;
use crate::model::quotation::Quotation;

/// The issues of a document with their positions, the weightiest first.
pub(super) fn find(_document: &Document<'_>, _entities: &[Entity], _quotations: &[Quotation]) -> Vec<Issue> {
    Vec::new()
}

/// The issues of all articles, merged.
pub(super) fn across(_articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusIssue> {
    Vec::new()
}
