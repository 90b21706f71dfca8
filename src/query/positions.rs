//! Where a common word stands in articles, so that a phrase of common words is found without the texts.
//!
//! Words are numbered within an article so that two are neighbours, with nothing but a blank between them, where their
//! numbers are. The distances from one place of a word to the next are exponential Golomb codes, of an order that goes by
//! how often the word stands in the article: half of what bytes would take. All common words of a text of 3 KB take some
//! 400 bytes here.

use crate::query::needle::is_spaced;

/// The numbers of the words of a folded text, given its [pieces](crate::query::needle::pieces); of signs, none.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Where the word before ends, and its number.
    before: Option<(usize, u32)>,
}

impl Numbers {
    /// The number of the next piece of a text, which begins at `from`.
    pub fn next(&mut self, folded: &str, from: usize, piece: &str) -> Option<u32> {
        if !piece.starts_with(is_spaced) {
            return None;
        }
        let number = self.before.map_or(0, |(end, number)| {
            let beside = folded.get(end..from) == Some(" ");
            number.saturating_add(if beside { 1 } else { 2 })
        });
        self.before = Some((from + piece.len(), number));
        Some(number)
    }
}

/// The places of one word in the articles that have it, from one of them on.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// The first article whose places are here.
    pub from: u32,
    bytes: Vec<u8>,
    /// How many bits of the last byte are free.
    free: u32,
}

/// No place is behind this one.
const LAST: u32 = u32::MAX / 2;

/// A larger distance is none that is kept.
const FARTHEST: u32 = 1 << 28;

/// The order of the codes of a word that stands so often in an article: in news, which have some hundred words, the distances
/// are about two to the power of it.
fn order(count: u32) -> u32 {
    9_u32.saturating_sub(u32::BITS - count.leading_zeros())
}

impl Positions {
    /// No places yet, of articles from this one on.
    pub fn from(article: u32) -> Self {
        Self { from: article, ..Self::default() }
    }

    /// Adds the places in the next article, which are in order.
    pub fn push(&mut self, places: &[u32]) {
        let order = order(places.len() as u32);
        let mut next = 0;
        for place in places {
            let distance = (place - next).min(FARTHEST - 1);
            next = place + 1;
            let number = u64::from(distance) + (1 << order);
            let bits = u64::BITS - number.leading_zeros();
            // As many zeros in front as it has bits beyond those of the least.
            self.put(number, 2 * bits - 1 - order);
        }
    }

    fn put(&mut self, number: u64, mut bits: u32) {
        while bits > 0 {
            if self.free == 0 {
                if self.bytes.len() == self.bytes.capacity() {
                    // There are many of these, and doubling is too much.
                    self.bytes.reserve_exact(16 + self.bytes.len() / 16);
                }
                self.bytes.push(0);
                self.free = 8;
            }
            let some = bits.min(self.free);
            bits -= some;
            self.free -= some;
            if let Some(last) = self.bytes.last_mut() {
                *last |= (((number >> bits) & ((1 << some) - 1)) << self.free) as u8;
            }
        }
    }

    /// All of them, as a [`Reader`] reads them.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads places.
#[derive(Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    /// The next bit.
    at: usize,
}

impl<'a> Reader<'a> {
    /// The places in these bytes, article by article.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Puts the places in the next article, which are so many, in place of what is in `places`.
    pub fn next(&mut self, count: u32, places: &mut Vec<u32>) {
        places.clear();
        let order = order(count);
        let mut next = 0_u32;
        // A place takes a bit at least.
        for _ in 0..count.min(self.bytes.len() as u32 * u8::BITS) {
            let place = next.saturating_add(self.take(order)).min(LAST);
            places.push(place);
            next = place + 1;
        }
    }

    /// Passes over those in the next article.
    pub fn skip(&mut self, count: u32) {
        let order = order(count);
        for _ in 0..count.min(self.bytes.len() as u32 * u8::BITS) {
            self.take(order);
        }
    }

    fn take(&mut self, order: u32) -> u32 {
        let window = self.window();
        let zeros = window.leading_zeros();
        let bits = 2 * zeros + 1 + order;
        if bits > u64::BITS {
            return 0; // behind the end
        }
        self.at += bits as usize;
        ((window >> (u64::BITS - bits)) - (1 << order)) as u32
    }

    /// The bits from here on, 57 of them at least.
    fn window(&self) -> u64 {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let word = match rest.first_chunk() {
            Some(eight) => u64::from_be_bytes(*eight),
            None => {
                let mut eight = [0; 8];
                eight.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
                u64::from_be_bytes(eight)
            }
        };
        word << (self.at % 8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::needle::pieces;
    use proptest::prelude::*;

    fn numbers(text: &str) -> Vec<(&str, u32)> {
        let mut numbers = Numbers::default();
        let number = |piece: &'_ str| numbers.next(text, piece.as_ptr() as usize - text.as_ptr() as usize, piece);
        let all: Vec<_> = pieces(text).map(number).collect();
        pieces(text).zip(all).filter_map(|(piece, number)| Some((piece, number?))).collect()
    }

    #[test]
    fn only_neighbours_have_numbers_side_by_side() {
        assert_eq!(numbers("the old port"), [("the", 0), ("old", 1), ("port", 2)]);
        assert_eq!(numbers("old, port\nof 世old"), [("old", 0), ("port", 2), ("of", 4), ("old", 6)]);
    }

    #[test]
    fn far_places_are_kept_as_they_are() {
        let all: [&[u32]; 4] = [&[0], &[FARTHEST - 1], &[3, 4, 5, 200_000_000], &[7]];
        let mut positions = Positions::from(0);
        for places in &all {
            positions.push(places);
        }
        let (mut reader, mut places) = (Reader::new(positions.bytes()), Vec::new());
        for expected in all {
            reader.next(expected.len() as u32, &mut places);
            assert_eq!(places, expected);
        }
        reader.next(2, &mut places);
        assert_eq!(places.len(), 2, "behind the end there is something, and it does no harm");
    }

    proptest! {
        #[test]
        fn what_is_put_is_taken(all in proptest::collection::vec(proptest::collection::btree_set(0_u32..3_000, 1..60), 0..20)) {
            let all: Vec<Vec<u32>> = all.into_iter().map(|places| places.into_iter().collect()).collect();
            let mut positions = Positions::from(0);
            for places in &all {
                positions.push(places);
            }
            let (mut reader, mut places) = (Reader::new(positions.bytes()), Vec::new());
            for (n, expected) in all.iter().enumerate() {
                if n % 3 == 2 {
                    reader.skip(expected.len() as u32);
                } else {
                    reader.next(expected.len() as u32, &mut places);
                    prop_assert_eq!(&places, expected);
                }
            }
        }
    }
}
