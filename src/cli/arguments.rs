//! What the command line may say. The help texts are the doc comments.

use std::num::NonZeroU8;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::app::settings::OpenedWorkspace;
use crate::cli::failure::Failure;
use crate::cli::report_options::ReportOptions;
use crate::config::Choice;
use crate::config::schema::Config;
use crate::state::place;
use crate::store::cache::Cache;
use crate::store::place as cache_place;

/// Reads several accounts of the same events side by side.
///
/// Without a command it opens the reader: the list of articles, the text, and the people, places, disputed issues and
/// quotations in it. The commands print the same findings without a screen.
#[derive(Debug, Parser)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
#[command(name = "parallax", version, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Arguments {
    /// What to do instead of opening the reader.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Files or folders to read, or - for standard input
    ///
    /// Text, Markdown and JSON Lines; folders with everything below them. Without any, the folder `articles` here, or
    /// else standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Print the configuration that is in force, as TOML, and read no article
    #[arg(long)]
    pub print_config: bool,

    /// Print what every key does, and read no article
    #[arg(long)]
    pub print_keys: bool,

    /// Open this article, perhaps at a paragraph: reports/one.md:4
    ///
    /// The id of an article, its path, or the end of its path.
    #[arg(long, value_name = "ARTICLE[:¶]")]
    pub open: Option<String>,

    /// Lay this article beside the one of --open
    #[arg(long, value_name = "ARTICLE", requires = "open")]
    pub with: Option<String>,

    /// Open this workspace, which the reader saved; naming it as the only path does the same
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub workspace: Option<PathBuf>,

    /// Colours: auto, dark, light, contrast, red-green, blue-yellow, mono, or a theme of the configuration
    ///
    /// `auto` asks the terminal for its background. `red-green` and `blue-yellow` are for readers who confuse these.
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,

    /// Read line by line, for screen readers: plain text, no boxes, nothing that moves
    #[arg(long, conflicts_with_all = ["open", "with", "board"])]
    pub linear: bool,

    /// Open the board
    #[arg(long, conflicts_with = "open")]
    pub board: bool,

    /// The workspace that was read.
    #[arg(skip)]
    pub opened: Option<OpenedWorkspace>,

    /// What every command understands.
    #[command(flatten)]
    pub options: Options,
}

const AFTER_HELP: &str = "\
Examples:
  parallax                         open the folder `articles`
  parallax reports/ speech.txt     open a folder and a file
  parallax list --format csv       the articles as a table for a spreadsheet
  curl -s URL | parallax show -    one text from a pipe, with what was found in it
  parallax annotate | jq .title    everything that was found, one JSON object an article
  parallax report -o talks.html    all of it as one page to hand in
  parallax list --filter 'topic:trade after:2021-03 -is:disputed'

Exit status: 0 done, 1 nothing to read or errors found by `check`, 2 wrong arguments or configuration.";

/// Options of the reader and of every command.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct Options {
    /// Read this configuration
    ///
    /// Otherwise config.toml in the current folder, or parallax/config.toml in the user's configuration folder.
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config")]
    pub config: Option<PathBuf>,

    /// Read no configuration
    #[arg(long, global = true)]
    pub no_config: bool,

    /// Keep reading places, notes and corrections in this folder
    ///
    /// Otherwise where `[state]` of the configuration says, or in the platform's folder for the state of programs.
    #[arg(long, value_name = "DIR", global = true, conflicts_with = "no_state")]
    pub state: Option<PathBuf>,

    /// Keep nothing, and heed nothing that was kept: no reading places, notes or corrections
    #[arg(long, global = true)]
    pub no_state: bool,

    /// Keep corrections in this file
    ///
    /// Otherwise in corrections.toml beside the articles where there is one, or else in the folder for state.
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_state")]
    pub corrections: Option<PathBuf>,

    /// Keep what was read and found in this folder, so that the next start is sooner
    ///
    /// Otherwise in the platform's folder for caches. Of fewer than 300 articles nothing is kept.
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "no_cache")]
    pub cache: Option<PathBuf>,

    /// Read and analyse everything anew, and keep nothing of it
    #[arg(long, global = true)]
    pub no_cache: bool,

    /// Only the articles that this query finds
    ///
    /// Words, "phrases", topic: entity: issue: story: source: country: side: speaker: title: after: before: is:, with -
    /// OR and parentheses. A query that finds nothing prints nothing and is no error. @NAME is a filter of the
    /// configuration.
    #[arg(long, global = true, value_name = "QUERY", allow_hyphen_values = true)]
    pub filter: Option<String>,

    /// Read everything in this encoding (utf-8, windows-1252, gb18030, …)
    ///
    /// Otherwise marks, declarations and the bytes themselves decide. The names are those of the web.
    #[arg(long, global = true, value_name = "NAME")]
    pub encoding: Option<String>,

    /// Follow links that lead out of a folder
    #[arg(long, global = true)]
    pub follow_links: bool,

    /// How to print: text, json, jsonl, md, csv or html, as far as the command can
    #[arg(long, global = true, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,

    /// Bold and faint text: auto, always or never
    ///
    /// `auto` asks for a terminal and heeds `NO_COLOR`.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    pub color: Color,

    /// Analyse so many articles at a time; as many as there are processors by default
    #[arg(short, long, global = true, value_name = "N")]
    pub jobs: Option<NonZeroU8>,
}

impl Options {
    /// Which configuration to load.
    pub fn config_choice(&self) -> Choice {
        match &self.config {
            _ if self.no_config => Choice::Defaults,
            Some(path) => Choice::File(path.clone()),
            None => Choice::Found,
        }
    }

