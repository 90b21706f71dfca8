//! Which issues of the articles of one story are one, whatever each article calls it: from sketches of two issues, a
//! trained line says how likely they are the same.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::issues::linear::{LINK_FACTS, Line, flag};
use crate::analysis::issues::sketch::{Said, Sketch};
use crate::language::hash::ByHash;

/// How likely an issue and those that are one already have to be the same, on average, for it to be one of them.
pub(super) const LINKED: f32 = 0.45;
/// How many issues that are one another is compared with.
const MEMBERS: usize = 6;
/// How many groups an issue is compared with, those with which it shares most keys.
const COMPARED: usize = 24;
/// How many groups are kept for a key, the first.
const KEPT: usize = 48;

/// What is known of two issues.
pub(super) fn facts(a: &Sketch, b: &Sketch) -> [f32; LINK_FACTS] {
    let shared = Shared::new(&a.words, &b.words);
    let (mut most, mut sum, mut weighed, mut held) = (0.0_f32, 0.0, 0.0_f32, 0.0_f32);
    for x in &a.phrases {
        for y in &b.phrases {
            let y = shared.of_b(*y);
            let (both, either) = ((*x & y.1).count_ones(), x.count_ones() + y.0);
            let alike = both as f32 / (either - both).max(1) as f32;
            most = most.max(alike);
            sum += alike;
            held = held.max(both as f32 / x.count_ones().min(y.0).max(1) as f32);
            let weight = |words: &[Said], set: u32| bits(set).map(|at| words[at].weight).sum::<f32>();
            let common = weight(&a.words, *x & y.1);
            weighed = weighed.max(common / (weight(&a.words, *x) + y.2 - common).max(0.1));
        }
    }
    let mean = sum / (a.phrases.len() * b.phrases.len()).max(1) as f32;
    let counted = |words: &[Said]| words.iter().map(|w| w.weight * w.count as f32).sum::<f32>();
    let common: f32 = shared.pairs.iter().map(|(x, y)| x.weight * x.count.min(y.count) as f32).sum();
    let names = |words: &[Said]| words.iter().filter(|w| w.name).count();
    let both_names = shared.pairs.iter().filter(|(x, y)| x.name && y.name).count();
    let (own, other) = (names(&a.words), names(&b.words));
    let heads = common_by(&a.heads, &b.heads, f32::min);
    let same_class = a.classes.iter().any(|class| b.classes.contains(class));
    let name = shared.of_b(b.name);
    let in_both = (a.name & name.1).count_ones();
    let rarest = shared.pairs.iter().map(|(x, _)| x.weight).fold(0.0, f32::max);
    [
        1.0,
        in_both as f32 / (a.name.count_ones() + name.0 - in_both).max(1) as f32,
        in_both as f32,
        most,
        mean,
        weighed,
        held,
        common / (counted(&a.words) + counted(&b.words) - common).max(0.1),
        heads,
        flag(heads > 0.0),
        flag(same_class),
        flag(!same_class && !a.classes.is_empty() && !b.classes.is_empty()),
        both_names as f32,
        flag(both_names == 0 && own > 0 && other > 0),
        both_names as f32 / (own + other - both_names).max(1) as f32,
        flag(a.texts.iter().any(|text| b.texts.contains(text))),
        (a.mentions.max(1) as f32).ln() + (b.mentions.max(1) as f32).ln(),
        a.mentions.min(b.mentions).min(20) as f32,
        common_by(&a.around, &b.around, |x, y| x * y),
        rarest,
    ]
}

/// The words that two sketches share.
struct Shared<'s> {
    pairs: Vec<(&'s Said, &'s Said)>,
    /// For each word of the second the place of the same in the first.
    places: Vec<Option<u8>>,
    second: &'s [Said],
}

impl<'s> Shared<'s> {
    fn new(a: &'s [Said], b: &'s [Said]) -> Self {
        let mut places = vec![None; b.len()];
        let mut pairs = Vec::new();
        let mut x = 0;
        for (y, other) in b.iter().enumerate() {
            while a.get(x).is_some_and(|own| own.stem < other.stem) {
                x += 1;
            }
            if let Some(own) = a.get(x).filter(|own| own.stem == other.stem) {
                places[y] = u8::try_from(x).ok();
                pairs.push((own, other));
            }
        }
        Self { pairs, places, second: b }
    }

