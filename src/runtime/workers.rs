//! The worker threads: articles to findings, the open article first, and the corpus when enough of it is there.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::analysis::{self, board::Column};
use crate::app::message::Message;
use crate::model::article::Article;
use crate::model::comparison::Comparison;
use crate::model::corpus::ArticleId;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::knowledge::Knowledge;
use crate::model::problem::{Problem, Severity};
use crate::query::index::AcrossEntry;
use crate::runtime::event::Mailbox;
use crate::runtime::queue::{Analysed, Job, Queue};
use crate::runtime::{panic_wanted, panics};
use crate::text::span::Span;

/// A handle on the worker threads. The threads are never waited for: the end of the program ends them, however long the
/// analysis is that they are at.
#[derive(Clone)]
pub struct Workers(Arc<Shared>);

struct Shared {
    plan: Mutex<Plan>,
    changed: Condvar,
    knowledge: Arc<Knowledge>,
}

#[derive(Default)]
struct Plan {
    queue: Queue,
    stopped: bool,
}

impl Workers {
    /// Starts `jobs` threads, or one less than there are processors; at least one.
    pub fn start(jobs: Option<usize>, knowledge: Arc<Knowledge>, mailbox: &Mailbox) -> Self {
        let shared = Arc::new(Shared { plan: Mutex::default(), changed: Condvar::new(), knowledge });
        let spare = || thread::available_parallelism().map_or(1, |n| n.get() - 1);
        for _ in 0..jobs.unwrap_or_else(spare).max(1) {
            let (shared, mailbox) = (shared.clone(), mailbox.clone());
            thread::spawn(move || shared.work(&mailbox));
        }
        Self(shared)
    }

    /// Adds the article with the next id.
    pub fn add(&self, article: Arc<Article>) {
        self.0.lock().queue.push(article);
        self.0.changed.notify_one();
    }

    /// Says that no further article will come.
    pub fn no_more(&self) {
        self.0.lock().queue.complete();
        self.0.changed.notify_one();
    }

    /// Puts an article before all others.
    pub fn analyse_first(&self, id: ArticleId) {
        self.0.lock().queue.put_first(id);
    }

    /// Compares two articles at once, beside whatever the workers are at: somebody is waiting for it. Posts
    /// [`Message::Compared`], or a problem.
    pub fn compare(ids: [ArticleId; 2], [left, right]: [Analysed; 2], mailbox: &Mailbox) {
        let mailbox = mailbox.clone();
        thread::spawn(move || {
            let compare = || Arc::new(analysis::compare((&left.0, &left.1), (&right.0, &right.1)));
            mailbox.post(match catch_unwind(AssertUnwindSafe(compare)) {
                Ok(comparison) => Message::Compared(ids, comparison),
                Err(panic) => problem(format!("comparing two articles failed: {}", panics::reason(&*panic))),
            });
        });
    }

    /// Says in what two passages of compared articles differ. Posts [`Message::Differences`], or a problem.
    pub fn tell_differences(
        ids: [ArticleId; 2],
        [left, right]: [Analysed; 2],
        comparison: Arc<Comparison>,
        passages: [Span; 2],
        mailbox: &Mailbox,
    ) {
        let mailbox = mailbox.clone();
        thread::spawn(move || {
            let articles = [(&*left.0, &*left.1), (&*right.0, &*right.1)];
            let tell = || analysis::differences(articles, &comparison, passages);
            mailbox.post(match catch_unwind(AssertUnwindSafe(tell)) {
                Ok(differences) => Message::Differences(ids, passages, differences),
                Err(panic) => problem(format!("comparing two passages failed: {}", panics::reason(&*panic))),
            });
        });
    }

    /// Lays articles out on a board, in the same manner: first their issues, which are there soon, then everything. Posts
    /// [`Message::Boarded`] for both, or a problem.
    pub fn board(articles: Vec<(ArticleId, Analysed)>, across: Arc<CorpusFindings>, mailbox: &Mailbox) {
        let mailbox = mailbox.clone();
        thread::spawn(move || {
            let columns: Vec<Column<'_>> =
                articles.iter().map(|(id, (article, findings))| Column { id: *id, article, findings }).collect();
            for lay_out in [analysis::board_of_issues, analysis::board] {
                let board = || Arc::new(lay_out(&columns, &across));
                mailbox.post(match catch_unwind(AssertUnwindSafe(board)) {
                    Ok(board) => Message::Boarded(board),
                    Err(panic) => problem(format!("laying the articles out failed: {}", panics::reason(&*panic))),
                });
            }
        });
    }

