//! An article under the reader: its head in memory, its text there or on the disk.

use std::fmt::Debug;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::article::{Article, Head, Metadata};
use crate::model::block::{Block, BlockKind};
use crate::model::findings::ArticleFindings;
use crate::model::hash::{ContentHash, LazyHash};
use crate::model::origin::Place;
use crate::model::problem::Problem;
use crate::query::index::Searched;
use crate::store::record::Key;
use crate::text::span::Span;

/// In place of a text.
const LOST: &str = "This text cannot be read any more: the file has changed or is gone, and the cache has lost what it said. \
                    Read the files again.";

/// Where texts and findings are that are not held.
pub trait Texts: Debug + Send + Sync {
    /// Whether what belongs to a place can be asked for.
    fn has(&self, place: Place) -> bool;

    /// The article of a place, as it was loaded. `head` says where it is from and `hash` what its text is, if it has to be
    /// looked for elsewhere; `None` if it is not to be had.
    fn article(&self, place: Place, head: &Head, hash: ContentHash) -> Option<Article>;

    /// What was found in an article, under a key of the cache.
    fn findings(&self, key: Key, article: &Article) -> ArticleFindings;
}

/// For small corpora and those without a cache: nothing is anywhere else, so all is held.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

impl Texts for Nowhere {
    fn has(&self, _: Place) -> bool {
        false
    }

    fn article(&self, _: Place, _: &Head, _: ContentHash) -> Option<Article> {
        None
    }

    fn findings(&self, _: Key, _: &Article) -> ArticleFindings {
        ArticleFindings::default()
    }
}

/// An article of which the head is always at hand. It can be used as its head.
#[derive(Debug)]
pub struct Held {
    hash: ContentHash,
    words: u32,
    problems: Box<[Problem]>,
    text: Text,
}

#[derive(Debug)]
enum Text {
    /// In memory for good.
    Here(Arc<Article>),
    /// Also elsewhere.
    Elsewhere(Box<Elsewhere>),
}

#[derive(Debug)]
struct Elsewhere {
    head: Head,
    place: Place,
    texts: Arc<dyn Texts>,
    /// Until it is let go.
    here: Mutex<Option<Arc<Article>>>,
}

impl Deref for Held {
    type Target = Head;

    fn deref(&self) -> &Head {
        match &self.text {
            Text::Here(article) => &article.head,
            Text::Elsewhere(elsewhere) => &elsewhere.head,
        }
    }
}

impl From<Article> for Held {
    fn from(article: Article) -> Self {
        Self::from(Arc::new(article))
    }
}

impl From<Arc<Article>> for Held {
    fn from(article: Arc<Article>) -> Self {
        Self::with(&article.clone(), Text::Here(article))
    }
}

impl Held {
    /// An article whose text is held until somebody [lets it go](Self::let_go).
    pub fn of(article: Arc<Article>, texts: &Arc<dyn Texts>) -> Self {
        let Some(place) = article.origin.0 else { return Self::from(article) };
        let (head, here) = (article.head.clone(), Mutex::new(Some(article.clone())));
        let elsewhere = Elsewhere { head, place, texts: texts.clone(), here };
        Self::with(&article, Text::Elsewhere(Box::new(elsewhere)))
    }

    fn with(article: &Article, text: Text) -> Self {
        Self {
            hash: article.hash(),
            words: article.word_count() as u32,
            problems: article.problems.as_slice().into(),
            text,
        }
    }

    /// How many words are read of it.
    pub fn word_count(&self) -> usize {
        self.words as usize
    }

    /// What was wrong with it.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What tells its text from every other.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// The article. One that is not held and cannot be had any more says so in place of its text.
    pub fn article(&self) -> Arc<Article> {
        match &self.text {
            Text::Here(article) => article.clone(),
            Text::Elsewhere(elsewhere) => elsewhere.article(self.hash),
        }
    }

    /// Where it can be read again.
    pub(super) fn place(&self) -> Option<Place> {
        match &self.text {
            Text::Here(article) => article.origin.0,
            Text::Elsewhere(elsewhere) => Some(elsewhere.place),
        }
    }

    /// Whether its text is in memory.
    pub fn is_held(&self) -> bool {
        match &self.text {
            Text::Here(_) => true,
            Text::Elsewhere(elsewhere) => lock(&elsewhere.here).is_some(),
        }
    }

    /// Whether it may be let go sooner or later.
    pub fn is_elsewhere(&self) -> bool {
        matches!(&self.text, Text::Elsewhere(_))
    }

    /// Holds the text no longer, if it is elsewhere by now.
    pub fn let_go(&self) {
        if let Text::Elsewhere(elsewhere) = &self.text {
            let mut here = lock(&elsewhere.here);
            if here.is_some() && elsewhere.texts.has(elsewhere.place) {
                *here = None;
            }
        }
    }

    /// The same article, of which something else is known.
    #[must_use]
    pub fn with_metadata(&self, metadata: Metadata) -> Self {
        let text = match &self.text {
            Text::Here(article) => {
                let head = Head { metadata, ..article.head.clone() };
                Text::Here(Arc::new(Article { head, ..Article::clone(article) }))
            }
            Text::Elsewhere(elsewhere) => {
                let Elsewhere { head, place, texts, here } = &**elsewhere;
                let head = Head { metadata, ..head.clone() };
                let here = lock(here).as_ref().map(|article| with_head(Article::clone(article), &head));
                let (place, texts) = (*place, texts.clone());
                Text::Elsewhere(Box::new(Elsewhere { head, place, texts, here: Mutex::new(here) }))
            }
        };
        Self { hash: self.hash, words: self.words, problems: self.problems.clone(), text }
    }
}

impl Searched for Held {
    fn article(&self) -> Arc<Article> {
        self.article()
    }
}

impl Elsewhere {
    fn article(&self, hash: ContentHash) -> Arc<Article> {
        if let Some(article) = &*lock(&self.here) {
            return article.clone();
        }
        match self.texts.article(self.place, &self.head, hash) {
            Some(article) => with_head(Article { lazy_hash: LazyHash::known(hash), ..article }, &self.head),
            None => Arc::new(lost(&self.head, hash)),
        }
    }
}

/// What was read with what is known by now.
fn with_head(article: Article, head: &Head) -> Arc<Article> {
    Arc::new(Article { head: head.clone(), ..article })
}

/// In place of an article that is not to be had any more. It keeps the hash, so that what is kept of the article stays.
fn lost(head: &Head, hash: ContentHash) -> Article {
    let text = LOST.to_owned();
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    Article { head: head.clone(), text, blocks, lazy_hash: LazyHash::known(hash), ..Article::default() }
}

/// Whether an article is one that is not to be had any more.
pub(super) fn is_lost(article: &Article) -> bool {
    article.text == LOST
}

/// It guards nothing that could be left half done.
fn lock<T>(guarded: &Mutex<T>) -> MutexGuard<'_, T> {
    guarded.lock().unwrap_or_else(PoisonError::into_inner)
}
