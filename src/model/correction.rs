//! What a person corrected in the findings: plain data, with the words that it is anchored to.
//!
//! Corrections are applied one after the other, each to what those before it left. So the list of them, in its order, says
//! everything, and taking the last one away gives what was there before it.

use jiff::civil::Date;

use crate::model::article::Article;
use crate::model::entity::EntityKind;
use crate::text::selector::Selector;
use crate::text::span::Span;

pub mod list;
mod telling;

/// One thing that a person corrected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Its name in the file, unlike those of all others: a letter and some hexadecimal digits.
    pub id: String,
    /// What was corrected.
    pub what: What,
    /// How far it reaches.
    pub scope: Scope,
    /// Where it was made.
    pub place: Place,
    /// The passage of the other article, for pairs.
    pub other: Option<Place>,
    /// What was there: a name, a kind, a word for it. May be empty.
    pub was: String,
    /// What is there now; empty for what was taken away.
    pub now: String,
    /// Every name under which the entity or the issue goes; of a split, the forms that are split off.
    pub names: Vec<String>,
    /// What sort of thing the entity was.
    pub kind: Option<EntityKind>,
    /// What sort of thing it is now.
    pub now_kind: Option<EntityKind>,
    /// Who held the position.
    pub holder: String,
    /// The issue that the position was on.
    pub issue: String,
    /// The passages of a quotation, as their exact words.
    pub passages: Vec<String>,
    /// The country of the outlet, where the list of outlets says it.
    pub country: String,
    /// The day on which it was made, where that is known.
    pub date: Option<Date>,
}

/// A place of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The hash of the article's text, in digits; empty where nobody wrote it down.
    pub article: String,
    /// The path of its file, as a hint where the text has been edited; of [`Scope::Folder`], the folder.
    pub path: String,
    /// The passage; `None` for the whole article.
    pub passage: Option<Selector>,
}

/// How far a correction reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The passage that it is anchored to.
    #[default]
    Passage,
    /// The whole article.
    Article,
    /// Every article whose file lies in the folder.
    Folder,
    /// Every article that has the name.
    Everywhere,
}

impl Scope {
    /// Every scope with its name in files.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("passage", Self::Passage),
        ("article", Self::Article),
        ("folder", Self::Folder),
        ("everywhere", Self::Everywhere),
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

macro_rules! whats {
    ($($(#[$meta:meta])? $variant:ident, $name:literal, $subject:ident, $doc:literal;)*) => {
        /// What can be corrected.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum What {
            $($(#[$meta])? #[doc = $doc] $variant,)*
        }

        impl What {
            /// Every one with its name in files.
            pub const NAMES: &'static [(&'static str, Self)] = &[$(($name, Self::$variant),)*];

            /// What sort of finding it is about.
            pub fn subject(self) -> Subject {
                match self {
                    $(Self::$variant => Subject::$subject,)*
                }
            }
        }
    };
}

/// What sort of finding a correction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An entity.
    Entity,
    /// A quotation.
    Quotation,
    /// A position on an issue.
    Position,
    /// An issue.
    Issue,
    /// Two passages of compared articles.
    Pair,
    /// The article itself.
    Article,
}

whats! {
    #[default] EntityName, "entity-name", Entity, "What an entity is called.";
    EntityKind, "entity-kind", Entity, "What sort of thing it is.";
    EntitySide, "entity-side", Entity, "The side that it speaks for.";
    EntityMerge, "entity-merge", Entity, "It is the same as another one.";
    EntitySplit, "entity-split", Entity, "Some of its mentions are another one's.";
    EntityHide, "entity-hide", Entity, "It is none.";
    QuotationSpeaker, "quotation-speaker", Quotation, "Who speaks.";
    QuotationExtent, "quotation-extent", Quotation, "Which words are said.";
    QuotationNone, "quotation-none", Quotation, "Nobody is quoted there.";
    PositionHolder, "position-holder", Position, "Who holds a position.";
    PositionIssue, "position-issue", Position, "What it is a position on.";
    PositionPolarity, "position-polarity", Position, "Whether it is for or against.";
    PositionNone, "position-none", Position, "Nobody takes a position there.";
    IssueName, "issue-name", Issue, "What an issue is called.";
    IssueMerge, "issue-merge", Issue, "It is the same as another one.";
    IssueSplit, "issue-split", Issue, "Some of its mentions are another one's.";
    IssueHide, "issue-hide", Issue, "It is none.";
    PairMade, "pair-made", Pair, "Two passages are about the same thing.";
    PairBroken, "pair-broken", Pair, "Two passages are not about the same thing.";
    Outlet, "outlet", Article, "The outlet that published an article.";
    Published, "date", Article, "The day on which it was published.";
}

impl What {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        // The table is written in the order of the variants.
        Self::NAMES[self as usize].0
    }
}

