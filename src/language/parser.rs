//! Who hangs on whom: a dependency tree for a sentence, read once from left to right.
//!
//! Each word gets a vector from its form, its tag and its neighbours (two layers of a network over windows of three
//! words). Then a greedy arc-hybrid parser decides step by step, from the vectors of ten words around the top of its
//! stack and hashed features of its state. Linear in the length of the sentence.

use std::sync::OnceLock;

use fearless_simd::{Level, Simd, dispatch};

use crate::language::label::Label;
use crate::language::matrix::{self, Matrix};
use crate::language::network::{self, ACTIVE, Reader, UNIT, WEIGHT};
use crate::language::parser::features::{PLACES, STATE_ROWS, Sentence, WORD_ROWS, of_word};
use crate::language::parser::transition::{STEPS, State, Step};
use crate::language::tag::Tag;
use crate::language::word::Word;

pub mod features;
pub mod transition;

/// Width of the vector of a word.
pub const WIDTH: usize = 64;

/// Width of the hidden layer.
pub const HIDDEN: usize = 64;

/// Number of scores: the steps, and noughts that fill the row.
pub const OUTPUTS: usize = 96;

/// The most words that are parsed as one.
pub const LONGEST: usize = 320;

/// What a file of weights begins with.
pub const MAGIC: &[u8] = b"parallax parser 1\n";

/// The weights.
pub struct Parser {
    word_rows: &'static [u8],
    state_rows: &'static [u8],
    layers: [Layer; 2],
    /// For each place and each unit of the hidden layer what the vector of the word there adds to it.
    places: [Matrix<WIDTH, HIDDEN>; PLACES],
    bias: [i32; HIDDEN],
    output: Matrix<HIDDEN, OUTPUTS>,
    output_bias: [i32; OUTPUTS],
    level: Level,
}

/// A layer over windows of three words.
struct Layer {
    bias: [i32; WIDTH],
    weights: Matrix<WINDOW, WIDTH>,
}

/// The vectors of three words in a row.
const WINDOW: usize = 3 * WIDTH;

/// What 1 is in the sums of the hidden layer.
const FINE: i32 = 2048;

/// How many words in a row are multiplied together.
const TOGETHER: usize = 4;

/// What words add to the hidden layer in each place, computed when it is first needed.
struct Placed {
    /// For each [`TOGETHER`] words and place, where they stand in `sums`, counted from one; nought where that is not
    /// known yet.
    at: Vec<u32>,
    sums: Vec<[[i32; HIDDEN]; TOGETHER]>,
}

/// The tree of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The head of each word; its own number for the root.
    pub heads: Vec<u32>,
    /// How each word hangs on its head.
    pub labels: Vec<Label>,
}

