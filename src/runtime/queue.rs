//! What is to be analysed next. A plain value: the workers lock it.

use std::sync::Arc;

use crate::model::article_id::ArticleId;
use crate::model::moves::Moves;
use crate::store::held::Held;
use crate::store::packed::{Kept, Packed};
use crate::store::sketches::Sketches;

/// After so many articles the corpus is analysed for the first time, and then each time that there are [`GROWTH`] times
/// as many. All these intermediate analyses together cost a small part of the last one.
const FIRST_CORPUS: usize = 8;

/// See [`FIRST_CORPUS`].
const GROWTH: usize = 8;

/// Something for a worker to do.
#[derive(Debug)]
pub enum Job {
    /// Analyse one article.
    Article(ArticleId, Arc<Held>),
    /// Lay the corrections over the finished articles anew.
    Correct(Vec<Finished>),
    /// Analyse the corpus as far as it goes: the first articles in the order of their ids.
    Corpus {
        /// These.
        articles: Sketches,
        /// Whether it was done before.
        again: Again,
        /// The number of the state of the corrections.
        version: u64,
    },
}

/// Whether the corpus was analysed before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// There are more articles than last time, or their days are others.
    No,
    /// Names and issues of the same articles were corrected.
    Names,
}

/// An article that was analysed.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Which one.
    pub id: ArticleId,
    /// What was loaded and found.
    pub found: Kept,
    /// The same with the corrections, as it was given to the reader last; `None` without any.
    pub given: Option<Kept>,
}

impl Finished {
    /// As the reader knows it.
    pub fn present(&self) -> &Kept {
        self.given.as_ref().unwrap_or(&self.found)
    }
}

/// The articles, what has become of them, and what comes next: the open article before all others, the corpus when
/// enough of it is there, then the articles in order.
#[derive(Debug)]
pub struct Queue {
    entries: Vec<(Arc<Held>, State)>,
    /// No article before this one is waiting.
    next: usize,
    /// No article before this one is unfinished.
    finished: usize,
    /// The articles that the user has asked for, the latest last.
    urgent: Vec<ArticleId>,
    /// Whether all articles are known.
    complete: bool,
    /// The number of finished articles from which on the corpus is to be analysed again.
    milestone: usize,
    /// Whether a worker analyses the corpus. Only one does at a time, so results never overtake each other.
    busy_with_corpus: bool,
    /// Of how many articles the corpus was analysed last, or is.
    covered: usize,
    /// Whether the corrections have been laid over the articles.
    corrected: Progress,
    /// What is to be linked anew since the corpus was analysed last: names where something was corrected, all of it where
    /// days of publication are others, by which stories are told apart.
    relink: Option<Again>,
    /// The number of the state of the corrections.
    version: u64,
}

/// How far something is that a worker does with all articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    /// It is done.
    Done,
    /// It is to be done.
    Due,
    /// A worker is at it.
    UnderWay,
    /// A worker is at it, and it is to be done once more.
    DueAgain,
}

#[derive(Debug)]
enum State {
    Waiting,
    Taken,
    Finished(Packed, Option<Kept>),
}

impl Default for Queue {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            next: 0,
            finished: 0,
            urgent: Vec::new(),
            complete: false,
            milestone: FIRST_CORPUS,
            busy_with_corpus: false,
            covered: 0,
            corrected: Progress::Done,
            relink: None,
            version: 0,
        }
    }
}

impl Queue {
    /// Adds the article with the next id.
    pub fn push(&mut self, id: ArticleId, article: Arc<Held>) {
        debug_assert_eq!(id.index(), self.entries.len(), "ids are given in the order of loading");
        self.entries.push((article, State::Waiting));
    }

    /// Says that no further article will come.
    pub fn complete(&mut self) {
        self.complete = true;
    }

    /// Puts an article before all others, also before those that were put there earlier: the user has moved on.
    pub fn put_first(&mut self, id: ArticleId) {
        self.urgent.push(id);
    }

    /// Hands out the next job; `None` when there is none at the moment.
    pub fn next(&mut self) -> Option<Job> {
        let job = self.take_urgent().or_else(|| self.take_correcting()).or_else(|| self.take_corpus());
        job.or_else(|| self.take_in_order())
    }

