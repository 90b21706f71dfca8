//! What went wrong without stopping the rest.

use std::path::PathBuf;

/// Something that a reader should know about a file, a line or an analysis. One line of the list of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file it is about; `None` for standard input and for what belongs to no file.
    pub path: Option<PathBuf>,
    /// The line it is about, counted from 1.
    pub line: Option<usize>,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence without a full stop (`"is not text: it holds NUL bytes"`).
    pub message: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing (a guessed encoding).
    Note,
    /// Something was dropped or guessed, the article is there.
    Warning,
    /// The article, or this line of the file, is missing.
    Error,
}

impl std::fmt::Display for Problem {
    /// `path:line: message`, with the parts that are known. The path is shown as it is: clean it at the edge.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}:", path.display())?,
            None => write!(f, "(standard input):")?,
        }
        if let Some(line) = self.line {
            write!(f, "{line}:")?;
        }
        write!(f, " {}", self.message)
    }
}
