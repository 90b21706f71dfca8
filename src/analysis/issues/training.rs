//! Makes the weights of the models of issues and positions from annotated articles.
//!
//! A candidate is right where the annotation has a position of the same holder on the same issue in the same words. A
//! softmax over the answers is fitted by `AdaGrad`, one example at a time, in an order that is the same on every run.

use crate::analysis::issues::decision::{self, Candidate};
use crate::analysis::issues::linear::{ANSWERS, BITS, Calibration, Linear, SCALE, logistic, odds, slot, softmax};
use crate::analysis::issues::{Prepared, prepare};
use crate::model::article::Article;
use crate::model::issue::{Issue, Polarity, Position};
use crate::text::span::Span;

/// How often every example is seen.
const EPOCHS: usize = 12;
/// The first step of a weight.
const RATE: f32 = 0.05;
/// How strongly weights are drawn to zero, per example.
const DECAY: f32 = 3e-5;
/// In how many parts the events are cut.
pub const FOLDS: usize = 10;

/// An annotated issue.
#[derive(Clone, Debug)]
pub struct GoldIssue {
    /// All names that are right.
    pub names: Vec<String>,
    /// Names of what is against it.
    pub inverse: Vec<String>,
    /// The phrases that name it, in bytes.
    pub mentions: Vec<Span>,
    /// Phrases that may name it.
    pub optional: Vec<Span>,
    /// Who stands where.
    pub positions: Vec<GoldPosition>,
}

/// An annotated position.
#[derive(Clone, Debug)]
pub struct GoldPosition {
    /// All names of the holder that are right, sides among them.
    pub holders: Vec<String>,
    /// The polarities that are right.
    pub polarities: Vec<Polarity>,
    /// Where it is said, in bytes.
    pub evidence: Span,
    /// Whether it need not be found.
    pub optional: bool,
}

/// An annotated article.
pub struct Annotated {
    /// The article.
    pub article: Article,
    /// What happened: articles on one event are trained on together or not at all.
    pub event: String,
    /// What the annotation has.
    pub issues: Vec<GoldIssue>,
}

/// What training makes.
pub struct Trained {
    /// The file of weights, made from all articles.
    pub file: Vec<u8>,
    /// For each article the issues that the models find which did not see its event, then those of the other articles.
    pub left_out: Vec<Vec<Issue>>,
    /// A line on how much was used.
    pub summary: String,
}

/// One example: features, and the share of each answer; no shares where it neither helps nor harms.
struct Example {
    features: Vec<u32>,
    shares: [f32; ANSWERS],
}

/// Trains on annotated articles. Every fold is trained without some events and judged on them; `others` are only read.
pub fn train(articles: &[Annotated], others: &[Article]) -> Trained {
    let mut events: Vec<&str> = articles.iter().map(|a| a.event.as_str()).collect();
    events.sort_unstable();
    events.dedup();
    let fold = |a: &Annotated| events.binary_search(&a.event.as_str()).unwrap_or(0) % FOLDS;
    let found: Vec<(Vec<Issue>, Vec<Candidate>)> = articles.iter().map(|a| read(&a.article)).collect();
    let examples: Vec<Vec<Example>> = articles
        .iter()
        .zip(&found)
        .map(|(a, (issues, candidates))| candidates.iter().map(|c| example(a, issues, c)).collect())
        .collect();
    let mut probabilities: Vec<Vec<[f32; ANSWERS]>> = vec![Vec::new(); articles.len()];
    let mut models = Vec::new();
    for part in 0..FOLDS {
        let others = (0..articles.len()).filter(|&a| fold(&articles[a]) != part);
        let model = fit(&others.flat_map(|a| &examples[a]).collect::<Vec<_>>());
        for a in (0..articles.len()).filter(|&a| fold(&articles[a]) == part) {
            probabilities[a] = examples[a].iter().map(|e| model.probabilities(&e.features)).collect();
        }
        models.push(model);
    }
    let judged = probabilities.iter().zip(&examples).flat_map(|(p, e)| p.iter().zip(e)).filter_map(|(p, e)| {
        let best = if p[1] >= p[2] { 1 } else { 2 };
        (e.shares.iter().sum::<f32>() > 0.0 && p[best] > 0.05).then(|| (odds(p[best]), e.shares[best]))
    });
    let calibration = calibrate(&judged.collect::<Vec<_>>());
    let decided = |(mut issues, candidates): (Vec<Issue>, Vec<Candidate>), model: &Linear<ANSWERS>| {
        for (i, position) in decision::decide(candidates, model, calibration) {
            issues[i].positions.push(position);
        }
        issues
    };
    let mut left_out: Vec<Vec<Issue>> =
        articles.iter().zip(found).map(|(a, found)| decided(found, &models[fold(a)])).collect();
    let model: Linear<ANSWERS> = fit(&examples.iter().flatten().collect::<Vec<_>>());
    left_out.extend(others.iter().map(|article| decided(read(article), &model)));
    let mut file = calibration.offset.to_le_bytes().to_vec();
    file.extend(calibration.slope.to_le_bytes());
    file.extend(vec![0; 1 << BITS]);
    file.extend(model.weights.iter().flatten().map(|w| w.cast_unsigned()));
    let right = examples.iter().flatten().filter(|e| e.shares[1] + e.shares[2] > 0.0).count();
    let all = examples.iter().map(Vec::len).sum::<usize>();
    let summary = format!("{all} candidates, {right} right, {} events, {calibration:?}", events.len());
    Trained { file, left_out, summary }
}

/// The issues and candidates of an article.
fn read(article: &Article) -> (Vec<Issue>, Vec<Candidate>) {
    let document = crate::language::document::Document::new(article);
    let entities = crate::analysis::entities::find(&document);
    let quotations = crate::analysis::quotations::find(&document, &entities);
    let Prepared { issues, candidates, .. } = prepare(&document, &entities, &quotations);
    (issues, candidates)
}

