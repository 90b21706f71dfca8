//! The words of some articles as records that are read when a query asks for them.
//!
//! The words are in order. So many of them as have some tens of kilobytes together stand in one record, with how long what
//! is said of each is; that stands in records of its own, so that a query reads what it needs: where words stand in one,
//! the places of common ones in another. In memory there is the first word of each record.

use std::borrow::Cow;
use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

use crate::query::listing::{Listed, Listing, Places};
use crate::query::needle::Piece;
use crate::query::numbers::{put, take};

/// So long are records, in bytes: words, and what is said of them. What is said of one word is not divided.
const WORDS: usize = 48 << 10;
/// See [`WORDS`].
const SAID: usize = 24 << 10;

/// More articles are not sealed together.
const MOST: u32 = 1 << 20;

/// Records by their numbers.
pub trait Records: Debug + Send + Sync {
    /// The bytes of a record as they were kept; `None` if they are not to be had.
    fn record(&self, number: u64) -> Option<Vec<u8>>;
}

/// The words of some articles.
#[derive(Clone, Debug)]
pub struct SealedWords(Arc<Contents>);

#[derive(Debug)]
struct Contents {
    articles: u32,
    /// The articles that have words that are not here.
    incomplete: Vec<u32>,
    /// The first word of each record of words, with the numbers of the records in which its bytes and places are.
    begins: Vec<(Box<str>, [u64; 2])>,
    records: Arc<dyn Records>,
}

/// Of which sort a record is; there may be any number of each.
#[derive(Clone, Copy)]
enum Sort {
    Contents,
    Words,
    Articles,
    Places,
}

fn number(sort: Sort, n: u64) -> u64 {
    4 * n + sort as u64
}

/// Takes words in their order and makes records of them.
pub struct Sealing<'a> {
    keep: &'a mut dyn FnMut(u64, Vec<u8>),
    /// The words of the present record, a line break in front of and behind each; and how long what is said of them is.
    lines: String,
    lengths: Vec<u8>,
    /// Where words stand, and the places of common ones.
    said: [Vec<u8>; 2],
    /// How many records there are of them.
    full: [u64; 2],
    begins: Vec<(Box<str>, [u64; 2])>,
}

impl<'a> Sealing<'a> {
    /// Records are given to `keep` with their numbers.
    pub fn new(keep: &'a mut dyn FnMut(u64, Vec<u8>)) -> Self {
        let (lines, lengths, said, begins) = (String::new(), Vec::new(), Default::default(), Vec::new());
        Self { keep, lines, lengths, said, full: [0; 2], begins }
    }

    /// Adds a word, which is behind those before; all that is said of it.
    pub fn add(&mut self, word: &str, articles: &[u8], places: Option<(u32, &[u8])>) {
        let mut placed = Vec::new();
        if let Some((from, bytes)) = places {
            put(&mut placed, from.into());
            placed.extend(bytes);
        }
        if self.lines.len() >= WORDS {
            self.end_words();
        }
        let ends = [self.end_said(0, articles.len()), self.end_said(1, placed.len())];
        if self.lines.is_empty() {
            self.lines.push('\n');
            self.begins.push((word.into(), self.full));
        }
        self.lines.push_str(word);
        self.lines.push('\n');
        for ((said, bytes), ends) in self.said.iter_mut().zip([articles, &placed]).zip(ends) {
            put(&mut self.lengths, (bytes.len() as u64) << 1 | u64::from(ends));
            said.extend(bytes);
        }
    }

    /// Ends a record if so many bytes more are too much for it; whether it did.
    fn end_said(&mut self, which: usize, more: usize) -> bool {
        let said = &mut self.said[which];
        if said.is_empty() || said.len() + more <= SAID {
            return false;
        }
        let sort = [Sort::Articles, Sort::Places][which];
        (self.keep)(number(sort, self.full[which]), std::mem::take(said));
        self.full[which] += 1;
        true
    }

