//! Findings in a fifth of the memory: as bytes, opened when they are looked at.

use std::sync::Arc;

use crate::model::article::Article;
use crate::model::entity::EntityKind;
use crate::model::findings::ArticleFindings;
use crate::store::finding;
use crate::store::held::{Held, Texts, is_lost};
use crate::store::record::Key;

/// What was found in an article, as bytes, or as a record of the cache. A copy shares them. Opening takes some 30 µs for a
/// text of 3 KB, and some more where it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed(Arc<Found>);

#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    bytes: Bytes,
    counts: Counts,
    /// What tells these findings from others.
    digest: Key,
}

#[derive(Debug)]
enum Bytes {
    Here(Box<[u8]>),
    /// In the cache, without what is laid over it.
    Elsewhere(Key, Arc<dyn Texts>),
}

impl Default for Bytes {
    fn default() -> Self {
        Self::Here(Box::default())
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Here(a), Self::Here(b)) => a == b,
            (Self::Elsewhere(a, _), Self::Elsewhere(b, _)) => a == b,
            (Self::Here(_), Self::Elsewhere(..)) | (Self::Elsewhere(..), Self::Here(_)) => false,
        }
    }
}

impl Eq for Bytes {}

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

impl Counts {
    /// How much was found in an article.
    pub(super) fn of(article: &Article, findings: &ArticleFindings) -> Self {
        Self {
            words: article.word_count() as u32,
            entities: findings.entities.len() as u32,
            people: findings.entities.iter().filter(|e| e.kind == EntityKind::Person).count() as u32,
            quotations: findings.quotations.len() as u32,
            issues: findings.issues.len() as u32,
            sure_issues: findings.issues.iter().filter(|issue| !issue.is_doubtful()).count() as u32,
        }
    }
}

/// An article with its findings as bytes.
pub type Kept = (Arc<Held>, Packed);

impl Packed {
    /// Packs findings.
    pub fn of(article: &Article, findings: &ArticleFindings) -> Self {
        let bytes = finding::pack(findings);
        Self::with(article, findings, Key::of("found", &[&bytes]), Bytes::Here(bytes.into()))
    }

    /// Findings that can be asked for again under a key.
    pub fn elsewhere(article: &Article, findings: &ArticleFindings, key: Key, texts: Arc<dyn Texts>) -> Self {
        let digest = Key::of("found", &[&finding::pack(findings)]);
        Self::with(article, findings, digest, Bytes::Elsewhere(key, texts))
    }

    fn with(article: &Article, findings: &ArticleFindings, digest: Key, bytes: Bytes) -> Self {
        Self(Arc::new(Found { bytes, counts: Counts::of(article, findings), digest }))
    }

    /// What lists ask of every article, so that it need not be opened for that.
    pub fn counts(&self) -> Counts {
        self.0.counts
    }

    /// What tells these findings from others.
    pub fn digest(&self) -> Key {
        self.0.digest
    }

    /// Whether the findings are in memory.
    pub fn is_held(&self) -> bool {
        matches!(&self.0.bytes, Bytes::Here(_))
    }

    /// The findings, which are of this article; none if they are of another, or if its text is lost.
    pub fn open(&self, article: &Article) -> ArticleFindings {
        if is_lost(article) {
            return ArticleFindings::default();
        }
        match &self.0.bytes {
            Bytes::Here(bytes) if bytes.is_empty() => ArticleFindings::default(),
            Bytes::Here(bytes) => {
                let findings = finding::unpack(bytes, &article.text);
                debug_assert!(findings.is_some(), "findings of another text");
                findings.unwrap_or_default()
            }
            Bytes::Elsewhere(key, texts) => texts.findings(*key, article),
        }
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
        assert_eq!(packed.open(&article), findings);
        let counts = packed.counts();
        assert_eq!((counts.entities, counts.issues), (findings.entities.len() as u32, findings.issues.len() as u32));
        assert!(counts.people >= 2 && counts.people < counts.entities && counts.words > 40, "{counts:?}");
        assert_eq!(Packed::default().open(&article), ArticleFindings::default());
    }
}
