//! The two sums that all reading of sentences comes down to: a matrix of small integers times a vector, and rows of
//! bytes added up. They take the widest instructions that the machine has; all of them are sums of integers, so every
//! machine gets the same numbers.

#[cfg(target_arch = "x86")]
use core::arch::x86::{_mm_madd_epi16, _mm256_madd_epi16, _mm512_madd_epi16};
#[cfg(target_arch = "x86_64")]
use core::arch::x86_64::{_mm_madd_epi16, _mm256_madd_epi16, _mm512_madd_epi16};

use fearless_simd::{Level, dispatch, i16x8, i16x16, i16x32, i32x4, i32x8, i32x16, kernel, prelude::*};

use crate::language::network::WEIGHT;

/// How many outputs are summed side by side; a matrix has a multiple of it.
const BLOCK: usize = 32;

/// What two inputs add to a block of outputs: for each output the weights of both side by side, because processors
/// multiply small integers and add the products in pairs; then comes the next output, so that sums stay apart and none
/// has to be added up across.
type Row = [[i16; 32]; 2];

/// The sums of a block of outputs.
type Sums = [[i32; 16]; 2];

/// A matrix of small integers.
pub struct Matrix<const IN: usize, const OUT: usize> {
    /// `OUT / BLOCK` times `IN / 2` rows.
    rows: Vec<Row>,
    /// How wide the instructions of this machine are.
    level: Level,
}

impl<const IN: usize, const OUT: usize> Matrix<IN, OUT> {
    /// A matrix of weights: for each input a row of what it adds to each output. Where the rows are shorter than the
    /// outputs, the last outputs get nothing.
    pub fn new<const W: usize>(rows: &[[f32; W]]) -> Self {
        const { assert!(IN.is_multiple_of(2) && OUT.is_multiple_of(BLOCK) && W <= OUT) };
        let weight = |x: f32| (x * WEIGHT as f32).round().clamp(-32_767.0, 32_767.0) as i16;
        let mut own = vec![[[0; 32]; 2]; OUT / BLOCK * (IN / 2)];
        for (i, row) in rows.iter().enumerate().take(IN) {
            for (o, x) in row.iter().enumerate() {
                let pairs = own[o / BLOCK * (IN / 2) + i / 2].as_flattened_mut();
                pairs[o % BLOCK * 2 + i % 2] = weight(*x);
            }
        }
        Self { rows: own, level: Level::new() }
    }

    /// Adds to `sums` what the vector gives each output.
    #[inline]
    pub fn add(&self, vector: &[i16; IN], sums: &mut [i32; OUT]) {
        let (vector, _) = vector.as_chunks::<2>();
        let (halves, _) = sums.as_chunks_mut::<16>();
        let blocks = self.rows.chunks_exact(IN / 2).zip(halves.as_chunks_mut::<2>().0);
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        {
            if let Some(avx512) = self.level.as_avx512() {
                return blocks.for_each(|(rows, sums)| add_widest(avx512, vector, rows, sums));
            }
            if let Some(avx2) = self.level.as_avx2() {
                return blocks.for_each(|(rows, sums)| add_wide(avx2, vector, rows, sums));
            }
            if let Some(sse2) = self.level.as_sse2() {
                return blocks.for_each(|(rows, sums)| add_narrow(sse2, vector, rows, sums));
            }
        }
        blocks.for_each(|(rows, sums)| add_plain(vector, rows, sums));
    }

    /// Adds to each of four sums what the vector beside it gives: every weight is fetched once for all of them.
    #[inline]
    pub fn add_four(&self, vectors: [&[i16; IN]; 4], sums: &mut [[i32; OUT]; 4]) {
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if let Some(avx512) = self.level.as_avx512() {
            let pairs = vectors.map(|vector| vector.as_chunks::<2>().0);
            for (block, rows) in self.rows.chunks_exact(IN / 2).enumerate() {
                let mut own = sums.each_ref().map(|sums| sums.as_chunks::<16>().0.as_chunks::<2>().0[block]);
                add_four_widest(avx512, pairs, rows, &mut own);
                for (sums, own) in sums.iter_mut().zip(own) {
                    sums.as_chunks_mut::<16>().0.as_chunks_mut::<2>().0[block] = own;
                }
            }
            return;
        }
        for (vector, sums) in vectors.into_iter().zip(sums) {
            self.add(vector, sums);
        }
    }
}

/// A block of [`Matrix::add`] for any machine.
fn add_plain(vector: &[[i16; 2]], rows: &[Row], sums: &mut Sums) {
    for ([a, b], row) in vector.iter().zip(rows) {
        for (sum, [x, y]) in sums.as_flattened_mut().iter_mut().zip(row.as_flattened().as_chunks::<2>().0) {
            *sum = sum.wrapping_add(i32::from(*a) * i32::from(*x)).wrapping_add(i32::from(*b) * i32::from(*y));
        }
    }
}

