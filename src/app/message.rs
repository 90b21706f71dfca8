//! What comes into [`App::update`](crate::app::App::update) and what goes out of it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::input::key::Key;
use crate::input::mouse::Mouse;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::board::Board;
use crate::model::comparison::{Comparison, Difference};
use crate::model::correction::Correction;
use crate::model::findings::{ArticleFindings, CorpusFindings};
use crate::model::hash::ContentHash;
use crate::model::memory::Memory;
use crate::model::moves::Moves;
use crate::model::problem::Problem;
use crate::model::workspace::Workspace;
use crate::query::index::{AcrossEntry, ArticleEntry, EntryChange, FindingsEntry};
use crate::query::parts::NewPart;
use crate::store::held::Held;
use crate::store::packed::Packed;
use crate::text::span::Span;
use crate::theme::Ground;

/// Something that happened. The only way to change the state.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted into the terminal.
    Paste(String),
    /// The terminal has this size now, in cells.
    Resize(u16, u16),
    /// Articles were read, in the order of loading. With what queries look at of them: folding
    /// takes longer than a frame has.
    Loaded(Vec<Loaded>),
    /// The words of articles that come or came are not in memory.
    Words(NewPart),
    /// Something went wrong with a file or a line.
    Problems(Vec<Problem>),
    /// Every input has been read.
    LoadingDone,
    /// Files were looked at again; nothing where so much is new that all is to be read once more.
    Reread(Option<Box<Reread>>),
    /// One article was analysed.
    Analysed(ArticleId, Analysed),
    /// The analysis of one article failed; the reason is one sentence.
    AnalysisFailed(ArticleId, String),
    /// The corpus as far as its first `usize` articles was analysed; with what queries look at of that, which takes too
    /// long to be made between two frames.
    CorpusAnalysed(usize, Arc<CorpusFindings>, Box<AcrossEntry>),
    /// Articles are otherwise now, with what was corrected.
    Corrected(Box<Vec<Redone>>),
    /// Two articles were compared, the left one first.
    Compared([ArticleId; 2], Arc<Comparison>),
    /// In what two passages differ that were paired by hand, one of each article, the left one first.
    Differences([ArticleId; 2], [Span; 2], Vec<Difference>),
    /// Articles were laid out on a board.
    Boarded(Arc<Board>),
    /// A text was copied, or not: one sentence that says where it is now.
    Copied(String),
    /// Something that takes a while or leads out of the reader was done, or not: one sentence.
    Done(String),
    /// What a command printed that was given a text.
    Piped {
        /// The command, and how it ended.
        title: String,
        /// What it printed.
        output: String,
    },
    /// What came out of an editor that was given the note that is being written.
    Edited(Edited),
    /// So many of the files that were read have changed since, came or went.
    FilesChanged(usize),
    /// The terminal says what its background is like.
    Ground(Ground),
    /// What was kept of articles and notes, read; with the texts under which articles were kept, by path and id.
    Remembered(Box<Memory>, HashMap<(String, String), ContentHash>),
    /// Something of what lasts could not be read or written.
    NotKept(Problem),
}

impl Message {
    /// Whether it is about the articles that are read now, by their ids, and says nothing once they are read again.
    pub fn is_of_articles(&self) -> bool {
        match self {
            Self::Loaded(_)
            | Self::Words(_)
            | Self::Problems(_)
            | Self::LoadingDone
            | Self::Reread(_)
            | Self::Analysed(..)
            | Self::AnalysisFailed(..)
            | Self::CorpusAnalysed(..)
            | Self::Corrected(_)
            | Self::Compared(..)
            | Self::Differences(..)
            | Self::Boarded(_)
            | Self::FilesChanged(_) => true,
            Self::Key(_)
            | Self::Mouse(_)
            | Self::Paste(_)
            | Self::Resize(..)
            | Self::Copied(_)
            | Self::Done(_)
            | Self::Edited(_)
            | Self::Piped { .. }
            | Self::Ground(_)
            | Self::Remembered(..)
            | Self::NotKept(_) => false,
        }
    }

    /// Articles that were read, folded here; the first of them has this id.
    pub fn loaded(first: ArticleId, articles: Vec<Arc<Article>>) -> Self {
        let folded = |(id, article): (u32, Arc<Article>)| {
            let entry = ArticleEntry::new(&article);
            Loaded { id: ArticleId(id), article: Arc::new(Held::from(article)), entry }
        };
        Self::Loaded((first.0..).zip(articles).map(folded).collect())
    }

    /// An article that was analysed, to be packed and folded by the reader.
    pub fn analysed(id: ArticleId, findings: Arc<ArticleFindings>) -> Self {
        Self::Analysed(id, Analysed::Whole(findings))
    }
}

