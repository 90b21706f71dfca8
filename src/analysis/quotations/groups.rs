//! Groups of words of like use, learned from plain text.
//!
//! The exchange algorithm: every word moves to the group in which the groups of its neighbours tell most about it
//! (Kneser and Ney 1993), a few rounds over all words. Rare words are left out; their class stands for them.

use std::collections::HashMap;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::vocabulary::LEARNED;

/// How many groups there are; with the classes they have room in a byte.
const GROUPS: usize = 200;
/// How often each word may move.
const ROUNDS: usize = 12;
/// A rarer word has no group.
const OCCURRENCES: u32 = 5;

/// The group of each frequent word. `sentences` are the words of each sentence, by hash; `classes` has the class of each
/// word, which keeps a group of its own.
pub(super) fn learn(sentences: &[Vec<u32>], classes: &HashMap<u32, Tag>) -> Vec<(u32, u8)> {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for word in sentences.iter().flatten() {
        *counts.entry(*word).or_default() += 1;
    }
    let mut frequent: Vec<(u32, u32)> = counts.into_iter().filter(|(_, n)| *n >= OCCURRENCES).collect();
    frequent.sort_by_key(|(word, n)| (std::cmp::Reverse(*n), *word));
    let mut ids: HashMap<u32, usize> = frequent.iter().enumerate().map(|(id, (word, _))| (*word, id)).collect();
    // Rare words of a class are one word, and so is the edge of a sentence.
    let edge = frequent.len() + usize::from(LEARNED);
    for sentence in sentences {
        for word in sentence {
            let class = classes.get(word).copied().unwrap_or(Tag::Edge);
            ids.entry(*word).or_insert(frequent.len() + class as usize);
        }
    }
    let words = edge + 1;
    let mut pairs: HashMap<(usize, usize), u32> = HashMap::new();
    for sentence in sentences {
        let mut before = edge;
        for word in sentence.iter().map(|w| ids[w]).chain([edge]) {
            *pairs.entry((before, word)).or_default() += 1;
            before = word;
        }
    }
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_unstable();
    let (mut behind, mut before) = (vec![Vec::new(); words], vec![Vec::new(); words]);
    for ((a, b), n) in pairs {
        behind[a].push((b, n));
        before[b].push((a, n));
    }
    let start = (0..frequent.len()).map(|id| if id < GROUPS { id } else { GROUPS - 1 });
    let fixed = (0..=usize::from(LEARNED)).map(|class| GROUPS + class);
    let mut exchange = Exchange::new(start.chain(fixed).collect(), behind, before);
    for _ in 0..ROUNDS {
        let moved = (0..frequent.len()).filter(|word| exchange.relocate(*word)).count();
        if moved == 0 {
            break;
        }
    }
    frequent.iter().enumerate().map(|(id, (word, _))| (*word, exchange.group[id] as u8)).collect()
}

struct Exchange {
    /// The group of each word.
    group: Vec<usize>,
    /// For each word the words behind it and in front of it, and how often.
    behind: Vec<Vec<(usize, u32)>>,
    before: Vec<Vec<(usize, u32)>>,
    /// How often one group follows another, as a square table.
    pairs: Vec<i64>,
    /// How often a group is the first, and the second, of a pair.
    firsts: Vec<i64>,
    seconds: Vec<i64>,
    size: usize,
}

/// What stands beside a word: how often each group behind it and in front of it, and how often the word itself.
struct Beside {
    behind: Vec<(usize, i64)>,
    before: Vec<(usize, i64)>,
    itself: i64,
}

/// n · ln n.
fn weight(n: i64) -> f64 {
    if n <= 1 { 0.0 } else { n as f64 * (n as f64).ln() }
}

