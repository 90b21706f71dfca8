//! Who stands where on an issue, on one line: `United States −  China +`.

use std::borrow::Cow;

use crate::model::board::{Part, parties};
use crate::model::issue::Issue;
use crate::text::cells::{line_width, truncate};
use crate::view::canvas::head;
use crate::view::words;

/// A part in at most `cells` cells for its words: whole, or by initials, or cut. The sign stands behind them.
fn short(part: &Part, cells: usize) -> String {
    let name: Cow<'_, str> = if line_width(head(&part.text, cells)) <= cells {
        Cow::Borrowed(&part.text)
    } else {
        let initials = words::initials(&part.text).filter(|i| part.party && line_width(i) <= cells);
        initials.map_or_else(|| truncate(head(&part.text, cells), cells), Cow::Owned)
    };
    match part.tone.sign() {
        Some(sign) if name.is_empty() => sign.to_string(),
        Some(sign) => format!("{name} {sign}"),
        None => name.into_owned(),
    }
}

/// Who stands where on an issue, in at most `room` cells: `US −  China +`. A party with positions for and against shows
/// `±`. Where parties do not fit, an ellipsis stands for them.
pub fn stances(issue: &Issue, room: usize) -> String {
    fitted(&parties(&issue.positions), room)
}

/// Parts on one line of at most `room` cells, as many as there is room for.
pub fn fitted(parts: &[Part], room: usize) -> String {
    let line = |parts: &[Part], cells: usize| parts.iter().map(|p| short(p, cells)).collect::<Vec<_>>().join("  ");
    // Whole names if they fit.
    let whole = line(parts, LONGEST);
    if line_width(&whole) <= room {
        return whole;
    }
    // Else names cut alike, of as many parts as leave four cells to each.
    for shown in (1..=parts.len()).rev() {
        let more = if shown < parts.len() { "  …" } else { "" };
        let taken = 2 * shown + 2 * (shown - 1) + line_width(more);
        let cells = room.saturating_sub(taken) / shown;
        if cells < 4 {
            continue;
        }
        // Names that are shorter leave their cells to the others.
        let shares = (cells..=room).map(|cells| line(&parts[..shown], cells) + more);
        return shares.take_while(|l| line_width(l) <= room).last().unwrap_or_default();
    }
    String::new()
}

/// More cells than any name is shown in.
const LONGEST: usize = 80;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::issue::{Polarity, Position, Stance};
    use crate::model::reason::Reason;
    use crate::text::span::Span;

    #[track_caller]
    fn check(positions: &[(&str, Polarity)], room: usize, shown: &str) {
        let position = |(side, polarity): &(&str, Polarity)| Position {
            holder: "somebody".into(),
            entity: None,
            side: Some((*side).to_owned()),
            stance: Stance::Supports,
            polarity: *polarity,
            evidence: Span::default(),
            cue: None,
            inferred: true,
            reason: Reason::default(),
        };
        let issue = Issue {
            name: "toll".into(),
            mentions: vec![],
            positions: positions.iter().map(position).collect(),
            disputed: true,
            reason: Reason::default(),
        };
        assert_eq!(stances(&issue, room), shown);
        assert!(line_width(shown) <= room);
    }

    #[test]
    fn parties_are_shown_with_their_signs_as_far_as_there_is_room() {
        use Polarity::{Against, For, Neither};
        let two = [("Northern Union", Against), ("Southisle", For)];
        check(&two, 40, "Northern Union −  Southisle +");
        check(&two, 20, "NU −  Southisle +");
        check(&two, 16, "NU −  Southis… +");
        check(&two, 11, "NU −  …");
        check(&two, 5, "");
        check(&[("Southisle", For), ("Southisle", Against)], 20, "Southisle ±");
        check(&[("Southisle", Neither), ("Northport", For)], 40, "Northport +  Southisle ·");
        check(&[], 40, "");
    }
}
