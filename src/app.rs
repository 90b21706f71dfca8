//! The reader's state, and the one place where it changes. Layer 5.
//!
//! [`App::update`] takes a [`Message`] and returns what the runtime shall do; the view reads `&App`. Everything that
//! drawing needs (rectangles, rows, sorted marks) is computed here when it changes, so a frame costs the rows on the
//! screen and nothing else.

use std::sync::Arc;

use crate::app::asking::Asking;
use crate::app::board::BoardScreen;
use crate::app::compare::Compare;
use crate::app::compare::by_hand::ByHand;
use crate::app::correcting::Correcting;
use crate::app::filter::Filter;
use crate::app::geometry::{Geometry, Pane, WindowWish, Wish};
use crate::app::keep::Keep;
use crate::app::library::Library;
use crate::app::list::List;
use crate::app::message::{Analysed, Effect, Loaded, Message};
use crate::app::noting::Writing;
use crate::app::places::Places;
use crate::app::reader::Reader;
use crate::app::screens::SCREENS;
use crate::app::search::Search;
use crate::app::selecting::Selection;
use crate::app::settings::{Settings, Wanted};
use crate::app::side::SidePanel;
use crate::app::titles::Titles;
use crate::app::window::Window;
use crate::input::action::Action;
use crate::input::key::Key;
use crate::input::keymap::Keymap;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::correction::list::Corrections;
use crate::model::findings::ArticleFindings;
use crate::model::memory::Note;
use crate::store::order::Sort;

use crate::theme::Ground;

pub mod about;
mod again;
pub mod anchor;
pub mod asking;
pub mod board;
mod boarding;
mod choosing;
pub mod citing;
mod coding;
pub mod compare;
mod comparing;
mod copying;
mod corpus_search;
pub mod correcting;
pub mod filter;
mod filtering;
mod following;
pub mod geometry;
pub mod highlights;
pub mod keep;
mod keeping;
mod keys;
pub mod library;
mod lines;
pub mod list;
pub mod message;
pub mod noting;
mod opening;
mod outside;
pub mod page;
mod palette;
mod panes;
pub mod places;
mod pointing;
mod prompt;
pub mod reader;
pub mod screen;
mod screens;
pub mod search;
mod searching;
pub mod selecting;
pub mod settings;
pub mod side;
#[cfg(test)]
pub(crate) mod tests;
mod titles;
mod walking;
mod wanting;
mod why;
pub mod window;
pub mod window_lines;
mod windows;
mod workspaces;

/// What a first run says until a key is pressed.
const FIRST_RUN: &str =
    "Tab goes from pane to pane, J to the next article, Esc back; ? shows how to do things, Q quits";

/// The whole state of the reader.
#[derive(Debug)]
pub struct App {
    /// What the user set.
    pub settings: Settings,
    /// Which keys do what.
    pub keymap: Keymap,
    /// Articles, findings, problems, progress.
    pub library: Library,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// Where the panes lie.
    pub geometry: Geometry,
    /// The pane with the focus.
    pub focus: Pane,
    /// Whether that pane takes the whole screen.
    pub zoomed: bool,
    /// Whether the side panel is shown where there is room.
    pub side_shown: bool,
    /// The list of articles.
    pub list: List,
    /// The text of the open article.
    pub reader: Reader,
    /// The side panel.
    pub side: SidePanel,
    /// Which articles the list shows, and in which order.
    pub filter: Filter,
    /// The search in the text.
    pub search: Search,
    /// Jump list and marks.
    pub places: Places,
    /// What lasts from one run to the next.
    pub keep: Keep,
    /// What is being written in the last row.
    pub writing: Option<Writing>,
    /// The note that is being begun, before its first letter.
    pub(in crate::app) draft: Option<Note>,
    /// What is being selected in the text.
    pub selection: Option<Selection>,
    /// The widths of the configuration: text, list, side panel.
    pub(in crate::app) configured: (u16, Option<u16>, Option<u16>),
    /// Where the mouse was pressed in the text.
    pub(in crate::app) pressed: Option<usize>,
    /// Two articles side by side, in place of the panes.
    pub compare: Option<Compare>,
    /// What the pairs that were made by hand differ in.
    pub(in crate::app) by_hand: ByHand,
    /// What was corrected.
    pub corrections: Arc<Corrections>,
    /// What is being corrected while a window asks for it.
    pub(in crate::app) correcting: Correcting,
    /// The article that waits for another to be compared with.
    pub compare_from: Option<ArticleId>,
    /// The board of all articles, in place of the panes while it is shown.
    pub board: BoardScreen,
    /// What is asked for in the last row, if anything is.
    pub asking: Option<Asking>,
    /// The window on top, if one is open.
    pub window: Option<Window>,
    /// The headlines that were looked for last.
    titles: Titles,
    /// How large windows are.
    pub(in crate::app) window_wish: WindowWish,
    /// The count typed so far.
    pub count: Option<usize>,
    /// The keys of a sequence typed so far.
    pub pending: Vec<Key>,
    /// The action that waits for a letter: setting a mark or going to one.
    pub awaiting: Option<Action>,
    /// The widths of text, list and side panel at the start.
    pub(in crate::app) usual_widths: (u16, Option<u16>, Option<u16>),
    /// The tags that were last added to an article.
    pub(in crate::app) last_tags: Vec<String>,
    /// What `.` does again.
    pub(in crate::app) last_change: Option<(Action, Option<usize>)>,
    /// The background of the terminal, as far as it is known.
    pub ground: Ground,
    /// The border that the mouse drags.
    pub(in crate::app) edge: Option<pointing::Edge>,
    /// Whether the mouse is ours; without it the terminal selects text as everywhere else.
    pub mouse_on: bool,
    /// What the command line wants to see, until it shows.
    pub(in crate::app) wanted: Option<Wanted>,
    /// One line for the user, shown until the next key.
    pub notice: Option<String>,
}

