//! Parts of speech: a tag for every word, from left to right, each decided with the two before it.
//!
//! A network of one hidden layer over hashed features of the word, its neighbours and the tags before it. See
//! `docs/models.md` for its training and its figures.

use std::sync::OnceLock;

use fearless_simd::{Level, Simd, dispatch};

use crate::language::feature::{finish, mix};
use crate::language::matrix::{self, Matrix};
use crate::language::network::{self, ACTIVE, Reader, UNIT, WEIGHT};
use crate::language::tag::Tag;
use crate::language::word::Word;

/// Width of the hidden layer.
pub const HIDDEN: usize = 48;

/// Number of scores: the tags, and noughts that fill the row.
pub const OUTPUTS: usize = 56;

/// The same, filled up to what a [`Matrix`] has.
const PADDED: usize = 64;

/// How many features a word has.
pub const FEATURES: usize = 18;

/// The number of rows.
pub const ROWS: u32 = OFFSETS[FEATURES];

/// Bits of the hash of each template, in the order of [`features`].
const BITS: [u32; FEATURES] = [13, 13, 12, 12, 10, 10, 11, 9, 10, 9, 8, 8, 8, 6, 12, 12, 11, 10];
const OFFSETS: [u32; FEATURES + 1] = network::offsets(BITS);

/// What a file of weights begins with.
pub const MAGIC: &[u8] = b"parallax tagger 1\n";

/// The weights.
pub struct Tagger {
    rows: &'static [u8],
    bias: [i32; HIDDEN],
    output: Matrix<HIDDEN, PADDED>,
    output_bias: [i32; PADDED],
    level: Level,
}

/// The tag in front of the first word, as a number.
const START: u32 = 63;

/// The features of word `i` as numbers of rows; `before` are the tags of the word in front and of the one in front of
/// that.
pub fn features(words: &[Word], i: usize, before: [Option<Tag>; 2]) -> [u32; FEATURES] {
    const NONE: Word =
        Word { span: crate::text::span::Span { start: 0, end: 0 }, token: 0, form: 1, suffix: 2, prefix: 3, shape: 4 };
    let at = |offset: isize| i.checked_add_signed(offset).and_then(|at| words.get(at)).unwrap_or(&NONE);
    let (here, left, right) = (at(0), at(-1), at(1));
    let [one, two] = before.map(|tag| tag.map_or(START, |t| t as u32));
    let hashes = [
        here.form,
        finish(here.form.rotate_left(16) ^ 0x5bd1),
        left.form,
        right.form,
        at(-2).form,
        at(2).form,
        here.suffix,
        left.suffix,
        right.suffix,
        here.shape,
        left.shape,
        right.shape,
        here.prefix,
        one,
        one << 6 | two,
        finish(mix(here.form, one)),
        finish(mix(here.suffix, here.shape)),
        finish(mix(here.suffix, one)),
    ];
    let mut out = [0; FEATURES];
    for (f, row) in out.iter_mut().enumerate() {
        *row = OFFSETS[f] + (hashes[f] & ((1 << BITS[f]) - 1));
    }
    out
}

impl Tagger {
    /// The tagger that comes with the program.
    pub fn shipped() -> &'static Self {
        static TAGGER: OnceLock<Tagger> = OnceLock::new();
        TAGGER.get_or_init(|| Self::read(include_bytes!("../../models/tags.bin")))
    }

    /// Reads a file of weights. One that is none gives a tagger that knows nothing.
    pub fn read(bytes: &'static [u8]) -> Self {
        let mut reader = Reader::new(bytes, MAGIC);
        let rows = reader.bytes(ROWS as usize * HIDDEN);
        let bias = network::scaled(&reader.matrix(1)[0], ACTIVE);
        let output = Matrix::new::<OUTPUTS>(&reader.matrix(HIDDEN));
        let mut output_bias = [0; PADDED];
        output_bias[..OUTPUTS].copy_from_slice(&network::scaled::<OUTPUTS>(&reader.matrix(1)[0], ACTIVE * WEIGHT));
        Self { rows, bias, output, output_bias, level: Level::new() }
    }

    /// The tags of the words of a sentence.
    pub fn tag(&self, words: &[Word]) -> Vec<Tag> {
        dispatch!(self.level, simd => simd.vectorize(
            #[inline(always)]
            || self.tags(words),
        ))
    }

    /// [`Tagger::tag`], compiled for each width of instructions.
    #[expect(clippy::inline_always, reason = "what is not inlined is compiled for the narrowest instructions")]
    #[inline(always)]
    fn tags(&self, words: &[Word]) -> Vec<Tag> {
        let mut out = Vec::with_capacity(words.len());
        let mut before = [None, None];
        for i in 0..words.len() {
            let sums = matrix::rows_added::<{ HIDDEN / 16 }>(self.level, self.rows, &features(words, i, before));
            let mut hidden = [0i16; HIDDEN];
            for ((unit, sum), bias) in hidden.iter_mut().zip(sums.as_flattened()).zip(self.bias) {
                *unit = network::active(i32::from(*sum) * (ACTIVE / UNIT) + bias);
            }
            let mut scores = self.output_bias;
            self.output.add(&hidden, &mut scores);
            let mut best = (i32::MIN, 0);
            for (tag, score) in scores.into_iter().take(Tag::ALL.len()).enumerate() {
                if score > best.0 {
                    best = (score, tag);
                }
            }
            let best = best.1;
            before = [Some(Tag::ALL[best]), before[0]];
            out.push(Tag::ALL[best]);
        }
        out
    }
}