/// Two inputs as the one number that is multiplied with all their weights.
#[expect(clippy::inline_always, reason = "what is not inlined is compiled for the narrowest instructions")]
#[inline(always)]
fn both([a, b]: [i16; 2]) -> i32 {
    i32::from(a as u16) | i32::from(b) << 16
}

/// How many inputs in turn have sums of their own, which are added up at the end: an addition waits for the one before
/// to the same sum.
const TURNS: usize = 4;

kernel!(
    /// A block of [`Matrix::add`] with sums of sixteen.
    fn add_widest(avx512: Avx512, vector: &[[i16; 2]], rows: &[Row], sums: &mut Sums) {
        let nought = i32x16::splat(avx512, 0);
        let mut own = [[nought; 2]; TURNS];
        own[0] = sums.map(|half| i32x16::simd_from(avx512, half));
        let (turns, rest) = vector.as_chunks::<TURNS>();
        let (turns_of_rows, rest_of_rows) = rows.as_chunks::<TURNS>();
        let add = |[a, b]: [i32x16<_>; 2], pair: [i16; 2], row: &Row| {
            let input = i32x16::splat(avx512, both(pair)).into();
            let products = |weights: [i16; 32]| {
                i32x16::simd_from(avx512, _mm512_madd_epi16(input, i16x32::simd_from(avx512, weights).into()))
            };
            [a + products(row[0]), b + products(row[1])]
        };
        for (pairs, rows) in turns.iter().zip(turns_of_rows) {
            own = std::array::from_fn(|turn| add(own[turn], pairs[turn], &rows[turn]));
        }
        for (pair, row) in rest.iter().zip(rest_of_rows) {
            own[0] = add(own[0], *pair, row);
        }
        let [[a, e], [b, f], [c, g], [d, h]] = own;
        *sums = [(a + b) + (c + d), (e + f) + (g + h)].map(Into::into);
    }
);

kernel!(
    /// A block of [`Matrix::add_four`] with sums of sixteen.
    fn add_four_widest(avx512: Avx512, vectors: [&[[i16; 2]]; 4], rows: &[Row], sums: &mut [Sums; 4]) {
        let mut own = sums.map(|sums| sums.map(|half| i32x16::simd_from(avx512, half)));
        let [a, b, c, d] = vectors;
        for ((((row, a), b), c), d) in rows.iter().zip(a).zip(b).zip(c).zip(d) {
            let [left, right] = row.map(|half| i16x32::simd_from(avx512, half).into());
            own = std::array::from_fn(|v| {
                let input = i32x16::splat(avx512, both(*[a, b, c, d][v])).into();
                [
                    own[v][0] + i32x16::simd_from(avx512, _mm512_madd_epi16(input, left)),
                    own[v][1] + i32x16::simd_from(avx512, _mm512_madd_epi16(input, right)),
                ]
            });
        }
        *sums = own.map(|sums| sums.map(Into::into));
    }
);

kernel!(
    /// A block of [`Matrix::add`] with sums of eight.
    fn add_wide(avx2: Avx2, vector: &[[i16; 2]], rows: &[Row], sums: &mut Sums) {
        let (eights, _) = sums.as_flattened_mut().as_chunks_mut::<8>();
        let nought = i32x8::splat(avx2, 0);
        let mut own = [[nought; 4]; 2];
        own[0] = std::array::from_fn(|part| i32x8::simd_from(avx2, eights[part]));
        let (turns, rest) = vector.as_chunks::<2>();
        let (turns_of_rows, rest_of_rows) = rows.as_chunks::<2>();
        let add = |own: [i32x8<_>; 4], pair: [i16; 2], row: &Row| {
            let input = i32x8::splat(avx2, both(pair)).into();
            let (weights, _) = row.as_flattened().as_chunks::<16>();
            std::array::from_fn(|part| {
                let weights = i16x16::simd_from(avx2, weights[part]).into();
                own[part] + i32x8::simd_from(avx2, _mm256_madd_epi16(input, weights))
            })
        };
        for (pairs, rows) in turns.iter().zip(turns_of_rows) {
            own = std::array::from_fn(|turn| add(own[turn], pairs[turn], &rows[turn]));
        }
        for (pair, row) in rest.iter().zip(rest_of_rows) {
            own[0] = add(own[0], *pair, row);
        }
        for (part, eight) in eights.iter_mut().enumerate() {
            *eight = (own[0][part] + own[1][part]).into();
        }
    }
);

