//! What the parser looks at: vectors of a few words, and hashed features of the state.

use crate::language::feature::{finish, mix};
use crate::language::network;
use crate::language::parser::transition::{NONE, State};
use crate::language::tag::Tag;
use crate::language::word::Word;

/// How many words the parser looks at with their vectors.
pub const PLACES: usize = 10;

/// How many hashed features a state has.
pub const FEATURES: usize = 27;

/// How many hashed features a word has.
pub const OF_WORD: usize = 6;

/// The number of rows of words.
pub const WORD_ROWS: u32 = WORD_OFFSETS[OF_WORD];

/// The number of rows of states.
pub const STATE_ROWS: u32 = OFFSETS[FEATURES];

const WORD_BITS: [u32; OF_WORD] = [13, 13, 11, 8, 9, 6];
const WORD_OFFSETS: [u32; OF_WORD + 1] = network::offsets(WORD_BITS);

const BITS: [u32; FEATURES] =
    [12, 12, 11, 12, 11, 12, 12, 11, 12, 11, 11, 11, 11, 9, 9, 10, 10, 11, 12, 6, 11, 12, 8, 6, 10, 11, 10];
const OFFSETS: [u32; FEATURES + 1] = network::offsets(BITS);

/// The features of a word.
pub fn of_word(word: &Word, tag: Tag) -> [u32; OF_WORD] {
    let hashes =
        [word.form, finish(word.form.rotate_left(16) ^ 0x1d2b), word.suffix, word.prefix, word.shape, tag as u32];
    let mut out = [0; OF_WORD];
    for (f, row) in out.iter_mut().enumerate() {
        *row = WORD_OFFSETS[f] + (hashes[f] & ((1 << WORD_BITS[f]) - 1));
    }
    out
}

/// What is counted from the beginning of a sentence, so that what stands between two words is a difference.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    commas: u16,
    verbs: u16,
    finite: u16,
    joins: u16,
    quotes: u16,
    brackets: u16,
    marks: u16,
}

/// A sentence, ready for its features to be read.
pub struct Sentence<'a> {
    words: &'a [Word],
    tags: &'a [Tag],
    counts: Vec<Counts>,
}

/// Tags of what is no word.
const NOWHERE: u32 = 62;
const ROOT: u32 = 63;

fn few(n: u16) -> u32 {
    u32::from(n.min(2))
}

