//! config.toml: what it may say, where it is found, and what is wrong with it. Layer 4.
//!
//! Everything works without a configuration. A file that is there is taken at its word: an unknown name or a value
//! out of range is an error with its line, never silently skipped.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::config::schema::Config;
use crate::load;
use crate::state::place;

pub mod about;
pub mod corrections;
pub mod find;
mod keys;
pub mod knowledge;
pub mod listing;
mod print;
pub mod report;
pub mod schema;
mod section;
pub mod themes;

/// Which configuration the command line asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// The first that is found (see [`find::find`]), or else the defaults.
    #[default]
    Found,
    /// This file.
    File(PathBuf),
    /// The defaults.
    Defaults,
}

/// Why a configuration cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The file cannot be read as text.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// One clause without a full stop.
        reason: String,
    },
    /// The file says something that it may not say.
    Mistaken {
        /// Every mistake with its place, its line and a suggestion, ready to print.
        report: String,
        /// Whether nobody asked for this file by name.
        found: bool,
    },
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable { path, reason } => write!(f, "{}: {reason}", path.display()),
            Self::Mistaken { report, found } => {
                write!(f, "{}", report.trim_end())?;
                if *found {
                    write!(f, "\n(give --no-config to go on without it, or --config FILE for another)")?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for Error {}

/// The configuration that `choice` asks for, and the file that it came from, if any.
///
/// # Errors
///
/// When the file cannot be read or says something that it may not.
pub fn load(choice: &Choice) -> Result<(Config, Option<PathBuf>), Error> {
    let (path, found) = match choice {
        Choice::Defaults => return Ok((Config::default(), None)),
        Choice::File(path) => (path.clone(), false),
        Choice::Found => match find::find() {
            Some(path) => (path, true),
            None => return Ok((Config::default(), None)),
        },
    };
    let text = read(&path)?;
    match schema::parse(&text) {
        Ok(mut config) => {
            if let place::Choice::Folder(folder) = &mut config.state {
                *folder = path.parent().unwrap_or(Path::new("")).join(&*folder);
            }
            config.knowledge.file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((config, Some(path)))
        }
        Err(mistakes) => {
            let report = mistakes.iter().map(|m| report::render(&path, &text, m)).collect::<Vec<_>>().join("\n");
            Err(Error::Mistaken { report, found })
        }
    }
}

/// Bytes that a configuration may have: far more than anybody writes, and no file without end.
const LARGEST: u64 = 16 << 20;

fn read(path: &Path) -> Result<String, Error> {
    let unreadable = |reason: String| Error::Unreadable { path: path.to_owned(), reason };
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => unreadable("there is no such file".into()),
        _ => unreadable(format!("cannot be read: {error}")),
    };
    let metadata = path.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(unreadable("is a folder, not a configuration file".into()));
    }
    if let Some(kind) = load::special(path, metadata.file_type()) {
        return Err(unreadable(format!("is {kind}, not a configuration file")));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(unreadable(format!("is larger than {} MB, the limit", LARGEST >> 20)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.split(|b| *b == b'\n').count();
        unreadable(format!("is not UTF-8 text (line {line})"))
    })
}
