//! What a query says, and how it is written.

use std::fmt;

use jiff::civil::Date;

use crate::query::lexer;
use crate::text::fold::fold;

/// A query. The functions that make one keep it in the form in which it is also parsed: no conjunction directly inside
/// a conjunction, no double negation, [`All`](Self::All) only alone. Such a query is printed by [`Display`](fmt::Display)
/// so that parsing the print gives the same query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Query {
    /// Finds every article: the empty query.
    #[default]
    All,
    /// Finds what all of at least two queries find.
    And(Vec<Query>),
    /// Finds what one of at least two queries finds.
    Or(Vec<Query>),
    /// Finds what the query does not find.
    Not(Box<Query>),
    /// Looks in the text and the headline.
    Text(Value),
    /// Looks in one field.
    Field(Field, Value),
    /// Published on the first day of the period or later.
    After(Period),
    /// Published before the first day of the period.
    Before(Period),
    /// In that state.
    Is(State),
}

impl Query {
    /// Articles in which a word begins so.
    pub fn word(text: &str) -> Self {
        Value::begins(text, Place::Alone).map_or(Self::All, Self::Text)
    }

    /// Articles with exactly these words in a row. No words at all find everything.
    pub fn phrase(text: &str) -> Self {
        Value::new(text, Fit::Words).map_or(Self::All, Self::Text)
    }

    /// Articles where the whole of one name in the field is this. No words at all find everything.
    pub fn field(field: Field, name: &str) -> Self {
        Value::new(name, Fit::Whole).map_or(Self::All, |value| Self::Field(field, value))
    }

    /// What both find.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, query) | (query, Self::All) => query,
            (left, right) => {
                let mut parts = Vec::new();
                for query in [left, right] {
                    match query {
                        Self::And(inner) => parts.extend(inner),
                        query => parts.push(query),
                    }
                }
                Self::And(parts)
            }
        }
    }

    /// What at least one of the two finds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (left, right) => {
                let mut parts = Vec::new();
                for query in [left, right] {
                    match query {
                        Self::Or(inner) => parts.extend(inner),
                        query => parts.push(query),
                    }
                }
                Self::Or(parts)
            }
        }
    }

    /// Whether it asks for what the reader did with articles, which is kept apart from them.
    pub fn asks_the_reader(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::asks_the_reader),
            Self::Not(inner) => inner.asks_the_reader(),
            Self::Is(state) => *state != State::Disputed,
            Self::Field(field, _) => matches!(field, Field::Tag | Field::Code),
            Self::All | Self::Text(_) | Self::After(_) | Self::Before(_) => false,
        }
    }

    /// Whether what it finds can depend on other articles: names and issues are one across articles, sides may oppose
    /// each other between them, and a story is told by several.
    pub fn looks_across(&self) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::looks_across),
            Self::Not(inner) => inner.looks_across(),
            Self::Field(Field::Entity | Field::Issue | Field::Story, _) | Self::Is(State::Disputed) => true,
            Self::All | Self::Text(_) | Self::Field(..) | Self::After(_) | Self::Before(_) | Self::Is(_) => false,
        }
    }

    /// What this one does not find.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "`!query` would read worse")]
    pub fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            query => Self::Not(Box::new(query)),
        }
    }
}

/// A field of an article in which names or words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What it is about.
    Topic,
    /// Who or what is named, by any of the names that the article uses.
    Entity,
    /// What sides differ on.
    Issue,
    /// The event that it reports as others do, by the headline of any of these articles.
    Story,
    /// The outlet.
    Source,
    /// Where the outlet is published.
    Country,
    /// The side that the outlet speaks for.
    Side,
    /// Who is quoted: the person or body behind a quotation, or the words that introduce it.
    Speaker,
    /// The headline.
    Title,
    /// A tag that the reader gave it.
    Tag,
    /// A code in the reader's notes on it.
    Code,
    /// A further field of its record or front matter with its value: `bureau=Oslo`.
    Further,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 12] = [
        Self::Topic,
        Self::Entity,
        Self::Issue,
        Self::Story,
        Self::Source,
        Self::Country,
        Self::Side,
        Self::Speaker,
        Self::Title,
        Self::Tag,
        Self::Code,
        Self::Further,
    ];

    /// The name in front of the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Entity => "entity",
            Self::Issue => "issue",
            Self::Story => "story",
            Self::Source => "source",
            Self::Country => "country",
            Self::Side => "side",
            Self::Speaker => "speaker",
            Self::Title => "title",
            Self::Tag => "tag",
            Self::Code => "code",
            Self::Further => "field",
        }
    }
}

/// A state in which an article can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Not yet read to its end.
    Unread,
    /// Read to its end.
    Read,
    /// Sides oppose each other on one of its issues.
    Disputed,
    /// Marked by the reader.
    Marked,
    /// With a star of the reader.
    Starred,
    /// With a note of the reader.
    Noted,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Unread, Self::Read, Self::Disputed, Self::Marked, Self::Starred, Self::Noted];

    /// The word behind `is:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Disputed => "disputed",
            Self::Marked => "marked",
            Self::Starred => "starred",
            Self::Noted => "noted",
        }
    }
}

