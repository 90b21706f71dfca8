//! What is kept of an issue of an article to tell whether another article has it too: what the phrases say that name it,
//! and the rare words around them. A sketch needs neither the text nor the other articles.

use std::cmp::Ordering;

use crate::analysis::issues::background::rarity;
use crate::analysis::issues::words::{self, CLOSED, PREPOSITION, RELATIVE, WEAK, said};
use crate::language::hash::{self, ByHash};
use crate::language::stem;
use crate::language::vocabulary::nation_of;
use crate::model::issue::Issue;
use crate::text::span::Span;

/// How many different words the phrases of a sketch say; a phrase is the set of their numbers, in bits.
const WORDS: usize = 32;
/// How many different phrases are kept.
const PHRASES: usize = 8;
/// How many words around the phrases are kept, the weightiest.
const AROUND: usize = 32;
/// How many mentions are looked at.
const MENTIONS: usize = 40;
/// A sentence with more bytes is a list or no prose.
const SENTENCE: usize = 2_000;

/// What is kept of an issue.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sketch {
    /// What its phrases say, by the hash.
    pub(super) words: Vec<Said>,
    /// Its phrases, each as a set of places in `words`; none twice.
    pub(super) phrases: Vec<u32>,
    /// The words of its name, as such a set.
    pub(super) name: u32,
    /// The nouns of its phrases with the share of each, by the hash.
    pub(super) heads: Vec<(u64, f32)>,
    /// The classes of these nouns, sorted.
    pub(super) classes: Vec<u16>,
    /// Its phrases of several words as they are written, sorted.
    pub(super) texts: Vec<u64>,
    /// Words around its phrases with the weight of each, by the hash; the weights as a vector have the length 1.
    pub(super) around: Vec<(u64, f32)>,
    /// Whose it is by its name, if that says so.
    pub(super) owner: Option<Owner>,
    /// How many mentions it has.
    pub(super) mentions: u32,
}

/// Who is named as the one who has something: "*Spain's* levy".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    /// Who it is, by the last word of the name; of a country, its government or its people the country.
    who: u64,
    /// What that word says.
    stem: u64,
}

/// A word of the phrases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Said {
    /// What it says, whatever its ending.
    pub(super) stem: u64,
    /// In how many mentions.
    pub(super) count: u32,
    /// How rare it is in news, from 0.1 to 1.1.
    pub(super) weight: f32,
    /// Whether it is written with a capital.
    pub(super) name: bool,
}

impl Sketch {
    /// That of an issue of a text with these sentences.
    pub(super) fn of(text: &str, sentences: &[Span], issue: &Issue) -> Self {
        let mentions: Vec<&str> = issue.mentions.iter().take(MENTIONS).map(|m| m.of(text)).collect();
        let mut words: Vec<Said> = Vec::new();
        let mut phrases: Vec<Vec<u64>> = Vec::new();
        let mut heads: Vec<(u64, f32)> = Vec::new();
        let (mut classes, mut texts) = (Vec::new(), Vec::new());
        for mention in &mentions {
            let mut phrase = Vec::new();
            let mut long = 0;
            for word in content(mention) {
                long += 1;
                let stem = said(word);
                if !phrase.contains(&stem) {
                    phrase.push(stem);
                    note(&mut words, stem, word);
                }
            }
            phrases.push(phrase);
            if long > 1 {
                texts.push(hash::lower(mention));
            }
            if let Some(head) = head(mention) {
                let noun = hash::lower(stem::singular(head));
                match heads.iter_mut().find(|(known, _)| *known == noun) {
                    Some((_, share)) => *share += 1.0,
                    None => heads.push((noun, 1.0)),
                }
                classes.extend(Some(words::of(head).head).filter(|class| *class > 0));
            }
        }
        let number = mentions.len().max(1) as f32;
        for (_, share) in &mut heads {
            *share /= number;
        }
        heads.sort_unstable_by_key(|(noun, _)| *noun);
        texts.sort_unstable();
        texts.dedup();
        classes.sort_unstable();
        classes.dedup();
        words.sort_by(|a, b| b.count.cmp(&a.count).then(a.stem.cmp(&b.stem)));
        words.truncate(WORDS);
        words.sort_by_key(|w| w.stem);
        let set = |stems: &[u64]| stems.iter().filter_map(|s| place(&words, *s)).fold(0_u32, |set, at| set | 1 << at);
        let mut sets: Vec<u32> = phrases.iter().map(|phrase| set(phrase)).filter(|set| *set != 0).collect();
        sets.sort_unstable();
        sets.dedup();
        sets.truncate(PHRASES);
        let name: Vec<u64> = content(&issue.name).map(said).collect();
        let name = set(&name);
        let around = around(text, sentences, &issue.mentions);
        let mentions = issue.mentions.len() as u32;
        let owner = owner(&issue.name);
        Self { name, phrases: sets, heads, classes, texts, around, owner, mentions, words }
    }
}

