//! Notes on passages and articles: where they are, writing them, and the list of all.

use tui_input::Input;

use crate::app::App;
use crate::app::geometry::Pane;
use crate::app::keep::{Keep, On, Placed};
use crate::app::message::{Edited, Effect};
use crate::app::page::Anchor;
use crate::app::places::Place;
use crate::app::prompt::{editing, paste};
use crate::app::reader::Target;
use crate::app::side::{SideNote, SideRow};
use crate::app::window::{Line, Window, WindowKind};
use crate::input::action::Action;
use crate::input::key::{Code, Key};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::memory::{Note, name_of_note};
use crate::query::ast::Field;
use crate::query::names::{Name, Names};
use crate::query::set::ArticleSet;
use crate::text::segment::sentences;
use crate::text::selector::Selector;
use crate::text::span::Span;

/// Something that is being written in the last row.
#[derive(Debug)]
pub struct Writing {
    /// What it becomes.
    pub what: Written,
    /// The text so far.
    pub input: Input,
}

/// Gives the note that is being written to the user's editor.
pub const EDITOR: Key = Key { code: Code::Char('x'), ctrl: true, alt: false, shift: false };

impl Writing {
    /// Whether the user's editor can have it: tags are a line and stay one.
    pub fn takes_an_editor(&self) -> bool {
        matches!(self.what, Written::Note(..))
    }
}

/// What is being written.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// The tags of an article.
    Tags(ArticleId),
    /// A note, by its name; and what it was before.
    Note(String, Option<Box<Note>>),
}

impl App {
    /// Finds out where a note is.
    fn place_note(&mut self, name: &str) {
        let Some(note) = self.keep.memory.notes.get(name) else {
            self.keep.placed.remove(name);
            return;
        };
        let same = note.article.and_then(|hash| self.keep.ids.get(&hash)?.first().copied());
        let moved = || {
            let key = Keep::key(&note.hint)?;
            self.library.store().find(&|a| Keep::key(&self.hint(a)).as_ref() == Some(&key))
        };
        let placed = same.or_else(moved).and_then(|id| Some((id, self.library.store().article(id)?)));
        let placed = placed.map(|(article, a)| Placed { article, on: on(note, &a, same.is_some()) });
        match placed {
            Some(placed) => self.keep.placed.insert(name.to_owned(), placed),
            None => self.keep.placed.remove(name),
        };
    }

    /// Finds out where all notes are.
    pub(super) fn place_all_notes(&mut self) {
        for name in self.keep.memory.notes.keys().cloned().collect::<Vec<_>>() {
            self.place_note(&name);
        }
        self.notes_changed();
    }

    /// Finds the notes on an article that was just loaded.
    pub(super) fn place_notes_of(&mut self, id: ArticleId) {
        let Some(article) = self.library.store().article(id) else { return };
        let (hash, hint) = (article.hash(), self.hint(&article));
        let here = |note: &Note| note.article == Some(hash) || note.hint.leads_like(&hint);
        let names: Vec<String> =
            self.keep.memory.notes.iter().filter(|(_, note)| here(note)).map(|(name, _)| name.clone()).collect();
        if names.is_empty() {
            return;
        }
        for name in names {
            self.place_note(&name);
        }
        self.notes_changed();
    }

    /// Lets filters see notes and codes.
    fn notes_changed(&mut self) {
        let (mut noted, mut codes) = (ArticleSet::default(), Names::default());
        for (name, placed) in &self.keep.placed {
            noted.insert(placed.article);
            let note = self.keep.memory.notes.get(name);
            for code in note.iter().flat_map(|note| note.codes()) {
                codes.add(&Name::main(code), placed.article);
            }
        }
        codes.settle();
        self.filter.reading.noted = noted;
        self.library.shelf.own(Field::Code, codes);
        self.refresh_side();
    }

    /// The notes on an article as the side panel shows them.
    pub(super) fn side_notes(&self, id: ArticleId) -> Vec<SideNote> {
        let Some(article) = self.library.store().article(id).filter(|_| self.keep.count(id) > 0) else {
            return Vec::new();
        };
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let notes = self.keep.notes_on(id).into_iter();
        notes
            .map(|(name, note, on)| SideNote {
                name: name.to_owned(),
                text: words(&note.text),
                words: note.passage.as_ref().map(|passage| words(&passage.exact)).unwrap_or_default(),
                on,
                paragraph: if let On::Passage(span) = on { article.paragraph(span.from()) } else { None },
            })
            .collect()
    }

