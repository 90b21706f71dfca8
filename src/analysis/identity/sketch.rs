//! What is remembered of an article to tell who of it is who elsewhere: its entities without its text.

use crate::analysis::identity::lists::PARTICLES;
use crate::analysis::identity::people::generation_of;
use crate::analysis::identity::sex::{self, Sex};
use crate::language::hash;
use crate::language::vocabulary::{self, COUNTRY, FAMILY_FIRST, GROUP, PLACE, TITLE};
use crate::model::article::Article;
use crate::model::entity::{Entity, EntityId, EntityKind};
use crate::model::findings::ArticleFindings;

/// The entities of one article.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::analysis) struct Sketch {
    /// One for each entity, in their order.
    pub(super) entities: Vec<Known>,
    /// Keys of the names that tell what the article is about: all of several words that are no country's. Sorted.
    pub(super) context: Vec<u64>,
}

/// One entity of an article.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Known {
    pub(super) id: EntityId,
    pub(super) name: String,
    pub(super) kind: EntityKind,
    pub(super) mentions: usize,
    /// Under what it is one with others without further questions; `None` for a surname alone.
    pub(super) key: Option<u64>,
    /// The name as a person's, for people.
    pub(super) person: Option<PersonName>,
    /// Keys of the other names that the article has for it.
    pub(super) others: Vec<u64>,
    /// Keys of the words of its offices.
    pub(super) roles: Vec<u64>,
    /// What the name says that it is an abbreviation of or is abbreviated by.
    pub(super) initials: Option<Initials>,
    /// `false` for a surname that several people of the article bear.
    pub(super) resolved: bool,
}

/// The parts of a person's name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PersonName {
    /// The words in front of the surname; empty for a surname alone.
    pub(super) given: Vec<String>,
    /// Keys of what the person may be called by alone: the last word, that with the small words before it, or the
    /// first where family names stand first.
    pub(super) surnames: Vec<u64>,
    /// Which bearer of the whole name; 0 where it does not say.
    pub(super) generation: u8,
    /// What the given name, or a title in front of a surname, tells.
    pub(super) sex: Option<Sex>,
}

/// An abbreviation of capitals, as it is or made of a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Initials {
    /// The name is one (`EPA`, `E.P.A.`).
    Own(u64),
    /// The first letters of a name of three words or more.
    Of(u64),
}

impl Sketch {
    /// What is remembered of an article.
    pub(in crate::analysis) fn of(article: &Article, findings: &ArticleFindings) -> Self {
        let known = |(i, entity)| Known::of(EntityId(i as u32), entity, &article.text);
        let entities: Vec<Known> = findings.entities.iter().enumerate().map(known).collect();
        let told = |k: &&Known| k.name.contains(' ') && vocabulary::nation_of(&k.name).is_none();
        let mut context: Vec<u64> = entities.iter().filter(told).filter_map(|k| k.key).collect();
        context.sort_unstable();
        context.dedup();
        Self { entities, context }
    }
}

impl Known {
    fn of(id: EntityId, entity: &Entity, text: &str) -> Self {
        let person = (entity.kind == EntityKind::Person).then(|| PersonName::of(entity, text));
        let short = person.as_ref().is_some_and(|p| p.given.is_empty());
        let by_hand = entity.mentions.first().is_some_and(|m| m.reason.is_by_hand());
        let mut others: Vec<u64> = Vec::new();
        if !short {
            let names = entity.mentions.iter().map(|m| m.span.of(text));
            let names = names.filter(|n| person.is_none() || n.contains(char::is_whitespace));
            others.extend(names.map(letters).filter(|key| *key != letters(&entity.name)));
            others.sort_unstable();
            others.dedup();
        }
        let roles = entity.roles.iter().flat_map(|r| r.split(|c: char| !c.is_alphanumeric()));
        let mut roles: Vec<u64> = roles.filter(|w| w.len() > 3).map(hash::fold).collect();
        roles.sort_unstable();
        roles.dedup();
        Self {
            id,
            name: entity.name.clone(),
            kind: entity.kind,
            mentions: entity.mentions.len(),
            // Whoever was named by a person is not looked for among the bearers of the name.
            key: (!short || by_hand).then(|| key(entity)),
            initials: if person.is_some() { None } else { Initials::of(&entity.name) },
            person,
            others,
            roles,
            resolved: entity.resolved,
        }
    }
}

