//! `[[topics]]`, `[[issues]]`, `[[entities]]`, `[[sides]]`, `[[sources]]` and `[filters]`: what the user knows.

use toml::de::DeValue;

use crate::config::report::nearest;
use crate::config::section::Section;
use crate::model::entity::EntityKind;
use crate::model::knowledge::{Knowledge, KnownEntity, KnownIssue, KnownSide, KnownSource, KnownTopic, Phrase};
use crate::query::ast::Query;
use crate::query::parse;

/// A query with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFilter {
    /// What it is called.
    pub name: String,
    /// What it finds.
    pub query: Query,
}

/// The names that are taken, each with who has it and where.
#[derive(Default)]
struct Claims(Vec<(Phrase, String, usize)>);

impl Claims {
    /// Lets `owner` have a name, or says who has it already.
    fn claim(&mut self, phrase: &Phrase, owner: &str, line: usize) -> Option<String> {
        if let Some((_, first, at)) = self.0.iter().find(|(taken, ..)| taken.says_the_same(phrase)) {
            return Some(if *at == line {
                format!("{owner} has it already")
            } else {
                format!("{first} has it already, in line {at}")
            });
        }
        self.0.push((phrase.clone(), owner.to_owned(), line));
        None
    }
}

/// Reads everything that is known.
pub(super) fn read(top: &mut Section<'_>) -> Knowledge {
    let mut knowledge = Knowledge::default();
    let mut claims = Claims::default();
    top.tables("sides", |section| {
        let Some((name, line)) = name(section, &mut claims, true) else { return };
        let members = names(section, "members", &name, line, &mut claims);
        knowledge.sides.push(KnownSide { name, members, line });
    });
    let sides: Vec<String> = knowledge.sides.iter().map(|side| side.name.clone()).collect();

    let mut claims = Claims::default();
    top.tables("topics", |section| {
        let Some((name, line)) = name(section, &mut claims, true) else { return };
        let words = words(section, &name);
        knowledge.topics.push(KnownTopic { name, words, line });
    });

    let mut claims = Claims::default();
    top.tables("issues", |section| {
        let Some((name, line)) = name(section, &mut claims, true) else { return };
        let words = words(section, &name);
        let merge = section.phrases("merge").into_iter().map(|(phrase, _)| phrase).collect();
        let hide = section.flag("hide").unwrap_or_default();
        knowledge.issues.push(KnownIssue { name, words, merge, hide, line });
    });

    let mut claims = Claims::default();
    top.tables("entities", |section| {
        let Some((name, line)) = name(section, &mut claims, false) else { return };
        let kind = section.choice("kind", &EntityKind::ALL.map(|kind| (kind.name(), kind)));
        let names = names(section, "aliases", &name, line, &mut claims);
        let side = side(section, &sides);
        let role = section.text("role").map(|(text, _)| text.to_owned());
        knowledge.entities.push(KnownEntity { name, kind, names, side, role, line });
    });

    let mut claims = Claims::default();
    top.tables("sources", |section| {
        let Some((name, line)) = name(section, &mut claims, false) else { return };
        let country = section.text("country").map(|(text, _)| text.to_owned());
        let side = side(section, &sides);
        let names = names(section, "aliases", &name, line, &mut claims);
        knowledge.sources.push(KnownSource { name, country, side, names, line });
    });
    knowledge
}

/// The name of a table of a list, which it must have, and its line. With `claim`, no other may have the same.
fn name(section: &mut Section<'_>, claims: &mut Claims, claim: bool) -> Option<(String, usize)> {
    let Some((text, value)) = section.required_text("name") else {
        section.forgive();
        return None;
    };
    let line = section.line(value.span().start);
    let Some(phrase) = Phrase::new(text) else {
        section.mistaken(value, "the name is empty".to_owned(), "give it at least one letter or digit".to_owned());
        section.forgive();
        return None;
    };
    // Where there are aliases, these claim the name, too.
    if claim && let Some(help) = claims.claim(&phrase, text, line) {
        section.mistaken(value, format!("the name “{text}” is taken"), help);
    }
    Some((text.to_owned(), line))
}

/// A name and the further ones that a setting gives, each claimed by its owner alone.
fn names(
    section: &mut Section<'_>,
    setting: &'static str,
    name: &str,
    line: usize,
    claims: &mut Claims,
) -> Vec<Phrase> {
    let mut out = Vec::new();
    if let Some(own) = Phrase::new(name) {
        // A side claims its name when this is read.
        if setting != "members"
            && let Some(help) = claims.claim(&own, name, line)
            && let Some((_, value)) = section.text("name")
        {
            section.mistaken(value, format!("“{name}” is claimed twice"), help);
        }
        out.push(own);
    }
    for (phrase, value) in section.phrases(setting) {
        match claims.claim(&phrase, name, line) {
            Some(help) => section.mistaken(value, format!("“{}” is claimed twice", phrase.text), help),
            None => out.push(phrase),
        }
    }
    out
}

/// The words of a setting, or else the name.
fn words(section: &mut Section<'_>, name: &str) -> Vec<Phrase> {
    let words: Vec<_> = section.phrases("words").into_iter().map(|(phrase, _)| phrase).collect();
    if words.is_empty() { Phrase::new(name).into_iter().collect() } else { words }
}

/// One of the sides.
fn side(section: &mut Section<'_>, sides: &[String]) -> Option<String> {
    let (text, value) = section.text("side")?;
    let known = sides.iter().find(|side| *side == text);
    if known.is_none() {
        let help = match nearest(text, sides.iter().map(String::as_str)) {
            Some(side) => format!("did you mean \"{side}\"?"),
            None => format!("write [[sides]] with name = \"{text}\", or leave it out"),
        };
        section.mistaken(value, format!("there is no side \"{text}\""), help);
    }
    known.cloned()
}

/// Reads the named filters.
pub(super) fn read_filters(section: &mut Section<'_>) -> Vec<NamedFilter> {
    let mut filters = Vec::new();
    for (key, value) in section.free() {
        let DeValue::String(text) = value.get_ref() else {
            section.wrong_type(key.get_ref(), value, "a query such as \"topic:trade -is:disputed\"");
            continue;
        };
        match parse::parse(text) {
            Ok(query) => filters.push(NamedFilter { name: key.get_ref().to_string(), query }),
            Err(error) => {
                let (from, to) = (error.span.from(), error.span.to());
                let help = match (&error.suggestion, error.expected.is_empty()) {
                    (Some(suggestion), _) => format!("did you mean {suggestion}?"),
                    (None, false) => format!("expected {}", error.expected.join(" or ")),
                    (None, true) => String::new(),
                };
                section.mistaken_inside(value, text, from..to, error.message, help);
            }
        }
    }
    filters
}
