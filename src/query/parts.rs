//! The words of all articles, part by part: those that came last in memory, others as sealed records.

use std::sync::{Arc, PoisonError, RwLock};

use crate::model::article_id::ArticleId;
use crate::model::moves::Moves;
use crate::query::listing::{Found, find};
use crate::query::needle::Needle;
use crate::query::sealed_words::SealedWords;
use crate::query::set::ArticleSet;
use crate::query::words::{OwnWords, Words};

/// The words of all articles.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    all: Vec<Part>,
    /// The articles that have words that are not here.
    incomplete: ArticleSet,
    /// How many articles there are.
    articles: u32,
}

/// The words of some articles.
#[derive(Clone, Debug)]
struct Part {
    /// The first article, where they follow each other.
    from: u32,
    /// How many there are.
    articles: u32,
    /// Where each of them is now, since some are gone or others came between them.
    apart: Option<Box<[Option<ArticleId>]>>,
    words: PartWords,
}

impl Part {
    /// Where the article of a number among those of the part is; `None` if it is gone.
    fn place(&self, own: ArticleId) -> Option<ArticleId> {
        match &self.apart {
            None => Some(ArticleId(self.from + own.0)),
            Some(apart) => *apart.get(own.index())?,
        }
    }

    /// Notes where the articles are now.
    fn follow(&mut self, moves: &Moves) {
        let places: Vec<_> =
            (0..self.articles).map(|own| self.place(ArticleId(own)).and_then(|id| moves.of(id))).collect();
        let first = places.first().copied().flatten().map_or(0, |id| id.0);
        let follows = (first..).zip(&places).all(|(id, place)| *place == Some(ArticleId(id)));
        self.from = first;
        self.apart = (!follows).then(|| places.into());
    }
}

#[derive(Clone, Debug)]
enum PartWords {
    Here(Box<Words>),
    /// There may be more articles in it than in the part: these come later.
    Growing(Growing),
    /// There may be more articles in it than in the part: these have other words by now.
    Sealed(SealedWords),
}

/// Words to which somebody adds while others look something up: making a list of them takes longer than a key should wait,
/// and so there is one list of them, made by whoever reads the articles.
#[derive(Clone, Debug)]
pub struct Growing(Arc<RwLock<Words>>);

impl Growing {
    /// Begins with these.
    pub fn new(words: Words) -> Self {
        Self(Arc::new(RwLock::new(words)))
    }

    /// Adds those of the next article.
    pub fn push(&self, own: &OwnWords) {
        let mut words = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let next = ArticleId(words.len() as u32);
        words.push(next, own);
    }

