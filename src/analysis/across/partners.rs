//! Which things of several articles are one: those that are each other's best partners.

use std::collections::HashMap;

use crate::analysis::across::unions::Unions;
use crate::language::hash::ByHash;

/// With how many earlier things that have a key each new one is compared, the first ones first.
const COMPARED: usize = 24;

/// Groups of things of different articles that are one. `things` are their articles with the keys of which two share at
/// least one; `score` says how surely two of them are one, `None` that they are not. Each has one partner in another
/// article, and is its partner's partner.
pub(super) fn groups<K: IntoIterator<Item = u64>>(
    things: impl Iterator<Item = (usize, K)>,
    score: impl Fn(usize, usize) -> Option<f32>,
) -> Vec<Vec<usize>> {
    let mut articles: Vec<usize> = Vec::new();
    let mut having: ByHash<Vec<usize>> = ByHash::default();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (thing, (article, keys)) in things.enumerate() {
        articles.push(article);
        for key in keys {
            let others = having.entry(key).or_default();
            pairs.extend(others.iter().filter(|o| articles[**o] != article).take(COMPARED).map(|o| (*o, thing)));
            // An article that repeats one thing must not hide it from the others.
            if others.iter().rev().take_while(|o| articles[**o] == article).count() < COMPARED {
                others.push(thing);
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut best: HashMap<(usize, usize), (f32, usize)> = HashMap::new();
    pairs.retain(|&(a, b)| {
        let Some(score) = score(a, b) else { return false };
        for (one, other) in [(a, b), (b, a)] {
            let slot = best.entry((one, articles[other])).or_insert((score, other));
            if score > slot.0 {
                *slot = (score, other);
            }
        }
        true
    });
    let is_best = |one: usize, other: usize| best.get(&(one, articles[other])).is_some_and(|b| b.1 == other);
    let mut unions = Unions::new(articles.len());
    for &(a, b) in pairs.iter().filter(|(a, b)| is_best(*a, *b) && is_best(*b, *a)) {
        unions.join(a, b);
    }
    let mut groups = unions.groups();
    groups.retain(|g| g.len() > 1);
    groups
}
