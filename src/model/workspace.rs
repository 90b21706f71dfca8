//! A workspace: what is open, saved on purpose, so that it can be opened again or given to somebody.

use crate::model::hash::ContentHash;

/// What is open, and how it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workspace {
    /// The files and folders that articles come from, in order.
    pub paths: Vec<String>,
    /// The query that the list is filtered by; empty for none.
    pub filter: String,
    /// The names of the orders of the list, and whether each is reversed. The first counts, the others decide among equals.
    pub sort: Vec<(String, bool)>,
    /// What is on the screen.
    pub view: View,
    /// The open article.
    pub article: Option<Opened>,
    /// The articles that are compared, the left one first.
    pub compared: Option<[Opened; 2]>,
}

/// What of a workspace is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The panes, the list with the keys.
    #[default]
    List,
    /// The panes, the text with the keys.
    Text,
    /// Two articles side by side.
    Comparison,
    /// The board.
    Board,
}

impl View {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::List, Self::Text, Self::Comparison, Self::Board];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Text => "text",
            Self::Comparison => "comparison",
            Self::Board => "board",
        }
    }
}

/// An article of a workspace, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Its headline, for people.
    pub title: String,
    /// Its file, if it has one.
    pub path: Option<String>,
    /// Its id without the path, where a file holds several.
    pub id: String,
    /// Its text.
    pub hash: Option<ContentHash>,
    /// The byte of the text that stands on top; `None` for the beginning.
    pub place: Option<usize>,
}