/// A distance in classes.
fn far(a: u32, b: u32) -> u32 {
    match a.abs_diff(b) {
        d @ 0..=4 => d,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

impl<'a> Sentence<'a> {
    /// Counts what must be counted.
    pub fn new(words: &'a [Word], tags: &'a [Tag]) -> Self {
        let mut counts = Vec::with_capacity(words.len() + 1);
        let mut so_far = Counts::default();
        for tag in tags {
            counts.push(so_far);
            match tag {
                Tag::Comma => so_far.commas += 1,
                Tag::Cc => so_far.joins += 1,
                Tag::OpenQuote | Tag::CloseQuote => so_far.quotes += 1,
                Tag::OpenBracket | Tag::CloseBracket => so_far.brackets += 1,
                Tag::Colon | Tag::Stop => so_far.marks += 1,
                _ => {}
            }
            so_far.verbs += u16::from(tag.is_verb());
            so_far.finite += u16::from(tag.is_finite());
        }
        counts.push(so_far);
        Self { words, tags, counts }
    }

    fn tag(&self, word: u32) -> u32 {
        match self.tags.get(word as usize) {
            Some(tag) => *tag as u32,
            None if word == NONE => NOWHERE,
            None => ROOT,
        }
    }

    fn form(&self, word: u32) -> u32 {
        self.words.get(word as usize).map_or(word, |w| w.form)
    }

    /// What stands between two words, the first in front of the second.
    fn between(&self, from: u32, to: u32) -> u32 {
        if from == NONE || to == NONE {
            return 0;
        }
        let (a, b) = (self.counts[from as usize + 1], self.counts[(to as usize).min(self.tags.len())]);
        let d = |f: fn(&Counts) -> u16| f(&b).saturating_sub(f(&a));
        let mut out = few(d(|c| c.commas));
        out = out * 3 + few(d(|c| c.verbs));
        out = out * 3 + few(d(|c| c.finite));
        out = out * 3 + few(d(|c| c.joins));
        out = out * 2 + u32::from(d(|c| c.quotes) % 2);
        out = out * 2 + u32::from(d(|c| c.brackets) % 2);
        out * 2 + u32::from(d(|c| c.marks) > 0)
    }

    /// The words whose vectors count, and the hashed features.
    pub fn features(&self, state: &State) -> ([u32; PLACES], [u32; FEATURES]) {
        let (s0, s1, s2, b0) = (state.top(0), state.top(1), state.top(2), state.next);
        let after = |n: u32| if b0 + n < state.count { b0 + n } else { NONE };
        let (b1, b2) = (after(1), after(2));
        let outer = |w: u32, side: usize| state.outer.get(w as usize).map_or(NONE, |o| o[side]);
        let (s0l, s0r, s1l, s1r, b0l) = (outer(s0, 0), outer(s0, 1), outer(s1, 0), outer(s1, 1), outer(b0, 0));
        let label = |w: u32| state.labels.get(w as usize).map_or(NOWHERE, |l| *l as u32);
        let has = |w: u32| state.has.get(w as usize).map_or(0, |h| u32::from(*h));
        let (t0, t1, t2, u0, u1, u2) =
            (self.tag(s0), self.tag(s1), self.tag(s2), self.tag(b0), self.tag(b1), self.tag(b2));
        let (f0, f1, g0) = (self.form(s0), self.form(s1), self.form(b0));
        let h2 = |a: u32, b: u32| finish(mix(mix(7, a), b));
        let h3 = |a: u32, b: u32, c: u32| finish(mix(mix(mix(11, a), b), c));
        let h4 = |a: u32, b: u32, c: u32, d: u32| finish(mix(mix(mix(mix(13, a), b), c), d));
        let here = self.counts[(b0 as usize).min(self.tags.len())];
        let all = self.counts[self.tags.len()];
        let rest_finite = few(all.finite - here.finite);
        let rest_commas = few(all.commas - here.commas);
        let same = u32::from(t0 == t1) + 2 * u32::from(t1 == u0) + 4 * u32::from(t0 == u0);
        let alike = self
            .words
            .get(s0 as usize)
            .zip(self.words.get(s1 as usize))
            .map_or(0, |(a, b)| 1 + u32::from(a.suffix == b.suffix) + 2 * u32::from(a.shape == b.shape));
        let alike_next = self
            .words
            .get(s0 as usize)
            .zip(self.words.get(b0 as usize))
            .map_or(0, |(a, b)| 1 + u32::from(a.suffix == b.suffix) + 2 * u32::from(a.shape == b.shape));
        let hashes = [
            t0 << 6 | u0,
            t1 << 6 | t0,
            h3(t1, t0, u0),
            h3(t0, u0, u1),
            h3(t2, t1, t0),
            h2(f0, g0),
            h2(f1, f0),
            h2(f0, u0),
            h2(g0, t0),
            h2(f1, t0),
            h2(has(s0), t0),
            h2(has(s1), t1),
            h2(has(b0), u0),
            h3(far(s0, b0), t0, u0),
            h3(far(s1, s0), t1, t0),
            h2(self.between(s0, b0), u32::from(s0 == NONE)),
            h2(self.between(s1, s0), u32::from(s1 == NONE)),
            h4(label(s0l), label(s0r), t0, 0),
            h4(label(s1r), t1, t0, u0),
            u32::from(here.quotes % 2) | u32::from(here.brackets % 2) << 1 | u32::from(here.marks.min(3)) << 2,
            h3(self.form(s0r), u0, t0),
            h3(f1, f0, self.form(s0r)),
            h4(same, alike, alike_next, label(s1r)),
            (state.stack.len().min(7) as u32) << 3 | (state.count - b0).min(7),
            h4(rest_finite, rest_commas, u0, u1),
            h3(u0, u1, u2),
            h3(has(s0) & 0x3f, has(s1) & 0xff, has(b0) & 0x3f),
        ];
        let mut rows = [0; FEATURES];
        for (f, row) in rows.iter_mut().enumerate() {
            *row = OFFSETS[f] + (hashes[f] & ((1 << BITS[f]) - 1));
        }
        ([s0, s1, s2, b0, b1, s0l, s0r, s1l, s1r, b0l], rows)
    }
}
