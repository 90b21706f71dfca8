//! From inputs to lines of output: one thread reads, all processors analyse, and articles come out in their order.
//! Only a few megabytes of text are held at a time, unless it takes all articles to choose some of them.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;

use crate::cli::failure::Failure;
use crate::cli::selection::Selection;
use crate::load::{self, Inputs, Item};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::findings::ArticleFindings;
use crate::model::problem::{Problem, Severity};
use crate::store::cache::Cache;
use crate::store::in_memory::InMemory;
use crate::store::questions::Store;
use crate::text::cells::clean_line;

/// How much text is analysed in one go, in bytes.
const BATCH_BYTES: usize = 4 << 20;
/// How many articles and problems are handled in one go.
const BATCH_ITEMS: usize = 1024;

/// Loads `inputs`, turns each article and its findings into output with `render`, in parallel, and hands the results
/// to `write` in the order of loading. Problems go to `problem` in between. What the selection leaves out is neither
/// written nor complained about. Returns how many articles there were before it.
pub(super) fn run<T: Send>(
    inputs: Inputs,
    selection: &Selection,
    render: impl Fn(&Article, &ArticleFindings) -> T + Sync,
    mut write: impl FnMut(T) -> Result<(), Failure>,
    mut problem: impl FnMut(&Problem),
) -> Result<usize, Failure> {
    if selection.looks_across() {
        let mut held = Held::new(inputs, selection)?;
        held.problems.iter().for_each(&mut problem);
        let chosen = held.wanted(selection)?;
        let rendered: Vec<T> = chosen.par_iter().map(|(_, article, findings)| render(article, findings)).collect();
        for ((_, article, _), rendered) in chosen.into_iter().zip(rendered) {
            article.problems.iter().for_each(&mut problem);
            write(rendered)?;
        }
        return Ok(held.store.len());
    }
    let mut articles = 0;
    each_batch(inputs, &selection.cache, |batch| {
        let results: Vec<_> = batch
            .into_par_iter()
            .map(|item| match item {
                Item::Problem(problem) => (0, None, vec![problem]),
                Item::Article(mut article) => {
                    let findings = selection.analyse(&mut article);
                    if !selection.wants(&article, &findings) {
                        return (1, None, Vec::new());
                    }
                    (1, Some(render(&article, &findings)), article.problems)
                }
            })
            .collect();
        for (count, rendered, problems) in results {
            articles += count;
            problems.iter().for_each(&mut problem);
            if let Some(rendered) = rendered {
                write(rendered)?;
            }
        }
        Ok(())
    })?;
    Ok(articles)
}

/// An article that is to be printed.
pub(super) type Wanted = (ArticleId, Arc<Article>, Arc<ArticleFindings>);

/// All articles with their findings, for what depends on all of them.
pub(super) struct Held {
    /// They.
    pub(super) store: InMemory,
    /// What stopped files from being read, in the order of loading.
    pub(super) problems: Vec<Problem>,
}

impl Held {
    /// Loads and analyses.
    pub(super) fn new(inputs: Inputs, selection: &Selection) -> Result<Self, Failure> {
        let (mut analysed, mut problems) = (Vec::new(), Vec::new());
        each_batch(inputs, &selection.cache, |batch| {
            let mut articles = Vec::with_capacity(batch.len());
            for item in batch {
                match item {
                    Item::Problem(problem) => problems.push(problem),
                    Item::Article(article) => articles.push(article),
                }
            }
            analysed.par_extend(articles.into_par_iter().map(|mut article| {
                let findings = selection.analyse(&mut article);
                (article, findings)
            }));
            Ok(())
        })?;
        Ok(Self { store: InMemory::new(analysed), problems })
    }

    /// The articles that are to be printed, with their findings.
    pub(super) fn wanted(&mut self, selection: &Selection) -> Result<Vec<Wanted>, Failure> {
        let wanted = selection.wanted(&mut self.store)?;
        let open = |id| Some((id, self.store.article(id)?, self.store.findings(id)?));
        Ok(wanted.iter().filter_map(open).collect())
    }
}

/// Hands everything that is loaded to `handle`, some megabytes at a time, while a thread reads on.
fn each_batch(
    inputs: Inputs,
    cache: &Cache,
    mut handle: impl FnMut(Vec<Item>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (sender, batches) = sync_channel::<Vec<Item>>(1);
    thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let (mut batch, mut bytes) = (Vec::new(), 0);
            load::load_known(&inputs.inputs, &inputs.options, cache, &mut |item| {
                bytes += if let Item::Article(article) = &item { article.text.len() } else { 0 };
                batch.push(item);
                if bytes < BATCH_BYTES && batch.len() < BATCH_ITEMS {
                    return ControlFlow::Continue(());
                }
                bytes = 0;
                // It fails when nobody wants more.
                match sender.send(std::mem::take(&mut batch)) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(_) => ControlFlow::Break(()),
                }
            });
            let _ = sender.send(batch);
        });
        // By value, so that on an early return the loader finds nobody at the other end, and ends too.
        for batch in batches {
            handle(batch)?;
        }
        if reading.join().is_err() {
            let message = "reading failed; this is a fault of the program".to_owned();
            handle(vec![Item::Problem(Problem { path: None, line: None, severity: Severity::Error, message })])?;
        }
        Ok(())
    })
}

/// Says a problem on standard error, in one line; mere notes are left to `parallax check`.
pub(super) fn report(problem: &Problem) {
    if problem.severity > Severity::Note {
        // There is nowhere left to say that standard error is closed.
        let _ = writeln!(io::stderr().lock(), "{}", clean_line(&problem.to_string()));
    }
}

/// Fails when there was no article.
pub(super) fn require_some(articles: usize) -> Result<(), Failure> {
    if articles == 0 {
        return Err(Failure::NothingToRead("nothing to read: no article was found".into()));
    }
    Ok(())
}
