//! What is known about a word by itself: whether it can be a cue, its closed class, its group of words of like use.
//!
//! Groups are learned from plain text: words that stand between like neighbours share one, so that what the model learns
//! of "vowed" holds for "pledged" as well. One look-up a token answers all three questions.

use crate::analysis::quotations::classes::{Tag, closed};
use crate::language::feature;

/// The group of a word that the vocabulary does not hold is the number of its class; learned groups come behind these.
pub(super) const LEARNED: u8 = 40;

/// A word of the vocabulary.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    /// Hash of the word; 0 is an empty slot.
    hash: u32,
    /// Its closed class, if it is in one.
    pub(super) class: Option<Tag>,
    /// Its learned group, if it has one.
    pub(super) group: Option<u8>,
    /// Whether it can be a cue.
    pub(super) cue: bool,
}

/// The words that something is known about, by hash: open addressing, at most half full.
pub(super) struct Vocabulary {
    slots: Vec<Word>,
}

impl Vocabulary {
    /// The closed classes, with the hashes of cue words and of grouped words and their groups.
    pub(super) fn new(cues: impl Iterator<Item = u32>, groups: impl Iterator<Item = (u32, u8)>) -> Self {
        let mut words: Vec<Word> = Vec::new();
        words.extend(closed().map(|(class, w)| Word { hash: feature::word(w), class: Some(class), ..Word::default() }));
        words.extend(cues.map(|hash| Word { hash, cue: true, ..Word::default() }));
        words.extend(groups.map(|(hash, group)| Word { hash, group: Some(group), ..Word::default() }));
        let size = (words.len() * 2).next_power_of_two();
        let mut vocabulary = Self { slots: vec![Word::default(); size] };
        for word in words.into_iter().filter(|w| w.hash != 0) {
            let at = vocabulary.slot(word.hash);
            let slot = &mut vocabulary.slots[at];
            *slot = Word {
                hash: word.hash,
                class: slot.class.or(word.class),
                group: slot.group.or(word.group),
                cue: slot.cue || word.cue,
            };
        }
        vocabulary
    }

    /// What is known about the word with that hash.
    pub(super) fn get(&self, hash: u32) -> Word {
        self.slots[self.slot(hash)]
    }

    /// Where the word with that hash stands, or would stand.
    fn slot(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].hash != 0 && self.slots[at].hash != hash {
            at = (at + 1) & mask;
        }
        at
    }
}
