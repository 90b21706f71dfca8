//! What of the things under the cursor can be corrected, on each screen.

use crate::app::App;
use crate::app::board::Half;
use crate::app::compare::Part;
use crate::app::compare::matches::MatchRow;
use crate::app::geometry::Pane;
use crate::app::page::Anchor;
use crate::app::reader::Target;
use crate::app::screen::ScreenKind;
use crate::app::side::SideRow;
use crate::model::article_id::ArticleId;
use crate::model::board::SheetKind;
use crate::model::entity::EntityId;
use crate::model::issue::IssueId;
use crate::text::span::Span;

/// More things than that at one place nobody wants to choose from.
const MOST: usize = 12;

/// Something that can be corrected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Thing {
    /// An entity of an article; the mention under the cursor, if it is one.
    Entity(ArticleId, EntityId, Option<Span>),
    /// An issue of an article, likewise.
    Issue(ArticleId, IssueId, Option<Span>),
    /// A position on an issue, by its index.
    Position(ArticleId, IssueId, usize),
    /// A quotation, by its index.
    Quotation(ArticleId, usize),
    /// The pair under the cursor of a comparison.
    Pair,
    /// An article.
    Article(ArticleId),
}

impl App {
    /// What is under the cursor: the thing that is meant first, then what else is there.
    pub(super) fn things_here(&self) -> Vec<Thing> {
        let mut things = match self.window.as_ref().and_then(|w| w.selected_line()?.place) {
            Some(place) => match place.anchor {
                Anchor::Offset(at) => {
                    let mut things = self.things_at(place.article, Span::new(at, at + 1));
                    things.push(Thing::Article(place.article));
                    things
                }
                Anchor::Header(_) => vec![Thing::Article(place.article)],
            },
            None => match self.screen_below() {
                ScreenKind::Board => self.things_on_board(),
                ScreenKind::Comparison => self.things_in_comparison(),
                ScreenKind::Panes | ScreenKind::Window | ScreenKind::Asking => self.things_in_panes(),
            },
        };
        let mut seen: Vec<Thing> = Vec::new();
        things.retain(|thing| {
            let same = |other: &Thing| match (thing, other) {
                (Thing::Entity(a, id, _), Thing::Entity(b, other, _)) => (a, id) == (b, other),
                (Thing::Issue(a, id, _), Thing::Issue(b, other, _)) => (a, id) == (b, other),
                (a, b) => a == b,
            };
            let new = !seen.iter().any(same);
            seen.push(*thing);
            new
        });
        things.truncate(MOST);
        things
    }

    fn things_in_panes(&self) -> Vec<Thing> {
        let Some(article) = self.reader.article else { return Vec::new() };
        let mut things = Vec::new();
        match self.focus {
            Pane::List => {}
            Pane::Side => match self.side.selected_row() {
                Some(SideRow::Entity(id) | SideRow::Roles(id)) => things.push(Thing::Entity(article, id, None)),
                Some(SideRow::Issue(id)) => things.push(Thing::Issue(article, id, None)),
                Some(SideRow::Position(id, position)) => {
                    things.push(Thing::Position(article, id, position));
                    let holder = self.findings().and_then(|f| f.issue(id)?.positions.get(position)?.entity);
                    things.extend(holder.map(|id| Thing::Entity(article, id, None)));
                    things.push(Thing::Issue(article, id, None));
                }
                Some(SideRow::Quotation(i) | SideRow::Words(i)) => {
                    things.push(Thing::Quotation(article, i));
                    let speaker = self.findings().and_then(|f| f.quotations.get(i)?.speaker);
                    things.extend(speaker.map(|id| Thing::Entity(article, id, None)));
                }
                _ => {}
            },
            Pane::Text => {
                let here = self.walking_from();
                let cursor = self.reader.cursor.filter(|cursor| cursor.span == here);
                match cursor.map(|cursor| cursor.target) {
                    Some(Target::Entity(id)) => things.push(Thing::Entity(article, id, Some(here))),
                    Some(Target::Issue(id)) => things.push(Thing::Issue(article, id, Some(here))),
                    Some(Target::Position(id, position)) => things.push(Thing::Position(article, id, position)),
                    Some(Target::Quotation(i)) => things.push(Thing::Quotation(article, i)),
                    _ => {}
                }
                if !here.is_empty() {
                    things.extend(self.things_at(article, here));
                }
            }
        }
        things.push(Thing::Article(article));
        things
    }