impl Place {
    /// A passage of an article, or all of it.
    pub fn new(article: &Article, passage: Option<Span>) -> Self {
        Self {
            article: article.hash().to_string(),
            path: path_of(article),
            passage: passage.map(|span| Selector::new(&article.text, span)),
        }
    }

    /// Whether it is in an article: its text is the same, or it comes from the same file and was edited.
    pub fn is_in(&self, article: &Article) -> bool {
        self.article == article.hash().to_string() || same_path(&self.path, &path_of(article))
    }

    /// Where its passage stands in an article in which it [is](Self::is_in); `None` where it is lost.
    pub fn span(&self, article: &Article) -> Option<Span> {
        let passage = self.passage.as_ref()?;
        let same = || passage.in_same(&article.text);
        let unedited = self.article == article.hash().to_string();
        if unedited { same() } else { None }.or_else(|| passage.find(&article.text))
    }

    /// Whether an article's file lies in the folder that the path names.
    pub fn is_folder_of(&self, article: &Article) -> bool {
        let folder = folder_of(article);
        !self.path.is_empty() && folder.is_some_and(|folder| same_path(&self.path, &folder))
    }
}

/// The path of an article's file with `/` between its parts; empty for an article that came through a pipe.
fn path_of(article: &Article) -> String {
    article.path.as_ref().map_or_else(String::new, |path| slashed(&path.to_string_lossy()))
}

/// The folder that holds an article's file; `.` is the one where the program was started.
pub fn folder_of(article: &Article) -> Option<String> {
    let parent = article.path.as_ref()?.parent()?;
    let folder = slashed(&parent.to_string_lossy());
    Some(if folder.is_empty() { ".".to_owned() } else { folder })
}

fn slashed(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches("./").trim_end_matches('/').to_owned()
}

/// Whether two paths are the same as far as both go: one may begin in another folder.
fn same_path(a: &str, b: &str) -> bool {
    let mut parts = a.rsplit('/').zip(b.rsplit('/'));
    !a.is_empty() && !b.is_empty() && parts.all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Head;

    #[test]
    fn the_tables_are_in_the_order_of_their_variants() {
        for (name, what) in What::NAMES {
            assert_eq!(what.name(), *name);
        }
        for (name, scope) in Scope::NAMES {
            assert_eq!(scope.name(), name);
        }
    }

    #[test]
    fn a_path_is_a_hint_wherever_one_stands() {
        for (a, b, same) in [
            ("news/a.md", "news/a.md", true),
            ("news/a.md", "/home/x/news/a.md", true),
            ("a.md", "news/a.md", true),
            ("old/a.md", "news/a.md", false),
            ("", "", false),
        ] {
            assert_eq!(same_path(a, b), same, "{a} {b}");
        }
    }

    #[test]
    fn a_place_is_found_again_in_a_file_that_was_edited() {
        let article = |text: &str, path: &str| Article {
            head: Head { path: Some(path.into()), ..Head::default() },
            text: text.to_owned(),
            ..Article::default()
        };
        let before = article("The mayor said no. The union said yes.", "news/a.md");
        let place = Place::new(&before, Some(Span::new(4, 9)));
        assert_eq!(place.span(&before), Some(Span::new(4, 9)));
        let moved = article(&before.text, "b.md");
        assert!(place.is_in(&moved));
        let edited = article("First. The mayor said no. The union said yes.", "news/a.md");
        assert!(place.is_in(&edited) && !place.is_in(&article("The mayor said no.", "news/c.md")));
        assert_eq!(place.span(&edited).map(|s| s.of(&edited.text)), Some("mayor"));
        assert_eq!(place.span(&article("Nothing of it.", "news/a.md")), None);
        assert!(Place { path: "news".into(), ..Place::default() }.is_folder_of(&before));
        assert!(!Place { path: "old".into(), ..Place::default() }.is_folder_of(&before));
    }
}
