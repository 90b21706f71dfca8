//! A value of JSON, YAML, TOML or a cell of a table, as far as an article has use for it.

use std::fmt::Write;

use serde::Deserialize;
use serde::de::{MapAccess, SeqAccess, Visitor};

/// A value. Tables keep the order of their keys.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// Null, or an empty value.
    Nothing,
    /// True or false.
    Switch(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys and values.
    Table(Vec<(String, Value)>),
}

/// Tables and lists are looked into this deep.
const DEEPEST: usize = 8;

impl Value {
    /// What it is, in words.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Switch(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Table(_) => "an object",
        }
    }

    /// The texts in it, those of lists in order, of tables only the name (`{"name": "Jane Roe"}`).
    pub(super) fn texts(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.gather(0, &mut out);
        out
    }

    fn gather(&self, depth: usize, out: &mut Vec<String>) {
        const NAMES: [&str; 12] = [
            "name",
            "fullname",
            "full_name",
            "title",
            "display_name",
            "displayName",
            "label",
            "value",
            "$date",
            "main",
            "original",
            "@id",
        ];
        match self {
            Self::Text(text) | Self::Number(text) => {
                let text = text.trim();
                if !text.is_empty() {
                    out.push(text.to_owned());
                }
            }
            Self::List(values) if depth < DEEPEST => values.iter().for_each(|v| v.gather(depth + 1, out)),
            Self::Table(fields) if depth < DEEPEST => {
                let by = |name: &str| fields.iter().find(|(key, _)| key == name);
                if let Some((_, value)) = NAMES.iter().find_map(|name| by(name)) {
                    value.gather(depth + 1, out);
                    return;
                }
                let given = ["first_name", "firstName", "given", "firstname"].iter().find_map(|name| by(name));
                let family = ["last_name", "lastName", "family", "lastname"].iter().find_map(|name| by(name));
                if let (Some((_, Self::Text(given))), Some((_, Self::Text(family)))) = (given, family) {
                    out.push(format!("{} {}", given.trim(), family.trim()));
                }
            }
            _ => {}
        }
    }

    /// The value of a key of a table.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Table(fields) => fields.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// It as JSON on one line.
    pub(super) fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_json(&self, out: &mut String) {
        match self {
            Self::Nothing => out.push_str("null"),
            Self::Switch(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.push_str(number),
            Self::Text(text) => write_text(text, out),
            Self::List(values) => {
                out.push('[');
                for (i, value) in values.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    value.write_json(out);
                }
                out.push(']');
            }
            Self::Table(fields) => {
                out.push('{');
                for (i, (key, value)) in fields.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    write_text(key, out);
                    out.push(':');
                    value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                // Writing into a string does not fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Switch(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        // JSON has no infinity, and YAML does.
        Ok(if value.is_finite() { Value::Number(value.to_string()) } else { Value::Text(value.to_string()) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some(value) = seq.next_element()? {
            out.push(value);
        }
        Ok(Value::List(out))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut out = Vec::new();
        while let Some((key, value)) = map.next_entry::<Value, Value>()? {
            match key {
                Value::Text(key) | Value::Number(key) => out.push((key, value)),
                Value::Switch(key) => out.push((key.to_string(), value)),
                _ => {}
            }
        }
        Ok(Value::Table(out))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_out_of_lists_and_objects() {
        let texts = |json: &str| serde_json::from_str::<Value>(json).map(|v| v.texts()).unwrap_or_default();
        assert_eq!(texts(r#"["Jane Roe", {"name": "John Doe", "url": "x"}]"#), ["Jane Roe", "John Doe"]);
        assert_eq!(texts(r#"[{"first_name": "Jane", "last_name": "Roe"}]"#), ["Jane Roe"]);
        assert_eq!(texts(r#"{"id": null, "name": "Post"}"#), ["Post"]);
        assert_eq!(texts(r#"[1, null, true, " "]"#), ["1"]);
    }

    proptest::proptest! {
        #[test]
        fn json_comes_back(text in "\\PC{0,20}|[\\x00-\\x20\"\\\\]{0,9}", number: i64, switch: bool) {
            let value = Value::Table(vec![
                (text.clone(), Value::List(vec![Value::Number(number.to_string()), Value::Switch(switch), Value::Nothing])),
                ("b".to_owned(), Value::Text(text)),
            ]);
            proptest::prop_assert_eq!(serde_json::from_str::<Value>(&value.to_json()).ok(), Some(value));
        }
    }
}
