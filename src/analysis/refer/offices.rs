//! Offices: who holds which, and where one is named instead of its holder.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::identity::sex::Sex;
use crate::analysis::refer::{LISTS, Noun, Scene};
use crate::language::hash;
use crate::language::vocabulary::{self, COMPANY_HEAD, ORGANISATION_HEAD, PERSON_NOUN, TITLE};
use crate::model::block::BlockKind;
use crate::model::entity::{EntityId, EntityKind};
use crate::text::segment::TokenKind;

/// The longest phrase for an office, in words.
const LONGEST: usize = 12;

/// How many sentences back somebody still stands before one's eyes.
const NEAR: usize = 2;

/// Somebody's office.
struct Office {
    holder: EntityId,
    /// What it is by its head and the words that go with it.
    words: Description,
    /// The first token behind which it is known.
    known_from: usize,
}

/// What a phrase says.
#[derive(Debug, Default, PartialEq)]
struct Description {
    /// The noun, one for all of the same.
    head: String,
    /// The other words, in small letters.
    words: Vec<String>,
    /// The country by name, people or possessive.
    nation: Option<&'static str>,
    /// Bodies and places that are no countries.
    bodies: Vec<EntityId>,
    /// What the noun tells.
    sex: Option<Sex>,
}

/// The phrases for offices and bodies, by their tokens, and whom they mean.
pub(super) fn find(scene: &Scene<'_, '_>) -> Vec<(Range<usize>, EntityId)> {
    let mut out: Vec<(Range<usize>, EntityId)> = Vec::new();
    let mut offices: Vec<Office> = Vec::new();
    for i in 0..scene.entity.len() {
        let Some(holder) = scene.begins_person(i) else { continue };
        let sentence = sentence_of(scene, i);
        let mention = scene.mention(i);
        let phrases = [
            title(scene, i, sentence.start),
            before(scene, i, sentence.start),
            behind(scene, mention.end, sentence.end),
        ];
        for phrase in phrases.into_iter().flatten() {
            let words = describe(scene, &phrase);
            // `his wife` tells who somebody is to another, and is no office.
            if words.head.is_empty() || conflicts(scene, holder, words.sex) {
                continue;
            }
            let adjoins = phrase.end == i;
            if !adjoins || words.nation.is_some() || !words.bodies.is_empty() {
                out.push((phrase.clone(), holder));
            }
            offices.push(Office { holder, words, known_from: i.max(phrase.end) });
        }
    }
    let mut by_head: HashMap<&str, Vec<&Office>> = HashMap::new();
    for office in &offices {
        by_head.entry(&office.words.head).or_default().push(office);
    }
    let bodies = bodies(scene);
    let taken: std::collections::HashSet<usize> = out.iter().flat_map(|(range, _)| range.clone()).collect();
    for (n, sentence) in scene.document.sentences.iter().enumerate() {
        for i in sentence.tokens.clone() {
            if !scene.word(i).eq_ignore_ascii_case("the") || scene.at(i).is_some() || taken.contains(&i) {
                continue;
            }
            let Some(phrase) = definite(scene, i, sentence.tokens.end) else {
                if let Some((phrase, body)) = definite_body(scene, i, sentence.tokens.end, &bodies) {
                    out.push((phrase, body));
                }
                continue;
            };
            if phrase.clone().any(|t| taken.contains(&t)) {
                continue;
            }
            let description = describe(scene, &(i + 1..phrase.end));
            let known = by_head.get(description.head.as_str()).map_or(&[][..], Vec::as_slice);
            if let Some(holder) = meant(scene, known, &description, i, n) {
                out.push((phrase, holder));
            }
        }
    }
    out.sort_by_key(|(range, id)| (range.start, range.end, *id));
    out.dedup_by(|b, a| b.0.start < a.0.end);
    out
}

