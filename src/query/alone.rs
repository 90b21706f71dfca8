//! Names that one article alone has, across articles. Most are such, and the names of that article have them already: so it is
//! enough to know which of these they are, in eight bytes each.

use crate::model::article_id::ArticleId;
use crate::model::moves::Moves;

/// A hash of the words of each name, with its article. Sorted once it is settled. Another name of the same hash does no harm
/// where that article does not have it.
#[derive(Clone, Debug, Default)]
pub(super) struct Alone(Vec<(u32, ArticleId)>);

impl Alone {
    /// No names.
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    /// Adds a name by its words.
    pub(super) fn add(&mut self, words: &str, article: ArticleId) {
        self.0.push((hash(words), article));
    }

    /// To be called once all are there.
    pub(super) fn settle(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
        self.0.shrink_to_fit();
    }

    /// Notes where articles are now.
    pub(super) fn follow(&mut self, moves: &Moves) {
        self.0.retain_mut(|(_, article)| moves.of(*article).inspect(|now| *article = *now).is_some());
    }

    /// The articles that have, if any has, a name alone that has these words.
    pub(super) fn of(&self, words: &str) -> impl Iterator<Item = ArticleId> + '_ {
        let hash = hash(words);
        let from = self.0.partition_point(|(other, _)| *other < hash);
        self.0.iter().skip(from).take_while(move |(other, _)| *other == hash).map(|(_, article)| *article)
    }

    /// Whether an article has a name alone that has these words, as a question for many articles; `None` where none has.
    pub(super) fn among(&self, words: &str) -> Option<impl Fn(ArticleId) -> bool + '_> {
        let hash = hash(words);
        let from = self.0.partition_point(|(other, _)| *other < hash);
        self.0.get(from).filter(|(other, _)| *other == hash)?;
        Some(move |article| self.0.binary_search(&(hash, article)).is_ok())
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// FNV-1a with 32 bits.
fn hash(words: &str) -> u32 {
    words.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_words_where_their_articles_are_now() {
        let mut alone = Alone::default();
        for (words, id) in [(" ada quill ", 4), (" port ellery ", 1), (" ada quill ", 2), (" ada quill ", 4)] {
            alone.add(words, ArticleId(id));
        }
        alone.settle();
        let of = |alone: &Alone, words| alone.of(words).map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(of(&alone, " ada quill "), [2, 4]);
        assert!(of(&alone, " quill ").is_empty() && alone.among(" quill ").is_none());
        let is_alone = |id| alone.among(" ada quill ").is_some_and(|is_alone| is_alone(ArticleId(id)));
        assert!(is_alone(4) && !is_alone(1));
        let mut moves = Moves::all_gone(5);
        moves.comes();
        for id in [0, 1, 3, 4] {
            moves.stays(ArticleId(id));
        }
        alone.follow(&moves);
        assert_eq!((of(&alone, " ada quill "), of(&alone, " port ellery ")), (vec![4], vec![2]));
        assert!(!alone.is_empty() && Alone::default().is_empty());
    }
}
