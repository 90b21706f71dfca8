//! Filtering and sorting the list, and the query line.

use tui_input::Input;

use crate::app::App;
use crate::app::filter::QueryLine;
use crate::app::geometry::Pane;
use crate::app::message::Effect;
use crate::app::prompt::{editing, paste};
use crate::app::reader::Target;
use crate::app::side::SideRow;
use crate::input::key::{Code, Key};
use crate::model::article_id::ArticleId;
use crate::model::entity::EntityId;
use crate::query::ast::{Field, Query};
use crate::query::complete::complete;
use crate::query::filter::Filter as Plan;
use crate::query::parse::{parse, settled};
use crate::store::order::{Sort, SortKey};

/// How many earlier sorts decide among equals.
const TIES: usize = 2;

/// How many queries the history keeps.
const HISTORY: usize = 50;

impl App {
    /// Filters by a query. The open article stays open if it is still shown.
    pub fn apply_filter(&mut self, query: Query) -> Vec<Effect> {
        self.filter.query = query;
        self.refilter()
    }

    /// Computes anew which articles the list shows, in which order.
    pub(super) fn refilter(&mut self) -> Vec<Effect> {
        let filter = &self.filter;
        let store = self.library.store();
        let shown = store.set(&Plan::new(&filter.query), &filter.reading);
        let sorts: Vec<Sort> = [filter.sort].into_iter().chain(filter.ties.iter().copied()).collect();
        let order = store.order(&shown, &sorts);
        self.filter.shown = shown;
        let (was_at, height) = (self.list.selected, self.list.selected.saturating_sub(self.list.top));
        self.list.order = order;
        match self.reader.article.and_then(|id| self.list.index_of(id)) {
            Some(index) => {
                self.list.selected = index;
                // At its height on the screen, as far as there are entries.
                self.list.top = index.saturating_sub(height);
                self.list.scroll_to_selected(self.list_rows());
                Vec::new()
            }
            // What is open stays open; the list goes on from about there.
            None if self.reader.article.is_some() || self.list.order.is_empty() => {
                self.list.selected = was_at.min(self.list.order.len().saturating_sub(1));
                self.list.scroll_to_selected(self.list_rows());
                Vec::new()
            }
            None => self.open_at(0),
        }
    }

    /// In how many of the articles that pass the filter an entity of one article is named; 1 while that is not known.
    pub fn articles_with(&self, article: ArticleId, part: EntityId) -> usize {
        let whole = self.library.whole_entity(article, part);
        let Some(whole) = whole.and_then(|w| self.library.across().entities.get(w)) else { return 1 };
        if !self.filter.active() {
            return whole.members.len();
        }
        whole.members.iter().filter(|(id, _)| self.filter.shown.contains(*id)).count()
    }

    /// Takes in that an article was analysed: a filter that asks for findings may show it now. While many arrive the list
    /// is computed anew twenty times in all.
    pub(super) fn refilter_analysed(&mut self) -> Vec<Effect> {
        let (done, all) = (self.library.analysed_count(), self.library.store().len());
        let due = done == all || done.is_multiple_of((all / 20).max(1));
        if self.filter.active() && due { self.refilter() } else { Vec::new() }
    }

    /// Takes in what holds across articles: names and stories that are filtered by or sorted by may be others now.
    pub(super) fn refilter_linked(&mut self) -> Vec<Effect> {
        if self.filter.active() || self.filter.sort.by == SortKey::Story { self.refilter() } else { Vec::new() }
    }

    /// Shows only the articles of the open article's story, or all again.
    pub(super) fn filter_by_story(&mut self) -> Vec<Effect> {
        match self.reader.article.and_then(|id| self.library.story(id)) {
            Some(story) => {
                let query = Query::field(Field::Story, story.name);
                self.switch(&query)
            }
            None => {
                self.notice = Some("no other article tells the story of this one".into());
                Vec::new()
            }
        }
    }

