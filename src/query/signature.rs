//! A small sketch of a text that tells at once of most texts that words do not stand in them.
//!
//! It is a Bloom filter with one hash over the text's trigrams of bytes. A text of five kilobytes fills about a quarter
//! of its sketch, so a word of six letters, which has four trigrams, passes by chance in one text of 250.

/// The sketch of one text.
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// A power of two of bits; none for the sketch of nothing.
    bits: Box<[u64]>,
}

/// A hashed trigram, independent of the size of a sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigram(u32);

/// The fewest and the most bits of a sketch. English has some ten thousand trigrams, however long the text.
const SIZES: (usize, usize) = (512, 1 << 16);

/// The hashed trigrams of a text, in order.
pub fn trigrams(text: &str) -> impl Iterator<Item = Trigram> + '_ {
    text.as_bytes().windows(3).map(|bytes| {
        let number = bytes.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
        // Fibonacci hashing: the high bits depend on all of the number.
        Trigram(number.wrapping_mul(0x9E37_79B1))
    })
}

impl Signature {
    /// The sketch of a text, with about as many bits as the text has bytes.
    pub fn new(text: &str) -> Self {
        let bits = text.len().next_power_of_two().clamp(SIZES.0, SIZES.1);
        let mut signature = Self { bits: vec![0; bits / 64].into() };
        for trigram in trigrams(text) {
            let bit = signature.bit(trigram);
            if let Some(word) = signature.bits.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        signature
    }

    /// `false` if the text surely lacks one of the trigrams.
    pub fn may_hold(&self, trigrams: &[Trigram]) -> bool {
        let has = |bit: usize| self.bits.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1);
        trigrams.iter().all(|trigram| has(self.bit(*trigram)))
    }

    fn bit(&self, trigram: Trigram) -> usize {
        let bits = (self.bits.len() * 64).max(2);
        (trigram.0 >> (32 - bits.trailing_zeros())) as usize
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn may_hold(text: &str, words: &str) -> bool {
        Signature::new(text).may_hold(&trigrams(words).collect::<Vec<_>>())
    }

    #[test]
    fn most_words_that_are_not_there_are_told() {
        let text = "the two ministers met in the old harbour of port ellery and spoke about the treaty ".repeat(20);
        let absent = ["sanction", "fisheries", "parliament", "president", "unemployment", "journalists"];
        assert!(absent.iter().all(|word| !may_hold(&text, word)));
        assert!(!Signature::default().may_hold(&trigrams("abc").collect::<Vec<_>>()));
        assert!(may_hold("", "ab") && !may_hold("", "abc"));
    }

    proptest! {
        #[test]
        fn what_is_there_is_never_denied(before in any::<String>(), word in any::<String>(), behind in any::<String>()) {
            let text = [before, word.clone(), behind].concat();
            prop_assert!(may_hold(&text, &word));
        }
    }
}
