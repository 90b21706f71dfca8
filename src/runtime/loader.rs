//! The loader thread: reads the inputs in order and hands every article to the screen and to the workers.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::app::message::{Loaded, Message};
use crate::load::{self, Inputs, Item};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::knowledge::Knowledge;
use crate::model::problem::{Problem, Severity};
use crate::query::index::ArticleEntry;
use crate::runtime::event::Mailbox;
use crate::runtime::panics;
use crate::runtime::watch::Watch;
use crate::runtime::workers::Workers;
use crate::store::blocks::{self, Blocks};
use crate::store::cache::Cache;
use crate::store::held::{Held, Texts};

/// So many texts wait in memory for a worker, where they can be read again.
const AHEAD: usize = 256;

/// Starts the thread. It ends when all is read or the reader has ended, and puts into `watch` what watches the files then.
pub fn start(
    inputs: Inputs,
    known: (Arc<Knowledge>, Arc<Cache>, Arc<dyn Texts>),
    mailbox: Mailbox,
    workers: Workers,
    watch: Arc<Mutex<Option<Watch>>>,
) {
    let (knowledge, cache, texts) = known;
    thread::spawn(move || {
        let (mut ahead, mut next) = (VecDeque::new(), 0);
        let mut words = Blocks::new(cache.clone());
        let loading = AssertUnwindSafe(|| {
            load::load_known(&inputs.inputs, &inputs.options, &*cache, &mut |item| {
                mailbox.make_room();
                match item {
                    Item::Article(mut article) => {
                        knowledge.name_source(&mut article);
                        // With its hash, by which what was kept is found again; here it does not hold up the screen.
                        let text: Arc<Article> = Arc::from(article);
                        let article = Arc::new(Held::of(text.clone(), &texts));
                        let key = blocks::key_of(&text);
                        let (parts, is_known) = words.next(key);
                        for part in parts {
                            mailbox.post(Message::Words(part));
                        }
                        let mut entry = if is_known {
                            ArticleEntry::without_words(&text, article.clone())
                        } else if article.is_elsewhere() {
                            ArticleEntry::without_text(&text, article.clone())
                        } else {
                            ArticleEntry::new(&text)
                        };
                        // The ids are given here and nowhere else.
                        let id = ArticleId(next);
                        next += 1;
                        let sealed = entry.take_words().and_then(|own| words.add(key, &own));
                        mailbox.post(Message::Loaded(vec![Loaded { id, article: article.clone(), entry }]));
                        if let Some(part) = sealed {
                            mailbox.post(Message::Words(part));
                        }
                        workers.add(id, article.clone());
                        ahead.push_back(article);
                        // Workers that are behind read again what is on the disk by now.
                        if ahead.len() > AHEAD
                            && let Some(article) = ahead.pop_front()
                        {
                            article.let_go();
                        }
                    }
                    Item::Problem(problem) => mailbox.post(Message::Problems(vec![problem])),
                }
                if workers.stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            if let Some(part) = words.end() {
                mailbox.post(Message::Words(part));
            }
        });
        if let Err(panic) = catch_unwind(loading) {
            let message = format!("loading stopped before the end: {}", panics::reason(&*panic));
            mailbox.post(Message::Problems(vec![Problem {
                path: None,
                line: None,
                severity: Severity::Error,
                message,
            }]));
        }
        mailbox.post(Message::LoadingDone);
        workers.no_more();
        // Behind the reading, which somebody waits for.
        if !workers.stopped() {
            let started = Watch::start(&inputs.inputs, inputs.options.follow_links, mailbox);
            *watch.lock().unwrap_or_else(PoisonError::into_inner) = started;
        }
    });
}
