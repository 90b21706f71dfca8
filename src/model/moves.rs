//! Where articles are after files were read again: some are gone, and others came between them.

use crate::model::article_id::ArticleId;

/// The new id of each article that stays, by the old one. Those that stay keep their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    to: Vec<u32>,
    /// How many articles there are then.
    len: u32,
}

/// In place of an id.
const GONE: u32 = u32::MAX;

impl Moves {
    /// The old articles in their order, with none of them going anywhere yet, of so many.
    pub fn all_gone(before: usize) -> Self {
        Self { to: vec![GONE; before], len: 0 }
    }

    /// Says that the next id is that of an article that was there before.
    pub fn stays(&mut self, before: ArticleId) {
        if let Some(slot) = self.to.get_mut(before.index()) {
            *slot = self.len;
            self.len += 1;
        }
    }

    /// Gives the next id to a new article.
    pub fn comes(&mut self) -> ArticleId {
        self.len += 1;
        ArticleId(self.len - 1)
    }

    /// Where an article is; `None` if it is gone.
    pub fn of(&self, before: ArticleId) -> Option<ArticleId> {
        self.to.get(before.index()).copied().filter(|to| *to != GONE).map(ArticleId)
    }

    /// How many articles there are now.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether every article is where it was, and no other came.
    pub fn is_nothing(&self) -> bool {
        self.len() == self.to.len() && (0..self.len).zip(&self.to).all(|(at, to)| at == *to)
    }

    /// The articles that are gone, by their old ids.
    pub fn gone(&self) -> impl Iterator<Item = ArticleId> + '_ {
        (0..).zip(&self.to).filter(|(_, to)| **to == GONE).map(|(before, _)| ArticleId(before))
    }

    /// Puts what belongs to each article where that is now; nothing where one is new.
    pub fn place<T>(&self, before: impl IntoIterator<Item = T>) -> Vec<Option<T>> {
        let mut out: Vec<Option<T>> = std::iter::repeat_with(|| None).take(self.len()).collect();
        for (to, value) in self.to.iter().zip(before) {
            if let Some(slot) = out.get_mut(*to as usize) {
                *slot = Some(value);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_keeps_its_order_and_what_is_new_stands_between() {
        let mut moves = Moves::all_gone(4);
        assert_eq!(moves.comes(), ArticleId(0));
        moves.stays(ArticleId(0));
        moves.stays(ArticleId(2));
        assert_eq!(moves.comes(), ArticleId(3));
        let to: Vec<_> = (0..5).map(|n| moves.of(ArticleId(n)).map(|id| id.0)).collect();
        assert_eq!(to, [Some(1), None, Some(2), None, None]);
        assert_eq!(moves.gone().map(|id| id.0).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(moves.place("abcd".chars()), [None, Some('a'), Some('c'), None]);
        assert!(!moves.is_nothing() && moves.len() == 4);
    }

    #[test]
    fn nothing_has_moved_where_all_stay_and_none_comes() {
        let of = |stay: u32| {
            let mut moves = Moves::all_gone(3);
            (0..stay).for_each(|n| moves.stays(ArticleId(n)));
            moves
        };
        assert!(of(3).is_nothing() && !of(2).is_nothing());
        let mut more = of(3);
        more.comes();
        assert!(!more.is_nothing());
    }
}
