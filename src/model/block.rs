//! A paragraph-sized part of a text and its role.

use crate::text::span::Span;

/// A paragraph and what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its role.
    pub kind: BlockKind,
    /// Where it stands; never empty, no white space at either end.
    pub span: Span,
}

/// The role of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
    /// Place, date or agency alone on a line in front of the text.
    Dateline,
    /// The line that says when it was published or updated.
    Published,
    /// A heading inside the text.
    Heading,
    /// The text itself.
    Body,
    /// Describes or credits a picture.
    Caption,
    /// Everything that belongs to the page and not to the article: share lines, comment forms, author boxes, repeats.
    Boilerplate,
    /// What stands between the headline and the text and says in a sentence what the article is about. The last, because
    /// models know the others by their place.
    Standfirst,
}

impl BlockKind {
    /// Every kind, in the order of a page.
    pub const ALL: [Self; 9] = [
        Self::Title,
        Self::Byline,
        Self::Dateline,
        Self::Published,
        Self::Standfirst,
        Self::Heading,
        Self::Body,
        Self::Caption,
        Self::Boilerplate,
    ];

    /// The lower-case name that files and exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Published => "published",
            Self::Standfirst => "standfirst",
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Whether a reader reads it as part of the running text.
    pub fn is_reading(self) -> bool {
        matches!(self, Self::Standfirst | Self::Heading | Self::Body)
    }

    /// Whether the reader folds it behind one line.
    pub fn is_folded(self) -> bool {
        matches!(self, Self::Caption | Self::Boilerplate)
    }

    /// Whether findings are looked for in it. A caption names people truly; a share line or a comment form does not.
    pub fn is_analysed(self) -> bool {
        matches!(self, Self::Title | Self::Dateline | Self::Standfirst | Self::Heading | Self::Body | Self::Caption)
    }
}
