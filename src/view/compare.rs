//! Two articles side by side, and what they have in common.
//!
//! ```text
//! ━━━━━ VOVWORLD · 19 Mar 2021 ━━━ linked ━ ───── Global Times · 20 Mar 2021 ──────  Issues in both 3
//!   7≈│ Washington accused Beijing of        12≈│ It also urged the US to respect   ▌Hong Kong  US − │ CN +
//!     │ undermining Hong Kong’s election        │ the decision of the congress.      Taiwan          │ CN +
//!     │ law.                                    │
//! ```
//!
//! `≈` stands where a passage begins that has a counterpart in the other text. Side by side, linked texts have paired
//! passages on the same row.

use crate::app::App;
use crate::app::compare::{Compare, Hand, Link, MatchRow, Part};
use crate::app::geometry::Area;
use crate::export::parts::stances;
use crate::model::article::Article;
use crate::model::comparison::Comparison;
use crate::model::entity::EntityId;
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;
use crate::text::cells::{line_width, truncate};
use crate::text::span::Span;
use crate::theme::Theme;
use crate::view::canvas::{Canvas, head};
use crate::view::marks::{Marks, of_kind};
use crate::view::text::Sheet;
use crate::view::{heading_style, words};

/// Draws the two texts and the column of matches, as far as they show.
pub fn draw(app: &App, compare: &Compare, theme: &Theme, buffer: &mut ratatui::buffer::Buffer) {
    for hand in Hand::BOTH {
        let area = compare.areas.texts[hand.index()];
        text(app, compare, hand, theme, &mut Canvas::new(buffer, area));
    }
    let Area { width, height, .. } = compare.areas.matches;
    if width > 0 && height > 0 {
        matches(app, compare, theme, &mut Canvas::new(buffer, compare.areas.matches));
    }
}

/// Whether the keys go to a part.
fn has_focus(app: &App, compare: &Compare, part: Part) -> bool {
    compare.part == part && app.window.is_none()
}

fn text(app: &App, compare: &Compare, hand: Hand, theme: &Theme, canvas: &mut Canvas<'_>) {
    let Some(article) = app.library.corpus.get(compare.articles[hand.index()]) else { return };
    if canvas.width() == 0 || canvas.height() == 0 {
        return;
    }
    let marks = Marks::of_hand(app, theme, compare, hand);
    let page = &compare.pages[hand.index()];
    let sheet = Sheet::new(app, theme, article, page, &marks, canvas.width());
    let heading = heading_style(theme, has_focus(app, compare, Part::Text(hand)));
    let link = if hand == Hand::Left { link(compare) } else { String::new() };
    canvas.heading(sheet.gutter, &title(article), &link, heading);
    let mut body = canvas.below_heading();
    let shown = |y: u16| page.rows().get(compare.row_at(hand, usize::from(y))?);
    let rows = 0..body.height();
    let pairs = compare.comparison.as_deref().map(|c| paired(c, hand, rows.clone().filter_map(shown).map(|r| r.span)));
    let pairs = pairs.unwrap_or_default();
    let sign = if sheet.gutter > 4 { sheet.gutter - 3 } else { sheet.gutter.saturating_sub(1) };
    for y in rows {
        let Some(row) = shown(y) else { continue };
        sheet.row(&mut body, y, *row);
        let at = pairs.partition_point(|start| *start < row.span.start);
        if pairs.get(at).is_some_and(|start| row.span.contains(*start as usize)) {
            body.put(sign, y, "≈", theme.strong);
        }
    }
}

/// How the texts scroll, and that they stand below each other if they do.
fn link(compare: &Compare) -> String {
    let how = match (compare.link, &compare.comparison) {
        (Link::Linked, None) => "comparing…",
        (link, _) => link.name(),
    };
    if compare.areas.stacked { format!("{how}, stacked") } else { how.to_owned() }
}

/// What tells the two articles apart in few words: outlet and day, or else the headline.
fn title(article: &Article) -> String {
    let data = &article.metadata;
    match (&data.source, data.published) {
        (Some(source), Some(day)) => format!("{source} · {}", words::date(day)),
        (Some(source), None) => format!("{source} · {}", head(article.title(), 80)),
        _ => head(article.title(), 120).to_owned(),
    }
}

/// Where the passages with a counterpart begin, among the rows that show, sorted. Takes one look at each pair.
fn paired(comparison: &Comparison, hand: Hand, mut rows: impl Iterator<Item = Span>) -> Vec<u32> {
    let text = |s: &Span| !s.is_empty();
    let Some(first) = rows.find(text) else { return Vec::new() };
    let end = rows.filter(text).last().unwrap_or(first).end;
    let starts = comparison.pairs.iter().map(|p| if hand == Hand::Left { p.left.start } else { p.right.start });
    let mut starts: Vec<u32> = starts.filter(|s| (first.start..end).contains(s)).collect();
    starts.sort_unstable();
    starts
}

