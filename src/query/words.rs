//! Which words stand in which articles, and how often.
//!
//! It tells of most queries which articles they find without their texts, so that these need not be in memory: of one word,
//! whole, begun, or anywhere in words, how often it stands in each article; of several words, in which articles all of
//! them stand, and of a phrase of common words, how often. A text of 3 KB takes some 850 bytes here.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::article_id::ArticleId;
use crate::query::lexicon::Lexicon;
use crate::query::listing::{Listed, Listing, Places};
use crate::query::needle::{Piece, is_spaced, pieces};
use crate::query::numbers::{put, take};
use crate::query::positions::{Numbers, Positions};
use crate::query::sealed_words::Sealing;
use crate::query::set::ArticleSet;

/// A longer word is looked for in the text, in bytes.
const LONGEST: usize = 64;

/// A word of which the places are kept: one that so many bytes say where it stands, at least, and one byte for so many
/// articles. Of others there are few articles to be looked through.
const COMMON: usize = 64;
const COMMON_EACH: usize = 8;

/// A word that may become common in a block that is to be sealed: one of which so many bytes say where it stands.
const SEALED: usize = 8;

/// The words of all articles.
#[derive(Clone, Debug, Default)]
pub struct Words {
    lexicon: Lexicon,
    /// Where each word stands.
    postings: Vec<Posting>,
    /// The places of common words, by their numbers.
    common: HashMap<u32, Positions>,
    /// The articles that have words that are not here.
    incomplete: ArticleSet,
    /// How many articles there are.
    articles: u32,
    /// Whether places are kept sooner, until it is known which words are common.
    to_be_sealed: bool,
}

/// Where a word stands, as [`Listed`] says it.
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
    /// The places of each, behind each other; none of signs. Each is the distance from the one before, seven bits a byte: many
    /// articles may wait to be taken in.
    places: Box<[u8]>,
    incomplete: bool,
}

impl OwnWords {
    /// The words of a folded text.
    pub fn new(folded: &str) -> Self {
        let mut incomplete = false;
        let mut numbers = Numbers::default();
        // Which word it is by the order of coming, and where each stands.
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut words: Vec<(u8, u32)> = Vec::new();
        let mut text = String::new();
        let mut all: Vec<(u32, u32)> = Vec::new();
        for piece in pieces(folded) {
            let number = numbers.next(folded, piece.as_ptr() as usize - folded.as_ptr() as usize, piece);
            if piece.len() > LONGEST {
                incomplete = true;
                continue;
            }
            let word = *known.entry(piece).or_insert_with(|| {
                text.push_str(piece);
                words.push((piece.len() as u8, 0));
                words.len() as u32 - 1
            });
            if let Some((_, count)) = words.get_mut(word as usize) {
                *count += 1;
            }
            all.extend(number.map(|number| (word, number)));
        }
        // The places of each word stay in their order.
        all.sort_by_key(|(word, _)| *word);
        let mut places = Vec::with_capacity(all.len() + all.len() / 4);
        for of_word in all.chunk_by(|a, b| a.0 == b.0) {
            let mut next = 0;
            for (_, number) in of_word {
                put(&mut places, u64::from(number - next));
                next = *number;
            }
        }
        Self { text: text.into(), words: words.into(), places: places.into(), incomplete }
    }

    /// The words, each with how often it stands and where, unless it is a sign.
    fn each(&self, mut visit: impl FnMut(&str, u32, &[u32])) {
        let mut at = 0;
        let mut bytes = self.places.iter();
        let mut places = Vec::new();
        for (length, count) in &self.words {
            let word = self.text.get(at..at + usize::from(*length)).unwrap_or_default();
            at += usize::from(*length);
            places.clear();
            if word.starts_with(is_spaced) {
                let mut place = 0;
                for _ in 0..*count {
                    place += take(&mut bytes).unwrap_or_default() as u32;
                    places.push(place);
                }
            }
            visit(word, *count, &places);
        }
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
}

impl Words {
    /// None yet, of articles that are to be [sealed](Self::seal) together.
    pub fn to_be_sealed() -> Self {
        Self { to_be_sealed: true, ..Self::default() }
    }

    /// Adds an article behind the others.
    pub fn push(&mut self, id: ArticleId, words: &OwnWords) {
        let article = id.0;
        self.articles = article + 1;
        let mut incomplete = words.incomplete;
        words.each(|word, count, places| {
            let Some(number) = self.lexicon.number(word) else {
                incomplete = true;
                return;
            };
            if self.postings.len() <= number as usize {
                self.postings.resize_with(number as usize + 1, Posting::default);
            }
            let Some(posting) = self.postings.get_mut(number as usize) else { return };
            posting.push(article, count);
            let known = posting.bytes.len();
            let least = if self.to_be_sealed { SEALED } else { COMMON };
            if places.is_empty() || known < least {
                return;
            }
            // One that was common once is so for good.
            if let Some(positions) = self.common.get_mut(&number) {
                positions.push(places);
            } else if self.to_be_sealed || known >= article as usize / COMMON_EACH {
                self.common.entry(number).or_insert(Positions::from(article)).push(places);
            }
        });
        if incomplete {
            self.incomplete.insert(id);
        }
    }

