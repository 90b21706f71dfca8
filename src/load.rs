//! From files to articles. Layer 3.
//!
//! Bytes are decoded, a format is recognised, metadata and blocks are found. One bad file or line never stops the
//! rest: what keeps an article from being there is an [`Item::Problem`], what only deserves a remark stands in
//! [`Article::problems`].
//!
//! In reading order: `scan` finds the files, `formats` is the table of what is read and how, `decode` makes text of
//! bytes. `json_lines` and `json` cut records out of files, `record` makes articles of their fields by the table of
//! `names`, `given` reads the annotations that they bring along; `html` finds the article in a page, `feeds` the entries of a feed, both on top of `markup`; `documents`
//! reads plain text and Markdown with `front_matter`. `roles` decides what each paragraph is for, with the rules of
//! `leftovers`, `captions`, `repeats`, `dateline` and `lead`; `partial` says what is less than an article, `outlets`
//! where it was published; `day`, `language` and `lines` are their tools.

use std::collections::HashSet;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::model::article::Article;
use crate::model::problem::{Problem, Severity};

mod captions;
mod chats;
mod dateline;
mod day;
mod decode;
mod documents;
mod exports;
mod feeds;
mod fields;
mod formats;
mod front_matter;
mod given;
mod html;
mod json;
mod json_lines;
mod language;
mod lead;
mod leftovers;
mod lines;
mod mail;
mod markdown;
mod markup;
mod names;
mod orders;
mod outlets;
mod packed;
mod paragraphs;
mod partial;
mod record;
mod refusals;
mod repeats;
mod roles;
mod scan;
mod source;
mod tables;
mod value;

pub use formats::{FORMATS, Format};
pub(crate) use scan::special;

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with everything below it.
    Path(PathBuf),
    /// Standard input, in any of the formats.
    Stdin,
}

/// What is to be read, and how.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The files, folders and streams, in order.
    pub inputs: Vec<Input>,
    /// How to read them.
    pub options: Options,
}

/// What loading yields, one after the other.
#[derive(Clone, Debug)]
pub enum Item {
    /// An article.
    Article(Box<Article>),
    /// Something that belongs to no article: a file, a folder or a line that could not be read, or was passed over.
    Problem(Problem),
}

/// How large things may be before they are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file of plain text or Markdown. Files of JSON Lines may have any size.
    pub file: u64,
    /// Bytes of one line of JSON Lines, or one record of another format.
    pub line: u64,
    /// Bytes of a ZIP archive, which is held as a whole.
    pub archive: u64,
    /// Bytes that come out of one packed file.
    pub unpacked: u64,
}

/// The limits of [`load`].
pub const LIMITS: Limits =
    Limits { file: 64 * MEGABYTE, line: 64 * MEGABYTE, archive: 512 * MEGABYTE, unpacked: 16 * 1024 * MEGABYTE };

const MEGABYTE: u64 = 1024 * 1024;

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The encoding of everything that is read; `None` to find out.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Whether links that lead out of a folder are followed.
    pub follow_links: bool,
    /// How large things may be.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self { encoding: None, follow_links: false, limits: LIMITS }
    }
}

impl Options {
    /// Sets the encoding by its name.
    ///
    /// # Errors
    ///
    /// A sentence, where no encoding has this name.
    pub fn set_encoding(&mut self, name: &str) -> Result<(), String> {
        let found = decode::labels::named(name);
        self.encoding = found;
        found.map(|_| ()).ok_or_else(|| {
            format!("there is no encoding called `{name}`: names are those of the web, such as utf-8, windows-1252, shift_jis")
        })
    }
}

/// Reads `inputs` in order, folders in the order of their sorted paths, and hands each article and each problem to
/// `sink` as soon as it is there. Stops early when `sink` breaks.
///
/// Where nothing at all is handed over there was nothing to read, such as an empty folder: what to say then is the
/// caller's matter.
pub fn load(inputs: &[Input], sink: &mut dyn FnMut(Item) -> ControlFlow<()>) {
    load_with(inputs, &Options::default(), sink);
}

/// What files gave when they were read before.
pub trait Known: Sync {
    /// Hands over what the file gives, in order: from memory if it is the file that it was, or else through `read`, which
    /// reads it.
    fn read(&self, path: &Path, options: &Options, read: Read<'_>, sink: Take<'_>) -> ControlFlow<()>;
}

