//! What the values of fields say: a day, topics, a further field as it is kept.

use super::day;
use super::value::Value;
use crate::model::article::Field;

/// A field as it is kept; one without a value is none.
pub(super) fn field(name: String, value: Value) -> Option<Field> {
    let (value, is_json) = match value {
        Value::Nothing => return None,
        Value::Text(text) => (text, false),
        other => (other.to_json(), true),
    };
    Some(Field { name, value, is_json })
}

/// The day that a value states: a text, a number of seconds or milliseconds since 1970, a year, month and day in an
/// object.
pub(super) fn stamp(value: &Value) -> Option<day::Stamp> {
    match value {
        Value::Text(text) => {
            let text = text.trim();
            let digits = text.split('.').filter(|part| part.bytes().all(|b| b.is_ascii_digit())).count();
            let is_number = text.len() >= 9 && digits <= 2 && digits == text.split('.').count();
            // A time may end in microseconds without colons, which no page prints.
            let cut = || text.split_once('T').and_then(|(date, _)| day::stamp(date));
            if is_number { day::from_epoch(text.parse().ok()?) } else { day::stamp(text).or_else(cut) }
        }
        Value::Number(number) if number.len() == 8 => day::stamp(number),
        Value::Number(number) => day::from_epoch(number.parse().ok()?),
        Value::List(values) => values.iter().find_map(stamp),
        Value::Table(_) => ["$date", "$numberLong", "value", "iso", "date", "utc", "local"]
            .iter()
            .find_map(|key| value.get(key).and_then(stamp))
            .or_else(|| {
                let part = |key: &str| value.get(key).and_then(|v| v.texts().pop()?.parse::<i16>().ok());
                let (year, month, day) = (part("year")?, part("month")?, part("day")?);
                let date = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
                Some(day::Stamp { date, time: None })
            }),
        _ => None,
    }
}

/// Topics from a list, or from one text with commas, semicolons or bars between them.
pub(super) fn topics(value: &Value) -> Vec<String> {
    let split = |text: &String| text.split([',', ';', '|']).map(|t| t.trim().to_owned()).collect::<Vec<_>>();
    let found = match value {
        Value::Text(text) => split(text),
        other => other.texts(),
    };
    let mut out: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for topic in found.into_iter().filter(|t| !t.is_empty()) {
        if seen.insert(topic.clone()) {
            out.push(topic);
        }
    }
    out
}
