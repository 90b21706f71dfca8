//! A passage of an article as files write it.

use serde::{Deserialize, Serialize};
use toml::Table;

use crate::text::selector::{Selector, Unique};

/// A [`Selector`] in a file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct WrittenSelector {
    exact: String,
    prefix: String,
    suffix: String,
    start: usize,
    unique: String,
}

impl WrittenSelector {
    /// As a table.
    pub(super) fn table(self) -> Table {
        let texts = [("exact", self.exact), ("prefix", self.prefix), ("suffix", self.suffix), ("unique", self.unique)];
        let mut table: Table = texts.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
        table.insert("start".to_owned(), (self.start as i64).into());
        table
    }
}

impl From<WrittenSelector> for Selector {
    fn from(passage: WrittenSelector) -> Self {
        let WrittenSelector { exact, prefix, suffix, start, unique } = passage;
        // A word that is not known says that nothing is certain.
        let unique = Unique::NAMES.into_iter().find(|(_, name)| *name == unique).map_or(Unique::Nothing, |(u, _)| u);
        Self { exact, prefix, suffix, start, unique }
    }
}

impl From<&Selector> for WrittenSelector {
    fn from(selector: &Selector) -> Self {
        Self {
            exact: selector.exact.clone(),
            prefix: selector.prefix.clone(),
            suffix: selector.suffix.clone(),
            start: selector.start,
            unique: selector.unique.name().to_owned(),
        }
    }
}