    /// Says that the corrections are others now, with the number of their state.
    pub fn correct(&mut self, version: u64) {
        self.corrected = match self.corrected {
            Progress::Done | Progress::Due => Progress::Due,
            Progress::UnderWay | Progress::DueAgain => Progress::DueAgain,
        };
        self.relink.get_or_insert(Again::Names);
        self.version = version;
    }

    /// Notes that the corrections have been laid over the articles.
    pub fn finish_correcting(&mut self) {
        self.corrected = match self.corrected {
            Progress::DueAgain => Progress::Due,
            _ => Progress::Done,
        };
    }

    /// A finished article.
    pub fn finished(&self, id: ArticleId) -> Option<Finished> {
        match self.entries.get(id.index())? {
            (article, State::Finished(findings, given)) => {
                let found = (article.clone(), findings.clone());
                Some(Finished { id, found, given: given.clone() })
            }
            _ => None,
        }
    }

    /// Notes what the reader is given of a finished article.
    pub fn give(&mut self, id: ArticleId, corrected: Option<Kept>) {
        if let Some((found, State::Finished(_, given))) = self.entries.get_mut(id.index()) {
            let published = |given: &Option<Kept>| given.as_ref().map_or(&*found, |(a, _)| a).metadata.published;
            // One that has just been analysed is linked with the others of its kind.
            if self.relink.is_some() && published(given) != published(&corrected) {
                self.relink = Some(Again::No);
            }
            *given = corrected;
        }
    }

    /// Notes the findings of an article; empty ones when its analysis failed.
    pub fn finish(&mut self, id: ArticleId, findings: Packed) {
        if let Some((_, state)) = self.entries.get_mut(id.index()) {
            *state = State::Finished(findings, None);
        }
        self.pass_finished();
    }

    fn pass_finished(&mut self) {
        while matches!(self.entries.get(self.finished), Some((_, State::Finished(..)))) {
            self.finished += 1;
        }
    }

    /// Whether everything was analysed, and what holds across all of it.
    pub fn is_done(&self) -> bool {
        let total = self.entries.len();
        self.complete && self.finished == total && self.covered == total
    }

    /// Whether all is known of all articles, with all corrections, and nobody is at work.
    pub fn is_settled(&self) -> bool {
        let is_corrected = self.corrected == Progress::Done && self.relink.is_none();
        self.is_done() && is_corrected && !self.busy_with_corpus
    }

    /// Notes where articles are now, when [all is settled](Self::is_settled): those that are new, which `new` gives, are to be
    /// analysed, and then what holds across all of them.
    pub fn follow(&mut self, moves: &Moves, new: impl Fn(ArticleId) -> Option<Arc<Held>>) {
        let kept = moves.place(std::mem::take(&mut self.entries)).into_iter();
        let come = |id: u32| new(ArticleId(id)).map(|article| (article, State::Waiting));
        self.entries = (0..).zip(kept).filter_map(|(id, kept)| kept.or_else(|| come(id))).collect();
        (self.next, self.finished, self.covered) = (0, 0, 0);
        self.urgent.clear();
        self.pass_finished();
    }

