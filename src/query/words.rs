//! Which words stand in which articles, and how often.
//!
//! It tells of most queries which articles they find without their texts, so that these need not be in memory: of one word,
//! whole, begun, or anywhere in words, how often it stands in each article; of several words, in which articles all of
//! them stand. A text of 3 KB takes some 400 bytes here.

use std::collections::HashMap;

use crate::model::article_id::ArticleId;
use crate::query::lexicon::Lexicon;
use crate::query::needle::{Needle, Piece, pieces};
use crate::query::set::ArticleSet;

/// A longer word is looked for in the text, in bytes.
const LONGEST: usize = 64;

/// The words of all articles.
#[derive(Clone, Debug, Default)]
pub struct Words {
    lexicon: Lexicon,
    /// Where each word stands.
    postings: Vec<Posting>,
    /// The articles that have words that are not here.
    incomplete: ArticleSet,
    /// How many articles there are.
    articles: u32,
}

/// The articles that have a word, in order, with how often they have it: the distance from the article before, doubled, and
/// one more where it is more than once; then how often. Seven bits a byte.
#[derive(Clone, Debug, Default)]
struct Posting {
    /// The article behind the last one.
    next: u32,
    bytes: Vec<u8>,
}

/// The words of one article, each with how often it stands there.
#[derive(Clone, Debug, Default)]
pub struct OwnWords {
    /// The words, behind each other.
    text: Box<str>,
    /// The length of each, and how often it stands.
    words: Box<[(u8, u32)]>,
    incomplete: bool,
}

/// What is known of the articles in which a needle stands.
#[derive(Debug)]
pub struct Found {
    /// How often it stands in each, if it is that; in order.
    pub counts: Vec<(ArticleId, usize)>,
    /// Whether that is so. If not, it may stand in these articles, and in no other.
    pub is_sure: bool,
}

impl OwnWords {
    /// The words of a folded text.
    pub fn new(folded: &str) -> Self {
        let mut incomplete = false;
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for piece in pieces(folded) {
            if piece.len() > LONGEST {
                incomplete = true;
            } else {
                *counts.entry(piece).or_default() += 1;
            }
        }
        let mut text = String::with_capacity(counts.keys().map(|word| word.len()).sum());
        let mut words = Vec::with_capacity(counts.len());
        for (word, count) in counts {
            text.push_str(word);
            words.push((word.len() as u8, count));
        }
        Self { text: text.into(), words: words.into(), incomplete }
    }

    fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        let mut at = 0;
        self.words.iter().map(move |(length, count)| {
            let word = self.text.get(at..at + usize::from(*length)).unwrap_or_default();
            at += usize::from(*length);
            (word, *count)
        })
    }
}

impl Posting {
    fn push(&mut self, article: u32, count: u32) {
        let Some(distance) = article.checked_sub(self.next) else { return };
        self.next = article + 1;
        if self.bytes.len() + 10 > self.bytes.capacity() {
            // Most words stand in few articles, so that doubling is too much.
            self.bytes.reserve_exact(2 + self.bytes.len() / 4);
        }
        put(&mut self.bytes, u64::from(distance) << 1 | u64::from(count > 1));
        if count > 1 {
            put(&mut self.bytes, count.into());
        }
    }

    fn each(&self, mut visit: impl FnMut(u32, u32)) {
        let mut bytes = self.bytes.iter();
        let mut next = 0;
        while let Some(number) = take(&mut bytes) {
            let article = next + (number >> 1) as u32;
            let count = if number & 1 == 1 { take(&mut bytes).unwrap_or(1) as u32 } else { 1 };
            visit(article, count);
            next = article + 1;
        }
    }
}

