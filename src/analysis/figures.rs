//! Numbers and what they count.

use crate::analysis::document::Document;
use crate::model::date::DateMention;
use crate::model::figure::Figure;

/// The numbers of a document that are no dates, in the order of the text.
pub(super) fn find(_document: &Document<'_>, _dates: &[DateMention]) -> Vec<Figure> {
    Vec::new()
}
