//! Two articles laid side by side.

use crate::model::article::Article;
use crate::model::comparison::Comparison;
use crate::model::findings::ArticleFindings;

/// What two articles have in common.
pub(super) fn compare(_left: (&Article, &ArticleFindings), _right: (&Article, &ArticleFindings)) -> Comparison {
    Comparison::default()
}
