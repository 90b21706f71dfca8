//! Reports, made beside the screen's thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::message::Message;
use crate::export::report;
use crate::export::report::gather::{Asked, Bounds, Chosen, Given, Material};
use crate::model::findings::CorpusFindings;
use crate::runtime::event::Mailbox;
use crate::runtime::panics;
use crate::state::save;
use crate::store::sketches::Sketches;

/// What a report is asked for.
pub struct Wish {
    /// The file; its name says in which format.
    pub file: PathBuf,
    /// Whether it may be replaced.
    pub replace: bool,
    /// The query that chose the articles.
    pub filter: String,
    /// The articles, in their order.
    pub articles: Sketches,
    /// What holds across the corpus.
    pub across: Arc<CorpusFindings>,
    /// The comparison on the screen with its pairs made by hand, and the notes.
    pub given: Given,
    /// The files of all articles, which are never replaced.
    pub paths: Vec<PathBuf>,
}

/// Makes a report and writes it, on a thread of its own. Posts [`Message::Done`].
pub fn start(wish: Wish, mailbox: &Mailbox) {
    let mailbox = mailbox.clone();
    thread::spawn(move || {
        let told = catch_unwind(AssertUnwindSafe(|| write(wish)))
            .unwrap_or_else(|panic| Err(format!("the report failed: {}", panics::reason(&*panic))));
        mailbox.post(Message::Done(told.unwrap_or_else(|why| why)));
    });
}

fn write(wish: Wish) -> Result<String, String> {
    let paths = || wish.paths.iter().map(PathBuf::as_path);
    let refused = |refused: save::Refused| match refused {
        save::Refused::Exists(_) => format!("{refused}; with a ! behind its name it is replaced"),
        _ => refused.to_string(),
    };
    let print = printer(&wish.file)?;
    // Before the work and not after it.
    save::allowed(&wish.file, wish.replace, paths()).map_err(refused)?;
    let found: Vec<_> = wish.articles.open().collect();
    let chosen: Vec<Chosen<'_>> = found.iter().map(|(id, article, findings)| (*id, &**article, findings)).collect();
    let made = Some(Timestamp::now().to_zoned(TimeZone::UTC).date());
    let asked = Asked { title: None, filter: wish.filter, made };
    let across = wish.across.of_some(chosen.iter().map(|(id, _, findings)| (*id, *findings)));
    let material = Material::gather(asked, &chosen, &across, wish.given, Bounds::default());
    let text = print(&material)?;
    save::save(&wish.file, text.as_bytes(), wish.replace, paths()).map_err(refused)?;
    let (articles, all) = (material.articles.len(), chosen.len());
    let count =
        if articles < all { format!("the first {articles} of {all} articles") } else { format!("{all} articles") };
    Ok(format!("{}: a report on {count}, {} KB", wish.file.display(), text.len() / 1000))
}

/// What writes a report in the format that the name of a file asks for.
type Printer = fn(&Material<'_>) -> Result<String, String>;

fn printer(file: &Path) -> Result<Printer, String> {
    let extension = file.extension().map(|e| e.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("html" | "htm") => Ok(|material| Ok(report::html(material))),
        Some("md" | "markdown") => Ok(|material| Ok(report::markdown(material))),
        Some("json") => Ok(|material| report::json(material).map(|line| line + "\n").map_err(|e| e.to_string())),
        _ => Err("the name of a report ends in .html, .md or .json".to_owned()),
    }
}
