//! The side panel: issues with positions, notes, entities, quotations, dates, figures.

use std::collections::HashMap;
use std::hash::Hash;

use tui_input::Input;

use crate::app::keep::On;
use crate::app::list::scrolled;
use crate::model::article::Article;
use crate::model::entity::{EntityId, EntityKind};
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;
use crate::text::fold::fold;
use crate::text::span::Span;

/// State of the side panel.
#[derive(Debug, Default)]
pub struct SidePanel {
    /// Its rows, made when the article or its findings change.
    pub rows: Vec<SideRow>,
    /// The selected row; headings are never selected while there is anything else.
    pub selected: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Which of its sections it has.
    pub mode: SideMode,
    /// Whether it has only what stands in the part of the text that is on the screen.
    pub following: bool,
    /// What its rows are narrowed by.
    pub query: Input,
    /// Whether keys go into it.
    pub typing: bool,
    /// The notes on the article.
    pub notes: Vec<SideNote>,
    /// The sections that are folded.
    pub(super) folded: Vec<Section>,
    /// How many issues it leaves out because they may be none.
    pub hidden: usize,
    /// How many rows up to each, itself included, can be selected: every frame shows it.
    ordinals: Vec<usize>,
}

/// A note as the panel shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideNote {
    /// Its name.
    pub name: String,
    /// The words of the person, on one line.
    pub text: String,
    /// The words of the text that it is on, on one line; empty for the whole article.
    pub words: String,
    /// What it is on.
    pub on: On,
    /// The number of the paragraph.
    pub paragraph: Option<u32>,
}

/// Which sections the panel has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SideMode {
    /// All.
    #[default]
    All,
    /// Issues.
    Issues,
    /// People and other names.
    Names,
    /// Quotations.
    Quotations,
    /// Dates and figures.
    Numbers,
    /// The notes of the person.
    Notes,
}

impl SideMode {
    /// What the panel says of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Issues => "issues",
            Self::Names => "names",
            Self::Quotations => "quotations",
            Self::Numbers => "dates and figures",
            Self::Notes => "notes",
        }
    }

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::All => Self::Issues,
            Self::Issues => Self::Names,
            Self::Names => Self::Quotations,
            Self::Quotations => Self::Numbers,
            Self::Numbers => Self::Notes,
            Self::Notes => Self::All,
        }
    }

    fn has(self, section: Section) -> bool {
        match section {
            Section::Notes => matches!(self, Self::All | Self::Notes),
            Section::Disputed | Section::Discussed => matches!(self, Self::All | Self::Issues),
            Section::Entities(_) => matches!(self, Self::All | Self::Names),
            Section::Quotations => matches!(self, Self::All | Self::Quotations),
            Section::Dates | Section::Figures => matches!(self, Self::All | Self::Numbers),
        }
    }
}

/// What the rows of the panel are made of.
pub(super) struct Found<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub findings: &'a ArticleFindings,
    /// Whether positions and issues are listed that are not shown without being asked.
    pub doubtful: bool,
    /// The part of the text that what is listed has to stand in.
    pub within: Option<Span>,
    /// The notes on it.
    pub notes: &'a [SideNote],
}

