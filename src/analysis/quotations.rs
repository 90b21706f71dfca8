//! Reported speech: direct, indirect and mixed.

use crate::analysis::document::Document;
use crate::model::entity::Entity;
use crate::model::quotation::Quotation;

/// The quotations of a document, in the order of their first content.
pub(super) fn find(_document: &Document<'_>, _entities: &[Entity]) -> Vec<Quotation> {
    Vec::new()
}
