//! What lasts: taking in what was kept, noting what changes, and handing over what is to be written.

use std::collections::HashMap;

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::keep::{Early, Keep, Seen};
use crate::app::message::Effect;
use crate::app::noting::{Writing, Written};
use crate::app::page::Anchor;
use crate::app::places::Place;
use crate::config::themes;
use crate::model::article::{Article, Head};
use crate::model::article_id::ArticleId;
use crate::model::hash::ContentHash;
use crate::model::memory::{
    Change, Changes, Habits, Hint, Kept, LONGEST, Layout, Memory, Note, Visit, free_name, merge_articles, merge_habits,
    merge_notes,
};
use crate::query::ast::Field;
use crate::query::names::{Name, Names};
use crate::query::parse::parse;
use crate::store::held::Held;
use crate::store::order::{Sort, SortKey};
use crate::text::selector::Selector;
use crate::text::span::Span;

impl App {
    /// Begins as the reader was left on these inputs, as far as the command line asks for nothing else.
    pub(super) fn begin_as_left(&mut self) {
        let habits = self.settings.habits.clone();
        for query in &habits.queries {
            self.filter.history.retain(|other| other != query);
            self.filter.history.push(query.clone());
        }
        self.search.history.clone_from(&habits.searches);
        if let Some(layout) = habits.layout.as_ref().filter(|layout| layout.configured == self.configured()) {
            self.settings.text_width = layout.text_width;
            self.settings.list_width = layout.list_width;
            self.settings.side_width = layout.side_width;
            self.side_shown = layout.side;
            self.arrange();
        }
        self.keep.theme.clone_from(&self.settings.theme.name);
        if let Some((chosen, _)) = habits.theme.as_ref().filter(|(_, configured)| *configured == self.keep.theme) {
            let known = themes::all(&self.settings.themes).find(|theme| theme.name == *chosen);
            self.settings.theme = known.unwrap_or_else(|| self.settings.theme.clone());
        }
        let visit = habits.visits.iter().find(|visit| visit.inputs == self.settings.inputs);
        if let Some(visit) = visit.filter(|_| !self.settings.asks_for_a_view()) {
            let visit = visit.clone();
            self.filter.query = parse(&visit.filter).unwrap_or_default();
            let by = SortKey::ALL.into_iter().find(|key| key.name() == visit.sort).unwrap_or_default();
            self.filter.sort = Sort { by, reversed: visit.reversed };
            self.keep.restore = Some(visit);
        }
        self.keep.habits = habits;
        self.keep.seen = Some(self.seen());
    }

    /// What the configuration says about widths.
    fn configured(&self) -> String {
        let width = |width: Option<u16>| width.map_or("auto".to_owned(), |cells| cells.to_string());
        let (list, side) = (width(self.configured.1), width(self.configured.2));
        format!("{} {list} {side}", self.configured.0)
    }

    /// Opens the article that was open when the reader was left, once it is there.
    pub(super) fn restore(&mut self) -> Vec<Effect> {
        let Some(visit) = &self.keep.restore else { return Vec::new() };
        let found = visit.article.and_then(|hash| self.keep.ids.get(&hash)?.first().copied());
        let Some(id) = found.filter(|id| self.list.index_of(*id).is_some()) else {
            if !self.library.loading && (self.filter.active() || self.filter.sort != Sort::default()) {
                let how = self.how_left(None);
                self.notice = Some(how);
            }
            if !self.library.loading {
                self.keep.restore = None;
            }
            return Vec::new();
        };
        let Some(visit) = self.keep.restore.take() else { return Vec::new() };
        let anchor = visit.place.map_or(Anchor::default(), Anchor::Offset);
        self.reader.left_at.insert(id, anchor);
        if self.reader.article == Some(id) {
            self.scroll_to(self.reader.page.row_at(anchor));
        }
        let effects = self.open(id);
        if visit.in_text {
            self.focus_on(Pane::Text);
        }
        let begins = visit.place.is_none() && self.list.selected == 0 && !visit.in_text;
        if !begins || self.filter.active() || self.filter.sort != Sort::default() {
            self.notice = Some(self.how_left(Some(id)));
        }
        self.keep.seen = Some(self.seen());
        effects
    }

