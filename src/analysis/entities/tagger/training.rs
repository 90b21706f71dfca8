//! Training of the tagger: maximum likelihood of the tag sequences by `AdaGrad`, with everything in a fixed order, so
//! that the same texts give the same bytes.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::entities::recognition;
use crate::analysis::entities::tagger::features::{LEXICAL, Sheet};
use crate::analysis::entities::tagger::model::{self, Model, Pairs};
use crate::analysis::entities::tagger::{Label, OUTSIDE, TAGS, may_begin, may_end, may_follow, tag, tag_names};
use crate::analysis::names::words::Words;
use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::block::{Block, BlockKind};
use crate::model::entity::EntityKind;
use crate::text::span::Span;

/// A text with the names that people marked in it.
#[derive(Clone, Debug, Default)]
pub struct Labelled {
    /// The text; its paragraphs are separated by empty lines.
    pub text: String,
    /// Byte ranges with their labels, in the order of the text.
    pub names: Vec<(Range<usize>, Label)>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How often all texts are gone through.
    pub rounds: usize,
    /// Size of the steps.
    pub rate: f32,
    /// How strongly weights are drawn to nought.
    pub decay: f32,
    /// How often, of 100 words, the templates that name the word itself are hidden.
    pub hidden: u64,
    /// How often a feature must occur to be kept.
    pub least: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { rounds: 20, rate: 0.02, decay: 0.0005, hidden: 30, least: 3 }
    }
}

/// One stretch of words: for each word its features (lexical or not, number) and its right tag.
struct Sequence {
    words: Vec<(Vec<(bool, u32)>, usize)>,
}

/// Trains a model and returns its bytes and how many features it holds. Texts that nobody marked are marked by a model
/// of the others first and are then learnt from as well: they show the names and phrases of other times and places.
pub fn train(texts: &[Labelled], unmarked: &[String], options: Options) -> (Vec<u8>, usize) {
    let first = fit(texts, options);
    let Some(model) = Model::new(&first.0).filter(|_| !unmarked.is_empty()) else { return first };
    let marked = unmarked.iter().map(|text| mark(&model, text));
    fit(&texts.iter().cloned().chain(marked).collect::<Vec<_>>(), options)
}

/// A text with the names that the recogniser finds in it with `model`.
fn mark(model: &Model<'_>, text: &str) -> Labelled {
    let article = article(text);
    let document = Document::new(&article);
    let words = Words::new(&document);
    let names = recognition::with_model(model, &words).into_iter().map(|name| {
        let span = words.span(&name.words);
        let label = match name.kind {
            EntityKind::Person => Label::Person,
            EntityKind::Organisation => Label::Organisation,
            EntityKind::Place => Label::Place,
            EntityKind::Group | EntityKind::Event | EntityKind::Work => Label::Other,
        };
        (span.from()..span.to(), label)
    });
    let names = names.collect();
    Labelled { text: text.to_owned(), names }
}

/// Fits the weights to marked texts.
fn fit(texts: &[Labelled], options: Options) -> (Vec<u8>, usize) {
    let mut numbers = Numbers::default();
    let sequences: Vec<Sequence> = texts.iter().flat_map(|t| read(t, &mut numbers)).collect();
    let mut sequences: Vec<&Sequence> = sequences.iter().collect();
    let rare = numbers.counts.iter().map(|c| *c < options.least).collect();
    let mut trainer = Trainer::new(rare, options);
    let mut means = trainer.weights.clone();
    for round in 0..options.rounds {
        trainer.shuffle(&mut sequences);
        for sequence in &sequences {
            trainer.learn(sequence);
        }
        // The mean of the rounds judges unknown names better than the last of them.
        let share = 1.0 / (round as f32 + 1.0);
        for (mean, weight) in means.iter_mut().flatten().zip(trainer.weights.iter().flatten()) {
            *mean += (weight - *mean) * share;
        }
    }
    trainer.weights = means;
    model::pack(&trainer.pairs, &trainer.features(&numbers))
}

/// Features by number.
#[derive(Default)]
struct Numbers {
    of: HashMap<u64, u32>,
    /// How often each occurs.
    counts: Vec<u32>,
}

impl Numbers {
    /// The number of a feature, which is counted once more.
    fn note(&mut self, hash: u64) -> u32 {
        let next = self.counts.len() as u32;
        let number = *self.of.entry(hash).or_insert(next);
        if number == next {
            self.counts.push(0);
        }
        self.counts[number as usize] += 1;
        number
    }
}

