//! Articles as sparse vectors of weighted words: TF-IDF with half of the length given to names and numbers.
//!
//! Look-alike events (two floods, two trials) share their common words and differ in names and figures, so these have a
//! channel of their own.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::language::hash::{self, ByHash};
use crate::language::stem;
use crate::text::lists::section;

/// Words at the beginning of a text that count [`LEAD_FACTOR`] times: they say what happened.
const LEAD_WORDS: usize = 100;
/// How often a word of the lead counts.
const LEAD_FACTOR: f32 = 3.0;
/// How many of the heaviest words an article keeps in each channel.
const KEPT: usize = 80;
/// Words of a text that are read; the rest of a long text repeats its names.
const READ: usize = 2_000;
/// How many articles without the word are assumed besides those of the corpus.
const PRIOR: f32 = 40.0;
/// A word that so many articles have brings no further ones together; it still counts where other words do.
const COMMON: usize = 2_000;
/// What rarer words have to bring about for common ones to be counted: a small part of what makes a story.
const WORTH: f32 = 0.02;
/// Exponent on the inverse document frequency.
const RARITY: f32 = 1.3;

/// A word as its hash without a plural ending. Collisions of 64 bits do not matter here.
type Term = u64;
type Terms<V> = ByHash<V>;

/// A word of a channel by its number: half of the memory of a hash.
type Number = u32;

/// The vectors of all articles, each of length 1 (or empty).
pub(super) struct Vectors {
    rows: Vec<Box<[(Number, f32)]>>,
    /// How many numbers there are.
    numbers: usize,
}

impl Vectors {
    /// Weighs the words of texts against each other. The texts are gone through twice, since the words of all of them
    /// take more memory than is worth the time.
    pub(super) fn new<T: Iterator<Item = Counts>>(texts: impl Fn() -> T) -> Self {
        let (mut words, mut names) = (Channel::default(), Channel::default());
        for counts in texts() {
            words.count(&counts.words);
            names.count(&counts.names);
        }
        let half = 0.5_f32.sqrt();
        // The same word in the other channel is another dimension.
        let offset = words.having.len() as Number;
        let rows = texts()
            .map(|counts| {
                let names = names.weigh(&counts.names).into_iter().map(|(n, w)| (n + offset, w * half));
                words.weigh(&counts.words).into_iter().map(|(n, w)| (n, w * half)).chain(names).collect()
            })
            .collect();
        Self { rows, numbers: words.having.len() + names.having.len() }
    }

    /// Calls `sink(i, j, cosine)` for every pair `i < j` that shares a word, of which fewer than [`COMMON`] articles in
    /// front of `j` have one. So the work of an article does not grow with a large corpus.
    pub(super) fn each_pair(&self, mut sink: impl FnMut(u32, u32, f32)) {
        let mut index: Vec<Vec<(u32, f32)>> = vec![Vec::new(); self.numbers];
        let mut sums = vec![0.0_f32; self.rows.len()];
        let mut touched = Vec::new();
        for (j, row) in self.rows.iter().enumerate() {
            let mut is_whole = true;
            for &(number, weight) in row {
                let Some(postings) = index.get_mut(number as usize) else { continue };
                if postings.len() >= COMMON {
                    is_whole = false;
                    continue;
                }
                for &(i, other) in postings.iter() {
                    if sums[i as usize] == 0.0 {
                        touched.push(i);
                    }
                    sums[i as usize] += weight * other;
                }
                postings.push((j as u32, weight));
            }
            let weights: HashMap<Number, f32> = if is_whole { HashMap::new() } else { row.iter().copied().collect() };
            for i in touched.drain(..) {
                let mut cosine = std::mem::take(&mut sums[i as usize]);
                if !is_whole && cosine >= WORTH {
                    // The common words count as well.
                    let shared = |(number, weight): &(Number, f32)| weights.get(number).map(|other| weight * other);
                    cosine = self.rows[i as usize].iter().filter_map(shared).sum();
                }
                sink(i, j as u32, cosine);
            }
        }
    }
}

/// How many articles have each word of one channel.
#[derive(Default)]
struct Channel {
    /// Each word with its number.
    having: Terms<(Number, u32)>,
    articles: u32,
}

impl Channel {
    /// Counts the words of an article.
    fn count(&mut self, row: &[(Term, f32)]) {
        self.articles += 1;
        for (term, _) in row {
            let number = self.having.len() as Number;
            self.having.entry(*term).or_insert((number, 0)).1 += 1;
        }
    }

