//! What two articles have in common, and what only one of them has.

use crate::model::across::Across;
use crate::model::entity::EntityId;
use crate::model::issue::IssueId;
use crate::model::reason::Reason;
use crate::text::span::Span;

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
    /// How sure it is, from 0 to 1.
    pub score: f32,
    /// What they share.
    pub reason: Reason,
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
        for pair in &mut self.pairs {
            std::mem::swap(&mut pair.left, &mut pair.right);
        }
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
