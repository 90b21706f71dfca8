//! Which nouns mean somebody or something, and so by themselves no matter that people are for or against.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::language::lemma;

/// Whether a noun mostly means a person, an object, a place or a part or number of these: "fence", not "fencing".
pub(super) fn is_thing(noun: &str) -> bool {
    static THINGS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let things = THINGS.get_or_init(|| {
        include_str!("things.txt").lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect()
    });
    let noun = noun.to_lowercase();
    things.contains(noun.as_str()) || things.contains(lemma::noun(&noun).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_objects_and_places_are_things_and_acts_are_not() {
        assert!(["Fences", "outskirts", "policeman", "nominees", "border"].into_iter().all(is_thing));
        assert!(!["dispute", "sanctions", "changes", "law", "election"].into_iter().any(is_thing));
    }
}
