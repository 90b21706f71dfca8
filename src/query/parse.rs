//! A query read: recursive descent over its tokens, `OR` below a blank below `-`.

use crate::query::ast::{Fit, Key, Period, Place, Query, State, Value};
use crate::query::error::QueryError;
use crate::query::lexer::{Kind, Quoted, Term, Token, tokens};
use crate::text::fold::fold;
use crate::text::span::Span;

/// How deep parentheses may be nested.
const MAX_DEPTH: usize = 64;

/// How many words, phrases and fields a query may have. Nobody types as many; a pasted page has more.
const MAX_TERMS: usize = 200;

/// Reads a query.
///
/// ```
/// use parallax::query::parse::parse;
/// let query = parse("topic:trade (tariff OR “trade war”) -is:unread").unwrap();
/// assert_eq!(query.to_string(), "topic:trade (tariff OR \"trade war\") -is:unread");
/// assert_eq!(parse("topc:trade").unwrap_err().to_string(), "there is no field “topc”; did you mean topic:trade?");
/// ```
///
/// # Errors
/// The first mistake, with its place.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    read(text, false)
}

/// Reads a query that somebody is typing: the last word of a phrase whose second quotation mark is missing may go on, and
/// what waits for a value or for something behind it is left out.
///
/// # Errors
/// The first mistake, with its place.
pub fn parse_typed(text: &str) -> Result<Query, QueryError> {
    let rest = settled(text);
    // A word that may become the name of a field is a word meanwhile.
    read(text, true).or_else(|error| if rest.len() < text.len() { read(rest, true) } else { Err(error) })
}

fn read(text: &str, is_typed: bool) -> Result<Query, QueryError> {
    let tokens = tokens(text);
    let mut terms = tokens.iter().filter(|t| matches!(t.kind, Kind::Term(_)));
    if let Some(surplus) = terms.nth(MAX_TERMS) {
        return Err(error(surplus.span, format!("a query has at most {MAX_TERMS} words and fields")));
    }
    let mut parser = Parser { text, tokens: &tokens, at: 0, depth: 0, is_typed };
    if tokens.is_empty() {
        return Ok(Query::All);
    }
    let query = parser.alternatives()?;
    match parser.peek() {
        // Everything else would have been read as a part of the query.
        Some(token) => Err(error(token.span, "no parenthesis is open here")),
        None => Ok(query),
    }
}

/// The part of a query that is worth filtering by while its last term is being typed: without a field that has no value
/// yet, and without a word that may become the name of one.
///
/// ```
/// use parallax::query::parse::settled;
/// assert_eq!(settled("trade topic:"), "trade ");
/// assert_eq!(settled("trade -to"), "trade ");
/// assert_eq!(settled("trade topic:ta"), "trade topic:ta");
/// assert_eq!(settled("to "), "to ");
/// ```
pub fn settled(text: &str) -> &str {
    let tokens = tokens(text);
    let unfinished = |token: &Token| match token.kind {
        Kind::Term(Term { name: Some(_), value, quoted: Quoted::No, .. }) => value.is_empty(),
        Kind::Term(Term { name: None, value, quoted: Quoted::No, .. }) => {
            let typed = fold(value.of(text));
            Key::ALL.into_iter().any(|(key, _)| key.name().starts_with(typed.text()))
        }
        Kind::Not | Kind::And | Kind::Or => true,
        _ => false,
    };
    let Some((last, before)) = tokens.split_last().filter(|(last, _)| last.span.to() == text.len()) else {
        return text;
    };
    if !unfinished(last) {
        return text;
    }
    let joins = |token: &&Token| matches!(token.kind, Kind::Not | Kind::And | Kind::Or);
    let joined = before.iter().rev().take_while(joins).count();
    let from = before.get(before.len() - joined).map_or(last.span.from(), |token| token.span.from());
    text.get(..from).unwrap_or(text)
}

fn error(span: Span, message: impl Into<String>) -> QueryError {
    QueryError { span, message: message.into(), expected: Vec::new(), suggestion: None }
}

