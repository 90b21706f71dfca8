//! The signs by which two passages are judged: how much they share and of what sort, what stands around them, who speaks.
//!
//! No sign knows any word, and each is the same from both sides. What they weigh is learned ([`score`](super::score)).

use crate::analysis::compare::candidates::Weights;
use crate::analysis::compare::passages::{Kind, SentenceFeatures};

/// What each sign is called in the file of weights, in the order of [`Signs::all`].
pub(super) const NAMES: [&str; COUNT] = [
    "shared",
    "cosine",
    "shared-cosine",
    "wording",
    "margin-less",
    "margin-more",
    "both-titles",
    "one-title",
    "diagonal",
    "beside",
    "names",
    "figures",
    "dates",
    "issues",
    "words",
    "common-words",
    "ideas",
    "contained",
    "shorter",
    "longer",
    "apart",
    "openings",
    "same-speaker",
    "other-speaker",
    "both-quoted",
    "one-quoted",
    "one-denies",
    "quoted-words",
    "figures-clash",
    "names-lacking",
    "texts-alike",
    "texts-long",
    "sorts",
    "rank",
];
/// How many signs there are.
pub(super) const COUNT: usize = 34;

/// Articles with fewer passages were not learned from, and count as long as this.
const SHORT: f32 = 20.0;

/// What two passages share by themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Signs {
    /// Cosine of their features, weighted by rarity; 0 to 1.
    pub(super) cosine: f32,
    /// Sum of the weights of what they share: a long sentence shares more by chance, a short one proves less.
    shared: f32,
    /// The same by sort.
    sorts: [f32; 7],
    /// The lesser and the greater weight of what one of them has.
    sizes: [f32; 2],
    /// Share of the lesser one that the other has.
    contained: f32,
    /// Words that say something, in the runs of three that both have.
    wording: f32,
    /// Whether both have figures and share none.
    clash: bool,
    /// Share of the names of the one with fewer that the other lacks.
    lacking: f32,
    /// Headlines, places and speech, in the order of [`Self::new`].
    rest: [f32; 10],
}

impl Signs {
    /// Compares two passages. `quoted` is how many words of one utterance both quote.
    pub(super) fn new(left: &SentenceFeatures, right: &SentenceFeatures, weights: &Weights, quoted: usize) -> Self {
        let weigh = |p: &SentenceFeatures| p.features.iter().map(|f| weights.of(f.key, f.kind).powi(2)).sum::<f32>();
        let (own, other) = (weigh(left), weigh(right));
        let (mut dot, mut wording) = (0.0, 0.0);
        let mut sorts = [0.0; 7];
        let mut common = [0.0_f32; 2];
        each_shared(
            &left.features,
            &right.features,
            |f| f.key,
            |a, b| {
                let kind = a.kind.min(b.kind);
                let weight = weights.of(a.key, kind);
                dot += weight * weight;
                sorts[kind as usize] += weight;
                common[0] += f32::from(u8::from(kind == Kind::Entity));
                common[1] += f32::from(u8::from(kind == Kind::Figure));
            },
        );
        let [names, figures] = common;
        each_shared(&left.runs, &right.runs, |r| r.key, |a, b| wording += f32::from(a.content.min(b.content)));
        let count = |p: &SentenceFeatures, kind: Kind| p.features.iter().filter(|f| f.kind == kind).count() as f32;
        let fewer = count(left, Kind::Entity).min(count(right, Kind::Entity));
        let sign = |yes: bool| f32::from(u8::from(yes));
        let spoken = left.speaker.zip(right.speaker);
        let is_opening = |p: &SentenceFeatures| p.place < 0.15;
        Self {
            cosine: dot / (own * other).sqrt().max(1.0),
            shared: sorts.iter().sum(),
            sorts,
            sizes: [own.min(other), own.max(other)],
            contained: dot / own.min(other).max(1.0),
            wording,
            clash: figures == 0.0 && count(left, Kind::Figure) > 0.0 && count(right, Kind::Figure) > 0.0,
            lacking: (fewer - names).max(0.0) / fewer.max(1.0),
            rest: [
                sign(left.is_title && right.is_title),
                sign(left.is_title != right.is_title),
                (left.place - right.place).abs(),
                sign(is_opening(left) && is_opening(right)),
                sign(spoken.is_some_and(|(a, b)| a == b)),
                sign(spoken.is_some_and(|(a, b)| a != b)),
                sign(left.is_quoted && right.is_quoted),
                sign(left.is_quoted != right.is_quoted),
                sign(left.denies != right.denies),
                (quoted as f32).ln_1p(),
            ],
        }
    }

    /// Every sign, in the order of [`NAMES`].
    pub(super) fn all(&self, around: &Around) -> [f32; COUNT] {
        let margins = around.best.map(|b| self.cosine / b.max(f32::MIN_POSITIVE));
        let [titles, title, apart, openings, same, other, quoted, half, denies, words] = self.rest;
        let sort = |kind: Kind| self.sorts[kind as usize].ln_1p();
        [
            self.shared.ln_1p(),
            self.cosine,
            // Much that is shared proves most where little else is said.
            self.cosine.sqrt() * self.shared.ln_1p(),
            self.wording.ln_1p(),
            margins[0].min(margins[1]),
            margins[0].max(margins[1]),
            titles,
            title,
            around.diagonal.sqrt(),
            around.beside.sqrt(),
            sort(Kind::Entity),
            sort(Kind::Figure),
            sort(Kind::Date),
            sort(Kind::Issue),
            sort(Kind::Word),
            sort(Kind::Common),
            sort(Kind::Idea),
            self.contained.sqrt(),
            self.sizes[0].ln_1p(),
            self.sizes[1].ln_1p(),
            apart,
            openings,
            same,
            other,
            quoted,
            half,
            denies,
            words,
            f32::from(u8::from(self.clash)),
            self.lacking,
            around.alike,
            around.long.max(SHORT).ln_1p(),
            self.sorts.iter().filter(|s| **s > 0.0).count() as f32,
            around.rank,
        ]
    }
}

/// How alike the passages around a pair are. All are cosines from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// The most alike that either of the two is to anything.
    pub(super) best: [f32; 2],
    /// The sentences before both, or behind both.
    pub(super) diagonal: f32,
    /// One of the two, and the sentence before or behind the other.
    pub(super) beside: f32,
    /// How alike the passages of the two articles are to their best counterparts, on the whole.
    pub(super) alike: f32,
    /// How many passages the longer article has.
    pub(super) long: f32,
    /// 1 where no candidate of either passage is more alike, a half where one is, and so on.
    pub(super) rank: f32,
}

/// Calls `sink` for what stands in both lists, which are sorted by key.
pub(super) fn each_shared<'a, T>(
    left: &'a [T],
    right: &'a [T],
    key: impl Fn(&T) -> u64,
    mut sink: impl FnMut(&'a T, &'a T),
) {
    let (mut l, mut r) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(a), Some(b)) = (l.peek(), r.peek()) {
        match key(a).cmp(&key(b)) {
            std::cmp::Ordering::Less => drop(l.next()),
            std::cmp::Ordering::Greater => drop(r.next()),
            std::cmp::Ordering::Equal => {
                sink(a, b);
                l.next();
                r.next();
            }
        }
    }
}