    /// What was read and found before. What comes through a pipe is kept only if somebody says where.
    pub fn cache(&self, piped: bool) -> Cache {
        match &self.cache {
            _ if self.no_cache => Cache::none(),
            Some(folder) => Cache::in_folder(folder),
            None if piped => Cache::none(),
            None => cache_place::of_user().map_or_else(Cache::none, |folder| Cache::in_folder(&folder)),
        }
    }

    /// The folder of what lasts from one run to the next, or `None` where nothing does.
    pub fn state_folder(&self, config: &Config) -> Option<PathBuf> {
        let choice = match &self.state {
            _ if self.no_state => place::Choice::Nowhere,
            Some(folder) => place::Choice::Folder(folder.clone()),
            None => config.state.clone(),
        };
        choice.folder()
    }
}

/// The commands without a screen.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// List the articles: date, source, length, how much was found (text, json, csv, md)
    List {
        /// Files or folders, or - for standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Print the articles with what was found in them (text, json, md)
    Show {
        /// Files or folders, or - for standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Print the further fields of each record too
        #[arg(long)]
        fields: bool,
    },
    /// Print everything that was found, for programs (jsonl, json)
    Annotate {
        /// Files or folders, or - for standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Lay two articles side by side: what both report, and what only one of them (text, json, md)
    Compare {
        /// Two files, or a folder, a file or standard input (-) with exactly two articles
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Lay all articles out on a board: what is disputed, and who stands where in each (text, json, csv, md)
    Board {
        /// Files or folders, or - for standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Print the notes that were written in the reader: all of them, or those on some articles with their places (text, json,
    /// md)
    Notes {
        /// Files or folders, or - for standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Write a report on the articles, one page that needs neither program nor network (html, md, csv, json)
    Report {
        /// Files or folders, or - for standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,

        /// What it holds and where it goes.
        #[command(flatten)]
        wish: ReportOptions,
    },
    /// Check the configuration and the articles, and print every problem as path:line: message
    Check {
        /// Files or folders, or - for standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Read and analyse everything once, so that the reader and all commands find it done
    Index {
        /// Files or folders, or - for standard input
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Print the completions of a shell, to be loaded by it
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

impl Command {
    /// The names of all commands.
    pub const NAMES: [&'static str; 11] =
        ["list", "show", "annotate", "compare", "board", "notes", "report", "check", "index", "completions", "man"];

    /// The word on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::List { .. } => "list",
            Self::Show { .. } => "show",
            Self::Annotate { .. } => "annotate",
            Self::Compare { .. } => "compare",
            Self::Board { .. } => "board",
            Self::Notes { .. } => "notes",
            Self::Report { .. } => "report",
            Self::Check { .. } => "check",
            Self::Index { .. } => "index",
            Self::Completions { .. } => "completions",
            Self::Man => "man",
        }
    }

    /// The paths behind it.
    pub fn paths(&self) -> &[PathBuf] {
        match self {
            Self::List { paths }
            | Self::Show { paths, .. }
            | Self::Annotate { paths }
            | Self::Compare { paths }
            | Self::Board { paths }
            | Self::Notes { paths }
            | Self::Report { paths, .. }
            | Self::Check { paths }
            | Self::Index { paths } => paths,
            Self::Completions { .. } | Self::Man => &[],
        }
    }

    /// The formats that it can print, the default first.
    fn formats(&self) -> &'static [Format] {
        match self {
            Self::List { .. } | Self::Board { .. } => &[Format::Text, Format::Json, Format::Csv, Format::Md],
            Self::Show { .. } | Self::Compare { .. } | Self::Notes { .. } => &[Format::Text, Format::Json, Format::Md],
            Self::Annotate { .. } => &[Format::Jsonl, Format::Json],
            Self::Report { .. } => &[Format::Html, Format::Md, Format::Csv, Format::Json],
            Self::Check { .. } | Self::Index { .. } | Self::Completions { .. } | Self::Man => &[Format::Text],
        }
    }

    /// The format to print, given the one that was asked for.
    pub(super) fn format(&self, asked: Option<Format>) -> Result<Format, Failure> {
        let possible = self.formats();
        match asked {
            None => Ok(possible[0]),
            Some(format) if possible.contains(&format) => Ok(format),
            Some(format) => {
                let names: Vec<_> = possible.iter().map(|f| f.name()).collect();
                let (command, names) = (self.name(), names.join(", "));
                Err(Failure::Usage(format!("`parallax {command}` cannot print {}, only {names}", format.name())))
            }
        }
    }
}

/// The shells that completions are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash.
    Bash,
    /// The Z shell.
    Zsh,
    /// The friendly interactive shell.
    Fish,
    /// Elvish.
    Elvish,
    /// `PowerShell`.
    #[value(name = "powershell")]
    PowerShell,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON value.
    Json,
    /// JSON Lines: one object an article.
    Jsonl,
    /// Markdown.
    Md,
    /// Comma-separated values.
    Csv,
    /// A page for browsers.
    Html,
}

impl Format {
    /// The word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Md => "md",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }
}

/// When to emphasise text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always, also into pipes.
    Always,
    /// Never.
    Never,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
        let names: Vec<_> = Arguments::command().get_subcommands().map(|c| c.get_name().to_owned()).collect();
        assert_eq!(names, Command::NAMES);
    }

    #[test]
    fn global_options_stand_before_and_behind_the_command() {
        for line in ["parallax --no-config -j 2 list a b", "parallax list --no-config -j2 a b"] {
            let arguments = Arguments::try_parse_from(line.split(' ')).unwrap();
            assert!(arguments.options.no_config);
            assert_eq!(arguments.options.jobs, NonZeroU8::new(2));
            assert_eq!(arguments.command.unwrap().paths(), ["a", "b"].map(PathBuf::from));
        }
    }
}
