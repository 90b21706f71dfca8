//! What several articles say about the same things: a sheet for each sort of thing, its rows by its articles.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::model::article_id::ArticleId;
use crate::model::issue::{Polarity, Position};
use crate::model::reason::Reason;
use crate::text::fold::fold;
use crate::text::span::Span;

/// So many columns stand on a board at most: more than anybody lays beside each other, and little enough that it is
/// there in a moment and takes a bounded part of the memory.
pub const COLUMNS: usize = 1_000;

/// Articles laid out in columns, and what they say in sheets of rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// The article of each column.
    pub articles: Vec<ArticleId>,
    /// The sheets, in the order of [`SheetKind::ALL`].
    pub sheets: Vec<Sheet>,
}

/// What is said of the row that tells which articles are one text.
pub const ONE_TEXT: &str = "articles of one text share at least half of the words outside of quotations";

impl Board {
    /// How many texts its articles are, copies counted once, as far as is known.
    pub fn texts(&self) -> usize {
        let same = self.sheets.iter().filter(|s| s.kind == SheetKind::SameWords);
        let copies = same.flat_map(|s| &s.rows).filter(|row| row.note == ONE_TEXT);
        let surplus = |row: &Row| {
            let texts: HashSet<&str> = row.cells.iter().flat_map(|c| &c.parts).map(|p| p.text.as_str()).collect();
            row.cells.len().saturating_sub(texts.len())
        };
        self.articles.len().saturating_sub(copies.map(surplus).sum())
    }
}

/// Rows of one sort.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What its rows are.
    pub kind: SheetKind,
    /// What is contended first, then what most is said about.
    pub rows: Vec<Row>,
}

/// What the rows of a sheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetKind {
    /// Issues, and who stands where on them.
    Issues,
    /// What articles, or those whom they quote, contradict each other in; the gravest first.
    Disagreements,
    /// Who is quoted by whom, and what others say about them.
    Speakers,
    /// Numbers, by what they count.
    Figures,
    /// Days, by what happens on them.
    Dates,
    /// Utterances, each as it is cut here and there.
    Quotations,
    /// People, places and events, and what they are called.
    Naming,
    /// Passages that stand in several articles word for word.
    SameWords,
    /// Whose words fill the articles.
    Voices,
    /// The codes of a person's own notes. The reader adds it where there are any.
    Codes,
}

impl SheetKind {
    /// Every kind that is found in articles, in the order of the screen.
    pub const ALL: [Self; 9] = [
        Self::Issues,
        Self::Disagreements,
        Self::Speakers,
        Self::Figures,
        Self::Dates,
        Self::Quotations,
        Self::Naming,
        Self::SameWords,
        Self::Voices,
    ];

    /// The lower-case name that exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Issues => "issues",
            Self::Disagreements => "disagreements",
            Self::Speakers => "speakers",
            Self::Figures => "figures",
            Self::Dates => "dates",
            Self::Quotations => "quotations",
            Self::Naming => "naming",
            Self::SameWords => "same-words",
            Self::Voices => "voices",
            Self::Codes => "codes",
        }
    }

    /// The heading on the screen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Issues => "Issues",
            Self::Disagreements => "Disagreements",
            Self::Speakers => "Who is quoted",
            Self::Figures => "Figures",
            Self::Dates => "Dates",
            Self::Quotations => "Quotations",
            Self::Naming => "Naming",
            Self::SameWords => "Same words",
            Self::Voices => "Voices",
            Self::Codes => "Codes",
        }
    }

    /// What it means that a row [`differs`](Row::differs), in a word or two.
    pub fn differing(self) -> &'static str {
        match self {
            Self::Issues => "disputed",
            Self::Disagreements => "disagreeing",
            Self::Speakers => "not quoted by all",
            Self::Figures | Self::Dates => "not agreeing",
            Self::Quotations => "cut differently",
            Self::Naming => "named differently",
            Self::SameWords => "reused",
            Self::Voices => "uneven",
            Self::Codes => "not in all",
        }
    }
}

/// One thing, and what each article says about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What it is, in a few words.
    pub name: String,
    /// What is to be said about the row as a whole; may be empty.
    pub note: String,
    /// Whether the articles, or those whom they quote, do not agree on it.
    pub differs: bool,
    /// Whether it may be none of what the sheet has: it is shown to those who ask.
    pub doubtful: bool,
    /// What the articles say, by their columns. An article that has no cell has nothing that was found.
    pub cells: Vec<Cell>,
    /// The words that were looked for in the articles without a cell. Empty where none were: then it is not among
    /// their findings, and nothing more is known.
    pub looked_for: Vec<String>,
}

