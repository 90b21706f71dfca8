//! What `parallax index` does when all articles are analysed, so that the first start of the reader finds it done: words by
//! blocks, and what holds across articles. Of an article nothing is in memory but where it is.

use std::cell::Cell;

use crate::analysis;
use crate::cli::failure::{Failure, fenced};
use crate::cli::selection::Selection;
use crate::load::Item;
use crate::model::article::Article;
use crate::model::findings::ArticleFindings;
use crate::model::origin::Place;
use crate::query::index::ArticleEntry;
use crate::query::words::OwnWords;
use crate::store::blocks::{self, Blocks};
use crate::store::corpus::Sum;
use crate::store::record::Key;

/// The articles so far.
pub(super) struct Linking<'a> {
    selection: &'a Selection,
    words: Blocks,
    sums: Vec<Sum>,
    places: Vec<Option<Place>>,
}

/// What is asked of an article. Making it takes time, and can be done for many at once.
pub(super) struct Linked {
    place: Option<Place>,
    sum: Sum,
    key: Key,
    words: Option<OwnWords>,
}

impl Linked {
    /// Of an article with all that was found in it.
    pub(super) fn of(article: &Article, findings: &ArticleFindings) -> Self {
        Self {
            place: article.origin.0,
            sum: Sum::of(article, findings),
            key: blocks::key_of(article),
            words: ArticleEntry::new(article).take_words(),
        }
    }
}

impl<'a> Linking<'a> {
    /// No article yet.
    pub(super) fn new(selection: &'a Selection) -> Self {
        let words = Blocks::new(selection.cache.clone());
        Self { selection, words, sums: Vec::new(), places: Vec::new() }
    }

    /// Adds the next article.
    pub(super) fn add(&mut self, linked: Linked) {
        let Linked { place, sum, key, words } = linked;
        let (_, is_known) = self.words.next(key);
        if let Some(words) = words.filter(|_| !is_known) {
            let _ = self.words.add(key, &words);
        }
        self.sums.push(sum);
        self.places.push(place);
    }

    /// Keeps what holds across the articles, unless it is known.
    pub(super) fn end(mut self) -> Result<(), Failure> {
        let _ = self.words.end();
        // What cannot be read again cannot be kept; the reader has it in memory.
        let Some(places) = self.places.into_iter().collect::<Option<Vec<Place>>>() else { return Ok(()) };
        let (selection, is_lost) = (self.selection, Cell::new(false));
        let read = |index: usize| match places.get(index).and_then(|place| selection.cache.item(*place)) {
            Some(Item::Article(article)) => article,
            _ => {
                is_lost.set(true);
                Box::default()
            }
        };
        let find = || {
            let article = |index| {
                let mut article = read(index);
                selection.know(&mut article);
                article
            };
            let findings = |index| Box::new(selection.analyse(&mut read(index)));
            let found = analysis::corpus_of(places.len(), article, findings);
            (!is_lost.get()).then_some(found)
        };
        fenced("comparing the articles", || selection.cache.keep_across(&self.sums, find))
    }
}