impl App {
    /// An empty reader on a screen of `width` × `height` cells.
    pub fn new(settings: Settings, width: u16, height: u16) -> Self {
        let wish = Wish { focus: Pane::List, zoomed: false, side: true };
        let geometry = Geometry::new(width, height, &settings, wish);
        let (wanted, ground) = (settings.wanted.clone(), settings.ground);
        let usual_widths = (settings.text_width, settings.list_width, settings.side_width);
        let mouse_on = settings.mouse;
        let notice = settings.first_run.then(|| FIRST_RUN.to_owned());
        let query = settings.filter.clone().unwrap_or_default();
        // One key up from the empty line stands the first of them.
        let history = settings.filters.iter().rev().map(ToString::to_string).collect();
        let configured = (settings.text_width, settings.list_width, settings.side_width);
        let mut app = Self {
            keymap: settings.keymap.clone(),
            corrections: settings.corrections.clone(),
            settings,
            library: Library::default(),
            size: (width, height),
            geometry,
            focus: Pane::List,
            zoomed: false,
            side_shown: true,
            list: List::default(),
            reader: Reader::default(),
            side: SidePanel::default(),
            filter: Filter { query, history, ..Filter::default() },
            search: Search::default(),
            places: Places::default(),
            keep: Keep::default(),
            writing: None,
            draft: None,
            selection: None,
            configured,
            pressed: None,
            compare: None,
            by_hand: ByHand::default(),
            correcting: Correcting::default(),
            compare_from: None,
            board: BoardScreen::default(),
            asking: None,
            window: None,
            titles: Titles::default(),
            window_wish: WindowWish::default(),
            count: None,
            pending: Vec::new(),
            awaiting: None,
            usual_widths,
            last_tags: Vec::new(),
            last_change: None,
            ground,
            edge: None,
            mouse_on,
            wanted,
            notice,
        };
        app.begin_as_left();
        app.begin_with_workspace();
        app
    }

