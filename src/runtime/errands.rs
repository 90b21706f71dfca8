//! What the reader has done outside of itself: reports, browsers, editors, commands. Each says what became of it.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use crate::app::App;
use crate::app::keep::On;
use crate::app::message::{Edited, Message};
use crate::export::report::gather::{Given, Noted};
use crate::model::article_id::ArticleId;
use crate::model::comparison::Comparison;
use crate::model::workspace::Workspace;
use crate::runtime::draft::Draft;
use crate::runtime::event::Mailbox;
use crate::runtime::reporting::{self, Wish};
use crate::runtime::system::pause::Pause;
use crate::runtime::terminal::Terminal;
use crate::runtime::{clipboard, outside};
use crate::state::workspace;
use crate::store::questions::Store;

/// Writes a report on a thread of its own: into which file, whether that may be replaced, and the query that chose the
/// articles.
pub fn report(
    app: &App,
    (file, replace, filter): (PathBuf, bool, String),
    ids: &[ArticleId],
    pair: Option<[ArticleId; 2]>,
    mailbox: &Mailbox,
) {
    let library = &app.library;
    let store = library.store();
    let shown = app.compare.as_ref().filter(|compare| Some(compare.articles) == pair);
    let compared = shown.and_then(|compare| {
        let found = compare.comparison.as_deref()?.clone();
        Some((compare.articles, Comparison { pairs: compare.pairs.clone(), ..found }))
    });
    let of = |id: &ArticleId| {
        let article = *id;
        let on = app.keep.notes_on(article).into_iter();
        let noted = on.map(|(_, note, on)| {
            let place = if let On::Passage(span) = on { Some(span) } else { None };
            Noted { article, place, note: note.clone() }
        });
        noted.collect::<Vec<_>>()
    };
    let notes = ids.iter().flat_map(of).collect();
    let wish = Wish {
        file,
        replace,
        filter,
        articles: store.sketches(ids),
        across: store.across().clone(),
        given: Given { compared: compared.into_iter().collect(), notes },
        paths: paths(store),
    };
    reporting::start(wish, mailbox);
}

/// The files of all articles.
fn paths(store: &dyn Store) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    store.each(&mut |article| paths.extend(article.path.clone()));
    paths
}

/// Saves what is open, on a thread of its own.
pub fn save_workspace(app: &App, file: String, workspace: Workspace, mailbox: &Mailbox) {
    let articles = paths(app.library.store());
    let mailbox = mailbox.clone();
    thread::spawn(move || {
        let saved = workspace::save(Path::new(&file), &workspace, articles.iter().map(PathBuf::as_path));
        mailbox.post(Message::Done(saved.map_or_else(|why| why, |()| format!("saved; parallax {file} opens it"))));
    });
}

/// Opens an address in a browser.
pub fn browse(url: &str, mailbox: &Mailbox) {
    let variable = |name: &str| std::env::var(name).ok();
    let Some(words) = outside::browser(variable, clipboard::exists, url) else {
        return mailbox.post(Message::Done(format!("there is no program that opens {url}: set BROWSER")));
    };
    let name = words.first().cloned().unwrap_or_default();
    match outside::start(&words) {
        Err(error) => mailbox.post(Message::Done(format!("{name} did not start: {error}"))),
        Ok(mut child) => {
            mailbox.post(Message::Done(format!("gave {url} to {name}")));
            let mailbox = mailbox.clone();
            // Some browsers live as long as their window.
            thread::spawn(move || {
                if let Ok(status) = child.wait()
                    && !status.success()
                {
                    mailbox.post(Message::Done(format!("{name} ended with {status}")));
                }
            });
        }
    }
}

/// Gives the terminal to the user's editor until that has ended.
///
/// # Errors
///
/// The terminal cannot be taken back.
pub fn edit(
    path: &Path,
    (line, words): (Option<usize>, &str),
    terminal: &mut Terminal,
    pause: Option<&Pause>,
    mailbox: &Mailbox,
) -> io::Result<()> {
    // An editor would wait for a pipe without end.
    if !path.is_file() {
        mailbox.post(Message::Done(format!("{} is no file that could be shown", path.display())));
        return Ok(());
    }
    let line = line.unwrap_or_else(|| outside::line_of(path, words));
    mailbox.post(Message::Done(match run_editor(path, line, terminal, pause)? {
        Ok(name) => format!("{name} has ended; what was changed shows when the file is read again"),
        Err(trouble) => trouble,
    }));
    Ok(())
}

/// Lets the user's editor change a text, in a file that nobody else can read. The file goes away once it was read.
///
/// # Errors
///
/// The terminal cannot be taken back.
pub fn edit_text(text: &str, terminal: &mut Terminal, pause: Option<&Pause>) -> io::Result<Edited> {
    let draft = match Draft::new(text) {
        Ok(draft) => draft,
        Err(error) => {
            let trouble = Some(format!("there is no place for a file that the editor could change: {error}"));
            return Ok(Edited { text: None, trouble });
        }
    };
    let trouble = run_editor(draft.path(), draft.last_line(), terminal, pause)?.err();
    Ok(match draft.finish() {
        Ok(text) => Edited { text: Some(text), trouble },
        Err(left) => Edited { text: None, trouble: trouble.or(Some(left)) },
    })
}

/// Gives the terminal to the user's editor, with a file at a line, until that has ended: its name, or what went wrong.
fn run_editor(
    path: &Path,
    line: usize,
    terminal: &mut Terminal,
    pause: Option<&Pause>,
) -> io::Result<Result<String, String>> {
    let Some(pause) = pause else { return Ok(Err("no other program can have the keys of this terminal".into())) };
    let words = outside::editor(|name| std::env::var(name).ok(), path, line);
    let Some((name, arguments)) = words.split_first() else { return Ok(Err("there is no editor: set EDITOR".into())) };
    pause.begin();
    terminal.leave();
    let ended = Command::new(name).args(arguments).status();
    let taken = terminal.reenter();
    pause.end();
    taken?;
    let name = name.to_string_lossy().into_owned();
    Ok(match ended {
        Ok(status) if status.success() => Ok(name),
        Ok(status) => Err(format!("{name} ended with {status}")),
        Err(error) => Err(format!("{name} did not start: {error}; set EDITOR")),
    })
}

/// Gives a text to a command and shows what that prints, or how it ended.
pub fn pipe(command: String, text: String, mailbox: &Mailbox) {
    let mailbox = mailbox.clone();
    thread::spawn(move || {
        mailbox.post(match outside::pipe(&command, text) {
            Err(error) => Message::Done(format!("{command} did not start: {error}")),
            Ok((output, status)) if output.trim().is_empty() => Message::Done(format!("{command}: {status}")),
            Ok((output, status)) => Message::Piped { title: format!("{command} ({status})"), output },
        });
    });
}
