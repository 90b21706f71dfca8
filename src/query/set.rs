//! Sets of articles.

use crate::model::article_id::ArticleId;
use crate::model::moves::Moves;

/// A set of articles, a bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleSet {
    words: Vec<u64>,
}

/// Bits of one word.
const BITS: usize = u64::BITS as usize;

impl ArticleSet {
    /// The first `count` articles.
    pub fn first(count: usize) -> Self {
        let mut words = vec![u64::MAX; count / BITS];
        if !count.is_multiple_of(BITS) {
            words.push((1 << (count % BITS)) - 1);
        }
        Self { words }
    }

    /// Adds an article.
    pub fn insert(&mut self, id: ArticleId) {
        let word = id.index() / BITS;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (id.index() % BITS);
    }

    /// Takes an article out.
    pub fn remove(&mut self, id: ArticleId) {
        if let Some(word) = self.words.get_mut(id.index() / BITS) {
            *word &= !(1 << (id.index() % BITS));
        }
    }

    /// Whether an article is in it.
    pub fn contains(&self, id: ArticleId) -> bool {
        self.words.get(id.index() / BITS).is_some_and(|word| word >> (id.index() % BITS) & 1 == 1)
    }

    /// How many articles are in it.
    pub fn len(&self) -> usize {
        self.words.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// Whether no article is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// Its articles, in their order.
    pub fn iter(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.words.iter().enumerate().flat_map(|(i, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.checked_sub(1)?;
                Some(ArticleId((i * BITS) as u32 + bit))
            })
        })
    }

    /// Takes out what is in `other`.
    pub fn remove_all(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= !other;
        }
    }

    /// Keeps only what is also in `other`.
    pub fn keep_all(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// The same articles where they are now, without those that are gone.
    #[must_use]
    pub fn moved(&self, moves: &Moves) -> Self {
        self.iter().filter_map(|id| moves.of(id)).collect()
    }

    /// Adds what is in `other`.
    pub fn insert_all(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }
}

impl FromIterator<ArticleId> for ArticleSet {
    fn from_iter<I: IntoIterator<Item = ArticleId>>(ids: I) -> Self {
        let mut set = Self::default();
        for id in ids {
            set.insert(id);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(ids: &[u32]) -> ArticleSet {
        ids.iter().map(|i| ArticleId(*i)).collect()
    }

    #[track_caller]
    fn check(set: &ArticleSet, ids: &[u32]) {
        assert_eq!(set.iter().map(|i| i.0).collect::<Vec<_>>(), ids);
        assert_eq!(set.len(), ids.len());
    }

    #[test]
    fn sets_of_any_size_combine() {
        let mut left = set(&[0, 63, 64, 200]);
        left.keep_all(&set(&[63, 64, 65]));
        check(&left, &[63, 64]);
        left.insert_all(&set(&[1, 300]));
        check(&left, &[1, 63, 64, 300]);
        left.remove_all(&set(&[64, 1]));
        check(&left, &[63, 300]);
        for count in [0, 1, 63, 64, 65, 128] {
            check(&ArticleSet::first(count as usize), &(0..count).collect::<Vec<_>>());
        }
    }
}
