//! Which passages may be about the same thing: those that share a feature that few others have.
//!
//! An index over the features keeps this far from comparing every sentence with every other one. A feature that more
//! than [`POSTINGS`] sentences of one article have leads nowhere, and a sentence follows its [`KEPT`] best candidates
//! only, so that time and memory grow with the length of the texts and not with its square.

use crate::analysis::compare::passages::{Kind, SentenceFeatures};
use crate::language::hash::ByHash;

/// How many sentences of one article may have a feature that leads from one to the other.
const POSTINGS: usize = 100;
/// How many candidates a sentence keeps.
const KEPT: usize = 12;

/// How rare the features of two articles are.
pub(super) struct Weights {
    /// How many passages have a feature, in both articles.
    having: Keys<u32>,
    passages: f32,
}

type Keys<V> = ByHash<V>;

impl Weights {
    /// Counts the features of both articles.
    pub(super) fn new(sides: &[Vec<SentenceFeatures>; 2]) -> Self {
        let mut having: Keys<u32> = Keys::default();
        for feature in sides.iter().flatten().flat_map(|p| &p.features) {
            *having.entry(feature.key).or_default() += 1;
        }
        Self { having, passages: sides.iter().map(Vec::len).sum::<usize>() as f32 }
    }

    /// What it says that two passages share a feature: nothing when nearly all have it.
    pub(super) fn of(&self, key: u64, kind: Kind) -> f32 {
        let having = self.having.get(&key).copied().unwrap_or(1) as f32;
        let factor = match kind {
            // The word counts itself as well.
            Kind::Idea => 0.6,
            Kind::Common => 0.7,
            Kind::Word | Kind::Entity => 1.0,
            Kind::Date => 0.8,
            // Its words count themselves as well.
            Kind::Issue => 0.5,
            Kind::Figure => 1.2,
        };
        factor * ((self.passages + PRIOR) / (having + 1.0)).ln().clamp(0.05, 8.0)
    }
}

/// How many sentences without a feature are assumed besides those of the two articles: in a text of three sentences
/// nothing is known to be common.
const PRIOR: f32 = 20.0;

/// The pairs of passages, as indices, that are worth weighing; sorted, each once.
pub(super) fn find(sides: &[Vec<SentenceFeatures>; 2], weights: &Weights) -> Vec<(u32, u32)> {
    let indexes = sides.each_ref().map(|passages| index(passages));
    let mut out = best(&sides[0], &indexes, weights, sides[1].len());
    let [first, second] = indexes;
    let back = best(&sides[1], &[second, first], weights, sides[0].len());
    out.extend(back.into_iter().map(|(right, left)| (left, right)));
    out.sort_unstable();
    out.dedup();
    out
}

/// The passages that have each feature.
fn index(passages: &[SentenceFeatures]) -> Keys<Vec<u32>> {
    let mut out: Keys<Vec<u32>> = Keys::default();
    for (i, passage) in passages.iter().enumerate() {
        for feature in &passage.features {
            let postings = out.entry(feature.key).or_default();
            if postings.len() <= POSTINGS {
                postings.push(i as u32);
            }
        }
    }
    out
}

/// For every passage of one side its best candidates of the other one. `indexes` has the own side first.
fn best(
    passages: &[SentenceFeatures],
    indexes: &[Keys<Vec<u32>>; 2],
    weights: &Weights,
    others: usize,
) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    let mut sums = vec![0.0_f32; others];
    let mut touched: Vec<u32> = Vec::new();
    for (i, passage) in passages.iter().enumerate() {
        for feature in &passage.features {
            let own = indexes[0].get(&feature.key).map_or(0, Vec::len);
            let Some(postings) = indexes[1].get(&feature.key) else { continue };
            if own > POSTINGS || postings.len() > POSTINGS {
                continue;
            }
            let weight = weights.of(feature.key, feature.kind);
            for &other in postings {
                let sum = &mut sums[other as usize];
                if *sum == 0.0 {
                    touched.push(other);
                }
                *sum += weight;
            }
        }
        touched.sort_unstable_by(|a, b| sums[*b as usize].total_cmp(&sums[*a as usize]).then(a.cmp(b)));
        out.extend(touched.iter().take(KEPT).map(|other| (i as u32, *other)));
        for other in touched.drain(..) {
            sums[other as usize] = 0.0;
        }
    }
    out
}
