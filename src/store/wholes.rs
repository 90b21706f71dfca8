//! To which whole across articles each part of an article belongs, in four bytes a part.

use std::collections::HashMap;

use crate::model::article_id::ArticleId;
use crate::text::span::Span;

/// In place of an index where something has no whole.
const NONE: u32 = u32::MAX;

/// The wholes of the parts of all articles, behind each other.
#[derive(Debug, Default)]
pub(super) struct Wholes {
    all: Vec<u32>,
    /// Where those of each article begin.
    starts: Vec<u32>,
    /// Those of articles whose parts are others since.
    others: HashMap<ArticleId, Vec<u32>>,
}

impl Wholes {
    /// No whole for any of so many parts of each article.
    pub(super) fn none(counts: impl Iterator<Item = u32>) -> Self {
        let mut starts = vec![0];
        let mut total = 0_u32;
        for count in counts {
            total = total.saturating_add(count);
            starts.push(total);
        }
        Self { all: vec![NONE; total as usize], starts, others: HashMap::new() }
    }

    fn range(&self, article: ArticleId) -> Option<std::ops::Range<usize>> {
        let start = |index: usize| self.starts.get(index).map(|start| *start as usize);
        Some(start(article.index())?..start(article.index() + 1)?)
    }

    /// Notes the whole of a part.
    pub(super) fn set(&mut self, article: ArticleId, part: u32, whole: usize) {
        let wholes = self.range(article).and_then(|range| self.all.get_mut(range));
        if let Some(slot) = wholes.and_then(|wholes| wholes.get_mut(part as usize)) {
            *slot = whole as u32;
        }
    }

    /// The whole of a part, if it has one.
    pub(super) fn get(&self, article: ArticleId, part: u32) -> Option<usize> {
        let whole = self.of_article(article)?.get(part as usize)?;
        (*whole != NONE).then_some(*whole as usize)
    }

    fn of_article(&self, article: ArticleId) -> Option<&[u32]> {
        let other = self.others.get(&article).map(Vec::as_slice);
        other.or_else(|| self.all.get(self.range(article)?))
    }

    /// Gives each part of an article the whole of the part before that begins at the same place, or has the same name.
    pub(super) fn follow(
        &mut self,
        article: ArticleId,
        before: &[(String, Option<Span>)],
        now: &[(String, Option<Span>)],
    ) {
        let Some(wholes) = self.of_article(article) else { return };
        let whole = |(name, first): &(String, Option<Span>)| {
            let same_name = || before.iter().position(|(n, _)| n == name);
            let same_place = before.iter().position(|(_, f)| f == first && first.is_some());
            same_place.or_else(same_name).and_then(|at| wholes.get(at)).copied().unwrap_or(NONE)
        };
        let followed = now.iter().map(whole).collect();
        self.others.insert(article, followed);
    }
}
