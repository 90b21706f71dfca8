//! Positions that the program is not sure enough of to show them on the board: told apart, for those who look closer.

use crate::export::report::gather::{Material, Source};
use crate::export::report::html::{At, Id, Page};
use crate::export::report::{sheets, standing};
use crate::model::board::Tone;
use crate::model::issue::{Issue, Position};

/// So many are told, the likeliest.
const TOLD: usize = 60;
/// What is less likely is not worth anybody's time.
const LEAST: f32 = 0.25;

/// A doubtful position with its article, as a place in the list, and its issue.
type Doubtful<'m, 'a> = (usize, &'m Source<'a>, &'a Issue, &'a Position);

/// The doubtful positions, by article and in the order of the text.
pub(super) fn all<'m, 'a>(material: &'m Material<'a>) -> Vec<Doubtful<'m, 'a>> {
    let mut out: Vec<Doubtful<'m, 'a>> = Vec::new();
    for (n, source) in material.articles.iter().enumerate() {
        for issue in &source.findings.issues {
            let positions = issue.positions.iter().filter(|p| !p.shown && p.score >= LEAST);
            out.extend(positions.map(|position| (n, source, issue, position)));
        }
    }
    out.sort_by(|a, b| b.3.score.total_cmp(&a.3.score));
    out.truncate(TOLD);
    out.sort_by_key(|(n, _, _, position)| (*n, position.evidence));
    out
}

/// Whether there are any.
pub(super) fn has_any(material: &Material<'_>) -> bool {
    let mut positions = material.articles.iter().flat_map(|s| &s.findings.issues).flat_map(|i| &i.positions);
    positions.any(|p| !p.shown && p.score >= LEAST)
}

/// Writes them.
pub(super) fn write(page: &mut Page, material: &Material<'_>) {
    page.leaf(
        "p",
        &[At::Class("note")],
        "Possible positions that do not count above: most of them are no positions, or not on that issue.",
    );
    page.element("ul", &[At::Class("passages doubtful")], |page| {
        for (i, (n, source, issue, position)) in all(material).into_iter().enumerate() {
            let id = Id::Doubtful(i);
            page.element("li", &[At::Id(id)], |page| {
                let sign = Tone::from(position.polarity).sign().unwrap_or('·').to_string();
                page.leaf("span", &[At::Class("sign"), At::Fixed("aria-hidden", "true")], &sign);
                page.leaf("span", &[At::Class("vh")], position.polarity.name());
                page.text(" ");
                page.leaf("b", &[], &format!("{} {}", position.holder, position.stance.name()));
                page.text(&format!(" on {}: ", issue.name));
                page.leaf("q", &[], position.evidence.of(&source.article.text));
                page.text(&format!(" {}, ", source.outlet()));
                sheets::cite(page, n, source, position.evidence, Some(id));
                standing::of_position(position).write(page);
            });
            page.line();
        }
    });
}
