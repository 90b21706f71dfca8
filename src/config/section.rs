//! One table of the configuration, read setting by setting; what is wrong is collected, not thrown.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::config::report::{Mistake, nearest};

/// A table while it is read. Each setting is asked for by name once; what nobody asked for is unknown.
pub(super) struct Section<'t> {
    table: &'t DeTable<'t>,
    /// The name of the table with a full stop behind it; empty at the top.
    prefix: String,
    known: Vec<&'static str>,
    /// Where the names that are known here are listed, if they are too many to be named in a message.
    listed: Option<&'static str>,
    /// Whether the names are up to the user.
    free: bool,
    mistakes: Vec<Mistake>,
}

impl<'t> Section<'t> {
    /// The whole configuration.
    pub(super) fn top(table: &'t DeTable<'t>) -> Self {
        Self::inner(String::new(), table)
    }

    /// A table of the list or table that is called `prefix`.
    fn inner(prefix: String, table: &'t DeTable<'t>) -> Self {
        Self { table, prefix, known: Vec::new(), listed: None, free: false, mistakes: Vec::new() }
    }

    /// Reads a table of this one with `read`; does nothing when it is not there.
    pub(super) fn table(&mut self, name: &'static str, read: impl FnOnce(&mut Section<'t>)) {
        let Some(value) = self.value(name) else { return };
        let DeValue::Table(table) = value.get_ref() else {
            return self.mistaken(
                value,
                format!("`{name}` must be a table"),
                format!("write [{name}] above its settings"),
            );
        };
        let mut section = Section::inner(format!("{}{name}.", self.prefix), table);
        read(&mut section);
        self.mistakes.extend(section.finish());
    }

    /// Every setting with its value: a section whose names are up to the user.
    pub(super) fn free(&mut self) -> Vec<(&'t Spanned<DeString<'t>>, &'t Spanned<DeValue<'t>>)> {
        self.free = true;
        self.table.iter().collect()
    }

    /// Reads a value of [`free`](Self::free) that has to be a table.
    pub(super) fn free_table(
        &mut self,
        name: &str,
        value: &'t Spanned<DeValue<'t>>,
        read: impl FnOnce(&mut Section<'t>),
    ) {
        let prefix = format!("{}{name}.", self.prefix);
        match value.get_ref() {
            DeValue::Table(table) => {
                let mut section = Section::inner(prefix, table);
                read(&mut section);
                self.mistakes.extend(section.finish());
            }
            _ => self.wrong_type(name, value, "a table"),
        }
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.value(name)?;
        let DeValue::Boolean(flag) = value.get_ref() else {
            self.wrong_type(name, value, "true or false");
            return None;
        };
        Some(*flag)
    }

    /// The value that a word of `choices` stands for.
    pub(super) fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let value = self.value(name)?;
        let words = choices.iter().map(|(word, _)| *word);
        let expected = || {
            let words: Vec<_> = words.clone().map(|w| format!("\"{w}\"")).collect();
            format!("one of {}", words.join(", "))
        };
        let DeValue::String(word) = value.get_ref() else {
            self.wrong_type(name, value, &expected());
            return None;
        };
        let found = choices.iter().find(|(w, _)| w == word).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let help = match nearest(word, words.clone()) {
                Some(word) => format!("did you mean \"{word}\"?"),
                None => format!("must be {}", expected()),
            };
            self.mistaken(value, format!("`{name}` cannot be \"{word}\""), help);
        }
        found
    }

    /// A whole number.
    pub(super) fn number(&mut self, name: &'static str, range: RangeInclusive<u16>) -> Option<u16> {
        let value = self.value(name)?;
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_type(name, value, &expected);
            return None;
        };
        let found = u16::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| range.contains(n));
        if found.is_none() {
            self.mistaken(value, format!("`{name}` cannot be {}", number.as_str()), format!("must be {expected}"));
        }
        found
    }

    /// The value of a setting, for those that need more than the methods above.
    pub(super) fn value(&mut self, name: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        if !self.known.contains(&name) {
            self.known.push(name);
        }
        self.table.get(name)
    }

    /// Notes that the value of a setting has the wrong type.
    pub(super) fn wrong_type(&mut self, name: &str, value: &Spanned<DeValue<'_>>, expected: &str) {
        let kind = value.get_ref().type_str();
        self.mistaken(value, format!("`{name}` cannot be a value of type {kind}"), format!("must be {expected}"));
    }

    /// Says where the names that are known here are listed.
    pub(super) fn listed(&mut self, listed: &'static str) {
        self.listed = Some(listed);
    }

    /// Notes a mistake at a value.
    pub(super) fn mistaken(&mut self, value: &Spanned<DeValue<'_>>, message: String, help: String) {
        self.mistakes.push(Mistake { span: value.span(), message, help });
    }

    /// Notes a mistake at the name of a setting.
    pub(super) fn mistaken_key(&mut self, key: &Spanned<DeString<'_>>, message: String, help: String) {
        self.mistakes.push(Mistake { span: key.span(), message, help });
    }

    /// Every mistake, with the settings that nobody asked for, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Mistake> {
        for (key, _) in self.table {
            let name: &str = key.get_ref();
            if !self.free && !self.known.contains(&name) {
                let help = match nearest(name, self.known.iter().copied()) {
                    Some(known) => format!("did you mean `{known}`?"),
                    None => match self.listed {
                        Some(listed) => listed.to_owned(),
                        None => format!("known here: {}", self.known.join(", ")),
                    },
                };
                let message = format!("unknown setting `{}{name}`", self.prefix);
                self.mistakes.push(Mistake { span: key.span(), message, help });
            }
        }
        self.mistakes.sort_by_key(|m| m.span.start);
        self.mistakes
    }
}
