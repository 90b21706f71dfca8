//! The name of an article among those that are open.

/// Index of an article among all that are open, in the order of loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
