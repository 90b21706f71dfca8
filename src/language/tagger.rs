//! Parts of speech: a tag for every word, from left to right, each decided with the two before it.
//!
//! A network of one hidden layer over hashed features of the word, its neighbours and the tags before it. See
//! `docs/models.md` for its training and its figures.

use std::sync::OnceLock;

use crate::language::network::{self, ACTIVE, Reader, UNIT, WEIGHT};
use crate::language::tag::Tag;
use crate::language::word::{Word, finish, mix};

/// Width of the hidden layer.
pub const HIDDEN: usize = 48;

/// The same, filled with noughts to a length for which compilers multiply in pairs ([`network::dot`]).
const PADDED: usize = 64;

/// Number of scores: the tags, and noughts that fill the row.
pub const OUTPUTS: usize = 56;

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
    /// For each score what each unit of the hidden layer adds to it.
    output: Vec<[i16; PADDED]>,
    output_bias: [i32; OUTPUTS],
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
        let output = network::turned::<PADDED, OUTPUTS>(&reader.matrix(HIDDEN));
        let output_bias = network::scaled(&reader.matrix(1)[0], ACTIVE * WEIGHT);
        Self { rows, bias, output, output_bias }
    }

    /// The tags of the words of a sentence.
    pub fn tag(&self, words: &[Word]) -> Vec<Tag> {
        let mut out = Vec::with_capacity(words.len());
        let mut before = [None, None];
        for i in 0..words.len() {
            let mut sums = [0i16; HIDDEN];
            for row in features(words, i, before) {
                network::add_row(&mut sums, self.rows, row);
            }
            let mut hidden = [0i16; PADDED];
            for ((unit, sum), bias) in hidden.iter_mut().zip(sums).zip(self.bias) {
                *unit = network::active(i32::from(sum) * (ACTIVE / UNIT) + bias);
            }
            let mut best = (i32::MIN, 0);
            let scores = self.output.iter().zip(self.output_bias).take(Tag::ALL.len());
            for (tag, (row, bias)) in scores.enumerate() {
                let score = score(&hidden, row).wrapping_add(bias);
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

/// What the hidden layer gives one tag. Not inlined: beside other arithmetic compilers lose the instruction that
/// multiplies in pairs, and tagging takes twice as long.
#[inline(never)]
fn score(hidden: &[i16; PADDED], row: &[i16; PADDED]) -> i32 {
    network::dot(hidden, row)
}
