//! Entities that are one across articles.
//!
//! A full name of one kind is one entity wherever it stands. A person who is only named by a surname in an article is
//! linked when exactly one person of the corpus bears it and the roles do not disagree. Two different full names are
//! never made one. Everything goes through maps, so the time grows with the number of entities.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::analysis::lexicon;
use crate::model::article::Article;
use crate::model::corpus::ArticleId;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::model::findings::{ArticleFindings, CorpusEntity};

/// The entities of all articles, linked; the one with the most mentions first.
pub(super) fn entities(articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusEntity> {
    let mut linked = Linked::default();
    let mut later = Vec::new();
    for (article, (_, findings)) in articles.iter().enumerate() {
        for (i, entity) in findings.entities.iter().enumerate() {
            let member = (ArticleId(article as u32), EntityId(i as u32));
            if is_short(entity) {
                later.push((member, entity));
            } else {
                linked.add(Key::of(entity), member, entity);
            }
        }
    }
    let surnames = linked.surnames();
    for (member, entity) in later {
        let target = if entity.resolved { surnames.get(&lexicon::fold(&entity.name)) } else { None };
        match target.copied().flatten().filter(|t| linked.roles_agree(*t, entity)) {
            Some(target) => linked.join(target, member, entity),
            // A surname that could be several people's stays apart in every article.
            None if !entity.resolved => linked.push(member, entity),
            None => linked.add(Key::of(entity), member, entity),
        }
    }
    linked.finish()
}

/// Whether a person is named by one word only.
fn is_short(entity: &Entity) -> bool {
    entity.kind == EntityKind::Person && !entity.name.contains(' ')
}

/// What two articles' entities have in common when they are one.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    kind: EntityKind,
    name: u64,
}

impl Key {
    fn of(entity: &Entity) -> Self {
        let known = lexicon::chief_name(&entity.name);
        let words = known.unwrap_or(&entity.name).split_whitespace().filter(|w| !w.eq_ignore_ascii_case("the"));
        let name = words.map(lexicon::fold).reduce(lexicon::combine).unwrap_or_default();
        // The same name as an organisation here and a work there is one thing judged differently only for known names.
        let kind = if known.is_some() { EntityKind::Organisation } else { entity.kind };
        Self { kind, name }
    }
}

/// The linked entities while they grow.
#[derive(Default)]
struct Linked {
    entities: Vec<Building>,
    by_key: HashMap<Key, usize>,
}

struct Building {
    entity: CorpusEntity,
    mentions: usize,
    /// Folded words of the roles that any article gives.
    roles: Vec<u64>,
}

impl Linked {
    fn add(&mut self, key: Key, member: (ArticleId, EntityId), entity: &Entity) {
        let next = self.entities.len();
        match self.by_key.entry(key) {
            Entry::Occupied(known) => {
                let target = *known.get();
                self.join(target, member, entity);
            }
            Entry::Vacant(free) => {
                free.insert(next);
                self.push(member, entity);
            }
        }
    }

    fn push(&mut self, member: (ArticleId, EntityId), entity: &Entity) {
        self.entities.push(Building {
            entity: CorpusEntity { name: entity.name.clone(), kind: entity.kind, members: vec![member] },
            mentions: entity.mentions.len(),
            roles: role_words(entity).collect(),
        });
    }

    fn join(&mut self, target: usize, member: (ArticleId, EntityId), entity: &Entity) {
        let Some(known) = self.entities.get_mut(target) else { return };
        known.entity.members.push(member);
        known.mentions += entity.mentions.len();
        for word in role_words(entity) {
            if !known.roles.contains(&word) {
                known.roles.push(word);
            }
        }
        if fuller(&entity.name, &known.entity.name) {
            known.entity.name.clone_from(&entity.name);
        }
    }

