//! What a cell of a board shows, on one line: `United States −  China +`.

use crate::model::board::{Part, parties};
use crate::model::issue::Issue;
use crate::text::cells::{clean_line, line_width, truncate};

/// More cells than any part is shown in.
const LONGEST: usize = 80;

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

/// A part with its sign, its words in at most `cells` cells: whole, or by initials, or cut.
fn short(part: &Part, cells: usize) -> String {
    // No more than this can show, however long the words are.
    let known: String = part.text.chars().take(4 * LONGEST).collect();
    let name = if line_width(&known) <= cells {
        clean_line(&known).into_owned()
    } else {
        let initials = initials(&known).filter(|i| part.party && line_width(i) <= cells);
        initials.unwrap_or_else(|| truncate(&known, cells).into_owned())
    };
    match part.tone.sign() {
        Some(sign) if name.is_empty() => sign.to_string(),
        Some(sign) => format!("{name} {sign}"),
        None => name,
    }
}

/// The initials of the words of a name that are written large (`United States` → `US`), if there are several. For
/// parties, not for people: nobody is known by two letters.
pub fn initials(name: &str) -> Option<String> {
    let firsts = name.split([' ', '-']).filter_map(|word| word.chars().next());
    let initials: String = firsts.filter(|c| c.is_uppercase()).collect();
    initials.chars().nth(1).is_some().then_some(initials)
}

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
            score: 0.9,
            shown: true,
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

    #[test]
    fn parties_have_initials() {
        assert_eq!(initials("United States").as_deref(), Some("US"));
        assert_eq!(initials("Ministry of Foreign Affairs").as_deref(), Some("MFA"));
        assert_eq!(initials("Beijing"), None);
        assert_eq!(initials("the protesters"), None);
    }
}
