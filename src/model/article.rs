//! One news text with its metadata.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::model::block::{Block, BlockKind};
use crate::model::problem::Problem;

/// One news text as it was loaded. Immutable afterwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Stable name: the `id` of a JSON line, otherwise the path as it was given or found.
    pub id: String,
    /// The file it came from; `None` for standard input.
    pub path: Option<PathBuf>,
    /// The text, exactly as decoded. Control characters and the like are still in it: clean at the edge.
    pub text: String,
    /// What is known about the text.
    pub metadata: Metadata,
    /// Its paragraphs in order. They do not overlap, and together they hold every character that is not white space.
    pub blocks: Vec<Block>,
    /// The encoding it was decoded from, where that is not UTF-8 (`"windows-1252, detected"`).
    pub encoding: Option<String>,
    /// What was wrong with it and did not stop it from loading.
    pub problems: Vec<Problem>,
}

/// What is known about an article, from its front matter, its JSON fields, or its own text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// The outlet that published it.
    pub source: Option<String>,
    /// Where the outlet is published, as the configuration says.
    pub country: Option<String>,
    /// The side that the outlet speaks for, as the configuration says.
    pub side: Option<String>,
    /// Who wrote it, as printed, without "By".
    pub byline: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// ISO 639-1 code of the language of the body, where it could be told.
    pub language: Option<String>,
    /// Topics that the front matter gives.
    pub topics: Vec<String>,
    /// Further front matter, in order, as `(key, value)`.
    pub extra: Vec<(String, String)>,
}

impl Article {
    /// The headline, or for want of one the file name or the id.
    pub fn title(&self) -> &str {
        let from_path = || self.path.as_ref()?.file_stem()?.to_str();
        self.metadata.title.as_deref().or_else(from_path).unwrap_or(&self.id)
    }

    /// The paragraphs that are read: headings and body text, without title block, captions and boilerplate.
    pub fn reading_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.kind.is_reading())
    }

    /// How many words the reading blocks have, by white space.
    pub fn word_count(&self) -> usize {
        self.reading_blocks()
            .filter(|b| b.kind != BlockKind::Heading)
            .map(|b| b.span.of(&self.text).split_whitespace().count())
            .sum()
    }
}