    /// The note that is selected in the side panel.
    pub(super) fn selected_note(&self) -> Option<&SideNote> {
        match self.side.selected_row()? {
            SideRow::Note(i) | SideRow::Noted(i) => self.side.notes.get(i),
            _ => None,
        }
    }

    /// Changes a note, or takes it away.
    fn set_note(&mut self, name: &str, note: Option<Note>) {
        let before = self.keep.memory.notes.get(name).cloned();
        if before == note {
            return;
        }
        self.keep.changed_notes.entry(name.to_owned()).or_insert(before);
        match note {
            Some(note) => self.keep.memory.notes.insert(name.to_owned(), note),
            None => self.keep.memory.notes.remove(name),
        };
        self.place_note(name);
        self.notes_changed();
    }

    /// Begins a note on what is selected, on the sentence of the mark, or on the article; or goes on with the one that is
    /// there.
    pub(super) fn begin_note(&mut self) {
        let Some(id) = self.reader.article else { return };
        let Some(article) = self.library.store().article(id) else { return };
        let span = self.noted_span(&article);
        let here = |on: &On| match (on, span) {
            (On::Passage(there), Some(span)) => *there == span,
            (On::Article, None) => true,
            _ => false,
        };
        let selected = self.selected_note().filter(|_| self.focus == Pane::Side).map(|note| note.name.clone());
        let is_it = |name: &str, on: &On| selected.as_ref().map_or_else(|| here(on), |selected| selected == name);
        let known = self.keep.notes_on(id).into_iter().find(|(name, _, on)| is_it(name, on));
        let (name, before) = match known {
            Some((name, note, _)) => (name.to_owned(), Some(note.clone())),
            None => (name_of_note(&self.keep.memory.notes, article.hash()), None),
        };
        let input = Input::new(before.as_ref().map(|note| note.text.clone()).unwrap_or_default());
        self.writing = Some(Writing { what: Written::Note(name, before.clone().map(Box::new)), input });
        if before.is_none() {
            let note = Note {
                article: Some(article.hash()),
                hint: self.hint(&article),
                passage: span.map(|span| Selector::new(&article.text, span)),
                text: String::new(),
                made: self.settings.today,
            };
            // It is there from the first letter on, so that nothing typed is lost whatever happens.
            self.draft = Some(note);
        }
    }

    /// The passage that a note is about now.
    fn noted_span(&self, article: &Article) -> Option<Span> {
        let cursor = self.reader.cursor.filter(|_| self.focus == Pane::Text)?;
        if cursor.target == Target::Selection || self.keep.passages(self.reader.article?).contains(&cursor.span) {
            return Some(cursor.span);
        }
        let block = article.blocks.iter().find(|b| b.span.contains(cursor.span.from()))?;
        let sentence = sentences(&article.text, block.span).into_iter().find(|s| s.to() > cursor.span.from());
        sentence.or(Some(cursor.span))
    }

    /// Begins to write the tags of the open article.
    pub(super) fn begin_tags(&mut self) {
        let Some(id) = self.reader.article else { return };
        let tags = self.keep.of(id).map(|kept| kept.tags.iter().cloned().collect::<Vec<_>>().join(" "));
        let input = Input::new(tags.filter(|t| !t.is_empty()).map(|t| t + " ").unwrap_or_default());
        self.writing = Some(Writing { what: Written::Tags(id), input });
    }

    /// A key for what is being written.
    pub(super) fn write_key(&mut self, key: Key) -> Vec<Effect> {
        match key.code {
            Code::Enter => return self.accept_writing(),
            Code::Esc => return self.cancel_writing(),
            _ => {}
        }
        let Some(writing) = &mut self.writing else { return Vec::new() };
        if key == EDITOR && writing.takes_an_editor() {
            return vec![Effect::EditNote(writing.input.value().to_owned())];
        }
        if let Some(request) = editing(key)
            && writing.input.handle(request).is_some()
        {
            self.written();
        }
        Vec::new()
    }

    /// Puts pasted text into what is being written.
    pub(super) fn write_paste(&mut self, text: &str) {
        if let Some(writing) = &mut self.writing {
            paste(&mut writing.input, text);
            self.written();
        }
    }

    /// Takes a note back from the editor. It is kept as if it had been typed; where the editor ended badly the line stays
    /// open with what there is, and Escape brings the note back as it was.
    pub(super) fn edited(&mut self, edited: Edited) -> Vec<Effect> {
        let Some(writing) = self.writing.as_mut().filter(|writing| writing.takes_an_editor()) else {
            return Vec::new();
        };
        if let Some(text) = edited.text {
            writing.input = Input::new(note_of(&text));
            self.written();
        }
        match edited.trouble {
            None => self.accept_writing(),
            trouble => {
                self.notice = trouble;
                Vec::new()
            }
        }
    }

