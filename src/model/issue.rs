//! Matters on which sides differ, and who stands where.

use crate::model::entity::EntityId;
use crate::model::reason::Reason;
use crate::text::span::Span;

/// Index of an issue within [`ArticleFindings::issues`](crate::model::findings::ArticleFindings::issues).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IssueId(pub u32);

/// One matter that an article speaks about and on which somebody takes a position.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// A short noun phrase from the text.
    pub name: String,
    /// The phrases that name it, in the order of the text; never empty.
    pub mentions: Vec<Span>,
    /// Who takes which stance on it, in the order of the text.
    pub positions: Vec<Position>,
    /// Whether positions on it oppose, within this article.
    pub disputed: bool,
    /// What made it an issue.
    pub reason: Reason,
}

/// The rule by which the analysis finds issues: a noun group that may name one.
pub const NOUN_GROUP: &str = "noun group that names what is at issue";

/// The same for a noun group that means somebody or something: a fence, a nominee.
pub const THING: &str = "noun group for somebody or something";

/// The same for one that the text itself calls an issue or a question: "the Kurin issue".
pub const CALLED: &str = "noun group that the text calls an issue";

/// So many positions that are shown make a thing an issue.
const SURE_POSITIONS: usize = 2;
/// So many positions, or mentions, make a noun group an issue also where no position on it is sure.
const MANY_POSITIONS: usize = 3;
/// See [`MANY_POSITIONS`].
const MANY_MENTIONS: usize = 4;

impl Issue {
    /// Whether it may be none, so that it is shown only to those who ask: a noun group with few mentions and no position
    /// that is sure. Of those, six in ten were issues on five events that nothing was trained on, of the others nine.
    pub fn is_doubtful(&self) -> bool {
        if self.is_thing() {
            return self.positions.iter().filter(|position| position.shown).count() < SURE_POSITIONS;
        }
        self.reason.rule == NOUN_GROUP
            && self.positions.len() < MANY_POSITIONS
            && self.mentions.len() < MANY_MENTIONS
            && !self.positions.iter().any(|position| position.shown)
    }

    /// Whether its phrases mean somebody or something, and no act, state or question.
    pub fn is_thing(&self) -> bool {
        self.reason.rule == THING
    }
}

/// One stance of one holder on one issue, with its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Position {
    /// Who holds it, in the words of the text or as the entity's name.
    pub holder: String,
    /// The entity behind the holder, where there is one.
    pub entity: Option<EntityId>,
    /// The party that the holder speaks for (`"United States"`), where the text gives it.
    pub side: Option<String>,
    /// What the holder does.
    pub stance: Stance,
    /// Whether that is for or against the issue.
    pub polarity: Polarity,
    /// The sentence or clause that shows it.
    pub evidence: Span,
    /// The word that carries the stance.
    pub cue: Option<Span>,
    /// `true` when a rule found it, `false` when the configuration states it.
    pub inferred: bool,
    /// How likely it is right, from 0 to 1: of a hundred with 0.8 about eighty are. 1 for what the configuration states.
    pub score: f32,
    /// Whether the board and the panel show it without being asked.
    pub shown: bool,
    /// What made it a position.
    pub reason: Reason,
}

/// What a holder does with regard to an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Is in favour.
    Supports,
    /// Is against.
    Opposes,
    /// Asks somebody to act.
    Demands,
    /// Says that somebody did wrong.
    Accuses,
    /// Says that harm may come.
    Warns,
    /// Grants a point to the other side.
    Concedes,
    /// Acts together with the other side.
    Cooperates,
    /// Only says how things are.
    Reports,
}

impl Stance {
    /// Every stance.
    pub const ALL: [Self; 8] = [
        Self::Supports,
        Self::Opposes,
        Self::Demands,
        Self::Accuses,
        Self::Warns,
        Self::Concedes,
        Self::Cooperates,
        Self::Reports,
    ];

    /// The verb that screens and exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Opposes => "opposes",
            Self::Demands => "demands",
            Self::Accuses => "accuses",
            Self::Warns => "warns",
            Self::Concedes => "concedes",
            Self::Cooperates => "cooperates",
            Self::Reports => "reports",
        }
    }
}

/// The direction of a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// For the issue.
    For,
    /// Against it.
    Against,
    /// Neither.
    Neither,
}

impl Polarity {
    /// The word that exports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Neither => "neither",
        }
    }

    /// 1 for the issue, -1 against it, 0 neither.
    pub fn number(self) -> i32 {
        match self {
            Self::For => 1,
            Self::Against => -1,
            Self::Neither => 0,
        }
    }

    /// The sign that screens use: `+`, `−`, `·`.
    pub fn sign(self) -> char {
        match self {
            Self::For => '+',
            Self::Against => '−',
            Self::Neither => '·',
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_group_with_little_to_show_for_it_is_doubtful() {
        let position = |shown| Position {
            holder: "Norway".into(),
            entity: None,
            side: None,
            stance: Stance::Opposes,
            polarity: Polarity::Against,
            evidence: Span::default(),
            cue: None,
            inferred: true,
            score: 0.5,
            shown,
            reason: Reason::rule("test"),
        };
        let issue = |rule: &'static str, mentions: usize, positions: &[bool]| Issue {
            name: "toll".into(),
            mentions: vec![Span::default(); mentions],
            positions: positions.iter().map(|shown| position(*shown)).collect(),
            disputed: false,
            reason: Reason::rule(rule),
        };
        assert!(issue(NOUN_GROUP, 3, &[]).is_doubtful());
        assert!(issue(NOUN_GROUP, 1, &[false, false]).is_doubtful());
        assert!(!issue(NOUN_GROUP, 1, &[true]).is_doubtful());
        assert!(!issue(NOUN_GROUP, 1, &[false, false, false]).is_doubtful());
        assert!(!issue(NOUN_GROUP, 4, &[]).is_doubtful());
        assert!(!issue("as the configuration says", 1, &[]).is_doubtful());
        assert!(!issue(CALLED, 1, &[]).is_doubtful());
        assert!(issue(THING, 4, &[true, false, false]).is_doubtful());
        assert!(!issue(THING, 1, &[true, true]).is_doubtful());
    }
}
