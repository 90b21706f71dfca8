//! Small neural networks over hashed features: the units and the file format that tagger and parser share.
//!
//! A feature is the number of a row of small integers; the rows of all features of a decision are summed, negative
//! sums become nought, and a matrix turns the rest into scores. Rows are bytes in the file and stay there; only the
//! few matrices are unpacked. All arithmetic is that of integers, so every machine gives the same scores.

/// What a weight of 1 is in the bytes of a row.
pub const UNIT: i32 = 32;

/// Where the rows of each template of features begin, from the number of bits that each one hashes to; the last is the
/// number of rows.
pub const fn offsets<const N: usize, const M: usize>(bits: [u32; N]) -> [u32; M] {
    let mut out = [0; M];
    let mut i = 0;
    while i < N {
        out[i + 1] = out[i] + (1 << bits[i]);
        i += 1;
    }
    out
}

/// What a weight of 1 is in a matrix.
pub const WEIGHT: i32 = 1024;

/// What 1 is in the output of a layer.
pub const ACTIVE: i32 = 128;

/// A sum as the output of a layer: nought where it is negative, and never so large that products overflow.
#[inline]
pub fn active(sum: i32) -> i16 {
    sum.clamp(0, 64 * ACTIVE - 1) as i16
}

/// A row of numbers in this unit.
pub fn scaled<const N: usize>(row: &[f32; N], unit: i32) -> [i32; N] {
    row.map(|x| (x * unit as f32).round() as i32)
}

/// Reads a file of weights piece by piece.
pub struct Reader {
    rest: &'static [u8],
}

impl Reader {
    /// Reads `bytes`, which begin with `magic`; nothing where they do not.
    pub fn new(bytes: &'static [u8], magic: &[u8]) -> Self {
        Self { rest: bytes.strip_prefix(magic).unwrap_or_default() }
    }

    /// The next `count` bytes, or an empty slice where the file is too short.
    pub fn bytes(&mut self, count: usize) -> &'static [u8] {
        let (head, tail) = self.rest.split_at_checked(count).unwrap_or_default();
        self.rest = tail;
        head
    }

    /// The next `count` rows of `W` numbers; noughts where the file is too short.
    pub fn matrix<const W: usize>(&mut self, count: usize) -> Vec<[f32; W]> {
        let bytes = self.bytes(count * W * 4);
        let mut out = vec![[0.0; W]; count];
        for (cell, four) in out.as_flattened_mut().iter_mut().zip(bytes.as_chunks::<4>().0) {
            *cell = f32::from_le_bytes(*four);
        }
        out
    }
}