    fn how_left(&self, id: Option<ArticleId>) -> String {
        let mut parts = Vec::new();
        if let Some(article) = id.and_then(|id| self.library.store().article(id)) {
            let paragraph = match self.reader.anchor {
                Anchor::Offset(at) => article.paragraph(at).map(|n| format!(" ¶ {n}")),
                Anchor::Header(_) => None,
            };
            let title: String = article.title().chars().take(40).collect();
            parts.push(format!("“{title}”{}", paragraph.unwrap_or_default()));
        }
        if self.filter.active() {
            parts.push(format!("filter {}", self.filter.query));
        }
        if self.filter.sort != Sort::default() {
            parts.push(format!("by {}", self.filter.sort.by.name()));
        }
        let key = self.key_of(crate::input::action::Action::StartAfresh);
        format!(
            "as you left it: {}{}",
            parts.join(", "),
            key.map(|k| format!("; {k} starts afresh")).unwrap_or_default()
        )
    }

    /// Takes back filter, order and place, as if nothing had been kept of the last time.
    pub(super) fn start_afresh(&mut self) -> Vec<Effect> {
        self.keep.restore = None;
        self.filter.sort = Sort::default();
        let mut effects = self.clear_filter();
        effects.extend(self.refilter());
        effects.extend(self.open_at(0));
        self.scroll_to(0);
        self.focus_on(Pane::List);
        self.notice = Some("from the beginning: no filter, as loaded".into());
        effects
    }

    /// Takes in a loaded article: what was kept of it counts from now on.
    pub(super) fn recall(&mut self, id: ArticleId) {
        let Some(article) = self.library.store().head(id).cloned() else { return };
        let hash = article.hash();
        self.keep.hashes.push(hash);
        self.keep.ids.entry(hash).or_default().push(id);
        if self.keep.complete && self.recall_kept(id, &article) {
            self.tags_changed();
        }
        if !self.keep.memory.notes.is_empty() {
            self.place_notes_of(id);
        }
    }

    /// Takes in what was kept, which has been read by now.
    pub(super) fn remembered(&mut self, memory: Memory, hints: HashMap<(String, String), ContentHash>) -> Vec<Effect> {
        let mut memory = memory;
        let (early, early_notes) = match std::mem::replace(&mut self.keep.early, Early::Over) {
            Early::Handed(articles, notes) => (articles, notes),
            Early::Over => Default::default(),
        };
        merge_articles(&mut memory.articles, &early);
        merge_articles(&mut memory.articles, &self.article_changes());
        merge_notes(&mut memory.notes, &early_notes);
        let changes = self.note_changes();
        merge_notes(&mut memory.notes, &changes);
        let mine = std::mem::replace(&mut self.keep.memory, memory);
        self.rename_begun_note(&mine);
        self.rename_changed_notes(&changes);
        // What was known here before the inputs were read again is newer.
        let newer = std::mem::replace(&mut self.keep.hints, hints);
        self.keep.hints.extend(newer);
        self.keep.complete = true;
        let mut tagged = false;
        for index in 0..self.keep.hashes.len() {
            let id = ArticleId(index as u32);
            if let Some(article) = self.library.store().head(id).cloned() {
                tagged |= self.recall_kept(id, &article);
            }
        }
        if tagged {
            self.tags_changed();
        }
        self.place_all_notes();
        if self.filter.query.asks_the_reader() { self.refilter() } else { Vec::new() }
    }

    /// Gives the note that is being begun another name, where that turns out to be taken.
    fn rename_begun_note(&mut self, mine: &Memory) {
        let Some(Writing { what: Written::Note(name, None), .. }) = &mut self.writing else { return };
        let notes = &self.keep.memory.notes;
        let (written, there) = (mine.notes.get(name), notes.get(name));
        if there.is_none() || there == written {
            return;
        }
        let mut same = notes.iter().filter(|(key, note)| written == Some(*note) && key.starts_with(name.as_str()));
        let free = same.next().map(|(key, _)| key.clone());
        let free = free.unwrap_or_else(|| free_name(notes, name));
        if self.keep.changed_notes.remove(name).is_some() {
            self.keep.changed_notes.insert(free.clone(), None);
        }
        *name = free;
    }