/// What the annotation says about a candidate.
fn example(annotated: &Annotated, issues: &[Issue], candidate: &Candidate) -> Example {
    let features = candidate.features.hashes.clone();
    let issue = &issues[candidate.issue];
    let near = |q: &GoldPosition| half(q.evidence, candidate.position.evidence) && is_holder(q, &candidate.position);
    let all = || annotated.issues.iter().flat_map(|g| g.positions.iter().map(move |q| (g, q))).filter(|(_, q)| near(q));
    let mut shares = [0.0_f32; ANSWERS];
    for (gold, q) in all().filter(|(gold, _)| is_same(gold, issue)) {
        let turned = gold.inverse.iter().any(|n| words(n) == words(&issue.name));
        let of = |polarity: &Polarity| match (polarity, turned) {
            (Polarity::For, false) | (Polarity::Against, true) => 1,
            (Polarity::Against, false) | (Polarity::For, true) => 2,
            (Polarity::Neither, _) => 0,
        };
        // What is written first is what the annotation means; the others are accepted.
        if let Some(first) = q.polarities.first().map(of).filter(|a| *a > 0) {
            shares[first] += 1.0;
        }
        for other in q.polarities.iter().skip(1).map(of).filter(|a| *a > 0) {
            shares[other] += 0.5;
        }
    }
    let sum: f32 = shares.iter().sum();
    if sum > 0.0 {
        return Example { features, shares: shares.map(|s| s / sum) };
    }
    if all().next().is_some() && all().all(|(_, q)| q.optional) {
        return Example { features, shares: [0.0; ANSWERS] };
    }
    Example { features, shares: [1.0, 0.0, 0.0] }
}

/// Whether a found issue is an annotated one: their phrases overlap, or their names share a noun.
fn is_same(gold: &GoldIssue, issue: &Issue) -> bool {
    let overlap = gold.mentions.iter().any(|g| issue.mentions.iter().any(|m| g.overlaps(*m)));
    let own = words(&issue.name);
    let by_name = |name: &String| {
        let name = words(name);
        match (name.last(), own.last()) {
            (Some(a), Some(b)) => own.contains(a) || name.contains(b),
            _ => false,
        }
    };
    overlap || gold.names.iter().chain(&gold.inverse).any(by_name)
}

/// Whether a position's holder is an annotated one.
fn is_holder(gold: &GoldPosition, position: &Position) -> bool {
    let mine = [Some(&position.holder), position.side.as_ref()];
    gold.holders.iter().any(|name| {
        let x = words(name);
        mine.iter().flatten().any(|name| {
            let y = words(name);
            !x.is_empty()
                && !y.is_empty()
                && (x.last() == y.last() || x.iter().all(|w| y.contains(w)) || y.iter().all(|w| x.contains(w)))
        })
    })
}

/// Whether half of the shorter one is shared.
fn half(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared as usize * 2 >= a.len().min(b.len()).max(1)
}

/// The words of a name that tell names apart, in small letters.
fn words(name: &str) -> Vec<String> {
    const EMPTY: [&str; 19] = [
        "the", "a", "an", "of", "on", "in", "to", "for", "and", "or", "at", "by", "with", "from", "over", "about",
        "new", "its", "his",
    ];
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    words
        .filter(|w| !EMPTY.contains(&w.as_str()) && !matches!(w.as_str(), "her" | "their" | "us" | "u" | "s"))
        .collect()
}

/// Fits a softmax by `AdaGrad`.
fn fit<const N: usize>(examples: &[&Example]) -> Linear<N> {
    let mut weights = vec![[0.0_f32; N]; 1 << BITS];
    let mut squares = vec![[1e-6_f32; N]; 1 << BITS];
    let mut sums = vec![[0.0_f64; N]; 1 << BITS];
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].shares.iter().sum::<f32>() > 0.0).collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        for &i in &order {
            let example = examples[i];
            let mut score = [0.0; N];
            for f in &example.features {
                for (s, w) in score.iter_mut().zip(weights[slot(*f)]) {
                    *s += w;
                }
            }
            let answer = softmax(score);
            for f in &example.features {
                let at = slot(*f);
                for n in 0..N {
                    let gradient = answer[n] - example.shares[n] + DECAY * weights[at][n];
                    squares[at][n] += gradient * gradient;
                    weights[at][n] -= RATE * gradient / squares[at][n].sqrt();
                }
            }
        }
        // The weights of the later rounds, averaged, are steadier than the last ones.
        if epoch >= EPOCHS / 2 {
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                for n in 0..N {
                    sum[n] += f64::from(weight[n]);
                }
            }
        }
    }
    let rounds = (EPOCHS - EPOCHS / 2) as f64;
    let stored = |sum: f64| (sum / rounds * f64::from(SCALE)).round().clamp(-127.0, 127.0) as i8;
    Linear { weights: sums.into_iter().map(|s| s.map(stored)).collect() }
}

/// The line that makes odds into odds of being right, fitted by gradient descent on the logistic loss.
fn calibrate(judged: &[(f32, f32)]) -> Calibration {
    let (mut offset, mut slope) = (0.0_f32, 1.0_f32);
    for _ in 0..400 {
        let (mut a, mut b) = (0.0_f32, 0.0_f32);
        for (x, right) in judged {
            let wrong = logistic(offset + slope * x) - right;
            a += wrong;
            b += wrong * x;
        }
        let n = judged.len().max(1) as f32;
        offset -= 0.5 * a / n;
        slope -= 0.2 * b / n;
    }
    Calibration { offset, slope }
}
