//! What a file already says was found in its text.

use crate::model::findings::ArticleFindings;

/// Annotations that came with an article: of Parallax itself, of another program or of people. They are shown as they are.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is about findings of its own")]
pub struct Given {
    /// The findings. What is not given is empty, sentences always are, and whether an issue is disputed is not said.
    pub findings: ArticleFindings,
    /// Who speaks in each quotation, where the file says it by name.
    pub speakers: Vec<Option<String>>,
    /// Whether entities are given, so that none are looked for.
    pub entities: bool,
    /// The same of quotations.
    pub quotations: bool,
    /// The same of issues.
    pub issues: bool,
    /// Whether they are all that Parallax found, so that nothing is looked for.
    pub is_whole: bool,
}
