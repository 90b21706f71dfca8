//! What a user can set, resolved: the configuration layer makes it, the reader obeys it.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::input::keymap::Keymap;
use crate::model::memory::Habits;
use crate::query::ast::Query;
use crate::theme::look::{Look, Named};
use crate::theme::{ColorDepth, ThemeName};

/// Settings of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The theme by name.
    pub theme: ThemeName,
    /// Styles of it that are changed, one after the other.
    pub styles: Vec<(Named, Look)>,
    /// How many colours the terminal has.
    pub depth: ColorDepth,
    /// Longest line of the text, in cells, without the gutter; 20 to 200.
    pub text_width: u16,
    /// Width of the list in cells, or `None` for a share of the screen.
    pub list_width: Option<u16>,
    /// Width of the side panel in cells, or `None` for a share of the screen.
    pub side_width: Option<u16>,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Which articles to show at first; all without one.
    pub filter: Option<Query>,
    /// The paths of the command line, as they were given.
    pub paths: Vec<String>,
    /// What to show at first, where the command line says it.
    pub wanted: Option<Wanted>,
    /// The queries of the configuration. The query line goes through them as through those typed before.
    pub filters: Vec<Query>,
    /// Whether what changes is written, so that it lasts.
    pub keeps: bool,
    /// How the reader was used before.
    pub habits: Habits,
    /// The inputs with full paths: by them it is known again how the reader was left on them.
    pub inputs: Vec<String>,
    /// The folder from which paths of articles are looked for.
    pub base: Option<PathBuf>,
    /// The present day, where it is known.
    pub today: Option<Date>,
}

/// What the command line wants to see at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An article: its id, its path or the end of that, perhaps with a colon and the number of a paragraph.
    Article(String),
    /// Two articles side by side, named in the same manner, the left one first.
    Comparison(String, String),
    /// The board.
    Board,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeName::Dark,
            styles: Vec::new(),
            depth: ColorDepth::default(),
            text_width: 76,
            list_width: None,
            side_width: None,
            keymap: Keymap::default(),
            filter: None,
            paths: Vec::new(),
            wanted: None,
            filters: Vec::new(),
            keeps: false,
            habits: Habits::default(),
            inputs: Vec::new(),
            base: None,
            today: None,
        }
    }
}
