//! The worker threads: articles to findings, the open article first, and the corpus when enough of it is there.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::analysis::{self, board::Column};
use crate::app::message::{self, Message, Redone};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::comparison::Comparison;
use crate::model::correction::list::Corrections;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::knowledge::Knowledge;
use crate::model::moves::Moves;
use crate::model::problem::{Problem, Severity};
use crate::query::index::{AcrossEntry, EntryChange, FindingsEntry};
use crate::runtime::event::Mailbox;
use crate::runtime::queue::{Again, Finished, Job, Queue};
use crate::runtime::turn::Turn;
use crate::runtime::{panic_wanted, panics};
use crate::store::cache::Cache;
use crate::store::held::{Held, Texts};
use crate::store::packed::{Kept, Packed};
use crate::store::sketches::Sketches;
use crate::text::span::Span;

/// An article with its findings.
pub type Analysed = (Arc<Article>, Arc<ArticleFindings>);

/// A handle on the worker threads. The threads are never waited for: the end of the program ends them, however long the
/// analysis is that they are at.
#[derive(Clone)]
pub struct Workers(Arc<Shared>);

struct Shared {
    plan: Mutex<Plan>,
    changed: Condvar,
    knowledge: Arc<Knowledge>,
    cache: Arc<Cache>,
    texts: Arc<dyn Texts>,
    comparing: Turn,
    boarding: Turn,
}

#[derive(Default)]
struct Plan {
    queue: Queue,
    stopped: bool,
    /// What a person corrected.
    corrections: Arc<Corrections>,
    /// What held across articles last.
    across: Arc<CorpusFindings>,
}

impl Workers {
    /// Starts `jobs` threads, or one less than there are processors; at least one.
    pub fn start(
        jobs: Option<usize>,
        (knowledge, cache, texts): (Arc<Knowledge>, Arc<Cache>, Arc<dyn Texts>),
        corrections: Arc<Corrections>,
        mailbox: &Mailbox,
    ) -> Self {
        let shared = Arc::new(Shared {
            plan: Mutex::new(Plan { corrections, ..Plan::default() }),
            changed: Condvar::new(),
            knowledge,
            cache,
            texts,
            comparing: Turn::default(),
            boarding: Turn::default(),
        });
        let spare = || thread::available_parallelism().map_or(1, |n| n.get() - 1);
        for _ in 0..jobs.unwrap_or_else(spare).max(1) {
            let (shared, mailbox) = (shared.clone(), mailbox.clone());
            thread::spawn(move || shared.work(&mailbox));
        }
        Self(shared)
    }

    /// Adds the article with the next id.
    pub fn add(&self, id: ArticleId, article: Arc<Held>) {
        self.0.lock().queue.push(id, article);
        self.0.changed.notify_one();
    }

    /// All articles, in the order of their ids.
    pub fn articles(&self) -> Vec<Arc<Held>> {
        self.0.lock().queue.articles().cloned().collect()
    }

    /// Whether all is known of all articles, and nothing is to be done with them.
    pub fn is_settled(&self) -> bool {
        self.0.lock().queue.is_settled()
    }