/// What stands where a term is missing.
const TERM: [&str; 3] = ["a word", "a \"phrase\"", "a field"];

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Index of the next token.
    at: usize,
    /// How many parentheses are open.
    depth: usize,
    /// Whether it may go on.
    is_typed: bool,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    /// Steps over the next token if it is of that kind.
    fn eat(&mut self, kind: Kind) -> bool {
        let found = self.peek().is_some_and(|t| t.kind == kind);
        self.at += usize::from(found);
        found
    }

    /// `a b OR c`
    fn alternatives(&mut self) -> Result<Query, QueryError> {
        let mut query = self.conjunction()?;
        while self.eat(Kind::Or) {
            query = query.or(self.conjunction()?);
        }
        Ok(query)
    }

    /// `a b AND c`
    fn conjunction(&mut self) -> Result<Query, QueryError> {
        let mut query = self.negation()?;
        loop {
            match self.peek().map(|t| t.kind) {
                None | Some(Kind::Or | Kind::Close) => return Ok(query),
                Some(Kind::And) => self.at += 1,
                Some(_) => {}
            }
            query = query.and(self.negation()?);
        }
    }

    /// `-a`; a row of negations is no deeper than one.
    fn negation(&mut self) -> Result<Query, QueryError> {
        let mut negated = false;
        while self.eat(Kind::Not) {
            negated = !negated;
        }
        let query = self.operand()?;
        Ok(if negated { query.not() } else { query })
    }

    /// A term, or a query in parentheses.
    fn operand(&mut self) -> Result<Query, QueryError> {
        let Some(token) = self.peek() else {
            let end = self.text.trim_end().len();
            return Err(missing(Span::new(end, end), "something is missing at the end"));
        };
        match token.kind {
            Kind::Term(term) => {
                self.at += 1;
                self.term(token.span, term)
            }
            Kind::Open => {
                self.at += 1;
                self.group(token.span)
            }
            Kind::Close if self.depth == 0 => Err(error(token.span, "no parenthesis is open here")),
            Kind::Close => Err(missing(token.span, "something is missing in front of the parenthesis")),
            Kind::And | Kind::Or | Kind::Not => {
                let word = token.span.of(self.text);
                let mut error = missing(token.span, &format!("{word} stands between two things to look for"));
                error.suggestion = Some(format!("\"{word}\""));
                Err(error)
            }
        }
    }

    /// What follows an opening parenthesis, and the closing one. Empty parentheses find everything, as the empty
    /// query does.
    fn group(&mut self, open: Span) -> Result<Query, QueryError> {
        if self.depth == MAX_DEPTH {
            return Err(error(open, format!("more than {MAX_DEPTH} parentheses within each other")));
        }
        if self.eat(Kind::Close) {
            return Ok(Query::All);
        }
        self.depth += 1;
        let closes_later = self.at < self.tokens.len();
        let query = if closes_later { self.alternatives()? } else { Query::All };
        self.depth -= 1;
        if self.eat(Kind::Close) || self.is_typed && self.at == self.tokens.len() {
            Ok(query)
        } else {
            Err(error(open, "this parenthesis is not closed"))
        }
    }

    fn term(&self, span: Span, term: Term) -> Result<Query, QueryError> {
        let words = term.value.of(self.text);
        let key = match term.name {
            None => None,
            Some(name) => Some(self.key(name, term)?),
        };
        if term.quoted == Quoted::Unclosed && !self.is_typed {
            let in_front = Span::new(0, term.value.from()).of(self.text);
            let mark = in_front.len() - in_front.chars().next_back().map_or(0, char::len_utf8);
            let mark = Span::new(mark, span.to());
            return Err(error(mark, "this quotation mark is not closed"));
        }
        let blank = fold(words).text().trim().is_empty();
        let value = |place| match (term.quoted, term.whole) {
            (_, true) => Value::new(words, Fit::Whole),
            (Quoted::No, false) => Value::begins(words, place),
            (Quoted::Unclosed, false) => Value::new(words, Fit::Begins),
            _ => Value::new(words, Fit::Words),
        };
        match key {
            None => value(Place::Alone).map(Query::Text).ok_or_else(|| error(span, "these are no words")),
            Some(key) if blank => {
                let at =
                    if term.value.is_empty() { Span::new(term.value.from(), term.value.from()) } else { term.value };
                let message = format!("“{}:” has no value", key.name());
                Err(QueryError { expected: expected(key), ..error(at, message) })
            }
            Some(Key::Field(field)) => {
                let value = value(Place::Field).ok_or_else(|| error(span, "these are no words"))?;
                Ok(Query::Field(field, value))
            }
            Some(Key::Is) => {
                let word = fold(words);
                State::ALL.into_iter().find(|s| s.name() == word.text()).map(Query::Is).ok_or_else(|| QueryError {
                    expected: expected(Key::Is),
                    suggestion: nearest(word.text(), State::ALL.map(State::name)).map(|s| format!("is:{s}")),
                    ..error(term.value, format!("there is no state “{words}”"))
                })
            }
            Some(Key::After) => period(words, term.value).map(Query::After),
            Some(Key::Before) => period(words, term.value).map(Query::Before),
        }
    }

    /// The key with that name.
    fn key(&self, name: Span, term: Term) -> Result<Key, QueryError> {
        let typed = name.of(self.text);
        let folded = fold(typed);
        if let Some((key, _)) = Key::ALL.into_iter().find(|(key, _)| key.name() == folded.text()) {
            return Ok(key);
        }
        let value = Span::new(name.to(), term.value.to()).of(self.text);
        let names = Key::ALL.map(|(key, _)| key.name());
        let closed = if term.quoted == Quoted::Yes { "\"" } else { "" };
        let suggestion = match nearest(folded.text(), names) {
            Some(near) => Some(format!("{near}{value}{closed}")),
            None => (term.quoted == Quoted::No).then(|| format!("\"{typed}{value}\"")),
        };
        Err(QueryError { suggestion, ..error(name, format!("there is no field “{typed}”")) })
    }
}

