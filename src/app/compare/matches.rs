//! The column beside the texts: what both have and what only one has.

use crate::app::compare::passages::State;
use crate::app::compare::told::{self, Told, ToldText};
use crate::app::compare::{Compare, Hand};
use crate::model::entity::EntityId;
use crate::model::issue::{IssueId, Polarity, Position};
use crate::text::span::Span;

/// A row of the column of matches.
#[derive(Clone, Debug, PartialEq)]
pub enum MatchRow {
    /// A heading with the number of entries below it.
    Heading(&'static str, usize),
    /// An entity that both have, or one of them.
    Entity {
        /// Its name.
        name: String,
        /// What it is in each article.
        ids: [Option<EntityId>; 2],
    },
    /// An issue that both have, or one of them.
    Issue {
        /// Its name.
        name: String,
        /// What it is in each article.
        ids: [Option<IssueId>; 2],
    },
    /// Where a party stands on the issue above, in each article.
    Stand(Stand),
    /// Something else that they tell.
    Told(Told),
    /// Nothing.
    Blank,
}

impl MatchRow {
    /// Whether it can be selected.
    pub fn selectable(&self) -> bool {
        !matches!(self, Self::Heading(..) | Self::Blank)
    }
}

/// Where one party stands on an issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Stand {
    /// Its side, or the holder where the text gives no side.
    pub party: String,
    /// What it does, in few words: `accuses, warns`.
    pub stances: String,
    /// In each article that says so.
    pub sides: [Option<Held>; 2],
}

/// A position as one article has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Its direction.
    pub polarity: Polarity,
    /// The first sentence or clause that shows it.
    pub evidence: Span,
    /// The paragraph that this stands in, from 1; 0 in front of the first.
    pub paragraph: usize,
}

impl Stand {
    /// Whether both articles say so, or contrary things, or one of them alone.
    pub fn state(&self) -> State {
        match self.sides {
            [Some(left), Some(right)] if left.polarity == right.polarity => State::Both,
            [Some(_), Some(_)] => State::Differs,
            _ => State::Only,
        }
    }
}

impl Compare {
    /// Makes the rows of the column of matches from the comparison and both articles with their findings.
    pub(in crate::app) fn list_matches(&mut self, sides: &[ToldText<'_>; 2]) {
        self.matches.clear();
        let Some(comparison) = self.comparison.clone() else { return };
        let groups: [(&str, &str, Option<Hand>); 3] = [
            ("Issues in both", "Named in both", None),
            ("Issues only left", "Named only left", Some(Hand::Left)),
            ("Issues only right", "Named only right", Some(Hand::Right)),
        ];
        for (issues, entities, alone) in groups {
            let wanted = |left: bool, right: bool| match alone {
                None => left && right,
                Some(Hand::Left) => left && !right,
                Some(Hand::Right) => right && !left,
            };
            let found: Vec<_> =
                comparison.issues.iter().filter(|i| wanted(i.left.is_some(), i.right.is_some())).collect();
            let rows = found.iter().flat_map(|i| {
                let ids = [i.left, i.right];
                let stands = stands(sides, ids).into_iter().map(MatchRow::Stand);
                std::iter::once(MatchRow::Issue { name: i.name.clone(), ids }).chain(stands)
            });
            self.section(issues, found.len(), rows.collect());
            let across = &comparison.across;
            match alone {
                None => {
                    self.told("Quoted in both", told::quotations(sides, across));
                    self.told("Figures and days", told::ledger(sides, across));
                    self.told("Called otherwise", told::naming(across));
                    self.told("The same words", told::wording(sides, across));
                    self.told("Whose words", told::voices(across));
                }
                Some(Hand::Left) => {
                    self.told("Figures only left", told::own_figures(sides, across, Hand::Left));
                }
                Some(Hand::Right) => {
                    self.told("Figures only right", told::own_figures(sides, across, Hand::Right));
                }
            }
            let rows: Vec<_> = comparison
                .entities
                .iter()
                .filter(|e| wanted(e.left.is_some(), e.right.is_some()))
                .map(|e| MatchRow::Entity { name: e.name.clone(), ids: [e.left, e.right] })
                .collect();
            self.section(entities, rows.len(), rows);
        }
        self.selected = self.matches.iter().position(MatchRow::selectable).unwrap_or(0);
        self.matches_top = 0;
    }

    fn told(&mut self, title: &'static str, rows: Vec<Told>) {
        let heads = rows.iter().filter(|t| !t.below).count();
        let count = if heads == 0 { rows.len() } else { heads };
        self.section(title, count, rows.into_iter().map(MatchRow::Told).collect());
    }

    fn section(&mut self, title: &'static str, count: usize, rows: Vec<MatchRow>) {
        if rows.is_empty() {
            return;
        }
        if !self.matches.is_empty() {
            self.matches.push(MatchRow::Blank);
        }
        self.matches.push(MatchRow::Heading(title, count));
        self.matches.extend(rows);
    }
}

/// Who stands where on an issue: a row for each party and direction, those of both articles beside each other. What is
/// contrary comes first, then what both have; who takes no direction comes last, and on an issue of one article not at
/// all.
fn stands(sides: &[ToldText<'_>; 2], ids: [Option<IssueId>; 2]) -> Vec<Stand> {
    let positions = [0, 1].map(|hand: usize| {
        let issue = ids[hand].and_then(|id| sides[hand].findings.issue(id));
        issue.map_or(Vec::new(), |i| i.positions.iter().filter(|p| p.shown).collect::<Vec<_>>())
    });
    let mut parties: Vec<&str> = Vec::new();
    for position in positions.iter().flatten() {
        if !parties.contains(&party(position)) {
            parties.push(party(position));
        }
    }
    let mut out: Vec<Stand> = Vec::new();
    for name in parties {
        let held = |hand: usize, polarity: Polarity| {
            let first = positions[hand].iter().find(|p| party(p) == name && p.polarity == polarity)?;
            let paragraph = sides[hand].paragraph(first.evidence.from());
            Some(Held { polarity, evidence: first.evidence, paragraph })
        };
        let all = [Polarity::For, Polarity::Against, Polarity::Neither].map(|p| [held(0, p), held(1, p)]);
        // One who is for it here and against it there says contrary things.
        let rows = match all {
            [[Some(l), None], [None, Some(r)], neither] | [[None, Some(r)], [Some(l), None], neither] => {
                vec![[Some(l), Some(r)], neither]
            }
            all => all.to_vec(),
        };
        for row in rows.into_iter().filter(|row| row.iter().any(Option::is_some)) {
            let mut stances: Vec<&str> = Vec::new();
            for (hand, held) in row.iter().enumerate() {
                let shown = |p: &&Position| party(p) == name && held.is_some_and(|h| h.polarity == p.polarity);
                stances.extend(positions[hand].iter().copied().filter(shown).map(|p| p.stance.name()));
            }
            let mut seen = Vec::new();
            stances.retain(|s| {
                !seen.contains(s) && {
                    seen.push(*s);
                    true
                }
            });
            out.push(Stand { party: name.to_owned(), stances: stances.join(", "), sides: row });
        }
    }
    let neither = |s: &Stand| s.sides.iter().flatten().all(|h| h.polarity == Polarity::Neither);
    if ids.contains(&None) {
        out.retain(|s| !neither(s));
    }
    out.sort_by_key(|s| (neither(s), std::cmp::Reverse(s.state())));
    out
}

fn party(position: &Position) -> &str {
    position.side.as_deref().unwrap_or(&position.holder)
}
