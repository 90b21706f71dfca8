//! The further fields of records and front matter as names that a query finds.

use crate::model::article::{Field as Given, Metadata};
use crate::query::ast::Field;
use crate::query::names::Name;

/// The further fields of an article, each with its value: `bureau=Oslo`; the section is one of them. A list has a name for
/// each of its values.
pub(super) fn names(data: &Metadata) -> impl Iterator<Item = (Field, Name)> {
    // Fields that say more are texts of their own, and nobody looks for them by a name. Bytes; names an article.
    const LONGEST: usize = 120;
    const MOST: usize = 40;
    let values = |field: &Given| -> Vec<String> {
        match field.is_json.then(|| serde_json::from_str(&field.value)) {
            Some(Ok(serde_json::Value::Array(values))) => values.iter().filter_map(plain).collect(),
            Some(Ok(value)) => plain(&value).into_iter().collect(),
            _ => vec![field.value.clone()],
        }
    };
    let named = move |field: &Given| {
        let fit: Vec<_> = values(field).into_iter().filter(|value| value.len() <= LONGEST).collect();
        // One that says more is found by its own name alone.
        let alone = if fit.is_empty() { Some(field.name.clone()) } else { None };
        let name = field.name.clone();
        alone.into_iter().chain(fit.into_iter().map(move |value| format!("{name}={value}")))
    };
    let section = data.section.iter().map(|section| format!("section={section}"));
    section.chain(data.extra.iter().flat_map(named)).take(MOST).map(|name| (Field::Further, Name::main(&name)))
}

/// A value as it is typed; none for lists and objects.
fn plain(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(_) | serde_json::Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_by_its_name_and_each_of_its_values() {
        let field = |name: &str, value: &str, is_json| Given { name: name.into(), value: value.into(), is_json };
        let extra = vec![
            field("desk", "Home affairs", false),
            field("codes", "[\"a\", 2, {\"b\": 1}]", true),
            field("count", "17", true),
            field("box", "{\"x\": 1}", true),
            field("long", &"word ".repeat(40), false),
        ];
        let section = Some("World".to_owned());
        let found: Vec<_> = names(&Metadata { section, extra, ..Metadata::default() }).map(|(_, name)| name).collect();
        let expected =
            ["section=World", "desk=Home affairs", "codes=a", "codes=2", "count=17", "box", "long"].map(Name::main);
        assert_eq!(found, expected);
    }
}
