//! Which names are one entity within an article.
//!
//! People first, by full names and surnames. Then everything else: the same words, the known names of one thing,
//! an abbreviation and its expansion, a shortened name. What is not certain stays apart.

use crate::analysis::identity::bodies::{self, Bodies};
use crate::analysis::identity::people::{self, Link, People};
use crate::analysis::identity::sets::Sets;
use crate::analysis::identity::short_forms::{ShortForms, expansion_before, expansion_behind, identity};
use crate::analysis::names::name::Name;
use crate::analysis::names::words::Words;
use crate::language::hash::ByHash;
use crate::language::spelling::{Form, Spelt};
use crate::language::vocabulary::{
    COUNTRY, EVENT, FAMILY_FIRST, GIVEN, GROUP, NAMES, PLACE, PLACE_NOUN, PLACE_PREPOSITION, STATE, SURNAME, WORK,
};
use crate::model::entity::EntityKind;

/// Names that are one entity.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Group {
    /// Its names, as indices into the names, in the order of the text.
    pub(in crate::analysis) names: Vec<usize>,
    /// `false` for a surname that several people bear.
    pub(in crate::analysis) resolved: bool,
}

/// Groups `names`. May correct the kind of a name that turns out to be a short form of another.
pub(in crate::analysis) fn group(words: &Words<'_>, names: &mut [Name]) -> Vec<Group> {
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

/// Joins the names of people. Returns for each name whether it is a surname that nobody can be told from.
fn group_people(words: &Words<'_>, names: &mut [Name], sets: &mut Sets) -> Vec<bool> {
    let mut people = People::default();
    let mut first_name_of: Vec<usize> = Vec::new();
    let located = Located::new(words, names);
    names.iter().filter(|n| n.words.len() == 1).for_each(|n| people.note_title(words, n));
    let mut unclear = vec![false; names.len()];
    let person = |n: &Name| n.kind == EntityKind::Person && people::is_full(words, n);
    let mut full: Vec<usize> = (0..names.len()).filter(|i| person(&names[*i])).collect();
    // `Von Oduya` may be the surname of somebody with a given name.
    full.sort_by_key(|i| {
        (people::is_surname_with_particles(words, &names[*i]), std::cmp::Reverse(names[*i].words.len()))
    });
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
        let several = names[i].words.len() > 1;
        let particles = several && names[i].kind != EntityKind::Person;
        if particles && !people::is_surname_with_particles(words, &names[i])
            || several && !particles && people::is_full(words, &names[i])
            || !several && !may_be_person(words, &names[i])
        {
            continue;
        }
        if located.is_place(words, names, i) {
            names[i].kind = EntityKind::Place;
            continue;
        }
        match people.link(words, &names[i]) {
            Link::Person(person) => {
                names[i].kind = EntityKind::Person;
                let start = people.with_particles(words, &names[i], person);
                if i == 0 || names[i - 1].words.end <= start {
                    names[i].words.start = start;
                }
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

/// Names of one word that an article uses for places, although people may bear them.
struct Located(ByHash<bool>);

impl Located {
    /// Notes which listed places stand behind a preposition of place.
    fn new(words: &Words<'_>, names: &[Name]) -> Self {
        let placed = names.iter().filter(|n| is_listed_place(words, n) && is_placed(words, n));
        Self(placed.filter_map(|n| words.get(n.words.start)).map(|w| (w.folded, true)).collect())
    }

    /// Whether name `i` means the place: it stands where places stand, or the article knows the place and nothing
    /// speaks of the person.
    fn is_place(&self, words: &Words<'_>, names: &[Name], i: usize) -> bool {
        let Some(name) = names.get(i).filter(|n| is_listed_place(words, n)) else { return false };
        let beside = |other: Option<&Name>| {
            other.is_some_and(|o| {
                let between = name.words.end.min(o.words.end)..name.words.start.max(o.words.start);
                o.kind == EntityKind::Place && between.len() == 1 && words.text_of(between.start) == "and"
            })
        };
        let known = words.get(name.words.start).is_some_and(|w| self.0.contains_key(&w.folded));
        let paired = || beside(names.get(i + 1)) || i > 0 && beside(names.get(i - 1));
        is_placed(words, name) || known && (name.kind == EntityKind::Place || paired())
    }
}

/// Whether a name of one word without a title is a place in the lists.
fn is_listed_place(words: &Words<'_>, name: &Name) -> bool {
    name.words.len() == 1 && name.title.is_none() && words.get(name.words.start).is_some_and(|w| w.is(PLACE))
}

/// Whether a preposition of place stands before a name and no possessive behind it, or what it is: `the city of Alder`, or
/// its state behind it: `visited Alder, Texas`.
fn is_placed(words: &Words<'_>, name: &Name) -> bool {
    let before = |n: usize| name.words.start.checked_sub(n).and_then(|i| words.get(i));
    if name.words.start > 1
        && words.text_of(name.words.start - 1) == "of"
        && before(2).is_some_and(|w| w.is(PLACE_NOUN))
    {
        return true;
    }
    // "Visited Lincoln, Nebraska".
    let region = words.get(name.words.end + 1).is_some_and(|w| w.is_capital() && w.is(COUNTRY | PLACE | STATE));
    if region
        && words.text_of(name.words.end) == ","
        && words.get(name.words.end + 2).is_none_or(|w| w.form != Form::Clitic)
        && before(1).is_some_and(|w| w.form == Form::Lower)
    {
        return true;
    }
    let opens = name.words.start > 0 && words.text_of(name.words.start - 1) == "In";
    before(1).is_some_and(|w| (w.form == Form::Lower || opens) && w.is(PLACE_PREPOSITION))
        && words.text_of(name.words.start - 1) != "from"
        && words.get(name.words.end).is_none_or(|w| w.form != Form::Clitic)
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
    let personal = |w: &Spelt| w.is(GIVEN | SURNAME | FAMILY_FIRST) || w.form == Form::Initial;
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
        let bracketed = expansion_before(words, names, i).or_else(|| expansion_behind(words, names, i));
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
