//! Which entities and issues of two articles are the same.

use crate::analysis::identity;
use crate::analysis::issues;
use crate::language::hash;
use crate::language::vocabulary;
use crate::model::article::Article;
use crate::model::comparison::Matched;
use crate::model::entity::EntityId;
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
                *slot = Some(hash::combine(1, key));
            }
        }
        for matched in issues {
            let (Some(left), Some(right)) = (matched.left, matched.right) else { continue };
            let own = if hand == 0 { left } else { right };
            if let Some(slot) = out.issues.get_mut(own.0 as usize) {
                *slot = Some(hash::combine(3, hash::exact(&matched.name)));
            }
        }
        // A country, its people and its capital are one for recognising a passage, whichever of them is named.
        for (slot, entity) in out.entities.iter_mut().zip(&findings[hand].entities) {
            if let Some(nation) = vocabulary::nation_of(&entity.name) {
                *slot = Some(hash::combine(1, hash::exact(nation)));
            }
        }
        out
    }
}

fn nation_or_name(name: &str) -> u64 {
    vocabulary::nation_of(name).map_or_else(|| name_key(name), hash::exact)
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
    let place = |hand: usize, id| articles[hand].1.issue(id).and_then(|i| i.mentions.first().copied());
    sort(&mut out, place);
    out.into_iter().map(|(_, m)| m).collect()
}

/// Those of both, only left, only right; the one with the most mentions first, the same in the mirror.
///
/// `facts` tells two of one name apart that are linked crosswise: neither the left nor the right one comes first.
fn sort<T: Copy + Ord, F: Ord>(matches: &mut [(usize, Matched<T>)], facts: impl Fn(usize, T) -> F) {
    matches.sort_by(|(n, a), (m, b)| {
        let group = |x: &Matched<T>| match (x.left, x.right) {
            (Some(_), Some(_)) => 0,
            (Some(_), None) => 1,
            _ => 2,
        };
        let sides = |x: &Matched<T>| {
            let mut sides = [x.left.map(|id| (id, facts(0, id))), x.right.map(|id| (id, facts(1, id)))];
            sides.sort();
            sides
        };
        group(a).cmp(&group(b)).then(m.cmp(n)).then_with(|| a.name.cmp(&b.name)).then_with(|| sides(a).cmp(&sides(b)))
    });
}

/// The entities of both articles and of one, in the same order.
pub(super) fn entities(articles: [(&Article, &ArticleFindings); 2]) -> Vec<Matched<EntityId>> {
    let count = |hand: usize, id: Option<EntityId>| {
        id.and_then(|id| articles[hand].1.entity(id)).map_or(0, |e| e.mentions.len())
    };
    let mut out: Vec<(usize, Matched<EntityId>)> = identity::across::linked(&articles)
        .into_iter()
        .map(|entity| {
            let of = |hand: u32| entity.members.iter().find(|m| m.0.0 == hand).map(|m| m.1);
            let matched = Matched { name: entity.name, left: of(0), right: of(1) };
            (count(0, matched.left) + count(1, matched.right), matched)
        })
        .collect();
    let facts = |hand: usize, id| articles[hand].1.entity(id).map(|e| (e.kind, e.mentions.first().map(|m| m.span)));
    sort(&mut out, facts);
    out.into_iter().map(|(_, m)| m).collect()
}

/// A name without case, accents and article; names that the lists know as one thing have one key.
fn name_key(name: &str) -> u64 {
    let known = vocabulary::chief_name(name).unwrap_or(name);
    let words = known.split_whitespace().filter(|w| !w.eq_ignore_ascii_case("the"));
    words.map(hash::fold).reduce(hash::combine).unwrap_or_default()
}
