//! Small neural networks over hashed features: the arithmetic that tagger and parser share.
//!
//! A feature is the number of a row of small integers; the rows of all features of a decision are summed, negative
//! sums become nought, and a matrix turns the rest into scores. Rows are bytes in the file and stay there; only the
//! few matrices are unpacked. All sums are in a fixed order, so the same text gives the same scores on every run.

/// What a weight of 1 is in the bytes of a row.
pub const UNIT: f32 = 32.0;

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

/// Adds a row of bytes to sums.
#[inline]
pub fn add_row<const H: usize>(sums: &mut [i16; H], rows: &[u8], row: u32) {
    let from = row as usize * H;
    if let Some(bytes) = rows.get(from..from + H) {
        for (sum, byte) in sums.iter_mut().zip(bytes) {
            *sum += i16::from(*byte as i8);
        }
    }
}

/// Adds `x` times a row of a matrix to sums.
#[inline]
pub fn add_scaled<const H: usize>(sums: &mut [f32; H], x: f32, row: &[f32; H]) {
    for (sum, weight) in sums.iter_mut().zip(row) {
        *sum += x * weight;
    }
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
