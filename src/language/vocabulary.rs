//! Lists of English words and names that hold for any news text, in one table that is built at the first look-up.
//!
//! Each list is a text file in `lists/`: terms separated by commas or, in lists of single words, by spaces. A term is
//! looked up by the hash of its folded form, a phrase by the combined hashes of its words, so that a look-up neither
//! copies nor compares text. Abbreviations in capitals are kept exactly as well: `WHO` is a body, `who` and `Who` not.

use std::sync::OnceLock;

use crate::language::hash::{combine, exact, fold};

/// What the lists say about a word or phrase: a set of the constants below.
pub type Flags = u64;

/// Begins sentences without being a name.
pub const COMMON: Flags = 1;
/// A given name.
pub const GIVEN: Flags = 1 << 1;
/// A surname that stands last.
pub const SURNAME: Flags = 1 << 2;
/// A family name that stands first.
pub const FAMILY_FIRST: Flags = 1 << 3;
/// An office or form of address that stands before a person's name.
pub const TITLE: Flags = 1 << 4;
/// A country or territory, under any of its names.
pub const COUNTRY: Flags = 1 << 5;
/// Any other place.
pub const PLACE: Flags = 1 << 6;
/// A state as addresses shorten it.
pub const STATE: Flags = 1 << 7;
/// A nationality, religion, people or political family.
pub const GROUP: Flags = 1 << 8;
/// An organisation that is known by name.
pub const ORGANISATION: Flags = 1 << 9;
/// An event that is known by name.
pub const EVENT: Flags = 1 << 10;
/// A law, book, prize or product that is known by name.
pub const WORK: Flags = 1 << 11;
/// Shows that a name is a company.
pub const COMPANY_HEAD: Flags = 1 << 12;
/// Shows that a name is an organisation.
pub const ORGANISATION_HEAD: Flags = 1 << 13;
/// Shows that a name is a place.
pub const PLACE_HEAD: Flags = 1 << 14;
/// Shows that a name is an event.
pub const EVENT_HEAD: Flags = 1 << 15;
/// Shows that a name is a work.
pub const WORK_HEAD: Flags = 1 << 16;
/// A month, a weekday or another part of the calendar.
pub const CALENDAR: Flags = 1 << 17;
/// A capital or other seat of government.
pub const CAPITAL: Flags = 1 << 18;
/// A word of sports reports.
pub const SPORT: Flags = 1 << 19;
/// The definite article.
pub const ARTICLE: Flags = 1 << 20;
/// A preposition of place.
pub const PLACE_PREPOSITION: Flags = 1 << 21;
/// A verb that people and bodies are subjects of.
pub const SAYING: Flags = 1 << 22;
/// States the form of a company (`Inc.`, `Corp`), which its short name drops.
pub const COMPANY_FORM: Flags = 1 << 23;
/// A given name that only women bear, or a form of address for a woman.
pub const FEMALE: Flags = 1 << 24;
/// A form of address for a man.
pub const MALE: Flags = 1 << 25;
/// A small word that may stand inside a name.
pub const CONNECTOR: Flags = 1 << 26;
/// A common noun for an organisation (`firm`, `band`).
pub const ORGANISATION_NOUN: Flags = 1 << 27;
/// A common noun for a place (`village`, `river`).
pub const PLACE_NOUN: Flags = 1 << 28;
/// A common noun for a person that is no title (`footballer`, `woman`).
pub const PERSON_NOUN: Flags = 1 << 29;
/// A verb that governments are subjects of.
pub const GOVERNMENT_ACT: Flags = 1 << 30;
/// First word of a phrase in the table.
const STARTS: Flags = 1 << 31;
/// A noun that is plural without a final s (`fishermen` by its ending, `aircraft`).
pub const PLURAL: Flags = 1 << 32;
/// A unit of measure in the singular or shortened (`km`).
pub const MEASURE: Flags = 1 << 33;
/// A currency in front of or behind an amount (`yen`, `USD`).
pub const MONEY: Flags = 1 << 34;
/// A plural noun of which news counts thousands.
pub const COUNTABLE: Flags = 1 << 35;
/// Has a number as its name (`Resolution`, `page`).
pub const NUMBERED: Flags = 1 << 36;
/// A part of an article that its own headline counts (`takeaways`).
pub const ITEM: Flags = 1 << 37;

