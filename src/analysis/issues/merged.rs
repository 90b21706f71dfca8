//! Issues that are one across articles.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::analysis::issues::Leading;
use crate::analysis::issues::stands::Stands;
use crate::analysis::issues::words::{self, CONJUNCTION, DETERMINER, PREPOSITION, TURNING, said};
use crate::model::article_id::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusIssue};
use crate::model::issue::{Issue, IssueId};

/// Share of the words of two names that both have, from which they name one issue.
const ALIKE: f32 = 0.6;
/// How many issues with a word in common a name is compared with, those of the most articles first.
const COMPARED: usize = 64;

/// What is kept of an issue of an article to merge it with others.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::analysis) struct Told {
    name: String,
    mentions: u32,
    positions: u32,
    stands: Stands,
    /// Whether a person named it so.
    by_hand: bool,
}

impl Told {
    /// What is kept of the issues of an article, in their order.
    pub(in crate::analysis) fn all(findings: &ArticleFindings) -> Vec<Self> {
        let told = |issue: &Issue| Self {
            name: issue.name.clone(),
            mentions: issue.mentions.len() as u32,
            positions: issue.positions.len() as u32,
            stands: Stands::of(issue.positions.iter()),
            by_hand: issue.reason.is_by_hand(),
        };
        findings.issues.iter().map(told).collect()
    }
}

/// Issues whose names say the same in the same words.
struct Merged<'a> {
    /// What the name says: sorted hashes of its content words.
    key: Vec<u64>,
    /// Whether it has a word that turns an issue round.
    turns: bool,
    members: Vec<(ArticleId, IssueId)>,
    positions: usize,
    stands: Stands,
    /// Whether a person named it so: then only the very same words are it.
    by_hand: bool,
    /// Each spelling with its mentions.
    names: HashMap<&'a str, usize>,
}

/// Merges issues whose names say nearly the same, and orders them: disputed ones first, then by positions.
/// Issues of one story that [`lead`](super::lead) found to be one go under one name.
pub(super) fn across<'a>(articles: impl Iterator<Item = &'a [Told]>, leading: &Leading) -> Vec<CorpusIssue> {
    let mut out: Vec<(usize, CorpusIssue)> = alike(same(articles, leading))
        .into_iter()
        .map(|mut merged| {
            merged.members.sort_unstable();
            let (count, disputed) = (merged.positions, merged.stands.oppose());
            let best = |(name, count): &(&str, usize)| (clarity(name, *count as u32), Reverse(name.to_string()));
            let clearest = merged.names.into_iter().max_by_key(best);
            let name = clearest.map_or_else(String::new, |(name, _)| name.to_owned());
            (count, CorpusIssue { name, disputed, members: merged.members })
        })
        .collect();
    out.sort_by(|(n, a), (m, b)| {
        let by_members = b.members.len().cmp(&a.members.len());
        b.disputed.cmp(&a.disputed).then(m.cmp(n)).then(by_members).then_with(|| a.name.cmp(&b.name))
    });
    out.into_iter().map(|(_, issue)| issue).collect()
}

/// Puts together what has the same words in any order and with any endings.
fn same<'a>(articles: impl Iterator<Item = &'a [Told]>, leading: &Leading) -> Vec<Merged<'a>> {
    let mut by_key: HashMap<Vec<u64>, Merged<'a>> = HashMap::new();
    for (a, issues) in articles.enumerate() {
        for (i, issue) in issues.iter().enumerate() {
            let name = leading.get(&(a as u32, i as u32)).map_or(issue.name.as_str(), |name| &**name);
            let key = key(name);
            let merged = by_key.entry(key).or_insert_with_key(|key| Merged {
                key: key.clone(),
                turns: false,
                by_hand: false,
                members: Vec::new(),
                positions: 0,
                stands: Stands::default(),
                names: HashMap::new(),
            });
            merged.turns |= turning(&issue.name) != 0;
            merged.by_hand |= issue.by_hand;
            merged.positions += issue.positions as usize;
            merged.stands.add(issue.stands);
            merged.members.push((ArticleId(a as u32), IssueId(i as u32)));
            *merged.names.entry(&issue.name).or_default() += issue.mentions as usize;
        }
    }
    by_key.into_values().collect()
}

