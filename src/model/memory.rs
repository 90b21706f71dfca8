//! What lasts from one run to the next: what a person did with articles, and how the reader was left.
//!
//! It is plain data. Whoever changes it says what was there before, so that another instance's changes can be told from
//! one's own and none is lost ([`Change`]).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::hash::ContentHash;
use crate::text::selector::Selector;

/// What is kept of articles, by their content, and the notes by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// What was done with each article.
    pub articles: BTreeMap<ContentHash, Kept>,
    /// The notes.
    pub notes: BTreeMap<String, Note>,
}

/// Where an article was found last. Leads to it when its text has changed since.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hint {
    /// Its id.
    pub id: String,
    /// The full path of its file, if it has one.
    pub path: Option<String>,
    /// Its headline, for people.
    pub title: String,
}

impl Hint {
    /// Whether both lead to the same place.
    pub fn leads_like(&self, other: &Self) -> bool {
        self.path.is_some() && (&self.id, &self.path) == (&other.id, &other.path)
    }
}

/// What was done with an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Where it was found.
    pub hint: Hint,
    /// Whether it was read to its end.
    pub read: bool,
    /// Whether it has a star.
    pub starred: bool,
    /// Its tags, without the sign in front.
    pub tags: BTreeSet<String>,
    /// The byte of its text that stood on top when it was left; `None` for its beginning.
    pub place: Option<usize>,
    /// Its marks.
    pub marks: BTreeMap<char, Selector>,
}

impl Kept {
    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        *self == Self { hint: self.hint.clone(), ..Self::default() }
    }
}

/// Something that was written on a passage, or on a whole article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// The article.
    pub article: Option<ContentHash>,
    /// Where that was found.
    pub hint: Hint,
    /// The passage; `None` for the article as a whole.
    pub passage: Option<Selector>,
    /// The words of the person. `#word` in them is a code.
    pub text: String,
    /// The day on which it was begun.
    pub made: Option<Date>,
}

impl Note {
    /// The codes in its text: the words behind `#`, each once.
    pub fn codes(&self) -> BTreeSet<&str> {
        codes(&self.text)
    }
}

/// The words of a text that begin with `#`, without it.
pub fn codes(text: &str) -> BTreeSet<&str> {
    let end = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    let words = text.split_whitespace().filter_map(|word| word.trim_start_matches(['(', '“', '"']).strip_prefix('#'));
    words
        .map(|word| word.split(end).next().unwrap_or_default().trim_end_matches('.'))
        .filter(|w| !w.is_empty())
        .collect()
}

/// How the reader is used, apart from any article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// Queries that were accepted, the latest last.
    pub queries: Vec<String>,
    /// Searches that were accepted, the latest last.
    pub searches: Vec<String>,
    /// Widths that were changed by key.
    pub layout: Option<Layout>,
    /// The theme that was chosen by key, and the one that the configuration named then. When it names another, that counts.
    pub theme: Option<(String, String)>,
    /// How the reader was left on each set of inputs, the latest last.
    pub visits: Vec<Visit>,
}

/// Widths that were changed by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The longest line of text, in cells.
    pub text_width: u16,
    /// Width of the list in cells, or `None` for a share of the screen.
    pub list_width: Option<u16>,
    /// Width of the side panel in cells, or `None` for a share of the screen.
    pub side_width: Option<u16>,
    /// Whether the side panel is shown.
    pub side: bool,
    /// What the configuration said then. When it says something else, that counts.
    pub configured: String,
}

/// How the reader was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// The inputs, with full paths, in order.
    pub inputs: Vec<String>,
    /// The query that the list was filtered by; empty for none.
    pub filter: String,
    /// The name of the order of the list.
    pub sort: String,
    /// Whether that order was reversed.
    pub reversed: bool,
    /// The open article.
    pub article: Option<ContentHash>,
    /// The byte of its text that stood on top; `None` for its beginning.
    pub place: Option<usize>,
    /// Whether the text had the keys.
    pub in_text: bool,
}

/// How many queries, searches and sets of inputs are kept.
pub const LONGEST: usize = 50;

/// One thing that was changed, by its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<K, V> {
    /// Which one.
    pub key: K,
    /// What it was; `None` where it was not there.
    pub before: Option<V>,
    /// What it is now; `None` where it was taken away.
    pub after: Option<V>,
}

/// What was changed since the last time it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What was done with articles.
    pub articles: Vec<Change<ContentHash, Kept>>,
    /// Notes.
    pub notes: Vec<Change<String, Note>>,
    /// How the reader is used: before and now.
    pub habits: Option<(Habits, Habits)>,
}