    /// The only person with each surname; `None` where there are several.
    fn surnames(&self) -> HashMap<u64, Option<usize>> {
        let mut out: HashMap<u64, Option<usize>> = HashMap::new();
        for (i, known) in self.entities.iter().enumerate().filter(|(_, e)| e.entity.kind == EntityKind::Person) {
            for surname in surnames_of(&known.entity.name) {
                out.entry(surname).and_modify(|p| *p = None).or_insert(Some(i));
            }
        }
        out
    }

    /// Whether the roles of an entity share a word with those of a person. Without a role nothing can agree.
    fn roles_agree(&self, target: usize, entity: &Entity) -> bool {
        self.entities.get(target).is_some_and(|known| role_words(entity).any(|w| known.roles.contains(&w)))
    }

    fn finish(self) -> Vec<CorpusEntity> {
        let mut entities = self.entities;
        for e in &mut entities {
            e.entity.members.sort_unstable();
        }
        entities.sort_by(|a, b| {
            b.mentions.cmp(&a.mentions).then_with(|| a.entity.members.first().cmp(&b.entity.members.first()))
        });
        entities.into_iter().map(|e| e.entity).collect()
    }
}

/// The words under which a person may be named briefly: the last one, and the first where that is a family name.
fn surnames_of(name: &str) -> impl Iterator<Item = u64> {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back();
    let family = lexicon::word(lexicon::fold(first)).flags & lexicon::FAMILY_FIRST != 0;
    [last, family.then_some(first)].into_iter().flatten().map(lexicon::fold)
}

/// The words of an entity's roles that say something.
fn role_words(entity: &Entity) -> impl Iterator<Item = u64> {
    let words = entity.roles.iter().flat_map(|r| r.split(|c: char| !c.is_alphanumeric()));
    words.filter(|w| w.len() > 3).map(lexicon::fold)
}

/// Whether `a` is a fuller form of a name than `b`: longer, and not in capitals.
fn fuller(a: &str, b: &str) -> bool {
    let capitals = |name: &str| !name.contains(char::is_lowercase);
    (capitals(b), a.len()) > (capitals(a), b.len()) && (!capitals(a) || capitals(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::block::{Block, BlockKind};
    use crate::text::span::Span;

    /// Links the entities of articles with these texts.
    fn link(texts: &[&str]) -> Vec<CorpusEntity> {
        let articles: Vec<Article> = texts
            .iter()
            .map(|text| Article {
                text: (*text).to_owned(),
                blocks: vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }],
                ..Article::default()
            })
            .collect();
        let findings: Vec<_> = articles.iter().map(crate::analysis::article).collect();
        entities(&articles.iter().zip(&findings).collect::<Vec<_>>())
    }

    /// How many articles the entity of that name has.
    #[track_caller]
    fn articles_of(linked: &[CorpusEntity], name: &str) -> usize {
        linked.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("no {name} in {linked:?}")).members.len()
    }

    #[test]
    fn a_full_name_and_the_names_of_a_country_are_one_everywhere() {
        let linked = link(&[
            "The talks were led by Marta Oduya in the United States.",
            "In the U.S. the delegate Marta Oduya spoke for an hour.",
        ]);
        assert_eq!(articles_of(&linked, "Marta Oduya"), 2);
        assert_eq!(articles_of(&linked, "United States"), 2);
    }

    #[test]
    fn a_surname_needs_an_agreeing_role() {
        let linked = link(&[
            "Senator Marta Oduya spoke. Oduya left.",
            "The vote was lost, Senator Oduya said on Monday.",
            "The goal was scored by striker Oduya on Monday.",
        ]);
        assert_eq!(articles_of(&linked, "Marta Oduya"), 2);
        assert_eq!(articles_of(&linked, "Oduya"), 1);
    }

    #[test]
    fn different_full_names_stay_apart() {
        let linked = link(&["We met Marta Oduya in Rome.", "We met Peter Oduya in Rome."]);
        assert_eq!(articles_of(&linked, "Marta Oduya"), 1);
        assert_eq!(articles_of(&linked, "Peter Oduya"), 1);
        assert_eq!(articles_of(&linked, "Rome"), 2);
    }
}
