//! Why a command ends without having done its work, and with which exit code.

use std::io;
use std::process::ExitCode;

use crate::config;
use crate::query::error::QueryError;

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
        }
    }

    /// 0, 1 or 2.
    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(_) | Self::Errors | Self::NothingToRead(_) | Self::Screen(_) => ExitCode::from(1),
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