/// An article that was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Its id.
    pub id: ArticleId,
    /// The article.
    pub article: Arc<Held>,
    /// What queries look at.
    pub entry: ArticleEntry,
}

/// What has become of the files that were read.
#[derive(Clone, Debug)]
pub struct Reread {
    /// Where the articles are now.
    pub moves: Moves,
    /// Those that are new, in their order, also where their files were there before and have changed.
    pub new: Vec<Loaded>,
    /// What is wrong with files that had to be read.
    pub problems: Vec<Problem>,
}

/// What was found in an article.
#[derive(Clone, Debug)]
pub enum Analysed {
    /// As the reader keeps it, and what queries look at of it: packing and folding takes time that a frame has not.
    Ready(Packed, Box<FindingsEntry>),
    /// As it was found.
    Whole(Arc<ArticleFindings>),
}

impl Analysed {
    /// As the reader keeps it.
    pub(super) fn ready(self, article: &Article) -> (Packed, Box<FindingsEntry>) {
        match self {
            Self::Ready(findings, entry) => (findings, entry),
            Self::Whole(findings) => (Packed::of(article, &findings), Box::new(FindingsEntry::new(article, &findings))),
        }
    }
}

/// What came out of an editor that was given a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The text as it is now; `None` where it is not known.
    pub text: Option<String>,
    /// What went wrong, in a sentence; `None` where the editor ended well and its text was read.
    pub trouble: Option<String>,
}

/// An article with what was corrected.
#[derive(Clone, Debug)]
pub struct Redone {
    /// Which one.
    pub id: ArticleId,
    /// With which state of the corrections: a later one has a higher number.
    pub version: u64,
    /// The article, where what is known about it is otherwise now.
    pub article: Option<Arc<Held>>,
    /// Its findings, where these are.
    pub findings: Option<Packed>,
    /// What queries look at.
    pub change: EntryChange,
}

/// Something that the runtime shall do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program with status 0.
    Quit,
    /// Give the terminal back and stop, as Ctrl-z does; continue afterwards.
    Suspend,
    /// Take the mouse from the terminal, or give it back.
    Mouse(bool),
    /// Clear the terminal and draw everything anew.
    Repaint,
    /// Analyse this article before all others.
    AnalyseFirst(ArticleId),
    /// Compare these two, the left one first.
    Compare([ArticleId; 2]),
    /// Say in what these passages of the articles on the screen differ, the left one first.
    TellDifferences([Span; 2]),
    /// Lay the corrections over the articles anew, over these at once, and bring it with [`Message::Corrected`].
    Correct(Vec<ArticleId>),
    /// Keep a correction that was made.
    KeepCorrection(Box<Correction>),
    /// Keep no longer the correction of that id.
    DropCorrection(String),
    /// Lay these out on a board, in this order.
    Board(Vec<ArticleId>),
    /// Give up the board that is being made: it is not looked at any more.
    LeaveBoard,
    /// Copy a text, in the way that the configuration wants. [`Message::Copied`] says what was done.
    Copy {
        /// What it is: "the sentence".
        what: &'static str,
        /// The text, cleaned.
        text: String,
    },
    /// Write a report. [`Message::Done`] says what became of it.
    Report {
        /// The file; its name says in which format.
        file: String,
        /// Whether it may be replaced.
        replace: bool,
        /// The query that chose the articles; empty where all were taken.
        filter: String,
        /// The articles, in their order.
        articles: Vec<ArticleId>,
        /// Those that are compared on the screen.
        pair: Option<[ArticleId; 2]>,
    },
    /// Look which files have changed; [`Message::Reread`] says it. Or as [`ReadAllAgain`](Self::ReadAllAgain).
    ReadAgain,
    /// Read all inputs again, with a reader that [begins again](crate::app::App::begin_again).
    ReadAllAgain,
    /// Files were read again, and articles are elsewhere now: analyse those that are new.
    Follow(Moves),
    /// Save what is open. [`Message::Done`] says what became of it.
    SaveWorkspace {
        /// The file.
        file: String,
        /// What is open.
        workspace: Box<Workspace>,
    },
    /// Open an address of the web in a browser.
    Browse(String),
    /// Open a file in the user's editor, at a line or at the one that begins with these words.
    Edit {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1, where it is known.
        line: Option<usize>,
        /// The words; may be empty.
        words: String,
    },
    /// Let the user's editor have the note that is being written. [`Message::Edited`] brings it back.
    EditNote(String),
    /// Give a text to a command.
    Pipe {
        /// The command with its arguments; behind an exclamation mark a line for a shell.
        command: String,
        /// The text.
        text: String,
    },
}
