//! Issues and the positions on them.
//!
//! Words are tagged ([`words`]), noun phrases that could name an issue are found ([`phrases`]) and grouped into issues
//! ([`groups`]), and then positions on these ([`positions`]) are read from verbs of stance ([`chains`]) and from speech
//! ([`speech`], [`indirect`]), with their holders ([`agents`]). [`merged`] joins the issues of several articles.

use crate::analysis::issues::agents::Agents;
use crate::analysis::issues::groups::Group;
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::issues::words::Word;
use crate::analysis::sides::Sides;
use crate::language::document::Document;
use crate::model::article::Article;
use crate::model::entity::Entity;
use crate::model::findings::{ArticleFindings, CorpusIssue};
use crate::model::issue::{Issue, Polarity, Position, Stance};
use crate::model::quotation::Quotation;
use crate::model::reason::Reason;

mod agents;
mod chains;
mod groups;
mod indirect;
mod merged;
mod phrases;
mod positions;
mod speech;
#[cfg(test)]
mod tests;
pub(super) mod words;

/// The issues of a document with their positions, the weightiest first.
pub(super) fn find(document: &Document<'_>, entities: &[Entity], quotations: &[Quotation]) -> Vec<Issue> {
    let words = words::tag(document, entities);
    let phrases = phrases::find(document, &words, entities);
    let groups = groups::group(document, &words, &phrases);
    let mut issue_of = vec![None; phrases.len()];
    for (issue, group) in groups.iter().enumerate() {
        for &phrase in &group.phrases {
            issue_of[phrase] = Some(issue);
        }
    }
    let sides = Sides::new(document, entities);
    let agents = Agents::new(document, &words, entities, &sides);
    let mut positions: Vec<Vec<Position>> = vec![Vec::new(); groups.len()];
    for (issue, position) in positions::find(&agents, quotations, &phrases, &issue_of) {
        positions[issue].push(position);
    }
    let weight = |group: &Group, positions: &[Position]| {
        let sides = positions.iter().filter(|p| p.polarity != Polarity::Neither).count().min(4);
        group.weight + 2.0 * sides as f32
    };
    let mut weighed: Vec<_> =
        groups.iter().zip(positions).map(|(group, positions)| (weight(group, &positions), group, positions)).collect();
    weighed.retain(|(weight, group, _)| *weight >= groups::ENOUGH && !group.phrases.is_empty());
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.phrases.cmp(&b.1.phrases)));
    weighed.truncate(groups::most(document.tokens.len()));
    weighed.into_iter().map(|(_, group, positions)| issue(document, &words, &phrases, group, positions)).collect()
}

/// The issue that a group of phrases names.
fn issue(
    document: &Document<'_>,
    words: &[Word],
    phrases: &[Phrase],
    group: &Group,
    positions: Vec<Position>,
) -> Issue {
    let name = groups::name(document, words, phrases, group);
    let mentions = group.phrases.iter().map(|&p| phrases[p].span(document)).collect();
    let disputed = is_disputed(&positions.iter());
    let reason = Reason::matched("noun phrase that is argued over or repeated", name.clone());
    Issue { name, mentions, positions, disputed, reason }
}

/// Whether positions oppose: for and against, by different holders; or charges that different sides bring.
///
/// Holders of known sides differ by their sides, others by their names. One pass: what matters of many holders is only
/// whether they are all the same.
pub(super) fn is_disputed<'a>(positions: &(impl Iterator<Item = &'a Position> + Clone)) -> bool {
    let of = |polarity: Polarity| Holders::new(positions.clone().filter(move |p| p.polarity == polarity));
    let (for_it, against) = (of(Polarity::For), of(Polarity::Against));
    let opposed =
        for_it.sides.differ(against.sides) || for_it.unsided.differ(against.all) || for_it.all.differ(against.unsided);
    let charges = Holders::new(positions.clone().filter(|p| p.stance == Stance::Accuses));
    opposed || charges.sides == Few::Several
}

/// Those who take a position, as far as it matters for whether they differ.
struct Holders<'a> {
    /// The sides that are known.
    sides: Few<'a>,
    /// The names of holders whose side is not known.
    unsided: Few<'a>,
    /// The names of all holders.
    all: Few<'a>,
}

impl<'a> Holders<'a> {
    fn new(positions: impl Iterator<Item = &'a Position>) -> Self {
        let mut holders = Self { sides: Few::Nobody, unsided: Few::Nobody, all: Few::Nobody };
        for position in positions {
            holders.all.add(&position.holder);
            match &position.side {
                Some(side) => holders.sides.add(side),
                None => holders.unsided.add(&position.holder),
            }
        }
        holders
    }
}

/// A set of names, of which is kept what tells two sets apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Few<'a> {
    Nobody,
    One(&'a str),
    Several,
}

impl<'a> Few<'a> {
    fn add(&mut self, name: &'a str) {
        *self = match *self {
            Self::Nobody => Self::One(name),
            Self::One(known) if known == name => Self::One(known),
            _ => Self::Several,
        };
    }

    /// Whether a name of this set and one of `other` are two names.
    fn differ(self, other: Self) -> bool {
        self != Self::Nobody && other != Self::Nobody && (self == Self::Several || self != other)
    }
}

/// The issues of all articles, merged: disputed ones first, then those with the most positions.
pub(super) fn across(articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusIssue> {
    merged::across(articles)
}
