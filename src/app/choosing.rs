//! The window of what one can filter by: topics, outlets, names, issues and stories are switched on and off, and each says
//! how many articles of the list have it.

use std::cmp::Reverse;

use crate::app::App;
use crate::app::about;
use crate::app::message::Effect;
use crate::app::window::{Line, Window, WindowKind};
use crate::input::key::Key;
use crate::model::article_id::ArticleId;
use crate::model::findings::CorpusTopic;
use crate::query::ast::{Field, Query};
use crate::query::filter::Filter;
use crate::query::names::Pattern;
use crate::query::set::ArticleSet;

/// The fields whose names are counted, with what heads them.
const COUNTED: [(Field, &str); 4] = [
    (Field::Source, "Outlets"),
    (Field::Issue, "Issues"),
    (Field::Entity, "People, organisations, places"),
    (Field::Speaker, "Who is quoted"),
];

/// So many names of a field are shown, those that most articles have; the others are found by typing.
const NAMES: usize = 12;
/// And so many where something is typed.
const FOUND: usize = 40;

impl App {
    /// Opens the topics with their letters, and all else that one can filter by.
    pub(super) fn open_topics(&mut self) {
        let lines = self.topic_lines("");
        if lines.is_empty() {
            self.notice = Some("topics are known when all articles are analysed".into());
            return;
        }
        self.window = Some(Window::new(WindowKind::Topics, self.title_of_topics(), lines));
    }

    fn title_of_topics(&self) -> String {
        let [shown, all] = [self.list.order.len(), self.library.store().len()].map(about::grouped);
        if self.filter.active() {
            format!("Filter · {shown} of {all} articles")
        } else {
            format!("Filter · {all} articles")
        }
    }

    /// Shows what fits what is typed, also what was not among those that most articles have.
    pub(super) fn narrow_topics(&mut self) {
        let Some(typed) = self.window.as_ref().map(|window| window.query.value().to_owned()) else { return };
        let lines = self.topic_lines(&typed);
        if let Some(window) = &mut self.window {
            window.lines = lines;
            window.narrow();
        }
    }

    /// Counts anew, in the articles that pass now. What is selected stays.
    fn count_topics(&mut self) {
        let Some(typed) = self.window.as_ref().map(|window| window.query.value().to_owned()) else { return };
        let (lines, title, rows) = (self.topic_lines(&typed), self.title_of_topics(), self.rows_of_window());
        if let Some(window) = &mut self.window {
            window.title = title;
            window.replace(lines, rows);
        }
    }

    /// The lines of the window. What is switched on in a field lets more of the same field through, so its names are
    /// counted in what all else lets through.
    fn topic_lines(&self, typed: &str) -> Vec<Line> {
        let line = |letter: String, field, name: &str, articles: usize| Line {
            switch: Some(Query::field(field, name)),
            ..Line::pair(letter, format!("{name}  {}", about::grouped(articles)))
        };
        let whole = self.filter.active().then(|| self.filter.shown.clone());
        let within = |field| match self.apart(field) {
            (_, chosen) if chosen.is_empty() => whole.clone(),
            (Query::All, _) => None,
            (rest, _) => Some(self.library.store().set(&Filter::new(&rest), &self.filter.reading)),
        };
        let members = |ids: &[ArticleId], set: &Option<ArticleSet>| match set {
            None => ids.len(),
            Some(set) => ids.iter().filter(|id| set.contains(**id)).count(),
        };
        let mut lines = Vec::new();
        let topics = &self.library.across().topics;
        let letters = LETTERS.chars().map(String::from).chain(std::iter::repeat(String::new()));
        let (set, chosen) = (within(Field::Topic), self.apart(Field::Topic).1);
        let is_shown = |(letter, topic): &(String, &CorpusTopic)| {
            !letter.is_empty() || !typed.trim().is_empty() || chosen.contains(&Query::field(Field::Topic, &topic.name))
        };
        let topics = letters.zip(topics).filter(is_shown);
        lines.extend(topics.map(|(l, topic)| line(l, Field::Topic, &topic.name, members(&topic.articles, &set))));
        if !lines.is_empty() {
            lines.insert(0, Line::heading("Topics"));
        }
        for (field, title) in COUNTED {
            let names = self.most_told(field, typed, within(field).as_ref());
            if !names.is_empty() {
                lines.push(Line::heading(title));
                lines.extend(names.into_iter().map(|(name, articles)| line(String::new(), field, &name, articles)));
            }
        }
        let stories = self.library.stories();
        if !stories.is_empty() {
            let set = within(Field::Story);
            let counted = stories.iter().map(|story| (story.name, members(story.articles, &set)));
            lines.push(Line::heading("Stories that several articles tell"));
            lines.extend(counted.filter(|(_, n)| *n > 0).map(|(name, n)| line(String::new(), Field::Story, name, n)));
        }
        lines
    }

