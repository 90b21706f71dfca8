//! Which entities of different articles are one, from sketches of the articles.
//!
//! What comes out depends on which sketches there are, never on the order in which they were added or on others that
//! were taken away. An article's own decisions stand: two of its entities are never one, and what could be several is
//! left apart.
//!
//! 1. Names of the same letters are one.
//! 2. Full names of people with one surname are one where their given names agree (`Dick` and `Richard J.`) and each
//!    agrees with all that the other agrees with.
//! 3. A surname alone is the only person of that surname whose offices or whose article's other names it shares.
//! 4. An abbreviation, or a short name, is the only body that some article has under both, or whose initials it has.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::analysis::identity::nicknames;
use crate::analysis::identity::sets::Sets;
use crate::analysis::identity::sketch::{Initials, Known, PersonName, Sketch};
use crate::model::article::Article;
use crate::model::article_id::ArticleId;
use crate::model::entity::EntityKind;
use crate::model::findings::ArticleFindings;
use crate::model::findings::CorpusEntity;

/// So many full names with one surname are compared with each other; where there are more, only the same ones are one.
const MOST_NAMESAKES: usize = 32;

/// Sketches of articles, to which articles can be added and from which they can be taken in any order.
#[derive(Clone, Debug, Default)]
pub(in crate::analysis) struct Sketches {
    articles: BTreeMap<ArticleId, Sketch>,
}

impl Sketches {
    /// Adds an article; one with the same id is replaced.
    pub(in crate::analysis) fn add(&mut self, id: ArticleId, sketch: Sketch) {
        self.articles.insert(id, sketch);
    }

    /// Takes an article away.
    #[cfg_attr(not(test), expect(dead_code, reason = "articles do not leave a corpus yet"))]
    pub(in crate::analysis) fn remove(&mut self, id: ArticleId) {
        self.articles.remove(&id);
    }

    /// The entities of all articles, linked; the one with the most mentions first. Of one article each has at most one.
    pub(in crate::analysis) fn linked(&self) -> Vec<CorpusEntity> {
        let mut linking = Linking::new(&self.articles);
        linking.same_people();
        linking.surnames();
        linking.short_names();
        linking.finish()
    }
}

/// The entities of some articles, linked. `articles` are in the order of their ids.
pub(in crate::analysis) fn linked(articles: &[(&Article, &ArticleFindings)]) -> Vec<CorpusEntity> {
    linked_sketches(articles.iter().map(|(article, findings)| Sketch::of(article, findings)))
}

/// The same from what is kept of each article.
pub(in crate::analysis) fn linked_sketches(articles: impl Iterator<Item = Sketch>) -> Vec<CorpusEntity> {
    let mut sketches = Sketches::default();
    for (i, sketch) in articles.enumerate() {
        sketches.add(ArticleId(i as u32), sketch);
    }
    sketches.linked()
}

/// An entity of an article.
type Member<'s> = (ArticleId, &'s Known);

/// Entities that have one name, or a surname alone that nothing is known of.
struct Cluster<'s> {
    members: Vec<(ArticleId, &'s Known)>,
}

/// Clusters while they are linked.
struct Linking<'s> {
    articles: &'s BTreeMap<ArticleId, Sketch>,
    /// Those of names first, then surnames alone, one each.
    clusters: Vec<Cluster<'s>>,
    /// How many of them are of names.
    named: usize,
    sets: Sets,
    /// The contexts of the articles of clusters that were asked for.
    contexts: HashMap<usize, HashSet<u64>>,
}

impl<'s> Linking<'s> {
    /// Puts the same names together.
    fn new(articles: &'s BTreeMap<ArticleId, Sketch>) -> Self {
        let mut named: BTreeMap<u64, Vec<(ArticleId, &Known)>> = BTreeMap::new();
        let mut surnames = Vec::new();
        for (article, known) in articles.iter().flat_map(|(id, sketch)| sketch.entities.iter().map(|k| (*id, k))) {
            match known.key {
                Some(key) => named.entry(key).or_default().push((article, known)),
                None => surnames.push(Cluster { members: vec![(article, known)] }),
            }
        }
        let mut clusters: Vec<Cluster<'_>> = Vec::new();
        for members in named.into_values() {
            let (one, others) = one_of_each(members);
            clusters.push(Cluster { members: one });
            clusters.extend(others.into_iter().map(|member| Cluster { members: vec![member] }));
        }
        let named = clusters.len();
        clusters.extend(surnames);
        let sets = Sets::new(clusters.len());
        Self { articles, clusters, named, sets, contexts: HashMap::new() }
    }

