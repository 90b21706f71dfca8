//! Which names are one entity within an article.
//!
//! People first, by full names and surnames. Then everything else: the same words, the known names of one thing,
//! an abbreviation and its expansion, a shortened name. What is not certain stays apart.

use crate::analysis::by_hash::ByHash;
use crate::analysis::entities::bodies::{self, Bodies};
use crate::analysis::entities::name::Name;
use crate::analysis::entities::people::{Link, People};
use crate::analysis::entities::short_forms::{ShortForms, expansion_before, identity};
use crate::analysis::entities::words::{Form, Word, Words};
use crate::analysis::lexicon::{COUNTRY, EVENT, FAMILY_FIRST, GIVEN, GROUP, NAMES, SURNAME, WORK};
use crate::model::entity::EntityKind;

/// Names that are one entity.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its names, as indices into the names, in the order of the text.
    pub(super) names: Vec<usize>,
    /// `false` for a surname that several people bear.
    pub(super) resolved: bool,
}

/// Groups `names`. May correct the kind of a name that turns out to be a short form of another.
pub(super) fn group(words: &Words<'_>, names: &mut [Name]) -> Vec<Group> {
    let mut sets = Sets::new(names.len());
    let unclear = group_people(words, names, &mut sets);
    group_others(words, names, &mut sets);
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of = vec![usize::MAX; names.len()];
    for (i, unclear) in unclear.into_iter().enumerate() {
        let root = sets.root(i);
        if group_of[root] == usize::MAX {
            group_of[root] = groups.len();
            groups.push(Group { names: Vec::new(), resolved: true });
        }
        if let Some(group) = groups.get_mut(group_of[root]) {
            group.names.push(i);
            group.resolved &= !unclear;
        }
    }
    groups
}

/// Disjoint sets of names.
struct Sets(Vec<usize>);

impl Sets {
    fn new(len: usize) -> Self {
        Self((0..len).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    /// For each name, whether it is in no set with another.
    fn alone(&mut self) -> Vec<bool> {
        let mut sizes = vec![0u32; self.0.len()];
        let roots: Vec<usize> = (0..self.0.len()).map(|i| self.root(i)).collect();
        for root in &roots {
            sizes[*root] += 1;
        }
        roots.into_iter().map(|root| sizes[root] == 1).collect()
    }

    /// Joins two sets; the earlier name stays the root.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Joins the names of people. Returns for each name whether it is a surname that nobody can be told from.
fn group_people(words: &Words<'_>, names: &mut [Name], sets: &mut Sets) -> Vec<bool> {
    let mut people = People::default();
    let mut first_name_of: Vec<usize> = Vec::new();
    names.iter().filter(|n| n.words.len() == 1).for_each(|n| people.note_title(words, n));
    let mut unclear = vec![false; names.len()];
    let mut full: Vec<usize> =
        (0..names.len()).filter(|i| names[*i].kind == EntityKind::Person && names[*i].words.len() > 1).collect();
    full.sort_by_key(|i| std::cmp::Reverse(names[*i].words.len()));
    for i in full {
        let person = match people.link(words, &names[i]) {
            Link::Person(person) => person,
            _ => people.add_full(words, &names[i]),
        };
        if let Some(first) = first_name_of.get(person) {
            sets.join(*first, i);
        } else {
            first_name_of.push(i);
        }
    }
    let mut bare: ByHash<usize> = ByHash::default();
    for i in 0..names.len() {
        if names[i].words.len() > 1 || !may_be_person(words, &names[i]) {
            continue;
        }
        match people.link(words, &names[i]) {
            Link::Person(person) => {
                names[i].kind = EntityKind::Person;
                if let Some(first) = first_name_of.get(person) {
                    sets.join(*first, i);
                }
            }
            link if names[i].kind == EntityKind::Person => {
                unclear[i] = link == Link::Unclear;
                let hash = words.get(names[i].words.start).map_or(0, |w| w.folded);
                sets.join(*bare.entry(hash).or_insert(i), i);
            }
            _ => {}
        }
    }
    unclear
}

/// Whether a name of one word is a person's or could be: a country or a known body never is without a title.
fn may_be_person(words: &Words<'_>, name: &Name) -> bool {
    let Some(word) = words.get(name.words.start) else { return false };
    name.title.is_some()
        || name.kind == EntityKind::Person
        || word.form == Form::Capital
            && !word.is(COUNTRY | GROUP | EVENT | WORK)
            && (!word.is(NAMES) || word.is(SURNAME | GIVEN))
}

/// Whether nothing but the tagger says that a name is a person's.
fn is_doubtful_person(words: &Words<'_>, name: &Name) -> bool {
    let personal = |w: &Word| w.is(GIVEN | SURNAME | FAMILY_FIRST) || w.form == Form::Initial;
    name.title.is_none() && !words.all[name.words.clone()].iter().any(personal)
}

/// Joins the names of everything but people.
fn group_others(words: &Words<'_>, names: &mut [Name], sets: &mut Sets) {
    let mut same: ByHash<usize> = ByHash::default();
    let mut short_forms = ShortForms::default();
    let others: Vec<usize> = (0..names.len()).filter(|i| names[*i].kind != EntityKind::Person).collect();
    for &i in &others {
        let first = *same.entry(identity(words, &names[i])).or_insert(i);
        sets.join(first, i);
    }
    let mut bodies = Bodies::default();
    for &i in others.iter().filter(|i| bodies::nation(words, &names[**i]).is_some()) {
        bodies.note(words, &names[i], sets.root(i));
    }
    for &i in others.iter().filter(|i| bodies::nation(words, &names[**i]).is_none()) {
        if let Some(root) = bodies.of(words, &names[i]) {
            sets.join(root, i);
        }
    }
    for &i in &others {
        if sets.root(i) == i || names[i].words.len() > 1 {
            let root = sets.root(i);
            short_forms.index(words, &names[i], root);
        }
    }
    let alone = sets.alone();
    for i in 0..names.len() {
        let bracketed = expansion_before(words, names, i);
        if let Some(long) = bracketed {
            // A conference with the abbreviation of a body is the body.
            if names[i].kind == EntityKind::Organisation && names[long].kind == EntityKind::Event {
                names[long].kind = EntityKind::Organisation;
            }
            names[i].kind = names[long].kind;
            sets.join(long, i);
        } else if let Some(root) = short_forms.long_form(words, &names[i])
            && sets.root(i) != sets.root(root)
            && (names[i].kind != EntityKind::Person || alone[i] && is_doubtful_person(words, &names[i]))
        {
            names[i].kind = names[root].kind;
            sets.join(root, i);
        }
    }
    // Names of the same words that were joined by way of a short form are one set by now; so are their abbreviations.
    let mut exact: ByHash<usize> = ByHash::default();
    for (i, name) in names.iter().enumerate() {
        if name.kind != EntityKind::Person {
            let first = *exact.entry(identity(words, name)).or_insert(i);
            sets.join(first, i);
        }
    }
}