    /// Sorts the list.
    pub(super) fn sort_by(&mut self, by: SortKey, reversed: bool) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.filter.sort, Sort { by, reversed });
        if by == SortKey::Loading {
            self.filter.ties.clear();
        } else {
            // What was sorted by before decides among equals.
            self.filter.ties.insert(0, before);
            self.filter.ties.retain(|sort| sort.by != by && sort.by != SortKey::Loading);
            self.filter.ties.truncate(TIES);
        }
        let ties = [self.filter.sort].iter().chain(&self.filter.ties).map(|sort| sort.words()).collect::<Vec<_>>();
        self.notice = Some(format!("sorted by {}", ties.join(", then ")));
        self.refilter()
    }

    /// Clears the filter; what is open stays open.
    pub(super) fn clear_filter(&mut self) -> Vec<Effect> {
        self.apply_filter(Query::All)
    }

    /// Filters by what is under the cursor, within what is filtered already.
    pub(super) fn filter_by_this(&mut self) -> Vec<Effect> {
        let Some(part) = self.query_of_this() else {
            self.notice = Some("there is nothing under the cursor to filter by".into());
            return Vec::new();
        };
        let query = std::mem::take(&mut self.filter.query).and(part);
        self.apply_filter(query)
    }

    /// The entity, issue or outlet under the cursor as a query.
    fn query_of_this(&self) -> Option<Query> {
        let findings = self.findings();
        let findings = findings.as_deref();
        let entity = |id| Some(Query::field(Field::Entity, &findings?.entity(id)?.name));
        let issue = |id| Some(Query::field(Field::Issue, &findings?.issue(id)?.name));
        let speaker = |i: usize| {
            let speaker = findings?.quotations.get(i)?.speaker?;
            Some(Query::field(Field::Speaker, &findings?.entity(speaker)?.name))
        };
        match self.focus {
            Pane::List => {
                let article = self.article()?;
                let source = article.metadata.source.as_deref()?;
                Some(Query::field(Field::Source, source))
            }
            Pane::Side => match self.side.selected_row()? {
                SideRow::Entity(id) | SideRow::Roles(id) => entity(id),
                SideRow::Issue(id) | SideRow::Position(id, _) => issue(id),
                SideRow::Quotation(i) | SideRow::Words(i) => speaker(i),
                SideRow::Note(_) | SideRow::Noted(_) => None,
                SideRow::Date(_) | SideRow::Figure(_) | SideRow::Heading(..) | SideRow::Folded(..) | SideRow::Blank => {
                    None
                }
            },
            Pane::Text => match self.reader.cursor?.target {
                Target::Entity(id) => entity(id),
                Target::Issue(id) | Target::Position(id, _) => issue(id),
                Target::Quotation(i) => speaker(i),
                Target::Date(_) | Target::Figure(_) | Target::Hit | Target::Passage | Target::Selection => None,
            },
        }
    }

    /// Opens the query line with the present filter in it.
    pub(super) fn open_query_line(&mut self) {
        let before = self.filter.query.clone();
        let text = if self.filter.active() { format!("{before} ") } else { String::new() };
        let at = self.filter.history.len();
        let back = self.here().map(|place| (place, self.list.top));
        self.filter.line = Some(QueryLine { input: Input::new(text), before, back, at, ..QueryLine::default() });
        self.offer();
    }

    /// A key for the query line.
    pub(super) fn query_key(&mut self, key: Key) -> Vec<Effect> {
        match key.code {
            Code::Enter => self.accept_query(),
            Code::Esc => {
                let line = self.filter.line.take().unwrap_or_default();
                let mut effects = self.apply_filter(line.before);
                // Back to the very article and row.
                if let Some((place, top)) = line.back {
                    effects.extend(self.go_to(place));
                    self.list.top = top;
                    self.list.scroll_to_selected(self.list_rows());
                }
                effects
            }
            Code::Tab => {
                self.take_completion(if key.shift { -1 } else { 1 });
                self.query_typed()
            }
            Code::Up => self.walk_history(-1),
            Code::Down => self.walk_history(1),
            _ => {
                let Some(line) = self.filter.line.as_mut() else { return Vec::new() };
                let changed = editing(key).and_then(|request| line.input.handle(request)).is_some_and(|s| s.value);
                line.chosen = None;
                self.offer();
                if changed { self.query_typed() } else { Vec::new() }
            }
        }
    }

    /// Puts pasted text into the query line.
    pub(super) fn query_paste(&mut self, text: &str) -> Vec<Effect> {
        if let Some(line) = self.filter.line.as_mut() {
            paste(&mut line.input, text);
        }
        self.offer();
        self.query_typed()
    }

    /// Filters by what is typed, if it is a query.
    fn query_typed(&mut self) -> Vec<Effect> {
        let Some(typed) = self.filter.line.as_ref().map(|line| line.input.value().to_owned()) else {
            return Vec::new();
        };
        self.filter_by(settled(&typed))
    }

    fn filter_by(&mut self, text: &str) -> Vec<Effect> {
        let Some(line) = self.filter.line.as_mut() else { return Vec::new() };
        match parse(text) {
            Ok(query) => {
                line.error = None;
                if self.filter.query == query { Vec::new() } else { self.apply_filter(query) }
            }
            Err(error) => {
                line.error = Some(error);
                Vec::new()
            }
        }
    }

    fn accept_query(&mut self) -> Vec<Effect> {
        let Some(typed) = self.filter.line.as_ref().map(|line| line.input.value().to_owned()) else {
            return Vec::new();
        };
        let effects = self.filter_by(&typed);
        let Some(line) = self.filter.line.as_ref().filter(|l| l.error.is_none()) else { return effects };
        let text = line.input.value().trim().to_owned();
        self.filter.line = None;
        if !text.is_empty() {
            self.filter.history.retain(|h| *h != text);
            self.filter.history.push(text);
            self.filter.accepted += 1;
            if self.filter.history.len() > HISTORY {
                self.filter.history.remove(0);
            }
        }
        effects
    }

    /// Finds what the word at the cursor could become.
    fn offer(&mut self) {
        let filter = &mut self.filter;
        let Some(line) = filter.line.as_mut() else { return };
        let cursor: usize = line.input.value().chars().take(line.input.cursor()).map(char::len_utf8).sum();
        let store = self.library.store();
        line.completions = complete(line.input.value(), cursor, &|field, pattern, visit| {
            store.counts(field, pattern, None, &mut |count| visit(count.name, count.articles, count.leads));
        });
        line.chosen = None;
    }

    /// Puts the next (or previous) completion in place of the word at the cursor.
    fn take_completion(&mut self, by: isize) {
        let Some(line) = self.filter.line.as_mut().filter(|l| !l.completions.is_empty()) else { return };
        let count = line.completions.len() as isize;
        let next =
            line.chosen.map_or(if by > 0 { 0 } else { count - 1 }, |c| (c as isize + by).rem_euclid(count)) as usize;
        // The completions are those of the word as it was typed, so the one that stands there now is replaced whole.
        let value = line.input.value().to_owned();
        let span = line.completions[next].span;
        let end = match line.chosen {
            Some(chosen) => span.from() + line.completions[chosen].text.len(),
            None => span.to(),
        };
        let (Some(head), Some(tail)) = (value.get(..span.from()), value.get(end..)) else { return };
        let text = format!("{head}{}{tail}", line.completions[next].text);
        let cursor = text.chars().count() - tail.chars().count();
        line.input = Input::new(text).with_cursor(cursor);
        line.chosen = Some(next);
    }

    fn walk_history(&mut self, by: isize) -> Vec<Effect> {
        let filter = &mut self.filter;
        let Some(line) = filter.line.as_mut() else { return Vec::new() };
        if line.at == filter.history.len() {
            line.typed = line.input.value().to_owned();
        }
        line.at = line.at.saturating_add_signed(by).min(filter.history.len());
        line.input = Input::new(filter.history.get(line.at).unwrap_or(&line.typed).clone());
        self.offer();
        self.query_typed()
    }
}