    /// Notes where articles are now that files were read again, once [all is settled](Self::is_settled). `new` gives those that
    /// came.
    pub fn follow(&self, moves: &Moves, new: impl Fn(ArticleId) -> Option<Arc<Held>>) {
        let mut plan = self.0.lock();
        plan.queue.follow(moves, new);
        plan.across = Arc::default();
        drop(plan);
        self.0.changed.notify_all();
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

    /// Lays other corrections over the articles: over the `first` ones before this returns, over all others when a worker
    /// comes to it; then what holds across articles follows. Posts [`Message::Corrected`] and
    /// [`Message::CorpusAnalysed`].
    pub fn correct(&self, corrections: &Arc<Corrections>, first: &[ArticleId]) -> Vec<Redone> {
        let mut plan = self.0.lock();
        plan.corrections = corrections.clone();
        plan.queue.correct(corrections.version());
        let mut out = Vec::new();
        for finished in first.iter().filter_map(|id| plan.queue.finished(*id)).collect::<Vec<_>>() {
            if let Some((given, redone)) = redo(&finished, corrections, &self.0.knowledge) {
                plan.queue.give(finished.id, given);
                out.push(redone);
            }
        }
        drop(plan);
        self.0.changed.notify_one();
        out
    }

    /// Compares two articles at once, beside whatever the workers are at: somebody is waiting for it. Posts
    /// [`Message::Compared`], or a problem.
    pub fn compare(&self, ids: [ArticleId; 2], [left, right]: [Analysed; 2], mailbox: &Mailbox) {
        let mailbox = mailbox.clone();
        self.0.comparing.take(move |_| {
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
    /// [`Message::Boarded`] for both, or a problem. A board that was asked for before and is not done is given up.
    pub fn board(&self, articles: Sketches, across: Arc<CorpusFindings>, mailbox: &Mailbox) {
        let mailbox = mailbox.clone();
        self.0.boarding.take(move |goes_on| {
            let opened: Vec<_> = articles.open().take_while(|_| goes_on()).collect();
            let columns: Vec<Column<'_>> =
                opened.iter().map(|(id, article, findings)| Column { id: *id, article, findings }).collect();
            let across = across.of_some(columns.iter().map(|column| (column.id, column.findings)));
            for lay_out in [analysis::board_of_issues, analysis::board_while] {
                let board = || lay_out(&columns, &across, goes_on).map(Arc::new);
                match catch_unwind(AssertUnwindSafe(board)) {
                    Ok(None) => return,
                    Ok(Some(board)) => mailbox.post(Message::Boarded(board)),
                    Err(panic) => {
                        let reason = panics::reason(&*panic);
                        mailbox.post(problem(format!("laying the articles out failed: {reason}")));
                    }
                }
            }
        });
    }

    /// Gives a board up that is being made: nobody looks at it any more.
    pub fn leave_board(&self) {
        self.0.boarding.leave();
    }

    /// Brings what is to be kept of findings to the disk as far as that is soon done.
    pub fn flush(&self) {
        self.0.cache.flush();
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
        while let Some(job) = self.next_with_room(mailbox) {
            match job {
                Job::Article(id, held) => {
                    let article = held.article();
                    let (message, findings) = match self.analyse(&article) {
                        Ok((findings, entry)) => {
                            (Message::Analysed(id, message::Analysed::Ready(findings.clone(), entry)), findings)
                        }
                        Err(reason) => (Message::AnalysisFailed(id, reason), Packed::default()),
                    };
                    mailbox.post(message);
                    self.finish(id, (held.clone(), findings), mailbox);
                    held.let_go();
                }
                Job::Correct(articles) => {
                    let corrections = self.lock().corrections.clone();
                    self.give(&articles, &corrections, mailbox);
                    self.lock().queue.finish_correcting();
                }
                // Nothing had to be analysed so far, so the last one comes soon, and is likely to be known.
                Job::Corpus { articles, .. } if self.cache.knows_all() && self.lock().queue.skip(articles.len()) => {}
                Job::Corpus { articles, again, version } => {
                    let before = self.lock().across.clone();
                    let before = (again == Again::Names).then_some(&*before);
                    let message = match analyse_corpus(&articles, before, version, &self.cache) {
                        Ok((findings, entry)) => {
                            self.lock().across = findings.clone();
                            Message::CorpusAnalysed(articles.len(), findings, entry)
                        }
                        Err(message) => problem(message),
                    };
                    mailbox.post(message);
                    let done = {
                        let queue = &mut self.lock().queue;
                        queue.finish_corpus();
                        queue.is_done()
                    };
                    if done {
                        self.cache.finish();
                        self.let_go();
                        mailbox.post(Message::Problems(self.cache.problems()));
                    }
                }
            }
            // What has just been finished may have made the corpus ready for another worker.
            self.changed.notify_one();
        }
    }

    /// The findings of an article and what queries look at of them, or why there are none.
    fn analyse(&self, article: &Article) -> Result<(Packed, Box<FindingsEntry>), String> {
        let analysis = AssertUnwindSafe(|| {
            assert!(!panic_wanted("worker"), "a panic was asked for");
            let (findings, key) = self.cache.findings_and_key(article, &self.knowledge);
            let entry = Box::new(FindingsEntry::new(article, &findings));
            let packed = match key {
                Some(key) => Packed::elsewhere(article, &findings, key, self.texts.clone()),
                None => Packed::of(article, &findings),
            };
            (packed, entry)
        });
        catch_unwind(analysis).map_err(|panic| panics::reason(&*panic).to_owned())
    }

    /// Holds no text that is on the disk by now.
    fn let_go(&self) {
        let articles: Vec<_> = self.lock().queue.articles().filter(|held| held.is_elsewhere()).cloned().collect();
        for held in articles {
            held.let_go();
        }
    }

    /// Notes that an article is analysed, and gives the reader what was corrected of it.
    fn finish(&self, id: ArticleId, found: Kept, mailbox: &Mailbox) {
        let corrections = self.lock().corrections.clone();
        let findings = found.1.clone();
        let redone = redo(&Finished { id, found, given: None }, &corrections, &self.knowledge);
        let mut plan = self.lock();
        plan.queue.finish(id, findings);
        if plan.corrections.version() != corrections.version() {
            let version = plan.corrections.version();
            plan.queue.correct(version);
        } else if let Some((given, redone)) = redone {
            plan.queue.give(id, given);
            mailbox.post(Message::Corrected(Box::new(vec![redone])));
        }
    }

    /// Lays corrections over articles and gives the reader those that are otherwise now; nothing if the corrections are
    /// others meanwhile, for then it will be done anew.
    fn give(&self, articles: &[Finished], corrections: &Corrections, mailbox: &Mailbox) {
        let redone: Vec<_> = articles.iter().filter_map(|a| redo(a, corrections, &self.knowledge)).collect();
        // What is noted and what is posted must not come apart.
        let mut plan = self.lock();
        if plan.corrections.version() != corrections.version() || redone.is_empty() {
            return;
        }
        let mut messages = Vec::with_capacity(redone.len());
        for (given, one) in redone {
            plan.queue.give(one.id, given);
            messages.push(one);
        }
        mailbox.post(Message::Corrected(Box::new(messages)));
    }

    /// Blocks while the screen is far behind, so that what is found does not pile up. Then as [`next`](Self::next).
    fn next_with_room(&self, mailbox: &Mailbox) -> Option<Job> {
        mailbox.make_room();
        self.next()
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

/// What an article is like with some corrections, and what the reader has to know of it; `None` where it is as the reader
/// knows it.
fn redo(finished: &Finished, corrections: &Corrections, knowledge: &Knowledge) -> Option<(Option<Kept>, Redone)> {
    let (held, findings) = &finished.found;
    if corrections.is_empty() && finished.given.is_none() {
        return None;
    }
    let article = held.article();
    let found = findings.open(&article);
    let correct = || analysis::corrected(&article, &found, corrections, knowledge);
    // A fault in a correction costs the correction.
    let corrected = catch_unwind(AssertUnwindSafe(correct)).unwrap_or_default();
    let given = corrected.map(|corrected| {
        let held = corrected.metadata.map_or_else(|| held.clone(), |metadata| Arc::new(held.with_metadata(metadata)));
        let same = corrected.findings == found;
        (held, if same { findings.clone() } else { Packed::of(&article, &corrected.findings) })
    });
    let (before, now) = (finished.present(), given.as_ref().unwrap_or(&finished.found));
    let (same_article, same_findings) = (before.0.metadata == now.0.metadata, before.1 == now.1);
    if same_article && same_findings {
        return None;
    }
    let mut change = EntryChange::default();
    if !same_findings {
        let open = |(_, findings): &Kept| findings.open(&article);
        change = EntryChange::of_findings(&article, &open(before), &open(now));
    }
    if !same_article {
        change = change.and_metadata(&before.0.metadata, &now.0.metadata);
    }
    let redone = Redone {
        id: finished.id,
        version: corrections.version(),
        article: (!same_article).then(|| now.0.clone()),
        findings: (!same_findings).then(|| now.1.clone()),
        change,
    };
    Some((given, redone))
}

/// What holds across articles and what queries look at of it, or why that is not known. Where only names were corrected
/// since `before`, the rest of that stays.
fn analyse_corpus(
    articles: &Sketches,
    before: Option<&CorpusFindings>,
    version: u64,
    cache: &Cache,
) -> Result<(Arc<CorpusFindings>, Box<AcrossEntry>), String> {
    let analysis = AssertUnwindSafe(|| {
        let (findings, entry) = match before {
            Some(before) => articles.across_again(before),
            None => articles.across(cache),
        };
        (Arc::new(CorpusFindings { corrections: version, ..findings }), Box::new(entry))
    });
    catch_unwind(analysis).map_err(|panic| format!("comparing the articles failed: {}", panics::reason(&*panic)))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::model::article::Head;
    use crate::store::held::Nowhere;

    #[test]
    fn every_article_and_then_the_corpus_is_analysed() {
        let (sender, events) = mpsc::channel();
        let mailbox = Mailbox::new(sender);
        let workers =
            Workers::start(Some(3), (Arc::default(), Arc::default(), Arc::new(Nowhere)), Arc::default(), &mailbox);
        for i in 0..6 {
            let text = format!("The council met on day {i}. Nobody spoke.");
            workers.add(
                ArticleId(i),
                Arc::new(Held::from(Article {
                    head: Head { id: i.to_string(), ..Head::default() },
                    text,
                    ..Article::default()
                })),
            );
        }
        workers.no_more();
        let mut analysed = Vec::new();
        let covered = 'all: loop {
            events.recv().expect("the workers hold the other end");
            for message in mailbox.take() {
                match message {
                    Message::Analysed(id, ..) => analysed.push(id.0),
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
