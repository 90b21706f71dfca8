//! The weights of the tagger: a table that is read where it lies.
//!
//! ```text
//! 8 bytes     "PXNAMES1"
//! 289 × i16   weights of tag after tag, little-endian, row by row
//! 2^20 bits   which features the table may hold: most that are asked for are not in it, and this is soon told
//! 2^17 rows   2 bytes of the feature's hash (0: empty), then 16 × i8, the weight of each tag against "outside"
//! ```
//! A feature is looked for in the row that its hash names and in the next few. All weights have one scale, which
//! does not matter: only sums are compared.

use crate::analysis::entities::tagger::{NEVER, OUTSIDE, TAGS, may_follow};

/// First bytes of a model.
const MAGIC: &[u8; 8] = b"PXNAMES1";
/// Where the bits begin.
const BITS: usize = MAGIC.len() + PAIRS;
/// Size of the weights of tag after tag.
const PAIRS: usize = TAGS * TAGS * 2;
/// Number of bits; a power of two.
const BIT_COUNT: usize = 1 << 20;
/// Where the rows begin.
const ROWS: usize = BITS + BIT_COUNT / 8;
/// Bytes of a row.
const ROW: usize = 18;
/// Number of rows; a power of two.
const SLOTS: usize = 1 << 17;
/// How many rows are tried for a feature.
const PROBES: usize = 8;
/// Size of a model.
const SIZE: usize = ROWS + SLOTS * ROW;

static EMBEDDED: &[u8] = include_bytes!("../../../../models/names.bin");

/// A view of the bytes of a model.
pub(crate) struct Model<'a> {
    after: [[i32; TAGS]; TAGS],
    bits: &'a [u8],
    rows: &'a [u8],
}

impl<'a> Model<'a> {
    /// The model that the program carries.
    pub(crate) fn embedded() -> Option<Model<'static>> {
        Model::new(EMBEDDED)
    }

    /// A model from its bytes; `None` where they are none.
    pub(crate) fn new(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() != SIZE || !bytes.starts_with(MAGIC) {
            return None;
        }
        Some(Self {
            after: transitions(bytes.get(MAGIC.len()..BITS)?),
            bits: bytes.get(BITS..ROWS)?,
            rows: bytes.get(ROWS..)?,
        })
    }

    /// The weights of every tag behind tag `a`.
    pub(super) fn after(&self, a: usize) -> &[i32; TAGS] {
        &self.after[a]
    }

    /// Adds the weights of a feature to the scores of the tags. Fewer than 256 features a word cannot overflow them.
    pub(super) fn add(&self, hash: u64, scores: &mut [i16; OUTSIDE]) {
        let (byte, mask) = bit(hash);
        if self.bits.get(byte).is_none_or(|b| b & mask == 0) {
            return;
        }
        let print = fingerprint(hash);
        for probe in 0..PROBES {
            let at = slot(hash, probe) * ROW;
            let Some(row) = self.rows.get(at..at + ROW).and_then(|r| <&[u8; ROW]>::try_from(r).ok()) else { return };
            let found = u16::from_le_bytes([row[0], row[1]]);
            if found == print {
                for t in 0..OUTSIDE {
                    scores[t] += i16::from(row[t + 2].cast_signed());
                }
                return;
            }
            if found == 0 {
                return;
            }
        }
    }
}

/// Reads the weights of tag after tag; what cannot be is [`NEVER`].
fn transitions(bytes: &[u8]) -> [[i32; TAGS]; TAGS] {
    let mut out = [[NEVER; TAGS]; TAGS];
    for (at, weight) in bytes.chunks_exact(2).enumerate().take(TAGS * TAGS) {
        let (a, b) = (at / TAGS, at % TAGS);
        if may_follow(a, b) {
            out[a][b] = i32::from(i16::from_le_bytes([weight[0], weight[1]]));
        }
    }
    out
}

/// The byte and the bit of it that tell whether the table may hold a feature.
fn bit(hash: u64) -> (usize, u8) {
    let at = (hash >> 20) as usize & (BIT_COUNT - 1);
    (at / 8, 1 << (at % 8))
}

fn fingerprint(hash: u64) -> u16 {
    (hash >> 48) as u16 | 1
}

fn slot(hash: u64, probe: usize) -> usize {
    (hash as usize).wrapping_add(probe) & (SLOTS - 1)
}

/// Weights of tag after tag, before they are packed.
pub(super) type Pairs = [[f32; TAGS]; TAGS];

/// Packs trained weights: those of tags behind tags, and for each feature those of every tag. Features come with the
/// most telling first; those that find no room are dropped. Returns the bytes and how many features they hold.
pub(super) fn pack(pairs: &Pairs, features: &[(u64, [f32; TAGS])]) -> (Vec<u8>, usize) {
    let mut sizes: Vec<f32> =
        features.iter().flat_map(|(_, w)| relative(w)).map(f32::abs).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    // The few largest weights are clipped, so that the many small ones keep their differences.
    let scale = 127.0 / sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    let mut bytes = vec![0; SIZE];
    bytes[..MAGIC.len()].copy_from_slice(MAGIC);
    for (n, weight) in pairs.iter().flatten().enumerate() {
        let at = MAGIC.len() + n * 2;
        let weight = (weight * scale).round().clamp(-30_000.0, 30_000.0) as i16;
        bytes[at..at + 2].copy_from_slice(&weight.to_le_bytes());
    }
    let mut kept = 0;
    for (hash, weights) in features {
        let weights = relative(weights).map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8);
        if weights == [0; OUTSIDE] || kept > SLOTS / 10 * 7 {
            continue;
        }
        let free = (0..PROBES).map(|p| ROWS + slot(*hash, p) * ROW).find(|at| bytes[*at..at + 2] == [0, 0]);
        if let Some(at) = free {
            let (byte, mask) = bit(*hash);
            bytes[BITS + byte] |= mask;
            bytes[at..at + 2].copy_from_slice(&fingerprint(*hash).to_le_bytes());
            for (byte, weight) in bytes[at + 2..at + ROW].iter_mut().zip(weights) {
                *byte = weight.cast_unsigned();
            }
            kept += 1;
        }
    }
    (bytes, kept)
}

/// Weights against that of "outside", which is then nought for every feature.
fn relative(weights: &[f32; TAGS]) -> [f32; OUTSIDE] {
    std::array::from_fn(|t| weights[t] - weights[OUTSIDE])
}
