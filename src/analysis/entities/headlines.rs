//! Names in headlines that are written in capitals or in small letters throughout: words that the rest of the text
//! shows to be names.

use std::collections::HashSet;

use crate::analysis::names::name::Name;
use crate::analysis::names::words::{Casing, Line, Words};
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::spelling::Form;
use crate::language::vocabulary::{self, COMMON};
use crate::model::entity::EntityKind;
use crate::model::reason::Reason;

/// The longest name that is looked for, in words.
const LONGEST: usize = 5;

/// A headline has at most so many words.
const MOST_WORDS: usize = 30;

/// Adds the names that stand in such headlines. `names` are in the order of the text and stay so.
pub(super) fn add(words: &Words<'_>, names: &mut Vec<Name>) {
    let headlines: Vec<&Line> = words.lines.iter().filter(|line| is_without_case(words, line)).collect();
    if headlines.is_empty() {
        return;
    }
    let known = Known::new(words, names);
    let before = names.len();
    for line in headlines {
        let mut at = line.words.start;
        while at < line.words.end {
            let free = |end: usize| !names[..before].iter().any(|n| n.words.start < end && at < n.words.end);
            let found = (1..=LONGEST.min(line.words.end - at))
                .rev()
                .find_map(|len| Some((len, known.kind(words, at..at + len)?)))
                .filter(|(len, _)| free(at + len));
            if let Some((len, kind)) = found {
                names.push(Name::new(at..at + len, kind, Reason::rule("a name in the rest of the text")));
            }
            at += found.map_or(1, |(len, _)| len);
        }
    }
    names.sort_by_key(|n| n.words.start);
}

/// Whether a line is a headline in which capitals tell nothing.
fn is_without_case(words: &Words<'_>, line: &Line) -> bool {
    let all = &words.all[line.words.clone()];
    let small = || all.iter().all(|w| !w.is_capital() && w.form != Form::LowerMixed);
    let stopped = all.last().is_some_and(|w| w.form == Form::Punctuation && w.span.of(words.text) == ".");
    let headline = (3..=MOST_WORDS).contains(&all.len()) && !stopped;
    headline && (line.casing == Casing::Upper || line.casing == Casing::Sentence && small())
}

/// The names of sentences.
struct Known {
    kinds: ByHash<EntityKind>,
    /// Words that sentences have in small letters.
    small: HashSet<u64>,
}

impl Known {
    fn new(words: &Words<'_>, names: &[Name]) -> Self {
        let (mut kinds, mut small) = (ByHash::default(), HashSet::new());
        let mut names = names.iter().peekable();
        for line in &words.lines {
            let prose = line.casing == Casing::Sentence && !is_without_case(words, line);
            while let Some(name) = names.next_if(|n| n.words.start < line.words.end) {
                if !prose || name.kind == EntityKind::Work {
                    continue;
                }
                kinds.entry(hash(words, name.words.clone())).or_insert(name.kind);
                if name.kind == EntityKind::Person {
                    kinds.entry(hash(words, name.words.end - 1..name.words.end)).or_insert(name.kind);
                    // The family name may stand first; a given name alone is seldom in a headline.
                    let first = words.get(name.words.start).filter(|w| w.is(vocabulary::FAMILY_FIRST));
                    if let Some(first) = first {
                        kinds.entry(hash::combine(0, first.folded)).or_insert(name.kind);
                    }
                }
            }
            if prose {
                small.extend(words.all[line.words.clone()].iter().filter(|w| w.form == Form::Lower).map(|w| w.folded));
            }
        }
        Self { kinds, small }
    }

    /// The kind of the name that these words are.
    fn kind(&self, words: &Words<'_>, range: std::ops::Range<usize>) -> Option<EntityKind> {
        let kind = self.kinds.get(&hash(words, range.clone()))?;
        let single = words.get(range.start).filter(|_| range.len() == 1);
        let doubtful = single.is_some_and(|w| w.is(COMMON) || w.span.len() < 3 || self.small.contains(&w.folded));
        (!doubtful).then_some(*kind)
    }
}

fn hash(words: &Words<'_>, range: std::ops::Range<usize>) -> u64 {
    range.filter_map(|i| words.get(i)).map(|w| w.folded).fold(0, hash::combine)
}
