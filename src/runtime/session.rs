//! The loop: wait, apply what has come, do what the state asks for, draw once.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::app::App;
use crate::app::message::{Effect, Message};
use crate::config::corrections::Edit;
use crate::model::article_id::ArticleId;
use crate::runtime::clipboard::{self, Way};
use crate::runtime::errands;
use crate::runtime::event::{Event, Mailbox};
use crate::runtime::keeper::{Keeper, Unsaved};
use crate::runtime::panic_wanted;
use crate::runtime::saver::Saver;
use crate::runtime::source::{self, Run, Source};
use crate::runtime::system::pause::Pause;
use crate::runtime::system::signals;
use crate::runtime::terminal::{self, Terminal};
use crate::runtime::workers::{Analysed, Workers};
use crate::text::span::Span;
use crate::view;

/// How long the first frame waits for the inputs to be read, counted from the start. A handful of articles is there by
/// then, so the reader does not begin with a list that grows under the eyes.
const FIRST_FRAME: Duration = Duration::from_millis(6);

/// The same when they are read again: the screen before that stays meanwhile.
const FIRST_FRAME_AGAIN: Duration = Duration::from_millis(60);

/// The time between two frames that only background work asks for. Keys never wait for it.
const FRAME: Duration = Duration::from_millis(16);

/// How long keys that are already there are applied before a frame is drawn, and background work before keys are looked
/// for.
const BATCH: Duration = Duration::from_millis(4);

/// How long what has changed waits to be written, so that a burst of keys costs one write. With the time of a write it is
/// less than a second.
const SAVE: Duration = Duration::from_millis(600);

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The user quits.
    Quit,
    /// A signal that ends programs; its number.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
}

/// The state, its terminal, and what both are connected to.
pub struct Session {
    app: App,
    terminal: Terminal,
    /// What is read, to be read again.
    source: Source,
    /// Reading and analysing as it goes on.
    run: Run,
    mailbox: Mailbox,
    events: Receiver<Event>,
    /// When the last frame was finished.
    drawn: Instant,
    /// When background work is to be shown at the latest; `None` while there is none.
    due: Option<Instant>,
    /// What the mailbox held and has not been applied yet.
    waiting: VecDeque<Message>,
    /// Whether something has been applied that no frame shows yet.
    dirty: bool,
    /// Whether it is the user who waits for that frame.
    awaited: bool,
    /// Where copied text goes.
    way: Way,
    /// Copied texts that are printed at the end.
    kept: Vec<String>,
    /// Keeps corrections.
    saver: Saver,
    /// Who writes what lasts.
    keeper: Option<Keeper>,
    /// When what has changed is to be written at the latest; `None` while nothing has.
    save_by: Option<Instant>,
    /// Keeps keys from the reader while another program has the terminal.
    pause: Option<Pause>,
}

impl Session {
    /// Connects the parts. The terminal has been entered.
    pub fn new(
        app: App,
        terminal: Terminal,
        (source, run): (Source, Run),
        mailbox: Mailbox,
        events: Receiver<Event>,
        saver: Saver,
    ) -> Self {
        Self {
            app,
            terminal,
            source,
            run,
            mailbox,
            events,
            drawn: Instant::now(),
            due: None,
            waiting: VecDeque::new(),
            dirty: false,
            awaited: false,
            way: Way::Terminal,
            kept: Vec::new(),
            saver,
            keeper: None,
            save_by: None,
            pause: None,
        }
    }

    /// Says where copied text goes; without this it goes through the terminal.
    pub fn copies_to(&mut self, way: Way) {
        self.way = way;
    }

    /// Says who writes what lasts.
    pub fn keeps_with(&mut self, keeper: Option<Keeper>) {
        self.keeper = keeper;
    }

    /// Writes what has changed, and waits for it. What could not be written is returned.
    pub fn finish_keeping(&mut self) -> Option<Unsaved> {
        self.app.keep_the_place();
        self.save();
        self.keeper.take().and_then(Keeper::finish)
    }

