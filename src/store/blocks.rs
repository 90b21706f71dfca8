//! The words of articles in the cache, a block of articles that follow each other at a time, so that a second start need not
//! take texts apart and no words are in memory.
//!
//! A block is found by its first article. As long as the articles that come are those of the block its words count, so one
//! file that has changed costs the words behind it in its block. They are kept anew, and what follows joins the next block.

use std::sync::Arc;

use crate::model::article::Article;
use crate::query::index::searched_blocks;
use crate::query::parts::{Growing, NewPart};
use crate::query::sealed_words::{Records, SealedWords};
use crate::query::words::{OwnWords, Words};
use crate::store::cache::Cache;
use crate::store::pack::Packer;
use crate::store::record::Key;

/// So many articles are a block.
const LONGEST: usize = 4096;

/// Words of articles as they come.
#[derive(Debug)]
pub struct Blocks {
    cache: Arc<Cache>,
    /// The keys of the articles that come next if a known block goes on.
    follows: std::vec::IntoIter<Key>,
    /// The articles behind the last block, with their keys.
    own: Growing,
    keys: Vec<Key>,
    /// Whether there are any.
    begun: bool,
    /// How many articles are a block, at least and at most.
    lengths: [usize; 2],
    /// Whether nothing can be kept.
    over: bool,
}

/// The records of a block.
#[derive(Debug)]
struct Block {
    cache: Arc<Cache>,
    key: Key,
}

impl Records for Block {
    fn record(&self, number: u64) -> Option<Vec<u8>> {
        self.cache.get(self.key.part(number))
    }
}

/// What the words of an article depend on.
pub fn key_of(article: &Article) -> Key {
    let mut packer = Packer::default();
    packer.bytes(article.hash().bytes());
    for block in searched_blocks(article) {
        packer.span(block.span);
    }
    Key::of_packed("searched", packer)
}

impl Blocks {
    /// What a cache has, and what is kept there. So few articles as are not kept at all are no block.
    pub fn new(cache: Arc<Cache>) -> Self {
        let shortest = cache.from().max(1);
        Self::of_lengths(cache, [shortest, LONGEST])
    }

    fn of_lengths(cache: Arc<Cache>, lengths: [usize; 2]) -> Self {
        let over = !cache.is_used();
        let own = Growing::new(if over { Words::default() } else { Words::to_be_sealed() });
        Self { cache, follows: Vec::new().into_iter(), own, keys: Vec::new(), begun: false, lengths, over }
    }

    /// Whether the words of the next article are known. With what becomes of words before it comes.
    pub fn next(&mut self, key: Key) -> (Vec<NewPart>, bool) {
        if self.follows.next() == Some(key) {
            return (Vec::new(), true);
        }
        self.follows = Vec::new().into_iter();
        let Some((keys, words)) = self.open(key) else {
            let begins = !std::mem::replace(&mut self.begun, true);
            return (begins.then(|| NewPart::Growing(self.own.clone())).into_iter().collect(), false);
        };
        let sealed = self.end();
        self.follows = keys.into_iter();
        self.follows.next();
        (sealed.into_iter().chain([NewPart::Known(words)]).collect(), true)
    }

    /// Takes in the words of an article that are not known, before it comes. Returns what becomes of words behind it.
    pub fn add(&mut self, key: Key, words: &OwnWords) -> Option<NewPart> {
        self.own.push(words);
        if self.over {
            return None;
        }
        self.keys.push(key);
        if self.keys.len() < self.lengths[1] { None } else { self.end() }
    }

    /// Ends the present block, behind which there are no articles or known ones. Returns what becomes of its words.
    pub fn end(&mut self) -> Option<NewPart> {
        let own = std::mem::replace(&mut self.own, Growing::new(Words::to_be_sealed()));
        let keys = std::mem::take(&mut self.keys);
        self.begun = false;
        if self.over || keys.len() < self.lengths[0] {
            return None;
        }
        let sealed = own.look(|words| self.seal(words, &keys));
        self.over = sealed.is_none();
        sealed.map(|sealed| NewPart::Sealed(keys.len(), sealed))
    }

    fn seal(&self, words: &Words, keys: &[Key]) -> Option<SealedWords> {
        let all: Vec<u8> = keys.iter().flat_map(|key| key.0).collect();
        let block = Key::of("words", &[&all]);
        words.seal(&mut |number, bytes| self.cache.put(block.part(number), bytes));
        let first = beginning(*keys.first()?);
        self.cache.put(first, all);
        if !self.cache.has(first) {
            return None;
        }
        // It is looked whether all of it is there: nothing else will have it.
        SealedWords::open(Arc::new(Block { cache: self.cache.clone(), key: block }))
    }

    /// The block that begins with an article, with the keys of its articles.
    fn open(&self, first: Key) -> Option<(Vec<Key>, SealedWords)> {
        if !self.cache.is_used() {
            return None;
        }
        let all = self.cache.get(beginning(first))?;
        let (keys, rest) = all.as_chunks::<{ Key::LENGTH }>();
        let keys: Vec<Key> = keys.iter().copied().map(Key).collect();
        if !rest.is_empty() || keys.first() != Some(&first) {
            self.cache.note_damage();
            return None;
        }
        let block = Block { cache: self.cache.clone(), key: Key::of("words", &[&all]) };
        let words = SealedWords::open(Arc::new(block)).filter(|words| words.len() == keys.len())?;
        Some((keys, words))
    }
}

