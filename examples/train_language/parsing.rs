//! The training of the parser.

use parallax::language::label::Label;
use parallax::language::parser::features::{OF_WORD, PLACES, STATE_ROWS, Sentence as Features, WORD_ROWS, of_word};
use parallax::language::parser::transition::{NONE, STEPS, State, Step};
use parallax::language::parser::{HIDDEN, MAGIC, OUTPUTS, WIDTH};
use parallax::language::tag::Tag;
use parallax::language::tagger::Tagger;
use parallax::language::word::Word;

use crate::optimiser::{Dense, Random, Rows, add_scaled, dot};
use crate::trees::Sentence;

/// The form of one word in so many is left out while learning, so that endings and neighbours count too.
const WORD_OUT: u32 = 16;

struct Network {
    word_rows: Rows<WIDTH>,
    state_rows: Rows<HIDDEN>,
    layers: [(Dense<WIDTH>, Dense<WIDTH>); 2],
    places: Dense<HIDDEN>,
    bias: Dense<HIDDEN>,
    output: Dense<OUTPUTS>,
    output_bias: Dense<OUTPUTS>,
}

/// What a word adds to the hidden layer in a place, and the gradient of that.
type Placed = ([f32; HIDDEN], [f32; HIDDEN]);

/// The vectors of the words of a sentence, before and after each layer.
struct Vectors {
    used: Vec<Vec<u32>>,
    levels: [Vec<[f32; WIDTH]>; 3],
}

impl Network {
    fn new(random: &mut Random) -> Self {
        let layer = |random: &mut Random| (Dense::new(1, 0.0, random), Dense::new(3 * WIDTH, 0.12, random));
        Self {
            word_rows: Rows::new(WORD_ROWS, 0.3, random),
            state_rows: Rows::new(STATE_ROWS, 0.05, random),
            layers: [layer(random), layer(random)],
            places: Dense::new(PLACES * WIDTH, 0.1, random),
            bias: Dense::new(1, 0.0, random),
            output: Dense::new(HIDDEN, 0.15, random),
            output_bias: Dense::new(1, 0.0, random),
        }
    }

    fn vectors(&self, words: &[Word], tags: &[Tag], hide: &mut dyn FnMut() -> bool) -> Vectors {
        let mut used = Vec::with_capacity(words.len());
        let mut first = Vec::with_capacity(words.len());
        for (word, tag) in words.iter().zip(tags) {
            let rows: [u32; OF_WORD] = of_word(word, *tag);
            let rows = if hide() { rows[2..].to_vec() } else { rows.to_vec() };
            let mut sums = [0.0; WIDTH];
            for row in &rows {
                add_scaled(&mut sums, 1.0, &self.word_rows.weights[*row as usize]);
            }
            used.push(rows);
            first.push(sums);
        }
        let second = self.layer(0, &first);
        let third = self.layer(1, &second);
        Vectors { used, levels: [first, second, third] }
    }

    fn layer(&self, number: usize, input: &[[f32; WIDTH]]) -> Vec<[f32; WIDTH]> {
        let (bias, weights) = &self.layers[number];
        let mut out = vec![bias.weights[0]; input.len()];
        for (w, vector) in input.iter().enumerate() {
            for (place, target) in [w + 1, w, w.wrapping_sub(1)].into_iter().enumerate() {
                let Some(sums) = out.get_mut(target) else { continue };
                for (x, row) in vector.iter().zip(&weights.weights[place * WIDTH..]).filter(|(x, _)| **x != 0.0) {
                    add_scaled(sums, *x, row);
                }
            }
        }
        out.as_flattened_mut().iter_mut().for_each(|cell| *cell = cell.max(0.0));
        out
    }

    /// Carries the gradients of the last vectors back to the rows of the words.
    fn back(&mut self, vectors: &Vectors, mut gradients: Vec<[f32; WIDTH]>, rate: f32) {
        for number in [1, 0] {
            let (input, output) = (&vectors.levels[number], &vectors.levels[number + 1]);
            let (bias, weights) = &mut self.layers[number];
            let mut below = vec![[0.0; WIDTH]; input.len()];
            for (gradient, out) in gradients.iter_mut().zip(output) {
                for (g, o) in gradient.iter_mut().zip(out) {
                    *g = if *o > 0.0 { *g } else { 0.0 };
                }
                add_scaled(&mut bias.gradients[0], 1.0, gradient);
            }
            for (w, vector) in input.iter().enumerate() {
                for (place, target) in [w + 1, w, w.wrapping_sub(1)].into_iter().enumerate() {
                    let Some(gradient) = gradients.get(target) else { continue };
                    // Units that are nought pass nothing on and learn nothing.
                    for i in (0..WIDTH).filter(|i| vector[*i] != 0.0) {
                        let row = place * WIDTH + i;
                        below[w][i] += dot(&weights.weights[row], gradient);
                        add_scaled(&mut weights.gradients[row], vector[i], gradient);
                    }
                }
            }
            gradients = below;
        }
        for (rows, gradient) in vectors.used.iter().zip(&gradients) {
            for row in rows {
                self.word_rows.update(*row, gradient, rate);
            }
        }
    }

