//! Which names of people are one person's: full names, surnames and given names.
//!
//! Two full names are one when they share the surname and their given names agree (the same, an initial, a short form).
//! A surname alone is the only person of the article who bears it; where several do, the title decides (`Mrs.`, an
//! office, `Jr.`), or who of them is named in full by far the most often, or in the same paragraph, or was named so far,
//! or nobody.

use crate::analysis::identity::lists::{PARTICLES, RELATIONS};
use crate::analysis::identity::nicknames;
use crate::analysis::identity::sex::{self, Sex};
use crate::analysis::names::name::Name;
use crate::analysis::names::roles;
use crate::analysis::names::words::Words;
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::spelling::Form;
use crate::language::vocabulary::{self, FAMILY_FIRST, GIVEN, MALE, SURNAME};
use crate::text::span::Span;

/// Whom a name was linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// The person with that number.
    Person(usize),
    /// Nobody: several people could be meant.
    Unclear,
    /// Nobody of the article bears that name.
    Unknown,
}

/// The people of an article who are named in full, numbered in the order of their first full name.
#[derive(Default)]
pub(super) struct People {
    all: Vec<Person>,
    /// People by their surnames, by the longer ends of their names, and by what may be a surname.
    by_surname: ByHash<Vec<usize>>,
    /// People by given names.
    by_given: ByHash<Vec<usize>>,
    /// People by the names between those, which a few are known by.
    by_middle: ByHash<Vec<usize>>,
    /// Surnames before which the article says `Mr.` or the like.
    of_men: ByHash<bool>,
    /// Where each surname stands alone.
    alone: ByHash<Vec<usize>>,
    /// Surnames before which the article gives an office.
    of_officials: ByHash<bool>,
}

struct Person {
    /// What the given name or a title tells.
    sex: Option<Sex>,
    /// Which bearer of the whole name: `Jr.` is 2; 0 where the text does not say.
    generation: u8,
    /// Every full name under which the person appears, as ranges of words.
    names: Vec<Vec<Part>>,
    /// Hashes of the words of titles that stand before the person's names.
    titles: Vec<u64>,
    /// Whether the text presents the person as somebody's relative.
    relative: bool,
    /// Where the person is named in full: the first words, in no order.
    places: Vec<usize>,
}

/// One word of a full name.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Index of the word.
    word: usize,
    /// Its folded hash.
    hash: u64,
    /// Its first letter in small, for initials.
    letter: Option<char>,
    /// Whether it is an initial.
    initial: bool,
}

/// Of two bearers of a surname, the one who is named in full so many times as often as the other has it alone.
const BY_FAR: usize = 3;

/// How many people of one surname are compared one by one. Those beyond it count as further people, and a name that so
/// many bear tells nobody apart, so that a list of names costs no more for each name the longer it is.
const MOST_NAMESAKES: usize = 32;

/// How many spellings of one person's name a further one has to agree with.
const MOST_SPELLINGS: usize = 64;

/// The longest end of a name that is looked for by itself, in words. No name is longer; what looks like one (a line of
/// capitals) has as many ends as words, each of them as long as it is.
const LONGEST_END: usize = 16;

impl People {
    /// Notes a name of one word, and whether its title tells that a man bears it, or somebody in office.
    pub(super) fn note_title(&mut self, words: &Words<'_>, name: &Name) {
        let Some(hash) = short_hash(words, name) else { return };
        self.alone.entry(hash).or_default().push(name.words.start);
        if has_title(words, name, MALE) {
            self.of_men.insert(hash, true);
        }
        let office = |i: usize| !roles::is_form_of_address(words.text_of(i)) && !is_relation(words.text_of(i));
        if name.title.clone().is_some_and(|mut title| title.any(office)) {
            self.of_officials.insert(hash, true);
        }
    }

