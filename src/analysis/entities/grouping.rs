//! Which names are one entity within an article.
//!
//! People first, by full names and surnames. Then everything else: the same words, the known names of one thing,
//! an abbreviation and its expansion, a shortened name. What is not certain stays apart.

use crate::analysis::entities::by_hash::{Bearer, ByHash, note, only};
use crate::analysis::entities::name::Name;
use crate::analysis::entities::people::{Link, People};
use crate::analysis::entities::words::{Form, Words};
use crate::analysis::lexicon::{
    self, COMPANY_HEAD, COUNTRY, EVENT, GIVEN, GROUP, NAMES, ORGANISATION_HEAD, PLACE, SURNAME, WORK,
};
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

/// Joins the names of everything but people.
fn group_others(words: &Words<'_>, names: &mut [Name], sets: &mut Sets) {
    let mut same: ByHash<usize> = ByHash::default();
    let mut acronyms: ByHash<Bearer> = ByHash::default();
    let mut beginnings: ByHash<Bearer> = ByHash::default();
    let mut endings: ByHash<Bearer> = ByHash::default();
    let others: Vec<usize> = (0..names.len()).filter(|i| names[*i].kind != EntityKind::Person).collect();
    for &i in &others {
        let first = *same.entry(identity(words, &names[i])).or_insert(i);
        sets.join(first, i);
    }
    for &i in &others {
        if sets.root(i) == i || names[i].words.len() > 1 {
            let root = sets.root(i);
            index_short_forms(words, &names[i], root, &mut acronyms, &mut beginnings, &mut endings);
        }
    }
    for i in 0..names.len() {
        let bracketed = expansion_before(words, names, i);
        if let Some(long) = bracketed {
            names[i].kind = names[long].kind;
            sets.join(long, i);
        } else if let Some(root) = long_form(words, &names[i], &acronyms, &beginnings, &endings)
            && sets.root(i) != sets.root(root)
        {
            let unlinked_person = names[i].kind == EntityKind::Person && sets.root(i) == i && names[i].title.is_none();
            if names[i].kind != EntityKind::Person || unlinked_person && names[i].words.len() == 1 {
                names[i].kind = names[root].kind;
                sets.join(root, i);
            }
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

/// What makes two names that are no person's the same: the chief name from the lists, the nation of a nationality, or
/// the words without article and form of company.
fn identity(words: &Words<'_>, name: &Name) -> u64 {
    let entry = entry(words, name);
    if let Some(chief) = entry.chief_name() {
        return lexicon::combine(1, lexicon::exact(chief));
    }
    if name.kind == EntityKind::Group
        && let Some(nation) = entry.nation()
    {
        return lexicon::combine(2, lexicon::exact(nation));
    }
    core(words, name).fold(3, lexicon::combine)
}

/// What the lists say about the whole name.
fn entry(words: &Words<'_>, name: &Name) -> lexicon::Entry {
    let (start, end) = (name.words.start, name.words.end);
    if name.words.len() == 1 {
        let exact = lexicon::word(lexicon::exact(words.text_of(start)));
        if exact.chief_name().is_some() {
            return exact;
        }
        return words.get(start).map_or_else(lexicon::Entry::default, |w| lexicon::word(w.folded));
    }
    words.phrase(start, end).filter(|(len, _)| *len == end - start).map_or_else(lexicon::Entry::default, |(_, e)| e)
}

/// The hashes of a name's words without a leading article and without the form of company at its end.
fn core<'a>(words: &'a Words<'_>, name: &Name) -> impl Iterator<Item = u64> + use<'a> {
    let mut range = name.words.clone();
    if range.len() > 1 && words.text_of(range.start).eq_ignore_ascii_case("the") {
        range.start += 1;
    }
    while range.len() > 1
        && words.get(range.end - 1).is_some_and(|w| w.is(COMPANY_HEAD) && is_form(words, range.end - 1))
    {
        range.end -= 1;
    }
    range.filter_map(|i| words.get(i)).filter(|w| w.form != Form::Punctuation).map(|w| w.folded)
}

/// Whether a word only states the form of a company (`Inc.`, `Corp`), which its short name drops.
fn is_form(words: &Words<'_>, i: usize) -> bool {
    let word = words.text_of(i).trim_end_matches('.');
    let forms = [
        "Inc",
        "Corp",
        "Corporation",
        "Co",
        "Company",
        "Ltd",
        "Limited",
        "LLC",
        "LLP",
        "PLC",
        "Plc",
        "plc",
        "GmbH",
        "AG",
        "SA",
        "S.A",
        "SpA",
        "NV",
        "N.V",
        "BV",
        "Oy",
        "AB",
        "ASA",
        "Bhd",
        "Pty",
        "Pte",
        "Cos",
        "Holdings",
        "Group",
        "&",
    ];
    forms.contains(&word)
}

/// Notes under which short forms a name may come again.
fn index_short_forms(
    words: &Words<'_>,
    name: &Name,
    root: usize,
    acronyms: &mut ByHash<Bearer>,
    beginnings: &mut ByHash<Bearer>,
    endings: &mut ByHash<Bearer>,
) {
    if name.words.len() < 2 || name.kind == EntityKind::Group {
        return;
    }
    let initials = |skip_small: bool| -> String {
        let letter = |i| {
            let word = words.get(i).filter(|w| w.is_capital() || !skip_small && w.form == Form::Lower)?;
            word.span.of(words.text).chars().next()?.to_uppercase().next()
        };
        name.words.clone().filter_map(letter).collect()
    };
    for initials in [initials(true), initials(false)] {
        if initials.len() > 1 {
            note(acronyms, lexicon::exact(&initials), root);
        }
    }
    let core: Vec<u64> = core(words, name).collect();
    let whole = name.words.len();
    let mut hash = None;
    for (n, part) in core.iter().enumerate() {
        hash = Some(hash.map_or(*part, |h| lexicon::combine(h, *part)));
        if n + 1 < whole
            && let Some(hash) = hash
        {
            note(beginnings, hash, root);
        }
    }
    for start in 1..core.len() {
        if let Some(hash) = core[start..].iter().copied().reduce(lexicon::combine) {
            note(endings, hash, root);
        }
    }
}

/// The name that `name` is a short form of, where exactly one can be meant.
fn long_form(
    words: &Words<'_>,
    name: &Name,
    acronyms: &ByHash<Bearer>,
    beginnings: &ByHash<Bearer>,
    endings: &ByHash<Bearer>,
) -> Option<usize> {
    if name.kind == EntityKind::Group {
        return None;
    }
    let first = words.get(name.words.start)?;
    if name.words.len() == 1 && first.form == Form::Capitals {
        let letters: String = words.text_of(name.words.start).chars().filter(|c| *c != '.').collect();
        if let Some(root) = only(acronyms, lexicon::exact(&letters)) {
            return Some(root);
        }
    }
    if entry(words, name).flags & (COUNTRY | PLACE) != 0 || name.kind == EntityKind::Place {
        return None;
    }
    let hash = core(words, name).reduce(lexicon::combine)?;
    if first.is(COUNTRY | PLACE | GROUP | GIVEN) && name.words.len() == 1 {
        return None;
    }
    only(beginnings, hash).or_else(|| {
        let last = words.get(name.words.end - 1)?;
        last.is(ORGANISATION_HEAD).then(|| only(endings, hash)).flatten()
    })
}

/// The name whose abbreviation in brackets name `i` is: `World Health Organization (WHO)`.
fn expansion_before(words: &Words<'_>, names: &[Name], i: usize) -> Option<usize> {
    let short = names.get(i).filter(|n| n.words.len() == 1)?;
    let before = i.checked_sub(1)?;
    let long = names.get(before).filter(|n| n.kind != EntityKind::Group && n.words.len() > 1)?;
    let at = short.words.start;
    let adjacent = long.words.end + 1 == at && words.text_of(long.words.end) == "(" && words.text_of(at + 1) == ")";
    if !adjacent || words.get(at)?.form != Form::Capitals {
        return None;
    }
    // Every letter of the abbreviation comes in the name, in order, and the first ones agree.
    let name = words.span(&long.words).of(words.text).to_lowercase();
    let letters = words.text_of(at).to_lowercase();
    let mut rest = name.chars();
    let in_order = letters.chars().filter(|c| c.is_alphanumeric()).all(|c| rest.any(|n| n == c));
    (in_order && name.chars().next() == letters.chars().next()).then_some(before)
}
