//! The statistical tagger: a linear-chain conditional random field over the words that could belong to a name.
//!
//! It decides where names begin and end and which of four labels they have: person, organisation, place, other. Its
//! weights are trained from annotated news (`docs/models.md`) and embedded; they are read in place, nothing is built.

use std::ops::Range;

use crate::analysis::entities::tagger::features::Sheet;
use crate::analysis::entities::tagger::model::Model;
use crate::analysis::names::words::Words;

pub(super) mod features;
pub(super) mod model;
pub(super) mod nouns;
pub(super) mod training;

/// What the tagger says that a name is: the classes of CoNLL-2003.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// Another name: a nationality, an event, a work.
    Other,
}

impl Label {
    const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Place, Self::Other];
}

/// Labels times positions in a name: first, inner, last, only. [`OUTSIDE`] comes behind them.
const TAGS: usize = 17;

/// The tag of a word that belongs to no name.
const OUTSIDE: usize = 16;

/// The tag of a word at position `place` (0 first, 1 inner, 2 last, 3 only) of a name with `label`.
const fn tag(label: usize, place: usize) -> usize {
    label * 4 + place
}

/// Whether a word with tag `b` may follow one with tag `a`.
const fn may_follow(a: usize, b: usize) -> bool {
    let open = a < OUTSIDE && a % 4 < 2;
    let goes_on = b < OUTSIDE && (b % 4 == 1 || b % 4 == 2);
    if open || goes_on { open && goes_on && a / 4 == b / 4 } else { true }
}

/// Whether a stretch may begin with that tag.
const fn may_begin(tag: usize) -> bool {
    may_follow(OUTSIDE, tag)
}

/// Whether a stretch may end with that tag.
const fn may_end(tag: usize) -> bool {
    may_follow(tag, OUTSIDE)
}

/// Score of what cannot be; low enough that no sum of weights reaches it, high enough that sums of it do not overflow.
const NEVER: i32 = i32::MIN / 4;

/// The names of a document: ranges of words with their labels, in the order of the text.
pub(super) fn tag_names(model: &Model<'_>, words: &Words<'_>) -> Vec<(Range<usize>, Label)> {
    let sheet = Sheet::new(words);
    let mut out = Vec::new();
    let (mut scores, mut back, mut tags) = (Vec::new(), Vec::new(), Vec::new());
    for line in &words.lines {
        for stretch in sheet.stretches(line) {
            scores.clear();
            for i in stretch.clone() {
                let mut sums = [0; OUTSIDE];
                sheet.each(line, i, |_, hash| model.add(hash, &mut sums));
                scores.push(std::array::from_fn(|t| sums.get(t).copied().map_or(0, i32::from)));
            }
            tags.clear();
            tags.resize(stretch.len(), OUTSIDE as u8);
            decode(model, &mut scores, &mut back, &mut tags);
            add_names(stretch.start, &tags, &mut out);
        }
    }
    out
}

/// Adds the names that the tags of the words from `first` on say.
fn add_names(first: usize, tags: &[u8], out: &mut Vec<(Range<usize>, Label)>) {
    let mut start = first;
    for (word, tag) in (first..).zip(tags) {
        let tag = usize::from(*tag);
        if tag < OUTSIDE {
            if tag % 4 == 0 || tag % 4 == 3 {
                start = word;
            }
            if tag % 4 >= 2 {
                out.push((start..word + 1, Label::ALL[tag / 4]));
            }
        }
    }
}

/// Finds the best sequence of tags (Viterbi) and writes it to `tags`. Overwrites `scores`; `back` is only room to work in.
fn decode(model: &Model<'_>, scores: &mut [[i32; TAGS]], back: &mut Vec<[u8; TAGS]>, tags: &mut [u8]) {
    back.clear();
    let mut before: Option<[i32; TAGS]> = None;
    for row in scores.iter_mut() {
        let mut best = [NEVER; TAGS];
        let mut from = [0; TAGS];
        match &before {
            None => best = std::array::from_fn(|to| if may_begin(to) { 0 } else { NEVER }),
            Some(before) => {
                for (a, score) in before.iter().enumerate() {
                    let onward = model.after(a);
                    for to in 0..TAGS {
                        let score = score + onward[to];
                        let better = score > best[to];
                        best[to] = if better { score } else { best[to] };
                        from[to] = if better { a as u8 } else { from[to] };
                    }
                }
            }
        }
        for (score, best) in row.iter_mut().zip(best) {
            *score = (*score + best).max(NEVER);
        }
        back.push(from);
        before = Some(*row);
    }
    let Some(last) = before else { return };
    let mut tag = (0..TAGS).filter(|t| may_end(*t)).max_by_key(|t| last[*t]).unwrap_or(OUTSIDE);
    for (place, from) in tags.iter_mut().zip(back.iter()).rev() {
        *place = tag as u8;
        tag = usize::from(from[tag]);
    }
}