    /// Lets every worker end after the job that it is at.
    pub fn stop(&self) {
        self.0.lock().stopped = true;
        self.0.changed.notify_all();
    }

    /// Whether [`stop`](Self::stop) was called.
    pub fn stopped(&self) -> bool {
        self.0.lock().stopped
    }
}

impl Shared {
    /// Nothing that panics runs under this lock, so a poisoned one is as good as any.
    fn lock(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self, mailbox: &Mailbox) {
        while let Some(job) = self.next() {
            match job {
                Job::Article(id, article) => {
                    let (message, findings) = match analyse(&article, &self.knowledge) {
                        Ok(findings) => (Message::Analysed(id, findings.clone()), findings),
                        Err(reason) => (Message::AnalysisFailed(id, reason), Arc::default()),
                    };
                    mailbox.post(message);
                    self.lock().queue.finish(id, findings);
                }
                Job::Corpus(articles) => {
                    mailbox.post(match analyse_corpus(&articles) {
                        Ok((findings, entry)) => Message::CorpusAnalysed(articles.len(), findings, entry),
                        Err(message) => problem(message),
                    });
                    self.lock().queue.finish_corpus();
                }
            }
            // What has just been finished may have made the corpus ready for another worker.
            self.changed.notify_one();
        }
    }

    /// Blocks until there is a job; `None` when the workers shall end.
    fn next(&self) -> Option<Job> {
        let mut plan = self.lock();
        loop {
            if plan.stopped {
                return None;
            }
            if let Some(job) = plan.queue.next() {
                return Some(job);
            }
            plan = self.changed.wait(plan).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// A problem that belongs to no file.
fn problem(message: String) -> Message {
    Message::Problems(vec![Problem { path: None, line: None, severity: Severity::Error, message }])
}

/// The findings of an article, or why there are none.
fn analyse(article: &Article, knowledge: &Knowledge) -> Result<Arc<ArticleFindings>, String> {
    let analysis = AssertUnwindSafe(|| {
        assert!(!panic_wanted("worker"), "a panic was asked for");
        Arc::new(analysis::article_with(article, knowledge))
    });
    catch_unwind(analysis).map_err(|panic| panics::reason(&*panic).to_owned())
}

/// What holds across articles and what queries look at of it, or why that is not known.
fn analyse_corpus(articles: &[Analysed]) -> Result<(Arc<CorpusFindings>, Box<AcrossEntry>), String> {
    let analysis = AssertUnwindSafe(|| {
        let articles: Vec<_> = articles.iter().map(|(article, findings)| (&**article, &**findings)).collect();
        let findings = analysis::corpus(&articles);
        let titles: Vec<_> = articles.iter().map(|(article, _)| article.title()).collect();
        let entry = Box::new(AcrossEntry::new(&findings, &titles));
        (Arc::new(findings), entry)
    });
    catch_unwind(analysis).map_err(|panic| format!("comparing the articles failed: {}", panics::reason(&*panic)))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn every_article_and_then_the_corpus_is_analysed() {
        let (sender, events) = mpsc::channel();
        let mailbox = Mailbox::new(sender);
        let workers = Workers::start(Some(3), Arc::default(), &mailbox);
        for i in 0..6 {
            let text = format!("The council met on day {i}. Nobody spoke.");
            workers.add(Arc::new(Article { id: i.to_string(), text, ..Article::default() }));
        }
        workers.no_more();
        let mut analysed = Vec::new();
        let covered = 'all: loop {
            events.recv().expect("the workers hold the other end");
            for message in mailbox.take() {
                match message {
                    Message::Analysed(id, _) => analysed.push(id.0),
                    Message::CorpusAnalysed(n, ..) => break 'all n,
                    other => panic!("{other:?}"),
                }
            }
        };
        analysed.sort_unstable();
        assert_eq!((covered, analysed), (6, vec![0, 1, 2, 3, 4, 5]));
        workers.stop();
        assert!(workers.stopped());
    }
}
