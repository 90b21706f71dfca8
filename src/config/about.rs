//! `[article]`: what the title block of the open article says below the headline.

use toml::de::DeValue;

use crate::config::report::nearest;
use crate::config::section::Section;

/// Something that the title block can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// Who published it, with what is known of the outlet.
    Outlet,
    /// The agency whose text it is.
    Agency,
    /// Who wrote it.
    Author,
    /// The day of publication.
    Date,
    /// The time of that day.
    Time,
    /// The part of the paper.
    Section,
    /// The topics that the file gives.
    Topics,
    /// How long it is.
    Words,
    /// Its language.
    Language,
    /// The encoding that it was decoded from.
    Encoding,
    /// The headline of what it retells, where it says so.
    Digest,
    /// Whether its findings came with the file.
    Given,
    /// Where it was published, on a row of its own.
    Url,
    /// Its file, on a row of its own.
    File,
    /// A further field of its record or front matter.
    Field(String),
}

/// Those with a name, in the order in which they are listed.
const NAMED: [(&str, About); 14] = [
    ("outlet", About::Outlet),
    ("agency", About::Agency),
    ("author", About::Author),
    ("date", About::Date),
    ("time", About::Time),
    ("section", About::Section),
    ("topics", About::Topics),
    ("words", About::Words),
    ("language", About::Language),
    ("encoding", About::Encoding),
    ("digest", About::Digest),
    ("given", About::Given),
    ("url", About::Url),
    ("file", About::File),
];

/// What stands in front of the name of a further field.
const FIELD: &str = "field:";

/// What the title block says, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields(pub Vec<About>);

impl Default for Fields {
    fn default() -> Self {
        Self(About::usual())
    }
}

impl About {
    /// What it is called in the configuration.
    pub fn name(&self) -> String {
        match self {
            Self::Field(name) => format!("{FIELD}{name}"),
            named => NAMED.iter().find(|(_, about)| about == named).map_or_else(String::new, |(n, _)| (*n).to_owned()),
        }
    }

    /// What the title block says where nothing is set.
    pub fn usual() -> Vec<Self> {
        use About::{Agency, Author, Date, Digest, Encoding, Given, Outlet, Time, Url, Words};
        vec![Outlet, Agency, Author, Date, Time, Words, Encoding, Digest, Given, Url]
    }
}

/// Reads the section.
pub(super) fn read(section: &mut Section<'_>) -> Fields {
    let Some(value) = section.value("fields") else { return Fields::default() };
    let names = || NAMED.iter().map(|(name, _)| *name);
    let listed = || format!("{} and {FIELD}NAME", names().collect::<Vec<_>>().join(", "));
    let DeValue::Array(items) = value.get_ref() else {
        section.wrong_type("fields", value, &format!("a list of {}", listed()));
        return Fields::default();
    };
    let mut out = Vec::new();
    for item in items {
        let DeValue::String(word) = item.get_ref() else {
            section.wrong_type("fields", item, &format!("one of {}", listed()));
            continue;
        };
        let own = word.strip_prefix(FIELD).map(str::trim).filter(|name| !name.is_empty());
        let named = NAMED.iter().find(|(name, _)| *name == word.as_ref()).map(|(_, about)| about.clone());
        match own.map(|name| About::Field(name.to_owned())).or(named) {
            Some(about) => out.push(about),
            None => {
                let help = match nearest(word, names()) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("must be one of {}", listed()),
                };
                section.mistaken(item, format!("\"{word}\" is nothing that an article has"), help);
            }
        }
    }
    Fields(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::schema::parse;

    #[test]
    fn fields_are_chosen_and_mistakes_named() {
        let config = parse("[article]\nfields = ['url', 'field:desk', 'time']\n").unwrap();
        assert_eq!(config.about.0, [About::Url, About::Field("desk".into()), About::Time]);
        assert_eq!(parse(&config.to_toml()).unwrap().about, config.about);
        assert_eq!(parse("").unwrap().about.0, About::usual());
        let mistakes = parse("[article]\nfields = ['outlets', 3, 'field:']\n").unwrap_err();
        assert_eq!(mistakes.len(), 3);
        assert_eq!(mistakes[0].help, "did you mean \"outlet\"?");
    }
}
