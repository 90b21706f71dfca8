//! The style of every byte of a row: the channels of the findings, the search and the cursor, laid over each other.

use ratatui::style::Style;

use crate::app::App;
use crate::app::highlights::touching;
use crate::app::reader::{Followed, Target};
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

/// The marks that touch one row of the text.
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
    hits: &'a [Span],
    hit_current: Option<Span>,
    cursor: Option<(Span, Style)>,
    /// Whether the row is part of a quotation.
    pub voiced: bool,
}

impl<'a> RowMarks<'a> {
    /// The marks that touch `row`, over text of the style `base`.
    pub fn new(app: &'a App, theme: &'a Theme, row: Span, base: Style) -> Self {
        let reader = &app.reader;
        let marks = &*reader.highlights;
        let findings = app.findings().map(|f| &**f);
        let follow = reader.follow.as_ref().and_then(|f| f.here);
        let followed_issue = match follow {
            Some(Followed::Issue(id)) => findings.and_then(|f| f.issue(id)).map_or(&[][..], |i| i.mentions.as_slice()),
            _ => &[],
        };
        let cursor = reader.cursor.filter(|c| c.span.overlaps(row)).map(|c| {
            let style = match c.target {
                Target::Entity(_) | Target::Issue(_) | Target::Hit => theme.cursor,
                Target::Position(..) | Target::Quotation(_) => theme.passage,
            };
            (c.span, style)
        });
        Self {
            theme,
            base,
            findings,
            entities: if reader.shown.entities { marks.entities_in(row) } else { &[] },
            underlined: if reader.shown.issues { touching(&marks.underlined, row) } else { &[] },
            followed_entity: match follow {
                Some(Followed::Entity(id)) => Some(id),
                _ => None,
            },
            followed_issue: touching(followed_issue, row),
            hits: touching(&app.search.hits, row),
            hit_current: app.search.current.and_then(|i| app.search.hits.get(i)).copied(),
            cursor,
            voiced: reader.shown.quotations && !touching(&marks.voiced, row).is_empty(),
        }
    }

    /// The style of the character at `at`. Later channels win where two set the same thing.
    pub fn style(&self, at: Span) -> Style {
        let mut style = self.base;
        let touches = |s: &Span| s.overlaps(at);
        if let Some((_, id)) = self.entities.iter().find(|(s, _)| touches(s)) {
            if let Some(entity) = self.findings.and_then(|f| f.entity(*id)) {
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
        let mut current_hit = false;
        if let Some(hit) = self.hits.iter().find(|s| touches(s)) {
            current_hit = self.hit_current == Some(*hit);
            style = style.patch(if current_hit { self.theme.hit_current } else { self.theme.hit });
        }
        match self.cursor {
            // The current hit has its own look; reversed it would lose it.
            Some((span, cursor)) if !current_hit && span.overlaps(at) => style.patch(cursor),
            _ => style,
        }
    }

    /// Whether the mark under the cursor begins in `row`.
    pub fn cursor_begins_in(&self, row: Span) -> bool {
        self.cursor.is_some_and(|(span, _)| row.contains(span.from()))
    }
}
