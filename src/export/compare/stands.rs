//! Who stands where on each issue, in both articles: as the column of the screen has it.

use crate::export::compare::{Compared, Item, Places, Section};
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;
use crate::text::cells::clean_line;

/// One issue an item: the positions that each article has on it, with their paragraphs.
pub(super) fn section(compared: &Compared<'_>, places: &[Places<'_>; 2]) -> Section {
    let sides = [("left", compared.left.1, &places[0]), ("right", compared.right.1, &places[1])];
    let items: Vec<_> = compared
        .comparison
        .issues
        .iter()
        .filter_map(|matched| {
            let ids = [matched.left, matched.right];
            let told = sides.iter().zip(ids).filter_map(|((label, findings, places), id)| {
                let positions = positions(findings, id?, places);
                (!positions.is_empty()).then(|| (*label, positions.join("; ")))
            });
            let parts: Vec<_> = told.collect();
            (!parts.is_empty()).then(|| Item { lead: clean_line(&matched.name).into_owned(), parts })
        })
        .collect();
    Section { title: format!("Who stands where ({})", items.len()), items }
}

/// The positions on an issue that are shown without being asked: `China (Beijing) demands + ¶ 7`.
fn positions(findings: &ArticleFindings, id: IssueId, places: &Places<'_>) -> Vec<String> {
    let all = findings.issue(id).map_or(&[][..], |issue| &issue.positions);
    let told = all.iter().filter(|position| position.shown).map(|position| {
        let side = position.side.as_ref().filter(|side| **side != position.holder);
        let side = side.map(|side| format!(" ({side})")).unwrap_or_default();
        let (stance, sign) = (position.stance.name(), position.polarity.sign());
        format!("{}{side} {stance} {sign} {}", position.holder, places.of(position.evidence))
    });
    told.collect()
}