fn put(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u64> {
    let mut number = 0;
    let mut shift = 0;
    loop {
        let byte = *bytes.next()?;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
        shift += 7;
    }
}

impl Words {
    /// Adds an article behind the others.
    pub fn push(&mut self, id: ArticleId, words: &OwnWords) {
        let article = id.0;
        self.articles = article + 1;
        let mut incomplete = words.incomplete;
        for (word, count) in words.iter() {
            let Some(number) = self.lexicon.number(word) else {
                incomplete = true;
                continue;
            };
            if self.postings.len() <= number as usize {
                self.postings.resize_with(number as usize + 1, Posting::default);
            }
            if let Some(posting) = self.postings.get_mut(number as usize) {
                posting.push(article, count);
            }
        }
        if incomplete {
            self.incomplete.insert(id);
        }
    }

    /// The articles that have words that are not here, so that they have to be looked through.
    pub fn incomplete(&self) -> &ArticleSet {
        &self.incomplete
    }

    /// In which articles a needle stands, as far as that is known here.
    pub fn find(&self, needle: &Needle) -> Found {
        match needle.pieces() {
            [] if needle.is_empty() => Found { counts: Vec::new(), is_sure: true },
            [piece] if needle.is_piece() => {
                let mut counts = vec![0_u32; self.articles as usize];
                for number in self.fitting(piece) {
                    let hits = needle.count(self.lexicon.text(number)) as u32;
                    self.each(number, |article, count| {
                        if let Some(slot) = counts.get_mut(article as usize) {
                            *slot = slot.saturating_add(count.saturating_mul(hits));
                        }
                    });
                }
                let counted = counts.into_iter().zip(0..).filter(|(count, _)| *count > 0);
                let counts = counted.map(|(count, article)| (ArticleId(article), count as usize)).collect();
                Found { counts, is_sure: true }
            }
            pieces => {
                // How many of the pieces each article has so far.
                let mut have = vec![0_u32; self.articles as usize];
                for (done, piece) in (0..).zip(pieces) {
                    for number in self.fitting(piece) {
                        self.each(number, |article, _| {
                            if let Some(slot) = have.get_mut(article as usize).filter(|slot| **slot == done) {
                                *slot = done + 1;
                            }
                        });
                    }
                }
                let all = have.into_iter().zip(0..).filter(|(have, _)| *have as usize == pieces.len());
                Found { counts: all.map(|(_, article)| (ArticleId(article), 1)).collect(), is_sure: false }
            }
        }
    }

    fn each(&self, number: u32, visit: impl FnMut(u32, u32)) {
        if let Some(posting) = self.postings.get(number as usize) {
            posting.each(visit);
        }
    }

    /// The numbers of the words of which a piece of a needle may be a part.
    fn fitting<'a>(&'a self, piece: &'a Piece) -> Box<dyn Iterator<Item = u32> + 'a> {
        if let Some(word) = piece.whole() {
            return Box::new(self.lexicon.find(word).into_iter());
        }
        Box::new(self.lexicon.matching(|rest| piece.find(rest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Article;
    use crate::model::block::{Block, BlockKind};
    use crate::query::index::{ArticleEntry, Index};
    use crate::query::search::hits;
    use crate::text::span::Span;
    use proptest::prelude::*;

    fn article(text: &str) -> Article {
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        Article { text: text.to_owned(), blocks, ..Article::default() }
    }

    /// The needle is found where it is found when each text is looked through.
    #[track_caller]
    fn check(texts: &[String], needle: &Needle) {
        let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
        let mut index = Index::default();
        for (n, article) in (0..).zip(&articles) {
            index.push(ArticleId(n), ArticleEntry::new(article));
        }
        let expected: Vec<_> = (0..)
            .zip(&articles)
            .map(|(n, article)| (ArticleId(n), hits(article, needle).len()))
            .filter(|(_, hits)| *hits > 0)
            .collect();
        let all = ArticleSet::first(texts.len());
        assert_eq!(index.counts(needle, &all), expected, "{texts:?} {needle:?}");
        let having: Vec<_> = index.having(needle, &all).iter().collect();
        assert_eq!(having, expected.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    }

    #[test]
    fn one_word_needs_no_text_and_several_words_do() {
        let mut words = Words::default();
        for (n, text) in (0..).zip(["the old port, the port", "no report", "port of the old"]) {
            words.push(ArticleId(n), &OwnWords::new(text));
        }
        let counts = |needle: Needle| {
            let found = words.find(&needle);
            (found.counts.iter().map(|(id, count)| (id.0, *count)).collect::<Vec<_>>(), found.is_sure)
        };
        assert_eq!(counts(Needle::begins("port")), (vec![(0, 2), (2, 1)], true));
        assert_eq!(counts(Needle::anywhere("port")), (vec![(0, 2), (1, 1), (2, 1)], true));
        assert_eq!(counts(Needle::whole_words("the port")), (vec![(0, 1), (2, 1)], false));
        assert_eq!(counts(Needle::anywhere(",")), (vec![(0, 1)], true));
        assert_eq!(counts(Needle::anywhere("ports")), (vec![], true));
    }

    #[test]
    fn who_wants_few_hits_has_few_texts_looked_through() {
        let mut index = Index::default();
        for n in 0..9 {
            index.push(ArticleId(n), ArticleEntry::new(&article("the old port, and the old port again")));
        }
        let all = ArticleSet::first(9);
        let up_to = |words: &str, hits: usize| {
            let (counts, is_all) = index.counts_up_to(&Needle::anywhere(words), &all, hits);
            (counts.iter().map(|(_, count)| count).sum::<usize>(), is_all)
        };
        assert_eq!(up_to("old port", 5), (6, false));
        assert_eq!(up_to("old port", 18), (18, true));
        assert_eq!(up_to("port", 5), (18, true), "one word needs no text");
    }

    #[test]
    fn long_words_are_looked_for_in_the_text() {
        let long = "ab".repeat(LONGEST);
        check(&[long.clone(), "abab".into(), format!("ab {long}")], &Needle::anywhere("ba"));
        check(&[long.clone(), "abab".into(), format!("ab {long}")], &Needle::begins(&long));
    }

    #[test]
    fn articles_far_apart_and_often_are_kept_as_they_are() {
        let mut posting = Posting::default();
        let all = [(0, 1), (1, 200), (130, 1), (40_000, 70_000), (4_000_000, 2)];
        for (article, count) in all {
            posting.push(article, count);
        }
        let mut out = Vec::new();
        posting.each(|article, count| out.push((article, count)));
        assert_eq!(out, all);
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_stands_in_the_texts(
            texts in proptest::collection::vec("[abB1é世界 .\n-]{0,24}", 0..5), words in "[abB1é世 .-]{0,4}",
        ) {
            for needle in [Needle::anywhere(&words), Needle::begins(&words), Needle::whole_words(&words)] {
                check(&texts, &needle);
            }
        }
    }
}
