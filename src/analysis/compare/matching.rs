//! Which entities and issues of two articles are the same.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::analysis::compare::people;
use crate::analysis::issues;
use crate::analysis::lexicon;
use crate::model::article::Article;
use crate::model::comparison::Matched;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;

/// The keys under which the passages of one article know what the other has too.
#[derive(Debug)]
pub(super) struct Links {
    /// By entity; `None` for one that only this article has.
    pub(super) entities: Vec<Option<u64>>,
    /// By issue, in the same way.
    pub(super) issues: Vec<Option<u64>>,
}

impl Links {
    /// The links of the left article (`hand` 0) or the right one (1).
    pub(super) fn new(
        findings: [&ArticleFindings; 2],
        entities: &[Matched<EntityId>],
        issues: &[Matched<IssueId>],
        hand: usize,
    ) -> Self {
        let mut out = Self {
            entities: vec![None; findings[hand].entities.len()],
            issues: vec![None; findings[hand].issues.len()],
        };
        for matched in entities {
            let (Some(left), Some(right)) = (matched.left, matched.right) else { continue };
            let key = |f: &ArticleFindings, id| f.entity(id).map_or(0, |e| nation_or_name(&e.name));
            let key = key(findings[0], left).min(key(findings[1], right));
            let own = if hand == 0 { left } else { right };
            if let Some(slot) = out.entities.get_mut(own.0 as usize) {
                *slot = Some(lexicon::combine(1, key));
            }
        }
        for matched in issues {
            let (Some(left), Some(right)) = (matched.left, matched.right) else { continue };
            let own = if hand == 0 { left } else { right };
            if let Some(slot) = out.issues.get_mut(own.0 as usize) {
                *slot = Some(lexicon::combine(3, lexicon::exact(&matched.name)));
            }
        }
        // A country, its people and its capital are one for recognising a passage, whichever of them is named.
        for (slot, entity) in out.entities.iter_mut().zip(&findings[hand].entities) {
            if let Some(nation) = lexicon::nation_of(&entity.name) {
                *slot = Some(lexicon::combine(1, lexicon::exact(nation)));
            }
        }
        out
    }
}

fn nation_or_name(name: &str) -> u64 {
    lexicon::nation_of(name).map_or_else(|| name_key(name), lexicon::exact)
}

/// The issues of both articles and of one: those of both first, then only left, then only right; by mentions.
pub(super) fn issues(articles: [(&Article, &ArticleFindings); 2]) -> Vec<Matched<IssueId>> {
    let count =
        |hand: usize, id: Option<IssueId>| id.and_then(|id| articles[hand].1.issue(id)).map_or(0, |i| i.mentions.len());
    let mut out: Vec<(usize, Matched<IssueId>)> = issues::across(&articles)
        .into_iter()
        .map(|issue| {
            let of = |hand: u32| issue.members.iter().filter(|m| m.0.0 == hand).map(|m| m.1).min();
            let matched = Matched { name: issue.name, left: of(0), right: of(1) };
            (count(0, matched.left) + count(1, matched.right), matched)
        })
        .collect();
    sort(&mut out);
    out.into_iter().map(|(_, m)| m).collect()
}

/// Those of both, only left, only right; the one with the most mentions first, the same in the mirror.
fn sort<T: Copy + Ord>(matches: &mut [(usize, Matched<T>)]) {
    matches.sort_by(|(n, a), (m, b)| {
        let group = |x: &Matched<T>| match (x.left, x.right) {
            (Some(_), Some(_)) => 0,
            (Some(_), None) => 1,
            _ => 2,
        };
        let ids = |x: &Matched<T>| (x.left.min(x.right), x.left.max(x.right));
        group(a).cmp(&group(b)).then(m.cmp(n)).then_with(|| a.name.cmp(&b.name)).then_with(|| ids(a).cmp(&ids(b)))
    });
}

/// The entities of both articles and of one, in the same order.
pub(super) fn entities(articles: [(&Article, &ArticleFindings); 2]) -> Vec<Matched<EntityId>> {
    let sides = articles.map(|(article, findings)| Side { text: &article.text, entities: &findings.entities });
    let partner = sides.each_ref().map(|s| vec![None; s.entities.len()]);
    let mut pairing = Pairing { sides, partner };
    // The surest sign first; each entity is linked once.
    let always = |_: &Entity, _: &Entity| true;
    let same_kind = |a: &Entity, b: &Entity| a.kind == b.kind;
    pairing.link(|e, _| vec![lexicon::combine(name_key(&e.name), e.kind as u64 + 1)], always);
    pairing.link(|e, _| vec![name_key(&e.name)], always);
    // Two people may share first and last name and differ in the one between.
    pairing.link(
        |e, _| people::full_names(e),
        |a, b| people::core(&a.name).len() <= 2 || people::core(&b.name).len() <= 2,
    );
    pairing.link(other_names, same_kind);
    pairing.link(|e, _| acronyms(e), |a, b| is_acronym(&a.name) != is_acronym(&b.name));
    pairing.link(|e, _| people::surnames(e), |a, b| a.name.contains(' ') != b.name.contains(' '));
    pairing.matches()
}