/// Joins the rarer to the commoner names that share most of their words.
fn alike(mut all: Vec<Merged<'_>>) -> Vec<Merged<'_>> {
    // By what they say and not by where they stand: the order of the articles decides nothing.
    all.sort_by(|a, b| b.members.len().cmp(&a.members.len()).then_with(|| a.key.cmp(&b.key)));
    let mut out: Vec<Merged<'_>> = Vec::new();
    let mut saying: HashMap<u64, Vec<usize>> = HashMap::new();
    for merged in all {
        let near = merged.key.iter().filter_map(|word| saying.get(word)).flat_map(|g| g.iter().take(COMPARED));
        let best = near
            .filter(|&&g| out[g].turns == merged.turns && !out[g].by_hand && !merged.by_hand)
            .map(|&g| (likeness(&out[g].key, &merged.key), g))
            .filter(|(likeness, _)| *likeness >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((_, g)) = best {
            out[g].members.extend(merged.members);
            out[g].positions += merged.positions;
            out[g].stands.add(merged.stands);
            for (name, count) in merged.names {
                *out[g].names.entry(name).or_default() += count;
            }
        } else {
            for word in &merged.key {
                saying.entry(*word).or_default().push(out.len());
            }
            out.push(merged);
        }
    }
    out
}

/// Words that both sorted keys have, as a share of those that either has.
fn likeness(a: &[u64], b: &[u64]) -> f32 {
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count();
    shared as f32 / (a.len() + b.len() - shared).max(1) as f32
}

/// The word of a name that turns an issue round, as a hash; 0 where there is none.
pub(super) fn turning(name: &str) -> u64 {
    let turns = |word: &&str| words::of(word).is(TURNING);
    name.split_whitespace().find(turns).map_or(0, said)
}

/// How well a name that stands so often in the texts can stand for all: short ones of several words are clear, and those
/// with marks inside are mostly cut wrongly.
pub(super) fn clarity(name: &str, mentions: u32) -> u32 {
    let fit = match name.split_whitespace().count() {
        2..=4 => 6,
        5 | 6 => 3,
        1 => 2,
        _ => 0,
    };
    let whole = !name.contains([',', ';', ':', '(', ')', '[', ']', '“', '”', '"']);
    // "Divergences on some issues" is cut out of a sentence.
    let loose = name.split_whitespace().skip(1).any(|w| words::of(w).is(DETERMINER) && !w.eq_ignore_ascii_case("the"));
    (fit * u32::from(whole) + mentions.min(8)).saturating_sub(3 * u32::from(loose))
}

/// What a name says, as sorted hashes of its content words.
pub(super) fn key(name: &str) -> Vec<u64> {
    let parts = name.split(|c: char| !c.is_alphanumeric() && c != '.').map(|w| w.trim_end_matches('.'));
    let told = parts.filter(|w| w.len() > 1 && !words::of(w).is(DETERMINER | PREPOSITION | CONJUNCTION));
    let mut key: Vec<u64> = told.map(said).collect();
    key.sort_unstable();
    key.dedup();
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_share_most_words_are_alike() {
        for (a, b, one) in [
            ("election law in Hong Kong", "Hong Kong's electoral system", true),
            ("sanctions on Iran", "Iran sanctions", true),
            ("Medicare cuts", "Medicare plan", false),
            ("fuel tax", "carbon tax", false),
            ("U.S. policy", "the policy of the United States", false),
            ("Chinese tariffs", "China's tariffs", true),
        ] {
            assert_eq!(likeness(&key(a), &key(b)) >= ALIKE, one, "{a} / {b}");
        }
    }
}