impl Changes {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds later changes. What was there before the first of them counts.
    pub fn extend(&mut self, later: Self) {
        extend(&mut self.articles, later.articles);
        extend(&mut self.notes, later.notes);
        self.habits = match (self.habits.take(), later.habits) {
            (Some((before, _)), Some((_, now))) => Some((before, now)),
            (habits, None) => habits,
            (None, later) => later,
        };
    }
}

fn extend<K: PartialEq, V>(all: &mut Vec<Change<K, V>>, later: Vec<Change<K, V>>) {
    for change in later {
        match all.iter_mut().find(|c| c.key == change.key) {
            Some(known) => known.after = change.after,
            None => all.push(change),
        }
    }
}

/// Of a value that two instances may have changed: one's own where one changed it, else the other's.
fn newer<T: PartialEq>(before: &T, mine: T, theirs: T) -> T {
    if mine == *before { theirs } else { mine }
}

fn merged_set(before: &BTreeSet<String>, mine: &BTreeSet<String>, theirs: &BTreeSet<String>) -> BTreeSet<String> {
    let removed: Vec<_> = before.difference(mine).collect();
    theirs.union(mine).filter(|tag| !removed.contains(tag) || mine.contains(*tag)).cloned().collect()
}

impl Kept {
    /// Lays changes over what another instance wrote meanwhile, field by field.
    fn merge(before: &Self, mine: &Self, theirs: &Self) -> Self {
        let mut marks = theirs.marks.clone();
        for letter in before.marks.keys().chain(mine.marks.keys()) {
            if before.marks.get(letter) != mine.marks.get(letter) {
                match mine.marks.get(letter) {
                    Some(mark) => marks.insert(*letter, mark.clone()),
                    None => marks.remove(letter),
                };
            }
        }
        Self {
            hint: mine.hint.clone(),
            read: newer(&before.read, mine.read, theirs.read),
            starred: newer(&before.starred, mine.starred, theirs.starred),
            tags: merged_set(&before.tags, &mine.tags, &theirs.tags),
            place: newer(&before.place, mine.place, theirs.place),
            marks,
        }
    }
}

/// Lays changes of articles over what is there.
pub fn merge_articles(present: &mut BTreeMap<ContentHash, Kept>, changes: &[Change<ContentHash, Kept>]) {
    for Change { key, before, after } in changes {
        let (before, mine) = (before.clone().unwrap_or_default(), after.clone().unwrap_or_default());
        let merged = present.get(key).map_or_else(|| mine.clone(), |theirs| Kept::merge(&before, &mine, theirs));
        if merged.is_blank() {
            present.remove(key);
        } else {
            present.insert(*key, merged);
        }
    }
}

/// Lays changes of notes over what is there. Where another instance changed the same note, both texts are kept; where it
/// changed one that was taken away here, that one stays.
pub fn merge_notes(present: &mut BTreeMap<String, Note>, changes: &[Change<String, Note>]) {
    for Change { key, before, after } in changes {
        let theirs = present.get(key).cloned();
        match (theirs, after) {
            (Some(theirs), Some(mine)) if Some(&theirs) != before.as_ref() && theirs != *mine => {
                // It was renamed when it was written before.
                let renamed =
                    present.iter().find(|(_, note)| before.as_ref() == Some(*note)).map(|(key, _)| key.clone());
                if let Some(renamed) = renamed {
                    present.insert(renamed, mine.clone());
                } else if !present.values().any(|note| note == mine) {
                    present.insert(free_name(present, key), mine.clone());
                }
            }
            (_, Some(mine)) => {
                present.insert(key.clone(), mine.clone());
            }
            (Some(theirs), None) if Some(&theirs) != before.as_ref() => {}
            (_, None) => {
                present.remove(key);
            }
        }
    }
}

/// A name for a note that no other has, like that of `key`.
pub fn free_name(notes: &BTreeMap<String, Note>, key: &str) -> String {
    let named = |n: usize| format!("{key}-{n}");
    (2..=notes.len() + 2).map(named).find(|name| !notes.contains_key(name)).unwrap_or_default()
}

/// The name of a new note on an article.
pub fn name_of_note(notes: &BTreeMap<String, Note>, article: ContentHash) -> String {
    let digits = article.to_string();
    let named = |n: usize| format!("{}-{n}", &digits[..8]);
    (1..=notes.len() + 1).map(named).find(|name| !notes.contains_key(name)).unwrap_or_default()
}