    /// Hands over what has changed.
    fn save(&mut self) {
        self.save_by = None;
        if let Some(keeper) = &self.keeper {
            let changes = self.app.take_changes();
            if !changes.is_empty() {
                keeper.write(changes);
            }
        }
    }

    /// Says how keys are kept from the reader while another program has the terminal.
    pub fn pauses_with(&mut self, pause: Option<Pause>) {
        self.pause = pause;
    }

    /// The copied texts that are to be printed when the terminal has been given back.
    pub fn kept(&mut self) -> Vec<String> {
        std::mem::take(&mut self.kept)
    }

    /// Runs until there is a reason to end. `start` is when the program began.
    ///
    /// # Errors
    ///
    /// Those of writing to the terminal.
    pub fn run(&mut self, start: Instant) -> io::Result<End> {
        if let Some(end) = self.begin(start + FIRST_FRAME)? {
            return Ok(end);
        }
        self.draw()?;
        assert!(!panic_wanted("main"), "a panic was asked for");
        loop {
            if let Some(event) = self.wait()
                && let Some(end) = self.apply(event)?
            {
                return Ok(end);
            }
            if let Some(end) = self.apply_waiting()? {
                return Ok(end);
            }
            if self.due.is_some_and(|due| due <= Instant::now())
                && let Some(end) = self.apply_background()?
            {
                return Ok(end);
            }
            // While background work comes in quickly frames are not drawn faster than one sees them.
            if self.dirty && (self.awaited || self.waiting.is_empty() || self.drawn.elapsed() >= FRAME) {
                self.draw()?;
            }
            match self.save_by {
                Some(by) if by <= Instant::now() => self.save(),
                None if self.app.is_unsaved() => self.save_by = Some(Instant::now() + SAVE),
                _ => {}
            }
        }
    }