/// A given name that is better known as a place (`Paris`).
pub const PLACE_GIVEN: Flags = 1 << 38;
/// A verb whose subject is one person (`smiled`).
pub const PERSONAL: Flags = 1 << 39;

/// Ends like a plural noun for people and is none (`specimen`).
pub const NO_PLURAL: Flags = 1 << 40;
/// A small word behind which a number counts nothing any more.
pub const ENDS_COUNT: Flags = 1 << 41;

/// Everything that is a name by itself.
pub const NAMES: Flags = COUNTRY | PLACE | GROUP | ORGANISATION | EVENT | WORK;

/// What the table knows about one word or phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Hash of the folded term; 0 in an empty slot.
    hash: u64,
    /// The lists that it stands in.
    pub flags: Flags,
    /// One more than the index of the chief name, for terms that are names of one thing; otherwise 0.
    chief: u16,
    /// One more than the index of the country that the term belongs to (`Chinese`, `Beijing`, `PRC`); otherwise 0.
    nation: u16,
}

impl Entry {
    /// The chief name of the thing that the term names (`United States` for `U.S.`), where it has several.
    pub fn chief_name(self) -> Option<&'static str> {
        table().chiefs.get(usize::from(self.chief).checked_sub(1)?).copied()
    }

    /// The country that the term belongs to (`China` for `Chinese` and `Beijing`).
    pub fn nation(self) -> Option<&'static str> {
        table().chiefs.get(usize::from(self.nation).checked_sub(1)?).copied()
    }
}

/// The table: open addressing, linear probing, never full.
struct Table {
    slots: Vec<Entry>,
    chiefs: Vec<&'static str>,
}

/// Number of slots; a power of two, at least twice the number of terms (a test checks it).
const SLOTS: usize = 1 << 15;

/// The longest phrase in words that is looked up.
const LONGEST: usize = 7;

static TABLE: OnceLock<Table> = OnceLock::new();

fn table() -> &'static Table {
    TABLE.get_or_init(Table::build)
}

/// What the lists say about a word by its folded hash, and about its exact form when it is in capitals.
pub fn word(hash: u64) -> Entry {
    table().get(hash)
}

/// The longest phrase of two words or more that begins with the words whose hashes are given, as its length in words
/// and its entry.
pub fn phrase(hashes: impl IntoIterator<Item = u64>, first: Flags) -> Option<(usize, Entry)> {
    if first & STARTS == 0 {
        return None;
    }
    let mut hashes = hashes.into_iter();
    let mut hash = hashes.next()?;
    let mut found = None;
    for (i, next) in hashes.take(LONGEST - 1).enumerate() {
        hash = combine(hash, next);
        let entry = table().get(hash);
        if entry.flags & !STARTS != 0 {
            found = Some((i + 2, entry));
        }
    }
    found
}

/// The chief name of the thing that a name is one of several for: `United States` for `U.S.`.
pub fn chief_name(name: &str) -> Option<&'static str> {
    let entry = table().get(exact(name));
    if entry.chief != 0 { entry.chief_name() } else { table().get(hash_of(name)?).chief_name() }
}

/// Hash of a name of one word or more; `None` where it has more words than any term of the lists.
fn hash_of(name: &str) -> Option<u64> {
    if name.split_whitespace().nth(LONGEST).is_some() {
        return None;
    }
    name.split_whitespace().map(fold).reduce(combine)
}

/// The country that a name belongs to: `China` for `China`, `PRC`, `Chinese`, `Beijing`. `None` for anything else.
pub fn nation_of(name: &str) -> Option<&'static str> {
    let hash = hash_of(name)?;
    let acronym = table().get(exact(name));
    let entry = if acronym.nation != 0 { acronym } else { table().get(hash) };
    table().chiefs.get(usize::from(entry.nation).checked_sub(1)?).copied()
}

impl Table {
    fn get(&self, hash: u64) -> Entry {
        let mut at = hash as usize & (SLOTS - 1);
        loop {
            match self.slots[at] {
                entry if entry.hash == hash => return entry,
                entry if entry.hash == 0 => return entry,
                _ => at = (at + 1) & (SLOTS - 1),
            }
        }
    }

