//! What programs call the kinds of entities.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::text_of;
use crate::load::value::Value;
use crate::model::entity::EntityKind;

/// The kind of an annotation.
pub(super) enum Label {
    /// One of ours.
    Ours(EntityKind),
    /// Another, or none.
    Foreign(String),
}

/// Fields that say the kind.
const FIELDS: [&str; 8] = ["kind", "label", "type", "entity_group", "entity_type", "tag", "category", "entity"];

/// The kind that an annotation says.
pub(super) fn of(value: &Value) -> Label {
    let label = match value {
        Value::List(values) => values.iter().find_map(|v| matches!(v, Value::Text(_)).then(|| text_of(v)).flatten()),
        value => FIELDS.iter().find_map(|name| value.get(name).and_then(text_of)),
    };
    let label = label.unwrap_or_default();
    let folded: String = label.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // `B-PER` and `I-PER` are labels of words.
    let bare = label.strip_prefix("B-").or(label.strip_prefix("I-")).map(str::to_lowercase);
    match table().get(bare.as_deref().unwrap_or(&folded)) {
        Some(kind) => Label::Ours(*kind),
        None => Label::Foreign(label),
    }
}

fn table() -> &'static HashMap<&'static str, EntityKind> {
    static TABLE: OnceLock<HashMap<&'static str, EntityKind>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("kinds.txt").lines().filter(|line| !line.starts_with('#'));
        lines
            .filter_map(|line| line.split_once(':'))
            .filter_map(|(kind, names)| {
                let kind = EntityKind::ALL.into_iter().find(|k| k.name() == kind)?;
                Some(names.split_whitespace().map(move |name| (name, kind)))
            })
            .flatten()
            .collect()
    })
}
