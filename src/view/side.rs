//! The side panel: who and what is in the article, where issues stand, who speaks.
//!
//! ```text
//! 18 names · 9 issues · 12 quotes ──
//! People 5          count where   in
//! ▌Antony Blinken       5 ▃▁▃▁▁▃▅▁ 3
//!  Wang Yi              4 ▁▃▃▁▁▃▁▃
//!    State Councillor
//!  Chen ?               1 ▁▁▁▃▁▁▁▁
//!
//! Disputed issues 2
//!  Hong Kong         US −  China +
//!    United States        accuses −
//!    China                demands +
//!
//! Quotations 12
//!  Wang Yi said
//!    “the talks were frank”
//!
//! Dates 3
//!  18 Mar 2021  Thursday         2
//! ```

use ratatui::style::Style;

use crate::app::App;
use crate::app::about;
use crate::app::geometry::Pane;
use crate::app::keep::On;
use crate::app::side::{Counted, Section, SideMode, SideNote, SideRow};
use crate::export::parts::stances;
use crate::input::action::Action;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::entity::{Entity, EntityKind};
use crate::model::findings::ArticleFindings;
use crate::model::issue::{Issue, Position};
use crate::model::quotation::Quotation;
use crate::text::cells::{head, line_width, truncate};
use crate::theme::Theme;
use crate::view::canvas::Canvas;
use crate::view::{has_focus, heading_style, marks, words};

/// The narrowest pane, in cells, that has room for bars.
const WITH_BARS: u16 = 31;
/// Cells of the count of mentions.
const COUNT: u16 = 4;
/// Cells of the number of articles, with the blank in front.
const ARTICLES: u16 = 6;

/// Behind what a person made or corrected.
const BY_HAND: &str = " ✎";

/// Draws the pane with its heading.
pub fn draw(app: &App, theme: &Theme, canvas: &mut Canvas<'_>) {
    let focus = has_focus(app, Pane::Side);
    let heading = heading_style(theme, focus);
    let (Some(article), Some(findings)) = (app.article(), app.findings()) else {
        canvas.heading(0, "FINDINGS", "", heading);
        if app.article().is_some() {
            canvas.below_heading().put(1, 1, "Analysing…", theme.dim);
        }
        return;
    };
    let place = match app.side.place() {
        (_, 0) => String::new(),
        (at, all) => format!("{at}/{all}"),
    };
    let shown = if app.side.mode == SideMode::All {
        summary(&findings, app.side.hidden, canvas.width().saturating_sub(place.len() as u16 + 4))
    } else {
        app.side.mode.name().to_uppercase()
    };
    canvas.heading(0, &shown, &place, heading);
    let mut body = canvas.below_heading();
    if app.side.rows.is_empty() {
        let room = usize::from(body.width().saturating_sub(2));
        let narrowed = !app.side.query.value().is_empty() || app.side.following || app.side.mode != SideMode::All;
        let nothing = if narrowed { "Nothing of this sort here." } else { "Nothing was found in this text." };
        body.put_cut(1, 1, nothing, room, theme.dim);
        return;
    }
    let overflows = app.settings.scrollbars && app.side.rows.len() > usize::from(body.height());
    let columns = Columns::new(body.width().saturating_sub(u16::from(overflows)));
    let place = Place { app, theme, article: &article, findings: &findings, columns };
    let rows = app.side.rows.iter().enumerate().skip(app.side.top).take(usize::from(body.height()));
    for (y, (i, row)) in rows.enumerate() {
        let mut line = body.part(0, y as u16, u16::MAX, 1);
        place.row(&mut line, *row);
        if app.side.is_selected(i) && !matches!(row, SideRow::Heading(..) | SideRow::Blank) {
            line.tint(0, 1, if focus { theme.selected_focus } else { theme.selected });
            line.put(0, 0, "▌", theme.strong);
        }
    }
    if overflows {
        body.scrollbar(app.side.top, usize::from(body.height()), app.side.rows.len(), theme.rule);
    }
}

/// What there is, in as many words as fit.
fn summary(findings: &ArticleFindings, hidden: usize, width: u16) -> String {
    let (names, issues, quotes) = (findings.entities.len(), findings.issues.len(), findings.quotations.len());
    let told = words::count(issues, "issue");
    let told = if hidden > 0 { format!("{} of {told}", issues - hidden) } else { told };
    let all = [words::count(names, "name"), told, words::count(quotes, "quote")];
    let fits = |n: &usize| line_width(&all[..*n].join(" · ")) <= usize::from(width);
    let shown = (1..=all.len()).rev().find(fits).unwrap_or(1);
    all[..shown].join(" · ")
}

