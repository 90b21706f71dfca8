//! One record of a segment: its key, its length, a checksum over all of it, and its bytes.

use crate::store::pack::Packer;
use sha2::{Digest, Sha256};

/// What a record is found by: the first half of a SHA-256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub [u8; Key::LENGTH]);

impl Key {
    /// Bytes of a key.
    pub const LENGTH: usize = 16;

    /// The key of what depends on all these bytes. `kind` keeps apart what depends on the same.
    pub fn of(kind: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update([kind.len() as u8]);
        hasher.update(kind);
        for part in parts {
            // With its length, so that what belongs to which part is settled.
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let hash = hasher.finalize();
        let mut key = [0; Self::LENGTH];
        for (to, from) in key.iter_mut().zip(hash) {
            *to = from;
        }
        Self(key)
    }

    /// The key of the `n`-th part of what has this key.
    #[must_use]
    pub fn part(self, n: u64) -> Self {
        Self::of("part", &[&self.0, &n.to_le_bytes()])
    }

    /// The key of what depends on what was packed.
    pub fn of_packed(kind: &str, packer: Packer<'_>) -> Self {
        Self::of(kind, &[&packer.finish()])
    }
}

/// What stands in front of the bytes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The key.
    pub key: Key,
    /// How many bytes follow.
    pub length: u32,
    checksum: u32,
}

impl Header {
    /// Bytes of a header.
    pub const LENGTH: usize = Key::LENGTH + 8;

    /// The header of a record.
    pub fn new(key: Key, bytes: &[u8]) -> Self {
        let length = bytes.len() as u32;
        Self { key, length, checksum: checksum(key, length, bytes) }
    }

    /// As it stands in the file.
    pub fn bytes(&self) -> [u8; Self::LENGTH] {
        let mut out = [0; Self::LENGTH];
        out[..16].copy_from_slice(&self.key.0);
        out[16..20].copy_from_slice(&self.length.to_le_bytes());
        out[20..].copy_from_slice(&self.checksum.to_le_bytes());
        out
    }

    /// The header that these bytes begin with.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let key = Key(bytes.get(..16)?.try_into().ok()?);
        let number = |from: usize| Some(u32::from_le_bytes(bytes.get(from..from + 4)?.try_into().ok()?));
        Some(Self { key, length: number(16)?, checksum: number(20)? })
    }

    /// Whether `bytes` are those that this is the header of.
    pub fn fits(&self, bytes: &[u8]) -> bool {
        self.length as usize == bytes.len() && self.checksum == checksum(self.key, self.length, bytes)
    }

    /// Bytes of the record with its header.
    pub fn whole(&self) -> u64 {
        Self::LENGTH as u64 + u64::from(self.length)
    }
}

fn checksum(key: Key, length: u32, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&key.0);
    hasher.update(&length.to_le_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flipped_bit_is_noticed() {
        let bytes = b"what was found";
        let header = Header::new(Key::of("test", &[b"a"]), bytes);
        let whole = [&header.bytes()[..], bytes].concat();
        for bit in 0..whole.len() * 8 {
            let mut damaged = whole.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let read = Header::read(&damaged).expect("it is long enough");
            assert!(!read.fits(&damaged[Header::LENGTH..]), "bit {bit}");
        }
        assert_eq!(Header::read(&whole), Some(header));
        assert!(header.fits(bytes) && !header.fits(&bytes[1..]));
        assert_eq!(Header::read(&whole[..Header::LENGTH - 1]), None);
    }

    #[test]
    fn keys_of_other_kinds_and_other_parts_are_others() {
        let keys = [
            Key::of("a", &[b"bc"]),
            Key::of("ab", &[b"c"]),
            Key::of("a", &[b"b", b"c"]),
            Key::of("a", &[b"bc"]).part(0),
            Key::of("a", &[b"bc"]).part(1),
        ];
        let distinct: std::collections::HashSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }
}
