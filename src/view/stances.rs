//! Who stands where on an issue, on one line: `United States −  China +`.

use crate::model::issue::{Issue, Polarity};
use crate::text::cells::{line_width, truncate};
use crate::view::canvas::head;
use crate::view::words;

/// Who stands where on an issue, in at most `room` cells: `US −  China +`. Positions of one side count as one; a side
/// with positions for and against shows `±`. Where parties do not fit, an ellipsis stands for them.
pub fn stances(issue: &Issue, room: usize) -> String {
    let mut parties: Vec<(&str, bool, bool)> = Vec::new();
    for position in &issue.positions {
        let name = position.side.as_deref().unwrap_or(&position.holder);
        let at = parties.iter().position(|(n, ..)| *n == name).unwrap_or_else(|| {
            parties.push((name, false, false));
            parties.len() - 1
        });
        parties[at].1 |= position.polarity == Polarity::For;
        parties[at].2 |= position.polarity == Polarity::Against;
    }
    // Who takes no side says less than who does.
    parties.sort_by_key(|(_, for_it, against)| !(*for_it || *against));
    let sign = |for_it: bool, against: bool| match (for_it, against) {
        (true, true) => '±',
        (true, false) => Polarity::For.sign(),
        (false, true) => Polarity::Against.sign(),
        (false, false) => Polarity::Neither.sign(),
    };
    let line = |cells: usize| -> Option<String> {
        let names = parties.iter().map(|(name, f, a)| Some(format!("{} {}", words::short(name, cells)?, sign(*f, *a))));
        Some(names.collect::<Option<Vec<_>>>()?.join("  "))
    };
    // First whole names, then initials where there are any.
    for cells in [usize::MAX, 10] {
        if let Some(all) = line(cells).filter(|l| line_width(l) <= room) {
            return all;
        }
    }
    // Then names cut alike, of as many parties as leave four cells to each.
    for shown in (1..=parties.len()).rev() {
        let more = if shown < parties.len() { "  …" } else { "" };
        let taken = 2 * shown + 2 * (shown - 1) + line_width(more);
        let cells = room.saturating_sub(taken) / shown;
        if cells >= 4 {
            let cut = |name: &str| {
                words::short(name, cells).unwrap_or_else(|| truncate(head(name, cells), cells).into_owned())
            };
            let names = parties[..shown].iter().map(|(name, f, a)| format!("{} {}", cut(name), sign(*f, *a)));
            return names.collect::<Vec<_>>().join("  ") + more;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::issue::{Position, Stance};
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
        check(&two, 16, "NU −  Sout… +");
        check(&two, 11, "NU −  …");
        check(&two, 5, "");
        check(&[("Southisle", For), ("Southisle", Against)], 20, "Southisle ±");
        check(&[("Southisle", Neither), ("Northport", For)], 40, "Northport +  Southisle ·");
        check(&[], 40, "");
    }
}
