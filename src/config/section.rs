//! One table of the configuration, read setting by setting; what is wrong is collected, not thrown.

use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::config::report::{Mistake, nearest};
use crate::model::knowledge::Phrase;

/// What a list of words may be.
const PHRASES: &str = "a list of words such as [\"trade war\", \"tariff*\"]";

/// A table while it is read. Each setting is asked for by name once; what nobody asked for is unknown.
pub(super) struct Section<'t> {
    /// The whole file.
    text: &'t str,
    table: &'t DeTable<'t>,
    /// Where the table begins, for what is missing in it.
    place: Range<usize>,
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
    pub(super) fn top(text: &'t str, table: &'t DeTable<'t>) -> Self {
        Self {
            text,
            table,
            place: 0..0,
            prefix: String::new(),
            known: Vec::new(),
            listed: None,
            free: false,
            mistakes: Vec::new(),
        }
    }

    /// A table of the list or table that is called `prefix`.
    fn inner(&self, prefix: String, table: &'t DeTable<'t>, place: Range<usize>) -> Self {
        Self {
            text: self.text,
            table,
            place,
            prefix,
            known: Vec::new(),
            listed: None,
            free: false,
            mistakes: Vec::new(),
        }
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
        let mut section = self.inner(format!("{}{name}.", self.prefix), table, value.span());
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
                let mut section = self.inner(prefix, table, value.span());
                read(&mut section);
                self.mistakes.extend(section.finish());
            }
            _ => self.wrong_type(name, value, "a table"),
        }
    }

    /// Reads each table of a list of tables with `read`.
    pub(super) fn tables(&mut self, name: &'static str, mut read: impl FnMut(&mut Section<'t>)) {
        let Some(value) = self.value(name) else { return };
        let help = || format!("write [[{name}]] above each");
        let DeValue::Array(list) = value.get_ref() else {
            return self.mistaken(value, format!("`{name}` must be a list of tables"), help());
        };
        for value in list {
            let DeValue::Table(table) = value.get_ref() else {
                self.mistaken(value, format!("`{name}` must be a list of tables"), help());
                continue;
            };
            let mut section = self.inner(format!("{}{name}.", self.prefix), table, value.span());
            read(&mut section);
            self.mistakes.extend(section.finish());
        }
    }

    /// A string.
    pub(super) fn text(&mut self, name: &'static str) -> Option<(&'t str, &'t Spanned<DeValue<'t>>)> {
        let value = self.value(name)?;
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(name, value, "a string");
            return None;
        };
        Some((text, value))
    }

    /// A string that must be there.
    pub(super) fn required_text(&mut self, name: &'static str) -> Option<(&'t str, &'t Spanned<DeValue<'t>>)> {
        if self.value(name).is_none() {
            let mistake = Mistake {
                span: self.place.clone(),
                message: format!("`{}{name}` is missing", self.prefix),
                help: format!("give it a {name}"),
            };
            self.mistakes.push(mistake);
        }
        self.text(name)
    }

    /// Strings that hold words.
    pub(super) fn phrases(&mut self, name: &'static str) -> Vec<(Phrase, &'t Spanned<DeValue<'t>>)> {
        let Some(value) = self.value(name) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(name, value, PHRASES);
            return Vec::new();
        };
        let mut out = Vec::new();
        for value in list {
            let DeValue::String(text) = value.get_ref() else {
                self.wrong_type(name, value, PHRASES);
                continue;
            };
            match Phrase::new(text) {
                Some(phrase) => out.push((phrase, value)),
                None => self.mistaken(value, format!("\"{text}\" holds no word"), format!("must be {PHRASES}")),
            }
        }
        out
    }

    /// Lets every name of this table pass: it is not read to the end.
    pub(super) fn forgive(&mut self) {
        self.free = true;
    }

    /// The line of an offset in the file, counted from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        memchr::memchr_iter(b'\n', before).count() + 1
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

    /// Notes a mistake inside a string: at `range` of its content, if that stands in the file as it is.
    pub(super) fn mistaken_inside(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        content: &str,
        range: Range<usize>,
        message: String,
        help: String,
    ) {
        let whole = value.span();
        let inside = self.text.get(whole.clone()).and_then(|written| written.find(content));
        let span = match inside.filter(|_| !content.is_empty()) {
            Some(at) => whole.start + at + range.start..whole.start + at + range.end,
            None => whole,
        };
        self.mistakes.push(Mistake { span, message, help });
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
