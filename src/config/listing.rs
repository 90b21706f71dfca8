//! `[list]`: what an entry of the list of articles says below its headline.

use toml::de::DeValue;

use crate::config::report::nearest;
use crate::config::section::Section;

/// Something that an entry can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Who published it.
    Outlet,
    /// Where that is, as the configuration knows.
    Country,
    /// The day of publication.
    Date,
    /// Who wrote it.
    Author,
    /// How long it is.
    Words,
    /// How many issues were found.
    Issues,
    /// How many people.
    People,
    /// How many quotations.
    Quotations,
    /// How many articles tell the same story.
    Story,
    /// The name of its file.
    File,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Outlet,
        Self::Country,
        Self::Date,
        Self::Author,
        Self::Words,
        Self::Issues,
        Self::People,
        Self::Quotations,
        Self::Story,
        Self::File,
    ];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Country => "country",
            Self::Date => "date",
            Self::Author => "author",
            Self::Words => "words",
            Self::Issues => "issues",
            Self::People => "people",
            Self::Quotations => "quotations",
            Self::Story => "story",
            Self::File => "file",
        }
    }
}

/// The two rows below a headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The first.
    pub first: Vec<Column>,
    /// The second.
    pub second: Vec<Column>,
}

impl Default for Listing {
    fn default() -> Self {
        use Column::{Date, Issues, Outlet, People, Story};
        Self { first: vec![Outlet, Date], second: vec![Issues, People, Story] }
    }
}

/// Reads the section.
pub(super) fn read(section: &mut Section<'_>) -> Listing {
    let usual = Listing::default();
    let first = read_row(section, "first").unwrap_or(usual.first);
    Listing { first, second: read_row(section, "second").unwrap_or(usual.second) }
}

fn read_row(section: &mut Section<'_>, name: &'static str) -> Option<Vec<Column>> {
    let value = section.value(name)?;
    let names = || Column::ALL.map(Column::name);
    let DeValue::Array(items) = value.get_ref() else {
        section.wrong_type(name, value, &format!("a list of {}", names().join(", ")));
        return None;
    };
    let mut out = Vec::new();
    for item in items {
        let DeValue::String(word) = item.get_ref() else {
            section.wrong_type(name, item, &format!("one of {}", names().join(", ")));
            continue;
        };
        match Column::ALL.into_iter().find(|column| column.name() == word.as_ref()) {
            Some(column) => out.push(column),
            None => {
                let help = match nearest(word, names()) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("must be one of {}", names().join(", ")),
                };
                section.mistaken(item, format!("\"{word}\" is nothing that the list knows"), help);
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::schema::parse;

    #[test]
    fn rows_are_chosen_and_mistakes_named() {
        let config = parse("[list]\nfirst = ['date', 'words']\nsecond = []\n").unwrap();
        assert_eq!((config.list.first.as_slice(), config.list.second.len()), (&[Column::Date, Column::Words][..], 0));
        assert_eq!(parse(&config.to_toml()).unwrap().list, config.list);
        let mistakes = parse("[list]\nfirst = ['dat', 3]\nsecond = 'date'\n").unwrap_err();
        assert_eq!(mistakes.len(), 3);
        assert_eq!(mistakes[0].help, "did you mean \"date\"?");
    }
}
