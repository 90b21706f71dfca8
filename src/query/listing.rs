//! How words that are listed with their articles tell of a needle where it stands, wherever the list is kept.

use std::borrow::Cow;

use crate::model::article_id::ArticleId;
use crate::query::needle::{Needle, Piece};
use crate::query::numbers::take;
use crate::query::positions::Reader;

/// Words with the articles in which they stand, numbered from 0. What cannot be read is `None`.
pub trait Listing {
    /// How many articles there are.
    fn articles(&self) -> u32;

    /// Visits the words of which a piece of a needle may be a part, with where they stand.
    fn fitting(&self, piece: &Piece, visit: &mut dyn FnMut(&str, &[u8])) -> Option<()>;

    /// Where a word stands, and its places if it is a common one.
    fn listed(&self, word: &str) -> Option<Listed<'_>>;
}

/// Where a word stands: the articles that have it, in order, with how often they have it. The distance from the article
/// before, doubled, and one more where it is more than once; then how often. Seven bits a byte.
#[derive(Debug, Default)]
pub struct Listed<'a> {
    /// These bytes; none where no article has it.
    pub articles: Cow<'a, [u8]>,
    /// Its places, if they are kept.
    pub places: Option<Places<'a>>,
}

/// The places of one word in the articles that have it.
#[derive(Debug)]
pub struct Places<'a> {
    /// The first article whose places are here.
    pub from: u32,
    /// Those of this one and of all behind it.
    pub bytes: Cow<'a, [u8]>,
}

/// What is known of the articles in which a needle stands.
#[derive(Debug, Default)]
pub struct Found {
    /// How often it stands in each; in order.
    pub counts: Vec<(ArticleId, usize)>,
    /// It may stand in these articles as well, and in no other; in order.
    pub doubtful: Vec<ArticleId>,
}

/// Visits the articles that have a word, with how often they have it.
pub fn each(bytes: &[u8], mut visit: impl FnMut(u32, u32)) {
    let mut bytes = bytes.iter();
    let mut next = 0_u32;
    while let Some(number) = take(&mut bytes) {
        let article = next.saturating_add((number >> 1) as u32);
        let count = if number & 1 == 1 { take(&mut bytes).unwrap_or(1) as u32 } else { 1 };
        visit(article, count);
        next = article.saturating_add(1);
    }
}

/// In which articles a needle stands, as far as a list of words tells it.
pub fn find(words: &impl Listing, needle: &Needle) -> Option<Found> {
    let articles = words.articles() as usize;
    match needle.pieces() {
        [] if needle.is_empty() => Some(Found::default()),
        [piece] if needle.is_piece() => {
            let mut counts = vec![0_u32; articles];
            words.fitting(piece, &mut |word, bytes| {
                let hits = needle.count(word) as u32;
                each(bytes, |article, count| {
                    if let Some(slot) = counts.get_mut(article as usize) {
                        *slot = slot.saturating_add(count.saturating_mul(hits));
                    }
                });
            })?;
            let counted = counts.into_iter().zip(0..).filter(|(count, _)| *count > 0);
            let counts = counted.map(|(count, article)| (ArticleId(article), count as usize)).collect();
            Some(Found { counts, doubtful: Vec::new() })
        }
        pieces => {
            // How many of the pieces each article has so far.
            let mut have = vec![0_u32; articles];
            for (done, piece) in (0..).zip(pieces) {
                words.fitting(piece, &mut |_, bytes| {
                    each(bytes, |article, _| {
                        if let Some(slot) = have.get_mut(article as usize).filter(|slot| **slot == done) {
                            *slot = done + 1;
                        }
                    });
                })?;
            }
            let all = have.into_iter().zip(0..).filter(|(have, _)| *have as usize == pieces.len());
            placed(words, needle, all.map(|(_, article)| article).collect())
        }
    }
}

/// In which of some articles, which have all pieces of a needle, these stand side by side, as far as places tell it.
fn placed(words: &impl Listing, needle: &Needle, candidates: Vec<u32>) -> Option<Found> {
    let doubtful =
        |candidates: Vec<u32>| Found { counts: Vec::new(), doubtful: candidates.into_iter().map(ArticleId).collect() };
    if !needle.is_phrase() || candidates.is_empty() {
        return Some(doubtful(candidates));
    }
    let mut listed = Vec::new();
    for piece in needle.pieces() {
        let Some(word) = piece.whole() else { return Some(doubtful(candidates)) };
        let Listed { articles, places: Some(places) } = words.listed(word)? else { return Some(doubtful(candidates)) };
        listed.push((articles, places));
    }
    let from = listed.iter().map(|(_, places)| places.from).max().unwrap_or_default();
    let (unsure, candidates) = candidates.split_at(candidates.partition_point(|article| *article < from));
    // Where the words so far end side by side: the articles, and how many places each has behind those before.
    let mut ends: Vec<u32> = Vec::new();
    let mut left: Vec<(u32, u32)> = candidates.iter().map(|article| (*article, 0)).collect();
    for (done, (articles, of_word)) in listed.iter().enumerate() {
        let (mut reader, mut places) = (Reader::new(&of_word.bytes), Vec::new());
        let (mut now, mut still) = (Vec::with_capacity(ends.len()), Vec::with_capacity(left.len()));
        let (mut wanted, mut before) = (left.iter().peekable(), ends.as_slice());
        each(articles, |article, count| {
            if article < of_word.from {
                return;
            }
            let Some((_, some)) = wanted.next_if(|(wanted, _)| *wanted == article) else {
                return reader.skip(count);
            };
            reader.next(count, &mut places);
            let (mine, others) = before.split_at((*some as usize).min(before.len()));
            before = others;
            let length = now.len();
            if done == 0 {
                now.extend_from_slice(&places);
            } else {
                follow(mine, &places, &mut now);
            }
            if now.len() > length {
                still.push((article, (now.len() - length) as u32));
            }
        });
        (ends, left) = (now, still);
    }
    let mut ends = ends.as_slice();
    let count = |(article, some): (u32, u32)| {
        let (mine, others) = ends.split_at(some as usize);
        ends = others;
        (ArticleId(article), apart(mine, listed.len() as u32))
    };
    let counts = left.into_iter().map(count).collect();
    Some(Found { counts, doubtful: unsure.iter().copied().map(ArticleId).collect() })
}

/// Adds those of `places` that come directly behind one of `before`; all are in order.
fn follow(before: &[u32], places: &[u32], out: &mut Vec<u32>) {
    let mut before = before.iter().peekable();
    for place in places {
        while before.next_if(|end| **end + 1 < *place).is_some() {}
        if before.next_if(|end| **end + 1 == *place).is_some() {
            out.push(*place);
        }
    }
}

/// How many of the runs of so many words that end at `ends` do not overlap, from the first on.
fn apart(ends: &[u32], length: u32) -> usize {
    let mut free = 0;
    let is_apart = |end: &&u32| {
        let begins = **end + 1 - length;
        let is_apart = begins >= free;
        if is_apart {
            free = **end + 1;
        }
        is_apart
    };
    ends.iter().filter(is_apart).count()
}