    /// Gathers articles for the first frame until all are read or `deadline` has come.
    fn begin(&mut self, deadline: Instant) -> io::Result<Option<End>> {
        loop {
            match self.events.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(Event::Background) => {
                    let messages = self.mailbox.take();
                    let complete = messages.iter().any(|m| matches!(m, Message::LoadingDone));
                    if let Some(end) = self.update(messages)? {
                        return Ok(Some(end));
                    }
                    if complete {
                        return Ok(None);
                    }
                }
                // The answer of a quick terminal: the first frame has the right colours.
                Ok(event @ Event::Ground(_)) => drop(self.apply(event)?),
                Ok(event) => return self.apply(event),
                Err(_) => return Ok(None),
            }
        }
    }

    /// Blocks for the next event, or until background work is due; `None` then.
    fn wait(&self) -> Option<Event> {
        let received = match self.due.into_iter().chain(self.save_by).min() {
            Some(due) => self.events.recv_timeout(due.saturating_duration_since(Instant::now())),
            None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::HungUp), // not while input and signals have their threads
        }
    }

    /// Applies the events that are there already, so that keys that came in a burst cost one frame.
    fn apply_waiting(&mut self) -> io::Result<Option<End>> {
        let until = Instant::now() + BATCH;
        while let Ok(event) = self.events.try_recv() {
            if let Some(end) = self.apply(event)? {
                return Ok(Some(end));
            }
            if Instant::now() > until {
                break;
            }
        }
        Ok(None)
    }

    fn apply(&mut self, event: Event) -> io::Result<Option<End>> {
        match event {
            Event::Input(message) => {
                self.awaited = true;
                return self.update(vec![message]);
            }
            Event::Background => self.due = Some(self.due.unwrap_or(self.drawn + FRAME)),
            Event::HungUp => return Ok(Some(End::HungUp)),
            // However many of these come in a row, the size counts that the terminal has now.
            Event::Resized => return self.resize(),
            Event::Ground(ground) if ground != self.app.ground => return self.update(vec![Message::Ground(ground)]),
            Event::StopAsked if signals::can_be_continued() => {
                self.save();
                self.terminal.leave();
                signals::stop();
            }
            Event::Ground(_) | Event::StopAsked => {}
            Event::Continued => {
                self.terminal.reenter()?;
                self.dirty = true;
                return self.resize();
            }
            Event::Ending(signal) => return Ok(Some(End::Signal(signal))),
        }
        Ok(None)
    }

    fn apply_background(&mut self) -> io::Result<Option<End>> {
        let until = Instant::now() + BATCH;
        self.due = loop {
            if self.waiting.is_empty() {
                // No sooner, so that no more waits here than may wait there. And until nothing is there, so that whatever
                // comes from then on wakes the loop again.
                self.waiting.extend(self.mailbox.take());
            }
            let Some(message) = self.waiting.pop_front() else { break None };
            if let Some(end) = self.update(vec![message])? {
                return Ok(Some(end));
            }
            // What is left comes at once, but after a key that is there.
            if Instant::now() > until {
                break Some(Instant::now());
            }
        };
        Ok(None)
    }

    fn resize(&mut self) -> io::Result<Option<End>> {
        match self.terminal.resized()? {
            Some((width, height)) => self.update(vec![Message::Resize(width, height)]),
            None => {
                self.dirty = true;
                Ok(None)
            }
        }
    }

    /// Applies messages and performs the effects that they have.
    fn update(&mut self, messages: Vec<Message>) -> io::Result<Option<End>> {
        self.dirty |= !messages.is_empty();
        let mut messages = VecDeque::from(messages);
        while let Some(message) = messages.pop_front() {
            let message = match message {
                // Something was corrected meanwhile, and comes with the ids that there were.
                Message::Reread(Some(_)) if !self.run.workers.is_settled() => Message::Reread(None),
                message => message,
            };
            for effect in self.app.update(message) {
                match effect {
                    Effect::Correct(first) => {
                        let redone = self.run.workers.correct(&self.app.corrections, &first);
                        messages.push_front(Message::Corrected(Box::new(redone)));
                    }
                    Effect::KeepCorrection(correction) => self.saver.keep(Edit::Add(correction)),
                    Effect::DropCorrection(id) => self.saver.keep(Edit::Remove(id)),
                    Effect::ReadAgain if self.source.look_again(&self.run) => {
                        self.waiting.retain(|message| !matches!(message, Message::FilesChanged(_)));
                    }
                    Effect::Follow(moves) => {
                        self.waiting.retain(|message| !source::is_asked(message));
                        let store = self.app.library.store();
                        self.run.follow(&moves, |id| store.head(id).cloned());
                    }
                    Effect::ReadAgain | Effect::ReadAllAgain => {
                        self.read_again();
                        // What is there at once needs no frame without it.
                        if let Some(end) = self.begin(Instant::now() + FIRST_FRAME_AGAIN)? {
                            return Ok(Some(end));
                        }
                    }
                    Effect::Quit => return Ok(Some(End::Quit)),
                    Effect::Suspend => signals::suspend_job(),
                    Effect::Repaint => self.terminal.repaint()?,
                    Effect::AnalyseFirst(id) => self.run.workers.analyse_first(id),
                    Effect::Mouse(on) => self.terminal.take_mouse(on)?,
                    Effect::Compare(ids) => self.compare(ids),
                    Effect::TellDifferences(passages) => self.tell_differences(passages),
                    Effect::Board(ids) => self.board(&ids),
                    Effect::LeaveBoard => self.run.workers.leave_board(),
                    Effect::Copy { what, text } => self.copy(what, text)?,
                    Effect::Report { file, replace, filter, articles, pair } => {
                        errands::report(&self.app, (file.into(), replace, filter), &articles, pair, &self.mailbox);
                    }
                    Effect::SaveWorkspace { file, workspace } => {
                        errands::save_workspace(&self.app, file, *workspace, &self.mailbox);
                    }
                    Effect::Browse(url) => errands::browse(&url, &self.mailbox),
                    Effect::Pipe { command, text } => errands::pipe(command, text, &self.mailbox),
                    Effect::EditNote(text) => {
                        // An editor may be open for hours.
                        self.save();
                        let edited = errands::edit_text(&text, &mut self.terminal, self.pause.as_ref())?;
                        if let Some(end) = self.resize()? {
                            return Ok(Some(end));
                        }
                        messages.push_front(Message::Edited(edited));
                    }
                    Effect::Edit { path, line, words } => {
                        self.save();
                        errands::edit(&path, (line, &words), &mut self.terminal, self.pause.as_ref(), &self.mailbox)?;
                        if let Some(end) = self.resize()? {
                            return Ok(Some(end));
                        }
                    }
                }
            }
        }
        Ok(None)
    }

    /// Begins to read the inputs again.
    fn read_again(&mut self) {
        self.save();
        self.run.leave();
        self.waiting.retain(|message| !message.is_of_articles());
        let old = self.app.begin_again();
        // To give back what ten thousand articles take is no work for the thread of the screen.
        thread::spawn(move || drop(old));
        self.run = self.source.read_again(self.app.corrections.clone(), &self.mailbox);
    }

    fn compare(&self, ids: [ArticleId; 2]) {
        if let [Some(left), Some(right)] = self.analysed(ids) {
            self.run.workers.compare(ids, [left, right], &self.run.asked);
        }
    }

    fn tell_differences(&self, passages: [Span; 2]) {
        let Some(compare) = &self.app.compare else { return };
        if let ([Some(left), Some(right)], Some(comparison)) = (self.analysed(compare.articles), &compare.comparison) {
            let door = &self.run.asked;
            Workers::tell_differences(compare.articles, [left, right], Arc::clone(comparison), passages, door);
        }
    }

    fn analysed(&self, ids: [ArticleId; 2]) -> [Option<Analysed>; 2] {
        let library = &self.app.library;
        ids.map(|id| Some((library.store().article(id)?, library.findings(id)?)))
    }

    fn board(&self, ids: &[ArticleId]) {
        let library = &self.app.library;
        let (columns, across) = (library.store().sketches(ids), library.store().across().clone());
        self.run.workers.board(columns, across, &self.run.asked);
    }

    /// Copies a text, and says how that was done.
    fn copy(&mut self, what: &'static str, text: String) -> io::Result<()> {
        let size = format!("{what} ({} characters)", text.chars().count());
        let told = match self.way.clone() {
            Way::Program(words) => {
                let mailbox = self.mailbox.clone();
                // A program may take its time.
                thread::spawn(move || {
                    let name = words.first().cloned().unwrap_or_default();
                    mailbox.post(Message::Copied(match clipboard::give(&words, &text) {
                        Ok(()) => format!("copied {size} with {name}"),
                        Err(error) => format!("{name} did not take {size}: {error}"),
                    }));
                });
                return Ok(());
            }
            Way::Exit => {
                self.kept.push(text);
                format!("{size} will be printed when the reader ends")
            }
            Way::Terminal => {
                self.terminal.copy(&text)?;
                // Whether the terminal took it cannot be known.
                format!("sent {size} to the terminal's clipboard (OSC 52)")
            }
        };
        self.mailbox.post(Message::Copied(told));
        Ok(())
    }

    /// Gives the terminal back and lets the workers end. What was read and found is left to the operating system, which
    /// takes it back at once; to give it back piece by piece takes seconds for a large corpus.
    pub fn end(self) {
        self.run.leave();
        let Self { app, terminal, run, mailbox, events, .. } = self;
        drop(terminal);
        std::mem::forget((app, run, mailbox, events));
    }

    fn draw(&mut self) -> io::Result<()> {
        if terminal::is_entered() {
            self.terminal.draw(|frame| view::draw(&self.app, frame))?;
            (self.dirty, self.awaited) = (false, false);
        }
        self.drawn = Instant::now();
        Ok(())
    }
}