    /// Lets somebody look at them.
    pub fn look<T>(&self, look: impl FnOnce(&Words) -> T) -> T {
        look(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What becomes of the words of articles that follow each other.
#[derive(Clone, Debug)]
pub enum NewPart {
    /// Those of the next articles, which come without, are in these before they come.
    Growing(Growing),
    /// Those of the next articles, which come without, are these.
    Known(SealedWords),
    /// Those of the last so many articles, which are here, are these, so that they need not be here.
    Sealed(usize, SealedWords),
}

impl Parts {
    /// Adds an article behind the others; without words if these are known already.
    pub fn push(&mut self, id: ArticleId, words: Option<&OwnWords>) {
        self.articles = id.0 + 1;
        let is_here = |part: &Part| matches!(part.words, PartWords::Here(_));
        if let Some(words) = words {
            if !self.all.last().is_some_and(is_here) {
                let words = PartWords::Here(Box::default());
                self.all.push(Part { from: id.0, articles: 0, apart: None, words });
            }
            if let Some(Part { from, articles, words: PartWords::Here(here), .. }) = self.all.last_mut() {
                let own = ArticleId(*articles);
                here.push(own, words);
                *articles += 1;
                if here.incomplete().contains(own) {
                    self.incomplete.insert(ArticleId(*from + own.0));
                }
            }
            return;
        }
        // Whether all its words are there, if any are.
        let incomplete = match self.all.last_mut() {
            Some(Part { articles, words: PartWords::Sealed(sealed), .. }) if sealed.len() > *articles as usize => {
                *articles += 1;
                sealed.is_incomplete(*articles - 1)
            }
            Some(Part { articles, words: PartWords::Growing(growing), .. }) => growing.look(|words| {
                let is_there = words.len() > *articles as usize;
                *articles += u32::from(is_there);
                !is_there || words.incomplete().contains(ArticleId(*articles - 1))
            }),
            _ => true,
        };
        if incomplete {
            self.incomplete.insert(id);
        }
    }

    /// Takes in what becomes of words.
    pub fn take(&mut self, new: NewPart) {
        match new {
            NewPart::Growing(words) => self.begin(PartWords::Growing(words)),
            NewPart::Known(sealed) => self.begin(PartWords::Sealed(sealed)),
            NewPart::Sealed(count, sealed) => {
                if let Some(part) = self.all.last_mut()
                    && matches!(part.words, PartWords::Here(_) | PartWords::Growing(_))
                    && (part.articles as usize, sealed.len()) == (count, count)
                {
                    part.words = PartWords::Sealed(sealed);
                }
            }
        }
    }

    fn begin(&mut self, words: PartWords) {
        self.all.push(Part { from: self.articles, articles: 0, apart: None, words });
    }

    /// Notes where articles are now, and takes in the words of those that are new, which are these.
    pub fn follow(&mut self, moves: &Moves, new: &[(ArticleId, Option<OwnWords>)]) {
        self.all.iter_mut().for_each(|part| part.follow(moves));
        self.articles = moves.len() as u32;
        self.incomplete = self.incomplete.moved(moves);
        let (mut here, mut places) = (Words::default(), Vec::new());
        for (id, words) in new {
            let own = ArticleId(places.len() as u32);
            if let Some(words) = words {
                here.push(own, words);
                places.push(Some(*id));
            }
            if words.is_none() || here.incomplete().contains(own) {
                self.incomplete.insert(*id);
            }
        }
        if !places.is_empty() {
            let (articles, words) = (places.len() as u32, PartWords::Here(Box::new(here)));
            self.all.push(Part { from: 0, articles, apart: Some(places.into()), words });
        }
    }

    /// The articles that have words that are not here, so that they have to be looked through.
    pub fn incomplete(&self) -> &ArticleSet {
        &self.incomplete
    }

    /// In which articles a needle stands, as far as that is known here.
    pub fn find(&self, needle: &Needle) -> Found {
        let mut all = Found::default();
        for part in &self.all {
            let articles = part.articles;
            let found = match &part.words {
                PartWords::Here(words) => find(&**words, needle),
                PartWords::Growing(words) => words.look(|words| find(words, needle)),
                PartWords::Sealed(words) => find(words, needle),
            };
            // What cannot be read says nothing.
            let found =
                found.unwrap_or_else(|| Found { counts: Vec::new(), doubtful: (0..articles).map(ArticleId).collect() });
            let place = |own: ArticleId| if own.0 < articles { part.place(own) } else { None };
            all.counts.extend(found.counts.into_iter().filter_map(|(id, count)| Some((place(id)?, count))));
            all.doubtful.extend(found.doubtful.into_iter().filter_map(place));
        }
        if self.all.iter().any(|part| part.apart.is_some()) {
            all.counts.sort_unstable();
            all.doubtful.sort_unstable();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::{Arc, Mutex};

    use proptest::prelude::*;

    use super::*;
    use crate::query::sealed_words::Records;

    #[derive(Debug, Default)]
    struct Kept(Mutex<HashMap<u64, Vec<u8>>>);

    impl Records for Kept {
        fn record(&self, number: u64) -> Option<Vec<u8>> {
            self.0.lock().unwrap().get(&number).cloned()
        }
    }

    fn sealed(texts: &[String]) -> (Arc<Kept>, SealedWords) {
        let (kept, mut words) = (Arc::new(Kept::default()), Words::to_be_sealed());
        (0..).zip(texts).for_each(|(n, text)| words.push(ArticleId(n), &OwnWords::new(text)));
        words.seal(&mut |number, bytes| drop(kept.0.lock().unwrap().insert(number, bytes)));
        let words = SealedWords::open(kept.clone()).expect("all is there");
        (kept, words)
    }

    fn needles(words: &str) -> [Needle; 3] {
        [Needle::anywhere(words), Needle::begins(words), Needle::whole_words(words)]
    }

    /// What is found in texts, counted one by one, is found in parts of these lengths: sealed later, sealed and known, and
    /// then those to which somebody adds and those here.
    #[track_caller]
    fn check(texts: &[String], [later, known]: [usize; 2], needle: &Needle) {
        let mut parts = Parts::default();
        let push = |parts: &mut Parts, n: usize, is_known: bool| {
            let words = OwnWords::new(&texts[n]);
            parts.push(ArticleId(n as u32), (!is_known).then_some(&words));
        };
        (0..later).for_each(|n| push(&mut parts, n, false));
        parts.take(NewPart::Sealed(later, sealed(&texts[..later]).1));
        // There is one more in it, which has changed since.
        let other = [&texts[later..known], &["changed since".to_owned()]].concat();
        parts.take(NewPart::Known(sealed(&other).1));
        (later..known).for_each(|n| push(&mut parts, n, true));
        let half = known.midpoint(texts.len());
        let growing = Growing::new(Words::to_be_sealed());
        parts.take(NewPart::Growing(growing.clone()));
        (known..half).for_each(|n| {
            growing.push(&OwnWords::new(&texts[n]));
            push(&mut parts, n, true);
        });
        // It is there already, and comes later.
        growing.push(&OwnWords::new("changed since, the old port"));
        (half..texts.len()).for_each(|n| push(&mut parts, n, false));
        let found = parts.find(needle);
        let count = |n: u32| needle.count(&texts[n as usize]);
        let doubtful = |id: &ArticleId| parts.incomplete().contains(*id) || found.doubtful.contains(id);
        for n in 0..texts.len() as u32 {
            let id = ArticleId(n);
            let counted = found.counts.iter().find(|(found, _)| *found == id).map_or(0, |(_, count)| *count);
            assert!(doubtful(&id) || counted == count(n), "{counted} of {n} in {texts:?} {needle:?}");
        }
        assert!(found.counts.is_sorted() && found.doubtful.is_sorted());
    }

    #[test]
    fn words_are_found_in_every_part() {
        let texts: Vec<String> = (0..900)
            .map(|n| format!("the old port, number {n} of the old {}ports{} and w{}", n % 7, n % 11, n * n % 997))
            .collect();
        for words in ["the old", "old port", "port", "w", "w1", "number 5", "ports10", ",", "absent", "zz", "a", "the"]
        {
            for needle in needles(words) {
                check(&texts, [400, 800], &needle);
            }
        }
        let mut parts = Parts::default();
        parts.take(NewPart::Known(sealed(&texts).1));
        (0..900).for_each(|n| parts.push(ArticleId(n), None));
        let found = parts.find(&Needle::whole_words("the old"));
        assert_eq!(found.counts.len() + found.doubtful.len(), 900);
        assert!(found.doubtful.len() < 10, "the places of common words are kept from the first articles on");
    }

    #[test]
    fn words_are_found_where_articles_are_now() {
        let texts: Vec<String> = (0..40).map(|n| format!("the old port w{}", n % 7)).collect();
        let mut parts = Parts::default();
        parts.take(NewPart::Known(sealed(&texts[..20]).1));
        (0..20).for_each(|n| parts.push(ArticleId(n), None));
        (20..40).for_each(|n| parts.push(ArticleId(n), Some(&OwnWords::new(&texts[n as usize]))));
        // Twice, so that what is apart goes on.
        let mut now = texts;
        for step in [0_usize, 1] {
            let mut moves = Moves::all_gone(now.len());
            let (mut next, mut new) = (Vec::new(), Vec::new());
            for (n, text) in now.iter().enumerate() {
                if n % 10 == 3 + step {
                    let text = format!("another port w{}", n % 5);
                    let words = (n % 20 < 10).then(|| OwnWords::new(&text));
                    new.push((moves.comes(), words));
                    next.push(text);
                }
                if n % 6 != 5 - step {
                    moves.stays(ArticleId(n as u32));
                    next.push(text.clone());
                }
            }
            parts.follow(&moves, &new);
            now = next;
            for needle in ["old", "another", "w3", "port", "absent"].map(Needle::whole_words) {
                let found = parts.find(&needle);
                let mut doubtful: Vec<ArticleId> = parts.incomplete().iter().chain(found.doubtful).collect();
                doubtful.sort_unstable();
                doubtful.dedup();
                assert!(found.counts.is_sorted() && doubtful.len() < 20, "{doubtful:?}");
                for (id, text) in (0..).map(ArticleId).zip(&now) {
                    let counted = found.counts.iter().find(|(found, _)| *found == id).map_or(0, |(_, count)| *count);
                    assert!(doubtful.contains(&id) || counted == needle.count(text), "{id:?} {needle:?} {step}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_doubtful_and_no_part_without_all_records_is_opened() {
        let texts: Vec<String> = (0..600).map(|n| format!("alpha w{} x{n} of the port", n % 5)).collect();
        let (kept, words) = sealed(&texts);
        let numbers: Vec<u64> = kept.0.lock().unwrap().keys().copied().collect();
        assert!(numbers.len() >= 4, "{numbers:?}");
        let mut parts = Parts::default();
        parts.take(NewPart::Known(words));
        (0..600).for_each(|n| parts.push(ArticleId(n), None));
        for number in numbers {
            let taken = kept.0.lock().unwrap().remove(&number).unwrap();
            assert!(SealedWords::open(kept.clone()).is_none(), "{number}");
            for needle in needles("alpha").iter().chain(&needles("the port")) {
                let found = parts.find(needle);
                assert_eq!(found.counts.len() + found.doubtful.len(), 600);
            }
            // Damaged, and yet with a good checksum.
            for at in (0..taken.len()).step_by(taken.len() / 40 + 1) {
                let mut damaged = taken.clone();
                damaged[at] ^= 0x55;
                kept.0.lock().unwrap().insert(number, damaged);
                for needle in &needles("the port") {
                    drop(parts.find(needle));
                }
                if let Some(words) = SealedWords::open(kept.clone()) {
                    drop(find(&words, &Needle::anywhere("a")));
                }
            }
            kept.0.lock().unwrap().insert(number, taken);
        }
        assert!(parts.find(&Needle::whole_words("alpha")).doubtful.is_empty());
    }

    #[test]
    fn an_article_with_a_word_that_is_too_long_is_looked_through_in_every_part() {
        let texts: Vec<String> = (0..9).map(|n| if n % 3 == 1 { "ab".repeat(80) } else { "abab".into() }).collect();
        check(&texts, [3, 6], &Needle::anywhere("ba"));
    }

    proptest! {
        #[test]
        fn parts_find_what_stands_in_the_texts(
            texts in proptest::collection::vec("[abB1é世界 .\n-]{0,24}", 6..9), words in "[abB1é世 .-]{0,4}",
        ) {
            let texts: Vec<String> = texts.iter().map(|text| crate::text::fold::fold(text).text().to_owned()).collect();
            for needle in needles(&words) {
                check(&texts, [2, 5], &needle);
            }
        }
    }
}
