//! Who speaks: the entity behind the words of a source.

use crate::analysis::identity::sex;
use crate::analysis::quotations::frame::Frame;
use crate::analysis::quotations::lists::{self, Sort};
use crate::analysis::quotations::marks;
use crate::analysis::refer::Referents;
use crate::language::document::Document;
use crate::language::function_words::{self, Class};
use crate::language::hash;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::text::span::Span;

/// The entity of each frame's source, where the text decides it: a name inside the source, or for a lone "he" or "she"
/// the person who spoke before, when that is the only person named since. An "It" that opens a sentence is the body that
/// opened the sentence before it and spoke there.
pub(super) fn of(
    document: &Document<'_>,
    entities: &[Entity],
    referents: &Referents,
    frames: &[Frame],
) -> Vec<Option<EntityId>> {
    let mut mentions: Vec<(usize, usize, u32)> = Vec::new();
    for (e, entity) in entities.iter().enumerate().filter(|(_, e)| e.resolved) {
        mentions.extend(entity.mentions.iter().map(|m| (m.span.from(), m.span.to(), e as u32)));
    }
    mentions.sort_unstable();
    let people = Alternation::new(&mentions, entities);
    let is_person = |e: u32| entities.get(e as usize).is_some_and(|e| e.kind == EntityKind::Person);
    let mut last: Option<(u32, usize)> = None;
    // The body that was the subject of the sentence of that number and spoke there.
    let mut body: Option<(u32, usize)> = None;
    let mut out = Vec::with_capacity(frames.len());
    for (f, frame) in frames.iter().enumerate() {
        let span = frame.source.as_ref().and_then(|s| marks::span_of(document, s.start, s.end));
        let speaker = span.and_then(|span| {
            let words = span.of(document.text);
            let source = frame.source.as_ref()?;
            if let Some(she) = Sex::of_pronoun(words) {
                // "Asked by Roe …, she replied": she is not Roe.
                let prompted = f.checked_sub(1).is_some_and(|f| is_prompt(document, &frames[f], source.start));
                let other = if prompted { last.map(|(person, _)| person) } else { None };
                if let Some(person) = referents.at(source.start) {
                    return Some(person.0).filter(|person| Some(*person) != other);
                }
                let (person, said) = last.filter(|_| !prompted)?;
                let alone = people.only(person, said, span.from()) && !brings_up_somebody(document, said, source.start);
                return (alone && is_person(person) && she.fits(&entities[person as usize].name)).then_some(person);
            }
            if words == "It" {
                let (body, said) = body?;
                return (sentence_opened(document, frame) == Some(said + 1)).then_some(body);
            }
            let from = mentions.partition_point(|m| m.0 < span.from());
            let inside: Vec<_> = mentions[from..].iter().take_while(|m| m.1 <= span.to()).copied().collect();
            named(document.text, span, &inside, is_person).or_else(|| {
                // An office or a body that stands for its holder or its name: all of the source, up to what is added.
                let stop = |i: &usize| matches!(document.word(*i), "," | "(" | "who");
                let mut core = source.clone().take_while(|i| !stop(i));
                let first = core.find_map(|i| referents.at(i))?;
                core.all(|i| referents.at(i) == Some(first)).then_some(first.0)
            })
        });
        if let (Some(speaker), Some(span)) = (speaker, span) {
            last = Some((speaker, span.from()));
        }
        if span.is_some() {
            let opened = sentence_opened(document, frame);
            body = speaker.filter(|s| !is_person(*s)).zip(opened);
        }
        out.push(speaker.map(EntityId));
    }
    out
}

/// Of what sex a pronoun is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sex {
    Man,
    Woman,
}

impl Sex {
    fn of_pronoun(word: &str) -> Option<Self> {
        match word {
            "he" | "He" => Some(Self::Man),
            "she" | "She" => Some(Self::Woman),
            _ => None,
        }
    }

    /// Whether the given name of a person leaves that sex possible.
    fn fits(self, name: &str) -> bool {
        let given = name.split_once(' ').and_then(|(first, _)| sex::of_given(first));
        given.is_none_or(|sex| (sex == sex::Sex::Woman) == (self == Self::Woman))
    }
}

/// Whether somebody without a name is brought up between byte `from` and token `to` ("her husband"): then "he" may be them.
fn brings_up_somebody(document: &Document<'_>, from: usize, to: usize) -> bool {
    let first = document.tokens.partition_point(|t| t.span.from() < from);
    (first..to).any(|i| {
        let word = document.word(i);
        lists::is(word, Sort::Man) || lists::is(word, Sort::Woman)
    })
}

