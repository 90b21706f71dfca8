//! From an issue up the tree: what governs it, one word above the other, and what all of that does to its sign.
//!
//! "Failure to pass the pact would raise the risk": passing is for the pact, failing is against passing, and what raises
//! a risk is blamed. Where a path through propositions needs somebody who does it, this needs only the tree, so that it
//! also tells something about what speakers say of things.

use crate::analysis::issues::paths::Clause;
use crate::analysis::issues::words::{BAD, CALAMITY, CHARGE, CueKind, GOOD, HELP, NEGATION, Word};
use crate::language::document::Document;
use crate::language::label::Label;
use crate::language::reading::Reading;
use crate::model::issue::Stance;

/// How many words above an issue are looked at.
const HEIGHT: usize = 8;

/// What stands above an issue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ascent {
    /// The product of the signs on the way: 1 for the issue, -1 against it; 0 where no word has one.
    pub(super) sign: i32,
    /// How many of them have one.
    pub(super) signed: usize,
    /// Whether the issue stands in the subject of a verb.
    pub(super) acts: bool,
    /// Whether a word on the way is denied.
    pub(super) denied: bool,
    /// Whether the highest word of stance is what the holder does.
    pub(super) by_holder: bool,
    /// The stance of the highest word that shows one.
    pub(super) stance: Option<Stance>,
    /// The tokens of the two words that are next above it, prepositions left out.
    pub(super) above: [Option<usize>; 2],
}

/// What the tree of a sentence says around an issue; nothing where it is not named in it.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'s> {
    /// The clause.
    pub(super) clause: Option<&'s Clause>,
    /// What stands above the issue, with one holder in sight.
    pub(super) ascent: Ascent,
}

/// What stands above the issue whose noun is the token `target`; `holder` are the tokens that name somebody.
pub(super) fn of(
    document: &Document<'_>,
    sentence: usize,
    words: &[Word],
    target: usize,
    holder: Option<&std::ops::Range<usize>>,
) -> Ascent {
    let reading = document.reading(sentence);
    let mut out = Ascent::default();
    let Some(mut word) = reading.word_of(target) else { return out };
    let mut product = 1;
    for _ in 0..HEIGHT {
        let Some(parent) = reading.head(word) else { break };
        let label = reading.label(word);
        let token = reading.token(parent);
        let own = words.get(token).copied().unwrap_or_default();
        word = parent;
        let governs = reading.tags[parent].is_noun() || reading.tags[parent].is_verb();
        if governs && let Some(free) = out.above.iter_mut().find(|a| a.is_none()) {
            *free = Some(token);
        }
        let subject = label == Label::Nsubj;
        out.acts |= matches!(label, Label::Nsubj | Label::Nsubjpass);
        let sign = if subject { done(&reading, parent, words) } else { of_word(own) };
        let denied = reading.children(parent).iter().any(|c| {
            let child = words.get(reading.token(*c as usize)).copied().unwrap_or_default();
            child.is(NEGATION) && *c as usize != word
        });
        if denied {
            out.denied = true;
            product = -product;
        }
        if sign != 0 && own.entity.is_none() {
            product *= sign;
            out.signed += 1;
            if let Some(cue) = own.cue {
                out.stance = Some(cue.stance);
                let subjects = [Label::Nsubj, Label::Poss];
                out.by_holder = holder.is_some_and(|holder| {
                    reading.children_as(parent, &subjects).any(|s| holder.contains(&reading.token(s)))
                });
            }
        }
    }
    if out.signed > 0 || out.denied {
        out.sign = product;
    }
    out
}

/// What a word does to what it governs: a cue its own sign, praise and help 1, blame -1; 0 where it says nothing.
fn of_word(word: Word) -> i32 {
    match word.cue {
        Some(cue) => i32::from(cue.sign),
        None if word.is(GOOD | HELP) => 1,
        None if word.is(BAD) => -1,
        None => 0,
    }
}

/// What a verb says of its subject: that it harms, helps, is good, or leads to something good or bad.
fn done(reading: &Reading<'_>, verb: usize, words: &[Word]) -> i32 {
    let at = |word: usize| words.get(reading.token(word)).copied().unwrap_or_default();
    let own = at(verb);
    if own.cue.is_some_and(|c| c.kind == CueKind::Harm) {
        return -1;
    }
    if own.is(HELP) {
        return 1;
    }
    let said = [Label::Dobj, Label::Attr, Label::Acomp];
    let told = reading.children_as(verb, &said).map(|c| {
        let amod = reading.children_as(c, &[Label::Amod]).map(|m| of_judgement(at(m))).sum::<i32>();
        of_judgement(at(c)) + amod
    });
    told.sum::<i32>().signum()
}

/// Whether a word praises (1) or blames (-1).
fn of_judgement(word: Word) -> i32 {
    let harm = word.cue.is_some_and(|c| c.kind == CueKind::Harm);
    i32::from(word.is(GOOD)) - i32::from(word.is(BAD | CHARGE | CALAMITY) || harm)
}