    fn end_words(&mut self) {
        if self.lines.is_empty() {
            return;
        }
        let mut bytes = Vec::with_capacity(self.lines.len() + self.lengths.len() + 4);
        put(&mut bytes, self.lines.len() as u64);
        bytes.extend(self.lines.as_bytes());
        bytes.extend(&self.lengths);
        (self.keep)(number(Sort::Words, self.begins.len() as u64 - 1), bytes);
        self.lines.clear();
        self.lengths.clear();
        // What is said of the words of a record begins a record, too.
        self.end_said(0, SAID + 1);
        self.end_said(1, SAID + 1);
    }

    /// Ends it. `incomplete` are the articles that have other words.
    pub fn end(mut self, articles: u32, incomplete: &[u32]) {
        self.end_words();
        let mut bytes = Vec::new();
        put(&mut bytes, articles.into());
        put(&mut bytes, incomplete.len() as u64);
        for article in incomplete {
            put(&mut bytes, (*article).into());
        }
        for records in self.full {
            put(&mut bytes, records);
        }
        put(&mut bytes, self.begins.len() as u64);
        for (word, [articles, places]) in &self.begins {
            put(&mut bytes, word.len() as u64);
            bytes.extend(word.as_bytes());
            put(&mut bytes, *articles);
            put(&mut bytes, *places);
        }
        (self.keep)(number(Sort::Contents, 0), bytes);
    }
}

impl SealedWords {
    /// The number of the record without which the others are nothing; it is kept last.
    pub const LAST: u64 = Sort::Contents as u64;

    /// Words that are all there; `None` if there are none, or if not all of them can be read.
    pub fn open(records: Arc<dyn Records>) -> Option<Self> {
        let bytes = records.record(Self::LAST)?;
        let mut bytes = bytes.iter();
        let articles = u32::try_from(take(&mut bytes)?).ok().filter(|articles| *articles <= MOST)?;
        let count = take(&mut bytes)?;
        let incomplete = (0..count).map(|_| u32::try_from(take(&mut bytes)?).ok()).collect::<Option<_>>()?;
        let full = [take(&mut bytes)?, take(&mut bytes)?];
        let mut begins = Vec::new();
        for _ in 0..take(&mut bytes)? {
            let length = take(&mut bytes)? as usize;
            let (word, rest) = bytes.as_slice().split_at_checked(length)?;
            bytes = rest.iter();
            let word = std::str::from_utf8(word).ok()?.into();
            begins.push((word, [take(&mut bytes)?, take(&mut bytes)?]));
        }
        let is_there = |sort, count| (0..count).all(|n| records.record(number(sort, n)).is_some());
        let [of_articles, of_places] = full;
        let all = is_there(Sort::Words, begins.len() as u64)
            && is_there(Sort::Articles, of_articles)
            && is_there(Sort::Places, of_places);
        all.then(|| Self(Arc::new(Contents { articles, incomplete, begins, records })))
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.0.articles as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.articles == 0
    }

    /// Whether an article has words that are not here, so that it has to be looked through.
    pub fn is_incomplete(&self, article: u32) -> bool {
        self.0.incomplete.binary_search(&article).is_ok()
    }

    /// The records of words in which those may be that begin in this way, by their order.
    fn beginning(&self, begin: &str) -> Range<usize> {
        let begins = &self.0.begins;
        let from = self.having(begin).start;
        let is_before = |(first, _): &(Box<str>, [u64; 2])| &**first < begin || first.starts_with(begin);
        from..begins.partition_point(is_before).max(from)
    }

    /// The record of words in which a word is if there is one.
    fn having(&self, word: &str) -> Range<usize> {
        let to = self.0.begins.partition_point(|(first, _)| &**first <= word);
        to.saturating_sub(1)..to
    }

    fn record(&self, sort: Sort, n: u64) -> Option<Vec<u8>> {
        self.0.records.record(number(sort, n))
    }