    /// Adds a name of two words or more and returns the number of its person.
    pub(super) fn add_full(&mut self, words: &Words<'_>, name: &Name) -> usize {
        let parts = parts(words, name);
        let surname = parts.last().map_or(0, |p| p.hash);
        let (generation, relative) = (generation(words, name), is_relative(words, name));
        let namesakes = self.by_surname.get(&surname).map_or(&[][..], Vec::as_slice);
        // `His father, Henry Oduya,` is not Henry Oduya Jr.; `Henry Oduya` mostly is.
        let of_generation = |p: &Person| {
            p.generation == generation || (generation == 0 || p.generation == 0) && !(relative || p.relative)
        };
        let fits = |p: &usize| {
            self.all.get(*p).is_some_and(|p| of_generation(p) && p.names.iter().all(|n| one_person(words, n, &parts)))
        };
        let namesakes = || namesakes.iter().take(MOST_NAMESAKES).copied().filter(fits);
        let same_generation = |p: &usize| self.all.get(*p).is_some_and(|p| p.generation == generation);
        let same = namesakes().find(same_generation).or_else(|| namesakes().next());
        let person = same.unwrap_or(self.all.len());
        if same.is_none() {
            let sex = parts.first().and_then(|p| sex::of_given(words.text_of(p.word)));
            let (names, titles, places) = (Vec::new(), Vec::new(), Vec::new());
            self.all.push(Person { sex, generation, names, titles, relative: false, places });
        }
        let known = &mut self.all[person];
        known.relative |= relative;
        known.generation = known.generation.max(generation);
        known.sex = known.sex.or_else(|| title_sex(words, name));
        known.places.push(name.words.start);
        for title in title_words(words, name) {
            if !known.titles.contains(&title) {
                known.titles.push(title);
            }
        }
        if !known.names.iter().any(|n| same_spelling(words, n, &parts)) {
            let spellings = known.names.len();
            self.index(words, &parts, person);
            if spellings < MOST_SPELLINGS {
                self.all[person].names.push(parts);
            }
        }
        person
    }

    /// Makes a full name findable by its surname, its longer ends and its given name.
    fn index(&mut self, words: &Words<'_>, parts: &[Part], person: usize) {
        let newest = person + 1 == self.all.len();
        let mut put = |surname: bool, hash: u64| {
            let map = if surname { &mut self.by_surname } else { &mut self.by_given };
            let bearers = map.entry(hash).or_default();
            // The newest person can only be the last; others are among the first namesakes.
            let known = bearers.last() == Some(&person) || !newest && bearers.contains(&person);
            if !known {
                bearers.push(person);
            }
        };
        for start in parts.len().saturating_sub(LONGEST_END).max(1)..parts.len() {
            if let Some(hash) = parts[start..].iter().map(|p| p.hash).reduce(hash::combine) {
                put(true, hash);
            }
        }
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        for inner in parts.iter().take(LONGEST_END).skip(1).filter(|p| p.word != last.word && !p.initial) {
            let told =
                words.get(inner.word).is_some_and(|w| !w.is(GIVEN | FAMILY_FIRST)) && !is_particle(words, inner.word);
            let bearers = self.by_middle.entry(inner.hash).or_default();
            if told && bearers.last() != Some(&person) && bearers.len() <= MOST_NAMESAKES {
                bearers.push(person);
            }
        }
        // `Assad` for `al-Assad`.
        let bare = words.text_of(last.word);
        if let Some((article, rest)) = bare.split_once('-')
            && matches!(article.to_ascii_lowercase().as_str(), "al" | "el" | "ul" | "an" | "as" | "ash" | "bin")
        {
            put(true, hash::fold(rest));
        }
        let flags = |p: &Part| words.get(p.word).map_or(0, |w| w.flags);
        let family_first = flags(first) & FAMILY_FIRST != 0 && flags(last) & SURNAME == 0;
        put(family_first, first.hash);
        if !family_first && parts.len() > 2 {
            put(false, parts[..parts.len() - 1].iter().map(|p| p.hash).reduce(hash::combine).unwrap_or(0));
        }
    }

    /// The person whom a name of one word, or of the last words of a name, means.
    pub(super) fn link(&self, words: &Words<'_>, name: &Name) -> Link {
        let parts = parts(words, name);
        let Some(hash) = short_hash(words, name) else { return Link::Unknown };
        let titled = Titled::new(self, words, name, hash);
        match self.among(&self.by_surname, hash, &titled) {
            Link::Unknown => {
                let first = parts.first().and_then(|p| words.get(p.word));
                let given = first.is_some_and(|w| w.is(GIVEN | FAMILY_FIRST)) || name.title.is_none();
                match given.then(|| self.among(&self.by_given, hash, &titled)) {
                    None | Some(Link::Unknown) => self.among(&self.by_middle, hash, &titled),
                    Some(link) => link,
                }
            }
            link => link,
        }
    }

