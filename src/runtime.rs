//! The reader on a terminal: event loop, terminal, workers. Layer 7, and the only one that knows crossterm and threads.
//!
//! | thread | does | blocks on |
//! |---|---|---|
//! | the caller of [`read`] | `App::update`, drawing, effects | the channel of events |
//! | input (`system::input`) | keys, pastes, answers; notice when the terminal is gone | the terminal |
//! | signals (`system::signals`) | SIGTERM, SIGTSTP, SIGWINCH and so on | a pipe |
//! | loader (`loader`) | files to articles | files; ends |
//! | watch (`watch`) | that files have changed | the system, which tells |
//! | workers (`workers`) | articles to findings | the queue |
//! | saver (`saver`) | corrections to their file | a channel |
//! | keeper (`keeper`) | reads and writes what lasts | changes; the disk |
//!
//! While nothing happens every one of them is blocked without a time limit, so an idle reader wakes up for nothing.
//! What differs between systems stands in `unix` and `other`, which have the same items.

use std::io::{IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::time::Instant;

use anyhow::ensure;

use crate::app::App;
use crate::app::message::Message;
use crate::app::settings::Settings;
use crate::config::schema::Clipboard;
use crate::load::{Input, Inputs};
use crate::model::knowledge::Knowledge;
use crate::model::problem::Problem;
use crate::runtime::event::Mailbox;
use crate::runtime::keeper::Keeper;
use crate::runtime::saver::Saver;
use crate::runtime::session::{End, Session};
use crate::runtime::source::Source;
use crate::runtime::terminal::Terminal;
use crate::store::cache::Cache;

mod again;
mod clipboard;
mod draft;
mod errands;
mod event;
mod keeper;
mod loader;
#[cfg(not(unix))]
mod other;
mod outside;
mod panics;
mod queue;
mod reporting;
mod saver;
mod session;
mod source;
mod terminal;
mod turn;
#[cfg(unix)]
mod unix;
mod watch;
mod workers;

// What differs between systems stands in one module each, with the same items.
#[cfg(not(unix))]
use crate::runtime::other as system;
#[cfg(unix)]
use crate::runtime::unix as system;

/// What the reader is started with.
#[derive(Debug)]
pub struct ReadOptions {
    /// Where the articles come from, in this order.
    pub inputs: Inputs,
    /// What the user configured.
    pub settings: Settings,
    /// What is known of the world of the articles.
    pub knowledge: Arc<Knowledge>,
    /// How many articles are analysed at a time; `None` leaves one processor to the screen.
    pub jobs: Option<usize>,
    /// Where copied text goes.
    pub clipboard: Clipboard,
    /// Whether the terminal may be asked for its background: one that does not know the question might show it.
    pub asks: bool,
    /// The file that keeps corrections; `None` keeps none.
    pub corrections: Option<PathBuf>,
    /// What is wrong already, before anything is read.
    pub problems: Vec<Problem>,
    /// The folder of what lasts; nothing does without one.
    pub state: Option<PathBuf>,
    /// What was read and found before.
    pub cache: Arc<Cache>,
}

/// Runs the reader until the user quits.
///
/// The terminal is given back on every way out: return, error, panic and signal. After a signal that ends a program this
/// does not return: the process dies of that signal, so that a shell sees what happened.
///
/// # Errors
///
/// Standard output is no terminal, or articles shall come from a standard input that is one; or the terminal refuses.
pub fn read(mut options: ReadOptions) -> anyhow::Result<()> {
    let start = Instant::now();
    ensure!(std::io::stdout().is_terminal(), "standard output is no terminal");
    let from_stdin = options.inputs.inputs.contains(&Input::Stdin);
    ensure!(
        !(from_stdin && std::io::stdin().is_terminal()),
        "nothing comes through standard input: it is the terminal"
    );

    let (sender, events) = mpsc::channel();
    let mailbox = Mailbox::new(sender.clone());
    let source = Source {
        inputs: options.inputs,
        knowledge: options.knowledge,
        cache: options.cache,
        jobs: options.jobs,
        problems: options.problems,
    };
    let run = source.read(options.settings.corrections.clone(), &mailbox);
    let keeper = options.state.clone().map(|folder| {
        let (habits, problem) = keeper::read_habits(&folder);
        (options.settings.habits, options.settings.keeps) = (habits, true);
        if let Some(problem) = problem {
            mailbox.post(Message::NotKept(problem));
        }
        Keeper::start(folder, mailbox.clone())
    });
    system::signals::start(sender.clone())?;
    panics::install();
    let terminal = Terminal::enter(options.settings.mouse, options.asks)?;
    let pause = system::input::start(sender);

    let (width, height) = terminal.size();
    let app = App::new(options.settings, width, height);
    let saver = Saver::start(options.corrections, &mailbox);
    let mut session = Session::new(app, terminal, (source, run), mailbox, events, saver);
    session.pauses_with(pause);
    let variable = |name: &str| std::env::var(name).ok();
    session.copies_to(clipboard::way(&options.clipboard, variable, clipboard::exists));
    session.keeps_with(keeper);
    // A fault of ours is no reason to lose what a person did.
    let end = catch_unwind(AssertUnwindSafe(|| session.run(start)));
    let unsaved = session.finish_keeping();
    let end = end.unwrap_or_else(|panic| resume_unwind(panic));
    let kept = session.kept();
    session.end();
    if let Some(unsaved) = unsaved {
        // What a person wrote is not lost with the disk; standard error may be closed, and then nothing is left to do.
        let _ = writeln!(std::io::stderr(), "parallax: {}\n{}", unsaved.reason, unsaved.notes);
    }
    for text in kept {
        writeln!(std::io::stdout(), "{}", text.trim_end())?;
    }
    match end {
        Ok(End::Quit) => Ok(()),
        Ok(End::Signal(signal)) => system::signals::die(signal),
        Ok(End::HungUp) => system::signals::die(system::signals::HANG_UP),
        // Writing to a terminal that is gone fails before the hang-up is noticed.
        Err(error) if system::output::is_gone(&error) => system::signals::die(system::signals::HANG_UP),
        Err(error) => Err(error.into()),
    }
}

/// Whether a debug build was asked, by the environment variable `PARALLAX_PANIC`, to panic at `place`. A release build
/// never is. It lets tests see that the terminal survives a mistake of ours.
pub(crate) fn panic_wanted(place: &str) -> bool {
    cfg!(debug_assertions) && std::env::var_os("PARALLAX_PANIC").is_some_and(|wanted| wanted == place)
}
