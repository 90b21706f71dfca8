//! `[[topics]]`, `[[issues]]`, `[[entities]]`, `[[sides]]`, `[[sources]]` and `[filters]`: what the user knows.

use std::collections::HashMap;

use toml::de::DeValue;

use crate::config::report::nearest;
use crate::config::section::Section;
use crate::model::entity::EntityKind;
use crate::model::knowledge::{Knowledge, KnownEntity, KnownIssue, KnownSide, KnownSource, KnownTopic, Phrase};
use crate::model::path_pattern::PathPattern;
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

/// The names that are taken, by their folded words, each with who has it and where.
#[derive(Default)]
struct Claims(HashMap<Vec<String>, (String, usize)>);

impl Claims {
    /// Lets `owner` have a name, or says who has it already.
    fn claim(&mut self, phrase: &Phrase, owner: &str, line: usize) -> Option<String> {
        let words: Vec<String> = phrase.words.iter().map(|word| word.folded.clone()).collect();
        if let Some((first, at)) = self.0.get(&words) {
            return Some(if *at == line {
                format!("{owner} has it already")
            } else {
                format!("{first} has it already, in line {at}")
            });
        }
        self.0.insert(words, (owner.to_owned(), line));
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
        let path = section.text("path").and_then(|(text, value)| {
            let pattern = PathPattern::new(text);
            if pattern.is_none() {
                let help = "name files or folders, such as \"breitbart/**\"".to_owned();
                section.mistaken(value, "the pattern of paths is empty".to_owned(), help);
            }
            pattern
        });
        knowledge.sources.push(KnownSource { name, country, side, names, path, line });
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

#[cfg(test)]
mod tests {
    use crate::config::schema::parse;
    use crate::model::article::{Article, Head};
    use crate::model::entity::EntityKind;

    #[track_caller]
    fn check(text: &str, mistakes: &[(&str, &str)]) {
        let found = parse(text).err().unwrap_or_default();
        let found: Vec<_> = found
            .iter()
            .map(|m| (text.get(m.span.clone()).unwrap_or_default(), format!("{}; {}", m.message, m.help)))
            .collect();
        let found: Vec<_> = found.iter().map(|(at, message)| (*at, message.as_str())).collect();
        assert_eq!(found, mistakes, "{text}");
    }

    const WORLD: &str = "[[sides]]\nname = 'Norland'\nmembers = ['Port Ellery', 'the Norland cabinet']\n\n\
        [[entities]]\nname = 'Ada Berg'\nkind = 'person'\naliases = ['Admiral Berg']\nside = 'Norland'\nrole = 'admiral'\n\n\
        [[topics]]\nname = 'Trade'\nwords = ['tariff*', 'trade war']\n\n[[issues]]\nname = 'Ferry tax'\nmerge = ['ships']\n\n\
        [[issues]]\nname = 'Weather'\nhide = true\n\n\
        [[sources]]\nname = 'Norland Post'\ncountry = 'Norland'\nside = 'Norland'\naliases = ['The Norland Post']\npath = 'post/**'\n\n\
        [filters]\nweekly = 'topic:trade -is:unread'\n";

    #[test]
    fn everything_is_read_and_printed_again() {
        let config = parse(WORLD).unwrap();
        let known = &config.knowledge;
        assert_eq!(
            (known.sides[0].name.as_str(), known.sides[0].members.len(), known.sides[0].line),
            ("Norland", 3, 2)
        );
        assert_eq!((known.entities[0].kind, known.entities[0].names.len()), (Some(EntityKind::Person), 2));
        assert_eq!((known.topics[0].words.len(), known.issues[0].words.len()), (2, 1), "a name stands for itself");
        assert!(known.issues[1].hide && !known.issues[0].hide);
        assert_eq!(known.sources[0].side.as_deref(), Some("Norland"));
        let mut article =
            Article { head: Head { path: Some("post/a.txt".into()), ..Head::default() }, ..Article::default() };
        article.metadata.source = Some("Another Paper".to_owned());
        known.name_source(&mut article);
        assert_eq!(article.metadata.source.as_deref(), Some("Norland Post"));
        assert_eq!(
            (config.filters[0].name.as_str(), config.filters[0].query.to_string().as_str()),
            ("weekly", "topic:trade -is:unread")
        );
        let printed = config.to_toml();
        assert_eq!(parse(&printed).map(|c| c.to_toml()), Ok(printed));
    }

    #[test]
    fn names_must_be_there_and_be_one_thing() {
        check("[[topics]]\nwords = ['a']\n", &[("[[topics]]", "`topics.name` is missing; give it a name")]);
        check("[[topics]]\nname = ' – '\n", &[("' – '", "the name is empty; give it at least one letter or digit")]);
        check(
            "[[topics]]\nname = 'A'\n[[topics]]\nname = 'a'\n",
            &[("'a'", "the name “a” is taken; A has it already, in line 2")],
        );
        check("[[entities]]\nname = 'A'\naliases = ['B', 'b']\n", &[("'b'", "“b” is claimed twice; A has it already")]);
        check(
            "[[entities]]\nname = 'A'\n[[entities]]\nname = 'B'\naliases = ['a']\n",
            &[("'a'", "“a” is claimed twice; A has it already, in line 2")],
        );
        check(
            "[[sides]]\nname = 'A'\nmembers = ['X']\n[[sides]]\nname = 'B'\nmembers = ['X']\n",
            &[("'X'", "“X” is claimed twice; A has it already, in line 2")],
        );
    }

    #[test]
    fn other_mistakes_are_named() {
        check(
            "[[entities]]\nname = 'A'\nkind = 'persom'\n",
            &[("'persom'", "`kind` cannot be \"persom\"; did you mean \"person\"?")],
        );
        check(
            "[[sides]]\nname = 'Norland'\n[[entities]]\nname = 'A'\nside = 'Norlan'\n",
            &[("'Norlan'", "there is no side \"Norlan\"; did you mean \"Norland\"?")],
        );
        check(
            "[[topics]]\nname = 'A'\nwords = 'b'\n",
            &[(
                "'b'",
                "`words` cannot be a value of type string; must be a list of words such as [\"trade war\", \"tariff*\"]",
            )],
        );
        check(
            "[[topics]]\nname = 'A'\nwords = ['…']\n",
            &[("'…'", "\"…\" holds no word; must be a list of words such as [\"trade war\", \"tariff*\"]")],
        );
        check("topics = 3\n", &[("3", "`topics` must be a list of tables; write [[topics]] above each")]);
        check(
            "[[issues]]\nname = 'A'\nhide = 'yes'\n",
            &[("'yes'", "`hide` cannot be a value of type string; must be true or false")],
        );
        check(
            "[[sources]]\nname = 'A'\npath = '/'\n",
            &[("'/'", "the pattern of paths is empty; name files or folders, such as \"breitbart/**\"")],
        );
        check(
            "[[sources]]\nname = 'A'\ncontry = 'B'\n",
            &[("contry", "unknown setting `sources.contry`; did you mean `country`?")],
        );
    }

    #[test]
    fn a_wrong_filter_is_pointed_at_inside_its_string() {
        check(
            "[filters]\nweekly = \"ship topc:trade\"\n",
            &[("topc", "there is no field “topc”; did you mean topic:trade?")],
        );
        check(
            "[filters]\nweekly = 'a OR'\n",
            &[("", "something is missing at the end; expected a word or a \"phrase\" or a field")],
        );
        check(
            "[filters]\nweekly = 3\n",
            &[(
                "3",
                "`weekly` cannot be a value of type integer; must be a query such as \"topic:trade -is:disputed\"",
            )],
        );
    }
}