impl Sketch {
    /// What an issue is looked up by: two with none of it in common are never one.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.words.iter().map(|word| word.stem).chain(self.classes.iter().map(|class| u64::from(*class)))
    }

    /// Whether two issues have owners that are not the same, and neither issue is named with the other's: "China's system" and
    /// "Hong Kong's electoral system" are two.
    pub(super) fn is_of_another(&self, other: &Self) -> bool {
        let has = |sketch: &Self, owner: Owner| place(&sketch.words, owner.stem).is_some();
        let (Some(a), Some(b)) = (self.owner, other.owner) else { return false };
        a.who != b.who && !has(self, b) && !has(other, a)
    }

    /// Which comes first: the one with the more mentions, then by what they say.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let words = |sketch: &Self| sketch.words.iter().map(|w| (w.stem, w.count)).collect::<Vec<_>>();
        let around = |sketch: &Self| sketch.around.iter().map(|(stem, _)| *stem).collect::<Vec<_>>();
        let told = |sketch: &Self| (words(sketch), sketch.texts.clone(), sketch.phrases.clone(), around(sketch));
        other.mentions.cmp(&self.mentions).then_with(|| told(self).cmp(&told(other)))
    }
}

/// Whose an issue of this name is, where a name with a capital stands in front of its last possessive.
fn owner(name: &str) -> Option<Owner> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let at = words.iter().rposition(|word| possessive(word).is_some())?;
    let word = possessive(words[at])?;
    let before = at.checked_sub(1).map(|at| words[at]);
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let long = before.map(|before| format!("{before} {word}"));
    let nation = long.as_deref().and_then(nation_of).or_else(|| nation_of(word));
    Some(Owner { who: hash::lower(nation.unwrap_or(word)), stem: said(word) })
}

/// A word without what makes it a possessive; `None` for one that is none.
fn possessive(word: &str) -> Option<&str> {
    let whole = ["’s", "'s"].iter().find_map(|end| word.strip_suffix(end));
    whole.or_else(|| ["s’", "s'"].iter().any(|end| word.ends_with(end)).then(|| word.trim_end_matches(['’', '\''])))
}

/// Counts a word of a phrase.
fn note(words: &mut Vec<Said>, stem: u64, word: &str) {
    let name = word.starts_with(char::is_uppercase);
    match words.iter_mut().find(|w| w.stem == stem) {
        Some(known) => {
            known.count += 1;
            known.name |= name;
        }
        None => words.push(Said { stem, count: 1, weight: weight(word), name }),
    }
}

/// Where a stem stands in words that are sorted by theirs.
pub(super) fn place(words: &[Said], stem: u64) -> Option<usize> {
    words.binary_search_by_key(&stem, |w| w.stem).ok()
}

/// How much a word tells: the rarer it is, the more.
fn weight(word: &str) -> f32 {
    rarity(&word.to_lowercase()) as f32 / 9.0 + 0.1
}

/// The words of the sentences around some phrases, the weightiest.
fn around(text: &str, sentences: &[Span], mentions: &[Span]) -> Vec<(u64, f32)> {
    let mut found: ByHash<(u32, f32)> = ByHash::default();
    let mut last = usize::MAX;
    for mention in mentions.iter().take(MENTIONS) {
        let at = sentences.partition_point(|s| s.end <= mention.start);
        let Some(sentence) = sentences.get(at).filter(|s| at != last && s.len() <= SENTENCE) else { continue };
        last = at;
        for word in content(sentence.of(text)) {
            let entry = found.entry(said(word)).or_insert_with(|| (0, weight(word)));
            entry.0 += 1;
        }
    }
    let mut all: Vec<(u64, f32)> =
        found.into_iter().map(|(stem, (count, weight))| (stem, (1.0 + count as f32).ln() * weight)).collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    all.truncate(AROUND);
    all.sort_unstable_by_key(|(stem, _)| *stem);
    let length = all.iter().map(|(_, w)| w * w).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    for (_, weight) in &mut all {
        *weight /= length;
    }
    all
}

/// The words of a phrase that say something.
fn content(phrase: &str) -> impl Iterator<Item = &str> {
    parts(phrase).filter(|word| word.len() > 1 && !words::of(word).is(CLOSED | WEAK))
}

/// The noun of a phrase: its last word, or the last before a preposition.
fn head(phrase: &str) -> Option<&str> {
    let mut last = None;
    for word in parts(phrase) {
        if last.is_some() && words::of(word).is(PREPOSITION | RELATIVE) {
            break;
        }
        if word.len() > 1 {
            last = Some(word);
        }
    }
    last
}

fn parts(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split(|c: char| !c.is_alphanumeric() && c != '.').map(|w| w.trim_end_matches('.')).filter(|w| !w.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reason::Reason;

    fn named(name: &str) -> Sketch {
        let issue = Issue {
            name: name.to_owned(),
            mentions: vec![Span::new(0, name.len())],
            positions: Vec::new(),
            disputed: false,
            reason: Reason::rule("test"),
        };
        Sketch::of(name, &[Span::new(0, name.len())], &issue)
    }

    #[test]
    fn what_belongs_to_two_is_two() {
        let system = named("China's system");
        assert!(system.is_of_another(&named("Hong Kong's electoral system")));
        assert!(system.is_of_another(&named("the Norlanders’ system")));
        assert!(!system.is_of_another(&named("Beijing’s system")), "one country under two names");
        assert!(!system.is_of_another(&named("Hong Kong's system that China reformed")), "named with the other's");
        assert!(!system.is_of_another(&named("electoral system")), "nobody's");
        assert!(!system.is_of_another(&named("the party's system")), "no name");
    }
}
