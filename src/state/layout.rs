//! What the files have in common: a heading for people, the version, and mistakes with their lines.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::state::file::Fault;

/// The format that this version of the program writes.
const VERSION: i64 = 1;

/// The beginning of a file: what it is, in comments, and the version.
pub(super) fn heading(what: &str) -> String {
    format!("# Parallax: {what}\nversion = {VERSION}\n")
}

/// Reads a file of a version that is known.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    // What a newer version wrote may be anything, so this is looked at first.
    let line = text.lines().find_map(|line| line.strip_prefix("version"));
    let version = line.and_then(|line| line.trim_start().strip_prefix('=')).and_then(|n| n.trim().parse::<i64>().ok());
    match version {
        None => return Err(Fault::Damaged("it does not say its version".into())),
        Some(version) if version > VERSION => return Err(Fault::Newer(version)),
        Some(_) => {}
    }
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text.get(..span.start).map_or(1, |t| t.split('\n').count()));
        Fault::Damaged(format!("line {line}: {}", error.message().replace('\n', ", ")))
    })
}

/// A table on one line, so that a change is one line of a comparison.
pub(super) fn inline(table: Table) -> String {
    Value::Table(table).to_string()
}

/// Puts a value in unless it is the usual one, which is not written.
pub(super) fn put(table: &mut Table, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        table.insert(name.to_owned(), value.into());
    }
}