/// Lays changed habits over those that are there.
pub fn merge_habits(theirs: Habits, before: &Habits, mine: &Habits) -> Habits {
    let lines = |theirs: Vec<String>, before: &[String], mine: &[String]| {
        let mut all = theirs;
        for line in mine.iter().filter(|line| !before.contains(line) || before.last() != mine.last()) {
            if !before.contains(line) || mine.last() == Some(line) {
                all.retain(|other| other != line);
                all.push(line.clone());
            }
        }
        let surplus = all.len().saturating_sub(LONGEST);
        all.drain(..surplus);
        all
    };
    let mut visits = theirs.visits;
    for visit in mine.visits.iter().filter(|visit| !before.visits.contains(visit)) {
        visits.retain(|other| other.inputs != visit.inputs);
        visits.push(visit.clone());
    }
    let surplus = visits.len().saturating_sub(LONGEST);
    visits.drain(..surplus);
    Habits {
        queries: lines(theirs.queries, &before.queries, &mine.queries),
        searches: lines(theirs.searches, &before.searches, &mine.searches),
        layout: newer(&before.layout, mine.layout.clone(), theirs.layout),
        theme: newer(&before.theme, mine.theme.clone(), theirs.theme),
        visits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Note {
        Note { text: text.to_owned(), ..Note::default() }
    }

    fn change(key: &str, before: Option<&str>, after: Option<&str>) -> Change<String, Note> {
        Change { key: key.to_owned(), before: before.map(note), after: after.map(note) }
    }

    #[test]
    fn codes_are_the_words_behind_the_sign() {
        let found = codes("#framing, says (#cost-benefit). No #; a C# and #framing again");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["cost-benefit", "framing"]);
    }

    #[track_caller]
    fn check_notes(present: &[(&str, &str)], change: Change<String, Note>, expected: &[(&str, &str)]) {
        let mut notes: BTreeMap<_, _> = present.iter().map(|(k, t)| ((*k).to_owned(), note(t))).collect();
        merge_notes(&mut notes, std::slice::from_ref(&change));
        // What is written twice, after a failure, is there once.
        merge_notes(&mut notes, &[change]);
        let found: Vec<_> = notes.iter().map(|(k, n)| (k.as_str(), n.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn of_two_instances_none_loses_a_note() {
        check_notes(&[], change("a", None, Some("mine")), &[("a", "mine")]);
        check_notes(&[("a", "old")], change("a", Some("old"), Some("mine")), &[("a", "mine")]);
        check_notes(&[("a", "theirs")], change("a", None, Some("mine")), &[("a", "theirs"), ("a-2", "mine")]);
        let renamed = [("a", "theirs"), ("a-2", "mine")];
        check_notes(
            &renamed,
            change("a", Some("mine"), Some("mine, later")),
            &[("a", "theirs"), ("a-2", "mine, later")],
        );
        check_notes(&[("a", "theirs")], change("a", Some("old"), None), &[("a", "theirs")]);
        check_notes(&[("a", "old")], change("a", Some("old"), None), &[]);
        check_notes(&[], change("a", Some("old"), Some("mine")), &[("a", "mine")]);
    }

    #[test]
    fn of_two_instances_none_loses_a_star_or_a_tag() {
        let tags = |tags: &[&str]| tags.iter().map(|t| (*t).to_owned()).collect::<BTreeSet<_>>();
        let before = Kept { tags: tags(&["old", "older"]), ..Kept::default() };
        let mine = Kept { tags: tags(&["old", "mine"]), starred: true, ..Kept::default() };
        let theirs = Kept { tags: tags(&["old", "older", "theirs"]), read: true, ..Kept::default() };
        let key = ContentHash::of("a");
        let mut present = BTreeMap::from([(key, theirs)]);
        merge_articles(&mut present, &[Change { key, before: Some(before), after: Some(mine) }]);
        let both = Kept { tags: tags(&["old", "mine", "theirs"]), starred: true, read: true, ..Kept::default() };
        assert_eq!(present[&key], both);
    }

    #[test]
    fn histories_of_two_instances_are_joined_the_latest_last() {
        let lines = |lines: &[&str]| lines.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>();
        let habits = |queries: &[&str]| Habits { queries: lines(queries), ..Habits::default() };
        let merged = merge_habits(habits(&["a", "b", "theirs"]), &habits(&["a", "b"]), &habits(&["b", "mine", "a"]));
        assert_eq!(merged.queries, ["b", "theirs", "mine", "a"]);
    }
}
