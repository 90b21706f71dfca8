//! People, organisations, places, groups, events and works, and the spans that name them.

use crate::model::reason::Reason;
use crate::text::span::Span;

/// Index of an entity within [`ArticleFindings::entities`](crate::model::findings::ArticleFindings::entities).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// One entity of one article with all its mentions.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The fullest name that the article gives (`"Antony Blinken"`), without titles. A country that it only abbreviates
    /// has its usual name (`"United States"` for `US`).
    pub name: String,
    /// What sort of thing it is.
    pub kind: EntityKind,
    /// Where it is named, in the order of the text; never empty, never overlapping each other or another entity's.
    pub mentions: Vec<Mention>,
    /// Where the text means it without its name: phrases for an office that a person holds (`the French president`), for
    /// a body the noun of its name (`the ministry`). In the order of the text; none overlaps a mention.
    pub nominals: Vec<Span>,
    /// Offices and affiliations as the text gives them (`"Secretary of State"`), in the order of the text.
    pub roles: Vec<String>,
    /// `false` for a surname that several people of the article could bear, so that it was linked to none.
    pub resolved: bool,
}

/// One span that names an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name itself, without title and possessive.
    pub span: Span,
    /// What made it a mention of this entity.
    pub reason: Reason,
}

/// What sort of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, agency, party, government body, outlet, team.
    Organisation,
    /// A country, region, city, sea, building.
    Place,
    /// A nationality, religion or other people.
    Group,
    /// A named event.
    Event,
    /// A named law, book, film, treaty, product.
    Work,
}

impl EntityKind {
    /// Every kind, in the order of the side panel.
    pub const ALL: [Self; 6] = [Self::Person, Self::Organisation, Self::Place, Self::Group, Self::Event, Self::Work];

    /// The lower-case name that exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Group => "group",
            Self::Event => "event",
            Self::Work => "work",
        }
    }

    /// The heading of the kind in the side panel.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Organisation => "Organisations",
            Self::Place => "Places",
            Self::Group => "Groups",
            Self::Event => "Events",
            Self::Work => "Works",
        }
    }
}