    fn slot(&mut self, hash: u64) -> &mut Entry {
        let mut at = hash as usize & (SLOTS - 1);
        while self.slots[at].hash != hash && self.slots[at].hash != 0 {
            at = (at + 1) & (SLOTS - 1);
        }
        self.slots[at].hash = hash;
        &mut self.slots[at]
    }

    fn build() -> Self {
        let mut table = Self { slots: vec![Entry::default(); SLOTS], chiefs: Vec::with_capacity(400) };
        for (flags, text, separator) in LISTS {
            for line in lines(text) {
                for term in line.split(*separator) {
                    table.add(term.trim(), *flags, 0, 0);
                }
            }
        }
        for (text, separator) in SECTIONED {
            let mut flags = 0;
            for line in lines(text) {
                match line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    Some(section) => flags = section_flags(section),
                    None => line.split(*separator).for_each(|t| table.add(t.trim(), flags, 0, 0)),
                }
            }
        }
        for line in lines(include_str!("lists/countries.txt")) {
            let mut fields = line.split(';').map(str::trim);
            let mut field = || fields.next().unwrap_or_default();
            let name = field();
            let (chief, kind) = name.strip_prefix('+').map_or((name, COUNTRY), |union| (union, ORGANISATION));
            table.chiefs.push(chief);
            let id = table.chiefs.len() as u16;
            table.add(chief, kind, id, id);
            field().split(',').for_each(|t| table.add(t.trim(), kind, id, id));
            field().split(',').for_each(|t| table.add(t.trim(), GROUP, 0, id));
            field().split(',').for_each(|t| table.add(t.trim(), PLACE | CAPITAL, 0, id));
        }
        for line in lines(include_str!("lists/aliases.txt")) {
            let (chief, others) = line.split_once('=').unwrap_or((line, ""));
            table.chiefs.push(chief.trim());
            let id = table.chiefs.len() as u16;
            table.add(chief.trim(), 0, id, 0);
            others.split(',').for_each(|t| table.add(t.trim(), 0, id, 0));
            table.spread(chief.trim(), others);
        }
        table
    }

    /// Gives every name of one thing the kind that any of them has in the lists.
    fn spread(&mut self, chief: &str, others: &str) {
        let all = || std::iter::once(chief).chain(others.split(',').map(str::trim));
        let kinds = all().fold(0, |flags, term| flags | (self.get(key(term)).flags & NAMES));
        let kinds = if kinds == 0 { ORGANISATION } else { kinds };
        for term in all() {
            self.slot(key(term)).flags |= kinds;
        }
    }

    fn add(&mut self, term: &str, flags: Flags, chief: u16, nation: u16) {
        if term.is_empty() {
            return;
        }
        if let Some((first, _)) = term.split_once(' ') {
            self.slot(fold(first)).flags |= STARTS;
        }
        let entry = self.slot(key(term));
        entry.flags |= flags;
        if chief != 0 {
            entry.chief = chief;
        }
        if nation != 0 {
            entry.nation = nation;
        }
    }
}

/// The hash under which a term of the lists is kept.
fn key(term: &str) -> u64 {
    if is_acronym(term) {
        return exact(term);
    }
    // The text's tokens have their possessives cut off, so those of the terms must be too.
    let mut hash = None;
    for word in term.split(' ').filter(|w| !w.is_empty()) {
        let head = word.strip_suffix("'s").filter(|_| term.contains(' '));
        for part in [Some(head.unwrap_or(word)), head.map(|_| "'s")].into_iter().flatten() {
            hash = Some(hash.map_or(fold(part), |h| combine(h, fold(part))));
        }
    }
    hash.unwrap_or(1)
}

/// Whether a term is an abbreviation in capitals without stops, which counts only when it is written so.
fn is_acronym(term: &str) -> bool {
    term.len() <= 6 && term.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && term.len() > 1
}

/// The lines of a list without comments and empty ones.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The lists with sections, and what separates their terms.
const SECTIONED: &[(&str, char)] = &[
    (include_str!("lists/nouns.txt"), ' '),
    (include_str!("lists/counted.txt"), ' '),
    (include_str!("lists/name_words.txt"), ' '),
    (include_str!("lists/heads.txt"), ','),
];