impl Parser {
    /// The parser that comes with the program.
    pub fn shipped() -> &'static Self {
        static PARSER: OnceLock<Parser> = OnceLock::new();
        PARSER.get_or_init(|| Self::read(include_bytes!("../../models/trees.bin")))
    }

    /// Reads a file of weights. One that is none gives a parser that knows nothing.
    pub fn read(bytes: &'static [u8]) -> Self {
        let mut reader = Reader::new(bytes, MAGIC);
        let word_rows = reader.bytes(WORD_ROWS as usize * WIDTH);
        let state_rows = reader.bytes(STATE_ROWS as usize * HIDDEN);
        let mut layer = |unit: i32| Layer {
            bias: network::scaled(&reader.matrix(1)[0], unit * WEIGHT),
            weights: Matrix::new::<WIDTH>(&reader.matrix(WINDOW)),
        };
        let layers = [layer(UNIT), layer(ACTIVE)];
        let places = [(); PLACES].map(|()| Matrix::new::<HIDDEN>(&reader.matrix(WIDTH)));
        let bias = network::scaled(&reader.matrix(1)[0], FINE);
        let output = Matrix::new::<OUTPUTS>(&reader.matrix(HIDDEN));
        let output_bias = network::scaled(&reader.matrix(1)[0], ACTIVE * WEIGHT);
        Self { word_rows, state_rows, layers, places, bias, output, output_bias, level: Level::new() }
    }

    /// The tree of a sentence. One of more than [`LONGEST`] words is no sentence of a newspaper: it is read in pieces,
    /// each hanging on the one before, so that time and memory stay in proportion.
    pub fn parse(&self, words: &[Word], tags: &[Tag]) -> Tree {
        let mut tree = Tree { heads: Vec::with_capacity(words.len()), labels: Vec::with_capacity(words.len()) };
        let mut root_before = None;
        for (words, tags) in words.chunks(LONGEST).zip(tags.chunks(LONGEST)) {
            let first = tree.heads.len() as u32;
            let state = self.read_piece(words, tags);
            for (w, (head, mut label)) in state.heads.into_iter().zip(state.labels).enumerate() {
                let is_root = head >= state.count;
                let own = first + w as u32;
                let head = match root_before {
                    Some(root) if is_root => {
                        label = Label::Parataxis;
                        root
                    }
                    _ if is_root => own,
                    _ => first + head,
                };
                if is_root && root_before.is_none_or(|root| root < first) {
                    root_before = Some(own);
                }
                tree.heads.push(head);
                tree.labels.push(label);
            }
        }
        tree
    }

    /// Compiled for each width of instructions, with all that it calls.
    fn read_piece(&self, words: &[Word], tags: &[Tag]) -> State {
        dispatch!(self.level, simd => simd.vectorize(
            #[inline(always)]
            || self.steps(words, tags),
        ))
    }

    #[expect(clippy::inline_always, reason = "what is not inlined is compiled for the narrowest instructions")]
    #[inline(always)]
    fn steps(&self, words: &[Word], tags: &[Tag]) -> State {
        let vectors = self.vectors(words, tags);
        let sentence = Sentence::new(words, tags);
        let mut state = State::new(words.len());
        let mut placed =
            Placed { at: vec![0; vectors.len() * PLACES], sums: Vec::with_capacity(vectors.len() * PLACES * 3 / 4) };
        while !state.is_done() {
            let step = self.step(&sentence, &state, &vectors, &mut placed);
            state.apply(step);
        }
        state
    }

    /// The vectors of the words, [`TOGETHER`] in a row and filled up with some that are no words.
    #[expect(clippy::inline_always, reason = "what is not inlined is compiled for the narrowest instructions")]
    #[inline(always)]
    fn vectors(&self, words: &[Word], tags: &[Tag]) -> Vec<[[i16; WIDTH]; TOGETHER]> {
        // A word of noughts at either end, so that every word has two neighbours.
        let filled = words.len().next_multiple_of(TOGETHER);
        let mut vectors = vec![[0i16; WIDTH]; filled + 2];
        for ((word, tag), sums) in words.iter().zip(tags).zip(&mut vectors[1..]) {
            let added = matrix::rows_added::<{ WIDTH / 16 }>(self.level, self.word_rows, &of_word(word, *tag));
            sums.copy_from_slice(added.as_flattened());
        }
        for (layer, unit) in self.layers.iter().zip([UNIT, ACTIVE]) {
            let windows = vectors.as_flattened();
            let mut next = vec![[0i16; WIDTH]; filled + 2];
            let (out, _) = next[1..=filled].as_chunks_mut::<TOGETHER>();
            for (group, out) in out.iter_mut().enumerate() {
                let window = |w: usize| windows[(group * TOGETHER + w) * WIDTH..].first_chunk::<WINDOW>();
                let [Some(a), Some(b), Some(c), Some(d)] = [window(0), window(1), window(2), window(3)] else { break };
                let mut sums = [layer.bias; TOGETHER];
                layer.weights.add_four([a, b, c, d], &mut sums);
                for (cell, sum) in out.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
                    *cell = network::active(sum / (unit * WEIGHT / ACTIVE));
                }
            }
            // What is no word stays nought, as a neighbour too.
            next[words.len() + 1..].fill([0; WIDTH]);
            vectors = next;
        }
        vectors[1..=filled].as_chunks::<TOGETHER>().0.to_vec()
    }

    /// The best valid step.
    #[expect(clippy::inline_always, reason = "what is not inlined is compiled for the narrowest instructions")]
    #[inline(always)]
    fn step(
        &self,
        sentence: &Sentence<'_>,
        state: &State,
        vectors: &[[[i16; WIDTH]; TOGETHER]],
        placed: &mut Placed,
    ) -> Step {
        let (places, rows) = sentence.features(state);
        let sums = matrix::rows_added::<{ HIDDEN / 16 }>(self.level, self.state_rows, &rows);
        let mut hidden = self.bias;
        for (unit, sum) in hidden.iter_mut().zip(sums.as_flattened()) {
            *unit += i32::from(*sum) * (FINE / UNIT);
        }
        for (place, word) in places.into_iter().enumerate() {
            if word >= state.count {
                continue;
            }
            let (group, word) = (word as usize / TOGETHER, word as usize % TOGETHER);
            let at = &mut placed.at[group * PLACES + place];
            if *at == 0 {
                let mut sums = [[0; HIDDEN]; TOGETHER];
                self.places[place].add_four(vectors[group].each_ref(), &mut sums);
                placed.sums.push(sums.map(|sums| sums.map(|sum| sum / (ACTIVE * WEIGHT / FINE))));
                *at = placed.sums.len() as u32;
            }
            let of_place = &placed.sums[*at as usize - 1][word];
            for (unit, sum) in hidden.iter_mut().zip(of_place.iter()) {
                *unit += sum;
            }
        }
        let hidden = hidden.map(|unit| network::active(unit / (FINE / ACTIVE)));
        let mut scores = self.output_bias;
        self.output.add(&hidden, &mut scores);
        let valid = state.valid();
        let mut best = (i32::MIN, 0);
        let mut consider = |range: std::ops::RangeInclusive<usize>| {
            let first = *range.start();
            let scores = &scores[range];
            // The highest first, then where it is: both are done many at a time.
            let highest = scores.iter().copied().fold(i32::MIN, i32::max);
            if highest > best.0 {
                best = (highest, first + scores.iter().position(|score| *score == highest).unwrap_or(0));
            }
        };
        let root = Step::Left(Label::Root).number();
        match valid.left {
            Some(true) => consider(root..=root),
            Some(false) => consider(root + 1..=STEPS / 2),
            None => {}
        }
        if valid.shift {
            consider(0..=0);
        }
        if valid.right {
            consider(Step::Right(Label::Root).number() + 1..=STEPS - 1);
        }
        Step::of(best.1)
    }
}
