//! The column beside the texts: what both have and what only one has.

use crate::app::compare::Compare;
use crate::app::compare::passages::State;
use crate::model::article::Article;
use crate::model::block::BlockKind;
use crate::model::entity::EntityId;
use crate::model::findings::ArticleFindings;
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
    /// An utterance that both quote: its index in [`Comparison::quotations`](crate::model::comparison::Comparison).
    Quotation(usize),
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

/// Whether a match belongs into a group, told whether the left and the right article have it.
type Wanted = fn(bool, bool) -> bool;

impl Compare {
    /// Makes the rows of the column of matches from the comparison and both articles with their findings.
    pub(in crate::app) fn list_matches(&mut self, articles: [Option<(&Article, &ArticleFindings)>; 2]) {
        self.matches.clear();
        let Some(comparison) = self.comparison.clone() else { return };
        let groups: [(&str, &str, Wanted); 3] = [
            ("Issues in both", "People, places, bodies in both", |l, r| l && r),
            ("Issues only left", "Named only left", |l, r| l && !r),
            ("Issues only right", "Named only right", |l, r| !l && r),
        ];
        for (issues, entities, wanted) in groups {
            let found: Vec<_> =
                comparison.issues.iter().filter(|i| wanted(i.left.is_some(), i.right.is_some())).collect();
            let rows = found.iter().flat_map(|i| {
                let ids = [i.left, i.right];
                let stands = stands(articles, ids).into_iter().map(MatchRow::Stand);
                std::iter::once(MatchRow::Issue { name: i.name.clone(), ids }).chain(stands)
            });
            self.section(issues, found.len(), rows.collect());
            if wanted(true, true) {
                let count = comparison.quotations.len();
                self.section("Quoted in both", count, (0..count).map(MatchRow::Quotation).collect());
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

/// Who stands where on an issue: a row for each party and direction, those of both articles beside each other, then
/// contrary ones of one party, in the order of the texts. Who takes no direction comes last.
fn stands(articles: [Option<(&Article, &ArticleFindings)>; 2], ids: [Option<IssueId>; 2]) -> Vec<Stand> {
    let positions = [0, 1].map(|hand: usize| {
        let issue = articles[hand].zip(ids[hand]).and_then(|((_, findings), id)| findings.issue(id));
        issue.map_or(&[][..], |i| &i.positions)
    });
    let mut parties: Vec<&str> = Vec::new();
    for position in positions.iter().copied().flatten() {
        if !parties.contains(&party(position)) {
            parties.push(party(position));
        }
    }
    let mut out: Vec<Stand> = Vec::new();
    for name in parties {
        let held = |hand: usize, polarity: Polarity| {
            let first = positions[hand].iter().find(|p| party(p) == name && p.polarity == polarity)?;
            let (article, _) = articles[hand]?;
            Some(Held { polarity, evidence: first.evidence, paragraph: paragraph_of(article, first.evidence.from()) })
        };
        let all = [Polarity::For, Polarity::Against, Polarity::Neither].map(|p| [held(0, p), held(1, p)]);
        // One who is for it here and against it there says contrary things.
        let rows = match all {
            [[Some(l), None], [None, Some(r)], neither] | [[None, Some(r)], [Some(l), None], neither] => {
                vec![[Some(l), Some(r)], neither]
            }
            all => all.to_vec(),
        };
        for sides in rows.into_iter().filter(|s| s.iter().any(Option::is_some)) {
            let mut stances: Vec<&str> = Vec::new();
            for (hand, held) in sides.iter().enumerate() {
                let shown = |p: &&Position| party(p) == name && held.is_some_and(|h| h.polarity == p.polarity);
                stances.extend(positions[hand].iter().filter(shown).map(|p| p.stance.name()));
            }
            let mut seen = Vec::new();
            stances.retain(|s| {
                !seen.contains(s) && {
                    seen.push(*s);
                    true
                }
            });
            out.push(Stand { party: name.to_owned(), stances: stances.join(", "), sides });
        }
    }
    out.sort_by_key(|s| s.sides.iter().flatten().all(|h| h.polarity == Polarity::Neither));
    out
}

fn party(position: &Position) -> &str {
    position.side.as_deref().unwrap_or(&position.holder)
}

/// The number of the paragraph that holds an offset of the text, as its gutter shows it; 0 in front of the first.
pub(in crate::app) fn paragraph_of(article: &Article, offset: usize) -> usize {
    article.blocks.iter().filter(|b| b.kind == BlockKind::Body && b.span.from() <= offset).count()
}
