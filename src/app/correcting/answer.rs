//! What a correction needs to be told: a name, an issue, a side, an outlet, a day. A window asks for it and completes what
//! one types over what is known.

use std::cmp::Reverse;

use tui_input::{Input, InputRequest};

use crate::app::App;
use crate::app::correcting::step::{Question, Step};
use crate::app::message::Effect;
use crate::app::prompt::editing;
use crate::app::window::{Line, Window, WindowKind};
use crate::input::key::{Code, Key};
use crate::model::correction::{Correction, What};
use crate::query::ast::Field;
use crate::query::names::Pattern;
use crate::store::questions::Count;
use crate::text::fold::fold;

/// How many known names are offered at most.
const MOST: usize = 12;

/// Whether a name is of the open article, begins as typed, and how many articles have it; the best first.
type Rank = Reverse<(bool, bool, usize)>;

/// A correction that lacks one thing.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Asked {
    /// What is known of it.
    pub(super) correction: Correction,
    /// What is asked for.
    pub(super) question: Question,
}

impl App {
    /// Opens the window that asks.
    pub(super) fn ask(&mut self, correction: Correction, question: Question, title: String) {
        let typed = match question {
            Question::Name | Question::Issue if matches!(correction.what, What::EntityName | What::IssueName) => {
                correction.was.clone()
            }
            Question::Outlet | Question::Day => correction.was.clone(),
            _ => String::new(),
        };
        self.correcting.asked = Some(Asked { correction, question });
        let mut window = Window::new(WindowKind::Answer, title, Vec::new());
        window.query = Input::new(typed);
        window.typing = true;
        self.window = Some(window);
        self.offer_answers();
    }

