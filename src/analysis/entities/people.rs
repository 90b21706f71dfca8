//! Which names of people are one person's: full names, surnames and given names.
//!
//! Two full names are one when they share the surname and their given names agree (the same, an initial, a short form).
//! A surname alone is the only person of the article who bears it; where several do, the title decides, or who of them
//! is named in full in the same paragraph or was named so far, or nobody.

use crate::analysis::by_hash::ByHash;
use crate::analysis::entities::name::Name;
use crate::analysis::entities::nicknames;
use crate::analysis::entities::roles;
use crate::analysis::entities::words::{Form, Words};
use crate::analysis::lexicon::{self, FAMILY_FIRST, FEMALE, GIVEN, MALE, SURNAME};
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
    /// Surnames before which the article says `Mr.` or the like.
    of_men: ByHash<bool>,
    /// Surnames before which the article gives an office.
    of_officials: ByHash<bool>,
}

struct Person {
    /// Whether the given name is a woman's.
    woman: bool,
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

/// How many people of one surname are compared one by one. Those beyond it count as further people, and a name that so
/// many bear tells nobody apart, so that a list of names costs no more for each name the longer it is.
const MOST_NAMESAKES: usize = 32;

/// How many spellings of one person's name a further one has to agree with.
const MOST_SPELLINGS: usize = 64;

/// The longest end of a name that is looked for by itself, in words. No name is longer; what looks like one (a line of
/// capitals) has as many ends as words, each of them as long as it is.
const LONGEST_END: usize = 16;

impl People {
    /// Notes a name whose title tells that a man bears it, or somebody in office.
    pub(super) fn note_title(&mut self, words: &Words<'_>, name: &Name) {
        let Some(hash) = short_hash(words, name) else { return };
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
        let namesakes = self.by_surname.get(&surname).map_or(&[][..], Vec::as_slice);
        let same = namesakes
            .iter()
            .take(MOST_NAMESAKES)
            .copied()
            .find(|p| self.all.get(*p).is_some_and(|p| p.names.iter().all(|n| one_person(words, n, &parts))));
        let person = same.unwrap_or(self.all.len());
        if same.is_none() {
            let woman = parts.first().and_then(|p| words.get(p.word)).is_some_and(|w| w.is(FEMALE));
            let (names, titles, places) = (Vec::new(), Vec::new(), Vec::new());
            self.all.push(Person { woman, names, titles, relative: false, places });
        }
        let known = &mut self.all[person];
        known.relative |= is_relative(words, name);
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
            if let Some(hash) = parts[start..].iter().map(|p| p.hash).reduce(lexicon::combine) {
                put(true, hash);
            }
        }
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        // `Assad` for `al-Assad`.
        let bare = words.text_of(last.word);
        if let Some((article, rest)) = bare.split_once('-')
            && matches!(article.to_ascii_lowercase().as_str(), "al" | "el" | "ul" | "an" | "as" | "ash" | "bin")
        {
            put(true, lexicon::fold(rest));
        }
        let flags = |p: &Part| words.get(p.word).map_or(0, |w| w.flags);
        let family_first = flags(first) & FAMILY_FIRST != 0 && flags(last) & SURNAME == 0;
        put(family_first, first.hash);
        if !family_first && parts.len() > 2 {
            put(false, parts[..parts.len() - 1].iter().map(|p| p.hash).reduce(lexicon::combine).unwrap_or(0));
        }
    }

    /// The person whom a name of one word, or of the last words of a name, means.
    pub(super) fn link(&self, words: &Words<'_>, name: &Name) -> Link {
        let parts = parts(words, name);
        let Some(hash) = short_hash(words, name) else { return Link::Unknown };
        // `Mr. Oduya` is not the only Oduya who is named in full when that is Marta; nor is `Oduya` alone, then.
        let about_man = self.of_men.contains_key(&hash) && !has_title(words, name, FEMALE);
        let titles = title_words(words, name);
        // `President Oduya` is not his wife Marta, the only Oduya who is named in full; nor is `Oduya` alone, then.
        let about_official = self.of_officials.contains_key(&hash);
        let fits = |p: usize| {
            self.all.get(p).is_some_and(|p| {
                let in_office = p.titles.iter().any(|t| titles.contains(t));
                !(about_man && p.woman || about_official && p.relative && !in_office)
            })
        };
        let of = |map: &ByHash<Vec<usize>>| match map.get(&hash).map(Vec::as_slice) {
            Some([person]) if fits(*person) => Link::Person(*person),
            None | Some([] | [_]) => Link::Unknown,
            Some(several) if several.len() > MOST_NAMESAKES => Link::Unclear,
            Some(several) => {
                let several: Vec<usize> = several.iter().copied().filter(|p| fits(*p)).collect();
                if let [person] = several[..] {
                    Link::Person(person)
                } else {
                    match self.by_title(&several, &titles) {
                        Link::Unclear if titles.is_empty() => self.by_place(words, &several, name),
                        link => link,
                    }
                }
            }
        };
        match of(&self.by_surname) {
            Link::Unknown => {
                let first = parts.first().and_then(|p| words.get(p.word));
                if first.is_some_and(|w| w.is(GIVEN | FAMILY_FIRST)) || name.title.is_none() {
                    of(&self.by_given)
                } else {
                    Link::Unknown
                }
            }
            link => link,
        }
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
        && (end + 1..end + 5).take_while(|i| words.text_of(*i) != ",").any(|i| is_relation(words.text_of(i)));
    before || behind || name.words.start > 1 && lady(name.words.start - 2)
}

/// Whether a noun says whose relative somebody is.
fn is_relation(word: &str) -> bool {
    const RELATIONS: [&str; 14] = [
        "wife",
        "husband",
        "son",
        "daughter",
        "brother",
        "sister",
        "mother",
        "father",
        "widow",
        "widower",
        "nephew",
        "niece",
        "grandson",
        "granddaughter",
    ];
    RELATIONS.contains(&word)
}

/// The hash under which a name is looked for as a short form.
fn short_hash(words: &Words<'_>, name: &Name) -> Option<u64> {
    parts(words, name).iter().map(|p| p.hash).reduce(lexicon::combine)
}

/// Whether a title with one of `flags` stands before a name.
fn has_title(words: &Words<'_>, name: &Name, flags: lexicon::Flags) -> bool {
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
    while parts.len() > 1 && parts.last().is_some_and(|p| is_generation(words.text_of(p.word))) {
        parts.pop();
    }
    parts
}

fn is_generation(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "JR" | "SR")
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
