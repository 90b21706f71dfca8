//! What a user knows beforehand: names, aliases, sides, topics and issues from the configuration. Plain data.

use std::path::Path;

use crate::model::article::{Article, Metadata};
use crate::model::entity::EntityKind;
use crate::model::path_pattern::PathPattern;
use crate::text::fold::fold;

/// Everything that a configuration says about the world of the articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    /// The name of the file that says it (`"config.toml"`), for reasons.
    pub file: String,
    /// Topics, each with the words that make an article be about it.
    pub topics: Vec<KnownTopic>,
    /// Issues, with the words that name them.
    pub issues: Vec<KnownIssue>,
    /// Entities, with the names that they go by.
    pub entities: Vec<KnownEntity>,
    /// Sides, with those who speak for them.
    pub sides: Vec<KnownSide>,
    /// Outlets.
    pub sources: Vec<KnownSource>,
}

/// A topic: an article has it when one of its words stands in the headline, or at least twice in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownTopic {
    /// What it is called.
    pub name: String,
    /// The words that stand for it; its name if nothing else is given.
    pub words: Vec<Phrase>,
    /// Where the configuration names it, counted from 1.
    pub line: usize,
}

/// An issue: what is found under its words or under the names to merge is this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownIssue {
    /// What it is called.
    pub name: String,
    /// The words that name it; its name if nothing else is given.
    pub words: Vec<Phrase>,
    /// Further names under which it is found and that hold none of the words.
    pub merge: Vec<Phrase>,
    /// Whether nobody wants to see it.
    pub hide: bool,
    /// Where the configuration names it, counted from 1.
    pub line: usize,
}

/// An entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEntity {
    /// What it is called.
    pub name: String,
    /// What sort of thing it is; `None` leaves it as it is found.
    pub kind: Option<EntityKind>,
    /// Every name that it goes by, its own first.
    pub names: Vec<Phrase>,
    /// The side that it speaks for.
    pub side: Option<String>,
    /// Its office.
    pub role: Option<String>,
    /// Where the configuration names it, counted from 1.
    pub line: usize,
}

/// A side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSide {
    /// What it is called.
    pub name: String,
    /// Names of those who speak for it, its own first.
    pub members: Vec<Phrase>,
    /// Where the configuration names it, counted from 1.
    pub line: usize,
}

/// An outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSource {
    /// What it is called.
    pub name: String,
    /// Where it is published.
    pub country: Option<String>,
    /// The side that it speaks for.
    pub side: Option<String>,
    /// Every name that articles give it, its own first.
    pub names: Vec<Phrase>,
    /// Files that are its articles, whatever they say themselves.
    pub path: Option<PathPattern>,
    /// Where the configuration names it, counted from 1.
    pub line: usize,
}

/// Words to be found in a text: whole words in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// As it was written.
    pub text: String,
    /// Its words; never empty.
    pub words: Vec<PhraseWord>,
}

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseWord {
    /// The word, folded.
    pub folded: String,
    /// What must be true of the letters in the text.
    pub case: Case,
    /// Whether the word in the text may go on (`sanction*`).
    pub begins: bool,
}

/// What a word asks of the letters in the text, so that "US" is not "us" and "Turkey" no bird.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Written small: anything.
    Any,
    /// Written with a capital: a capital, too.
    Capital,
    /// Written in capitals: all capitals.
    Capitals,
}

impl Knowledge {
    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        let Self { file: _, topics, issues, entities, sides, sources } = self;
        topics.is_empty() && issues.is_empty() && entities.is_empty() && sides.is_empty() && sources.is_empty()
    }

    /// Gives the outlet of an article the name by which it is known, with its country and its side.
    pub fn name_source(&self, article: &mut Article) {
        let of_path = |path: &Path| self.sources.iter().find(|s| s.path.as_ref().is_some_and(|p| p.matches(path)));
        match article.path.as_deref().and_then(of_path) {
            Some(known) => known.name_in(&mut article.metadata),
            None => self.name_outlet(&mut article.metadata),
        }
    }

    /// The same for what is known about an article, by the name that it gives.
    pub fn name_outlet(&self, metadata: &mut Metadata) {
        let known = metadata.source.as_deref().and_then(|name| self.source(name));
        if let Some(known) = known {
            known.name_in(metadata);
        }
    }

    /// The outlet that an article calls `name`.
    pub fn source(&self, name: &str) -> Option<&KnownSource> {
        let wanted = Phrase::new(name)?;
        self.sources.iter().find(|source| source.names.iter().any(|n| n.says_the_same(&wanted)))
    }
}

impl KnownSource {
    fn name_in(&self, metadata: &mut Metadata) {
        metadata.source = Some(self.name.clone());
        metadata.country.clone_from(&self.country);
        metadata.side.clone_from(&self.side);
    }
}

impl Phrase {
    /// Reads a phrase; `None` when it holds no word.
    pub fn new(text: &str) -> Option<Self> {
        let words: Vec<_> = words(text)
            .map(|(at, word)| PhraseWord {
                folded: fold(word).text().to_owned(),
                case: Case::of(word),
                begins: text.get(at + word.len()..).is_some_and(|rest| rest.starts_with('*')),
            })
            .filter(|word| !word.folded.is_empty())
            .collect();
        (!words.is_empty()).then(|| Self { text: text.trim().to_owned(), words })
    }

    /// Whether both are the same words, whatever their letters.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.words.iter().map(|word| &word.folded).eq(other.words.iter().map(|word| &word.folded))
    }
}

impl Case {
    /// How a word is written.
    fn of(word: &str) -> Self {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        match letters().next() {
            Some(first) if first.is_uppercase() && letters().count() > 1 && letters().all(char::is_uppercase) => {
                Self::Capitals
            }
            Some(first) if first.is_uppercase() => Self::Capital,
            _ => Self::Any,
        }
    }

    /// Whether a word of a text is written so.
    pub fn allows(self, word: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Capital => word.starts_with(char::is_uppercase),
            Self::Capitals => !word.chars().any(char::is_lowercase),
        }
    }
}

/// The words of a text with their offsets in bytes: runs of letters and digits with what is written above them.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let part = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c);
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + text.get(at..)?.find(char::is_alphanumeric)?;
        let rest = &text[from..];
        let len = rest.find(|c| !part(c)).unwrap_or(rest.len());
        at = from + len;
        Some((from, &rest[..len]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_its_words() {
        let phrase = Phrase::new(" U.S. Café sanction* ").unwrap();
        let words: Vec<_> = phrase.words.iter().map(|w| (w.folded.as_str(), w.case, w.begins)).collect();
        let expected = [
            ("u", Case::Capital, false),
            ("s", Case::Capital, false),
            ("cafe", Case::Capital, false),
            ("sanction", Case::Any, true),
        ];
        assert_eq!(words, expected);
        assert_eq!(phrase.text, "U.S. Café sanction*");
        assert_eq!(Phrase::new("NATO").unwrap().words[0].case, Case::Capitals);
        assert!(Phrase::new(" — ").is_none() && Phrase::new("").is_none());
    }

    #[test]
    fn a_source_goes_by_all_of_its_names() {
        let names = ["The Norland Post", "Norland Post"].map(|n| Phrase::new(n).unwrap()).into();
        let source = KnownSource { name: "Norland Post".into(), country: None, side: None, names, path: None, line: 1 };
        let knowledge = Knowledge { sources: vec![source], ..Knowledge::default() };
        assert!(knowledge.source("the norland post").is_some());
        assert!(knowledge.source("Norland").is_none() && knowledge.source("").is_none());
    }
}