/// The only holder of an office that a phrase describes, known before it; of several the only one who was named just
/// before.
fn meant(
    scene: &Scene<'_, '_>,
    known: &[&Office],
    wanted: &Description,
    at: usize,
    sentence: usize,
) -> Option<EntityId> {
    let fits = |office: &&&Office| {
        office.known_from <= at && office.words.includes(wanted) && !conflicts(scene, office.holder, wanted.sex)
    };
    let mut holders: Vec<EntityId> = known.iter().filter(fits).map(|o| o.holder).collect();
    holders.sort_unstable();
    holders.dedup();
    if holders.len() > 1 {
        let from = scene.document.sentences.get(sentence.saturating_sub(NEAR))?.tokens.start;
        holders.retain(|holder| (from..at).any(|i| scene.at(i) == Some(*holder)));
    }
    match holders[..] {
        [holder] => Some(holder),
        _ => None,
    }
}

impl Description {
    /// Whether an office is what a phrase says: all of the phrase's words, and none of its own that makes it a lesser one.
    fn includes(&self, phrase: &Self) -> bool {
        let lesser = |w: &&String| LISTS.noun(w) == Some(Noun::Lesser);
        phrase.words.iter().all(|w| self.words.contains(w))
            && self.words.iter().filter(lesser).all(|w| phrase.words.contains(w))
            && (phrase.nation.is_none() || phrase.nation == self.nation)
            && phrase.bodies.iter().all(|b| self.bodies.contains(b))
            // `the minister` may be any minister, but `the prime minister` is not the foreign minister: see `words`.
            && phrase.head == self.head
    }
}

/// Whether somebody is known to be of another sex than a noun says.
fn conflicts(scene: &Scene<'_, '_>, person: EntityId, sex: Option<Sex>) -> bool {
    matches!((scene.sex(person), sex), (Some(a), Some(b)) if a != b)
}

/// The tokens of the sentence that a token stands in; none of a heading.
fn sentence_of(scene: &Scene<'_, '_>, i: usize) -> Range<usize> {
    let at = scene.document.sentences.partition_point(|s| s.tokens.end <= i);
    let heading = |kind| matches!(kind, BlockKind::Title | BlockKind::Heading);
    scene.document.sentences.get(at).filter(|s| !heading(s.kind)).map_or(i..i, |s| s.tokens.clone())
}

/// Whether a word is a noun for an office or trade.
fn is_office(word: &str) -> bool {
    let flags = vocabulary::word(hash::fold(word)).flags;
    flags & (TITLE | PERSON_NOUN) != 0 && !crate::analysis::names::roles::is_form_of_address(word)
        || matches!(word, "chief" | "head" | "leader" | "member" | "aide" | "adviser" | "advisor" | "executive" | "CEO")
}

/// The title that ends before a name, with the country or body in front of it: `French President`, `Apple CEO`.
fn title(scene: &Scene<'_, '_>, name: usize, from: usize) -> Option<Range<usize>> {
    let mut start = name;
    let mut office = false;
    while start > from && name - start < LONGEST {
        let word = scene.word(start - 1);
        let own = is_office(word) || LISTS.noun(word) == Some(Noun::Lesser);
        let entity = scene.at(start - 1).is_some() && scene.person(start - 1).is_none();
        let small = office && matches!(word, "of" | "and" | "'s" | "’s");
        // Of `Foreign Minister` the first word is no office by itself.
        let part = office && is_title_phrase(scene, start - 1);
        if !(own || part || small || entity && office) {
            break;
        }
        office |= own;
        start -= 1;
    }
    while start < name && matches!(scene.word(start), "of" | "and" | "'s" | "’s") {
        start += 1;
    }
    (office && start < name).then_some(start..name)
}

/// Whether the word at a token begins a title of two words in the lists: `Foreign Minister`.
fn is_title_phrase(scene: &Scene<'_, '_>, i: usize) -> bool {
    let words = [i, i + 1].map(|i| hash::fold(scene.word(i)));
    vocabulary::word(hash::combine(words[0], words[1])).flags & TITLE != 0
}

/// The phrase between an article and the comma before a name: `The French president, Marta Oduya,`.
fn before(scene: &Scene<'_, '_>, name: usize, from: usize) -> Option<Range<usize>> {
    let comma = name.checked_sub(1).filter(|i| *i > from && scene.word(*i) == ",")?;
    let first = comma.saturating_sub(LONGEST).max(from);
    let article = (first..comma).rev().find(|i| is_determiner(scene.word(*i)))?;
    // Between a verb or another comma and this one stands something else.
    let plain = (article + 1..comma).all(|i| is_word_of_phrase(scene, i));
    let whole = office_at(scene, article + 1, comma)? == comma;
    (plain && whole).then_some(article..comma)
}

