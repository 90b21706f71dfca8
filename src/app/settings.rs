//! What a user can set, resolved: the configuration layer makes it, the reader obeys it.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::about::About;
use crate::config::listing::Listing;
use crate::config::themes::Theme;
use crate::input::keymap::Keymap;
use crate::model::correction::list::Corrections;
use crate::model::memory::Habits;
use crate::model::workspace::Workspace;
use crate::query::ast::Query;
use crate::theme::look::{Look, Named};
use crate::theme::{ColorDepth, Ground};

/// Settings of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Settings {
    /// The theme that is chosen.
    pub theme: Theme,
    /// The themes of the user.
    pub themes: Vec<Theme>,
    /// Styles that are changed in every theme, one after the other.
    pub styles: Vec<(Named, Look)>,
    /// The background of the terminal, until it says better.
    pub ground: Ground,
    /// Whether the terminal shows ASCII only.
    pub ascii: bool,
    /// How many colours the terminal has.
    pub depth: ColorDepth,
    /// Longest line of the text, in cells, without the gutter; 20 to 200.
    pub text_width: u16,
    /// Width of the list in cells, or `None` for a share of the screen.
    pub list_width: Option<u16>,
    /// Width of the side panel in cells, or `None` for a share of the screen.
    pub side_width: Option<u16>,
    /// Whether the mouse is ours at the start; otherwise the terminal selects text with it.
    pub mouse: bool,
    /// Whether panes show how much of them there is.
    pub scrollbars: bool,
    /// What the list says of an article.
    pub list: Listing,
    /// What the title block says of it.
    pub about: Vec<About>,
    /// Whether the terminal knows links (OSC 8).
    pub hyperlinks: bool,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Which articles to show at first; all without one.
    pub filter: Option<Query>,
    /// The paths of the command line, as they were given.
    pub paths: Vec<String>,
    /// Whether nothing was ever kept of an earlier run, so that this may be the first.
    pub first_run: bool,
    /// What to show at first, where the command line says it.
    pub wanted: Option<Wanted>,
    /// The workspace that was opened.
    pub workspace: Option<OpenedWorkspace>,
    /// The queries of the configuration. The query line goes through them as through those typed before.
    pub filters: Vec<Query>,
    /// What was corrected in earlier runs.
    pub corrections: Arc<Corrections>,
    /// Whether what changes is written, so that it lasts.
    pub keeps: bool,
    /// How the reader was used before.
    pub habits: Habits,
    /// The inputs with full paths: by them it is known again how the reader was left on them.
    pub inputs: Vec<String>,
    /// The folder from which paths of articles are looked for.
    pub base: Option<PathBuf>,
    /// The day of today, which corrections and notes are marked with.
    pub today: Option<Date>,
}

impl Settings {
    /// Whether something else than what the reader was left at is to be shown.
    pub fn asks_for_a_view(&self) -> bool {
        self.wanted.is_some() || self.filter.is_some() || self.workspace.is_some()
    }
}

/// A workspace and where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedWorkspace {
    /// The file, as it was named.
    pub file: String,
    /// What it says.
    pub workspace: Workspace,
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
    /// What a workspace shows.
    Workspace(Box<Workspace>),
    /// What was open before the inputs were read again.
    Again(Box<Workspace>),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            themes: Vec::new(),
            styles: Vec::new(),
            ground: Ground::default(),
            ascii: false,
            depth: ColorDepth::default(),
            text_width: 76,
            list_width: None,
            side_width: None,
            mouse: true,
            scrollbars: true,
            list: Listing::default(),
            about: About::usual(),
            hyperlinks: false,
            keymap: Keymap::default(),
            filter: None,
            paths: Vec::new(),
            first_run: false,
            wanted: None,
            workspace: None,
            filters: Vec::new(),
            corrections: Arc::default(),
            keeps: false,
            habits: Habits::default(),
            inputs: Vec::new(),
            base: None,
            today: None,
        }
    }
}
