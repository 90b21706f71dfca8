//! The column beside two texts: what both have and what only one has.
//!
//! ```text
//! ───── 20 paired passages ─────
//! Issues in both 3
//! ▌Hong Kong             4 │ 6
//!   ≠ China +│−  demands  ¶7 │ ¶12
//!   ‹ US −  accuses       ¶7 │
//! ```

use ratatui::style::Style;

use crate::app::App;
use crate::app::about;
use crate::app::compare::matches::{Held, MatchRow, Stand};
use crate::app::compare::told::Told;
use crate::app::compare::{Compare, Hand, Part};
use crate::export::parts;
use crate::model::entity::EntityId;
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;
use crate::text::cells::{head, line_width};
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::compare::{has_focus, of_state};
use crate::view::marks::of_kind;
use crate::view::{heading_style, words};

/// Draws the column with its heading.
pub fn draw(app: &App, compare: &Compare, theme: &Theme, canvas: &mut Canvas<'_>) {
    let focus = has_focus(app, compare, Part::Matches);
    let title = match compare.comparison {
        Some(_) => words::count(compare.pairs.len(), "paired passage"),
        None => "Comparing…".to_owned(),
    };
    canvas.heading(0, &title, "", heading_style(theme, focus));
    let mut body = canvas.below_heading();
    if compare.comparison.is_some() && compare.matches.is_empty() {
        let room = usize::from(body.width().saturating_sub(2));
        body.put_cut(1, 1, "They have nothing in common that was found.", room, theme.dim);
    }
    let findings = compare.articles.map(|id| app.library.findings(id));
    let column = Column { theme, findings: [0, 1].map(|side: usize| findings[side].as_deref()) };
    let rows = compare.matches.iter().enumerate().skip(compare.matches_top).take(usize::from(body.height()));
    for (y, (i, row)) in rows.enumerate() {
        let mut line = body.part(0, y as u16, u16::MAX, 1);
        column.row(&mut line, row);
        if i == compare.selected && row.selectable() {
            line.tint(0, 1, if focus { theme.selected_focus } else { theme.selected });
            line.put(0, 0, "▌", theme.strong);
        }
    }
}

/// What the rows of the column of matches need.
struct Column<'a> {
    theme: &'a Theme,
    findings: [Option<&'a ArticleFindings>; 2],
}

impl Column<'_> {
    fn row(&self, line: &mut Canvas<'_>, row: &MatchRow) {
        match row {
            MatchRow::Blank => {}
            MatchRow::Heading(title, count) => {
                let x = line.put(0, 0, title, self.theme.strong);
                line.put(x + 1, 0, &about::grouped(*count), self.theme.dim);
            }
            MatchRow::Entity { name, ids } => self.entity(line, name, *ids),
            MatchRow::Issue { name, ids } => self.issue(line, name, *ids),
            MatchRow::Stand(stand) => self.stand(line, stand),
            MatchRow::Told(told) => self.told(line, told),
        }
    }

    /// The name, and how often each text names it.
    fn entity(&self, line: &mut Canvas<'_>, name: &str, ids: [Option<EntityId>; 2]) {
        let found = [0, 1].map(|side: usize| self.findings[side]?.entity(ids[side]?));
        let kind = found.iter().flatten().next().map(|e| e.kind);
        let style = kind.map_or(self.theme.text, |kind| of_kind(self.theme, kind));
        self.counted(line, name, style, found.map(|e| e.map(|e| e.mentions.len())));
    }

    /// A name, and how often it is in each text.
    fn counted(&self, line: &mut Canvas<'_>, name: &str, style: Style, counts: [Option<usize>; 2]) {
        let from = self.notes(line, &counts.map(|n| n.map_or(String::new(), |n| n.to_string())));
        line.put_cut(1, 0, name, usize::from(from.saturating_sub(2)), style);
    }

    /// The name, and how often each text speaks about it.
    fn issue(&self, line: &mut Canvas<'_>, name: &str, ids: [Option<IssueId>; 2]) {
        let found = [0, 1].map(|side: usize| self.findings[side]?.issue(ids[side]?));
        self.counted(line, name, self.theme.issue, found.map(|i| i.map(|i| i.mentions.len())));
    }

    /// Who stands where, with the sign of a pair, and in which paragraph of each text.
    fn stand(&self, line: &mut Canvas<'_>, stand: &Stand) {
        let hand = if stand.sides[0].is_some() { Hand::Left } else { Hand::Right };
        let state = stand.state();
        line.put(2, 0, state.sign(hand), of_state(self.theme, state));
        let place = |held: Option<Held>| held.map_or(String::new(), |h| format!("¶{}", h.paragraph));
        let end = self.notes(line, &stand.sides.map(place));
        let mut signs: Vec<char> = stand.sides.iter().flatten().map(|h| h.polarity.sign()).collect();
        signs.dedup();
        let signs = signs.iter().map(char::to_string).collect::<Vec<_>>().join("│");
        let room = usize::from(end.saturating_sub(5));
        let name_room = room.saturating_sub(line_width(&signs) + 1);
        let name = match parts::initials(&stand.party) {
            Some(initials) if line_width(head(&stand.party, name_room)) > name_room => initials,
            _ => stand.party.clone(),
        };
        let x = line.put_cut(4, 0, &name, name_room, self.theme.text);
        let x = line.put(x + 1, 0, &signs, self.theme.strong);
        line.put_cut(x + 1, 0, &stand.stances, usize::from(end.saturating_sub(x + 2)), self.theme.dim);
    }

    /// What it is, and what there is to say about it in each text.
    fn told(&self, line: &mut Canvas<'_>, told: &Told) {
        let mut x = if told.below { 2 } else { 1 };
        if let Some((state, hand)) = told.sign {
            x = line.put(x, 0, state.sign(hand), of_state(self.theme, state)) + 1;
        }
        let end = self.notes(line, &told.notes);
        let style = if told.below { self.theme.dim } else { self.theme.text };
        line.put_cut(x, 0, &told.name, usize::from(end.saturating_sub(x + 1)), style);
    }

    /// A note about each text at the right end. Returns the column where they begin.
    fn notes(&self, line: &mut Canvas<'_>, [left, right]: &[String; 2]) -> u16 {
        if left.is_empty() && right.is_empty() {
            return line.width();
        }
        let notes = format!("{left:>3} │ {right:<3}");
        let from = line.width().saturating_sub(line_width(&notes) as u16 + 1);
        line.put(from, 0, &notes, self.theme.dim);
        from
    }
}
