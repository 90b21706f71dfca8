//! One news text with its metadata.

use std::ops::{Deref, DerefMut};
use std::path::PathBuf;

use jiff::civil::Date;

use crate::model::block::{Block, BlockKind};
use crate::model::given::Given;
use crate::model::hash::{ContentHash, LazyHash};
use crate::model::origin::Origin;
use crate::model::problem::Problem;
use crate::text::span::Span;

/// One news text as it was loaded. Immutable afterwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Its name, where it is from and what is known about it.
    pub head: Head,
    /// The text, exactly as decoded. Control characters and the like are still in it: clean at the edge.
    pub text: String,
    /// Its paragraphs in order. They do not overlap, and together they hold every character that is not white space.
    pub blocks: Vec<Block>,
    /// Where its words lead, in the order of the text. They do not overlap.
    pub links: Vec<Link>,
    /// What the file says was found in it.
    pub given: Option<Box<Given>>,
    /// The encoding it was decoded from, where that is not UTF-8 (`"windows-1252, detected"`).
    pub encoding: Option<String>,
    /// What was wrong with it and did not stop it from loading.
    pub problems: Vec<Problem>,
    /// See [`hash`](Self::hash).
    pub lazy_hash: LazyHash,
    /// Where it can be read again.
    pub origin: Origin,
}

/// What lists, filters and sorting ask of an article: all but its text. An [`Article`] can be used as its head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Stable name: the `id` of a JSON line, otherwise the path as it was given or found.
    pub id: String,
    /// The file it came from; `None` for standard input.
    pub path: Option<PathBuf>,
    /// What is known about the text.
    pub metadata: Metadata,
}

impl Deref for Article {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

impl DerefMut for Article {
    fn deref_mut(&mut self) -> &mut Head {
        &mut self.head
    }
}

/// Words that lead to another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// Where they lead, as written. Data from strangers: clean it before it is shown or opened.
    pub url: String,
}

/// A field that a file gives and Parallax has no use of its own for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, as written.
    pub name: String,
    /// Its value: a text as it is, anything else as JSON.
    pub value: String,
    /// Whether the value is JSON (a number, true, a list, an object) and no text.
    pub is_json: bool,
}

/// Why a text is less than the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partial {
    /// A few lines that lead to the article.
    Teaser,
    /// The summary of a feed or a record that does not hold the text.
    Summary,
    /// The page asks for consent instead of showing the article.
    Consent,
    /// The rest is for subscribers.
    Paywall,
    /// The text is cut off, as services that sell articles do (`[+3412 chars]`).
    Truncated,
}

impl Partial {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::Teaser, Self::Summary, Self::Consent, Self::Paywall, Self::Truncated];

    /// What it is called in lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Teaser => "teaser",
            Self::Summary => "summary only",
            Self::Consent => "consent page",
            Self::Paywall => "behind a paywall",
            Self::Truncated => "cut off",
        }
    }
}

/// What is known about an article, from its front matter, its JSON fields, or its own text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// The outlet that published it.
    pub source: Option<String>,
    /// The agency whose text it prints, where that is another than the outlet.
    pub agency: Option<String>,
    /// Where the outlet is published, as the list of outlets or the configuration says.
    pub country: Option<String>,
    /// The side that the outlet speaks for, as the configuration says.
    pub side: Option<String>,
    /// Who wrote it, as printed, without "By".
    pub byline: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Time of day of publication as given, with its zone (`09:15 BST`).
    pub time: Option<String>,
    /// The part of the paper or site (`World`).
    pub section: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// ISO 639-1 code of the language of the body, where it could be told.
    pub language: Option<String>,
    /// Topics that the front matter gives.
    pub topics: Vec<String>,
    /// Why the text is less than the article, where that is known.
    pub partial: Option<Partial>,
    /// Further fields, in order.
    pub extra: Vec<Field>,
    /// What of it a person corrected: `source`, `published`.
    pub by_hand: Vec<&'static str>,
}

impl Metadata {
    /// The value of a further field by its name, whatever its letters.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.extra.iter().find(|field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value.as_str())
    }
}

impl Head {
    /// The headline, or for want of one the file name or the id.
    pub fn title(&self) -> &str {
        let from_path = || self.path.as_ref()?.file_stem()?.to_str();
        // A name that is no UTF-8 stands in the id with substitutes, and the path in front of it.
        let from_id = || {
            let is_path =
                self.path.as_ref().is_some_and(|path| path.to_str().is_none() && self.id == path.to_string_lossy());
            let name = self.id.rsplit('/').next()?;
            is_path.then(|| name.rsplit_once('.').map_or(name, |(stem, _)| stem))
        };
        self.metadata.title.as_deref().or_else(from_path).or_else(from_id).unwrap_or(&self.id)
    }
}

impl Article {
    /// What tells its text from every other. Computed when it is asked for the first time, some 2 ms a megabyte.
    pub fn hash(&self) -> ContentHash {
        self.lazy_hash.of(&self.text)
    }

    /// The paragraphs that are read: headings and body text, without title block, captions and boilerplate.
    pub fn reading_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.kind.is_reading())
    }

    /// The number of the paragraph that holds an offset of the text, from 1, as it stands on the screen and in exports: of
    /// body text, without headings. A heading has that of the paragraph before it; `None` before the first one.
    pub fn paragraph(&self, offset: usize) -> Option<u32> {
        let body = self.blocks.iter().filter(|b| b.kind == BlockKind::Body);
        let before = body.take_while(|b| b.span.from() <= offset).count() as u32;
        (before > 0).then_some(before)
    }

    /// How many words the reading blocks have, by white space.
    pub fn word_count(&self) -> usize {
        self.reading_blocks()
            .filter(|b| b.kind != BlockKind::Heading)
            .map(|b| b.span.of(&self.text).split_whitespace().count())
            .sum()
    }
}
