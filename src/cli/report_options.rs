//! What `parallax report` understands.

use std::path::PathBuf;

use clap::Args;

use crate::export::report::gather::Bounds;

/// What `parallax report` understands besides the paths.
#[derive(Clone, Debug, Default, Args)]
pub struct ReportOptions {
    /// Only the articles of the stories whose names hold these words
    #[arg(long, value_name = "NAME")]
    pub story: Option<String>,

    /// Write into this file; - is standard output
    ///
    /// A file that is there is not replaced without --force, an article never.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,

    /// Only this table, for csv and json: articles, positions, board, quotations, voices, pairs or notes
    #[arg(long, value_name = "NAME")]
    pub table: Option<String>,

    /// What the report is called
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// At most so many articles
    #[arg(long, value_name = "N", default_value_t = Bounds::default().articles)]
    pub limit: usize,

    /// At most so many pairs of articles side by side
    #[arg(long, value_name = "N", default_value_t = Bounds::default().comparisons)]
    pub comparisons: usize,
}