impl Exchange {
    fn new(group: Vec<usize>, behind: Vec<Vec<(usize, u32)>>, before: Vec<Vec<(usize, u32)>>) -> Self {
        let size = group.iter().max().map_or(0, |g| g + 1);
        let (pairs, firsts, seconds) = (vec![0; size * size], vec![0; size], vec![0; size]);
        let mut new = Self { group, behind, before, pairs, firsts, seconds, size };
        for a in 0..new.group.len() {
            for &(b, n) in &new.behind[a] {
                let (a, b) = (new.group[a], new.group[b]);
                new.pairs[a * size + b] += i64::from(n);
                new.firsts[a] += i64::from(n);
                new.seconds[b] += i64::from(n);
            }
        }
        new
    }

    /// Moves a word to its best group; whether that is another one than before.
    fn relocate(&mut self, word: usize) -> bool {
        let old = self.group[word];
        let beside = self.beside(word);
        self.shift(old, &beside, -1);
        let (mut best, mut most) = (old, f64::MIN);
        for group in 0..GROUPS {
            let gain = self.gain(group, &beside);
            if gain > most + 1e-9 {
                (best, most) = (group, gain);
            }
        }
        self.shift(best, &beside, 1);
        self.group[word] = best;
        best != old
    }

    /// What stands beside a word.
    fn beside(&self, word: usize) -> Beside {
        let mut itself = 0;
        let mut sum = |list: &[(usize, u32)]| {
            let mut of = vec![0i64; self.size];
            for (other, n) in list {
                if *other == word {
                    itself = i64::from(*n);
                } else {
                    of[self.group[*other]] += i64::from(*n);
                }
            }
            of.into_iter().enumerate().filter(|(_, n)| *n > 0).collect::<Vec<_>>()
        };
        let (behind, before) = (sum(&self.behind[word]), sum(&self.before[word]));
        Beside { behind, before, itself }
    }

    /// Adds the pairs of a word to those of a group (`sign` 1), or takes them away (-1).
    fn shift(&mut self, group: usize, beside: &Beside, sign: i64) {
        for (other, n) in &beside.behind {
            self.pairs[group * self.size + other] += sign * n;
            self.firsts[group] += sign * n;
            self.seconds[*other] += sign * n;
        }
        for (other, n) in &beside.before {
            self.pairs[other * self.size + group] += sign * n;
            self.seconds[group] += sign * n;
            self.firsts[*other] += sign * n;
        }
        self.pairs[group * self.size + group] += sign * beside.itself;
        self.firsts[group] += sign * beside.itself;
        self.seconds[group] += sign * beside.itself;
    }

    /// What the text gains in likelihood when the word, which is in no group now, joins `group`.
    fn gain(&self, group: usize, beside: &Beside) -> f64 {
        let Beside { behind, before, itself } = beside;
        let grown = |now: i64, by: i64| weight(now + by) - weight(now);
        let mut gain = 0.0;
        let own = |list: &[(usize, i64)]| list.iter().find(|(g, _)| *g == group).map_or(0, |(_, n)| *n);
        for (other, n) in behind.iter().filter(|(g, _)| *g != group) {
            gain += grown(self.pairs[group * self.size + other], *n);
        }
        for (other, n) in before.iter().filter(|(g, _)| *g != group) {
            gain += grown(self.pairs[other * self.size + group], *n);
        }
        gain += grown(self.pairs[group * self.size + group], own(behind) + own(before) + itself);
        let sum = |list: &[(usize, i64)]| list.iter().map(|(_, n)| n).sum::<i64>() + itself;
        gain - grown(self.firsts[group], sum(behind)) - grown(self.seconds[group], sum(before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_like_neighbours_share_a_group() {
        // 1 and 2 stand between 10 and 20, 3 and 4 between 20 and 10; more groups than words leave each word its own, so
        // what counts is that like words end together once one of them moved.
        let sentences: Vec<Vec<u32>> = (0..400u32).map(|i| vec![10, 1 + i % 2, 20, 3 + i % 2, 30 + i / 2]).collect();
        let groups: HashMap<u32, u8> = learn(&sentences, &HashMap::new()).into_iter().collect();
        assert_eq!(groups[&1], groups[&2]);
        assert_eq!(groups[&3], groups[&4]);
        assert_ne!(groups[&1], groups[&3]);
        assert!(!groups.contains_key(&30), "a rare word has no group");
    }
}
