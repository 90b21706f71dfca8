//! What the model looks at: the surroundings of a cue, and of a place where a source or a content may begin or end.

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::ops::Range;

use crate::analysis::quotations::classes::Tag;
use crate::analysis::quotations::lexical::Lexical;
use crate::analysis::quotations::marks::Quoted;
use crate::analysis::quotations::model::Model;
use crate::analysis::quotations::syntax::{Governed, Syntax};
use crate::language::document::{Document, Sentence};
use crate::language::feature::{self, observed};
use crate::language::stem;

/// A document prepared for finding attributions.
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexical: Lexical,
    pub(super) quoted: &'a [Quoted],
    /// For each token the number of the quoted stretch that it lies in, from 1; 0 outside.
    pub(super) inside: Vec<u32>,
    /// How many commas stand in front of each token, and of the end.
    pub(super) commas: Vec<u32>,
    /// How many words that look like verbs stand in front of each token, and of the end.
    verbs: Vec<u32>,
    /// The tree of each sentence, once it was asked for.
    syntax: Vec<OnceCell<Syntax>>,
}

/// What is asked about a place between two tokens. The number seeds the hash of its features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Question {
    /// Where the content behind the cue begins.
    LaterStart = 1,
    /// Where it ends.
    LaterEnd,
    /// Where the content in front of the cue ends.
    EarlierEnd,
    /// Where it begins.
    EarlierStart,
    /// Where the source begins.
    SourceStart,
    /// Where it ends.
    SourceEnd,
}

/// How many features a place has by itself, whatever cue asks about it.
const OF_SPOT: usize = 17;

/// How many more it has for one cue.
const OF_PLACE: usize = 33;

/// A place that is asked about.
pub(super) struct Place {
    pub(super) question: Question,
    /// The token behind the place.
    pub(super) at: usize,
    /// The token of the cue.
    pub(super) cue: usize,
    /// What was found before: the beginning when the end is asked for and the other way round; otherwise the cue.
    pub(super) anchor: usize,
    /// The tokens of the sentence.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What the cue does (see [`Role`](super::decide::Role)).
    pub(super) role: u32,
    /// How many commas stand between the anchor and the place.
    pub(super) commas: u32,
    /// The number of the sentence of the cue.
    pub(super) sentence: usize,
    /// What the cue governs.
    pub(super) governed: Governed,
    /// The phrase that the anchor stands in.
    pub(super) phrase: Range<usize>,
    /// Hash of the cue without its ending, which is the same for all places of a cue (see [`stem`]).
    pub(super) stem: u32,
}

impl<'a> Scene<'a> {
    pub(super) fn new(document: &'a Document<'a>, quoted: &'a [Quoted], model: &Model) -> Self {
        let mut inside = vec![0; document.tokens.len()];
        for (n, q) in quoted.iter().enumerate() {
            if let Some(tokens) = inside.get_mut(q.open..q.close) {
                tokens.fill(n as u32 + 1);
            }
        }
        let lexical = Lexical::new(document, &model.vocabulary);
        let (mut commas, mut verbs) = (Vec::with_capacity(inside.len() + 1), Vec::with_capacity(inside.len() + 1));
        let (mut comma, mut verb) = (0, 0);
        for (tag, cue) in lexical.tags.iter().zip(&lexical.cues) {
            commas.push(comma);
            verbs.push(verb);
            comma += u32::from(*tag == Tag::Comma);
            verb += u32::from(*cue || matches!(tag, Tag::Be | Tag::Have | Tag::Do | Tag::Modal | Tag::Ed));
        }
        commas.push(comma);
        verbs.push(verb);
        let syntax = document.sentences.iter().map(|_| OnceCell::new()).collect();
        Self { document, lexical, quoted, inside, commas, verbs, syntax }
    }

    /// The tree of a sentence, which is parsed at the first call.
    pub(super) fn syntax(&self, sentence: usize) -> &Syntax {
        self.syntax[sentence]
            .get_or_init(|| Syntax::new(&self.document.reading(sentence), &self.document.sentences[sentence].tokens))
    }

    /// How many words that look like verbs stand in a range of tokens, up to three.
    pub(super) fn verbs(&self, from: usize, to: usize) -> u32 {
        let count = |i: usize| self.verbs.get(i).or(self.verbs.last()).copied().unwrap_or(0);
        count(to).saturating_sub(count(from)).min(3)
    }