impl Found<'_> {
    /// Whether one of `spans` stands in the part that counts.
    fn is_near(&self, mut spans: impl Iterator<Item = Span>) -> bool {
        self.within.is_none_or(|part| spans.any(|span| span.overlaps(part)))
    }

    /// Where what a row says stands.
    fn stands_near(&self, row: SideRow) -> bool {
        let findings = self.findings;
        match row {
            SideRow::Entity(id) => {
                findings.entity(id).is_some_and(|e| self.is_near(e.mentions.iter().map(|mention| mention.span)))
            }
            SideRow::Issue(id) => findings.issue(id).is_some_and(|issue| {
                let evidence = issue.positions.iter().map(|p| p.evidence);
                self.is_near(issue.mentions.iter().copied().chain(evidence))
            }),
            SideRow::Quotation(i) => {
                findings.quotations.get(i).is_some_and(|q| self.is_near(q.content.iter().copied()))
            }
            SideRow::Note(i) => match self.notes.get(i).map(|note| note.on) {
                Some(On::Passage(span)) => self.is_near(std::iter::once(span)),
                _ => self.within.is_none(),
            },
            SideRow::Date(date) => self.is_near(findings.mentions_of_date(date.first).map(|(_, date)| date.span)),
            SideRow::Figure(figure) => {
                self.is_near(findings.mentions_of_figure(figure.first).map(|(_, figure)| figure.span))
            }
            _ => true,
        }
    }

    /// The words by which a row is found.
    fn words(&self, row: SideRow) -> String {
        let (findings, text) = (self.findings, self.article.text.as_str());
        let entity =
            |id| findings.entity(id).map(|e| [std::slice::from_ref(&e.name), e.roles.as_slice()].concat().join(" "));
        match row {
            SideRow::Entity(id) => entity(id).unwrap_or_default(),
            SideRow::Issue(id) => findings.issue(id).map_or_else(String::new, |issue| {
                let holders = issue.positions.iter().map(|p| format!(" {}", p.holder));
                format!("{}{}", issue.name, holders.collect::<String>())
            }),
            SideRow::Quotation(i) => findings.quotations.get(i).map_or_else(String::new, |quotation| {
                let speaker = quotation.speaker.and_then(entity).unwrap_or_default();
                let content = quotation.content.iter().map(|span| format!(" {}", span.of(text)));
                format!("{speaker}{}", content.collect::<String>())
            }),
            SideRow::Note(i) => {
                self.notes.get(i).map_or_else(String::new, |note| format!("{} {}", note.text, note.words))
            }
            SideRow::Date(date) => findings.dates.get(date.first).map_or("", |date| date.span.of(text)).to_owned(),
            SideRow::Figure(figure) => {
                findings.figures.get(figure.first).map_or("", |figure| figure.span.of(text)).to_owned()
            }
            _ => String::new(),
        }
    }
}

/// One row of the side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideRow {
    /// A heading with the number of entries below it.
    Heading(Section, usize),
    /// The heading of a section whose entries are folded away.
    Folded(Section, usize),
    /// An entity.
    Entity(EntityId),
    /// The offices of the person above.
    Roles(EntityId),
    /// An issue.
    Issue(IssueId),
    /// A position on the issue above: its index in [`Issue::positions`](crate::model::issue::Issue::positions).
    Position(IssueId, usize),
    /// Who says a quotation, by its index.
    Quotation(usize),
    /// The words of the quotation above.
    Words(usize),
    /// A note, by its index.
    Note(usize),
    /// What the note above is on.
    Noted(usize),
    /// A date.
    Date(Counted),
    /// A number with what it counts.
    Figure(Counted),
    /// Nothing.
    Blank,
}

/// Something that the text says once or several times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The index of its first mention.
    pub first: usize,
    /// How many mentions it has.
    pub mentions: usize,
}

/// A part of the side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Issues on which positions oppose.
    Disputed,
    /// Other issues.
    Discussed,
    /// Notes of the person.
    Notes,
    /// Entities of one kind.
    Entities(EntityKind),
    /// Quotations.
    Quotations,
    /// Dates that the text points at.
    Dates,
    /// Numbers with what they count.
    Figures,
}

impl Section {
    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Disputed => "Disputed issues",
            Self::Discussed => "Under discussion",
            Self::Notes => "Notes",
            Self::Entities(kind) => kind.plural(),
            Self::Quotations => "Quotations",
            Self::Dates => "Dates",
            Self::Figures => "Figures",
        }
    }
}

impl SideRow {
    /// Whether it can be selected.
    pub fn selectable(self) -> bool {
        !matches!(self, Self::Heading(..) | Self::Blank) && !self.goes_on()
    }

    /// Whether it belongs to the row above and is selected with it.
    pub fn goes_on(self) -> bool {
        matches!(self, Self::Roles(_) | Self::Words(_) | Self::Noted(_))
    }
}

