//! Who stands where on an issue, on one line: `United States −  China +`.

use std::borrow::Cow;

use crate::model::issue::{Issue, Polarity};
use crate::text::cells::{line_width, truncate};
use crate::view::canvas::head;
use crate::view::words;

/// Somebody who takes a position, and in which directions.
struct Party<'a> {
    name: &'a str,
    /// Whether it is a side, and not a holder whose side is not known.
    side: bool,
    for_it: bool,
    against: bool,
}

impl<'a> Party<'a> {
    /// The parties of an issue; positions of one side count as one. Who takes no side says less and comes last.
    fn of(issue: &'a Issue) -> Vec<Self> {
        let mut parties: Vec<Self> = Vec::new();
        for position in &issue.positions {
            let name = position.side.as_deref().unwrap_or(&position.holder);
            let at = parties.iter().position(|p| p.name == name).unwrap_or_else(|| {
                parties.push(Self { name, side: position.side.is_some(), for_it: false, against: false });
                parties.len() - 1
            });
            parties[at].for_it |= position.polarity == Polarity::For;
            parties[at].against |= position.polarity == Polarity::Against;
        }
        parties.sort_by_key(|p| !(p.for_it || p.against));
        parties
    }

    fn sign(&self) -> char {
        match (self.for_it, self.against) {
            (true, true) => '±',
            (true, false) => Polarity::For.sign(),
            (false, true) => Polarity::Against.sign(),
            (false, false) => Polarity::Neither.sign(),
        }
    }

    /// The name in at most `cells` cells: whole, or by its initials, or cut.
    fn short(&self, cells: usize) -> Cow<'a, str> {
        if line_width(head(self.name, cells)) <= cells {
            return Cow::Borrowed(self.name);
        }
        let initials = words::initials(self.name).filter(|i| self.side && line_width(i) <= cells);
        initials.map_or_else(|| truncate(head(self.name, cells), cells).into_owned().into(), Cow::Owned)
    }
}

/// Who stands where on an issue, in at most `room` cells: `US −  China +`. A party with positions for and against shows
/// `±`. Where parties do not fit, an ellipsis stands for them.
pub fn stances(issue: &Issue, room: usize) -> String {
    let parties = Party::of(issue);
    let line = |parties: &[Party<'_>], cells: usize| {
        parties.iter().map(|p| format!("{} {}", p.short(cells), p.sign())).collect::<Vec<_>>().join("  ")
    };
    // Whole names if they fit.
    let whole = line(&parties, LONGEST);
    if line_width(&whole) <= room {
        return whole;
    }
    // Else names cut alike, of as many parties as leave four cells to each.
    for shown in (1..=parties.len()).rev() {
        let more = if shown < parties.len() { "  …" } else { "" };
        let taken = 2 * shown + 2 * (shown - 1) + line_width(more);
        let cells = room.saturating_sub(taken) / shown;
        if cells < 4 {
            continue;
        }
        // Names that are shorter leave their cells to the others.
        let shares = (cells..=room).map(|cells| line(&parties[..shown], cells) + more);
        return shares.take_while(|l| line_width(l) <= room).last().unwrap_or_default();
    }
    String::new()
}

/// More cells than any name is shown in.
const LONGEST: usize = 80;

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
        check(&two, 16, "NU −  Southis… +");
        check(&two, 11, "NU −  …");
        check(&two, 5, "");
        check(&[("Southisle", For), ("Southisle", Against)], 20, "Southisle ±");
        check(&[("Southisle", Neither), ("Northport", For)], 40, "Northport +  Southisle ·");
        check(&[], 40, "");
    }
}