/// The phrase behind the comma behind a name: `, the French president,`.
fn behind(scene: &Scene<'_, '_>, comma: usize, to: usize) -> Option<Range<usize>> {
    if scene.word(comma) != "," {
        return None;
    }
    let first = comma + 1;
    let determined = is_determiner(scene.word(first)) || matches!(scene.word(first), "a" | "an");
    let start = first + usize::from(determined);
    let bare =
        is_office(scene.word(start)) && scene.word(start).starts_with(char::is_lowercase) || scene.at(start).is_some();
    let head = office_at(scene, start, to.min(start + LONGEST)).filter(|_| determined || bare)?;
    // What follows has to end the apposition: a comma, a stop, or words that belong to the office.
    let end = match scene.word(head) {
        "of" | "for" | "at" | "in" => {
            (head..to.min(head + LONGEST)).find(|i| matches!(scene.word(*i), "," | "." | ";" | ")" | "who"))?
        }
        "," | "." | ";" | "who" | ")" | "and" => head,
        _ => return None,
    };
    (end > first).then_some(first..if end - head > LONGEST / 2 { head } else { end })
}

/// The end of a phrase for an office that begins at a token: behind its noun.
fn office_at(scene: &Scene<'_, '_>, start: usize, to: usize) -> Option<usize> {
    let mut end = None;
    for i in start..to {
        if end.is_some_and(|end| end == i) && !is_office(scene.word(i)) {
            break;
        }
        if !is_word_of_phrase(scene, i) {
            break;
        }
        if is_office(scene.word(i)) && scene.person(i).is_none() {
            end = Some(i + 1);
        }
    }
    end
}

/// Whether a token can stand between the article and the noun of a phrase.
fn is_word_of_phrase(scene: &Scene<'_, '_>, i: usize) -> bool {
    let Some(token) = scene.document.tokens.get(i) else { return false };
    let word = scene.word(i);
    let kind = matches!(token.kind, TokenKind::Word | TokenKind::Clitic);
    let small = matches!(
        word,
        "and"
            | "or"
            | "to"
            | "from"
            | "with"
            | "that"
            | "which"
            | "who"
            | "was"
            | "is"
            | "were"
            | "are"
            | "had"
            | "has"
            | "have"
            | "by"
            | "on"
            | "said"
            | "told"
            | "a"
            | "an"
            | "the"
            | "but"
            | "not"
    );
    kind && !small && scene.person(i).is_none()
}

fn is_determiner(word: &str) -> bool {
    matches!(word, "the" | "The" | "its" | "Its" | "their" | "Their" | "our" | "Our")
}

/// A phrase with `the` that names one office, and is not set beside the name of its holder.
fn definite(scene: &Scene<'_, '_>, article: usize, to: usize) -> Option<Range<usize>> {
    let mut end = office_at(scene, article + 1, to.min(article + 7))?;
    let noun = scene.word(end - 1);
    let next = scene.word(end);
    let named = scene.at(end).is_some() || next == "," && scene.begins_person(end + 1).is_some();
    let joined = next.contains('-') || noun.ends_with('s') && !noun.ends_with("ss");
    if named || joined || scene.at(end - 1).is_some() || !noun.starts_with(char::is_lowercase) && article + 2 < end {
        return None;
    }
    // `the president of Norway`
    if next == "of" {
        let of = end + 1 + usize::from(scene.word(end + 1) == "the");
        scene.at(of)?;
        end = scene.mention(of).end;
    } else if matches!(next, "for" | "at") || is_noun_behind(scene, end) {
        return None;
    }
    Some(article..end)
}