    /// The only person of a map whom a short form with such a title can mean.
    fn among(&self, map: &ByHash<Vec<usize>>, hash: u64, titled: &Titled<'_, '_>) -> Link {
        let bearers = map.get(&hash).map_or(&[][..], Vec::as_slice);
        if bearers.len() > MOST_NAMESAKES {
            return Link::Unclear;
        }
        let fitting = || bearers.iter().copied().filter(|p| self.all.get(*p).is_some_and(|p| titled.fits(p)));
        let of_generation = |p: &usize| self.all.get(*p).is_some_and(|p| p.generation == titled.generation);
        let mut several: Vec<usize> = fitting().filter(|p| titled.generation > 0 && of_generation(p)).collect();
        if several.is_empty() {
            several = fitting().collect();
        }
        match several[..] {
            [] => return Link::Unknown,
            [person] => return Link::Person(person),
            _ => {}
        }
        if let Some(sex) = titled.sex {
            let mut of_sex = several.iter().filter(|p| self.all.get(**p).is_some_and(|p| p.sex == Some(sex)));
            if let (Some(person), None) = (of_sex.next(), of_sex.next()) {
                return Link::Person(*person);
            }
        }
        match self.by_title(&several, &titled.titles) {
            Link::Unclear if titled.titles.is_empty() => match self.by_far(&several, hash) {
                Some(person) => Link::Person(person),
                None => self.by_place(titled.words, &several, titled.name),
            },
            link => link,
        }
    }

    /// The one of `several` who is nobody's relative, or is named in full by far the most often. The surname alone counts
    /// as well, until another of that name comes.
    fn by_far(&self, several: &[usize], hash: u64) -> Option<usize> {
        let person = |p: &usize| self.all.get(*p);
        let mut of_own = several.iter().filter(|p| person(p).is_some_and(|p| !p.relative));
        if let (Some(only), None) = (of_own.next(), of_own.next()) {
            return Some(*only);
        }
        let first = |p: &usize| person(p).and_then(|p| p.places.iter().min().copied()).unwrap_or(usize::MAX);
        let alone = self.alone.get(&hash).map_or(&[][..], Vec::as_slice);
        let leads = several.iter().copied().min_by_key(first)?;
        let next = several.iter().filter(|p| **p != leads).map(first).min()?;
        let before = alone.partition_point(|at| *at < next) - alone.partition_point(|at| *at < first(&leads).min(next));
        let count = |p: &usize| person(p).map_or(0, |p| p.places.len()) + if *p == leads { before } else { 0 };
        let most = several.iter().copied().max_by_key(count)?;
        let others: usize = several.iter().filter(|p| **p != most).map(count).sum();
        (count(&most) >= BY_FAR * others).then_some(most)
    }

    /// Lengthens a surname to the small words before it with which the full name has it: `von der` before `Heide`.
    pub(super) fn with_particles(&self, words: &Words<'_>, name: &Name, person: usize) -> usize {
        let start = name.words.start;
        let Some(person) = self.all.get(person) else { return start };
        let first = words.get(start).map_or(0, |w| w.folded);
        let before = |parts: &Vec<Part>| {
            let at = parts.iter().rposition(|p| p.hash == first)?;
            let same = |n: &usize| {
                let (full, own) = (parts.get(at.checked_sub(*n)?)?, words.get(start.checked_sub(*n)?)?);
                (full.hash == own.folded && at > *n && is_particle(words, full.word)).then_some(())
            };
            Some((1..=at).take_while(|n| same(n).is_some()).count())
        };
        start - person.names.iter().filter_map(before).max().unwrap_or(0)
    }

    /// The only one of `several` before whose full name the same title stands.
    fn by_title(&self, several: &[usize], titles: &[u64]) -> Link {
        let mut having =
            several.iter().filter(|p| self.all.get(**p).is_some_and(|p| p.titles.iter().any(|t| titles.contains(t))));
        match (having.next(), having.next()) {
            (Some(person), None) => Link::Person(*person),
            _ => Link::Unclear,
        }
    }