    /// Links people of one surname whose given names agree.
    fn same_people(&mut self) {
        let mut buckets: BTreeMap<u64, Vec<(usize, &PersonName)>> = BTreeMap::new();
        for (i, cluster) in self.clusters.iter().enumerate().take(self.named) {
            if let Some(surname) = cluster.person().and_then(|p| Some((p.surnames.first()?, p))) {
                buckets.entry(*surname.0).or_default().push((i, surname.1));
            }
        }
        let mut joins = Vec::new();
        for bucket in buckets.into_values().filter(|b| (2..=MOST_NAMESAKES).contains(&b.len())) {
            let agree = |a: usize, b: usize| a == b || agree(bucket[a].1, bucket[b].1);
            for a in 0..bucket.len() {
                for b in a + 1..bucket.len() {
                    // `J. Berg` is neither John nor Jane Berg where there are both.
                    let alike = || (0..bucket.len()).all(|c| agree(a, c) == agree(b, c));
                    if agree(a, b) && alike() && !self.share_article(bucket[a].0, bucket[b].0) {
                        joins.push((bucket[a].0, bucket[b].0));
                    }
                }
            }
        }
        for (a, b) in joins {
            self.sets.join(a, b);
        }
    }

    /// Links surnames alone with the person who is meant, and those without one among themselves.
    fn surnames(&mut self) {
        let mut bearers: HashMap<u64, Vec<usize>> = HashMap::new();
        for i in 0..self.named {
            let root = self.sets.root(i);
            for surname in self.clusters[i].person().map_or(&[][..], |p| p.surnames.as_slice()) {
                let bearers = bearers.entry(*surname).or_default();
                if bearers.last() != Some(&root) && !bearers.contains(&root) {
                    bearers.push(root);
                }
            }
        }
        // Members of each set of names, to ask them for offices and contexts.
        let mut of_root: HashMap<usize, Vec<usize>> = HashMap::new();
        for i in 0..self.named {
            let root = self.sets.root(i);
            of_root.entry(root).or_default().push(i);
        }
        let mut alone: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for i in self.named..self.clusters.len() {
            let (article, known) = self.clusters[i].members[0];
            // A surname that could be several people's stays apart in every article.
            let Some(surname) = known.person.as_ref().and_then(|p| p.surnames.last()).filter(|_| known.resolved) else {
                continue;
            };
            let fitting: Vec<(usize, bool)> = bearers
                .get(surname)
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .filter_map(|root| Some((*root, self.meant(article, known, of_root.get(root)?)?)))
                .collect();
            let sure = || fitting.iter().filter(|(_, by_office)| *by_office);
            let meant = match (fitting.len(), sure().count()) {
                (1, _) => fitting.first(),
                (_, 1) => sure().next(),
                _ => None,
            };
            match meant {
                Some((root, _)) => self.sets.join(*root, i),
                None => alone.entry(*surname).or_default().push(i),
            }
        }
        for bucket in alone.into_values() {
            self.surnames_alone(&bucket);
        }
    }

    /// Whether a surname in an article can mean the person of some clusters: whether an office says so, or only the
    /// other names of the article.
    fn meant(&mut self, article: ArticleId, known: &Known, clusters: &[usize]) -> Option<bool> {
        let name = known.person.as_ref()?;
        let members = || clusters.iter().flat_map(|c| &self.clusters[*c].members);
        let fits = |other: &Known| {
            other.person.as_ref().is_none_or(|o| {
                let sex = !matches!((o.sex, name.sex), (Some(a), Some(b)) if a != b);
                sex && (o.generation == name.generation || o.generation == 0 || name.generation == 0)
            })
        };
        if members().any(|(other, k)| *other == article || !fits(k)) {
            return None;
        }
        if members().any(|(_, k)| share(&k.roles, &known.roles)) {
            return Some(true);
        }
        let other_office = !known.roles.is_empty() && members().any(|(_, k)| !k.roles.is_empty());
        if other_office {
            return None;
        }
        let context = &self.articles.get(&article)?.context;
        let near = clusters.iter().any(|c| {
            let of_cluster = self.contexts.entry(*c).or_insert_with(|| {
                let sketches = self.clusters[*c].members.iter().filter_map(|(id, _)| self.articles.get(id));
                sketches.flat_map(|s| s.context.iter().copied()).collect()
            });
            context.iter().any(|key| of_cluster.contains(key))
        });
        near.then_some(false)
    }

