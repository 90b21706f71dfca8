//! What the trainer of pairs needs: the candidates of two articles with their signs, and pairs as a given model finds them.

use crate::analysis::compare::candidates::Weights;
use crate::analysis::compare::matching::{self, Links};
use crate::analysis::compare::passages::{self, SentenceFeatures};
use crate::analysis::compare::score::{Head, Model};
use crate::analysis::compare::signs::{COUNT, NAMES};
use crate::analysis::compare::{pairs, quotations};
use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::comparison::{Pair, SharedQuotation};
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;

/// Two articles, read for training.
#[derive(Debug)]
pub struct Pairing<'a> {
    texts: [&'a str; 2],
    sides: [Vec<SentenceFeatures>; 2],
    quotations: Vec<SharedQuotation>,
}

/// Two passages that may be about one matter, with the signs by which they are judged.
#[derive(Clone, Debug)]
pub struct Example {
    /// The passage of the left article and that of the right one.
    pub spans: [Span; 2],
    /// The signs, in the order of [`names`].
    pub signs: Vec<f32>,
}

/// What the signs are called.
pub fn names() -> &'static [&'static str] {
    &NAMES
}

/// A model of a bias, weights in the order of [`names`] and the least score, for *near* and for *same*.
pub fn model(heads: [(f32, &[f32], f32); 2]) -> Model {
    let [near, same] = heads.map(|(bias, given, least)| {
        let mut weights = [0.0; COUNT];
        weights.iter_mut().zip(given).for_each(|(to, from)| *to = *from);
        Head { bias, weights, least }
    });
    Model { near, same }
}

/// A model with other least scores.
pub fn with_least(model: &Model, [near, same]: [f32; 2]) -> Model {
    let mut out = model.clone();
    (out.near.least, out.same.least) = (near, same);
    out
}

/// The file of a model, without a heading.
pub fn file(model: &Model) -> String {
    model.write()
}

impl<'a> Pairing<'a> {
    /// Reads two articles.
    pub fn new(articles: [(&'a Article, &'a ArticleFindings); 2]) -> Self {
        let documents = articles.map(|(article, _)| Document::new(article));
        let (entities, issues) = (matching::entities(articles), matching::issues(articles));
        let findings = articles.map(|(_, findings)| findings);
        let sides = [0, 1].map(|hand| {
            let links = Links::new(findings, &entities, &issues, hand);
            passages::of(articles[hand].0, findings[hand], &documents[hand], &links)
        });
        Self {
            texts: articles.map(|(article, _)| article.text.as_str()),
            sides,
            quotations: quotations::shared(&documents),
        }
    }

    /// The pairs of passages that a model would be asked about.
    pub fn examples(&self) -> Vec<Example> {
        let weights = Weights::new(&self.sides);
        let candidates = pairs::candidates(&self.sides, &weights, &self.quotations);
        let example = |c: &pairs::Candidate| {
            let spans = [self.sides[0][c.left as usize].span, self.sides[1][c.right as usize].span];
            Example { spans, signs: c.signs.to_vec() }
        };
        candidates.iter().map(example).collect()
    }

    /// The pairs that a model finds.
    pub fn pairs(&self, model: &Model) -> Vec<Pair> {
        pairs::find(&self.sides, self.texts, &self.quotations, model)
    }
}
