//! The style of every byte of a row: the channels of the findings, the search and the cursor, laid over each other.

use std::sync::Arc;

use ratatui::style::{Modifier, Style};

use crate::app::App;
use crate::app::compare::{Compare, Hand};
use crate::app::highlights::{Highlights, touching};
use crate::app::reader::{Followed, IssuesShown, Shown, Target};
use crate::model::entity::{EntityId, EntityKind};
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;
use crate::theme::Theme;

/// The style of a kind of entity.
pub fn of_kind(theme: &Theme, kind: EntityKind) -> Style {
    match kind {
        EntityKind::Person => theme.person,
        EntityKind::Organisation => theme.organisation,
        EntityKind::Place => theme.place,
        EntityKind::Group => theme.group,
        EntityKind::Event => theme.event,
        EntityKind::Work => theme.work,
    }
}

/// The style of a whole passage of a comparison that is lit. Reversed it could not be read for long: where there is no
/// other background, the sign in front of its rows is enough.
fn of_passage(theme: &Theme) -> Style {
    if is_reversed(theme) { Style::new() } else { theme.passage }
}

/// Whether passages are lit by reversing them.
pub fn is_reversed(theme: &Theme) -> bool {
    theme.passage.add_modifier.contains(Modifier::REVERSED)
}

/// Everything that is marked in one text.
pub struct Marks<'a> {
    theme: &'a Theme,
    findings: Option<Arc<ArticleFindings>>,
    highlights: &'a Highlights,
    shown: Shown,
    follow: Option<Followed>,
    /// Words that the counterpart of their passage does not have, in another text beside this one.
    differing: &'a [Span],
    hits: &'a [Span],
    hit_current: Option<Span>,
    /// The mark that the last motion led to, and how it is lit.
    cursor: Option<(Span, Style)>,
}

impl<'a> Marks<'a> {
    /// The marks of the open article.
    pub fn of_reader(app: &'a App, theme: &'a Theme) -> Self {
        let reader = &app.reader;
        let lit = |target| match target {
            Target::Entity(_)
            | Target::Issue(_)
            | Target::Date(_)
            | Target::Figure(_)
            | Target::Hit
            | Target::Selection => theme.cursor,
            Target::Position(..) | Target::Quotation(_) | Target::Passage => theme.passage,
        };
        Self {
            theme,
            findings: app.findings(),
            highlights: &reader.highlights,
            shown: reader.shown,
            follow: reader.follow.as_ref().and_then(|f| f.here),
            differing: &[],
            hits: &app.search.hits,
            hit_current: app.search.current.and_then(|i| app.search.hits.get(i)).copied(),
            cursor: reader.cursor.map(|c| (c.span, lit(c.target))),
        }
    }

    /// The marks of one of two articles side by side.
    pub fn of_hand(app: &'a App, theme: &'a Theme, compare: &'a Compare, hand: Hand) -> Self {
        Self {
            theme,
            findings: app.library.findings(compare.articles[hand.index()]),
            highlights: &compare.highlights[hand.index()],
            shown: app.reader.shown,
            follow: None,
            differing: &compare.differing[hand.index()],
            hits: &compare.hits[hand.index()],
            hit_current: compare.lit[hand.index()],
            cursor: compare.lit[hand.index()].map(|span| {
                let whole = compare.lit_passage(hand).is_some();
                (span, if whole { of_passage(theme) } else { theme.passage })
            }),
        }
    }

    /// Those that touch `row`, over text of the style `base`.
    pub fn row(&self, row: Span, base: Style) -> RowMarks<'_> {
        let marks = self.highlights;
        let followed_issue = match self.follow {
            Some(Followed::Issue(id)) => {
                self.findings.as_deref().and_then(|f| f.issue(id)).map(|i| i.mentions.as_slice())
            }
            _ => None,
        };
        RowMarks {
            theme: self.theme,
            base,
            findings: self.findings.as_deref(),
            entities: marks.entities_in(row),
            shown: self.shown,
            underlined: match self.shown.issues {
                IssuesShown::Disputed => touching(&marks.disputed, row),
                IssuesShown::All => touching(&marks.underlined, row),
                IssuesShown::None => &[],
            },
            followed_entity: match self.follow {
                Some(Followed::Entity(id)) => Some(id),
                _ => None,
            },
            followed_issue: touching(followed_issue.unwrap_or_default(), row),
            differing: touching(self.differing, row),
            hits: touching(self.hits, row),
            hit_current: self.hit_current,
            cursor: self.cursor.filter(|(span, _)| span.overlaps(row)),
            voice: match self.shown.quotations {
                true if !touching(&marks.quoted, row).is_empty() => Some(Voice::Quoted),
                true if !touching(&marks.voiced, row).is_empty() => Some(Voice::Reported),
                _ => None,
            },
        }
    }
}

/// The marks that touch one row of a text.
pub struct RowMarks<'a> {
    theme: &'a Theme,
    base: Style,
    findings: Option<&'a ArticleFindings>,
    entities: &'a [(Span, EntityId)],
    underlined: &'a [Span],
    /// The entity whose mentions stand out.
    followed_entity: Option<EntityId>,
    /// The mentions of the issue that is followed.
    followed_issue: &'a [Span],
    differing: &'a [Span],
    hits: &'a [Span],
    hit_current: Option<Span>,
    cursor: Option<(Span, Style)>,
    /// Whose words the row has, if it is part of a quotation.
    pub voice: Option<Voice>,
    shown: Shown,
}

/// Whose words a quotation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Those of the speaker, in quotation marks.
    Quoted,
    /// Those of the article.
    Reported,
}

impl Voice {
    /// The bar in the gutter.
    pub fn bar(self, theme: &Theme) -> (&'static str, Style) {
        match self {
            Self::Quoted => ("┃", theme.voice),
            Self::Reported => ("╏", theme.dim),
        }
    }
}

impl RowMarks<'_> {
    /// The style of the character at `at`. Later channels win where two set the same thing.
    pub fn style(&self, at: Span) -> Style {
        let mut style = self.base;
        let touches = |s: &Span| s.overlaps(at);
        if let Some((_, id)) = self.entities.iter().find(|(s, _)| touches(s)) {
            let entity = self.findings.and_then(|f| f.entity(*id));
            if let Some(entity) = entity.filter(|entity| self.shown.entities_of(entity.kind)) {
                style = style.patch(of_kind(self.theme, entity.kind));
            }
            if self.followed_entity == Some(*id) {
                style = style.patch(self.theme.followed);
            }
        }
        if self.underlined.iter().any(touches) {
            style = style.patch(self.theme.issue);
        }
        if self.followed_issue.iter().any(touches) {
            style = style.patch(self.theme.followed);
        }
        if self.differing.iter().any(touches) {
            style = style.patch(self.theme.other_word);
        }
        let mut current_hit = false;
        if let Some(hit) = self.hits.iter().find(|s| touches(s)) {
            current_hit = self.hit_current == Some(*hit);
            style = style.patch(if current_hit { self.theme.hit_current } else { self.theme.hit });
        }
        match self.cursor {
            // The current hit has its own look; reversed it would lose it.
            // Coloured letters keep their colour.
            Some((span, cursor)) if !current_hit && span.overlaps(at) => {
                Style { fg: style.fg.or(cursor.fg), ..style.patch(cursor) }
            }
            _ => style,
        }
    }

    /// Whether the mark under the cursor begins in `row`.
    pub fn cursor_begins_in(&self, row: Span) -> bool {
        self.cursor.is_some_and(|(span, _)| row.contains(span.from()))
    }
}
