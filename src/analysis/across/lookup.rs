//! Whether words stand anywhere in an article's text: in captions and leftovers of the page too, whatever their case,
//! accents and hyphens.

use std::collections::HashSet;

use crate::analysis::compare::empty::Empty;
use crate::language::hash;
use crate::language::hash::ByHash;
use crate::language::stem::{Stem, stem};
use crate::language::vocabulary;
use crate::model::article::Article;
use crate::model::knowledge::{self, Phrase};

/// How many places of one word are looked at; with more of them nothing is said to be missing.
const FOLLOWED: usize = 4096;

/// All words of one text.
pub(super) struct Lookup<'a> {
    /// The words as they are written, with the hash of the folded word and the stem.
    words: Vec<(&'a str, u64, Stem)>,
    /// Where each folded word stands.
    places: ByHash<Vec<u32>>,
    /// For each stem the paragraphs that have it, in order.
    paragraphs: ByHash<Vec<u32>>,
    /// Words of which every letter is a word here: `JCPOA` for `J.C.P.O.A.`
    acronyms: HashSet<u64>,
    /// The countries that are named in whatever form.
    nations: Vec<&'static str>,
    empty: Empty,
}

impl<'a> Lookup<'a> {
    /// Reads a text.
    pub(super) fn new(article: &'a Article) -> Self {
        let mut out = Self {
            words: Vec::new(),
            places: ByHash::default(),
            paragraphs: ByHash::default(),
            acronyms: HashSet::new(),
            nations: Vec::new(),
            empty: Empty::new(),
        };
        let mut buffer = String::new();
        let mut block = 0;
        for (at, word) in knowledge::words(&article.text) {
            while article.blocks.get(block).is_some_and(|b| b.span.to() <= at) {
                block += 1;
            }
            let (folded, stem) = (hash::fold(word), stem(word, &mut buffer));
            out.places.entry(folded).or_default().push(out.words.len() as u32);
            let paragraphs = out.paragraphs.entry(stem).or_default();
            if paragraphs.last() != Some(&(block as u32)) {
                paragraphs.push(block as u32);
            }
            out.words.push((word, folded, stem));
        }
        let is_letter = |w: &(&str, u64, Stem)| w.0.chars().count() == 1 && w.0.starts_with(char::is_uppercase);
        for run in out.words.chunk_by(|a, b| is_letter(a) && is_letter(b)).filter(|run| run.len() > 1) {
            out.acronyms.insert(hash::fold(&run.iter().map(|w| w.0).collect::<String>()));
        }
        for at in 0..out.words.len() {
            let nation = out.nation_at(at);
            out.nations.extend(nation.filter(|n| !out.nations.contains(n)));
        }
        out
    }