    /// Notes under which names the notes are that were written before it was known that theirs were taken.
    fn rename_changed_notes(&mut self, changes: &[Change<String, Note>]) {
        for Change { key, before, after } in changes {
            let notes = &self.keep.memory.notes;
            let Some(mine) = after.as_ref().filter(|_| before.is_none()) else { continue };
            if notes.get(key) == Some(mine) || !self.keep.changed_notes.contains_key(key) {
                continue;
            }
            let renamed = notes.iter().find(|(name, note)| *note == mine && name.starts_with(key.as_str()));
            if let Some(name) = renamed.map(|(name, _)| name.clone()) {
                self.keep.changed_notes.remove(key);
                self.keep.changed_notes.insert(name, None);
            }
        }
    }

    /// Takes in what was kept of an article, under its text or under the one it had before. Returns whether it has tags.
    fn recall_kept(&mut self, id: ArticleId, held: &Held) -> bool {
        let hash = held.hash();
        if !self.keep.memory.articles.contains_key(&hash) && !self.keep.hints.is_empty() {
            let hint = self.hint(held);
            let before = Keep::key(&hint).and_then(|key| self.keep.hints.get(&key));
            if let Some(kept) = before.and_then(|before| self.keep.memory.articles.get(before)) {
                // The file has been edited: what was done with it stays, and its marks where their words are found.
                let mut kept = Kept { hint, ..kept.clone() };
                if !kept.marks.is_empty() {
                    let article = held.article();
                    kept.marks = kept.marks.iter().filter_map(|(c, mark)| Some((*c, found(mark, &article)?))).collect();
                }
                self.keep.changed.insert(hash, None);
                self.keep.memory.articles.insert(hash, kept);
            }
        }
        let Some(kept) = self.keep.memory.articles.get(&hash) else { return false };
        let (place, tagged) = (kept.place, !kept.tags.is_empty());
        if let Some(place) = place {
            self.reader.left_at.entry(id).or_insert(Anchor::Offset(place));
        }
        let article = (!kept.marks.is_empty()).then(|| held.article());
        for (letter, mark, article) in kept.marks.iter().zip(&article).map(|((c, mark), article)| (c, mark, article)) {
            let anchor = mark.in_same(&article.text).map_or(Anchor::default(), |span| Anchor::Offset(span.from()));
            self.places.set_mark(*letter, Place { article: id, anchor });
            self.filter.reading.marked.insert(id);
        }
        self.show_kept(id);
        tagged
    }

    /// Lets filters see what was done with an article.
    fn show_kept(&mut self, id: ArticleId) {
        let kept = self.keep.of(id);
        let (read, starred) = (kept.is_some_and(|k| k.read), kept.is_some_and(|k| k.starred));
        let reading = &mut self.filter.reading;
        if read {
            reading.unread.remove(id);
        } else {
            reading.unread.insert(id);
        }
        if starred {
            reading.starred.insert(id);
        } else {
            reading.starred.remove(id);
        }
    }

    /// Lets filters see the tags of all articles.
    pub(super) fn tags_changed(&mut self) {
        let mut names = Names::default();
        for (hash, kept) in self.keep.memory.articles.iter().filter(|(_, kept)| !kept.tags.is_empty()) {
            for id in self.keep.ids.get(hash).into_iter().flatten() {
                kept.tags.iter().for_each(|tag| names.add(&Name::main(tag), *id));
            }
        }
        names.settle();
        self.library.shelf.own(Field::Tag, names);
    }

    /// Where an article is found.
    pub(super) fn hint(&self, article: &Head) -> Hint {
        let full = |path: &std::path::PathBuf| {
            let path = self.settings.base.as_ref().map_or_else(|| path.clone(), |base| base.join(path));
            path.to_string_lossy().into_owned()
        };
        let title = article.title().split_whitespace().collect::<Vec<_>>().join(" ");
        Hint { id: article.id.clone(), path: article.path.as_ref().map(full), title }
    }

    /// Changes what is kept of an article.
    pub(super) fn change_kept(&mut self, id: ArticleId, change: impl FnOnce(&mut Kept)) {
        let Some(article) = self.library.store().article(id) else { return };
        let hash = article.hash();
        let before = self.keep.memory.articles.get(&hash).cloned();
        let mut kept = before.clone().unwrap_or_default();
        change(&mut kept);
        if before.as_ref().unwrap_or(&Kept { hint: kept.hint.clone(), ..Kept::default() }) == &kept {
            return;
        }
        kept.hint = self.hint(&article);
        self.keep.changed.entry(hash).or_insert(before);
        self.keep.memory.articles.insert(hash, kept);
        for same in self.keep.ids.get(&hash).cloned().unwrap_or_default() {
            self.show_kept(same);
        }
    }

