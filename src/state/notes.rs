//! `notes.toml`: what was written on articles and passages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::memory::{Hint, Note};
use crate::state::file::{Fault, Record};
use crate::state::layout::{heading, read};
use crate::state::passage::WrittenSelector;

/// The name of the file.
pub const NAME: &str = "notes.toml";

/// What the file says: the notes by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(pub BTreeMap<String, Note>);

#[derive(Serialize, Deserialize)]
struct File {
    #[serde(default)]
    notes: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    name: String,
    #[serde(default)]
    text: String,
    made: Option<String>,
    article: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    id: String,
    path: Option<String>,
    passage: Option<WrittenSelector>,
}

impl Record for Notes {
    fn parse(text: &str) -> Result<Self, Fault> {
        let file: File = read(text)?;
        let note = |entry: Entry| {
            let Entry { name, text, made, article, title, id, path, passage } = entry;
            let wrong = |what: &str| Fault::Damaged(format!("note {name}: {what}"));
            let article =
                article.map(|hash| hash.parse().map_err(|()| wrong("`article` is no SHA-256"))).transpose()?;
            let made = made.map(|day| day.parse().map_err(|_| wrong("`made` is no day"))).transpose()?;
            let passage = passage.map(Into::into);
            Ok((name.clone(), Note { article, hint: Hint { id, path, title }, passage, text, made }))
        };
        file.notes.into_iter().map(note).collect::<Result<_, _>>().map(Self)
    }

    fn print(&self) -> String {
        let entry = |(name, note): (&String, &Note)| Entry {
            name: name.clone(),
            text: note.text.clone(),
            made: note.made.map(|day| day.to_string()),
            article: note.article.map(|hash| hash.to_string()),
            title: note.hint.title.clone(),
            id: note.hint.id.clone(),
            path: note.hint.path.clone(),
            passage: note.passage.as_ref().map(WrittenSelector::from),
        };
        let file = File { notes: self.0.iter().map(entry).collect() };
        let heading = heading("notes on articles and passages; #word in a text is a code.");
        // Texts of any kind can be written, so this does not fail.
        format!("{heading}\n{}", toml::to_string_pretty(&file).unwrap_or_default())
    }
}