    /// Takes in what happened. The only writer of the state.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        let mut effects = self.take(message);
        effects.extend(self.read_again_when_typed());
        effects
    }

    fn take(&mut self, message: Message) -> Vec<Effect> {
        match message {
            Message::Key(key) => return self.key(key),
            Message::Mouse(mouse) => return self.mouse(mouse),
            Message::Paste(text) => return self.paste(&text),
            Message::Resize(width, height) => {
                self.size = (width, height);
                self.arrange();
            }
            Message::Loaded(articles) => return self.loaded(articles),
            Message::Words(part) => self.library.shelf.take_words(part),
            Message::Problems(problems) => {
                self.library.problems.extend(problems);
                self.refresh_problems();
            }
            Message::Reread(found) => return self.reread(found.map(|found| *found)),
            Message::LoadingDone => {
                self.library.loading = false;
                let mut effects = self.restore();
                effects.extend(self.show_wanted());
                self.tell_what_is_new();
                return effects;
            }
            Message::Analysed(id, found) => {
                let found = match found {
                    Analysed::Ready(findings, entry) => Some((findings, entry)),
                    Analysed::Whole(findings) => {
                        self.library.store().article(id).map(|article| Analysed::Whole(findings).ready(&article))
                    }
                };
                if let Some((findings, entry)) = found {
                    self.library.shelf.analysed(id, findings, &entry);
                }
                self.refresh_findings(id);
                let mut effects = self.refilter_analysed();
                effects.extend(self.compare_analysed(id));
                return effects;
            }
            Message::AnalysisFailed(id, reason) => {
                self.library.analysis_failed(id, &reason);
                self.refresh_problems();
                self.refresh_findings(id);
                return self.compare_analysed(id);
            }
            Message::Corrected(redone) => return self.corrected(&redone),
            // Another one will come, of what was corrected since.
            Message::CorpusAnalysed(_, findings, _) if findings.corrections != self.corrections.version() => {}
            Message::CorpusAnalysed(articles, findings, entry) => {
                self.library.shelf.link(articles, findings, *entry);
                self.refollow();
                let mut effects = self.refilter_linked();
                effects.extend(self.board_outdated());
                return effects;
            }
            Message::Compared(articles, comparison) => return self.compared(articles, comparison),
            Message::Differences(articles, passages, differences) => {
                self.told_differences(articles, passages, &differences);
            }
            Message::Boarded(board) => self.boarded(board),
            Message::FilesChanged(files) => self.library.changed_files = files,
            Message::Ground(ground) => self.ground = ground,
            Message::Remembered(memory, hints) => return self.remembered(*memory, hints),
            Message::NotKept(problem) => {
                self.notice = Some(problem.message.clone());
                self.library.problems.push(problem);
                self.refresh_problems();
            }
            Message::Copied(how) | Message::Done(how) => self.notice = Some(how),
            Message::Edited(edited) => return self.edited(edited),
            Message::Piped { title, output } => self.show_output(&title, &output),
        }
        Vec::new()
    }

    /// The open article.
    pub fn article(&self) -> Option<Arc<Article>> {
        self.library.store().article(self.reader.article?)
    }

    /// What was found in the open article, once it is analysed.
    pub fn findings(&self) -> Option<Arc<ArticleFindings>> {
        self.library.findings(self.reader.article?)
    }

    fn loaded(&mut self, articles: Vec<Loaded>) -> Vec<Effect> {
        for loaded in articles {
            let id = loaded.id;
            self.library.problems.extend(loaded.article.problems().iter().cloned());
            self.library.push(loaded);
            self.list_last(id);
        }
        self.refresh_problems();
        let mut effects = if self.filter.active() || self.filter.sort != Sort::default() {
            self.refilter()
        } else {
            match (self.reader.article, self.list.order.first()) {
                (None, Some(&first)) => self.open(first),
                _ => Vec::new(),
            }
        };
        effects.extend(self.restore());
        effects.extend(self.show_wanted());
        effects
    }

    /// Puts an article at the end of the list.
    fn list_last(&mut self, id: ArticleId) {
        self.filter.reading.unread.insert(id);
        self.list.order.push(id);
        self.recall(id);
    }

    /// Computes the rectangles anew and lays the text out in them, the same sentence on top.
    fn arrange(&mut self) {
        let wish = Wish { focus: self.focus, zoomed: self.zoomed, side: self.side_shown };
        self.geometry = Geometry::new(self.size.0, self.size.1, &self.settings, wish);
        for screen in SCREENS {
            screen.arrange(self);
        }
    }

    /// Rows of the list pane, without its heading.
    fn list_rows(&self) -> usize {
        self.geometry.list.map_or(0, |a| usize::from(a.below_heading().height))
    }

    /// Rows of the side panel, without its heading.
    fn side_rows(&self) -> usize {
        self.geometry.side.map_or(0, |a| usize::from(a.below_heading().height))
    }

    /// Rows of the text pane, without its heading.
    pub fn text_rows(&self) -> usize {
        self.geometry.text.map_or(0, |a| usize::from(a.below_heading().height))
    }

    /// Gives `pane` the focus.
    fn focus_on(&mut self, pane: Pane) {
        if pane == Pane::Side && !self.side_shown {
            self.side_shown = true;
        }
        self.focus = pane;
        self.arrange();
    }
}