impl PersonName {
    fn of(entity: &Entity, text: &str) -> Self {
        let mut words: Vec<&str> = entity.name.split([' ', ',', '\n']).filter(|w| !w.is_empty()).collect();
        let generation = words.last().map_or(0, |w| generation_of(w));
        if generation > 0 && words.len() > 1 {
            words.pop();
        }
        let Some((last, mut given)) = words.split_last() else {
            return Self { given: Vec::new(), surnames: Vec::new(), generation, sex: None };
        };
        let mut surnames = vec![letters(last)];
        let particles = given.iter().rev().take_while(|w| PARTICLES.has(w)).count();
        if particles > 0 && particles <= given.len() {
            surnames.push(letters(&words[given.len() - particles..].concat()));
            given = &given[..given.len() - particles];
        }
        let flags = |word: &str| vocabulary::word(hash::fold(word)).flags;
        if let Some(first) = given.first().filter(|first| flags(first) & FAMILY_FIRST != 0) {
            surnames.push(letters(first));
        }
        let sex = match given.first() {
            Some(first) => sex::of_given(first),
            // Of a surname alone, the title in front of it tells.
            None => entity.mentions.iter().find_map(|m| {
                let before = text.get(..m.span.from())?.trim_end();
                let title = before.rsplit(char::is_whitespace).next()?;
                Some(flags(title)).filter(|flags| flags & TITLE != 0).and_then(sex::of_title)
            }),
        };
        Self { given: given.iter().map(|w| (*w).to_owned()).collect(), surnames, generation, sex }
    }
}

impl Initials {
    fn of(name: &str) -> Option<Self> {
        let plain: String = name.chars().filter(|c| *c != '.').collect();
        if (2..=6).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_uppercase()) {
            return Some(Self::Own(hash::exact(&plain)));
        }
        let words = name.split([' ', '-']).filter(|w| !w.eq_ignore_ascii_case("the"));
        let first: String = words.filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
        (first.len() >= 3).then(|| Self::Of(hash::exact(&first)))
    }
}

/// What makes two articles' entities one without further questions: the letters of the chief name, and for names that
/// may be a city's and its team's, or a person's and a thing's, the kind.
fn key(entity: &Entity) -> u64 {
    let chief = vocabulary::chief_name(&entity.name);
    let flags = vocabulary::word(hash::fold(&entity.name)).flags;
    let several = entity.name.contains(' ');
    let kind = match entity.kind {
        EntityKind::Person if !several => 1,
        kind if chief.is_none() && (flags & (PLACE | COUNTRY | GROUP) != 0 || kind == EntityKind::Group) => {
            10 + kind as u64
        }
        _ => 0,
    };
    hash::combine(letters(chief.unwrap_or(&entity.name)), kind + 1)
}

/// The hash of a name by its letters and digits alone, without case, accents and article: `Kim Su-jin` and `Kim Su Jin`,
/// `F.B.I.` and `FBI` have one. What numbers a disease is left out: `COVID-19` is `COVID`.
pub(super) fn letters(name: &str) -> u64 {
    let words = name.split_whitespace().filter(|w| !w.eq_ignore_ascii_case("the"));
    let words = words.map(|w| if w.to_ascii_uppercase().starts_with("COVID") { "covid" } else { w });
    let joined: String = words.flat_map(|w| w.chars().filter(|c| c.is_alphanumeric())).collect();
    hash::fold(&joined)
}
