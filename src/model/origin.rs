//! Where an article can be read again.

/// The record of the cache that an article was read from or written to; none where it is in memory alone. Two of them are
/// equal whatever they hold: they say nothing of the article.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin(pub Option<Place>);

/// One of the things that a file gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// What the file is known by.
    pub key: [u8; 16],
    /// The number of the thing, from 0.
    pub number: u32,
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