/// Whether the word behind the noun of an office is a noun that it goes with (`the president elect`, `the police chief's`
/// is none): a word of the lists for bodies, or another noun for somebody.
fn is_noun_behind(scene: &Scene<'_, '_>, i: usize) -> bool {
    let word = scene.word(i);
    word.starts_with(char::is_lowercase)
        && vocabulary::word(hash::fold(word)).flags & (ORGANISATION_HEAD | TITLE | PERSON_NOUN) != 0
        || LISTS.noun(word) == Some(Noun::Lesser)
}

/// What the words of a phrase say.
fn describe(scene: &Scene<'_, '_>, phrase: &Range<usize>) -> Description {
    let mut out = Description::default();
    let head = phrase
        .clone()
        .take_while(|i| !matches!(scene.word(*i), "of" | "for" | "at" | "in" | "and"))
        .filter(|i| is_office(scene.word(*i)) && scene.at(*i).is_none());
    let Some(head) = head.last() else { return out };
    for i in phrase.clone() {
        if let Some(id) = scene.at(i) {
            let nation = scene.entities.get(id.0 as usize).and_then(|e| vocabulary::nation_of(&e.name));
            match nation {
                Some(nation) => out.nation = out.nation.or(Some(nation)),
                None if !out.bodies.contains(&id) => out.bodies.push(id),
                None => {}
            }
            continue;
        }
        let word = scene.word(i).trim_end_matches('.').to_lowercase();
        let plain = word.chars().next().is_some_and(char::is_alphabetic);
        if i != head
            && plain
            && !matches!(&*word, "of" | "the" | "for" | "at" | "in" | "and" | "a" | "an" | "its" | "their" | "our")
        {
            out.words.push(word);
        }
    }
    let noun = scene.word(head).trim_end_matches('.').to_lowercase();
    if let Some(Noun::Somebody(sex)) = LISTS.noun(&noun) {
        out.sex = sex;
    }
    if matches!(&*noun, "premier" | "pm") {
        out.words.push("prime".to_owned());
    }
    if noun == "ceo" {
        out.words.push("chief".to_owned());
    }
    out.head = LISTS.same.get(noun.as_str()).map_or(noun, |same| (*same).to_owned());
    // `chief executive officer` is what `chief executive` is.
    if out.head == "officer" && out.words.iter().any(|w| w == "executive") {
        out.words.retain(|w| w != "executive");
        "executive".clone_into(&mut out.head);
    }
    out
}

/// Bodies by the last words of their names, with the tokens of their first mentions; `None` where there are several.
fn bodies(scene: &Scene<'_, '_>) -> HashMap<String, Option<(EntityId, usize)>> {
    let mut out: HashMap<String, Option<(EntityId, usize)>> = HashMap::new();
    for i in 0..scene.entity.len() {
        let Some(id) = scene.at(i).filter(|id| i == 0 || scene.at(i - 1) != Some(*id)) else { continue };
        let mention = scene.mention(i);
        if scene.kind(id) != Some(EntityKind::Organisation) || mention.len() < 2 {
            continue;
        }
        let last = scene.word(mention.end - 1).to_lowercase();
        let known = out.entry(last).or_insert(Some((id, i)));
        if known.is_some_and(|(other, _)| other != id) {
            *known = None;
        }
    }
    out
}

/// `the ministry` where the text names one ministry.
fn definite_body(
    scene: &Scene<'_, '_>,
    article: usize,
    to: usize,
    bodies: &HashMap<String, Option<(EntityId, usize)>>,
) -> Option<(Range<usize>, EntityId)> {
    let at = article + 1;
    let word = scene.word(at);
    let body = vocabulary::word(hash::fold(word)).flags & (ORGANISATION_HEAD | COMPANY_HEAD) != 0;
    if at >= to
        || !body
        || !word.starts_with(char::is_lowercase)
        || LISTS.noun(word) == Some(Noun::General)
        || scene.at(at).is_some()
    {
        return None;
    }
    // With a noun behind it, or somebody's, it is another.
    let next = scene.word(at + 1);
    let noun = is_office(next)
        || is_noun_behind(scene, at + 1)
        || matches!(next, "of" | "for" | "in" | "at")
        || scene.at(at + 1).is_some();
    let (id, first) = bodies.get(word).copied().flatten()?;
    (!noun && first < article).then_some((article..at + 1, id))
}