fn matches(app: &App, compare: &Compare, theme: &Theme, canvas: &mut Canvas<'_>) {
    let focus = has_focus(app, compare, Part::Matches);
    let pairs = compare.comparison.as_ref().map_or(0, |c| c.pairs.len());
    let title = match compare.comparison {
        Some(_) => words::count(pairs, "paired passage"),
        None => "Comparing…".to_owned(),
    };
    canvas.heading(0, &title, "", heading_style(theme, focus));
    let mut body = canvas.below_heading();
    if compare.comparison.is_some() && compare.matches.is_empty() {
        let room = usize::from(body.width().saturating_sub(2));
        body.put_cut(1, 1, "They have nothing in common that was found.", room, theme.dim);
    }
    let column =
        Column { app, compare, theme, findings: compare.articles.map(|id| app.library.findings(id).map(|f| &**f)) };
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
    app: &'a App,
    compare: &'a Compare,
    theme: &'a Theme,
    findings: [Option<&'a ArticleFindings>; 2],
}

impl Column<'_> {
    fn row(&self, line: &mut Canvas<'_>, row: &MatchRow) {
        match row {
            MatchRow::Blank => {}
            MatchRow::Heading(title, count) => {
                let x = line.put(0, 0, title, self.theme.strong);
                line.put(x + 1, 0, &words::grouped(*count), self.theme.dim);
            }
            MatchRow::Entity { name, ids } => self.entity(line, name, *ids),
            MatchRow::Issue { name, ids } => self.issue(line, name, *ids),
            MatchRow::Quotation(index) => self.quotation(line, *index),
        }
    }

    /// The name, and how often each text names it.
    fn entity(&self, line: &mut Canvas<'_>, name: &str, ids: [Option<EntityId>; 2]) {
        let found = [0, 1].map(|side: usize| self.findings[side]?.entity(ids[side]?));
        let kind = found.iter().flatten().next().map(|e| e.kind);
        let count = |side: usize| found[side].map_or(String::new(), |e| e.mentions.len().to_string());
        let counts = format!("{:>3} │ {:<3}", count(0), count(1));
        let from = line.width().saturating_sub(line_width(&counts) as u16 + 1);
        let style = kind.map_or(self.theme.text, |kind| of_kind(self.theme, kind));
        line.put_cut(1, 0, name, usize::from(from.saturating_sub(2)), style);
        line.put(from, 0, &counts, self.theme.dim);
    }

    /// The name, and who stands where in each text.
    fn issue(&self, line: &mut Canvas<'_>, name: &str, ids: [Option<IssueId>; 2]) {
        let width = usize::from(line.width().saturating_sub(2));
        let name_width = line_width(&truncate(head(name, width), width)).min(width * 2 / 5);
        let room = width.saturating_sub(name_width + 2);
        let both = ids.iter().all(Option::is_some);
        let each = if both { room.saturating_sub(3) / 2 } else { room };
        let shown = [0, 1].map(|side: usize| {
            let issue = self.findings[side].and_then(|f| f.issue(ids[side]?));
            issue.map_or(String::new(), |issue| stances(issue, each))
        });
        let stances = if both { format!("{} │ {}", shown[0], shown[1]) } else { shown.concat() };
        let blank = stances.trim() == "│" || stances.is_empty();
        let stances = if blank { "" } else { &stances };
        let name_room = width - (line_width(stances) + 2).min(width);
        line.put_cut(1, 0, name, if blank { width } else { name_room }, self.theme.issue);
        line.put_right(line.width().saturating_sub(1), 0, stances, self.theme.text);
    }

    /// The words of the left text, and whether the right one has the same (`=`) or others (`≠`).
    fn quotation(&self, line: &mut Canvas<'_>, index: usize) {
        let quotation = self.compare.comparison.as_ref().and_then(|c| c.quotations.get(index));
        let left = self.app.library.corpus.get(self.compare.articles[0]);
        let (Some(quotation), Some(left)) = (quotation, left) else { return };
        let end = line.width().saturating_sub(3);
        line.put_cut(1, 0, quotation.left.of(&left.text), usize::from(end.saturating_sub(1)), self.theme.text);
        line.put(end + 1, 0, if quotation.identical { "=" } else { "≠" }, self.theme.strong);
    }
}