    /// The TF-IDF row of an article, of length 1, the heaviest words first.
    fn weigh(&self, row: &[(Term, f32)]) -> Vec<(Number, f32)> {
        let total = self.articles as f32 + PRIOR;
        let weigh = |&(term, count): &(Term, f32)| {
            let (number, having) = self.having.get(&term).copied()?;
            let rarity = (total / (having as f32 + 1.0)).ln().max(0.0);
            Some((term, number, (1.0 + count.ln()) * rarity.powf(RARITY)))
        };
        let mut row: Vec<(Term, Number, f32)> = row.iter().filter_map(weigh).collect();
        // By the word and not by its number, which depends on the order of the articles.
        row.sort_unstable_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
        row.truncate(KEPT);
        let length = row.iter().map(|(.., w)| w * w).sum::<f32>().sqrt();
        let scaled = row.into_iter().map(|(_, number, weight)| (number, weight / length));
        scaled.filter(|(_, weight)| weight.is_finite() && *weight > 0.0).collect()
    }
}

/// How often an article has each word and each name; lead words count more.
pub(super) struct Counts {
    words: Vec<(Term, f32)>,
    names: Vec<(Term, f32)>,
}

impl Counts {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut seen: Vec<(Term, Shape, f32)> = Vec::with_capacity(text.len().min(READ * 6) / 8);
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '’' && c != '\'');
        for (n, word) in words.filter(|w| !w.is_empty()).take(READ).enumerate() {
            if let Some((term, shape)) = term(word) {
                seen.push((term, shape, if n < LEAD_WORDS { LEAD_FACTOR } else { 1.0 }));
            }
        }
        seen.sort_unstable_by_key(|s| s.0);
        let mut counts = Self { words: Vec::new(), names: Vec::new() };
        for same in seen.chunk_by(|a, b| a.0 == b.0) {
            let count: f32 = same.iter().map(|s| s.2).sum();
            // A word that also stands in small letters is capitalised by its place alone.
            let is_name = same.iter().all(|s| s.1 != Shape::Small);
            if is_name {
                counts.names.push((same[0].0, count));
            }
            counts.words.push((same[0].0, if same[0].1 == Shape::Number { 2.0 * count } else { count }));
        }
        counts
    }
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Small,
    Capital,
    Number,
}

/// The hash of a word without its plural ending, unless it is too short or too common to tell anything.
fn term(word: &str) -> Option<(Term, Shape)> {
    let word = word.trim_matches(['-', '’', '\'']);
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    if word.len() < 3 {
        return None;
    }
    let first = word.chars().next()?;
    let shape = match first {
        _ if first.is_uppercase() => Shape::Capital,
        _ if first.is_numeric() => Shape::Number,
        _ => Shape::Small,
    };
    let is_stop = STOP_WORDS.binary_search(&hash::lower(word)).is_ok();
    (!is_stop).then(|| (hash::lower(stem::singular(word)), shape))
}

/// Words that are in every article, as sorted hashes.
static STOP_WORDS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut hashes: Vec<u64> =
        section(include_str!("stop_words.txt"), "stop words", ' ').into_iter().map(hash::lower).collect();
    hashes.sort_unstable();
    hashes
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_wholly_like_itself_and_not_like_another() {
        let vectors = Vectors::new(|| {
            ["Otters thrive in Lake Mirren", "Otters thrive in Lake Mirren", "Bonds fell"].into_iter().map(Counts::of)
        });
        let mut pairs = Vec::new();
        vectors.each_pair(|i, j, likeness| pairs.push((i, j, (likeness * 100.0).round() as i32)));
        assert_eq!(pairs, [(0, 1, 100)]);
    }

    #[test]
    fn in_a_crowd_the_common_words_count_where_rare_ones_bring_two_together() {
        let crowd = (0..COMMON + 10).map(|n| format!("Harbour prices fell number{n}"));
        let texts: Vec<String> =
            crowd.chain(["Harbour otters thrive".into(), "Harbour otters thrive".into()]).collect();
        let vectors = Vectors::new(|| texts.iter().map(|text| Counts::of(text)));
        let (mut pairs, mut last) = (0, 0.0);
        vectors.each_pair(|_, j, likeness| {
            pairs += 1;
            if j as usize == texts.len() - 1 {
                last = likeness;
            }
        });
        assert!((last - 1.0).abs() < 1e-4, "{last}");
        assert!(pairs <= COMMON * COMMON / 2 + 10, "{pairs}");
    }

    #[test]
    fn capitals_at_the_start_of_a_sentence_make_no_name() {
        let counts = Counts::of("Otters thrive. The lake has otters. Mirren is deep.");
        assert_eq!((counts.words.len(), counts.names.len()), (5, 1));
    }
}