    /// Links surnames of whom no article has more: all of one surname, unless sex or offices tell them apart.
    fn surnames_alone(&mut self, bucket: &[usize]) {
        let of = |linking: &Self, i: usize| linking.clusters[i].members[0].1;
        let sex = |k: &Known| k.person.as_ref().and_then(|p| p.sex);
        let mut sexes = bucket.iter().filter_map(|i| sex(of(self, *i)));
        let first = sexes.next();
        if sexes.any(|s| Some(s) != first) {
            return;
        }
        let mut by_role: HashMap<u64, usize> = HashMap::new();
        let mut roles: Sets = Sets::new(bucket.len());
        for (n, i) in bucket.iter().enumerate() {
            for role in &of(self, *i).roles {
                roles.join(*by_role.entry(*role).or_insert(n), n);
            }
        }
        let in_office: Vec<usize> = (0..bucket.len()).filter(|n| !of(self, bucket[*n]).roles.is_empty()).collect();
        let offices: HashSet<usize> = in_office.iter().map(|n| roles.root(*n)).collect();
        let mut first_of: HashMap<Option<usize>, usize> = HashMap::new();
        for (n, i) in bucket.iter().enumerate() {
            let office = (offices.len() > 1).then(|| roles.root(n)).filter(|_| in_office.contains(&n));
            let first = *first_of.entry(office).or_insert(*i);
            self.sets.join(first, *i);
        }
    }

    /// Links abbreviations and short names of bodies with what they are short for.
    fn short_names(&mut self) {
        let mut long: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut put = |key: u64, root: usize| {
            let roots = long.entry(key).or_default();
            if !roots.contains(&root) && roots.len() < 2 {
                roots.push(root);
            }
        };
        for i in 0..self.named {
            let root = self.sets.root(i);
            for (_, known) in self.clusters[i].members.iter().filter(|(_, k)| k.person.is_none()) {
                known.others.iter().for_each(|key| put(*key, root));
                if let Some(Initials::Of(letters)) = known.initials {
                    put(letters, root);
                }
            }
        }
        let mut joins = Vec::new();
        for i in 0..self.named {
            let Some((_, known)) = self.clusters[i].members.first().filter(|(_, k)| k.person.is_none()) else {
                continue;
            };
            let own = crate::analysis::identity::sketch::letters(&known.name);
            let by_initials = match known.initials {
                Some(Initials::Own(letters)) => long.get(&letters),
                _ => None,
            };
            for roots in [long.get(&own), by_initials].into_iter().flatten() {
                // Somebody's `Commission` is another's too; abbreviations are few.
                let [root] = roots[..] else { continue };
                let near = matches!(known.initials, Some(Initials::Own(_))) || self.near(i, root);
                if root != self.sets.root(i) && near && !self.share_article(i, root) {
                    joins.push((root, i));
                    break;
                }
            }
        }
        for (root, i) in joins {
            self.sets.join(root, i);
        }
    }

    /// Whether the articles of two clusters have other names in common.
    fn near(&self, a: usize, b: usize) -> bool {
        let context = |c: usize| {
            let sketches =
                self.clusters[c].members.iter().take(MOST_NAMESAKES).filter_map(|(id, _)| self.articles.get(id));
            sketches.flat_map(|s| s.context.iter().copied()).collect::<HashSet<u64>>()
        };
        !context(a).is_disjoint(&context(b))
    }

    /// Whether some article has both, so that they are two.
    fn share_article(&self, a: usize, b: usize) -> bool {
        let [small, large] =
            if self.clusters[a].members.len() < self.clusters[b].members.len() { [a, b] } else { [b, a] };
        let articles: HashSet<ArticleId> = self.clusters[small].members.iter().map(|(id, _)| *id).collect();
        self.clusters[large].members.iter().any(|(id, _)| articles.contains(id))
    }