    /// The articles that have words that are not here, so that they have to be looked through.
    pub fn incomplete(&self) -> &ArticleSet {
        &self.incomplete
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.articles == 0
    }

    /// Makes records of all of them, which `keep` is given with their numbers.
    pub fn seal(&self, keep: &mut dyn FnMut(u64, Vec<u8>)) {
        let mut numbers: Vec<u32> = (0..self.postings.len() as u32).collect();
        numbers.sort_unstable_by(|a, b| self.lexicon.text(*a).cmp(self.lexicon.text(*b)));
        let mut sealing = Sealing::new(keep);
        for number in numbers {
            let posting = self.posting(number);
            let is_common = posting.len() >= COMMON.max(self.articles as usize / COMMON_EACH);
            let places = self.common.get(&number).filter(|_| is_common);
            let places = places.map(|positions| (positions.from, positions.bytes()));
            sealing.add(self.lexicon.text(number), posting, places);
        }
        let incomplete: Vec<u32> = self.incomplete.iter().map(|id| id.0).collect();
        sealing.end(self.articles, &incomplete);
    }

    fn posting(&self, number: u32) -> &[u8] {
        self.postings.get(number as usize).map_or(&[], |posting| &posting.bytes)
    }
}

impl Listing for Words {
    fn articles(&self) -> u32 {
        self.articles
    }

    fn fitting(&self, piece: &Piece, visit: &mut dyn FnMut(&str, &[u8])) -> Option<()> {
        let mut visit = |number| visit(self.lexicon.text(number), self.posting(number));
        match piece.whole() {
            Some(word) => self.lexicon.find(word).into_iter().for_each(&mut visit),
            None => self.lexicon.matching(|rest| piece.find(rest)).for_each(&mut visit),
        }
        Some(())
    }

    fn listed(&self, word: &str) -> Option<Listed<'_>> {
        let Some(number) = self.lexicon.find(word) else { return Some(Listed::default()) };
        let places = self.common.get(&number);
        let places = places.map(|places| Places { from: places.from, bytes: Cow::Borrowed(places.bytes()) });
        Some(Listed { articles: Cow::Borrowed(self.posting(number)), places })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Article;
    use crate::model::block::{Block, BlockKind};
    use crate::query::index::{ArticleEntry, Index};
    use crate::query::listing::{each, find};
    use crate::query::needle::Needle;
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
            let found = find(&words, &needle).expect("it is in memory");
            let counts = found.counts.iter().map(|(id, count)| (id.0, *count)).collect::<Vec<_>>();
            (counts, found.doubtful.iter().map(|id| id.0).collect::<Vec<_>>())
        };
        assert_eq!(counts(Needle::begins("port")), (vec![(0, 2), (2, 1)], vec![]));
        assert_eq!(counts(Needle::anywhere("port")), (vec![(0, 2), (1, 1), (2, 1)], vec![]));
        assert_eq!(counts(Needle::whole_words("the port")), (vec![], vec![0, 2]));
        assert_eq!(counts(Needle::anywhere(",")), (vec![(0, 1)], vec![]));
        assert_eq!(counts(Needle::anywhere("ports")), (vec![], vec![]));
    }

    #[test]
    fn a_phrase_of_common_words_needs_no_text() {
        let texts = ["the old port, the old port of the old", "of the port", "of of, of of of of. the, old"];
        let texts: Vec<String> = (0..400).map(|n| texts[n % 3].to_owned()).collect();
        let mut words = Words::default();
        (0..).zip(&texts).for_each(|(n, text)| words.push(ArticleId(n), &OwnWords::new(text)));
        for (phrase, expected) in
            [("the old", [3, 0, 0]), ("of the port", [0, 1, 0]), ("of of", [0, 0, 3]), ("port the", [0; 3])]
        {
            let needle = Needle::whole_words(phrase);
            check(&texts, &needle);
            let found = find(&words, &needle).expect("it is in memory");
            assert!(found.doubtful.len() < 150, "{phrase}: {} are doubtful", found.doubtful.len());
            let late = found.counts.iter().filter(|(id, _)| id.0 >= 390).map(|(id, count)| (id.0, *count));
            let expected = (390..400).map(|n| (n, expected[n as usize % 3])).filter(|(_, count)| *count > 0);
            assert_eq!(late.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{phrase}");
        }
        assert!(
            find(&words, &Needle::whole_words("old, the")).is_some_and(|found| found.counts.is_empty()),
            "signs have no places"
        );
        assert!(
            find(&words, &Needle::anywhere("he old")).is_some_and(|found| !found.doubtful.is_empty()),
            "nor have parts of words"
        );
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
        each(&posting.bytes, |article, count| out.push((article, count)));
        assert_eq!(out, all);
    }

    proptest! {
        #[test]
        fn phrases_of_common_words_are_found_as_in_the_texts(
            some in proptest::collection::vec("[ab]( |, |\n| ){1}[ab]( [ab]){0,6}", 1..4), words in "[ab]( [ab]){1,2}",
        ) {
            let texts: Vec<String> = some.iter().cycle().take(200).cloned().collect();
            check(&texts, &Needle::whole_words(&words));
        }

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
