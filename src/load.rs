//! From files to articles. Layer 3.
//!
//! Bytes are decoded, a format is recognised, metadata and blocks are found. One bad file or line never stops the
//! rest: what keeps an article from being there is an [`Item::Problem`], what only deserves a remark stands in
//! [`Article::problems`].
//!
//! In reading order: `scan` finds the files, `decode` makes text of bytes; `json_lines`, `markdown` with
//! `front_matter`, and `paragraphs` are the formats; `roles` decides what each paragraph is for, with the rules of
//! `leftovers`, `captions`, `repeats`, `dateline` and `lead`; `day`, `language` and `lines` are their tools.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::model::article::Article;
use crate::model::problem::{Problem, Severity};

mod captions;
mod dateline;
mod day;
mod decode;
mod front_matter;
mod json_lines;
mod language;
mod lead;
mod leftovers;
mod lines;
mod markdown;
mod paragraphs;
mod repeats;
mod roles;
mod scan;

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder with everything below it.
    Path(PathBuf),
    /// Standard input: plain text, Markdown or JSON Lines.
    Stdin,
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
    /// Bytes of one line of JSON Lines.
    pub line: u64,
}

/// The limits of [`load`].
pub const LIMITS: Limits = Limits { file: 64 * MEGABYTE, line: 64 * MEGABYTE };

const MEGABYTE: u64 = 1024 * 1024;

/// Reads `inputs` in order, folders in the order of their sorted paths, and hands each article and each problem to
/// `sink` as soon as it is there. Stops early when `sink` breaks.
///
/// Where nothing at all is handed over there was nothing to read, such as an empty folder: what to say then is the
/// caller's matter.
pub fn load(inputs: &[Input], sink: &mut dyn FnMut(Item) -> ControlFlow<()>) {
    let _ = inputs.iter().try_for_each(|input| match input {
        Input::Stdin => stream(None, 0, &mut std::io::stdin().lock(), sink),
        Input::Path(path) => scan::scan(path, &mut |found| match found {
            scan::Found::Problem(problem) => sink(Item::Problem(problem)),
            scan::Found::File(path, size) => file(&path, size, sink),
        }),
    });
}

fn file(path: &Path, size: u64, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> ControlFlow<()> {
    match File::open(path) {
        Ok(file) => stream(Some(path), size, &mut BufReader::with_capacity(64 * 1024, file), sink),
        Err(error) => sink(failure(Some(path), scan::describe(&error))),
    }
}

/// The formats of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
    JsonLines,
}

/// Reads one file, or standard input where there is no `path`. `size` is what is known of its length in bytes.
fn stream(
    path: Option<&Path>,
    size: u64,
    reader: &mut dyn BufRead,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let named = path.and_then(format_of_name);
    let start = match reader.fill_buf() {
        Ok(start) => start,
        Err(error) => return sink(failure(path, scan::describe(&error))),
    };
    // UTF-16 has no lines of bytes, so it is decoded as a whole even when it holds JSON.
    let is_wide = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    let looks_like_json = named.is_none() && holds_json(start);
    if (named == Some(Format::JsonLines) || looks_like_json) && !is_wide {
        return json_lines::read(path, reader, LIMITS.line, sink);
    }
    let too_large = |size: u64| {
        let megabytes = size.div_ceil(MEGABYTE);
        failure(path, format!("is {megabytes} MB; the limit is {} MB", LIMITS.file / MEGABYTE))
    };
    if size > LIMITS.file {
        return sink(too_large(size));
    }
    let mut bytes = Vec::with_capacity(size as usize);
    if let Err(error) = reader.take(LIMITS.file + 1).read_to_end(&mut bytes) {
        return sink(failure(path, scan::describe(&error)));
    }
    if bytes.len() as u64 > LIMITS.file {
        return sink(failure(path, format!("is larger than {} MB, the limit", LIMITS.file / MEGABYTE)));
    }
    let decoded = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(message) => return sink(failure(path, message)),
    };
    if decoded.text.trim().is_empty() {
        let problem = Problem {
            path: path.map(Path::to_owned),
            line: None,
            severity: Severity::Warning,
            message: "is empty".to_owned(),
        };
        return sink(Item::Problem(problem));
    }
    match named.unwrap_or_else(|| format_of_text(&decoded.text)) {
        Format::JsonLines => json_lines::read(path, decoded.text.as_bytes(), LIMITS.line, sink),
        format => sink(Item::Article(Box::new(document(path, decoded, format)))),
    }
}

/// The article that a whole file of plain text or Markdown holds.
fn document(path: Option<&Path>, decoded: decode::Decoded, format: Format) -> Article {
    let mut article = Article {
        id: path.map_or_else(|| "-".to_owned(), |p| p.display().to_string()),
        path: path.map(Path::to_owned),
        encoding: decoded.encoding,
        ..Article::default()
    };
    let mut remark = |line, severity, message| {
        article.problems.push(Problem { path: path.map(Path::to_owned), line, severity, message });
    };
    for (severity, message) in decoded.remarks {
        remark(None, severity, message);
    }
    if format == Format::Markdown {
        let front = front_matter::read(&decoded.text);
        for (line, message) in front.warnings {
            remark(line, Severity::Warning, message);
        }
        article.metadata = front.metadata;
        (article.text, article.blocks) = markdown::render(&decoded.text[front.body..]);
        if article.text.is_empty() {
            remark(None, Severity::Warning, "has no text below its front matter".to_owned());
        }
    } else {
        article.blocks = paragraphs::split(&decoded.text);
        article.text = decoded.text;
    }
    roles::settle(&mut article, roles::Origin::Page);
    article
}

fn failure(path: Option<&Path>, message: String) -> Item {
    Item::Problem(Problem { path: path.map(Path::to_owned), line: None, severity: Severity::Error, message })
}

fn format_of_name(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "text" => Some(Format::Plain),
        "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        _ => None,
    }
}

/// Whether the first bytes begin a line of JSON that is an object.
fn holds_json(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    start.strip_prefix(b"{").is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')))
}

/// The format of a text whose name does not tell: front matter or a heading of level one make it Markdown.
fn format_of_text(text: &str) -> Format {
    if holds_json(text.as_bytes()) {
        return Format::JsonLines;
    }
    let is_markdown = front_matter::read(text).body > 0 || text.trim_start().starts_with("# ");
    if is_markdown { Format::Markdown } else { Format::Plain }
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