    fn update(&mut self, rate: f32) {
        for (bias, weights) in &mut self.layers {
            bias.update(rate);
            weights.update(rate);
        }
        self.places.update(rate);
        self.bias.update(rate);
        self.output.update(rate);
        self.output_bias.update(rate);
    }

    /// Goes on from the file of weights of an earlier training.
    fn resume(&mut self, file: &[u8]) {
        let mut bytes = file.strip_prefix(MAGIC).unwrap_or_default();
        self.word_rows.resume(&mut bytes);
        self.state_rows.resume(&mut bytes);
        for (bias, weights) in &mut self.layers {
            bias.resume(&mut bytes);
            weights.resume(&mut bytes);
        }
        self.places.resume(&mut bytes);
        self.bias.resume(&mut bytes);
        self.output.resume(&mut bytes);
        self.output_bias.resume(&mut bytes);
    }

    fn write(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        self.word_rows.write(&mut out);
        self.state_rows.write(&mut out);
        for (bias, weights) in &self.layers {
            bias.write(&mut out);
            weights.write(&mut out);
        }
        self.places.write(&mut out);
        self.bias.write(&mut out);
        self.output.write(&mut out);
        self.output_bias.write(&mut out);
        out
    }
}

/// Trains, from the beginning or from the weights of an earlier training; hands out the file of weights after each round.
pub fn train(
    sentences: &[Sentence],
    tagger: &Tagger,
    rounds: usize,
    earlier: Option<&[u8]>,
    mut save: impl FnMut(Vec<u8>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut random = Random(0x1234_5678_9abc_def1);
    let mut network = Network::new(&mut random);
    if let Some(file) = earlier {
        network.resume(file);
    }
    let mut order: Vec<usize> = (0..sentences.len()).filter(|i| i % 50 != 7).collect();
    let held: Vec<usize> = (0..sentences.len()).filter(|i| i % 50 == 7).collect();
    let steps = (order.len() * rounds) as f32;
    let mut done = 0;
    let base = if earlier.is_some() { 0.02 } else { 0.04 };
    for round in 0..rounds {
        random.shuffle(&mut order);
        let mut trained = [0; 3];
        for at in &order {
            let whole = &sentences[*at];
            let joined = if random.next().is_multiple_of(2) { whole.joined() } else { None };
            let sentence = joined.as_ref().unwrap_or(whole);
            let rate = base * (1.0 - done as f32 / steps).max(0.0);
            done += 1;
            let explore = if round == 0 && earlier.is_none() { 0.0 } else { 0.9 };
            let counts = one(&mut network, sentence, tagger, Some((rate, explore)), &mut random);
            trained.iter_mut().zip(counts).for_each(|(a, b)| *a += b);
        }
        let mut tested = [0; 3];
        for at in &held {
            let counts = one(&mut network, &sentences[*at], tagger, None, &mut random);
            tested.iter_mut().zip(counts).for_each(|(a, b)| *a += b);
        }
        let share = |c: [usize; 3]| (c[1] as f32 / c[0] as f32, c[2] as f32 / c[0] as f32);
        let ((a, b), (c, d)) = (share(trained), share(tested));
        eprintln!("round {round}: heads {a:.4}, labelled {b:.4}; kept aside {c:.4}, {d:.4}");
        save(network.write())?;
    }
    Ok(())
}

/// Reads one sentence and learns from it when there is a rate. Returns the number of words that are no marks, of right
/// heads and of right heads with their label.
fn one(
    network: &mut Network,
    sentence: &Sentence,
    tagger: &Tagger,
    learning: Option<(f32, f32)>,
    random: &mut Random,
) -> [usize; 3] {
    let n = sentence.words.len();
    let tags = tagger.tag(&sentence.words);
    let vectors =
        network.vectors(&sentence.words, &tags, &mut || learning.is_some() && random.next().is_multiple_of(WORD_OUT));
    let last = &vectors.levels[2];
    let features = Features::new(&sentence.words, &tags);
    let mut state = State::new(n);
    let mut placed: Vec<Option<Box<Placed>>> = vec![None; n * PLACES];
    while !state.is_done() {
        let (places, rows) = features.features(&state);
        let mut hidden = network.bias.weights[0];
        for row in rows {
            add_scaled(&mut hidden, 1.0, &network.state_rows.weights[row as usize]);
        }
        for (place, word) in places.into_iter().enumerate() {
            let Some(vector) = last.get(word as usize) else { continue };
            let of_place = placed[word as usize * PLACES + place].get_or_insert_with(|| {
                let mut sums = [0.0; HIDDEN];
                for (x, row) in vector.iter().zip(&network.places.weights[place * WIDTH..]) {
                    add_scaled(&mut sums, *x, row);
                }
                Box::new((sums, [0.0; HIDDEN]))
            });
            add_scaled(&mut hidden, 1.0, &of_place.0);
        }
        let active = hidden.map(|h| h.max(0.0));
        let mut scores = network.output_bias.weights[0];
        for (a, row) in active.iter().zip(&network.output.weights) {
            add_scaled(&mut scores, *a, row);
        }
        let valid = state.valid();
        for (number, score) in scores.iter_mut().enumerate() {
            if number >= STEPS || !valid.allows(number) {
                *score = f32::NEG_INFINITY;
            }
        }
        let best = (0..STEPS).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
        let Some((rate, explore)) = learning else {
            state.apply(Step::of(best));
            continue;
        };
        // The steps that cost least, with the label that the word on top has in the gold tree.
        let costs = state.costs(&sentence.heads);
        let top = state.top(0);
        let label = if top == NONE { Label::Dep } else { sentence.labels[top as usize] };
        let inner = if label == Label::Root { Label::Dep } else { label };
        let candidates = [
            (costs[0], Step::Shift.number()),
            (costs[1], Step::Left(if valid.left == Some(true) { Label::Root } else { inner }).number()),
            (costs[2], Step::Right(inner).number()),
        ];
        let allowed = candidates.iter().filter(|(_, number)| valid.allows(*number));
        let least = allowed.clone().map(|(cost, _)| *cost).min().unwrap_or(0);
        let targets: Vec<usize> = allowed.filter(|(cost, _)| *cost == least).map(|(_, number)| *number).collect();
        let most = scores[best];
        let mut gradient = scores.map(|s| (s - most).exp());
        let sum: f32 = gradient.iter().sum();
        gradient = gradient.map(|g| g / sum);
        let share: f32 = targets.iter().map(|t| gradient[*t]).sum::<f32>().max(1e-9);
        for target in &targets {
            gradient[*target] -= gradient[*target] / share;
        }
        let mut back = [0.0; HIDDEN];
        for h in 0..HIDDEN {
            if active[h] > 0.0 {
                back[h] = dot(&network.output.weights[h], &gradient);
                add_scaled(&mut network.output.gradients[h], active[h], &gradient);
            }
        }
        add_scaled(&mut network.output_bias.gradients[0], 1.0, &gradient);
        add_scaled(&mut network.bias.gradients[0], 1.0, &back);
        for row in rows {
            network.state_rows.update(row, &back, rate);
        }
        for (place, word) in places.into_iter().enumerate() {
            if let Some(Some(of_place)) = placed.get_mut((word as usize).saturating_mul(PLACES).saturating_add(place)) {
                add_scaled(&mut of_place.1, 1.0, &back);
            }
        }
        let by_gold = targets.iter().copied().max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(best);
        state.apply(Step::of(if random.unit() < explore { best } else { by_gold }));
    }
    if let Some((rate, _)) = learning {
        let mut gradients = vec![[0.0; WIDTH]; n];
        for (at, of_place) in placed.iter().enumerate() {
            let Some(of_place) = of_place else { continue };
            let (word, place) = (at / PLACES, at % PLACES);
            for i in (0..WIDTH).filter(|i| last[word][*i] != 0.0) {
                let row = place * WIDTH + i;
                gradients[word][i] += dot(&network.places.weights[row], &of_place.1);
                add_scaled(&mut network.places.gradients[row], last[word][i], &of_place.1);
            }
        }
        network.back(&vectors, gradients, rate);
        network.update(rate * 0.25);
    }
    let mut counts = [0; 3];
    for w in (0..n).filter(|w| !sentence.tags[*w].is_punctuation()) {
        let head = state.heads[w] == sentence.heads[w];
        counts[0] += 1;
        counts[1] += usize::from(head);
        counts[2] += usize::from(head && state.labels[w] == sentence.labels[w]);
    }
    counts
}
