//! The window in which topics and stories to filter by are switched on and off.

use crate::app::App;
use crate::app::message::Effect;
use crate::app::window::{Line, Window, WindowKind};
use crate::input::key::Key;
use crate::query::ast::{Field, Query};

impl App {
    /// Opens the topics with their letters, and the stories.
    pub(super) fn open_topics(&mut self) {
        let topics = &self.library.across().topics;
        if topics.is_empty() {
            self.notice = Some("topics are known when all articles are analysed".into());
            return;
        }
        let line = |letter: String, field, name: &str, articles: usize| Line {
            switch: Some(Query::field(field, name)),
            ..Line::pair(letter, format!("{name}  {articles}"))
        };
        let letters = LETTERS.chars().map(String::from).chain(std::iter::repeat(String::new()));
        let mut lines: Vec<_> =
            letters.zip(topics).map(|(l, topic)| line(l, Field::Topic, &topic.name, topic.articles.len())).collect();
        let stories = self.library.stories();
        if !stories.is_empty() {
            lines.push(Line::heading("Stories that several articles tell"));
            lines.extend(stories.iter().map(|s| line(String::new(), Field::Story, s.name, s.articles.len())));
        }
        self.window = Some(Window::new(WindowKind::Topics, "Filter by topic or story", lines));
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
        self.switch(query)
    }

    /// Enter in the window of topics: closes it. Who has not switched anything wants the selected line.
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