    /// Whether token `i` can be a cue.
    fn is_cue(&self, i: usize) -> bool {
        self.lexical.cues.get(i).copied().unwrap_or(false)
    }

    /// Whether the model has to be asked about a token.
    pub(super) fn can_be_cue(&self, i: usize) -> bool {
        self.inside[i] == 0 && self.lexical.cues[i]
    }

    /// The quoted stretch that token `i` lies in.
    pub(super) fn quote_of(&self, i: usize) -> Option<&Quoted> {
        self.quoted.get((*self.inside.get(i)? as usize).checked_sub(1)?)
    }

    /// Whether the place in front of token `i` lies between the marks of one quoted stretch.
    pub(super) fn splits_quote(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        self.inside.get(i).is_some_and(|q| *q > 0 && *q == self.inside[before])
    }

    /// What marks stand at the place in front of token `i`: bit 0 an opening one behind it, bit 1 a closing one in front.
    pub(super) fn edges(&self, i: usize) -> u32 {
        let of = |i: usize| self.inside.get(i).copied().unwrap_or(0);
        let before = i.checked_sub(1).map_or(0, of);
        let behind = of(i);
        u32::from(behind != 0 && behind != before) | u32::from(before != 0 && behind != before) << 1
    }

    /// The features of the cue at token `c`: what it is and what stands around it.
    #[expect(clippy::many_single_char_names, reason = "words and classes by their distance from the cue")]
    pub(super) fn of_cue(&self, c: usize, sentence: &Sentence, out: &mut Vec<u32>) {
        let l = &self.lexical;
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let tag = |i: usize| if (start..end).contains(&i) { l.tag(i) as u32 } else { 0 };
        let word = |i: usize| if (start..end).contains(&i) { l.word(i) } else { 1 };
        let (before, before2, before3) = (c.wrapping_sub(1), c.wrapping_sub(2), c.wrapping_sub(3));
        let group = |i: usize| if (start..end).contains(&i) { l.group(i) } else { 0 };
        let (w, g) = (word(c), group(c));
        let (b, b2, n, n2) = (word(before), word(before2), word(c + 1), word(c + 2));
        let (tb, tb2, tb3, tn, tn2, tn3) =
            (tag(before), tag(before2), tag(before3), tag(c + 1), tag(c + 2), tag(c + 3));
        // The nearest quotation before and behind, within the sentence.
        let opens = (c + 1..end.min(c + 12)).find(|i| self.edges(*i) & 1 != 0).map_or(15, |i| i - c);
        let closes =
            (start.max(c.saturating_sub(12))..=c).rev().find(|i| self.edges(*i) & 2 != 0).map_or(15, |i| c - i);
        let comma_before =
            (start.max(c.saturating_sub(8))..c).rev().find(|i| l.tag(*i) == Tag::Comma).map_or(9, |i| c - i);
        let that = (c + 1..end.min(c + 5)).find(|i| l.tag(*i) == Tag::That).map_or(9, |i| i - c);
        let to = (c + 1..end.min(c + 5)).find(|i| l.tag(*i) == Tag::To).map_or(9, |i| i - c);
        let rest = bucket(end - c);
        let lead = bucket(c - start);
        let opens = opens as u32;
        let closes = closes as u32;
        let rival = (c + 1..end).any(|i| self.is_cue(i));
        let (verbs, ahead) = (self.verbs(start, c), self.verbs(c + 1, end.min(c + 9)));
        let stem = stem(self.document.word(c));
        let kind = sentence.kind as u32;
        let mut add = |template: u32, x: u32, y: u32, z: u32| out.push(observed(template, x, y, z));
        add(101, w, 0, 0);
        add(102, l.endings[c], tb, tn);
        add(103, w, tb, 0);
        add(104, w, tn, 0);
        add(105, w, tb, tn);
        add(106, w, b, 0);
        add(107, w, n, 0);
        add(108, w, opens.min(4), closes.min(4));
        add(109, opens.min(6), closes.min(6), tag(c));
        add(110, w, that as u32, to as u32);
        add(111, w, rest.min(3), lead.min(3));
        add(112, b, tag(c), 0);
        add(113, n, tag(c), 0);
        add(114, tb2, tb, tag(c));
        add(115, tag(c), tn, tn2);
        add(116, tb, tn, tag(c));
        add(117, w, tn, tn2);
        add(118, w, tb2, tb);
        add(119, b2, b, 0);
        add(120, n, n2, 0);
        add(121, w, comma_before as u32, 0);
        add(122, rest, lead, tag(c));
        add(123, w, kind, 0);
        add(124, tb3, tb2 << 8 | tb, tag(c));
        add(125, tn, tn2 << 8 | tn3, tag(c));
        add(126, opens.min(4) << 8 | closes.min(4), tn, tb);
        add(127, w, tn, closes.min(4));
        add(128, w, tb, rest.min(2));
        add(129, b2, tag(c), tn);
        add(130, n2, tag(c), tn);
        add(131, comma_before as u32, rest.min(6), tn);
        add(132, w, u32::from(rival), 0);
        add(133, w, n2, 0);
        add(134, w, b2, 0);
        add(135, closes.min(8), tb, tn);
        add(136, w, tn2, tn3);
        add(137, tag(start) << 8 | lead.min(6), tag(c), tb);
        add(138, word(start), tag(c), 0);
        add(139, w, ahead, 0);
        add(140, w, verbs, tb);
        add(141, verbs, ahead, tag(c));
        add(142, stem, tag(c), 0);
        add(143, stem, tn, tb);
        add(144, stem, tn, tn2);
        add(145, stem, ahead, opens.min(3));
        add(146, stem, n, 0);
        add(147, stem, group(c + 1), 0);
        add(148, g, group(c + 1), tag(c));
        add(149, group(before), g, tag(c));
        add(150, group(before), group(c + 1), tag(c));
        add(151, group(before2), group(before), g);
        add(152, g, group(c + 1), group(c + 2));
        add(153, stem, group(before), 0);
        add(154, g, that as u32, to as u32);
        add(155, g, ahead, opens.min(3));
        add(156, stem, group(c + 1), group(c + 2));
    }

