//! Issues and the positions on them.
//!
//! Words are tagged ([`words`]), noun phrases that could name an issue are found ([`phrases`]) and grouped into issues
//! ([`groups`]), and then positions on these ([`positions`]) are read from verbs of stance ([`chains`]) and from speech
//! ([`speech`]), with their holders ([`agents`]). [`merged`] joins the issues of several articles.

use crate::analysis::document::Document;
use crate::analysis::issues::agents::Agents;
use crate::analysis::issues::groups::Group;
use crate::analysis::issues::phrases::Phrase;
use crate::analysis::sides::Sides;
use crate::model::article::Article;
use crate::model::entity::Entity;
use crate::model::findings::{ArticleFindings, CorpusIssue};
use crate::model::issue::{Issue, Polarity, Position, Stance};
use crate::model::quotation::Quotation;
use crate::model::reason::Reason;

mod agents;
mod chains;
mod groups;
mod merged;
mod phrases;
mod positions;
mod speech;
#[cfg(test)]
mod tests;
mod words;

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
    weighed.into_iter().map(|(_, group, positions)| issue(document, &phrases, group, positions)).collect()
}

/// The issue that a group of phrases names.
fn issue(document: &Document<'_>, phrases: &[Phrase], group: &Group, positions: Vec<Position>) -> Issue {
    let name = groups::name(document, phrases, group);
    let mentions = group.phrases.iter().map(|&p| phrases[p].span(document)).collect();
    let disputed = is_disputed(&positions.iter());
    let reason = Reason::matched("noun phrase that is argued over or repeated", name.clone());
    Issue { name, mentions, positions, disputed, reason }
}

/// Whether positions oppose: for and against, by different holders; or charges that different sides bring.
pub(super) fn is_disputed<'a>(positions: &(impl Iterator<Item = &'a Position> + Clone)) -> bool {
    let of = |polarity: Polarity| positions.clone().filter(move |p| p.polarity == polarity);
    let differ = |a: &Position, b: &Position| match (&a.side, &b.side) {
        (Some(a), Some(b)) => a != b,
        _ => a.holder != b.holder,
    };
    let opposed = of(Polarity::For).any(|a| of(Polarity::Against).any(|b| differ(a, b)));
    let charges = || positions.clone().filter(|p| p.stance == Stance::Accuses && p.side.is_some());
    opposed || charges().any(|a| charges().any(|b| a.side != b.side))
}

/// The issues of all articles, merged: disputed ones first, then those with the most positions.
pub(super) fn across(articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusIssue> {
    merged::across(articles)
}
