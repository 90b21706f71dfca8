//! The few articles whose findings were looked at last, ready to be looked at again.

use std::sync::Arc;

use crate::model::article_id::ArticleId;

/// How many are kept: what the screens show at once, and some that one comes back to.
const MOST: usize = 32;

/// What was looked at last, the latest behind.
#[derive(Debug)]
pub(super) struct Recent<T>(Vec<(ArticleId, Arc<T>)>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Recent<T> {
    /// What belongs to an article; made by `open` if it is not here.
    pub(super) fn get(&mut self, id: ArticleId, open: impl FnOnce() -> Option<Arc<T>>) -> Option<Arc<T>> {
        let found = match self.0.iter().position(|(other, _)| *other == id) {
            Some(at) => self.0.remove(at).1,
            None => open()?,
        };
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push((id, found.clone()));
        Some(found)
    }

    /// Drops what belongs to an article, which is otherwise now.
    pub(super) fn forget(&mut self, id: ArticleId) {
        self.0.retain(|(other, _)| *other != id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_are_not_opened_again() {
        let mut recent = Recent::default();
        let mut opened = Vec::new();
        let mut look = |recent: &mut Recent<u32>, id: u32| {
            let found = recent.get(ArticleId(id), || {
                opened.push(id);
                Some(Arc::new(id * 10))
            });
            assert_eq!(found.as_deref(), Some(&(id * 10)));
        };
        (0..MOST as u32).for_each(|id| look(&mut recent, id));
        look(&mut recent, 0);
        look(&mut recent, 100);
        look(&mut recent, 0);
        look(&mut recent, 1);
        recent.forget(ArticleId(0));
        look(&mut recent, 0);
        assert_eq!(opened[MOST..], [100, 1, 0], "0 was looked at again, so 1 went first");
        assert_eq!(recent.0.len(), MOST);
    }
}
