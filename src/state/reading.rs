//! `reading.toml`: what was done with each article, a line each, by the hash of its text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;
use toml::{Table, Value};

use crate::model::hash::ContentHash;
use crate::model::memory::{Hint, Kept};
use crate::state::file::{Fault, Record};
use crate::state::layout::{heading, inline, put, read};
use crate::state::passage::WrittenSelector;

/// The name of the file.
pub const NAME: &str = "reading.toml";

/// What the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading(pub BTreeMap<ContentHash, Kept>);

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    articles: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Entry {
    title: String,
    id: String,
    path: Option<String>,
    read: bool,
    starred: bool,
    tags: BTreeSet<String>,
    place: Option<usize>,
    marks: BTreeMap<char, WrittenSelector>,
}

impl Record for Reading {
    fn parse(text: &str) -> Result<Self, Fault> {
        let file: File = read(text)?;
        let article = |(hash, entry): (String, Entry)| {
            let wrong = || Fault::Damaged(format!("“{}” is no SHA-256", hash.chars().take(64).collect::<String>()));
            let hash = hash.parse().map_err(|()| wrong())?;
            let Entry { title, id, path, read, starred, tags, place, marks } = entry;
            let marks = marks.into_iter().map(|(letter, mark)| (letter, mark.into())).collect();
            Ok((hash, Kept { hint: Hint { id, path, title }, read, starred, tags, place, marks }))
        };
        file.articles.into_iter().map(article).collect::<Result<_, _>>().map(Self)
    }

    fn print(&self) -> String {
        let mut text = heading("what was done with articles, by the SHA-256 of their text.");
        text.push_str("\n[articles]\n");
        for (hash, kept) in &self.0 {
            let mut table = Table::new();
            put(&mut table, "title", Some(kept.hint.title.as_str()));
            put(&mut table, "id", Some(kept.hint.id.as_str()));
            put(&mut table, "path", kept.hint.path.as_deref());
            put(&mut table, "read", kept.read.then_some(true));
            put(&mut table, "starred", kept.starred.then_some(true));
            let tags: Vec<&str> = kept.tags.iter().map(String::as_str).collect();
            put(&mut table, "tags", (!tags.is_empty()).then_some(tags));
            put(&mut table, "place", kept.place.map(|place| place as i64));
            let marks: Table = kept
                .marks
                .iter()
                .map(|(letter, mark)| (letter.to_string(), WrittenSelector::from(mark).table().into()))
                .collect();
            put(&mut table, "marks", (!marks.is_empty()).then_some(Value::Table(marks)));
            let _ = writeln!(text, "{hash} = {}", inline(table));
        }
        text
    }
}
