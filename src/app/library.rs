//! The articles that are open with everything known about them.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::app::message::{Loaded, Redone};
use crate::model::article_id::ArticleId;
use crate::model::entity::EntityId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::hash::ContentHash;
use crate::model::issue::IssueId;
use crate::model::moves::Moves;
use crate::model::problem::{Problem, Severity};
use crate::query::index::FindingsEntry;
use crate::store::links::Story;
use crate::store::packed::Packed;
use crate::store::questions::Store;
use crate::store::shelf::Shelf;

/// Articles, findings, links between articles, problems and progress.
#[derive(Debug)]
pub struct Library {
    /// The articles with what was found in them and across them.
    pub(super) shelf: Shelf,
    /// What went wrong so far.
    pub problems: Vec<Problem>,
    /// Whether files are still being read.
    pub loading: bool,
    /// The texts that were there before the inputs were read again, by the ids of their articles, until all is read.
    pub(super) before: Option<HashMap<String, ContentHash>>,
    /// Whether it is being looked which files have changed.
    pub(super) again: bool,
    /// Whether that waits until what is being typed is done.
    pub(super) again_when_typed: bool,
    /// How many of the files have changed since they were read, came or went.
    pub changed_files: usize,
    /// With which state of the corrections each article was corrected last.
    corrected: Vec<u64>,
}

impl Default for Library {
    fn default() -> Self {
        Self {
            shelf: Shelf::default(),
            problems: Vec::new(),
            loading: true,
            before: None,
            again: false,
            again_when_typed: false,
            changed_files: 0,
            corrected: Vec::new(),
        }
    }
}

impl Library {
    /// Where all that is asked about articles is answered.
    pub fn store(&self) -> &dyn Store {
        &self.shelf
    }

    /// The id of the article that comes next.
    pub fn next_id(&self) -> ArticleId {
        ArticleId(self.shelf.len() as u32)
    }

    /// Adds an article.
    pub(super) fn push(&mut self, loaded: Loaded) {
        self.corrected.push(0);
        self.shelf.push(loaded.id, loaded.article, loaded.entry);
    }

    /// The same where articles are now that files were read again, with those that are new, and no problem but theirs.
    pub(super) fn followed(mut self, moves: &Moves, new: Vec<Loaded>) -> Self {
        let problems = new.iter().flat_map(|loaded| loaded.article.problems().iter().cloned()).collect();
        let new = new.into_iter().map(|Loaded { id, article, entry }| (id, article, entry)).collect();
        self.shelf.follow(moves, new);
        let corrected = moves.place(self.corrected).into_iter().map(Option::unwrap_or_default).collect();
        Self { shelf: self.shelf, problems, loading: false, corrected, ..Self::default() }
    }

    /// The problems of files whose articles stay where these are read again.
    pub(super) fn problems_of_those_that_stay(&self, moves: &Moves) -> Vec<Problem> {
        let mut paths: HashSet<&PathBuf> = self.problems.iter().filter_map(|problem| problem.path.as_ref()).collect();
        if !paths.is_empty() {
            let stay = (0..self.shelf.len() as u32).map(ArticleId).filter(|id| moves.of(*id).is_some());
            let files = stay.filter_map(|id| self.shelf.head(id)?.path.as_ref());
            let staying: HashSet<&PathBuf> = files.filter(|path| paths.contains(path)).collect();
            paths = staying;
        }
        self.problems
            .iter()
            .filter(|problem| problem.path.as_ref().is_some_and(|p| paths.contains(p)))
            .cloned()
            .collect()
    }

    /// Says how many articles are new, changed and gone.
    pub(super) fn tell_moves(&self, moves: &Moves, new: &[Loaded]) -> String {
        let gone = moves.gone().filter_map(|id| self.shelf.head(id));
        let mut gone: HashMap<&str, ContentHash> = gone.map(|held| (held.id.as_str(), held.hash())).collect();
        let (mut come, mut changed) = (0, 0);
        for loaded in new {
            match gone.remove(loaded.article.id.as_str()) {
                None => come += 1,
                Some(text) => changed += usize::from(text != loaded.article.hash()),
            }
        }
        told([come, changed, gone.len()])
    }

    /// Takes in an article that was corrected; `false` where it was corrected since.
    pub(super) fn correct(&mut self, redone: &Redone) -> bool {
        let id = redone.id;
        let Some(version) = self.corrected.get_mut(id.index()).filter(|version| **version <= redone.version) else {
            return false;
        };
        *version = redone.version;
        self.shelf.correct(id, redone.article.as_ref(), redone.findings.as_ref(), &redone.change);
        true
    }

    /// Notes that the analysis of an article failed; it counts as analysed, with nothing found.
    pub(super) fn analysis_failed(&mut self, id: ArticleId, reason: &str) {
        let path = self.shelf.head(id).and_then(|a| a.path.clone());
        let message = format!("could not be analysed: {reason}");
        self.problems.push(Problem { path, line: None, severity: Severity::Error, message });
        self.shelf.analysed(id, Packed::default(), &FindingsEntry::default());
    }

    /// What was found in an article, once it is analysed.
    pub fn findings(&self, id: ArticleId) -> Option<Arc<ArticleFindings>> {
        self.shelf.findings(id)
    }

    /// Whether an article is analysed.
    pub fn is_analysed(&self, id: ArticleId) -> bool {
        self.shelf.row(id).is_some_and(|row| row.counts.is_some())
    }

    /// How many articles have been analysed.
    pub fn analysed_count(&self) -> usize {
        self.shelf.analysed_count()
    }

    /// What holds across articles, as far as it is known.
    pub fn across(&self) -> &CorpusFindings {
        self.shelf.across()
    }

    /// The index in [`CorpusFindings::entities`] of an entity of one article.
    pub fn whole_entity(&self, article: ArticleId, part: EntityId) -> Option<usize> {
        self.shelf.links().whole_entity(article, part)
    }

    /// The index in [`CorpusFindings::issues`] of an issue of one article.
    pub fn whole_issue(&self, article: ArticleId, part: IssueId) -> Option<usize> {
        self.shelf.links().whole_issue(article, part)
    }

    /// The story of an article; `None` while that is not known, and where no other article tells it.
    pub fn story(&self, article: ArticleId) -> Option<Story<'_>> {
        self.shelf.links().story(article)
    }

    /// The stories that several articles tell, the most told first.
    pub fn stories(&self) -> Vec<Story<'_>> {
        self.shelf.links().stories()
    }

    /// Whether positions on an issue of one article oppose, there or across articles.
    pub fn is_disputed(&self, article: ArticleId, part: IssueId) -> bool {
        let here = self.findings(article).is_some_and(|f| f.issue(part).is_some_and(|i| i.disputed));
        let whole = || self.across().issues.get(self.whole_issue(article, part)?);
        here || whole().is_some_and(|i| i.disputed)
    }
}

/// What reading again has brought: how many articles are new, changed and gone.
pub(super) fn told([new, changed, gone]: [usize; 3]) -> String {
    let told = [(new, "new"), (changed, "changed"), (gone, "gone")].into_iter().filter(|(n, _)| *n > 0);
    let told: Vec<String> = told.map(|(n, what)| format!("{n} {what}")).collect();
    let told = if told.is_empty() { "nothing has changed".to_owned() } else { told.join(", ") };
    format!("read again: {told}")
}
