//! Trains the model that pairs the passages of two articles, and judges it on events that it has not learned from.
//!
//! `train_pairs [--dump FILE] [--folds FILE] [--judge OTHER] WEIGHTS.txt SET.pairs.jsonl ARTICLES.jsonl …` A line of a set is
//! `{"left": id, "right": id, "event": …, "pairs": [{"left": [from, to], "right": [from, to], "kind", "optional"}]}` in code
//! points of the texts, which the files of articles hold. `--folds` writes the pairs that are found in each comparison by a
//! model that was trained on other events; `--dump` writes the signs of all candidates.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::ops::ControlFlow;

use anyhow::Context;
use parallax::analysis::training::pairs::{Model, Pairing, file, model, names, with_least};
use parallax::load::{Input, Item, load};
use parallax::model::article::Article;
use parallax::model::comparison::{Pair, Relation};
use parallax::model::findings::ArticleFindings;
use parallax::text::span::Span;

#[derive(serde::Deserialize)]
struct Line {
    left: String,
    right: String,
    event: Option<String>,
    pairs: Vec<Annotated>,
}

#[derive(serde::Deserialize)]
struct Annotated {
    left: [usize; 2],
    right: [usize; 2],
    kind: String,
    #[serde(default)]
    optional: bool,
}

/// A comparison of the set, with what was annotated in bytes.
struct Compared {
    left: String,
    right: String,
    event: String,
    gold: Vec<Gold>,
}

struct Gold {
    spans: [Span; 2],
    /// Whether the passages say the same, or contrary things about the same.
    same: bool,
    /// Whether a reader would miss it.
    wanted: bool,
}

/// Whether two spans overlap by half of the shorter one.
fn half(a: Span, b: Span) -> bool {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    common * 2 >= (a.end - a.start).min(b.end - b.start).max(1)
}

impl Gold {
    fn is(&self, spans: [Span; 2]) -> bool {
        half(self.spans[0], spans[0]) && half(self.spans[1], spans[1])
    }
}

/// The articles of some files, analysed, by id.
fn articles(paths: &[String]) -> HashMap<String, (Article, ArticleFindings)> {
    let mut out = HashMap::new();
    for path in paths {
        load(&[Input::Path(path.into())], &mut |item| {
            if let Item::Article(article) = item {
                let findings = parallax::analysis::article(&article);
                out.insert(article.id.clone(), (*article, findings));
            }
            ControlFlow::Continue(())
        });
    }
    out
}

/// The annotated comparisons of a set.
fn read(path: &str, articles: &HashMap<String, (Article, ArticleFindings)>) -> anyhow::Result<Vec<Compared>> {
    let mut out = Vec::new();
    for line in std::fs::read_to_string(path)?.lines().filter(|l| !l.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).context("a line is no annotated comparison")?;
        let bytes = |id: &str| -> anyhow::Result<Vec<usize>> {
            let text = &articles.get(id).with_context(|| format!("no article {id}"))?.0.text;
            Ok(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
        };
        let [lefts, rights] = [bytes(&line.left)?, bytes(&line.right)?];
        let span = |bytes: &[usize], [from, to]: [usize; 2]| Some(Span::new(*bytes.get(from)?, *bytes.get(to)?));
        let gold = line.pairs.iter().filter_map(|p| {
            let same = p.kind != "related";
            let spans = [span(&lefts, p.left)?, span(&rights, p.right)?];
            Some(Gold { spans, same, wanted: same && !p.optional })
        });
        let gold = gold.collect();
        let event = line.event.unwrap_or_else(|| line.left.clone());
        out.push(Compared { left: line.left, right: line.right, event, gold });
    }
    Ok(out)
}

/// How many parts the events are cut into for judging.
const FOLDS: usize = 10;
/// How strongly the weights of signs of unit spread are drawn to zero: this much precision of a normal prior.
const PRIOR: f64 = 100.0;
/// How many of the pairs that are said to be the same have to be, in events left out.
const PRECISION: f64 = 0.9;

/// A candidate with what the annotation says of it.
struct Example {
    spans: [Span; 2],
    signs: Vec<f32>,
    /// Whether a pair was annotated there, and whether one that says the same.
    labels: [bool; 2],
}