    /// The articles, in the order of their ids.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Held>> {
        self.entries.iter().map(|(article, _)| article)
    }

    /// Leaves out the analysis of the corpus of so many articles, unless it is that of all of them. Returns whether it does.
    pub fn skip(&mut self, articles: usize) -> bool {
        let is_last = self.complete && articles == self.entries.len();
        if !is_last {
            (self.busy_with_corpus, self.covered) = (false, 0);
        }
        !is_last
    }

    /// Notes that the analysis of the corpus is over.
    pub fn finish_corpus(&mut self) {
        self.busy_with_corpus = false;
    }

    fn take(&mut self, id: ArticleId) -> Option<Job> {
        let (article, state) = self.entries.get_mut(id.index())?;
        if !matches!(state, State::Waiting) {
            return None;
        }
        *state = State::Taken;
        Some(Job::Article(id, article.clone()))
    }

    fn take_urgent(&mut self) -> Option<Job> {
        while let Some(id) = self.urgent.pop() {
            if let Some(job) = self.take(id) {
                return Some(job);
            }
        }
        None
    }

    fn take_in_order(&mut self) -> Option<Job> {
        while self.next < self.entries.len() {
            let id = ArticleId(self.next as u32);
            self.next += 1;
            if let Some(job) = self.take(id) {
                return Some(job);
            }
        }
        None
    }

    fn take_correcting(&mut self) -> Option<Job> {
        if self.corrected != Progress::Due {
            return None;
        }
        self.corrected = Progress::UnderWay;
        let ids = (0..self.entries.len()).map(|i| ArticleId(i as u32));
        Some(Job::Correct(ids.filter_map(|id| self.finished(id)).collect()))
    }

    fn take_corpus(&mut self) -> Option<Job> {
        let total = self.entries.len();
        let last = self.complete && self.finished == total && self.covered < total;
        // With the end near, the last analysis comes soon enough.
        let near_the_end = self.complete && total < 2 * self.finished;
        let intermediate = self.finished >= self.milestone && !near_the_end;
        let more = last || intermediate;
        let relink = self.relink.is_some() && self.covered > 0;
        // Articles with corrections of two states do not make one corpus.
        if self.busy_with_corpus || self.corrected != Progress::Done || !(more || relink) {
            return None;
        }
        self.busy_with_corpus = true;
        let relink = self.relink.take();
        let again = relink.filter(|_| !more).unwrap_or(Again::No);
        if more {
            self.covered = self.finished;
            self.milestone = self.finished * GROWTH;
        }
        let finished = self.entries.iter().map_while(|(article, state)| match state {
            State::Finished(_, Some(given)) => Some(given.clone()),
            State::Finished(findings, None) => Some((article.clone(), findings.clone())),
            State::Waiting | State::Taken => None,
        });
        let articles = (0..).map(ArticleId).zip(finished).take(self.covered).collect();
        Some(Job::Corpus { articles, again, version: self.version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Article;

    fn with(articles: usize) -> Queue {
        let mut queue = Queue::default();
        for id in 0..articles as u32 {
            queue.push(ArticleId(id), Arc::new(Held::from(Article::default())));
        }
        queue
    }

    /// What one worker does with the queue, as text: `a3` for article 3, `c8` for the corpus of 8 articles.
    fn work(queue: &mut Queue) -> Vec<String> {
        let mut log = Vec::new();
        while let Some(job) = queue.next() {
            match job {
                Job::Article(id, _) => {
                    log.push(format!("a{}", id.0));
                    queue.finish(id, Packed::default());
                }
                Job::Correct(articles) => {
                    log.push(format!("k{}", articles.len()));
                    queue.finish_correcting();
                }
                Job::Corpus { articles, again, .. } => {
                    log.push(format!("c{}{}", articles.len(), if again == Again::No { "" } else { " again" }));
                    queue.finish_corpus();
                }
            }
        }
        log
    }

    fn corpora(queue: &mut Queue) -> Vec<String> {
        work(queue).into_iter().filter(|job| job.starts_with('c')).collect()
    }

    #[test]
    fn what_the_user_asked_for_last_goes_first_and_the_rest_in_order() {
        let mut queue = with(5);
        queue.put_first(ArticleId(1));
        queue.put_first(ArticleId(3));
        assert_eq!(work(&mut queue), ["a3", "a1", "a0", "a2", "a4"]);
        queue.put_first(ArticleId(2));
        queue.put_first(ArticleId(99));
        assert!(work(&mut queue).is_empty(), "an article is analysed once");
    }

    #[test]
    fn few_articles_make_one_corpus_at_the_end() {
        let mut queue = with(7);
        queue.complete();
        assert_eq!(work(&mut queue).last().map(String::as_str), Some("c7"));
        assert!(work(&mut queue).is_empty(), "and no second one");
        let mut none = with(0);
        none.complete();
        assert!(work(&mut none).is_empty());
    }

    #[test]
    fn many_articles_make_a_few_corpora_on_the_way() {
        let mut queue = with(5000);
        queue.complete();
        assert_eq!(corpora(&mut queue), ["c8", "c64", "c512", "c5000"]);
        let mut queue = with(100);
        queue.complete();
        assert_eq!(corpora(&mut queue), ["c8", "c100"], "64 of 100 would be replaced at once");
    }

    #[test]
    fn what_is_left_out_is_done_with_the_rest() {
        let mut queue = with(9);
        for id in 0..8 {
            queue.take(ArticleId(id));
            queue.finish(ArticleId(id), Packed::default());
        }
        assert!(matches!(queue.next(), Some(Job::Corpus { articles, .. }) if articles.len() == 8));
        assert!(queue.skip(8));
        queue.correct(1);
        assert_eq!(work(&mut queue), ["k8", "a8"], "no names are to be linked again");
        queue.complete();
        assert!(matches!(queue.next(), Some(Job::Corpus { articles, again: Again::No, .. }) if articles.len() == 9));
        assert!(!queue.skip(9), "the last one is done");
    }

    #[test]
    fn while_articles_still_come_the_corpus_is_not_final() {
        let mut queue = with(10);
        assert_eq!(corpora(&mut queue), ["c8"]);
        queue.push(ArticleId(10), Arc::new(Held::from(Article::default())));
        queue.complete();
        assert_eq!(work(&mut queue), ["a10", "c11"]);
    }

    #[test]
    fn one_corpus_at_a_time_and_only_what_is_finished_without_a_gap() {
        let mut queue = with(9);
        queue.complete();
        let slow = queue.next();
        assert!(matches!(slow, Some(Job::Article(ArticleId(0), _))));
        assert!(corpora(&mut queue).is_empty(), "article 0 is missing");
        queue.finish(ArticleId(0), Packed::default());
        assert!(matches!(queue.next(), Some(Job::Corpus { articles, again: Again::No, .. }) if articles.len() == 9));
        assert!(queue.next().is_none(), "the other worker waits");
    }

    #[test]
    fn corrections_are_laid_over_what_is_finished_and_the_corpus_follows() {
        let mut queue = with(3);
        queue.correct(1);
        assert_eq!(work(&mut queue)[0], "k0", "nothing is finished yet");
        queue.complete();
        assert_eq!(work(&mut queue), ["c3"]);
        queue.correct(2);
        queue.correct(3);
        assert_eq!(work(&mut queue), ["k3", "c3 again"]);
        queue.correct(4);
        let correcting = queue.next();
        assert!(matches!(correcting, Some(Job::Correct(_))));
        assert!(queue.next().is_none(), "the corpus waits for it");
        queue.finish_correcting();
        assert_eq!(work(&mut queue), ["c3 again"]);
    }

    #[test]
    fn only_what_is_new_is_analysed_when_files_were_read_again() {
        let mut queue = with(3);
        assert!(!queue.is_settled());
        queue.complete();
        work(&mut queue);
        assert!(queue.is_settled());
        let mut moves = Moves::all_gone(3);
        moves.stays(ArticleId(0));
        moves.comes();
        moves.stays(ArticleId(2));
        let new = |_| Some(Arc::new(Held::from(Article::default())));
        queue.follow(&moves, new);
        assert!(!queue.is_settled());
        assert_eq!(work(&mut queue), ["a1", "c3"]);
        let mut fewer = Moves::all_gone(3);
        fewer.stays(ArticleId(1));
        queue.follow(&fewer, new);
        assert_eq!(work(&mut queue), ["c1"], "what held across more articles does not");
        assert!(queue.is_settled());
        queue.correct(1);
        assert!(!queue.is_settled());
    }

    #[test]
    fn a_corrected_day_groups_the_stories_anew() {
        let mut queue = with(3);
        queue.complete();
        work(&mut queue);
        let on = |day: &str| {
            let mut article = Article::default();
            article.metadata.published = day.parse().ok();
            Some((Arc::new(Held::from(article)), Packed::default()))
        };
        let mut corrected = |given: Option<Kept>| {
            queue.correct(1);
            queue.give(ArticleId(1), given);
            work(&mut queue)
        };
        assert_eq!(corrected(on("2021-03-19")), ["k3", "c3"]);
        assert_eq!(corrected(on("2021-03-19")), ["k3", "c3 again"], "something else was corrected");
        assert_eq!(corrected(None), ["k3", "c3"], "it is taken back");
        assert_eq!(corrected(None), ["k3", "c3 again"]);
    }
}
