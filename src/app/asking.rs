//! A line that asks for something to be typed, in place of the last row: where a report goes, which command gets a text.

use tui_input::Input;

use crate::app::App;
use crate::app::message::Effect;
use crate::app::prompt::{editing, paste};
use crate::app::screen::{Screen, ScreenKind};
use crate::input::action::{Action, Context};
use crate::input::key::{Code, Key};
use crate::input::mouse::Mouse;
use crate::model::article_id::ArticleId;

/// What is asked for, and what is typed.
#[derive(Debug)]
pub struct Asking {
    /// What the answer is for.
    pub purpose: Purpose,
    /// What is typed so far.
    pub input: Input,
}

/// What an answer is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The file into which a report on these articles is written, and the pair that is compared, if one is.
    Report(Vec<ArticleId>, Option<[ArticleId; 2]>),
    /// The file into which the workspace is saved.
    Workspace,
    /// The command that gets this text.
    Pipe(String),
}

impl Purpose {
    /// What stands in front of the line.
    pub fn question(&self) -> &'static str {
        match self {
            Self::Report(..) => "report into (.html .md .json)",
            Self::Workspace => "workspace into (.toml)",
            Self::Pipe(_) => "give the text to |",
        }
    }
}

/// The line as a [`Screen`].
pub struct InLine;

impl Screen for InLine {
    fn kind(&self) -> ScreenKind {
        ScreenKind::Asking
    }

    fn is_open(&self, app: &App) -> bool {
        app.asking.is_some()
    }

    fn contexts(&self, _app: &App) -> &'static [Context] {
        &[]
    }

    fn is_typing(&self, _app: &App) -> bool {
        true
    }

    fn type_key(&self, app: &mut App, key: Key) -> Vec<Effect> {
        match key.code {
            Code::Enter => app.answer_in_line(),
            Code::Esc => {
                app.asking = None;
                Vec::new()
            }
            _ => {
                if let (Some(asking), Some(request)) = (app.asking.as_mut(), editing(key)) {
                    asking.input.handle(request);
                }
                Vec::new()
            }
        }
    }

    fn paste(&self, app: &mut App, text: &str) -> Vec<Effect> {
        if let Some(asking) = app.asking.as_mut() {
            paste(&mut asking.input, text);
        }
        Vec::new()
    }

    fn mouse(&self, _app: &mut App, _mouse: Mouse, _wheel: Option<isize>) -> Vec<Effect> {
        Vec::new()
    }

    fn perform(&self, _app: &mut App, _action: Action, _count: Option<usize>) -> Option<Vec<Effect>> {
        None
    }

    fn close(&self, app: &mut App) -> Option<Vec<Effect>> {
        app.asking.take().map(|_| Vec::new())
    }

    fn cancel(&self, app: &mut App) -> Option<Vec<Effect>> {
        self.close(app)
    }

    fn arrange(&self, _app: &mut App) {}
}

impl App {
    /// Asks where a report on what is on the screen goes: on the articles of the list or the board, or on the two that are
    /// compared.
    pub(super) fn ask_for_report(&mut self) -> Vec<Effect> {
        let (articles, pair) = match (self.screen_below(), &self.compare) {
            (ScreenKind::Comparison, Some(compare)) => (compare.articles.to_vec(), Some(compare.articles)),
            _ => (self.list.order.clone(), None),
        };
        let linked = self.library.across().stories.len();
        let known = |id: &ArticleId| id.index() < linked && self.library.is_analysed(*id);
        if articles.is_empty() || !articles.iter().all(known) {
            self.notice = Some(if articles.is_empty() {
                "there is no article to report on".into()
            } else {
                "not everything is analysed yet; a report waits for that".into()
            });
            return Vec::new();
        }
        self.ask_in_line(Purpose::Report(articles, pair), "report.html")
    }

    /// Opens the line.
    pub(super) fn ask_in_line(&mut self, purpose: Purpose, given: &str) -> Vec<Effect> {
        self.window = None;
        self.asking = Some(Asking { purpose, input: Input::new(given.to_owned()) });
        Vec::new()
    }

    /// What was typed is meant.
    fn answer_in_line(&mut self) -> Vec<Effect> {
        let Some(Asking { purpose, input }) = self.asking.take() else { return Vec::new() };
        let text = input.value().trim();
        if text.is_empty() {
            return Vec::new();
        }
        match purpose {
            Purpose::Report(articles, pair) => {
                // As editors have it: with an exclamation mark a file is replaced.
                let (file, replace) = text.strip_suffix('!').map_or((text, false), |file| (file.trim_end(), true));
                let filter = if self.filter.active() { self.filter.query.to_string() } else { String::new() };
                self.notice = Some("making the report…".into());
                vec![Effect::Report { file: file.to_owned(), replace, filter, articles, pair }]
            }
            Purpose::Workspace => {
                vec![Effect::SaveWorkspace { file: text.to_owned(), workspace: Box::new(self.workspace()) }]
            }
            Purpose::Pipe(given) => vec![Effect::Pipe { command: text.to_owned(), text: given }],
        }
    }
}