/// A comparison with its candidates.
struct Case<'a> {
    compared: &'a Compared,
    pairing: Pairing<'a>,
    fold: usize,
    examples: Vec<Example>,
}

impl<'a> Case<'a> {
    fn new(compared: &'a Compared, articles: &'a HashMap<String, (Article, ArticleFindings)>, fold: usize) -> Self {
        let (left, right) = (&articles[&compared.left], &articles[&compared.right]);
        let pairing = Pairing::new([(&left.0, &left.1), (&right.0, &right.1)]);
        let label = |spans: [Span; 2]| {
            let hits = || compared.gold.iter().filter(|g| g.is(spans));
            [hits().next().is_some(), hits().any(|g| g.same)]
        };
        let examples = pairing.examples().into_iter();
        let examples = examples.map(|e| Example { labels: label(e.spans), spans: e.spans, signs: e.signs }).collect();
        Self { compared, pairing, fold, examples }
    }
}

/// A logistic regression by Newton's method; the bias, then the weights of the signs as they are.
#[expect(clippy::needless_range_loop, reason = "rows and columns of matrices")]
fn fit(examples: &[&Example], label: usize) -> (f32, Vec<f32>) {
    let signs = names().len();
    let n = examples.len().max(1) as f64;
    let mean: Vec<f64> = (0..signs).map(|i| examples.iter().map(|e| f64::from(e.signs[i])).sum::<f64>() / n).collect();
    let spread: Vec<f64> = (0..signs)
        .map(|i| (examples.iter().map(|e| (f64::from(e.signs[i]) - mean[i]).powi(2)).sum::<f64>() / n).sqrt() + 1e-6)
        .collect();
    let size = signs + 1;
    let mut weights = vec![0.0_f64; size];
    for _ in 0..12 {
        let mut slope = vec![0.0; size];
        let mut curve = vec![vec![0.0; size]; size];
        for e in examples {
            let mut x = vec![1.0; size];
            (0..signs).for_each(|i| x[i + 1] = (f64::from(e.signs[i]) - mean[i]) / spread[i]);
            let sum: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let error = f64::from(u8::from(e.labels[label])) - p;
            for i in 0..size {
                slope[i] += error * x[i];
                for j in 0..=i {
                    curve[i][j] += p * (1.0 - p) * x[i] * x[j];
                }
            }
        }
        for i in 0..size {
            if i > 0 {
                slope[i] -= PRIOR * weights[i];
                curve[i][i] += PRIOR;
            }
            for j in i + 1..size {
                curve[i][j] = curve[j][i];
            }
        }
        let step = solved(curve, slope);
        weights.iter_mut().zip(&step).for_each(|(w, s)| *w += s);
    }
    let own: Vec<f64> = (0..signs).map(|i| weights[i + 1] / spread[i]).collect();
    let bias = weights[0] - own.iter().zip(&mean).map(|(w, m)| w * m).sum::<f64>();
    (bias as f32, own.iter().map(|w| *w as f32).collect())
}

/// Solves a system of linear equations with a positive definite matrix.
#[expect(clippy::needless_range_loop, reason = "rows and columns of a matrix")]
fn solved(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        for row in at + 1..size {
            let factor = matrix[row][at] / matrix[at][at];
            for column in at..size {
                matrix[row][column] -= factor * matrix[at][column];
            }
            right[row] -= factor * right[at];
        }
    }
    for at in (0..size).rev() {
        let rest: f64 = (at + 1..size).map(|column| matrix[at][column] * right[column]).sum();
        right[at] = (right[at] - rest) / matrix[at][at];
    }
    right
}

/// Both regressions, fitted on some cases.
fn fitted(cases: &[Case<'_>], keep: impl Fn(&Case<'_>) -> bool, least: [f32; 2]) -> Model {
    let examples: Vec<&Example> = cases.iter().filter(|c| keep(c)).flat_map(|c| &c.examples).collect();
    let [near, same] = [0, 1].map(|label| fit(&examples, label));
    model([(near.0, &near.1, least[0]), (same.0, &same.1, least[1])])
}

