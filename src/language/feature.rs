//! The one way in which observations become numbers for the models: hashes of 32 bits.
//!
//! A model has fewer weights than there are such numbers and takes some of their bits. Changing a hash means training
//! again the models that read it.

/// FNV-1a of a name.
pub fn name(name: &str) -> u32 {
    name.bytes().fold(START, |hash, byte| step(hash, u32::from(byte)))
}

/// Goes on with the small letters of a word.
pub fn lower(hash: u32, word: &str) -> u32 {
    if word.is_ascii() {
        return word.bytes().fold(hash, |h, b| step(h, u32::from(b.to_ascii_lowercase())));
    }
    word.chars().flat_map(char::to_lowercase).fold(hash, |h, c| step(h, u32::from(c)))
}

/// FNV-1a of a word, in small letters where it has letters of ASCII, whatever its case.
pub fn word(word: &str) -> u32 {
    word.bytes().fold(START, |h, b| step(h, u32::from(b.to_ascii_lowercase())))
}

/// What FNV-1a begins with, in 32 bits.
const START: u32 = 0x811C_9DC5;

/// One more number in FNV-1a.
pub fn step(hash: u32, next: u32) -> u32 {
    (hash ^ next).wrapping_mul(0x0100_0193)
}

/// Spreads a hash over all bits, where the upper ones choose the weight.
pub fn spread(mut h: u32) -> u32 {
    h ^= h >> 16;
    h = h.wrapping_mul(0x85EB_CA6B);
    h ^= h >> 13;
    h = h.wrapping_mul(0xC2B2_AE35);
    h ^ (h >> 16)
}

/// Hash of one feature: what kind it is, and what is observed.
#[inline]
pub fn observed(template: u32, a: u32, b: u32, c: u32) -> u32 {
    let h = (template ^ SEED).wrapping_mul(0x85EB_CA6B) ^ a;
    let h = (h ^ h >> 15).wrapping_mul(0xC2B2_AE35) ^ b;
    let h = (h ^ h >> 13).wrapping_mul(0x27D4_EB2F) ^ c;
    (h ^ h >> 16).wrapping_mul(0x9E37_79B1)
}

/// What [`mix`] begins with.
pub const SEED: u32 = 0x9E37_79B9;

/// One step of a hash over small numbers, such as characters.
#[inline]
pub fn mix(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(0x85EB_CA6B).rotate_left(13)
}

/// Spreads a hash of [`mix`] over all its bits, so that the low ones may be used.
#[inline]
pub fn finish(hash: u32) -> u32 {
    let h = (hash ^ (hash >> 16)).wrapping_mul(0xC2B2_AE35);
    h ^ (h >> 15)
}