    /// A key for the answer; `None` where no window asks.
    pub(in crate::app) fn answer_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let window = self.window.as_mut().filter(|w| w.kind == WindowKind::Answer)?;
        match key.code {
            Code::Enter => return Some(self.answer()),
            Code::Esc => {
                self.window = None;
                self.correcting.asked = None;
            }
            Code::Down => window.step(1, usize::MAX),
            Code::Up => window.step(-1, usize::MAX),
            Code::Tab => {
                let line = window.selected_line().and_then(|line| line.step.clone());
                if let Some(Step::Answer(text)) = line.as_deref() {
                    window.query = Input::new(text.clone());
                    self.offer_answers();
                }
            }
            _ => {
                if editing(key).is_some_and(|request| window.query.handle(request).is_some()) {
                    self.offer_answers();
                }
            }
        }
        Some(Vec::new())
    }

    /// Puts pasted text into the answer; whether a window asks.
    pub(in crate::app) fn answer_paste(&mut self, text: &str) -> bool {
        let Some(window) = self.window.as_mut().filter(|w| w.kind == WindowKind::Answer) else { return false };
        for c in text.chars().filter(|c| !c.is_control()) {
            window.query.handle(InputRequest::InsertChar(c));
        }
        self.offer_answers();
        true
    }

    /// The selected line is the answer: the correction is made, or it is said why that is none.
    fn answer(&mut self) -> Vec<Effect> {
        let line = self.window.as_ref().and_then(|w| w.selected_line()?.step.clone());
        let (Some(Step::Answer(text)), Some(asked)) = (line.as_deref(), self.correcting.asked.clone()) else {
            return Vec::new();
        };
        let Asked { mut correction, question } = asked;
        let may_be_empty = matches!(question, Question::Side | Question::Outlet);
        if text.is_empty() && !may_be_empty || *text == correction.was && correction.what != What::QuotationSpeaker {
            self.notice = Some("nothing was changed".into());
            self.window = None;
            return Vec::new();
        }
        match question {
            Question::Day if text.parse::<jiff::civil::Date>().is_err() => {
                self.notice = Some(format!("“{text}” is no day; write it as 2021-03-19"));
                return Vec::new();
            }
            Question::Outlet => {
                let same = |name: &Option<String>| name.as_ref().is_some_and(|name| name == text);
                let store = self.library.store();
                let known = store.find(&|a| same(&a.metadata.source) && a.metadata.country.is_some());
                let country = known.and_then(|id| store.head(id)?.metadata.country.clone());
                correction.country = country.unwrap_or_default();
            }
            Question::Name if matches!(correction.what, What::EntityMerge | What::EntitySplit) => {
                let known = self.library.across().entities.iter().find(|e| e.name == *text).map(|e| e.kind);
                let here = self.findings();
                let here = here.as_ref().and_then(|f| f.entities.iter().find(|e| e.name == *text)).map(|e| e.kind);
                correction.now_kind = here.or(known);
            }
            _ => {}
        }
        correction.now.clone_from(text);
        self.window = None;
        self.correcting.asked = None;
        self.correct(correction)
    }

    /// Offers what is typed and the known names that it could become.
    fn offer_answers(&mut self) {
        let Some(asked) = &self.correcting.asked else { return };
        let question = asked.question;
        let Some(typed) = self.window.as_ref().map(|w| w.query.value().trim().to_owned()) else { return };
        let known = match question {
            Question::Name => self.known(&[Field::Entity], &typed),
            Question::Issue => self.known(&[Field::Issue], &typed),
            Question::Side => self.known_sides(&typed),
            Question::Outlet => self.known(&[Field::Source], &typed),
            Question::Day => Vec::new(),
        };
        let said = match (typed.is_empty(), question) {
            (false, _) => format!("“{typed}”"),
            (true, Question::Side) => "no side".to_owned(),
            (true, Question::Outlet) => "not known".to_owned(),
            (true, Question::Day) => "a day, such as 2021-03-19".to_owned(),
            (true, _) => "type a name, or choose one".to_owned(),
        };
        let line =
            |text: String, said: String| Line { step: Some(Box::new(Step::Answer(text))), ..Line::pair("", said) };
        let mut lines = vec![line(typed.clone(), said)];
        lines.extend(known.into_iter().filter(|name| *name != typed).map(|name| line(name.clone(), name)));
        if let Some(window) = &mut self.window {
            window.shown = (0..lines.len()).collect();
            window.lines = lines;
            (window.selected, window.top) = (0, 0);
        }
    }

    /// Names that are known of some fields: those of the open article first, then those of most articles.
    fn known(&self, fields: &[Field], typed: &str) -> Vec<String> {
        let pattern = Pattern::begun(typed);
        let mut best: Vec<(Rank, String)> = Vec::new();
        let findings = self.findings();
        let here: Vec<&str> = findings.as_ref().map_or_else(Vec::new, |f| {
            let entities = f.entities.iter().map(|e| e.name.as_str());
            entities.chain(f.issues.iter().map(|i| i.name.as_str())).collect()
        });
        let mut offer = |Count { name, articles, leads }: Count<'_>| {
            let rank = Reverse((here.contains(&name), leads, articles));
            if best.len() == MOST && best.last().is_some_and(|(worst, _)| rank >= *worst) {
                return;
            }
            let at = best.partition_point(|(other, _)| *other <= rank);
            best.insert(at, (rank, name.to_owned()));
            best.truncate(MOST);
        };
        for field in fields {
            self.library.store().counts(*field, &pattern, None, &mut offer);
        }
        best.into_iter().map(|(_, name)| name).collect()
    }

    /// Sides that positions have, and those of outlets.
    fn known_sides(&self, typed: &str) -> Vec<String> {
        let wanted = fold(typed);
        let articles = self.reader.article.into_iter().chain(self.compare.iter().flat_map(|c| c.articles));
        let findings: Vec<_> = articles.filter_map(|id| self.library.findings(id)).collect();
        let positions = findings.iter().flat_map(|f| &f.issues).flat_map(|issue| &issue.positions);
        let mut sides: Vec<String> = positions.filter_map(|p| p.side.clone()).collect();
        sides.sort_unstable();
        sides.dedup();
        sides.retain(|side| fold(side).text().contains(wanted.text()));
        sides.extend(self.known(&[Field::Side], typed));
        let places = self.known(&[Field::Entity], typed);
        sides.extend(places);
        let mut seen = std::collections::HashSet::new();
        sides.retain(|side| seen.insert(side.clone()));
        sides.truncate(MOST);
        sides
    }
}