    fn things_on_board(&self) -> Vec<Thing> {
        let Some(article) = self.board.article() else { return Vec::new() };
        let Some(findings) = self.library.findings(article) else { return Vec::new() };
        let mut things = Vec::new();
        let row = self.board.row_at(self.board.row);
        let sheet = self.board.sheet().map(|sheet| sheet.kind);
        let issue = row.filter(|_| sheet == Some(SheetKind::Issues)).and_then(|row| {
            let whole = self.library.across().issues.iter().find(|issue| issue.name == row.name)?;
            // Of an article that says nothing on it, the issue is that of another.
            whole.members.iter().find(|(id, _)| *id == article).or(whole.members.first()).copied()
        });
        let passage = self.board.passages().get(self.board.passage);
        if let Some(passage) = passage {
            let positions = findings.issues.iter().enumerate().flat_map(|(i, issue)| {
                let there = issue.positions.iter().enumerate().filter(|(_, p)| p.evidence == passage.span);
                there.map(move |(p, position)| (IssueId(i as u32), p, position))
            });
            let mut positions: Vec<_> = positions.collect();
            let meant = |id: IssueId| issue == Some((article, id));
            positions.sort_by_key(|(id, _, p)| (!meant(*id), p.holder != passage.label));
            things.extend(positions.iter().map(|(id, p, _)| Thing::Position(article, *id, *p)));
        }
        if let Some((article, id)) = issue {
            let at = if self.board.half == Half::Table { 0 } else { things.len() };
            things.insert(at, Thing::Issue(article, id, None));
        }
        if let Some(passage) = passage {
            things.extend(self.things_at(article, passage.cue.unwrap_or(passage.span)));
            things.extend(self.things_at(article, passage.span));
        }
        things.push(Thing::Article(article));
        things
    }

    fn things_in_comparison(&self) -> Vec<Thing> {
        let Some(compare) = &self.compare else { return Vec::new() };
        if compare.part == Part::Matches {
            let [left, right] = compare.articles;
            return match compare.matches.get(compare.selected) {
                Some(MatchRow::Entity { ids: [Some(id), _], .. }) => vec![Thing::Entity(left, *id, None)],
                Some(MatchRow::Entity { ids: [None, Some(id)], .. }) => vec![Thing::Entity(right, *id, None)],
                Some(MatchRow::Issue { ids: [Some(id), _], .. }) => vec![Thing::Issue(left, *id, None)],
                Some(MatchRow::Issue { ids: [None, Some(id)], .. }) => vec![Thing::Issue(right, *id, None)],
                Some(MatchRow::Stand(stand)) => {
                    let held = stand.sides.iter().zip(compare.articles).find_map(|(held, id)| Some((id, (*held)?)));
                    held.map_or_else(Vec::new, |(id, held)| self.things_at(id, held.evidence))
                }
                Some(MatchRow::Told(told)) => {
                    let place = told.spans.iter().zip(compare.articles).find_map(|(span, id)| Some((id, (*span)?)));
                    place.map_or_else(Vec::new, |(id, span)| self.things_at(id, span))
                }
                _ => Vec::new(),
            };
        }
        let hand = compare.hand();
        let article = compare.articles[hand.index()];
        let mut things = Vec::new();
        if compare.pair_here().is_some() {
            things.push(Thing::Pair);
        }
        let passage = compare.here(hand).and_then(|i| compare.passages[hand.index()].all().get(i));
        if let Some(passage) = passage {
            things.extend(self.things_at(article, passage.span));
        }
        things.truncate(MOST - 1);
        things.push(Thing::Article(article));
        things
    }

    /// Everything that can be corrected in a passage: what is said and thought before what is named.
    fn things_at(&self, article: ArticleId, span: Span) -> Vec<Thing> {
        let Some(findings) = self.library.findings(article) else { return Vec::new() };
        let mut things = Vec::new();
        let said = findings.quotations.iter().enumerate();
        let said = said.filter(|(_, q)| q.content.iter().chain(&q.source).any(|s| s.overlaps(span)));
        things.extend(said.map(|(i, _)| Thing::Quotation(article, i)));
        for (i, issue) in findings.issues.iter().enumerate() {
            let there = issue.positions.iter().enumerate().filter(|(_, p)| p.shown && p.evidence.overlaps(span));
            things.extend(there.map(|(p, _)| Thing::Position(article, IssueId(i as u32), p)));
        }
        for (i, entity) in findings.entities.iter().enumerate() {
            let mentions = entity.mentions.iter().map(|m| m.span).chain(entity.nominals.iter().copied());
            let there = mentions.into_iter().find(|mention| mention.overlaps(span));
            things.extend(there.map(|mention| Thing::Entity(article, EntityId(i as u32), Some(mention))));
        }
        for (i, issue) in findings.issues.iter().enumerate() {
            let there = issue.mentions.iter().find(|mention| mention.overlaps(span));
            things.extend(there.map(|mention| Thing::Issue(article, IssueId(i as u32), Some(*mention))));
        }
        things
    }
}