    /// The only one of `several` who is named in full before `name` in its paragraph, or anywhere before it.
    fn by_place(&self, words: &Words<'_>, several: &[usize], name: &Name) -> Link {
        let paragraph = paragraph_of(words, name.words.start);
        let only = |from: usize| {
            let named = |p: &&usize| {
                let places = self.all.get(**p).map_or(&[][..], |p| p.places.as_slice());
                places.iter().any(|at| (from..name.words.start).contains(at))
            };
            let mut named = several.iter().filter(named);
            match (named.next(), named.next()) {
                (Some(person), None) => Some(*person),
                _ => None,
            }
        };
        only(paragraph).or_else(|| only(0)).map_or(Link::Unclear, Link::Person)
    }
}

/// The first word of the paragraph of word `i`, not more than 300 words before it.
fn paragraph_of(words: &Words<'_>, i: usize) -> usize {
    let breaks = |at: usize| match (words.get(at - 1), words.get(at)) {
        (Some(a), Some(b)) => Span::new(a.span.to(), b.span.from()).of(words.text).contains('\n'),
        _ => true,
    };
    let earliest = i.saturating_sub(300);
    (earliest + 1..=i).rev().find(|at| breaks(*at)).unwrap_or(earliest)
}

/// Whether a full name is presented as that of somebody's relative: `his wife Marta Oduya`, `Marta Oduya, his wife`.
fn is_relative(words: &Words<'_>, name: &Name) -> bool {
    let before = name.title.clone().into_iter().flatten().any(|i| is_relation(words.text_of(i)));
    let end = name.words.end;
    let lady =
        |i: usize| words.text_of(i).eq_ignore_ascii_case("first") && words.text_of(i + 1).eq_ignore_ascii_case("lady");
    let behind = words.text_of(end) == ","
        && (end + 1..end + 7).take_while(|i| words.text_of(*i) != ",").any(|i| is_relation(words.text_of(i)));
    // `his wife, Marta Oduya,`
    let set_off =
        name.words.start.checked_sub(2).is_some_and(|i| words.text_of(i + 1) == "," && is_relation(words.text_of(i)));
    let next_to = name.words.start.checked_sub(1).is_some_and(|i| is_relation(words.text_of(i)));
    before || behind || set_off || next_to || name.words.start > 1 && lady(name.words.start - 2)
}

/// What a short form and its title say about the person who is meant.
struct Titled<'w, 't> {
    words: &'w Words<'t>,
    name: &'w Name,
    sex: Option<Sex>,
    generation: u8,
    titles: Vec<u64>,
    /// `Mr. Oduya` is not the only Oduya who is named in full when that is Marta; nor is `Oduya` alone, then.
    about_man: bool,
    /// `President Oduya` is not his wife Marta, the only Oduya who is named in full; nor is `Oduya` alone, then.
    about_official: bool,
    /// Where the surname stands alone for the first time: before `his son, Henry Oduya Jr.,` it is the father's.
    first_alone: Option<usize>,
}

impl<'w, 't> Titled<'w, 't> {
    fn new(people: &People, words: &'w Words<'t>, name: &'w Name, hash: u64) -> Self {
        let sex = title_sex(words, name);
        Self {
            words,
            name,
            sex,
            generation: generation(words, name),
            titles: title_words(words, name),
            about_man: people.of_men.contains_key(&hash) && sex != Some(Sex::Woman),
            about_official: people.of_officials.contains_key(&hash),
            first_alone: people.alone.get(&hash).and_then(|places| places.first().copied()),
        }
    }

    /// Whether it may be that person.
    fn fits(&self, person: &Person) -> bool {
        let in_office = person.titles.iter().any(|t| self.titles.contains(t));
        let other_sex = matches!((self.sex, person.sex), (Some(a), Some(b)) if a != b);
        let other_generation = self.generation > 0 && person.generation > 0 && self.generation != person.generation;
        let about_man = self.about_man && person.sex == Some(Sex::Woman);
        let later = self.first_alone.is_some_and(|at| person.places.iter().all(|place| *place > at));
        let by_title = self.generation > 0 || self.sex.is_some() && self.sex == person.sex || in_office;
        let of_another = later && (person.relative || person.generation > 1) && !by_title;
        let of_official = self.about_official && person.relative && !in_office;
        !(other_sex || other_generation || about_man || of_official || of_another)
    }
}

/// Whether a name is a surname with the small words before it, and no given name: `von der Heide`.
pub(super) fn is_surname_with_particles(words: &Words<'_>, name: &Name) -> bool {
    let parts = parts(words, name);
    parts
        .split_last()
        .is_some_and(|(_, before)| !before.is_empty() && before.iter().all(|p| is_particle(words, p.word)))
}

