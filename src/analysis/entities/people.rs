//! Which names of people are one person's: full names, surnames and given names.
//!
//! Two full names are one when they share the surname and their given names agree (the same, an initial, a short form).
//! A surname alone is the only person of the article who bears it; where several do, the title decides or nobody.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::entities::by_hash::ByHash;
use crate::analysis::entities::name::Name;
use crate::analysis::entities::words::{Form, Words};
use crate::analysis::lexicon::{self, FAMILY_FIRST, FEMALE, GIVEN, MALE, SURNAME};

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
}

struct Person {
    /// Whether the given name is a woman's.
    woman: bool,
    /// Every full name under which the person appears, as ranges of words.
    names: Vec<Vec<Part>>,
    /// Hashes of the words of titles that stand before the person's names.
    titles: Vec<u64>,
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
    /// Notes a name whose title tells that a man bears it.
    pub(super) fn note_title(&mut self, words: &Words<'_>, name: &Name) {
        if let (Some(hash), true) = (short_hash(words, name), has_title(words, name, MALE)) {
            self.of_men.insert(hash, true);
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
            self.all.push(Person { woman, names: Vec::new(), titles: Vec::new() });
        }
        let known = &mut self.all[person];
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
        let fits = |p: usize| !(about_man && self.all.get(p).is_some_and(|p| p.woman));
        let of = |map: &ByHash<Vec<usize>>| match map.get(&hash).map(Vec::as_slice) {
            Some([person]) if fits(*person) => Link::Person(*person),
            None | Some([] | [_]) => Link::Unknown,
            Some(several) if several.len() > MOST_NAMESAKES => Link::Unclear,
            Some(several) => {
                let several: Vec<usize> = several.iter().copied().filter(|p| fits(*p)).collect();
                if let [person] = several[..] {
                    Link::Person(person)
                } else {
                    self.by_title(&several, &title_words(words, name))
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
        || is_short_form(words.text_of(a.word), words.text_of(b.word))
}

/// Whether two full names are written the same.
fn same_spelling(words: &Words<'_>, a: &[Part], b: &[Part]) -> bool {
    let same = |(a, b): (&Part, &Part)| a.hash == b.hash && words.text_of(a.word) == words.text_of(b.word);
    a.len() == b.len() && a.iter().zip(b).all(same)
}

/// For each given name in small letters, the lines of the list of short forms that hold it, in order.
static SHORT_FORMS: LazyLock<HashMap<String, Vec<usize>>> = LazyLock::new(|| {
    let mut lines: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, line) in include_str!("../lexicon/short_forms.txt").lines().enumerate() {
        for name in line.split(' ') {
            lines.entry(name.to_ascii_lowercase()).or_default().push(number);
        }
    }
    lines
});

/// Whether one given name is a customary short form of the other, or both are of a third.
fn is_short_form(a: &str, b: &str) -> bool {
    let lines = |name: &str| SHORT_FORMS.get(&name.to_ascii_lowercase());
    lines(a).zip(lines(b)).is_some_and(|(a, b)| a.iter().any(|line| b.contains(line)))
}
