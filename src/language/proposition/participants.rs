//! Who takes part: coordinations expanded, relative pronouns resolved, subjects shared.

use crate::language::label::Label;
use crate::language::reading::Reading;
use crate::language::tag::Tag;

/// More parts of a coordination than these are not followed, so that a list of hundreds stays cheap.
const MOST: usize = 24;

/// A noun with all that is coordinated with it: "Spain, France and Italy" from "Spain". What a "not" excludes is left
/// out.
pub(super) fn expand(reading: &Reading<'_>, word: usize) -> Vec<usize> {
    let mut out = vec![word];
    let mut at = 0;
    while at < out.len() && out.len() < MOST {
        for part in reading.children_as(out[at], &[Label::Conj]) {
            let excluded = reading.children(part).iter().any(|c| reading.label(*c as usize) == Label::Neg)
                || part > 0 && reading.is(part - 1, &["not"]);
            if !excluded && !reading.tags[part].is_verb() && out.len() < MOST {
                out.push(part);
            }
        }
        at += 1;
    }
    out
}

/// What a pronoun of a relative clause stands for; the word itself where it is none.
pub(super) fn resolve(reading: &Reading<'_>, word: usize) -> usize {
    if !is_relative_pronoun(reading, word) {
        return word;
    }
    let mut at = word;
    // The clause may be some way up: "who she said would leave".
    for _ in 0..8 {
        let Some(head) = reading.head(at) else { return word };
        if reading.label(at) == Label::Relcl {
            return if word > head { head } else { word };
        }
        at = head;
    }
    word
}

/// Whether a word is who, which or that as part of a relative clause.
pub(super) fn is_relative_pronoun(reading: &Reading<'_>, word: usize) -> bool {
    matches!(reading.tags[word], Tag::Wdt | Tag::Wp) && !reading.is(word, &["what", "whatever", "whoever"])
}

/// Everything that a word of this label names: expanded, resolved, without words that only hold the place.
pub(super) fn named(reading: &Reading<'_>, word: usize) -> Vec<usize> {
    let resolved = resolve(reading, word);
    if resolved != word {
        // "Spain and France, which oppose": the clause hangs on the last; a plural verb would mean both, but the text
        // does not decide.
        return vec![resolved];
    }
    expand(reading, word)
}

/// The subjects that stand with a verb itself, in the sense of grammar.
pub(super) fn own_subjects(reading: &Reading<'_>, verb: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for word in reading.children_as(verb, &[Label::Nsubj, Label::Nsubjpass]) {
        out.extend(named(reading, word));
    }
    out
}

/// The direct objects of a verb, also one that a relative clause leaves open: "the plan Spain opposes".
pub(super) fn objects(reading: &Reading<'_>, verb: usize, passive: bool) -> Vec<usize> {
    let mut out = Vec::new();
    for word in reading.children_as(verb, &[Label::Dobj]) {
        out.extend(named(reading, word));
    }
    if !out.is_empty() || passive {
        return out;
    }
    // Of two verbs side by side the second may have the object of both: "signed and ratified the treaty".
    if let Some(next) = reading.child(verb, Label::Conj)
        && reading.tags[next] == reading.tags[verb]
        && reading
            .children(verb)
            .iter()
            .map(|c| *c as usize)
            .all(|c| c < verb || c == next || reading.label(c) == Label::Cc || reading.label(c) == Label::Punct)
        && (verb + 1..next).all(|w| matches!(reading.label(w), Label::Cc | Label::Punct | Label::Advmod | Label::Aux))
    {
        for word in reading.children_as(next, &[Label::Dobj]) {
            out.extend(named(reading, word));
        }
        return out;
    }
    let clause = reading.children(verb).iter().map(|c| *c as usize).any(|c| {
        matches!(reading.label(c), Label::Ccomp | Label::Xcomp | Label::Dative | Label::Attr | Label::Acomp)
            || reading.label(c) == Label::Prep && reading.children(c).is_empty()
    });
    if reading.label(verb) == Label::Relcl
        && !clause
        && let Some(head) = reading.head(verb)
        && head < verb
        && !own_subjects(reading, verb).is_empty()
        && !own_subjects(reading, verb).contains(&head)
        && !(head..verb).any(|w| reading.is(w, &["where", "when", "why", "how", "whose"]))
        && !["time", "day", "way", "year", "moment", "reason", "place", "week", "month"]
            .contains(&reading.lemma(head).as_str())
        && !reading.children(verb).iter().any(|c| has_relative_pronoun(reading, *c as usize))
    {
        out.push(head);
    }
    out
}

fn has_relative_pronoun(reading: &Reading<'_>, word: usize) -> bool {
    reading.label(word) == Label::Prep
        && reading.children(word).iter().any(|c| is_relative_pronoun(reading, *c as usize))
}

/// Prepositions of a verb or noun with what stands behind each, as numbers of words.
pub(super) fn obliques(reading: &Reading<'_>, head: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for preposition in reading.children_as(head, &[Label::Prep, Label::Agent, Label::Dative]) {
        let mut at = preposition;
        // "out of the union": the last preposition has the object.
        for _ in 0..3 {
            match reading.child(at, Label::Pobj) {
                Some(object) => {
                    out.extend(named(reading, object).into_iter().map(|o| (preposition, o)));
                    break;
                }
                None => match reading.child(at, Label::Prep).or_else(|| reading.child(at, Label::Pcomp)) {
                    Some(deeper) if reading.tags[deeper] == Tag::In => at = deeper,
                    _ => break,
                },
            }
        }
        for more in reading.children_as(preposition, &[Label::Conj]) {
            if let Some(object) = reading.child(more, Label::Pobj) {
                out.extend(named(reading, object).into_iter().map(|o| (more, o)));
            }
        }
    }
    out
}
