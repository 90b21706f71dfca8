//! Names that are looked for in the sentences of an article, so that an empty cell can say what was not found.

use std::collections::HashMap;

use crate::analysis::compare::empty::Empty;
use crate::language::hash;
use crate::language::stem::{Stem, stem};
use crate::language::vocabulary;
use crate::text::span::Span;

/// How many words without a part in the name may stand on either side of it, beside those of the name.
const LOOSE: usize = 2;

/// Names to look for, each of which belongs to somebody: a number that the caller gives.
pub(super) struct Sought {
    names: Vec<Name>,
    /// The names by one of their words: the one that the fewest names have.
    by_word: HashMap<Stem, Vec<u32>>,
    stems: Stems,
}

struct Name {
    owner: u32,
    /// Its words without those that say nothing, sorted.
    words: Vec<Stem>,
}

/// A word of a text.
#[derive(Clone, Copy)]
struct SoughtWord {
    stem: Stem,
    span: Span,
}

impl Sought {
    /// Reads names. One that consists of words that say nothing is not looked for.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = (u32, &'n str)>) -> Self {
        let mut stems = Stems::new();
        let mut line = Vec::new();
        let mut of = |(owner, name): (u32, &str)| {
            stems.words(name, Span::new(0, name.len()), &mut line);
            let mut words: Vec<Stem> = line.iter().map(|w| w.stem).collect();
            words.sort_unstable();
            words.dedup();
            Name { owner, words }
        };
        let mut names: Vec<Name> = names.into_iter().map(&mut of).filter(|name| !name.words.is_empty()).collect();
        names.sort_by(|a, b| (a.owner, &a.words).cmp(&(b.owner, &b.words)));
        names.dedup_by(|a, b| (a.owner, &a.words) == (b.owner, &b.words));
        let mut common: HashMap<Stem, usize> = HashMap::new();
        names.iter().flat_map(|name| &name.words).for_each(|word| *common.entry(*word).or_default() += 1);
        let mut by_word: HashMap<Stem, Vec<u32>> = HashMap::new();
        for (i, name) in names.iter().enumerate() {
            if let Some(rarest) = name.words.iter().min_by_key(|word| common[*word]) {
                by_word.entry(*rarest).or_default().push(i as u32);
            }
        }
        Self { names, by_word, stems }
    }

    /// Whether a name of `owner` is looked for.
    pub(super) fn has(&self, owner: u32) -> bool {
        self.names.binary_search_by_key(&owner, |name| name.owner).is_ok()
    }

    /// The sentences that hold all words of a name close together, in any order and with any endings, as
    /// `(owner, sentence, the words)`, in the order of the text.
    pub(super) fn find(&mut self, text: &str, sentences: &[Span]) -> Vec<(u32, Span, Span)> {
        let mut out: Vec<(u32, Span, Span)> = Vec::new();
        let mut line = Vec::new();
        for sentence in sentences {
            self.stems.words(text, *sentence, &mut line);
            let from = out.len();
            for (at, word) in line.iter().enumerate() {
                for &name in self.by_word.get(&word.stem).into_iter().flatten() {
                    let name = &self.names[name as usize];
                    let known = out[from..].iter().any(|(owner, ..)| *owner == name.owner);
                    if let Some(span) = around(&line, at, &name.words).filter(|_| !known) {
                        out.push((name.owner, *sentence, span));
                    }
                }
            }
        }
        out
    }
}

/// The stretch of words around place `at` that holds all `wanted` ones, if they stand close enough.
fn around(line: &[SoughtWord], at: usize, wanted: &[Stem]) -> Option<Span> {
    let reach = wanted.len() - 1 + LOOSE;
    let from = at.saturating_sub(reach);
    let near = &line[from..(at + reach + 1).min(line.len())];
    let mut span = line[at].span;
    for stem in wanted {
        let nearest =
            near.iter().enumerate().filter(|(_, w)| w.stem == *stem).min_by_key(|(i, _)| (from + i).abs_diff(at));
        let word = nearest?.1.span;
        span = Span { start: span.start.min(word.start), end: span.end.max(word.end) };
    }
    Some(span)
}