/// The names that a model finds in a text, for measuring it; `None` where `bytes` are no model.
pub fn apply(bytes: &[u8], text: &str) -> Option<Vec<(Range<usize>, Label)>> {
    let model = Model::new(bytes)?;
    let article = article(text);
    let document = Document::new(&article);
    let words = Words::new(&document);
    let names = tag_names(&model, &words);
    Some(names.into_iter().map(|(range, label)| (words.span(&range).from()..words.span(&range).to(), label)).collect())
}

fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len()).trimmed(text);
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Body, span });
        }
        at += part.len() + 2;
    }
    Article { text: text.to_owned(), blocks, ..Article::default() }
}

/// The stretches of a text.
fn read(text: &Labelled, numbers: &mut Numbers) -> Vec<Sequence> {
    let article = article(&text.text);
    let document = Document::new(&article);
    let words = Words::new(&document);
    let sheet = Sheet::new(&words);
    let right = right_tags(text, &words);
    let mut out = Vec::new();
    for line in &words.lines {
        for stretch in sheet.stretches(line) {
            let mut sequence = Sequence { words: Vec::with_capacity(stretch.len()) };
            for i in stretch.clone() {
                let mut features = Vec::new();
                sheet.each(line, i, |template, hash| features.push((template < LEXICAL, numbers.note(hash))));
                sequence.words.push((features, right[i]));
            }
            out.extend(consistent(sequence));
        }
    }
    out
}

/// The right tag of every word of a text.
fn right_tags(text: &Labelled, words: &Words<'_>) -> Vec<usize> {
    let mut right = vec![OUTSIDE; words.all.len()];
    for (range, label) in &text.names {
        let from = words.all.partition_point(|w| w.span.from() < range.start);
        let to = words.all.partition_point(|w| w.span.to() <= range.end);
        if from < to {
            let label = Label::ALL.iter().position(|l| l == label).unwrap_or(0);
            right[from..to].fill(tag(label, 1));
            right[from] = tag(label, 0);
            right[to - 1] = tag(label, if to - from == 1 { 3 } else { 2 });
        }
    }
    right
}

/// The sequence with tags that may be. A name that reaches out of its stretch cannot be learnt: its words count as
/// outside.
fn consistent(mut sequence: Sequence) -> Option<Sequence> {
    let mut before = OUTSIDE;
    for n in 0..sequence.words.len() {
        let tag = sequence.words[n].1;
        let next = sequence.words.get(n + 1).map_or(OUTSIDE, |w| w.1);
        if !may_follow(before, tag) || !may_follow(tag, next) {
            sequence.words[n].1 = OUTSIDE;
        }
        before = sequence.words[n].1;
    }
    let tags: Vec<usize> = sequence.words.iter().map(|w| w.1).collect();
    let sound = tags.first().is_some_and(|t| may_begin(*t))
        && tags.last().is_some_and(|t| may_end(*t))
        && tags.windows(2).all(|w| may_follow(w[0], w[1]));
    sound.then_some(sequence)
}

/// The weights while they are learnt.
struct Trainer {
    weights: Vec<[f32; TAGS]>,
    squares: Vec<[f32; TAGS]>,
    /// Features that are too rare to have weights.
    rare: Vec<bool>,
    /// Weights of tag after tag.
    pairs: Pairs,
    pair_squares: Pairs,
    options: Options,
    random: u64,
}

impl Trainer {
    fn new(rare: Vec<bool>, options: Options) -> Self {
        Self {
            weights: vec![[0.0; TAGS]; rare.len()],
            squares: vec![[1e-3; TAGS]; rare.len()],
            rare,
            pairs: [[0.0; TAGS]; TAGS],
            pair_squares: [[1e-3; TAGS]; TAGS],
            options,
            random: 0x2545_f491_4f6c_dd1d,
        }
    }

    /// The features with their weights, the most telling first.
    fn features(&self, numbers: &Numbers) -> Vec<(u64, [f32; TAGS])> {
        let of = |(hash, n): (&u64, &u32)| (*hash, self.weights[*n as usize]);
        let mut features: Vec<_> = numbers.of.iter().map(of).collect();
        let weight = |w: &[f32; TAGS]| w.iter().map(|x| (x - w[OUTSIDE]).abs()).sum::<f32>();
        features.sort_by(|(ha, a), (hb, b)| weight(b).total_cmp(&weight(a)).then(ha.cmp(hb)));
        features
    }

