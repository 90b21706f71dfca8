//! The training of the tagger.

use parallax::language::tag::Tag;
use parallax::language::tagger::{HIDDEN, MAGIC, OUTPUTS, ROWS, features};

use crate::optimiser::{Dense, Random, Rows, add_scaled, dot};
use crate::trees::Sentence;

/// Trains and returns the file of weights.
pub fn train(sentences: &[Sentence], rounds: usize) -> Vec<u8> {
    let mut random = Random(0x1234_5678_9abc_def1);
    let mut rows = Rows::<HIDDEN>::new(ROWS, 0.1, &mut random);
    let mut bias = Dense::<HIDDEN>::new(1, 0.0, &mut random);
    let mut output = Dense::<OUTPUTS>::new(HIDDEN, 0.15, &mut random);
    let mut output_bias = Dense::<OUTPUTS>::new(1, 0.0, &mut random);
    let mut order: Vec<usize> = (0..sentences.len()).filter(|i| i % 50 != 7).collect();
    let held: Vec<usize> = (0..sentences.len()).filter(|i| i % 50 == 7).collect();
    let steps = (order.len() * rounds) as f32;
    let mut done = 0;
    for round in 0..=rounds {
        let learns = round < rounds;
        if learns {
            random.shuffle(&mut order);
        }
        let (mut right, mut all) = (0, 0);
        for at in if learns { &order } else { &held } {
            let whole = &sentences[*at];
            let joined = if learns && random.next().is_multiple_of(2) { whole.joined() } else { None };
            let sentence = joined.as_ref().unwrap_or(whole);
            let rate = 0.05 * (1.0 - done as f32 / steps).max(0.0);
            done += usize::from(learns);
            let mut before = [None, None];
            for i in 0..sentence.words.len() {
                let mut used = features(&sentence.words, i, before);
                let dull = learns && random.next().is_multiple_of(16);
                if dull {
                    used[1] = used[0]; // a word that was never seen: only its ending and its neighbours count
                }
                let skip = if dull { 2 } else { 0 };
                let mut hidden = bias.weights[0];
                for row in &used[skip..] {
                    add_scaled(&mut hidden, 1.0, &rows.weights[*row as usize]);
                }
                let active = hidden.map(|h| h.max(0.0));
                let mut scores = output_bias.weights[0];
                for (a, row) in active.iter().zip(&output.weights) {
                    add_scaled(&mut scores, *a, row);
                }
                let scores = &mut scores;
                for score in &mut scores[Tag::ALL.len()..] {
                    *score = f32::NEG_INFINITY;
                }
                let best = (0..Tag::ALL.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
                let gold = sentence.tags[i] as usize;
                right += usize::from(best == gold);
                all += 1;
                let history = if learns && round == 0 { gold } else { best };
                before = [Some(Tag::ALL[history]), before[0]];
                if !learns {
                    continue;
                }
                let most = scores[best];
                let mut gradient = scores.map(|s| (s - most).exp());
                let sum: f32 = gradient.iter().sum();
                gradient = gradient.map(|g| g / sum);
                gradient[gold] -= 1.0;
                let mut back = [0.0; HIDDEN];
                for h in 0..HIDDEN {
                    if active[h] > 0.0 {
                        back[h] = dot(&output.weights[h], &gradient);
                        add_scaled(&mut output.gradients[h], active[h], &gradient);
                    }
                }
                add_scaled(&mut output_bias.gradients[0], 1.0, &gradient);
                add_scaled(&mut bias.gradients[0], 1.0, &back);
                for row in &used[skip..] {
                    rows.update(*row, &back, rate);
                }
            }
            if learns {
                output.update(rate * 0.3);
                output_bias.update(rate * 0.3);
                bias.update(rate * 0.3);
            }
        }
        let what = if learns { "trained on" } else { "kept aside" };
        eprintln!("round {round}, {what}: {:.4} of {all} tags", right as f32 / all as f32);
    }
    let mut out = MAGIC.to_vec();
    rows.write(&mut out);
    bias.write(&mut out);
    output.write(&mut out);
    output_bias.write(&mut out);
    out
}