fn missing(span: Span, message: &str) -> QueryError {
    QueryError { expected: TERM.to_vec(), ..error(span, message) }
}

/// What can follow a key.
fn expected(key: Key) -> Vec<&'static str> {
    match key {
        Key::Field(_) => vec!["a word", "a \"phrase\""],
        Key::After | Key::Before => vec!["2021", "2021-03", "2021-03-20"],
        Key::Is => State::ALL.map(State::name).to_vec(),
    }
}

/// The period that `words` at `span` name.
fn period(words: &str, span: Span) -> Result<Period, QueryError> {
    let folded = fold(words);
    let parts: Vec<_> = folded.text().trim().split('-').collect();
    // Exactly as many digits as the format has, so that a date which is still being typed is not another date.
    let number = |part: usize, digits: usize| {
        let text = parts.get(part)?;
        (text.len() == digits && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i16>().ok())?
    };
    let (year, month, day) = (number(0, 4), number(1, 2), number(2, 2));
    let numbers = [year, month, day].iter().flatten().count();
    let no_date = || QueryError { expected: expected(Key::After), ..error(span, format!("“{words}” is no date")) };
    let (Some(year), true) = (year, numbers == parts.len()) else { return Err(no_date()) };
    let small = |number: Option<i16>| number.and_then(|n| i8::try_from(n).ok());
    if month.is_some() && Period::new(year, small(month), None).is_none() {
        return Err(error(span, format!("there is no month {:02}", month.unwrap_or(0))));
    }
    Period::new(year, small(month), small(day)).ok_or_else(|| {
        let days = Period::new(year, small(month), None).map_or(0, |p| p.first_day().days_in_month());
        error(span, format!("{year:04}-{:02} has {days} days", month.unwrap_or(0)))
    })
}

/// The one of `names` that was probably meant by `typed`: begun so, or with at most a third of its letters different.
fn nearest<const N: usize>(typed: &str, names: [&'static str; N]) -> Option<&'static str> {
    let begun = names.into_iter().find(|name| name.starts_with(typed));
    let near = || {
        let distances = names.map(|name| (strsim::damerau_levenshtein(typed, name), name));
        let close = distances.into_iter().filter(|(distance, name)| *distance <= name.len().div_ceil(3));
        close.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
    };
    begun.or_else(near)
}

#[cfg(test)]
pub(super) mod tests;