/// Words of texts with their stems, each word form worked out once.
struct Stems {
    /// By the hash of the form; `None` for words that say nothing.
    known: HashMap<u64, Option<Stem>>,
    empty: Empty,
    buffer: String,
}

impl Stems {
    fn new() -> Self {
        Self { known: HashMap::new(), empty: Empty::new(), buffer: String::new() }
    }

    /// The words of a stretch of text that say something, in place of what `out` held.
    fn words(&mut self, text: &str, span: Span, out: &mut Vec<SoughtWord>) {
        // "US-China relations" are relations between China and the US.
        let part = |c: char| c.is_alphanumeric() || c == '.';
        out.clear();
        let mut start = None;
        let stretch = span.of(text);
        for (at, c) in stretch.char_indices().chain([(stretch.len(), ' ')]) {
            if part(c) {
                start = start.or(Some(at));
            } else if let Some(begin) = start.take() {
                let word = Span::new(span.from() + begin, span.from() + at);
                if let Some(stem) = self.stem(word.of(text)) {
                    let shown = word.of(text).trim_end_matches('.').len();
                    out.push(SoughtWord { stem, span: Span::new(word.from(), word.from() + shown) });
                }
            }
        }
    }

    fn stem(&mut self, whole: &str) -> Option<Stem> {
        let (empty, buffer) = (&self.empty, &mut self.buffer);
        *self.known.entry(hash::exact(whole)).or_insert_with(|| {
            let word = whole.trim_matches('.');
            // Names of one country are one word; an abbreviation of one keeps its last stop.
            let country =
                |word: &str| word.starts_with(char::is_uppercase).then(|| vocabulary::nation_of(word)).flatten();
            if let Some(country) = country(word).or_else(|| country(whole)) {
                return Some(hash::fold(country));
            }
            let says = !word.is_empty() && word != "s" && !empty.has(hash::fold(word));
            says.then(|| stem(word, buffer))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks for `name` in a text of one sentence; `found` is what is marked, empty where nothing is.
    #[track_caller]
    fn check(name: &str, text: &str, found: &str) {
        let mut sought = Sought::new([(7, name)]);
        let hits = sought.find(text, &[Span::new(0, text.len())]);
        let shown: Vec<&str> = hits.iter().map(|(_, _, span)| span.of(text)).collect();
        let expected: Vec<&str> = [found].into_iter().filter(|f| !f.is_empty()).collect();
        assert_eq!(shown, expected, "{name} in {text}");
        assert!(hits.iter().all(|(owner, ..)| *owner == 7));
    }

    #[test]
    fn words_are_found_in_any_order_and_with_any_ending() {
        check("harbour toll", "Nobody likes a toll, least of all Odile.", "");
        check("harbour toll", "She called the harbour toll unfair.", "harbour toll");
        check("harbour toll", "Tolls in every harbour went up.", "Tolls in every harbour");
        check("ban on rallies", "The rally was banned by the mayor.", "rally was banned");
        check("Chinese tariffs", "They spoke about tariffs that China wants.", "tariffs that China");
        check("U.S. policy", "The policy of America is old.", "policy of America");
        check(
            "US-China relations",
            "She spoke of relations between China and the US.",
            "relations between China and the US",
        );
        check("the water", "Dear is the water.", "water");
    }

    #[test]
    fn words_far_apart_are_no_name() {
        check("fuel tax", "The tax on land pays for schools, roads, bridges, ferries and fuel.", "");
        check("election law", "A law about fish is not one about selection.", "");
        check("the year", "The year was long.", "");
    }

    #[test]
    fn a_sentence_is_found_once_for_each_owner() {
        let mut sought = Sought::new([(1, "toll"), (1, "harbour toll"), (2, "toll")]);
        let text = "The toll is a toll. The harbour toll stays.";
        let sentences = [Span::new(0, 19), Span::new(20, text.len())];
        let hits: Vec<_> = sought.find(text, &sentences).into_iter().map(|(o, s, _)| (o, s.start)).collect();
        assert_eq!(hits, [(1, 0), (2, 0), (1, 20), (2, 20)]);
        assert!(sought.has(1) && sought.has(2) && !sought.has(3));
    }
}