/// Precision of all, recall of all, precision of *same*, recall by *same*.
#[derive(Default)]
struct Figures {
    pairs: f64,
    hits: f64,
    same: f64,
    same_hits: f64,
    wanted: f64,
    found: f64,
    found_same: f64,
}

impl Figures {
    fn add(&mut self, gold: &[Gold], pairs: &[Pair]) {
        let spans = |p: &Pair| [p.left, p.right];
        for pair in pairs {
            let hits = || gold.iter().filter(|g| g.is(spans(pair)));
            let is_same = pair.relation == Relation::Same;
            self.pairs += 1.0;
            self.hits += f64::from(u8::from(hits().next().is_some()));
            self.same += f64::from(u8::from(is_same));
            self.same_hits += f64::from(u8::from(is_same && hits().any(|g| g.same)));
        }
        for wanted in gold.iter().filter(|g| g.wanted) {
            let mut hits = pairs.iter().filter(|p| wanted.is(spans(p)));
            self.wanted += 1.0;
            self.found += f64::from(u8::from(hits.clone().next().is_some()));
            self.found_same += f64::from(u8::from(hits.any(|p| p.relation == Relation::Same)));
        }
    }

    fn f1(&self) -> f64 {
        let (p, r) = (self.hits / self.pairs.max(1.0), self.found / self.wanted.max(1.0));
        2.0 * p * r / (p + r).max(1e-9)
    }

    fn told(&self) -> String {
        let share = |a: f64, b: f64| a / b.max(1.0);
        format!(
            "P {:.3} R {:.3} F1 {:.3}; same P {:.3} R {:.3}",
            share(self.hits, self.pairs),
            share(self.found, self.wanted),
            self.f1(),
            share(self.same_hits, self.same),
            share(self.found_same, self.wanted)
        )
    }
}

/// The figures of every case, each with the model of its fold.
fn judged(cases: &[Case<'_>], models: &[Model], least: [f32; 2]) -> Vec<Figures> {
    let judge = |case: &Case<'_>| {
        let mut figures = Figures::default();
        let model = with_least(&models[case.fold], least);
        figures.add(&case.compared.gold, &case.pairing.pairs(&model));
        figures
    };
    cases.iter().map(judge).collect()
}

fn sum(figures: &[Figures]) -> Figures {
    let mut out = Figures::default();
    for f in figures {
        out.pairs += f.pairs;
        out.hits += f.hits;
        out.same += f.same;
        out.same_hits += f.same_hits;
        out.wanted += f.wanted;
        out.found += f.found;
        out.found_same += f.found_same;
    }
    out
}

