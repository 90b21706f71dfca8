//! How sure a finding is, and whether a person made it: what every finding of a report says about itself.

use crate::export::report::gather::Source;
use crate::export::report::html::{At, Page};
use crate::model::board::Passage;
use crate::model::comparison::{Pair, Relation};
use crate::model::issue::Position;
use crate::model::reason::Reason;

/// Below this a position that is shown is called unsure: a strict reader found four in ten of such positions and more wrong,
/// and a quarter of the others.
const SURE: f32 = 0.6;

/// Where a finding comes from, and how likely it is right.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Standing {
    /// The program found it and is as sure of it as of most.
    Found,
    /// The program found it and is not sure of it; how likely it is right, from 0 to 1, where that is known.
    Unsure(Option<f32>),
    /// A person made or corrected it.
    Person,
}

impl Standing {
    /// The word that tables use.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Unsure(_) => "unsure",
            Self::Person => "by hand",
        }
    }

    /// What is written beside a finding; nothing where there is nothing to say.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Found => String::new(),
            Self::Unsure(Some(score)) => format!("unsure, {:.0} %", score * 100.0),
            Self::Unsure(None) => "unsure".to_owned(),
            Self::Person => "by hand".to_owned(),
        }
    }

    /// Writes it beside a finding.
    pub(super) fn write(&self, page: &mut Page) {
        let class = match self {
            Self::Found => return,
            Self::Unsure(_) => "tag unsure",
            Self::Person => "tag person",
        };
        page.text(" ");
        page.leaf("span", &[At::Class(class)], &self.words());
    }
}

/// Whether a person made or corrected something: in the program or through the configuration.
fn is_by_hand(reason: &Reason) -> bool {
    reason.is_by_hand() || reason.rule.starts_with("configured: ")
}

/// The standing of a position.
pub(super) fn of_position(position: &Position) -> Standing {
    if is_by_hand(&position.reason) || !position.inferred {
        Standing::Person
    } else if position.score < SURE || !position.shown {
        Standing::Unsure(Some(position.score))
    } else {
        Standing::Found
    }
}

/// The position of an article that a passage of the sheet of issues shows.
pub(super) fn position<'a>(source: &Source<'a>, passage: &Passage) -> Option<&'a Position> {
    let positions = source.findings.issues.iter().flat_map(|issue| &issue.positions);
    let same = |p: &&Position| {
        p.evidence == passage.span
            && p.holder == passage.label
            && p.stance.name() == passage.does
            && p.cue == passage.cue
    };
    positions.into_iter().find(same)
}

/// The standing of a passage of the board.
pub(super) fn of_passage(source: &Source<'_>, passage: &Passage) -> Standing {
    match position(source, passage) {
        Some(position) => of_position(position),
        None if is_by_hand(&passage.reason) => Standing::Person,
        None => Standing::Found,
    }
}

/// The standing of a pair of passages.
pub(super) fn of_pair(pair: &Pair) -> Standing {
    if is_by_hand(&pair.reason) {
        Standing::Person
    } else if pair.relation == Relation::Near {
        Standing::Unsure(None)
    } else {
        Standing::Found
    }
}
