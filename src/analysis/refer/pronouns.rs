//! Whom `he`, `she` and `who` mean: the only person of that sex who was spoken of just before.

use crate::analysis::identity::sex::Sex;
use crate::analysis::refer::{LISTS, Noun, Referents, Scene};
use crate::language::hash;
use crate::language::vocabulary::{self, PERSON_NOUN, TITLE};
use crate::model::block::BlockKind;
use crate::model::entity::EntityId;

/// How many sentences back a pronoun reaches.
const REACH: usize = 2;

/// Somebody who is spoken of.
#[derive(Clone, Copy, Debug)]
struct Spoken {
    sentence: usize,
    /// Who, if the text has a name for whoever it is.
    who: Option<EntityId>,
    sex: Option<Sex>,
}

/// The pronouns by token and whom they mean.
pub(super) fn find(scene: &Scene<'_, '_>, nominals: &Referents) -> Vec<(u32, EntityId)> {
    let mut out = Vec::new();
    let mut spoken: Vec<Spoken> = Vec::new();
    for (n, sentence) in scene.document.sentences.iter().enumerate() {
        if matches!(sentence.kind, BlockKind::Title | BlockKind::Heading) {
            continue;
        }
        let reached = spoken.partition_point(|s| s.sentence + REACH < n);
        spoken.drain(..reached);
        for i in sentence.tokens.clone() {
            let said = |who: EntityId| Spoken { sentence: n, who: Some(who), sex: scene.sex(who) };
            if let Some(person) = scene.person(i) {
                if scene.begins_person(i).is_some() {
                    spoken.push(said(person));
                }
                continue;
            }
            if scene.at(i).is_some() {
                continue;
            }
            let word = scene.word(i);
            if let Some(sex) = sex_of(word) {
                let who = only(&spoken, sex);
                if let Some(who) = who {
                    out.push((i as u32, who));
                    spoken.push(Spoken { sentence: n, who: Some(who), sex: Some(sex) });
                }
            } else if word == "who" {
                if let Some(who) = before_who(scene, i, nominals) {
                    out.push((i as u32, who));
                }
            } else if let Some(who) = nominals.at(i) {
                if spoken.last().is_none_or(|s| s.who != Some(who)) {
                    spoken.push(said(who));
                }
            } else if let Some(noun) = somebody(scene, i) {
                let sex = if let Noun::Somebody(sex) = noun { sex } else { None };
                spoken.push(Spoken { sentence: n, who: None, sex });
            }
        }
    }
    out
}

/// What a pronoun tells; `None` for any other word.
fn sex_of(word: &str) -> Option<Sex> {
    match word.to_ascii_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Some(Sex::Man),
        "she" | "her" | "hers" | "herself" => Some(Sex::Woman),
        _ => None,
    }
}

/// The only one who can be meant by a pronoun of a sex. Somebody without a name who can be meant makes it doubtful.
fn only(spoken: &[Spoken], sex: Sex) -> Option<EntityId> {
    let mut fitting = spoken.iter().filter(|s| s.sex.is_none_or(|s| s == sex));
    let who = fitting.next()?.who?;
    fitting.all(|s| s.who == Some(who)).then_some(who)
}

/// The person directly before `who`, with a comma between or none.
fn before_who(scene: &Scene<'_, '_>, i: usize, nominals: &Referents) -> Option<EntityId> {
    let before = i.checked_sub(1)?;
    let at = if scene.word(before) == "," { before.checked_sub(1)? } else { before };
    scene.person(at).or_else(|| nominals.at(at))
}

/// The noun that brings somebody without a name into the text: `her husband`, `a fisherman`.
fn somebody(scene: &Scene<'_, '_>, i: usize) -> Option<Noun> {
    let word = scene.word(i);
    if !word.starts_with(char::is_lowercase) {
        return None;
    }
    // A title before a name is its bearer's.
    if scene.person(i + 1).is_some() || scene.word(i + 1) == "," && scene.begins_person(i + 2).is_some() {
        return None;
    }
    match LISTS.noun(word) {
        Some(noun @ Noun::Somebody(_)) => Some(noun),
        _ => {
            let flags = vocabulary::word(hash::fold(word)).flags;
            let article = i > 0 && matches!(scene.word(i - 1), "a" | "an" | "another" | "his" | "her");
            (article && flags & (TITLE | PERSON_NOUN) != 0).then_some(Noun::Somebody(None))
        }
    }
}
