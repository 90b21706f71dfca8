//! Findings in a fifth of the memory: as bytes, opened when they are looked at.

use std::sync::Arc;

use crate::model::article::Article;
use crate::model::entity::EntityKind;
use crate::model::findings::ArticleFindings;
use crate::store::finding;
use crate::store::held::Held;

/// What was found in an article, as bytes. A copy shares them. Opening takes some 30 µs for a text of 3 KB.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    bytes: Arc<[u8]>,
    /// What lists ask of every article, so that it need not be opened for that.
    pub counts: Counts,
}

/// How much was found in an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words of its text.
    pub words: u32,
    /// Entities of every kind.
    pub entities: u32,
    /// Those that are people.
    pub people: u32,
    /// Quotations.
    pub quotations: u32,
    /// Issues.
    pub issues: u32,
    /// Those that are not doubtful.
    pub sure_issues: u32,
}

/// An article with its findings as bytes.
pub type Kept = (Arc<Held>, Packed);

impl Packed {
    /// Packs findings.
    pub fn of(article: &Article, findings: &ArticleFindings) -> Self {
        let counts = Counts {
            words: article.word_count() as u32,
            entities: findings.entities.len() as u32,
            people: findings.entities.iter().filter(|e| e.kind == EntityKind::Person).count() as u32,
            quotations: findings.quotations.len() as u32,
            issues: findings.issues.len() as u32,
            sure_issues: findings.issues.iter().filter(|issue| !issue.is_doubtful()).count() as u32,
        };
        Self { bytes: finding::pack(findings).into(), counts }
    }

    /// The findings, which are of an article of this text; none if they are of another.
    pub fn open(&self, text: &str) -> ArticleFindings {
        if self.bytes.is_empty() {
            return ArticleFindings::default();
        }
        let findings = finding::unpack(&self.bytes, text);
        debug_assert!(findings.is_some(), "findings of another text");
        findings.unwrap_or_default()
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis;
    use crate::store::finding::tests::article;

    #[test]
    fn what_is_packed_is_there_when_it_is_opened() {
        let article = article();
        let findings = analysis::article(&article);
        let packed = Packed::of(&article, &findings);
        assert_eq!(packed.open(&article.text), findings);
        let counts = packed.counts;
        assert_eq!((counts.entities, counts.issues), (findings.entities.len() as u32, findings.issues.len() as u32));
        assert!(counts.people >= 2 && counts.people < counts.entities && counts.words > 40, "{counts:?}");
        assert_eq!(Packed::default().open("A text."), ArticleFindings::default());
    }
}