    /// A number of a fixed sequence that looks like chance (xorshift).
    fn chance(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    fn shuffle(&mut self, sequences: &mut [&Sequence]) {
        for i in (1..sequences.len()).rev() {
            let j = (self.chance() % (i as u64 + 1)) as usize;
            sequences.swap(i, j);
        }
    }

    /// One step towards the right tags of a sequence.
    fn learn(&mut self, sequence: &Sequence) {
        let n = sequence.words.len();
        let hidden: Vec<bool> = (0..n).map(|_| self.chance() % 100 < self.options.hidden).collect();
        let scores: Vec<[f32; TAGS]> = sequence
            .words
            .iter()
            .enumerate()
            .map(|(i, (features, _))| {
                let mut row = [0.0; TAGS];
                for (_, f) in features.iter().filter(|(l, f)| !(*l && hidden[i] || self.rare[*f as usize])) {
                    for (score, weight) in row.iter_mut().zip(&self.weights[*f as usize]) {
                        *score += weight;
                    }
                }
                row
            })
            .collect();
        let forward = self.sweep(&scores);
        let backward = self.sweep_back(&scores);
        let Some(last) = forward.last() else { return };
        let total = log_sum((0..TAGS).filter(|t| may_end(*t)).map(|t| last[t]));
        for (i, (features, right)) in sequence.words.iter().enumerate() {
            let expected: [f32; TAGS] = std::array::from_fn(|t| (forward[i][t] + backward[i][t] - total).exp());
            let step: [f32; TAGS] = std::array::from_fn(|t| f32::from(u8::from(t == *right)) - expected[t]);
            for (_, f) in features.iter().filter(|(l, f)| !(*l && hidden[i] || self.rare[*f as usize])) {
                let (weights, squares) = (&mut self.weights[*f as usize], &mut self.squares[*f as usize]);
                for t in 0..TAGS {
                    adapt(&mut weights[t], &mut squares[t], step[t], self.options);
                }
            }
        }
        for i in 1..n {
            let (before, right) = (sequence.words[i - 1].1, sequence.words[i].1);
            for (a, ahead) in forward[i - 1].iter().enumerate() {
                for b in (0..TAGS).filter(|b| may_follow(a, *b)) {
                    let both = ahead + self.pairs[a][b] + scores[i][b] + backward[i][b] - total;
                    let step = f32::from(u8::from(a == before && b == right)) - both.exp();
                    adapt(&mut self.pairs[a][b], &mut self.pair_squares[a][b], step, self.options);
                }
            }
        }
    }

    /// Logarithms of the sums over all beginnings that end with each tag.
    fn sweep(&self, scores: &[[f32; TAGS]]) -> Vec<[f32; TAGS]> {
        let mut out: Vec<[f32; TAGS]> = Vec::with_capacity(scores.len());
        for row in scores {
            let next = match out.last() {
                None => std::array::from_fn(|t| if may_begin(t) { row[t] } else { f32::NEG_INFINITY }),
                Some(before) => std::array::from_fn(|b| {
                    row[b] + log_sum((0..TAGS).filter(|a| may_follow(*a, b)).map(|a| before[a] + self.pairs[a][b]))
                }),
            };
            out.push(next);
        }
        out
    }

    /// Logarithms of the sums over all ends behind each tag.
    fn sweep_back(&self, scores: &[[f32; TAGS]]) -> Vec<[f32; TAGS]> {
        let mut out = vec![[0.0; TAGS]; scores.len()];
        for i in (0..scores.len()).rev() {
            out[i] = match (out.get(i + 1), scores.get(i + 1)) {
                (Some(after), Some(row)) => std::array::from_fn(|a| {
                    let on = (0..TAGS).filter(|b| may_follow(a, *b));
                    log_sum(on.map(|b| self.pairs[a][b] + row[b] + after[b]))
                }),
                _ => std::array::from_fn(|t| if may_end(t) { 0.0 } else { f32::NEG_INFINITY }),
            };
        }
        out
    }
}

/// One step of `AdaGrad`.
fn adapt(weight: &mut f32, square: &mut f32, step: f32, options: Options) {
    let step = step - options.decay * *weight;
    *square += step * step;
    *weight += options.rate * step / square.sqrt();
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let largest = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if largest == f32::NEG_INFINITY { largest } else { largest + values.map(|v| (v - largest).exp()).sum::<f32>().ln() }
}