    /// The features of the place in front of token `at` that no cue changes: the words around it.
    pub(super) fn of_spot(&self, question: Question, at: usize) -> [u32; OF_SPOT] {
        let l = &self.lexical;
        let bare = question as u32 * 1000 + 900;
        let tag = |i: usize| l.tag(i) as u32;
        let (w, wb, w1, w2) = (l.word(at), l.word(at.wrapping_sub(1)), l.word(at + 1), l.word(at + 2));
        let (t, t1, t2) = (tag(at), tag(at + 1), tag(at + 2));
        let (tb, tb2) = (tag(at.wrapping_sub(1)), tag(at.wrapping_sub(2)));
        let (g, gb, g1) = (l.group(at), l.group(at.wrapping_sub(1)), l.group(at + 1));
        [
            observed(bare + 1, w, 0, 0),
            observed(bare + 2, wb, 0, 0),
            observed(bare + 3, t, t1, 0),
            observed(bare + 4, tb2, tb, 0),
            observed(bare + 6, tb, t, t1),
            observed(bare + 7, tb2 << 8 | tb, t, t1),
            observed(bare + 8, wb, w, 0),
            observed(bare + 9, w, w1, 0),
            observed(bare + 24, wb, t, t1),
            observed(bare + 28, t, t1, t2),
            observed(bare + 29, w1, w2, t),
            observed(bare + 30, w, w1, t2),
            observed(bare + 36, gb, g, 0),
            observed(bare + 37, g, g1, 0),
            observed(bare + 38, gb << 8 | g, g1, 0),
            observed(bare + 39, l.group(at.wrapping_sub(2)), gb, t),
            observed(bare + 43, g << 16 | g1 << 8 | l.group(at + 2), tb, 0),
        ]
    }

