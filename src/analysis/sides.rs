//! The party that a holder speaks for, as far as the text gives it: a country, or a political party.

use std::cell::OnceCell;

use crate::analysis::lexicon;
use crate::language::document::Document;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::text::segment::TokenKind;
use crate::text::span::Span;

/// Seats, bodies and offices that belong to one country and are named without it.
const SEATS: &[(&str, &str)] = &[
    ("White House", "United States"),
    ("Capitol Hill", "United States"),
    ("State Department", "United States"),
    ("Pentagon", "United States"),
    ("Justice Department", "United States"),
    ("Secretary of State", "United States"),
    ("Kremlin", "Russia"),
    ("State Duma", "Russia"),
    ("Downing Street", "United Kingdom"),
    ("Whitehall", "United Kingdom"),
    ("Foreign Office", "United Kingdom"),
    ("Élysée", "France"),
    ("Elysée", "France"),
    ("Bundestag", "Germany"),
    ("Knesset", "Israel"),
    ("Blue House", "South Korea"),
    ("State Councilor", "China"),
    ("State Councillor", "China"),
    ("state councilor", "China"),
    ("state councillor", "China"),
    ("Zhongnanhai", "China"),
    ("Lok Sabha", "India"),
];

/// Words by which parties and their members are called, and the party.
const PARTIES: &[(&str, &str)] = &[
    ("Republican", "Republicans"),
    ("Republicans", "Republicans"),
    ("GOP", "Republicans"),
    ("G.O.P.", "Republicans"),
    ("R", "Republicans"),
    ("Democrat", "Democrats"),
    ("Democrats", "Democrats"),
    ("Democratic", "Democrats"),
    ("D", "Democrats"),
    ("Tory", "Conservatives"),
    ("Tories", "Conservatives"),
    ("Conservative", "Conservatives"),
    ("Conservatives", "Conservatives"),
    ("Labour", "Labour"),
];

/// The sides of an article's entities, each looked for when it is asked for.
pub(super) struct Sides<'a, 'd> {
    document: &'a Document<'d>,
    entities: &'a [Entity],
    known: Vec<OnceCell<Option<&'static str>>>,
}

impl<'a, 'd> Sides<'a, 'd> {
    /// The sides of `entities`.
    pub(super) fn new(document: &'a Document<'d>, entities: &'a [Entity]) -> Self {
        Self { document, entities, known: vec![OnceCell::new(); entities.len()] }
    }

    /// The side of an entity, from its name, its offices and the words around its mentions.
    pub(super) fn of(&self, entity: EntityId) -> Option<&'static str> {
        let at = entity.0 as usize;
        let (entity, known) = (self.entities.get(at)?, self.known.get(at)?);
        *known.get_or_init(|| of_entity(self.document, entity))
    }
}

/// The side that a phrase names by itself (`"Chinese officials"`, `"Senate Republicans"`).
pub(super) fn of_phrase(phrase: &str) -> Option<&'static str> {
    seat(phrase).or_else(|| party(phrase)).or_else(|| nation(phrase))
}

fn of_entity(document: &Document<'_>, entity: &Entity) -> Option<&'static str> {
    match entity.kind {
        EntityKind::Place => seat(&entity.name).or_else(|| lexicon::nation_of(&entity.name)),
        EntityKind::Organisation | EntityKind::Group => of_phrase(&entity.name),
        EntityKind::Person => entity
            .mentions
            .iter()
            .find_map(|m| around(document, m.span))
            .or_else(|| entity.roles.iter().find_map(|r| of_phrase(r))),
        EntityKind::Event | EntityKind::Work => None,
    }
}

/// What stands right before or behind a person's name: "Chinese Foreign Minister", ", Democrat of Illinois", "(R-Texas)".
fn around(document: &Document<'_>, name: Span) -> Option<&'static str> {
    let at = document.tokens.partition_point(|t| t.span.start < name.start);
    let behind = document.tokens.partition_point(|t| t.span.start < name.end);
    // The title before the name; "and" joins two offices, or somebody else, so behind it only an office counts.
    let title_from = |joined: bool| {
        let mut start = at;
        while start > 0 && at - start < if joined { 8 } else { 5 } {
            let token = document.tokens[start - 1];
            let word = token.of(document.text);
            let small = matches!(word, "of" | "minister" | "president" | "state") || joined && word == "and";
            let part = token.kind == TokenKind::Word && (word.starts_with(char::is_uppercase) || small);
            if !part || document.tokens.get(start).is_none_or(|next| next.span.start > token.span.end + 1) {
                break;
            }
            start -= 1;
        }
        let first = document.tokens.get(start).filter(|_| start < at)?;
        Some(Span { start: first.span.start, end: name.start }.of(document.text).trim_end())
    };
    let title = || title_from(false).and_then(of_phrase).or_else(|| title_from(true).and_then(seat));
    let apposition = || {
        let comma = document.tokens.get(behind)?.of(document.text);
        let words = |n: usize| document.tokens.get(behind + n).map_or("", |t| t.of(document.text));
        match comma {
            "(" | "," => {
                let first = words(1).split('-').next().unwrap_or_default();
                let second = if matches!(first, "a" | "the") { words(2) } else { first };
                party(second)
            }
            // "Prime Minister Netanyahu of Israel"
            "of" => lexicon::nation_of(words(1)).or_else(|| {
                let (a, b) = (document.tokens.get(behind + 1)?, document.tokens.get(behind + 2)?);
                lexicon::nation_of(Span { start: a.span.start, end: b.span.end }.of(document.text))
            }),
            _ => None,
        }
    };
    title().or_else(apposition)
}

fn seat(phrase: &str) -> Option<&'static str> {
    SEATS.iter().find(|(name, _)| phrase.contains(name)).map(|(_, side)| *side)
}

fn party(phrase: &str) -> Option<&'static str> {
    let mut words = phrase.split(|c: char| !c.is_alphanumeric() && c != '.');
    words.find_map(|w| PARTIES.iter().find(|(name, _)| *name == w)).map(|(_, side)| *side)
}

fn nation(phrase: &str) -> Option<&'static str> {
    lexicon::nation_of(phrase).or_else(|| {
        let words: Vec<&str> = phrase.split_whitespace().map(|w| w.trim_matches(',')).collect();
        let pairs = words.windows(2).find_map(|w| lexicon::nation_of(&w.join(" ")));
        pairs.or_else(|| {
            words.iter().filter(|w| w.starts_with(char::is_uppercase)).find_map(|w| {
                let bare = w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w);
                lexicon::nation_of(bare)
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_name_countries_and_parties() {
        for (phrase, side) in [
            ("French officials", Some("France")),
            ("House Republicans", Some("Republicans")),
            ("the Kremlin", Some("Russia")),
            ("Beijing", Some("China")),
            ("observers", None),
            ("critics", None),
        ] {
            assert_eq!(of_phrase(phrase), side, "{phrase}");
        }
    }
}