/// The key under which the keys of the articles of a block are kept, given that of the first.
fn beginning(first: Key) -> Key {
    Key::of("words from", &[&first.0])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::article_id::ArticleId;
    use crate::query::needle::Needle;
    use crate::query::parts::Parts;

    const VERSION: u64 = 7;

    /// What is found by the words of texts that come one after the other, and of how many of them the words were known.
    #[derive(Debug, PartialEq)]
    struct Seen {
        found: Vec<u32>,
        known: usize,
        sealed: usize,
    }

    fn read(folder: &Path, texts: &[String], word: &str) -> Seen {
        let cache = Arc::new(Cache::of_version(folder, VERSION, 2));
        let mut blocks = Blocks::of_lengths(cache.clone(), [3, 8]);
        let (mut parts, mut known, mut sealed) = (Parts::default(), 0, 0);
        for (n, text) in (0..).zip(texts) {
            let key = Key::of("test", &[text.as_bytes()]);
            let (new, is_known) = blocks.next(key);
            known += usize::from(is_known);
            for part in new {
                parts.take(part);
            }
            let words = OwnWords::new(text);
            let new = if is_known { None } else { blocks.add(key, &words) };
            parts.push(ArticleId(n), None);
            sealed += usize::from(new.is_some());
            if let Some(part) = new {
                parts.take(part);
            }
        }
        let last = blocks.end();
        sealed += usize::from(last.is_some());
        if let Some(part) = last {
            parts.take(part);
        }
        cache.finish();
        let found = parts.find(&Needle::whole_words(word));
        assert!(found.doubtful.is_empty());
        Seen { found: found.counts.iter().map(|(id, _)| id.0).collect(), known, sealed }
    }

    fn texts() -> Vec<String> {
        (0..21).map(|n| format!("text {n} of the {} harbour", if n % 5 == 0 { "old" } else { "new" })).collect()
    }

    fn seen(found: &[u32], known: usize, sealed: usize) -> Seen {
        Seen { found: found.to_vec(), known, sealed }
    }

    const OLD: [u32; 5] = [0, 5, 10, 15, 20];

    #[test]
    fn words_are_kept_once_and_then_known() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(read(folder.path(), &texts(), "old"), seen(&OLD, 0, 3));
        assert_eq!(read(folder.path(), &texts(), "old"), seen(&OLD, 21, 0));
        assert_eq!(read(folder.path(), &texts()[..6], "old"), seen(&[0, 5], 6, 0), "a part of a block");
        let more: Vec<String> = texts().into_iter().chain(["one more, old".to_owned()]).collect();
        assert_eq!(read(folder.path(), &more, "old"), seen(&[0, 5, 10, 15, 20, 21], 21, 0), "one alone is in memory");
    }

    #[test]
    fn a_text_that_changed_comes_or_goes_costs_what_is_behind_it_in_its_block() {
        let folder = tempfile::tempdir().expect("a folder");
        read(folder.path(), &texts(), "old");
        let mut changed = texts();
        changed[10] = "another, and not as it was".to_owned();
        let expected = [0, 5, 15, 20];
        // What is new joins the next block.
        assert_eq!(read(folder.path(), &changed, "old"), seen(&expected, 8 + 2 + 5, 0));
        assert_eq!(read(folder.path(), &changed, "old"), seen(&expected, 21, 0));
        changed.remove(2);
        assert_eq!(read(folder.path(), &changed, "old"), seen(&[0, 4, 14, 19], 2 + 2 + 6 + 5, 0));
        assert_eq!(read(folder.path(), &changed, "old").known, 20);
    }

    #[test]
    fn damaged_words_are_made_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        read(folder.path(), &texts(), "old");
        let files = || {
            let version =
                std::fs::read_dir(folder.path()).expect("a folder").flatten().next().expect("a version").path();
            let files = std::fs::read_dir(version).expect("a folder").flatten().map(|file| file.path());
            files.filter(|path| path.extension().is_some_and(|e| e == "seg")).collect::<Vec<_>>()
        };
        let segment = files().pop().expect("a segment");
        let whole = std::fs::read(&segment).expect("a file");
        for at in (16..whole.len()).step_by(37) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x10;
            std::fs::write(&segment, damaged).expect("room");
            assert_eq!(read(folder.path(), &texts(), "old").found, OLD, "byte {at}");
            assert_eq!(read(folder.path(), &texts(), "old"), seen(&OLD, 21, 0), "byte {at}");
            files().into_iter().filter(|path| *path != segment).for_each(|path| {
                std::fs::remove_file(path.with_extension("idx")).expect("an index");
                std::fs::remove_file(path).expect("a segment");
            });
        }
    }

    #[test]
    fn without_a_cache_nothing_is_known() {
        let mut blocks = Blocks::of_lengths(Arc::default(), [1, 2]);
        let key = Key::of("test", &[b"a"]);
        assert!(matches!(blocks.next(key), (parts, false) if matches!(parts[..], [NewPart::Growing(_)])));
        assert!(blocks.add(key, &OwnWords::new("a")).is_none() && blocks.end().is_none());
    }
}