impl SidePanel {
    /// Makes the rows anew, issues first. What was selected stays so where it still exists. `disputed` tells it of issues.
    pub(super) fn rebuild(&mut self, found: Option<&Found<'_>>, disputed: impl Fn(IssueId) -> bool) {
        let before = self.selected_row();
        self.rows.clear();
        self.hidden = 0;
        if let Some(found) = found {
            let findings = found.findings;
            for (section, wanted) in [(Section::Disputed, true), (Section::Discussed, false)] {
                let ids = (0..findings.issues.len() as u32).map(IssueId);
                let mut ids: Vec<_> = ids.filter(|id| disputed(*id) == wanted).collect();
                if !wanted && !found.doubtful {
                    let all = ids.len();
                    ids.retain(|id| findings.issue(*id).is_some_and(|issue| !issue.is_doubtful()));
                    self.hidden = all - ids.len();
                }
                let positions = |row| match row {
                    SideRow::Issue(id) => {
                        let positions = findings.issue(id).map_or(&[][..], |i| &i.positions);
                        let listed = positions.iter().enumerate().filter(|(_, p)| p.shown || found.doubtful);
                        listed.map(|(p, _)| SideRow::Position(id, p)).collect()
                    }
                    _ => Vec::new(),
                };
                self.section(found, section, ids.into_iter().map(SideRow::Issue), positions);
            }
            let noted = |row| match row {
                SideRow::Note(i) if found.notes.get(i).is_some_and(|note| note.on != On::Article) => {
                    vec![SideRow::Noted(i)]
                }
                _ => Vec::new(),
            };
            self.section(found, Section::Notes, (0..found.notes.len()).map(SideRow::Note), noted);
            for kind in EntityKind::ALL {
                let mut ids: Vec<_> = (0..findings.entities.len() as u32)
                    .map(EntityId)
                    .filter(|id| findings.entity(*id).is_some_and(|e| e.kind == kind))
                    .collect();
                ids.sort_by_key(|id| std::cmp::Reverse(findings.entity(*id).map_or(0, |e| e.mentions.len())));
                let roles = |row| match row {
                    SideRow::Entity(id)
                        if findings.entity(id).is_some_and(|e| !e.roles.is_empty() || !e.nominals.is_empty()) =>
                    {
                        vec![SideRow::Roles(id)]
                    }
                    _ => Vec::new(),
                };
                self.section(found, Section::Entities(kind), ids.into_iter().map(SideRow::Entity), roles);
            }
            let quotations = (0..findings.quotations.len()).map(SideRow::Quotation);
            let words = |row| if let SideRow::Quotation(i) = row { vec![SideRow::Words(i)] } else { Vec::new() };
            self.section(found, Section::Quotations, quotations, words);
            self.section(found, Section::Dates, dates(findings).into_iter().map(SideRow::Date), |_| Vec::new());
            self.section(found, Section::Figures, figures(findings).into_iter().map(SideRow::Figure), |_| Vec::new());
        }
        let mut count = 0;
        self.ordinals.clear();
        for row in &self.rows {
            count += usize::from(row.selectable());
            self.ordinals.push(count);
        }
        let same = before.and_then(|b| self.rows.iter().position(|r| *r == b));
        self.selected = same.or_else(|| self.rows.iter().position(|r| r.selectable())).unwrap_or(0);
    }

    fn section(
        &mut self,
        found: &Found<'_>,
        section: Section,
        rows: impl Iterator<Item = SideRow>,
        below: impl Fn(SideRow) -> Vec<SideRow>,
    ) {
        if !self.mode.has(section) {
            return;
        }
        let query = fold(self.query.value());
        let wanted: Vec<&str> = query.text().split_whitespace().collect();
        let is_wanted = |row: &SideRow| {
            let folded = if wanted.is_empty() { None } else { Some(fold(&found.words(*row))) };
            folded.is_none_or(|words| wanted.iter().all(|word| words.text().contains(word)))
        };
        let rows = rows.filter(|row| found.stands_near(*row)).filter(is_wanted);
        let heading = self.rows.len();
        if self.folded.contains(&section) {
            let count = rows.count();
            if count > 0 {
                if heading > 0 {
                    self.rows.push(SideRow::Blank);
                }
                self.rows.push(SideRow::Folded(section, count));
            }
            return;
        }
        let mut count = 0;
        for row in rows {
            if count == 0 {
                if heading > 0 {
                    self.rows.push(SideRow::Blank);
                }
                self.rows.push(SideRow::Heading(section, 0));
            }
            count += 1;
            self.rows.push(row);
            self.rows.extend(below(row));
        }
        if count > 0 {
            let at = heading + usize::from(heading > 0);
            self.rows[at] = SideRow::Heading(section, count);
        }
    }

    /// Selects the first entry of the section that is `by` further than the one with the selection, as far as there are
    /// any, and puts the heading on top.
    pub(super) fn step_sections(&mut self, by: isize, visible: usize) {
        let heads = |row: SideRow| matches!(row, SideRow::Heading(..) | SideRow::Folded(..));
        let headings = || (0..self.rows.len()).filter(|i| heads(self.rows[*i]));
        let Some(here) = headings().take_while(|i| *i <= self.selected).count().checked_sub(1) else { return };
        let first_of = |heading: usize| (heading..self.rows.len()).find(|i| self.rows[*i].selectable());
        let begins_here = headings().nth(here).and_then(first_of) == Some(self.selected);
        // Backward from the middle of a section leads to its beginning first.
        let wanted = here.saturating_add_signed(by.saturating_add(isize::from(by < 0 && !begins_here)));
        let last = headings().count().saturating_sub(1);
        let Some(heading) = headings().nth(wanted.min(last)) else { return };
        if let Some(first) = first_of(heading) {
            self.selected = first;
            self.top = heading.min(self.rows.len().saturating_sub(visible.max(1)));
        }
    }