/// Takes what is read, one after the other.
pub type Take<'a> = &'a mut dyn FnMut(Item) -> ControlFlow<()>;

/// Reads a file.
pub type Read<'a> = &'a mut dyn FnMut(Take<'_>) -> ControlFlow<()>;

/// Nothing was read before.
impl Known for () {
    fn read(&self, _: &Path, _: &Options, read: Read<'_>, sink: Take<'_>) -> ControlFlow<()> {
        read(sink)
    }
}

/// As [`load`], in the way that `options` ask for.
pub fn load_with(inputs: &[Input], options: &Options, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) {
    load_known(inputs, options, &(), sink);
}

/// Whether a file of this name is read when it stands in a folder.
pub fn is_read_in_folders(path: &Path) -> bool {
    path.file_name().is_some_and(|name| formats::is_read_in_folders(&name.to_string_lossy().to_lowercase()))
}

/// The files that inputs name, each with its size in bytes and whether it is packed, so that what comes out of it is longer.
pub fn files(inputs: &Inputs) -> Vec<(PathBuf, u64, bool)> {
    let mut out = Vec::new();
    for input in &inputs.inputs {
        let Input::Path(path) = input else { continue };
        let _ = scan::scan(path, &inputs.options, &mut |found| {
            if let scan::Found::File(path, size) = found {
                let packed = formats::is_packed(&path.to_string_lossy().to_lowercase());
                out.push((path, size, packed));
            }
            ControlFlow::Continue(())
        });
    }
    out
}

/// As [`load_with`], where some files may be known.
pub fn load_known(inputs: &[Input], options: &Options, known: &dyn Known, sink: Take<'_>) {
    let mut ids = Ids::default();
    let mut sink = |item| {
        let item = match item {
            Item::Article(mut article) => {
                ids.check(&mut article);
                Item::Article(article)
            }
            problem @ Item::Problem(_) => problem,
        };
        sink(item)
    };
    let _ = inputs.iter().try_for_each(|input| match input {
        Input::Stdin => {
            let source = source::Source { path: None, options, depth: 0 };
            formats::read(&source, 0, &mut std::io::stdin().lock(), &mut sink)
        }
        Input::Path(path) => scan::scan(path, options, &mut |found| match found {
            scan::Found::Problem(problem) => sink(Item::Problem(problem)),
            scan::Found::File(path, size) => {
                let mut read = |sink: Take<'_>| file(path.clone(), size, options, sink);
                known.read(&path, options, &mut read, &mut sink)
            }
        }),
    });
}

fn file(path: PathBuf, size: u64, options: &Options, sink: source::Sink<'_>) -> ControlFlow<()> {
    let opened = File::open(&path);
    let source = source::Source { path: Some(path), options, depth: 0 };
    let mut said = false;
    let mut noting = |item| {
        said = true;
        sink(item)
    };
    match opened {
        Ok(file) => formats::read(&source, size, &mut BufReader::with_capacity(64 * 1024, file), &mut noting)?,
        Err(error) => return sink(source.failure(source::describe(&error))),
    }
    if said {
        return ControlFlow::Continue(());
    }
    // Of every file something is said, also where its format ends before it begins.
    let nothing = if size == 0 { "is empty" } else { "holds no article" };
    sink(Item::Problem(source.problem(None, Severity::Warning, nothing)))
}

/// The names of the articles so far, as hashes: eight bytes an article.
#[derive(Default)]
struct Ids {
    hasher: RandomState,
    seen: HashSet<u64>,
}

impl Ids {
    /// Notes the id of an article, and on the article when another one had it.
    fn check(&mut self, article: &mut Article) {
        // A file that is named twice on purpose has the same id for the same text.
        let is_path = article.path.as_ref().is_some_and(|path| path.as_os_str() == article.id.as_str());
        if !self.seen.insert(self.hasher.hash_one(&article.id)) && !is_path {
            let message = format!("has the id `{}`, which another article has, too", shortened(&article.id));
            let path = article.path.clone();
            article.problems.push(Problem { path, line: None, severity: Severity::Warning, message });
        }
    }
}

/// A value for a message: its first characters on one line.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 40;
    let mut out: String = value.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if value.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}