/// Whether a name has a given name and a surname, or more; a surname with `Jr.` does not.
pub(super) fn is_full(words: &Words<'_>, name: &Name) -> bool {
    name.words.len() > 1 && parts(words, name).len() > 1
}

/// Whether a word is one with which surnames begin. `Al` before a surname is a given name.
fn is_particle(words: &Words<'_>, i: usize) -> bool {
    let given = words.get(i).is_some_and(|w| w.form == Form::Capital && w.is(GIVEN));
    !given && PARTICLES.has(words.text_of(i))
}

/// Whether a noun says whose relative somebody is.
fn is_relation(word: &str) -> bool {
    RELATIONS.has(word)
}

/// What the title before a name tells about the sex.
fn title_sex(words: &Words<'_>, name: &Name) -> Option<Sex> {
    name.title.clone().into_iter().flatten().filter_map(|i| words.get(i)).find_map(|w| sex::of_title(w.flags))
}

/// The hash under which a name is looked for as a short form.
fn short_hash(words: &Words<'_>, name: &Name) -> Option<u64> {
    parts(words, name).iter().map(|p| p.hash).reduce(hash::combine)
}

/// Whether a title with one of `flags` stands before a name.
fn has_title(words: &Words<'_>, name: &Name, flags: vocabulary::Flags) -> bool {
    name.title.clone().into_iter().flatten().any(|i| words.get(i).is_some_and(|w| w.is(flags)))
}

/// The words of a person's name without generational endings.
fn parts(words: &Words<'_>, name: &Name) -> Vec<Part> {
    let mut parts: Vec<Part> = name
        .words
        .clone()
        .filter_map(|i| {
            let word = words.get(i)?;
            let text = words.text_of(i);
            let letter = text.chars().next().and_then(|c| c.to_lowercase().next());
            let usable = !matches!(word.form, Form::Punctuation | Form::Quote | Form::Clitic);
            usable.then_some(Part { word: i, hash: word.folded, letter, initial: word.form == Form::Initial })
        })
        .collect();
    while parts.len() > 1 && parts.last().is_some_and(|p| generation_of(words.text_of(p.word)) > 0) {
        parts.pop();
    }
    parts
}

/// Which bearer of the whole name a name means: 0 where it does not say.
fn generation(words: &Words<'_>, name: &Name) -> u8 {
    if name.words.len() < 2 { 0 } else { generation_of(words.text_of(name.words.end - 1)) }
}

/// Which bearer of a name the word behind it means; 0 for any other word.
pub(in crate::analysis) fn generation_of(word: &str) -> u8 {
    match word.trim_end_matches('.') {
        "Sr" | "SR" => 1,
        "Jr" | "JR" | "II" => 2,
        "III" => 3,
        "IV" => 4,
        _ => 0,
    }
}

/// Hashes of the words of the title before a name.
fn title_words(words: &Words<'_>, name: &Name) -> Vec<u64> {
    name.title.clone().into_iter().flatten().filter_map(|i| words.get(i)).map(|w| w.folded).collect()
}

/// Whether two full names with one surname can be one person's.
fn one_person(words: &Words<'_>, a: &[Part], b: &[Part]) -> bool {
    let (Some((last_a, given_a)), Some((last_b, given_b))) = (a.split_last(), b.split_last()) else { return false };
    if last_a.hash != last_b.hash {
        return false;
    }
    let (Some(first_a), Some(first_b)) = (given_a.first(), given_b.first()) else { return false };
    if !agree(words, *first_a, *first_b) {
        return false;
    }
    // A middle name counts against it only when both names have one.
    given_a[1..].iter().zip(&given_b[1..]).all(|(x, y)| agree(words, *x, *y))
}

/// Whether two given names agree: the same, the initial of the other, or a short form of it.
fn agree(words: &Words<'_>, a: Part, b: Part) -> bool {
    a.hash == b.hash
        || (a.initial || b.initial) && a.letter == b.letter
        || nicknames::agree(words.text_of(a.word), words.text_of(b.word))
}

/// Whether two full names are written the same.
fn same_spelling(words: &Words<'_>, a: &[Part], b: &[Part]) -> bool {
    let same = |(a, b): (&Part, &Part)| a.hash == b.hash && words.text_of(a.word) == words.text_of(b.word);
    a.len() == b.len() && a.iter().zip(b).all(same)
}
