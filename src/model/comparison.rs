//! What two articles have in common, and what only one of them has.

use crate::model::across::Across;
use crate::model::entity::EntityId;
use crate::model::issue::IssueId;
use crate::model::reason::Reason;
use crate::text::span::Span;

pub mod laying;

/// Two articles laid side by side. Comparing them the other way round gives the same with left and right exchanged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Passages about the same thing, by their place in the left article, then in the right one. A passage may stand in
    /// several pairs.
    pub pairs: Vec<Pair>,
    /// Entities of both and of one: in both first, then only left, then only right; by mentions within each.
    pub entities: Vec<Matched<EntityId>>,
    /// Issues, in the same order.
    pub issues: Vec<Matched<IssueId>>,
    /// Utterances that both quote.
    pub quotations: Vec<SharedQuotation>,
    /// Versions of quotations, numbers, days, names, wording, voices and silence; the left article is the first.
    pub across: Across,
}

/// Two passages about the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// A sentence of the left article.
    pub left: Span,
    /// A sentence of the right article.
    pub right: Span,
    /// How sure it is, from 0 to 1: of ten pairs with a score of 0.7 seven are right.
    pub score: f32,
    /// Whether they say the same, or are on the same matter.
    pub relation: Relation,
    /// What they share.
    pub reason: Reason,
    /// In which respects they do not say the same, each once, in the order of [`Respect::ALL`]; empty where they do.
    pub differences: Vec<Difference>,
}

/// What two paired passages have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Both say it, with more or less detail, or contrary things about it.
    Same,
    /// They are on the same matter, and may say different things.
    Near,
}

impl Relation {
    /// The word that exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Near => "near",
        }
    }
}

/// One respect in which two paired passages differ, with the words that show it. A list may be empty: words that only one
/// passage has stand beside nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub respect: Respect,
    /// The words of the left passage, in the order of the text.
    pub left: Vec<Span>,
    /// Those of the right one.
    pub right: Vec<Span>,
}

/// In what two passages about the same thing can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Respect {
    /// One affirms what the other denies, or one party stands for something here and against it there.
    Polarity,
    /// Numbers of the same thing.
    Figures,
    /// Days of the same happening.
    Dates,
    /// The words of one utterance.
    Quotation,
    /// Other words, in passages that share most of theirs.
    Words,
}

impl Respect {
    /// All, the weightiest first.
    pub const ALL: [Self; 5] = [Self::Polarity, Self::Figures, Self::Dates, Self::Quotation, Self::Words];

    /// The word that screens use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Polarity => "polarity",
            Self::Figures => "figures",
            Self::Dates => "dates",
            Self::Quotation => "quotation",
            Self::Words => "words",
        }
    }
}

/// The name of the reason of a pair that was made by hand.
pub const PAIRED: &str = "paired by hand";

impl Pair {
    /// A pair that a person made.
    pub fn by_hand(left: Span, right: Span) -> Self {
        let reason = Reason::rule(PAIRED);
        Self { left, right, score: 1.0, relation: Relation::Same, reason, differences: Vec::new() }
    }

    /// Whether the passages say the same, as far as can be seen.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether they say contrary things: who is for what, figures, days.
    pub fn contradicts(&self) -> bool {
        self.differences.iter().any(|d| matches!(d.respect, Respect::Polarity | Respect::Figures | Respect::Dates))
    }

    /// The pair seen from the other side.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        std::mem::swap(&mut self.left, &mut self.right);
        for difference in &mut self.differences {
            std::mem::swap(&mut difference.left, &mut difference.right);
        }
        self
    }
}

/// Something that one of the articles or both have.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched<T> {
    /// Its name.
    pub name: String,
    /// What it is in the left article, if that has it.
    pub left: Option<T>,
    /// What it is in the right article, if that has it.
    pub right: Option<T>,
}

/// One utterance that both articles quote.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedQuotation {
    /// The words that are shared, in the left article.
    pub left: Span,
    /// The same in the right article.
    pub right: Span,
    /// Whether both give the utterance with the same words.
    pub identical: bool,
}

impl Comparison {
    /// The comparison the other way round.
    #[must_use]
    pub fn mirrored(mut self) -> Self {
        self.pairs = self.pairs.into_iter().map(Pair::mirrored).collect();
        self.pairs.sort_by_key(|p| (p.left, p.right));
        for quotation in &mut self.quotations {
            std::mem::swap(&mut quotation.left, &mut quotation.right);
        }
        self.quotations.sort_by_key(|q| (q.left, q.right));
        mirror(&mut self.entities);
        mirror(&mut self.issues);
        self.across = self.across.mirrored();
        self
    }
}

fn mirror<T>(matches: &mut [Matched<T>]) {
    for matched in matches.iter_mut() {
        std::mem::swap(&mut matched.left, &mut matched.right);
    }
    // Stable: in both, only left, only right, each in the order it had.
    matches.sort_by_key(|m| match (&m.left, &m.right) {
        (Some(_), Some(_)) => 0,
        (Some(_), None) => 1,
        _ => 2,
    });
}
