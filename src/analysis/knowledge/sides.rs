//! Configured sides: for whom the holders of positions speak.

use crate::analysis::issues::is_disputed;
use crate::analysis::knowledge::phrases::{PhraseFinder, Words};
use crate::model::entity::Entity;
use crate::model::findings::ArticleFindings;
use crate::model::issue::Position;
use crate::model::knowledge::{Knowledge, KnownSide, Phrase};
use crate::model::reason::Reason;

/// Gives each position the side that its holder is known to speak for; where nothing is known, the one that was found
/// stays.
pub(super) fn apply(findings: &mut ArticleFindings, knowledge: &Knowledge) {
    if knowledge.sides.is_empty() {
        return;
    }
    let members = knowledge.sides.iter().enumerate().flat_map(|(i, s)| s.members.iter().map(move |m| (i, m)));
    let finder = PhraseFinder::new(members);
    let ArticleFindings { issues, entities, .. } = findings;
    for issue in issues {
        for position in &mut issue.positions {
            if let Some(side) = side(position, entities, &finder, knowledge)
                && position.side.as_ref() != Some(&side.name)
            {
                let (rule, file, line) = (&position.reason.rule, &knowledge.file, side.line);
                let rule = format!("{rule}; side configured: {file} line {line}");
                position.reason = Reason::new(rule, position.reason.matched.clone());
                position.side = Some(side.name.clone());
            }
        }
        issue.disputed = is_disputed(&issue.positions.iter());
    }
}

fn side<'k>(
    position: &Position,
    entities: &[Entity],
    members: &PhraseFinder<'_>,
    knowledge: &'k Knowledge,
) -> Option<&'k KnownSide> {
    let entity = position.entity.and_then(|id| entities.get(id.0 as usize));
    let configured = || {
        let name = &entity?.name;
        let side = knowledge.entities.iter().find(|known| known.name == *name)?.side.as_ref()?;
        knowledge.sides.iter().find(|known| known.name == *side)
    };
    let of_entity = || named(&entity?.name, knowledge);
    let in_holder = || {
        let hits = members.find(&Words::of(&position.holder));
        let first = hits.first()?.owner;
        // Officials of two sides speak for neither.
        hits.iter().all(|hit| hit.owner == first).then(|| knowledge.sides.get(first))?
    };
    let found = || named(position.side.as_ref()?, knowledge);
    configured().or_else(of_entity).or_else(in_holder).or_else(found)
}

/// The side that has a member of exactly that name.
fn named<'k>(name: &str, knowledge: &'k Knowledge) -> Option<&'k KnownSide> {
    let wanted = Phrase::new(name)?;
    knowledge.sides.iter().find(|side| side.members.iter().any(|m| m.says_the_same(&wanted)))
}