    /// Visits the words of a record in which `find` finds something, given what is left of their lines; and where what is
    /// said of them is: a record and a stretch of it, for articles and places.
    fn words(
        &self,
        n: usize,
        find: &dyn Fn(&[u8]) -> Option<usize>,
        visit: &mut dyn FnMut(&str, [Stretch; 2]) -> Option<()>,
    ) -> Option<()> {
        let bytes = self.record(Sort::Words, n as u64)?;
        let mut rest = bytes.iter();
        let length = take(&mut rest)? as usize;
        let (lines, lengths) = rest.as_slice().split_at_checked(length)?;
        let mut lengths = lengths.iter();
        let mut at = self.0.begins.get(n)?.1.map(|record| Stretch { record, from: 0, to: 0 });
        // Where the line begins up to which `lengths` is read.
        let (mut line, mut next) = (0, 0);
        while let Some(found) = lines.get(next..).filter(|rest| rest.len() > 1).and_then(find) {
            let found = next + found;
            // The line break in front of a word is also the one behind the word before.
            loop {
                let end = line + 1 + memchr::memchr(b'\n', lines.get(line + 1..)?)?;
                for stretch in &mut at {
                    let length = take(&mut lengths)?;
                    if length & 1 == 1 {
                        *stretch = Stretch { record: stretch.record + 1, from: 0, to: 0 };
                    }
                    stretch.from = stretch.to;
                    stretch.to = stretch.from.checked_add((length >> 1) as usize)?;
                }
                let (begin, is_it) = (line + 1, found < end);
                line = end;
                if is_it {
                    visit(std::str::from_utf8(lines.get(begin..end)?).ok()?, at)?;
                    break;
                }
            }
            next = line;
        }
        Some(())
    }
}

/// A part of a record.
#[derive(Clone, Copy)]
struct Stretch {
    record: u64,
    from: usize,
    to: usize,
}

impl Listing for SealedWords {
    fn articles(&self) -> u32 {
        self.0.articles
    }

    fn fitting(&self, piece: &Piece, visit: &mut dyn FnMut(&str, &[u8])) -> Option<()> {
        let line = piece.whole().map(|word| format!("\n{word}\n"));
        let whole = line.as_deref().map(Finder::new);
        let find = |lines: &[u8]| whole.as_ref().map_or_else(|| piece.find(lines), |whole| whole.find(lines));
        let records = match (piece.whole(), piece.begin()) {
            (Some(word), _) => self.having(word),
            (None, Some(begin)) => self.beginning(begin),
            (None, None) => 0..self.0.begins.len(),
        };
        // Words that fit are often neighbours, and what is said of them is, too.
        let mut present: Option<(u64, Vec<u8>)> = None;
        for n in records {
            self.words(n, &find, &mut |word, [articles, _]| {
                if present.as_ref().is_none_or(|(record, _)| *record != articles.record) {
                    present = Some((articles.record, self.record(Sort::Articles, articles.record)?));
                }
                let (_, bytes) = present.as_ref()?;
                visit(word, bytes.get(articles.from..articles.to)?);
                Some(())
            })?;
        }
        Some(())
    }

    fn listed(&self, word: &str) -> Option<Listed<'_>> {
        let line = format!("\n{word}\n");
        let finder = Finder::new(&line);
        let mut listed = Listed::default();
        for n in self.having(word) {
            self.words(n, &|lines| finder.find(lines), &mut |_, [articles, places]| {
                let bytes = self.record(Sort::Articles, articles.record)?;
                listed.articles = Cow::Owned(bytes.get(articles.from..articles.to)?.to_vec());
                if places.from < places.to {
                    let bytes = self.record(Sort::Places, places.record)?;
                    let mut rest = bytes.get(places.from..places.to)?.iter();
                    let from = u32::try_from(take(&mut rest)?).ok()?;
                    listed.places = Some(Places { from, bytes: Cow::Owned(rest.as_slice().to_vec()) });
                }
                Some(())
            })?;
        }
        Some(listed)
    }
}
