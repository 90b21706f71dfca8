//! The lines without labels above the text of an exported document, which databases print in an order of their own.
//!
//! ```text
//! Document 1 of 2          1 of 2 DOCUMENTS      Harbour closed        Harbour closed     HD
//! Harbour closed           Brakel Post           Brakel Post           By Jane Roe        Harbour closed
//! Author: Roe, Jane        May 3, 2024 Friday    May 3, 2024 Friday    61 words           BY
//! Full text: Ministers …   Harbour closed        Body                  3 May 2024         Jane Roe
//!                          BYLINE: JANE ROE      …                     Brakel Post        PD
//!                                                End of Document       …                  3 May 2024
//!                                                                      Document BRA0020…  …
//! ```

use crate::load::{day, lead, lines};
use crate::model::article::Metadata;
use crate::model::block::{Block, BlockKind};

/// What comes in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// A counter, the outlet, the day, then the headline.
    OutletFirst,
    /// A counter, then the headline.
    TitleFirst,
    /// The headline, the outlet, the day, a line "Body"; "End of Document" below.
    Body,
    /// The headline, the author, a count of words, the day, the outlet, its code; "Document …" below.
    Words,
    /// Codes of two letters, each above its value.
    Codes,
}

impl Layout {
    /// The layout of a document, where it is one of an export.
    pub(super) fn of(text: &str, blocks: &[Block]) -> Option<Self> {
        let lines = || blocks.iter().map(|b| b.span.of(text));
        let first = lines().next()?;
        if super::is_counter(first) {
            let counts_behind = first.starts_with(|c: char| c.is_ascii_digit());
            return Some(if counts_behind { Self::OutletFirst } else { Self::TitleFirst });
        }
        if is_code(first) && lines().skip(2).step_by(2).take(3).all(is_code) {
            return Some(Self::Codes);
        }
        let end = lines().rev().take(3).find(|line| super::is_end(line))?;
        if end.starts_with("Document ") {
            return lines().take(5).any(is_count_of_words).then_some(Self::Words);
        }
        lines().take(super::LABELLED).any(|line| line == "Body").then_some(Self::Body)
    }
}

/// "HD", "BY", "PD": a code alone on its line.
fn is_code(line: &str) -> bool {
    const CODES: [&str; 24] = [
        "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "ART", "CO",
        "IN", "NS", "RE", "PUB", "AN", "IPD",
    ];
    CODES.contains(&line)
}

/// "Page 1 of 12": what stands over each page of a printed document.
fn is_page(line: &str) -> bool {
    let number = |text: &str| (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    line.strip_prefix("Page ")
        .and_then(|rest| rest.split_once(" of "))
        .is_some_and(|(page, all)| number(page) && number(all))
}

fn is_count_of_words(line: &str) -> bool {
    line.strip_suffix(" words").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit() || b == b','))
}