/// Where the columns of the rows of entities lie.
#[derive(Clone, Copy)]
struct Columns {
    /// Where the bar begins and how many cells it has; none in a narrow pane. A name that is too long takes its place.
    bar: (u16, u16),
    /// Behind the count of mentions.
    count: u16,
    /// The right end: behind the number of articles.
    end: u16,
}

impl Columns {
    fn new(width: u16) -> Self {
        let bar = if width < WITH_BARS { 0 } else { (width / 4).clamp(8, 12) };
        let count = width.saturating_sub(ARTICLES);
        Self { bar: (count.saturating_sub(COUNT + bar), bar), count, end: width }
    }

    /// How many cells a name has in front of the bar, and in its place.
    fn name(self) -> (usize, usize) {
        let room = |before: u16| usize::from(before.saturating_sub(2));
        (room(self.bar.0), room(self.count.saturating_sub(COUNT)))
    }
}

/// The offices of an entity, and behind them the phrases that mean it without its name, each once.
fn roles(entity: &Entity, text: &str) -> String {
    let mut out: Vec<String> = entity.roles.clone();
    for nominal in &entity.nominals {
        let phrase = nominal.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = |words: &str| {
            let folded = words.to_lowercase();
            ["the ", "a ", "an "].iter().find_map(|a| folded.strip_prefix(a).map(str::to_owned)).unwrap_or(folded)
        };
        if !out.iter().any(|known| bare(known) == bare(&phrase)) {
            out.push(phrase);
        }
    }
    out.join("; ")
}

/// What all rows need.
struct Place<'a> {
    app: &'a App,
    theme: &'a Theme,
    article: &'a Article,
    findings: &'a ArticleFindings,
    columns: Columns,
}

