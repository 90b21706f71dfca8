//! Small neural networks over hashed features: the arithmetic that tagger and parser share.
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

/// What a weight of 1 is in a matrix.
pub const WEIGHT: i32 = 1024;

/// What 1 is in the output of a layer.
pub const ACTIVE: i32 = 128;

/// The sum of the products of two rows; their lengths are multiples of eight. In this shape, sums of eight kept apart,
/// compilers use the one instruction that multiplies and adds small integers in pairs.
#[inline]
pub fn dot<const N: usize>(a: &[i16; N], b: &[i16; N]) -> i32 {
    let mut sums = [0i32; 8];
    for (x, y) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for ((sum, x), y) in sums.iter_mut().zip(x).zip(y) {
            *sum = sum.wrapping_add(i32::from(*x) * i32::from(*y));
        }
    }
    sums.iter().fold(0, |all, sum| all.wrapping_add(*sum))
}

/// A sum as the output of a layer: nought where it is negative, and never so large that products overflow.
#[inline]
pub fn active(sum: i32) -> i16 {
    sum.clamp(0, 64 * ACTIVE - 1) as i16
}

/// A matrix with small integers, turned so that each output has its inputs in one row.
pub fn turned<const IN: usize, const OUT: usize>(matrix: &[[f32; OUT]]) -> Vec<[i16; IN]> {
    let weight = |x: f32| (x * WEIGHT as f32).round().clamp(-32_767.0, 32_767.0) as i16;
    (0..OUT)
        .map(|o| {
            let mut row = [0; IN];
            for (cell, inputs) in row.iter_mut().zip(matrix) {
                *cell = weight(inputs[o]);
            }
            row
        })
        .collect()
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