    /// The section that the selection is in.
    pub(super) fn section_here(&self) -> Option<Section> {
        let rows = self.rows.get(..=self.selected)?;
        rows.iter().rev().find_map(|row| match row {
            SideRow::Heading(section, _) | SideRow::Folded(section, _) => Some(*section),
            _ => None,
        })
    }

    /// Which of the rows that can be selected is, from 1, and how many there are.
    pub fn place(&self) -> (usize, usize) {
        let all = self.ordinals.last().copied().unwrap_or(0);
        let at = self.ordinals.get(self.selected).copied().unwrap_or(0);
        (at, all)
    }

    /// The selected row.
    pub fn selected_row(&self) -> Option<SideRow> {
        self.rows.get(self.selected).copied().filter(|r| r.selectable())
    }

    /// Moves the selection by `by` selectable rows.
    pub(super) fn step(&mut self, by: isize) {
        let forward = by > 0;
        for _ in 0..by.unsigned_abs() {
            let next = if forward {
                (self.selected + 1..self.rows.len()).find(|i| self.rows[*i].selectable())
            } else {
                (0..self.selected.min(self.rows.len())).rev().find(|i| self.rows[*i].selectable())
            };
            match next {
                Some(next) => self.selected = next,
                None => break,
            }
        }
    }

    /// Whether a row is selected, or goes on what the selected one begins.
    pub fn is_selected(&self, row: usize) -> bool {
        let begins = (0..=row).rev().find(|i| self.rows.get(*i).is_none_or(|r| !r.goes_on()));
        begins == Some(self.selected)
    }

    /// Scrolls as little as needed for the selected row, what goes on below it, and a heading right above it, to show in
    /// `visible` rows.
    pub(super) fn scroll_to_selected(&mut self, visible: usize) {
        let (visible, all) = (visible.max(1), self.rows.len());
        let below = self.rows.iter().skip(self.selected + 1).take_while(|r| r.goes_on()).count();
        let above = self.selected.checked_sub(1).filter(|i| matches!(self.rows.get(*i), Some(SideRow::Heading(..))));
        for row in [Some(self.selected + below), above, Some(self.selected)].into_iter().flatten() {
            self.top = scrolled(self.top, row, visible, all);
        }
        if self.rows[..self.selected.min(self.rows.len())].iter().all(|r| !r.selectable()) {
            self.top = 0;
        }
    }
}

/// The dates, the earliest first; those that are not settled come last, in the order of the text. What is vague
/// ("recently") is no date.
fn dates(findings: &ArticleFindings) -> Vec<Counted> {
    let dates = findings.dates.iter().enumerate().filter(|(_, date)| !date.is_vague());
    let mut dates = counted(dates.map(|(i, date)| (i, date.value.as_ref())));
    dates.sort_by_cached_key(|date| {
        let order = findings.dates[date.first].when().map(|when| when.order);
        (order.is_none(), order)
    });
    dates
}

/// The numbers with what they count, in the order of the text. A number that counts nothing named is left to the text.
fn figures(findings: &ArticleFindings) -> Vec<Counted> {
    let counting = findings.figures.iter().enumerate().filter(|(_, figure)| figure.unit.is_some());
    counted(counting.map(|(i, figure)| (i, Some(figure.counted()))))
}

/// What is said by mentions `(index, what they say)`, in the order of the first; those that say nothing count alone.
fn counted<T: Eq + Hash>(mentions: impl Iterator<Item = (usize, Option<T>)>) -> Vec<Counted> {
    let mut places: HashMap<T, usize> = HashMap::new();
    let mut out: Vec<Counted> = Vec::new();
    for (first, says) in mentions {
        let known = says.and_then(|says| {
            let place = *places.entry(says).or_insert(out.len());
            (place < out.len()).then_some(place)
        });
        match known.and_then(|place| out.get_mut(place)) {
            Some(one) => one.mentions += 1,
            None => out.push(Counted { first, mentions: 1 }),
        }
    }
    out
}