/// What the terms of a section are; nothing for a name that is no section, which a test finds.
fn section_flags(section: &str) -> Flags {
    match section {
        "organisation noun" => ORGANISATION_NOUN,
        "place noun" => PLACE_NOUN,
        "person noun" => PERSON_NOUN,
        "plural" => PLURAL,
        "measure" => MEASURE,
        "money" => MONEY,
        "countable" => COUNTABLE,
        "numbered" => NUMBERED,
        "item" => ITEM,
        "no plural" => NO_PLURAL,
        "ends count" => ENDS_COUNT,
        "article" => ARTICLE,
        "place before" => PLACE_PREPOSITION,
        "said of somebody" => SAYING,
        "company form" => COMPANY_FORM,
        "connector" => CONNECTOR,
        "woman" => FEMALE,
        "man" => MALE,
        "company" => COMPANY_HEAD,
        "organisation" => ORGANISATION_HEAD,
        "place" => PLACE_HEAD,
        "event" => EVENT_HEAD,
        "work" => WORK_HEAD,
        _ => 0,
    }
}

/// The plain lists: what their terms are, the file, and what separates the terms.
const LISTS: &[(Flags, &str, char)] = &[
    (COMMON, include_str!("lists/common_words.txt"), ' '),
    (COMMON, include_str!("lists/abbreviations.txt"), ' '),
    (SPORT, include_str!("lists/sport_words.txt"), ' '),
    (GOVERNMENT_ACT, include_str!("lists/government_acts.txt"), ' '),
    (CALENDAR, include_str!("lists/calendar.txt"), ' '),
    (GIVEN, include_str!("lists/given_names.txt"), ' '),
    (SURNAME, include_str!("lists/surnames.txt"), ' '),
    (PLACE_GIVEN, include_str!("lists/given_names_places.txt"), ' '),
    (PERSONAL, include_str!("lists/personal_acts.txt"), ' '),
    (GIVEN | FEMALE, include_str!("lists/given_names_women.txt"), ' '),
    (FAMILY_FIRST, include_str!("lists/family_first.txt"), ' '),
    (TITLE, include_str!("lists/titles.txt"), ','),
    (PLACE, include_str!("lists/places.txt"), ','),
    (STATE, include_str!("lists/abbreviated_states.txt"), ','),
    (GROUP, include_str!("lists/groups.txt"), ','),
    (ORGANISATION, include_str!("lists/organisations.txt"), ','),
    (EVENT, include_str!("lists/events.txt"), ','),
    (WORK, include_str!("lists/works.txt"), ','),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn flags_of(term: &str) -> Flags {
        table().get(key(term)).flags & !STARTS
    }

    #[test]
    fn terms_have_the_flags_of_their_lists() {
        assert_eq!(flags_of("Kyrgyzstan"), COUNTRY);
        assert_eq!(flags_of("Kyrgyz"), GROUP);
        assert_eq!(flags_of("Bishkek"), PLACE | CAPITAL);
        assert_eq!(flags_of("nosuchword"), 0);
        assert_ne!(flags_of("People's Daily") & ORGANISATION, 0);
    }

    #[test]
    fn an_acronym_counts_only_in_capitals() {
        assert_ne!(word(exact("WHO")).flags & ORGANISATION, 0);
        assert_eq!(word(fold("who")).flags & ORGANISATION, 0);
    }

    #[test]
    fn names_of_one_country_lead_to_it() {
        for name in ["United States", "US", "U.S.", "American", "Washington", "America"] {
            assert_eq!(nation_of(name), Some("United States"), "{name}");
        }
        assert_eq!(nation_of("us"), None);
        assert_eq!(word(exact("USA")).chief_name(), Some("United States"));
    }

    #[test]
    fn every_section_says_something() {
        for line in SECTIONED.iter().flat_map(|(text, _)| lines(text)) {
            if let Some(section) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                assert_ne!(section_flags(section), 0, "{section}");
            }
        }
    }

    #[test]
    fn the_table_is_less_than_half_full() {
        let used = table().slots.iter().filter(|s| s.hash != 0).count();
        assert!(used < SLOTS / 2, "{used}");
    }
}