    /// The country that the name at a word belongs to.
    fn nation_at(&self, at: usize) -> Option<&'static str> {
        let (word, folded, _) = *self.words.get(at)?;
        if !word.starts_with(char::is_uppercase) {
            return None;
        }
        if word.len() == 1 {
            // "U.S." is two words here.
            let (next, ..) = *self.words.get(at + 1).filter(|next| next.0.len() == 1)?;
            return vocabulary::nation_of(&format!("{word}.{next}."));
        }
        let entry = vocabulary::word(folded);
        let longer = vocabulary::phrase(self.words[at..].iter().map(|w| w.1), entry.flags);
        longer.and_then(|(_, phrase)| phrase.nation()).or_else(|| vocabulary::nation_of(word))
    }

    /// Whether a phrase stands there as whole words in a row.
    pub(super) fn has(&self, phrase: &str) -> bool {
        let Some(phrase) = Phrase::new(phrase) else { return false };
        let letters = phrase.words.iter().all(|w| w.folded.chars().count() == 1);
        let acronym = letters || matches!(&phrase.words[..], [w] if w.case == knowledge::Case::Capitals);
        if acronym {
            let joined = hash::fold(&phrase.words.iter().map(|w| w.folded.as_str()).collect::<String>());
            let places = self.places.get(&joined).map_or(&[][..], Vec::as_slice);
            let capitals =
                |at: &u32| self.words.get(*at as usize).is_some_and(|w| knowledge::Case::Capitals.allows(w.0));
            if self.acronyms.contains(&joined) || letters && places.iter().any(capitals) {
                return true;
            }
        }
        let hashes: Vec<u64> = phrase.words.iter().map(|w| hash::fold(&w.folded)).collect();
        let places = hashes.first().and_then(|first| self.places.get(first)).map_or(&[][..], Vec::as_slice);
        places.len() > FOLLOWED
            || places.iter().any(|at| {
                let found = self.words.get(*at as usize..*at as usize + hashes.len()).unwrap_or_default();
                let fits =
                    |((word, hash, _), (wanted, phrase)): (&(&str, u64, Stem), (&u64, &knowledge::PhraseWord))| {
                        // A name of several words is no other word in small letters.
                        hash == wanted && (hashes.len() > 1 || phrase.case.allows(word))
                    };
                found.len() == hashes.len() && found.iter().zip(hashes.iter().zip(&phrase.words)).all(fits)
            })
    }

    /// Whether a country is named there, be it by its people, its capital or an adjective.
    pub(super) fn has_nation(&self, nation: &str) -> bool {
        self.nations.contains(&nation)
    }

    /// Whether some paragraph has every word of a phrase that says something, in whatever order and form.
    pub(super) fn has_words(&self, phrase: &str) -> bool {
        let mut buffer = String::new();
        let told = knowledge::words(phrase).map(|(_, w)| w).filter(|w| !self.empty.has(hash::fold(w)));
        let lists: Option<Vec<&Vec<u32>>> = told.map(|word| self.paragraphs.get(&stem(word, &mut buffer))).collect();
        let Some(lists) = lists else { return false };
        let Some((first, rest)) = lists.split_first() else { return true };
        first.iter().any(|paragraph| rest.iter().all(|list| list.binary_search(paragraph).is_ok()))
    }

    /// Whether so many words of a passage stand there in a row, whatever their endings.
    pub(super) fn has_run(&self, passage: &str, length: usize) -> bool {
        let mut buffer = String::new();
        let wanted: Vec<(u64, Stem)> =
            knowledge::words(passage).map(|(_, w)| (hash::fold(w), stem(w, &mut buffer))).collect();
        let telling = |run: &[(u64, Stem)]| run.iter().any(|(folded, _)| !self.empty.has(*folded));
        let stands = |run: &[(u64, Stem)]| {
            let places = self.places.get(&run[0].0).map_or(&[][..], Vec::as_slice);
            places.len() > FOLLOWED
                || places.iter().any(|at| {
                    let found = self.words.get(*at as usize..*at as usize + run.len()).unwrap_or_default();
                    found.len() == run.len() && found.iter().zip(run).all(|(word, wanted)| word.2 == wanted.1)
                })
        };
        wanted.windows(length.min(wanted.len()).max(1)).any(|run| telling(run) && stands(run))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::across::tests::article;

    /// Whether each of the phrases, parted by bars, stands in the text.
    #[track_caller]
    fn check(text: &str, phrases: &str, stand: bool) {
        let article = article(text);
        let lookup = Lookup::new(&article);
        for phrase in phrases.split('|') {
            assert_eq!(lookup.has(phrase), stand, "{phrase} in {text}");
        }
    }

    #[test]
    fn names_are_found_whatever_their_accents_hyphens_and_stops() {
        check("The JCPOA and the F.B.I. were named.", "J.C.P.O.A.|JCPOA|FBI|F.B.I.", true);
        check("US-led talks with Zoe Ibáñez", "US|Zoé Ibañez|zoe ibáñez", true);
        check("They told us about the brown bear.", "US|Brown|bro", false);
        check("A B C", "ABC", true);
    }

    #[test]
    fn a_country_is_named_by_its_people_too() {
        let article = article("T\nFrench ministers met in the U.S. capital.");
        let lookup = Lookup::new(&article);
        assert!(lookup.has_nation("France") && lookup.has_nation("United States") && !lookup.has_nation("China"));
    }

    #[test]
    fn words_and_runs_are_found_whatever_their_endings() {
        let article = article("T\nThey would be lifting the sanction.\nThe port is shut to Norland.");
        let lookup = Lookup::new(&article);
        assert!(lookup.has_words("sanctions lifted") && !lookup.has_words("sanctions on Norland"));
        assert!(lookup.has_run("the port is shut to all", 4) && !lookup.has_run("a port was shut to all", 4));
    }
}
