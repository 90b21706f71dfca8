//! The text pane: the open article, its rows, what is marked and what is followed.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::highlights::Highlights;
use crate::app::page::{Anchor, Page};
use crate::model::article_id::ArticleId;
use crate::model::entity::{EntityId, EntityKind};
use crate::model::issue::IssueId;
use crate::text::span::Span;

/// State of the text pane.
#[derive(Debug)]
pub struct Reader {
    /// The open article.
    pub article: Option<ArticleId>,
    /// Its rows at the present width.
    pub page: Arc<Page>,
    /// The first row on the screen.
    pub top: usize,
    /// What stands on top, independent of the width; a resize starts from it, so that resizes do not add up.
    pub(super) anchor: Anchor,
    /// Its marks, sorted; empty until it is analysed.
    pub highlights: Arc<Highlights>,
    /// The mark that the last motion led to.
    pub cursor: Option<Cursor>,
    /// What `n` and `N` walk through when no search is active.
    pub follow: Option<Follow>,
    /// Whether captions and boilerplate are open.
    pub folds_open: bool,
    /// Which marks are shown.
    pub shown: Shown,
    /// Where one was in articles that were open before.
    pub(super) left_at: HashMap<ArticleId, Anchor>,
    /// Layouts made lately, the latest last.
    pub(super) pages: Vec<(ArticleId, bool, Arc<Page>)>,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            article: None,
            page: Arc::default(),
            top: 0,
            anchor: Anchor::default(),
            highlights: Arc::default(),
            cursor: None,
            follow: None,
            folds_open: false,
            shown: Shown { entities: [true; 6], issues: IssuesShown::Disputed, quotations: true, doubtful: false },
            left_at: HashMap::new(),
            pages: Vec::new(),
        }
    }
}

/// Which marks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Colours of entities, by kind in the order of [`EntityKind::ALL`].
    pub entities: [bool; 6],
    /// Underlines of issues.
    pub issues: IssuesShown,
    /// Bars of quotations.
    pub quotations: bool,
    /// Positions that are not likely enough to be shown without being asked.
    pub doubtful: bool,
}

/// Which issues are underlined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuesShown {
    /// Those on which positions oppose.
    Disputed,
    /// All.
    All,
    /// None.
    None,
}

impl IssuesShown {
    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Disputed => Self::All,
            Self::All => Self::None,
            Self::None => Self::Disputed,
        }
    }

    /// What the status line says of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Disputed => "disputed issues are underlined",
            Self::All => "all issues are underlined",
            Self::None => "no issue is underlined",
        }
    }
}

impl Shown {
    /// Whether entities of a kind have their colour.
    pub fn entities_of(&self, kind: EntityKind) -> bool {
        EntityKind::ALL.iter().position(|k| *k == kind).is_none_or(|at| self.entities[at])
    }
}

/// One mark in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The bytes that it covers.
    pub span: Span,
    /// What it is.
    pub target: Target,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A mention of an entity.
    Entity(EntityId),
    /// A mention of an issue.
    Issue(IssueId),
    /// The evidence of a position.
    Position(IssueId, usize),
    /// A quotation, by its index.
    Quotation(usize),
    /// A date, by the index of the mention.
    Date(usize),
    /// A number, by the index of the mention.
    Figure(usize),
    /// A hit of the search.
    Hit,
    /// A passage of a cell of the board.
    Passage,
    /// What one is selecting.
    Selection,
}

/// Something that one walks through, across articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    /// Its name where it was chosen.
    pub name: String,
    /// The article where it was chosen, and what it is there.
    pub from: (ArticleId, Followed),
    /// What it is in the open article; `None` where that article does not have it.
    pub here: Option<Followed>,
    /// Where that stands in the open article, in order. Found when either changes: every frame shows the counter.
    pub spans: Vec<Span>,
    /// What it is across articles, once that is known.
    pub whole: Option<Whole>,
}

/// A part of one article that is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// An entity of the article.
    Entity(EntityId),
    /// An issue of the article.
    Issue(IssueId),
    /// A date, by the index of any of its mentions.
    Date(usize),
    /// A number, by the index of any of its mentions.
    Figure(usize),
}

/// The same across articles: an index into the corpus findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Index into the entities.
    Entity(usize),
    /// Index into the issues.
    Issue(usize),
}