    /// Puts a star on the open article, or takes it away.
    pub(super) fn toggle_star(&mut self) -> Vec<Effect> {
        let Some(id) = self.reader.article else { return Vec::new() };
        let starred = !self.keep.of(id).is_some_and(|kept| kept.starred);
        self.change_kept(id, |kept| kept.starred = starred);
        self.notice = Some(if starred { "a star; is:starred finds it" } else { "no star any more" }.into());
        self.refilter_kept()
    }

    /// Says that the open article was read, or was not.
    pub(super) fn toggle_read(&mut self) -> Vec<Effect> {
        let Some(id) = self.reader.article else { return Vec::new() };
        let read = !self.keep.of(id).is_some_and(|kept| kept.read);
        self.change_kept(id, |kept| kept.read = read);
        self.notice = Some(if read { "read" } else { "not read yet" }.into());
        self.refilter_kept()
    }

    /// Notes that one has been through the open article, if its end shows.
    pub(super) fn read_to_the_end(&mut self) {
        let Some(id) = self.reader.article else { return };
        let ended = self.focus == Pane::Text && self.reader.top >= self.last_top() && !self.reader.page.is_empty();
        if ended && !self.keep.of(id).is_some_and(|kept| kept.read) {
            self.change_kept(id, |kept| kept.read = true);
        }
    }

    /// Computes the list anew where it is filtered by what the reader does. The open article stays in sight.
    pub(super) fn refilter_kept(&mut self) -> Vec<Effect> {
        if self.filter.query.asks_the_reader() { self.refilter() } else { Vec::new() }
    }

    /// Remembers where the open article is left.
    pub(super) fn keep_place(&mut self) {
        let Some(id) = self.reader.article else { return };
        let place = match self.reader.anchor {
            Anchor::Offset(at) => Some(at),
            Anchor::Header(_) => None,
        };
        if self.keep.of(id).and_then(|kept| kept.place) != place {
            self.change_kept(id, |kept| kept.place = place);
        }
    }

    /// The same, where the place is worth an entry of its own: at the end of the reader it stands with the visit, too.
    pub fn keep_the_place(&mut self) {
        if self.settings.keeps {
            self.keep_place();
        }
    }

    /// Keeps a mark that was set, in place of the one with the same letter.
    pub(super) fn keep_mark(&mut self, letter: char, place: Place, before: Option<Place>) {
        if let Some(other) = before.filter(|other| other.article != place.article) {
            self.change_kept(other.article, |kept| {
                kept.marks.remove(&letter);
            });
        }
        let Some(article) = self.library.store().article(place.article) else { return };
        let row = match place.anchor {
            Anchor::Offset(at) => self.reader.page.rows().get(self.reader.page.row_of(at)).map(|row| row.span),
            Anchor::Header(_) => None,
        };
        let mark = Selector::new(&article.text, row.unwrap_or(Span::default()));
        self.change_kept(place.article, |kept| {
            kept.marks.insert(letter, mark);
        });
    }

    /// The words at a mark, and the number of their paragraph.
    pub(super) fn mark_words(&self, letter: char, place: Place) -> Option<(Option<u32>, String)> {
        let article = self.library.store().article(place.article)?;
        let mark = self.keep.of(place.article)?.marks.get(&letter)?;
        let words = mark.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        let paragraph = if mark.exact.is_empty() { None } else { article.paragraph(mark.start) };
        Some((paragraph, words))
    }

    fn seen(&self) -> Seen {
        let settings = &self.settings;
        Seen {
            query: self.filter.query.clone(),
            sort: self.filter.sort,
            article: self.reader.article,
            anchor: self.reader.anchor,
            in_text: self.focus == Pane::Text,
            widths: (settings.text_width, settings.list_width, settings.side_width, self.side_shown),
            asked: (self.filter.accepted, self.search.accepted),
            theme: settings.theme.name.clone(),
        }
    }

    /// Whether something has changed that is to be written, within a second.
    pub fn is_unsaved(&self) -> bool {
        self.settings.keeps
            && (!self.keep.changed.is_empty() || !self.keep.changed_notes.is_empty() || self.has_moved())
    }

