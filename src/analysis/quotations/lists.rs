//! The words that quotations turn on, from `words.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

static FILE: &str = include_str!("words.txt");

/// A section of the list that is no closed class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Something that is said (`reply`).
    Speech,
    /// One man (`husband`).
    Man,
    /// One woman (`wife`).
    Woman,
    /// A deed of bodies (`pass`), by its verb.
    Act,
    /// A deed of courts (`dismiss`), by its verb.
    Ruling,
    /// What comes before courts (`lawsuit`).
    Matter,
    /// A form of a verb that does hardly anything but introduce what is said (`said`).
    Plain,
    /// Somebody who speaks or is spoken to (`we`).
    Personal,
    /// A small word inside the label of a speaker (`of`).
    Label,
    /// A word that joins another speaker's clause behind a comma (`while`).
    Joining,
    /// A relative pronoun (`whose`).
    Relative,
    /// A participle that opens a sentence and makes somebody else speak (`asked`).
    Prompt,
    /// A verb of handing on what somebody else said (`quote`).
    Relaying,
    /// A word that joins another speaker's clause also without a comma (`when`).
    Parting,
    /// A verb of dealing with things as well as of saying (`call`).
    Deed,
    /// What is dealt with (`taxi`).
    Thing,
    /// A form of a verb of uttering, beside which even one quoted word is speech (`muttered`).
    Manner,
    /// A verb that lets somebody speak (`show`).
    Showing,
}

/// The words of each section with its name, in the order of the file.
pub(super) fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = FILE.lines().filter(|l| !l.starts_with('#'));
    let words = lines.scan("", |section, line| {
        if let Some(name) = line.strip_prefix('[') {
            *section = name.trim_end_matches(']');
            return Some((*section, ""));
        }
        Some((*section, line))
    });
    words.flat_map(|(section, line)| line.split_whitespace().map(move |word| (section, word)))
}

static SORTS: LazyLock<HashMap<&'static str, Vec<Sort>>> = LazyLock::new(|| {
    let mut sorts: HashMap<_, Vec<Sort>> = HashMap::new();
    for (section, word) in sections() {
        let sort = match section {
            "speech" => Sort::Speech,
            "man" => Sort::Man,
            "woman" => Sort::Woman,
            "act" => Sort::Act,
            "ruling" => Sort::Ruling,
            "matter" => Sort::Matter,
            "plain" => Sort::Plain,
            "personal" => Sort::Personal,
            "label" => Sort::Label,
            "joining" => Sort::Joining,
            "relative" => Sort::Relative,
            "prompt" => Sort::Prompt,
            "relaying" => Sort::Relaying,
            "showing" => Sort::Showing,
            "parting" => Sort::Parting,
            "deed" => Sort::Deed,
            "thing" => Sort::Thing,
            "manner" => Sort::Manner,
            _ => continue,
        };
        sorts.entry(word).or_default().push(sort);
    }
    sorts
});

/// Whether a word in small letters is of a sort.
pub(super) fn is(word: &str, sort: Sort) -> bool {
    SORTS.get(word).is_some_and(|sorts| sorts.contains(&sort))
}

/// Whether an inflected verb is of a sort (`passed`, `denies`).
pub(super) fn is_verb(word: &str, sort: Sort) -> bool {
    let cut = |end: &str| word.strip_suffix(end);
    let doubled = |stem: &str| {
        let mut back = stem.chars().rev();
        back.next() == back.next() && is(&stem[..stem.len() - stem.chars().next_back().map_or(0, char::len_utf8)], sort)
    };
    if is(word, sort) || cut("s").is_some_and(|w| is(w, sort)) || cut("d").is_some_and(|w| is(w, sort)) {
        return true;
    }
    if ["ies", "ied", "ying"].iter().any(|end| cut(end).is_some_and(|w| is(&format!("{w}y"), sort))) {
        return true;
    }
    ["ed", "es", "ing"]
        .iter()
        .filter_map(|end| cut(end))
        .any(|w| is(w, sort) || is(&format!("{w}e"), sort) || doubled(w))
        || word == "threw" && is("throw", sort)
}
