//! What several articles about one story say about the same things: the same quotation with its cuts, numbers and days
//! that agree or not, names, passages in the same words, voices, and what one of them lacks.
//!
//! Everything starts from findings that are there already and from the words of each article ([`text`]). Each engine is
//! a file. None compares every pair of sentences: they meet through keys (a stem, a unit, a run of words).

use crate::analysis::across::text::Text;
use crate::analysis::{identity, issues};
use crate::language::document::Document;
use crate::language::hash;
use crate::model::across::Across;
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::comparison::{Comparison, Matched};
use crate::model::entity::{EntityId, EntityKind};
use crate::model::findings::ArticleFindings;
use crate::model::issue::IssueId;

mod amounts;
mod dates;
mod figures;
mod lookup;
mod naming;
mod partners;
mod quotations;
mod settings;
mod silence;
#[cfg(test)]
pub(super) mod tests;
mod text;
mod unions;
mod voices;
mod wording;

/// What is one across the articles.
pub(super) struct Links {
    /// Entities.
    entities: Vec<Linked<EntityId>>,
    /// Issues.
    issues: Vec<Linked<IssueId>>,
}

/// One thing in several articles.
struct Linked<T> {
    name: String,
    /// What sort of entity it is; `None` for an issue.
    kind: Option<EntityKind>,
    /// What it is in each article that has it, by the article's place in the list.
    members: Vec<(usize, T)>,
}

impl Links {
    /// The links of a few articles.
    pub(super) fn new(articles: &[(&Article, &ArticleFindings)]) -> Self {
        let places = |members: Vec<_>| members.into_iter().map(|(a, id): (ArticleId, _)| (a.index(), id)).collect();
        let entities = identity::across::linked(articles).into_iter();
        let entities: Vec<_> =
            entities.map(|e| Linked { name: e.name, kind: Some(e.kind), members: places(e.members) }).collect();
        let places = |members: Vec<_>| members.into_iter().map(|(a, id): (ArticleId, _)| (a.index(), id)).collect();
        let issues = issues::across(articles).into_iter();
        let issues = issues.map(|i| Linked { name: i.name, kind: None, members: places(i.members) }).collect();
        Self { entities, issues }
    }

    /// The links of two articles that were compared.
    pub(super) fn of(comparison: &Comparison, findings: [&ArticleFindings; 2]) -> Self {
        let kind = |id: (usize, EntityId)| findings[id.0].entity(id.1).map(|e| e.kind);
        let mut entities: Vec<_> = comparison.entities.iter().map(Linked::of).collect();
        for linked in &mut entities {
            // The first in the table of kinds where the two judge it differently.
            linked.kind = linked.members.iter().copied().filter_map(kind).min();
        }
        Self { entities, issues: comparison.issues.iter().map(Linked::of).collect() }
    }

    /// For each article the keys of its entities that others have too.
    fn names(&self, articles: &[(&Article, &ArticleFindings)]) -> Vec<Vec<Option<u64>>> {
        let mut out: Vec<Vec<Option<u64>>> = articles.iter().map(|(_, f)| vec![None; f.entities.len()]).collect();
        for linked in self.entities.iter().filter(|l| l.members.len() > 1) {
            // By name and not by number, so that it is the same in the mirror.
            let key = hash::combine(6, hash::exact(&linked.name));
            for (article, id) in &linked.members {
                if let Some(slot) = out.get_mut(*article).and_then(|names| names.get_mut(id.0 as usize)) {
                    *slot = Some(key);
                }
            }
        }
        out
    }
}

impl<T: Copy> Linked<T> {
    fn of(matched: &Matched<T>) -> Self {
        let hands = [(0, matched.left), (1, matched.right)];
        let members = hands.into_iter().filter_map(|(article, id)| Some((article, id?))).collect();
        Self { name: matched.name.clone(), kind: None, members }
    }
}

/// What the articles say about the same things. `documents` are theirs.
pub(super) fn find(articles: &[(&Article, &ArticleFindings)], documents: &[Document<'_>], links: &Links) -> Across {
    let names = links.names(articles);
    let texts = articles.iter().zip(documents).zip(&names).map(|(((_, f), d), names)| Text::new(d, f, names));
    let texts: Vec<Text<'_>> = texts.collect();
    let (quotations, figures) = (quotations::find(&texts), figures::find(&texts));
    let found = Across {
        dates: dates::find(&texts),
        naming: naming::find(&texts, links),
        wording: wording::find(&texts),
        voices: texts.iter().map(voices::of).collect(),
        silence: silence::find(articles, &texts, links, &quotations, &figures),
        quotations,
        figures,
    };
    found.in_order()
}
