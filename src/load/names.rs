//! What people call the fields of an article: one table for records, front matter, exports and labels.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a field says about an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// The text itself.
    Text,
    /// The text as HTML.
    Html,
    /// What the text is about, in a few lines.
    Summary,
    /// The headline.
    Title,
    /// The day of publication.
    Published,
    /// The day of the last change.
    Updated,
    /// The outlet.
    Source,
    /// Where the outlet is in the web.
    Domain,
    /// Who wrote it.
    Byline,
    /// Where it was published.
    Url,
    /// The language of the text.
    Language,
    /// Topics and keywords.
    Topics,
    /// The part of the paper.
    Section,
    /// The agency whose text it is.
    Agency,
    /// Where the outlet is published.
    Country,
    /// The name of the record.
    Id,
}

impl Meaning {
    /// Whether an article can be made of it alone.
    pub(super) fn is_a_text(self) -> bool {
        matches!(self, Self::Text | Self::Html | Self::Summary)
    }
}

const LIST: &str = include_str!("names.txt");

/// The meaning of a field's name and its rank: a lower one is preferred.
pub(super) fn meaning(name: &str) -> Option<(Meaning, usize)> {
    static TABLE: OnceLock<HashMap<&str, (Meaning, usize)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| rows().collect());
    if let Some(found) = table.get(name) {
        return Some(*found);
    }
    // Names in use have some twenty letters; keys in data from strangers may have any number.
    if name.len() > 40 {
        return None;
    }
    let folded: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    table.get(folded.as_str()).copied()
}

/// The names of a meaning, the preferred one first.
pub(super) fn names(meaning: Meaning) -> impl Iterator<Item = &'static str> {
    rows().filter(move |(_, (m, _))| *m == meaning).map(|(name, _)| name)
}

fn rows() -> impl Iterator<Item = (&'static str, (Meaning, usize))> {
    LIST.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let (label, names) = line.split_once(':').unwrap_or_default();
        let meaning = by_label(label);
        names.split_whitespace().enumerate().filter_map(move |(rank, name)| Some((name, (meaning?, rank))))
    })
}

fn by_label(label: &str) -> Option<Meaning> {
    Some(match label {
        "text" => Meaning::Text,
        "html" => Meaning::Html,
        "summary" => Meaning::Summary,
        "title" => Meaning::Title,
        "published" => Meaning::Published,
        "updated" => Meaning::Updated,
        "source" => Meaning::Source,
        "domain" => Meaning::Domain,
        "byline" => Meaning::Byline,
        "url" => Meaning::Url,
        "language" => Meaning::Language,
        "topics" => Meaning::Topics,
        "section" => Meaning::Section,
        "agency" => Meaning::Agency,
        "country" => Meaning::Country,
        "id" => Meaning::Id,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_written() {
        for name in ["published_at", "publishedAt", "Published-At", "PUBLISHED AT"] {
            assert_eq!(meaning(name).map(|(m, _)| m), Some(Meaning::Published), "{name}");
        }
        assert_eq!(meaning("Headline").map(|(m, _)| m), Some(Meaning::Title));
        assert_eq!(meaning("shoe_size"), None);
        assert!(meaning("text").map(|(_, rank)| rank) < meaning("body").map(|(_, rank)| rank));
    }

    #[test]
    fn the_list_has_every_name_once_and_folded() {
        let all: Vec<_> = rows().map(|(name, _)| name).collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
        assert!(all.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())));
        let labels =
            LIST.lines().filter(|line| !line.starts_with('#')).map(|l| l.split(':').next().unwrap_or_default());
        assert!(labels.into_iter().all(|label| by_label(label).is_some()));
    }
}