    /// The names in a field that most articles of a set have, with how many: those that are switched on among them.
    fn most_told(&self, field: Field, typed: &str, set: Option<&ArticleSet>) -> Vec<(String, usize)> {
        let most = if typed.trim().is_empty() { NAMES } else { FOUND };
        let chosen = self.apart(field).1;
        let (mut best, mut on) = (Vec::new(), Vec::new());
        self.library.store().counts(field, &Pattern::begun(typed), set, &mut |count| {
            let offer = (Reverse(count.articles), count.name);
            if !chosen.is_empty() && chosen.contains(&Query::field(field, count.name)) {
                on.push(offer);
            } else if best.len() < most || best.last().is_some_and(|last| offer < *last) {
                best.insert(best.partition_point(|other| *other < offer), offer);
                best.truncate(most);
            }
        });
        best.extend(on);
        best.sort_unstable();
        best.into_iter().map(|(Reverse(articles), name)| (name.to_owned(), articles)).collect()
    }

    /// A letter in the window of topics, or Space for the selected line; `None` if it is neither.
    pub(super) fn topic_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let window = self.window.as_ref().filter(|w| w.kind == WindowKind::Topics)?;
        let typed = key.typed()?;
        let line = if typed == ' ' {
            window.selected_line()?
        } else {
            let letter = Some(typed).filter(|c| LETTERS.contains(*c))?.to_string();
            window.lines.iter().find(|l| l.left == letter)?
        };
        let query = line.switch.clone();
        Some(query.map_or_else(Vec::new, |query| self.switch_line(&query)))
    }

    /// Switches a line of the window of topics, which stays open.
    fn switch_line(&mut self, query: &Query) -> Vec<Effect> {
        if let Some(window) = &mut self.window {
            window.switched = true;
        }
        let effects = self.switch(query);
        self.count_topics();
        effects
    }

    /// Enter in this window: closes it. Who has not switched anything wants the selected line.
    pub(super) fn accept_topics(&mut self) -> Vec<Effect> {
        let window = self.window.take();
        let wanted = window.filter(|w| !w.switched).and_then(|w| w.selected_line()?.switch.clone());
        wanted.map_or_else(Vec::new, |query| self.switch(&query))
    }

    /// Adds a topic or a story to those that are filtered by, of which an article must have one, or takes it out.
    pub(super) fn switch(&mut self, query: &Query) -> Vec<Effect> {
        let Query::Field(field, _) = query else { return Vec::new() };
        let (rest, mut chosen) = self.apart(*field);
        match chosen.iter().position(|c| c == query) {
            Some(at) => {
                chosen.remove(at);
            }
            None => chosen.push(query.clone()),
        }
        let any = chosen.into_iter().reduce(Query::or).unwrap_or(Query::All);
        self.apply_filter(rest.and(any))
    }

    /// Whether a topic or a story is among those that are filtered by.
    pub fn is_on(&self, query: &Query) -> bool {
        matches!(query, Query::Field(field, _) if self.apart(*field).1.contains(query))
    }

    /// The filter without the alternatives of a field, and these.
    fn apart(&self, field: Field) -> (Query, Vec<Query>) {
        let of_field = |q: &Query| matches!(q, Query::Field(f, _) if *f == field);
        let alternatives = |q: &Query| match q {
            Query::Or(parts) => parts.iter().all(of_field).then(|| parts.clone()),
            one => of_field(one).then(|| vec![one.clone()]),
        };
        let parts = match &self.filter.query {
            Query::And(parts) => parts.as_slice(),
            one => std::slice::from_ref(one),
        };
        let Some((at, chosen)) = parts.iter().enumerate().find_map(|(i, part)| Some((i, alternatives(part)?))) else {
            return (self.filter.query.clone(), Vec::new());
        };
        let rest = parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, part)| part.clone());
        (rest.reduce(Query::and).unwrap_or(Query::All), chosen)
    }
}

/// Letters of topics: all but those that move, close and search in a window.
const LETTERS: &str = "abcdefghilmnoprstuvwxyz";
