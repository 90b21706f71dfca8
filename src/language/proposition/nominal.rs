//! Nouns that say what a verb says: "an opponent of the plan", "Spain's opposition to the plan".

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::language::group::VerbGroup;
use crate::language::label::Label;
use crate::language::lemma;
use crate::language::proposition::participants::{expand, named};
use crate::language::proposition::{Kind, Proposition};
use crate::language::reading::Reading;

struct Noun {
    verb: &'static str,
    /// Whether it names the one who does it.
    doer: bool,
    prepositions: &'static str,
}

fn nouns() -> &'static HashMap<&'static str, Noun> {
    static NOUNS: OnceLock<HashMap<&'static str, Noun>> = OnceLock::new();
    NOUNS.get_or_init(|| {
        let lines = include_str!("../lists/deverbal_nouns.txt").lines().filter(|l| !l.starts_with('#'));
        lines
            .filter_map(|line| {
                let mut cells = line.split(' ');
                let (noun, verb, role, prepositions) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
                Some((noun, Noun { verb, doer: role == "doer", prepositions }))
            })
            .collect()
    })
}

/// The proposition that a noun makes, where it has an object; `subjects_of` gives the subjects of a verb. All numbers
/// are those of words.
pub(super) fn read(
    reading: &Reading<'_>,
    word: usize,
    subjects_of: impl Fn(usize) -> Vec<usize>,
) -> Option<Proposition> {
    if !reading.tags[word].is_noun() {
        return None;
    }
    let form = reading.form(word).to_lowercase();
    let noun = nouns().get(form.as_str()).or_else(|| nouns().get(lemma::noun(&form).as_str()))?;
    let mut objects = Vec::new();
    for preposition in reading.children_as(word, &[Label::Prep]) {
        if noun.prepositions.split(',').any(|p| reading.is(preposition, &[p]))
            && let Some(object) = reading.child(preposition, Label::Pobj)
        {
            objects.extend(named(reading, object));
        }
    }
    let possessor = reading.child(word, Label::Poss);
    let head = reading.head(word);
    let mut subjects = Vec::new();
    if noun.doer {
        // "its opponents": what they oppose is the possessor.
        if objects.is_empty() {
            objects.extend(possessor.map(|p| named(reading, p)).unwrap_or_default());
        }
        match (reading.label(word), head) {
            (Label::Appos, Some(other)) => subjects.push(other),
            (Label::Attr | Label::Oprd, Some(verb)) => subjects = subjects_of(verb),
            (Label::Conj, Some(other)) if reading.label(other) == Label::Attr => {
                subjects = reading.head(other).map(&subjects_of).unwrap_or_default();
            }
            _ => {}
        }
        if let Some(other) = reading.child(word, Label::Appos).filter(|_| subjects.is_empty()) {
            subjects.push(other);
        }
        if subjects.is_empty() {
            subjects = expand(reading, word);
        }
    } else {
        subjects.extend(possessor.map(|p| named(reading, p)).unwrap_or_default());
        if let Some(by) = reading.children_as(word, &[Label::Prep]).find(|p| reading.is(*p, &["by", "from"])) {
            subjects.extend(reading.child(by, Label::Pobj).map(|o| named(reading, o)).unwrap_or_default());
        }
        // "voiced support for the plan", "is in support of it": who does the verb does the noun.
        let verb = match (reading.label(word), head) {
            (Label::Dobj | Label::Attr, verb) => verb,
            (Label::Pobj, Some(preposition)) => reading.head(preposition),
            _ => None,
        };
        if subjects.is_empty()
            && let Some(verb) = verb.filter(|v| reading.tags[*v].is_verb())
        {
            subjects = subjects_of(verb);
        }
    }
    if objects.is_empty() {
        return None;
    }
    let negations = match reading.noun_group(word) {
        group if group.is_negative() => {
            let token = group.determiner.or(group.number).unwrap_or(group.tokens.start);
            reading.word_of(token).into_iter().collect()
        }
        _ => Vec::new(),
    };
    Some(Proposition {
        predicate: word,
        lemma: noun.verb.to_owned(),
        kind: Kind::Nominal,
        verb: VerbGroup { main: reading.token(word), tokens: vec![reading.token(word)], ..VerbGroup::default() },
        subjects,
        objects,
        negations,
        extent: reading.tokens(reading.extent(word)),
        ..Proposition::default()
    })
}