    /// The features of a place where something may begin or end, for one cue.
    pub(super) fn of_place(&self, place: &Place) -> [u32; OF_PLACE] {
        let l = &self.lexical;
        let at = place.at;
        let seed = place.question as u32 * 1000 + place.role * 100;
        let bare = place.question as u32 * 1000 + 900;
        let tag = |i: usize| l.tag(i) as u32;
        let (w, w1) = (l.word(at), l.word(at + 1));
        let (t, t1, tb) = (tag(at), tag(at + 1), tag(at.wrapping_sub(1)));
        let cue = l.word(place.cue);
        let forward = at >= place.anchor;
        let distance = bucket(at.abs_diff(place.anchor)) << 1 | u32::from(forward);
        let from_cue = bucket(at.abs_diff(place.cue)) << 1 | u32::from(at > place.cue);
        let edges = self.edges(at);
        let border = u32::from(at == place.start) | u32::from(at >= place.end) << 1;
        let border = border | u32::from(at + 1 == place.end && l.tag(at) == Tag::Stop) << 2;
        let first = tag(place.anchor);
        let looks = edges << 4 | border;
        let near = |n: usize| u32::from(at + n < place.end && self.is_cue(at + n));
        let rivals = near(0) | near(1) << 1 | near(2) << 2 | near(3) << 3;
        let (verbs, rest) = (self.verbs(at.min(place.anchor), at.max(place.anchor)), self.verbs(at, place.end));
        let to_cue = self.verbs(at.min(place.cue + 1), at.max(place.cue));
        let (g, gb, g1) = (l.group(at), l.group(at.wrapping_sub(1)), l.group(at + 1));
        let (stem, cue_group) = (place.stem, l.group(place.cue));
        let commas = place.commas.min(3);
        let left = bucket(place.end.saturating_sub(at));
        let syntax = self.syntax(place.sentence);
        let (low, high) = (at.min(place.anchor), at.max(place.anchor));
        let hangs = |i: usize| match syntax.head(i) {
            None => 0,
            Some(head) if head == place.cue => 1,
            Some(head) if (low..high).contains(&head) => 2,
            Some(head) if head < low => 3,
            Some(_) => 4,
        };
        let (own, behind) = (syntax.label(at), hangs(at));
        let (label_before, before) = (syntax.label(at.wrapping_sub(1)), hangs(at.wrapping_sub(1)));
        let ends = place.governed.ends(at);
        let phrase = match (at.cmp(&place.phrase.start), at.cmp(&place.phrase.end)) {
            (Ordering::Less, _) => 0,
            (Ordering::Equal, _) => 1,
            (_, Ordering::Less) => 2,
            (_, Ordering::Equal) => 3,
            (_, Ordering::Greater) => 4,
        };
        let sort = place.governed.sort;
        [
            observed(seed + 60, ends, phrase, 0),
            observed(seed + 61, ends, stem, phrase),
            observed(seed + 62, own << 4 | behind, label_before << 4 | before, 0),
            observed(seed + 63, own << 4 | behind, looks, phrase),
            observed(seed + 64, phrase, tb, t),
            observed(seed + 65, ends, sort, 0),
            observed(seed + 66, own << 8 | label_before, ends, phrase),
            observed(seed + 5, tb, t, looks),
            observed(seed + 10, distance, 0, 0),
            observed(seed + 11, distance, t, 0),
            observed(seed + 12, distance, tb, looks),
            observed(seed + 13, cue, tb, t),
            observed(bare + 14, cue, distance, 0),
            observed(seed + 15, cue, w, 0),
            observed(seed + 16, first, t, tb),
            observed(seed + 17, looks, commas, 0),
            observed(bare + 18, looks, cue, 0),
            observed(seed + 19, looks, first, t),
            observed(seed + 20, left, t, 0),
            observed(seed + 21, commas, tb, t),
            observed(seed + 22, from_cue, t, tb),
            observed(bare + 23, rivals, t, t1),
            observed(seed + 25, from_cue, looks, 0),
            observed(seed + 26, verbs, t, t1),
            observed(seed + 27, verbs, rest, t << 8 | looks),
            observed(seed + 31, to_cue, t, tb),
            observed(bare + 32, stem, t, tb),
            observed(bare + 33, stem, looks, verbs),
            observed(bare + 34, rivals, w, w1),
            observed(seed + 35, first, verbs, t),
            observed(bare + 40, cue_group, gb << 8 | g, looks),
            observed(seed + 41, l.group(place.anchor), g, verbs),
            observed(bare + 42, rivals, g << 8 | g1, verbs),
        ]
    }
}

/// Hash of a word without the ending of its inflection, more or less.
pub(super) fn stem(word: &str) -> u32 {
    feature::word(stem::inflected(word))
}

/// A distance in tokens on a scale that grows coarser.
pub(super) fn bucket(distance: usize) -> u32 {
    match distance {
        0..=6 => distance as u32,
        7..=9 => 7,
        10..=13 => 8,
        14..=19 => 9,
        20..=29 => 10,
        30..=49 => 11,
        _ => 12,
    }
}
