//! The one way in which words become numbers: hashes of 64 bits, so that words are compared without their letters.
//!
//! Collisions of 64 bits do not matter where words of news are counted. The weights of the models are kept by these
//! hashes, so that changing one means training again.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are hashes of this file: they are mixed already and need no second hashing.
pub type ByHash<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

/// A set of hashes of this file.
pub type Hashes = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// Hands a `u64` through.
#[derive(Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*b);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Hash of a word without regard to case, accents, the form of its apostrophe and a final stop.
pub fn fold(word: &str) -> u64 {
    let word = match word.as_bytes() {
        [head @ .., b'.'] if !head.is_empty() && !head.contains(&b'.') => &word[..head.len()],
        _ => word,
    };
    let mut hash = SEED;
    if word.is_ascii() {
        return finish(word.bytes().fold(hash, |hash, b| step(hash, u64::from(b.to_ascii_lowercase()))));
    }
    for c in word.chars() {
        if c.is_ascii() {
            hash = step(hash, u64::from(c.to_ascii_lowercase() as u8));
        } else {
            hash = step(hash, u64::from(plain(c)));
        }
    }
    finish(hash)
}

/// Hash of a word without regard to case and the form of its apostrophe.
pub fn lower(word: &str) -> u64 {
    if word.is_ascii() {
        return finish(word.bytes().fold(SEED, |hash, b| step(hash, u64::from(b.to_ascii_lowercase()))));
    }
    let chars = word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c });
    finish(chars.fold(SEED, |hash, c| step(hash, u64::from(u32::from(c)))))
}

/// Hash of a word exactly as it is written.
pub fn exact(word: &str) -> u64 {
    finish(word.bytes().fold(SEED ^ 0x5bd1, |hash, b| step(hash, u64::from(b))))
}

/// Hash of a phrase from that of its beginning and that of its next word.
pub fn combine(hash: u64, next: u64) -> u64 {
    finish(hash.rotate_left(21) ^ next)
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTOR: u64 = 0x517c_c1b7_2722_0a95;

fn step(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(FACTOR)
}

fn finish(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed ^ (mixed >> 29)).max(1)
}

/// The small plain letter behind a letter with an accent; the small letter of any other script.
fn plain(c: char) -> u32 {
    let plain = match c {
        'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' | 'Ā' | 'Ă' | 'Ą' => 'a',
        'ç' | 'Ç' | 'ć' | 'č' | 'Ć' | 'Č' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'ē' | 'ę' | 'ě' | 'ė' | 'Ę' | 'Ě' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'ı' | 'İ' => 'i',
        'ñ' | 'Ñ' | 'ń' | 'ň' | 'Ń' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'ő' | 'Ō' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        'š' | 'Š' | 'ś' | 'ş' | 'Ş' | 'Ś' | 'ș' | 'Ș' => 's',
        'ž' | 'Ž' | 'ź' | 'ż' | 'Ż' => 'z',
        'ł' | 'Ł' => 'l',
        'ğ' | 'Ğ' => 'g',
        'ř' | 'Ř' => 'r',
        'ť' | 'ţ' | 'Ţ' | 'ț' | 'Ț' => 't',
        'đ' | 'Đ' | 'ď' => 'd',
        '’' | 'ʼ' | '‘' => '\'',
        '‐' | '‑' => '-',
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    u32::from(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_case_accents_and_the_final_stop() {
        for (a, b) in [("Erdoğan", "ERDOGAN"), ("Inc.", "inc"), ("O’Neill", "o'neill"), ("São", "sao")] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_ne!(fold("U.S."), fold("US"));
    }
}