    /// Whether the screen is otherwise than when it was written last.
    fn has_moved(&self) -> bool {
        let Some(seen) = &self.keep.seen else { return true };
        let settings = &self.settings;
        let widths = (settings.text_width, settings.list_width, settings.side_width, self.side_shown);
        let here = (self.filter.sort, self.reader.article, self.reader.anchor, self.focus == Pane::Text);
        (seen.sort, seen.article, seen.anchor, seen.in_text) != here
            || seen.widths != widths
            || seen.asked != (self.filter.accepted, self.search.accepted)
            || seen.query != self.filter.query
            || seen.theme != settings.theme.name
    }

    fn article_changes(&self) -> Vec<Change<ContentHash, Kept>> {
        let change = |(key, before): (&ContentHash, &Option<Kept>)| Change {
            key: *key,
            before: before.clone(),
            after: self.keep.memory.articles.get(key).cloned(),
        };
        self.keep.changed.iter().map(change).filter(|change| change.before != change.after).collect()
    }

    fn note_changes(&self) -> Vec<Change<String, Note>> {
        let change = |(key, before): (&String, &Option<Note>)| Change {
            key: key.clone(),
            before: before.clone(),
            after: self.keep.memory.notes.get(key).cloned(),
        };
        self.keep.changed_notes.iter().map(change).filter(|change| change.before != change.after).collect()
    }

    /// Hands over what has changed, to be written.
    pub fn take_changes(&mut self) -> Changes {
        if !self.is_unsaved() {
            return Changes::default();
        }
        let moved = self.has_moved();
        let (articles, notes) = (self.article_changes(), self.note_changes());
        self.keep.changed.clear();
        self.keep.changed_notes.clear();
        if let Early::Handed(early, early_notes) = &mut self.keep.early {
            early.extend(articles.iter().cloned());
            early_notes.extend(notes.iter().cloned());
        }
        let habits = moved.then(|| {
            let now = self.habits();
            let before = std::mem::replace(&mut self.keep.habits, now.clone());
            (before, now)
        });
        self.keep.seen = Some(self.seen());
        Changes { articles, notes, habits }
    }

    /// How the reader is used now.
    fn habits(&self) -> Habits {
        let configured: Vec<String> = self.settings.filters.iter().map(ToString::to_string).collect();
        let own = self.filter.history.iter().filter(|query| !configured.contains(query));
        let settings = &self.settings;
        let layout = Layout {
            text_width: settings.text_width,
            list_width: settings.list_width,
            side_width: settings.side_width,
            side: self.side_shown,
            configured: self.configured(),
        };
        let as_configured = (layout.text_width, layout.list_width, layout.side_width) == self.configured && layout.side;
        let place = match self.reader.anchor {
            Anchor::Offset(at) => Some(at),
            Anchor::Header(_) => None,
        };
        let visit = Visit {
            inputs: settings.inputs.clone(),
            filter: if self.filter.active() { self.filter.query.to_string() } else { String::new() },
            sort: self.filter.sort.by.name().to_owned(),
            reversed: self.filter.sort.reversed,
            article: self.reader.article.and_then(|id| self.keep.hashes.get(id.index())).copied(),
            place,
            in_text: self.focus == Pane::Text,
        };
        let configured = &self.keep.theme;
        let theme = match &self.keep.habits.theme {
            // Another one was named for this run only.
            Some((chosen, other)) if other != configured => Some((chosen.clone(), other.clone())),
            _ if settings.theme.name == *configured => None,
            _ => Some((settings.theme.name.clone(), configured.clone())),
        };
        let now = Habits {
            theme,
            queries: own.cloned().collect(),
            searches: self.search.history.clone(),
            layout: if as_configured { None } else { Some(layout) },
            visits: vec![visit],
        };
        let mut all = merge_habits(self.keep.habits.clone(), &self.keep.habits, &now);
        all.layout = now.layout;
        all.theme = now.theme;
        all.queries.truncate(LONGEST);
        all
    }
}

/// A mark in a text that was edited, as one of the new text.
fn found(mark: &Selector, article: &Article) -> Option<Selector> {
    if mark.exact.is_empty() {
        return Some(mark.clone());
    }
    Some(Selector::new(&article.text, mark.find(&article.text)?))
}
