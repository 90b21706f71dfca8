//! Reading again: looks which files are as they were, reads the others, and says where all articles are then.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::app::message::{Loaded, Message, Reread};
use crate::load::{self, Inputs, Item, Known, Options, Read, Take};
use crate::model::article::Article;
use crate::model::knowledge::Knowledge;
use crate::model::moves::Moves;
use crate::model::problem::Problem;
use crate::query::index::ArticleEntry;
use crate::runtime::event::Mailbox;
use crate::runtime::workers::Workers;
use crate::store::cache::Cache;
use crate::store::held::{Held, Texts};
use crate::store::open_files::OpenFiles;

/// Of more new articles than that the list is shown while they are read, as at a start.
const MOST: usize = 1000;

/// Starts a thread that posts [`Message::Reread`].
pub fn start(
    inputs: Inputs,
    known: (Arc<Knowledge>, Arc<Cache>, Arc<dyn Texts>),
    problems: Vec<Problem>,
    mailbox: Mailbox,
    workers: Workers,
) {
    thread::spawn(move || {
        let looking = AssertUnwindSafe(|| look(&inputs, &known, problems, &workers));
        // Whatever goes wrong here goes wrong again, and is told, when all is read.
        let found = catch_unwind(looking).ok().flatten();
        mailbox.post(Message::Reread(found.map(Box::new)));
    });
}

/// What has become of the files; `None` where that is too much to wait for.
fn look(
    inputs: &Inputs,
    (knowledge, cache, texts): &(Arc<Knowledge>, Arc<Cache>, Arc<dyn Texts>),
    problems: Vec<Problem>,
    workers: &Workers,
) -> Option<Reread> {
    let articles = workers.articles();
    let looking = Looking {
        files: OpenFiles::of(&articles),
        cache,
        found: Mutex::new(Reread { moves: Moves::all_gone(articles.len()), new: Vec::new(), problems }),
    };
    drop(articles);
    let mut is_too_much = false;
    load::load_known(&inputs.inputs, &inputs.options, &looking, &mut |item| {
        let mut found = looking.found();
        match item {
            Item::Problem(problem) => found.problems.push(problem),
            Item::Article(mut article) => {
                knowledge.name_source(&mut article);
                let text: Arc<Article> = Arc::from(article);
                let article = Arc::new(Held::of(text.clone(), texts));
                let entry = if article.is_elsewhere() {
                    ArticleEntry::without_text(&text, article.clone())
                } else {
                    ArticleEntry::new(&text)
                };
                let id = found.moves.comes();
                found.new.push(Loaded { id, article, entry });
                is_too_much |= found.new.len() > MOST;
            }
        }
        if is_too_much || workers.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let mut found = looking.found.into_inner().unwrap_or_else(PoisonError::into_inner);
    if found.moves.is_nothing() {
        // Otherwise they are told when all is known of what is new.
        found.problems.extend(cache.problems());
    }
    (!is_too_much).then_some(found)
}

/// Files that are as they were give nothing to read.
struct Looking<'a> {
    files: OpenFiles,
    cache: &'a Cache,
    found: Mutex<Reread>,
}

impl Looking<'_> {
    fn found(&self) -> MutexGuard<'_, Reread> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known for Looking<'_> {
    fn read(&self, path: &Path, options: &Options, read: Read<'_>, sink: Take<'_>) -> ControlFlow<()> {
        let Some(articles) = self.files.unchanged(path, options) else {
            return self.cache.read(path, options, read, sink);
        };
        let mut found = self.found();
        articles.for_each(|id| found.moves.stays(id));
        ControlFlow::Continue(())
    }
}