impl Place<'_> {
    fn row(&self, line: &mut Canvas<'_>, row: SideRow) {
        match row {
            SideRow::Blank => {}
            SideRow::Heading(section, count) => self.heading(line, section, count),
            SideRow::Folded(section, count) => {
                self.heading(&mut line.part(2, 0, u16::MAX, 1), section, count);
                line.put(1, 0, "▸", self.theme.dim);
            }
            SideRow::Entity(id) => {
                if let Some(entity) = self.findings.entity(id) {
                    let articles = |a: ArticleId| self.app.articles_with(a, id);
                    let articles = self.app.reader.article.map_or(1, articles);
                    self.entity(line, entity, articles);
                }
            }
            SideRow::Issue(id) => {
                if let Some(issue) = self.findings.issue(id) {
                    let library = &self.app.library;
                    let disputed = self.app.reader.article.is_some_and(|article| library.is_disputed(article, id));
                    self.issue(line, issue, disputed);
                }
            }
            SideRow::Position(id, index) => {
                if let Some(position) = self.findings.issue(id).and_then(|i| i.positions.get(index)) {
                    self.position(line, position);
                }
            }
            SideRow::Roles(id) => {
                if let Some(entity) = self.findings.entity(id) {
                    let room = usize::from(line.width().saturating_sub(4));
                    line.put_cut(3, 0, &roles(entity, &self.article.text), room, self.theme.dim);
                }
            }
            SideRow::Quotation(index) => {
                if let Some(quotation) = self.findings.quotations.get(index) {
                    self.quotation(line, quotation);
                }
            }
            SideRow::Words(index) => {
                let content = self.findings.quotations.get(index).and_then(|q| q.content.first());
                if let Some(content) = content {
                    let room = usize::from(line.width().saturating_sub(4));
                    line.put_cut(3, 0, content.of(&self.article.text), room, self.theme.dim);
                }
            }
            SideRow::Note(index) => {
                if let Some(note) = self.app.side.notes.get(index) {
                    self.note(line, note);
                }
            }
            SideRow::Noted(index) => {
                if let Some(note) = self.app.side.notes.get(index) {
                    let lost = if note.on == On::Lost { "lost: " } else { "" };
                    let room = usize::from(line.width().saturating_sub(4));
                    line.put_cut(3, 0, &format!("{lost}“{}”", head(&note.words, room)), room, self.theme.dim);
                }
            }
            SideRow::Date(date) => self.date(line, date),
            SideRow::Figure(Counted { first, mentions }) => {
                if let Some(figure) = self.findings.figures.get(first) {
                    self.counted(line, figure.span.of(&self.article.text), "", mentions);
                }
            }
        }
    }

    fn heading(&self, line: &mut Canvas<'_>, section: Section, count: usize) {
        let (theme, columns) = (self.theme, self.columns);
        let style = match section {
            Section::Entities(kind) => theme.strong.patch(marks::of_kind(theme, kind)),
            Section::Disputed => theme.strong.patch(theme.issue),
            Section::Discussed | Section::Notes | Section::Quotations | Section::Dates | Section::Figures => {
                theme.strong
            }
        };
        let x = line.put(0, 0, section.title(), style);
        let x = line.put(x + 1, 0, &about::grouped(count), theme.dim);
        let discussed = |row: &SideRow| matches!(row, SideRow::Heading(Section::Discussed, _));
        let last_of_issues = match section {
            Section::Discussed => true,
            Section::Disputed => !self.app.side.rows.iter().any(discussed),
            _ => false,
        };
        if last_of_issues && self.app.side.hidden > 0 {
            let key = self.app.key_of(Action::ToggleDoubtful).map(|key| format!(": {key}")).unwrap_or_default();
            let told = format!("{} doubtful{key}", about::grouped(self.app.side.hidden));
            if columns.end >= x + 2 + told.len() as u16 {
                line.put_right(columns.end, 0, &told, theme.dim);
            }
        }
        // The first heading of names says what the columns are: how often and where it is named here, and in how many texts.
        let of_names = |row: &SideRow| match row {
            SideRow::Heading(s @ Section::Entities(_), _) => Some(*s),
            _ => None,
        };
        let first = self.app.side.rows.iter().find_map(of_names) == Some(section);
        if first && columns.count >= x + 6 {
            line.put_right(columns.count, 0, "here", theme.dim);
            if columns.bar.1 > 0 && columns.bar.0 > x {
                line.put(columns.bar.0, 0, "where", theme.dim);
            }
            line.put_right(columns.end, 0, "texts", theme.dim);
        }
    }

    /// What a person wrote, and where.
    fn note(&self, line: &mut Canvas<'_>, note: &SideNote) {
        let place = match (note.on, note.paragraph) {
            (On::Article, _) => "article".to_owned(),
            (_, Some(number)) => format!("¶ {number}"),
            _ => String::new(),
        };
        let end = line.width().saturating_sub(1);
        let begin = line.put_right(end, 0, &place, self.theme.dim);
        line.put_cut(1, 0, &note.text, usize::from(begin.saturating_sub(2)), self.theme.text);
    }

    fn entity(&self, line: &mut Canvas<'_>, entity: &Entity, articles: usize) {
        let (theme, columns) = (self.theme, self.columns);
        let color = marks::of_kind(theme, entity.kind);
        let by_hand = entity.mentions.iter().any(|m| m.reason.is_by_hand());
        let doubt = match entity.resolved {
            _ if by_hand => BY_HAND,
            true => "",
            false => " ?",
        };
        let (beside, over) = columns.name();
        let needed = line_width(head(&entity.name, over)) + line_width(doubt);
        let x = line.put_cut(1, 0, &entity.name, over.saturating_sub(line_width(doubt)), color);
        line.put(x, 0, doubt, theme.dim);
        line.put_right(columns.count, 0, &about::grouped(entity.mentions.len()), theme.text);
        if needed <= beside {
            self.bar(line, entity);
        }
        if articles > 1 {
            line.put_right(columns.end, 0, &articles.to_string(), theme.dim);
        }
    }

    /// Where in the text the entity is named: one cell for each slice of the text, higher where it is named more.
    fn bar(&self, line: &mut Canvas<'_>, entity: &Entity) {
        const LEVELS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        let (from, cells) = self.columns.bar;
        if cells == 0 || self.article.text.is_empty() {
            return;
        }
        let mut counts = [0_usize; 12];
        for mention in &entity.mentions {
            let slice = mention.span.from() * usize::from(cells) / self.article.text.len();
            if let Some(count) = counts.get_mut(slice) {
                *count += 1;
            }
        }
        // Two steps a mention, on the same scale for every entity, so that rows compare.
        for (x, count) in (from..from + cells).zip(counts) {
            let style = if count == 0 { self.theme.rule } else { marks::of_kind(self.theme, entity.kind) };
            line.put(x, 0, LEVELS[(count * 2).min(7)], style);
        }
    }

    fn issue(&self, line: &mut Canvas<'_>, issue: &Issue, disputed: bool) {
        let width = line.width();
        let room = usize::from(width.saturating_sub(2));
        let name = line_width(&truncate(head(&issue.name, room), room));
        // The name has half of the row at least, and what the stances leave.
        let stances = stances(issue, room.saturating_sub(name.min(room / 2) + 2));
        let stances_width = line_width(&stances);
        let name_room = if stances.is_empty() { room } else { room - stances_width - 2 };
        let by_hand = if issue.reason.is_by_hand() { BY_HAND } else { "" };
        let name_room = name_room.saturating_sub(line_width(by_hand));
        let style = if disputed { self.theme.issue } else { self.theme.text };
        let x = line.put_cut(1, 0, &issue.name, name_room, style);
        line.put(x, 0, by_hand, self.theme.dim);
        line.put_right(width.saturating_sub(1), 0, &stances, self.theme.text);
    }

    fn position(&self, line: &mut Canvas<'_>, position: &Position) {
        // A doubtful one is dim and has a question mark; what the configuration states is strong.
        let doubt = if position.shown { "" } else { "?" };
        let style = match position {
            p if !p.shown => self.theme.dim,
            p if !p.inferred => self.theme.strong,
            _ => self.theme.text,
        };
        let by_hand = if position.reason.is_by_hand() { BY_HAND } else { "" };
        let verdict = format!("{} {}{doubt}{by_hand}", position.stance.name(), position.polarity.sign());
        let end = line.width().saturating_sub(1);
        let verdict_from = end.saturating_sub(line_width(&verdict) as u16);
        let room = usize::from(verdict_from.saturating_sub(4));
        let x = line.put_cut(
            3,
            0,
            &position.holder,
            room,
            if position.shown { self.speaker_style(position.entity) } else { self.theme.dim },
        );
        let side = position.side.as_deref().filter(|s| *s != position.holder);
        if let Some(side) = side
            && usize::from(x) + line_width(head(side, 40)) + 3 < usize::from(verdict_from)
        {
            line.put(x + 1, 0, &format!("({side})"), self.theme.dim);
        }
        line.put(verdict_from, 0, &verdict, style);
    }

    /// Who speaks, and with which cue; what is said stands below.
    fn quotation(&self, line: &mut Canvas<'_>, quotation: &Quotation) {
        let text = self.article.text.as_str();
        let width = usize::from(line.width().saturating_sub(2));
        let speaker = quotation.speaker.and_then(|id| self.findings.entity(id)).map(|e| e.name.as_str());
        let source = quotation.source.map(|s| s.of(text));
        let (who, style) = match (speaker, source) {
            (Some(name), _) => (name, self.speaker_style(quotation.speaker)),
            (None, Some(words)) => (words, self.theme.text),
            (None, None) => ("unknown", self.theme.dim),
        };
        let cue = quotation.cue.map_or("", |cue| cue.of(text));
        let by_hand = if quotation.reason.is_by_hand() { BY_HAND } else { "" };
        let taken = line_width(head(cue, 12)).min(12) + 1 + line_width(by_hand);
        let x = line.put_cut(1, 0, who, width.saturating_sub(taken), style);
        let x = line.put(x, 0, by_hand, self.theme.dim);
        line.put_cut(x + 1, 0, cue, (width + 1).saturating_sub(usize::from(x)), self.theme.dim);
    }

    /// What a date stands for and the words that say it, or these alone.
    fn date(&self, line: &mut Canvas<'_>, Counted { first, mentions }: Counted) {
        let Some(date) = self.findings.dates.get(first) else { return };
        let words = date.span.of(&self.article.text);
        match date.when() {
            Some(when) => self.counted(line, &when.words, words, mentions),
            None => self.counted(line, words, date.value.as_deref().unwrap_or("?"), mentions),
        }
    }

    /// Something with more about it behind, and at the right end how often it stands in the text.
    fn counted(&self, line: &mut Canvas<'_>, what: &str, more: &str, count: usize) {
        let end = line.width().saturating_sub(1);
        let begin = line.put_right(end, 0, &about::grouped(count), self.theme.text);
        let room = usize::from(begin.saturating_sub(2));
        let x = line.put_cut(1, 0, what, room, self.theme.text);
        let room = usize::from(begin.saturating_sub(x + 3));
        if more != what && (room >= 4 || line_width(head(more, 4)) <= room) {
            line.put_cut(x + 2, 0, more, room, self.theme.dim);
        }
    }

    fn speaker_style(&self, entity: Option<crate::model::entity::EntityId>) -> Style {
        let kind = entity.and_then(|id| self.findings.entity(id)).map(|e| e.kind);
        kind.map_or(self.theme.text, |kind: EntityKind| marks::of_kind(self.theme, kind))
    }
}
