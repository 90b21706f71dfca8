//! Days in digits that two countries read differently, told by the other records of the file.
//!
//! A program writes all days of a field in one order: where one record has `25/05/2024`, the `03/05/2024` of another is 3
//! May. So records with such a day wait until another tells, or until so many have come that none will.

use std::ops::ControlFlow;

use jiff::civil::Date;

use super::names::{self, Meaning};
use super::source::{Sink, Source};
use super::value::Value;
use super::{Item, fields, record};
use crate::model::article::{Article, Field};
use crate::model::problem::Severity;

/// So many records wait at most.
const WINDOW: usize = 2000;
/// So many bytes of text wait at most.
const BYTES: usize = 16 << 20;

/// Hands what `read` finds on to `sink`, with the days told. Where records come as somebody writes them (`is_streamed`),
/// none waits.
pub(super) fn told(
    source: &Source<'_>,
    is_streamed: bool,
    sink: Sink<'_>,
    read: impl FnOnce(Sink<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut orders = Orders { is_patient: !is_streamed, ..Orders::default() };
    read(&mut |item| match item {
        Item::Article(article) => orders.take(source, article, sink),
        problem @ Item::Problem(_) => sink(problem),
    })?;
    orders.release(source, sink)
}

/// What is known of the fields with days, and the records that wait.
#[derive(Default)]
struct Orders {
    columns: Vec<Column>,
    #[expect(clippy::vec_box, reason = "they come in boxes and are handed on in them")]
    waiting: Vec<Box<Article>>,
    bytes: usize,
    is_patient: bool,
}

/// A field with days: an example of each order.
#[derive(Default)]
struct Column {
    name: String,
    day_first: Option<String>,
    month_first: Option<String>,
    /// Whether it was said how its days are read.
    is_said: bool,
}

impl Orders {
    fn take(&mut self, source: &Source<'_>, article: Box<Article>, sink: Sink<'_>) -> ControlFlow<()> {
        let mut is_open = false;
        for field in days(&article) {
            match Digits::of(&field.value) {
                Some(digits) if digits.is_open() => {
                    self.column(&field.name);
                    is_open |= article.metadata.published.is_none();
                }
                Some(digits) if digits.first != digits.second => {
                    let column = self.column(&field.name);
                    let example = if digits.first > 12 { &mut column.day_first } else { &mut column.month_first };
                    example.get_or_insert_with(|| field.value.clone());
                }
                _ => {}
            }
        }
        if self.waiting.is_empty() && !(is_open && self.is_patient) {
            return self.hand_on(source, article, sink);
        }
        self.bytes += article.text.len();
        self.waiting.push(article);
        if self.waiting.len() >= WINDOW || self.bytes >= BYTES {
            // If none of so many tells, those behind them do not wait any more.
            self.is_patient = false;
            return self.release(source, sink);
        }
        ControlFlow::Continue(())
    }

    /// Hands on all that wait.
    fn release(&mut self, source: &Source<'_>, sink: Sink<'_>) -> ControlFlow<()> {
        self.bytes = 0;
        std::mem::take(&mut self.waiting).into_iter().try_for_each(|article| self.hand_on(source, article, sink))
    }

    fn hand_on(&mut self, source: &Source<'_>, mut article: Box<Article>, sink: Sink<'_>) -> ControlFlow<()> {
        let found = if article.metadata.published.is_none() {
            days(&article).find_map(|f| Some((f.clone(), Digits::of(&f.value)?)))
        } else {
            None
        };
        if let Some((field, digits)) = found.filter(|(_, digits)| digits.is_open()) {
            let column = self.column(&field.name);
            let message = record::uncertain(&field.name, &Value::Text(field.value.clone()));
            let value = super::shortened(&field.value);
            match (&column.day_first, &column.month_first) {
                (Some(example), None) | (None, Some(example)) => {
                    let is_day_first = column.day_first.is_some();
                    let order = if is_day_first { "day" } else { "month" };
                    let example = super::shortened(example);
                    if let Some(stamp) = digits.stamp(&field.value, is_day_first) {
                        (article.metadata.published, article.metadata.time) = (Some(stamp.date), stamp.time);
                        article.problems.retain(|p| p.message != message);
                        if !std::mem::replace(&mut column.is_said, true) {
                            let message = format!(
                                "has days such as “{value}” in the field `{}`, read with the {order} first, as “{example}” is",
                                field.name
                            );
                            sink(Item::Problem(source.problem(None, Severity::Note, message)))?;
                        }
                    }
                }
                (day_first, _) => {
                    let why = if day_first.is_some() { "others have it both ways" } else { "no other one tells which" };
                    for problem in article.problems.iter_mut().filter(|p| p.message == message) {
                        problem.message =
                            format!("has “{value}” in the field `{}`, which is one of two days: {why}", field.name);
                    }
                }
            }
        }
        sink(Item::Article(article))
    }

    fn column(&mut self, name: &str) -> &mut Column {
        let at = self.columns.iter().position(|c| c.name == name).unwrap_or_else(|| {
            self.columns.push(Column { name: name.to_owned(), ..Column::default() });
            self.columns.len() - 1
        });
        &mut self.columns[at]
    }
}

/// The fields of an article that say a day and were kept as they are.
fn days(article: &Article) -> impl Iterator<Item = &Field> {
    let is_day = |name: &str| matches!(names::meaning(name), Some((Meaning::Published | Meaning::Updated, _)));
    article.metadata.extra.iter().filter(move |field| !field.is_json && is_day(&field.name))
}

/// A day in digits whose year stands last: `03/05/2024`, `3-5-2024`.
struct Digits {
    first: u32,
    second: u32,
    year: i16,
    /// Where it stands in its text.
    from: usize,
    to: usize,
}

impl Digits {
    /// The first of a text, where it is a day in one order at least.
    fn of(text: &str) -> Option<Self> {
        if text.len() > 80 {
            return None;
        }
        let from = text.find(|c: char| c.is_ascii_digit())?;
        let rest = &text[from..];
        let length = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '-'))).unwrap_or(rest.len());
        let mark = if rest[..length].contains('/') { '/' } else { '-' };
        let mut parts = rest[..length].split(mark);
        let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
        let small = |part: &str| (1..=2).contains(&part.len()).then(|| part.parse::<u32>().ok())?;
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        let found =
            Self { first: small(first)?, second: small(second)?, year: year.parse().ok()?, from, to: from + length };
        (found.date(true).is_some() || found.date(false).is_some()).then_some(found)
    }

    fn date(&self, is_day_first: bool) -> Option<Date> {
        let (day, month) = if is_day_first { (self.first, self.second) } else { (self.second, self.first) };
        Date::new(self.year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// Whether both orders give a day, and not the same one.
    fn is_open(&self) -> bool {
        self.first != self.second && self.date(true).is_some() && self.date(false).is_some()
    }

    /// What the text says when the day is read so.
    fn stamp(&self, text: &str, is_day_first: bool) -> Option<super::day::Stamp> {
        let plain = format!("{}{}{}", &text[..self.from], self.date(is_day_first)?, &text[self.to..]);
        fields::stamp(&Value::Text(plain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Options, json, json_lines, tables};

    type Reader = fn(&Source<'_>, &mut dyn std::io::BufRead, Sink<'_>) -> ControlFlow<()>;

    /// The days of the records, and what is said.
    fn read(reader: Reader, text: &str) -> (String, Vec<String>) {
        let options = Options::default();
        let source = Source { path: Some("a".into()), options: &options, depth: 0 };
        let (mut days, mut said) = (Vec::new(), Vec::new());
        let flow = reader(&source, &mut text.as_bytes(), &mut |item| {
            match item {
                Item::Article(article) => {
                    days.push(article.metadata.published.map(|d| d.to_string()).unwrap_or_default());
                    said.extend(article.problems.iter().map(ToString::to_string));
                }
                Item::Problem(problem) => said.push(problem.to_string()),
            }
            ControlFlow::Continue(())
        });
        assert!(flow.is_continue());
        (days.join(" "), said)
    }

    #[test]
    fn one_record_tells_the_order_of_all() {
        let table = |days: &[&str]| {
            let rows: Vec<String> = days.iter().map(|day| format!("A,{day},They met.\n")).collect();
            let rows = rows.concat();
            read(tables::read, &format!("title,date,text\n{rows}"))
        };
        let (days, said) = table(&["03/05/2024", "25/05/2024", "04/05/2024 10:15"]);
        assert_eq!(days, "2024-05-03 2024-05-25 2024-05-04");
        assert_eq!(
            said,
            ["a: has days such as “03/05/2024” in the field `date`, read with the day first, as “25/05/2024” is"]
        );
        assert_eq!(table(&["03/05/2024", "05/25/2024"]).0, "2024-03-05 2024-05-25");
        assert_eq!(table(&["3-5-2024", "25-5-2024"]).0, "2024-05-03 2024-05-25");
        assert_eq!(table(&["05/05/2024", "03/05/2024"]).0, "2024-05-05 ");
        let (days, said) = table(&["03/05/2024", "04/06/2024"]);
        assert_eq!(days, " ");
        assert_eq!(
            said[0],
            "a:2: has “03/05/2024” in the field `date`, which is one of two days: no other one tells which"
        );
        let (days, said) = table(&["13/05/2024", "05/25/2024", "03/05/2024"]);
        assert_eq!(days, "2024-05-13 2024-05-25 ");
        assert!(said[0].ends_with("others have it both ways"), "{said:?}");
    }

    #[test]
    fn records_of_json_tell_it_too() {
        let (a, b) = (r#"{"date":"03/05/2024","text":"A."}"#, r#"{"date":"25/05/2024","text":"B."}"#);
        assert_eq!(read(json_lines::read, &format!("{a}\n{b}\n")).0, "2024-05-03 2024-05-25");
        assert_eq!(read(json::read, &format!("[{a},\n{b}]")).0, "2024-05-03 2024-05-25");
        let other = r#"{"date":"2024-05-01","updated":"25/05/2024","text":"B."}"#;
        assert_eq!(read(json::read, &format!("[{a},\n{other}]")).0, " 2024-05-01");
    }

    #[test]
    fn those_that_wait_are_not_many() {
        let mut text = String::from("date,text\n");
        (0..WINDOW + 10).for_each(|_| text.push_str("03/05/2024,They met.\n"));
        text.push_str("25/05/2024,They met.\n04/05/2024,They met.\n");
        let (days, _) = read(tables::read, &text);
        assert!(days.ends_with("2024-05-25 2024-05-04") && days.starts_with("  "));
    }
}