    /// The sets, each with one entity of an article at most.
    fn finish(mut self) -> Vec<CorpusEntity> {
        let mut sets: BTreeMap<usize, Vec<(ArticleId, &Known)>> = BTreeMap::new();
        for i in 0..self.clusters.len() {
            let root = self.sets.root(i);
            sets.entry(root).or_default().append(&mut self.clusters[i].members);
        }
        let mut out = Vec::new();
        for members in sets.into_values() {
            let (one, others) = one_of_each(members);
            out.push(entity(&one));
            out.extend(others.into_iter().map(|member| entity(&[member])));
        }
        out.sort_by(|(n, a), (m, b)| m.cmp(n).then_with(|| a.members.first().cmp(&b.members.first())));
        out.into_iter().map(|(_, entity)| entity).collect()
    }
}

impl Cluster<'_> {
    /// The name of the person whose cluster it is.
    fn person(&self) -> Option<&PersonName> {
        self.members.first().and_then(|(_, k)| k.person.as_ref()).filter(|p| !p.given.is_empty())
    }
}

/// Of what would be one, one entity an article: of the kind that is the commonest, then the one with the most mentions.
/// Returns the others as well.
fn one_of_each(mut members: Vec<Member<'_>>) -> (Vec<Member<'_>>, Vec<Member<'_>>) {
    let kind = commonest_kind(&members);
    members.sort_by_key(|(article, k)| (*article, k.kind != kind, std::cmp::Reverse(k.mentions), k.id));
    let (mut one, mut others): (Vec<(ArticleId, &Known)>, Vec<_>) = (Vec::with_capacity(members.len()), Vec::new());
    for member in members {
        let known = one.last().is_some_and(|last| last.0 == member.0);
        if known { others.push(member) } else { one.push(member) }
    }
    (one, others)
}

/// The kind with the most mentions; of two, the first in the table of kinds.
fn commonest_kind(members: &[(ArticleId, &Known)]) -> EntityKind {
    let mut counts = [0; EntityKind::ALL.len()];
    for (_, known) in members {
        counts[known.kind as usize] += known.mentions;
    }
    EntityKind::ALL.into_iter().rev().max_by_key(|kind| counts[*kind as usize]).unwrap_or(EntityKind::Work)
}

/// An entity of several articles and its mentions.
fn entity(members: &[(ArticleId, &Known)]) -> (usize, CorpusEntity) {
    let mentions = members.iter().map(|(_, k)| k.mentions).sum();
    let rank = |name: &str| (!name.contains(char::is_lowercase), std::cmp::Reverse(name.len()));
    let names = members.iter().map(|(_, k)| k.name.as_str());
    let name = names.min_by_key(|n| (rank(n), *n)).unwrap_or_default().to_owned();
    let mut ids: Vec<_> = members.iter().map(|(article, k)| (*article, k.id)).collect();
    ids.sort_unstable();
    (mentions, CorpusEntity { name, kind: commonest_kind(members), members: ids })
}

/// Whether two full names with one surname can be one person's.
fn agree(a: &PersonName, b: &PersonName) -> bool {
    let same = |a: &str, b: &str| {
        let initial = |short: &str, long: &str| {
            let letter = short.trim_end_matches('.');
            letter.chars().count() == 1 && long.to_lowercase().starts_with(&letter.to_lowercase())
        };
        a.to_lowercase() == b.to_lowercase() || initial(a, b) || initial(b, a) || nicknames::agree(a, b)
    };
    let (Some(first), Some(other)) = (a.given.first(), b.given.first()) else { return false };
    let generation = a.generation == b.generation || a.generation == 0 || b.generation == 0;
    // A middle name counts against it only when both names have one.
    generation && same(first, other) && a.given[1..].iter().zip(&b.given[1..]).all(|(a, b)| same(a, b))
}

/// Whether two sorted lists have something in common.
fn share(a: &[u64], b: &[u64]) -> bool {
    a.iter().any(|x| b.binary_search(x).is_ok())
}