    /// How many words a set of the second has, those of them that the first has as a set of its own, and what all weigh.
    fn of_b(&self, set: u32) -> (u32, u32, f32) {
        let own = bits(set).filter_map(|y| self.places[y]).fold(0_u32, |set, x| set | 1 << x);
        (set.count_ones(), own, bits(set).map(|y| self.second[y].weight).sum())
    }
}

/// The places in a set.
fn bits(mut set: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = (set != 0).then(|| set.trailing_zeros())?;
        set &= set - 1;
        Some(at as usize)
    })
}

/// The sum over what two sorted lists have in common.
fn common_by(a: &[(u64, f32)], b: &[(u64, f32)], of: impl Fn(f32, f32) -> f32) -> f32 {
    let of_b = |key: u64| b.binary_search_by_key(&key, |(other, _)| *other).ok().map(|at| b[at].1);
    a.iter().filter_map(|(key, x)| Some(of(*x, of_b(*key)?))).sum()
}

/// An issue of some articles.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The number of its article.
    pub(super) article: u32,
    /// Its number there.
    pub(super) issue: u32,
    /// Its name.
    pub(super) name: String,
    /// What that says.
    pub(super) key: Vec<u64>,
    /// The word of its name that turns an issue round, if there is one: such issues are one only with their like.
    pub(super) turning: u64,
    /// What is kept of it.
    pub(super) sketch: Sketch,
}

/// Puts together the issues of some articles that are one: what belongs together, by places in `all`.
///
/// Those of one name belong together; of these, those that are named most begin, and the others join those with which they
/// are alike. What has no word and no class in common is never compared. The order of the articles decides nothing.
pub(super) fn together(all: &[Candidate], line: &Line) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut having: ByHash<Vec<usize>> = ByHash::default();
    for unit in of_one_name(all) {
        let keys = || unit.iter().take(MEMBERS).flat_map(|&one| all[one].sketch.keys());
        let mut near: Vec<usize> = keys().filter_map(|key| having.get(&key)).flatten().copied().collect();
        near.sort_unstable();
        let mut counted: Vec<(usize, usize)> = near.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        counted.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        counted.truncate(COMPARED);
        let turning = all[unit[0]].turning;
        let best = counted
            .into_iter()
            .filter(|(_, g)| all[groups[*g][0]].turning == turning)
            .map(|(_, g)| (like(all, &groups[g], &unit, line), g))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let g = best.filter(|(like, _)| *like >= LINKED).map_or(groups.len(), |(_, g)| g);
        if g == groups.len() {
            groups.push(Vec::new());
        }
        let mut keys: Vec<u64> = keys().collect();
        keys.sort_unstable();
        keys.dedup();
        groups[g].extend(unit);
        for key in keys {
            let having = having.entry(key).or_default();
            if having.len() < KEPT && !having.contains(&g) {
                having.push(g);
            }
        }
    }
    groups
}

/// The issues that have one name, those with the most mentions first, and in the same order in each.
fn of_one_name(all: &[Candidate]) -> Vec<Vec<usize>> {
    let mut by_name: BTreeMap<&[u64], Vec<usize>> = BTreeMap::new();
    for (at, candidate) in all.iter().enumerate() {
        by_name.entry(&candidate.key).or_default().push(at);
    }
    let mut units: Vec<Vec<usize>> = by_name.into_values().collect();
    for unit in &mut units {
        unit.sort_by(|a, b| all[*a].sketch.order(&all[*b].sketch));
    }
    // Those of one number of mentions stay in the order of their names.
    units.sort_by_key(|unit| Reverse(unit.iter().map(|&one| all[one].sketch.mentions).sum::<u32>()));
    units
}

/// How likely the issues of a group and those of a name are one, on average over those of different articles.
fn like(all: &[Candidate], group: &[usize], unit: &[usize], line: &Line) -> f32 {
    let (mut number, mut sum) = (0_u32, 0.0_f32);
    for own in unit.iter().take(MEMBERS / 2).map(|&one| &all[one]) {
        for other in group.iter().take(MEMBERS).map(|&one| &all[one]).filter(|other| other.article != own.article) {
            number += 1;
            if !own.sketch.is_of_another(&other.sketch) {
                sum += line.of(&facts(&other.sketch, &own.sketch));
            }
        }
    }
    if number == 0 { 0.0 } else { sum / number as f32 }
}