kernel!(
    /// A block of [`Matrix::add`] with sums of four.
    fn add_narrow(sse2: Sse2, vector: &[[i16; 2]], rows: &[Row], sums: &mut Sums) {
        let (eights, _) = sums.as_flattened_mut().as_chunks_mut::<8>();
        for (part, sums) in eights.iter_mut().enumerate() {
            let (fours, _) = sums.as_chunks_mut::<4>();
            let [mut a, mut b] = [i32x4::simd_from(sse2, fours[0]), i32x4::simd_from(sse2, fours[1])];
            for (pair, row) in vector.iter().zip(rows) {
                let input = i32x4::splat(sse2, both(*pair)).into();
                let (weights, _) = row.as_flattened().as_chunks::<8>();
                let products = |w: [i16; 8]| _mm_madd_epi16(input, i16x8::simd_from(sse2, w).into());
                a += i32x4::simd_from(sse2, products(weights[2 * part]));
                b += i32x4::simd_from(sse2, products(weights[2 * part + 1]));
            }
            fours[0] = a.into();
            fours[1] = b.into();
        }
    }
);

/// The sums of some rows of a table of bytes, each of `N` times sixteen numbers; a row that is not there adds nothing.
#[inline]
pub fn rows_added<const N: usize>(level: Level, table: &[u8], rows: &[u32]) -> [[i16; 16]; N] {
    dispatch!(level, simd => add_rows(simd, table.as_chunks::<16>().0.as_chunks::<N>().0, rows))
}

#[expect(clippy::inline_always, reason = "what is not inlined is compiled for the narrowest instructions")]
#[inline(always)]
fn add_rows<S: Simd, const N: usize>(simd: S, table: &[[[u8; 16]; N]], rows: &[u32]) -> [[i16; 16]; N] {
    let mut sums = [(); N].map(|()| i16x16::splat(simd, 0));
    for row in rows.iter().filter_map(|row| table.get(*row as usize)) {
        for (sum, bytes) in sums.iter_mut().zip(row) {
            *sum += i16x16::simd_from(simd, bytes.map(|byte| i16::from(byte as i8)));
        }
    }
    sums.map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    const IN: usize = 6;
    const OUT: usize = 2 * BLOCK;

    type Block<'a> = dyn Fn(&[[i16; 2]], &[Row], &mut Sums) + 'a;

    fn example() -> (Matrix<IN, OUT>, [i16; IN]) {
        let weight = |i: usize, o: usize| ((i * 37 + o * 11) % 101) as f32 / 64.0 - 0.75;
        let rows: Vec<[f32; OUT]> = (0..IN).map(|i| std::array::from_fn(|o| weight(i, o))).collect();
        (Matrix::new(&rows), [0, -3, 8_191, 700, -32_768, 1])
    }

    #[test]
    fn every_width_of_instructions_gives_the_same_sums() {
        let (matrix, vector) = example();
        let before = std::array::from_fn::<i32, OUT, _>(|o| o as i32 - 9);
        let mut sums = before;
        matrix.add(&vector, &mut sums);
        let with = |block: &Block<'_>| {
            let mut sums = before;
            let (halves, _) = sums.as_chunks_mut::<16>();
            for (rows, sums) in matrix.rows.chunks_exact(IN / 2).zip(halves.as_chunks_mut::<2>().0) {
                block(vector.as_chunks::<2>().0, rows, sums);
            }
            sums
        };
        assert_eq!(sums, with(&add_plain));
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if let Some(avx2) = matrix.level.as_avx2() {
            assert_eq!(sums, with(&|vector, rows, sums| add_wide(avx2, vector, rows, sums)));
        }
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        if let Some(sse2) = matrix.level.as_sse2() {
            assert_eq!(sums, with(&|vector, rows, sums| add_narrow(sse2, vector, rows, sums)));
        }
    }

    #[test]
    fn four_vectors_at_once_get_what_each_alone_gets() {
        let (matrix, vector) = example();
        let vectors: [[i16; IN]; 4] = std::array::from_fn(|v| vector.map(|x| x.wrapping_mul(v as i16 - 2)));
        let mut alone = [[5; OUT]; 4];
        for (vector, sums) in vectors.iter().zip(&mut alone) {
            matrix.add(vector, sums);
        }
        let mut together = [[5; OUT]; 4];
        matrix.add_four(vectors.each_ref(), &mut together);
        assert_eq!(together, alone);
    }

    #[test]
    fn a_sum_is_that_of_weights_times_inputs() {
        let mut rows = vec![[0.0; BLOCK]; 2];
        rows[0][3] = 0.5;
        rows[1][3] = -2.0;
        let mut sums = [7; BLOCK];
        Matrix::<2, BLOCK>::new(&rows).add(&[100, 10], &mut sums);
        assert_eq!(sums[3], 7 + 100 * WEIGHT / 2 - 10 * 2 * WEIGHT);
        assert_eq!(sums[4], 7);
    }

    #[test]
    fn rows_that_are_not_there_add_nothing() {
        let table: Vec<u8> = (0..32u8).map(|n| n.wrapping_sub(3)).collect();
        let expected: [i16; 16] = std::array::from_fn(|i| (i as i16 - 3) + 2 * (i as i16 + 13));
        assert_eq!(rows_added::<1>(Level::new(), &table, &[0, 1, 1, 9]), [expected]);
    }
}