/// The scores from which on a pair is said to be near, and to be the same: the first by the best F1 of all, the second
/// the least that is precise enough.
fn least(cases: &[Case<'_>], models: &[Model]) -> [f32; 2] {
    let steps = || (4..=48).map(|i| i as f32 * 0.02);
    let precise = |least: f32| {
        let f = sum(&judged(cases, models, [1.0, least]));
        f.same_hits >= PRECISION * f.same
    };
    // Precision need not rise all the way: the first step behind the last that is too low.
    let same = steps().filter(|l| *l >= 0.4 && !precise(*l)).fold(0.4, f32::max) + 0.02;
    let f1 = |least: f32| sum(&judged(cases, models, [least, same])).f1();
    let near = steps().filter(|l| (0.2..0.7).contains(l)).max_by(|a, b| f1(*a).total_cmp(&f1(*b))).unwrap_or(0.5);
    [near, same]
}

/// The comparison as `compare` prints it, as far as pairs are concerned.
fn line(case: &Case<'_>, articles: &HashMap<String, (Article, ArticleFindings)>, pairs: &[Pair]) -> String {
    let points = |id: &str, span: Span| {
        let text = &articles[id].0.text;
        [span.start, span.end].map(|at| text[..at as usize].chars().count())
    };
    let (left, right) = (&case.compared.left, &case.compared.right);
    let pair = |p: &Pair| {
        let (l, r) = (points(left, p.left), points(right, p.right));
        serde_json::json!({"left": l, "right": r, "score": p.score, "relation": p.relation.name()})
    };
    serde_json::json!({"left": left, "right": right, "pairs": pairs.iter().map(pair).collect::<Vec<_>>()}).to_string()
}

#[expect(clippy::print_stderr, reason = "a program for a terminal")]
fn main() -> anyhow::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| {
        let at = arguments.iter().position(|a| a == name)?;
        (at + 1 < arguments.len()).then(|| arguments.drain(at..at + 2).nth(1))?
    };
    let (dump, folds, other) = (option("--dump"), option("--folds"), option("--judge"));
    let [weights, set, texts @ ..] = &arguments[..] else {
        anyhow::bail!(
            "usage: train_pairs [--dump FILE] [--folds FILE] [--judge OTHER.pairs.jsonl] WEIGHTS.txt SET.pairs.jsonl \
             ARTICLES.jsonl …"
        );
    };
    let articles = articles(texts);
    let compared = read(set, &articles)?;
    let events: BTreeSet<&str> = compared.iter().map(|c| c.event.as_str()).collect();
    let fold = |event: &str| events.iter().position(|e| *e == event).unwrap_or_default() % FOLDS;
    let cases: Vec<Case<'_>> = compared.iter().map(|c| Case::new(c, &articles, fold(&c.event))).collect();
    if let Some(dump) = dump {
        std::fs::write(dump, dumped(&cases)?)?;
    }
    let models: Vec<Model> = (0..FOLDS).map(|fold| fitted(&cases, |c| c.fold != fold, [1.0; 2])).collect();
    let least = least(&cases, &models);
    let each = judged(&cases, &models, least);
    eprintln!("events left out: {}", sum(&each).told());
    let mut by_event: BTreeMap<&str, Vec<Figures>> = BTreeMap::new();
    for (case, figures) in cases.iter().zip(each) {
        by_event.entry(&case.compared.event).or_default().push(figures);
    }
    let f1: Vec<f64> = by_event.values().map(|f| sum(f).f1()).collect();
    let mean = f1.iter().sum::<f64>() / f1.len().max(1) as f64;
    let spread = (f1.iter().map(|f| (f - mean).powi(2)).sum::<f64>() / f1.len().max(1) as f64).sqrt();
    eprintln!("F1 by event: mean {mean:.3}, spread {spread:.3}, {} events", f1.len());
    if let Some(folds) = folds {
        let pairs = |c: &Case<'_>| c.pairing.pairs(&with_least(&models[c.fold], least));
        let lines: Vec<String> = cases.iter().map(|c| line(c, &articles, &pairs(c)) + "\n").collect();
        std::fs::write(folds, lines.concat())?;
    }
    let model = fitted(&cases, |_| true, least);
    if let Some(other) = other {
        let compared = read(&other, &articles)?;
        let cases: Vec<Case<'_>> = compared.iter().map(|c| Case::new(c, &articles, 0)).collect();
        eprintln!("{other}: {}", sum(&judged(&cases, std::slice::from_ref(&model), least)).told());
    }
    std::fs::write(weights, format!("{HEADING}{}", file(&model)))?;
    Ok(())
}

const HEADING: &str =
    "# How much each sign says that two passages are about one matter, and that they say the same; made by
# examples/train_pairs.rs. The signs are explained in src/analysis/compare/signs.rs.
";

/// The signs of all candidates, a line each: comparison, event, places, annotation, signs.
fn dumped(cases: &[Case<'_>]) -> anyhow::Result<String> {
    let mut out = String::new();
    for (number, case) in cases.iter().enumerate() {
        for e in &case.examples {
            let gold = (0..).zip(&case.compared.gold).filter(|(_, g)| g.is(e.spans));
            let hits: Vec<String> =
                gold.map(|(i, g)| format!("{i}:{}{}", u8::from(g.same), u8::from(g.wanted))).collect();
            let signs: Vec<String> = e.signs.iter().map(|s| format!("{s:.4}")).collect();
            let ([a, b], event) = (e.spans, &case.compared.event);
            writeln!(out, "{number}\t{event}\t{}\t{}\t{}\t{}", a.start, b.start, hits.join(","), signs.join(" "))?;
        }
        writeln!(out, "#{number}\t{}", case.compared.gold.iter().filter(|g| g.wanted).count())?;
    }
    Ok(out)
}
