//! Reading the inputs again: all that belongs to the articles begins anew, and what was open comes back.

use std::collections::{BTreeMap, HashMap};

use crate::app::App;
use crate::app::filter::Filter;
use crate::app::keep::Keep;
use crate::app::library::told;
use crate::app::message::{Effect, Reread};
use crate::app::reader::Reader;
use crate::app::settings::{Settings, Wanted};
use crate::model::article_id::ArticleId;
use crate::model::hash::ContentHash;
use crate::model::memory::Habits;
use crate::store::order::Sort;

impl App {
    /// Asks for the inputs to be read again.
    pub(super) fn read_again(&mut self) -> Vec<Effect> {
        if self.settings.inputs.iter().any(|input| input == "-") {
            self.notice = Some("what came through a pipe cannot be read again".into());
            return Vec::new();
        }
        if self.library.loading {
            self.notice = Some("files are still being read".into());
            return Vec::new();
        }
        if std::mem::replace(&mut self.library.again, true) {
            return Vec::new();
        }
        // Whatever changes from now on is told anew.
        self.library.changed_files = 0;
        vec![Effect::ReadAgain]
    }

    /// The reader as it is before anything is read, which opens what is open now as soon as that is there: article and row,
    /// comparison or board, filter and order. What lasts, what was set and what was typed before stay. Returns the old one,
    /// which holds all articles: giving it back takes time.
    #[must_use]
    pub fn begin_again(&mut self) -> Self {
        let texts = self.texts();
        let old = self.begin_anew();
        self.library.before = Some(texts);
        old
    }

    fn begin_anew(&mut self) -> Self {
        self.keep_the_place();
        let workspace = self.workspace();
        let (width, height) = self.size;
        let settings = Settings {
            filter: None,
            first_run: false,
            wanted: None,
            workspace: None,
            habits: Habits::default(),
            ..self.settings.clone()
        };
        let mut old = std::mem::replace(self, Self::new(settings, width, height));
        let Filter { query, sort, ties, history, accepted, .. } = std::mem::take(&mut old.filter);
        self.filter = Filter { query, sort, ties, history, accepted, ..Filter::default() };
        self.reader = Reader { folds_open: old.reader.folds_open, shown: old.reader.shown, ..Reader::default() };
        self.keep = std::mem::take(&mut old.keep).without_articles();
        self.settings.habits = old.settings.habits.clone();
        self.settings.workspace.clone_from(&old.settings.workspace);
        self.search.history.clone_from(&old.search.history);
        self.side.mode = old.side.mode;
        self.side.following = old.side.following;
        self.side.folded.clone_from(&old.side.folded);
        self.corrections.clone_from(&old.corrections);
        self.last_tags.clone_from(&old.last_tags);
        (self.configured, self.usual_widths) = (old.configured, old.usual_widths);
        (self.side_shown, self.zoomed, self.mouse_on) = (old.side_shown, old.zoomed, old.mouse_on);
        self.ground = old.ground;
        self.board.doubtful = old.board.doubtful;
        self.notice = None;
        self.wanted = Some(Wanted::Again(Box::new(workspace)));
        self.arrange();
        old
    }
}

impl App {
    /// Takes in what has become of the files: articles that stay are taken over with all that is known of them.
    pub(super) fn reread(&mut self, found: Option<Reread>) -> Vec<Effect> {
        self.library.again = false;
        if self.screen().is_typing(self) {
            // What is being typed is about what is there now. Files are looked at once more when it is done.
            self.library.again_when_typed = true;
            return Vec::new();
        }
        let Some(Reread { moves, new, problems }) = found else { return vec![Effect::ReadAllAgain] };
        let told = self.library.tell_moves(&moves, &new);
        let problems = self.library.problems_of_those_that_stay(&moves).into_iter().chain(problems).collect();
        if moves.is_nothing() {
            self.library.problems = problems;
            self.refresh_problems();
            self.notice = Some(told);
            return Vec::new();
        }
        let changed_files = self.library.changed_files;
        let old = self.begin_anew();
        self.library = old.library.followed(&moves, new);
        self.library.problems.extend(problems);
        self.library.changed_files = changed_files;
        let mut effects = vec![Effect::Follow(moves)];
        for id in (0..self.library.store().len() as u32).map(ArticleId) {
            self.list_last(id);
        }
        self.refresh_problems();
        if self.filter.active() || self.filter.sort != Sort::default() {
            effects.extend(self.refilter());
        }
        effects.extend(self.restore());
        effects.extend(self.show_wanted());
        if let (None, Some(first)) = (self.reader.article, self.list.order.first()) {
            effects.extend(self.open(*first));
        }
        self.notice = Some(told);
        effects
    }

    /// Reads the inputs again after all, once nothing is being typed any more.
    pub(super) fn read_again_when_typed(&mut self) -> Vec<Effect> {
        if !self.library.again_when_typed || self.screen().is_typing(self) {
            return Vec::new();
        }
        self.library.again_when_typed = false;
        self.read_again()
    }

    /// The text of each article, by its id.
    fn texts(&self) -> HashMap<String, ContentHash> {
        let mut texts = HashMap::new();
        self.library.store().each(&mut |article| {
            texts.insert(article.id.clone(), article.hash());
        });
        texts
    }

    /// Says what reading again has brought, when all is read.
    pub(super) fn tell_what_is_new(&mut self) {
        let Some(before) = self.library.before.take() else { return };
        let (mut new, mut changed) = (0, 0);
        self.library.store().each(&mut |article| match before.get(&article.id) {
            None => new += 1,
            Some(text) => changed += usize::from(*text != article.hash()),
        });
        let gone = (before.len() + new).saturating_sub(self.library.store().len());
        self.notice = Some(told([new, changed, gone]));
    }
}

impl Keep {
    /// The same before any article is read. What was kept of an article whose file has been edited is found by its place.
    fn without_articles(self) -> Self {
        let mut hints = self.hints;
        let keys = self.memory.articles.iter().filter_map(|(hash, kept)| Some((Self::key(&kept.hint)?, *hash)));
        hints.extend(keys);
        Self {
            hints,
            hashes: Vec::new(),
            ids: HashMap::new(),
            placed: BTreeMap::new(),
            restore: None,
            complete: true,
            ..self
        }
    }
}