/// What can stand in front of a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A field with words.
    Field(Field),
    /// The earliest day.
    After,
    /// The day behind the last.
    Before,
    /// A state.
    Is,
}

impl Key {
    /// Every key in the order in which they are offered, with what it asks for.
    pub const ALL: [(Self, &str); 15] = [
        (Self::Field(Field::Topic), "what it is about"),
        (Self::Field(Field::Entity), "who or what is named"),
        (Self::Field(Field::Issue), "what sides differ on"),
        (Self::Field(Field::Story), "the event that several report"),
        (Self::Field(Field::Source), "the outlet"),
        (Self::Field(Field::Country), "where the outlet is published"),
        (Self::Field(Field::Side), "the side that the outlet speaks for"),
        (Self::Field(Field::Speaker), "who is quoted"),
        (Self::Field(Field::Title), "words of the headline"),
        (Self::Field(Field::Tag), "your tags on it"),
        (Self::Field(Field::Code), "codes in your notes on it"),
        (Self::Field(Field::Further), "a further field: bureau=Oslo"),
        (Self::After, "published then or later: 2021-03"),
        (Self::Before, "published earlier: 2021-03-20"),
        (Self::Is, "unread, read, starred, noted, marked, disputed"),
    ];

    /// The name in front of the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field(field) => field.name(),
            Self::After => "after",
            Self::Before => "before",
            Self::Is => "is",
        }
    }
}

/// Words to look for, as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Holds no double quotation mark, and something besides white space.
    text: String,
    fit: Fit,
}

/// How closely words have to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fit {
    /// They begin words: a plain word.
    Begins,
    /// They stand anywhere, also inside words: a word with `*` in front of it.
    Inside,
    /// They are whole words in a row: a quoted phrase.
    Words,
    /// They are the whole name: a phrase behind `=`.
    Whole,
}

/// What stands in front of a word that is also found inside others.
const INSIDE: char = '*';

/// Where a word stands; what can stand there without quotation marks differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// By itself.
    Alone,
    /// Behind a colon.
    Field,
}

impl Value {
    /// Words that fit so; `None` for words of which folding leaves nothing.
    pub(super) fn new(text: &str, fit: Fit) -> Option<Self> {
        let text: String = text.chars().map(|c| if lexer::is_quotation_mark(c) { ' ' } else { c }).collect();
        (!fold(&text).text().trim().is_empty()).then_some(Self { text, fit })
    }

    /// A word that begins words or, with `*` in front, stands in them; or a phrase if it cannot be written as a word.
    pub(super) fn begins(text: &str, place: Place) -> Option<Self> {
        let plain = match place {
            Place::Alone => lexer::is_plain_word(text),
            Place::Field => lexer::is_plain_value(text),
        };
        match text.strip_prefix(INSIDE).filter(|_| plain).and_then(|rest| Self::new(rest, Fit::Inside)) {
            Some(inside) => Some(inside),
            None => Self::new(text, if plain { Fit::Begins } else { Fit::Words }),
        }
    }

    /// The words as they were typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How closely they have to fit.
    pub fn fit(&self) -> Fit {
        self.fit
    }
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: Date,
    precision: Precision,
}

/// How much of a date was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Period {
    /// A year (0 to 9999), a month of it (1 to 12), a day of that; `None` where the calendar has no such day, or a day
    /// comes without a month.
    pub fn new(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let precision = match (month, day) {
            (None, None) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
            (None, Some(_)) => return None,
        };
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        (year >= 0).then_some(Self { first, precision })
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        self.first
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fit {
            Fit::Begins => f.write_str(&self.text),
            Fit::Inside => write!(f, "{INSIDE}{}", self.text),
            Fit::Words => write!(f, "\"{}\"", self.text),
            Fit::Whole => write!(f, "=\"{}\"", self.text),
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => Ok(()),
            Self::And(parts) => join(f, parts, " ", |part| matches!(part, Self::Or(_) | Self::All)),
            Self::Or(parts) => join(f, parts, " OR ", |part| matches!(part, Self::All)),
            Self::Not(inner) => {
                f.write_str("-")?;
                print(f, inner, matches!(**inner, Self::And(_) | Self::Or(_) | Self::All))
            }
            Self::Text(value) => write!(f, "{value}"),
            Self::Field(field, value) => write!(f, "{}:{value}", field.name()),
            Self::After(period) => write!(f, "{}:{period}", Key::After.name()),
            Self::Before(period) => write!(f, "{}:{period}", Key::Before.name()),
            Self::Is(state) => write!(f, "{}:{}", Key::Is.name(), state.name()),
        }
    }
}

fn print(f: &mut fmt::Formatter<'_>, query: &Query, parentheses: bool) -> fmt::Result {
    if parentheses { write!(f, "({query})") } else { write!(f, "{query}") }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Query], between: &str, in_parentheses: fn(&Query) -> bool) -> fmt::Result {
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        print(f, part, in_parentheses(part))?;
    }
    Ok(())
}
