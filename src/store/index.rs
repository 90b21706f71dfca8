//! Where each record of a segment lies: keys in order, in a file beside it.
//!
//! It is read where it is looked up and nowhere else, so that a cache of a million articles opens as soon as one of ten.
//! Keys are hashes, so they are spread evenly: a table says where those with the same first bits stand, some sixty of
//! them. The index has no checksum: what it leads to has one, and an entry that is lost is made anew.

use std::fs::File;

use crate::store::record::Key;
use crate::store::segment::{Place, read_at};

const MAGIC: &[u8; 8] = b"PLXIDX1\n";

/// Bytes in front of the table: the magic ones, how many entries there are, by how many bits the table goes.
const START: u64 = 24;

/// Bytes of an entry: key, place, length.
const ENTRY: usize = Key::LENGTH + 12;

/// About so many entries are read for a look-up.
const TOGETHER: usize = 64;

/// The most entries that are read for one: more of them with the same first bits are no index of ours.
const MOST: u32 = 1 << 16;

/// The bytes of the index of these records.
pub fn bytes(mut entries: Vec<(Key, Place)>) -> Vec<u8> {
    // Of records with the same key the last one counts; sorting keeps their order.
    entries.sort_by_key(|(key, _)| *key);
    let bits = (entries.len() / TOGETHER).max(1).ilog2().min(24);
    let mut table = vec![0_u32; (1 << bits) + 1];
    for (key, _) in &entries {
        if let Some(count) = table.get_mut(first_bits(*key, bits) as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut table {
        sum += *count;
        *count = sum;
    }
    let mut out = Vec::with_capacity(START as usize + table.len() * 4 + entries.len() * ENTRY);
    out.extend(MAGIC);
    out.extend((entries.len() as u64).to_le_bytes());
    out.extend(u64::from(bits).to_le_bytes());
    for count in &table {
        out.extend(count.to_le_bytes());
    }
    for (key, place) in entries {
        out.extend(key.0);
        out.extend(place.at.to_le_bytes());
        out.extend(place.length.to_le_bytes());
    }
    out
}

fn first_bits(key: Key, bits: u32) -> u32 {
    let [a, b, c, d, ..] = key.0;
    (u64::from(u32::from_be_bytes([a, b, c, d])) >> (32 - bits)) as u32
}

/// An index that can be looked up in.
#[derive(Debug)]
pub struct Index {
    file: File,
    entries: u64,
    bits: u32,
}

impl Index {
    /// Takes a file that is open; `None` if it is no index.
    pub fn new(file: File) -> Option<Self> {
        let mut first = [0; START as usize];
        read_at(&file, &mut first, 0).ok()?;
        let number = |from: usize| Some(u64::from_le_bytes(first.get(from..from + 8)?.try_into().ok()?));
        let (entries, bits) = (number(8)?, number(16)?);
        let table = 4 * ((1_u64 << u32::try_from(bits).ok().filter(|bits| *bits <= 24)?) + 1);
        let whole = entries.checked_mul(ENTRY as u64)?.checked_add(START + table)?;
        let is_whole = first.starts_with(MAGIC) && file.metadata().ok()?.len() == whole;
        is_whole.then_some(Self { file, entries, bits: bits as u32 })
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.entries as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// Where the record with that key lies.
    pub fn find(&self, key: Key) -> Option<Place> {
        let slot = u64::from(first_bits(key, self.bits));
        let mut range = [0; 8];
        read_at(&self.file, &mut range, START + 4 * slot).ok()?;
        let number = |from: usize| Some(u32::from_le_bytes(range.get(from..from + 4)?.try_into().ok()?));
        let (from, to) = (number(0)?, number(4)?);
        let count = to.checked_sub(from).filter(|count| *count <= MOST && u64::from(to) <= self.entries)?;
        let table = 4 * ((1_u64 << self.bits) + 1);
        let mut entries = vec![0; count as usize * ENTRY];
        read_at(&self.file, &mut entries, START + table + u64::from(from) * ENTRY as u64).ok()?;
        entries.chunks_exact(ENTRY).rev().find(|entry| entry.starts_with(&key.0)).and_then(place)
    }

    /// All records, by their keys.
    pub fn all(&self) -> Option<Vec<(Key, Place)>> {
        let table = 4 * ((1_u64 << self.bits) + 1);
        let mut entries = vec![0; self.len() * ENTRY];
        read_at(&self.file, &mut entries, START + table).ok()?;
        entries.chunks_exact(ENTRY).map(|entry| Some((Key(entry.get(..16)?.try_into().ok()?), place(entry)?))).collect()
    }
}

fn place(entry: &[u8]) -> Option<Place> {
    let at = u64::from_le_bytes(entry.get(16..24)?.try_into().ok()?);
    Some(Place { at, length: u32::from_le_bytes(entry.get(24..28)?.try_into().ok()?) })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn open(bytes: &[u8]) -> Option<Index> {
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("room");
        Index::new(file)
    }

    fn key(n: u64) -> Key {
        Key::of("test", &[&n.to_le_bytes()])
    }

    fn place(n: u64) -> Place {
        Place { at: n * 7, length: n as u32 }
    }

    #[test]
    fn what_is_in_it_is_found_and_nothing_else() {
        for count in [0, 1, 63, 64, 200, 5_000] {
            let index = open(&bytes((0..count).map(|n| (key(n), place(n))).collect())).expect("an index");
            assert_eq!(index.len() as u64, count);
            for n in 0..count {
                assert_eq!(index.find(key(n)), Some(place(n)), "{n} of {count}");
            }
            assert!((count..count + 50).all(|n| index.find(key(n)).is_none()));
            assert_eq!(index.all().map(|all| all.len() as u64), Some(count));
        }
    }

    #[test]
    fn of_two_with_one_key_the_later_counts() {
        let index = open(&bytes(vec![(key(1), place(1)), (key(2), place(2)), (key(1), place(9))])).expect("an index");
        assert_eq!(index.find(key(1)), Some(place(9)));
    }

    #[test]
    fn a_damaged_index_finds_less_and_never_panics() {
        let whole = bytes((0..300).map(|n| (key(n), place(n))).collect());
        for cut in 0..whole.len() {
            assert!(open(&whole[..cut]).is_none(), "cut off at {cut}");
        }
        for at in 0..whole.len().min(600) {
            let mut damaged = whole.clone();
            damaged[at] ^= 0x41;
            if let Some(index) = open(&damaged) {
                for n in 0..300 {
                    index.find(key(n));
                }
            }
        }
    }
}