/// Whether a frame opens the sentence that holds token `i` with a question to whoever speaks there.
fn is_prompt(document: &Document<'_>, frame: &Frame, i: usize) -> bool {
    let Some(cue) = frame.cue.as_ref() else { return false };
    let number = document.sentences.partition_point(|s| s.tokens.end <= i);
    let opens = document.sentences.get(number).is_some_and(|s| s.tokens.start == cue.start);
    opens && lists::is(&document.word(cue.start).to_lowercase(), Sort::Prompt)
}

/// The number of the sentence that the source of a frame opens.
fn sentence_opened(document: &Document<'_>, frame: &Frame) -> Option<usize> {
    let start = frame.source.as_ref()?.start;
    let number = document.sentences.partition_point(|s| s.tokens.end <= start);
    document.sentences.get(number).filter(|s| s.tokens.start == start).map(|_| number)
}

/// The mentions of people in the order of the text, so that it is known at once how long nobody else is mentioned.
struct Alternation {
    /// Where each mention begins, and whom it means.
    people: Vec<(usize, u32)>,
    /// For each mention the index of the next one that means somebody else.
    next_other: Vec<usize>,
}

impl Alternation {
    fn new(mentions: &[(usize, usize, u32)], entities: &[Entity]) -> Self {
        let is_person = |e: u32| entities.get(e as usize).is_some_and(|e| e.kind == EntityKind::Person);
        let people: Vec<(usize, u32)> = mentions.iter().filter(|m| is_person(m.2)).map(|m| (m.0, m.2)).collect();
        let mut next_other = vec![people.len(); people.len()];
        for i in (1..people.len()).rev() {
            next_other[i - 1] = if people[i - 1].1 == people[i].1 { next_other[i] } else { i };
        }
        Self { people, next_other }
    }

    /// Whether no person but `person` is mentioned at or behind byte `from` and in front of byte `to`.
    fn only(&self, person: u32, from: usize, to: usize) -> bool {
        let first = self.people.partition_point(|m| m.0 < from);
        let Some(&(at, whom)) = self.people.get(first) else { return true };
        let other = if whom == person { self.people.get(self.next_other[first]).map(|m| m.0) } else { Some(at) };
        other.is_none_or(|other| other >= to)
    }
}

/// Which of the mentions `(from, to, entity)` inside a source is the one that speaks. "Secretary of State Ann Lee" and
/// "Ann Lee of the ministry" are Ann Lee; "officials of the ministry" and "a lawyer for Ann Lee" are nobody who is named.
fn named(text: &str, source: Span, inside: &[(usize, usize, u32)], is_person: impl Fn(u32) -> bool) -> Option<u32> {
    let words = source.of(text);
    let upto =
        |ends: &[&str]| source.from() + ends.iter().filter_map(|end| words.find(end)).min().unwrap_or(words.len());
    // Titles hold prepositions, so a person counts up to the first comma unless a preposition stands right in front.
    let comma = upto(&[",", " (", " who "]);
    // "Ann Lee's adviser" is not Ann Lee; whose reply it is stands as a source without the possessive.
    let owns = |m: &&(usize, usize, u32)| {
        m.1 < source.to() && text.get(m.1..).is_some_and(|t| t.starts_with("'s") || t.starts_with("’s"))
    };
    let person = |m: &&(usize, usize, u32)| {
        let before = text.get(source.from().saturating_sub(1)..m.0).unwrap_or_default().trim_end();
        let word = before.rsplit(' ').next().unwrap_or_default();
        let preposition = matches!(function_words::class(hash::fold(word)), Some(Class::Preposition | Class::To));
        is_person(m.2) && !owns(m) && !preposition
    };
    let mut people = inside.iter().filter(|m| m.0 < comma).filter(person).map(|m| m.2);
    if let Some(first) = people.next() {
        return people.all(|other| other == first).then_some(first);
    }
    // An apposition names the person: "his adviser, Ann Lee".
    let beside = inside.iter().find(|m| text.get(comma..m.0) == Some(", ")).filter(person);
    let head = upto(&[",", " (", " who ", " of ", " for ", " from ", " to ", " at ", " in ", " with ", " on "]);
    let owned = |m: &&(usize, usize, u32)| is_person(m.2) && owns(m);
    beside.or_else(|| inside.iter().find(|m| m.0 < head && !owned(m))).map(|m| m.2)
}
