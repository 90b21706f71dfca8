//! What is being read: where it is, and how its problems are said.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::decode::Hint;
use super::{Item, Options};
use crate::model::problem::{Problem, Severity};

/// Takes what is read, one after the other, and says whether to go on.
pub(super) type Sink<'a> = &'a mut dyn FnMut(Item) -> ControlFlow<()>;

/// A file, a member of an archive, or standard input.
#[derive(Clone, Debug)]
pub(super) struct Source<'a> {
    /// Where it is; a member of an archive stands behind the archive (`news.zip/a.html`). `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// How it is to be read.
    pub(super) options: &'a Options,
    /// How many archives it is inside of.
    pub(super) depth: usize,
}

impl Source<'_> {
    /// The name of the only article in it.
    pub(super) fn id(&self) -> String {
        self.path.as_ref().map_or_else(|| "-".to_owned(), |p| p.display().to_string())
    }

    /// The name of one of several articles in it, from the line it begins on or its number.
    pub(super) fn id_of(&self, number: usize) -> String {
        format!("{}:{number}", self.id())
    }

    /// A problem of it.
    pub(super) fn problem(&self, line: Option<usize>, severity: Severity, message: impl Into<String>) -> Problem {
        Problem { path: self.path.clone(), line, severity, message: message.into() }
    }

    /// What keeps all of it from being read.
    pub(super) fn failure(&self, message: impl Into<String>) -> Item {
        Item::Problem(self.problem(None, Severity::Error, message))
    }

    /// What keeps a part of it from being read.
    pub(super) fn broken(&self, line: usize, message: impl Into<String>) -> Item {
        Item::Problem(self.problem(Some(line), Severity::Error, message))
    }

    /// What the user asks of encodings.
    pub(super) fn hint(&self) -> Hint {
        Hint { forced: self.options.encoding, declared: None }
    }

    /// The end of its name behind the last full stop, in lower case; of a packed file that of what is in it.
    pub(super) fn extension(&self) -> Option<String> {
        let name = self.path.as_deref()?.file_name()?.to_string_lossy().to_lowercase();
        let inner = [".gz", ".zst", ".bz2"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
        inner.rsplit_once('.').map(|(_, extension)| extension.to_owned())
    }

    /// The member `name` of this archive.
    pub(super) fn member(&self, name: &str) -> Self {
        let inside = self.path.clone().unwrap_or_else(|| Path::new("-").to_owned());
        Self { path: Some(inside.join(name)), options: self.options, depth: self.depth + 1 }
    }

    /// What is in this file when it is only packed (`a.txt` of `a.txt.gz`); it goes by the name of the file.
    pub(super) fn unpacked(&self) -> Self {
        Self { depth: self.depth + 1, ..self.clone() }
    }
}

/// An error of the file system in plain words.
pub(super) fn describe(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "does not exist".to_owned(),
        ErrorKind::PermissionDenied => "cannot be opened: permission denied".to_owned(),
        ErrorKind::NotADirectory => "does not exist: a part of the path is not a folder".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}
