//! Who hangs on whom: a dependency tree for a sentence, read once from left to right.
//!
//! Each word gets a vector from its form, its tag and its neighbours (two layers of a network over windows of three
//! words). Then a greedy arc-hybrid parser decides step by step, from the vectors of ten words around the top of its
//! stack and hashed features of its state. Linear in the length of the sentence.

use std::sync::OnceLock;

use crate::language::label::Label;
use crate::language::network::{self, Reader, UNIT};
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

/// What a file of weights begins with.
pub const MAGIC: &[u8] = b"parallax parser 1\n";

/// The weights.
pub struct Parser {
    word_rows: &'static [u8],
    state_rows: &'static [u8],
    /// Two layers over windows of three words: for each, a bias and the inputs of the left, this and the right word.
    layers: [(Vec<[f32; WIDTH]>, Vec<[f32; WIDTH]>); 2],
    /// What the vector of a word adds to the hidden layer in each place.
    places: Vec<[f32; HIDDEN]>,
    bias: [f32; HIDDEN],
    output: Vec<[f32; OUTPUTS]>,
    output_bias: [f32; OUTPUTS],
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
        let mut layer = || (reader.matrix(1), reader.matrix(3 * WIDTH));
        let layers = [layer(), layer()];
        let places = reader.matrix(PLACES * WIDTH);
        let bias = reader.matrix(1)[0];
        let output = reader.matrix(HIDDEN);
        let output_bias = reader.matrix(1)[0];
        Self { word_rows, state_rows, layers, places, bias, output, output_bias }
    }

    /// The tree of a sentence.
    pub fn parse(&self, words: &[Word], tags: &[Tag]) -> Tree {
        let vectors = self.vectors(words, tags);
        let sentence = Sentence::new(words, tags);
        let mut state = State::new(words.len());
        let mut placed: Vec<Option<[f32; HIDDEN]>> = vec![None; words.len() * PLACES];
        while !state.is_done() {
            let step = self.step(&sentence, &state, &vectors, &mut placed);
            state.apply(step);
        }
        let heads = state.heads.iter().enumerate();
        let heads = heads.map(|(w, h)| if *h < state.count { *h } else { w as u32 }).collect();
        Tree { heads, labels: state.labels }
    }

    /// The vectors of the words.
    fn vectors(&self, words: &[Word], tags: &[Tag]) -> Vec<[f32; WIDTH]> {
        let mut vectors: Vec<[f32; WIDTH]> = words
            .iter()
            .zip(tags)
            .map(|(word, tag)| {
                let mut sums = [0i16; WIDTH];
                for row in of_word(word, *tag) {
                    network::add_row(&mut sums, self.word_rows, row);
                }
                sums.map(|s| f32::from(s) / UNIT)
            })
            .collect();
        for (bias, weights) in &self.layers {
            let mut next = vec![bias[0]; vectors.len()];
            for (w, vector) in vectors.iter().enumerate() {
                // What this word is to its right neighbour, to itself and to its left neighbour.
                for (place, target) in [(w + 1), w, w.wrapping_sub(1)].into_iter().enumerate() {
                    let Some(sums) = next.get_mut(target) else { continue };
                    for (x, row) in vector.iter().zip(&weights[place * WIDTH..]) {
                        if *x != 0.0 {
                            network::add_scaled(sums, *x, row);
                        }
                    }
                }
            }
            for cell in next.as_flattened_mut() {
                *cell = cell.max(0.0);
            }
            vectors = next;
        }
        vectors
    }

    /// The best valid step.
    fn step(
        &self,
        sentence: &Sentence<'_>,
        state: &State,
        vectors: &[[f32; WIDTH]],
        placed: &mut [Option<[f32; HIDDEN]>],
    ) -> Step {
        let (places, rows) = sentence.features(state);
        let mut sums = [0i16; HIDDEN];
        for row in rows {
            network::add_row(&mut sums, self.state_rows, row);
        }
        let mut hidden = self.bias;
        for (h, sum) in hidden.iter_mut().zip(sums) {
            *h += f32::from(sum) / UNIT;
        }
        for (place, word) in places.into_iter().enumerate() {
            let Some(vector) = vectors.get(word as usize) else { continue };
            let of_place = placed[word as usize * PLACES + place].get_or_insert_with(|| {
                let mut sums = [0.0; HIDDEN];
                for (x, row) in vector.iter().zip(&self.places[place * WIDTH..]) {
                    if *x != 0.0 {
                        network::add_scaled(&mut sums, *x, row);
                    }
                }
                sums
            });
            network::add_scaled(&mut hidden, 1.0, of_place);
        }
        let mut scores = self.output_bias;
        for (h, row) in hidden.iter().zip(&self.output) {
            if *h > 0.0 {
                network::add_scaled(&mut scores, *h, row);
            }
        }
        let valid = state.valid();
        let mut best = (f32::NEG_INFINITY, 0);
        for (number, score) in scores.iter().enumerate().take(STEPS) {
            if *score > best.0 && valid.allows(number) {
                best = (*score, number);
            }
        }
        Step::of(best.1)
    }
}