/// "BRAPOS", "A4", "4": the code of an outlet, a page.
fn is_short_code(line: &str) -> bool {
    (1..=8).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Reads the lines of a head one by one.
pub(super) struct Head {
    layout: Option<Layout>,
    /// How many lines were read.
    at: usize,
    /// The code above the line that comes.
    code: String,
    is_over: bool,
}

impl Head {
    /// The head of a document; without a layout it has no such lines.
    pub(super) fn new(layout: Option<Layout>) -> Self {
        // Counters are read by the caller.
        let at = usize::from(matches!(layout, Some(Layout::OutletFirst | Layout::TitleFirst)));
        Self { layout, at, code: String::new(), is_over: false }
    }

    /// Whether the text begins with the next line.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// The role of a line of the head, whose value goes to `metadata`; `None` for the text.
    pub(super) fn line(&mut self, line: &str, metadata: &mut Metadata) -> Option<BlockKind> {
        let at = self.at;
        if at <= 1 && is_page(line)
            || at == 1
                && self.layout == Some(Layout::Body)
                && metadata.title.as_ref().is_some_and(|title| lines::same_words(title, line))
        {
            // The head of a printed page: a number and the headline over the headline.
            return Some(BlockKind::Boilerplate);
        }
        self.at += 1;
        match self.layout? {
            Layout::OutletFirst if at == 1 => outlet(line, metadata),
            Layout::OutletFirst => moment(line, metadata).or_else(|| edition(line)),
            Layout::TitleFirst if at == 1 => title(line, metadata),
            Layout::TitleFirst => None,
            Layout::Body if line == "Body" => {
                self.is_over = true;
                Some(BlockKind::Boilerplate)
            }
            Layout::Body | Layout::Words if at == 0 => title(line, metadata),
            Layout::Body if at == 1 => outlet(line, metadata),
            Layout::Body => moment(line, metadata).or_else(|| edition(line)).or_else(|| rights(line)),
            Layout::Words => words(line, metadata),
            Layout::Codes => self.coded(line, metadata),
        }
    }

    /// The role of a line behind the head that belongs to no text.
    pub(super) fn behind(&mut self, line: &str) -> Option<BlockKind> {
        let is_end = match self.layout? {
            Layout::Body => {
                matches!(line, "Classification" | "Graphic" | "Notes" | "Load-Date" | "Body") || is_page(line)
            }
            Layout::Codes => {
                // "RE" and, below it, "brak : Brakel"; the two may be one paragraph.
                let first = line.lines().next().unwrap_or_default();
                if is_code(first) {
                    first.clone_into(&mut self.code);
                }
                is_code(line) || !matches!(self.code.as_str(), "LP" | "TD")
            }
            _ => false,
        };
        is_end.then_some(BlockKind::Boilerplate)
    }

    fn coded(&mut self, line: &str, metadata: &mut Metadata) -> Option<BlockKind> {
        if is_code(line) {
            line.clone_into(&mut self.code);
            self.is_over = matches!(line, "LP" | "TD");
            return Some(BlockKind::Boilerplate);
        }
        match self.code.as_str() {
            "HD" => title(line, metadata),
            "BY" => author(line, metadata),
            "PD" | "ET" => moment(line, metadata),
            "SN" => outlet(line, metadata),
            "LP" | "TD" => None,
            _ => Some(BlockKind::Boilerplate),
        }
    }
}

fn title(line: &str, metadata: &mut Metadata) -> Option<BlockKind> {
    if line.len() > 300 || metadata.title.is_some() {
        return None;
    }
    metadata.title = Some(one_line(line));
    Some(BlockKind::Title)
}

fn outlet(line: &str, metadata: &mut Metadata) -> Option<BlockKind> {
    let is_outlet = line.len() <= 80 && metadata.source.is_none() && day::parse(line).is_none();
    if is_outlet {
        metadata.source = Some(one_line(line));
    }
    is_outlet.then_some(BlockKind::Dateline)
}

fn author(line: &str, metadata: &mut Metadata) -> Option<BlockKind> {
    let name = lead::byline(line).or_else(|| lead::is_bare_name(line).then_some(line))?;
    metadata.byline.get_or_insert_with(|| name.to_owned());
    Some(BlockKind::Byline)
}

/// The day, or the time of it.
fn moment(line: &str, metadata: &mut Metadata) -> Option<BlockKind> {
    if let Some(stamp) = day::stamp(line).filter(|_| metadata.published.is_none()) {
        (metadata.published, metadata.time) = (Some(stamp.date), stamp.time);
        return Some(BlockKind::Published);
    }
    let time = day::time(line)?;
    metadata.time.get_or_insert(time);
    Some(BlockKind::Boilerplate)
}

fn edition(line: &str) -> Option<BlockKind> {
    (line.len() <= 40 && lines::fold(line).ends_with("edition")).then_some(BlockKind::Boilerplate)
}

fn rights(line: &str) -> Option<BlockKind> {
    let folded = lines::fold(line);
    let is_notice = folded.starts_with("copyright ") || folded.starts_with("(c) ") || folded.starts_with('©');
    (line.len() <= 160 && is_notice).then_some(BlockKind::Boilerplate)
}

/// A line of the layout that counts words.
fn words(line: &str, metadata: &mut Metadata) -> Option<BlockKind> {
    if is_count_of_words(line) || is_short_code(line) {
        return Some(BlockKind::Boilerplate);
    }
    if let Some(kind) = moment(line, metadata).or_else(|| rights(line)) {
        return Some(kind);
    }
    if metadata.published.is_none() {
        return author(line, metadata);
    }
    if line.eq_ignore_ascii_case("english") {
        metadata.language.get_or_insert_with(|| "en".to_owned());
        return Some(BlockKind::Boilerplate);
    }
    outlet(line, metadata)
}

fn one_line(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