    /// Keeps what is being written as it is now.
    fn written(&mut self) {
        let Some(Writing { what: Written::Note(name, before), input }) = &self.writing else { return };
        let (name, text) = (name.clone(), input.value().to_owned());
        let Some(note) = before.as_deref().cloned().or_else(|| self.draft.clone()) else { return };
        let note = (!text.trim().is_empty()).then_some(Note { text, ..note });
        self.set_note(&name, note);
    }

    fn accept_writing(&mut self) -> Vec<Effect> {
        let Some(Writing { what, input }) = self.writing.take() else { return Vec::new() };
        self.draft = None;
        match what {
            Written::Tags(id) => {
                let tags = input.value().split([' ', ',', '\t']).map(|tag| tag.trim_start_matches('#'));
                let tags: Vec<String> = tags.filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
                let had = |tag: &String| self.keep.of(id).is_some_and(|kept| kept.tags.contains(tag));
                self.last_tags = tags.iter().filter(|tag| !had(tag)).cloned().collect();
                let tags = tags.into_iter().collect();
                self.change_kept(id, |kept| kept.tags = tags);
                self.tags_changed();
            }
            Written::Note(_, before) => {
                let said = match (before, input.value().trim().is_empty()) {
                    (None, true) => None,
                    (Some(_), true) => Some("the note is gone"),
                    (_, false) => Some("noted"),
                };
                self.notice = said.map(Into::into);
                self.end_selection();
            }
        }
        self.refilter_kept()
    }

    /// Gives the open article the tags that were last added to another.
    pub(super) fn tag_again(&mut self) -> Vec<Effect> {
        let (Some(id), tags) = (self.reader.article, self.last_tags.clone()) else { return Vec::new() };
        self.notice =
            Some(format!("tagged {}", tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")));
        self.change_kept(id, |kept| kept.tags.extend(tags));
        self.tags_changed();
        self.refilter_kept()
    }

    fn cancel_writing(&mut self) -> Vec<Effect> {
        self.draft = None;
        if let Some(Writing { what: Written::Note(name, before), .. }) = self.writing.take() {
            self.set_note(&name, before.map(|note| *note));
        }
        self.refilter_kept()
    }

    /// Opens the list of all notes.
    pub(super) fn open_notes(&mut self) {
        let mut lines = Vec::new();
        for id in self.list.order.iter().chain(self.unlisted().iter()) {
            let Some(article) = self.library.store().article(*id) else { continue };
            let notes = self.keep.notes_on(*id);
            if notes.is_empty() {
                continue;
            }
            lines.push(Line::heading(article.title()));
            for (_, note, on) in notes {
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let exact = note.passage.as_ref().map(|passage| words(&passage.exact)).unwrap_or_default();
                let text = words(&note.text);
                let (left, right, place) = match on {
                    On::Article => (String::new(), text, Some(Anchor::default())),
                    On::Passage(span) => {
                        let number = article.paragraph(span.from()).map(|n| format!("¶ {n}"));
                        (number.unwrap_or_default(), format!("{text} — “{exact}”"), Some(Anchor::Offset(span.from())))
                    }
                    On::Lost => ("lost".to_owned(), format!("{text} — no longer in the text: “{exact}”"), None),
                };
                let place = place.map(|anchor| Place { article: *id, anchor });
                lines.push(Line { place, ..Line::pair(left, right) });
            }
        }
        if lines.is_empty() {
            let key = self.key_of(Action::Note).unwrap_or_default();
            let text = format!("No notes yet: {key} writes one on the mark, the selection or the article.");
            lines.push(Line::pair("", text));
        }
        self.window = Some(Window::new(WindowKind::Notes, "Notes", lines));
    }

    /// The articles with notes that the filter leaves out.
    fn unlisted(&self) -> Vec<ArticleId> {
        let out = |id: &ArticleId| self.list.index_of(*id).is_none();
        self.filter.reading.noted.iter().filter(out).collect()
    }
}

/// The text of a file as a note: its lines, without what controls a terminal and without blank space at the end.
fn note_of(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let shown = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.chars().filter(shown).collect::<String>().trim_end().to_owned()
}

/// What of an article a note is on.
fn on(note: &Note, article: &Article, same: bool) -> On {
    let Some(passage) = &note.passage else { return On::Article };
    let found = if same { passage.in_same(&article.text) } else { passage.find(&article.text) };
    found.map_or(On::Lost, On::Passage)
}
