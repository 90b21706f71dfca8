//! What words say without their endings, in four depths.
//!
//! [`singular`] cuts the ending of a plural, [`inflected`] those of verbs, too; both leave letters of the word itself.
//! [`stem`] puts the forms of one word together (`invited`, `invitation`), [`family`] also nouns with their adjectives
//! and those who do them (`election`, `electoral`); both are hashes. Who counts words takes the least that serves: a
//! stem of stories made twice as many false pairs as a singular.

use crate::language::hash;
use crate::text::fold;

/// A word without its endings, as a hash. Collisions of 64 bits do not matter here.
pub type Stem = u64;

/// A word without the `s` of a plural.
pub fn singular(word: &str) -> &str {
    word.strip_suffix(['s', 'S']).filter(|s| s.len() > 3 && !s.ends_with(['s', 'S'])).unwrap_or(word)
}

/// A word without the ending of its inflection, more or less.
pub fn inflected(word: &str) -> &str {
    let cut = |ending: &str| word.strip_suffix(ending).filter(|s| s.len() > 2);
    ["ing", "ed", "es", "s", "e"].into_iter().find_map(cut).unwrap_or(word)
}

/// The stem of a word; `buffer` is only there to be reused.
pub fn stem(word: &str, buffer: &mut String) -> Stem {
    buffer.clear();
    if word.is_ascii() {
        buffer.extend(word.chars().filter(|c| *c != '-').map(|c| c.to_ascii_lowercase()));
        strip_endings(buffer);
    } else {
        buffer.push_str(fold::fold(word).text());
        buffer.retain(|c| c != '-');
        if buffer.is_ascii() {
            strip_endings(buffer);
        }
    }
    hash::exact(buffer)
}

/// Cuts the endings of English verbs and nouns off, so that what is left is the same for most forms of one word
/// (`invited`, `inviting`, `invitation`). It need not be a word.
fn strip_endings(word: &mut String) {
    let cut = |word: &mut String, ending: &str, left: usize, with: &str| {
        let fits = word.len() >= ending.len() + left && word.ends_with(ending);
        if fits {
            word.truncate(word.len() - ending.len());
            word.push_str(with);
        }
        fits
    };
    if !cut(word, "ies", 2, "y") && !cut(word, "sses", 1, "ss") && !["ss", "us", "is"].iter().any(|e| word.ends_with(e))
    {
        cut(word, "s", 3, "");
    }
    if cut(word, "ing", 3, "") || cut(word, "ed", 3, "") || cut(word, "ion", 5, "") {
        let b = word.as_bytes();
        if let [.., x, y] = b
            && x == y
            && !b"aeilosz".contains(y)
        {
            word.pop();
        }
    }
    let _ = ["ship", "ment", "ness", "ly", "e"]
        .iter()
        .any(|ending| cut(word, ending, if *ending == "e" { 3 } else { 4 }, ""));
    cut(word, "ion", 5, "");
    cut(word, "at", 4, "");
    if word.len() > 3 && word.ends_with('y') {
        word.pop();
        word.push('i');
    }
}

/// The hash of what a word says without the endings that make one noun or adjective of another: `electoral`, `election`
/// and `elections` are one.
pub fn family(word: &str) -> Stem {
    let mut word = word;
    // Twice, for "electoral" has two of them.
    for _ in 0..2 {
        let last = word.as_bytes().last();
        let endings = FAMILY.iter().filter(|e| e.as_bytes().last() == last);
        let shorter = endings.filter_map(|e| word.strip_suffix(e)).find(|s| s.chars().nth(3).is_some());
        word = shorter.unwrap_or(word);
    }
    hash::lower(word)
}

/// Endings that make one noun or adjective of another, the longer ones first.
const FAMILY: [&str; 28] = [
    "ational", "ations", "ments", "ation", "ances", "ences", "ments", "ment", "ance", "ence", "ings", "ions", "ally",
    "ies", "ing", "ion", "ers", "ors", "ive", "ity", "or", "er", "ed", "es", "al", "s", "y", "e",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, same: bool) {
        let mut buffer = String::new();
        let stems: Vec<_> = words.split(' ').map(|w| stem(w, &mut buffer)).collect();
        assert_eq!(stems.windows(2).all(|w| w[0] == w[1]), same, "{words}");
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        check("invite invites invited inviting invitation invitations Invité", true);
        check("negotiate negotiated negotiation", true);
        check("override overrides overriding", true);
        check("relation relations relationship", true);
        check("plan plans planned planning", true);
        check("policy policies", true);
        check("workforce work-force", true);
    }

    #[test]
    fn endings_of_plurals_and_verbs_are_cut() {
        assert_eq!(["talks", "TALKS", "press", "his", "Orme"].map(singular), ["talk", "TALK", "press", "his", "Orme"]);
        assert_eq!(
            ["warning", "warned", "warns", "agree", "ring"].map(inflected),
            ["warn", "warn", "warn", "agre", "ring"]
        );
    }

    #[test]
    fn words_of_one_family_are_one() {
        for words in [["election", "electoral"], ["protest", "Protesters"], ["lawmaker", "lawmakers"]] {
            assert_eq!(family(words[0]), family(words[1]), "{words:?}");
        }
        assert_ne!(family("transport"), family("transgender"));
        assert_ne!(family("interference"), family("international"));
    }

    #[test]
    fn different_words_stay_apart() {
        check("state station", false);
        check("bus busy", false);
        check("war ward", false);
    }
}