impl Row {
    /// What the article of a column says.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.column as usize);
        self.cells.get(at.ok()?)
    }
}

/// What one article says about the thing of one row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// The column of the article, from 0.
    pub column: u32,
    /// It in the fewest words; the weightiest first, never empty.
    pub parts: Vec<Part>,
    /// Where the article says it, by [`Passage::group`] and in the order of the text within; never empty.
    pub passages: Vec<Passage>,
}

/// A piece of what a cell shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// A side, a number, a name. Empty for what is only mentioned.
    pub text: String,
    /// In which direction it goes.
    pub tone: Tone,
    /// Whether the text names a party that may be written with its initials (`US`).
    pub party: bool,
    /// How many of the passages stand for it.
    pub count: u32,
}

/// One place of an article that a cell stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// The sentence or clause that shows it, in bytes.
    pub span: Span,
    /// The words in it that matter most.
    pub cue: Option<Span>,
    /// What passages are put together by: the side of a holder, a wording. Empty where nothing divides them.
    pub group: String,
    /// Who or what: the holder of a position, a speaker, a number. May be empty.
    pub label: String,
    /// What that does, in a word (`accuses`); may be empty.
    pub does: String,
    /// In which direction it goes.
    pub tone: Tone,
    /// What made it one of this cell.
    pub reason: Reason,
}

/// The direction of something that is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// For the thing.
    For,
    /// Against it.
    Against,
    /// For and against.
    Both,
    /// Neither: the thing is spoken about.
    Mentioned,
    /// A thing without directions, such as a number.
    #[default]
    Plain,
}

impl Tone {
    /// The word that exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Both => "both",
            Self::Mentioned => "mentioned",
            Self::Plain => "plain",
        }
    }

    /// The sign that screens use; none for what has no direction.
    pub fn sign(self) -> Option<char> {
        match self {
            Self::For => Some(Polarity::For.sign()),
            Self::Against => Some(Polarity::Against.sign()),
            Self::Both => Some('±'),
            Self::Mentioned => Some(Polarity::Neither.sign()),
            Self::Plain => None,
        }
    }

    /// Both directions together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (a, b) if a == b => a,
            (Self::Plain | Self::Mentioned, tone) | (tone, Self::Plain | Self::Mentioned) => tone,
            _ => Self::Both,
        }
    }
}

impl From<Polarity> for Tone {
    fn from(polarity: Polarity) -> Self {
        match polarity {
            Polarity::For => Self::For,
            Polarity::Against => Self::Against,
            Polarity::Neither => Self::Mentioned,
        }
    }
}

/// Who stands where: the parties that take positions which are shown, each once, with the direction of all its positions. A side is one
/// party; a holder whose side is not known is one by itself. Who takes no direction says less and comes last.
pub fn parties<'a>(positions: impl IntoIterator<Item = &'a Position>) -> Vec<Part> {
    let mut parties: Vec<Part> = Vec::new();
    for position in positions.into_iter().filter(|p| p.shown) {
        let name = position.side.as_deref().unwrap_or(&position.holder);
        let tone = Tone::from(position.polarity);
        match parties.iter_mut().find(|p| p.text == name) {
            Some(party) => {
                party.tone = party.tone.and(tone);
                party.count += 1;
            }
            None => {
                let party = position.side.is_some();
                parties.push(Part { text: name.to_owned(), tone, party, count: 1 });
            }
        }
    }
    parties.sort_by_key(|p| p.tone == Tone::Mentioned);
    parties
}

/// By what the rows of a sheet are put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowOrder {
    /// What is contended first, as the sheet has them.
    #[default]
    Dispute,
    /// What most articles have first.
    Coverage,
    /// By name.
    Name,
}

impl RowOrder {
    /// The word that screens use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dispute => "dispute",
            Self::Coverage => "coverage",
            Self::Name => "name",
        }
    }
}

impl Sheet {
    /// The rows that show without being asked for.
    pub fn sure(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.doubtful)
    }

    /// The indices of the rows in that order, or backwards.
    pub fn ordered(&self, by: RowOrder, reversed: bool) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.rows.len() as u32).collect();
        match by {
            RowOrder::Dispute => {}
            RowOrder::Coverage => order.sort_by_key(|i| Reverse(self.rows[*i as usize].cells.len())),
            RowOrder::Name => order.sort_by_cached_key(|i| fold(&self.rows[*i as usize].name).text().to_owned()),
        }
        if reversed {
            order.reverse();
        }
        order
    }
}
