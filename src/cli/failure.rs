//! Why a command ends without having done its work, and with which exit code.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use crate::config;
use crate::query::error::QueryError;
use crate::runtime::panic_wanted;

/// Why a command ends early.
#[derive(Debug)]
pub(super) enum Failure {
    /// The arguments make no sense together.
    Usage(String),
    /// The query of `--filter` is none: the query, and what is wrong with it.
    Query(String, QueryError),
    /// The configuration cannot be used.
    Config(config::Error),
    /// No article could be read.
    NothingToRead(String),
    /// `check` found errors and has said them.
    Errors,
    /// Standard output cannot be written to.
    Output(io::Error),
    /// The reader cannot use the terminal.
    Screen(anyhow::Error),
    /// A mistake of ours: what failed.
    Fault(&'static str),
}

/// Does what looks across articles. A mistake of ours in it ends the command and says so, as the reader says it.
pub(super) fn fenced<T>(what: &'static str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    let work = || {
        assert!(!panic_wanted("across"), "a panic was asked for");
        work()
    };
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Failure::Fault(what))
}

impl Failure {
    /// What to tell the user; nothing when the reader of a pipe has gone away.
    pub(super) fn message(&self) -> Option<String> {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => None,
            Self::Errors => None,
            Self::Output(error) => Some(format!("cannot write: {error}")),
            Self::Usage(message) => Some(format!("{message}\nFor more, try `parallax --help`.")),
            Self::Query(query, error) => Some(format!("the filter is no query\n{}", error.caret(query))),
            Self::Config(error) => Some(error.to_string()),
            Self::NothingToRead(message) => Some(message.clone()),
            Self::Screen(error) => Some(format!("{error:#}")),
            Self::Fault(what) => Some(format!("{what} failed; this is a fault of the program")),
        }
    }

    /// 0, 1 or 2.
    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(_) | Self::Errors | Self::NothingToRead(_) | Self::Screen(_) | Self::Fault(_) => {
                ExitCode::from(1)
            }
            Self::Usage(_) | Self::Query(..) | Self::Config(_) => ExitCode::from(2),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<config::Error> for Failure {
    fn from(error: config::Error) -> Self {
        Self::Config(error)
    }
}
