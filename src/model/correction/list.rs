//! Corrections in their order, and quickly which of them concern an article.

use std::collections::{HashMap, HashSet};

use crate::model::article::Article;
use crate::model::correction::{Correction, Scope, Subject, What};
use crate::model::findings::ArticleFindings;
use crate::text::span::Span;

/// All corrections, in the order in which they are applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    list: Vec<Correction>,
    /// How often findings were corrected or a correction of them taken back.
    version: u64,
    /// Those anchored to an article, by its hash.
    by_article: HashMap<String, Vec<usize>>,
    /// Those anchored to a file, by its name.
    by_file: HashMap<String, Vec<usize>>,
    /// Those of a folder.
    of_folders: Vec<usize>,
    /// Those of every article, by each of their names.
    by_name: HashMap<String, Vec<usize>>,
}

/// A pair that was made or broken by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairChange {
    /// Whether it was made.
    pub made: bool,
    /// The passages, the left one first.
    pub passages: [Span; 2],
}

impl Corrections {
    /// The corrections of a file.
    pub fn new(list: Vec<Correction>) -> Self {
        let mut corrections = Self::default();
        for correction in list {
            corrections.push(correction);
        }
        corrections.version = 0;
        corrections
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them, in their order.
    pub fn list(&self) -> &[Correction] {
        &self.list
    }

    /// How often what they do to findings was changed since they were read: two states have different numbers. Pairs change
    /// no findings.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Adds one behind the others, under a name that none of them has.
    pub fn add(&mut self, mut correction: Correction) -> &Correction {
        correction.id = self.free_id(&correction);
        self.push(correction);
        // It was pushed just now.
        &self.list[self.list.len() - 1]
    }

    /// Takes the last one away.
    pub fn undo(&mut self) -> Option<Correction> {
        let mut list = std::mem::take(&mut self.list);
        let undone = list.pop()?;
        let changes = u64::from(undone.what.subject() != Subject::Pair);
        *self = Self { version: self.version + changes, ..Self::new(list) };
        Some(undone)
    }

    fn push(&mut self, correction: Correction) {
        let at = self.list.len();
        let file = correction.place.path.rsplit('/').next().unwrap_or_default();
        match correction.scope {
            Scope::Folder => self.of_folders.push(at),
            Scope::Everywhere => {
                for name in &correction.names {
                    self.by_name.entry(name.clone()).or_default().push(at);
                }
            }
            Scope::Passage | Scope::Article => {
                for (map, key) in [(&mut self.by_article, &*correction.place.article), (&mut self.by_file, file)] {
                    if !key.is_empty() {
                        map.entry(key.to_owned()).or_default().push(at);
                    }
                }
            }
        }
        self.version += u64::from(correction.what.subject() != Subject::Pair);
        self.list.push(correction);
    }

    /// A name for a correction: what it says, as a number.
    fn free_id(&self, correction: &Correction) -> String {
        let taken: HashSet<&str> = self.list.iter().map(|c| c.id.as_str()).collect();
        let content = format!("{:?}", Correction { id: String::new(), ..correction.clone() });
        // One more than are taken.
        (0..=self.list.len() as u64)
            .map(|n| format!("c{:08x}", fnv(&content, n) >> 32))
            .find(|id| !taken.contains(id.as_str()))
            .unwrap_or_default()
    }

    /// Those that can concern an article in which `findings` were found, by their places in the list. Where one of every
    /// article does, all of these are among them: what one names, the next may name anew.
    pub fn of(&self, article: &Article, findings: &ArticleFindings) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        if !self.by_article.is_empty() || !self.by_file.is_empty() {
            found.extend(self.by_article.get(&article.hash().to_string()).into_iter().flatten());
            let file = article.path.as_ref().and_then(|path| path.file_name());
            let of_file = file.and_then(|file| self.by_file.get(&*file.to_string_lossy()));
            found.extend(of_file.into_iter().flatten().filter(|i| self.list[**i].place.is_in(article)));
        }
        found.extend(self.of_folders.iter().filter(|i| self.list[**i].place.is_folder_of(article)));
        if !self.by_name.is_empty() && (!found.is_empty() || self.names_something(findings)) {
            found.extend((0..self.list.len()).filter(|i| self.list[*i].scope == Scope::Everywhere));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What was made and broken by hand between two articles, in the order in which it was done. What no longer finds its
    /// passages is left out.
    pub fn pairs_of(&self, articles: [&Article; 2]) -> Vec<PairChange> {
        let [left, right] = articles;
        let pairs = self.list.iter().filter(|c| c.what.subject() == Subject::Pair);
        let changes = pairs.filter_map(|c| {
            let other = c.other.as_ref()?;
            let made = c.what == What::PairMade;
            let spans = |a: &Article, b: &Article| Some([c.place.span(a)?, other.span(b)?]);
            if c.place.is_in(left) && other.is_in(right) {
                Some(PairChange { made, passages: spans(left, right)? })
            } else if c.place.is_in(right) && other.is_in(left) {
                let [right, left] = spans(right, left)?;
                Some(PairChange { made, passages: [left, right] })
            } else {
                None
            }
        });
        changes.collect()
    }

    fn names_something(&self, findings: &ArticleFindings) -> bool {
        let names = findings.entities.iter().map(|e| &e.name).chain(findings.issues.iter().map(|i| &i.name));
        let mut holders = findings.issues.iter().flat_map(|i| &i.positions).map(|p| &p.holder);
        names.into_iter().any(|name| self.by_name.contains_key(name))
            || holders.any(|holder| self.by_name.contains_key(holder))
    }
}

/// The hash of Fowler, Noll and Vo, variant 1a, of 64 bits; `salt` gives another one of the same text.
fn fnv(text: &str, salt: u64) -> u64 {
    let bytes = text.bytes().chain(salt.to_le_bytes());
    let mixed = bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mixed ^ mixed.rotate_left(32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Head;
    use crate::model::correction::{Place, What};

    fn hide(name: &str) -> Correction {
        Correction {
            what: What::EntityHide,
            scope: Scope::Everywhere,
            was: name.to_owned(),
            names: vec![name.to_owned()],
            ..Correction::default()
        }
    }

    #[test]
    fn the_same_correction_made_again_has_another_name() {
        let mut corrections = Corrections::default();
        let first = corrections.add(hide("A")).id.clone();
        let second = corrections.add(hide("A")).id.clone();
        assert_ne!(first, second);
        assert_eq!(corrections.undo().map(|c| c.id), Some(second.clone()));
        assert_eq!(corrections.add(hide("A")).id, second);
        assert_eq!(corrections.version(), 4);
    }

    #[test]
    fn an_article_is_asked_about_what_concerns_it() {
        let article = Article {
            head: Head { path: Some("news/a.md".into()), ..Head::default() },
            text: "A.".into(),
            ..Article::default()
        };
        let here = Correction { place: Place::new(&article, None), scope: Scope::Article, ..Correction::default() };
        let folder = Place { path: "news".into(), ..Place::default() };
        let folder = Correction { place: folder, scope: Scope::Folder, ..Correction::default() };
        let corrections = Corrections::new(vec![hide("A"), here, folder]);
        let none = ArticleFindings::default();
        assert_eq!(corrections.of(&article, &none), [0, 1, 2]);
        let other = Article {
            head: Head { path: Some("old/a.md".into()), ..Head::default() },
            text: "B.".into(),
            ..Article::default()
        };
        assert!(corrections.of(&other, &none).is_empty());
    }
}