/// The entities of one article.
struct Side<'a> {
    text: &'a str,
    entities: &'a [Entity],
}

/// Entities of two articles while they are linked.
struct Pairing<'a> {
    sides: [Side<'a>; 2],
    partner: [Vec<Option<usize>>; 2],
}

impl Pairing<'_> {
    /// Links what has a key in common that nothing else of either article has, and what `fits`.
    fn link(&mut self, keys: impl Fn(&Entity, &str) -> Vec<u64>, fits: impl Fn(&Entity, &Entity) -> bool) {
        let only = self.sides.each_ref().map(|side| {
            let mut owners: HashMap<u64, Option<usize>> = HashMap::new();
            for (i, entity) in side.entities.iter().enumerate().filter(|(_, e)| e.resolved) {
                for key in keys(entity, side.text) {
                    match owners.entry(key) {
                        Entry::Occupied(mut owner) if *owner.get() != Some(i) => drop(owner.insert(None)),
                        Entry::Occupied(_) => {}
                        Entry::Vacant(free) => drop(free.insert(Some(i))),
                    }
                }
            }
            owners
        });
        let [lefts, rights] = &self.sides;
        let mut links: Vec<(usize, usize)> = only[0]
            .iter()
            .filter_map(|(key, left)| Some(((*left)?, only[1].get(key).copied().flatten()?)))
            .filter(|(l, r)| self.partner[0][*l].is_none() && self.partner[1][*r].is_none())
            .filter(|(l, r)| fits(&lefts.entities[*l], &rights.entities[*r]))
            .collect();
        links.sort_unstable();
        links.dedup();
        // What several keys lead to different places is not sure.
        let mut count = [HashMap::new(), HashMap::new()];
        for (left, right) in &links {
            *count[0].entry(*left).or_insert(0) += 1;
            *count[1].entry(*right).or_insert(0) += 1;
        }
        for &(left, right) in links.iter().filter(|(l, r)| count[0][l] == 1 && count[1][r] == 1) {
            self.partner[0][left] = Some(right);
            self.partner[1][right] = Some(left);
        }
    }

    fn matches(self) -> Vec<Matched<EntityId>> {
        let mut out = Vec::with_capacity(self.partner[0].len() + self.partner[1].len());
        let id = |i: usize| EntityId(i as u32);
        for (i, left) in self.sides[0].entities.iter().enumerate() {
            let right = self.partner[0][i].and_then(|r| Some((r, self.sides[1].entities.get(r)?)));
            let count = left.mentions.len() + right.map_or(0, |(_, e)| e.mentions.len());
            let name = right.map_or(&left.name, |(_, e)| fuller(&left.name, &e.name));
            out.push((count, Matched { name: name.clone(), left: Some(id(i)), right: right.map(|(r, _)| id(r)) }));
        }
        for (i, right) in self.sides[1].entities.iter().enumerate().filter(|(i, _)| self.partner[1][*i].is_none()) {
            out.push((right.mentions.len(), Matched { name: right.name.clone(), left: None, right: Some(id(i)) }));
        }
        sort(&mut out);
        out.into_iter().map(|(_, m)| m).collect()
    }
}

/// The fuller of two names: not in capitals throughout, longer; else the first in the alphabet.
fn fuller<'a>(a: &'a String, b: &'a String) -> &'a String {
    let rank = |n: &String| (!n.contains(char::is_lowercase), std::cmp::Reverse(n.len()), n.clone());
    if rank(a) <= rank(b) { a } else { b }
}

/// A name without case, accents and article; names that the lists know as one thing have one key.
fn name_key(name: &str) -> u64 {
    let known = lexicon::chief_name(name).unwrap_or(name);
    let words = known.split_whitespace().filter(|w| !w.eq_ignore_ascii_case("the"));
    words.map(lexicon::fold).reduce(lexicon::combine).unwrap_or_default()
}

/// Every name under which the article mentions it, unless that is one word of a person's name.
fn other_names(entity: &Entity, text: &str) -> Vec<u64> {
    let names = entity.mentions.iter().map(|m| m.span.of(text));
    let mut keys: Vec<u64> =
        names.filter(|n| entity.kind != EntityKind::Person || n.contains(' ')).map(name_key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether a name is written in capitals alone (`EPA`, `E.P.A.`).
fn is_acronym(name: &str) -> bool {
    let letters = name.chars().filter(|c| *c != '.');
    (2..=6).contains(&letters.clone().count()) && letters.clone().all(|c| c.is_ascii_uppercase())
}

/// The initials of a name of three words or more, or the acronym that it is.
fn acronyms(entity: &Entity) -> Vec<u64> {
    if entity.kind == EntityKind::Person {
        return Vec::new();
    }
    if is_acronym(&entity.name) {
        let letters: String = entity.name.chars().filter(|c| *c != '.').collect();
        return vec![lexicon::exact(&letters)];
    }
    let words = entity.name.split([' ', '-']).filter(|w| !w.eq_ignore_ascii_case("the"));
    let first_letters = words.filter_map(|w| w.chars().next());
    let initials: String = first_letters.filter(|c| c.is_uppercase()).collect();
    if initials.len() < 3 { Vec::new() } else { vec![lexicon::exact(&initials)] }
}
